"""When and where an event took place, as its own clause says, and what it takes over from the words around."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sayso.extract.events.triggers import Trigger
from sayso.language.datelines import Dateline, find_dateline, read_day
from sayso.language.dates import DAY, DateAnchor, DateWords, Tense, find_dates, resolve_date, told_without_date
from sayso.language.parsing import ParsedReport, Sentence
from sayso.language.places import PlaceWords, find_places
from sayso.model import DateRange
from sayso.model.claim import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

_FULL_KINDS = ("full", "iso", "day", "weekday_day", "month_year")
_CLAUSES = frozenset({"ccomp", "relcl", "acl", "advcl", "parataxis"})
_TRUCES = ("truce", "ceasefire", "cease-fire", "war", "offensive")


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The dates and places of one sentence, ready to be asked for by each trigger."""

    sentence: Sentence
    dates: tuple[DateWords, ...]
    places: tuple[PlaceWords, ...]


def read_circumstances(sentence: Sentence, countries: Sequence[str] = (), begin: int = 0) -> Circumstances:
    """Find the dates and places of one parsed sentence; words before code point `begin` (a dateline) are left out."""
    dates = tuple(d for d in find_dates(sentence.doc.text) if sentence.start + d.end > begin)
    places = [p for p in find_places(sentence.doc, countries) if not _is_date(sentence, p, dates)]
    return Circumstances(sentence, dates, tuple(places))


def _is_date(sentence: Sentence, place: PlaceWords, dates: Sequence[DateWords]) -> bool:
    start = sentence.doc[place.head].idx
    return any(d.start <= start < d.end for d in dates)


def read_anchor(page: ParsedReport) -> DateAnchor:
    """Give what the dates of a report are read against: publication, dateline, printed dates, the first day of a truce."""
    published = read_day(page.report.published)
    line = read_line(page, published)
    day = line.day if line else None
    if day and published and abs((day - published).days) > 31:
        day = None
    bare = DateAnchor(published, day)
    printed: list[date] = []
    starts: list[tuple[str, date]] = []
    for sentence in page.sentences:
        text = page.report.text[sentence.start : sentence.end]
        if not any(c.isdigit() for c in text):
            continue
        for words in find_dates(sentence.doc.text):
            if words.kind not in _FULL_KINDS or words.kind == "month_year":
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


def read_line(page: ParsedReport, published: date | None) -> Dateline | None:
    """Give the dateline: that of its own segment, else what the text opens with."""
    own = next((s for s in page.report.segments if s.kind == "dateline"), None)
    if own is None:
        return find_dateline(page.report.text, published)
    text = page.report.text[own.start : own.end]
    found = find_dateline(f"{text.rstrip(' -–—')} -- ", published)
    return Dateline(found.day if found else None, own.end)


def find_date(
    page: ParsedReport, trigger: Trigger, around: Circumstances, anchor: DateAnchor, told: tuple[Modality, bool]
) -> DateRange | None:
    """Give the dated range of a trigger from its own words; None where its clause gives none.

    `told` is the modality, and whether the words are spoken or posted: their "today" may be the day before the report.
    """
    modality, spoken = told
    words = _own_date(trigger, around)
    if words is None:
        return None
    named = _opens_clause(trigger, _tokens_of(trigger, words))
    if named:
        words = replace(words, since="")  # "since 2028, when nine were killed": it was in 2028
    future = modality in ("planned", "conditional", "demanded")
    tense: Tense = "future" if future else "past"
    found = resolve_date(words, anchor, tense)
    if words.kind in ("today", "yesterday") and spoken and found.earliest and anchor.base:
        before = date.fromisoformat(found.earliest) - DAY
        found = replace(found, earliest=before.isoformat(), rule=f"{found.rule}, spoken then or the day before")
    if future and anchor.base and words.kind == "day":
        near = resolve_date(words, anchor, "past")
        if near.latest and (anchor.base - date.fromisoformat(near.latest)).days < 45:
            found = near
    if not words.since and not named and anchor.base and found.earliest and _opened(trigger, around, words):
        last = max(anchor.base.isoformat(), found.latest or found.earliest)
        found = replace(found, latest=last, rule=f"{found.rule}, open to the anchor")
    start = around.sentence.start
    return replace(found, span=page.span(start + words.start, start + words.end), text=words.text)


