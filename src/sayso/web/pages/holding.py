"""Who is still held, on whose word, as known at the page's moment; the lists of names that reports rely on."""

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response

from sayso.flow.holding import Standing, find_standings, list_held_figures
from sayso.flow.rosters import Roster, find_rosters
from sayso.model import Event, Value
from sayso.publish.disputes import name_tellers
from sayso.publish.layout import Layout
from sayso.publish.relays import name_report
from sayso.web.desk import View
from sayso.web.drawing import draw, page_of, view_of

PAGE = 100
MOST_FIGURES = 60


def show_held(request: Request) -> Response:
    """Named people by how they were told of last, and the figures of those held."""
    view = view_of(request)
    standings = list_standings(view)
    held = [s for s in standings if s.state == "held"]
    at, pages = page_of(request, len(held), PAGE)
    figures = list_figures(view)
    laid = Layout(view.settled.record, view.settled.readings, {}, {})
    values = {
        "held": [(s, _name_outlets(view, s.reports)) for s in held[at : at + PAGE]],
        "gone": [(s, _name_outlets(view, s.reports)) for s in standings if s.state != "held"][:PAGE],
        "counts": {state: sum(s.state == state for s in standings) for state in ("held", "let go", "dead")},
        "figures": [(event, value, name_tellers(value, laid)) for event, value in figures[:MOST_FIGURES]],
        "more": max(0, len(figures) - MOST_FIGURES),
        "pages": pages,
        "notice": view.notice,
    }
    return draw(request, "held.html.j2", values)


def list_standings(view: View) -> tuple[Standing, ...]:
    """Give how everybody named stands, in this view."""
    return view.once("standings", lambda: find_standings(view.settled.record))


def list_figures(view: View) -> list[tuple[Event, Value]]:
    """Give the figures of people held, the latest first."""
    return view.once("held figures", lambda: list(list_held_figures(view.settled.record)))


def _name_outlets(view: View, reports: Iterable[str]) -> list[tuple[str, str]]:
    """Give each report with its outlet's name, an outlet once."""
    readings = view.settled.readings
    named = [(r, name_report(readings[r].report if r in readings else None, r)) for r in reports]
    return list({name: (report, name) for report, name in reversed(named)}.values())[::-1]


def list_rosters(request: Request) -> Response:
    """Lists of names: who issued each, in which report, what it is said to say, and the names that stand there."""
    view = view_of(request)
    rosters = list_rosters_of(view)
    at, pages = page_of(request, len(rosters), PAGE)
    values = {"rosters": rosters[at : at + PAGE], "total": len(rosters), "pages": pages, "notice": view.notice}
    return draw(request, "lists.html.j2", values)


def list_rosters_of(view: View) -> tuple[Roster, ...]:
    """Give the lists of names that the reports of a view rely on."""
    return view.once("rosters", lambda: tuple(find_rosters(view.settled.readings.values())))
