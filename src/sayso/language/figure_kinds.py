"""What a figure is: a count, an ordinal, a percentage; or a date, an age, money, a measure, a name, and so no count.

The words on either side decide; the first rule that knows better than "count" wins.
"""

import re
from functools import cache
from typing import Literal

from sayso.language.counted import find_unit, is_plural
from sayso.language.figure_labels import is_paid, numbers_point, stands_in_cell, tells_age, tells_hour
from sayso.language.figures import Figure, read_number_words
from sayso.language.hedges import LOOK, find_hedge_words
from sayso.language.lexicon import read_lexicon

Kind = Literal[
    "count", "ordinal", "percent", "strength",
    "date", "time", "age", "money", "measure", "fraction", "name", "idiom", "compound",
]  # fmt: skip
COUNTING = frozenset({"count", "ordinal", "percent", "strength"})
_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?|JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?"
    r"|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?|Muharram|Safar|Rajab|Sha[’']?ban|Ramadan|Shawwal)"
)
_MONTH_BEFORE = re.compile(rf"\b{_MONTHS}\.?,?\s*(?:the\s+)?$")
_IN_MONTH = re.compile(rf"\b[Ii]n {_MONTHS}\s+$")
_MONTH_RIGHT_BEFORE = re.compile(rf"\b{_MONTHS}\.?\s*(?:the\s+)?$")  # "14 in May, 22 in June": no day
_MONTH_DAY_BEFORE = re.compile(rf"\b{_MONTHS}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:\s*(?:[-–]|and|to)\s*\d{{1,2}})?,?\s*$")
_MONTH_PAIR_BEFORE = re.compile(rf"\b{_MONTHS}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\s*(?:[-–]|and|to|or|,)\s*$")
_MONTH_AFTER = re.compile(
    rf"^(?:st|nd|rd|th)?(?:\s*(?:[-–]|and|to)\s*\d{{1,2}})?[\s-]+(?:of\s+)?(?:{_MONTHS}\b|may(?=\s+\d|\s*[.,;)]|\s*$))"
)
_YEAR_CUE = re.compile(
    r"\b(?:in|since|until|till|by|from|of|during|before|after|between|and|to|early|late|mid|year|through|the|[’']s|for|than|"
    r"fall|spring|summer|winter|autumn|back in|©|copyright|[-–/(])\s*$",
    re.IGNORECASE,
)
_CURRENCY_BEFORE = re.compile(r"(?:[$€£¥₪₹₽₦]|\b(?:USD|EUR|GBP|Rs\.?|NIS|AED|SAR|AFN|PKR|INR)\s?)\s?$")
_AGE_BEFORE = re.compile(
    r"\b(?:(?:young|old|eld)est(?: of (?:the |them|these|those)[\w ]{0,20}? (?:is|was|are|were)|(?: (?!of\b)\w+)?(?: (?:is|was|being|are|were))?)|aged|ages?|age of|aged between|"
    r"(?:turned|turning)(?!\s+(?:over|in|back|up)\b))\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_UNDER_AGE = re.compile(r"\b(?:under|over|above|below)(?:\s+(?:the age of|age))?\s+$", re.IGNORECASE)
_PEOPLE_BEFORE = re.compile(r"(?:children|people|those|women|men|girls|boys|anyone|all)\s+(?:\w+\s+)?$", re.IGNORECASE)
_NAME_COMMA = re.compile(r"(?:^|[\s(“\"])[A-Z][\w.'’-]*[a-zA-Z.’'],?\s?[,(]\s*$")
_DAY_NAME = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_DAY_NUMBERED = re.compile(
    r"(?<!first )(?<!second )(?<!third )(?<!last )(?<!same )(?<!next )(?<!one )(?<!that )(?<!each )(?<!every )(?<!other )\b[Dd]ay\s+$"
)
_BE_SINGLE = re.compile(r"\b(?:[Hh]e|[Ss]he|[Mm]an|[Ww]oman|[Bb]oy|[Gg]irl|[Ww]ho|child|victim)\s+(?:is|was)\s+$")
MEMBERS = re.compile(r"^[\s-](?:member|man|men|person|people|strong)\b(?!\s+(?:and|or)\b)", re.IGNORECASE)
PERCENT = re.compile(r"^\s?(?:%|٪|per\s?cent\b|pct\b)", re.IGNORECASE)
_FRACTION = re.compile(
    r"^[\s-]+(?:thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?|thousandths?|half|halves)\b",
    re.IGNORECASE,
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
    r"(?:\w+[\s-])?(?:congress|parliament)|"
    r"lieutenant|lt|mate|secretary|deputy|vice|cousin|thoughts?|of all|place|ago|later)\b",
    re.IGNORECASE,
)
_IN_SERIES = re.compile(
    r"(?:exchange|swap|release|round|batch|group|phase|stage|transfer|handover|prisoner|hostage|captive)s?",
    re.IGNORECASE,
)
_REGIMENT = re.compile(
    r"^[\s-]+(?:[\w’'-]+[\s-]){0,3}(?:brigade|division|battalion|regiment|fleet|corps|army|squadron|infantry|airborne|marines?|"
    r"lancers|rifles|hussars|dragoons|fusiliers|grenadiers|rangers|cavalry|artillery)\b(?:\s+(?P<next>[a-z]+))?",
    re.IGNORECASE,
)
_ROUND = r"(?:two|three|four|five|ten|twenty|2|3|4|5|10|20|100)"
_RATIO = re.compile(
    rf"^\s+(?:in|out of)(?: every)?\s+(?P<base>{_ROUND})\b(?!,?\d)",
    re.IGNORECASE,
)
_EVERY = re.compile(r"\b(?:of|in|out of) every\s+(?:\w+ (?:\w+ )?)?$", re.IGNORECASE)  # "of every ten prisoners seven"
_RATIO_BEFORE = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|\d) (?:in|out of)(?: every)?\s+$", re.IGNORECASE
)
_SHIP = re.compile(r"\b[Tt]he\s+(?:[A-Z][\w’'-]+\s+){1,2}$")
_GAPPED = re.compile(  # "Selvia gave up 45 and the Front 12"
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty))\b[^.;]{0,30}?,?\s(?:and|while|but) the\s+(?:[A-Z][\w’'-]+\s+){1,2}$"
)
_NIGHT_OF = re.compile(r"\b(?:night|morning|afternoon|evening|dawn|day|eve) of the\s+$", re.IGNORECASE)
_RANKED = re.compile(r"\b(?:the|its|their|his|her|our|this|that|was|is|as|be)\s+$", re.I)
_STREET = re.compile(
    r"^\s+(?:[NSEW]\.?\s+)?(?:[A-Z][\w.’'-]*\s+){1,4}(?:St|Street|Ave|Avenue|Road|Rd|Blvd|Boulevard|Drive|Dr|Lane|Ln|Court|Ct|"
    r"Place|Parkway|Pkwy|Highway|Hwy|Terrace|Square)\b"
)
_MILLION = 1_000_000
_RATIO_OF = re.compile(
    r"\s+(?:as|the|that|what|its|their|his|her|more|less|fewer|higher|lower|larger|bigger|greater|smaller|worse|better|longer|over|too)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b(?:at|since|until|by|from)\s+(?:about|approximately|around|some)?\s*$", re.I)


def is_glued(text: str, at: int, side: int) -> bool:
    """Tell whether a figure touches a letter, digit or sign that makes it part of a longer token.

    `at` is where it begins or ends, `side` -1 to look before it and 0 to look after.

    >>> is_glued("1,500", 2, -1), is_glued("12 men", 2, 0)
    (True, False)
    """
    place = at + side
    if not 0 <= place < len(text):
        return False
    if text[place].isalnum() or text[place] in "_@/\\:#":
        return True
    beyond = place + (1 if side == 0 else -1)
    return text[place] in ".,-–" and 0 <= beyond < len(text) and text[beyond].isdigit()


def is_year(figure: Figure, text: str) -> bool:
    """Tell whether a figure is written as a year is: four bare digits from 1300 to 2100.

    >>> from sayso.language.figures import find_figures
    >>> [is_year(f, "in 1985 2,000 men") for f in find_figures("in 1985 2,000 men")]
    [True, False]
    """
    return (
        figure.form == "digits"
        and figure.end - figure.start == 4
        and isinstance(figure.number, int)
        and 1300 <= figure.number <= 2100
        and text[figure.start : figure.end].isdigit()
    )


def classify_figure(text: str, figure: Figure) -> Kind:
    """Tell what a figure of a text is.

    >>> from sayso.language.figures import find_figures
    >>> text = "On May 3 the 12 men, aged 20, paid $40"
    >>> [classify_figure(text, f) for f in find_figures(text)]
    ['date', 'count', 'age', 'money']
    """
    before = text[max(0, figure.start - LOOK) : figure.start]
    after = text[figure.end : figure.end + LOOK]
    if numbers_point(text, figure) or stands_in_cell(text, figure):
        return "name"
    if figure.form == "digits":
        kind = _classify_digits(text, figure, before, after)
        if kind:
            return kind
    if figure.form == "ordinal":
        proper = text[figure.start].isupper() and _names_rank(before, after)
        return "name" if proper else _classify_ordinal(figure, before, after)
    kind = classify_words(before, after, figure)
    if kind is None and isinstance(figure.number, float):
        return "measure"  # nobody counts four and a half people
    return kind or "count"


def _classify_digits(text: str, figure: Figure, before: str, after: str) -> Kind | None:
    if _CURRENCY_BEFORE.search(before):
        return "money"
    if text[figure.start] == "0" and figure.number > 0 and isinstance(figure.number, int):
        return "name"  # "016": a code
    if re.search(r"\d[:/]$", before) or re.match(r"[:/]\d", after):
        return "time" if ":" in before[-1:] + after[:1] else "date"
    if before.endswith("+") or (
        re.search(r"(?:[A-Za-z]|[A-Za-z]-|[@_\\#=/&]|\d[-.,])$", before)
        and not re.search(r"(?i)\b(?:mid|pre|post|some|and|to)-$", before)
    ):
        return "name"
    if re.match(r"(?:[-–]\d|[.,]\d|[_@\\=]|/\w|[A-Za-z])", after) and not re.match(r"(?:st|nd|rd|th)\b", after):
        return "date" if re.match(r"s\b|-\d\d\b", after) and is_year(figure, text) else "name"
    if _is_day(figure, before, after) and "," not in text[figure.start : figure.end]:
        return "date"
    if (
        _STREET.match(after)
        or re.match(r"\s+block of\b", after)
        or text.strip(" .)(") == text[figure.start : figure.end]
    ):
        return "name"
    if re.match(r"\s*(?:[ap]\.?m\b\.?|hours\b|hrs\b|GMT\b|UTC\b|local time)", after, re.IGNORECASE) and (
        re.search(r"\bat\s+$|\($|\baround\s+$|\babout\s+$", before) or not re.match(r"\s*h", after)
    ):
        return "time"
    if (
        _CLOCK.search(before)
        and re.fullmatch(r"[012]\d[0-5]\d", text[figure.start : figure.end])
        and re.match(r"\s*(?:[,.;)]|$|on\b)", after)
    ):
        return "time"  # "at approximately 1100,"
    if is_year(figure, text) and _reads_as_year(figure, before, after):
        return "date"
    return None


def _is_day(figure: Figure, before: str, after: str) -> bool:
    if not isinstance(figure.number, int):
        return False
    if (
        figure.number <= 31
        and figure.form != "words"
        and (_MONTH_RIGHT_BEFORE.search(before) or _MONTH_AFTER.match(after) or _MONTH_PAIR_BEFORE.search(before))
    ):
        if _IN_MONTH.search(before) and not re.match(r"(?:st|nd|rd|th)\b|,? \d{4}\b", after):
            return False  # "in February 18 people and in May 25": a day is told with "on", or bare
        return not (_MONTH_BEFORE.search(before) and _counts_next(after) and not after.startswith(","))
    if figure.number <= 31 and re.search(r"\bon\s+$", before) and re.match(r"\s+march\b", after):
        return True  # capitals put into small letters
    if figure.number <= 99 and re.search(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{_MONTHS}|may)\.?,?\s+[’']?$", before):
        return True  # "3 JAN 90"
    return 1300 <= figure.number <= 2100 and bool(_MONTH_BEFORE.search(before) or _MONTH_DAY_BEFORE.search(before))


def _counts_next(after: str) -> bool:
    """Whether the next words are a plural that counts people or things: "In March 12 soldiers" prints no day."""
    words = re.match(r" ([^\W\d][\w’'-]*)(?: ([\w’'-]+))?", after)
    return words is not None and any(
        w is not None and w[:1].islower() and find_unit(w) not in (None, "event") and is_plural(w)
        for w in words.groups()
    )


def _reads_as_year(figure: Figure, before: str, after: str) -> bool:
    hedge = find_hedge_words(before)
    if hedge and hedge not in ("about", "around", "circa", "c.", "under", "over"):
        return False
    words = re.findall(r"[\w’'-]+|[.,;:)]", after)
    noun = next(
        (w for w in words[:3] if w[:1].islower() and find_unit(w) not in (None, "event") and is_plural(w)), None
    )
    if noun and words and words[0] not in (".", ",", ";", ":", ")") and not _YEAR_CUE.search(before.replace("the", "")):
        return False
    return not (noun and words[0] == noun and find_unit(noun) == "person" and int(figure.number) % 10 == 0)


def _classify_ordinal(figure: Figure, before: str, after: str) -> Kind:
    if before.endswith("-"):
        return "compound"
    if re.search(r"\ba\s+$", before, re.I) and re.match(r",?\s+who\b", after):
        return "ordinal"  # "a tenth, who was ill, was left behind"
    if re.search(r"\ba\s+$", before) and not _names_unit(after):
        return "idiom"  # "a third died"
    if not re.match(r"\s+[\w“‘\"#]", after) and not _RANKED.search(before):
        return "idiom"  # "Second, there is", "finished fourth"
    if _MONTH_BEFORE.search(before) or _MONTH_AFTER.match(after) or _NIGHT_OF.search(before):
        return "date"
    regiment = _REGIMENT.match(after)
    if regiment and find_unit(regiment.group("next") or "") == "person":
        regiment = None  # "the third army captive"
    if figure.number == 1 or regiment or _ORDINAL_NAME.match(after) or re.match(r"-(?!person)", after):
        return "name"
    if re.search(r"\b(?:one|two|three|four|five|six|a|\d)[\s-]+$", before, re.IGNORECASE) and re.match(
        r"\s+of\b|s\b", after
    ):
        return "fraction"
    if re.search(r"\b[A-Z]\w*\s+$", before) and re.match(r"\s*(?:$|[,.;:)])", after) and text_is_name(before):
        return "name"
    if figure.number == 2 and (
        re.match(r"s\b", after)
        or re.search(r"\b(?:split|every|per|each)[\s-]+$", before, re.I)
        or (re.search(r"\ba[\s-]+$", before, re.I) and not _names_unit(after))
    ):
        return "idiom"
    if re.match(r"\s+[A-Z]\w+\s+(?:Brigade|Division|Battalion|Regiment|Army|Fleet)", after):
        return "name"
    return "ordinal"


def _names_rank(before: str, after: str) -> bool:
    """Whether a capitalised ordinal within a sentence begins a name: "the Sixth Column"; a headline's "in Third Exchange" does not."""
    follows = re.match(r"\s+([A-Z][\w’'-]*)", after)
    return bool(follows and re.search(r"[a-z]\s+$", before) and not _IN_SERIES.fullmatch(follows[1]))


def _names_unit(after: str) -> bool:
    """Whether one of the next three words, with nothing but blanks between them, is a noun that is counted."""
    words = re.match(r"\s+([\w’'-]+)(?: ([\w’'-]+))?(?: ([\w’'-]+))?", after)
    return words is not None and any(find_unit(w) for w in words.groups() if w)


def text_is_name(before: str) -> bool:
    """Tell whether the words before an ordinal look like a ruler's name ("Elizabeth the Second" is left to its reader).

    >>> text_is_name("King Harald "), text_is_name("the ")
    (True, False)
    """
    return bool(re.search(r"\b(?:King|Queen|Pope|Emperor|Tsar|Sultan)\s+\w+\s+(?:the\s+)?$", before))


@cache
def _measure_pattern() -> "re.Pattern[str]":
    rows = read_lexicon("measures")
    words = sorted({w for row in rows for w in row[0].split()}, key=len, reverse=True)
    kinds = {w: row[1] for row in rows for w in row[0].split()}
    money = "|".join(re.escape(w) for w in words if kinds[w] == "money")
    other = "|".join(re.escape(w) for w in words if kinds[w] not in ("money", "points"))
    points = "|".join(re.escape(w).replace(r"\-", "[- ]") for w in words if kinds[w] == "points")
    between = (
        r"(?:(?:and a half|more|extra|consecutive|full|long|straight|whole|additional|further|other|previous|calendar|working|"
        r"business|light|sq\.?|square|cubic|nautical|metric|successive|short|last|past|U\.?S\.?|American|Australian|Canadian|"
        r"million|billion|thousand|new|bloody|difficult|solid|intense|gruelling|grueling|very)[\s-]+){0,2}"
    )
    return re.compile(
        rf"^[\s-]*{between}(?:(?P<money>{money})|(?P<points>{points})|(?P<measure>{other}))(?![\w])(?!-\w)",
        re.IGNORECASE,
    )


@cache
def _numbered_pattern() -> "re.Pattern[str]":
    words = sorted({w for row in read_lexicon("numbered") for w in row[0].split()}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in words)})[\s-]*$", re.IGNORECASE)


