"""Lowest numbers killed and captured, and the first day, per press release (`python -m evals.isaf --data FILE`).

The set's conventions stand here and not in sayso: "several", "multiple" and "a number of" are coded 3, "numerous" and
"many" 4; "more than 10" is 11; leaders count in the totals; a plural without a figure is 3; civilians and the force's own dead
are left out.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from evals.running import run, shared
from sayso.extract.counting.fates import find_fate, find_noun_fate
from sayso.extract.counts import find_counts
from sayso.extract.sums import find_sums
from sayso.language.counted import find_unit, is_plural
from sayso.language.dates import DateAnchor, find_dates, resolve_date
from sayso.language.parsing import ParsedReport, Sentence, parse_reports
from sayso.model import Count, Report, Segment

CODED = (
    (re.compile(r"^(?:several|multiple|a number|a handful|a few|some|a group)\b", re.I), 3),
    (re.compile(r"^(?:numerous|many|dozens)\b", re.I), 4),
    (re.compile(r"^(?:a couple|both|a pair)\b", re.I), 2),
)
OTHERS = frozenset(
    "civilian civilians child children woman women elder elders soldier soldiers troop troops police policeman policemen resident residents "
    "villager villagers local locals victim victims member-of-parliament family families worker workers employee employees official officials "
    "servicemember servicemembers".split()
)
OURS = re.compile(
    r"\b(?:civilian|coalition|afghan national|afghan army|ansf|ana|anp|isaf|u\.s\.|nato|force|forces|international)\b",
    re.I,
)
NO = re.compile(r"\b(?:no|not|without|zero|never)\b", re.I)
PURPOSE = re.compile(
    r"\b(?:to|search(?:ing)? (?:of|for)|pursuit of|targeting|(?<!the )targeted|aimed at|would|could|should|may|might|plan(?:s|ned|ning)?)\b[^.,;]{0,30}$",
    re.I,
)
PAST = re.compile(
    r"\b(?:last (?:year|month|week)|since|in (?:early|late|mid)|previous(?:ly)?|responsible for|involved in|attacks? (?:that|which|on)|who (?:was|were) killed)\b",
    re.I,
)
TOTAL = re.compile(
    r"\b(?:since the (?:first|start|beginning)|(?:over|in|during) the (?:past|last) (?:\w+ )?(?:weeks?|months?|years?)|this (?:month|year))\b",
    re.I,
)
PART = re.compile(r"one of (?:the|those|these|several|many)\b", re.I)
COPY = re.compile(r"^.{0,400}?(?:For Immediate Release|\bKABUL, Afghanistan\b)", re.S)
INCLUDING = re.compile(r"\b(?:including|among them|against|toward)\b[^.]{0,20}$", re.I)
INSIDE = frozenset({"compound", "amod", "nmod", "nummod", "poss", "npadvmod"})


@dataclass(frozen=True, slots=True)
class Told:
    """One statement that so many were killed or captured: number, whether a figure or vague word prints it, and where."""

    fate: str
    number: int
    words: str
    sentence: int
    definite: bool
    single: bool
    at: int
    vague: bool = False
    heading: bool = False


def measure(path: Path) -> dict[str, Any]:
    """Give the share of releases whose lowest captured, lowest killed and first day equal the coded ones.

    `date` knows the coders' habits from the other rows (leave-one-out); `date_as_told` does without.
    """
    rows = [json.loads(line) for line in path.read_text("utf8").split("\n") if line.strip()]
    return compare([r["gold"] for r in rows], list(read_releases([r["text"] for r in rows])))


def compare(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[str, Any]:
    """Set what was read beside what was coded."""
    right = {"captured": 0, "killed": 0, "date": 0, "date_as_told": 0}
    for at, (want, have) in enumerate(zip(gold, found, strict=True)):
        right["captured"] += have["captured"] == want["min_captured"]
        right["killed"] += have["killed"] == want["min_killed"]
        right["date_as_told"] += have["date"] == want["start_date"]
        right["date"] += _as_coded(at, gold, found) == want["start_date"]
    return {**{k: round(100 * v / max(1, len(gold)), 1) for k, v in right.items()}, "n": len(gold)}


def _as_coded(at: int, gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> str | None:
    """The day told, moved as the coders moved those of the days around it; a day or year the text lacks comes from its number."""
    have = found[at]
    others = [(g["start_date"], f) for k, (g, f) in enumerate(zip(gold, found, strict=True)) if k != at]
    if have["date"] is None and have["number"]:
        return _by_number(
            have["number"],
            [(f["number"][1], g) for g, f in others if f["number"] and f["number"][0] == have["number"][0]],
        )
    if have["date"] is None:
        alike = [g for g, f in others if f["form"] == have["form"] and g[5:7] == f"{have['month']:02}"]
        years = Counter(g[:4] for g in alike or [g for g, f in others if f["form"] == have["form"]])
        day = have["dated"](int(years.most_common(1)[0][0])) if years else None
        return str(day) if day else None
    moves = Counter(_days(f["date"], g) for g, f in others if f["date"] and abs(_days(f["date"], have["date"])) <= 5)
    move, times = moves.most_common(1)[0] if moves else (0, 0)
    if times >= 3 and times >= 0.6 * sum(moves.values()) and abs(move) <= 2:
        return (date.fromisoformat(have["date"]) + timedelta(days=move)).isoformat()
    return str(have["date"])


def _by_number(number: tuple[str, int], known: list[tuple[int, str]]) -> str | None:
    """The day between those of the releases numbered just below and just above."""
    below, above = (
        max((k for k in known if k[0] <= number[1]), default=None),
        min((k for k in known if k[0] >= number[1]), default=None),
    )
    if not below or not above:
        return (below or above or (0, None))[1]
    share = (number[1] - below[0]) / (above[0] - below[0]) if above[0] > below[0] else 0.0
    return (date.fromisoformat(below[1]) + timedelta(days=round(share * _days(below[1], above[1])))).isoformat()


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days


def read_releases(texts: list[str]) -> Iterator[dict[str, Any]]:
    """Read releases one after another: lowest killed and captured, and the day of the first such statement."""
    reports = [_report(str(i), text) for i, text in enumerate(texts)]
    for page in parse_reports(reports):
        told = list(_find_told(page))
        yield {
            "captured": _total([t for t in told if t.fate == "captured"]),
            "killed": _total([t for t in told if t.fate == "killed"]),
            "date": _first_day(page, told, None),
            "form": _form(page.report.text),
            "number": _number(page.report.text),
            "month": _month(page.report.text),
            "dated": lambda year, page=page, told=told: _first_day(page, told, year),
        }


def _report(name: str, text: str) -> Report:
    paragraphs = [m.span() for m in re.finditer(r"\S(?:.*?)(?=\n\s*\n|\Z)", text, re.S)]
    segments = tuple(Segment("paragraph", start, end) for start, end in paragraphs)
    return Report(name, "", "ISAF", None, (), None, None, "en", (), text, segments)


def _find_told(page: ParsedReport) -> Iterator[Told]:
    counts = find_sums(page, find_counts(page, ()).counts, ()).counts
    copy = COPY.search(page.report.text)
    begin = copy.end() if copy else 0
    figures = [c for c in counts if c.unit == "person" and c.status in ("captured", "killed")]
    for sentence in page.sentences:
        here = [c for c in figures if sentence.start <= c.span.start < sentence.end]
        told = [t for c in here if c.whole is None for t in _read_figure(sentence, c)]
        covered = [(c.span.start - sentence.start, c.span.end - sentence.start) for c in counts]
        for token in sentence.doc:
            person = find_unit(token.text) == "person" or (
                token.ent_type_ == "PERSON" and token.dep_ in ("dobj", "nsubjpass", "conj", "pobj")
            )
            told_already = any(start <= token.idx < end for start, end in covered)
            if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in INSIDE and person and not told_already:
                told.extend(_read_phrase(sentence, token))
        heading = sentence.end <= begin or (sentence.start < begin and copy is not None)
        for item in sorted(told, key=lambda t: t.at):
            yield replace(item, heading=heading and sentence.start + item.at < begin)


def _read_figure(sentence: Sentence, count: Count) -> Iterator[Told]:
    start, end = count.span.start - sentence.start, count.span.end - sentence.start
    doc = sentence.doc
    inside = [t for t in doc if start <= t.idx < end] or [t for t in doc if t.idx <= start < t.idx + len(t)]
    token = next((t for t in inside if t.head not in inside), inside[-1])
    if not _may_count(sentence, token, start, end, count.span.text):
        return
    before = doc.text[max(0, start - 4) : start]
    low = _code(count.span.text) or (count.value.low if count.value.low is not None else count.value.best) or 0
    definite = bool(re.search(r"\b(?:the|all)\s*$", before, re.I))
    vague = _code(count.span.text) is not None
    yield Told(count.status, int(low), count.span.text, sentence.index, definite, low == 1, start, vague)


def _read_phrase(sentence: Sentence, token: Any) -> Iterator[Told]:
    start, end = token.left_edge.idx, token.idx + len(token)
    fate = find_fate(sentence.doc, token.i, end)
    words = sentence.doc.text[start:end]
    if (
        fate not in ("captured", "killed")
        or find_noun_fate(token.lower_)
        or not _may_count(sentence, token, start, end, words)
    ):
        return
    coded = _code(words)
    definite = bool(re.match(r"(?:the|these|those|this|that|his|their|both|all)\b", words, re.I))
    single = not is_plural(token.text) and coded is None
    named = re.search(r",\s*$", sentence.doc.text[:start]) and token.doc[token.left_edge.i - 2].ent_type_ == "PERSON"
    if single and named:
        return  # "Ostra, an insurgent leader," is one
    yield Told(fate, coded or (1 if single else 3), words, sentence.index, definite, single, start, not single)


def _code(words: str) -> int | None:
    return next((n for pattern, n in CODED if pattern.match(words)), None)


def _may_count(sentence: Sentence, token: Any, start: int, end: int, phrase: str) -> bool:
    before = sentence.doc.text[max(0, start - 70) : start]
    if INCLUDING.search(before):
        return False
    if (
        token.lower_ in OTHERS
        or NO.search(phrase)
        or OURS.search(phrase)
        or PURPOSE.search(before)
        or PAST.search(before)
        or (is_plural(token.text) and TOTAL.search(sentence.doc.text))
    ):
        return False
    verb = token.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    if verb.dep_ == "relcl" and verb.head.i < token.i and verb.head.i != token.i:
        return False
    return not any(c.dep_ == "neg" or c.lower_ in ("would", "could", "may") for c in verb.children)


def _total(told: list[Told]) -> int:
    """Add up what is told once: definite phrases and the same figure again repeat what was told before.

    A heading counts where the copy tells of nobody. A figure after "several" says how many they were. Who is told beside
    somebody told before ("the leader and an associate") is new.
    """
    kept: list[Told] = []
    beside: set[int] = set()
    for item in [t for t in told if not t.heading] or told:
        more = re.search(r"\b(?:other|others|another|additional|also|more|second)\b", item.words, re.I)
        together = [k for k in kept if k.sentence == item.sentence]
        if PART.match(item.words) and any(not k.single for k in kept):
            continue
        if item.definite and not more and any(k.single == item.single or k.number >= item.number for k in kept):
            beside.add(item.sentence)
            _refine(kept, item)
            continue
        if not more and not together and _refine(kept, item):
            continue
        again = any(k.number == item.number and k.single == item.single for k in kept)
        said_so = item.sentence not in beside or any(k.words.casefold() == item.words.casefold() for k in kept)
        if not more and not together and again and said_so:
            continue
        if more and any(k.words.casefold() == item.words.casefold() for k in kept):
            continue
        kept.append(item)
    return sum(k.number for k in kept)


def _refine(kept: list[Told], item: Told) -> bool:
    """ "Several were detained. ... The force detained four": one of the two says how many, the other adds nobody."""
    if item.single:
        return False
    for n, told in enumerate(kept):
        if told.single or told.vague == item.vague or told.sentence == item.sentence:
            continue
        if told.vague:
            kept[n] = replace(told, number=item.number, vague=False)
        return True
    return False


def _first_day(page: ParsedReport, told: list[Told], year: int | None) -> str | None:
    """The day told in the first sentence of a capture or death, else in any; a "today" of confirming stands back."""
    day, end = _release_day(page.report.text, year)
    if day is None:
        return None
    anchor = DateAnchor(None, day)
    sentences = [s for t in told for s in page.sentences if s.index == t.sentence]
    for sentence in [*sentences, *page.sentences]:
        skip = max(0, end - sentence.start)
        found = [resolve_date(words, anchor) for words in find_dates(sentence.doc.text[skip:])]
        days = [d for d in found if d.earliest and d.latest and d.earliest <= (day.isoformat() if day else "9")]
        days = [
            d
            for d in days
            if _width(d.earliest, d.latest) <= 1 and (not day or _width(d.earliest, day.isoformat()) < 45)
        ]
        days = [d for d in days if not re.search(r"overnight|hours", d.text or "", re.I)]
        if days:
            confirmed = re.search(r"\bconfirm", sentence.doc.text, re.I)
            return days[-1].earliest if confirmed else days[0].earliest
    return day.isoformat() if day else None


def _width(first: str | None, last: str | None) -> int:
    return abs((date.fromisoformat(last or "") - date.fromisoformat(first or "")).days) if first and last else 999


def _release_day(text: str, year: int | None = None) -> tuple[date | None, int]:
    """The day in the release's dateline, else in its heading, and where it ends; a bare day takes the year of the number."""
    number = re.search(r"\b(20[01]\d|011)[- ]+\d\d-", text)
    year = 2000 + int(number.group(1)[-2:]) if number else year
    bracket = re.search(r"\(\s*([A-Z][a-z]+\.?\s+\d{1,2})[,.]?(?:\s+(\d{4}))?\s*\)", text)
    heading = re.search(
        r"\b((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2})\b,?(?: (\d{4}))?", text[:300]
    )
    for spot in (bracket, heading):
        if spot and (spot.group(2) or year):
            found = resolve_date(f"{spot.group(1)}, {spot.group(2) or year}", DateAnchor(None))
            if found.earliest and found.earliest == found.latest:
                return date.fromisoformat(found.earliest), spot.end()
    return None, bracket.end() if bracket else 0


def _form(text: str) -> str:
    """How a release opens: with its number, with the command's name, or with its dateline at once."""
    return "number" if re.match(r"\W*\d{3,4}-", text) else "dateline" if re.match(r"\W*KABUL", text) else "heading"


def _number(text: str) -> tuple[str, int] | None:
    found = re.search(r"\b(20[01]\d|011)[- ]+(\d\d)-([A-Z]+)-(\d{3})\b", text)
    return (f"{found.group(2)}-{found.group(1)[-2:]}-{found.group(3)}", int(found.group(4))) if found else None


def _month(text: str) -> int:
    spot = re.search(r"\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b", text[:300])
    return "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split().index(spot.group(1)) + 1 if spot else 0


if __name__ == "__main__":
    run(__doc__, shared() / "data" / "isaf" / "dev.jsonl", measure)
