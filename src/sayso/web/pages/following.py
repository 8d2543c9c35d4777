"""What changed: since a time or since my last visit, as a page and as an Atom feed; and search over everything read."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import Response

from sayso.flow.changing import Change, compare_settled
from sayso.model import Event, Reading, Report
from sayso.publish.phrases import write_label
from sayso.publish.rendering import describe_value
from sayso.web.desk import View
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


def group_changes(view: View, changes: Iterable[Change]) -> list[tuple[Event | None, list[tuple[Change, str]]]]:
    """Group changes by their event, most told first, each in words; what left the record stands last, under no event."""
    groups: dict[str, list[tuple[Change, str]]] = {}
    for change in changes:
        home = change.event if change.event in view.index.events else ""
        groups.setdefault(home, []).append((change, _word_change(view, change)))
    named = [(view.index.events.get(home), found) for home, found in groups.items()]
    return sorted(named, key=lambda group: -len(group[0].reports) if group[0] else 1)


def _word_change(view: View, change: Change) -> str:
    if change.what == "new event":
        event = view.index.events.get(change.id)
        told = len(event.reports) + len(event.mentioned_in) if event else 0
        return f"told by {told} report{'' if told == 1 else 's'}" if event else change.text
    found = view.index.values.get(change.id)
    if found is None or change.what == "resolved":
        return change.text
    named = f"{write_label(found[1].property)}: {describe_value(found[1])}"
    return f"{named} ({change.text})" if change.what == "new disagreement" else named


def list_changed(request: Request, since: str) -> tuple[Change, ...]:
    """Give what changed between a time and the page's moment, as the person who asks may see it."""
    before, after = request.app.state.desk.view(who_asks(request).audience, since), view_of(request)
    if before.transaction == after.transaction:
        return ()
    key = ("changes", before.transaction)
    return after.once(key, lambda: tuple(compare_settled(before.settled, after.settled)))


def feed_changes(request: Request) -> Response:
    """The last days' changes as an Atom feed (RFC 4287), one entry a change, as the person who asks may see them."""
    base = str(request.base_url).rstrip("/")
    since = (datetime.now(UTC) - timedelta(days=FEED_DAYS)).date().isoformat()
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
    if view.audience == "desk" and not view.as_known_at:
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