_PLURAL_LABELS = frozenset({"articles", "sections", "resolutions", "pages", "lines", "nos", "points", "chapters"})


def classify_words(before: str, after: str, figure: Figure | None) -> Kind | None:
    """Tell what the words before and after a figure make of it; None leaves it a count. No figure: a vague word.

    >>> classify_words("held for ", " days", None), classify_words("freed ", " of men", None)
    ('measure', None)
    """
    if PERCENT.match(after):
        return "percent"
    if re.match(r"[\s-]+years?[\s-]+olds?\b|[\s-]years? of age\b", after, re.IGNORECASE):
        return "age"
    if re.match(r"-\s+(?:and|or|to)\b", after):
        return "compound"
    measure = _measure_pattern().match(
        re.sub(r"^\s+of(?:\s+(?:millions|thousands|hundreds|billions)\s+of)?(?=\s)", "", after)
        if figure is None
        else after
    )
    if measure and _counts_events(measure, after):
        measure = None  # "moved seven times"; but "seven times as many"
    if measure and not (measure.group("points") and not re.match(r"[\s-]*(?:percentage|basis)", after)):
        if re.match(r"-", after) and not measure.group("money"):
            return "compound"
        return "money" if measure.group("money") else "measure"
    if figure is None:
        return None
    if MEMBERS.match(after) and (after[0] == "-" or re.match(r"\s(?:member|strong)\b", after)):
        return "strength"
    if figure.form != "ordinal" and (_is_age(figure, before, after) or tells_age(figure, before, after)):
        return "age"
    if tells_hour(figure, before, after):
        return "time"
    if figure.form != "ordinal" and is_paid(before, after, figure.scaled or figure.number >= _MILLION):
        return "money"
    if _FRACTION.match(after) or _is_ratio(figure, after) or _RATIO_BEFORE.search(before) or _EVERY.search(before):
        return "fraction"
    if re.search(
        r"\b(?:father|mother|parent|grandfather|grandmother)s?\s+of\s+$", before, re.IGNORECASE
    ) and not re.match(r"\s+\w+s\b", after):
        return "idiom"
    if (
        re.search(r"\bbetween the\s+$", before, re.IGNORECASE)
        and figure.number == 2
        and not re.match(r"\s+\w+s\b", after)
    ):
        return "idiom"
    if figure.number <= 20 and _SHIP.search(before) and not _GAPPED.search(before) and not _counts_next(after):
        return "name"  # "the Naro 3 was seized"
    if re.search(r"\bGroup of\s+$", before) or re.match(r"[\s-]and[\s-]a[\s-](?:half|quarter)\b", after):
        return "name" if before.endswith("Group of ") else "measure"
    if figure.number <= 1000 and _DAY_NUMBERED.search(before) and not _counts_next(after):
        return "ordinal"
    named = _numbered_pattern().search(before)
    if named and _is_named(named.group(), before, after, figure):
        return "name"
    if figure.number == 1 and figure.form == "words" and _is_idiom(before, after):
        return "idiom"
    if re.match(r"-(?!odd|plus|and|some\b)[A-Za-z]", after):
        return "compound"
    return None


