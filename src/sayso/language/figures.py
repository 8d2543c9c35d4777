"""A figure as printed, in digits or words, becomes a number: the ground that `numbers` builds bounds and hedges on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from text_to_num import text2num

_ONES = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_ONES = "first second third fourth fifth sixth seventh eighth ninth"
_ORDINALS = f"{_ORDINAL_ONES} tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
_ORDINAL_TENS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"


def _either(words: str) -> str:
    return "(?:" + "|".join(sorted(words.split(), key=len, reverse=True)) + ")"


_SMALL = rf"(?:{_either(_TENS)}(?:[ -]{_either(_ONES)})?|{_either(_TEENS)}|{_either(_ONES)})"
_SCALE = "(?:hundred|thousand|million|billion|lakh|crore)"
_WORDED = (
    rf"(?:an?\s+(?={_SCALE}\b)|{_SMALL}[ -])?{_SCALE}(?:[ -](?:and )?(?:{_SMALL}\b(?:[ -]{_SCALE}\b)?|{_SCALE}\b))*"
)
_HALF_OF = rf"half a {_SCALE}"
_DOZEN = rf"(?:(?:half[ -]a|half|an?|{_SMALL}|\d+(?:\.\d)?)[ -])?dozen"
_DIGITS = (
    r"(?:\d{1,2}(?:,\d{2})+,\d{3}(?!\d)|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?!\d)|"
    r"\d{1,3}(?:[\u00a0\u202f\u2009 '’]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)"
)
_ORDINAL_WORD = rf"(?:{_either(_TENS)}[ -]{_either(_ORDINAL_ONES)}|{_either(_ORDINAL_TENS)}|{_either(_ORDINALS)}|hundredth|thousandth)"
_FIGURE = re.compile(
    rf"(?P<ordinal>(?<![\w.,:/-])\d{{1,3}}(?:,\d{{3}})*(?:st|nd|rd|th)\b|\b{_ORDINAL_WORD}\b)"
    rf"|(?P<dozen>\b{_DOZEN}\b)"
    rf"|(?P<half>\b{_HALF_OF}\b)"
    rf"|(?P<digits>{_DIGITS})(?P<scale>[ -](?:{_SCALE}|bn|mn)\b|(?:bn|mn|k)\b)?"
    rf"|(?P<words>\b(?:{_WORDED}|{_SMALL}|zero)\b)",
    re.IGNORECASE,
)
_STARTS = frozenset(
    f"{_ONES} {_TEENS} {_TENS} {_ORDINALS} {_ORDINAL_TENS} hundred thousand million billion lakh crore hundredth thousandth "
    "dozen half a an zero".split()
)
_DAY_BEFORE = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+$", re.IGNORECASE)
_PIECE = re.compile(r"[A-Za-z]+|\d")
_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "mn": 1_000_000, "billion": 1_000_000_000,
    "bn": 1_000_000_000, "k": 1_000, "lakh": 100_000, "crore": 10_000_000,
}  # fmt: skip
_DEBRIS = re.compile(r"&?#\d+;|&?#x[0-9a-fA-F]+;")


@dataclass(frozen=True, slots=True)
class Figure:
    """A bare figure: code points `start` to `end`, its number, and how it is written."""

    start: int
    end: int
    number: float | int
    form: str  # "digits", "words" or "ordinal"
    scaled: bool = False


def find_figures(text: str) -> Iterator[Figure]:
    """Give every figure of a text in order, in digits or words, whatever it may mean; leftovers of HTML are none.

    >>> [f.number for f in find_figures("Two-hundred fifty of 1,718 and 1,4 million; a dozen, the fourth")]
    [250, 1718, 1400000, 12, 4]
    """
    debris = [m.span() for m in _DEBRIS.finditer(text)] if "#" in text else []
    end = 0
    for piece in _PIECE.finditer(text):
        start = piece.start()
        if start < end or (piece.group().lower() not in _STARTS and not piece.group().isdigit()):
            continue
        match = _FIGURE.match(text, start)
        if (
            match is not None
            and " " in (match.group("digits") or "")
            and _DAY_BEFORE.search(text[max(0, start - 12) : start])
        ):
            match = _FIGURE.match(text, start, text.index(" ", start))  # "on May 7 200 men": a day, then a figure
        if match is None or any(first <= start < last for first, last in debris):
            continue
        end = match.end()
        figure = _read_match(match)
        if figure is not None:
            yield figure


def _read_match(match: "re.Match[str]") -> Figure | None:
    words, start, end = match.group().casefold(), match.start(), match.end()
    if match.lastgroup == "scale" or match.group("digits"):
        number = _read_digits(match.group("digits"), match.group("scale"))
        if number is None:
            return None
        return Figure(start, end, number, "digits", bool(match.group("scale")))
    if match.group("ordinal"):
        place = _read_ordinal(words)
        return Figure(start, end, place, "ordinal") if place is not None else None
    if match.group("half"):
        whole = _SCALES[words.rsplit(" ", 1)[-1]]
        return Figure(start, end, whole // 2, "words", True)
    if match.group("dozen"):
        return _read_dozen(words, start, end)
    value = read_number_words(words)
    return Figure(start, end, value, "words") if value is not None else None


def _read_digits(digits: str, scale: str | None) -> float | int | None:
    plain = re.sub(r"[\u00a0\u202f\u2009 '’]", "", digits)
    if re.fullmatch(r"\d{1,2}(,\d{2})+,\d{3}", plain):
        plain = plain.replace(",", "")  # "1,23,456": lakhs
    if re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", plain):
        plain = plain.replace(".", "")
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain) and not (scale and plain.count(",") == 1 and plain[0] == "0"):
        plain = plain.replace(",", "")
    elif "," in plain:
        if not scale and not re.fullmatch(r"\d+,\d", plain):
            return None  # "1314,1198": two figures run together say no number
        plain = plain.replace(",", ".")
    elif not scale and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", plain):
        plain = plain.replace(".", "")  # "2.750 people": a point between thousands, for nobody counts thousandths
    if len(plain) > 15:
        return None
    number = float(plain)
    if scale:
        number = round(number * _SCALES[scale.strip(" -").casefold()], 6)
    return int(number) if number == int(number) else number


def _read_dozen(words: str, start: int, end: int) -> Figure | None:
    before = re.split(r"[ -]?dozen$", words)[0].strip(" -")
    if before in ("", "a", "an"):
        number: float | int | None = 12
    elif before.startswith("half"):
        number = 6
    elif before[0].isdigit():
        number = float(before) * 12
    else:
        small = read_number_words(before)
        number = None if small is None else small * 12
    if number is None:
        return None
    return Figure(start, end, int(number) if number == int(number) else number, "words")


@cache
def read_number_words(words: str) -> int | None:
    """Read number words as a whole number, or None where they do not make one.

    >>> read_number_words("two-hundred and fifty"), read_number_words("a hundred"), read_number_words("two three")
    (250, 100, None)
    """
    plain = re.sub(r"^an?\s+", "", words.casefold()).replace("-", " ")
    for name in ("lakh", "crore"):
        if plain.endswith(name):
            head = read_number_words(plain.removesuffix(name).strip() or "one")
            return None if head is None else int(head * _SCALES[name])
    try:
        return int(text2num(plain, "en"))
    except ValueError:
        return None


@cache
def _read_ordinal(words: str) -> int | None:
    if words[0].isdigit():
        return int(re.sub(r"\D", "", words))
    parts = re.split(r"[ -]", words)
    total = 0
    for part in parts:
        if part in _TENS.split():
            total += 20 + 10 * _TENS.split().index(part)
        elif part in _ORDINALS.split():
            total += 1 + _ORDINALS.split().index(part)
        elif part in _ORDINAL_TENS.split():
            total += 20 + 10 * _ORDINAL_TENS.split().index(part)
        elif part in ("hundredth", "thousandth"):
            total += 100 if part == "hundredth" else 1000
        else:
            return None
    return total
