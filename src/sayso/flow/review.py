"""Review: what `reconcile` is unsure of is put before a person, and the `ledger` keeps what the person says of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from sayso.errors import AmbiguousId, RefusedError, UsageError
from sayso.model import Claim, Event, Judgement, Person, Record, Review
from sayso.model.record import ReviewState, Verdict
from sayso.publish.phrases import TYPE_WORDS, write_label, write_range
from sayso.publish.rendering import describe_value

if TYPE_CHECKING:
    from sayso.ledger import Ledger

PairKind = Literal["event", "person"]
STATES: dict[str, ReviewState] = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "defer": "deferred",
}
VERDICTS: tuple[Verdict, ...] = ("same", "different", "unsure")
SHORTEST = 8  # hex digits of a shortened id


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One thing that wants a person's eye. `weight` is how much hangs on it: the reports whose figures it can move.

    `id` is what `decide` takes: a claim's id, or LEFT:RIGHT for a pair.
    """

    id: str
    kind: Literal["pair", "claim", "left behind"]
    question: str
    features: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Decided:
    """A person's word on an item: same, different, unsure for a pair; accept, correct, reject, defer for a claim.

    `after` is the id of the judgement or review on it that the person saw last, "" for none, null not to ask.
    """

    item: str
    decision: str
    reason: str
    author: str
    correction: str | None = None
    after: str | None = None


def list_queue(ledger: "Ledger", record: Record) -> list[QueueItem]:
    """Give what wants review, most consequential first: open pairs, doubtful claims, reviews that a rereading left behind."""
    judged = {frozenset((j.left, j.right)) for j in ledger.judgements() if j.author != "sayso"}
    reviewed = {review.claim for review in ledger.reviews()}
    items = [*_list_pairs(record, judged), *_list_doubtful(record, reviewed), *_list_left_behind(ledger)]
    return sorted(items, key=lambda item: (-item.weight, item.id))


def decide(ledger: "Ledger", record: Record, decided: Decided) -> str:
    """Keep a person's decision and give the transaction's id.

    Raises `UsageError` for a decision that does not fit the item, `UnknownId`, `AmbiguousId`, and `RefusedError` where
    "same" would join two that are judged different, or where somebody else has decided since `after`.
    """
    if decided.decision in VERDICTS:
        return _judge_pair(ledger, record, decided)
    if decided.decision not in STATES:
        raise UsageError(f"{decided.decision!r} is no decision: {', '.join((*VERDICTS, *STATES))}")
    if (decided.decision == "correct") != bool(decided.correction):
        raise UsageError("`correct`, and nothing else, wants the words that should stand: --to WORDS")
    about = _find_claim(ledger, record, decided.item)
    review = Review(
        about if isinstance(about, str) else about.id,
        STATES[decided.decision],
        decided.reason,
        decided.author,
        decided.correction,
    )
    return ledger.review(review, about=None if isinstance(about, str) else about, after=decided.after)


def _list_pairs(record: Record, judged: set[frozenset[str]]) -> Iterator[QueueItem]:
    events = {e.id: e for e in record.events} | {r: e for e in record.events for r in e.reports}
    people = {p.id: p for p in record.people}
    for pair in record.unsure:
        if frozenset((pair.left, pair.right)) in judged:
            continue
        sides = (pair.left, pair.right)
        if pair.kind == "person":
            named = [_name_person(people.get(side), side) for side in sides]
            weight = sum(len({m.report for m in people[side].mentions}) for side in sides if side in people) / 2
        else:
            named = [_name_event(events.get(side), side) for side in sides]
            weight = float(sum(len(events[side].reports) for side in sides if side in events))
        told = tuple(f"{name}: {value}" for name, value in pair.features)
        question = f"one {pair.kind} or two? {named[0]} | {named[1]}"
        # what is nearly even moves most when it is decided; what is nearly sure least
        doubt = 1 - abs(pair.score - 0.5)
        yield QueueItem(f"{pair.left}:{pair.right}", "pair", question, told, weight * doubt)


def _name_person(person: Person | None, side: str) -> str:
    if person is None:
        return side[:12]
    return f"{person.name} ({len(person.mentions)} mention{'' if len(person.mentions) == 1 else 's'})"