def _opened(trigger: Trigger, around: Circumstances, words: DateWords) -> bool:
    """ "since the truce of Jan. 19": the day stands inside a phrase that opens a range."""
    span = around.sentence.doc.char_span(words.start, words.end, alignment_mode="expand")
    at = span.root if span is not None and len(span) else trigger.head
    for _ in range(5):
        if at.i in {h.i for h in trigger.heads} or at.head.i == at.i:
            return False
        at = at.head
        if at.lower_ == "since" and at.pos_ in ("ADP", "SCONJ"):
            return True
    return False


def _own_date(trigger: Trigger, around: Circumstances) -> DateWords | None:
    inside = [d for d in around.dates if d.kind not in ("lasting",)]
    scored = [(score, -i, d) for i, d in enumerate(inside) if (score := _date_score(trigger, d)) > 0]
    return max(scored, key=lambda s: (s[0], s[1]))[2] if scored else None


def _date_score(trigger: Trigger, words: DateWords) -> int:
    tokens = _tokens_of(trigger, words)
    if not tokens:
        return 0
    heads = {h.i for h in trigger.heads}
    if _opens_clause(trigger, tokens):
        return 3
    root = next((t for t in tokens if t.head.i < tokens[0].i or t.head.i > tokens[-1].i or t.head.i == t.i), tokens[0])
    return measure_distance(trigger, root, heads, words.start)


def _tokens_of(trigger: Trigger, words: DateWords) -> "list[Token]":
    return list(trigger.doc.char_span(words.start, words.end, alignment_mode="expand") or ())


def _opens_clause(trigger: Trigger, tokens: "list[Token]") -> bool:
    """ "since 2028, when nine were killed": the date that the clause of the trigger goes back to."""
    if not tokens:
        return False
    when = [c for c in trigger.head.children if c.lower_ == "when" and c.i < trigger.head.i]
    return bool(when) and trigger.doc[tokens[-1].i + 1 : when[0].i].text in ("", ",")


def measure_distance(trigger: Trigger, root: "Token", heads: set[int], start: int) -> int:
    """Score how closely a phrase hangs on the trigger: 3 on itself, 2 by a shared or when-clause, 1 by standing next."""
    at, steps = root, 0
    while steps < 6:
        if at.i in heads:
            return 3
        if at.head.i == at.i:
            break
        if at.dep_ in ("relcl", "acl") and at.i not in heads:
            return 0
        if at.dep_ == "advcl" and at.head.i in heads and is_when(at):
            return 2
        if at.pos_ in ("VERB", "AUX") and at.i not in heads:
            return _shared(trigger, at)
        at, steps = at.head, steps + 1
    if at.pos_ in ("VERB", "AUX"):
        return _shared(trigger, at)
    return 0


def is_when(clause: "Token") -> bool:
    """Tell whether a clause says when: "when gunmen stormed the school"."""
    return any(c.lower_ in ("when", "as", "after", "while") for c in clause.children if c.dep_ in ("advmod", "mark"))


_SAYING = frozenset("say tell announce report add state confirm claim note demand welcome hail".split())


def _shared(trigger: Trigger, verb: "Token") -> int:
    """A phrase on a verb that shares its clause with the trigger: its conjunct, its complement or what it governs."""
    at = verb
    for _ in range(3):
        if at.dep_ not in ("conj", "xcomp"):
            break
        at = at.head
        if at.i == trigger.head.i:
            return 2
    return _shared_above(trigger, verb)


