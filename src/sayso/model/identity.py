"""Ids that come from content: the same statement read from the same bytes always gets the same id, in every room.

A reading is taken apart into statements (one thing said of one thing, at one place in the text), each with an address
inside its reading: an item's own id ("a1", "c7", "e3", "w2"), or a part of it ("e3/date", "e3/place", "e3/held/0",
"d1/owes/0"); sums and problems, which have no ids, are "sum/0" and "problem/0", in order.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sayso.model.claim import Claims, Count, DateRange, Deal, EventClaim, Modality, Reading, Setting
from sayso.model.report import Report, Span

StatementKind = Literal[
    "attribution", "event", "date", "place", "participant", "setting", "count", "sum", "deal", "term", "entity",
    "problem",
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
    return hashlib.sha256(_WRITER.encode(parts).encode()).hexdigest()


_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


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
    for said in _list_sayings(claims):
        span = said.span or _NOWHERE
        given = claim_id(key, said.kind, span, said.property, said.value)
        times = met[given] = met.get(given, 0) + 1
        if times > 1:
            given = claim_id(key, said.kind, span, said.property, f"{said.value} #{times}")
        yield Statement(
            said.address, given, said.kind, said.item, said.property, said.value, span.start, span.end, span.text,
            said.modality != "denied", said.modality, said.attribution,
        )  # fmt: skip


def statements_of(reading: Reading) -> tuple[Statement, ...]:
    """Take a whole reading apart; see `list_statements`."""
    return tuple(list_statements(reading.report, reading.claims))


def count_claims(reading: Reading) -> int:
    """Count what a reading states; what could not be read is no claim."""
    return sum(stated.kind != "problem" for stated in statements_of(reading))


_NOWHERE = Span(0, 0, "")


@dataclass(frozen=True, slots=True)
class _Saying:
    """A statement that has no id yet."""

    address: str
    kind: StatementKind
    item: str
    property: str
    value: str
    span: Span | None
    modality: Modality = "asserted"
    attribution: str | None = None


def _list_sayings(claims: Claims) -> Iterator[_Saying]:
    for attribution in claims.attributions:
        spans = attribution.content or attribution.cue or attribution.source or (None,)
        said_by = attribution.speaker.name if attribution.speaker else ""
        at = attribution.id
        yield _Saying(at, "attribution", at, attribution.act, said_by, spans[0], "asserted", at)
    for event in claims.events:
        yield from _of_event(event)
    for deal in claims.deals:
        yield from _of_deal(deal)
    for setting in claims.settings:
        yield _of_setting(setting)
    counts = {count.id: count for count in claims.counts}
    for count in claims.counts:
        said = (f"{count.status} {count.unit}", quantity_said(count))
        yield _Saying(count.id, "count", count.id, *said, count.span, "asserted", count.attribution)
    for n, total in enumerate(claims.sums):
        whole = counts.get(total.whole)
        parts = " + ".join(quantity_said(counts[p]) if p in counts else p for p in total.parts)
        yield _Saying(f"sum/{n}", "sum", total.whole, total.relation, parts, None if whole is None else whole.span)
    for entity in claims.entities:
        first = entity.mentions[0] if entity.mentions else None
        yield _Saying(entity.id, "entity", entity.id, entity.kind, entity.name, first)
    for n, problem in enumerate(claims.problems):
        yield _Saying(f"problem/{n}", "problem", f"problem/{n}", problem.what, problem.why, problem.span)


def _of_setting(setting: Setting) -> _Saying:
    place = setting.place.name if setting.place is not None else ""
    said = ("date", _days_said(setting.date)) if setting.date is not None else ("place", place)
    return _Saying(setting.id, "setting", setting.id, *said, setting.span, attribution=setting.attribution)


def _days_said(when: DateRange) -> str:
    return "/".join(dict.fromkeys(d for d in (when.earliest, when.latest) if d))


def _of_event(event: EventClaim) -> Iterator[_Saying]:
    told = (event.modality, event.attribution)
    yield _Saying(event.id, "event", event.id, event.type, event.modality, event.trigger, *told)
    if event.date is not None:
        when = _days_said(event.date)
        spot = event.date.span or event.trigger
        yield _Saying(f"{event.id}/date", "date", event.id, "date", when, spot, *told)
    if event.place is not None:
        yield _Saying(f"{event.id}/place", "place", event.id, "place", event.place.name, event.place.span, *told)
    met: dict[str, int] = {}
    for one in event.participants:
        n = met[one.role] = met.get(one.role, -1) + 1
        yield _Saying(f"{event.id}/{one.role}/{n}", "participant", event.id, one.role, one.name, one.span, *told)


def _of_deal(deal: Deal) -> Iterator[_Saying]:
    yield _Saying(deal.id, "deal", deal.id, "deal", " and ".join(deal.parties), deal.span)
    for n, term in enumerate(deal.terms):
        owed = " ".join(v for v in (term.owes, "to", term.to, "held by", term.held, term.due) if v)
        yield _Saying(f"{deal.id}/owes/{n}", "term", deal.id, "owes", owed, term.span)


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
