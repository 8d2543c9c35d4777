"""What every view of the terminal says alike: short ids, figures with their hedge, origins counted, coverage."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console

from sayso.cli.telling import tell
from sayso.model import Claim, Report, Value
from sayso.publish.phrases import UNCHECKED, write_day, write_days, write_label, write_list
from sayso.publish.rendering import describe_figure

if TYPE_CHECKING:
    from sayso.flow.settling import Settled

SHORT = 8
UNCOUNTED = ("date", "place", "text")  # units of values that are no figures
MOST_NAMES = 3  # outlets or parties named in one line before "and N more"


def short_id(full: str) -> str:
    """The first eight digits: what a person types."""
    return full[:SHORT]


def say_many(number: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun: "1 report", "12 reports"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def say_some(names: Sequence[str], most: int = MOST_NAMES) -> str:
    """Names as a sentence lists them, the first `most` of them: "A, B and 4 more"."""
    more = [f"{len(names) - most} more"] if len(names) > most else []
    return write_list([*names[:most], *more])


def say_origins(value: Value) -> str:
    """How many independent origins stand behind a value: "2 origins"; "2 to 5 origins" where some may be one."""
    known, possible = value.known_distinct, value.possibly_distinct
    return say_many(known, "origin") if possible <= known else f"{known:,} to {possible:,} origins"


def say_part(value: Value) -> str:
    """A figure with what it counts, without what was done to them: "47 detainees serving sentences"."""
    label = write_label(value.property).partition(" (“")[0]
    label = (label.partition(": ")[2] or label).removesuffix(", running total").removesuffix(", at the time").strip()
    return f"{describe_figure(value)} {label}".strip() if value.unit not in UNCOUNTED else describe_figure(value)


def say_report(report: Report | None, ident: str) -> str:
    """A report by its outlet (else its title, else its id) and day: what tells it from others on one line."""
    if report is None:
        return f"report {short_id(ident)}"
    name = report.outlet or report.title or f"report {short_id(ident)}"
    return f"{name} ({write_day(report.published[:10]) if report.published else 'no date'})"


def say_check(claims: Iterable[Claim]) -> str:
    """How far people have checked these claims, in words; what nobody reviewed says so."""
    states = [c.review in ("accepted", "corrected", "rejected") for c in claims]
    if states and all(states):
        return "checked by a person"
    return f"{sum(states)} of {say_many(len(states), 'claim')} checked by a person" if any(states) else UNCHECKED


def say_words(words: str, most: int | None = None) -> str:
    """A report's words between quotation marks, on one line, cut after `most` characters."""
    line = " ".join(words.split())
    return f"“{line if most is None or len(line) <= most else line[:most].rstrip() + '…'}”"


def print_coverage(settled: "Settled", console: Console) -> None:
    """Say what the view rests on: reports, outlets, days, and what was not read."""
    reports = [r.report for r in settled.readings.values()]
    outlets = {r.outlet or "outlet not named" for r in reports}
    days = sorted({r.published[:10] for r in reports if r.published})
    unread = [r for r in reports if r.language not in (None, "en")]
    if not reports:
        tell(console, "rests on no report", style="dim")
        return
    line = f"rests on {say_many(len(reports), 'report')} by {say_many(len(outlets), 'outlet')}"
    line += f", published {write_days(days[0], days[-1])}" if days else ""
    undated = sum(r.published is None for r in reports)
    line += f"; {undated} without a date" if undated else ""
    line += f"; {len(unread)} in languages not read" if unread else ""
    tell(console, line, style="dim")
