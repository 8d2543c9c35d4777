"""Who else stands in a list of names: "Ostra, 45, and Ada Quill, a member of ..., were taken".

Parsers lose the members of long lists with ages, offices and brackets between them. The list is read over again as words
in a row: names, what is said of each, commas and "and", up to the first word that can stand in no list of names.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.language.casing import is_common_word

if TYPE_CHECKING:
    from spacy.tokens import Token

_JOINING = frozenset({",", "and", "&", ";", "(", ")", "with", "together", "along", "plus"})
_TOGETHER = frozenset({"together", "along"})
_SAID_OF = frozenset({"DET", "ADJ", "NOUN", "NUM", "PRON", "PART", "PROPN"})
_RELATIVE = frozenset({"WP", "WP$", "WDT", "WRB"})
_NAME_ENDS = frozenset({"jr.", "sr.", "jr", "sr", "ii", "iii"})
LONGEST = 60  # words of one list


def find_listed(head: "Token", first: int = -1, heads: Sequence["Token"] = ()) -> list["Token"]:
    """Give the last words of the names listed before and after a person's noun or name, itself left out.

    `first` is the first word of the trigger in whose slot it stands, `heads` are its words.
    """
    doc, before = head.doc, head.i < first
    end = min(len(doc), head.i + LONGEST, first if before else len(doc))
    found = list(_read_back(head)) if before else []
    at, joined = head.i + 1, head.pos_ == "NOUN"  # "landowner Ada Quill": the name itself may follow at once
    while at < end:
        token = doc[at]
        if _begins_name(token):
            last = _end_of_name(token, end)
            if joined and _stands_in_list(doc[last], first, heads):
                found.append(doc[last])
            elif doc[at - 1].lower_ in _JOINING:
                break
            at, joined = last + 1, False
        elif token.lower_ in _JOINING and (token.lower_ != "with" or doc[at - 1].lower_ in _TOGETHER):
            at, joined = at + 1, True
        elif token.lower_ == "of":
            at, joined = at + 1, joined and doc[at - 1].lower_ in ("and", ",")
        elif (token.pos_ in _SAID_OF and token.tag_ not in _RELATIVE) or token.text == "-":
            at += 1
        else:
            break
    return found


def _read_back(head: "Token") -> Iterator["Token"]:
    """ "Ostra, 45, and Ada Quill": names with nothing but an age, commas and "and" between them and the one that was found."""
    doc, at = head.doc, head.left_edge.i - 1
    if at < 0 or doc[at].lower_ not in ("and", "&"):
        return
    while at >= 0:
        while at >= 0 and (doc[at].lower_ in (",", "and", "&") or doc[at].tag_ == "CD"):
            at -= 1
        last = at
        while at >= 0 and _begins_name(doc[at]):
            at -= 1
        if last == at or (at >= 0 and doc[at].lower_ not in (",", "and", "&") and doc[at].pos_ != "NOUN"):
            return  # nothing, or "in Ostra and Ada Quill": the end of another phrase
        yield doc[last]
        if at < 0 or doc[at].pos_ == "NOUN":
            return


def _begins_name(token: "Token") -> bool:
    if not token.text[:1].isupper() or token.pos_ in ("DET", "ADP", "PRON", "NUM", "CCONJ", "SCONJ", "VERB", "AUX"):
        return False
    if token.ent_type_ in ("GPE", "LOC", "FAC", "DATE", "TIME", "NORP") and token.i > 0:
        return False
    return token.ent_type_ == "PERSON" or token.pos_ == "PROPN" or not is_common_word(token.lower_)


def _end_of_name(token: "Token", end: int) -> int:
    doc, last = token.doc, token.i
    while last + 1 < end and (
        _begins_name(doc[last + 1])
        or doc[last + 1].lower_ in _NAME_ENDS
        or (doc[last + 1].ent_type_ == "PERSON" and doc[last + 1].ent_iob_ == "I")
    ):
        last += 1
    return last


def _stands_in_list(token: "Token", first: int, heads: Sequence["Token"]) -> bool:
    """A person's name that is nobody's "'s", names no thing ("Selk camp"), and is the subject of no other verb."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if token.ent_type_ != "PERSON" or (after is not None and (after.tag_ == "POS" or after.pos_ == "NOUN")):
        return False
    own = {h.i for h in heads}
    if token.dep_ in ("nsubj", "nsubjpass") and token.head.pos_ in ("VERB", "AUX") and token.head.i not in own:
        return False
    return after is None or after.pos_ not in ("VERB", "AUX") or after.i == first
