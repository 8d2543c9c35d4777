"""A footnoted paragraph on one event that says only what the record holds: each figure with its origin and hedge."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sayso.model import NAMED_BESIDE, Claim, Reading, Record, Value
from sayso.publish.disclosure import FACES, Audience, Disclosure, Readings, disclose_record
from sayso.publish.disputes import BESIDES, DISPUTES, DifferenceView
from sayso.publish.event_page import find_event
from sayso.publish.event_view import EventView, OriginView, ValueView, view_event
from sayso.publish.layout import lay_out
from sayso.publish.phrases import (
    CLASS_WORDS,
    REVIEW_WORDS,
    TYPE_WORDS,
    UNCHECKED,
    write_day,
    write_label,
    write_list,
    write_range,
)
from sayso.publish.relays import name_report
from sayso.publish.rendering import describe_value

# What one paragraph holds; what it leaves out it counts.
MOST_PROPERTIES, MOST_DIFFERENCES, MOST_SUMS = 5, 2, 3  # differences: of each property
MOST_OUTLETS = 2  # of one origin, each with its footnote


@dataclass(slots=True)
class Footnotes:
    """The footnotes of one paragraph, numbered in the order in which they are first called."""

    readings: Mapping[str, Reading]
    lines: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)

    def call(self, claim: Claim) -> str:
        """Give the mark of a claim's footnote ("[2]"), writing it first if it is new."""
        if claim.id not in self.numbers:
            self.numbers[claim.id] = len(self.lines) + 1
            self.lines.append(_write_note(claim, self.readings.get(claim.report)))
        return f"[{self.numbers[claim.id]}]"


def cite_event(
    record: Record,
    event_id: str,
    readings: Readings = (),
    *,
    audience: Audience = "desk",
    disclosure: Disclosure | None = None,
) -> str:
    """Write a paragraph and its footnotes on one event as plain text, from nothing but the record.

    Whatever nobody has reviewed is called "read by machine, not checked" inside its own sentence. Raises `UnknownId`
    where the record holds no such event.
    """
    number = find_event(record, event_id)
    shown, given, notice = disclose_record(record, readings, audience, disclosure)
    by_id = {r.report.id: r for r in given}
    laid = lay_out(shown, by_id, with_reports=False)
    view = view_event(shown.events[number], laid)
    notes = Footnotes(by_id)
    sentences = [
        _open_paragraph(view),
        *_write_properties(view, notes),
        *_write_sums(view),
    ]
    lines = [FACES[audience] + ".", *notice, "", " ".join(sentences), ""]
    return "\n".join([*lines, *(f"[{i}] {line}" for i, line in enumerate(notes.lines, 1))]) + "\n"


def _open_paragraph(view: EventView) -> str:
    event, reports = view.event, len(view.event.reports)
    when = f", dated {write_range(event.date)}" if event.date else ", without a date"
    where = f", at {event.place}" if event.place else ""
    manner = "" if event.modality == "asserted" else f" that is {event.modality}"
    told = f"{reports} report{'' if reports == 1 else 's'}"
    passing = f" and in passing by {len(event.mentioned_in)}" if event.mentioned_in else ""
    kind = TYPE_WORDS[event.type].lower()
    article = "an" if kind[0] in "aeiou" else "a"
    grouped = ", a grouping made by machine and not checked" if reports > 1 else ""
    return f"The record holds {article} {kind}{manner}{where}{when}, told by {told}{passing}{grouped}."


def _write_properties(view: EventView, notes: Footnotes) -> Iterator[str]:
    """A sentence a property, figures that several reports tell first; each is followed by what it is disputed for."""
    singles = [(name, (value,)) for name, value in view.singles]
    listed = [t for t in (*view.properties, *singles) if t[0] not in NAMED_BESIDE]
    told = sorted(listed, key=lambda t: t[0].startswith("ordinal") or t[0] in BESIDES)
    left = list(view.differences)
    for name, values in told[:MOST_PROPERTIES]:
        said = [_write_value(v, notes) for v in values]
        reviews = list(dict.fromkeys(_write_review(v.value) for v in values))
        if len(reviews) == 1:
            tail = f", {'all ' if len(said) > 1 else ''}{reviews[0]}"
        else:
            said, tail = [f"{words}, {_write_review(v.value)}" for words, v in zip(said, values, strict=True)], ""
        yield f"{_write_label(name)}: {'; '.join(said)}{tail}."
        for found in [d for d in left if d.property == name and d.difference.class_ in DISPUTES][:MOST_DIFFERENCES]:
            left.remove(found)
            yield _write_difference(found)
    if len(told) > MOST_PROPERTIES:
        yield f"{len(told) - MOST_PROPERTIES} more properties are on record that this paragraph leaves out."
    if left:
        yield f"{len(left)} more difference{' is' if len(left) == 1 else 's are'} on record."


