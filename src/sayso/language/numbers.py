""" "at least a dozen" becomes a bounded quantity: the figure as printed, its bounds, its hedge, and what kind it is.

Only kinds "count", "ordinal", "percent" and "strength" count something. The other kinds say why a figure counts nothing:
a date, an age, a sum of money, a length of time, a name such as "Resolution 2735".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast

from sayso.language.counted import find_unit, is_plural, read_lexicon
from sayso.language.figures import HAS_FIGURE, Figure, find_figures
from sayso.model.claim import Hedge, Quantity

Kind = Literal[
    "count", "ordinal", "percent", "strength",
    "date", "time", "age", "money", "measure", "fraction", "name", "idiom", "compound",
]  # fmt: skip
COUNTING = frozenset({"count", "ordinal", "percent", "strength"})
LOOK = 48  # code points of context on either side that decide what a figure is

_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?"
    r"|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?|Muharram|Safar|Rajab|Sha[’']?ban|Ramadan|Shawwal)"
)
_MONTH_BEFORE = re.compile(rf"\b{_MONTHS}\.?,?\s*(?:the\s+)?$")
_MONTH_DAY_BEFORE = re.compile(rf"\b{_MONTHS}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:[-–]|and|to)\s*\d{{1,2}})?,?\s*$")
_MONTH_PAIR_BEFORE = re.compile(rf"\b{_MONTHS}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\s*(?:[-–]|and|to|or|,)\s*$")
_MONTH_AFTER = re.compile(rf"^(?:st|nd|rd|th)?(?:\s*(?:[-–]|and|to)\s*\d{{1,2}})?[\s-]+(?:of\s+)?{_MONTHS}\b")
_YEAR_CUE = re.compile(
    r"\b(?:in|since|until|till|by|from|of|during|before|after|between|and|to|early|late|mid|year|through|the|[’']s|for|than|"
    r"fall|spring|summer|winter|autumn|back in|©|copyright|[-–/(])\s*$",
    re.IGNORECASE,
)
_CURRENCY_BEFORE = re.compile(r"(?:[$€£¥₪₹₽₦]|\b(?:US|USD|EUR|GBP|Rs\.?|NIS|AED|SAR|AFN|PKR|INR)\s?)\s?$")
_AGE_BEFORE = re.compile(r"\b(?:aged|ages?|age of|aged between|turned|turning)\s+(?:\w+\s+)?$", re.IGNORECASE)
_UNDER_AGE = re.compile(r"\b(?:under|over|above|below)(?:\s+(?:the age of|age))?\s+$", re.IGNORECASE)
_NAME_COMMA = re.compile(r"(?:^|[\s(“\"])[A-Z][\w.'’-]*[a-zA-Z.’'],?\s?[,(]\s*$")
_BE_SINGLE = re.compile(r"\b(?:[Hh]e|[Ss]he|[Mm]an|[Ww]oman|[Bb]oy|[Gg]irl|[Ww]ho|child|victim)\s+(?:is|was)\s+$")
_MEMBERS = re.compile(r"^[\s-](?:member|man|men|person|people|strong)\b(?!\s+(?:and|or)\b)", re.IGNORECASE)
_PERCENT = re.compile(r"^\s?(?:%|٪|per\s?cent\b|pct\b)", re.IGNORECASE)
_FRACTION = re.compile(
    r"^[\s-]+(?:thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|half|halves)\b", re.IGNORECASE
)
_IDIOM_AFTER = re.compile(
    r"^(?:\s+(?:another|by one|or the other|day\b|such|thing|way or|hand\b|side\b|of the (?:\w+[- ])?(?:most|largest|biggest|"
    r"worst|best|oldest|main|few|first|last|\w+est)\b|of (?:his|her|its|their|our|my) (?:most|\w+est)\b|more time|time\b"
    r"|point\b|can\b|must\b|should\b|could\b|may\b|might\b|who\b|that\b|which\b|is\b)|[’']s\b)",
    re.IGNORECASE,
)
_IDIOM_BEFORE = re.compile(
    r"\b(?:no|any|some|every|each|this|that|which|the|another|an?|square|number|only|such|\w+er|\w+ed)[\s-]+$",
    re.IGNORECASE,
)
_ORDINAL_NAME = re.compile(
    r"^[\s-]+(?:largest|biggest|most|worst|highest|longest|deadliest|smallest|oldest|class|hand|degree|lady|party|person|"
    r"world war|world|country|countries|century|centuries|floor|street|avenue|anniversary|birthday|amendment|grade|grader|"
    r"(?:\w+[\s-])?(?:brigade|division|battalion|regiment|fleet|corps|army|squadron|infantry|airborne|marines?|congress|parliament)|"
    r"lieutenant|lt|mate|secretary|deputy|vice|cousin|thoughts?|of all|place|ago|later)\b",
    re.IGNORECASE,
)
_RANGE_JOIN = re.compile(r"^\s*(?:-|–|—|to|or|and)\s*(?:up to\s+|even\s+|perhaps\s+|possibly\s+)?$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:r[io]se|risen|rising|gr[eo]wn?|growing|climb\w*|jump\w*|goes?|gone|going|went|soar\w*|f[ae]ll(?:en)?|falling|"
    r"drop\w*|reduc\w*|cut|cutting|correct\w*|rais\w*|revis\w*|upgrad\w*|lower\w*|increas\w*|decreas\w*|brought|bring\w*|"
    r"doubl\w*|swell\w*|swollen|surg\w*|updat\w*|declin\w*|shr[aiu]nk\w*|chang\w*|up|down)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_MOVING_UP = re.compile(
    r"\b(?:went|go|goes|gone|going|rose|climbed|moved|shot|jumped|came|held|revised|pushed|add\w*)\s+$", re.I
)
_ABOUT_NOUN = re.compile(
    r"\b(?:talk\w*|concern\w*|information|news|question\w*|worr\w*|details?|reports?|know\w*|learn\w*|ask\w*|told|"
    r"speak\w*|spoke|anything|something|nothing|facts?|inform\w*|rumou?rs?|data|doubts?)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class QuantityFound:
    """A quantity and where it stands: `start` to `end` covers hedge and figure, `figure` the bare figure alone."""

    start: int
    end: int
    figure: tuple[int, int]
    value: Quantity
    hedge: Hedge
    kind: Kind
    form: str  # "digits", "words", "ordinal", "vague" or "range"


def find_quantities(text: str) -> list[QuantityFound]:
    """Give every quantity of a text in order, with bounds as in the interchange format; offsets count code points.

    >>> [(q.value.best, q.value.low, q.hedge) for q in find_quantities("At least a dozen of nearly 60 men, aged 20, left")]
    [(12, 12, 'at_least'), (60, None, 'nearly'), (20, 20, 'exact')]
    >>> [q.kind for q in find_quantities("On March 7 the 12 men, held for 15 months, paid $40 under Resolution 2735.")]
    ['date', 'count', 'measure', 'money', 'name']
    """
    if not HAS_FIGURE.search(text):
        return []
    figures = list(find_figures(text))
    found: list[QuantityFound] = []
    vague = list(_find_vague(text))
    taken = [(v.start, v.end) for v in vague]
    skip = False
    for at, figure in enumerate(figures):
        if skip:
            skip = False
            continue
        if any(start < figure.end and figure.start < end for start, end in taken):
            continue
        after = figures[at + 1] if at + 1 < len(figures) else None
        joined = _join_range(text, figure, after) if after else None
        if joined:
            found.append(joined)
            skip = True
        else:
            found.append(_read_one(text, figure))
    return sorted(found + vague, key=lambda q: q.start)


def bound_quantity(number: float | int, hedge: Hedge) -> Quantity:
    """Give best, low and high of a printed number under a hedge; whole numbers move by one where the hedge excludes them.

    >>> bound_quantity(60000, "more_than"), bound_quantity(60, "nearly")
    (Quantity(best=60000, low=60001, high=None), Quantity(best=60, low=None, high=59))
    """
    step = 1 if isinstance(number, int) else 0
    if hedge == "exact":
        return Quantity(number, number, number)
    if hedge == "at_least":
        return Quantity(number, number, None)
    if hedge == "more_than":
        return Quantity(number, number + step, None)
    if hedge == "at_most":
        return Quantity(number, None, number)
    if hedge in ("less_than", "nearly"):
        return Quantity(number, None, number - step)
    return Quantity(number, None, None)


def _read_one(text: str, figure: Figure) -> QuantityFound:
    kind = _classify(text, figure)
    start, end, hedge = figure.start, figure.end, cast(Hedge, "exact")
    if kind == "percent":
        mark = _PERCENT.match(text[end : end + 12])
        end += mark.end() if mark else 0
    elif kind == "strength":
        mark = _MEMBERS.match(text[end : end + 12])
        end += mark.end() if mark else 0
    if kind in ("count", "percent", "strength"):
        start, end, hedge = _read_hedge(text, start, end)
    value = bound_quantity(figure.number, hedge)
    if kind == "percent" and hedge in ("more_than", "less_than", "nearly"):
        value = Quantity(
            figure.number,
            figure.number if hedge == "more_than" else None,
            None if hedge == "more_than" else figure.number,
        )
    return QuantityFound(start, end, (figure.start, figure.end), value, hedge, kind, figure.form)


@cache
def _hedge_patterns() -> "tuple[re.Pattern[str], re.Pattern[str], dict[str, Hedge]]":
    before, after, meaning = [], [], {}
    for phrase, hedge, side, _ in read_lexicon("hedges.tsv"):
        meaning[phrase, side[:5]] = cast(Hedge, hedge)
        (after if side == "after" else before).append(phrase)

    def either(words: list[str]) -> str:
        return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))

    flags = re.IGNORECASE
    left = re.compile(rf"(?:^|(?<=[^\w-]))(?P<hedge>{either(before)})\s*$", flags)
    right = re.compile(rf"^(?P<hedge>(?:(?<!\s)|\s?){''}(?:{either(after)}))(?![\w-])", flags)
    return left, right, {f"{side}:{phrase}": h for (phrase, side), h in meaning.items()}


def _read_hedge(text: str, start: int, end: int) -> tuple[int, int, Hedge]:
    left, right, meaning = _hedge_patterns()
    hedge: Hedge = "exact"
    strongest: Hedge | None = None
    while True:
        before = text[max(0, start - LOOK) : start]
        match = left.search(before)
        if match is None or not _may_hedge(before, match):
            break
        words = re.sub(r"\s+", " ", match.group("hedge")).casefold()
        start -= len(before) - match.start("hedge")
        hedge = meaning[f"befor:{words}"]
        if strongest in (None, "about"):
            strongest = hedge
    tail = right.match(text[end : end + 24])
    if tail:
        words = re.sub(r"\s+", " ", tail.group("hedge")).strip().casefold()
        mean = meaning.get(f"after:{words}")
        if mean and strongest in (None, "about"):
            strongest, end = mean, end + tail.end("hedge")
    return start, end, strongest or "exact"


def _may_hedge(before: str, match: "re.Match[str]") -> bool:
    words, head = match.group("hedge").casefold(), before[: match.start()]
    if words == "about" and _ABOUT_NOUN.search(head):
        return False
    if words in ("c.", "passed"):
        return False
    if words == "up to" and _MOVING_UP.search(head):
        return False
    if words == "over" and re.search(
        r"\b(?:dispute|row|anger|concern\w*|protest\w*|took|taken|take|handed|hand|turned)\s+$", head, re.I
    ):
        return False
    if words in (">", "<", ">=", "<="):
        return not re.search(r"\w$", head) or head.endswith(" ")
    return True


@cache
def _vague_pattern() -> "tuple[re.Pattern[str], tuple[int, ...]]":
    rows = read_lexicon("vague_counts.tsv")
    groups = "|".join(f"(?P<v{i}>{row[0]})" for i, row in enumerate(rows))
    return re.compile(rf"\b(?:{groups})\b(?![-’'])", re.IGNORECASE), tuple(int(row[1]) for row in rows)


_LOOSE = re.compile(r"^(?:scores|tens|a number|a couple|a handful)$", re.IGNORECASE)


def _find_vague(text: str) -> Iterator[QuantityFound]:
    pattern, lows = _vague_pattern()
    for match in pattern.finditer(text):
        before, after = text[max(0, match.start() - LOOK) : match.start()], text[match.end() : match.end() + LOOK]
        if _LOOSE.match(match.group()) and not re.match(r"\s+(?:more\s+)?(?:of|were|are|have|had|more)\b", after):
            continue
        if match.group().casefold().startswith("a number") and not re.match(r"\s+of\b", after):
            continue
        kind = _classify_words(before, after, None)
        low = lows[int(cast(str, match.lastgroup)[1:])]
        yield QuantityFound(
            match.start(), match.end(), match.span(), Quantity(None, low, None), "vague", kind or "count", "vague"
        )


def _join_range(text: str, first: Figure, second: Figure) -> QuantityFound | None:
    between = text[first.end : second.start]
    join = _RANGE_JOIN.match(between)
    if not join or first.form == "ordinal" or second.form == "ordinal":
        return None
    word = between.strip().split(" ")[0].casefold()
    before = text[max(0, first.start - LOOK) : first.start]
    lead = re.search(r"\b(between|from)\s+$", before, re.IGNORECASE)
    if word == "and" and not (lead and lead.group(1).casefold() == "between"):
        return None
    low, high = first.number, second.number
    if second.scaled and not first.scaled and first.number < 1000:
        scale = re.search(r"(hundred|thousand|million|billion)", text[second.start : second.end], re.IGNORECASE)
        low = (
            low * {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}[scale.group(1).casefold()]
            if scale
            else low
        )
    if not low < high:
        return None
    if word == "to" and _CHANGE.search(before):
        return None
    if word in ("-", "–", "—"):
        if between.strip(" ") != between and word == "-" and first.form == "words":
            return None
        if _glued(text, first.start, -1) or _glued(text, second.end, 0) or _is_year(first, text) or low < 1:
            return None
    if word == "or" and high > 2 * low + 3:
        return None
    kind = _classify(text, replace(second, start=first.start))
    start = first.start - (len(lead.group()) if lead else 0)
    end = second.end
    if not lead:
        start, end, _ = _read_hedge(text, start, end)
    if kind == "percent":
        mark = _PERCENT.match(text[end : end + 12])
        end += mark.end() if mark else 0
    return QuantityFound(start, end, (first.start, second.end), Quantity(None, low, high), "range", kind, "range")


def _glued(text: str, at: int, side: int) -> bool:
    """Whether a figure touches a letter, digit or sign that makes it part of a longer token."""
    place = at + side
    if not 0 <= place < len(text):
        return False
    if text[place].isalnum() or text[place] in "_@/\\:#":
        return True
    beyond = place + (1 if side == 0 else -1)
    return text[place] in ".,-–" and 0 <= beyond < len(text) and text[beyond].isdigit()


def _is_year(figure: Figure, text: str) -> bool:
    return (
        figure.form == "digits"
        and figure.end - figure.start == 4
        and isinstance(figure.number, int)
        and 1300 <= figure.number <= 2100
        and text[figure.start : figure.end].isdigit()
    )


def _classify(text: str, figure: Figure) -> Kind:
    before = text[max(0, figure.start - LOOK) : figure.start]
    after = text[figure.end : figure.end + LOOK]
    if figure.form == "digits":
        kind = _classify_digits(text, figure, before, after)
        if kind:
            return kind
    if figure.form == "ordinal":
        return _classify_ordinal(figure, before, after)
    kind = _classify_words(before, after, figure)
    if kind is None and isinstance(figure.number, float):
        return "measure"  # nobody counts four and a half people
    return kind or "count"


def _classify_digits(text: str, figure: Figure, before: str, after: str) -> Kind | None:
    if _CURRENCY_BEFORE.search(before):
        return "money"
    if re.search(r"\d[:/]$", before) or re.match(r"[:/]\d", after):
        return "time" if ":" in before[-1:] + after[:1] else "date"
    if re.search(r"(?:[A-Za-z]|[A-Za-z]-|[@_\\#=/&]|\d[-.,])$", before) and not re.search(
        r"(?i)\b(?:mid|pre|post|some|and|to)-$", before
    ):
        return "name"
    if re.match(r"(?:[-–]\d|[.,]\d|[_@\\=]|/\w|[A-Za-z])", after) and not re.match(r"(?:st|nd|rd|th)\b", after):
        return "date" if re.match(r"s\b|-\d\d\b", after) and _is_year(figure, text) else "name"
    if _is_day(figure, before, after):
        return "date"
    if re.match(r"\s*(?:[ap]\.?m\b\.?|hours\b|hrs\b|GMT\b|UTC\b|local time)", after, re.IGNORECASE) and (
        re.search(r"\bat\s+$|\($|\baround\s+$|\babout\s+$", before) or not re.match(r"\s*h", after)
    ):
        return "time"
    if _is_year(figure, text) and _reads_as_year(figure, before, after):
        return "date"
    return None


def _is_day(figure: Figure, before: str, after: str) -> bool:
    if not isinstance(figure.number, int):
        return False
    if (
        figure.number <= 31
        and figure.form != "words"
        and (_MONTH_BEFORE.search(before) or _MONTH_AFTER.match(after) or _MONTH_PAIR_BEFORE.search(before))
    ):
        return not (_MONTH_BEFORE.search(before) and _counts_next(after) and not after.startswith(","))
    return 1300 <= figure.number <= 2100 and bool(_MONTH_BEFORE.search(before) or _MONTH_DAY_BEFORE.search(before))


def _counts_next(after: str) -> bool:
    """Whether the next words are a plural that counts people or things: "In March 12 soldiers" prints no day."""
    words = re.match(r" ([\w’'-]+)(?: ([\w’'-]+))?", after)
    return words is not None and any(
        w is not None and w[:1].islower() and find_unit(w) not in (None, "event") and is_plural(w)
        for w in words.groups()
    )


def _reads_as_year(figure: Figure, before: str, after: str) -> bool:
    left, _, _ = _hedge_patterns()
    hedged = left.search(before)
    if hedged and hedged.group("hedge").casefold() not in ("about", "around", "circa", "c.", "under", "over"):
        return False
    words = re.findall(r"[\w’'-]+|[.,;:)]", after)
    noun = next((w for w in words[:3] if find_unit(w) not in (None, "event") and is_plural(w)), None)
    if noun and words and words[0] not in (".", ",", ";", ":", ")") and not _YEAR_CUE.search(before.replace("the", "")):
        return False
    return not (noun and words[0] == noun and find_unit(noun) == "person" and int(figure.number) % 10 == 0)


def _classify_ordinal(figure: Figure, before: str, after: str) -> Kind:
    if _MONTH_BEFORE.search(before) or _MONTH_AFTER.match(after):
        return "date"
    if figure.number == 1 or _ORDINAL_NAME.match(after) or re.match(r"-(?!person)", after):
        return "name"
    if re.search(r"\b(?:one|two|three|four|five|six|a|\d)[\s-]+$", before, re.IGNORECASE) and re.match(
        r"\s+of\b|s\b", after
    ):
        return "fraction"
    if re.search(r"\b[A-Z]\w*\s+$", before) and re.match(r"\s*(?:$|[,.;:)])", after) and text_is_name(before):
        return "name"
    if figure.number == 2 and (
        re.match(r"s\b", after) or re.search(r"\b(?:a|split|every|per|each)[\s-]+$", before, re.I)
    ):
        return "idiom"
    if re.match(r"\s+[A-Z]\w+\s+(?:Brigade|Division|Battalion|Regiment|Army|Fleet)", after):
        return "name"
    return "ordinal"


def text_is_name(before: str) -> bool:
    """Tell whether the words before an ordinal look like a ruler's name ("Elizabeth the Second" is left to its reader).

    >>> text_is_name("King Harald "), text_is_name("the ")
    (True, False)
    """
    return bool(re.search(r"\b(?:King|Queen|Pope|Emperor|Tsar|Sultan)\s+\w+\s+(?:the\s+)?$", before))


@cache
def _measure_pattern() -> "re.Pattern[str]":
    rows = read_lexicon("measures.tsv")
    words = sorted({w for row in rows for w in row[0].split()}, key=len, reverse=True)
    kinds = {w: row[1] for row in rows for w in row[0].split()}
    money = "|".join(re.escape(w) for w in words if kinds[w] == "money")
    other = "|".join(re.escape(w) for w in words if kinds[w] not in ("money", "points"))
    points = "|".join(re.escape(w).replace(r"\-", "[- ]") for w in words if kinds[w] == "points")
    between = (
        r"(?:(?:and a half|more|extra|consecutive|full|long|straight|whole|additional|further|other|previous|calendar|working|"
        r"business|light|square|cubic|nautical|metric|successive|short|last|past|U\.?S\.?|American|Australian|Canadian|"
        r"million|billion|thousand|new|bloody|difficult|solid|intense|gruelling|grueling|very)[\s-]+){0,2}"
    )
    return re.compile(
        rf"^[\s-]*{between}(?:(?P<money>{money})|(?P<points>{points})|(?P<measure>{other}))(?![\w])", re.IGNORECASE
    )


@cache
def _numbered_pattern() -> "re.Pattern[str]":
    words = sorted({w for row in read_lexicon("numbered.tsv") for w in row[0].split()}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in words)})[\s-]*$", re.IGNORECASE)


_PLURAL_LABELS = frozenset({"articles", "sections", "resolutions", "pages", "lines", "nos", "points", "chapters"})


def _classify_words(before: str, after: str, figure: Figure | None) -> Kind | None:
    """Tell what the words around a figure make of it; None leaves it a count."""
    if _PERCENT.match(after):
        return "percent"
    if re.match(r"[\s-]+years?[\s-]+olds?\b|[\s-]years? of age\b", after, re.IGNORECASE):
        return "age"
    measure = _measure_pattern().match(after)
    if measure and not (measure.group("points") and not re.match(r"[\s-]*(?:percentage|basis)", after)):
        if re.match(r"-", after) and not measure.group("money"):
            return "compound"
        return "money" if measure.group("money") else "measure"
    if figure is None:
        return None
    if _MEMBERS.match(after) and (after[0] == "-" or re.match(r"\s(?:member|strong)\b", after)):
        return "strength"
    if figure.form != "ordinal" and _is_age(figure, before, after):
        return "age"
    if _FRACTION.match(after):
        return "fraction"
    if re.search(r"\b[Dd]ay\s+$", before) and figure.number <= 1000:
        return "ordinal"
    named = _numbered_pattern().search(before)
    if named and _is_named(named.group(), before, after, figure):
        return "name"
    if figure.number == 1 and figure.form == "words" and _is_idiom(before, after):
        return "idiom"
    if re.match(r"-(?!odd|plus|and)[A-Za-z]", after):
        return "compound"
    return None


def _is_named(label: str, before: str, after: str, figure: Figure) -> bool:
    word = label.strip().casefold()
    if word in (
        "number",
        "numbers",
        "no",
        "size",
        "age",
        "ages",
        "aged",
        "order",
        "act",
        "figure",
        "tier",
        "post",
        "company",
        "group",
    ):
        if word == "number" and re.search(
            r"\b(?:to|will|now|they|those\s+\w+|\w+ed|who)\s+number\s*$", before, re.IGNORECASE
        ):
            return False  # "those injured number 2,644": a verb
        return (
            word in ("number", "age", "ages", "aged", "order", "act", "figure", "post")
            and not re.match(r"\s+[a-z]\w*s\b", after)
            and not re.search(r"\bin\s+\w+\s*$", before)
        )
    if word.endswith(("s",)) and word not in _PLURAL_LABELS and word not in ("class", "series", "corps", "windows"):
        return False
    counted = re.match(r"\s+(?:\w+\s+)?(\w+)", after)
    return not (
        counted
        and is_plural(counted.group(1))
        and find_unit(counted.group(1)) == "person"
        and not label.strip()[:1].isupper()
    )


def _is_age(figure: Figure, before: str, after: str) -> bool:
    if not 0 <= figure.number <= 115:
        return False
    if _AGE_BEFORE.search(before):
        return True
    if _UNDER_AGE.search(before) and re.match(r"\s*(?:[.,;)]|$|and\b|or\b|years)", after):
        return bool(
            re.search(
                r"(?:children|people|those|women|men|girls|boys|anyone|all)\s+(?:\w+\s+)?$",
                before[: _UNDER_AGE.search(before).start()],
                re.I,
            )
        )  # type: ignore[union-attr]
    if figure.form == "digits" and _NAME_COMMA.search(before) and re.match(r"\s*[,.;)]", after) and figure.number >= 1:
        return not re.search(r"\d\s*,\s*$", before) and isinstance(figure.number, int)
    return bool(_BE_SINGLE.search(before) and re.match(r"\s*(?:[.,;]|$|when|and|at)", after))


def _is_idiom(before: str, after: str) -> bool:
    if _IDIOM_AFTER.match(after):
        return True
    if re.match(r"\s*-", after):
        return True
    return bool(_IDIOM_BEFORE.search(before) and not re.search(r"\bonly[\s-]+$|\bthe[\s-]+$", before, re.IGNORECASE))
