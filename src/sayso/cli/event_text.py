"""One event as a person reads it in a terminal: figures by origin, echoes folded, differences and sums beside them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sayso.cli.sayings import (
    UNCOUNTED,
    print_coverage,
    say_check,
    say_many,
    say_origins,
    say_property,
    say_some,
    say_value,
    short_id,
)
from sayso.model import Claim, Event, Record, RecordSum, Value
from sayso.publish.event_view import EventView, OriginView, ValueView, view_event
from sayso.publish.layout import lay_out
from sayso.publish.phrases import TYPE_WORDS, write_range
from sayso.publish.relays import name_report

if TYPE_CHECKING:
    from sayso.flow.settling import Settled

BAR = 40  # characters that the whole of a drawn sum is long
WORDS = 70  # characters of a claim's words that a line holds
SHADES = "█▓▒░"


def print_headline(event: Event, record: Record, console: Console) -> None:
    """Say when, what and where, who the parties are, who tells it, and which reports carry one text."""
    state = "" if event.modality == "asserted" else f" ({event.modality})"
    where = f" at {event.place}" if event.place else ", place not given"
    what = f"{TYPE_WORDS[event.type].lower()}{state}{where}"
    console.print(
        Text.assemble((write_range(event.date), "bold"), "  ", (what, "bold"), (f"   {short_id(event.id)}", "dim"))
    )
    named: dict[str, list[str]] = {}
    for party in sorted(event.parties, key=lambda p: (p.person is None, -len(p.reports))):
        if party.name not in named.setdefault(party.role, []):
            named[party.role].append(party.name)
    if named:
        console.print(Text("  " + "; ".join(f"{r.replace('_', ' ')}: {say_some(n)}" for r, n in named.items())))
    told = [f"told by {say_many(len(event.reports), 'report')}"] if event.reports else []
    told += [f"in passing by {len(event.mentioned_in)}{' more' if told else ''}"] if event.mentioned_in else []
    told += [f"{n} of them share passages of one text, counted once" for n in count_echoes(event, record)]
    console.print(Text("  " + "; ".join(told), "dim"))


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
    """Print one event whole. Claims are folded by origin, unless every one is asked for."""
    view = view_event(event, lay_out(settled.record, settled.readings, with_reports=False))
    print_headline(event, settled.record, console)
    console.print(Text("  " + say_check(c for v in event.values for c in v.claims), "italic"))
    console.print(Text("  • a known origin   ? possibly an origin of its own", "dim"))
    said = {id(d): d for d in view.differences}
    for name, values in view.properties:
        console.print()
        console.print(Text(say_property(name), "bold"))
        for value in values:
            _print_value(value, settled, console, every_claim)
        for key in [k for k, d in said.items() if d.property == name]:
            difference = said.pop(key).difference
            console.print(Text.assemble("    ", (f"{difference.class_}: ", "yellow"), difference.reason))
    _print_told_once(view, settled, console)
    if said:
        console.print()
        console.print(Text("other differences", "bold"))
    for left in said.values():
        ids = " / ".join(short_id(v) for v in left.difference.values)
        reason = left.difference.reason
        console.print(Text.assemble("  ", (f"{left.difference.class_}: ", "yellow"), reason, (f"   {ids}", "dim")))
    _print_arithmetic(settled.record, event, console, every_claim)
    _print_balances(view, console)
    console.print()
    print_coverage(settled, console)


def _print_value(view: ValueView, settled: "Settled", console: Console, every_claim: bool) -> None:
    value = view.value
    basis = f", {value.basis}" if value.basis and value.basis not in ("incremental", "ordinal") else ""
    console.print(
        Text.assemble(
            "  ", (say_value(value), "bold"), basis, f"   {say_origins(value)}", (f"   {short_id(value.id)}", "dim")
        )
    )
    for origin in view.origins:
        if every_claim:
            for claim in origin.claims:
                console.print(_claim_line(settled, claim.claim, claim.outlet))
        else:
            console.print(_origin_line(origin))


def _origin_line(view: OriginView) -> Text:
    """An origin on one line: who stands behind it, the outlets that carry it, and its first words."""
    outlets = list(dict.fromkeys(c.outlet for c in view.claims))
    name = view.name or "no source named"
    carried = "" if outlets == [name] else f", in {say_some(outlets)}"
    times = f" ({say_many(len(view.claims), 'claim')})" if len(view.claims) > 1 else ""
    notes = _list_notes(c.claim for c in view.claims)
    words = " ".join(view.claims[0].exact.split())
    return Text.assemble(
        f"    {'•' if view.origin.standing == 'known' else '?'} {name}{carried}{times}  ",
        (f"“{_cut(words)}”", "italic"),
        ("  " + "; ".join(notes) if notes else "", "yellow"),
    )


def _claim_line(settled: "Settled", claim: Claim, outlet: str) -> Text:
    route = [claim.speaker or outlet, *(h for h in claim.chain if h != claim.speaker)]
    if route[-1] != outlet:
        route.append(outlet)
    notes = _list_notes([claim])
    return Text.assemble(
        "      ",
        " → ".join(route),
        "  ",
        (f"“{_cut(' '.join(claim.text.split()))}”", "italic"),
        ("  " + "; ".join(notes) if notes else "", "yellow"),
        (f"   {short_id(claim.id)}", "dim"),
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


def _cut(words: str) -> str:
    return words if len(words) <= WORDS else words[:WORDS].rstrip() + "…"


def _print_told_once(view: EventView, settled: "Settled", console: Console) -> None:
    """What one report alone tells, a line each."""
    if not view.singles:
        return
    console.print()
    console.print(Text("told by one report each" if view.properties else "on record", "bold"))
    for name, one in view.singles:
        claim = one.value.claims[0]
        reading = settled.readings.get(claim.report)
        outlet = name_report(reading.report if reading else None, claim.report)
        who = claim.speaker or "no source named"
        label = say_property(name).partition(" (“")[0]
        notes = _list_notes(one.value.claims)
        console.print(
            Text.assemble(
                f"  {label}: ",
                (say_value(one.value), "bold"),
                f"   {who}, in {outlet}  " if who != outlet else f"   {outlet}  ",
                (f"“{_cut(' '.join(claim.text.split()))}”", "italic"),
                ("  " + "; ".join(notes) if notes else "", "yellow"),
                (f"   {short_id(one.value.id)}", "dim"),
            )
        )


def _print_arithmetic(record: Record, event: Event, console: Console, every_one: bool) -> None:
    """The arithmetic that touches an event. What was inferred and holds is counted, unless every sum is asked for."""
    known = {v.id for e in record.events for v in e.values}
    own = {v.id for v in event.values}
    touching = [s for s in record.sums if s.whole in own and {s.whole, *s.parts} <= known]
    telling = [s for s in touching if every_one or (s.relation == "sum" and (s.stated or not s.holds))]
    if telling:
        console.print()
        console.print(Text("sums", "bold"))
    print_sums(sorted(telling, key=lambda s: (not s.stated, s.holds, s.relation != "sum", s.whole)), record, console)
    if left := len(touching) - len(telling):
        console.print(Text(f"  and {say_many(left, 'part')} that lie within their wholes", "dim"))


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
    console.print(
        Text.assemble(
            f"  {_say_part(whole)}{sign}{' + '.join(map(_say_part, parts))}   ",
            (verdict, "green" if total.holds else "red"),
            "" if total.stated else "   (inferred: no report says that these are its parts)",
        )
    )
    if total.relation == "sum":
        console.print(Text("  " + draw_bar(whole, parts)))


def _say_part(value: Value) -> str:
    """A part with what tells it from the others: "47 detainees serving sentences"."""
    label = say_property(value.property).partition(":")[2] or say_property(value.property)
    label = label.partition(" (“")[0].removesuffix(", running total").removesuffix(", at the time").strip()
    return f"{say_value(value)} {label}".strip() if value.unit not in UNCOUNTED else say_value(value)


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
    if view.balances:
        console.print()
        console.print(Text("owed and released", "bold"))
    for one in view.balances:
        balance = one.balance
        rounds = f" in {len(balance.released)} rounds ({one.done})" if len(balance.released) > 1 else ""
        done = f"released {balance.done:,g}{rounds}" if balance.done is not None else "no release on record"
        left = (balance.due or 0) - (balance.done or 0)
        rest = f", {left:,g} left" if balance.due is not None and left > 0 else ""
        console.print(
            Text.assemble(
                f"  {balance.owes or 'a side not named'}: owed {one.owed}, {done}{rest}",
                (f"   {balance.reason}" if balance.reason else "", "dim"),
            )
        )