def _shared_above(trigger: Trigger, verb: "Token") -> int:
    at, steps, subject = trigger.head, 0, False
    while steps < 4 and at.head.i != at.i:
        if at.dep_ in ("relcl", "acl", "ccomp") or (at.dep_ == "advcl" and not trigger.nominal):
            return 0
        if at.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in at.children):
            return 0  # a clause of its own
        subject = at.dep_ in ("nsubj", "nsubjpass")
        at, steps = at.head, steps + 1
        if at.i == verb.i:
            if verb.lemma_ in _SAYING:
                return 0
            if not trigger.nominal:
                return 2
            return 1 if subject or verb.lemma_ in _CARRYING_OUT else 0
    return 0


_CARRYING_OUT = frozenset(
    "take occur happen come secure begin follow be start complete finish conduct stage hold carry conclude effect".split()
)


_ELSEWHEN = re.compile(
    r"\b(?:in the (?:first|second|third|last|previous|earlier) (?:phase|stage|round|swap|exchange)|previously|so far|in total"
    r"|before this|in the \w+ (?:exchanges|swaps|rounds) before|ever since|at the time|then|in the past|once)\b",
    re.IGNORECASE,
)


def default_date(trigger: Trigger, anchor: DateAnchor, modality: Modality, is_background: bool) -> DateRange | None:
    """News told in a main clause without a date happened the day before the report or on the day of it.

    `is_background`: a capture in a report about a release is old news, whatever its tense.
    """
    head = trigger.head
    if trigger.nominal or trigger.attributive or modality not in ("asserted", "alleged"):
        return None
    if trigger.type in ("agreement", "mistreatment") or (is_background and trigger.type == "capture"):
        return None
    if not _is_main(trigger) or _ELSEWHEN.search(trigger.doc.text):
        return None
    tensed = [t.lower_ for h in trigger.heads for t in h.children if t.dep_ in ("aux", "auxpass")]
    if "had" in tensed and head.dep_ != "ccomp":
        return None
    if trigger.type in ("killing", "wounding") and {"has", "have"} & set(tensed):
        return None
    return told_without_date(anchor)


def _is_main(trigger: Trigger) -> bool:
    """Tell whether a verb stands in a main clause or one that is said; of relative clauses only "the ten who were freed"."""
    at = trigger.head
    if at.dep_ == "relcl" and trigger.type in ("release", "rescue"):
        at = at.head
        return at.dep_ in ("nsubj", "nsubjpass", "attr", "ROOT")
    for _ in range(6):
        if at.dep_ in ("relcl", "acl", "amod") or (at.dep_ == "advcl" and not _is_contrast(at)):
            return False
        if at.head.i == at.i:
            return True
        at = at.head
    return True


def _is_contrast(clause: "Token") -> bool:
    return any(c.lower_ in ("while", "whereas", "as", "although") for c in clause.children if c.dep_ == "mark")


def date_of_news(page: ParsedReport, trigger: Trigger, around: Circumstances, anchor: DateAnchor) -> DateRange | None:
    """ "On March 3 the ministry confirmed the release": it was that day or the day before."""
    head = trigger.head
    if not trigger.nominal or head.dep_ != "dobj" or head.head.lemma_ not in ("confirm", "announce", "report"):
        return None
    heads = {head.head.i}
    for words in around.dates:
        span = around.sentence.doc.char_span(words.start, words.end, alignment_mode="expand")
        if span is None or not any(t.head.i in heads for t in (span.root, span.root.head)):
            continue
        found = resolve_date(words, anchor, "past")
        if found.earliest and found.latest and not words.since:
            start = around.sentence.start
            before = (date.fromisoformat(found.earliest) - DAY).isoformat()
            where = page.span(start + words.start, start + words.end)
            return replace(
                found, span=where, earliest=before, rule=f"{found.rule}, the day it was made known or the one before"
            )
    return None


def find_attackers(trigger: Trigger) -> list["Token"]:
    """Give the subjects of the clause that tells when it happened ("when gunmen stormed the school")."""
    return [
        child
        for head in trigger.heads
        for clause in head.children
        if clause.dep_ == "advcl" and is_when(clause)
        for child in clause.children
        if child.dep_ == "nsubj" and child.pos_ != "PRON"
    ]
