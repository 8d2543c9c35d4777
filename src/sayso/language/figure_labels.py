"""Figures that number, time or price something: points of a list, rows of a table, hours of the clock, sums to pay."""

import re

from sayso.language.counted import find_unit, is_plural
from sayso.language.figures import Figure, read_number_words

_POINT = re.compile(r"^\W*$|[.;:!?,]\s+(?:and\s+|or\s+)?$|\b(?:and|or)\s+$")
_BRACKETED = re.compile(r"\((\d{1,2})\)")
_CELL_BEFORE = re.compile(r"\|\s*(?:\d+\s*(?:,|/|&|and)\s*)*$")  # "| 17, 19, 22 |" fills a cell with ages
_CELL_AFTER = re.compile(r"^(?:\s*(?:,|/|&|and)\s*\d+)*\s*\|")
_AT_HOUR = re.compile(
    r"\b(?:at|by|until|till|since|before|after|around|about|past|from|to|between|nearly|almost|shortly|it\s+(?:is|was))\s+(?:about\s+|around\s+|nearly\s+)?$",
    re.IGNORECASE,
)
_HOUR = re.compile(
    r"^(?:\s*o\s?[’']\s?clock\b|(?:[\s-](?:five|ten|fifteen|twenty|thirty|forty|fifty))?\s+(?:in the (?:(?:early|late)\s+)?(?:morning|afternoon|evening)|at night|"
    r"that (?:morning|afternoon|evening|night)|sharp\b|(?:to|past)\s+(?:\w+)(?=\W)))",
    re.IGNORECASE,
)
_ENDS = re.compile(r"^\s*(?:[.,;:!?)”’\"]|$|(?:on|last|this|yesterday|today|tomorrow)\b)", re.IGNORECASE)
_STANDS = re.compile(
    r"\b(?:tolls?|totals?|numbers?|numbered|figures?|counts?|tally|tallies|put|puts|putting|stood|stands?|standing|remain\w*|stay\w*|"
    r"held|kept|list\w*|estimat\w*|unchanged|steady|capped|still|already|is|was|are|were|be|been|set|fixed|half|places?)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_PAYS = re.compile(
    r"\b(?:pa(?:ys?|id|ying)|rais(?:ed|ing)(?!\s+(?:from|to)\b)|cost(?:s|ing)?|worth|spen[dt]s?|spending|priced? (?:at|of)|(?:ransom|fine|fee|sum|bribe|bounty|budget|fund|debt|loan) of)\s+"
    r"(?:(?!(?:for|to|by)\b)[\w’'-]+\s+){0,3}$",
    re.IGNORECASE,
)
_HEDGED = (
    r"(?:(?:about|some|around|nearly|almost|over|only|just|more than|less than|at least|up to|another|a further)\s+)*$"
)
_SUMS = re.compile(
    rf"\b(?:sum|ransom|price|fee|amount|payment|damages|losses|cost|fine|bribe|bounty|debt)s?\b[^.;,\d]{{0,30}}\b(?:at|of|to|was|is|as)\s+{_HEDGED}",
    re.IGNORECASE,
)
_PRICES = re.compile(  # nothing but money, whatever the figure
    rf"\b(?:ransom|fine|fee|bribe|bounty)(?:\s+(?:(?:had|has|have) been|[a-z]+ed))?\s+(?:at|of|to|was|is|as)\s+{_HEDGED}",
    re.IGNORECASE,
)
_WANTS = re.compile(
    r"\b(?:demand(?:s|ed|ing)?|wants?|wanted|ask(?:s|ed|ing)? (?:for|them for|him for|her for)|collect(?:s|ed|ing)?|offer(?:s|ed|ing)?|borrow(?:s|ed|ing)?|"
    r"ow(?:es?|ed)|"
    rf"handed over|gave|sent|received|got|took)\s+{_HEDGED}",
    re.IGNORECASE,
)
_RANSOM = re.compile(
    r"\s+(?:in|as|of|for) (?:an? |the |his |her |its |their )?(?:ransoms?|cash|damages|compensation|blood money)\b",
    re.IGNORECASE,
)
_QUOTES = re.compile(r"[“”‘\"]")
_OF_ONE = re.compile(r"(?:^|[^\w’'-])(?P<who>[a-z’'-]+)\s?,\s?$")
_OF_AGE = re.compile(
    r"\b(?:an?|the|his|her|their)\s+(?:[\w’'-]+\s+){0,2}?(?P<who>[\w’'-]+)\s+of\s+(?:about\s+|around\s+|nearly\s+|only\s+|just\s+)?$",
    re.IGNORECASE,
)
_GROUPS = frozenset(
    "crew team party staff group family household personnel troop population mission unit squad caste line list case choir "
    "figure count toll total body escort patrol force host generation guard garrison cadre contingent convoy column gang pair trio father mother parent leader head chief commander".split()
)
_CLOCK = 24  # hours
_OLDEST = 115  # years


