"""What leaves: the publish room's policy, with the ledger's key and clearances, and a log of each copy that went out."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, get_args

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.publish import Disclosure

KEY_FOR = "ids in copies for others"


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
