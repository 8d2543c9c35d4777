"""What the dates of a report are read against: its own day, the period it reports on, and the days it told of before."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sayso.language.datelines import Dateline, find_dateline, read_day
from sayso.language.dates import DateAnchor, DateWords, Tense, ToldDays, find_dates, resolve_date
from sayso.language.parsing import ParsedReport, Sentence
from sayso.model import DateRange

if TYPE_CHECKING:
    from spacy.tokens import Token

_PRINTED_KINDS = ("full", "iso", "day", "weekday_day")
_TRUCES = ("truce", "ceasefire", "cease-fire", "war", "offensive")
_HEADS = frozenset({"title", "heading", "standfirst"})
_LINE = 160  # code points at most of a first or last line that may hold the day or the period of a report
_FAR = 31  # days between a dateline and publication beyond which the dateline is misread
_OPEN_KINDS = ("lasting", "past_span")  # durations up to now: nothing is counted from them
NOT_PAST = frozenset("will would shall 'll ’ll to can could may might must should".split())
TELLING = frozenset("say tell announce report add state confirm claim note inform warn deny".split())
# The second row takes a stand on something that may have a day of its own: "welcomed the release on Saturday".
SAYING = TELLING | frozenset("demand agree welcome hail condemn urge".split())


@dataclass(frozen=True, slots=True)
class SentenceDays:
    """The date words of one sentence and, word for word, what each is read against."""

    words: tuple[DateWords, ...]
    anchors: tuple[DateAnchor, ...]


@dataclass(frozen=True, slots=True)
class ReportDays:
    """The days of a report: what it speaks from, its dateline, and by a sentence's index the date words of that sentence."""

    anchor: DateAnchor
    line: Dateline | None
    sentences: Mapping[int, SentenceDays]


def read_report_days(page: ParsedReport) -> ReportDays:
    """Give the days of a parsed report; they are read once, for its events and for its settings."""
    line = _read_line(page)
    anchor = _read_anchor(page, line)
    return ReportDays(anchor, line, _follow_days(page, anchor, line.end if line and line.day else 0))


# ── the report's own day ──


def _read_anchor(page: ParsedReport, line: Dateline | None) -> DateAnchor:
    """Give what the dates of a report are read against, before any of its sentences is read: its publication, dateline,
    period, printed dates and the first day of a truce.
    """
    published = read_day(page.report.published)
    day = line.day if line else None
    if day and published and abs((day - published).days) > _FAR:
        day = None
    if day is None and published is None:
        day = _day_of_lines(page.report.text)
    bare = DateAnchor(published, day, day_first=_figure_order(page.report.text))
    printed: list[date] = []
    starts: list[tuple[str, date]] = []
    for sentence in page.sentences:
        text = page.report.text[sentence.start : sentence.end]
        if not any(c.isdigit() for c in text):
            continue
        for words in find_dates(sentence.doc.text):
            if words.kind not in _PRINTED_KINDS:
                continue
            found = resolve_date(words, bare)
            if not found.earliest or (found.earliest != found.latest and not words.since):
                continue
            first = date.fromisoformat(found.earliest)
            if words.kind in ("full", "iso"):
                printed.append(first)
            noun = next((n for n in _TRUCES if n in text[max(0, words.start - 60) : words.start].casefold()), None)
            if noun:
                starts.append((noun.replace("cease-fire", "ceasefire"), first))
    return replace(bare, printed=tuple(printed), starts=tuple(starts))


def _read_line(page: ParsedReport) -> Dateline | None:
    """Give the dateline: that of its own segment, else what the text opens with."""
    published = read_day(page.report.published)
    own = next((s for s in page.report.segments if s.kind == "dateline"), None)
    if own is None:
        return find_dateline(page.report.text, published)
    text = page.report.text[own.start : own.end]
    found = find_dateline(f"{text.rstrip(' -–—')} -- ", published)
    return Dateline(found.day if found else None, own.end)


