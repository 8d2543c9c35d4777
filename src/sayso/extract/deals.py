"""The agreements behind releases: who owes whom how many, in what stages, by when, on what condition, brokered by whom."""

from collections.abc import Sequence

from sayso.language.parsing import ParsedReport
from sayso.model import Attribution, Count, Deal, EventClaim


def find_deals(
    page: ParsedReport, attributions: Sequence[Attribution], counts: Sequence[Count], events: Sequence[EventClaim]
) -> tuple[Deal, ...]:
    """Find the deals of a report, each with the events that carry it out."""
    return ()
