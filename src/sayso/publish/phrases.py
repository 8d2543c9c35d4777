"""Values in words: figures with their hedge, dates, kinds and acts, as every page, table and footnote prints them."""

import calendar
import datetime
import unicodedata

HEDGE_WORDS = {
    "exact": "{best}",
    "about": "about {best}",
    "at_least": "at least {best}",
    "more_than": "more than {best}",
    "at_most": "at most {best}",
    "less_than": "fewer than {best}",
    "nearly": "nearly {best}",
    "range": "{low} to {high}",
    "vague": "{words}",
}
TYPE_WORDS = {
    "capture": "Capture",
    "release": "Release",
    "exchange": "Exchange",
    "transfer": "Transfer",
    "deportation": "Deportation",
    "escape": "Escape",
    "rescue": "Rescue",
    "death_in_custody": "Death in custody",
    "return_of_remains": "Return of remains",
    "killing": "Killing",
    "wounding": "Wounding",
    "mistreatment": "Alleged mistreatment",
    "agreement": "Agreement",
    "meeting": "Meeting",
    "other": "Other event",
}
ROLE_WORDS = {
    "agent": "By",
    "party": "Parties",
    "held": "Held",
    "victim": "Harmed",
    "recipient": "To",
    "mediator": "Between them",
    "place_of_custody": "Place of custody",
}
PART_WORDS = {
    "agent": "acted",
    "party": "took part",
    "held": "held",
    "victim": "harmed",
    "recipient": "received",
    "mediator": "stood between the sides",
    "place_of_custody": "place of custody",
}
UNIT_WORDS = {
    "person": ("person", "people"),
    "body": ("body", "bodies"),
    "family": ("family", "families"),
    "animal": ("animal", "animals"),
    "vehicle": ("vehicle", "vehicles"),
    "building": ("building", "buildings"),
    "sentence": ("sentence", "sentences"),
    "event": ("event", "events"),
    "percent": ("percent", "percent"),
}
CLASS_WORDS = {
    "contradiction": "Cannot both be right",
    "refinement": "One is a part or a closer figure of the other",
    "update": "A later word of the same source",
    "scope": "Not the same people, place or time",
    "wording": "Said in other words",
}
HAND_WORDS = {"first": "first hand", "second": "second hand", "unsourced": "no source named"}
UNCHECKED = "read by machine, not checked"
REVIEW_WORDS = {
    "accepted": "checked and accepted",
    "corrected": "checked and corrected",
    "rejected": "checked and rejected",
    "deferred": "check put off",
    "unchecked": UNCHECKED,
}


def write_number(number: float | int | None) -> str:
    """Print a number with thousands set apart: 60000 gives "60,000"; null gives "not given"."""
    if number is None:
        return "not given"
    if isinstance(number, float) and not number.is_integer():
        return f"{number:,}"
    return f"{int(number):,}"


def write_ordinal(number: float | int) -> str:
    """Print an ordinal: 4 gives "4th", 22 gives "22nd"."""
    whole = int(number)
    ending = "th" if 10 <= whole % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")
    return f"{whole:,}{ending}"


def write_figure(
    best: float | int | None,
    low: float | int | None,
    high: float | int | None,
    hedge: str | None,
    words: str | None = None,
) -> str:
    """Print a bounded quantity with its hedge kept, in words; `words` is what the source printed, for vague ones."""
    bounds = _write_bounds(low, high)
    if hedge == "vague" or (best is None and hedge != "range"):
        said = f"“{words}”" if words else "a figure in words"
        return f"{said} ({bounds})" if bounds else said
    if hedge == "range" and (low is None or high is None):
        return bounds or "a range without bounds"
    pattern = HEDGE_WORDS.get(hedge or "exact", "{best}")
    return pattern.format(best=write_number(best), low=write_number(low), high=write_number(high), words=words)


