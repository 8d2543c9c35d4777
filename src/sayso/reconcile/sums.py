"""Sums over reports: a report's own arithmetic, one report's parts against another's whole, running totals, deals."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from sayso.model import Event, Reading, RecordSum, Value
from sayso.reconcile.figure_likeness import FREED, HURT, KEPT

Homes = Mapping[tuple[str, str], str]  # (report, count id) → value id
SUMMED = 13  # a smaller whole is met by chance
MOST_PARTS = 30  # exact figures of one event among which sums over reports are looked for


def sum_reports(
    readings: Sequence[Reading], homes: Homes, values: Mapping[str, Value], beside: Mapping[str, Sequence[Value]]
) -> list[RecordSum]:
    """Carry the sums of single reports into the record, once each, and hold their parts against other reports' wholes.

    `beside` maps a value's id to all values of its property of its event.
    """
    found: dict[tuple[str, str, tuple[str, ...]], RecordSum] = {}
    for reading in readings:
        for total in reading.claims.sums:
            whole = homes.get((reading.report.id, total.whole))
            parts = tuple(homes.get((reading.report.id, p), "") for p in total.parts)
            if whole is None or not all(parts):
                continue
            key = (total.relation, whole, tuple(sorted(parts)))
            gap = _gap(values[whole], [values[p] for p in parts])
            before = found.get(key)
            stated = total.stated or bool(before and before.stated)
            difference = None if total.holds or total.relation == "subset" else gap
            found[key] = RecordSum(total.relation, whole, parts, total.holds, stated, difference, _told(reading))
    return [*found.values(), *_against_other_wholes(list(found.values()), values, beside)]


def _told(reading: Reading) -> str:
    return f"as told by {reading.report.outlet or reading.report.id}"


def _gap(whole: Value, parts: Sequence[Value]) -> float | int | None:
    if not isinstance(whole.value, int | float) or not all(isinstance(p.value, int | float) for p in parts):
        return None
    return whole.value - sum(p.value for p in parts if isinstance(p.value, int | float))


def _against_other_wholes(
    told: Sequence[RecordSum], values: Mapping[str, Value], beside: Mapping[str, Sequence[Value]]
) -> list[RecordSum]:
    """One report's parts against the wholes that others give for the same; a whole with parts of its own needs none."""
    broken_down = {t.whole for t in told if t.relation == "sum" and t.holds}
    found = []
    for total in told:
        for other in beside.get(total.whole, ()) if total.relation == "sum" else ():
            gap = _gap(other, [values[p] for p in total.parts])
            if other.id in (*broken_down, total.whole, *total.parts) or gap is None or other.hedge != "exact":
                continue
            reason = "the parts of one report against the whole of another"
            found.append(RecordSum("sum", other.id, total.parts, gap == 0, False, gap or None, reason))
    return found


def sum_over_reports(figures: Sequence[Value]) -> list[RecordSum]:
    """Find a whole that two parts make up, where no single report has all three and the parts are of other properties."""
    exact = [v for v in figures if v.hedge == "exact" and isinstance(v.value, int | float) and v.basis != "ordinal"]
    if len(exact) > MOST_PARTS:
        return []
    found = []
    amounts = {v.id: v.value for v in exact if isinstance(v.value, int | float)}
    reports = {v.id: {c.report for c in v.claims} for v in exact}
    for whole in exact:
        for one, other in combinations((v for v in exact if v.id != whole.id), 2):
            if (
                amounts[one.id] + amounts[other.id] != amounts[whole.id]
                or one.unit != whole.unit
                or other.unit != whole.unit
            ):
                continue
            if amounts[whole.id] < SUMMED or reports[one.id] & reports[other.id] & reports[whole.id]:
                continue
            if not _of_one_fate(whole, one, other):
                continue  # ten kidnappers are not four children and six others
            reason = "over reports: nobody states it"
            found.append(RecordSum("sum", whole.id, (one.id, other.id), True, False, None, reason))
    return found


def _of_one_fate(*values: Value) -> bool:
    """Whether the same was done to all: let go, held or hurt; of one at most nothing is said."""
    told = [v.property.split(":")[0].replace(" ", "_") for v in values]
    families = {next((n for n, f in enumerate((FREED, KEPT, HURT)) if t in f), None) for t in told} - {None}
    return len(families) == 1 and sum(any(t in f for f in (FREED, KEPT, HURT)) for t in told) >= 2


def check_running_totals(events: Sequence[Event]) -> list[RecordSum]:
    """Hold each running total of freed people against the increments on record of the same party, up to its day."""
    increments: dict[str, list[tuple[str, int, list[Value]]]] = defaultdict(list)  # by party: day, place among events
    for n, event in enumerate(events):
        own = [v for v in event.values if _is_increment(v)]
        for agent in _agents(event) if own and event.date and "/" not in event.date else ():
            increments[agent].append((event.date or "", n, own))
    found = []
    for event in events:
        for total in event.values:
            if total.basis != "cumulative" or not _freed(total) or not isinstance(total.value, int):
                continue
            earlier = {
                n: own for a in _agents(event) for day, n, own in increments.get(a, ()) if day <= (event.date or "")
            }
            fits = [
                [v for v in earlier[n] if _noun(v) == _noun(total) and _number(v) <= total.value]
                for n in sorted(earlier)
            ]
            parts = [max(own, key=lambda v: (v.known_distinct, len(v.claims), v.id)) for own in fits if own]
            if len(parts) > 1:
                gap = _gap(total, parts)
                reason = "a running total against the increments on record; rounds that no report tells are missing"
                found.append(
                    RecordSum("sum", total.id, tuple(p.id for p in parts), gap == 0, False, gap or None, reason)
                )
    return found


def _number(value: Value) -> float:
    return float(value.value) if isinstance(value.value, int | float) else 0.0


def _is_increment(value: Value) -> bool:
    return value.basis == "incremental" and _freed(value) and value.hedge == "exact" and isinstance(value.value, int)


def _freed(value: Value) -> bool:
    return value.property.split(":")[0].replace(" ", "_") in FREED


def _noun(value: Value) -> str:
    return (value.of or "").split()[-1].casefold() if (value.of or "").split() else ""


def _agents(event: Event) -> set[str]:
    return {p.person or p.name for p in event.parties if p.role == "agent"}