def _name_event(event: Event | None, side: str) -> str:
    if event is None:
        return side[:12]
    place = f", {event.place}" if event.place else ""
    told = f"{len(event.reports)} report{'' if len(event.reports) == 1 else 's'}"
    return f"{TYPE_WORDS[event.type].lower()}{place}, {write_range(event.date)} ({told})"


def _list_doubtful(record: Record, reviewed: set[str]) -> Iterator[QueueItem]:
    """Claims that nobody has looked at: those on which a contradiction rests, and those that were inferred."""
    contested = {v for d in record.differences if d.class_ == "contradiction" for v in d.values}
    for event in record.events:
        for value in event.values:
            for claim in value.claims:
                if claim.id in reviewed or (value.id not in contested and claim.inferred is None):
                    continue
                read_as = f"{write_label(value.property)}: {describe_value(value)}"
                who = claim.speaker or "the outlet itself"
                question = f"“{' '.join(claim.text.split())}” was read as {read_as}, on the word of {who}"
                why = ["contradicted by another value"] if value.id in contested else []
                why += [f"inferred: {claim.inferred}"] if claim.inferred else []
                weight = len(event.reports) * (1.0 if value.id in contested else 0.25) / max(1, len(value.claims))
                yield QueueItem(claim.id, "claim", question, tuple(why), weight)


def _list_left_behind(ledger: "Ledger") -> Iterator[QueueItem]:
    for review, target in _list_moved(ledger):
        if target is None:
            stated = next(iter(ledger.look.statements(review.claim)))
            question = (
                f"{review.author} {review.state} {stated.words!r} ({stated.property} {stated.value}); "
                "the present reading does not say it so. Look again"
            )
            yield QueueItem(review.claim, "left behind", question, (review.reason,) if review.reason else (), 1.0)


def _judge_pair(ledger: "Ledger", record: Record, decided: Decided) -> str:
    kind, left, right = _find_pair(ledger, record, decided.item)
    verdict: Verdict = decided.decision  # type: ignore[assignment]
    if verdict == "same":
        _refuse_contrary(ledger, record, (kind, left, right))
    unsure = next((u for u in record.unsure if {u.left, u.right} == {left, right}), None)
    judgement = Judgement(
        kind,
        left,
        right,
        verdict,
        None if unsure is None else unsure.score,
        () if unsure is None else unsure.features,
        decided.reason,
        decided.author,
    )
    done = ledger.judge(judgement, author=decided.author, reason=decided.reason, after=decided.after)
    if done is None:
        raise UsageError(f"{decided.item}: nothing to keep")
    return done


def _refuse_contrary(ledger: "Ledger", record: Record, asked: tuple[PairKind, str, str]) -> None:
    """A "different" between anything in the one group and anything in the other forbids "same", and is named."""
    kind, left, right = asked
    homes = _homes(record, kind)
    ends = {_home(ledger, homes, left), _home(ledger, homes, right)}
    for judgement in ledger.judgements():
        if judgement.kind != kind or judgement.verdict != "different":
            continue
        if {_home(ledger, homes, judgement.left), _home(ledger, homes, judgement.right)} == ends:
            wrote = ledger.transaction_of(judgement.id)
            why = f" ({judgement.reason})" if judgement.reason else ""
            raise RefusedError(
                f"{judgement.author} judged {judgement.left[:12]} and {judgement.right[:12]} different on "
                f"{wrote.at[:10]}{why}: look at that link first; `sayso undo {wrote.id[:12]} --reason WHY` takes it back"
            )


Homes = dict[str, str]


def _homes(record: Record, kind: PairKind) -> Homes:
    """Map whatever can stand in a judgement of this kind to the id of the event or person that it belongs to now."""
    homes: Homes = {}
    if kind == "person":
        for person in record.people:
            homes[person.id] = person.id
            homes |= {f"{m.report} {m.start} {m.end}": person.id for m in person.mentions}
        return homes
    for event in record.events:
        homes |= dict.fromkeys(event.reports, event.id)
        homes[event.id] = event.id
    return homes


def _home(ledger: "Ledger", homes: Homes, side: str) -> str:
    if side in homes:
        return homes[side]
    for stated in ledger.look.statements(side):
        for known in (f"{stated.report} {stated.start} {stated.end}", stated.report):
            if known in homes:
                return homes[known]
    return side


