"""What a transaction was about: which report came in, which claim or pair was decided and how, what was undone or cleared."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from sayso.ledger.engine import begin_reading
from sayso.ledger.ledger import Ledger
from sayso.ledger.schema import CLEARANCES, JUDGEMENTS, RENDITIONS, REVIEWS, TRANSACTIONS, UNDOS


@dataclass(frozen=True, slots=True)
class Touched:
    """One thing that a transaction was about.

    `ids` are a report's (as readings call it), a claim's, the two of a pair, or an undone transaction's; `decided` is what
    was decided of it, `words` are those that stood there, the ones that should, or the name that was cleared.
    """

    kind: str  # report, claim, pair, transaction, name
    ids: tuple[str, ...]
    decided: str = ""
    words: str = ""


def find_touched(ledger: Ledger, numbers: Iterable[int]) -> dict[int, list[Touched]]:
    """Give, by number (`seq`), what each of these transactions was about."""
    wanted = list(numbers)
    found: dict[int, list[Touched]] = defaultdict(list)
    undone = select(UNDOS.c.tx, TRANSACTIONS.c.id).join(TRANSACTIONS, TRANSACTIONS.c.seq == UNDOS.c.undone)
    with begin_reading(ledger.store.engine, ledger.store.path) as connection:
        for row in connection.execute(select(RENDITIONS).where(RENDITIONS.c.tx.in_(wanted))).mappings():
            found[row["tx"]].append(Touched("report", (row["report_id"],)))
        for row in connection.execute(select(REVIEWS).where(REVIEWS.c.tx.in_(wanted))).mappings():
            words = row["correction"] or row["words"] or ""
            found[row["tx"]].append(Touched("claim", (row["claim"],), row["state"], words))
        for row in connection.execute(select(JUDGEMENTS).where(JUDGEMENTS.c.tx.in_(wanted))).mappings():
            found[row["tx"]].append(Touched("pair", (row["left"], row["right"]), row["verdict"]))
        for row in connection.execute(undone.where(UNDOS.c.tx.in_(wanted))).mappings():
            found[row["tx"]].append(Touched("transaction", (row["id"],)))
        for row in connection.execute(select(CLEARANCES).where(CLEARANCES.c.tx.in_(wanted))).mappings():
            what = f"{row['field']} {'cleared' if row['cleared'] else 'withheld again'}"
            found[row["tx"]].append(Touched("name", (), what, row["subject"]))
    return found
