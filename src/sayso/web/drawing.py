"""Filling the desk's templates: who asks, which moment the page is set back to, and links that keep it."""

from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from sayso.flow.settling import NOW, Moment
from sayso.publish.rendering import open_templates
from sayso.web.desk import PATIENCE
from sayso.web.guard import Asking, who_asks

if TYPE_CHECKING:
    from sayso.web.desk import View

NAV = (
    ("/", "Record", "reader"), ("/timeline", "Timeline", "reader"), ("/changes", "What changed", "reader"),
    ("/held", "Held", "reader"), ("/people", "People", "reader"), ("/sources", "Sources", "reader"), ("/coverage", "Coverage", "reader"),
    ("/review", "Review", "reviewer"), ("/add", "Add", "reviewer"), ("/paste", "Paste", "reviewer"),
    ("/accounts", "Accounts", "admin"),
)  # fmt: skip


# Pages that write, or show what was written: the rest of the desk is set back around them.
OF_NOW = ("/review", "/sample", "/history", "/add", "/paste", "/accounts", "/webhooks")


@cache
def _templates() -> Environment:
    return open_templates(PackageLoader("sayso.web", "templates"))


def moment_of(request: Request) -> Moment:
    """The moment that a page is set back to by each clock (?at=, ?by=)."""
    return Moment(request.query_params.get("at") or None, request.query_params.get("by") or None)


def view_of(request: Request) -> "View":
    """The record as the person who asks may see it, at the page's moment; a large one that is not settled is not waited for."""
    view: View = request.app.state.desk.view(who_asks(request).audience, moment_of(request), PATIENCE)
    return view


def link_keeping(request: Request) -> Any:
    """Give the function that templates make addresses with: it carries the page's moment on."""
    moment = moment_of(request)

    def to(*parts: str, **query: Any) -> str:
        path = "/" + "/".join(quote(str(p), safe="~") for p in parts if p)
        told = {k: v for k, v in query.items() if v not in (None, "")}
        told |= {k: v for k, v in (("at", moment.as_known_at), ("by", moment.as_published_by)) if v}
        return path + (f"?{urlencode(told)}" if told else "")

    return to


def draw(request: Request, template: str, values: dict[str, Any], status: int = 200) -> HTMLResponse:
    """Fill a template with what every page needs beside its own values."""
    # A refusal of a form that was sent without a reload takes the place of the whole page, not of a part of it.
    swap = {"HX-Retarget": "main", "HX-Reselect": "main", "HX-Reswap": "outerHTML"} if status >= 400 else None
    return HTMLResponse(_fill(request, template, values), status, swap)


def draw_part(request: Request, template: str, values: dict[str, Any]) -> Markup:
    """Fill a part of a page that is the same for everybody of one audience, to be kept and put in as it is."""
    return Markup(_fill(request, template, values))  # noqa: S704


def _fill(request: Request, template: str, values: dict[str, Any]) -> str:
    asking: Asking | None = request.scope.get("asking")
    moment = moment_of(request)
    context = {
        "asking": asking, "csrf": asking.csrf if asking else None, "to": link_keeping(request),
        "moment": moment, "at": moment.as_known_at, "by": moment.as_published_by, "back_then": moment != NOW, "of_now": request.url.path.startswith(OF_NOW),
        "here": request.url.path, "asked": [(k, v) for k, v in request.query_params.multi_items() if k not in ("at", "by")], "nav": NAV, "page": _page_number(request), "alone": request.app.state.alone, "notice": (),
        "audience": asking.audience if asking else "others", **values,
    }  # fmt: skip
    return _templates().get_template(template).render(**context)


def _page_number(request: Request) -> int:
    given = request.query_params.get("page", "1")
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 7 else 1


def page_of(request: Request, total: int, size: int) -> tuple[int, int]:
    """Give where the asked page (?page=) of so many rows begins, and how many pages there are."""
    pages = max(1, -(-total // size))
    return (min(_page_number(request), pages) - 1) * size, pages


def inside(path: str | None) -> str:
    """Give a path of this desk to go on to, never another site's address.

    >>> inside("/review"), inside("//elsewhere.example"), inside("https://elsewhere.example"), inside(None)
    ('/review', '/', '/', '/')
    """
    return path if path and path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() else "/"
