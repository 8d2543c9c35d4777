"""Mends one common slip of the parser: a participle behind its noun taken for the main verb of the sentence.

In "Three men seized in May have been freed" the small model makes "seized" the verb and "freed" its conjunct with no
"and" between. Two finite verbs in a row on one subject are no English clause, so the first is a reduced relative
(Quirk et al. 1985, 17.28 to 17.31) and the second has the subject.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FINITE = frozenset("have has had is are was were will would 've 're can could may might must should".split())
_ATTRIBUTES: list[int | str] = ["HEAD", "DEP", "TAG"]
_LOST = ("conj", "ccomp", "dep", "parataxis")


def mend_reduced_clauses(doc: "Doc") -> "Doc":
    """Give the doc with such participles hung on their noun (`acl`) and the verb behind them in their place; in place.

    >>> from sayso.language.parsing import load_parser
    >>> doc = load_parser()("Three aid workers kidnapped a week ago in the north have been freed, the board said.")
    >>> [(t.dep_, t.head.text) for t in mend_reduced_clauses(doc) if t.text == "kidnapped"]
    [('acl', 'workers')]
    """
    for verb in list(doc):
        if verb.tag_ not in ("VBD", "VBN") or verb.pos_ != "VERB":
            continue
        main = _main_behind(verb)
        subject = _bare_subject(verb)
        if main is not None and subject is not None:
            _hang_anew(doc, verb, main, subject)
    return doc


def _bare_subject(verb: "Token") -> "Token | None":
    """The subject of a verb that has neither an auxiliary nor an object of its own."""
    if any(c.dep_ in ("aux", "auxpass", "dobj", "neg") for c in verb.children):
        return None
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i]
    return subjects[0] if len(subjects) == 1 and subjects[0].pos_ in ("NOUN", "PROPN", "NUM") else None


def _main_behind(verb: "Token") -> "Token | None":
    """The finite verb that the parse hung on `verb` with no conjunction, no mark and no subject of its own."""
    for main in verb.children:
        if main.i <= verb.i or main.dep_ not in _LOST or main.pos_ not in ("VERB", "AUX"):
            continue
        finite = [c for c in main.children if c.dep_ in ("aux", "auxpass") and c.lower_ in _FINITE]
        joined = any(c.dep_ in ("cc", "preconj") and c.i < main.i for c in verb.children)
        bound = any(c.dep_ in ("mark", "cc") and c.i < main.i for c in main.children)
        if finite and not joined and not bound and all(_is_stray(s) for s in _subjects(main)):
            return main
    return None


def _subjects(verb: "Token") -> "list[Token]":
    return [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "expl")]


def _is_stray(subject: "Token") -> bool:
    """ "captured off Cape Ansel are held": a name right behind a preposition that leads to nothing else is no subject."""
    first = subject.left_edge.i
    before = subject.doc[first - 1] if first > 0 else None
    return before is not None and before.dep_ == "prep" and not any(before.children)


def _hang_anew(doc: "Doc", verb: "Token", main: "Token", subject: "Token") -> None:
    heads = {t.i: t.head.i for t in doc}
    deps = {t.i: t.dep_ for t in doc}
    for stray in _subjects(main):
        heads[stray.i], deps[stray.i] = stray.left_edge.i - 1, "pobj"
    passive = any(c.dep_ == "auxpass" for c in main.children)
    heads[main.i], deps[main.i] = (main.i, "ROOT") if verb.head.i == verb.i else (verb.head.i, verb.dep_)
    heads[subject.i], deps[subject.i] = main.i, "nsubjpass" if passive else "nsubj"
    heads[verb.i], deps[verb.i] = subject.i, "acl"
    for child in verb.children:
        outside = child.i > main.i or (child.i < subject.left_edge.i)
        if child.i not in (main.i, subject.i) and outside:
            heads[child.i] = main.i
    tags = {t.i: doc.vocab.strings.add("VBN") if t.i == verb.i else t.tag for t in doc}
    rows = doc.to_array(_ATTRIBUTES)
    for i in range(len(doc)):
        rows[i] = ((heads[i] - i) % 2**64, doc.vocab.strings.add(deps[i]), tags[i])
    doc.from_array(_ATTRIBUTES, rows)  # type: ignore[arg-type]  # the array that to_array gave
