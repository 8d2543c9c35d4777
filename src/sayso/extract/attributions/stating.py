"""Whether an attribution states something: a claim, or only an attitude, a perception, a picture, words of nobody."""

import re

from sayso.extract.attributions.drafts import Draft, Scene
from sayso.extract.entities import EntityIndex
from sayso.language.parsing import Sentence

_HEARSAY = re.compile(
    r"\b(?:is|are|was|were|been|being|be)\s+(?:(?:\w+ly|also|still|now|not|often|long|then)\s+)*(?:said|reported|believed|thought|understood|"
    r"rumou?red|alleged|known|feared|seen|expected|considered|assumed|presumed|estimated|supposed|deemed|claimed|hoped|heard|shown|"
    r"meant|set)\b",
    re.IGNORECASE,
)
_BACK = re.compile(r"^(?:his|her|its|their|him|her|it|them|this|that|these|those|so|one)\b", re.IGNORECASE)
_TALLY = re.compile(r"^(?:reported|reports|recorded|records|registered|saw|has reported|have reported)$", re.IGNORECASE)
_FIGURE = re.compile(r"^(?:\d|another \d|at least \d|about \d|some \d|no \w+)")


def settle_claim(scene: Scene, index: EntityIndex, draft: Draft) -> None:
    """Take the claim from a draft that states nothing; one whose act is already told from speech stays as it is."""
    if draft.claim and draft.cue and draft.quotation == "indirect":
        draft.claim = not (
            _is_hearsay(scene, draft)
            or _is_too_little(scene, draft)
            or _is_bare(scene, draft)
            or _is_tally(scene, index, draft)
        )


def _is_hearsay(scene: Scene, draft: Draft) -> bool:
    """Words that are put into nobody's mouth are nobody's claim: "six are reported to have refused"."""
    if draft.source:
        return False
    printed = " ".join(scene.text[s:e] for s, e in draft.cue)
    lead = scene.text[max(0, draft.cue[0][0] - 16) : draft.cue[-1][1]]
    return (
        bool(_HEARSAY.search(lead) or _HEARSAY.search(printed))
        or printed.casefold().endswith("edly")
        or not draft.known
    )


def _is_too_little(scene: Scene, draft: Draft) -> bool:
    """ "his release", "them": two words that only point at what is told elsewhere."""
    words = " ".join(scene.text[s:e] for s, e in draft.content).split()
    return len(words) <= 2 and bool(_BACK.match(words[0])) if words else True


def _is_bare(scene: Scene, draft: Draft) -> bool:
    """A cue that no lexicon knows, or a noun that stands in another's words, with a content that is no clause."""
    if draft.known and not (_is_noun(scene, draft) and (draft.within is not None or not draft.source)):
        return False
    return not any(_has_finite_verb(scene, s, e) for s, e in draft.content)


def _is_noun(scene: Scene, draft: Draft) -> bool:
    sentence = scene.page.sentence_at(draft.cue[0][0])
    if sentence is None or not sentence.parsed:
        return False
    inside = [t for s, e in draft.cue for t in sentence.doc if s <= sentence.start + t.idx < e]
    return bool(inside) and not any(t.pos_ in ("VERB", "AUX") for t in inside) and any(t.pos_ == "NOUN" for t in inside)


def _has_finite_verb(scene: Scene, start: int, end: int) -> bool:
    """True as well where nothing is known, since the sentence was not parsed."""
    sentence = scene.page.sentence_at(start)
    if sentence is None or not sentence.parsed:
        return True
    return any(_is_finite(sentence, i) for i, t in enumerate(sentence.doc) if start <= sentence.start + t.idx < end)


def _is_finite(sentence: Sentence, i: int) -> bool:
    token = sentence.doc[i]
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD") and token.dep_ not in ("relcl", "amod", "acl")


def _is_tally(scene: Scene, index: EntityIndex, draft: Draft) -> bool:
    """ "the coast reported 12": a region's share of a toll is told in the outlet's own voice; a region says nothing."""
    cue = " ".join(scene.text[s:e] for s, e in draft.cue)
    entity = index.at(draft.source[0][0]) if draft.source else None
    first = scene.text[draft.content[-1][0] : draft.content[-1][1]]
    return bool(_TALLY.match(cue)) and entity is not None and entity.kind == "place" and bool(_FIGURE.match(first))
