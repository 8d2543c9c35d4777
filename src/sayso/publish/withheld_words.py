"""Finding withheld names in words, in every spelling, and writing markers in their place with offsets recomputed."""

import bisect
import calendar
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from anyascii import anyascii

from sayso.language.casing import load_common_words
from sayso.language.names import NameWord, compare_words, fold_word, name_words
from sayso.publish.protected import PARTICLES, Standings, load_roles

MONTHS = frozenset(month.lower() for month in calendar.month_name[1:])
ADDRESS = re.compile(
    r"""(?:[a-z][\w+.-]*://|www\.)[^\s<>"”’)\]]+        # web addresses
      | [@\#]\w[\w.]*                                    # handles and hashtags
      | \b[\w-]+(?:\.[\w-]+)+/[^\s<>"”)\]]*              # addresses without scheme
      | [^\s"“”<>]*[/\\][^\s"“”<>]*                      # paths
      | [^\s"“”<>]+\.(?:html?|txt|jsonl?|pdf|docx?|jpe?g|png|gif|mp[34]|csv|xlsx?)\b""",
    re.VERBOSE | re.IGNORECASE,
)
WORD = re.compile(r"[^\W\d_]+(?:['’`][^\W\d_]{2,})*")
JOINT = re.compile(
    r"(?:(?<=\b[^\W\d_])\.)?(?:[\s\-‐‑]|\b(?:" + "|".join(sorted(PARTICLES)) + r")\b['’]?)*", re.IGNORECASE
)
LEAD = re.compile(r"(?:\b[^\W\d_]\.[\s-]*|\b(?:al|el|abu|ibn|bin|ben)[\s\-‐‑]+)+$", re.IGNORECASE)
# A call sign printed after a name: Sami Hadar "Falcon".
NICKNAME = re.compile(r"\s+[“\"‘'](?:[^\W\d_a-z][\w-]*)(?:\s[^\W\d_a-z][\w-]*)?,?[”\"’']")
ADDRESS_MARKER = "[address withheld: holds a name]"
# Letters that Arabic and Hebrew write onto the front of a name: and, by, for, as, from, the.
CLITICS = "وفبلكאבהוכלמש"


