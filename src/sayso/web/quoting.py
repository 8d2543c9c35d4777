"""The words of a claim in their sentence, for pages that put a claim before a person."""

from dataclasses import dataclass

from sayso.flow.explaining import sentence_around
from sayso.model import Claim
from sayso.web.desk import View


@dataclass(frozen=True, slots=True)
class Quoted:
    """A claim's sentence as three pieces, the exact words in the middle, and the outlet that printed it."""

    before: str
    exact: str
    after: str
    outlet: str | None


def quote_claim(view: View, claim: Claim) -> Quoted:
    """Give a claim's words in their sentence; the words alone where the report does not keep its text."""
    reading = view.settled.readings.get(claim.report)
    if reading is None:
        return Quoted("", claim.text, "", None)
    text = reading.report.text
    if claim.end <= claim.start or claim.end > len(text):
        return Quoted("", claim.text, "", reading.report.outlet)
    start, end = sentence_around(reading, claim.start, claim.end)
    return Quoted(
        text[start : claim.start], text[claim.start : claim.end], text[claim.end : end], reading.report.outlet
    )
