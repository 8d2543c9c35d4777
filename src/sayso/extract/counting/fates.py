"""What happened to the counted: the verb, participle or noun that governs a figure, read off the parse."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from sayso.extract.counting.lines import Line
from sayso.extract.counting.phrases import token_at
from sayso.language.counted import find_unit
from sayso.language.lexicon import read_lexicon
from sayso.model.claim import Status

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_CLIMB = 7
_OBJECT_DEPS = frozenset({"dobj", "nsubjpass", "pobj", "obj", "oprd", "dative"})
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "conj", "csubj"})
_CLIMB = frozenset(
    {"conj", "appos", "nmod", "compound", "nummod", "amod", "poss", "quantmod", "advmod", "dep", "npadvmod", "det"}
)
_CARRYING = frozenset({"of", "for", "including", "with", "between", "involving", "like", "along", "alongside"})
_HOSPITALS = frozenset({"hospital", "hospitals", "clinic"})
_GROUPS = frozenset({"%", "percent"}) | frozenset(
    "group number total series team pair crowd half rest dozens hundreds thousands scores handful lives life bodies body remains "
    "case party batch round list exchange majority most set convoy unit out score members".split()
)
_CUSTODY = frozenset("custody captivity detention prison prisons jail jails guard bars hands".split())
_IN_CUSTODY = re.compile(
    r"\s+(?:as |still |are |were |remain(?:ed)? )*(?:in|behind|under) (?:its |their |his |her |the )?(?:captivity|custody|prison|jail|detention|bars|guard)\b",
    re.I,
)
_TAKING_ELSEWHERE = frozenset("to into over up off out back away home through for".split())
_MOVES = frozenset("take transfer rush bring evacuate move airlift admit send go fly drive carry".split())
_SPECIFYING = frozenset("the these those its their his her our all same first".split())
_EXILES = frozenset("exile banishment deportation expulsion".split())
_EXILING = frozenset(
    "put fly take send drive escort ship force move transfer go board carry bring leave remove".split()
)
_STAYING = frozenset("be remain stay lie".split())
_WAITING = frozenset("remain wait await".split())  # "remain to be freed": still held
_PARTICLES = frozenset("over out back up off go home free captive hostage prisoner".split())
_FAR_EXILE = 14  # tokens after "put" in which "under an order of banishment" is looked for
_IRREGULAR = {
    "held": ("hold",), "taken": ("take",), "took": ("take",), "given": ("give",), "gave": ("give",), "sent": ("send",),
    "brought": ("bring",), "shot": ("shoot",), "slain": ("slay",), "went": ("go",), "came": ("come",), "let": ("let",),
}  # fmt: skip
_TAIL = re.compile(
    r"^\s*(?:,?\s*(?:\w+\s+){0,4}?)?(?:(?:are|were|was|is|be|been)\s+)?(?:(?:now|still|also|later|officially|already|all|so far)\s+)*"
    r"(?:(?:confirmed|listed|reported|presumed|feared|believed|declared|counted|known|said|registered|left)\s+)?"
    r"(?:(?:as|to be|to have been|to have|among the|among those)\s+)?(?P<fate>dead|died|killed|wounded|injured|hurt|missing|"
    r"unaccounted for|displaced|homeless|rescued|freed|released|arrested|detained|captured|abducted|kidnapped|deported)\b"
    r"(?![\s-]+(?:\w+[\s-])?(?:people|men|women|children|soldiers|civilians|prisoners|hostages|detainees|captives))",
    re.IGNORECASE,
)
_PASSIVE_AFTER_PARTICIPLE = re.compile(
    r"^\s+(?:\w+ed|held|taken)\s(?:(?!\b(?:that|which|who|whom|where|when|and)\b)[^,;:.\d]){2,60}?\s"
    r"(?:(?:will|would|shall|(?:are|is|were|was) (?:due |set )?to) be|(?:have|has|had) been|were|are) (?:\w+ly )?"
    r"(?P<fate>killed|wounded|rescued|freed|released|deported)\b",
    re.IGNORECASE,
)  # "guards held in the hills since the spring will be freed"
_AT_ONCE = re.compile(
    r"^(?:\s*,)?(?:\s+(?:have|has|had|been|being|were|are|was|is|now|still|also|officially|as|or|forcibly|later|confirmed|listed|reported|presumed|feared|believed|known|dead))*\s+$",
    re.I,
)
_PREDICATED = re.compile(
    r"^\s+(?:have|has|had|were|are|was|is|now|still|dead|killed|wounded|injured|hurt|missing|died|homeless|displaced|unaccounted|"
    r"listed|confirmed|feared|presumed|reported|as)\b",
    re.I,
)
_HEADLINE = re.compile(
    r"^\s+(?:(?:now|all|safely|finally|at last)\s+)*(?:home|out|free|back)\b(?!\s+of\b)"
    r"(?=\s*(?:[,.;:!–—-]|$|and\b|after\b|as\b|in\b|for\b|from\b|on\b))",
    re.IGNORECASE,
)
_FATE_WORDS: dict[str, Status] = {
    "dead": "killed", "died": "killed", "killed": "killed", "wounded": "wounded", "injured": "wounded", "hurt": "wounded",
    "missing": "missing", "unaccounted for": "missing", "displaced": "displaced", "homeless": "displaced",
    "rescued": "rescued", "freed": "released", "released": "released", "arrested": "captured", "detained": "captured",
    "captured": "captured", "abducted": "captured", "held": "held", "kidnapped": "captured", "deported": "deported",
}  # fmt: skip
_PREDICATES: dict[str, Status] = {
    "free": "released", "out": "released", "home": "released", "back": "released", "captive": "held", "hostage": "held",
    "dead": "killed", "missing": "missing", "homeless": "displaced", "imprisoned": "held", "unaccounted": "missing",
}  # fmt: skip


@cache
def _fates() -> dict[str, dict[str, Status]]:
    """Words of fate by voice; in voice "beside" a verb and the word that completes it, parted by a blank."""
    fates: dict[str, dict[str, Status]] = {"object": {}, "subject": {}, "noun": {}, "beside": {}}
    for words, status, voice, _ in read_lexicon("statuses"):
        for word in words.split():
            fates[voice].setdefault(word.replace("-", " ") if voice == "beside" else word, status)  # type: ignore[arg-type]
    return fates


@cache
def _completed() -> dict[str, tuple[str, ...]]:
    verbs: dict[str, tuple[str, ...]] = {}
    for pair in _fates()["beside"]:
        verb, word = pair.split(" ")
        verbs[verb] = (*verbs.get(verb, ()), word)
    return verbs


def find_noun_fate(word: str) -> Status | None:
    """Give the fate that a noun or adjective names by itself, or None.

    >>> find_noun_fate("deaths"), find_noun_fate("prisoners")
    ('killed', None)
    """
    return _fates()["noun"].get(word.casefold())


def read_fate_words(words: str) -> Status | None:
    """Give the first fate that stands in a phrase such as "those killed in the north", or None.

    >>> read_fate_words("the freed prisoners"), read_fate_words("the prisoners"), read_fate_words("those let out on Sunday")
    ('released', None, 'released')
    """
    found = re.findall(r"[a-z]+", words.casefold())
    for at, word in enumerate(found):
        fate = _FATE_WORDS.get(word) or (
            find_fate_before(" ".join(found[at : at + 2])) if at + 1 < len(found) else None
        )
        if fate:
            return fate
    return find_fate_before(found[-1]) if found and found[-1].endswith(("ed", "en")) else None


def find_fate(doc: Line, at: int, end: int) -> Status | None:
    """Give what happened to the phrase whose head is token `at` and that ends at code point `end` of the doc, or None.

    The governing verb decides before a participle that only describes: "children abducted in May were rescued" are rescued.
    """
    if at >= len(doc):
        return None
    own = find_noun_fate(doc[at].lower_)
    if own:
        return own
    passive = _PASSIVE_AFTER_PARTICIPLE.match(doc.text[end : end + 120])
    if passive:
        return _FATE_WORDS[passive.group("fate").casefold()]
    tail = _TAIL.match(doc.text[end : end + 70])
    said = _FATE_WORDS[tail.group("fate").casefold()] if tail else None
    if tail and _acts(doc[min(len(doc) - 1, token_at(doc, end + tail.start("fate")))]):
        said = None
    if (
        said
        and tail
        and _AT_ONCE.match(doc.text[end : end + tail.start("fate")])
        and _PREDICATED.match(doc.text[end : end + 24])
    ):
        return said
    if _IN_CUSTODY.match(doc.text[end : end + 40]):
        return "held"
    if not doc[at].dep_:
        return said or _find_nearest(doc, at)
    if _is_whole(doc, at):
        return _describe(doc[at])  # "freed 17 of the 41 men it seized": what befell the 17 is not told of the 41
    fate = (
        _climb(doc, at)
        or _read_next_verb(doc, at)
        or _describe(doc[at])
        or (said if tail and "," not in tail.group() else None)
    )
    if fate is None and doc[at].dep_ not in _OBJECT_DEPS and _HEADLINE.match(doc.text[end : end + 40]):
        return "released"
    return fate


def _is_whole(doc: Line, at: int) -> bool:
    """Whether a noun or figure stands in "17 of the 41 men": counted as that of which the figure before is a part."""
    figure = next((t.i for t in reversed(doc[max(0, at - 5) : at + 1]) if t.like_num), None)
    before = [] if figure is None else [t for t in doc[max(0, figure - 4) : figure] if t.lower_ not in _SPECIFYING]
    return len(before) > 1 and before[-1].lower_ == "of" and before[-2].like_num


def _read_next_verb(doc: Line, at: int) -> Status | None:
    """What the verb right after a bare figure says of it, whatever the parse hangs the figure on: "among them fifty were freed"."""
    after = doc[at + 1] if at + 1 < len(doc) else None
    if after is None or not doc[at].like_num:
        return None
    if after.lemma_ == "remain":
        return "held" if at + 2 >= len(doc) or doc[at + 2].pos_ in ("PUNCT", "ADP") else None
    if after.dep_ not in ("aux", "auxpass"):
        return None
    verb = after.head
    passive = any(c.dep_ == "auxpass" for c in verb.children)
    return _read_verb(verb, "nsubjpass" if passive else "nsubj", doc[at])


def find_fate_before(words: str) -> Status | None:
    """Give the fate told by the word or two that stand right before a figure, where the parse tells none: "Kills 20".

    >>> find_fate_before("Kills"), find_fate_before("hands over"), find_fate_before("were about")
    ('killed', 'transferred', None)
    """
    verb, _, particle = words.casefold().rpartition(" ")
    if particle in ("leaving", "leaves"):
        return "held"  # "freed nine, leaving thirteen"
    pairs = _fates()["beside"]
    if verb and particle in _PARTICLES:
        return next((pairs[f"{f} {particle}"] for f in _forms(verb) if f"{f} {particle}" in pairs), None)
    return next((_fates()["object"][f] for f in _forms(particle) if f in _fates()["object"] and f != "house"), None)


def _forms(word: str) -> tuple[str, ...]:
    """What the verb of a printed word may be in the dictionary: the word itself, without its ending, or irregular."""
    cut = [word, *(word.removesuffix(e) for e in ("s", "es", "ing", "ed", "d"))]
    return (*cut, word.removesuffix("ing") + "e", *_IRREGULAR.get(word, ()))


def _acts(token: "Token") -> bool:
    """Whether a word such as "killed" is an active verb with an object of its own: "two gunmen killed five men"."""
    return (
        token.pos_ == "VERB"
        and any(c.dep_ in ("dobj", "obj") and c.i > token.i and not _opens_next(c) for c in token.children)
        and not any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)
    )


def _opens_next(token: "Token") -> bool:
    """Whether a figure begins the next item of a headline: "6 killed 22 injured" has no object."""
    return token.i + 1 < len(token.doc) and token.nbor().lower_ in _FATE_WORDS


def _climb(doc: Line, at: int) -> Status | None:
    token = doc[at]
    for _ in range(LONGEST_CLIMB):
        head, dep = token.head, token.dep_
        if head.i == token.i:
            break
        if head.pos_ in ("VERB", "AUX"):
            fate = _read_verb(head, dep, token)
            if fate:
                return fate
            if dep == "conj" and token.pos_ in ("NOUN", "PROPN"):
                return _read_below(head, token, "nsubj")  # "Six are back, and some 145 prisoners": the verb said once
            if dep in ("nsubj", "nsubjpass", "dobj") or (
                dep == "attr" and any(c.dep_ == "expl" for c in head.children)
            ):
                return _read_below(head, token, dep)
        elif head.pos_ in ("NOUN", "PROPN", "ADJ"):
            fate = find_noun_fate(head.lower_)
            if fate and dep != "nsubj":
                return fate
            if token.pos_ == "ADP" and head.pos_ == "NOUN" and head.lower_ not in _GROUPS:
                return None  # "released the names of two men" frees nobody
        elif head.pos_ == "ADP" and not _carries(head):
            return None  # "the release from the 300 girls", "returned on seven buses"
        if head.pos_ in ("VERB", "AUX") and head.dep_ in _CLAUSES:
            return None  # what a clause tells of is not told by the clause around it
        token = head
    return None


def _carries(preposition: "Token") -> bool:
    """Whether what is told of a verb or noun is told of what its preposition leads to."""
    if preposition.lower_ == "of":
        return preposition.head.pos_ not in ("VERB", "AUX")
    return preposition.lower_ in _CARRYING


def _read_below(verb: "Token", token: "Token", dep: str) -> Status | None:
    """What verbs and adjectives under a verb of no fate say: "were able to flee", "are free", "began to be released"."""
    for child in verb.children:
        if child.i == token.i:
            continue
        told = _read_state(verb, child) if verb.lemma_ in _STAYING else None
        if told:
            return told
        if child.dep_ in ("xcomp", "conj", "ccomp") and child.pos_ in ("VERB", "AUX") and child.i > token.i:
            if any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children):
                continue
            fate = _read_verb(child, dep, token)
            if fate:
                waits = verb.lemma_ in _WAITING or any(c.lower_ == "yet" for c in verb.children)
                return "held" if waits and fate == "released" and child.dep_ == "xcomp" else fate
    stays = verb.lemma_ == "remain" and token.i < verb.i and dep == "nsubj"
    return "held" if stays and not any(c.dep_ in ("acomp", "attr", "oprd", "xcomp") for c in verb.children) else None


def _read_state(verb: "Token", child: "Token") -> Status | None:
    """What a place or adjective says of those who are or remain there: in prison, in hospital, still in the hills, free."""
    if child.dep_ == "prep":
        place = {t.lower_ for t in child.subtree if t.i <= child.i + 6}
        if place & _CUSTODY:
            return "held"
        if place & _HOSPITALS and child.lower_ == "in":
            return "hospitalised"
        still = any(c.lower_ == "still" for c in verb.children)
        return "held" if still and child.lower_ in ("in", "with", "behind") else None
    if child.dep_ in ("acomp", "advmod", "attr", "oprd") and verb.lemma_ in ("be", "remain"):
        return _PREDICATES.get(child.lower_)
    return None


def _read_verb(verb: "Token", dep: str, token: "Token") -> Status | None:
    lemma = verb.lemma_.casefold()
    if lemma in ("go", "free") and verb.head.lemma_ == "let":
        return "released"
    fates = _fates()
    if (
        lemma == "take"
        and dep in ("dobj", "nsubjpass")
        and not any(c.lower_ in _TAKING_ELSEWHERE for c in verb.children)
        and not (
            any(c.lower_ == "it" for c in verb.children) and any(t.tag_ == "TO" for t in verb.subtree if t.i > token.i)
        )
    ):
        return "captured" if find_unit(token.text) == "person" else None
    if lemma in _completed():
        beside = {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + (16 if lemma == "let" else 8)]}
        for word in _completed()[lemma]:
            if word in beside:
                return fates["beside"][f"{lemma} {word}"]
    if lemma in _MOVES and any(t.lower_ in _HOSPITALS for t in verb.doc[verb.i : verb.i + 9]):
        return "hospitalised"
    if lemma in _EXILING and any(t.lower_ in _EXILES for t in _clause_after(verb, _FAR_EXILE)):
        return "deported"
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children) or (verb.tag_ == "VBN" and dep != "nsubj")
    if (
        lemma == "leave"
        and passive
        and not any(c.dep_ in ("oprd", "acomp", "xcomp", "prep", "agent") for c in verb.children)
    ):
        return "held"  # "so that 13 are left"
    if dep == "nsubj" and not passive:
        return fates["subject"].get(lemma)
    if dep in _OBJECT_DEPS or passive or dep in _CLIMB or dep == "prep":
        return fates["object"].get(lemma) or fates["subject"].get(lemma)
    return None


def _clause_after(verb: "Token", reach: int) -> "Iterator[Token]":
    """The tokens after a verb up to a comma, a semicolon or another finite verb."""
    for token in verb.doc[verb.i + 1 : verb.i + 1 + reach]:
        if token.text in (",", ";", ":") or token.tag_ in ("VBD", "VBZ", "VBP"):
            return
        yield token


def _describe(token: "Token") -> Status | None:
    """What a participle or relative clause after the noun says of it: "prisoners arrested in the north"."""
    for child in token.children:
        if child.dep_ in ("acl", "relcl") and child.pos_ in ("VERB", "ADJ", "AUX"):
            fate = _read_verb(child, "nsubj" if child.tag_ in ("VBG",) else "nsubjpass", token)
            if fate:
                return fate
        if child.dep_ in ("amod", "acomp") and child.i != token.i:
            fate = find_noun_fate(child.lower_) or _fates()["object"].get(child.lemma_.casefold())
            if fate:
                return fate
    return None


def _find_nearest(doc: Line, at: int) -> Status | None:
    """Without a parse: the nearest word of fate within six tokens to the right, then to the left."""
    fates = _fates()
    for token in [*doc[at + 1 : at + 7], *reversed(list(doc[max(0, at - 6) : at]))]:
        word = token.lower_
        for known in (fates["noun"], fates["object"], fates["subject"]):
            for form in (word, word.removesuffix("d"), word.removesuffix("ed"), word.removesuffix("s")):
                if form in known:
                    return known[form]
    return None
