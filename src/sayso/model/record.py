"""The joined record: what many reports say, settled into events whose every value leads back to its claims.

Claims are stored; everything else here is derived, as known at a moment, by a named policy.
"""

from dataclasses import dataclass
from typing import Literal

from sayso.model.claim import Basis, EventType, Hedge, Modality, Role

DifferenceClass = Literal["contradiction", "refinement", "update", "scope", "wording"]
Verdict = Literal["same", "different", "unsure"]
ReviewState = Literal["accepted", "corrected", "rejected", "deferred", "unchecked"]
Certainty = Literal["sure", "likely", "possible"]
Hand = Literal["first", "second", "unsourced"]
ACTED_BY = "by"  # the property whose values are the bodies that act in an event
NAMED_BESIDE = (
    "other date",
    "other place",
)  # properties of what reports name beside an event: their values are no rivals


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement that gives one value: where its words stand, who says so and through whom.

    `id` is content-derived hex; `source_id` is the id of the count or event claim in its report's reading ("c7").
    `inferred` names the rule where the report gives the value without saying it. `chain` is names, outward.
    """

    id: str
    report: str
    start: int
    end: int
    text: str
    speaker: str | None
    chain: tuple[str, ...] = ()
    hand: Hand = "unsourced"
    modality: Modality = "asserted"
    polarity: bool = True
    inferred: str | None = None
    attribution: str | None = None
    source_id: str | None = None
    circumstance: str | None = None
    said: str | None = None  # when it was said or published (ISO), the first clock
    recorded: str | None = None  # when this ledger took it (ISO, UTC), the second clock
    review: ReviewState = "unchecked"
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Claims (indexes into the value's claims) that go back to one utterance, document, speaker or wire text."""

    claims: tuple[int, ...]
    standing: Literal["known", "possible"]
    name: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one property of one event, however many claims give it."""

    id: str
    property: str
    value: float | int | str | None
    low: float | int | None
    high: float | int | None
    hedge: Hedge | None
    unit: str | None
    basis: Basis | None = None
    of: str | None = None
    claims: tuple[Claim, ...] = ()
    origins: tuple[Origin, ...] = ()
    known_distinct: int = 0
    possibly_distinct: int = 0


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a role of a joined event, under the joined name."""

    role: Role
    name: str
    person: str | None = None  # id in Record.people
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the record's policy makes of one property: low, best and high; a bound that nothing gives is null."""

    property: str
    low: float | int | None
    best: float | int | str | None
    high: float | int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Event:
    """A cluster of event claims. `reports` are those whose main event this is, `mentioned_in` tell it in passing."""

    id: str
    type: EventType
    date: str | None  # YYYY-MM-DD or FROM/TO
    place: str | None
    modality: Modality
    reports: tuple[str, ...]
    mentioned_in: tuple[str, ...] = ()
    parties: tuple[Party, ...] = ()
    values: tuple[Value, ...] = ()
    deal: str | None = None
    estimates: tuple[Estimate, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """Two values that do not say the same; `class_` is the key "class" in files, `reason` one sentence."""

    values: tuple[str, ...]
    class_: DifferenceClass
    reason: str
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Echo:
    """Reports that carry one text or passage; `passages` are (report, start, end) of the shared words."""

    reports: tuple[str, ...]
    certainty: Certainty
    reason: str
    passages: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RecordSum:
    """Arithmetic over the record's values; `difference` is whole minus parts where it does not hold."""

    relation: Literal["sum", "subset"]
    whole: str
    parts: tuple[str, ...]
    holds: bool
    stated: bool
    difference: float | int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names somebody; never an entity by itself."""

    report: str
    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One person or body under every spelling met; `descriptions` pair each source's words with the report that used them."""

    id: str
    name: str
    names: tuple[str, ...]
    mentions: tuple[Mention, ...]
    kind: str = "person"
    parent: str | None = None
    descriptions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """What a report, or a speaker quoted in it, calls a group."""

    report: str
    group: str
    noun: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """What was owed under a deal against what was released, for one side."""

    deal: str
    owes: str | None
    owed: str | None  # value id
    released: tuple[str, ...]  # value ids
    due: float | int | None
    done: float | int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Rank:
    """An event told as the Nth of its kind, against those on record of the same parties up to it; no verdict.

    `value` is the id of the rank's value, `claims` are those that give it; `since` is since when it counts, as printed, and
    `start` that day (ISO) where it is known. `held` are event ids by day, its own among them; `difference` is the rank less
    those, null where they are as many.
    """

    event: str
    value: str
    rank: int
    kind: str  # the noun: "exchange"
    claims: tuple[str, ...]
    since: str | None
    start: str | None
    held: tuple[str, ...]
    difference: int | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Same, different or unsure for two people, events, places or sources. `author` "sayso" marks an automatic one."""

    kind: Literal["event", "person", "place", "source"]
    left: str
    right: str
    verdict: Verdict
    score: float | None = None
    features: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    author: str = "sayso"
    id: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A person's accept, correct, reject or defer of a claim; `correction` holds the words that should stand."""

    claim: str
    state: ReviewState
    reason: str
    author: str
    correction: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class UnsurePair:
    """Two events or people that may be one: kept apart, shown for review."""

    kind: Literal["event", "person"]
    left: str
    right: str
    score: float
    features: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """The whole joined record."""

    events: tuple[Event, ...] = ()
    differences: tuple[Difference, ...] = ()
    echoes: tuple[Echo, ...] = ()
    sums: tuple[RecordSum, ...] = ()
    people: tuple[Person, ...] = ()
    wording: tuple[Wording, ...] = ()
    balances: tuple[Balance, ...] = ()
    ranks: tuple[Rank, ...] = ()
    unsure: tuple[UnsurePair, ...] = ()
    policy: str = "default"
    as_known_at: str | None = None  # the moment by the ledger's clock, null for now
    as_published_by: str | None = None  # the moment by the clock of publication, null for whatever is on record
