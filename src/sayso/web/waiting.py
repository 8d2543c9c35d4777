"""What waits for a person's eye, as it stands on the page: claims in their sentence, each sentence once, pairs with both sides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sayso.flow.review import QueueItem, list_queue
from sayso.model import Claim, Event, Review, Value
from sayso.publish.event_view import name_event
from sayso.web.desk import PATIENCE, Desk, View
from sayso.web.features import explain_features
from sayso.web.index import Told
from sayso.web.quoting import Quoted, quote_claim


@dataclass(frozen=True, slots=True)
class Shown:
    """An item of the queue as it stands on the page.

    `told` and `quoted` are a claim with its value and its words; `against` are the figures that contradict it; `sides` are
    the two of a pair: where each is looked at, its id and its name. `seen` is the decision that was last made of it.
    `alike` are other claims that give the same value in the very same sentence: they are decided with this one.
    """

    item: QueueItem
    features: tuple[tuple[str, ...], tuple[str, ...]]
    seen: str
    told: Told | None
    quoted: Quoted | None
    against: tuple[Value, ...]
    sides: tuple[tuple[str, str, str], ...]
    alike: tuple["Shown", ...] = ()


def find_queue(desk: Desk) -> list[QueueItem]:
    """Give what wants review; what was decided since the record was settled is left out already."""
    view = desk.view("desk", patience=PATIENCE)
    queue = queue_of(view, desk)
    if not view.behind:
        return queue
    judged = desk.fresh("judged", lambda ledger: {frozenset((j.left, j.right)) for j in ledger.judgements()})
    seen = find_seen(desk)
    return [
        item
        for item in queue
        if item.id not in seen and (item.kind != "pair" or frozenset(item.id.split(":")) not in judged)
    ]


def queue_of(view: View, desk: Desk) -> list[QueueItem]:
    """Give what wants review in a record as it was settled."""

    def make() -> list[QueueItem]:
        with desk.open() as ledger:
            return list_queue(ledger, view.settled.record)

    return view.once("queue", make)


def find_seen(desk: Desk) -> dict[str, str]:
    """Give, by claim, the id of the review that was made of it last."""
    return desk.fresh("seen", lambda ledger: {r.claim: r.id for r in ledger.reviews()})


def find_lately(desk: Desk, view: View, claims: Iterable[Claim]) -> dict[str, Review]:
    """Give, by claim, the reviews that a view is behind with: kept, but not settled into its figures yet."""
    if not view.behind:
        return {}
    kept = desk.fresh("reviewed", lambda ledger: {r.claim: r for r in ledger.reviews()})
    return {c.id: kept[c.id] for c in claims if c.id in kept and kept[c.id].state != c.review}


def show_item(view: View, item: QueueItem, seen: str) -> Shown:
    """Prepare one item for the page."""
    event, value = view.index.values.get(item.id, (None, None))
    claim = next((c for c in value.claims if c.id == item.id), None) if value else None
    told = (event, value, claim) if event and value and claim else None
    return Shown(
        item,
        explain_features(item.features),
        seen,
        told,
        view.lately(("quoted", claim.id), lambda: quote_claim(view, claim)) if claim else None,
        tuple(_find_against(view, event, value)) if event and value else (),
        tuple(_find_sides(view, item)),
    )


def fold_items(items: Iterable[Shown]) -> list[Shown]:
    """Put claims that give one value in one sentence, as reports that carry one text do, under the first of them."""
    folded: dict[object, Shown] = {}
    for shown in items:
        key: object = shown.item.id
        if shown.told and shown.quoted:
            key = (shown.told[1].id, shown.quoted.before, shown.quoted.exact, shown.quoted.after)
        if key in folded:
            folded[key] = replace(folded[key], alike=(*folded[key].alike, shown))
        else:
            folded[key] = shown
    return list(folded.values())


def _find_against(view: View, event: Event, value: Value) -> Iterator[Value]:
    for difference in view.index.differences.get(event.id, ()):
        if difference.class_ == "contradiction" and value.id in difference.values:
            yield from (view.index.values[v][1] for v in difference.values if v != value.id and v in view.index.values)


def _find_sides(view: View, item: QueueItem) -> Iterator[tuple[str, str, str]]:
    """Where each side of a pair is looked at, an event, a person, or the report whose main event it is, and its name."""
    for side in item.id.split(":") if item.kind == "pair" else ():
        if side in view.index.events:
            yield "events", side, name_event(view.index.events[side])
        elif side in view.index.people:
            yield "people", side, view.index.people[side].name
        else:
            reading = view.settled.readings.get(side)
            yield "reports", side, (reading.report.title or reading.report.outlet if reading else None) or "a report"
