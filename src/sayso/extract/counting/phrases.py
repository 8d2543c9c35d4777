"""The noun phrase that a figure counts: its head, its own words, and whether it is a part of something named beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.extract.counting.lines import Line
from sayso.language.counted import find_unit, is_plural
from sayso.language.numbers import QuantityFound
from sayso.model.claim import Unit

if TYPE_CHECKING:
    from spacy.tokens import Token

PRONOUNS = frozenset(["them", "these", "those", "whom", "us", "which", "you"])
DETERMINERS = frozenset(("the these those this that our their his her its my your all both").split())
STATE_WORDS = frozenset(
    (
        "dead wounded injured missing killed arrested detained captured freed released displaced homeless rescued "
        "hurt deported abducted kidnapped hospitalised hospitalized unaccounted alive sick ill dying "
        "executed accused condemned"
    ).split()
)
_DAYS = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
        "september october november december today yesterday tomorrow tonight overnight"
    ).split()
)
_GERUNDS = frozenset(["serving", "facing", "awaiting", "including"])
BODIES = frozenset("body bodies remains corpse corpses coffin coffins".split())
_LONGEST = 9  # tokens of one noun phrase after its figure
_NOMINAL = frozenset({"individual", "male", "female", "minor", "adult", "national", "elderly", "foreigner"})
_OPENS_WHOLE = re.compile(r"^\W*(?:of|among) (?:the|these|those) [\w,.-]+\s*$", re.IGNORECASE)  # "Of the 58, 41 men"
_TOTALS = frozenset("total whole lot".split())
_DASHES = ("-", "–", "/")
_BREAKS = (":", "-", "–", "—", "--")  # before a breakdown
_QUOTES = ("#", "“", '"', "‘", "'")
_POSSESSIVES = ("’s", "'s", "’", "'")
_ON_LIST = re.compile(
    r"\b(?:list|register|roll|manifest|roster)s?\b[^.;]{0,40}?\b(?:has|have|had|holds?|held|carr(?:y|ies|ied)|contain\w*|bears?|bore|of|with|"
    r"runs? to|gives?|gave|shows?|numbers?)\s+(?:[\w,.-]+\s+){0,3}$|\bof (?:the|those|these)\s+$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w")
_SAID_NOT = re.compile(r"\s*[,(–—-]?\s*(?:and |but )?(?:not|rather than|instead of)\s+", re.IGNORECASE)
_SAID_NOT_BEFORE = re.compile(r"\d\s*[,(–—-]?\s*(?:and |but )?(?:not|rather than|instead of)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands after a figure: tokens `first` to `last` (exclusive) of the phrase, its head, its unit and own words."""

    first: int
    last: int
    head: int | None
    unit: Unit | None
    of: str | None
    partitive: bool = False  # "of them", "of the prisoners": a part of something
    pronoun: bool = False
    other: bool = False  # "three others", "12 more"


