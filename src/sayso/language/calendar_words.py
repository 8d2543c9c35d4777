"""Words for days, months and small numbers, as the date rules read them: English, with Hijri months transliterated."""

import re
from collections.abc import Iterable, Mapping

MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
WEEKDAYS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "monday mon",
            "tuesday tues tue",
            "wednesday wed",
            "thursday thurs thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        )
    )
    for name in names.split()
}
# Spellings follow the Library of Congress romanisation, then those usual in newspapers.
HIJRI_MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("muharram",),
            ("safar",),
            ("rabi al-awwal", "rabi' al-awwal", "rabi i", "rabi ul-awwal"),
            ("rabi al-thani", "rabi' al-thani", "rabi ii", "rabi al-akhir"),
            ("jumada al-ula", "jumada al-awwal", "jumada i"),
            ("jumada al-akhira", "jumada al-thani", "jumada ii"),
            ("rajab",),
            ("sha'ban", "shaban", "sha’ban"),
            ("ramadan", "ramadhan"),
            ("shawwal",),
            ("dhu al-qi'dah", "dhu al-qadah", "dhul qadah", "dhu al-qa'da"),
            ("dhu al-hijjah", "dhul hijjah", "dhu al-hijja"),
        ),
        1,
    )
    for name in names
}
# Feasts that news names days by: calendar, month, day.
FEASTS: Mapping[str, tuple[str, int, int]] = {
    "new year's eve": ("gregorian", 12, 31),
    "new year's day": ("gregorian", 1, 1),
    "christmas eve": ("gregorian", 12, 24),
    "christmas day": ("gregorian", 12, 25),
    "christmas": ("gregorian", 12, 25),
    "boxing day": ("gregorian", 12, 26),
    "eid al-fitr": ("hijri", 10, 1),
    "eid ul-fitr": ("hijri", 10, 1),
    "eid al-adha": ("hijri", 12, 10),
    "eid ul-adha": ("hijri", 12, 10),
}
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
NUMBERS: Mapping[str, int] = {
    **{w: n for n, w in enumerate(_UNITS.split())},
    **{w: n * 10 for n, w in enumerate(_TENS.split(), 2)},
    "a": 1,
    "an": 1,
}
ORDINALS: Mapping[str, int] = {
    **{w: n for n, w in enumerate(_ORDINALS.split())},
    "thirtieth": 30,
    **{f"twenty-{w}": 20 + n for n, w in enumerate(_ORDINALS.split()[1:10], 1)},
    "thirty-first": 31,
}


def _either(words: Iterable[str], least: int = 1) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True) if len(w) >= least)


MONTH = rf"(?:{_either(MONTHS)})\b\.?"
MONTH_NAME = rf"(?:{_either(MONTHS, 3)})\b\.?"
WEEKDAY = rf"(?:{_either(WEEKDAYS, 6)})"
WEEKDAY_ANY = rf"(?:{_either(WEEKDAYS)})\b\.?"
FEAST = rf"(?:{_either(FEASTS)})".replace("'", "['’]")
HIJRI = rf"(?:{_either(HIJRI_MONTHS)})"
ORDINAL = rf"(?:{_either(ORDINALS)})"
NUMBER = rf"(?:\d{{1,3}}|{_either(NUMBERS)})"


def read_number(word: str) -> int | None:
    """Give the whole number that a figure, a number word or an ordinal names; None where it is none of these.

    >>> [read_number(w) for w in ("12", "three", "21st", "fifteenth", "some")]
    [12, 3, 21, 15, None]
    """
    word = word.casefold().strip()
    digits = re.match(r"(\d+)(?:st|nd|rd|th)?$", word)
    if digits:
        return int(digits.group(1))
    return NUMBERS.get(word, ORDINALS.get(word))
