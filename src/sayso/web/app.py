"""The desk's routes in one table, and what stands before every one of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.errors import (
    AmbiguousId,
    CheckFailed,
    LedgerError,
    RefusedError,
    SaysoError,
    SetupError,
    StillSettling,
    UnknownId,
)
from sayso.publish.rendering import load_style
from sayso.web import answers, api
from sayso.web.accounts import open_accounts
from sayso.web.courier import Courier
from sayso.web.desk import Desk, Warm
from sayso.web.drawing import draw
from sayso.web.guard import Guard
from sayso.web.hooks import open_hooks
from sayso.web.pages import (
    coming,
    disputes,
    entering,
    facets,
    following,
    history,
    holding,
    judging,
    keeping,
    people,
    record,
    report,
    sampling,
    telling,
)
from sayso.web.waiting import queue_of

AGAIN = 4  # seconds after which a page that was not settled yet asks again
STATIC = Path(__file__).parent / "static"
WARM: tuple[Warm, ...] = (
    lambda view, desk: queue_of(view, desk) if view.audience == "desk" else None,
    lambda view, _: sampling.list_frame(view) if view.audience == "desk" else None,
    lambda view, _: facets.narrow_all(view),
    lambda view, _: disputes.list_disputes(view),
    lambda view, _: people.rank_people(view),
    lambda view, _: people.count_voices(view),
    lambda view, _: report.find_coverage(view),
    lambda view, _: holding.list_standings(view),
    lambda view, _: holding.list_figures(view),
    lambda view, _: holding.list_rosters_of(view),
    lambda view, _: answers.list_newest(view),
    lambda view, _: answers.list_readings(view),
)
STATUS: dict[type[SaysoError], int] = {
    UnknownId: 404, AmbiguousId: 300, RefusedError: 409, CheckFailed: 409, LedgerError: 503, SetupError: 503,
}  # fmt: skip


def list_routes() -> list[Route | Mount]:
    """Every route of the desk: path, page, name."""
    pages = [
        ("/", record.show_record), ("/timeline", record.show_timeline), ("/events/{event}", record.show_event), ("/values/{value}", record.show_value),
        ("/reports/{report}", report.show_report), ("/reports/{report}/revisions", report.show_revisions), ("/reports/{report}/marks.css", report.style_marks),
        ("/snapshots/{sha256}", report.show_snapshot), ("/coverage", report.list_reports),
        ("/people", people.list_people), ("/people/{person}", people.show_person),
        ("/held", holding.show_held), ("/lists", holding.list_rosters),
        ("/sources", people.list_sources), ("/sources/{source:path}", people.show_source),
        ("/changes", following.list_changes), ("/changes.atom", following.feed_changes), ("/search", following.search),
        ("/review", judging.show_queue), ("/sample", sampling.show_sample), ("/history", history.show_history),
        ("/accounts", keeping.list_accounts), ("/webhooks", telling.list_hooks), ("/oidc/login", coming.start_oidc), ("/oidc/callback", coming.finish_oidc),
        ("/add", entering.show_add), ("/paste", entering.show_paste),
        ("/login", coming.show_login), ("/style.css", send_style),
    ]  # fmt: skip
    forms = [
        ("/review", judging.take_decision), ("/undo", judging.undo_transaction), ("/clear", judging.clear_name),
        ("/add", entering.take_claim), ("/paste", entering.preview_paste),
        ("/accounts", keeping.change_account), ("/webhooks", telling.change_hooks), ("/login", coming.take_login), ("/logout", coming.log_out),
    ]  # fmt: skip
    told = [Route(a.path, api.answer_with(a)) for a in api.EVERY_ANSWER]
    more = [Route("/api/review", api.take_review, methods=["POST"]), Route("/api/openapi.json", api.describe_api)]
    return [
        *(Route(path, page) for path, page in pages),
        *(Route(path, form, methods=["POST"]) for path, form in forms),
        *more,
        *told,
        Mount("/static", StaticFiles(directory=STATIC), name="static"),
    ]


def make_desk(ledger: Path, *, alone: bool = True, policy: str = "default", allow_private: bool = False) -> Starlette:
    """Make the desk's application over a ledger; `alone` is one person on loopback, without login.

    `allow_private` lets webhooks post into a private network.
    """
    accounts = open_accounts(ledger)
    app = Starlette(
        routes=list_routes(),
        middleware=[Middleware(Guard, accounts=accounts, alone=alone)],
        lifespan=_run_beside,
        exception_handlers={SaysoError: answer_trouble, HTTPException: answer_refusal},
    )
    app.state.desk = Desk(ledger, policy, WARM, (partial(following.compare_ahead, accounts),))
    app.state.accounts = accounts
    app.state.alone = alone
    app.state.hooks = open_hooks(accounts.path)
    app.state.allow_private = allow_private
    return app


@asynccontextmanager
async def _run_beside(app: Starlette) -> AsyncIterator[None]:
    courier = Courier(app.state.desk, app.state.hooks, app.state.allow_private)
    courier.start()
    app.state.desk.start(("desk",) if app.state.alone else ("desk", "others"))
    yield
    await run_in_threadpool(courier.stop)
    app.state.desk.close()


def send_style(request: Request) -> Response:
    """The one stylesheet: that of the published pages, and the desk's own after it."""
    own = (STATIC / "desk.css").read_text("utf8")
    return Response(f"{load_style()}\n{own}", media_type="text/css", headers={"Cache-Control": "max-age=300"})


def answer_refusal(request: Request, err: Exception) -> Response:
    """Turn a refusal into a page or JSON."""
    status = err.status_code if isinstance(err, HTTPException) else 500
    words = str(err.detail) if isinstance(err, HTTPException) else "something went wrong"
    if status == 404 and words == "Not Found":
        words = "this desk has no page at that address"
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": words}, status)
    return draw(request, "trouble.html.j2", {"status": status, "words": words}, status)


def answer_trouble(request: Request, err: Exception) -> Response:
    """Turn what a room raised into a status and a sentence, as a page or as JSON."""
    status = next((code for kind, code in STATUS.items() if isinstance(err, kind)), 400)
    soon = {"Retry-After": str(AGAIN)} if isinstance(err, StillSettling) else None
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": str(err)}, status, soon)
    if soon is None:
        return draw(request, "trouble.html.j2", {"status": status, "words": str(err)}, status)
    answer = draw(request, "settling.html.j2", {"again": AGAIN, "reading": request.method == "GET"}, status)
    answer.headers.update(soon)
    return answer
