"""One event as a person reads it in a terminal: figures by origin, echoes folded, differences and sums beside them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console

from sayso.cli.sayings import (
    print_coverage,
    say_check,
    say_many,
    say_origins,
    say_part,
    say_some,
    say_words,
    short_id,
)
from sayso.cli.telling import head, tell
from sayso.model import Claim, Event, Record, RecordSum, Value
from sayso.publish.disputes import GRAVE, DifferenceView
from sayso.publish.event_view import ROLES, EventView, OriginView, ValueView, view_event
from sayso.publish.layout import lay_out
from sayso.publish.phrases import ROLE_WORDS, TYPE_WORDS, write_label, write_range
from sayso.publish.relays import name_report
from sayso.publish.rendering import describe_figure

if TYPE_CHECKING:
    from sayso.flow.settling import Settled

BAR = 40  # characters that the whole of a drawn sum is long
WORDS = 70  # characters of a claim's words that a line holds
SHADES = "█▓▒░"
BASIS_WORDS = {"stock": "at the time", "cumulative": "running total"}  # where a property's label does not say it


def print_headline(event: Event, record: Record, console: Console, roles: Sequence[str] = ROLES) -> None:
    """Say when, what and where, who tells it, which reports carry one text, and who took part in these roles."""
    state = "" if event.modality == "asserted" else f" ({event.modality})"
    where = f" at {event.place}" if event.place else ", place not given"
    what = f"{write_range(event.date)}  {TYPE_WORDS[event.type].lower()}{state}{where}"
    tell(console, (what, "bold"), (f"   {short_id(event.id)}", "dim"))
    told = [f"told by {say_many(len(event.reports), 'report')}"] if event.reports else []
    told += [f"in passing by {len(event.mentioned_in)}{' more' if told else ''}"] if event.mentioned_in else []
    told += [f"{n} of them share passages of one text, counted once" for n in count_echoes(event, record)]
    tell(console, "; ".join(told), indent=2, style="dim")
    named: dict[str, list[str]] = {}
    for party in sorted(event.parties, key=lambda p: (p.person is None, -len(p.reports))):
        if party.name not in named.setdefault(party.role, []):
            named[party.role].append(party.name)
    for role in (r for r in roles if r in named):
        tell(console, (f"{ROLE_WORDS[role] + ':':<18}", "dim"), say_some(named[role]), indent=2)


def count_echoes(event: Event, record: Record) -> list[int]:
    """How many of an event's reports carry one and the same text, a number a text; doubtful echoes are left out."""
    told = {*event.reports, *event.mentioned_in}
    groups: list[set[str]] = []
    for echo in record.echoes:
        shared = told.intersection(echo.reports)
        if echo.certainty != "possible" and len(shared) > 1:
            touching = [g for g in groups if g & shared]
            groups = [g for g in groups if not g & shared] + [shared.union(*touching)]
    return sorted((len(g) for g in groups), reverse=True)


def print_event(settled: "Settled", event: Event, console: Console, every_claim: bool = False) -> None:
    """Print one event whole. Claims are folded by origin and lesser differences counted, unless every one is asked for."""
    view = view_event(event, lay_out(settled.record, settled.readings, with_reports=False))
    print_headline(event, settled.record, console)
    tell(console, say_check(c for v in event.values for c in v.claims), indent=2, style="italic")
    tell(console, "• a known origin   ? possibly an origin of its own", indent=2, style="dim")
    left = list(view.differences)
    for name, values in view.properties:
        head(console, write_label(name))
        for value in values:
            _print_value(value, settled, console, every_claim)
        _print_differences([d for d in left if d.property == name], console, every_claim)
        left = [d for d in left if d.property != name]
    _print_told_once(view, settled, console)
    if left:
        head(console, "other differences")
        _print_differences(left, console, every_claim)
    _print_arithmetic(settled.record, event, console, every_claim)
    _print_balances(view, console)
    _print_ranks(view, console)
    console.print()
    print_coverage(settled, console)


