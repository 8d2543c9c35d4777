"""From a ledger to the joined record: readings as known at a moment, settled under a policy, kept until something new comes."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.model import Estimate, Reading, Record, Value, from_plain, to_plain

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.reconcile import Policy


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
    return Settled(_estimate_figures(record, chosen), {r.report.id: r for r in readings})


def _estimate_figures(record: Record, policy: "Policy") -> Record:
    """Put beside each event's figures what the policy makes of them: low, best and high, with the reason."""
    from sayso.reconcile import replaced_values, settle_value

    replaced = replaced_values(record)
    events = []
    for event in record.events:
        figures: dict[str, list[Value]] = {}
        for value in event.values:
            if value.unit not in ("date", "place", "ordinal"):
                figures.setdefault(value.property, []).append(value)
        made = {name: settle_value(values, policy, replaced) for name, values in figures.items()}
        estimates = tuple(Estimate(name, s.low, s.best, s.high, s.reason) for name, s in made.items())
        events.append(replace(event, estimates=estimates))
    return replace(record, events=tuple(events))
