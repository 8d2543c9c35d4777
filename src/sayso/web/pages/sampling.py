"""A random sample of claims, judged by one person or blind by several, that ends in an error estimate with its interval.

A sample is its address: the seed, the size and the moment it was drawn at name it whole, so that it can be sent on.
"""

import random
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import UsageError
from sayso.flow.settling import Moment
from sayso.model import Review
from sayso.web.agreement import estimate_share, measure_agreement
from sayso.web.desk import PATIENCE, View
from sayso.web.drawing import draw
from sayso.web.guard import require
from sayso.web.index import Told, list_told
from sayso.web.pages.judging import KEYS
from sayso.web.quoting import quote_claim

MOST = 500
RIGHT = {"accepted": True, "corrected": False, "rejected": False}  # deferred decides nothing


@dataclass(frozen=True, slots=True)
class Estimate:
    """One person's result: how many of the sample they judged, how many are wrong, the share with its 95 % interval."""

    person: str
    judged: int
    wrong: int
    share: float
    low: float
    high: float


def show_sample(request: Request) -> Response:
    """The form that draws a sample; with ?seed=, ?size= and ?drawn= the sample itself, its progress and its estimate."""
    require(request, "reviewer")
    asked = request.query_params
    if not asked.get("seed"):
        if asked.get("size"):
            return _draw_new(asked.get("size", ""), bool(asked.get("blind")))
        return draw(request, "sample.html.j2", {"rows": None, "most": MOST})
    return draw(request, "sample.html.j2", {**judge_sample(request), "address": f"/sample?{request.url.query}"})


def judge_sample(request: Request) -> dict[str, Any]:
    """Give the claims of the sample that a query names, how far the person who asks has judged them, and the estimates."""
    asking, asked = require(request, "reviewer"), request.query_params
    view: View = request.app.state.desk.view("desk", Moment(asked.get("drawn")), PATIENCE)
    size, blind = _size(asked.get("size", "")), bool(asked.get("blind"))
    told = view.once(("sample", asked["seed"], size), lambda: draw_sample(view, asked["seed"], size))
    with request.app.state.desk.open() as ledger:
        judged = _by_claim(ledger.reviews(every=True), {claim.id for _, _, claim in told})
    mine = asking.person.name
    shown = [_row(view, one, judged.get(one[2].id, {}), mine, blind) for one in told]
    done = all(row["mine"] for row in shown)
    people = sorted({person for by in judged.values() for person in by}) if done or not blind else [mine]
    return {
        "rows": shown, "left": sum(not r["mine"] for r in shown), "done": done, "blind": blind,
        "estimates": [_estimate(person, judged.values()) for person in people],
        "alpha": measure_agreement([list(by.values()) for by in judged.values()]) if done and len(people) > 1 else None,
        "most": MOST, "keys": KEYS, "notice": view.notice,
    }  # fmt: skip


def draw_sample(view: View, seed: str, size: int) -> list[Told]:
    """Draw so many claims of the record, each as likely as any other; one seed always draws the same."""
    frame = list_frame(view)
    return random.Random(seed).sample(frame, min(size, len(frame)))


def list_frame(view: View) -> list[Told]:
    """Give every claim of the record once, in an order that never changes: what samples are drawn from."""
    return view.once("frame", lambda: _list_frame(view))


def _list_frame(view: View) -> list[Told]:
    by_id = {told[2].id: told for told in list_told(view.settled.record.events)}
    return [by_id[claim] for claim in sorted(by_id)]


def _draw_new(size: str, blind: bool) -> Response:
    drawn = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    query = f"size={_size(size)}&seed={secrets.token_hex(4)}&drawn={drawn}" + ("&blind=1" if blind else "")
    return RedirectResponse(f"/sample?{query}", 303)


def _size(given: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) < 5 and 1 <= int(given) <= MOST):
        raise UsageError(f"a sample is of 1 to {MOST} claims")
    return int(given)


def _by_claim(reviews: Iterable[Review], wanted: set[str]) -> dict[str, dict[str, str]]:
    """For each claim of the sample: by person, the state that they gave it last."""
    found: dict[str, dict[str, str]] = {}
    for review in reviews:
        if review.claim in wanted:
            found.setdefault(review.claim, {})[review.author] = review.state
    return found


def _row(view: View, told: Told, judged: Mapping[str, str], mine: str, blind: bool) -> dict[str, object]:
    event, value, claim = told
    return {
        "event": event, "value": value, "claim": claim, "quoted": quote_claim(view, claim), "mine": judged.get(mine),
        "others": () if blind else tuple(sorted((p, s) for p, s in judged.items() if p != mine)),
    }  # fmt: skip


def _estimate(person: str, judged: Iterable[Mapping[str, str]]) -> Estimate:
    states = [by[person] for by in judged if person in by and by[person] in RIGHT]
    wrong = sum(not RIGHT[state] for state in states)
    return Estimate(person, len(states), wrong, *estimate_share(wrong, len(states)))
