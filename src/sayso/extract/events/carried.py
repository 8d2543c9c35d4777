"""Days that a statement takes over from another statement of the same event: back to a headline, on to later mentions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sayso.extract.events.draft import Draft
from sayso.extract.events.ties import compatible, family, is_named_in_both
from sayso.model import DateRange

_WIDTH = 31  # days at most that a date spans which is carried: a year says nothing of a headline
_NEWS = 14  # days between a day and the range of news within which news told without a date may be of that day
_OPENING = 2  # sentences in which a report says what it is about


def carry_days(drafts: Sequence[Draft]) -> None:
    """Give statements without a date of their own the day that another statement of the same event tells; in place.

    Of several the nearest in the text is taken; news told without a date keeps its range where that day is no news.
    """
    _refer_back(drafts)
    told = [d for d in drafts if d.own_date and _is_narrow(d.date)]
    for draft in drafts:
        if draft.own_date or draft.modality not in ("asserted", "alleged"):
            continue
        fits = [t for t in told if _tells_of(t, draft) and _may_be_then(t.date, draft.date)]
        if not fits:
            continue
        nearest = min(fits, key=lambda t: (not _is_tied(t, draft), abs(t.sentence.index - draft.sentence.index)))
        if nearest.date is not None:
            rule = f"{nearest.date.rule}, as told of the same event in the text"
            draft.date = replace(nearest.date, inferred_from="text", rule=rule)


def _refer_back(drafts: Sequence[Draft]) -> None:
    """ "Twenty taken on 7 May were freed on Monday. All were captured that day": the day of the taking told before."""
    for n, draft in enumerate(drafts):
        if (
            not draft.own_date
            or draft.date is None
            or (draft.date.text or "").casefold() not in ("that day", "that night")
        ):
            continue
        before = (d for d in reversed(drafts[:n]) if d.own_date and family(d.type) == family(draft.type))
        told = next((d for d in before if draft.sentence.index - d.sentence.index <= _OPENING), None)
        if told is not None and told.date is not None and _is_narrow(told.date):
            draft.date = replace(draft.date, earliest=told.date.earliest, latest=told.date.latest)


def _is_narrow(found: DateRange | None) -> bool:
    if found is None or not found.earliest or not found.latest:
        return False
    return (date.fromisoformat(found.latest) - date.fromisoformat(found.earliest)).days <= _WIDTH


def _is_tied(told: Draft, draft: Draft) -> bool:
    return any(o is told for o in draft.same_as) or any(o is draft for o in told.same_as)


def _tells_of(told: Draft, draft: Draft) -> bool:
    """Tell whether two statements are of one event: tied, of the same figure or name, "the students", or the opening's."""
    if family(told.type) != family(draft.type) or told.modality not in ("asserted", "alleged"):
        return False
    if _is_tied(told, draft):
        return True
    if not compatible(told, draft) or (told.figures and draft.figures and not told.figures & draft.figures):
        return False
    if told.figures & draft.figures or is_named_in_both(told, draft):
        return True
    if draft.sentence.index < _OPENING and draft.sentence.index < told.sentence.index:
        return not told.figures and _is_definite(told)
    return told.sentence.index < draft.sentence.index and _is_the_same_noun(told, draft)


def _is_definite(told: Draft) -> bool:
    """ "the farmers", "they", "he": those whom the report has named before; "a girl" is somebody else."""
    held = told.of("held", "victim")
    return all(p.proper or p.span.text.split()[0].casefold() in _DEFINITE for p in held)


_DEFINITE = frozenset("the these those they he she his her their all both who them him".split())


def _is_the_same_noun(told: Draft, draft: Draft) -> bool:
    """ "nine students", then "the students"."""
    definite = {
        p.lemma for p in draft.of("held", "victim") if p.span.text.casefold().startswith(("the ", "these ", "those "))
    }
    return bool(definite & {p.lemma for p in told.of("held", "victim")})


def _may_be_then(day: DateRange | None, news: DateRange | None) -> bool:
    if day is None or news is None or not news.earliest or not day.latest or not day.earliest or not news.latest:
        return day is not None
    before = (date.fromisoformat(news.earliest) - date.fromisoformat(day.latest)).days
    return before <= _NEWS and day.earliest <= news.latest
