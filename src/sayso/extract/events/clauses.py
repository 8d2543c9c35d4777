"""Who does what to whom around one verb or noun: subjects, objects and "by" phrases, through the turns that grammar takes.

Works on spaCy's English dependency labels (ClearNLP): passives, relative and participial clauses, coordination, control.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sayso.language.casing import is_common_word
from sayso.language.counted import find_unit

if TYPE_CHECKING:
    from spacy.tokens import Token

RELATIVE = frozenset({"who", "whom", "which", "that"})
PEOPLE_WORDS = frozenset(
    "he she they them him her who whom us we me i you everyone everybody all others other some many these those none both each "
    "one ones several most dozens hundreds thousands scores half".split()
)  # fmt: skip
PARTITIVES = frozenset(
    "group number total majority batch rest dozens hundreds thousands scores handful set members half wave series pair "
    "couple release lot remainder crowd".split()
)  # fmt: skip
MEASURES = frozenset({"MONEY", "PERCENT", "QUANTITY"})  # labels of figures that count nobody
_WAR = frozenset("war offensive aggression attack strike bombing bombardment campaign raid assault operation".split())


_DOERS = ("guard", "er", "or", "ist", "ian", "ee", "eer", "mate", "hand", "smith")  # of words no lexicon knows
_UNHARMED = frozenset({"unharmed", "unhurt", "uninjured", "unscathed", "alive", "safe"})
_URGING = frozenset({"call", "plead", "appeal", "prevail", "press"})


def is_passive(verb: "Token") -> bool:
    """Tell whether a verb stands in the passive, also as a participle after its noun and as a later conjunct."""
    deps = {c.dep_ for c in verb.children}
    if deps & {"auxpass", "nsubjpass"} or ("agent" in deps and not {"nsubj", "dobj"} <= deps):
        return True  # "released five following mediation by elders": the "by" is another noun's
    if (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "amod", "advcl", "oprd")
        and "nsubj" not in deps
        and "aux" not in deps
    ):
        return True
    bare = verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and not deps & {"nsubj", "aux", "dobj"}
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and "nsubj" in deps and not deps & {"aux", "dobj", "ccomp", "xcomp"}:
        return verb.head.pos_ == "VERB" and is_passive(verb.head)  # "nine were sent back and two turned over"
    return bare and verb.head.pos_ in ("VERB", "AUX") and is_passive(verb.head)


def is_command(verb: "Token") -> bool:
    """Tell whether a verb commands: "“Free our sons,” the mothers chanted", "Release them now", with nobody before it."""
    if verb.tag_ not in ("VB", "VBP") or any(
        c.dep_ in ("aux", "nsubj", "nsubjpass", "mark") for c in verb.children if c.i < verb.i
    ):
        return False
    before = verb.doc[: verb.i]
    opened = [t for t in before if t.is_quote]
    return all(t.is_punct or t.lower_ in _CALLING for t in (before[opened[-1].i :] if opened else before))


_CALLING = frozenset({"please", "now", "just", "do", "and"})


def find_subjects(verb: "Token", depth: int = 0) -> list["Token"]:
    """Give the subjects of a verb (of the passive too), found through relative clauses, coordination and control."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj") and c.pos_ != "SCONJ"]
    clauses = [
        c for c in verb.children if c.dep_ == "csubjpass"
    ]  # "people held in the war were freed", misread as a clause
    own = own or [s for c in clauses for s in c.children if s.dep_ == "nsubj"]
    if own:
        return [_antecedent(verb, _before_aside(verb, c)) for c in own]
    if depth > 4 or is_command(verb):
        return []
    if verb.dep_ in ("acl", "relcl", "amod") and verb.head.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
        return _described(verb)
    if verb.dep_ == "oprd" and verb.head.pos_ == "VERB":  # "are feared abducted", "believed kidnapped"
        return find_subjects(verb.head, depth + 1) if is_passive(verb.head) else find_objects(verb.head)
    if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp", "acomp") and verb.head.pos_ in ("VERB", "AUX", "ADP", "ADJ"):
        head = verb.head if verb.head.pos_ != "ADP" else verb.head.head
        if verb.dep_ == "pcomp" and verb.head.lower_ in ("of", "for", "from"):
            objects = [c for c in head.children if c.dep_ == "dobj"]
            if objects:
                return objects  # "accused X of holding", "thanked X for freeing"
        if verb.dep_ in ("xcomp", "advcl") and head.lemma_ in _URGING and any(c.lower_ == "to" for c in verb.children):
            urged = [
                p for c in head.children if c.dep_ == "prep" and c.i < verb.i for p in c.children if p.dep_ == "pobj"
            ]
            if urged:
                return urged[:1]  # "called on X to free"
        if verb.dep_ == "xcomp":
            objects = [c for c in head.children if c.dep_ == "dobj"]
            if objects and head.lemma_ in ("force", "ask", "allow", "order", "urge", "tell", "want", "see", "leave"):
                return objects
        return find_subjects(head, depth + 1) if head.i != verb.i else []
    return []


