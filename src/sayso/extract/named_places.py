"""Names of places by the words around them: what stands before and behind tells a place where no parse is sure of one.

A name is a place in front of a common noun of place ("Orva prison", "the Sarn district"), behind one ("the town of Orva"), and
behind words that lead to places alone ("west of Orva"); behind "from" and "at" where nothing takes it for somebody.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from sayso.extract.entities import EntityIndex
from sayso.language.gazetteer import look_up_place
from sayso.language.parsing import ParsedReport, Sentence
from sayso.language.place_phrases import load_facilities
from sayso.model import Place, Span
from sayso.model.claim import Precision

_WORD = r"[A-Z][^\W\d_]+(?:[-’'](?!s\b)[^\W\d_]+)*"
_PARTICLE = r"(?:al|el|as|ash|az|an|ar|at|ad|de|del|de la|la|le|du|des|di|da|do|dos|von|van|bin|ben|abu)"
NAME = rf"{_WORD}(?: (?:{_PARTICLE}[- ])?{_WORD}){{0,3}}"
_BESIDE = r"(?:border|frontier|detention|refugee|military|army|police|transit|prison|bus|railway)"
_OPENING = re.compile(
    r"^(?:(?:The|A|An|In|At|On|From|To|Near|Outside|Inside|After|Before|And|But|This|That|Its|His|Her|Their|Our|No|All|One|Two"
    r"|Both|Some|Many|Other|Another|Each|Every|New|Old) )+"
)
_DEED = r"(?:battle|fight|fighting|siege|fall|recapture) (?:for|of|in|at)"
_COMPASS = r"(?:north|south|east|west)(?:[ -]?(?:east|west))? of"
_BOUND = r"(?:ferry|boat|ship|bus|train|plane|flight|bound|left|leaving)"
_STRICT = ("near", "outside", "inside", "off", "around")  # lead to places, whatever a name is taken for
_LOOSE = (
    "in",
    "at",
    "over",
    "across",
    "through",
    "from",
    "to",
    "into",
    "towards",
    "toward",
    "leaving",
    "left",
    "reached",
    "entered",
)
_BODY_BEHIND = re.compile(
    r"[’']s?\b|\s(?:[a-z]+\s)?(?:board|service|authorit|official|ministr|spokes|guard|staff|director|chief)", re.I
)


@cache
def _kinds() -> dict[str, Precision]:
    lists: tuple[Precision, ...] = ("point", "town", "region")
    outer = load_facilities()["directions"] | {"parts", "area", "home", "house", "office", "centre", "center", "bar"}
    return {word: kind for kind in reversed(lists) for word in load_facilities()[kind] if word not in outer}


@cache
def name_pattern() -> re.Pattern[str]:
    """Give the pattern of a name within the words of a place, with the common noun that closes it ("Orva prison")."""
    noun = "|".join(sorted(map(re.escape, _kinds()), key=len, reverse=True))
    return re.compile(rf"\b{NAME}(?: (?:{noun})\b)?")


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    noun = "|".join(sorted(map(re.escape, _kinds()), key=len, reverse=True))
    part = "|".join(sorted({*load_facilities()["part"], "ruins", "gates", "outskirts", "vicinity"}))
    leads = "|".join((*_STRICT, *_LOOSE))
    return (
        re.compile(rf"\b(?P<name>{NAME})(?: (?:border|police|army|military) post|(?: {_BESIDE})? (?:{noun}))\b"),
        re.compile(
            rf"(?<![\w-])(?P<lead>(?i:{noun}) (?:of|between)|(?i:{_COMPASS}|{_BOUND} for|{_DEED}|(?:{part}) of|{leads})) (?:the )?(?P<name>{NAME})"
        ),
    )


def name_places(page: ParsedReport, sentence: Sentence, index: EntityIndex, taken: Sequence[Span]) -> Iterator[Place]:
    """Give the named places of one sentence, parsed or not, that stand outside the spans that are `taken`."""
    text, found = sentence.doc.text, list(taken)
    for pattern in _patterns():
        for match in pattern.finditer(text):
            start, end = match.start("name"), match.end()
            start += len(lead[0]) if (lead := _OPENING.match(match["name"])) else 0
            span = page.span(sentence.start + start, sentence.start + end)
            if start >= end - 1 or any(span.start < s.end and s.start < span.end for s in found):
                continue
            groups = match.groupdict()
            if _BODY_BEHIND.match(text, end) or not _is_place(groups, text[start:end], index, span):
                continue
            found.append(span)
            entry = look_up_place(span.text)
            kind = _kinds().get(span.text.split()[-1].casefold())
            yield Place(span, span.text, kind or (entry.precision if entry else "town"), entry.id if entry else None)


def _is_place(groups: dict[str, str], name: str, index: EntityIndex, span: Span) -> bool:
    """Weigh what stands around a name against whom the report takes it for."""
    one = index.at(span.start)
    if one is not None and one.kind == "group" and " " not in one.name:
        return False  # a people or its adjective: "the Corvanian prison"
    lead = (groups.get("lead") or "").casefold()
    if not lead or (lead.endswith((" of", " between")) and lead.split()[0] in _kinds()):
        return one is None or one.kind not in ("outlet", "agency", "platform")
    if one is None:
        return False
    if one.kind == "place":
        return True
    if lead in _STRICT or " " in lead:
        return one.kind in ("person", "organization")
    return one.kind == "organization" and lead in ("in", "at") and " " not in name and not name.isupper()
