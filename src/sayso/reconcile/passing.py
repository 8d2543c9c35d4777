"""Events told in passing: an earlier round mentioned today joins its own event and not the day's.

A passing telling joins an event of its family whose days it states and with which it shares a figure, a party or a
place; it never joins by wording. What joins nothing is an event of its own if it has a day or a figure.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.language.names import fold_word
from sayso.reconcile.tellings import Days, Telling


def place_passing(
    tellings: Sequence[Sequence[Telling]], homes: Mapping[str, int], groups: int
) -> list[tuple[Telling, ...]]:
    """Give the tellings of each event: main ones by `homes` (report id → group), then passing ones, then new events."""
    events: list[list[Telling]] = [[] for _ in range(groups)]
    for told in tellings:
        events[homes[told[0].report]].append(told[0])
    by_day: dict[int, list[int]] = defaultdict(list)
    for n, told in enumerate(events):
        days = common_days(told)
        for day in range(days.first - 1, days.last + 2) if days else ():
            by_day[day].append(n)
    for told in tellings:
        for telling in told[1:]:
            found = _find_event(telling, events, by_day, homes[telling.report])
            if found is not None:
                events[found].append(telling)
            elif telling.counts or (telling.days and telling.days.stated):
                events.append([telling])
                for day in (
                    range(telling.days.first, telling.days.last + 1) if _narrow(telling) and telling.days else ()
                ):
                    by_day[day].append(len(events) - 1)
            else:
                events[homes[telling.report]].append(telling)
    return [tuple(e) for e in events]


def _narrow(telling: Telling) -> bool:
    return telling.days is not None and telling.days.is_precise


def common_days(tellings: Sequence[Telling]) -> Days | None:
    """Give the days of an event: the narrowest that a main telling states, else infers."""
    known = [t.days for t in tellings if t.days is not None and t.days.is_precise]
    return min(known, key=lambda d: (not d.stated, d.last - d.first, d.first), default=None)


def _find_event(
    telling: Telling, events: Sequence[Sequence[Telling]], by_day: Mapping[int, Sequence[int]], own: int
) -> int | None:
    days = telling.days
    if days is None or not days.is_precise or not days.stated:
        return None
    near = sorted({n for day in range(days.first, days.last + 1) for n in by_day.get(day, ())})
    scored = [(_fit(telling, events[n]), -n) for n in near if n != own]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= 1.0 else None


def _fit(telling: Telling, told: Sequence[Telling]) -> float:
    if not any(t.family == telling.family for t in told):
        return 0.0
    score = 0.0
    for other in told[:8]:
        shared = telling.numbers & other.numbers
        figures = 1.0 if any(n > 12 for n in shared) else 0.5 if shared else 0.0
        score = max(
            score, figures + 0.6 * bool(_words(telling) & _words(other)) + 0.5 * bool(telling.places & other.places)
        )
    return score


def _words(telling: Telling) -> set[str]:
    return {fold_word(w) for name in telling.names for w in name.split() if w[:1].isupper() and len(w) > 3}