def _write_bounds(low: float | int | None, high: float | int | None) -> str:
    if low is None and high is None:
        return ""
    if high is None:
        return f"{write_number(low)} or more"
    if low is None:
        return f"{write_number(high)} or fewer"
    return write_number(low) if low == high else f"{write_number(low)} to {write_number(high)}"


def write_unit(unit: str | None, number: float | int | None) -> str:
    """Give the word for a unit, in the number asked for: "person", 1 gives "person"; null units give ""."""
    one, many = UNIT_WORDS.get(unit or "", ("", ""))
    return one if number == 1 else many


def write_day(text: str | None) -> str:
    """Print an ISO day, month, year or instant in words; anything else is given back as it stands."""
    if not text:
        return "no date"
    if len(text) > 10 and "T" in text:
        return _write_instant(text)
    parts = text.split("-")
    try:
        if len(parts) == 3:
            day = datetime.date.fromisoformat(text)
            return f"{day.day} {calendar.month_name[day.month]} {day.year}"
        if len(parts) == 2:
            return f"{calendar.month_name[int(parts[1])]} {int(parts[0])}"
    except (ValueError, IndexError):
        return text
    return text


def _write_instant(text: str) -> str:
    try:
        when = datetime.datetime.fromisoformat(text)
    except ValueError:
        return text
    zone = f"UTC{when.isoformat()[-6:]}" if when.utcoffset() else ("UTC" if when.tzinfo else "no zone given")
    return f"{when.day} {calendar.month_name[when.month]} {when.year}, {when:%H:%M} {zone}"


def write_days(earliest: str | None, latest: str | None) -> str:
    """Print a range of days in words: one day, a whole month, a whole year, or "FROM to TO"."""
    if earliest is None and latest is None:
        return "no date"
    if earliest is None or latest is None:
        return f"not before {write_day(earliest)}" if earliest else f"not after {write_day(latest)}"
    if earliest == latest:
        return write_day(earliest)
    try:
        first, last = datetime.date.fromisoformat(earliest), datetime.date.fromisoformat(latest)
    except ValueError:
        return f"{earliest} to {latest}"
    if (first.day, first.month, last.day, last.month) == (1, 1, 31, 12) and first.year == last.year:
        return str(first.year)
    if (first.day, first.month) == (last.day, last.month) and last.year == first.year + 1:
        return f"{first.day} {calendar.month_name[first.month]} {first.year} or {last.year}"  # the year is not told
    month_ends = last.day == calendar.monthrange(last.year, last.month)[1]
    if first.day == 1 and month_ends and (first.year, first.month) == (last.year, last.month):
        return f"{calendar.month_name[first.month]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {write_day(latest)}"
    if first.year == last.year:
        return f"{first.day} {calendar.month_name[first.month]} to {write_day(latest)}"
    return f"{write_day(earliest)} to {write_day(latest)}"


def write_range(text: str | None) -> str:
    """Print a record's date ("2031-05-03" or "2031-05-03/2031-05-05") in words."""
    if not text:
        return "no date"
    first, _, last = text.partition("/")
    return write_days(first, last) if last else write_day(first)


def write_label(name: str) -> str:
    """Turn a key into words: "place_of_custody" gives "place of custody", "counted: guards" gives "guards"."""
    return _LABELS.get(name) or name.removeprefix("counted: ").replace("_", " ")


_LABELS = {"ordinal of the event": "place in a series"}  # keys that are plain to programs alone


def write_list(names: list[str]) -> str:
    """Join names as a sentence does: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def find_direction(text: str) -> str:
    """Give "rtl" where most letters of a text run from right to left (Unicode Bidirectional Algorithm, UAX #9), else "ltr".

    >>> find_direction("דנה לוי said that eleven more are held"), find_direction("قال: All safe. وأضاف أن الباقين بخير")
    ('ltr', 'rtl')
    """
    kinds = [unicodedata.bidirectional(char) for char in text]
    return "rtl" if sum(k in ("R", "AL") for k in kinds) > sum(k == "L" for k in kinds) else "ltr"