def token_at(doc: Line, offset: int) -> int:
    """Give the index of the first token that ends after the code point `offset` (the length of the doc at its end)."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        token = doc[middle]
        if token.idx + len(token.text) > offset:
            high = middle
        else:
            low = middle + 1
    return low


def read_phrase(doc: Line, quantity: QuantityFound) -> Phrase:
    """Read the noun phrase that a quantity counts, from the token after it."""
    first = token_at(doc, quantity.end)
    if quantity.kind == "strength":
        team = _read_noun(doc, first) if first < len(doc) else Phrase(first, first, None, None, None)
        return team if team.unit == "person" else replace(team, unit="person")  # "a four-person team"
    if first >= len(doc):
        return Phrase(first, first, None, None, None)
    more = first
    while more < len(doc) and doc[more].lower_ in ("more", "other", "additional", "further", "new", "such"):
        if doc[more].lower_ == "more" and more + 1 < len(doc) and doc[more + 1].lower_ == "than":
            break
        more += 1
    others = more > first and doc[first].lower_ in ("more", "other", "additional", "further")
    if more < len(doc) and doc[more].lower_ == "of":
        return _read_partitive(doc, first, more, quantity.form == "vague" or quantity.kind == "percent")
    if more < len(doc) and doc[more].lower_ == "others":
        return Phrase(first, more + 1, more, None, "others", other=True)
    noun = _read_noun(doc, more)
    if noun.head is None and others:
        return Phrase(first, more, None, None, None, other=True)
    if noun.head is None:
        return noun
    if quantity.kind == "count" and (quantity.value.best or 2) > 1 and _is_single(doc, noun.head):
        return Phrase(first, first, None, None, None, other=others)  # "five needed hospital treatment"
    of = _words(doc, first, noun.last)
    return Phrase(first, noun.last, noun.head, noun.unit, of, other=others)


def _is_single(doc: Line, head: int) -> bool:
    """Whether a noun cannot be what a figure above one counts: it is singular, and names no group of the living."""
    token = doc[head]
    return (
        token.tag_ in ("NN", "NNP") and not is_plural(token.text) and find_unit(token.text) in (None, "thing", "event")
    )


def _read_partitive(doc: Line, first: int, of: int, loose: bool) -> Phrase:
    after = of + 1
    if after >= len(doc):
        return Phrase(first, first, None, None, None)
    word = doc[after].lower_
    if word in ("what", "whom") and not loose:
        called = next(
            (t.i for t in doc[after : after + 10] if t.lower_ in ("call", "calls", "called", "describes", "terms")),
            None,
        )
        noun = _read_noun(doc, called + 1) if called is not None else None
        if noun is not None and noun.head is not None:
            return Phrase(first, noun.last, noun.head, noun.unit, noun.of)
    if word in ("those", "these") and after + 1 < len(doc) and _opens_noun(doc, after + 1):
        noun = _read_noun(doc, after + 1)
        if noun.head is not None:
            return Phrase(first, noun.last, noun.head, noun.unit, _words(doc, after, noun.last), partitive=True)
    if word in ("those", "these") and after + 1 < len(doc) and doc[after + 1].lower_ in STATE_WORDS:
        return Phrase(
            first,
            after + 2,
            None,
            None if loose and doc[first - 1].text == "%" else "person",
            _words(doc, after, after + 2),
            partitive=True,
        )
    if word in PRONOUNS:
        return Phrase(first, after + 1, None, None, None, partitive=True, pronoun=True)
    if word in ("ours", "theirs", "yours", "mine", "his", "hers") and not _opens_noun(
        doc, min(after + 1, len(doc) - 1)
    ):
        return Phrase(first, after + 1, None, "person", doc[after].text)  # "seven of ours"
    start, partitive = after, not loose
    while start < len(doc) and (doc[start].lower_ in DETERMINERS or doc[start].text in ("’s", "'s")):
        partitive = True
        start += 1
    if start + 2 < len(doc) and doc[start + 1].text in ("’s", "'s") and doc[start + 2].like_num:
        start += 2  # "six of the quarry's 31"
    if doc[start].lower_ in ("a", "an") and start + 2 < len(doc) and doc[start + 2].like_num:
        start += 1  # "20 of an agreed 64"
    number = start + 1 if start + 1 < len(doc) and doc[start].tag_ in ("VBN", "JJ", "VBD", "VBG") else start
    if start < len(doc) and start > after and doc[start].lower_ in _TOTALS:
        return Phrase(first, start + 1, None, None, None, partitive=True, pronoun=True)  # "790 of the total"
    if start < len(doc) and (doc[start].like_num or doc[number].like_num):
        return Phrase(first, first, None, None, None, partitive=True, pronoun=True)
    noun = _read_noun(doc, start)
    said = start < len(doc) and (doc[start].tag_ in ("VBN", "VBD", "JJ") or doc[start].lower_ in STATE_WORDS)
    if noun.head is None and partitive and said:
        return Phrase(
            first, start + 1, None, "person", _words(doc, after, start + 1), partitive=True
        )  # "of the sentenced"
    if noun.head is None or (not loose and start == after and _is_single(doc, noun.head)):
        return Phrase(first, first, None, None, None)  # "two of illness"
    return Phrase(first, noun.last, noun.head, noun.unit, _words(doc, after, noun.last), partitive=partitive)


def _opens_noun(doc: Line, at: int) -> bool:
    return _tag(doc[at]) in ("ADJ", "NOUN", "PROPN")


def _read_noun(doc: Line, first: int) -> Phrase:
    """Walk over modifiers to the last noun of the phrase that begins at token `first`."""
    head, at = None, first
    while at < len(doc) and at - first < _LONGEST:
        token = doc[at]
        if token.lower_ in _DAYS or (token.lower_ in STATE_WORDS and not _modifies(doc, at)):
            break
        tag = _tag(token)
        if tag in ("NOUN", "PROPN"):
            if head is not None and not _compounds(doc, head, at):
                break
            head = at
        elif head is not None and tag == "ADJ" and doc[head].tag_ == "NN" and _next_is_plural(doc, at + 1):
            pass  # "10 high-threat illegal aliens"
        elif (
            token.lower_ == "to"
            and at > first
            and doc[at - 1].text == "-"
            and at + 1 < len(doc)
            and doc[at + 1].text == "-"
        ):
            pass  # "air-to-surface missiles"
        elif token.text in _POSSESSIVES and head is not None and _leads_to_noun(doc, at + 1):
            head = None
        elif not (
            _carries_on(doc, at, first, tag) if head is None else token.text in _DASHES and not token.whitespace_
        ):
            break
        at += 1
    if head is None:
        return Phrase(first, first, None, None, None)
    return Phrase(
        first, _coordinate(doc, head), head, _unit(doc, first, head), _words(doc, first, _coordinate(doc, head))
    )


def _carries_on(doc: Line, at: int, first: int, tag: str) -> bool:
    """Whether a word before the noun belongs to the phrase: a modifier, or what joins two modifiers."""
    token = doc[at]
    if token.text in _DASHES:
        return at > first and not token.whitespace_
    if token.text == ",":
        return at > first and _tag(doc[at - 1]) == "ADJ" and _leads_to_noun(doc, at + 1)
    if token.lower_ == "and":
        return at > first and at + 1 < len(doc) and _tag(doc[at + 1]) == "ADJ" and _leads_to_noun(doc, at + 1)
    if not _WORD.search(token.text) and token.text not in _QUOTES:
        return False
    if tag == "NUM":
        return (
            at + 2 < len(doc)
            and token.text[-1:].isdigit()
            and find_unit(doc[at + 1].text) is None
            and _leads_to_noun(doc, at + 1)
        )
    return tag in ("ADJ", "VERB", "ADV", "PUNCT", "SYM", "PART") and _modifies(doc, at)


def _tag(token: "Token") -> str:
    """The part of speech; for a sentence without a parse, what the lexicon of counted nouns lets us say."""
    if token.pos_:
        if token.tag_ in ("VBD", "VBP", "VBZ", "VB") and is_plural(token.text) and find_unit(token.text):
            return "NOUN"
        if token.lower_ in _NOMINAL and (
            token.i + 1 >= len(token.doc) or token.doc[token.i + 1].pos_ not in ("NOUN", "PROPN", "ADJ")
        ):
            return "NOUN"
        if token.pos_ == "NUM" and any(c.isalpha() for c in token.text) and any(c.isdigit() for c in token.text):
            return "PROPN"
        return token.pos_
    if find_unit(token.text):
        return "NOUN"
    if token.is_punct:
        return "PUNCT"
    if token.is_stop or token.lower_.endswith("ly"):
        return "X"
    return "PROPN" if token.text[:1].isupper() else "ADJ"


def _compounds(doc: Line, head: int, at: int) -> bool:
    """Whether the noun at `at` carries on a compound ("police officers"), or begins something else ("men Monday")."""
    if doc[head].tag_ in ("NNS", "NNPS") and find_unit(doc[head].text) and doc[at].tag_ != "NNS":
        return False
    return doc[at - 1].text not in (",",)


def _modifies(doc: Line, at: int) -> bool:
    """Whether a word before the noun modifies it: "suspected insurgents", but not "detained in", "serving life terms"."""
    token = doc[at]
    if token.lower_ in STATE_WORDS:
        after = [t for t in doc[at + 1 : at + 4] if t.text != "-"]
        return any(_tag(t) in ("NOUN", "PROPN") and is_plural(t.text) and find_unit(t.text) for t in after[:1]) or (
            len(after) > 1
            and _tag(after[0]) in ("ADJ", "PROPN")
            and is_plural(after[1].text)
            and find_unit(after[1].text) is not None
        )
    if token.lower_ in _GERUNDS or token.lower_ in ("who", "that", "were", "was", "are", "have", "had"):
        return False
    if _tag(token) == "VERB" and token.tag_ in ("VBD", "VBP", "VBZ", "VB", "MD"):
        return token.lower_.endswith(("ed", "en")) and _next_is_plural(doc, at + 1)
    if _tag(token) == "VERB" and token.tag_ == "VBG" and token.dep_ not in ("amod", "compound", "nummod"):
        return _next_is_plural(doc, at + 1) and token.dep_ not in ("acl", "ROOT")
    return _leads_to_noun(doc, at + 1)


def _next_is_plural(doc: Line, at: int) -> bool:
    return at < len(doc) and _tag(doc[at]) in ("NOUN", "PROPN") and is_plural(doc[at].text)


def _leads_to_noun(doc: Line, at: int) -> bool:
    for token in doc[at : at + 5]:
        if _tag(token) in ("NOUN", "PROPN") and token.lower_ not in _DAYS:
            return True
        if _tag(token) not in ("ADJ", "ADV", "CCONJ", "PUNCT", "VERB", "NUM", "PART") or token.text in (
            ".",
            ";",
            ":",
            "(",
            ")",
            "—",
        ):
            return False
        if _tag(token) == "VERB" and token.tag_ not in ("VBN", "VBG"):
            return False
        if token.lower_ in STATE_WORDS and token.text == doc[at].text and _tag(token) == "VERB":
            continue
    return False


def _coordinate(doc: Line, head: int) -> int:
    """Where the phrase ends, with the nouns that share the figure: "390 soldiers and civilians"."""
    last = head + 1
    unit = find_unit(doc[head].text)
    at = last
    while at < len(doc) and doc[at].lower_ in (",", "and", "or"):
        after = at + 1
        if after < len(doc) and doc[after].lower_ in ("and", "or"):
            after += 1
        if after < len(doc) and _tag(doc[after]) == "ADJ":
            after += 1
        if after >= len(doc) or not is_plural(doc[after].text) or find_unit(doc[after].text) != unit or unit is None:
            break
        if after + 1 < len(doc) and doc[after + 1].lower_ in (
            "said",
            "say",
            "told",
            "reported",
            "confirmed",
            "announced",
        ):
            break
        at = after + 1
        if doc[after - 1].lower_ in ("and", "or") or (after > 1 and doc[after - 2].lower_ in ("and", "or")):
            last = at
            break
    return last


def _unit(doc: Line, first: int, head: int) -> Unit | None:
    noun = doc[head]
    word = noun.lower_
    before = {t.lower_ for t in doc[first:head]}
    if word in ("term", "terms", "sentence", "sentences"):
        in_prison = before & {"life", "prison", "jail", "death", "consecutive", "concurrent", "suspended"}
        return "sentence" if word.startswith("sentence") or in_prison else "thing"
    if word == "names" and _ON_LIST.search(doc.text[: doc[first].idx]):
        return "person"  # "the list carries 96 names", "14 of those names"
    if word in ("lives",) or (word == "life" and head == first):
        return "person"
    unit = find_unit(noun.text)
    if unit is None and noun.tag_ == "NNP" and not is_plural(noun.text):
        return None
    if unit == "event" or unit is None:
        return unit or "thing"
    return unit


def _words(doc: Line, first: int, last: int) -> str | None:
    if last <= first:
        return None
    return doc.text[doc[first].idx : doc[last - 1].idx + len(doc[last - 1])]


def share_phrase(doc: Line, phrase: Phrase, figures: Sequence[QuantityFound]) -> Phrase:
    """Give a bare figure the noun of the figure beside it: "390 and 307 prisoners", "two Dorian and five Thai hostages"."""
    corrected = _share_corrected(doc, phrase, figures) if phrase.head is None and phrase.first < len(doc) else None
    if corrected is not None:
        return corrected
    at = phrase.first
    while (
        at < len(doc)
        and at - phrase.first < 4
        and _tag(doc[at]) in ("ADJ", "PROPN", "NOUN")
        and doc[at].lower_ not in STATE_WORDS
    ):
        at += 1
    joins: tuple[str, ...] = (
        ("and", "or", "to", ",")
        if phrase.first < len(doc) and _OPENS_WHOLE.match(doc.text[: doc[phrase.first].idx])
        else ("and", "or", "to")
    )
    if phrase.head is None and at == phrase.first and at < len(doc) and doc[at].text in _BREAKS:
        joins = _BREAKS  # "put it at 189: 187 soldiers and two cooks"
    if at >= len(doc) or doc[at].lower_ not in joins:
        return phrase
    join = doc[at].idx + len(doc[at])
    following = next((q for q in figures if 0 < q.start - join <= 2), None)
    if following is None or (
        phrase.head is not None and (is_plural(doc[phrase.head].text) or not doc[phrase.head].text[:1].isupper())
    ):
        return phrase
    noun = read_phrase(doc, following)
    if noun.head is None or noun.unit is None or noun.partitive:
        return phrase
    if doc[at].text in _BREAKS:
        return Phrase(phrase.first, phrase.first, None, noun.unit, None)
    own = _words(doc, phrase.first, at)
    of = f"{own} {doc[noun.head].text}" if own else noun.of
    return Phrase(phrase.first, at, noun.head, noun.unit, of)


def _share_corrected(doc: Line, phrase: Phrase, figures: Sequence[QuantityFound]) -> Phrase | None:
    """The noun that a figure shares with the one said in its place: "31, not 41, cadets", "thirty rather than 40 sailors"."""
    start = doc[phrase.first].idx
    mine = next((q for q in reversed(figures) if q.end <= start), None)
    if mine is None:
        return None
    before = _SAID_NOT_BEFORE.search(doc.text[: mine.start])
    after = next((q for q in figures if q.start > start and _SAID_NOT.fullmatch(doc.text[mine.end : q.start])), None)
    if not (before or after):
        return None
    other = read_phrase(doc, after) if after else phrase
    if other.head is None and other.first + 1 < len(doc) and doc[other.first].text in (",", ")"):
        other = _read_noun(doc, other.first + 1)
    if other.head is None or other.unit is None:
        return None
    return Phrase(phrase.first, phrase.first, other.head, other.unit, other.of)


def names_bodies(doc: Line, at: int) -> bool:
    """Tell whether the phrase whose head is token `at` counts the dead by their bodies: "the bodies of four hostages"."""
    if at >= len(doc) or not doc[at].dep_:
        return False
    above = doc[at].head
    return above.lower_ == "of" and above.head.lower_ in BODIES
