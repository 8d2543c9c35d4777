"""Events of captivity and their surroundings: who was taken, freed, moved, harmed, by whom, when, where, how many.

Arrives: a parsed report with its attributions, counts and entities. Leaves: one `EventClaim` for each statement of an
event, tied to the statements that tell it otherwise, and the counts with the event each belongs to.
Refuses: to decide which statement is true, and to take publishing, funding or fighting for the freeing of people.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.extract.entities import EntityIndex
from sayso.extract.events.anchors import ReportDays, read_report_days
from sayso.extract.events.carried import carry_days
from sayso.extract.events.draft import Draft
from sayso.extract.events.reading import read_drafts
from sayso.extract.events.ties import drop_bare_tolls, fold, share_harm, tie_exchange, tie_statements
from sayso.language.parsing import ParsedReport
from sayso.model import Attribution, Count, EventClaim, Participant, Problem


@dataclass(frozen=True, slots=True)
class EventsFound:
    """The events of one report in the order of the text, its counts with their events, its days, and what could not be placed."""

    events: tuple[EventClaim, ...]
    counts: tuple[Count, ...]
    days: ReportDays
    problems: tuple[Problem, ...] = ()


def find_events(
    page: ParsedReport, attributions: Sequence[Attribution], counts: Sequence[Count], index: EntityIndex | None = None
) -> EventsFound:
    """Find the events of a parsed report; spans are exact in its text.

    A trigger that adds no figure, date, place or actor is a mention of the statement it repeats. Trouble (a place that the
    gazetteer lacks, a modality told two ways) is a `Problem`, and the event stays as it stands.
    """
    days = read_report_days(page)
    drafts, problems = read_drafts(page, days, attributions, counts)
    share_harm(drafts)
    kept = fold(drop_bare_tolls(drafts))
    tie_exchange(kept)
    tie_statements(kept)
    carry_days(kept)
    ids = {id(draft): f"e{n}" for n, draft in enumerate(kept, start=1)}
    events = tuple(_finish(draft, ids, index) for draft in kept)
    owner = {c: event.id for event in reversed(events) for c in event.counts}
    placed = tuple(replace(c, event=owner.get(c.id, c.event)) for c in counts)
    return EventsFound(events, placed, days, tuple(problems))


def _finish(draft: Draft, ids: dict[int, str], index: EntityIndex | None) -> EventClaim:
    participants = []
    for phrase in draft.phrases:
        at = phrase.head if phrase.meant is None else phrase.meant
        entity = index.at(at) if index is not None else None  # a name, whatever the parse takes it for
        if entity is None and index is not None and (phrase.proper or phrase.meant is not None):
            entity = index.resolve(phrase.span)
        participants.append(Participant(phrase.role, phrase.span, phrase.name, entity.id if entity else None))
    other = draft.counterpart
    return EventClaim(
        id=ids[id(draft)],
        type=draft.type,
        modality=draft.modality,
        trigger=draft.span,
        mentions=tuple(sorted(set(draft.mentions), key=lambda s: s.start)),
        participants=tuple(participants),
        date=draft.date,
        place=draft.place,
        counts=tuple(c.id for c in draft.counts),
        counterpart=ids.get(id(other)) if other is not None else None,
        attribution=draft.attribution.id if draft.attribution else None,
        same_as=tuple(dict.fromkeys(ids[id(o)] for o in draft.same_as if id(o) in ids)),
    )


__all__ = ["EventsFound", "find_events"]
