"""The disclosure policy: the one place through which everything that leaves the desk goes.

The desk sees everything. For everybody else the names of protected people (see `withheld_people`) give way to neutral
markers in every text, headline, quotation, address and file name, spans are recomputed, and every id and hash is keyed,
so that nobody can test a guessed name. A clearance lets one name stand in one field and keeps its reason.
"""

import dataclasses
import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from sayso.errors import CheckFailed, UsageError
from sayso.model import Claim, Echo, Mention, Problem, Reading, Record, Report, Segment, Span
from sayso.publish.protected import Protected, Standings
from sayso.publish.withheld_people import find_standings
from sayso.publish.withheld_words import Matcher, Rewriting, build_matcher, find_regions, fold, rewrite

Audience = Literal["desk", "others"]
Field = Literal["name", "quotation", "headline", "address", "file_name"]
Readings = Mapping[str, Reading] | Iterable[Reading]
T = TypeVar("T")

# What every page, table and file says on its face.
FACES: Mapping[Audience, str] = {
    "desk": "For the desk: holds names",
    "others": "For others: names are withheld by the disclosure policy",
}

# Fields that hold ids or hashes made from content; in copies for others they are keyed.
KEYED: Mapping[str, frozenset[str]] = {
    "Report": frozenset({"id", "sha256", "identity"}),
    "Problem": frozenset({"report"}),
    "Claim": frozenset({"id", "report"}),
    "Value": frozenset({"id"}),
    "Party": frozenset({"person", "reports"}),
    "Event": frozenset({"id", "reports", "mentioned_in", "deal"}),
    "Difference": frozenset({"values", "event"}),
    "Echo": frozenset({"reports"}),
    "RecordSum": frozenset({"whole", "parts"}),
    "Mention": frozenset({"report"}),
    "Person": frozenset({"id", "parent"}),
    "Wording": frozenset({"report"}),
    "Balance": frozenset({"deal", "owed", "released"}),
    "Rank": frozenset({"event", "value", "claims", "held"}),
    "UnsurePair": frozenset({"left", "right"}),
}


@dataclass(frozen=True, slots=True)
class Clearance:
    """Leave to print one person's name in one field, with the reason, which is kept and printed."""

    name: str
    field: Field
    reason: str
    author: str = ""

    def __post_init__(self) -> None:
        if not self.reason.strip():
            raise UsageError(f"a clearance of {self.name!r} needs its reason: say who agreed, and when")


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What copies for others need: the ledger's own key for ids, names cleared, and names withheld beyond the default.

    Without a key a fresh one is drawn for each copy: ids then do not compare between copies.
    """

    key: bytes | None = field(default=None, repr=False)
    clearances: tuple[Clearance, ...] = ()
    also_withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Withholding:
    """A disclosure made ready for given reports: whom it protects, and each report's text rewritten."""

    standings: Standings
    matcher: Matcher
    key: bytes
    cleared: Mapping[tuple[int, str], str]
    rewritings: Mapping[str, Rewriting]


def disclose_reading(
    reading: Reading, audience: Audience, disclosure: Disclosure | None = None
) -> tuple[Reading, tuple[str, ...]]:
    """Give the reading as this audience may see it, and the lines of the notice that stands on its face."""
    if audience == "desk":
        return reading, ()
    plan = plan_withholding([reading], None, disclosure)
    return withhold(reading, plan), write_notice(plan)


@dataclass(frozen=True, slots=True)
class Copy:
    """A record with its readings, and the trouble with inputs that were not read, as one audience may see them."""

    record: Record
    readings: tuple[Reading, ...]
    unread: tuple[Problem, ...]
    notice: tuple[str, ...]


def make_copy(
    record: Record,
    readings: Readings,
    unread: Iterable[Problem],
    audience: Audience,
    disclosure: Disclosure | None = None,
) -> Copy:
    """Give the record, its readings and the inputs not read as this audience may see them, with the notice."""
    listed = tuple(readings.values() if isinstance(readings, Mapping) else readings)
    if audience == "desk":
        return Copy(record, listed, tuple(unread), ())
    plan = plan_withholding(listed, record, disclosure)
    shown = tuple(withhold(r, plan) for r in listed)
    return Copy(withhold(record, plan), shown, tuple(withhold(p, plan) for p in unread), write_notice(plan))


def disclose_record(
    record: Record, readings: Readings, audience: Audience, disclosure: Disclosure | None = None
) -> tuple[Record, tuple[Reading, ...], tuple[str, ...]]:
    """Give the record and its readings (a mapping by id or one after another) as this audience may see them.

    The third part is the lines of the notice that stands on the copy's face.
    """
    copy = make_copy(record, readings, (), audience, disclosure)
    return copy.record, copy.readings, copy.notice


def is_withheld(name: str, readings: Readings, record: Record | None = None) -> bool:
    """Tell whether copies for others withhold somebody under just this name, whatever its capitals."""
    listed = tuple(readings.values() if isinstance(readings, Mapping) else readings)
    return any(fold(name) == fold(n) for person in find_standings(listed, record).protected for n in person.names)


def plan_withholding(
    readings: Iterable[Reading], record: Record | None = None, disclosure: Disclosure | None = None
) -> Withholding:
    """Decide whose names are withheld in these readings (and the record that joins them), and rewrite their texts."""
    readings, given = tuple(readings), disclosure or Disclosure()
    standings = find_standings(readings, record)
    extra = tuple(Protected((name,), "person in custody") for name in given.also_withheld)
    standings = Standings((*standings.protected, *extra), standings.kept)
    matcher = build_matcher(standings)
    cleared: dict[tuple[int, str], str] = {
        (index, clearance.field): clearance.reason
        for clearance in given.clearances
        for index, person in enumerate(standings.protected)
        if any(fold(clearance.name) == fold(name) for name in person.names)
    }
    plan = Withholding(standings, matcher, given.key or secrets.token_bytes(32), cleared, {})
    rewritings = {r.report.id: _rewrite_report(r, plan) for r in readings}
    return dataclasses.replace(plan, rewritings=rewritings)


