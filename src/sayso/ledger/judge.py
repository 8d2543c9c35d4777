"""What people decide: judgements on pairs, reviews of claims, and undoing, each a row like any other."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, or_, select

from sayso.errors import RefusedError, UnknownId
from sayso.ledger.canonical import write_canonical
from sayso.ledger.chain import Draft, Header, Store, read_undone, transaction_from, write_transaction
from sayso.ledger.clock import read_moment
from sayso.ledger.engine import begin_reading
from sayso.ledger.schema import CLAIMS, JUDGEMENTS, RENDITIONS, REVIEWS, TRANSACTIONS, UNDOS
from sayso.model import Claim, Judgement, Review, from_plain, to_plain

_AUTOMATIC = "sayso"


def keep_judgements(
    store: Store, judgements: Iterable[Judgement], header: Header, after: str | None = None
) -> str | None:
    """Keep judgements in one transaction and give its id; `after` is the id of the one that the person saw last on this pair ("" for none).

    Gives None for no judgements. Raises `RefusedError` where somebody else has judged the pair since.
    """
    with write_transaction(store, header) as (draft, written):
        for judgement in judgements:
            if after is not None:
                _refuse_overtaken(draft.connection, _on_pair(judgement), after)
            plain = {**to_plain(judgement), "features": write_canonical(to_plain(judgement.features))}
            plain["score"] = None if judgement.score is None else float(judgement.score)
            draft.add(JUDGEMENTS, **{**plain, "id": _name_row(draft, JUDGEMENTS, plain)})
    return written.transaction.id if written.transaction else None


def keep_review(
    store: Store, review: Review, header: Header, about: Claim | None = None, after: str | None = None
) -> str:
    """Keep a person's review of a claim, give the transaction's id; `about` is the claim where it is the record's own and not a reading's.

    `after` is the id of the review that the person saw last ("" for none). Raises `UnknownId` for a claim that is not
    held, `RefusedError` where somebody else has reviewed it since.
    """
    with write_transaction(store, header) as (draft, written):
        if after is not None:
            _refuse_overtaken(draft.connection, select(REVIEWS).where(REVIEWS.c.claim == review.claim), after)
        place = _place_of(draft.connection, review.claim) if about is None else _place_from(about)
        plain = {**to_plain(review), **place}
        draft.add(REVIEWS, **{**plain, "id": _name_row(draft, REVIEWS, plain)})
    if written.transaction is None:
        raise UnknownId(f"no claim {review.claim[:12]} in this ledger")
    return written.transaction.id


def list_judgements(store: Store, as_known_at: str | None = None, every: bool = False) -> tuple[Judgement, ...]:
    """Give the judgements in force as known at a moment, oldest first, on each pair the one that holds, or `every` one.

    A later one holds over an earlier, and a person's over an automatic one, whichever came first.
    """
    found = []
    for row in _list_in_force(store, JUDGEMENTS, as_known_at):
        features = tuple((str(name), str(value)) for name, value in json.loads(row["features"]))
        found.append(replace(from_plain(Judgement, {**row, "features": []}), features=features))
    if every:
        return tuple(found)
    holding: dict[tuple[str, frozenset[str]], Judgement] = {}
    for judgement in sorted(found, key=lambda j: j.author != _AUTOMATIC):
        pair = (judgement.kind, frozenset((judgement.left, judgement.right)))
        holding.pop(pair, None)
        holding[pair] = judgement
    return tuple(holding.values())


def list_reviews(store: Store, as_known_at: str | None = None, every: bool = False) -> tuple[Review, ...]:
    """Give the reviews in force as known at a moment, oldest first, of each claim the last one, or `every` one."""
    rows = _list_in_force(store, REVIEWS, as_known_at)
    last = {row["claim"]: row["row"] for row in rows}
    return tuple(from_plain(Review, dict(row)) for row in rows if every or last[row["claim"]] == row["row"])


def undo_transaction(store: Store, transaction: str, header: Header) -> str:
    """Take a transaction (full id) out of force and give the undoing one's id; undoing that brings it back.

    Raises `UnknownId`, and `RefusedError` where it is undone already, cannot be undone, or something rests on it.
    """
    with write_transaction(store, header) as (draft, written):
        connection = draft.connection
        row = connection.execute(select(TRANSACTIONS).where(TRANSACTIONS.c.id == transaction)).mappings().first()
        if row is None:
            raise UnknownId(f"no transaction {transaction[:12]} in this ledger")
        if row["kind"] in ("export", "erase"):
            raise RefusedError(
                f"{_name(row)} cannot be undone: what has left the desk or was erased is not called back"
            )
        undone = read_undone(connection)
        if row["seq"] in undone:
            raise RefusedError(f"{_name(row)} is undone already")
        leaning = _find_dependents(connection, row["seq"], undone)
        if leaning:
            listed = "\n  ".join(leaning)
            raise RefusedError(f"{_name(row)} cannot be undone while these rest on it; undo them first:\n  {listed}")
        draft.add(UNDOS, undone=row["seq"], reason=header.reason, author=header.author)
    if written.transaction is None:
        raise UnknownId(f"no transaction {transaction[:12]} in this ledger")
    return written.transaction.id


def _find_dependents(connection: Connection, seq: int, undone: set[int]) -> list[str]:
    """Name the reviews and judgements in force on claims that no other reading in force holds."""
    gone = select(CLAIMS.c.id).where(CLAIMS.c.tx == seq)
    elsewhere = {
        claim
        for claim, tx in connection.execute(
            select(CLAIMS.c.id, CLAIMS.c.tx).where(CLAIMS.c.id.in_(gone), CLAIMS.c.tx != seq)
        )
        if tx not in undone
    }
    found = []
    reviews = select(REVIEWS.c.claim, REVIEWS.c.tx, REVIEWS.c.state, REVIEWS.c.author).where(REVIEWS.c.claim.in_(gone))
    for claim, tx, state, author in connection.execute(reviews):
        if tx not in undone and claim not in elsewhere:
            found.append(f"{_name(_transaction(connection, tx))}: {author} {state} claim {claim[:12]}")
    sides = or_(JUDGEMENTS.c.left.in_(gone), JUDGEMENTS.c.right.in_(gone))
    for row in connection.execute(select(JUDGEMENTS).where(sides)).mappings():
        lost = {row["left"], row["right"]} - elsewhere
        if row["tx"] not in undone and row["author"] != _AUTOMATIC and lost:
            pair = f"{row['left'][:12]} and {row['right'][:12]}"
            found.append(
                f"{_name(_transaction(connection, row['tx']))}: {row['author']} judged {pair} {row['verdict']}"
            )
    return found


def _transaction(connection: Connection, seq: int) -> RowMapping:
    return connection.execute(select(TRANSACTIONS).where(TRANSACTIONS.c.seq == seq)).mappings().one()


def _name(row: RowMapping) -> str:
    told = transaction_from(row)
    return f"transaction {told.id[:12]} ({told.kind}, {told.author}, {told.at[:16]}Z)"


def _list_in_force(store: Store, table: Table, as_known_at: str | None) -> list[RowMapping]:
    known_at = None if as_known_at is None else read_moment(as_known_at)
    query = select(table).join(TRANSACTIONS, TRANSACTIONS.c.seq == table.c.tx).order_by(table.c.row)
    if known_at is not None:
        query = query.where(TRANSACTIONS.c.at <= known_at)
    with begin_reading(store.engine, store.path) as connection:
        undone = read_undone(connection, known_at)
        return [row for row in connection.execute(query).mappings() if row["tx"] not in undone]


def _on_pair(judgement: Judgement) -> Select[Any]:
    one, other = JUDGEMENTS.c.left, JUDGEMENTS.c.right
    forth = (one == judgement.left) & (other == judgement.right)
    back = (one == judgement.right) & (other == judgement.left)
    return select(JUDGEMENTS).where(forth | back, JUDGEMENTS.c.author != _AUTOMATIC)


def _refuse_overtaken(connection: Connection, query: Select[Any], after: str) -> None:
    undone = read_undone(connection)
    rows = [row for row in connection.execute(query).mappings() if row["tx"] not in undone]
    last = max(rows, key=lambda row: int(row["row"]), default=None)
    if last is not None and last["id"] != after:
        said = last["verdict"] if "verdict" in last else last["state"]
        why = f" ({last['reason']})" if last["reason"] else ""
        raise RefusedError(f"{last['author']} has decided this since you looked: {said}{why}. Look again, then decide")


def _place_of(connection: Connection, claim: str) -> dict[str, Any]:
    query = (
        select(RENDITIONS.c.report_id.label("report"), CLAIMS.c.start, CLAIMS.c.end, CLAIMS.c.words)
        .join(RENDITIONS, RENDITIONS.c.row == CLAIMS.c.rendition)
        .where(CLAIMS.c.id == claim)
        .order_by(CLAIMS.c.row.desc())
    )
    row = connection.execute(query.limit(1)).mappings().first()
    if row is None:
        raise UnknownId(f"no claim {claim[:12]} in this ledger; `sayso show EVENT` lists the claims of an event")
    return dict(row)


def _place_from(about: Claim) -> dict[str, Any]:
    return {"report": about.report, "start": about.start, "end": about.end, "words": about.text}


def _name_row(draft: Draft, table: Table, plain: dict[str, Any]) -> str:
    said = write_canonical([table.name, draft.number(table), {k: v for k, v in plain.items() if k != "id"}])
    return hashlib.sha256(said.encode("utf8")).hexdigest()
