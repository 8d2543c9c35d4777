"""The shapes of date words: one named pattern a line, in the order they are tried. Names lead to a reader in `dates`."""

from sayso.language.calendar_words import HIJRI, MONTH, MONTH_NAME, NUMBER, ORDINAL, WEEKDAY, WEEKDAY_ANY

_PART = r"(?:\s+(?:morning|afternoon|evening|night|midnight|noon))?"
BEFORE = (
    r"(?:(?P<since>since|until|till|before|after|following|by|prior to|as of)\s+(?:about\s+|around\s+)?)?"
    r"(?:(?:(?:very\s+)?(?:early|late|earlier|later|mid)[\s-]+)?(?:on|in|during|of|from)\s+)?(?:the\s+)?"
    r"(?:(?:(?:very\s+)?(?:early|late|earlier|later|mid)[\s-]+)(?:on\s+|in\s+)?)?"
)
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_SPOKEN_DAY = rf"(?:the\s+)?(?P<day>\d{{1,2}}(?:st|nd|rd|th)?|{ORDINAL})"
RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    ("figures", r"(?P<a>\d{1,2})[-./](?P<b>\d{1,2})[-./](?P<year>(?:19|20)\d\d)(?!\d)"),
    ("full", rf"(?:{WEEKDAY_ANY},?\s+)?(?P<month>{MONTH}){_PART}\s*{_SPOKEN_DAY}(?!\d),?\s+(?:in\s+|of\s+)?{_YEAR}"),
    ("full", rf"(?:{WEEKDAY_ANY},?\s+)?(?:the\s+)?{_SPOKEN_DAY}\s+(?:day\s+)?(?:of\s+)?(?P<month>{MONTH}),?\s+(?:in\s+)?{_YEAR}"),
    ("full", rf"(?P<day>\d{{1,2}})\s+(?P<month>{MONTH})\s+'?(?P<short>\d\d)(?!\d)(?!\s*(?::|percent|%))"),
    ("hijri", rf"(?:(?:the\s+)?(?P<day>\d{{1,2}})\s+(?:of\s+)?)?(?P<hijri>{HIJRI}),?\s+(?P<year>1[345]\d\d)(?:\s*A?H\b)?"),
    ("hijri", rf"(?P<hijri>{HIJRI})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>1[345]\d\d)(?:\s*A?H\b)?"),
    ("month_year", rf"(?:(?:early|mid|late)[\s-]+)?(?P<month>{MONTH}),?\s+(?:of\s+)?{_YEAR}"),
    ("weekday_day", rf"(?P<weekday>{WEEKDAY}){_PART},?\s*\(?(?P<month>{MONTH})\s*{_SPOKEN_DAY}(?!\d)\)?"),
    ("weekday_day", rf"(?P<weekday>{WEEKDAY}){_PART},?\s*\(?{_SPOKEN_DAY}\s+(?:of\s+)?(?P<month>{MONTH})\)?"),
    ("day", rf"(?P<month>{MONTH})\s*{_SPOKEN_DAY}(?![\d,]*\d)"),
    ("day", rf"{_SPOKEN_DAY}\s+(?:of\s+)?(?P<month>{MONTH})"),
    ("nth_day", rf"(?:the\s+)?(?:(?P<nth>{ORDINAL}|\d+(?:st|nd|rd|th))\s+day|day\s+(?P<count>{NUMBER}))\s+of\s+(?:the\s+|a\s+)?(?:[\w-]+\s+){{0,2}}?(?P<noun>truce|ceasefire|cease-fire|war|hostilities|offensive|fighting|conflict)"),
    ("ago", rf"(?:(?P<hedge>over|more than|nearly|almost|about|some|around)\s+)?(?P<count>{NUMBER}|several|few|a few)\s+(?P<unit>day|week|month|year|hour)s?\s+ago"),
    ("lasting", rf"(?P<count>{NUMBER})[\s-](?P<unit>day|week|month|year)s?(?:\s+of|-long)?\s+(?:[\w-]+\s+){{0,2}}?(?:war|conflict|fighting|captivity|siege|offensive|bombardment)"),
    ("past_span", rf"(?:the\s+)?(?:past|last|preceding|previous)\s+(?P<count>{NUMBER}|few|several)\s+(?P<unit>hour|day|week|month|year)s?"),
    ("weekday_next", rf"(?P<which>last|this|next|this\s+past|this\s+coming|the\s+previous|the\s+following)\s+(?P<weekday>{WEEKDAY}){_PART}"),
    ("named", r"(?P<which>last|this|next|the\s+previous|the\s+following|later\s+this|earlier\s+this|late\s+last|early\s+last|early\s+next)\s+(?P<unit>weekend|week|month|year|spring|summer|autumn|fall|winter)"),
    ("month_next", rf"(?P<which>last|this|next)\s+(?P<month>{MONTH_NAME})"),
    ("yesterday", rf"(?:the\s+day\s+before\s+)?yesterday{_PART}|last\s+night|overnight"),
    ("today", r"(?:earlier\s+|later\s+)?today|tonight|this\s+(?:morning|afternoon|evening)|(?:earlier|later)\s+in\s+the\s+day"),
    ("tomorrow", rf"tomorrow{_PART}"),
    ("weekday", rf"(?P<weekday>{WEEKDAY}){_PART}"),
    ("month", rf"(?:(?:early|mid|late)[\s-]+)?(?P<month>{MONTH_NAME})"),
    ("year", _YEAR),
)  # fmt: skip
