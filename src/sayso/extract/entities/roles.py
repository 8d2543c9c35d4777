"""Titles and descriptions printed beside a name, and the body that a name belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.extract.entities.kinds import Name
from sayso.language.lexicon import lexicon_table, word_set
from sayso.language.parsing import ParsedReport

_BACK = re.compile(r"[^\W_]+(?:[-‑'’.][^\W_]+)*[’']?")
_PARENT = re.compile(
    r"(?P<owner>[A-Z][\w’'-]*(?: [A-Z][\w-]*){0,3}?)(?:['’]s?) (?:[a-z-]+ ){0,2}"
    r"(?:wing|arm|branch|unit|brigade|faction|army|police|party)"
    r"(?: of [A-Z][\w-]*)?(?:,| -| –| —| \()? ?(?:the |called |known as )?$"
)
_PARENT_AFTER = re.compile(
    r"^,? ?\(?(?:the|an?) (?:[a-z-]+ ){0,3}(?:wing|arm|branch|unit|faction|offshoot|division|subsidiary|part) of "
    r"(?:the )?(?P<owner>[A-Z])"
)
_OF = re.compile(r"^ of (?:the )?(?P<owner>[A-Z])")


@dataclass(frozen=True, slots=True)
class Description:
    """Words printed beside a name that say what somebody is; offsets in `report.text`."""

    start: int
    end: int


def find_roles(page: ParsedReport, name: Name) -> list[Description]:
    """Give the titles and descriptions printed directly before and after one name of a person or body."""
    found = []
    before = _before(page, name)
    if before:
        found.append(before)
        beside = _beside_title(page, name, before)
        if beside:
            found.append(beside)
    after = _after(page, name)
    if after:
        found.append(after)
    return found


def _before(page: ParsedReport, name: Name) -> Description | None:
    """ "Coast Guard spokesman Tor Belman", "the head of the office, Ada Quill": back to the role's first word."""
    text, sentence = page.report.text, page.sentences[name.chunk.sentence]
    titled = name.role is not None
    end = name.role[1] if name.role else name.start
    left = text[sentence.start : end]
    comma = bool(re.search(r",\s*$", left))
    left = re.sub(r"[,\s]+$", "", left)
    words = list(_BACK.finditer(left))
    if not words or left[-1:] in '.:;)"”-–—':
        return None
    last = words[-1][0].casefold().rstrip(".")
    roles = lexicon_table("roles")
    if comma:
        return _apposed(page, sentence.start, left, words)
    if last not in roles and not titled:
        return None
    begin = len(words) - 1
    while begin > 0 and left[words[begin - 1].end() : words[begin].start()] in (" ", "’ ", "' "):
        low = words[begin - 1][0].casefold()
        if (
            low in word_set("words that end a title")
            or low in ("the", "a", "an", "of", "in", "to", "for")
            or _is_verb(page, sentence.start + words[begin - 1].start())
        ):
            break
        begin -= 1
    start = sentence.start + words[begin].start()
    return Description(start, sentence.start + len(left)) if start < sentence.start + len(left) else None


def _beside_title(page: ParsedReport, name: Name, title: Description) -> Description | None:
    """ "The prison's governor, Colonel Sel Marrin,": what stands before a title and its comma."""
    sentence = page.sentences[name.chunk.sentence]
    left = page.report.text[sentence.start : title.start]
    if name.role is None or not re.search(r",\s*$", left):
        return None
    left = re.sub(r"[,\s]+$", "", left)
    words = list(_BACK.finditer(left))
    return _apposed(page, sentence.start, left, words) if words else None


def _apposed(page: ParsedReport, base: int, left: str, words: Sequence["re.Match[str]"]) -> Description | None:
    """ "Corvan Ambassador to Dravia, Name": the phrase before the comma must be a role from its first nouns on."""
    begin = len(words)
    roles = lexicon_table("roles")
    while begin > 0:
        gap = left[words[begin - 1].end() : words[begin].start()] if begin < len(words) else ""
        low = words[begin - 1][0].casefold()
        if (
            gap.strip("’' ")
            or low in word_set("words that end a title") - {"and"}
            or _is_verb(page, base + words[begin - 1].start())
        ):
            break
        begin -= 1
    phrase = [w[0].casefold() for w in words[begin:]]
    head = next((i for i, w in enumerate(phrase) if w in ("of", "to", "for", "in", "at")), len(phrase))
    if not phrase or head == 0 or phrase[head - 1] not in roles or len(phrase) > 12:
        return None
    start = base + words[begin].start()
    if phrase[0] in ("the", "a", "an", "its", "their", "his", "her"):
        start = base + words[begin + 1].start()
    return Description(start, base + len(left))


def _after(page: ParsedReport, name: Name) -> Description | None:
    """ "Name, a spokeswoman for the office, said": up to the comma or mark that closes it."""
    text, sentence = page.report.text, page.sentences[name.chunk.sentence]
    right = text[name.end : sentence.end]
    opened = re.match(r"(?:,|\s[-–—]| \()\s*(?:\d+,\s*)?((?:the|an?|its|their|his|her)\s+)?", right)
    if not opened or not opened[0]:
        return None
    rest = right[opened.end() :]
    closed = re.search(r",\s|[.;:!?)—–”\"]|\s-\s|$|\swho\s|\ssaid\b|\stold\b", rest)
    phrase = rest[: closed.start()] if closed else rest
    words = [w[0].casefold() for w in _BACK.finditer(phrase)]
    head = next((i for i, w in enumerate(words) if w in ("of", "to", "for", "in", "at", "with")), len(words))
    roles = lexicon_table("roles")
    if (
        not words
        or len(words) > 16
        or head == 0
        or head > 7
        or "and" in words[:head]
        or words[0] in word_set("words that end a title")
    ):
        return None
    if words[head - 1] not in roles and not (words[0] in ("former", "once") and any(w in roles for w in words)):
        return None
    start = name.end + opened.end()
    return Description(start, start + len(phrase.rstrip()))


def _is_verb(page: ParsedReport, offset: int) -> bool:
    sentence = page.sentence_at(offset)
    if sentence is None or not sentence.parsed:
        return False
    for token in sentence.doc:
        if token.idx >= offset - sentence.start:
            return bool(
                token.idx == offset - sentence.start
                and token.pos_ in ("VERB", "AUX")
                and token.dep_ not in ("amod", "compound")
            )
    return False


def find_owner(page: ParsedReport, name: Name) -> int | None:
    """Give an offset inside the owner's name where the text says whose wing or part a body is, else None."""
    text, sentence = page.report.text, page.sentences[name.chunk.sentence]
    left, right = text[sentence.start : name.start], text[name.end : sentence.end]
    found = _PARENT.search(left)
    if found:
        return sentence.start + found.end("owner") - 1
    found = _PARENT_AFTER.match(right)
    if found:
        return name.end + found.start("owner")
    if name.kind in ("organization", "group") and (found := _OF.match(right)):
        return name.end + found.start("owner")
    if name.kind in ("organization", "group") and re.search(r"\w(?:['’]s|s['’]) $", left):
        return name.start - 4
    return None
