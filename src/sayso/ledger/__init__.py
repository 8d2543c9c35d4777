"""The ledger: keeping. What arrives: readings with their bytes, judgements and reviews of people. What leaves: the same, as
known at any moment, each with the transaction that recorded it. It refuses to change or delete anything, to keep a span
that does not hold its words, and to join, compare or judge: that is `reconcile`'s.
"""

from sayso.ledger.ask import Found, Provenance
from sayso.ledger.backup import Backup
from sayso.ledger.chain import Transaction
from sayso.ledger.disclosure import Clearance, Export
from sayso.ledger.engine import Opening
from sayso.ledger.hand import Entry, is_by_hand, report_entry
from sayso.ledger.keep import Kept
from sayso.ledger.ledger import Ledger
from sayso.ledger.look import Added
from sayso.ledger.opening import open_ledger
from sayso.ledger.touched import Touched, find_touched
from sayso.ledger.verify import Finding
from sayso.ledger.words import Hit

__all__ = [
    "Added",
    "Backup",
    "Clearance",
    "Entry",
    "Export",
    "Finding",
    "Found",
    "Hit",
    "Kept",
    "Ledger",
    "Opening",
    "Provenance",
    "Touched",
    "Transaction",
    "find_touched",
    "is_by_hand",
    "open_ledger",
    "report_entry",
]
