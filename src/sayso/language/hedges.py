"""How sure a figure is said to be: "at least", "nearly", "or so"; read from the words on either side of it."""

import re
from functools import cache
from typing import cast

from sayso.language.lexicon import read_lexicon
from sayso.model.claim import Hedge

LOOK = 48  # code points of context on either side that decide what a figure is

_MOVING_UP = re.compile(
    r"\b(?:went|go|goes|gone|going|rose|climbed|moved|shot|jumped|came|held|revised|pushed|add\w*)\s+$", re.I
)
_ENDS_AFTER = re.compile(r"\b(?:at least|at most|at the \w+|at the very least)$", re.I)
_FAR = re.compile(r"\s+(?:(?!and\b|or\b|but\b)[a-z’'-]+\s+){1,3}?(?P<rest>(?:at|or|and|if) .+)", re.DOTALL)
_ABOUT_NOUN = re.compile(
    r"\b(?:talk\w*|concern\w*|information|news|question\w*|worr\w*|details?|reports?|know\w*|learn\w*|ask\w*|told|"
    r"speak\w*|spoke|anything|something|nothing|facts?|inform\w*|rumou?rs?|data|doubts?)\s+$",
    re.IGNORECASE,
)
_COUNTED_UP = re.compile(
    r"\b(?:tolls?|numbers?|totals?|counts?|tally|figures?|deaths|arrests)\b[^.;,]{0,30}$", re.IGNORECASE
)  # "the toll has passed 40"
_OVER_OBJECT = re.compile(
    r"\b(?:took|tak(?:en?|es|ing)|hand(?:s|ed|ing)?|turn(?:s|ed|ing)?|giv(?:es?|en|ing)|gave)\s+$", re.I
)
_OVER_MATTER = re.compile(  # "talks stalled for a year over two men": what they stalled over
    r"\b(?:disput\w+|row(?:s|ed)?|anger|concern\w*|protest\w*|stall\w*|deadlock\w*|impasse|quarrel\w*|argu\w+|disagree\w*|differences|"
    r"split|haggl\w+|wrangl\w+|bicker\w+|feud\w*|tensions?|stand-?off|stalemate|controvers\w+|outrage|outcry|scandal|lawsuit|sued|criticis\w+|"
    r"broken? (?:down|off|up)|collapsed|fell apart|held up|hung up|snagged|negotiat\w+|talks)"
    r"(?:\s+(?:for|on|in|since|again|last|this)\b(?: [\w’'-]+){0,4}?)?\s+$",
    re.I,
)
_OVER_FAR = re.compile(  # "talks were to go on through the night over four men"
    r"\b(?:talks|negotiations|haggling|dispute|row|quarrel|wrangling|bargaining)\b[^.;,:\d]{1,50}(?<!ed)(?<!held)(?<!took)(?<!seized)"
    r"(?<!with)(?<!of)(?<!by)(?<!for)(?<!from)(?<!and)(?<!than)(?<!to)\s$",
    re.I,
)


@cache
def _hedge_patterns() -> "tuple[re.Pattern[str], re.Pattern[str], dict[str, Hedge]]":
    before: list[str] = []
    after: list[str] = []
    meaning: dict[tuple[str, str], Hedge] = {}
    for phrase, hedge, side, _ in read_lexicon("hedges"):
        meaning[phrase, side[:5]] = cast(Hedge, hedge)
        (after if side == "after" else before).append(phrase)

    def either(words: list[str]) -> str:
        return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))

    flags = re.IGNORECASE
    left = re.compile(rf"(?:^|(?<=[^\w-]))(?P<hedge>{either(before)})\s*$", flags)
    right = re.compile(rf"^(?P<hedge>(?:(?<!\s)|\s?){''}(?:{either(after)}))(?![\w-])", flags)
    return left, right, {f"{side}:{phrase}": h for (phrase, side), h in meaning.items()}


def find_hedge_words(before: str) -> str | None:
    """Give the hedge that ends a stretch of text, in small letters, or None.

    >>> find_hedge_words("There were fewer than ")
    'fewer than'
    """
    match = _hedge_patterns()[0].search(before)
    return match.group("hedge").casefold() if match else None


def read_hedge(text: str, start: int, end: int) -> tuple[int, int, Hedge]:
    """Widen the span of a figure by the hedges on either side, and name the hedge.

    >>> read_hedge("there were at least some 50 men", 25, 27)
    (11, 27, 'at_least')
    """
    left, right, meaning = _hedge_patterns()
    hedge: Hedge = "exact"
    strongest: Hedge | None = None
    while True:
        before = text[max(0, start - LOOK) : start]
        match = left.search(before)
        if match is None or not _may_hedge(before, match, text[start].isdigit()):
            break
        words = re.sub(r"\s+", " ", match.group("hedge")).casefold()
        start -= len(before) - match.start("hedge")
        hedge = meaning[f"befor:{words}"]
        if strongest in (None, "about"):
            strongest = hedge
    tail = right.match(text[end : end + 24])
    if tail and not (_ENDS_AFTER.search(tail.group()) and not re.match(r"\s*(?:[,.;:)]|$)", text[end + tail.end() :])):
        words = re.sub(r"\s+", " ", tail.group("hedge")).strip().casefold()
        mean = meaning.get(f"after:{words}")
        if mean and strongest in (None, "about"):
            strongest, end = mean, end + tail.end("hedge")
    if strongest is None:
        strongest = _read_far_hedge(text[end : end + 2 * LOOK], meaning)
    return start, end, strongest or "exact"


def _read_far_hedge(after: str, meaning: "dict[str, Hedge]") -> Hedge | None:
    """The hedge behind the noun, at the end of the clause: "40 men at least", "40 armed men or more"."""
    match = _FAR.match(after)
    if match is None:
        return None
    tail = _hedge_patterns()[1].match(" " + match.group("rest"))
    ended = tail is not None and re.match(r"\s*(?:[,.;:)!?]|$)", match.group("rest")[tail.end() - 1 :])
    words = re.sub(r"\s+", " ", tail.group("hedge")).strip().casefold() if tail and ended else ""
    return meaning.get(f"after:{words}")


def _may_hedge(before: str, match: "re.Match[str]", digits: bool) -> bool:
    words, head = match.group("hedge").casefold(), before[: match.start()]
    if words == "about" and _ABOUT_NOUN.search(head):
        return False
    if words == "passed":
        return _COUNTED_UP.search(head) is not None
    if words == "c.":
        return False
    if words == "up to" and _MOVING_UP.search(head):
        return False
    if words == "over" and (_OVER_OBJECT.search(head) or _OVER_MATTER.search(head) or _OVER_FAR.search(head)):
        return False
    if words in (">", "<", ">=", "<=", "≥", "≤", "~", "≈") and not digits:
        return False
    if words in (">", "<", ">=", "<="):
        return not re.search(r"\w$", head) or head.endswith(" ")
    return True
