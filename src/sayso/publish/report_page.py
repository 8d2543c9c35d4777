"""One report as one HTML file: its words marked in place, and beside them who said what, what happened, what adds up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.model import Attribution, Claims, Count, EventClaim, Participant, Reading
from sayso.publish.disclosure import Audience, Disclosure, disclose_reading
from sayso.publish.drawings import Amount, SumDrawing, draw_sum
from sayso.publish.marks import Block, cut_blocks, mark_claims
from sayso.publish.rendering import describe_count, render_page
from sayso.publish.swaps import Swap, find_swaps

ROLE_ORDER = ("agent", "held", "recipient", "party", "mediator", "victim", "place_of_custody")


@dataclass(frozen=True, slots=True)
class SumView:
    """A sum with the counts it rests on and its picture."""

    drawing: SumDrawing
    relation: str
    whole: Count
    parts: tuple[Count, ...]
    inferred: bool


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything that the template needs to draw one report; `prefix` goes before each id on the page."""

    prefix: str
    reading: Reading
    blocks: tuple[Block, ...]
    attributions: dict[str, Attribution]
    events: dict[str, EventClaim]
    counts: dict[str, Count]
    inside: dict[str, tuple[str, ...]]  # attribution id: ids of events and counts told in it
    swaps: tuple[Swap, ...]
    sums: tuple[SumView, ...]
    items: tuple[str, ...]
    roles: dict[str, list[tuple[str, list[Participant]]]]
    names: dict[str, str]  # entity id: its name


def report_page(reading: Reading, *, audience: Audience = "desk", disclosure: Disclosure | None = None) -> str:
    """Draw one reading as a self-contained HTML page for the desk, or for others with names withheld.

    The page holds no script and fetches nothing. `disclosure` gives the key and the clearances of copies for others.
    """
    shown, notice = disclose_reading(reading, audience, disclosure)
    return render_page("report.html.j2", view=view_report(shown), audience=audience, notice=notice)


def view_report(reading: Reading, prefix: str = "") -> ReportView:
    """Prepare a reading (already disclosed) for the templates."""
    claims = reading.claims
    items = [x.id for group in (claims.attributions, claims.events, claims.counts, claims.deals) for x in group]
    return ReportView(
        prefix=prefix,
        reading=reading,
        blocks=cut_blocks(reading.report, mark_claims(claims), prefix),
        attributions={a.id: a for a in claims.attributions},
        events={e.id: e for e in claims.events},
        counts={c.id: c for c in claims.counts},
        inside=_list_inside(claims),
        swaps=tuple(find_swaps(claims)),
        sums=tuple(_draw_sums(claims, prefix)),
        items=tuple(item for item in items if re.fullmatch(r"[\w-]+", item)),
        roles={e.id: group_roles(e.participants) for e in claims.events},
        names={n.id: n.name for n in claims.entities},
    )


def _list_inside(claims: Claims) -> dict[str, tuple[str, ...]]:
    inside: dict[str, list[str]] = {}
    told: tuple[Any, ...] = (*claims.events, *claims.counts)
    for item in told:
        if item.attribution:
            inside.setdefault(item.attribution, []).append(item.id)
    return {key: tuple(ids) for key, ids in inside.items()}


def group_roles(participants: tuple[Participant, ...]) -> list[tuple[str, list[Participant]]]:
    """Group participants by role, in a fixed order, each name once a role."""
    grouped = []
    for role in ROLE_ORDER:
        inside = {p.name: p for p in participants if p.role == role}
        if inside:
            grouped.append((role, list(inside.values())))
    return grouped


def _draw_sums(claims: Claims, prefix: str) -> Iterator[SumView]:
    counts = {c.id: c for c in claims.counts}
    for total in claims.sums:
        if total.whole not in counts or any(p not in counts for p in total.parts):
            continue
        whole, parts = counts[total.whole], tuple(counts[p] for p in total.parts)
        drawing = draw_sum(
            total.relation, total.holds, total.stated, _amount(whole, prefix), [_amount(p, prefix) for p in parts]
        )
        inferred = not total.stated or any(p.whole_inferred for p in parts)
        yield SumView(drawing, total.relation, whole, parts, inferred)


def _amount(count: Count, prefix: str) -> Amount:
    value = count.value
    number = next((n for n in (value.best, value.low, value.high) if n is not None), None)
    words = describe_count(count)
    return Amount(count.of or words, words, number, prefix + count.id)
