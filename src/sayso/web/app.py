"""The desk's routes in one table, and what stands before every one of them."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.errors import SaysoError
from sayso.web.accounts import open_accounts
from sayso.web.desk import Desk
from sayso.web.guard import Guard, answer_trouble
from sayso.web.pages import record

STATIC = Path(__file__).parent / "static"


def make_desk(ledger: Path, *, alone: bool = True, policy: str = "default") -> Starlette:
    """Make the desk's application over a ledger; `alone` is one person on loopback, without login."""
    routes = [
        Route("/", record.show_record, name="record"),
        Route("/events/{event}", record.show_event, name="event"),
        Mount("/static", StaticFiles(directory=STATIC), name="static"),
    ]
    accounts = open_accounts(ledger)
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, accounts=accounts, alone=alone)],
        exception_handlers={SaysoError: answer_trouble},
    )
    app.state.desk = Desk(ledger, policy)
    app.state.accounts = accounts
    app.state.alone = alone
    return app
