"""Names in a report of captivity that the reader took for nothing, as in a roster: withheld, for they may be people.

Part of the disclosure policy alone. What a reader misses must not get out, so doubt counts as a name.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from sayso.language.casing import load_common_words
from sayso.language.gazetteer import look_up_place
from sayso.language.lexicon import lexicon_table
from sayso.model import Reading, Span

# Two to five capitalised words in a row, with particles between them and no other mark than a hyphen or an initial's dot.
NAME_LIKE = re.compile(
    r"\b[A-Z][^\W\d_]*(?:['’-][^\W\d_]+)*\.?(?:\s(?:(?:al|el|bin|ibn|bint|abu|de|da|van|von|der)[\s-])?"
    r"[A-Z][^\W\d_]+(?:['’-][^\W\d_]{2,})*){1,4}"
)


def find_unread_names(reading: Reading) -> Iterator[Span]:
    """Give spans of a report's text that look like a person's name and are nothing that was read.

    At least one word must be none of the common words of English news; bodies, places, months and what the gazetteer
    knows are left alone, and so is what stands where the reader saw an entity, a place, a source or a byline.
    """
    text = reading.report.text
    known = list(_list_known(reading))
    sure = [(m.start, m.end) for e in reading.claims.entities if e.kind == "person" for m in e.mentions]
    for match in NAME_LIKE.finditer(text):
        left, right = _without_lead(text, match.start(), match.end())
        words = re.findall(r"[^\W\d_]+", text[left:right])
        seen = known if not _stands_in_row(text, left) else sure
        if len(words) < 2 or any(s < right and e > left for s, e in seen):
            continue
        if _could_be_somebody(words) and look_up_place(text[left:right]) is None:
            yield Span(left, right, text[left:right])


def _without_lead(text: str, left: int, right: int) -> tuple[int, int]:
    """Drop common words that only open a sentence or a heading ("Freed Sami Hadar", "Among Them Sami Hadar")."""
    while (first := re.match(r"(\S+)\s+", text[left:right])) and _is_common(first[1].lower().rstrip(".")):
        left += first.end()
    return left, right


def _stands_in_row(text: str, at: int) -> bool:
    """Whether a place lies in a row of a table: there a reader takes names for anything, and nearly all are people."""
    line = text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    return line.count("|") > 1 or line.count("\t") > 1


def _list_known(reading: Reading) -> Iterator[tuple[int, int]]:
    claims = reading.claims
    spans = [m for e in claims.entities for m in e.mentions]
    spans += [e.place.span for e in claims.events if e.place]
    spans += [p.span for e in claims.events for p in e.participants if p.role not in ("held", "victim", "recipient")]
    spans += [s for a in claims.attributions for s in a.source or ()]
    spans += [h.span for a in claims.attributions for h in a.chain if h.span]
    yield from ((s.start, s.end) for s in spans)
    posts = [s.post.author or "" for s in reading.report.segments if s.post]
    for name in (*reading.report.byline, *reading.report.credits, *posts, reading.report.outlet or ""):
        yield from ((m.start(), m.end()) for m in re.finditer(re.escape(name), reading.report.text) if name)


def _could_be_somebody(words: list[str]) -> bool:
    lowered = [w.lower() for w in words]
    if any(w in _no_people() for w in lowered) or all(w.isupper() for w in words):
        return False
    return any(not _is_common(w) and not _is_of_a_country(w) for w in lowered)


def _is_common(word: str) -> bool:
    """Whether a word, or what it is inflected from ("freed", "prisons"), is printed in lower case by English news."""
    stems = (word, *(word.removesuffix(ending) for ending in ("s", "es", "d", "ed", "ing", "ly") if len(word) > 5))
    return any(stem in load_common_words() for stem in stems)


def _is_of_a_country(word: str) -> bool:
    """Whether a word is the name of a country or made from one: "Palestinian", "Iraqi"."""
    return any(word.startswith(stem) for stem in _country_stems())


@cache
def _country_stems() -> frozenset[str]:
    import pycountry

    words = {w.lower() for country in pycountry.countries for w in re.findall(r"[^\W\d_]{4,}", country.name)}
    return frozenset(w[:5] for w in words)


@cache
def _no_people() -> frozenset[str]:
    """Words that stand in names of bodies, places and times, not of people."""
    text = (resources.files("sayso.language") / "lexicons" / "facilities.toml").read_text(encoding="utf-8")
    places = {word for table in tomllib.loads(text).values() for word in table["words"]}
    times = (
        "january february march april june july august september october november december "
        "monday tuesday wednesday thursday friday saturday sunday"
    )
    return frozenset(
        {*lexicon_table("body_words"), *lexicon_table("document_words"), "act", "st", *places, *times.split()}
    )
