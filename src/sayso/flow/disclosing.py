"""What leaves: the publish room's policy, with the ledger's key and clearances, and a log of each copy that went out."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from sayso.flow.settling import Moment, Settled, Settler

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.publish import Audience, Disclosure

KEY_FOR = "ids in copies for others"


@dataclass(frozen=True, slots=True)
class Shown:
    """A settled record as one audience may see it, with the lines that stand on its face."""

    settled: Settled
    notice: tuple[str, ...]


def settle_for(settler: Settler, ledger: "Ledger", audience: "Audience", moment: Moment, policy: str) -> Shown:
    """Settle a ledger as known at a moment, and give what an audience may see of it."""
    settled = settler.settle(ledger, moment.as_known_at, policy, moment.as_published_by)
    return show_to(settled, ledger, audience)


def show_to(settled: Settled, ledger: "Ledger", audience: "Audience") -> Shown:
    """Give what an audience may see of a settled record: under what is cleared now, whichever moment it is of.

    What was cleared once and is withheld again is withheld in what is looked back to as well.
    """
    from sayso.publish import disclose_record

    record, readings, notice = disclose_record(settled.record, settled.readings, audience, disclosure_of(ledger))
    return Shown(Settled(record, {r.report.id: r for r in readings}), notice)


def disclosure_of(ledger: "Ledger", as_known_at: str | None = None) -> "Disclosure":
    """Give what copies for others need of this ledger: a key drawn from its own, and the fields that were cleared."""
    from sayso.publish import Clearance, Disclosure
    from sayso.publish.disclosure import Field

    fields = set(get_args(Field))
    cleared = tuple(
        Clearance(c.subject, c.field, c.reason, c.author)  # type: ignore[arg-type]
        for c in ledger.disclosure.clearances(as_known_at)
        if c.field in fields
    )
    return Disclosure(bytes.fromhex(ledger.disclosure.key_id(KEY_FOR)), cleared)


def log_copies(ledger: "Ledger", paths: Iterable[Path], audience: str, reports: Iterable[str], author: str) -> None:
    """Keep, for each file that left the desk, its hash, for whom it was made and the reports whose words it holds."""
    from sayso.ledger import Export

    held = tuple(sorted(reports))
    for path in paths:
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        ledger.disclosure.log_export(Export(path.name, audience, "default", sha256, str(path), held), author)