def _before_aside(verb: "Token", subject: "Token") -> "Token":
    """ "Nine inmates, some of them nurses, were freed": who stands before the aside, not who stands in it."""
    inside = [c for c in subject.children if c.dep_ in ("nsubj", "det", "predet") and c.i < subject.i]
    if not any(t.lower_ in ("them", "whom") for c in inside for t in c.subtree):
        return subject
    before = [c for c in verb.children if c.i < subject.i and c.pos_ in ("NOUN", "PROPN", "NUM") and is_people(c)]
    return before[-1] if before else subject


def _described(verb: "Token") -> list["Token"]:
    """Whom a participle or relative clause is said of.

    "12 serving life and 30 others detained since": the counted noun right before it. "A and B, kidnapped in May": both.
    "the release of C, kidnapped in May": C.
    """
    head = verb.head
    for noun in spread([head]):
        if head.i < noun.i < verb.i and any(c.dep_ == "nummod" for c in noun.children):
            head = noun
    if not is_people(head) and (holder := _holder_of(head)) is not None:
        return [holder]
    if not is_people(head) or find_unit(head.text) == "event":
        inner = [
            p for c in head.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"
        ]
        if inner and is_people(inner[0]):
            return inner[:1]
    if head.dep_ == "attr" and verb.dep_ == "acl" and not any(c.dep_ == "nummod" for c in head.children):
        whole = [c for c in head.head.children if c.dep_ == "nsubj" and is_people(c) and c.pos_ != "PRON"]
        if whole:
            return whole[:1]  # "All 16 were sailors captured in May": the 16
    if head.lower_ == "those" and head.dep_ == "pobj" and head.head.lower_ == "among" and head.head.head.lemma_ == "be":
        return [head, *(c for c in head.head.head.children if c.dep_ == "nsubj")]  # "Ilva Torrin was among those freed"
    after_comma = verb.dep_ == "acl" and verb.i > 0 and verb.nbor(-1).text == ","
    if after_comma and head.dep_ == "conj" and head.pos_ == "PROPN" and head.head.pos_ == "PROPN":
        first = head.head
        if "," in head.doc[first.i : head.i].text:
            return [head]  # each of the two has its own words: "A, who fled, and B, held since"
        while first.dep_ == "conj" and first.head.pos_ == "PROPN":
            first = first.head
        return [first]
    return [head]


def _holder_of(noun: "Token") -> "Token | None":
    """ "Six sailors of the trawler Northwind, detained in May": those who are the ship's, not the ship."""
    while noun.dep_ in ("appos", "compound", "nmod"):
        noun = noun.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("of", "from", "aboard", "on"):
        return None
    holder = noun.head.head
    return holder if holder.pos_ in ("NOUN", "NUM", "PROPN") and is_people(holder) else None


def _antecedent(verb: "Token", subject: "Token") -> "Token":
    if subject.lower_ not in RELATIVE:
        return subject
    at = verb
    for _ in range(4):
        if at.dep_ in ("relcl", "acl"):
            return at.head if at.head.pos_ not in ("VERB", "AUX") else _people_before(subject)
        if at.dep_ not in ("conj", "xcomp", "ccomp"):
            break
        at = at.head
    return subject


def _people_before(pronoun: "Token") -> "Token":
    """The nearest people named before a relative pronoun that the parse hung on a verb ("let three men go whom ...")."""
    before = [
        t for t in pronoun.doc[: pronoun.i] if t.pos_ in ("NOUN", "PROPN") and t.dep_ != "compound" and is_people(t)
    ]
    return before[-1] if before else pronoun


def _is_misread_object(noun: "Token") -> bool:
    """ "liberated this Tuesday the mayor": people behind a word of time are no measure of it."""
    return noun.ent_type_ not in ("DATE", "TIME", *MEASURES) and noun.pos_ in ("NOUN", "PROPN") and is_people(noun)


