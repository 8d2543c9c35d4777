"""Events told in passing: an earlier round mentioned today joins its own event and not the day's.

A passing telling joins an event of its family whose days it states and with which it shares a figure, a party, a
place or two names; it never joins by wording. What joins nothing is an event of its own if it has a day or a figure.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.language.names import fold_word
from sayso.reconcile.tellings import Days, Telling

NEAR = 400  # code points over which a telling without a day goes on from the one before it
WIDEST = 45  # days: "in September" may be looked up, "this year" may not
MOST_NEAR = 40  # events of one day that a passing telling is held against


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
    by_mark: dict[str, list[int]] = defaultdict(list)
    for n, told in enumerate(events):
        for mark in sorted({m for t in told for m in t.said_days if "-" in m}):
            by_mark[mark].append(n)
    for told in tellings:
        home = homes[told[0].report]
        placed = [(told[0], home)]
        for telling in told[1:]:
            found = _find_event(telling, events, by_day, told[0].report)
            if found is None:
                found = _find_marked(telling, events, by_mark, home)
            if found is None:
                found = _find_beside(telling, placed)
            if found is None:
                found = len(events)
                events.append([])
                for mark in sorted(m for m in telling.said_days if "-" in m):
                    by_mark[mark].append(found)
                days = telling.days if _is_stated(telling) else None
                for day in range(days.first, days.last + 1) if days else ():
                    by_day[day].append(found)
            events[found].append(telling)
            placed.append((telling, found))
    return [tuple(e) for e in events]


def _find_beside(telling: Telling, placed: Sequence[tuple[Telling, int]]) -> int | None:
    """The event of its own report that a telling goes on with, where nothing of its own sets it apart; null where it does."""
    main, home = placed[0]
    stated = telling.days is not None and telling.days.stated
    if _tells_of_home(telling) or _saves_at(telling, main):
        return _stands_by(telling, placed)
    return home if _repeats_home(telling, main) or not (telling.counts or stated) else None


def _tells_of_home(telling: Telling) -> bool:
    """Who was hurt, held or moved, told without a day and as no running total: of the day's event ("four were wounded")."""
    own = telling.family in ("harm", "taking") or telling.type == "transfer"
    stated = telling.days is not None and telling.days.stated
    return own and not stated and all(c.basis == "incremental" for c in telling.counts)


def _saves_at(telling: Telling, main: Telling) -> bool:
    """Those pulled out of what killed others that day, and those of the day's event of whom a state alone is told."""
    if telling.days is None or main.days is None or telling.days.gap(main.days) > 0 or not main.days.is_precise:
        return False
    rescued = (main.family, telling.family) == ("harm", "freeing") or (main.type, telling.family) == ("rescue", "harm")
    return rescued or (telling.family == "taking" and main.family == "freeing" and not telling.counts)


def _stands_by(telling: Telling, placed: Sequence[tuple[Telling, int]]) -> int:
    """The event of the telling that was told last before: "two others were killed in that attack" is of the attack."""
    before = [
        (event.trigger.start, at)
        for told, at in placed
        for event in told.events
        if telling.start - NEAR < event.trigger.start <= telling.start
    ]
    return max(before)[1] if before else placed[0][1]


def _repeats_home(telling: Telling, main: Telling) -> bool:
    """A bare mention of the day's own event: of its family, on its day or the next, with nothing of its own."""
    bare = not (telling.counts or telling.places or telling.names or telling.ordinals)
    near = telling.days is not None and main.days is not None and telling.days.gap(main.days) <= 1
    return bare and near and telling.family == main.family


def _is_stated(telling: Telling) -> bool:
    days = telling.days
    return days is not None and (days.is_precise or (days.stated and days.last - days.first <= WIDEST))


def common_days(tellings: Sequence[Telling]) -> Days | None:
    """Give the days of an event: the narrowest that a main telling states, else infers."""
    known = [t.days for t in tellings if t.days is not None and t.days.is_precise]
    return min(known, key=lambda d: (not d.stated, d.last - d.first, d.first), default=None)


def _find_event(
    telling: Telling, events: Sequence[Sequence[Telling]], by_day: Mapping[int, Sequence[int]], home: str
) -> int | None:
    days = telling.days
    if days is None or not days.stated or days.last - days.first > WIDEST:
        return None
    near = sorted({n for day in range(days.first, days.last + 1) for n in by_day.get(day, ())[:MOST_NEAR]})
    scored = [(_fit(telling, events[n]), -n) for n in near if days.is_precise or _same_span(telling, events[n], home)]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= 1.0 else None


def _same_span(telling: Telling, told: Sequence[Telling], home: str) -> bool:
    """Whether what is told of a month may be an event of one of its days: one of other reports, that shares a great figure,
    or that is told of the same month in the like words ("the accord of April")."""
    if any(t.report == home for t in told):
        return False
    if any(n > 12 for other in told[:8] for n in telling.numbers & other.numbers):
        return True
    return any(t.type == telling.type and t.days == telling.days for t in told)


def _find_marked(
    telling: Telling, events: Sequence[Sequence[Telling]], by_mark: Mapping[str, Sequence[int]], own: int
) -> int | None:
    """A telling that names a day of a month, of which nothing says the year, joins one that names the same day."""
    near = {n for mark in telling.said_days if "-" in mark for n in by_mark.get(mark, ())[:MOST_NEAR]} - {own}
    fits = [(_fit(telling, events[n]), -n) for n in sorted(near) if _may_be_of(telling, events[n])]
    best = max(fits, default=(0.0, 0))
    return -best[1] if best[0] >= 1.0 else None


def _may_be_of(telling: Telling, told: Sequence[Telling]) -> bool:
    known = [t.days for t in told if t.days is not None]
    return telling.days is None or not known or any(telling.days.gap(days) == 0 for days in known)


def _fit(telling: Telling, told: Sequence[Telling]) -> float:
    if not any(t.family == telling.family for t in told):
        return 0.0
    score = 0.0
    for other in told[:8]:
        if telling.family == "talk" and telling.type == other.type and _marks(telling) & _marks(other):
            return 1.0  # two deals are seldom struck on one day; neither figure nor place is told of most
        shared = telling.numbers & other.numbers
        figures = 1.0 if any(n > 12 for n in shared) else 0.5 if shared else 0.0
        one_day = telling.days is not None and other.days is not None and telling.days.gap(other.days) == 0
        named = (
            len(telling.proper & other.proper) if one_day else 0
        )  # the day before, the same names told of another release
        named_alike = max(0.6 * bool(_words(telling) & _words(other)), 1.0 * (named > 1))
        score = max(score, figures + named_alike + 0.5 * bool(telling.places & other.places))
    return score


def _marks(telling: Telling) -> set[str]:
    return {m for m in telling.said_days if "-" in m}


def _words(telling: Telling) -> set[str]:
    return {fold_word(w) for name in telling.names for w in name.split() if w[:1].isupper() and len(w) > 3}
