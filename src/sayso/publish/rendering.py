"""Templates to HTML: escaping on, the stylesheet inside, nothing fetched and no script."""

from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.model import NAMED_BESIDE, Count, DateRange, Value
from sayso.publish import phrases
from sayso.publish.disclosure import FACES
from sayso.publish.phrases import find_direction

ANYBODY = ("people", "persons")  # words for those counted that say no more than the unit


def render_page(template: str, **view: Any) -> str:
    """Fill a template of this package; every value is escaped, and the stylesheet stands inside the page."""
    return _own_templates().get_template(template).render(style=load_style(), faces=FACES, **view)


@cache
def _own_templates() -> Environment:
    return open_templates()


def open_templates(*before: BaseLoader) -> Environment:
    """Open this package's templates; those of `before` (the desk's) are looked at first and may extend them."""
    loader = ChoiceLoader([*before, PackageLoader("sayso.publish", "templates")])
    env = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.filters.update(
        count=describe_count,
        figure=describe_value,
        own_words=has_own_words,
        days=describe_days,
        day=phrases.write_day,
        range=phrases.write_range,
        label=phrases.write_label,
        number=phrases.write_number,
        link=keep_web_address,
        names=phrases.write_list,
        direction=find_direction,
    )
    env.globals.update(
        unchecked=phrases.UNCHECKED,
        beside=NAMED_BESIDE,
        to=None,  # a file has no addresses to lead to; the desk sets what makes them
        faces=FACES,
        type_words=phrases.TYPE_WORDS,
        role_words=phrases.ROLE_WORDS,
        part_words=phrases.PART_WORDS,
        class_words=phrases.CLASS_WORDS,
        hand_words=phrases.HAND_WORDS,
        review_words=phrases.REVIEW_WORDS,
    )
    return env


@cache
def load_style() -> Markup:
    """The stylesheet is ours, so it goes in unescaped; it must hold no `</style`."""
    text = (files("sayso.publish") / "templates" / "style.css").read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704


def describe_count(count: Count) -> str:
    """Print a count with its hedge: "at least 12 people", "the 4th", "“dozens” (24 or more) people"."""
    value = count.value
    if count.basis == "ordinal" or count.unit == "ordinal":
        return f"the {phrases.write_ordinal(value.best)}" if value.best is not None else f"“{count.span.text}”"
    words = phrases.write_figure(value.best, value.low, value.high, count.hedge, count.span.text)
    unit = phrases.write_unit(count.unit, value.best)
    return f"{words} {unit}".strip()


def describe_figure(value: Value) -> str:
    """Print a record's value with its hedge, without its unit: "more than 60"; dates in words, other text as it stands."""
    if isinstance(value.value, str):
        return phrases.write_range(value.value) if value.unit == "date" else value.value
    if value.unit == "ordinal" and value.value is not None:
        return f"the {phrases.write_ordinal(value.value)}"
    return phrases.write_figure(value.value, value.low, value.high, value.hedge, said_of(value))


def describe_value(value: Value) -> str:
    """Print a record's value with its hedge and unit: "more than 60 people"; dates in words, other text as it stands."""
    if isinstance(value.value, str) or value.unit == "ordinal":
        return describe_figure(value)
    return f"{describe_figure(value)} {phrases.write_unit(value.unit, value.value)}".strip()


def has_own_words(value: Value) -> bool:
    """Whether the source's words for those counted say more than the figure, its unit and its property do."""
    own, unit = (value.of or "").lower(), phrases.write_unit(value.unit, None).lower()
    return bool(own) and own not in (unit, *ANYBODY) and own not in phrases.write_label(value.property).lower()


def said_of(value: Value) -> str | None:
    """The words of the first claim of a value, for figures given in words only."""
    return value.claims[0].text if value.claims else None


def describe_days(date: DateRange) -> str:
    """Print a date range in words."""
    return phrases.write_days(date.earliest, date.latest)


def keep_web_address(url: str | None) -> str | None:
    """Give back an http or https address that may be linked; null for every other scheme and for what is malformed."""
    if not url or any(ord(c) < 33 for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.netloc else None
