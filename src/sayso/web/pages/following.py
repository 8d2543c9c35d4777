"""What changed: since a time or since my last visit, as a page and as an Atom feed; and search over everything read."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import Response

from sayso.flow.changing import Change
from sayso.flow.settling import NOW
from sayso.model import Event, Reading, Report
from sayso.publish.phrases import write_label
from sayso.publish.rendering import describe_value
from sayso.web.accounts import Accounts, list_visits
from sayso.web.desk import PATIENCE, Desk, View
from sayso.web.drawing import draw, page_of, view_of
from sayso.web.guard import who_asks

FEED_DAYS = 7
MOST_ENTRIES = 500
PAGE = 200
MOST_NAMED = 8  # people and bodies listed above what a search found
FORBIDDEN = {n: None for n in range(32) if n not in (9, 10, 13)}  # control characters that XML 1.0 does not take


def list_changes(request: Request) -> Response:
    """New claims, moved figures, new disagreements since ?since=, else since this person's last visit, else a day ago."""
    asking = who_asks(request)
    now = datetime.now(UTC)
    last = request.app.state.accounts.visit(asking.person.name, now) if request.method == "GET" else None
    since = request.query_params.get("since") or last or (now - timedelta(days=1)).isoformat(timespec="seconds")
    view = view_of(request)
    changes = list_changed(request, since)
    at, pages = page_of(request, len(changes), PAGE)
    values = {
        "groups": group_changes(view, changes[at : at + PAGE]),
        "total": len(changes),
        "pages": pages,
        "since": since,
        "last": last,
        "notice": view.notice,
    }
    return draw(request, "changes.html.j2", values)


@dataclass(frozen=True, slots=True)
class Told:
    """A change as it stands on the page: in words, with the reason of a difference and the id of the value to look at."""

    change: Change
    words: str
    reason: str = ""
    value: str = ""

    @property
    def grave(self) -> bool:
        """Whether two accounts now exclude each other."""
        return self.change.what == "new disagreement" and self.change.text.startswith("contradiction")

    @property
    def slight(self) -> bool:
        """Whether it is a difference that lets both accounts stand."""
        return self.change.what == "new disagreement" and self.change.text.startswith(("refinement", "wording"))


def group_changes(view: View, changes: Iterable[Change]) -> list[tuple[Event | None, list[Told]]]:
    """Group changes by their event, most told first, contradictions before the rest; what left the record stands last."""
    groups: dict[str, list[Told]] = {}
    for change in changes:
        home = change.event if change.event in view.index.events else ""
        groups.setdefault(home, []).append(_word_change(view, change))
    named = [
        (view.index.events.get(home), sorted(found, key=lambda told: (told.change.what != "new event", not told.grave)))
        for home, found in groups.items()
    ]
    return sorted(named, key=lambda group: -len(group[0].reports) if group[0] else 1)


def _word_change(view: View, change: Change) -> Told:
    if change.what == "new event":
        event = view.index.events.get(change.id)
        told = len(event.reports) + len(event.mentioned_in) if event else 0
        return Told(change, f"told by {told} report{'' if told == 1 else 's'}" if event else change.text)
    found = view.index.values.get(change.id)
    if found is None or change.what == "resolved":
        return Told(change, change.text)
    reason = change.text if change.what == "new disagreement" else ""
    return Told(change, f"{write_label(found[1].property)}: {describe_value(found[1])}", reason, found[1].id)


def list_changed(request: Request, since: str) -> tuple[Change, ...]:
    """Give what changed between a time and the page's moment, as the person who asks may see it."""
    told: tuple[Change, ...] = request.app.state.desk.changes(view_of(request), since, PATIENCE)
    return told


def compare_ahead(accounts: Accounts, view: View, desk: Desk) -> None:
    """Compare a view with what people will ask for: a day ago, the feed's week, and when the last few were here.

    Once something is written the view is no longer the last one: the settling of that goes before.
    """
    now = datetime.now(UTC)
    days = ((now - timedelta(days=1)).isoformat(timespec="seconds"), _first_day(now))
    for since in dict.fromkeys((*days, *list_visits(accounts))):
        with desk.open() as ledger:
            if ledger.cache.last_transaction() != view.transaction:
                return
        desk.changes(view, since)


def _first_day(now: datetime) -> str:
    return (now - timedelta(days=FEED_DAYS)).date().isoformat()


def feed_changes(request: Request) -> Response:
    """The last days' changes as an Atom feed (RFC 4287), one entry a change, as the person who asks may see them."""
    base = str(request.base_url).rstrip("/")
    since = _first_day(datetime.now(UTC))
    changes = list_changed(request, since)[:MOST_ENTRIES]
    dated = [(max((x.recorded or "" for x in c.claims), default="") or f"{since}T23:59:59Z", c) for c in changes]
    updated = max((when for when, _ in dated), default=f"{since}T23:59:59Z")
    entries = "".join(
        f"<entry><id>urn:sayso:{_name(c)}</id><title>{escape(c.what)}: {escape(c.text)}</title>"
        f"<updated>{escape(when)}</updated>"
        f'<link href="{base}/events/{escape(c.event)}"/><summary>{escape("; ".join(x.text for x in c.claims))}</summary></entry>'
        for when, c in dated
    )
    feed = (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>sayso: what changed</title>'
        f'<id>urn:sayso:changes</id><updated>{updated}</updated><link href="{base}/changes.atom" rel="self"/>'
        f"<author><name>sayso</name></author>{entries}</feed>"
    ).translate(FORBIDDEN)
    etag = f'"{hashlib.sha256(feed.encode()).hexdigest()[:32]}"'
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers={"ETag": etag})
    return Response(feed, media_type="application/atom+xml", headers={"ETag": etag})


def _name(change: Change) -> str:
    """A name for a change that is the same whenever the feed is asked."""
    told = " ".join((change.what, change.id, change.text, *(c.id for c in change.claims)))
    return hashlib.sha256(told.encode()).hexdigest()[:40]


def search(request: Request) -> Response:
    """Find words in reports, quotations and names. A reader searches the copy that readers may see."""
    query = (request.query_params.get("q") or "").strip()
    hits = find_words(request, query) if query else []
    view, wanted = view_of(request), query.casefold()
    named = [p for p in view.settled.record.people if wanted and any(wanted in n.casefold() for n in p.names)]
    named.sort(key=lambda p: (-len(p.mentions), p.name))
    values = {"q": query, "hits": hits, "named": named[:MOST_NAMED], "notice": view.notice}
    return draw(request, "search.html.j2", values)


def find_words(request: Request, query: str) -> list[tuple[Report, str, str]]:
    """Give where all words of a query stand, as the person who asks may see it: report, kind of text, words around."""
    view = view_of(request)
    if view.audience == "desk" and view.moment == NOW:
        with request.app.state.desk.open() as ledger:
            hits = [(h.report, h.kind, h.cut) for h in ledger.search(query)]
    else:
        hits = list(_search_copy(view.settled.readings, query))
    readings = view.settled.readings
    return [(readings[r].report, kind, cut) for r, kind, cut in hits if r in readings]


def _search_copy(readings: Mapping[str, Reading], query: str) -> Iterator[tuple[str, str, str]]:
    words = query.casefold().split()
    for reading in readings.values():
        folded = reading.report.text.casefold()
        if all(w in folded for w in words):
            at = folded.find(words[0])
            start = max(0, at - 60)
            cut = reading.report.text[start : at + len(words[0]) + 60]
            yield reading.report.id, "report", " ".join(cut.split())