def find_objects(verb: "Token") -> list["Token"]:
    """Give the direct objects of a verb; a relative "whom" or a missing object of a relative clause is its antecedent."""
    own = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP"]
    if len(own) > 1:
        own = [c for c in own if c.dep_ == "dobj"] or own  # "they gave me medicine": what was given
    own = own or [c for c in verb.children if c.dep_ == "npadvmod" and c.i > verb.i and _is_misread_object(c)]
    own = own or [
        s
        for c in verb.children
        if c.dep_ == "ccomp" and c.lower_ in _UNHARMED
        for s in c.children
        if s.dep_ == "nsubj" and s.i > verb.i
    ]  # "freed all nine unharmed"
    if own:
        return [_antecedent(verb, c) for c in own]
    if verb.dep_ == "relcl" and not is_passive(verb):
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        if subjects and subjects[0].lower_ not in RELATIVE:
            return [verb.head]
    own_subject = any(c.dep_ == "nsubj" for c in verb.children)
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not own_subject and not is_passive(verb):
        later = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "ccomp", "prep")]
        return [] if later else find_objects(verb.head)
    return []


def find_by(heads: Iterable["Token"]) -> list["Token"]:
    """Give those named in "by ..." phrases and "at the hands of ..." that hang on the heads."""
    found = []
    for head in heads:
        for child in head.children:
            if child.lower_ == "by" and child.dep_ in ("agent", "prep"):
                found += [c for c in child.children if c.dep_ == "pobj"]
    return found


def spread(heads: Iterable["Token"]) -> Iterator["Token"]:
    """Give each noun and those coordinated with it, in order."""
    for head in heads:
        yield head
        yield from spread(
            c for c in head.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
        )


def name_of(head: "Token") -> "Token":
    """Give the proper name that stands in apposition to a common noun ("its armed wing, the Dawn Brigade"), else the noun."""
    if head.pos_ == "PROPN":
        return head
    names = [c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
    return names[0] if names else head


_HANDS = frozenset({"hand", "turn", "give", "sign"})


def extent(head: "Token") -> tuple[int, int]:
    """Give the first and last token of the noun phrase of `head`, without clauses, appositions and coordination."""
    first, last = head.i, head.i
    for child in head.children:
        if child.i < head.i and child.dep_ in (
            "det",
            "amod",
            "compound",
            "poss",
            "nummod",
            "nmod",
            "quantmod",
            "advmod",
            "predet",
        ):
            first = min(first, child.left_edge.i)
        elif child.dep_ == "prep" and child.lower_ == "of" and child.i > head.i:
            for inner in child.children:
                if inner.dep_ == "pobj":
                    last = max(last, extent(inner)[1])
        elif child.i == last + 1 and child.dep_ in ("nummod", "case"):
            last = child.i
    if first and head.doc[first].lower_ == "over" and head.doc[first - 1].lemma_ in _HANDS:
        first += 1  # "handed over 18 soldiers": the word is the verb's
    while first < head.i and head.doc[first].is_punct:
        first += 1
    return first, last


_PERCENT = frozenset({"percent", "cent", "%"})
_SHARES = frozenset({"some", "any", "most", "many", "all", "half", "percent", "cent", "%"})


def is_people(token: "Token") -> bool:
    """Tell whether a noun phrase's head stands for people, by lexicon, name or bare number."""
    low = token.lower_
    if low == "more" and any(c.dep_ == "nummod" for c in token.children):
        return True  # "freed three more"
    if low in PARTITIVES or low in _SHARES or token.tag_ == "CD" or token.like_num:
        inner = [
            p for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"
        ]
        if inner and low != "members":
            return is_people(inner[0])
        return (
            (low not in PARTITIVES or low in ("group", "members"))
            and low not in _PERCENT
            and token.ent_type_ not in MEASURES
        )
    if token.pos_ == "ADJ" and not any(c.dep_ == "compound" for c in token.children):
        inner = [p for c in token.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
        if inner:
            return is_people(inner[0])  # "the last of the hostages"
    if low in PEOPLE_WORDS or token.ent_type_ in ("PERSON", "NORP"):
        return True
    unit = find_unit(token.text) or find_unit(token.lemma_)
    if unit in ("person", "family"):
        return True
    if unit is None and token.pos_ == "PROPN":
        if token.ent_type_ in ("GPE", "LOC", "FAC", "DATE", "TIME", "MONEY", "EVENT", "LAW", "PRODUCT", "QUANTITY"):
            return False
        return not is_common_word(token.lower_) and not any(c.isdigit() for c in token.text)
    if unit is None and token.tag_ == "NNS" and token.lower_.removesuffix("s").endswith(_DOERS):
        return True
    return (
        token.pos_ in ("ADJ", "VERB")
        and any(c.lower_ in ("the", "those") for c in token.children)
        and token.tag_ != "VBG"
    )


def is_war(token: "Token") -> bool:
    """Tell whether a noun is fighting: what kills without being anybody."""
    return token.lemma_.casefold() in _WAR
