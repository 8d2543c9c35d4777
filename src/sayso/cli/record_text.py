"""The record as a person reads it in a terminal: events, newest first. Words from reports are never read as markup."""

from typing import TYPE_CHECKING

from rich.console import Console

from sayso.cli.event_text import print_headline, print_sums
from sayso.cli.sayings import (
    UNCOUNTED,
    print_coverage,
    say_many,
    say_origins,
    say_part,
    say_some,
    short_id,
)
from sayso.cli.telling import head, tell
from sayso.model import Difference, Event, Value
from sayso.publish.disputes import CLASSES, GRAVE, name_tellers
from sayso.publish.layout import Layout, lay_out
from sayso.publish.phrases import TYPE_WORDS, UNCHECKED, write_label, write_range
from sayso.publish.rendering import describe_figure

if TYPE_CHECKING:
    from sayso.flow.settling import Settled

IN_FULL = 10  # events that are told with their figures; those before them have a line each
FIGURES, RIVALS, SUMS, TELLERS = 4, 5, 2, 2  # of each event, in the list of events; `show EVENT` prints all

ORIGINS = "2 to 5 origins: at least two sources told apart, five if none repeats another; copies of one text count once"


def print_events(settled: "Settled", console: Console) -> None:
    """Print the events on record, newest first: what and when, each figure with who says it, what differs, what adds up."""
    record = settled.record
    moment = f", as known at {record.as_known_at}" if record.as_known_at else ""
    moment += f", as published by {record.as_published_by}" if record.as_published_by else ""
    events = [e for e in record.events if e.reports or e.values]
    checked = f"; {UNCHECKED} unless it says otherwise" if events else ""
    tell(
        console, f"{say_many(len(events), 'event') if events else 'no event'} on record{moment}{checked}", style="bold"
    )
    print_coverage(settled, console)
    if not settled.readings and not moment:
        tell(console, "`sayso read PATH|URL ...` reads reports into it", style="dim")
    if any(v.possibly_distinct > v.known_distinct for e in events for v in e.values):
        tell(console, ORIGINS, style="dim")
    laid = lay_out(record, settled.readings, with_reports=False)
    newest = sorted(events, key=lambda e: (e.date or "", e.id), reverse=True)
    main = [e for e in newest if e.reports]
    for event in main[:IN_FULL]:
        console.print()
        named = {p.role for p in event.parties}
        print_headline(
            event, record, console, ("agent" if "agent" in named else "party", "held", "recipient", "mediator")
        )
        _print_figures(event, laid, console)
    _print_lines("earlier", main[IN_FULL:], console)
    _print_lines(
        "told in passing, by reports that are mainly about something else",
        [e for e in newest if not e.reports],
        console,
    )


def _print_lines(title: str, events: list[Event], console: Console) -> None:
    """One line an event: when, what, its first figures or those it befell."""
    if events:
        head(console, title)
    width = max((len(write_range(e.date)) for e in events), default=0)
    for event in events:
        state = "" if event.modality == "asserted" else f" ({event.modality})"
        figures = [
            say_part(v) + (" (running total)" if v.basis == "cumulative" else "")
            for v in event.values
            if v.unit not in UNCOUNTED
        ]
        held = [p.name for p in event.parties if p.role in ("held", "victim")]
        told = "; ".join(figures[:3]) or ", ".join(held[:2])
        what = f"{TYPE_WORDS[event.type].lower()}{state}{f', {event.place}' if event.place else ''}"
        line = f"{write_range(event.date):<{width}}  {what}{': ' if told else ''}{told}"
        tell(console, line, (f"   {short_id(event.id)}", "dim"), indent=2)


def _print_figures(event: Event, laid: Layout, console: Console) -> None:
    """Print an event's most told figures, rivals and their gravest differences under each, and how many more there are."""
    by_property: dict[str, list[Value]] = {}
    for value in event.values:
        if value.unit not in (*UNCOUNTED, "ordinal"):
            by_property.setdefault(value.property, []).append(value)
    told = sorted(by_property.items(), key=lambda pair: -len({c.report for v in pair[1] for c in v.claims}))
    own, record = {v.id for v in event.values}, laid.record
    differing = [d for d in record.differences if own & set(d.values)]
    shown, printed = 0, set[str]()
    for name, values in told[:FIGURES]:
        tell(console, write_label(name), indent=2)
        most = sorted(values, key=lambda v: -len({c.report for c in v.claims}))[:RIVALS]
        for value in most:
            _print_figure(value, laid, console)
        printed |= {v.id for v in most}
        shown += _print_gravest(differing, {v.id: v for v in most}, console)
    stated = [s for s in record.sums if s.whole in printed and s.stated and s.relation == "sum"]
    print_sums(sorted(stated, key=lambda s: s.holds)[:SUMS], record, console)
    left = [say_many(len(told) - FIGURES, "more figure")] if len(told) > FIGURES else []
    left += [say_many(len(differing) - shown, "more difference")] if len(differing) > shown else []
    if left:
        tell(console, f"and {', '.join(left)}: sayso show {short_id(event.id)}", indent=2, style="dim")


def _print_figure(value: Value, laid: Layout, console: Console) -> None:
    """A figure, how many origins stand behind it, its id, and the first of those who say it."""
    tell(
        console,
        (f"{describe_figure(value):<14}", "bold"),
        f"  {say_origins(value):<14}  ",
        (short_id(value.id), "dim"),
        f"  {say_some(name_tellers(value, laid), TELLERS)}",
        indent=4,
    )


def _print_gravest(differing: list[Difference], among: dict[str, Value], console: Console) -> int:
    """Print the gravest differences between these values; gives how many were printed."""
    found = [d for d in differing if set(d.values) <= among.keys() and d.class_ in GRAVE]
    told = {i: len({c.report for c in v.claims}) for i, v in among.items()}
    for one in sorted(found, key=lambda d: (CLASSES.index(d.class_), -sum(told[v] for v in d.values)))[:3]:
        figures = [describe_figure(among[v]) for v in one.values]
        pair = "" if all(f in one.reason for f in figures) else f"{' / '.join(figures)}, "
        tell(console, (one.class_, "yellow"), f": {pair}{one.reason}", indent=4)
    return min(len(found), 3)
