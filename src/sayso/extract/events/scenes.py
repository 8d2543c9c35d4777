"""The scene that a report sets: the day and place of one sentence hold for what the next ones tell in the plain past.

"On 4 November militiamen raided Opren. They took eleven men." A narrative moves on only where it says so (Reichenbach 1947;
Kamp and Reyle 1993, 5.2: an event in the simple past is placed at the time reached). A heading's day holds for what stands under it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sayso.extract.events.anchors import (
    SAYING,
    ReportDays,
    SentenceDays,
    depth_of,
    is_heading,
    is_said,
    tense_above,
    verbs_above,
)
from sayso.extract.events.circumstances import Circumstances, read_circumstances
from sayso.extract.events.dating import OPENING, is_main_news
from sayso.extract.events.draft import Draft
from sayso.extract.events.figures import make_place
from sayso.extract.events.sequence import is_counted
from sayso.extract.events.ties import family
from sayso.language.date_anchor import NARROW
from sayso.language.dates import DAY, DateWords, resolve_date
from sayso.language.parsing import ParsedReport, Sentence
from sayso.language.places import describe_place
from sayso.model import DateRange, Place

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 3  # sentences of its paragraph for which a scene holds
_OPEN_KINDS = ("lasting", "past_span")
_PRINTED = ("full", "iso", "day", "weekday_day", "days")
_ENTRY = re.compile(r"\s*(?::|\s[-–—])\s")
_OF_DEAL = re.compile(
    r"\b(?:agreement|deal|accord|truce|ceasefire|pact|treaty|talks)\s+(?:of|from)\b[^,;:]*$", re.IGNORECASE
)
_ELSEWHERE = re.compile(r"\b(?:meanwhile|elsewhere|separately|in another|in a separate)\b", re.IGNORECASE)
_AT = frozenset({"in", "at", "near", "inside", "outside", "on"})
_STRUCK = frozenset("attack raid storm invade overrun shell bomb hit strike enter ambush surround besiege".split())
_GIVING = frozenset("hand turn give deliver receive return exchange swap".split())
_GOALS = frozenset({"transfer", "deportation", "return_of_remains"})
_BY_THEN = re.compile(r"^\W*By (?:noon|midday|dusk|evening|nightfall|dawn|daybreak|morning|midnight|then)\b")
_ISSUED = re.compile(r"\b(?:statement|bulletin|communiqu[eé]|press|release|update|report|news|edition|no\.)\b", re.I)


@dataclass(frozen=True, slots=True)
class Scene:
    """The day and place that sentence number `sentence` of a paragraph set for those behind it."""

    passage: int
    sentence: int
    day: DateRange
    place: Place | None
    told: frozenset[str]  # the families of the events that the sentence itself tells


def play_scenes(page: ParsedReport, days: ReportDays, drafts: Sequence[Draft]) -> None:
    """Give undated statements in the plain past the day and place of the scene they go on with; in place."""
    told: dict[int, list[Draft]] = {}
    for draft in drafts:
        told.setdefault(draft.sentence.index, []).append(draft)
    scene: Scene | None = None
    headed: DateRange | None = None
    for sentence in page.sentences:
        kind = page.passages[sentence.passage].segment.kind
        if kind in ("title", "heading") or (sentence.index == 0 and is_heading(page, sentence)):
            headed, scene = _read_heading(page, sentence, days) or headed, None
            continue
        if not sentence.parsed:
            continue
        own = told.get(sentence.index, [])
        words = days.sentences[sentence.index]
        entry = _read_entry(page, sentence, words)
        if entry is not None:
            for draft in own:
                _date_entry(draft, entry)
            scene = Scene(sentence.passage, sentence.index, entry, None, frozenset())
            continue
        if scene is not None and not _holds(scene, sentence):
            scene = None
        for draft in own if scene is not None or headed is not None else ():
            _place_in(draft, scene, headed)
        if any(w.kind not in _OPEN_KINDS for w in words.words):
            scene = _read_scene(page, sentence, words, own)


def _holds(scene: Scene, sentence: Sentence) -> bool:
    reach = _REACH if scene.passage == sentence.passage else 1  # news has paragraphs of one sentence
    return 0 < sentence.index - scene.sentence <= reach


def _place_in(draft: Draft, scene: Scene | None, headed: DateRange | None) -> None:
    trigger = draft.trigger
    if trigger is None or draft.own_date or draft.modality not in ("asserted", "alleged"):
        return
    by_then = bool(_BY_THEN.search(trigger.doc.text))
    if not is_main_news(trigger) or not (by_then or _is_plain_past(trigger.head)) or is_counted(trigger):
        return
    if scene is not None and not by_then and _turns_back(scene, draft):
        return
    day = scene.day if scene is not None else headed
    if day is not None:
        rule = "as the sentence before tells" if scene is not None else "as the heading tells"
        draft.date = replace(day, inferred_from="text", rule=f"{day.rule}, {rule}")
    if scene is None or draft.place is not None or scene.passage != draft.sentence.passage:
        return
    if _ELSEWHERE.search(trigger.doc.text):
        return
    if draft.type not in _GOALS or trigger.head.lemma_ in _GIVING:
        draft.place = scene.place


def _turns_back(scene: Scene, draft: Draft) -> bool:
    """ "Nine were taken on 4 May. They were freed by police": custody ends and begins on days of their own."""
    own = family(draft.type) if draft.type != "death_in_custody" else "freed"
    return (own, "taken" in scene.told) == ("freed", True) or (own, "freed" in scene.told) == ("taken", True)


def _read_entry(page: ParsedReport, sentence: Sentence, words: SentenceDays) -> DateRange | None:
    """ "11 November: Two policemen are kidnapped": the day that opens an entry of a chronology."""
    for one, against in zip(words.words[:1], words.anchors, strict=False):
        mark = _ENTRY.match(sentence.doc.text, one.end)
        found = resolve_date(one, against) if mark and one.start <= OPENING and one.kind in _PRINTED else None
        if found is not None and _is_narrow(found):
            return replace(found, span=page.span(sentence.start + one.start, sentence.start + one.end), text=one.text)
    return None


def _date_entry(draft: Draft, entry: DateRange) -> None:
    fits = draft.trigger is not None and is_main_news(draft.trigger)
    if fits and not draft.own_date and draft.modality in ("asserted", "alleged"):
        draft.date, draft.own_date = entry, True


def _is_plain_past(verb: "Token") -> bool:
    """ "They took eleven", "nine were killed": what has or had been is not placed at the time reached."""
    aux = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if verb.dep_ == "conj" and not aux:
        return _is_plain_past(verb.head) if verb.head.pos_ in ("VERB", "AUX") else verb.tag_ == "VBD"
    if verb.tag_ == "VBG" and verb.dep_ == "advcl":
        return _is_plain_past(verb.head)
    return (verb.tag_ == "VBD" and not aux) or (bool(aux) and aux <= {"was", "were", "got"})


def _read_scene(page: ParsedReport, sentence: Sentence, words: SentenceDays, drafts: Sequence[Draft]) -> Scene | None:
    """The scene that a dated sentence sets: the day of its main clause, and where that was."""
    day = None
    for one, against in zip(words.words, words.anchors, strict=True):
        if one.kind in _OPEN_KINDS or one.since or depth_of(sentence, one) or not _is_told(sentence, one):
            continue
        found = resolve_date(one, against, tense_above(sentence, one))
        if tense_above(sentence, one) == "past" and _is_narrow(found):
            day = replace(found, span=page.span(sentence.start + one.start, sentence.start + one.end), text=one.text)
    if day is None:
        return None
    around = read_circumstances(sentence, words)
    mine = [d.place for d in drafts if d.place is not None and d.type not in _GOALS]
    place = mine[-1] if mine else _main_place(page, around)
    return Scene(sentence.passage, sentence.index, day, place, frozenset(family(d.type) for d in drafts))


def _is_told(sentence: Sentence, words: DateWords) -> bool:
    """Whether a day hangs on a verb that tells what happened: a dateline has none, and a day of saying is no scene."""
    return bool(verbs_above(sentence, words)) and not is_said(sentence, words)


def _main_place(page: ParsedReport, around: Circumstances) -> Place | None:
    """Where the main clause says it was: a phrase on its verb, else what its verb strikes."""
    doc = around.sentence.doc
    mains = [t for t in doc if t.dep_ == "ROOT" or (t.dep_ == "conj" and t.head.dep_ == "ROOT")]
    heads = {t.i for t in mains if t.lemma_ not in SAYING}
    for place in around.places:
        verb = next((t for t in doc[place.head].ancestors if t.pos_ in ("VERB", "AUX")), None)
        if place.lead in _AT and verb is not None and verb.i in heads:
            return make_place(page, around.sentence, place)
    for verb in mains:
        for child in verb.children:
            struck = verb.lemma_ in _STRUCK and child.dep_ in ("dobj", "nsubjpass")
            found = describe_place(child, "in" if child.pos_ == "PROPN" else "") if struck else None
            if found is not None:
                return make_place(page, around.sentence, found)
    return None


def _read_heading(page: ParsedReport, sentence: Sentence, days: ReportDays) -> DateRange | None:
    """The one day that a heading names; what a statement or bulletin tells happened on its day or the one before."""
    words = days.sentences[sentence.index]
    found = [
        replace(r, span=page.span(sentence.start + w.start, sentence.start + w.end), text=w.text)
        for w, a in zip(words.words, words.anchors, strict=True)
        if w.kind in _PRINTED and not w.since and not _OF_DEAL.search(sentence.doc.text[: w.end])
        if _is_narrow(r := resolve_date(w, a))
    ]
    if len(found) != 1:
        return None
    if _ISSUED.search(sentence.doc.text) and found[0].earliest:
        return replace(found[0], earliest=(date.fromisoformat(found[0].earliest) - DAY).isoformat())
    return found[0]


def _is_narrow(found: DateRange) -> bool:
    if not found.earliest or not found.latest:
        return False
    return (date.fromisoformat(found.latest) - date.fromisoformat(found.earliest)).days <= NARROW