def _counts_events(measure: "re.Match[str]", after: str) -> bool:
    """Whether "times" says how often something happened, and not how much larger something is."""
    return (
        measure.group("measure") is not None
        and measure.group("measure").casefold() == "times"
        and not _RATIO_OF.match(after[measure.end() :])
    )


def _is_ratio(figure: Figure, after: str) -> bool:
    """ "one in five", "nine out of ten": the first figure is below the round one that follows it."""
    match = _RATIO.match(after)
    if match is None:
        return False
    base = match.group("base")
    return figure.number < (int(base) if base.isdigit() else read_number_words(base) or 0)


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
    under = _UNDER_AGE.search(before)
    if under and re.match(r"\s*(?:[.,;)]|$|and\b|or\b|years)", after):
        head = before[: under.start()]
        return bool(_PEOPLE_BEFORE.search(head) or re.search(r"\b(?:is|are|was|were)\s+(?:all\s+|still\s+)?$", head))
    if figure.form == "digits" and _NAME_COMMA.search(before) and re.match(r"\s*[,.;)]", after) and figure.number >= 1:
        name = re.findall(r"[\w’'-]+", before)[-1]
        other = _DAY_NAME.match(name) or (
            is_plural(name) and find_unit(name) == "person"
        )  # "on Sunday, 112", "Women (12)"
        return not other and not re.search(r"\d\s*,\s*$", before) and isinstance(figure.number, int)
    return bool(_BE_SINGLE.search(before) and re.match(r"\s*(?:[.,;]|$|when|and|at)", after))


def _is_idiom(before: str, after: str) -> bool:
    if _IDIOM_AFTER.match(after):
        return True
    if re.match(r"\s*-", after):
        return True
    idiom = _IDIOM_BEFORE.search(before)
    if idiom is None or re.search(r"\bonly[\s-]+$|\bthe[\s-]+$", before, re.IGNORECASE):
        return False
    counted = re.match(r"\s+([\w’'-]+)", after)
    participle = idiom.group().strip(" -").casefold().endswith("ed") and counted and find_unit(counted.group(1))
    return (
        not participle and find_unit(idiom.group().strip(" -")) != "person"
    )  # "took prisoner one officer", "confirmed one death"
