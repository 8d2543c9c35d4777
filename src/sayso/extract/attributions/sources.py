"""The source as the reader marked it, repaired: those who are told, half clauses, subjects left out."""

import re
from typing import TYPE_CHECKING

from sayso.extract.attributions.contents import token_in
from sayso.extract.attributions.drafts import Draft, Place, Scene, shared_with, size_of, trim, without
from sayso.extract.attributions.kinds import act_of, is_act
from sayso.extract.attributions.memory import head_noun
from sayso.extract.entities import EntityIndex
from sayso.language.lexicon import lexicon_table
from sayso.language.parsing import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOLD_TO = re.compile(r"\b(?:told|tells?|telling|spoke to|speaking to|shared with|informed|assured)\s(?:the\s)?$")
_INFORMED = re.compile(
    r"\b(?:is|are|was|were|been|being)\s(?:\w+ly\s|also\s|not\s)?(?:told|informed|notified|briefed|assured|warned|advised|alerted|reminded|asked|urged|requested|invited)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:(?:when|if|while)\s)?(?:asked|pressed|questioned)(?:\s(?:about|on|by|whether|if|why|how))?", re.IGNORECASE
)
_PASSIVE = re.compile(r"^(?:is|are|was|were|been|being|has been|have been|had been)\s\w+", re.IGNORECASE)
_CLAUSE = re.compile(
    r"^(?:(?:in which|which|whom|when|where|while|as|because|if)\s|(?:that|they|he|she|it|we|i)\s(?:was|were|is|are|had|has|have|been|\w+ed)\b)",
    re.IGNORECASE,
)
_AND = re.compile(r",?\s(?:and|but)\s(?:also\s|then\s|\w+ly\s)?")
_LEAD = re.compile(
    r"(?:[”\"»]\s(?P<words>(?:[\w-]+\s){1,4})|,\s(?P<after>(?:an?|the|one|his|her|its|their)\s(?:[\w-]+\s){0,3}))$"
)
_BY = re.compile(
    r"^\s(?:\w+\s)?by\s(?P<who>[^,.;:“”\"()]{2,80}?)(?=[,.;:“”\"(]|\s(?:as|on|in|that|and|late|early)\s|$)"
)
_AFTER = re.compile(r"\s(?P<who>(?:the|an?|one|another|his|her|their)(?:\s[a-z’'-]+){1,4})")
_WHICH = re.compile(r"(?P<who>[A-Z][^,.;“”\"]{2,80}),\s(?:which|that|whom)\s(?:the\s)?")
_RELATIVE = re.compile(
    r"(?P<who>(?:The\s)?[A-Z][\w’'-]*(?:\s[\w’'-]+){0,5}),\s(?:which|who|whose)\s[^,.;“”\"]{3,140},\s(?:(?:has|have|had|also|later|\w+ly)\s)*"
)


def repair_sources(scene: Scene, index: EntityIndex) -> None:
    """Correct the sources of the drafts in place and drop those whose cue is no cue but part of a name."""
    kept: list[Draft] = []
    for draft in scene.drafts:
        if (
            draft.cue
            and all(_is_name(index, scene.text, place) for place in draft.cue)
            and not _in_capitals(scene, draft)
        ):
            continue
        asked = bool(draft.cue) and all(_ASKED.fullmatch(scene.text[s:e]) for s, e in draft.cue)
        if asked and (all(s > draft.cue[-1][1] for s, _ in draft.source) or _is_aside(scene.text, draft.cue[0][0])):
            continue  # "asked by the daily whether it was so, he said": the question is nobody's claim
        _leave_relative_subject(scene, draft)
        _move_role(scene, draft)
        _take_lead(scene, draft)
        _take_apposed(scene, index, draft)
        if draft.source and _INFORMED.search(" ".join(scene.text[s:e] for s, e in draft.cue)):
            draft.source = [p for p in draft.source if p[0] > draft.cue[-1][1]]  # "was told": the one who hears it
        if _brings_nothing(scene, draft):
            continue  # "three were released “without any demand”": nobody says it here; it is carried to who spoke before
        if len(draft.source) > 1:
            told = [p for p in draft.source if _TOLD_TO.search(scene.text[max(0, p[0] - 24) : p[0]])]
            draft.source = [p for p in draft.source if p not in told] or draft.source
        if draft.source and all(_CLAUSE.match(scene.text[s:e]) and " " in scene.text[s:e] for s, e in draft.source):
            continue  # "in which they were freed": a clause says nothing
        if not draft.source and draft.cue and draft.speaker is None:
            _find_missing(scene, draft, kept[-1] if kept else None)
        kept.append(draft)
    gone = {id(d) for d in scene.drafts} - {id(d) for d in kept}
    for d in kept:
        while d.within is not None and id(d.within) in gone:
            d.within = d.within.within
    scene.drafts[:] = kept


def _is_aside(text: str, at: int) -> bool:
    """ "Quill, | asked about the swap, said": who is asked, not who asks."""
    return text[:at].endswith((", ", ", when ", ", if ", " – ", " — "))


