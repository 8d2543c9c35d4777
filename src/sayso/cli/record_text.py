"""The record as a person reads it in a terminal. Words from reports are printed as they are, never as markup."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sayso.model import Claim, Event, Record, Value

if TYPE_CHECKING:
    from sayso.flow.explaining import Explained, Explanation
    from sayso.flow.settling import Settled

SHORT = 8
UNCHECKED = "read by machine, not checked"
FIGURES, RIVALS, DIFFERENCES = 5, 5, 4  # of each event, in the list of events; `show EVENT` prints all
GRAVITY = ("contradiction", "update", "refinement", "scope", "wording")
HEDGES = {
    "about": "about {}", "at_least": "at least {}", "more_than": "more than {}", "at_most": "at most {}",
    "less_than": "fewer than {}", "nearly": "nearly {}",
}  # fmt: skip


def short_id(full: str) -> str:
    """The first eight digits: what a person types."""
    return full[:SHORT]


def say_figure(value: Value) -> str:
    """A value with its hedge in words: "more than 60", "24 or more (vague)"."""
    number = _number(value.value)
    if value.hedge in HEDGES and number is not None:
        return HEDGES[value.hedge].format(number)
    if value.hedge == "range":
        return f"{_number(value.low)} to {_number(value.high)}"
    if value.hedge == "vague":
        bounds = f"{_number(value.low)} or more" if value.low is not None else "no bound given"
        return f"{value.value if value.value is not None else value.claims[0].text if value.claims else '?'} (vague: {bounds})"
    return number if number is not None else str(value.value)


def _number(value: float | str | None) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,}"


def say_origins(value: Value) -> str:
    """How many independent origins stand behind a value, in words."""
    known, possible = value.known_distinct, value.possibly_distinct
    told = f"{known} known origin{'s' if known != 1 else ''}"
    return told if possible <= known else f"{told}, {possible} if all are distinct"


def is_checked(claims: Iterable[Claim]) -> bool:
    """Whether a person has accepted or corrected every claim."""
    return all(c.review in ("accepted", "corrected") for c in claims)


def print_coverage(settled: "Settled", console: Console) -> None:
    """Say what the view rests on: reports, outlets, days, and what was not read."""
    reports = [r.report for r in settled.readings.values()]
    outlets = sorted({r.outlet or "outlet not named" for r in reports})
    days = sorted({r.published[:10] for r in reports if r.published})
    unread = [r for r in reports if r.language not in (None, "en")]
    line = f"rests on {len(reports)} report{'s' if len(reports) != 1 else ''} by {len(outlets)} outlet{'s' if len(outlets) != 1 else ''}"
    if days:
        line += f", published {days[0]}" + (f" to {days[-1]}" if days[-1] != days[0] else "")
    undated = sum(r.published is None for r in reports)
    line += f"; {undated} without a date" if undated else ""
    line += f"; {len(unread)} in languages not read" if unread else ""
    console.print(Text(line, "dim"))


def print_events(settled: "Settled", console: Console) -> None:
    """Print the events on record, newest first, a few lines each."""
    record = settled.record
    moment = f", as known at {record.as_known_at}" if record.as_known_at else ""
    events = [e for e in record.events if e.reports or e.values]
    console.print(Text(f"{len(events)} events on record{moment}; {UNCHECKED} unless it says otherwise", "bold"))
    print_coverage(settled, console)
    newest = sorted(events, key=lambda e: (e.date or "", e.id), reverse=True)
    for event in (e for e in newest if e.reports):
        console.print()
        print_headline(event, console)
        shown = print_figures(event, console)
        print_differences(record, event, console, shown)
    passing = [e for e in newest if not e.reports]
    if passing:
        console.print()
        console.print(Text("told in passing, by reports that are mainly about something else", "bold"))
    for event in passing:
        print_passing(event, console)


def print_passing(event: Event, console: Console) -> None:
    """One line for an event that no report is mainly about."""
    state = "" if event.modality == "asserted" else f" ({event.modality})"
    figures = [
        f"{v.property.split(':', 1)[-1].strip()}: {say_figure(v)}"
        for v in event.values
        if v.unit not in ("date", "place", "text")
    ]
    held = [p.name for p in event.parties if p.role in ("held", "victim")]
    told = "; ".join(figures[:3]) or ", ".join(held[:2])
    line = (
        f"  {event.date or 'no date'}  {event.type.replace('_', ' ')}{state}{', ' + event.place if event.place else ''}"
    )
    console.print(Text.assemble(line, f"   {told}" if told else "", (f"   {short_id(event.id)}", "dim")))


def print_figures(event: Event, console: Console) -> set[str]:
    """Print an event's figures, a line a property with its rival values, most told first; gives the ids printed."""
    by_property: dict[str, list[Value]] = {}
    for value in event.values:
        if value.unit not in ("date", "place", "text"):
            by_property.setdefault(value.property, []).append(value)
    told = sorted(by_property.items(), key=lambda pair: -sum(map(count_reports, pair[1])))
    shown: set[str] = set()
    for name, values in told[:FIGURES]:
        line = Text(f"  {name.split(':', 1)[-1].strip() if name.startswith('counted:') else name}: ")
        for number, value in enumerate(sorted(values, key=count_reports, reverse=True)[:RIVALS]):
            line.append(" / " if number else "")
            line.append(say_figure(value), "bold")
            line.append(f" ({say_origins(value)}; {short_id(value.id)})", "dim")
            shown.add(value.id)
        console.print(line)
    if len(told) > FIGURES:
        console.print(Text(f"  and {len(told) - FIGURES} more figures: sayso show {short_id(event.id)}", "dim"))
    return shown


