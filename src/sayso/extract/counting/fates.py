"""What happened to the counted: the verb, participle or noun that governs a figure, read off the parse."""

from functools import cache
from typing import TYPE_CHECKING

from sayso.language.counted import read_lexicon
from sayso.model.claim import Status

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OBJECT_DEPS = frozenset({"dobj", "nsubjpass", "pobj", "obj", "attr", "oprd", "dative"})
_CLIMB = frozenset(
    {"conj", "appos", "nmod", "compound", "nummod", "amod", "poss", "quantmod", "advmod", "dep", "npadvmod", "det"}
)
_LIGHT = {  # verbs whose fate is told by a word beside them
    "let": ("go", "out", "free"), "take": ("hostage", "captive", "prisoner", "custody", "away"), "set": ("free",),
    "walk": ("free", "out"), "go": ("free", "home"), "come": ("home", "back", "out"), "bring": ("home", "back", "out"),
    "get": ("back", "out"), "hand": ("over", "back"), "turn": ("over",), "give": ("up", "back"), "round": ("up",),
    "shoot": ("dead",), "gun": ("down",), "send": ("abroad",), "drive": ("exile",), "put": ("bus", "buses"),
    "hold": (), "pull": (), "burn": (),
}  # fmt: skip
_LIGHT_FATES: dict[tuple[str, str], Status] = {
    ("let", "go"): "released", ("let", "out"): "released", ("let", "free"): "released", ("take", "hostage"): "captured",
    ("take", "captive"): "captured", ("take", "prisoner"): "captured", ("take", "custody"): "captured",
    ("set", "free"): "released", ("walk", "free"): "released", ("walk", "out"): "released", ("go", "free"): "released",
    ("go", "home"): "released", ("come", "home"): "released", ("come", "back"): "released", ("come", "out"): "released",
    ("bring", "home"): "released", ("bring", "back"): "released", ("bring", "out"): "released",
    ("get", "back"): "released", ("get", "out"): "released", ("hand", "over"): "transferred",
    ("hand", "back"): "released", ("turn", "over"): "transferred", ("give", "up"): "released",
    ("give", "back"): "released", ("round", "up"): "captured", ("shoot", "dead"): "killed", ("gun", "down"): "killed",
    ("send", "abroad"): "deported", ("drive", "exile"): "deported", ("put", "bus"): "transferred",
    ("put", "buses"): "transferred",
}  # fmt: skip
_HOSPITALS = frozenset({"hospital", "hospitals", "clinic"})
_MOVES = frozenset(["take", "transfer", "rush", "bring", "evacuate", "move", "airlift", "admit", "send"])
LONGEST_CLIMB = 7


@cache
def _fates() -> dict[str, dict[str, Status]]:
    fates: dict[str, dict[str, Status]] = {"object": {}, "subject": {}, "noun": {}, "place": {}}
    for words, status, voice, _ in read_lexicon("statuses.tsv"):
        for word in words.split():
            fates[voice].setdefault(word, status)  # type: ignore[arg-type]
    return fates


def find_noun_fate(word: str) -> Status | None:
    """Give the fate that a noun or adjective names by itself, or None.

    >>> find_noun_fate("deaths"), find_noun_fate("prisoners")
    ('killed', None)
    """
    return _fates()["noun"].get(word.casefold())


def find_fate(doc: "Doc", at: int, noun: str | None = None) -> Status | None:
    """Give what happened to the phrase whose head is token `at`, or None where the sentence does not say.

    The governing verb decides before a participle that only describes: "children abducted in May were rescued" are rescued.
    """
    own = find_noun_fate(doc[at].lower_) if at < len(doc) else None
    if own is None and noun is not None:
        own = find_noun_fate(noun)
    if own:
        return own
    if not doc[at].dep_:
        return _find_nearest(doc, at)
    return _climb(doc, at) or _describe(doc[at]) or None


def _climb(doc: "Doc", at: int) -> Status | None:
    token = doc[at]
    for _ in range(LONGEST_CLIMB):
        head, dep = token.head, token.dep_
        if head.i == token.i:
            break
        if head.pos_ in ("VERB", "AUX"):
            fate = _read_verb(head, dep)
            if fate:
                return fate
            if (
                dep in ("nsubj", "nsubjpass", "dobj", "attr")
                and dep != "attr"
                and head.dep_ not in ("xcomp", "aux", "auxpass")
            ):
                below = [
                    c for c in head.children if c.dep_ in ("xcomp", "conj", "acomp", "ccomp", "dobj") and c.i != token.i
                ]
                for child in below:
                    if child.pos_ in ("VERB", "ADJ"):
                        fate = _read_verb(child, dep) if child.dep_ != "dobj" else None
                        fate = fate or (find_noun_fate(child.lower_) if child.pos_ == "ADJ" else None)
                        if fate:
                            return fate
                if head.dep_ not in ("acl", "relcl", "advcl", "conj"):
                    return None
        elif head.pos_ in ("NOUN", "PROPN", "ADJ"):
            fate = find_noun_fate(head.lower_)
            if fate and dep not in ("nsubj",):
                return fate
        token = head
    return None


def _read_verb(verb: "Token", dep: str) -> Status | None:
    lemma = verb.lemma_.casefold()
    beside = {c.lower_ for c in verb.subtree if verb.i < c.i <= verb.i + 12} | {c.lower_ for c in verb.children}
    for word in _LIGHT.get(lemma, ()):
        if word in beside:
            return _LIGHT_FATES.get((lemma, word))
    if lemma in _MOVES and beside & _HOSPITALS:
        return "hospitalised"
    fates = _fates()
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (verb.tag_ == "VBN" and dep != "nsubj")
    if dep in ("nsubj",) and not passive:
        return fates["subject"].get(lemma)
    if dep in _OBJECT_DEPS or passive or dep in _CLIMB or dep == "prep":
        return fates["object"].get(lemma) or fates["subject"].get(lemma)
    return None


def _describe(token: "Token") -> Status | None:
    """What a participle or relative clause after the noun says of it: "prisoners arrested in Gaza"."""
    for child in token.children:
        if child.dep_ in ("acl", "relcl") and child.pos_ in ("VERB", "ADJ", "AUX"):
            fate = _read_verb(child, "nsubj" if child.tag_ in ("VBG",) else "nsubjpass")
            if fate:
                return fate
        if child.dep_ in ("amod", "acomp") and child.i != token.i:
            fate = find_noun_fate(child.lower_) or _fates()["object"].get(child.lemma_.casefold())
            if fate:
                return fate
    return None


def _find_nearest(doc: "Doc", at: int) -> Status | None:
    """Without a parse: the nearest word of fate within six tokens to the right, then to the left."""
    fates = _fates()
    for token in [*doc[at + 1 : at + 7], *reversed(list(doc[max(0, at - 6) : at]))]:
        word = token.lower_
        for known in (fates["noun"], fates["object"], fates["subject"]):
            for form in (word, word.removesuffix("d"), word.removesuffix("ed"), word.removesuffix("s")):
                if form in known:
                    return known[form]
    return None
