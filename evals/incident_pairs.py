"""Whether two reports tell of one shooting: what short news of one town shares beyond its wording, and fitted weights.

Streets, ages, scenes and rare proper names tell one shooting of a town from another; exchanges of captives have none of these,
so they are weighed here and not in `sayso.reconcile`. A pair is judged by weights fitted on the incidents of neither report.
"""

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from sayso.model import Reading
from sayso.reconcile.marks import MONTHS, find_marks

Numbers = NDArray[np.float64]
Trace = Mapping[str, Mapping[str, float]]  # by report, unit vectors of what it tells
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
RARE = (2, 3, 5, 10, 25)  # reports that name a proper name
LONE_STREET = 6  # reports that name a street or a house number which few others do
NAMES_FEW = 2  # times that the reports write a word small which is still taken for a name
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]+|\d+")
_CAPITAL = re.compile(r"\b[A-Z][a-zA-Z'’-]+\b")
_NAME = re.compile(r"\b[A-Z][a-zA-Z'’-]+(?:\s+[A-Z][a-zA-Z'’.-]*){1,3}\b")
_FIGURE = re.compile(r"\b\d[\d,]*(?:-year|-month)?\b")
_WEEKDAY = re.compile(r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
_NEAR_DAY = re.compile(r"\b(?:today|tonight|this morning|(yesterday|last night))\b")
_DAY = re.compile(
    r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?!\d)(?:,?\s+((?:19|20)\d\d))?"
)
_STREET = re.compile(
    r"\b(?:(\d{1,5}(?:st|nd|rd|th)?)\s+(?:block\s+(?:of\s+)?)?)?"
    r"((?:[NSEW]\.?\s|North |South |East |West )?(?:[A-Z][a-z'’]+|\d{1,3}(?:st|nd|rd|th))(?:\s[A-Z][a-z'’]+){0,2})\s"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Ln|Court|Ct|Way|Place|Highway|Hwy|Terrace|Circle|"
    r"Parkway|Pike|Trail)\b"
)
_SCENE = re.compile(
    r"\b(bar|nightclub|club|lounge|park|school|church|home|house|apartment|car|vehicle|party|restaurant|store|mall|motel|hotel|"
    r"street|playground|parking lot|porch|barbershop|campus|university|funeral|vigil|highway|interstate|gas station|concert|"
    r"casino|hospital|trailer|bus|train|beach|festival|parade|basketball|football|cookout|barbecue|birthday|wedding|drive-by|"
    r"home invasion|robbery|burglary|accidental\w*|self-defense|road rage|standoff|murder-suicide|domestic|hunting|shotgun|"
    r"rifle|pellet|marijuana|carjack\w*|kidnap\w*|hostage|workplace|gang)\b",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(\d{1,2})[- ](year|month|week|day)s?[- ]olds?\b|,\s(\d{1,2})(?:,|\.|\s(?:of|and|was|were|who|is)\b)|"
    r"\((\d{1,2})\)|\baged? (\d{1,2})\b"
)
_SPELT_AGES = {
    w: n for n, w in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen".split(), 1
    )
}  # fmt: skip
_SPELT_AGE = re.compile(rf"\b({'|'.join(_SPELT_AGES)})-(year|month)-olds?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Traces:
    """What every report of a set tells, by report id, and how many reports tell each name and street."""

    alike: tuple[Trace, ...]  # compared by cosine: pairs of names, days, figures, phrases, streets, scenes
    proper: Mapping[str, frozenset[str]]
    naming: Mapping[str, int]  # proper name: reports
    streets: Mapping[str, frozenset[str]]
    housing: Mapping[str, int]  # street: reports
    ages: Mapping[str, frozenset[str]]
    days: Mapping[str, frozenset[date]]
    published: Mapping[str, date]


def trace_reports(readings: Sequence[Reading], dated: bool) -> Traces:
    """Trace every report among the others; without dates nothing is said of days that only the day of publication tells."""
    told = {r.report.id: f"{r.report.title or ''}. {r.report.text}" for r in readings}
    published = {
        r.report.id: date.fromisoformat(r.report.published[:10]) for r in readings if dated and r.report.published
    }
    streets = {key: frozenset(_streets(text)) for key, text in told.items()}
    small = Counter(w for text in told.values() for w in set(re.findall(r"\b[a-z]+\b", text)))
    proper = {key: frozenset(w for w in _capitals(text) if small[w] <= NAMES_FEW) for key, text in told.items()}
    counted = (
        {key: _name_pairs(text) for key, text in told.items()},
        {key: _days_named(text[:2000], published.get(key)) for key, text in told.items()},
        {key: _FIGURE.findall(text[:1500]) for key, text in told.items()},
        {key: _phrases(text) for key, text in told.items()},
        {key: _streets(text) for key, text in told.items()},
        {key: (m[1].lower() for m in _SCENE.finditer(text[:2500])) for key, text in told.items()},
    )
    return Traces(
        alike=tuple(_unit({key: Counter(found) for key, found in own.items()}) for own in counted),
        proper=proper,
        naming=Counter(w for own in proper.values() for w in own),
        streets=streets,
        housing=Counter(s for own in streets.values() for s in own),
        ages={key: frozenset(itertools.islice(_ages(text[:600]), 3)) for key, text in told.items()},
        days={key: frozenset(_full_days(told[key], day)) for key, day in published.items()},
        published=published,
    )


def _name_pairs(text: str) -> Iterator[str]:
    for match in _NAME.finditer(text):
        words = [w.strip(".'’-").lower() for w in match[0].split()]
        yield from (f"{a} {b}" for a, b in itertools.pairwise(words))


def _capitals(text: str) -> Iterator[str]:
    return (re.sub(r"['’]s$", "", w).lower() for w in _CAPITAL.findall(text))


def _days_named(text: str, day: date | None) -> Iterator[str]:
    yield from (m for m in find_marks(text) if "-" in m)
    if day:
        yield from (found.isoformat()[5:] for found in _weekdays(text, day))


def _weekdays(text: str, day: date) -> Iterator[date]:
    """The day that each weekday of a text means: the last such day up to publication."""
    return (day - timedelta(days=(day.weekday() - WEEKDAYS.index(m)) % 7) for m in _WEEKDAY.findall(text))


def _full_days(text: str, day: date) -> Iterator[date]:
    """The days that a report published on `day` names; without a year the last such day up to then."""
    for match in _DAY.finditer(text):
        for year in (int(match[3]),) if match[3] else (day.year, day.year - 1):
            try:
                found = date(year, MONTHS[match[1].lower()], int(match[2]))
            except ValueError:
                continue
            if match[3] or found <= day + timedelta(days=1):
                yield found
                break
    yield from _weekdays(text, day)
    yield from (day - timedelta(days=bool(m[1])) for m in _NEAR_DAY.finditer(text))


def _phrases(text: str) -> Iterator[str]:
    return (f"{a} {b}" for a, b in itertools.pairwise(_stem(w) for w in _WORD.findall(text)))


def _stem(word: str) -> str:
    word = re.sub(r"['’]s$", "", word.lower())
    return re.sub(r"(?:ing|ed|es|s)$" if len(word) > 5 else r"s$", "", word) if len(word) > 3 else word


def _streets(text: str) -> Iterator[str]:
    for match in _STREET.finditer(text):
        yield match[2].split()[-1].lower()
        if match[1]:
            yield f"no {match[1]}"


def _ages(text: str) -> Iterator[str]:
    for match in _AGE.finditer(text):
        if match[1]:
            yield match[1] if match[2] == "year" else match[1] + match[2]
        else:
            yield next(g for g in match.groups()[2:] if g)
    for match in _SPELT_AGE.finditer(text):
        yield str(_SPELT_AGES[match[1].lower()]) + ("" if match[2].lower() == "year" else "month")


def _unit(counted: Mapping[str, Counter[str]]) -> Trace:
    """Weigh by rareness (TF-IDF) and make all of unit length."""
    many, met = len(counted), Counter(w for counts in counted.values() for w in counts)
    vectors = {}
    for key, counts in counted.items():
        raw = {w: (1 + math.log(n)) * math.log(many / met[w]) for w, n in counts.items()}
        length = math.sqrt(sum(x * x for x in raw.values())) or 1.0
        vectors[key] = {w: x / length for w, x in raw.items()}
    return vectors


def trace_features(traces: Traces, left: str, right: str) -> tuple[float, ...]:
    """Give what speaks for and against "one shooting" in the traces of two reports."""
    shared = sorted(traces.naming[w] for w in traces.proper[left] & traces.proper[right])
    streets = traces.streets[left] & traces.streets[right]
    return (
        *(_cosine(t[left], t[right]) for t in traces.alike),
        float(not traces.alike[1][left] or not traces.alike[1][right]),  # one of the two names no day
        *(math.log1p(sum(n <= most for n in shared)) for most in RARE),
        math.log(shared[0]) if shared else 8.0,
        math.log1p(sum(traces.housing[s] <= LONE_STREET for s in streets)),
        float(not traces.streets[left] or not traces.streets[right]),
        _agree(traces.ages[left], traces.ages[right]),
        _reaches_back(traces, left, right),
    )


def _cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    return sum(left[word] * right[word] for word in left.keys() & right.keys())


def _agree(left: frozenset[str], right: frozenset[str]) -> float:
    return 0.0 if not left or not right else 1.0 if left & right else -1.0


def _reaches_back(traces: Traces, left: str, right: str) -> float:
    """Whether the later report names a day on which the earlier one was out already, or had not been when it happened."""
    first, last = sorted((left, right), key=lambda k: (traces.published.get(k, date.min), k))
    days = traces.days.get(last)
    if not days or first not in traces.published:
        return 0.5
    return float(any(day <= traces.published[first] for day in days))


def score_pairs(
    pairs: Sequence[tuple[str, str]], rows: Numbers, same: Numbers, folds: Mapping[str, int]
) -> dict[tuple[str, str], float]:
    """Judge every pair by weights fitted on pairs of which neither report is of the two folds."""
    ends = np.array([(folds[a], folds[b]) for a, b in pairs])
    scores: dict[tuple[str, str], float] = {}
    for one, other in itertools.combinations_with_replacement(sorted(set(folds.values())), 2):
        held = ((ends[:, 0] == one) & (ends[:, 1] == other)) | ((ends[:, 0] == other) & (ends[:, 1] == one))
        outside = ~np.isin(ends[:, 0], (one, other)) & ~np.isin(ends[:, 1], (one, other))
        scale = _Scale(rows[outside])
        weights = fit_logistic(scale.apply(rows[outside]), same[outside])
        likely = 1 / (1 + np.exp(-np.clip(scale.apply(rows[held]) @ weights, -30, 30)))
        scores |= {pairs[i]: float(s) for i, s in zip(np.flatnonzero(held).tolist(), likely, strict=True)}
    return scores


class _Scale:
    """Brings features to one spread, so that the ridge weighs all alike, and puts a constant before them."""

    def __init__(self, rows: Numbers) -> None:
        self._middle, self._spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9

    def apply(self, rows: Numbers) -> Numbers:
        return np.column_stack((np.ones(len(rows)), (rows - self._middle) / self._spread))


def fit_logistic(rows: Numbers, truth: Numbers, ridge: float = 1.0) -> Numbers:
    """Fit a logistic regression by Newton's method."""
    weights = np.zeros(rows.shape[1])
    for _ in range(25):
        likely = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (likely - truth) + ridge * weights
        curve = (rows * (likely * (1 - likely))[:, None]).T @ rows + ridge * np.eye(rows.shape[1])
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def b_cubed(gold: Mapping[str, str], said: Iterable[Sequence[str]]) -> dict[str, float]:
    """Give B3 precision, recall and F1 in percent of groups of reports against the name of each."""
    many = Counter(gold.values())
    p = r = 0.0
    for group in said:
        inside = Counter(gold[key] for key in group)
        p += sum(n * n for n in inside.values()) / len(group)
        r += sum(n * n / many[name] for name, n in inside.items())
    p, r = p / len(gold), r / len(gold)
    return {"p": round(100 * p, 1), "r": round(100 * r, 1), "f1": round(200 * p * r / (p + r), 1)}
