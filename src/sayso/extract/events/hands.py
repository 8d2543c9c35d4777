"""People in somebody's hands: "is in the hands of the Dawn Front", "fell into rebel hands" tell that they are held, and by whom."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_NO_CAPTORS = frozenset("god fate doctors surgeons voters people jury judges lawyers".split())


def find_holders(hands: "Token") -> list["Token"]:
    """Give those in whose hands somebody is: "of ..." or the owner before; nobody's for good or safe hands.

    Nobody is held in the hands of doctors or of God.
    """
    if hands.head.lower_ not in ("in", "into") or hands.dep_ != "pobj":
        return []
    lemma = hands.lemma_.casefold()
    of = [p for c in hands.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    before = [c for c in hands.children if c.dep_ in ("poss", "compound", "nmod") and c.pos_ in ("NOUN", "PROPN")]
    own = [c for c in hands.children if c.lower_ in ("our", "their") and not of]
    if lemma == "power" and not (of or own):
        return []  # a party is in power
    return own or [t for t in of or before if t.lower_ not in _NO_CAPTORS and t.pos_ in ("NOUN", "PROPN")]