def _day_of_lines(text: str) -> date | None:
    """The full date that closes the first or the last line of copy that nothing else dates ("Statement, Ostreva, 9 May 2031")."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in (*lines[:2], *lines[-1:]):
        for words in find_dates(line) if len(line) <= _LINE else ():
            edge = len(line[words.end :].strip(" .)")) == 0 or not line[: words.start].strip(" (")
            found = resolve_date(words, DateAnchor(None)) if edge and words.kind in ("full", "iso", "figures") else None
            if found and found.earliest and found.earliest == found.latest:
                return date.fromisoformat(found.earliest)
    return None


def _figure_order(text: str) -> bool | None:
    """Whether dates in figures put the day first, as 27/8/2031 shows; None where none shows it, or two disagree."""
    pairs = re.findall(r"(?<!\d)(\d{1,2})[-/](\d{1,2})[-/](?:19|20)\d\d(?!\d)", text)
    day_first = any(int(a) > 12 for a, b in pairs)
    month_first = any(int(b) > 12 for a, b in pairs)
    return None if day_first == month_first else day_first


# ── sentence by sentence ──


def _follow_days(page: ParsedReport, anchor: DateAnchor, begin: int) -> dict[int, SentenceDays]:
    """Give, by the sentence's index, the date words of every sentence with what they are read against.

    Words before code point `begin` (a dateline) are left out. What a sentence told of last is what "two days later" in the
    next one counts from; a heading's month or year is the period of what stands under it.
    """
    period = _period_of(anchor, page.report.title or "")
    passage, found = -1, {}
    for sentence in page.sentences:
        if sentence.passage != passage:
            first, passage = passage < 0, sentence.passage
            told_span = replace(anchor.told_span, near=False) if anchor.told_span else None
            anchor = replace(anchor, told_span=told_span)
            if page.passages[passage].segment.kind in _HEADS or (first and is_heading(page, sentence)):
                period = _period_of(anchor, _text_of(page, passage)) or period
        words = tuple(d for d in find_dates(sentence.doc.text) if sentence.start + d.end > begin)
        read = list(_read_in_order(sentence, words, replace(anchor, period=period)))
        found[sentence.index] = SentenceDays(words, tuple(a for a, _ in read))
        told = _told_after(sentence, words, [r for _, r in read])
        anchor = anchor.after(told) if told else anchor
    return found


def is_heading(page: ParsedReport, sentence: Sentence) -> bool:
    """Tell whether the paragraph of a sentence is one short line that no stop ends."""
    text = _text_of(page, sentence.passage).strip()
    return len(text) <= _LINE and not text.endswith((".", "!", "?", "”", '"'))


def _text_of(page: ParsedReport, passage: int) -> str:
    return page.report.text[page.passages[passage].start : page.passages[passage].end]


def _period_of(anchor: DateAnchor, heading: str) -> tuple[date, date] | None:
    """The month, year or span of days that a heading names in full."""
    for words in find_dates(heading):
        found = resolve_date(words, anchor)
        if (
            words.kind in ("month_year", "year", "days")
            and found.inferred_from is None
            and found.earliest
            and found.latest
        ):
            return date.fromisoformat(found.earliest), date.fromisoformat(found.latest)
    alone = _HEADED_YEAR.search(heading)
    return (date(int(alone[1]), 1, 1), date(int(alone[1]), 12, 31)) if alone else None


_HEADED_YEAR = re.compile(r"(?<![\d/.-])((?:19|20)\d\d)(?=\s*(?:$|[):,–]))")  # "Prisons of Orva, 2029"


def _read_in_order(
    sentence: Sentence, words: Sequence[DateWords], anchor: DateAnchor
) -> Iterator[tuple[DateAnchor, DateRange]]:
    said: ToldDays | None = None
    for one in words:
        against = anchor.after(said) if said and one.kind == "step" and anchor.told is None else anchor
        found = resolve_date(one, against, tense_above(sentence, one))
        yield against, found
        days = _days_told(one, found)
        if days and is_said(sentence, one):
            said = days  # "said on Sunday that nine were freed a day earlier": where nothing else was told, from then
        elif days:
            anchor = anchor.after(days)


def _days_told(words: DateWords, found: DateRange) -> ToldDays | None:
    if not found.earliest or not found.latest or words.kind in _OPEN_KINDS or found.rule.endswith("two years remain"):
        return None
    first, last = date.fromisoformat(found.earliest), date.fromisoformat(found.latest)
    return ToldDays(first, first if words.since in ("since", "after") else last, near=True)


def _told_after(sentence: Sentence, words: Sequence[DateWords], found: Sequence[DateRange]) -> ToldDays | None:
    """Of the days of a sentence the one its main clause tells, the last of several; when it was said only where no other is.

    A bare year is what a paragraph goes on about only where it opens the sentence.
    """
    told = [(one, days) for one, r in zip(words, found, strict=True) if (days := _days_told(one, r))]
    events = [(one, days) for one, days in told if not is_said(sentence, one)]
    if not events:
        return None
    least = min(depth_of(sentence, one) for one, _ in events)
    one, days = [e for e in events if depth_of(sentence, e[0]) == least][-1]
    wide = (days.latest - days.earliest).days > _FAR
    return replace(days, near=not wide or one.start <= 3)


def head_of(sentence: Sentence, words: DateWords) -> "Token | None":
    """Give the token on which date words hang in a parsed sentence."""
    if not sentence.parsed:
        return None
    span = sentence.doc.char_span(words.start, words.end, alignment_mode="expand")
    return span.root if span is not None and len(span) else None


def verbs_above(sentence: Sentence, words: DateWords) -> "list[Token]":
    """Give the verbs over date words in a parsed sentence, the nearest first."""
    at = head_of(sentence, words)
    return [t for t in at.ancestors if t.pos_ in ("VERB", "AUX")] if at is not None else []


def is_said(sentence: Sentence, words: DateWords) -> bool:
    """ "the ministry said on Monday": the day of the saying, on which nothing else need have happened."""
    verbs, at = verbs_above(sentence, words), head_of(sentence, words)
    of_what = at is not None and any(t.lower_ == "about" for t in at.ancestors if verbs and t.i > verbs[0].i)
    return bool(verbs) and verbs[0].lemma_ in SAYING and not of_what


def depth_of(sentence: Sentence, words: DateWords) -> int:
    """How many clauses down words stand; what is said and what is coordinated stands as high as what it hangs on."""
    verbs = verbs_above(sentence, words)
    return sum(v.dep_ not in ("ROOT", "conj", "ccomp") for v in verbs)


def tense_above(sentence: Sentence, words: DateWords) -> Tense:
    """Tell whether days lie ahead, as the nearest verb over their words says."""
    verbs = verbs_above(sentence, words)[:1]
    ahead = any(c.lower_ in NOT_PAST for v in verbs for c in v.children if c.dep_ == "aux")
    return "future" if ahead else "past"
