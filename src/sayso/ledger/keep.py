"""Keeping readings: one transaction a report, all of it or nothing, and nothing twice."""

import hashlib
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, select

from sayso.errors import CheckFailed
from sayso.ledger import words
from sayso.ledger.canonical import write_canonical
from sayso.ledger.chain import Draft, Header, Store, read_undone, write_transaction
from sayso.ledger.clock import read_published
from sayso.ledger.hand import Entry
from sayso.ledger.schema import CLAIMS, ENTRIES, RENDITIONS, REPORTS, SNAPSHOTS
from sayso.ledger.trim import list_said, trim_reading
from sayso.model import Attribution, Reading, Report, Snapshot, to_plain
from sayso.model.identity import Statement, list_statements

CONTEXT = 80  # code points kept on either side of a claim's words: about a line, so that a person can judge them
ITEMS = {
    "attribution": "attributions",
    "event": "events",
    "setting": "settings",
    "deal": "deals",
    "count": "counts",
    "sum": "sums",
    "entity": "entities",
    "problem": "problems",
}  # the kinds of statement that carry an item of the reading, and the list it stands in
State = Literal["new", "unchanged", "revised", "reread"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a reading; `transaction` (its id) is null where nothing was written.

    `report` is what the ledger calls the report: its own id, unless another report had that already.
    """

    state: State
    report: str
    rendition: str
    transaction: str | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A reading on its way into the ledger, with its bytes, and what a person noted who entered it by hand."""

    reading: Reading
    snapshot: Snapshot
    entry: Entry | None = None

    @property
    def identity(self) -> str:
        """What its report is known by."""
        return self.reading.report.identity or self.reading.report.url or self.reading.report.id


@dataclass(frozen=True, slots=True)
class Standing:
    """What the ledger holds of an offered report: the state it would get, and the rows that it would stand on."""

    state: State
    rendition: RowMapping | None = None
    report: int | None = None
    snapshot: int | None = None


def keep_reading(store: Store, offer: Offer, header: Header) -> Kept:
    """Keep a reading and its snapshot in one transaction; what is held already is left alone.

    Raises `CheckFailed` where a span does not hold its words, or the bytes do not have their hash; nothing is kept.
    """
    check_spans(offer.reading)
    text = offer.reading.report.text
    offer = replace(offer, reading=trim_reading(offer.reading, offer.snapshot.keep))
    with write_transaction(store, header) as (draft, written):
        standing = find_standing(draft.connection, offer)
        held = standing.rendition
        if held is not None and standing.state == "unchanged":
            return Kept("unchanged", held["report_id"], held["id"])
        name = (
            held["report_id"] if held is not None and standing.state == "reread" else free_name(draft.connection, offer)
        )
        if name != offer.reading.report.id:
            renamed = replace(offer.reading.report, id=name)
            offer = replace(offer, reading=replace(offer.reading, report=renamed))
        rendition = _draft_rows(draft, offer, standing, text)
    return Kept(standing.state, name, rendition, written.transaction.id if written.transaction else None)


def find_standing(connection: Connection, offer: Offer) -> Standing:
    """Say what the ledger holds of an offered report, undone readings included: what was undone does not come back."""
    report = offer.reading.report
    known = connection.execute(select(REPORTS.c.row).where(REPORTS.c.id == _hash(offer.identity))).scalar()
    if known is None:
        twin = _find_twin(connection, report)
        return Standing("new") if twin is None else Standing("unchanged", twin)
    renditions = select(RENDITIONS).where(RENDITIONS.c.report == known).order_by(RENDITIONS.c.row.desc())
    undone = read_undone(connection)
    last: RowMapping | None = None
    for row in connection.execute(renditions).mappings():
        last = last or row
        if row["tx"] not in undone:
            return _compare(offer, last, row, known)
        if row is last and row["sha256"] == report.sha256:
            return Standing("unchanged", row, known)
    return Standing("revised", last, known)


def _compare(offer: Offer, last: RowMapping, in_force: RowMapping, known: int) -> Standing:
    if in_force["sha256"] != offer.reading.report.sha256:
        return Standing("revised", last, known)
    alike = (in_force["reader"], in_force["engine"]) == (offer.reading.report.reader, offer.reading.claims.reader)
    return Standing("unchanged" if alike else "reread", in_force, known, in_force["snapshot"])


def _find_twin(connection: Connection, report: Report) -> RowMapping | None:
    """The same bytes under another identity are the same report, unless another outlet or address carried them."""
    same = (
        select(RENDITIONS, SNAPSHOTS.c.outlet, SNAPSHOTS.c.url)
        .join(SNAPSHOTS, SNAPSHOTS.c.row == RENDITIONS.c.snapshot)
        .where(RENDITIONS.c.sha256 == report.sha256)
        .order_by(RENDITIONS.c.row.desc())
    )
    for row in connection.execute(same).mappings():
        if report.outlet in (None, row["outlet"]) and report.url in (None, row["url"]):
            return row
    return None


def free_name(connection: Connection, offer: Offer) -> str:
    """Give what readings call this report: its own id, lengthened where another report has it already."""
    wanted = offer.reading.report.id
    taken = (
        select(RENDITIONS.c.row)
        .join(REPORTS, REPORTS.c.row == RENDITIONS.c.report)
        .where(RENDITIONS.c.report_id == wanted, REPORTS.c.id != _hash(offer.identity))
    )
    if connection.execute(taken.limit(1)).first() is None:
        return wanted
    return f"{wanted}~{_hash(offer.identity)[:8]}"


def check_spans(reading: Reading) -> None:
    """Raise `CheckFailed` unless every span and segment of a reading lies in its text and holds its exact words."""
    text = reading.report.text
    try:
        text.encode("utf8")
    except UnicodeEncodeError as err:
        raise CheckFailed(
            f"report {reading.report.id}: half a character stands at {err.start}; nothing was kept"
        ) from err
    for span in list_said(reading.claims):
        start, end, said = span.start, span.end, span.text
        if not 0 <= start <= end <= len(text) or text[start:end] != said:
            raise CheckFailed(
                f"report {reading.report.id}: the words {said!r} do not stand at {start}-{end}; nothing of it was kept"
            )
    for segment in reading.report.segments:
        if not 0 <= segment.start <= segment.end <= len(text):
            raise CheckFailed(f"report {reading.report.id}: a {segment.kind} ends outside the text; nothing was kept")


def _draft_rows(draft: Draft, offer: Offer, standing: Standing, text: str) -> str:
    reading, snapshot = offer.reading, offer.snapshot
    report = standing.report
    if report is None:
        report = draft.add(REPORTS, id=_hash(offer.identity), identity=offer.identity)
    kept_bytes = standing.snapshot
    if kept_bytes is None:
        draft.snapshot = snapshot
        kept_bytes = draft.add(
            SNAPSHOTS, report=report, size=len(snapshot.content), **_describe_snapshot(snapshot, reading.report)
        )
    entry = None if offer.entry is None else _draft_entry(draft, offer.entry)
    fields = to_plain(replace(reading.report, text=""))
    del fields["text"]
    columns: dict[str, Any] = {
        "report_id": reading.report.id,
        "sha256": reading.report.sha256,
        "reader": reading.report.reader,
        "engine": reading.claims.reader,
        "keep": snapshot.keep,
        "fields": write_canonical(fields),
        "text": reading.report.text if snapshot.keep == "full" else None,
        "text_sha256": _hash(text),
        "length": len(text),
        "published_by": read_published(reading.report.published),
    }
    made = _hash(
        offer.identity + "\n" + "\n".join(str(columns[n]) for n in ("sha256", "reader", "engine", "text_sha256"))
    )
    row = draft.add(RENDITIONS, id=made, report=report, snapshot=kept_bytes, entry=entry, **columns)
    ids = {}
    for claim in list_claim_rows(reading, text if snapshot.keep == "full" else None):
        draft.add(CLAIMS, rendition=row, **claim)
        ids[claim["address"]] = claim["id"]
    words.index_words(draft.connection, reading, row, ids)
    return made


def _describe_snapshot(snapshot: Snapshot, report: Report) -> dict[str, Any]:
    return {
        "sha256": snapshot.sha256,
        "media_type": snapshot.media_type,
        "url": snapshot.url or report.url,
        "outlet": snapshot.outlet or report.outlet,
        "published": snapshot.published or report.published,
        "retrieved": snapshot.retrieved,
        "origin": snapshot.origin,
        "keep": snapshot.keep,
    }


def _draft_entry(draft: Draft, entry: Entry) -> int:
    said = {name: value for name, value in to_plain(entry).items() if name != "words"}
    return draft.add(ENTRIES, id=_hash(write_canonical(to_plain(entry))), **said)


def list_claim_rows(reading: Reading, text: str | None) -> list[dict[str, Any]]:
    """Take a reading apart into the columns of its claims; `text` gives the context, where that may be kept."""
    plain = to_plain(reading.claims)
    bodies = {
        (kind, body.get("id") or f"{kind}/{n}"): body
        for kind, where in ITEMS.items()
        for n, body in enumerate(plain[where])
    }
    said_by = {attribution.id: attribution for attribution in reading.claims.attributions}
    return [
        _claim_row(
            statement, bodies.get((statement.kind, statement.address)), said_by.get(statement.attribution or ""), text
        )
        for statement in list_statements(reading.report, reading.claims)
    ]


def _claim_row(
    statement: Statement, body: dict[str, Any] | None, said: Attribution | None, text: str | None
) -> dict[str, Any]:
    value = (body or {}).get("value") or {}
    low, high = value.get("low"), value.get("high")
    start, end = statement.start, statement.end
    return {
        "id": statement.id,
        "kind": statement.kind,
        "address": statement.address,
        "item": statement.item,
        "property": statement.property,
        "value": statement.value,
        "low": None if low is None else float(low),
        "high": None if high is None else float(high),
        "polarity": int(statement.polarity),
        "modality": statement.modality,
        "attribution": statement.attribution,
        "speaker": said.speaker.name if said is not None and said.speaker is not None else None,
        "circumstance": said.circumstance if said is not None else None,
        "start": start,
        "end": end,
        "words": statement.text,
        "before": None if text is None else text[max(0, start - CONTEXT) : start],
        "after": None if text is None else text[end : end + CONTEXT],
        "body": None if body is None else write_canonical(body),
    }


def _hash(said: str) -> str:
    return hashlib.sha256(said.encode("utf8")).hexdigest()
