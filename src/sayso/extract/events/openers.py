"""Lists and tallies that open with what befell those who follow: "Freed on 3 May:", "Still held: 1. ...", "Freed: 12 women".

A bulletin tells so without a clause: a bare participle, its day and place, a colon, then names or figures.
"""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.extract.events.circumstances import Circumstances
from sayso.extract.events.dating import read_day_of
from sayso.extract.events.draft import Draft, innermost
from sayso.extract.events.participants import make_phrases
from sayso.language.dates import DateAnchor
from sayso.language.parsing import ParsedReport, Sentence
from sayso.model import Attribution, Count
from sayso.model.claim import EventType, Role

if TYPE_CHECKING:
    from spacy.tokens import Token

_KINDS: dict[str, EventType] = {
    "freed": "release", "released": "release", "liberated": "release", "pardoned": "release", "repatriated": "release",
    "handed over": "transfer", "handed back": "release", "returned": "release", "received": "release", "exchanged": "exchange",
    "swapped": "exchange", "transferred": "transfer", "moved": "transfer", "deported": "deportation", "expelled": "deportation",
    "extradited": "deportation", "rescued": "rescue", "escaped": "escape", "captured": "capture", "seized": "capture",
    "arrested": "capture", "detained": "capture", "abducted": "capture", "kidnapped": "capture", "taken": "capture",
    "held": "capture", "imprisoned": "capture", "jailed": "capture", "killed": "killing", "executed": "killing",
    "dead": "killing", "died": "killing", "wounded": "wounding", "injured": "wounding",
}  # fmt: skip
_OPENER = re.compile(
    r"^[\s\-–—*•·]*(?:(?:the )?(?:\w+ )?(?:prisoners|hostages|captives|detainees|inmates|soldiers|people|men|women|those)\s+)?"
    r"(?:(?:still|so far|already|newly|reportedly|also|since)\s+)*"
    rf"(?P<told>{'|'.join(sorted(_KINDS, key=len, reverse=True))})\b(?P<more>[^.:;!?]{{0,60}}):(?=\s|$)",
    re.IGNORECASE,
)
_CUSTODY = re.compile(r"\bin (?:custody|captivity|detention|prison|jail)\b", re.IGNORECASE)
_LISTED = re.compile(r"^\s*(?:[-–—*•·]\s*\S|\(?\d{1,3}[.)](?:\s|$))")
LONGEST = 40  # lines of a list that are read for its names
_VICTIMS = frozenset({"killing", "wounding", "death_in_custody"})


def read_opener(
    page: ParsedReport,
    around: Circumstances,
    counts: Sequence[Count],
    given: tuple[Sequence[Attribution], DateAnchor],
) -> Draft | None:
    """Give the statement that the opening words of a sentence make of the names or figures behind their colon, or None."""
    attributions, anchor = given
    sentence = around.sentence
    match = _OPENER.match(sentence.doc.text)
    if match is None:
        return None
    kind = _KINDS[match.group("told").casefold()]
    if kind == "killing" and _CUSTODY.search(match.group("more")):
        kind = "death_in_custody"
    own = [
        c
        for c in counts
        if c.span.start >= sentence.start + match.end()
        and c.unit in ("person", "body", "thing")
        and not (c.value.best == 1 and c.span.text == "1")  # "1. Ada Quill" counts nobody
    ]
    lines = [sentence, *_lines_below(page, sentence)]
    names = [(home, heads) for home in lines if (heads := _named(home, match.end() if home is sentence else 0))]
    if not own and not names and len(lines) == 1:
        return None
    span = page.span(sentence.start + match.start("told"), sentence.start + match.end() - 1)
    draft = Draft(sentence, None, kind, "asserted", span, innermost(attributions, span))
    draft.counts = _told_right_behind(sentence, match.end(), own)
    role: Role = "victim" if kind in _VICTIMS else "held"
    for home, heads in names:
        draft.phrases += make_phrases(page, home, role, heads)
    days = [n for n, d in enumerate(around.dates) if match.start("more") <= d.start < match.end()]
    day = read_day_of(page, around, anchor, days[0], "asserted") if days else None
    draft.date, draft.own_date = day, day is not None
    return draft


def _told_right_behind(sentence: Sentence, end: int, counts: Sequence[Count]) -> list[Count]:
    """The figures from the colon on that are joined by commas and "and": "12 women and three children"."""
    found: list[Count] = []
    at = sentence.start + end
    for count in counts:
        between = sentence.doc.text[at - sentence.start : count.span.start - sentence.start]
        if re.fullmatch(r"[\s,]*(?:and)?\s*(?:some|about|at least|more than)?\s*", between) is None:
            break
        found, at = [*found, count], count.span.end
    return found


def _lines_below(page: ParsedReport, sentence: Sentence) -> Iterator[Sentence]:
    """The numbered or bulleted lines right below the colon, a number and its name cut apart or not."""
    numbered = re.search(r"[:\s]\(?1[.)]$", sentence.doc.text) is not None
    for later in page.sentences[sentence.index + 1 : sentence.index + 1 + LONGEST]:
        text = page.report.text[later.start : later.end]
        if not (numbered or _LISTED.match(text)):
            return
        numbered = re.search(r"(?:^|\s)\(?\d{1,3}[.)]$", text) is not None
        yield later


def _named(sentence: Sentence, end: int) -> "list[Token]":
    return (
        [e.root for e in sentence.doc.ents if e.label_ == "PERSON" and e.start_char >= end] if sentence.parsed else []
    )
