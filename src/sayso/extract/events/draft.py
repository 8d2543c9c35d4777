"""One statement of an event while it is being read: its trigger, its people, its figures, before it gets an id."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.extract.events.triggers import Trigger
from sayso.language.parsing import Sentence
from sayso.model import Attribution, Count, DateRange, Place, Span
from sayso.model.claim import EventType, Modality, Role


@dataclass(frozen=True, slots=True)
class Phrase:
    """A participant as printed: its role, the span of its noun phrase, the name in it, and whether that is a proper one."""

    role: Role
    span: Span
    name: str
    proper: bool
    head: int  # code point at which the phrase's head stands
    lemma: str = ""
    meant: int | None = None  # code point of the name that a pronoun stands for


@dataclass(slots=True)
class Draft:
    """A statement of an event under construction; spans are in the report's text."""

    sentence: Sentence
    trigger: Trigger | None
    type: EventType
    modality: Modality
    span: Span
    attribution: Attribution | None
    phrases: list[Phrase] = field(default_factory=list)
    date: DateRange | None = None
    own_date: bool = False
    place: Place | None = None
    counts: list[Count] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    counterpart: "Draft | None" = None
    same_as: "list[Draft]" = field(default_factory=list)
    weak: bool = False  # adds no figure, date, place or actor of its own
    doubt: Modality | None = None  # the other modality, where the words give two that do not agree
    in_exchange: bool = False  # begins or ends with "in exchange", "in return"

    @property
    def speaker(self) -> str | None:
        """Give the name of whoever's words the statement stands in; None for the outlet's own voice."""
        return self.attribution.speaker.name if self.attribution and self.attribution.speaker else None

    def of(self, *roles: Role) -> list[Phrase]:
        """Give the participants in any of the roles."""
        return [p for p in self.phrases if p.role in roles]

    @property
    def figures(self) -> set[float]:
        """Give the best values of the counts."""
        return {c.value.best for c in self.counts if c.value.best is not None and c.basis != "ordinal"}


def innermost(attributions: Sequence[Attribution], span: Span) -> Attribution | None:
    """Give the attribution with the shortest content that holds a span."""
    holding = [
        (c.end - c.start, a) for a in attributions for c in a.content if c.start <= span.start and span.end <= c.end
    ]
    return min(holding, key=lambda h: h[0])[1] if holding else None