@dataclass(frozen=True, slots=True)
class Region:
    """Code points `start` to `end` that hold a withheld name, the words that take their place, and whose name it is."""

    start: int
    end: int
    marker: str
    person: int | None


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A text with its withheld regions replaced; maps old offsets to new ones."""

    text: str
    regions: tuple[Region, ...]
    ends: tuple[int, ...]
    shifts: tuple[int, ...]  # how far the text after each region moved

    def move(self, start: int, end: int) -> tuple[int, int]:
        """Give the new offsets of an old span; a bound inside a region moves out to the edge of its marker."""
        return self._move(start, opening=True), self._move(end, opening=False)

    def _move(self, at: int, *, opening: bool) -> int:
        index = bisect.bisect_right(self.ends, at)
        shift = self.shifts[index - 1] if index else 0
        if index < len(self.regions) and self.regions[index].start < at:
            region = self.regions[index]
            return region.start + shift + (0 if opening else len(region.marker))
        return at + shift


def rewrite(text: str, regions: tuple[Region, ...]) -> Rewriting:
    """Replace regions (sorted, not overlapping) by their markers."""
    pieces, cursor, shift, shifts = [], 0, 0, []
    for region in regions:
        pieces += [text[cursor : region.start], region.marker]
        cursor = region.end
        shift += len(region.marker) - (region.end - region.start)
        shifts.append(shift)
    pieces.append(text[cursor:])
    return Rewriting("".join(pieces), regions, tuple(r.end for r in regions), tuple(shifts))


@dataclass(frozen=True, slots=True)
class Matcher:
    """What to look for: folded words of protected names, whole names, and names that stay."""

    tokens: dict[str, tuple[int, ...]]  # folded word: people who bear it
    markers: tuple[str, ...]
    kept: tuple[tuple[str, ...], ...]
    kept_words: frozenset[str]
    by_sound: dict[str, tuple[str, ...]]  # words of four letters and more by the first letter of their sound
    weak: frozenset[tuple[str, int]]  # folded word and person: points to them only beside another word of their name


def build_matcher(standings: Standings) -> Matcher:
    """Prepare the words to look for; people of one standing are numbered apart in their markers."""
    tokens: dict[str, list[int]] = {}
    weak: set[tuple[str, int]] = set()
    kept = tuple(words for name in standings.kept if (words := tuple(fold(w) for w in WORD.findall(name))))
    kept_words = frozenset(w for words in kept for w in words)
    for index, person in enumerate(standings.protected):
        doubtful = person.standing == "person of unknown standing"
        for word in (w for name in person.names for w in _name_words(name)):
            if index not in tokens.setdefault(word, []):
                tokens[word].append(index)
            # A word that a body or a place bears too, or any English text, does not point alone to who may be nobody.
            if doubtful and (word in kept_words or word in load_common_words()):
                weak.add((word, index))
    return Matcher(
        {word: tuple(people) for word, people in tokens.items()},
        tuple(_number_markers([p.standing for p in standings.protected])),
        kept,
        kept_words,
        _sort_by_sound(tokens),
        frozenset(weak),
    )


def _number_markers(standings: list[str]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for standing in standings:
        seen[standing] = seen.get(standing, 0) + 1
        number = f" {seen[standing]}" if standings.count(standing) > 1 else ""
        yield f"[name withheld: {standing}{number}]"


def _name_words(name: str) -> Iterator[str]:
    """The words of a name that can point to somebody: no particles, initials, titles."""
    passed_over = PARTICLES | load_roles("office") | load_roles("captive") | load_roles("kin")
    for word in WORD.findall(name):
        folded = fold(word)
        if len(word) > 1 and folded and folded not in passed_over and word.lower() not in passed_over:
            yield folded


@cache
def fold(word: str) -> str:
    """Fold a word to lower-case Latin letters for comparison; possessive endings are dropped."""
    bare = re.sub(r"['’]s?$", "", word)
    return re.sub(r"[^a-z0-9]", "", str(anyascii(bare)).lower())


def find_regions(text: str, matcher: Matcher, allows: Callable[[int, int, int], bool]) -> tuple[Region, ...]:
    """Find every withheld name in a text; `allows(person, start, end)` is true where that name was cleared."""
    if not matcher.tokens:
        return ()
    addresses = [
        Region(m.start(), m.end(), ADDRESS_MARKER, None) for m in ADDRESS.finditer(text) if _holds_name(m[0], matcher)
    ]
    taken = [(r.start, r.end) for r in addresses]
    hits = [h for h in _find_hits(text, matcher) if not any(s <= h[0] < e for s, e in taken)]
    names = [
        r for r in _join_hits(text, hits, matcher) if r.person is not None and not allows(r.person, r.start, r.end)
    ]
    addresses = [r for r in addresses if not _address_allowed(r, text, matcher, allows)]
    return _without_overlap(sorted((*addresses, *names), key=lambda r: (r.start, -r.end)))


def _without_overlap(regions: list[Region]) -> tuple[Region, ...]:
    """Let the earlier of two regions that overlap run to the end of both."""
    apart: list[Region] = []
    for region in regions:
        if apart and region.start < apart[-1].end:
            last = apart.pop()
            apart.append(Region(last.start, max(last.end, region.end), last.marker, last.person))
        else:
            apart.append(region)
    return tuple(apart)


def _holds_name(address: str, matcher: Matcher) -> bool:
    return bool(_people_in_address(address, matcher))


def _people_in_address(address: str, matcher: Matcher) -> set[int]:
    words = re.sub(r"[^a-z0-9]", "", str(anyascii(unquote(address))).lower())
    return {p for token, people in matcher.tokens.items() if len(token) > 3 and token in words for p in people}


def _address_allowed(region: Region, text: str, matcher: Matcher, allows: Callable[[int, int, int], bool]) -> bool:
    people = _people_in_address(text[region.start : region.end], matcher)
    return all(allows(person, region.start, region.end) for person in people)


Hit = tuple[int, int, tuple[int, ...]]


def _find_hits(text: str, matcher: Matcher) -> Iterator[Hit]:
    words = [(m.start(), m.end(), m[0]) for m in WORD.finditer(text)]
    shouted = text.upper() == text
    lower = {w for _, _, w in words if w.islower()}
    ordinary = lower & load_common_words()  # a handle or a slip in lower case makes no name an ordinary word
    stays = _find_kept(words, matcher)
    found: dict[int, tuple[int, ...]] = {}
    for place, (_, _, word) in enumerate(words):
        people = _people_of(word, matcher, lower, shouted)
        if people:
            found[place] = people
    for place, people in found.items():
        start, end, word = words[place]
        alone = not any(near in found for near in (place - 1, place + 1))
        pointed = people if not alone else tuple(p for p in people if (fold(word), p) not in matcher.weak)
        if not pointed or (place in stays and (alone or _only_kept(place, found, stays))):
            continue
        if alone and not shouted and (word.lower() in ordinary or _is_date(text, end, word)):
            continue
        yield start, end, pointed


def _only_kept(place: int, found: dict[int, tuple[int, ...]], stays: dict[int, int]) -> bool:
    """Inside a name that stays, two words of one protected name side by side are that person all the same."""
    mine = set(found[place])
    return not any(
        mine & set(found.get(near, ())) and stays.get(near) == stays[place] for near in (place - 1, place + 1)
    )


def _is_date(text: str, end: int, word: str) -> bool:
    return word.lower() in MONTHS and bool(re.match(r"\.?\s+\d", text[end : end + 5]))


def _find_kept(words: list[tuple[int, int, str]], matcher: Matcher) -> dict[int, int]:
    """Places of words that stand inside a name that stays: place to the place where that name begins."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for name in matcher.kept:
        by_first.setdefault(name[0], []).append(name)
    folded = [fold(w) for _, _, w in words]
    inside: dict[int, int] = {}
    for place, word in enumerate(folded):
        for name in by_first.get(word, ()):
            if tuple(folded[place : place + len(name)]) == name:
                inside.update({place + k: place for k in range(len(name)) if place + k not in inside})
    return inside