def _brings_nothing(scene: Scene, draft: Draft) -> bool:
    """A passive or a picture as the cue of words that are all quoted, but for the subject of that passive."""
    if not draft.cue or draft.within is not None:
        return False
    act, states, known = act_of(scene.page, draft)
    printed = " ".join(scene.text[s:e] for s, e in draft.cue)
    idle = (act == "shown" and not states) or (not known and _PASSIVE.search(printed) is not None)
    quoted = [(q.inner_start, q.inner_end) for q in scene.quotations[draft.passage]]
    told = [p for p in draft.content if draft.source or p[0] >= draft.cue[-1][1]]
    return idle and bool(told) and shared_with(told, quoted) > 0.9 * size_of(told)


def _is_name(index: EntityIndex, text: str, place: Place) -> bool:
    """A capitalised word inside a name that no lexicon knows as a cue: "the commanders Denys ...", "the daily Le Rivage"."""
    entity = index.at(place[0])
    word = text[place[0] : place[1]]
    named = entity is not None and (
        entity.kind == "person" or (entity.kind in ("outlet", "agency") and " " in entity.name)
    )
    return named and word[:1].isupper() and not is_act(word)


def _in_capitals(scene: Scene, draft: Draft) -> bool:
    """Most words of the sentence begin with a capital, as in headlines: there a capital makes no name."""
    sentence = scene.page.sentence_at(draft.cue[0][0])
    printed = scene.text[sentence.start : sentence.end] if sentence is not None else ""
    words: list[str] = re.findall(r"[^\W\d_]{4,}", printed)
    return sum(w[0].isupper() for w in words) > 0.7 * len(words)


def _find_missing(scene: Scene, draft: Draft, before: Draft | None) -> None:
    """ "reported by the agency"; "refused to leave, arguing that": the one after "by", else the subject of the verb around."""
    start, end = draft.cue[0][0], draft.cue[-1][1]
    sentence = scene.page.sentence_at(start)
    if sentence is None:
        return
    by = _BY.match(scene.text[end : sentence.end])
    if by and re.search(r"(?:ed|id|wn|en|told)$", scene.text[start:end]):
        draft.source = [(end + by.start("who"), end + by.end("who"))]
        return
    if sentence.parsed and _part_subject(scene, draft, sentence):
        return
    place = (_subject_of(sentence, start) or _finite_subject(sentence, draft.cue[0])) if sentence.parsed else None
    place = place or _said_after(scene, sentence, draft) or _before_relative(scene, sentence, start)
    outside = place is not None and not any(s < place[1] and place[0] < e for s, e in (*draft.content, *draft.cue))
    if place is not None and outside:
        draft.source, draft.rule = [place], "the subject of the sentence"
    elif before is not None and before.source and _AND.fullmatch(scene.text, before.content[-1][1], start):
        draft.source, draft.rule = list(before.source), "the subject of the sentence"  # "denied it and said"


def _said_after(scene: Scene, sentence: Sentence, draft: Draft) -> Place | None:
    """ "“...,” has said | the fisherman to the daily", "texted | a person in the room": the first noun of a person after the cue."""
    end = draft.cue[-1][1]
    found = _AFTER.match(scene.text, end, sentence.end) if draft.content[-1][1] <= draft.cue[0][0] else None
    for word in re.finditer(r"[\w-]+", found["who"]) if found else ():
        if word[0].casefold() in lexicon_table("roles") or word[0] in ("person", "people"):
            return end + 1, end + 1 + word.end()
    return None


def _leave_relative_subject(scene: Scene, draft: Draft) -> None:
    """ "Minutes of the meeting, which | the daily has seen, record": whoever has seen them records nothing."""
    start, end = min(draft.source, default=(0, 0))
    sentence = scene.page.sentence_at(start) if draft.source and draft.cue and end < draft.cue[0][0] else None
    if sentence is None:
        return
    found = _WHICH.fullmatch(scene.text, sentence.start, start)
    if found and re.fullmatch(r"\s[^,.;“”\"]{3,60},\s", scene.text[end : draft.cue[0][0]]):
        draft.source = [found.span("who")]


def _before_relative(scene: Scene, sentence: Sentence, at: int) -> Place | None:
    """ "Save Our Rivers, which has no office here, | thanked": what a relative clause parts from its cue."""
    found = _RELATIVE.fullmatch(scene.text, sentence.start, at)
    return found.span("who") if found else None


def _move_role(scene: Scene, draft: Draft) -> None:
    """ "the country's rights | ombudsman said": a role at the front of the cue belongs to the one who speaks."""
    if not draft.source or not draft.cue:
        return
    start, end = draft.cue[0]
    found = re.match(r"(?:[\w-]+\s){0,2}?(?P<role>[\w-]+)\s(?=\w)", scene.text[start:end])
    last = max(draft.source)
    if found and found["role"].casefold() in lexicon_table("roles") and scene.text[last[1] : start] == " ":
        draft.source = [p for p in draft.source if p != last] + [(last[0], start + found.end("role"))]
        draft.cue[0] = (start + found.end(), end)


