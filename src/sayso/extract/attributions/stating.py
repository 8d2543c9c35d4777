"""Whether an attribution states something: a claim, or only an attitude, a perception, a picture, words of nobody."""

import re

from sayso.extract.attributions.drafts import Draft, Scene, shared_with
from sayso.extract.entities import EntityIndex
from sayso.extract.entities.kinds import country_names
from sayso.language.gazetteer import look_up_place
from sayso.language.parsing import Sentence
from sayso.language.quotations import Quotation, quotation_purpose

LIKELY = 0.41
"""Score under which what the reader found is told and states nothing: where content F1 on polnear/dev is best. The reader
tells more than that, since a doubtful attribution shows its score, and one left out shows nothing."""

_BACK = re.compile(r"^(?:his|her|its|their|him|her|it|them|this|that|these|those|so|one)\b", re.IGNORECASE)
_EMPTY = re.compile(r"(?i:the (?:others?|same|matter)|what|which)|nothing (?:of|about|on)(?: .*)?")
_DEFLECTED = re.compile(
    r"(?:all\s|any\s|further\s)?(?:reporters?|journalists?|questions?|inquiries|queries|calls|requests)\s(?:for\s\w+\s)?to\s",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"(?:no|none|nobody|neither|no-one)\b(?!\.)", re.IGNORECASE)
_PASSIVE = re.compile(r"(?:is|are|was|were|been|being|has been|have been|had been)\s\w+", re.IGNORECASE)
_TALLY = re.compile(r"^(?:reported|reports|recorded|records|registered|saw|has reported|have reported)$", re.IGNORECASE)
_FIGURE = re.compile(r"^(?:\d|another \d|at least \d|about \d|some \d|no \w+)")


def settle_claim(scene: Scene, index: EntityIndex, draft: Draft) -> None:
    """Take the claim from a draft that states nothing; one whose act is already told from speech stays as it is."""
    if draft.act == "agreed" and draft.source and _agrees_that(scene, draft):
        draft.claim = True
    if draft.cue and draft.score < LIKELY:
        draft.claim = False
    if draft.claim and draft.cue and not draft.known and draft.quotation == "mixed":
        draft.claim = _quotes_speech(scene, draft)
    if draft.claim and draft.cue and (_is_nobodys(scene, draft) or _is_passed_on(scene, draft)):
        draft.claim = False
    if draft.claim and draft.cue and draft.quotation == "indirect":
        draft.claim = not (
            _is_hearsay(scene, draft)
            or _is_too_little(scene, draft)
            or _is_bare(scene, draft)
            or _is_tally(scene, index, draft)
            or _is_described(scene, draft)
        )


def _agrees_that(scene: Scene, draft: Draft) -> bool:
    """ "officials agreed that nobody was hurt" states it; "agreed to free ten" states nothing yet."""
    start, end = draft.content[0]
    joint = scene.text[draft.cue[0][0] : start]
    told = (end <= draft.cue[0][0] and scene.text[end : end + 1] == ",") or "that" in joint.split()
    return told and _knows_verb(scene, start, end)


def _quotes_speech(scene: Scene, draft: Draft) -> bool:
    """More than a scare word is quoted: "freed ten men from its “humanitarian” camp" is the outlet's own telling."""
    b, e = scene.page.passages[draft.passage].start, scene.page.passages[draft.passage].end
    for q in scene.quotations[draft.passage]:
        local = Quotation(q.start - b, q.end - b, q.inner_start - b, q.inner_end - b, q.closed)
        if (
            shared_with(draft.content, [(q.inner_start, q.inner_end)])
            and quotation_purpose(scene.text[b:e], local) == "speech"
        ):
            return True
    return False


def _is_nobodys(scene: Scene, draft: Draft) -> bool:
    """ "No group has claimed the attack": nobody has said it."""
    return bool(draft.source) and bool(_NOBODY.match(scene.text, *min(draft.source)))


