"""Claims of one reading as the record keeps them: the words, who says them, through whom, at what hand."""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.model import Attribution, Claim, Count, EventClaim, Reading, Review, Span
from sayso.model.record import Hand
from sayso.reconcile.tellings import Telling


@dataclass(frozen=True, slots=True)
class Said:
    """A claim on its way into a value: what it was read from, whose telling it stands in, who is behind it.

    `speaker` is the joined person or body (id) where the speaker is one; `sides` the words that say whose people are meant.
    """

    claim: Claim
    reading: Reading
    telling: Telling | None  # null for what a report names beside what it tells
    count: Count | None = None
    event: EventClaim | None = None
    speaker: str | None = None
    captor: str | None = None
    sides: frozenset[str] = frozenset()
    points_back: bool = False  # "the 58": a figure that the report gave before
    qualifier: str | None = None  # of a part of a whole, the words that tell it from the other parts
    beside: bool = False  # "the remaining 134", "12 more": counted beside others, never all of them
    acting: frozenset[str] = frozenset()  # who acts in the leg of the event that is counted
    across: frozenset[str] = frozenset()  # who acts in its other legs, and not in this one
    corrects: bool = False  # "corrected the number to 61": the report takes a figure back
    part: bool = False  # a part of a whole, as its own voice tells it or the words of its report do
    over_time: bool = False  # "now five this week": counted over more than the event
    ours: bool = False  # "seven of ours": whose people they are depends on who speaks


@dataclass(frozen=True, slots=True)
class Sayer:
    """Builds the claims of one reading: its ids by address, its joined people by local id, reviews by claim id."""

    reading: Reading
    ids: Mapping[str, str]
    people: Mapping[str, str]
    reviews: Mapping[str, Review]

    def attribution(self, local: str | None) -> Attribution | None:
        """Give the attribution of a local id; null for the outlet's own voice."""
        return next((a for a in self.reading.claims.attributions if a.id == local), None) if local else None

    def say(self, address: str, span: Span, attribution: str | None, source: str, inferred: str | None = None) -> Claim:
        """Make the claim at an address of the reading ("c7", "e3/date"), with the words of `span`."""
        told = self.attribution(attribution)
        speaker = told.speaker.name if told and told.speaker else None
        chain = tuple(hop.name for hop in told.chain) if told else ()
        identity = self.ids[address]
        review = self.reviews.get(identity)
        return Claim(
            id=identity,
            report=self.reading.report.id,
            start=span.start,
            end=span.end,
            text=span.text,
            speaker=speaker,
            chain=chain,
            hand=read_hand(told),
            inferred=inferred,
            attribution=attribution,
            source_id=source,
            circumstance=told.circumstance if told else None,
            said=self.reading.report.published,
            recorded=self.reading.recorded,
            review=review.state if review else "unchecked",
            by_hand=self.reading.report.reader == "by hand",
        )

    def speaker_of(self, attribution: str | None) -> str | None:
        """Give the joined person or body that speaks, else the speaker's name as printed; null for the outlet."""
        told = self.attribution(attribution)
        if told is None or told.speaker is None:
            return None
        joined = self.people.get(told.speaker.entity or "")
        return joined or told.speaker.name


def read_hand(told: Attribution | None) -> Hand:
    """First hand: the speaker to this outlet; second hand: through another; unsourced: nobody is named."""
    if told is None or told.speaker is None:
        return "unsourced"
    if told.within is not None:
        return "second"
    relays = [hop for hop in told.chain[1:-1] if hop.kind in ("agency", "outlet", "person", "organization")]
    if told.speaker.kind in ("agency", "outlet") or relays:
        return "second"
    return "first"