def _rewrite_report(reading: Reading, plan: Withholding) -> Rewriting:
    headlines = [(s.start, s.end) for s in reading.report.segments if s.kind == "title"]
    quoted = [
        (span.start, span.end) for a in reading.claims.attributions if a.quotation != "indirect" for span in a.content
    ]

    def allows(person: int, start: int, end: int) -> bool:
        inside = [
            name
            for name, stretches in (("headline", headlines), ("quotation", quoted))
            if any(s <= start and end <= e for s, e in stretches)
        ]
        return (person, inside[0] if inside else "name") in plan.cleared

    return rewrite(reading.report.text, find_regions(reading.report.text, plan.matcher, allows))


def withhold(thing: T, plan: Withholding) -> T:
    """Give a noun or a text as others may see it: names replaced, spans recomputed and exact, ids keyed.

    A claim or mention whose report's text is not at hand loses its place (0 to 0) rather than keep an inexact one.
    """
    given: T = _walk(thing, plan, None, "name")
    return given


def _walk(value: Any, plan: Withholding, report: str | None, where: Field) -> Any:
    if isinstance(value, str):
        return scrub(value, plan, where)
    if isinstance(value, tuple):
        return tuple(_walk(v, plan, report, where) for v in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    if isinstance(value, Reading):
        report = value.report.id
    if isinstance(value, Span | Segment):
        return _move_span(value, plan, report)
    if isinstance(value, Claim | Mention):
        return _move_place(value, plan)
    changed = {f.name: _walk_field(value, f.name, plan, report) for f in dataclasses.fields(value)}
    if isinstance(value, Report):
        changed["text"] = plan.rewritings[value.id].text
    if isinstance(value, Echo):
        changed["passages"] = tuple(_move_passage(p, plan) for p in value.passages)
    return dataclasses.replace(value, **changed)


FIELD_OF: Mapping[str, Field] = {"title": "headline", "url": "address", "handle": "address", "identity": "file_name"}


def _walk_field(noun: Any, name: str, plan: Withholding, report: str | None) -> Any:
    value = getattr(noun, name)
    if name in KEYED.get(type(noun).__name__, ()):
        return _key_ids(value, plan)
    if (isinstance(noun, Report) and name == "text") or (isinstance(noun, Echo) and name == "passages"):
        return value
    return _walk(value, plan, report, FIELD_OF.get(name, "name"))


def _key_ids(value: Any, plan: Withholding) -> Any:
    if isinstance(value, tuple):
        return tuple(_key_ids(v, plan) for v in value)
    return key_id(value, plan.key) if value else value


def key_id(value: str, key: bytes) -> str:
    """Turn an id or hash into its keyed form: HMAC-SHA-256 under `key`, 64 hex digits."""
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def _move_span(value: Span | Segment, plan: Withholding, report: str | None) -> Span | Segment:
    rewriting = plan.rewritings.get(report or "")
    if rewriting is None:
        raise CheckFailed("a span was to leave the desk without its report's text; pass the reading itself")
    start, end = rewriting.move(value.start, value.end)
    if isinstance(value, Span):
        return Span(start, end, rewriting.text[start:end])
    return Segment(value.kind, start, end, _walk(value.post, plan, report, "name"))


def _move_place(value: Claim | Mention, plan: Withholding) -> Claim | Mention:
    rewriting = plan.rewritings.get(value.report)
    changed = {f.name: _walk_field(value, f.name, plan, None) for f in dataclasses.fields(value)}
    changed["start"], changed["end"] = rewriting.move(value.start, value.end) if rewriting else (0, 0)
    if rewriting is not None and value.text:
        changed["text"] = rewriting.text[changed["start"] : changed["end"]]
    return dataclasses.replace(value, **changed)


def _move_passage(passage: tuple[str, int, int], plan: Withholding) -> tuple[str, int, int]:
    report, start, end = passage
    rewriting = plan.rewritings.get(report)
    start, end = rewriting.move(start, end) if rewriting else (0, 0)
    return key_id(report, plan.key), start, end


def scrub(text: str, plan: Withholding, where: Field = "name") -> str:
    """Replace every withheld name in a text that stands on its own; `where` is the field for clearances."""

    def allows(person: int, start: int, end: int) -> bool:
        return (person, where) in plan.cleared

    return rewrite(text, find_regions(text, plan.matcher, allows)).text


def write_notice(plan: Withholding) -> tuple[str, ...]:
    """Say on the face of a copy how many names were withheld, by standing, and what was cleared and why."""
    counted: dict[str, int] = {}
    sought = {index for people in plan.matcher.tokens.values() for index in people}
    for index, person in enumerate(plan.standings.protected):
        if index in sought:
            counted[person.standing] = counted.get(person.standing, 0) + 1
    lines = [f"Names withheld: {', '.join(f'{n} × {standing}' for standing, n in counted.items()) or 'none met'}"]
    cleared = {(plan.matcher.markers[i], where): reason for (i, where), reason in plan.cleared.items()}
    lines += [f"Cleared in {where.replace('_', ' ')}: {reason}" for (_, where), reason in cleared.items()]
    return tuple(lines)
