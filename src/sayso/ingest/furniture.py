"""The lines around the copy: date and byline above it, captions inside it, credits below it."""

import re
from dataclasses import dataclass
from functools import cache

from sayso.ingest.datelines import known_agencies
from sayso.ingest.printed_dates import CLOCK, FULL_DATE, read_full_date
from sayso.language.bodies import ANY_AGENCY
from sayso.language.casing import load_common_words
from sayso.language.gazetteer import look_up_place
from sayso.language.lexicon import lexicon_table, read_lexicon

LONGEST_LINE = 200  # code points: longer lines are copy
_LABEL = re.compile(
    r"(?i)\b(?:first |last )?(?:date|dated|published|updated|posted|modified|created|time|on|at)\b\s*:?"
)
_DATED = re.compile(rf"{FULL_DATE}{CLOCK}?")
_BY = re.compile(r"(?:^|(?<=[\s|•·,–—-]))(?:By|BY|by)[: ]\s*(?P<names>[^\d|•·\n]{2,120}?)\s*(?=[|•·–—]|\s-\s|$)")
_HOUSE = re.compile(
    r"^(?P<outlet>.{2,60}?)(?:’s|'s)?\s+(?:Staff|staff|STAFF|Newsroom|newsroom|News Team|Editorial Team)$"
)
_BRACKETED = re.compile(r"[(\[](?P<names>[^()\[\]]{2,80})[)\]]\.?")
_WITH = re.compile(
    r"\W{0,3}(?:(?:With|with|WITH)\s)?(?:(?i:additional\s)?(?i:inputs?|reports?|reporting|files|material|contributions?)\s(?i:from|by)\s(?P<names>.{2,80}?)"
    rf"|(?P<bare>{ANY_AGENCY}))\W{{0,2}}"
)
_SOURCE = re.compile(r"(?:Sources?|Credits?|Via|Agency|Agencies|SOURCES?)\s?:\s*(?P<names>[^:.]{2,60})\.?")
_DESK = re.compile(
    r"[(\[]?(?:Additional\s)?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Tt]ranslated)(?: and (?:writing|editing))? by\s.{2,200}"
)
_RIGHTS = re.compile(r"(?:©|\([cC]\)|Copyright\b).{2,150}")
_WIRED = re.compile(
    r"\b(?:by|from|in|for|at|the|with|via|agency|news|staff|writer|correspondent|reporter)\b", re.IGNORECASE
)
MOST_BESIDE = 4  # words beside the agency in its line: a writer's name, a town
_FIRST = re.compile(
    r"(?:(?:This|The)\s(?:story|article|report|piece|item)\s)?(?:(?:was|has been|is)\s)?(?i:originally|first|re)\s?(?i:published|appeared|reported|carried|printed)"
    r"\s(?:by|in|on|from)\s(?:the\s)?(?P<names>[A-Z][^.;:]{1,50}?)(?:\son\s[^.]{3,30})?\.?"
)
_ENDINGS = frozenset({"END", "ENDS", "ENDIT", "ENDITEM", "MORE", "STOP"})
_DASHED = re.compile(r"(?:—|–|--?)\s?(?P<names>[A-Z][\w&./ -]{1,40})")
_TAIL = re.compile(
    r"(?<=[.!?”\"’…])\s{1,3}(?P<credit>\((?P<bracketed>[^()]{2,40})\)|(?:—|–|--?)\s?(?P<dashed>[A-Z][\w./ ]{1,30})|/(?P<slashed>[A-Z]{2,10})/)\s*$"
)
_CAPTION = re.compile(
    r"[(\[]?\s?(?:FILE(?: PHOTO)?|(?i:file (?:photo|picture|image))|Photo(?:graph)?s?|PHOTO|Images?|IMAGE|Pictures?|Pic|Illustration|Graphic|Map|Video|VIDEO)"
    r"(?:\s(?i:credits?|courtesy(?: of)?|by|from|source))?(?:\s?[:|/]|\s[–—-]\s|\s?[)\]]$|(?<=by)\s)"
)
_PICTURED = re.compile(
    r"[(\[](?:(?:AP |File |Courtesy )?(?i:photos?|images?|pictures?)\b[^()\[\]]{0,80}"
    r"|[^()\[\]]{0,60}(?:Getty Images|(?i:handout)|(?:AP|AFP|EPA) Photo)[^()\[\]]{0,40})[)\]]$"
)