def _find_pair(ledger: "Ledger", record: Record, item: str) -> tuple[PairKind, str, str]:
    for pair in record.unsure:
        if item in (f"{pair.left}:{pair.right}", f"{pair.right}:{pair.left}"):
            return pair.kind, pair.left, pair.right
    short, cut, rest = item.partition(":")
    if not cut or not short or not rest:
        raise UsageError(f"{item!r} is no pair: write LEFT:RIGHT, two ids of events, reports or people")
    kind, left = _find_side(ledger, record, short)
    other, right = _find_side(ledger, record, rest)
    if kind != other:
        raise UsageError(f"{short} is of an {kind} and {rest} of an {other}: only like can be the same")
    if left == right:
        raise UsageError(f"{short} and {rest} are one id")
    return kind, left, right


def _find_side(ledger: "Ledger", record: Record, short: str) -> tuple[PairKind, str]:
    ids: dict[str, PairKind] = {person.id: "person" for person in record.people}
    for event in record.events:
        ids |= dict.fromkeys((event.id, *event.reports, *event.mentioned_in), "event")
    if short in ids:
        return ids[short], short
    found = sorted(full for full in ids if len(short) >= SHORTEST and full.startswith(short))
    if len(found) == 1:
        return ids[found[0]], found[0]
    if found:
        raise AmbiguousId(short, found)
    claim = ledger.find_id(short, ("claim",)).id
    stated = next(iter(ledger.look.statements(claim)))
    if stated.kind not in ("event", "entity"):
        raise UsageError(f"{short} is a {stated.kind}: a pair is of events, reports or people")
    return ("event" if stated.kind == "event" else "person"), claim


def _find_claim(ledger: "Ledger", record: Record, short: str) -> Claim | str:
    found = {c.id: c for e in record.events for v in e.values for c in v.claims if c.id.startswith(short)}
    if short in found:
        return found[short]
    if len(short) >= SHORTEST and len(found) == 1:
        return next(iter(found.values()))
    if len(short) >= SHORTEST and found:
        raise AmbiguousId(short, sorted(found))
    return ledger.find_id(short, ("claim",)).id


def carry_over(ledger: "Ledger", author: str) -> tuple[int, int]:
    """After a rereading or a revision: give what people decided of superseded claims to the claims that took their place.

    A claim takes the place of another where the same words of the same report say the same of the same kind of thing.
    Gives how many reviews and judgements were carried over, and how many wait for a person because nothing took the place.
    """
    carried = queued = 0
    for review, target in _list_moved(ledger):
        if target is None:
            queued += 1
            continue
        why = f"carried over from {review.claim[:12]} by its words" + (f": {review.reason}" if review.reason else "")
        ledger.review(replace(review, claim=target, reason=why, id=""), author=author)
        carried += 1
    for judgement, sides in _list_moved_judgements(ledger):
        if sides is None:
            queued += 1
            continue
        why = "carried over by its words" + (f": {judgement.reason}" if judgement.reason else "")
        moved = replace(judgement, left=sides[0], right=sides[1], reason=why, id="")
        ledger.judge(moved, author=author, reason=why)
        carried += 1
    return carried, queued


def _list_moved(ledger: "Ledger") -> Iterator[tuple[Review, str | None]]:
    """Give each review of a superseded claim that no claim has yet, with the claim that took its place, if one did."""
    reviews = ledger.reviews()
    gone = ledger.look.superseded(review.claim for review in reviews)
    have = {review.claim for review in reviews}
    for review in reviews:
        if review.claim in gone:
            target = ledger.look.successor(review.claim)
            if target not in have:
                yield review, target


def _list_moved_judgements(ledger: "Ledger") -> Iterator[tuple[Judgement, tuple[str, str] | None]]:
    judgements = [j for j in ledger.judgements() if j.author != "sayso"]
    have = {frozenset((j.left, j.right)) for j in judgements}
    gone = ledger.look.superseded(side for j in judgements for side in (j.left, j.right))
    for judgement in judgements:
        sides = [_move_side(ledger, side, gone) for side in (judgement.left, judgement.right)]
        if sides == [judgement.left, judgement.right]:
            continue
        left, right = sides
        if left is None or right is None:
            yield judgement, None
        elif frozenset((left, right)) not in have and left != right:
            yield judgement, (left, right)


def _move_side(ledger: "Ledger", side: str, gone: set[str]) -> str | None:
    if side in gone:
        return ledger.look.successor(side)
    return ledger.look.present_name(side) or side
