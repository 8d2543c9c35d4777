"""The shapes of date words: one named pattern a line, in the order they are tried. Names lead to a reader in `dates`."""

from sayso.language.calendar_words import FEAST, HIJRI, MONTH, MONTH_NAME, NUMBER, ORDINAL, WEEKDAY, WEEKDAY_ANY

_PART = r"(?:\s+(?:morning|afternoon|evening|night|midnight|noon))?"
_PARTIAL = r"(?:the\s+)?(?:first|second|third|fourth|last|final)\s+(?:week|quarter)\s+of"
_HALF = r"(?:early|late|mid|(?:the\s+)?(?:beginning|start|middle|end|first\s+half|second\s+half)\s+of)"
BEFORE = (
    r"(?:(?P<since>since|until|till|before|after|following|by|prior to|as of)\s+(?:about\s+|around\s+)?)?"
    r"(?:(?:(?:very\s+)?(?:early|late|earlier|later|mid)[\s-]+)?(?:on|in|at|during|of|from)\s+(?:(?:or|and)\s+(?:about|around)\s+)?)?(?:the\s+)?"
    r"(?:(?:(?:very\s+)?(?:early|late|earlier|later|mid)[\s-]+)(?:on\s+|in\s+)?)?"
)
_YEAR = r"(?P<year>(?:1[89]|20)\d\d)"
_FIGURE_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_SPOKEN_DAY = rf"(?:the\s+)?(?P<day>{_FIGURE_DAY}|{ORDINAL})"
_TO = r"\s*(?:[-–—]|\bto\b|\buntil\b|\btill\b|\bthrough\b)\s*"  # between two days; "and" only after "between"
# What may follow "the day before" where it counts from what was told, and not from what comes ("the day before the talks").
_ALONE = r"""(?=\s*(?:[.,;:!?)\]–—"”’']|$)|\s(?:in|at|on|by|from|to|and|or|but|when|while|near|with|for|during|outside|inside|as|were|was|had|have|has|is|are)\b)"""
_OTHER_YEAR = rf"(?:of\s+)?(?:(?:last|this|that|next|the\s+(?:same|previous|preceding|following|next|current))\s+year|the\s+year\s+(?:before|after){_ALONE})"
# A two-figure year closes its date; a noun or verb behind the figure makes it a count: "on 14 March 60 men were taken".
_CLOSES = r"""(?!\s*(?::|percent|%)|,\d)(?=\s*(?:[^\w\s]|$)|\s(?:in|at|on|by|from|to|and|or|but|when|while|near|with|for|during|outside|inside)\b)"""
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)"
_WHICH_MONTH = (
    r"(?P<which>this|last|next|that|the(?:\s+(?:same|previous|preceding|following|next|current|present|past))?)\s+month"
)
_DAYTIME = r"(?:day|morning|afternoon|evening|night)"
RULES: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    ("figures", r"(?P<a>\d{1,2})(?P<dot>[-./])(?P<b>\d{1,2})(?P=dot)(?P<year>(?:19|20)\d\d)(?!\d)"),
    ("days", rf"(?:between\s+)?{_SPOKEN_DAY}\s+(?:of\s+)?(?P<from_month>{MONTH})(?:{_TO}|\s+and\s+)(?:the\s+)?(?P<last>{_FIGURE_DAY})\s+(?:of\s+)?(?P<month>{MONTH})(?:,?\s+{_YEAR})?"),
    ("days", rf"(?:between\s+)?(?P<from_month>{MONTH})\s*(?P<day>{_FIGURE_DAY})(?:{_TO}|\s+and\s+)(?P<month>{MONTH})\s*(?P<last>{_FIGURE_DAY})(?!\d)(?:,?\s+{_YEAR})?"),
    ("days", rf"(?:(?:the\s+)?night\s+of\s+|between\s+)?(?:the\s+)?(?P<day>{_FIGURE_DAY})(?:{_TO}|\s+and\s+)(?:the\s+)?(?P<last>{_FIGURE_DAY})\s+(?:of\s+)?(?P<month>{MONTH})(?:,?\s+{_YEAR})?"),
    ("days", rf"(?:between\s+)?(?P<month>{MONTH})\s*(?P<day>{_FIGURE_DAY})(?:{_TO}|\s+and\s+)(?P<last>{_FIGURE_DAY})(?!\d)(?:,?\s+{_YEAR})?"),
    ("full", rf"(?:{WEEKDAY_ANY},?\s+)?(?P<month>{MONTH}){_PART}\s*{_SPOKEN_DAY}(?!\d),?\s+(?:in\s+|of\s+)?{_YEAR}"),
    ("full", rf"(?:{WEEKDAY_ANY},?\s+)?(?:the\s+)?{_SPOKEN_DAY}\s+(?:day\s+)?(?:of\s+)?(?P<month>{MONTH}),?\s+(?:in\s+)?{_YEAR}"),
    ("full", rf"(?P<day>\d{{1,2}})\s+(?P<month>{MONTH})\s+'?(?P<short>\d\d)(?!\d){_CLOSES}"),
    ("hijri", rf"(?:(?:the\s+)?(?P<day>\d{{1,2}})\s+(?:of\s+)?)?(?P<hijri>{HIJRI}),?\s+(?P<year>1[345]\d\d)(?:\s*A?H\b)?"),
    ("hijri", rf"(?P<hijri>{HIJRI})\s+(?P<day>\d{{1,2}}),?\s+(?P<year>1[345]\d\d)(?:\s*A?H\b)?"),
    ("hijri_day", rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<hijri>{HIJRI})"),
    ("hijri_day", rf"(?P<hijri>{HIJRI})\s+(?P<day>\d{{1,2}})(?!\d)"),
    ("hijri_day", r"(?P<hijri>ramadh?an)"),
    ("feast", rf"(?P<eve>(?:the\s+)?eve\s+of\s+(?:the\s+)?)?(?P<feast>{FEAST})"),
    ("month_year", rf"(?:(?:{_HALF}|{_PARTIAL})[\s-]+)?(?P<month>{MONTH}),?\s+(?:of\s+)?{_YEAR}"),
    ("month_of", rf"{_SPOKEN_DAY}\s+(?:of\s+)?(?P<month>{MONTH}),?\s+(?P<relative>{_OTHER_YEAR})"),
    ("month_of", rf"(?:(?:{_HALF}|{_PARTIAL})[\s-]+)?(?P<month>{MONTH})(?:\s*{_SPOKEN_DAY})?,?\s+(?P<relative>{_OTHER_YEAR})"),
    ("weekday_day", rf"(?P<weekday>{WEEKDAY}){_PART},?\s*\(?(?P<month>{MONTH})\s*{_SPOKEN_DAY}(?!\d)\)?"),
    ("weekday_day", rf"(?P<weekday>{WEEKDAY}){_PART},?\s*\(?{_SPOKEN_DAY}\s+(?:of\s+)?(?P<month>{MONTH})\)?"),
    ("day", rf"(?<!\d\s)(?P<month>{MONTH})\s*{_SPOKEN_DAY}(?![\d,]*\d)"),
    ("day", rf"{_SPOKEN_DAY}\s+(?:of\s+)?(?P<month>{MONTH})"),
    ("nth_day", rf"(?:the\s+)?(?:(?P<nth>{ORDINAL}|\d+(?:st|nd|rd|th))\s+day|day\s+(?P<count>{NUMBER}))\s+of\s+(?:the\s+|a\s+)?(?:[\w-]+\s+){{0,2}}?(?P<noun>truce|ceasefire|cease-fire|war|hostilities|offensive|fighting|conflict)"),
    ("ago", rf"(?:(?P<hedge>over|more than|nearly|almost|about|some|around|just)\s+)?(?P<count>{NUMBER}|several|few|a few)\s+(?P<unit>day|week|fortnight|month|year|hour)s?\s+ago"),
    ("lasting", rf"(?P<count>{NUMBER})[\s-](?P<unit>day|week|month|year)s?(?:\s+of|-long)?\s+(?:[\w-]+\s+){{0,2}}?(?:war|conflict|fighting|captivity|siege|offensive|bombardment)"),
    ("past_span", rf"(?:(?:over|within)\s+)?(?:the\s+)?(?:past|last|preceding|previous)\s+(?P<count>{NUMBER}|few|several)\s+(?P<unit>hour|day|week|month|year)s?"),
    ("past_span", r"(?:(?:over|within)\s+)?(?:the\s+past\s+(?P<unit>day|night|week|month|year)|recent\s+(?P<units>hour|day|week|month)s)"),
    ("within", rf"(?:with)?in\s+(?:the\s+(?:next|coming)\s+)(?P<count>{NUMBER}|few)\s+(?P<unit>hour|day|week|month|year)s?|within\s+(?P<so_many>{NUMBER})\s+(?P<of>hour|day|week|month|year)s?(?!\s+of\b)"),
    ("weekday_next", rf"(?P<which>last|this|next|that|this\s+past|this\s+coming|the\s+(?:previous|preceding|following|next|same))\s+(?P<weekday>{WEEKDAY}){_PART}"),
    ("weekend", r"(?:(?:over|during)\s+)?(?:the\s+|this\s+)(?:past\s+)?weekend"),
    ("nth_of", rf"(?:between\s+)?(?:the\s+)?(?:(?P<from_day>{_FIGURE_DAY}|{ORDINAL})(?:{_TO}|\s+and\s+))?{_SPOKEN_DAY}\s+(?:day\s+)?of\s+{_WHICH_MONTH}\b"),
    ("named", rf"(?:(?:{_HALF}|{_PARTIAL})\s+)?(?P<which>last|this|next|that|the\s+(?:same|previous|preceding|following|next)|later\s+this|earlier\s+this|late\s+last|early\s+last|early\s+next)\s+(?P<unit>weekend|week|month|year|spring|summer|autumn|fall|winter)"),
    ("named", r"(?P<which>earlier|later)\s+in\s+the\s+(?P<unit>week|month|year)"),
    ("named", rf"the\s+(?P<unit>weekend|week|month|year)\s+(?P<which>before|after){_ALONE}"),
    ("month_next", rf"(?P<which>last|this|next)\s+(?P<month>{MONTH_NAME})"),
    ("told_day", rf"(?:(?:later|late|early|earlier)\s+(?:on\s+)?)?(?:the\s+(?:very\s+)?same|that(?:\s+same|\s+very)?)\s+{_DAYTIME}"),
    ("told_day", rf"(?:(?:late|early)\s+(?:on\s+)?)?the\s+(?:next|following|previous|preceding)\s+{_DAYTIME}"),
    ("told_day", rf"the\s+{_DAYTIME}\s+(?:before|after){_ALONE}"),
    ("step", rf"(?:(?P<count>{NUMBER}|several|a\s+few|few|some)\s+)?(?P<unit>hour|day|night|week|fortnight|month|year)s?\s+(?:(?P<way>later|earlier|afterwards|previously)(?!\s+than)|(?P<side>before|after){_ALONE})"),
    ("yesterday", rf"(?:the\s+day\s+before\s+)?yesterday{_PART}|last\s+night|overnight"),
    ("today", r"(?:earlier\s+|later\s+)?today|tonight|this\s+(?:morning|afternoon|evening)|(?:earlier|later)\s+in\s+the\s+day"),
    ("tomorrow", rf"tomorrow{_PART}"),
    ("weekday", rf"(?P<weekday>{WEEKDAY}){_PART}"),
    ("nth", rf"(?:the\s+(?:morning|afternoon|evening|night)\s+of\s+the\s+)?(?P<day>\d{{1,2}}(?:st|nd|rd|th)){_ALONE}"),
    ("month", rf"(?:(?:{_HALF}|{_PARTIAL})[\s-]+)?(?P<month>{MONTH_NAME})"),
    ("season", rf"{_SEASON}\s+(?:of\s+)?{_YEAR}"),
    ("year", rf"(?:(?:{_HALF}|{_PARTIAL})[\s-]+)?{_YEAR}"),
)  # fmt: skip
