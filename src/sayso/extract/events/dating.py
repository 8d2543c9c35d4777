"""When an event took place, as its own clause says, and what news told without a date may mean."""

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sayso.extract.events.anchors import NOT_PAST, SAYING, head_of
from sayso.extract.events.circumstances import Circumstances
from sayso.extract.events.hanging import is_of_plan, measure_distance
from sayso.extract.events.triggers import Trigger
from sayso.language.calendar_words import ORDINAL
from sayso.language.dates import DAY, DateAnchor, DateWords, Tense, resolve_date, told_without_date
from sayso.language.parsing import ParsedReport
from sayso.model import DateRange
from sayso.model.claim import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token

_WIDE_KINDS = ("year", "month_year", "month", "month_next", "named", "season")  # give way to a day in the same clause
_KEEPING = frozenset("hold keep imprison jail captive hostage custody intern languish incarcerate".split())
_DEALS = frozenset("deal agreement accord truce ceasefire pact treaty".split())
_PUT_OFF = re.compile(
    r"\b(?:put off|postponed|delayed|moved|rescheduled|pushed back)\b[^.;]{0,40}\bfrom\b[^.;,]{0,20}$", re.IGNORECASE
)  # "put off from Friday": the day that it was first meant for
_CALLED_OFF = re.compile(
    r"\b(?:put off|postponed|delayed|called off|cancell?ed|suspended)\b",
    re.IGNORECASE,
)
_JUST_MISSED = 3  # days back to which a day that was planned for and is called off may lie
_PLAN_DAYS = 45  # a plan told of a day no longer past than this is of that day, not of the next such


def find_date(
    page: ParsedReport, trigger: Trigger, around: Circumstances, anchor: DateAnchor, told: tuple[Modality, bool]
) -> DateRange | None:
    """Give the dated range of a trigger from its own words; None where its clause gives none.

    `told` is the modality, and whether the words are spoken or posted: their "today" may be the day before the report.
    """
    modality, spoken = told
    at = _own_date(trigger, around)
    if at is None:
        return None
    words, anchor = around.dates[at], _against(anchor, around.days.anchors[at])
    named = _opens_clause(trigger, _tokens_of(trigger, words))
    if named:
        words = replace(words, since="")  # "since 2028, when nine were killed": it was in 2028
    tense = "past" if _PUT_OFF.search(trigger.doc.text[: words.end]) else tense_of(trigger, modality)
    called_off = modality == "denied" and trigger.nominal and _CALLED_OFF.search(trigger.doc.text)
    if (
        (tense == "future" or called_off)
        and words.kind == "weekday"
        and anchor.base
        and _CALLED_OFF.search(trigger.doc.text)
    ):
        missed = resolve_date(words, anchor, "past").latest  # "planned for Sunday has been put off", told on Monday
        just = missed is not None and (anchor.base - date.fromisoformat(missed)).days <= _JUST_MISSED
        tense = "past" if just else "future"
    found = resolve_date(words, anchor, tense)
    if words.kind in ("today", "yesterday") and spoken and found.earliest and anchor.base:
        before = date.fromisoformat(found.earliest) - DAY
        found = replace(found, earliest=before.isoformat(), rule=f"{found.rule}, spoken then or the day before")
    if tense == "future" and anchor.base and words.kind == "day":
        near = resolve_date(words, anchor, "past")
        if near.latest and (anchor.base - date.fromisoformat(near.latest)).days < _PLAN_DAYS:
            found = near
    if words.since == "since" and found.earliest and _is_kept(trigger):
        begun = resolve_date(replace(words, since=""), anchor, "past")
        found = replace(begun, rule=f"{begun.rule}, the day it began")
    elif not words.since and not named and anchor.base and found.earliest and _opened(trigger, around, words):
        last = max(anchor.base.isoformat(), found.latest or found.earliest)
        found = replace(found, latest=last, rule=f"{found.rule}, open to the anchor")
    start = around.sentence.start
    return replace(found, span=page.span(start + words.start, start + words.end), text=words.text)


def read_day_of(
    page: ParsedReport, around: Circumstances, anchor: DateAnchor, at: int, modality: Modality
) -> DateRange | None:
    """Give the dated range of the date words `at` of a sentence, whatever they hang on; None where they open a range."""
    words = around.dates[at]
    if words.since or words.kind == "lasting":
        return None
    tense: Tense = "future" if modality in ("planned", "conditional", "demanded") else "past"
    found, start = resolve_date(words, _against(anchor, around.days.anchors[at]), tense), around.sentence.start
    return replace(found, span=page.span(start + words.start, start + words.end), text=words.text)


def _against(anchor: DateAnchor, before: DateAnchor) -> DateAnchor:
    """The anchor of the report or post, with what the text had told before the words that `before` belongs to."""
    return replace(anchor, told=before.told, told_span=before.told_span, period=before.period)


