"""The record as a person reads it in a terminal: events, newest first. Words from reports are never read as markup."""

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sayso.cli.event_text import print_headline, print_sums
from sayso.cli.sayings import (
    UNCOUNTED,
    print_coverage,
    say_many,
    say_origins,
    say_property,
    say_value,
    short_id,
)
from sayso.model import Difference, Event, Record, Value
from sayso.publish.phrases import TYPE_WORDS, UNCHECKED, write_range

if TYPE_CHECKING:
    from sayso.flow.settling import Settled

FIGURES, RIVALS, SUMS = 5, 5, 2  # of each event, in the list of events; `show EVENT` prints all
GRAVITY = ("contradiction", "update", "scope", "refinement", "wording")


def print_events(settled: "Settled", console: Console) -> None:
    """Print the events on record, newest first, a few lines each."""
    record = settled.record
    moment = f", as known at {record.as_known_at}" if record.as_known_at else ""
    moment += f", as published by {record.as_published_by}" if record.as_published_by else ""
    events = [e for e in record.events if e.reports or e.values]
    console.print(
        Text(f"{say_many(len(events), 'event')} on record{moment}; {UNCHECKED} unless it says otherwise", "bold")
    )
    print_coverage(settled, console)
    newest = sorted(events, key=lambda e: (e.date or "", e.id), reverse=True)
    for event in (e for e in newest if e.reports):
        console.print()
        print_headline(event, record, console)
        _print_figures(event, record, console)
    passing = [e for e in newest if not e.reports]
    if passing:
        console.print()
        console.print(Text("told in passing, by reports that are mainly about something else", "bold"))
    for event in passing:
        _print_passing(event, console)


def _print_passing(event: Event, console: Console) -> None:
    """One line for an event that no report is mainly about."""
    state = "" if event.modality == "asserted" else f" ({event.modality})"
    figures = [f"{_bare(v)}: {say_value(v)}" for v in event.values if v.unit not in UNCOUNTED]
    held = [p.name for p in event.parties if p.role in ("held", "victim")]
    told = "; ".join(figures[:3]) or ", ".join(held[:2])
    place = f", {event.place}" if event.place else ""
    line = f"  {write_range(event.date)}  {TYPE_WORDS[event.type].lower()}{state}{place}"
    console.print(Text.assemble(line, f"   {told}" if told else "", (f"   {short_id(event.id)}", "dim")))


def _bare(value: Value) -> str:
    """What is counted, without what was done: the event's type says that already."""
    return value.property.split(":", 1)[-1].partition(" (“")[0].strip()


def _print_figures(event: Event, record: Record, console: Console) -> None:
    """Print an event's most told figures, rivals and their gravest difference under each, and how many more there are."""
    by_property: dict[str, list[Value]] = {}
    for value in event.values:
        if value.unit not in (*UNCOUNTED, "ordinal"):
            by_property.setdefault(value.property, []).append(value)
    told = sorted(by_property.items(), key=lambda pair: -len({c.report for v in pair[1] for c in v.claims}))
    own = {v.id for v in event.values}
    differing = [d for d in record.differences if own & set(d.values)]
    shown, printed = 0, set[str]()
    for name, values in told[:FIGURES]:
        console.print(Text(f"  {say_property(name)}"))
        most = sorted(values, key=lambda v: -len({c.report for c in v.claims}))[:RIVALS]
        for value in most:
            console.print(
                Text.assemble(
                    "    ",
                    (f"{say_value(value):<14}", "bold"),
                    f"  {say_origins(value)}",
                    (f"   {short_id(value.id)}", "dim"),
                )
            )
        printed |= {v.id for v in most}
        shown += _print_gravest(differing, {v.id: v for v in most}, console)
    print_sums(
        [s for s in record.sums if s.whole in printed and s.stated and s.relation == "sum"][:SUMS], record, console
    )
    left = [say_many(len(told) - FIGURES, "more figure")] if len(told) > FIGURES else []
    left += [say_many(len(differing) - shown, "more difference")] if len(differing) > shown else []
    if left:
        console.print(Text(f"  and {', '.join(left)}: sayso show {short_id(event.id)}", "dim"))


def _print_gravest(differing: list[Difference], among: dict[str, Value], console: Console) -> int:
    """Print the gravest differences between these values; gives how many were printed."""
    found = [d for d in differing if set(d.values) <= among.keys() and d.class_ in GRAVITY[:3]]
    told = {i: len({c.report for c in v.claims}) for i, v in among.items()}
    for one in sorted(found, key=lambda d: (GRAVITY.index(d.class_), -sum(told[v] for v in d.values)))[:3]:
        pair = " / ".join(say_value(among[v]) for v in one.values)
        console.print(Text.assemble("    ", (f"{one.class_}", "yellow"), f" {pair}: {one.reason}"))
    return min(len(found), 3)