def count_reports(value: Value) -> int:
    """In how many reports a value stands."""
    return len({claim.report for claim in value.claims})


def print_headline(event: Event, console: Console) -> None:
    """One line: when, what, where, its id; and who the parties are."""
    state = "" if event.modality == "asserted" else f" ({event.modality})"
    console.print(
        Text.assemble(
            (event.date or "date not given", "bold"),
            "  ",
            (event.type.replace("_", " ") + state, "bold"),
            f"  {event.place or 'place not given'}",
            (f"   {short_id(event.id)}", "dim"),
        )
    )
    named: dict[str, list[str]] = {}
    for party in sorted(event.parties, key=lambda p: (p.person is None, -len(p.reports))):
        if party.name not in named.setdefault(party.role, []):
            named[party.role].append(party.name)
    if named:
        roles = (
            f"{role.replace('_', ' ')}: {', '.join(names[:3])}{' ...' if len(names) > 3 else ''}"
            for role, names in named.items()
        )
        console.print(Text("  " + "; ".join(roles)))
    told = f"told by {len(event.reports)} report{'s' if len(event.reports) != 1 else ''}" if event.reports else ""
    passing = f"in passing by {len(event.mentioned_in)}{' more' if event.reports else ''}" if event.mentioned_in else ""
    console.print(Text("  " + ", ".join(filter(None, (told, passing))), "dim"))


def print_differences(record: Record, event: Event, console: Console, among: set[str] | None = None) -> None:
    """Print the differences that touch an event's values, each with its class and reason, gravest class first.

    With `among` (value ids), only those between these values, and how many more there are.
    """
    own = {v.id for v in event.values}
    touching = [d for d in record.differences if own & set(d.values)]
    shown = [d for d in touching if among is None or set(d.values) <= among]
    shown.sort(key=lambda d: GRAVITY.index(d.class_))
    for difference in shown if among is None else shown[:DIFFERENCES]:
        ids = " / ".join(map(short_id, difference.values))
        console.print(
            Text.assemble("  ", (f"{difference.class_}: ", "yellow"), difference.reason, (f"   {ids}", "dim"))
        )
    left = len(touching) - min(len(shown), DIFFERENCES if among is not None else len(shown))
    if left:
        console.print(Text(f"  and {left} more differences: sayso show {short_id(event.id)}", "dim"))


def print_event(settled: "Settled", event: Event, console: Console) -> None:
    """Print one event whole: each value, who says so and through whom, origins, differences, sums."""
    print_headline(event, console)
    claims = [c for v in event.values for c in v.claims]
    console.print(Text("  checked" if claims and is_checked(claims) else f"  {UNCHECKED}", "italic"))
    last = None
    for value in event.values:
        if value.property != last:
            console.print()
            console.print(Text(value.property, "bold"))
            last = value.property
        basis = f", {value.basis}" if value.basis and value.basis != "incremental" else ""
        console.print(
            Text.assemble(
                "  ",
                (say_figure(value), "bold"),
                basis,
                f"   {say_origins(value)}",
                (f"   {short_id(value.id)}", "dim"),
            )
        )
        for claim in value.claims:
            console.print(_claim_line(settled, claim))
    console.print()
    print_differences(settled.record, event, console)
    print_sums(settled.record, event, console)
    print_coverage(settled, console)


def _claim_line(settled: "Settled", claim: Claim) -> Text:
    reading = settled.readings.get(claim.report)
    outlet = (reading.report.outlet if reading else None) or "outlet not named"
    route = [claim.speaker or outlet, *(h for h in claim.chain if h != claim.speaker)]
    if route[-1] != outlet:
        route.append(outlet)
    notes: list[str] = [] if claim.modality == "asserted" else [claim.modality]
    notes += ["inferred: " + claim.inferred] if claim.inferred else []
    notes += ["in custody"] if claim.circumstance else []
    notes += ["entered by hand"] if claim.by_hand else []
    notes += [] if claim.review == "unchecked" else [claim.review]
    words = " ".join(claim.text.split())
    return Text.assemble(
        "      ",
        " → ".join(route),
        "  ",
        (f"“{words[:90]}{'…' if len(words) > 90 else ''}”", "italic"),
        ("  " + "; ".join(notes) if notes else "", "yellow"),
    )