def tense_of(trigger: Trigger, modality: Modality) -> Tense:
    """Tell whether the days of a trigger lie ahead: "ordered the release of nine arrested on Thursday" looks back."""
    if modality not in ("planned", "conditional", "demanded"):
        return "past"
    aux = {c.lower_ for h in trigger.heads for c in h.children if c.dep_ in ("aux", "mark")}
    if any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in trigger.head.children):
        return "future"  # "demanded that they be freed by Friday"
    if not trigger.nominal and trigger.head.tag_ in ("VBD", "VBN") and not aux & NOT_PAST:
        return "past"
    if "have" in aux and aux & NOT_PAST:
        return "past"  # "were to have been freed on Monday", "should have left": a day that is over
    return "future"


def _is_kept(trigger: Trigger) -> bool:
    """ "held since 9 June", "he has been detained since": one who is in custody since a day was taken on that day."""
    if trigger.type != "capture":
        return False
    words = {h.lemma_.casefold() for h in trigger.heads} | {h.lower_ for h in trigger.heads}
    single = bool(trigger.held) and all(
        h.tag_ in ("NN", "NNP") or h.lower_ in ("he", "she", "who") for h in trigger.held
    )
    return bool(words & _KEEPING) or single


def _opened(trigger: Trigger, around: Circumstances, words: DateWords) -> bool:
    """ "since the truce of Jan. 19": the day stands inside a phrase that opens a range."""
    at = head_of(around.sentence, words) or trigger.head
    for _ in range(5):
        if at.i in {h.i for h in trigger.heads} or at.head.i == at.i:
            return False
        at = at.head
        if at.lower_ == "since" and at.pos_ in ("ADP", "SCONJ"):
            return True
    return False


def _own_date(trigger: Trigger, around: Circumstances) -> int | None:
    """Give which of the sentence's date words the trigger's own are: those that hang closest, a day before a year."""
    scored = [
        (score, d.kind not in _WIDE_KINDS, -n)
        for n, d in enumerate(around.dates)
        if d.kind != "lasting" and (score := _date_score(trigger, around, d)) > 0
    ]
    return -max(scored)[2] if scored else None


def _date_score(trigger: Trigger, around: Circumstances, words: DateWords) -> int:
    tokens = _tokens_of(trigger, words)
    if not tokens:
        return 0
    if _opens_clause(trigger, tokens) or is_of_plan(trigger, tokens[0]):
        return 3
    if _is_of_participle(trigger, tokens[0].i):
        return 0
    if _opens_what_is_said(trigger, tokens):
        return 3
    if words.since == "since" and _RANKED.search(trigger.doc.text[: words.start]):
        return 0  # "the third since January": from when they are counted
    heads = {h.i for h in trigger.heads}
    root = next((t for t in tokens if t.head.i < tokens[0].i or t.head.i > tokens[-1].i or t.head.i == t.i), tokens[0])
    if _is_of_deal(root, heads):
        return 0
    return measure_distance(trigger, root, heads, words.start) or int(_opens_sentence(trigger, words, root))


_RANKED = re.compile(
    rf"\b(?:{ORDINAL}|\d+(?:st|nd|rd|th)|only|latest|largest|biggest|smallest|deadliest)\b[^.;:,]{{0,48}}$",
    re.IGNORECASE,
)


def _opens_sentence(trigger: Trigger, words: DateWords, root: "Token") -> bool:
    """ "Last Friday a ship was taken; its sailors are hostages": a day that opens a sentence holds for its coordinated clauses."""
    if words.start > OPENING or trigger.nominal or trigger.attributive:
        return False
    if any(c.lower_ in ("had", "has", "have", "later", "then", "will", "would") for c in trigger.head.children):
        return False
    dated = next((t for t in root.ancestors if t.pos_ in ("VERB", "AUX")), None)
    return dated is not None and dated.lemma_ not in SAYING and _clause_root(trigger.head) == _clause_root(dated)


OPENING = 4  # code points before which date words open a sentence: a dash or quotation mark may stand first


def _clause_root(verb: "Token") -> int:
    """The first of the main clauses that are strung together by "and" or a semicolon."""
    while (
        verb.dep_ in ("conj", "ccomp", "parataxis")
        and verb.head.pos_ in ("VERB", "AUX")
        and verb.head.lemma_ not in SAYING
    ):
        verb = verb.head
    return verb.i


def _is_of_deal(root: "Token", heads: "set[int]") -> bool:
    """ "Under the agreement of July 21 it has to release 12": the day is the agreement's, not the release's."""
    at = root
    for _ in range(2):
        at = at.head
        if at.lemma_.casefold() in _DEALS:
            return at.i not in heads
        if at.pos_ != "ADP":
            return False
    return False


def _tokens_of(trigger: Trigger, words: DateWords) -> "list[Token]":
    return list(trigger.doc.char_span(words.start, words.end, alignment_mode="expand") or ())


def _opens_clause(trigger: Trigger, tokens: "list[Token]") -> bool:
    """ "since 2028, when nine were killed": the date that the clause of the trigger goes back to."""
    if not tokens:
        return False
    when = [c for c in trigger.head.children if c.lower_ == "when" and c.i < trigger.head.i]
    return bool(when) and trigger.doc[tokens[-1].i + 1 : when[0].i].text in ("", ",")


