"""Words handed on: "quoting a harbour pilot as saying", "was cited by the agency". Who said them, told from who hands them on.

A clause that cites is no part of what was said, and the one whom it cites speaks: the reader of paragraphs often marks the
agency as the source and leaves the one cited among the words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.extract.attributions.drafts import Carrier, Draft, Place, Scene, shared_with, size_of, trim, without
from sayso.extract.attributions.memory import PREPOSITION, Memory, head_noun
from sayso.extract.attributions.pronouns import PRONOUNS
from sayso.extract.attributions.speakers import name_speaker
from sayso.extract.attributions.stations import MEDIA, media_in
from sayso.extract.entities import EntityIndex
from sayso.language.lexicon import lexicon_table
from sayso.language.parsing import Sentence

_AS = (
    r"as\s(?:saying|having\s(?:said|told|stated|written)|telling|stating|writing|warning|confirming|adding)(?:\sthat)?"
)
_ACTIVE = (
    r"(?:,\s(?:which|who)\s(?:was\s|also\s|has\s|had\s)?|\b(?<!was\s)(?<!were\s)(?<!been\s)(?<!is\s)(?<!are\s)(?<!being\s))"
    r"(?:citing|quoting|cited|quoted|cites|quotes|referr(?:ing|ed)\sto|with\sreference\sto|on\sthe\sauthority\sof)(?!\sby\b)\s"
)
_AS_SAYING = re.compile(rf"\b{_AS}", re.IGNORECASE)
_GIVEN = r"[^,.;:“”\"]{2,60}?\s(?:gave|has\sgiven|had\sgiven|made|posted|published)\b"  # "an interview that Quill gave to the daily"
_QUOTED_AS = re.compile(rf"{_ACTIVE}(?P<who>[^.;:“”\"]{{2,160}}?),?\s{_AS}\b", re.IGNORECASE)
_CITING = re.compile(
    rf"{_ACTIVE}(?P<who>[^,.;:“”\"]{{3,120}}?)(?=[,.;”\"]|\sthat\s(?!{_GIVEN})|\sas\s|$)", re.IGNORECASE
)
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|has\sbeen|have\sbeen|had\sbeen)\s(?:\w+ly\s|also\s|later\s)?(?:cited|quoted)\b"
    rf"(?:\s(?:by|in)\s[^,.;:“”\"]{{2,60}}?(?=\sas\s\w+ing|[,.;:“”\"]|$))?(?:\s{_AS})?(?:\s(?:by|in)\s[^,.;:“”\"]{{2,60}}?(?=[,.;:“”\"]|\sthat\s|$))?",
    re.IGNORECASE,
)
_REDUCED = re.compile(r",\s(?:as\s)?(?:cited|quoted)\s(?:by|in)\s(?P<by>[^,.;:“”\"]{2,80}),?", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?<=\bthat),\saccording\sto\s(?P<who>[^,.;:“”\"]{3,100}?)(?=,\s)"
)  # "reported that, according to the board, six"
_SAYS = re.compile(
    r"(?P<who>[^“”\"]{2,100}?),?\s(?P<cue>(?:has\s|had\s|also\s|later\s)?(?:said|told|says|tells|announced|stated|confirmed|claimed|warned|added|wrote|"
    r"declared|insisted|reported|promised|acknowledged|admitted)(?:\s[^,“”\"]{2,60})?)"
)
_LAST_NAMED = re.compile(r"(?:^|,\s|[”\"]\s|\sand\s)(?P<who>[^,”\"]{2,100}?)\s?$")
_NAMES = re.compile(r"(?:call|styl|nam|term)(?:s|ed|ing)", re.IGNORECASE)
_TITLES = re.compile(
    r"(?:code-?named|(?:en)?titled|nicknamed|headlined|better known as|known as|dubbed)", re.IGNORECASE
)
_SELF = re.compile(r"\s*(?:itself|himself|herself|themselves)\b", re.IGNORECASE)
_NO_NAME = re.compile(
    r"(?:that (?:he|she|they|his|her|their) \w+ )?(?:not |to remain |anonymity|to be )+(?:to )?(?:be )?(?:named|identified|quoted|anonymous)?"
    r"(?: by name| further)?(?:,? (?:for|out of) (?:fear of|reasons of|security|safety)[^.;]*|,? (?:because|as|since) [^.;]*)?",
    re.IGNORECASE,
)
_BRACKETS = {"(": ")", "[": "]"}
SCORE_CITED = 0.7  # as for what is put or pointed back at: the words say so, the reader did not
_NEAR = 30  # code points between a clause and the one who hands on: ", the paper wrote, citing ..."


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause that hands words on: its place, which is no part of the words, and the one whose words they are."""

    place: Place
    who: Place
    as_saying: bool  # "quoted X as saying", "X was cited as saying": X speaks, whoever hands it on