def print_sums(record: Record, event: Event, console: Console) -> None:
    """Print the arithmetic that touches an event: what holds, and what is missing or too much."""
    values = {v.id: v for e in record.events for v in e.values}
    own = {v.id for v in event.values}
    for total in record.sums:
        if total.whole in own and total.whole in values:
            parts = " + ".join(say_figure(values[p]) for p in total.parts if p in values)
            sign = "=" if total.relation == "sum" else "holds within it"
            verdict = (
                "adds up"
                if total.holds
                else f"does not add up: {abs(total.difference or 0):,} {'missing' if (total.difference or 0) > 0 else 'too much'}"
            )
            shown = f"{say_figure(values[total.whole])} {sign} {parts}"
            console.print(
                Text.assemble(
                    "  sum: ",
                    shown,
                    "   ",
                    (verdict, "green" if total.holds else "red"),
                    "" if total.stated else "   (inferred: the report does not say that these are its parts)",
                )
            )


def print_explanation(explanation: "Explanation", console: Console) -> None:
    """Print why a value is on record, claim by claim."""
    value = explanation.value
    console.print(
        Text.assemble(
            (f"{value.property}: {say_figure(value)}", "bold"),
            f"   {say_origins(value)}",
            (f"   value {short_id(value.id)} of event {short_id(explanation.event)}", "dim"),
        )
    )
    for number, origin in enumerate(value.origins, 1):
        console.print(
            Text(
                f"  origin {number}, {'known' if origin.standing == 'known' else 'possibly distinct'}: {origin.name or 'not named'}; {origin.reason}"
            )
        )
    for explained in explanation.claims:
        console.print()
        _print_explained(explained, console)


def _print_explained(explained: "Explained", console: Console) -> None:
    claim = explained.claim
    console.print(
        Text.assemble(
            ("claim ", "dim"),
            (short_id(claim.id), "dim"),
            f"  {explained.outlet or 'outlet not named'}",
            f", {explained.published}" if explained.published else ", no date",
            f", “{explained.title}”" if explained.title else "",
        )
    )
    console.print(
        Text.assemble(
            "  ",
            _one_line(explained.before),
            (f"[{_one_line(explained.words)}]", "bold reverse"),
            _one_line(explained.after),
        )
    )
    _print_hops(explained, console)
    states = [f"{claim.hand} hand" if claim.hand != "unsourced" else "no source named"]
    states += [claim.modality] if claim.modality != "asserted" else []
    states += [f"inferred: {claim.inferred}"] if claim.inferred else []
    states += [UNCHECKED if claim.review == "unchecked" else claim.review]
    console.print(Text("  " + "; ".join(states), "italic"))
    kept = explained.provenance
    if kept is not None:
        console.print(
            Text(
                f"  characters {claim.start}-{claim.end} of rendition {kept.rendition[:16]} ({kept.reader}), text SHA-256 {kept.text_sha256[:16]}",
                "dim",
            )
        )
        console.print(
            Text(
                f"  snapshot SHA-256 {kept.snapshot_sha256[:16]} ({kept.held} kept); recorded {kept.recorded} by {kept.author} in transaction {kept.transaction[:16]}",
                "dim",
            )
        )


def _print_hops(explained: "Explained", console: Console) -> None:
    attribution = explained.attribution
    if attribution is None:
        console.print(
            Text(f"  {explained.outlet or 'the outlet'} says so in its own voice; no source is named", "cyan")
        )
        return
    for step, hop in enumerate(attribution.chain):
        console.print(Text(f"  {'  ' * step}{'→ ' if step else ''}{hop.name} ({hop.kind}) {hop.act}", "cyan"))
    speaker = attribution.speaker
    if speaker and speaker.role:
        console.print(Text(f"  speaker's role as given: {speaker.role}"))
    if speaker and speaker.inferred:
        console.print(Text(f"  speaker inferred: {speaker.inferred}"))
    console.print(Text(f"  {attribution.quotation}, act {attribution.act}, score {attribution.score:.2f}"))


def _one_line(words: str) -> str:
    return "".join(" " if c in "\r\n\t" else c for c in words)


def print_names(rows: Sequence[tuple[str, str]], console: Console) -> None:
    """Print pairs of a bold head and a plain line."""
    for head, line in rows:
        console.print(Text.assemble((head, "bold"), "  ", line))
