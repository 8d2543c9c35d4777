"""What date words are read against, and the days that come out of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Tense = Literal["past", "present", "future"]
DAY = timedelta(days=1)
NARROW = 3  # days that a telling may span for a day to be counted from it
FROM_TEXT = "in the text"  # ends the rules whose year or day another part of the same text gives


@dataclass(frozen=True, slots=True)
class ToldDays:
    """The days that the text told of last, first to last; `near` where it did so in the same sentence or paragraph."""

    earliest: date
    latest: date
    near: bool = False


@dataclass(frozen=True, slots=True)
class DateAnchor:
    """What date words are read against: publication, dateline, and the days that the same text gives.

    `printed` are full dates of the same text; `starts` are (noun, first day) pairs such as ("truce", 19 January 2031);
    `told` is the day or two that "two days later" and "that evening" count from, `told_span` what was told last however wide
    ("in March 2028"), which years are read against; `period` is what the text, or the part of it, reports on;
    `day_first` is whether the text writes 27/8 or 8/27, where some date in figures shows it.
    """

    published: date | None
    dateline: date | None = None
    printed: tuple[date, ...] = ()
    starts: tuple[tuple[str, date], ...] = ()
    told: ToldDays | None = None
    told_span: ToldDays | None = None
    period: tuple[date, date] | None = None
    day_first: bool | None = None

    def after(self, days: ToldDays) -> "DateAnchor":
        """Give the anchor once the text has told of `days`."""
        narrow = (days.latest - days.earliest).days <= NARROW
        return replace(self, told=days if narrow else self.told, told_span=days)

    @property
    def base(self) -> date | None:
        """Give the day the report speaks from: its dateline, else its publication."""
        return self.dateline or self.published

    @property
    def origin(self) -> Literal["dateline", "published"]:
        """Name where `base` comes from."""
        return "dateline" if self.dateline else "published"


@dataclass(frozen=True, slots=True)
class Days:
    """Days from earliest to latest, both included, the rule that gave them, and whether any part was inferred."""

    earliest: date
    latest: date
    rule: str
    inferred: bool = True


Reader = Callable[["re.Match[str]", DateAnchor, Tense], Days | None]