def _print_differences(found: Sequence[DifferenceView], console: Console, every_one: bool) -> None:
    """A line for each grave difference; the others, which can all be right at once, are counted."""
    telling = [d for d in found if every_one or d.difference.class_ in GRAVE]
    for view in telling:
        one, sides = view.difference, [side.words for side in view.sides]
        pair = "" if view.property else f"   {' / '.join(map(short_id, one.values))}"
        between = "" if all(s in one.reason for s in sides) else f"{' / '.join(sides)}, "
        tell(console, (one.class_, "yellow"), f": {between}{one.reason}", (pair, "dim"), indent=4)
    if lesser := len(found) - len(telling):
        tell(
            console,
            f"and {say_many(lesser, 'difference')} of wording or exactness, which can all be right: --all",
            indent=4,
            style="dim",
        )


def _print_value(view: ValueView, settled: "Settled", console: Console, every_claim: bool) -> None:
    value = view.value
    basis = BASIS_WORDS.get(value.basis or "", "")
    tell(
        console,
        (describe_figure(value), "bold"),
        f", {basis}" if basis and basis not in value.property else "",
        f"   {say_origins(value)}",
        (f"   {short_id(value.id)}", "dim"),
        indent=2,
    )
    for origin in view.origins:
        if every_claim:
            for claim in origin.claims:
                _print_claim(claim.claim, claim.outlet, console)
        else:
            _print_origin(origin, console)


def _print_origin(view: OriginView, console: Console) -> None:
    """An origin on one line: who stands behind it, the outlets that carry it, and its first words."""
    outlets = list(dict.fromkeys(c.outlet for c in view.claims))
    name = view.name or "no source named"
    carried = "" if outlets == [name] else f", in {say_some(outlets)}"
    times = f" ({say_many(len(view.claims), 'claim')})" if len(view.claims) > 1 else ""
    notes = _list_notes(c.claim for c in view.claims)
    tell(
        console,
        f"{'•' if view.origin.standing == 'known' else '?'} {name}{carried}{times}  ",
        (say_words(view.claims[0].exact, WORDS), "italic"),
        ("  " + "; ".join(notes) if notes else "", "yellow"),
        indent=4,
    )


def _print_claim(claim: Claim, outlet: str, console: Console) -> None:
    route = [claim.speaker or outlet, *(h for h in claim.chain if h != claim.speaker)]
    if route[-1] != outlet:
        route.append(outlet)
    notes = _list_notes([claim])
    tell(
        console,
        f"{' → '.join(route)}  ",
        (say_words(claim.text, WORDS), "italic"),
        ("  " + "; ".join(notes) if notes else "", "yellow"),
        (f"   {short_id(claim.id)}", "dim"),
        indent=6,
    )


def _list_notes(claims: Iterable[Claim]) -> list[str]:
    """What must be said beside claims: that something was not asserted, inferred, said in custody, by hand, reviewed."""
    notes: dict[str, None] = {}
    for claim in claims:
        notes |= {} if claim.modality == "asserted" else {claim.modality: None}
        notes |= {"inferred: " + claim.inferred: None} if claim.inferred else {}
        notes |= {"in custody": None} if claim.circumstance else {}
        notes |= {"entered by hand": None} if claim.by_hand else {}
        notes |= {} if claim.review == "unchecked" else {claim.review: None}
    return list(notes)


def _print_told_once(view: EventView, settled: "Settled", console: Console) -> None:
    """What one report alone tells, a line each."""
    if not view.singles:
        return
    head(console, "told by one report each" if view.properties else "on record")
    for name, one in view.singles:
        claim = one.value.claims[0]
        reading = settled.readings.get(claim.report)
        outlet = name_report(reading.report if reading else None, claim.report)
        who = claim.speaker or "no source named"
        notes = _list_notes(one.value.claims)
        tell(
            console,
            f"{write_label(name).partition(' (“')[0]}: ",
            (describe_figure(one.value), "bold"),
            f"   {who}, in {outlet}  " if who != outlet else f"   {outlet}  ",
            (say_words(claim.text, WORDS), "italic"),
            ("  " + "; ".join(notes) if notes else "", "yellow"),
            (f"   {short_id(one.value.id)}", "dim"),
            indent=2,
        )