def numbers_point(text: str, figure: Figure) -> bool:
    """Tell whether a figure only numbers a point of a list: "2. The Front frees", "(2) open the road", "3) pay".

    >>> from sayso.language.figures import find_figures
    >>> [numbers_point(t, f) for t in ("2. Pay.", "It must (1) go and (2) pay", "Women (2) left") for f in find_figures(t)]
    [True, True, True, False]
    """
    if figure.form != "digits" or not isinstance(figure.number, int) or not 0 < figure.number <= 30:
        return False
    before, after = text[: figure.start], text[figure.end :]
    if before.endswith("(") and after.startswith(")"):
        run = [int(n) for n in _BRACKETED.findall(text)]
        return len(run) > 1 and run == list(range(run[0], run[0] + len(run)))
    if not before.strip(" •-–*\t") and re.match(r"\s*(?:[.)]|[-–—:])\s+\D", after):
        return True
    return bool(
        _POINT.search(before)
        and re.match(r"[.)]\s+[^\W\d]", after)
        and (figure.number == 1 or re.search(rf"(?<![\d.,]){figure.number - 1}[.)]\s+[^\W\d]", before))
        and (figure.number > 1 or re.search(r"(?<![\d.,])2[.)]\s+[^\W\d]", after))
    )


def stands_in_cell(text: str, figure: Figure) -> bool:
    """Tell whether a figure fills a cell of a table by itself: rows are numbered, and no word says what the figure counts.

    >>> from sayso.language.figures import find_figures
    >>> [stands_in_cell(t, f) for t in ("3 | Ova Brand | 1991 | life", "freed | 12 men | Holt") for f in find_figures(t)]
    [True, True, False]
    """
    before, after = text[: figure.start], text[figure.end :]
    if text.count("|") < 2:
        return False
    if _CELL_AFTER.match(after):
        return True
    ends = re.match(r"\s*(?:$|(?P<word>[^\s|]+)[^|]{0,40}\|)", after)  # the next row begins
    return bool(_CELL_BEFORE.search(before) and ends and not (ends.group("word") and find_unit(ends.group("word"))))


def tells_hour(figure: Figure, before: str, after: str) -> bool:
    """Tell whether a figure is an hour: "at ten in the morning", "by ten o'clock", "left at nine,".

    >>> tells_hour(Figure(3, 6, 10, "words"), "at ", " in the morning"), tells_hour(Figure(3, 6, 10, "words"), "at ", " men")
    (True, False)
    >>> tells_hour(Figure(0, 3, 10, "words"), "the toll stood at ", ".")
    False
    """
    if figure.form not in ("words", "digits") or not 0 < figure.number <= _CLOCK:
        return False
    hour = _HOUR.match(after)
    if hour:
        minutes = re.match(r"\s+(?:to|past)\s+(\w+)", after, re.IGNORECASE)
        if minutes:
            return _AT_HOUR.search(before) is not None and 0 < (read_number_words(minutes.group(1)) or 0) <= 12
        return "clock" in hour.group() or _AT_HOUR.search(before) is not None
    if re.search(r"\b(?:half|quarter|five|ten|twenty|minutes) (?:past|to)\s+$", before, re.IGNORECASE):
        return _ENDS.match(after) is not None
    at = re.search(r"\bat(?: about| around)?\s+$", before, re.IGNORECASE)
    return bool(at and figure.number <= _CLOCK // 2 and _ENDS.match(after) and not _STANDS.search(before[: at.start()]))


def is_paid(before: str, after: str, millions: bool = False) -> bool:
    """Tell whether a figure without a counted noun is what somebody pays: "pays 200 million into a fund".

    What is demanded or collected is money where it runs into millions or a ransom is named.

    >>> is_paid("Each side pays ", " million into a fund"), is_paid("paid ", " guards to look away")
    (True, False)
    >>> is_paid("put the sum at “more than ", "”.", millions=True), is_paid("The fee was “about ", "”."), is_paid("The ransom was ", " cooks.")
    (True, True, False)
    >>> is_paid("They want ", ".", millions=True), is_paid("They want ", "."), is_paid("They want ", " in ransom.")
    (True, False, True)
    """
    before = _QUOTES.sub("", before)  # put the sum at “more than 60 million”
    wanted = (millions or _RANSOM.match(after)) and (_WANTS.search(before) or _SUMS.search(before))
    if not (wanted or _PAYS.search(before) or _PRICES.search(before)):
        return False
    words = [w for w in re.findall(r"[\w’'-]+", after)[:3] if w.casefold() not in ("million", "thousand", "billion")]
    return not any(is_plural(w) and find_unit(w) not in (None, "thing", "event") for w in words[:2])


def tells_age(figure: Figure, before: str, after: str) -> bool:
    """Tell whether a figure after one person is that person's age: "a geologist of 38", "their cousin, 31, left".

    >>> tells_age(Figure(0, 2, 38, "digits"), "a geologist of ", ", left"), tells_age(Figure(0, 2, 38, "digits"), "a crew of ", ".")
    (True, False)
    >>> tells_age(Figure(0, 2, 31, "digits"), "with their cousin, ", ", left"), tells_age(Figure(0, 2, 31, "digits"), "the crew, ", ", left")
    (True, False)
    """
    set_off = figure.form == "digits" and re.match(r"\s*[,.;)]", after) and not re.match(r"\s*,\s*(?:not|of)\b", after)
    who = _OF_AGE.search(before) or (_OF_ONE.search(before) if set_off else None)
    counted = re.match(r"\s+([\w’'-]+)", after)
    if (
        not who
        or not 0 < figure.number <= _OLDEST
        or (counted and (counted.group(1) == "of" or find_unit(counted.group(1))))
    ):
        return False
    word = who.group("who").casefold()
    return word not in _GROUPS and find_unit(word) == "person" and not is_plural(word)