def _take_lead(scene: Scene, draft: Draft) -> None:
    """ "“...,” deputy | governor Pavel Orsk told", "..., a | neighbour said": what stands between the words and the name is of the name."""
    if not draft.source:
        return
    start, end = min(draft.source)
    held = next((p for p in draft.content if p[0] + 8 < start and 0 <= start - p[1] <= 1), None)
    lead = _LEAD.search(scene.text, held[0], start) if held else None
    if held is None or lead is None or held[0] + 8 > lead.start(lead.lastgroup or 0):
        return
    at = lead.start(lead.lastgroup or 0)
    draft.source = [(at, end), *sorted(draft.source)[1:]]
    draft.content = [p for p in draft.content if p != held] + [trim(scene.text, held[0], at)]
    draft.content.sort()


def _take_apposed(scene: Scene, index: EntityIndex, draft: Draft) -> None:
    """ "The spokesman, Colonel Per Holm, said": the name beside the office that the reader marked."""
    if len(draft.source) != 1 or index.within(*draft.source[0]):
        return
    start, end = draft.source[0]
    if scene.text[end : end + 2] != ", " or head_noun(scene.text[start:end]) not in lexicon_table("roles"):
        return
    beside = index.within(end + 2, end + 70)
    if beside and beside[0][1].kind == "person" and scene.text[beside[0][0].end : beside[0][0].end + 1] == ",":
        titles = scene.text[end + 2 : beside[0][0].start].split()
        if all(w[:1].isupper() or w.casefold() in lexicon_table("roles") for w in titles):
            draft.source = [(start, beside[0][0].end)]
            draft.content = [p for s, e in draft.content for p in without(s, e, draft.source)]


def _part_subject(scene: Scene, draft: Draft, sentence: Sentence) -> bool:
    """ "The talks had failed, a diplomat who was there told ...": the subject of the cue that the reader left with the words."""
    verb = token_in(sentence, draft.cue[0])
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb is not None else None
    if subject is None or subject.i > verb.i or subject.tag_ in ("WP", "WDT", "PRP"):  # type: ignore[union-attr]
        return False
    first, last = subject.left_edge, subject.right_edge
    place = (sentence.start + first.idx, sentence.start + last.idx + len(last))
    held = next((p for p in draft.content if p[0] + 8 < place[0] and place[1] <= p[1] <= place[1] + 2), None)
    if held is None or not 0 <= draft.cue[0][0] - place[1] <= 20:
        return False
    draft.source = [place]
    draft.content = [p for p in draft.content if p != held] + [trim(scene.text, held[0], place[0])]
    return True


def _subject_of(sentence: Sentence, start: int) -> Place | None:
    """The subject of a participle that follows the verb it hangs on ("refused to leave, arguing that ..."), if it names one.

    "Assuming that ..., she left" says nothing of hers; "it was plain, showing that" names nobody.
    """
    token = next((t for t in sentence.doc if t.idx >= start - sentence.start), None)
    if token is None or token.tag_ != "VBG" or token.head.i > token.i:
        return None
    for _ in range(4):
        if token.dep_ not in ("advcl", "conj", "xcomp", "acl", "dep", "ccomp"):
            break
        token = token.head
        subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is not None:
            return None if subject.lower_ in ("it", "this", "that", "which", "there") else _extent(sentence, subject)
    return None


def _finite_subject(sentence: Sentence, cue: Place) -> Place | None:
    """ "The brigade, which holds the men, denied that ... and said": the subject of the verb, or of the one it is joined to."""
    verb = token_in(sentence, cue)
    if verb is None or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    while verb is not None and verb.pos_ in ("VERB", "AUX"):
        subject = _set_beside(verb)
        if subject is not None:
            return _extent(sentence, subject)
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj")), None)
        if subject is not None:
            plain = subject.dep_ == "nsubj" and subject.pos_ in ("NOUN", "PROPN") and subject.i < verb.i
            return _extent(sentence, subject) if plain else None
        verb = verb.head if verb.dep_ == "conj" else None
    return None


def _set_beside(verb: "Token") -> "Token | None":
    """ "On its channel the brigade denied": a subject that the parser took for one beside the noun of the phrase in front."""
    if any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj", "conj") and c.i < verb.i for c in verb.children):
        return None
    fronted = [c for c in verb.children if c.dep_ == "prep" and c.i < verb.i]
    beside = [t for c in fronted for t in c.subtree if t.dep_ == "appos" and t.pos_ in ("NOUN", "PROPN")]
    return next((t for t in beside if t.left_edge.i and t.left_edge.nbor(-1).text not in (",", "(", "-")), None)


def _extent(sentence: Sentence, subject: "Token") -> Place:
    """The noun phrase without its relative clause."""
    inside = [subject]
    for child in subject.children:
        if child.dep_ not in ("relcl", "punct", "acl", "appos", "cc", "conj"):
            inside.extend(child.subtree)
    first, last = min(inside, key=lambda t: t.i), max(inside, key=lambda t: t.i)
    return sentence.start + first.idx, sentence.start + last.idx + len(last)