def _people_of(word: str, matcher: Matcher, lower: set[str], shouted: bool) -> tuple[int, ...]:
    cased = word.lower() != word.upper()
    folded = fold(word)
    if cased and not word[0].isupper():
        return matcher.tokens.get(folded, ()) if len(folded) > 3 and word not in load_common_words() else ()
    if people := matcher.tokens.get(folded):
        return people
    if not cased:
        bare = word[1:] if len(word) > 3 and word[0] in CLITICS else word
        alike = _people_spelt_like(bare, matcher) if len(bare) > SHORTEST_ABJAD else ()
        return matcher.tokens.get(fold(bare), ()) or alike
    if len(folded) < 4 or word.lower() in lower or folded in matcher.kept_words or shouted:
        return ()
    return _people_spelt_like(word, matcher)


FURTHEST_LENGTHS = 4  # spellings of one name differ by fewer letters
SHORTEST_ABJAD = 4  # shorter words without vowels sound like half the names there are
SAME_SPELLING = 0.85  # "Trupin" and "Troupin" have 0.9 and more, "Brand" and "Brant" 0.8


def _people_spelt_like(word: str, matcher: Matcher) -> tuple[int, ...]:
    """People whose name sounds as this word does, or is one slip away from it, in whatever script."""
    cased = word[0].isupper()
    near = matcher.by_sound.get(fold_word(fold(word))[:1], ()) if cased else tuple(matcher.tokens)
    for token in near:
        if cased and abs(len(token) - len(word)) >= FURTHEST_LENGTHS:
            continue
        if len(token) > 3 and _likeness(word, token) >= (SAME_SPELLING if len(token) > 4 else 1.0):
            return matcher.tokens[token]
    return ()


def _sort_by_sound(tokens: Iterable[str]) -> dict[str, tuple[str, ...]]:
    sorted_: dict[str, list[str]] = {}
    for token in tokens:
        if len(token) > 3:
            sorted_.setdefault(fold_word(token)[:1], []).append(token)
    return {sound: tuple(words) for sound, words in sorted_.items()}


@cache
def _likeness(word: str, token: str) -> float:
    one, other = _only_word(word), _only_word(token)
    return 0.0 if one is None or other is None else compare_words(one, other)


@cache
def _only_word(word: str) -> NameWord | None:
    words = name_words(re.sub(r"['’]s?$", "", word))
    return words[0] if len(words) == 1 else None


def _join_hits(text: str, hits: list[Hit], matcher: Matcher) -> Iterator[Region]:
    """Join neighbouring words of one person to one region, with initials and particles before them."""
    group: list[Hit] = []
    common: set[int] = set()
    for hit in hits:
        shared = common & set(hit[2])
        if group and not (shared and _adjoin(text, group[-1][1], hit[0])):
            yield _make_region(text, group, matcher)
            group, shared = [], set()
        common = shared or set(hit[2])
        group.append(hit)
    if group:
        yield _make_region(text, group, matcher)


def _adjoin(text: str, end: int, start: int) -> bool:
    return "\n" not in text[end:start] and JOINT.fullmatch(text, end, start) is not None


def _make_region(text: str, group: list[Hit], matcher: Matcher) -> Region:
    votes: dict[int, int] = {}
    for _, _, people in group:
        for person in people:
            votes[person] = votes.get(person, 0) + 1
    person = max(votes, key=lambda p: (votes[p], -p))
    start, end = group[0][0], group[-1][1]
    lead = LEAD.search(text, max(0, start - 24), start)
    nickname = NICKNAME.match(text, end)
    end = nickname.end() if nickname else end
    return Region(lead.start() if lead else start, end, matcher.markers[person], person)