def _is_passed_on(scene: Scene, draft: Draft) -> bool:
    """ "“ten” are believed to be lost": a passive with nobody behind it, though words of it are quoted."""
    cue = " ".join(scene.text[s:e] for s, e in draft.cue)
    return draft.quotation == "mixed" and draft.speaker is None and bool(_PASSIVE.match(cue))


def _is_hearsay(scene: Scene, draft: Draft) -> bool:
    """Words that are put into nobody's mouth are nobody's claim: "six are reported to have refused"."""
    return not draft.source


def _is_too_little(scene: Scene, draft: Draft) -> bool:
    """ "his release", "the others": words that only point at what is told elsewhere; "nothing of the money": none at all."""
    words = " ".join(scene.text[s:e] for s, e in draft.content).split()
    cue = scene.text[slice(*draft.cue[0])].casefold()
    if cue.startswith(("refer", "direct", "deferr")) and _DEFLECTED.match(" ".join(words)):
        return True  # "referred questions to the ministry"
    if not words or _EMPTY.fullmatch(" ".join(words).strip(" ,.")):
        return True
    return len(words) <= 2 and bool(_BACK.match(words[0]))


def _is_bare(scene: Scene, draft: Draft) -> bool:
    """A cue that no lexicon knows as one, or a noun in another's words ("his support in") with a content that is no clause."""
    if not draft.known:
        return True
    if not _is_noun(scene, draft) or draft.within is None:
        return False
    return not any(has_finite_verb(scene, s, e) for s, e in draft.content)


def _is_described(scene: Scene, draft: Draft) -> bool:
    """ "an agreement announced last week": the participle describes the noun before it, which says nothing."""
    sentence = scene.page.sentence_at(draft.cue[0][0])
    if sentence is None or not sentence.parsed or not draft.source:
        return False
    first = next((t for t in sentence.doc if t.idx >= draft.cue[0][0] - sentence.start), None)
    if first is None or first.tag_ != "VBN" or first.dep_ != "acl":
        return False
    return any(s <= sentence.start + first.head.idx < e for s, e in draft.source)


def _is_noun(scene: Scene, draft: Draft) -> bool:
    sentence = scene.page.sentence_at(draft.cue[0][0])
    if sentence is None or not sentence.parsed:
        return False
    inside = [t for s, e in draft.cue for t in sentence.doc if s <= sentence.start + t.idx < e]
    return bool(inside) and not any(t.pos_ in ("VERB", "AUX") for t in inside) and any(t.pos_ == "NOUN" for t in inside)


def has_finite_verb(scene: Scene, start: int, end: int) -> bool:
    """Tell whether a finite verb stands in a place; true as well where nothing is known, since the sentence was not parsed."""
    sentence = scene.page.sentence_at(start)
    if sentence is None or not sentence.parsed:
        return True
    return any(_is_finite(sentence, i) for i, t in enumerate(sentence.doc) if start <= sentence.start + t.idx < end)


def _knows_verb(scene: Scene, start: int, end: int) -> bool:
    sentence = scene.page.sentence_at(start)
    return sentence is not None and sentence.parsed and has_finite_verb(scene, start, end)


def _is_finite(sentence: Sentence, i: int) -> bool:
    token = sentence.doc[i]
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD") and token.dep_ not in ("relcl", "amod", "acl")


def _is_tally(scene: Scene, index: EntityIndex, draft: Draft) -> bool:
    """ "the coast reported 12": a region's share of a toll is told in the outlet's own voice; a region says nothing."""
    cue = " ".join(scene.text[s:e] for s, e in draft.cue)
    entity = index.at(draft.source[0][0]) if draft.source else None
    first = scene.text[draft.content[-1][0] : draft.content[-1][1]]
    if not _TALLY.match(cue) or entity is None or not _FIGURE.match(first):
        return False
    return entity.kind == "place" or (entity.name not in country_names() and look_up_place(entity.name) is not None)