def repair_cited(scene: Scene, index: EntityIndex) -> None:
    """Let the one who is cited speak, in place; drop the drafts that are only a name or only the one cited."""
    for draft in scene.drafts:
        _close_brackets(scene.text, draft)
        _speak_around(scene, index, draft)
    gone = [d for d in scene.drafts if _is_only_a_name(scene, d) or _asks_no_name(scene.text, d)]
    for sentence in scene.page.sentences:
        for citation in find_citations(scene, index, sentence):
            gone += _apply(scene, index, sentence, citation, gone)
    scene.drafts[:] = [d for d in scene.drafts if not any(d is g for g in gone)]
    for draft in scene.drafts:
        while draft.within is not None and any(draft.within is g for g in gone):
            draft.within = draft.within.within


def find_citations(scene: Scene, index: EntityIndex, sentence: Sentence) -> Iterator[Citation]:
    """Give the clauses of a sentence that hand words on, none inside a quotation."""
    text, base = scene.text[sentence.start : sentence.end], sentence.start
    if not re.search(r"\b(?:cit|quot|refer|that, accord)", text, re.IGNORECASE):
        return
    for q in scene.quotations[sentence.passage]:
        if q.inner_end - q.inner_start > 3 and q.start < sentence.end and sentence.start < q.inner_end:
            a, b = max(q.inner_start, base) - base, min(q.inner_end, sentence.end) - base
            text = text[:a] + "\u00b7" * (b - a) + text[b:]
    taken: list[Place] = []
    for pattern in (_QUOTED_AS, _CITING, _BETWEEN):
        for found in pattern.finditer(text):
            who = (base + found.start("who"), base + found.end("who"))
            place = (base + found.start(), max(base + found.end(), who[1]))
            if not shared_with([place], taken) and (pattern is _QUOTED_AS or _may_speak(scene.text, index, who)):
                who = who if pattern is _QUOTED_AS else _with_name(scene.text, index, who)
                taken.append((place[0], max(place[1], who[1])))
                yield Citation(taken[-1], who, pattern is _QUOTED_AS)
    for found in _PASSIVE.finditer(text):
        named = _subject(sentence, found.start()) or _LAST_NAMED.search(text[: found.start()])
        if named is not None:
            who = named if isinstance(named, tuple) else (base + named.start("who"), base + named.end("who"))
            if _AS_SAYING.search(found[0]) or _may_speak(scene.text, index, who):
                yield Citation((who[0], base + found.end()), who, True)
    for found in _REDUCED.finditer(text):
        before = _LAST_NAMED.search(text[: found.start()])
        if before is not None:
            who = (base + before.start("who"), base + before.end("who"))
            yield Citation((base + found.start(), base + found.end()), who, False)


def _subject(sentence: Sentence, at: int) -> Place | None:
    """The subject of "was quoted", with what stands beside it, from the parse."""
    if not sentence.parsed:
        return None
    for token in sentence.doc:
        if token.idx >= at and token.tag_ == "VBN" and token.idx < at + 40:
            subject = next((c for c in token.children if c.dep_ in ("nsubjpass", "nsubj")), None)
            inside = list(subject.subtree) if subject is not None else []
            if not inside or inside[-1].idx + len(inside[-1]) > at or at - inside[-1].idx - len(inside[-1]) > 3:
                return None
            start, text = inside[0].idx, sentence.doc.text
            cut = max(text.rfind(mark, start, at) for mark in '”"“')
            start = cut + 1 + (len(text[cut + 1 :]) - len(text[cut + 1 :].lstrip())) if cut >= start else start
            return sentence.start + start, sentence.start + inside[-1].idx + len(inside[-1])
    return None


def _may_speak(text: str, index: EntityIndex, who: Place) -> bool:
    """ "citing the survey office" names a speaker, "citing the heat" and "citing Quill's return" do not."""
    cut = PREPOSITION.search(text, *who)
    head_end = cut.start() if cut else who[1]
    if any(
        e.kind != "place" and s.start < head_end and text[s.end : s.end + 2] not in ("'s", "’s")
        for s, e in index.within(*who)
    ):
        return True
    head = head_noun(text[slice(*who)])
    single = head.removesuffix("s")
    known = (lexicon_table("roles"), lexicon_table("body_words"), lexicon_table("document_words"))
    return (
        head in PRONOUNS
        or head in ("people", "relatives", "survivors")
        or any(w in t for w in (head, single) for t in known)
    )


def _with_name(text: str, index: EntityIndex, who: Place) -> Place:
    """ "citing the mayor, Ada Quill.": the name set beside."""
    beside = index.within(who[1], who[1] + 60)
    if beside and beside[0][1].kind == "person" and text[who[1] : beside[0][0].start] == ", ":
        after = text[beside[0][0].end : beside[0][0].end + 1]
        return (who[0], beside[0][0].end) if after in (",", ".", ";", "") else who
    return who


