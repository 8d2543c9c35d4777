"""Whom a report tells to be, or to have been, in somebody's hands: what decides whether a journey is one of captives.

"They reached Orva" and "40 arrived by bus" tell of captives only where the report has told of their custody; words such
as "arrive" and "drive" say nothing of it themselves. So the events that do say it are read first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.extract.events.clauses import MEASURES, PARTITIVES, spread
from sayso.extract.events.lexicon import load_words
from sayso.model.claim import EventType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TOLD_BY = frozenset({"capture", "release", "rescue", "exchange", "escape", "deportation", "transfer"})
_SEVERAL = frozenset({"they", "them", "both", "these", "those"})
_SINGLE = frozenset({"he", "him", "she", "her"})
REST = frozenset({"rest", "remainder", "others", "other", "all", "some", "most", "half", "many"})
_ANYBODY = frozenset("people person man woman member citizen national official civilian relative family child".split())
_TAKEN = frozenset({"abduct", "kidnap", "detain", "arrest", "seize", "capture"})
_IN_CUSTODY = frozenset(
    "hold free release jail imprison detain abduct kidnap capture sentence convict swap exchange".split()
)


@dataclass(frozen=True, slots=True)
class Custody:
    """The people of a report's captures and releases by the words of their names and by their nouns (lemmas).

    `told` is whether the report tells of captivity at all; `before` are the sentences in which a pronoun finds whom it means.
    """

    told: bool
    names: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    before: "tuple[Doc, ...]" = field(default=())

    def holds(self, token: "Token") -> bool:
        """Tell whether a noun phrase means people who are or were held: by its words, by name, or as the ones told of before."""
        if not self.told:
            return False
        if is_held_noun(token):
            return True
        low = token.lower_
        if low in _SEVERAL:
            return self._is_last_told(token)
        if low in _SINGLE:
            last = self._last_name(token)
            return last is not None and last.casefold() in self.names
        if token.pos_ == "PROPN" and token.text.casefold() in self.names:
            return True
        inner = [p for c in token.children if c.lower_ in ("of", "among") for p in c.children if p.dep_ == "pobj"]
        if inner and (token.pos_ == "ADJ" or low in PARTITIVES or low in REST or _is_number(token)):
            return self.holds(inner[0])
        if low in REST or _is_number(token):
            return self._is_last_told(token)
        return _noun(token) in self.nouns and any(_picks_out(c) for c in token.children)

    def _is_last_told(self, token: "Token") -> bool:
        """ "They", "40" and "the rest" are of those held where the words before them, here or one sentence back, tell of some."""
        here = token.doc[: token.i]
        return any(map(self._tells, here)) or any(map(self._tells, self.before[-1] if self.before else ()))

    def _tells(self, token: "Token") -> bool:
        return (
            (token.pos_ == "VERB" and token.lemma_ in _TAKEN)
            or is_held_noun(token)
            or (token.pos_ in ("NOUN", "PROPN") and (token.text.casefold() in self.names or _noun(token) in self.nouns))
        )

    def _last_name(self, token: "Token") -> str | None:
        stretches: list[Sequence[Token]] = [list(token.doc[: token.i]), *(list(doc) for doc in reversed(self.before))]
        for stretch in stretches:
            named = [t for t in stretch if t.ent_type_ == "PERSON" and t.pos_ == "PROPN" and t.dep_ != "compound"]
            if named:
                return named[-1].text
        return None


def read_custody(
    told: bool, happened: "Iterable[tuple[EventType, Sequence[Token]]]", docs: "Iterable[Doc]" = ()
) -> Custody:
    """Give whom the captures and releases of a report happen to; `happened` are (type, those it happened to).

    In the sentences `docs`, "Corvanian prisoners" makes "the Corvanians" a word for them too.
    """
    names: set[str] = set()
    nouns = {_noun(c) for doc in docs for t in doc if is_held_noun(t) for c in t.children if c.ent_type_ == "NORP"}
    for kind, held in happened if told else ():
        if kind not in _TOLD_BY:
            continue
        for head in spread(held):
            if head.pos_ == "PROPN" and head.ent_type_ == "PERSON":
                names |= {t.text.casefold() for t in (head, *head.children) if t.pos_ == "PROPN" and t.dep_ != "conj"}
            elif head.pos_ in ("NOUN", "PROPN") and head.lemma_.casefold() not in _ANYBODY:
                nouns.add(_noun(head))
    return Custody(told, frozenset(names), frozenset(nouns))


def is_held_noun(token: "Token") -> bool:
    """Tell whether a noun says by itself, or by a word that describes it, that its bearers are in custody or just out of it."""
    held = load_words().held
    if token.lemma_.casefold() in held or token.lower_ in held:
        return token.pos_ in ("NOUN", "PROPN")
    described = [c for c in token.children if c.dep_ in ("amod", "compound", "acl")]
    described += [c for d in described if d.dep_ == "compound" for c in d.children]
    if any(_tells_custody(c, held) for c in described):
        return True
    within = [p for c in token.children if c.lower_ == "in" for p in c.children if p.dep_ == "pobj"]
    return any(p.lemma_ in ("swap", "exchange") for p in within)


def _tells_custody(word: "Token", held: frozenset[str]) -> bool:
    forms = {word.lemma_.casefold(), word.lower_, word.lower_.removesuffix("ed"), word.lower_.removesuffix("d")}
    return not forms.isdisjoint(held) or not forms.isdisjoint(_IN_CUSTODY)


def _is_number(token: "Token") -> bool:
    return (token.tag_ == "CD" or token.like_num) and token.ent_type_ not in MEASURES


def _noun(token: "Token") -> str:
    """The noun by which people are told again; a people's name may be tagged as a name or as a noun: "the Corvanians"."""
    return token.lemma_.casefold().removesuffix("s")


def _picks_out(child: "Token") -> bool:
    return child.lower_ in ("the", "these", "those", "all") or child.dep_ == "nummod"
