"""Ids that come from content: the same statement read from the same bytes always gets the same id, in every room.

A reading is taken apart into statements (one thing said of one thing, at one place in the text), each with an address
inside its reading: an item's own id ("a1", "c7", "e3"), or a part of it ("e3/date", "e3/place", "e3/held/0",
"d1/owes/0"); sums and problems, which have no ids, are "sum/0" and "problem/0", in order.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from sayso.model.claim import Attribution, Claims, Count, Deal, EventClaim, Modality, Reading
from sayso.model.report import Report, Span

StatementKind = Literal[
    "attribution", "event", "date", "place", "participant", "count", "sum", "deal", "term", "entity", "problem",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a reading: `item` is the local id of what it belongs to, `attribution` that of who says so.

    `id` is 64 hex digits. `polarity` is false where the thing is denied. A sum stands where its whole is
    printed; what has no words (a problem of the whole report) has an empty `text` at 0.
    """

    address: str
    id: str
    kind: StatementKind
    item: str
    property: str
    value: str
    start: int
    end: int
    text: str
    polarity: bool = True
    modality: Modality = "asserted"
    attribution: str | None = None


def claim_id(report: str, kind: str, span: Span, property: str, value: str) -> str:  # noqa: A002
    """Give the id (64 hex digits) of a statement from its report's key (`report_key`), words, property and value.

    >>> claim_id("ab" * 32, "count", Span(0, 4, "four"), "released person", "exact 4")[:8]
    '7be8c66e'
    """
    parts = ["sayso claim 1", report, kind, span.start, span.end, span.text, property, value]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def report_key(report: Report) -> str:
    """Give what a report's claims are known by: the SHA-256 of its bytes, and its id where that is another."""
    return report.sha256 if report.id == report.sha256 else f"{report.sha256}/{report.id}"


def claim_ids(report: Report, claims: Claims) -> dict[str, str]:
    """Map every address of a reading ("c7", "e3", "e3/date", "e3/held/0", "sum/0") to its claim id."""
    return {statement.address: statement.id for statement in list_statements(report, claims)}


def list_statements(report: Report, claims: Claims) -> Iterator[Statement]:
    """Take a reading apart into its statements, in the order of the fields of `Claims`.

    Two statements that would share an id (two legs told by one word) are told apart by their order.
    """
    key = report_key(report)
    met: dict[str, int] = {}
    for bare in _bare_statements(claims):
        given = _statement_id(key, bare, bare.value)
        times = met[given] = met.get(given, 0) + 1
        yield replace(bare, id=given if times == 1 else _statement_id(key, bare, f"{bare.value} #{times}"))


def statements_of(reading: Reading) -> tuple[Statement, ...]:
    """Take a whole reading apart; see `list_statements`."""
    return tuple(list_statements(reading.report, reading.claims))


def _statement_id(key: str, bare: Statement, value: str) -> str:
    return claim_id(key, bare.kind, Span(bare.start, bare.end, bare.text), bare.property, value)


def _bare_statements(claims: Claims) -> Iterator[Statement]:
    for attribution in claims.attributions:
        yield _of_attribution(attribution)
    for event in claims.events:
        yield from _of_event(event)
    for deal in claims.deals:
        yield from _of_deal(deal)
    counts = {count.id: count for count in claims.counts}
    for count in claims.counts:
        yield _of_count(count)
    for n, total in enumerate(claims.sums):
        whole = counts.get(total.whole)
        parts = " + ".join(quantity_said(counts[p]) if p in counts else p for p in total.parts)
        yield _bare(f"sum/{n}", "sum", total.whole, (total.relation, parts), None if whole is None else whole.span)
    for entity in claims.entities:
        first = entity.mentions[0] if entity.mentions else None
        yield _bare(entity.id, "entity", entity.id, (entity.kind, entity.name), first)
    for n, problem in enumerate(claims.problems):
        yield _bare(f"problem/{n}", "problem", f"problem/{n}", (problem.what, problem.why), problem.span)


def _bare(address: str, kind: StatementKind, item: str, said: tuple[str, str], span: Span | None) -> Statement:
    span = span or Span(0, 0, "")
    return Statement(address, "", kind, item, said[0], said[1], span.start, span.end, span.text)


def _of_attribution(attribution: Attribution) -> Statement:
    spans = attribution.content or attribution.cue or attribution.source or (None,)
    said_by = attribution.speaker.name if attribution.speaker else ""
    bare = _bare(attribution.id, "attribution", attribution.id, (attribution.act, said_by), spans[0])
    return replace(bare, attribution=attribution.id)


def _of_event(event: EventClaim) -> Iterator[Statement]:
    yield _lent(_bare(event.id, "event", event.id, (event.type, event.modality), event.trigger), event)
    if event.date is not None:
        when = "/".join(dict.fromkeys(d for d in (event.date.earliest, event.date.latest) if d))
        spot = event.date.span or event.trigger
        yield _lent(_bare(f"{event.id}/date", "date", event.id, ("date", when), spot), event)
    if event.place is not None:
        yield _lent(_bare(f"{event.id}/place", "place", event.id, ("place", event.place.name), event.place.span), event)
    met: dict[str, int] = {}
    for one in event.participants:
        n = met[one.role] = met.get(one.role, -1) + 1
        yield _lent(_bare(f"{event.id}/{one.role}/{n}", "participant", event.id, (one.role, one.name), one.span), event)


def _lent(bare: Statement, event: EventClaim) -> Statement:
    return replace(bare, polarity=event.modality != "denied", modality=event.modality, attribution=event.attribution)


def _of_deal(deal: Deal) -> Iterator[Statement]:
    yield _bare(deal.id, "deal", deal.id, ("deal", " and ".join(deal.parties)), deal.span)
    for n, term in enumerate(deal.terms):
        owed = " ".join(v for v in (term.owes, "to", term.to, "held by", term.held, term.due) if v)
        yield _bare(f"{deal.id}/owes/{n}", "term", deal.id, ("owes", owed), term.span)


def _of_count(count: Count) -> Statement:
    bare = _bare(count.id, "count", count.id, (f"{count.status} {count.unit}", quantity_said(count)), count.span)
    return replace(bare, attribution=count.attribution)


def quantity_said(count: Count) -> str:
    """Write a count's hedge and bounds so that equal quantities are equal texts: "exact 4", "at_least 24..".

    >>> from sayso.model.claim import Quantity
    >>> four = Count("c1", Span(0, 4, "four"), Quantity(4, 4, 4.0), "exact", "person", None, "released", "incremental")
    >>> quantity_said(four)
    'exact 4'
    """
    best, low, high = (_number(n) for n in (count.value.best, count.value.low, count.value.high))
    if best == low == high:
        return f"{count.hedge} {best}"
    shown = f"{low}..{high}"
    return f"{count.hedge} {shown}" if best in ("", low) else f"{count.hedge} {best} in {shown}"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else repr(float(value))