def _write_label(name: str) -> str:
    """A property's label at the head of its sentence: "exchanged: detainees" gives "Exchanged, detainees"."""
    words = write_label(name).replace(": ", ", ", 1)
    return words[:1].upper() + words[1:]


def _write_value(view: ValueView, notes: Footnotes) -> str:
    known = [o for o in view.origins if o.origin.standing == "known"]
    possible = [o for o in view.origins if o.origin.standing != "known"]
    named = [_write_origin(o, notes) for o in (*known, *possible) if o.name]
    unnamed = [_write_places(o, notes) for o in possible if not o.name]
    parts = [write_list(named)] if named else []
    if unnamed:
        parts.append(f"{'and ' if named else ''}with no source named, in {write_list(unnamed)}")
    figure = view.words + _write_manner(view.value)
    inferred = f", inferred ({'; '.join(view.inferred)})" if view.inferred else ""
    return f"{figure}, {', '.join(parts)}{inferred}"


def _write_manner(value: Value) -> str:
    ways = {c.modality for c in value.claims} - {"asserted"}
    denied = any(not c.polarity for c in value.claims)
    said = sorted(ways | ({"denied"} if denied else set()))
    some = "" if all(c.modality != "asserted" or not c.polarity for c in value.claims) else "by some "
    return f" ({some}{write_list(list(said))})" if said else ""


def _write_origin(origin: OriginView, notes: Footnotes) -> str:
    held = any(c.claim.circumstance == "in_custody" for c in origin.claims)
    custody = ", speaking while held," if held else ""
    possibly = "" if origin.origin.standing == "known" else " (possibly an origin of its own)"
    return f"according to {origin.name}{possibly}{custody} in {_write_places(origin, notes)}"


def _write_places(origin: OriginView, notes: Footnotes) -> str:
    """The first outlets of one origin's claims, each with the footnote of its first claim; the others are counted."""
    first = {c.outlet: c.claim for c in reversed(origin.claims)}
    outlets = list(dict.fromkeys(c.outlet for c in origin.claims))
    left = len(outlets) - MOST_OUTLETS
    more = [f"{left} more outlet{'' if left == 1 else 's'}"] if left > 0 else []
    return write_list([*(f"{outlet} {notes.call(first[outlet])}" for outlet in outlets[:MOST_OUTLETS]), *more])


def _write_review(value: Value) -> str:
    states = {c.review for c in value.claims}
    if states <= {"unchecked", "deferred"}:
        return UNCHECKED
    words = [REVIEW_WORDS[s] for s in ("accepted", "corrected", "rejected") if s in states]
    rest = f", the rest {UNCHECKED}" if states & {"unchecked", "deferred"} else ""
    return write_list(words) + rest


def _write_difference(found: DifferenceView) -> str:
    between = write_list([side.words for side in found.sides])
    kind, reason = found.difference.class_, found.difference.reason.rstrip(".")
    article = "an" if kind == "update" else "a"
    return f"{between[:1].upper()}{between[1:]} are {article} {kind}: {reason or CLASS_WORDS[kind]} (classed by machine, not checked)."


def _write_sums(view: EventView) -> Iterator[str]:
    broken = [s for s in view.sums if not s.drawing.holds]
    stated = [s for s in broken if s.drawing.stated]
    for total in stated[:MOST_SUMS]:
        whole, *parts = [describe_value(value) for _, value in total.rows]
        left = [bar.words for bar in (*total.drawing.parts, *total.drawing.whole) if bar.kind in ("missing", "surplus")]
        gap = f": {left[0]}" if left else ""
        yield f"{write_list(parts)} {_say_broken(total.relation)} {whole}{gap} (parts as stated; {UNCHECKED})."
    if (more := len(stated) - MOST_SUMS) > 0:
        yield f"{more} more stated sum{' does' if more == 1 else 's do'} not add up."
    if guessed := len(broken) - len(stated):
        yield f"{guessed} sum{' that no report states does' if guessed == 1 else 's that no report states do'} not add up."


def _say_broken(relation: str) -> str:
    return "do not add up to" if relation == "sum" else "is more than its whole,"


def _write_note(claim: Claim, reading: Reading | None) -> str:
    if reading is None:
        where = f"report {claim.report[:12]}"
    else:
        report = reading.report
        title = f", “{report.title}”" if report.title else ""
        day = f", {write_day(report.published)}" if report.published else ", no date"
        url = f", {report.url}" if report.url else ""
        where = f"{name_report(report, claim.report)}{title}{day}{url}"
    through = f" Through: {' → '.join(claim.chain)}." if claim.chain else ""
    by_hand = " Entered by a person." if claim.by_hand else ""
    return f"{where}: “{claim.text}”.{through}{by_hand} Claim {claim.id[:12]}."