@dataclass(frozen=True, slots=True)
class TopLine:
    """What a line above the copy says: who wrote it, for whom, when (YYYY-MM-DD)."""

    byline: tuple[str, ...]
    outlet: str | None
    published: str | None


def read_top_line(line: str) -> TopLine | None:
    """Give the date and byline of a line that holds nothing else, or None."""
    if len(line) > LONGEST_LINE:
        return None
    rest, published, names = line, None, ""
    wire = _find_wire(line)
    if dated := _DATED.search(rest):
        published = read_full_date(dated.group())
        rest = rest[: dated.start()] + " | " + rest[dated.end() :]
    rest = re.sub(r"\S{1,60}@[\w.-]{3,60}", " ", rest)  # reporters' addresses
    if (by := _BY.search(rest)) and _are_names(by.group("names")):
        names = by.group("names").strip(" ,.")
        rest = rest[: by.start()] + rest[by.end() :]
    if not names and published is None and wire is None:
        return None
    left = _LABEL.sub("", rest) if published else rest
    left = _WIRED.sub("", left.replace(wire, "", 1)) if wire else left
    left = re.sub(r"[\W_]+", " ", re.sub(CLOCK, "", left)).strip()
    if left and not (wire and _could_be_beside(left)):
        return None
    if wire:
        return TopLine(split_names(names) or ((left,) if " " in left else ()), wire, published)
    house = _HOUSE.match(names)
    outlet = house.group("outlet") if house and house.group("outlet").casefold() not in _byline_words("house") else None
    byline = split_names(names)
    if outlet is None and len(byline) > 1 and _is_outlet(byline[-1]):
        byline, outlet = byline[:-1], byline[-1]
    return TopLine(byline, outlet, published)


def _find_wire(line: str) -> str | None:
    """The one known agency that a short line names: "AFP, Kelm", "From Reuters in Kelm", "Ada Quill, Reuters"."""
    if line.rstrip().endswith((".", "!", "?", "”", '"')):
        return None
    runs = re.findall(r"[A-Z][\w’&-]*(?:\s[A-Z][\w’&-]*)*", line)
    found = {r for run in runs for r in (run, run.removeprefix("By ").removeprefix("From ")) if r in known_agencies()}
    return found.pop() if len(found) == 1 else None


def _could_be_beside(words: str) -> bool:
    """A writer's name or a town, not a headline: a few capitalised words of which none is a common one."""
    each = words.split()
    forms = [w.casefold().removesuffix(end) for w in each for end in ("", "s", "d", "ed", "ing")]
    return len(each) <= MOST_BESIDE and words.istitle() and load_common_words().isdisjoint(forms)


def is_wire(name: str) -> bool:
    """Tell whether a name is a known agency's, or says that it is one: "Norwire News Agency"."""
    return name in known_agencies() or bool(re.search(r"(?:\bagency|wire|\bnews service)$", name, re.IGNORECASE))


def _is_outlet(name: str) -> bool:
    """Tell whether a name behind the writer's is the paper's: "By Ada Quill, The Delta Courier"."""
    words = name.casefold().split()
    return is_wire(name) or (
        len(words) > 1
        and any(lexicon_table("body_words").get(w) in ("outlet", "agency") for w in (words[0], words[-1]))
    )


def split_names(names: str) -> tuple[str, ...]:
    """Split a byline or a credit into its names.

    Two names joined by "and" are two; what one name alone holds ("Herald staff and agencies") stays together.
    """
    parts = re.split(r"\s*[,;/]\s*|\s+&\s+", names.strip())
    pieces = [piece for part in parts for piece in _split_and(part)]
    return tuple(piece for piece in pieces if piece)