def _print_arithmetic(record: Record, event: Event, console: Console, every_one: bool) -> None:
    """The arithmetic that a report states of an event; what was inferred is counted, unless every sum is asked for."""
    known = {v.id for e in record.events for v in e.values}
    own = {v.id for v in event.values}
    touching = [s for s in record.sums if s.whole in own and {s.whole, *s.parts} <= known]
    telling = [s for s in touching if every_one or (s.relation == "sum" and s.stated)]
    failing = sum(s.relation == "sum" and not s.holds for s in touching if s not in telling)
    within = sum(s.relation != "sum" for s in touching if s not in telling)
    left = [f"{say_many(failing, 'sum')} that no report states and that {'does' if failing == 1 else 'do'} not add up"]
    left = (left if failing else []) + ([f"{say_many(within, 'part')} within a whole"] if within else [])
    if telling or left:
        head(console, "sums")
    print_sums(sorted(telling, key=lambda s: (not s.stated, s.holds, s.relation != "sum", s.whole)), record, console)
    if left:
        tell(console, f"{'and ' if telling else ''}{', '.join(left)}: --all", indent=2, style="dim")


def print_sums(sums: Sequence[RecordSum], record: Record, console: Console) -> None:
    """Draw sums of the record, each as a line of words and a bar."""
    values = {v.id: v for e in record.events for v in e.values} if sums else {}
    for total in sums:
        _print_sum(total, values, console)


def _print_sum(total: RecordSum, values: dict[str, Value], console: Console) -> None:
    whole, parts = values[total.whole], [values[p] for p in total.parts]
    sign = " = " if total.relation == "sum" else " holds within it "
    gap = total.difference or 0
    verdict = "adds up" if total.holds else f"does not add up: {abs(gap):,} {'missing' if gap > 0 else 'too much'}"
    tell(
        console,
        f"{say_part(whole)}{sign}{' + '.join(map(say_part, parts))}   ",
        (verdict, "green" if total.holds else "red"),
        "" if total.stated else "   (inferred: no report says that these are its parts)",
        indent=2,
    )
    if total.relation == "sum":
        tell(console, draw_bar(whole, parts), indent=2)


def draw_bar(whole: Value, parts: Sequence[Value]) -> str:
    """Draw a sum as one line of characters: each part in its shade, what is missing as dots, what is too much past the bar.

    >>> from sayso.model import Value
    >>> def v(n): return Value("", "", n, None, None, "exact", "person")
    >>> draw_bar(v(40), [v(30), v(6)])
    '██████████████████████████████▓▓▓▓▓▓····│'
    """
    scale = max(_length(whole), sum(map(_length, parts))) or 1
    bar, told = "", 0.0
    for number, part in enumerate(parts):
        told += _length(part)
        bar += SHADES[number % len(SHADES)] * (round(BAR * told / scale) - len(bar))
    end = round(BAR * _length(whole) / scale)
    return bar.ljust(end, "·") + "│" if end >= len(bar) else bar[:end] + "│" + bar[end:]


def _length(value: Value) -> float:
    return next((float(n) for n in (value.value, value.low, value.high) if isinstance(n, int | float)), 0.0)


def _print_balances(view: EventView, console: Console) -> None:
    """What a deal owes against what was released, a side a line."""
    if not view.balances:
        return
    head(console, "owed and released")
    for reason in dict.fromkeys(one.balance.reason.partition("; ")[2] for one in view.balances):
        tell(console, reason, indent=2, style="dim")
    for one in view.balances:
        balance = one.balance
        rounds = f" in {len(balance.released)} rounds ({one.done})" if len(balance.released) > 1 else ""
        done = f"released {balance.done:,g}{rounds}" if balance.done is not None else "no release on record"
        left = (balance.due or 0) - (balance.done or 0)
        rest = f", {left:,g} left" if balance.due is not None and left > 0 else ""
        tell(console, f"{balance.owes or 'a side not named'}: owed {one.owed}, {done}{rest}", indent=2)


def _print_ranks(view: EventView, console: Console) -> None:
    """What an event is told as in its series, by whom and in which words, and how many the record holds up to it."""
    if view.ranks:
        head(console, "which of a series")
    for one in view.ranks:
        quoted = say_some([say_words(words, WORDS) for words in one.exact])
        tell(console, (one.words, "bold"), f" by {say_some(one.who)}, {quoted}; {one.rank.reason}", indent=2)
        on_record = say_some([short_id(e) for e in one.rank.held])
        tell(console, f"{on_record}   claims {say_some([short_id(c) for c in one.rank.claims])}", indent=4, style="dim")
