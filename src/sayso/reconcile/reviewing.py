"""Reviews by people, applied before anything is joined: a corrected claim takes the correction, a rejected one stays visible.

A rejected claim keeps its place under its value, marked; it stands behind no origin and no policy reads it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.language.numbers import find_quantities
from sayso.model import Count, Reading, Review
from sayso.model.identity import claim_ids


def apply_reviews(reading: Reading, reviews: Sequence[Review]) -> Reading:
    """Give the reading with the corrected figures in place; everything else stays as read.

    A correction that is no figure ("at least 61") leaves the count as it was: it is shown with the claim.
    """
    wanted: Mapping[str, Review] = {r.claim: r for r in reviews if r.state == "corrected" and r.correction}
    if not wanted:
        return reading
    ids = claim_ids(reading.report, reading.claims)
    counts = tuple(_corrected(c, wanted.get(ids[c.id])) for c in reading.claims.counts)
    return replace(reading, claims=replace(reading.claims, counts=counts))


def _corrected(count: Count, review: Review | None) -> Count:
    found = find_quantities(f"{review.correction} people") if review and review.correction else []
    return replace(count, value=found[0].value, hedge=found[0].hedge) if found else count