def _split_and(part: str) -> list[str]:
    pieces = re.split(r"\s+and\s+", part)
    return pieces if all(piece[:1].isupper() for piece in pieces) else [part]


@cache
def _byline_words(kind: str) -> frozenset[str]:
    return frozenset(row[0] for row in read_lexicon("byline_words") if row[1] == kind)


def _are_names(words: str) -> bool:
    tokens = words.replace(",", " ").replace(".", " ").split()
    small = [t for t in tokens if t[:1].islower() and t not in _byline_words("small")]
    return 0 < len(tokens) <= 14 and not small and any(t[:1].isupper() for t in tokens)


def read_credit_line(line: str) -> tuple[str, ...] | None:
    """Give the agencies that a line below the copy names (perhaps none: "Editing by ..."), None where it is no credit."""
    line = line.strip()
    if len(line) > LONGEST_LINE:
        return None
    if line in known_agencies() or (re.fullmatch(r"[A-Z]{4,12}", line) and line not in _ENDINGS):
        return (line,)
    if match := _FIRST.fullmatch(line):
        return split_names(match.group("names"))
    if (match := _WITH.fullmatch(line)) and match.group("names") and re.search(r"(?i)reporting|contribution", line):
        return tuple(name for name in split_names(match.group("names").strip(" .")) if _is_agency(name))
    for pattern in (_BRACKETED, _WITH, _SOURCE):
        match = pattern.fullmatch(line)
        names = match and (match.groupdict().get("bare") or match.group("names"))
        if names and (found := _agencies(names, bare=pattern is _WITH)):
            return found
    if (match := _DASHED.fullmatch(line)) and (_is_agency(match.group("names")) or _is_single(match.group("names"))):
        return (match.group("names"),)
    return () if _DESK.fullmatch(line) or _RIGHTS.fullmatch(line) else None


def is_rights_line(line: str) -> bool:
    """Tell whether a line says who holds the rights."""
    return len(line) <= 2 * LONGEST_LINE and bool(_RIGHTS.match(line))


def _agencies(names: str, bare: bool) -> tuple[str, ...]:
    inner = _WITH.fullmatch(names)
    if inner:
        names, bare = inner.group("names") or inner.group("bare"), True
    pieces = split_names(names.strip(" ."))
    fit = all(1 <= len(p.split()) <= 4 and not re.search(r"\d", p) and (p[0].isupper() or bare) for p in pieces)
    return pieces if fit else ()


def _is_agency(name: str) -> bool:
    return name in known_agencies() or bool(re.fullmatch(r"[A-Z]{2,8}(?:[/-][A-Z]{2,8})?", name))


def _is_single(name: str) -> bool:
    """One capitalised word that names no place: what signs copy so is whoever wrote it, not where."""
    return bool(re.fullmatch(r"[A-Z][\w-]{3,20}", name)) and look_up_place(name) is None


def find_tail_credit(paragraph: str) -> tuple[int, tuple[str, ...]] | None:
    """Give where the credit that ends a paragraph begins ("... on Sunday. (AP)"), and the agencies it names."""
    at = max(0, len(paragraph) - 60)
    match = _TAIL.search(paragraph, at)
    if match is None:
        return None
    names = split_names(match.group("bracketed") or match.group("dashed") or match.group("slashed"))
    alone = len(names) == 1 and _is_single(names[0]) and paragraph.count(names[0]) == 1
    return (match.start("credit"), names) if names and (alone or all(map(_is_agency, names))) else None


def is_caption(line: str) -> bool:
    """Tell whether a line of plain text is a picture's caption or credit."""
    return len(line) <= 2 * LONGEST_LINE and bool(
        _CAPTION.match(line) or _PICTURED.search(line, max(0, len(line) - 140))
    )