def _apply(scene: Scene, index: EntityIndex, sentence: Sentence, citation: Citation, gone: list[Draft]) -> list[Draft]:
    """Let the one cited speak in the drafts that the clause belongs to; give those that are only the clause."""
    dropped: list[Draft] = []
    told: list[Draft] = []
    for draft in scene.drafts:
        if draft.passage != sentence.passage or any(draft is g for g in gone):
            continue
        whole = (min(citation.place[0], citation.who[0]), max(citation.place[1], citation.who[1]))
        if shared_with(draft.cue, [citation.place]) and _inside_all(draft.content, whole):
            if not citation.as_saying and not _hands_on(scene, index, draft):
                continue  # "the mayor cited the police chief's remarks": a claim of hers
            if citation.as_saying and not any(
                d.passage == draft.passage and _touches(d, sentence) for d in scene.drafts if d is not draft
            ):
                draft.content, draft.source = _rest_of(scene, sentence, whole) or draft.content, [citation.who]
            else:
                dropped.append(draft)
        elif draft.source == [citation.who]:
            told.append(draft)
        elif _belongs(scene, index, draft, citation) and not _cites_for(scene, draft, citation):
            left = [p for s, e in draft.content for p in without(s, e, [citation.place, citation.who])]
            draft.content = [trim(scene.text, *p) for p in left if _has_words(scene, p)]
            draft.source = [citation.who]
            (told if draft.content else dropped).append(draft)
    if citation.as_saying and not told and not dropped:
        _draft_cited(scene, sentence, citation)
    told.sort(key=lambda d: shared_with(d.cue, [citation.place]) > 0)  # "X, quoted by the Wire, said": X said so
    twins = [
        d
        for i, d in enumerate(told)
        if any(shared_with(d.content, e.content) > 0.9 * size_of(d.content) for e in told[:i])
    ]
    return dropped + twins


def _draft_cited(scene: Scene, sentence: Sentence, citation: Citation) -> None:
    """ "Six are ill, while two are thought lost, Quill was quoted as saying.": where only what stands inside was read."""
    after = scene.text[citation.place[1] : sentence.end].strip(" .”\"'’")
    content = _rest_of(scene, sentence, citation.place)
    spoken = any(d.source == [citation.who] for d in scene.drafts)
    if after or not content or citation.who[0] != citation.place[0] or spoken or content[0][1] > citation.place[0]:
        return
    cue = trim(scene.text, citation.who[1], citation.place[1])
    scene.drafts.append(Draft(sentence.passage, content, [citation.who], [cue], SCORE_CITED))


def _cites_for(scene: Scene, draft: Draft, citation: Citation) -> bool:
    """ "a pilot has said, according to the daily, citing police": police are how the daily knows what the pilot said."""
    inside = [
        d
        for d in scene.drafts
        if d is not draft
        and d.source
        and shared_with(d.cue, draft.content)
        and shared_with(d.content, draft.content) > 0.6 * size_of(d.content)
    ]
    for d in inside:
        d.cited.append(citation.who)
    return bool(inside)


def _touches(draft: Draft, sentence: Sentence) -> bool:
    return any(sentence.start <= s < sentence.end for s, _ in (*draft.content, *draft.cue))


def _rest_of(scene: Scene, sentence: Sentence, whole: Place) -> list[Place]:
    """What was said where the reader marked only who is cited: the words before the clause, else those after it."""
    before, after = trim(scene.text, sentence.start, whole[0]), trim(scene.text, whole[1], sentence.end)
    rest = before if before[1] - before[0] > 12 else after
    return [(rest[0], rest[1] - scene.text[rest[0] : rest[1]].endswith("."))] if rest[1] - rest[0] > 12 else []


def _belongs(scene: Scene, index: EntityIndex, draft: Draft, citation: Citation) -> bool:
    own = [*draft.cue, *draft.source]
    if not own:
        return False
    if shared_with(draft.cue, [citation.place]):
        return citation.as_saying or not draft.source or _is_media(scene, index, draft)
    gap = min(max(citation.place[0] - e, s - citation.place[1]) for s, e in own)
    near = gap < _NEAR and not shared_with(draft.source, [citation.place])
    if shared_with(draft.source, [citation.place]) > 0.5 * size_of(draft.source):
        return _is_media(scene, index, draft)  # "..., Quill, cited by the daily, said", where the daily was marked
    return near and not citation.as_saying and _is_media(scene, index, draft)


def _hands_on(scene: Scene, index: EntityIndex, draft: Draft) -> bool:
    if all(scene.text[s:e].casefold().endswith("ing") for s, e in draft.cue):
        return True  # "said six had died, citing police": beside what was said
    named = [scene.text[s:e].casefold().strip(" ,") for s, e in draft.source]
    return not named or named[0] in ("which", "who", "it") or _is_media(scene, index, draft)