def _opens_what_is_said(trigger: Trigger, tokens: "list[Token]") -> bool:
    """ "announced that on 12 June, after talks, ninety were freed": the day belongs to what is said, however it is parsed."""
    doc, first = trigger.doc, tokens[0].i
    if first == 0 or doc[first - 1].lower_ != "that" or trigger.nominal:
        return False
    verb = next(
        (t for t in doc[tokens[-1].i + 1 :] if t.pos_ == "VERB" and t.dep_ not in ("amod", "acl", "relcl")), None
    )
    return verb is not None and verb.i == trigger.head.i


def _is_of_participle(trigger: Trigger, first: int) -> bool:
    """ "men arrested on Thursday were freed": the day right behind a participle is the participle's, however it is parsed."""
    heads = {h.i for h in trigger.heads}
    if trigger.first < first:
        return False
    for token in reversed(trigger.doc[max(0, first - 8) : first]):
        if token.is_punct or token.i in heads:
            return False
        if token.pos_ in ("VERB", "AUX"):
            helped = any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in token.children)
            return token.tag_ == "VBN" and token.dep_ != "amod" and not helped
    return False


_ELSEWHEN = re.compile(
    r"\b(?:in the (?:first|second|third|last|previous|earlier) (?:phase|stage|round|swap|exchange)|previously|so far|in total"
    r"|before this|in the \w+ (?:exchanges|swaps|rounds) before|ever since|at the time|then|in the past|once)\b",
    re.IGNORECASE,
)


def default_date(
    trigger: Trigger, around: Circumstances, anchor: DateAnchor, modality: Modality, is_background: bool
) -> DateRange | None:
    """News told in a main clause without a date happened the day before it was told or on the day of it.

    `is_background`: a capture in a report about a release is old news, whatever its tense.
    """
    head = trigger.bearer or trigger.head
    if modality not in ("asserted", "alleged") or not is_main_news(trigger):
        return None
    if is_background and trigger.type == "capture":
        return None
    tensed = [t.lower_ for h in (*trigger.heads, head) for t in h.children if t.dep_ in ("aux", "auxpass")]
    if "had" in tensed and head.dep_ != "ccomp":
        return None
    if trigger.type in ("killing", "wounding") and {"has", "have"} & set(tensed) and not _is_one_death(trigger):
        return None
    return _told_on_day(trigger, around, anchor) or told_without_date(anchor)


def is_main_news(trigger: Trigger) -> bool:
    """Tell whether a main clause tells what happened, with no word that puts it at another time ("previously", "so far")."""
    if (trigger.nominal and trigger.bearer is None) or trigger.attributive:
        return False
    if trigger.type in ("agreement", "mistreatment"):
        return False
    return _is_main(trigger) and not _ELSEWHEN.search(trigger.doc.text)


def _told_on_day(trigger: Trigger, around: Circumstances, anchor: DateAnchor) -> DateRange | None:
    """ "have been freed, their office said on Monday": what was known on Monday had happened by then."""
    above = {t.i for t in trigger.head.ancestors}
    for words, against in zip(around.dates, around.days.anchors, strict=True):
        at = head_of(around.sentence, words)
        verb = next((t for t in at.ancestors if t.pos_ in ("VERB", "AUX")), None) if at is not None else None
        if verb is None or verb.lemma_ not in SAYING or verb.i not in above or words.since:
            continue
        day = resolve_date(words, _against(anchor, against)).latest
        if day and anchor.base and 0 <= (anchor.base - date.fromisoformat(day)).days <= _NEWS_DAYS:
            told = told_without_date(DateAnchor(date.fromisoformat(day)))
            return (
                replace(told, rule="news told without a date, by the day it was said", inferred_from="text")
                if told
                else None
            )
    return None


def _is_one_death(trigger: Trigger) -> bool:
    """ "A detainee has died": news; "the war has killed 900" is a toll of whatever length."""
    one = [h for h in trigger.held if h.tag_ in ("NN", "NNP") and not any(c.dep_ == "conj" for c in h.children)]
    return trigger.head.lemma_ == "die" and len(trigger.held) == 1 == len(one)


_NEWS_DAYS = 7  # what was said longer before the report is no news of its day


def _is_main(trigger: Trigger) -> bool:
    """Tell whether a verb stands in a main clause or one that is said; of relative clauses only "the ten who were freed"."""
    at = trigger.bearer or trigger.head
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
    for words, against in zip(around.dates, around.days.anchors, strict=True):
        at = head_of(around.sentence, words)
        if at is None or not any(t.head.i == head.head.i for t in (at, at.head)):
            continue
        found = resolve_date(words, _against(anchor, against), "past")
        if found.earliest and found.latest and not words.since:
            start = around.sentence.start
            before = (date.fromisoformat(found.earliest) - DAY).isoformat()
            where = page.span(start + words.start, start + words.end)
            rule = f"{found.rule}, the day it was made known or the one before"
            return replace(found, span=where, earliest=before, rule=rule)
    return None
