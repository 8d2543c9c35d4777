"""What one report says, as read: attributions, events, counts, sums, entities. Keys follow the interchange format.

Ids are unique within one report ("a1", "e3", "c7"); every `Span` is exact in `report.text`.
"""

from dataclasses import dataclass
from typing import Literal

from sayso.model.report import Problem, Report, Span

EntityKind = Literal[
    "person", "organization", "group", "place", "outlet", "agency", "platform", "document", "anonymous"
]
Quotation = Literal["direct", "mixed", "indirect"]
HopAct = Literal["said", "wrote", "told", "posted", "reported", "cited", "published", "listed"]
EventType = Literal[
    "capture", "release", "exchange", "transfer", "deportation", "escape", "rescue", "death_in_custody",
    "return_of_remains", "killing", "wounding", "mistreatment", "agreement", "meeting", "other",
]  # fmt: skip
Modality = Literal["asserted", "planned", "denied", "alleged", "conditional", "demanded"]
Role = Literal["agent", "held", "recipient", "mediator", "party", "victim", "place_of_custody"]
Precision = Literal["point", "town", "region", "country"]
Hedge = Literal["exact", "about", "at_least", "more_than", "at_most", "less_than", "nearly", "range", "vague"]
Unit = Literal[
    "person", "body", "family", "animal", "vehicle", "building", "sentence", "event", "percent", "ordinal", "thing"
]
Status = Literal[
    "held", "released", "captured", "exchanged", "deported", "transferred", "hospitalised", "killed", "wounded",
    "missing", "displaced", "rescued", "remains_returned", "other",
]  # fmt: skip
Basis = Literal["incremental", "cumulative", "stock", "ordinal"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who utters: the resolved name; `inferred` names the rule where the text does not name the speaker beside the cue."""

    name: str
    kind: EntityKind
    role: str | None = None
    issuer: str | None = None
    entity: str | None = None
    inferred: str | None = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One station between the utterer and the reader, in order outward."""

    name: str
    kind: EntityKind
    act: HopAct
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words given to somebody: source, cue and content, and the chain of hops out to the outlet.

    `claim` is false for attitudes and perceptions that state nothing. `score` is a calibrated probability, 0 to 1.
    """

    id: str
    quotation: Quotation
    claim: bool
    score: float
    act: str
    circumstance: str | None
    content: tuple[Span, ...]
    source: tuple[Span, ...] | None
    cue: tuple[Span, ...] | None
    speaker: Speaker | None
    chain: tuple[Hop, ...]
    within: str | None = None
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in a role of an event, as printed and as named."""

    role: Role
    span: Span
    name: str
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from `earliest` to `latest` (YYYY-MM-DD, both included), the words they were read from and the rule used."""

    span: Span | None
    text: str | None
    earliest: str | None
    latest: str | None
    inferred_from: Literal["dateline", "published", "text"] | None
    rule: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place as printed, how exact it is, and its gazetteer id ("geonames:281132", "iso3166-2:PK-SD") where known."""

    span: Span
    name: str
    precision: Precision
    gazetteer: str | None = None


@dataclass(frozen=True, slots=True)
class EventClaim:
    """One statement of an event. `mentions` are plain repetitions; `same_as` ties statements that differ."""

    id: str
    type: EventType
    modality: Modality
    trigger: Span
    mentions: tuple[Span, ...] = ()
    participants: tuple[Participant, ...] = ()
    date: DateRange | None = None
    place: Place | None = None
    counts: tuple[str, ...] = ()
    counterpart: str | None = None
    attribution: str | None = None
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """A day or a place that a report names, as the day or place of an event or beside one; one of `date`, `place` is null.

    `event` is the event claim whose own it is, else the one told nearest in its sentence; null where its sentence tells none.
    """

    id: str
    span: Span
    date: DateRange | None = None
    place: Place | None = None
    event: str | None = None
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """What one party owes under a deal."""

    span: Span
    owes: str | None
    to: str | None
    held: str | None
    count: str | None
    due: str | None
    stage: str | None
    condition: str | None


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement with terms, and the events that carry it out."""

    id: str
    span: Span
    parties: tuple[str, ...] = ()
    brokers: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """`best` is the figure as printed, null for vague words and ranges; a bound that is not given is null."""

    best: float | int | None
    low: float | int | None
    high: float | int | None


@dataclass(frozen=True, slots=True)
class Count:
    """A figure with its bounds, hedge, unit and what was done to the counted; `of` keeps the source's own words."""

    id: str
    span: Span
    value: Quantity
    hedge: Hedge
    unit: Unit
    of: str | None
    status: Status
    basis: Basis
    whole: str | None = None
    whole_inferred: bool = False
    event: str | None = None
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """The report's own arithmetic. `stated` is false where sayso inferred that the parts belong to the whole."""

    relation: Literal["sum", "subset"]
    whole: str
    parts: tuple[str, ...]
    holds: bool
    stated: bool


@dataclass(frozen=True, slots=True)
class RoleSaid:
    """A title or description, and the attribution whose words give it (null: the outlet's own voice)."""

    text: str
    attribution: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One person, body or place of one report, under all its names there."""

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...] = ()
    roles: tuple[RoleSaid, ...] = ()
    parent: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Claims:
    """Everything that was read out of one report."""

    attributions: tuple[Attribution, ...] = ()
    events: tuple[EventClaim, ...] = ()
    deals: tuple[Deal, ...] = ()
    counts: tuple[Count, ...] = ()
    sums: tuple[Sum, ...] = ()
    entities: tuple[Entity, ...] = ()
    problems: tuple[Problem, ...] = ()
    reader: str = ""  # name and version of the engine that found them
    settings: tuple[Setting, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A report and what it says. `recorded` is the instant at which a ledger took it (ISO 8601, UTC), else null."""

    report: Report
    claims: Claims
    recorded: str | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What could not be read in this report, each with its place and reason."""
        return self.claims.problems