def _is_media(scene: Scene, index: EntityIndex, draft: Draft) -> bool:
    return any(media_in(scene, index, place) for place in draft.source)


def _has_words(scene: Scene, place: Place) -> bool:
    return len(re.sub(r"[\W_]+", "", scene.text[slice(*place)])) > 3


def _inside_all(content: list[Place], place: Place) -> bool:
    return bool(content) and all(place[0] - 3 <= s and e <= place[1] + 3 for s, e in content)


def name_cited(memory: Memory, draft: Draft) -> None:
    """Put between the speaker and the medium the one on whose word the medium tells it."""
    for place in draft.cited:
        cited = name_speaker(memory, draft, *place)
        if cited is not None and draft.speaker is not None and cited.name != draft.speaker.name:
            draft.carriers.append(Carrier(cited.name, cited.kind, "cited", place))


def speak_for_cited(memory: Memory, draft: Draft) -> None:
    """ "It reported, citing the survey office": once "it" is known to be an agency, the office speaks."""
    speaker, scene = draft.speaker, memory.scene
    if speaker is None or speaker.kind not in MEDIA or not draft.source:
        return
    sentence = scene.page.sentence_at(draft.source[0][0])
    for citation in find_citations(scene, memory.index, sentence) if sentence is not None else ():
        if any(citation.who in d.cited for d in scene.drafts):
            continue
        apart = not shared_with(draft.content, [citation.place]) and not shared_with(draft.source, [citation.place])
        if not apart or min(abs(citation.place[0] - e) for _, e in (*draft.source, *draft.cue)) > _NEAR:
            continue
        uttered = name_speaker(memory, draft, *citation.who)
        if uttered is not None and uttered.name != speaker.name:
            draft.carriers.insert(0, Carrier(speaker.name, speaker.kind, "cited", draft.source[0]))
            draft.source, draft.speaker = [citation.who], uttered
            return


def _speak_around(scene: Scene, index: EntityIndex, draft: Draft) -> None:
    """ "Police said, according to the daily, that one had fled": police speak, who were left with the words."""
    if not _is_media(scene, index, draft):
        return
    if len(draft.content) == 1:
        _add_sayer(scene, draft)
    if len(draft.content) < 2:
        return
    start, end = draft.content[0]
    between = scene.text[end : draft.content[1][0]]
    found = _SAYS.fullmatch(scene.text, start, end)
    if found is None or not re.match(r",\s", between) or not re.search(r",\sthat\s$|\bthat\s$", between):
        return
    draft.source, draft.cue = [found.span("who")], [found.span("cue")]
    draft.content = draft.content[1:]


def _add_sayer(scene: Scene, draft: Draft) -> None:
    """Take what stands before the medium's clause into the content, if a clause with "that" follows it."""
    sentence, first = scene.page.sentence_at(draft.content[0][0]), min(draft.source + draft.cue)[0]
    if sentence is None or not sentence.start + 12 < first < draft.content[0][0]:
        return
    before, between = scene.text[sentence.start : first], scene.text[draft.cue[-1][1] : draft.content[0][0]]
    if before.endswith(", ") and between.endswith(", that ") and not re.search(r"[,;“”\"]", between[:-7]):
        draft.content.insert(0, trim(scene.text, sentence.start, first))


def _close_brackets(text: str, draft: Draft) -> None:
    """ "the Relief Board (RB" takes the bracket that closes it."""
    draft.source = [
        (s, e + 1) if any(text[s:e].count(o) > text[s:e].count(c) and text[e : e + 1] == c for o, c in _BRACKETS.items())
        else (s, e)
        for s, e in draft.source
    ]  # fmt: skip


def _asks_no_name(text: str, draft: Draft) -> bool:
    """ "who asked not to be named": a condition on which somebody speaks, nothing told."""
    return len(draft.content) == 1 and bool(_NO_NAME.fullmatch(text[slice(*draft.content[0])].strip(" .,")))


def _is_only_a_name(scene: Scene, draft: Draft) -> bool:
    """ "the group calling itself the Dawn", "the raid, code-named “Quiet Harvest”": a name taken or given, nothing told."""
    text = scene.text
    if draft.cue and all(_TITLES.fullmatch(text[s:e].strip()) for s, e in draft.cue):
        after = draft.cue[-1][1]
        return any(0 <= q.start - after <= 1 for q in scene.quotations[draft.passage])
    named = [_NAMES.fullmatch(text[s:e].strip()) for s, e in draft.cue]
    return bool(named) and all(named) and bool(draft.content) and bool(_SELF.match(text[slice(*min(draft.content))]))
