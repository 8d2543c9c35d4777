"""From a ledger to the joined record: readings as known at a moment, settled under a policy, kept until something new comes."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.model import Reading, Record, from_plain, to_plain

if TYPE_CHECKING:
    from sayso.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Settled:
    """The joined record with the readings that it rests on, by report id."""

    record: Record
    readings: dict[str, Reading]


def settle_ledger(ledger: "Ledger", as_known_at: str | None = None, policy: str = "default") -> Settled:
    """Settle what the ledger holds, as known at a moment (ISO 8601; a bare day means its end, UTC; None: now).

    Raises `SettingError` for a policy that does not exist. A settled record is derived: it is cached under the last
    transaction, the policy and the version of the settling, and made anew when one of them changes.
    """
    from sayso.reconcile import SETTLING, load_policy, settle_claims

    chosen = load_policy(policy)
    last = ledger.cache.last_transaction(as_known_at)
    readings = list(ledger.readings(as_known_at))
    key = f"{last} {chosen} {SETTLING}"
    cached = ledger.cache.find_record(key)
    if cached is not None:
        record = replace(from_plain(Record, cached), as_known_at=as_known_at)
    else:
        judged, reviewed = ledger.judgements(as_known_at), ledger.reviews(as_known_at)
        record = replace(settle_claims(readings, judged, reviewed, chosen), as_known_at=as_known_at)
        if ledger.cache.last_transaction(as_known_at) == last:  # nobody wrote meanwhile
            ledger.cache.keep_record(key, to_plain(record))
    return Settled(record, {r.report.id: r for r in readings})
