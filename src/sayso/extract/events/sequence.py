"""Dates that the words around a statement give by order: "an hour after", "two days before", "2028, when".

A statement in a clause of time happened with the one it hangs on, or as long before or after it as the words say.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sayso.extract.events.anchors import TELLING
from sayso.extract.events.draft import Draft
from sayso.extract.events.ties import family
from sayso.extract.events.triggers import Trigger
from sayso.language.calendar_words import read_number
from sayso.model import DateRange
from sayso.model.claim import EventType

if TYPE_CHECKING:
    from spacy.tokens import Token

_AFTER, _BEFORE = frozenset({"after"}), frozenset({"before"})
_WITH = frozenset({"as", "when", "while", "once", "where", "which"})
_SAME_DAY = frozenset({"hour", "minute", "moment", "second"})
_UNIT_DAYS = {"day": 1, "week": 7, "month": 30.4, "year": 365.2}
_SLACK = {"month": 15, "year": 183}  # days either side: half of one
_FREED: frozenset[EventType] = frozenset(
    {"release", "rescue", "transfer", "exchange", "return_of_remains", "deportation"}
)


def date_by_order(drafts: Sequence[Draft]) -> None:
    """Give the undated statements of one sentence the day of the statement that their clause of time hangs on."""
    for draft in drafts:
        if draft.own_date or draft.trigger is None or draft.modality not in ("asserted", "alleged"):
            continue
        link = _find_link(draft.trigger.head)
        if link is None:
            continue
        order, holder, measure = link
        main = next((d for d in drafts if d is not draft and d.trigger and _is_told_by(d.trigger, holder)), None)
        if main is None or main.date is None or main.date.earliest is None:
            continue
        if measure is None and not {main.type, draft.type} <= _FREED:
            continue
        draft.date = _shift(main.date, order, measure) or draft.date
        draft.own_date = draft.own_date or (main.own_date and draft.date is not None)


def count_from_told(drafts: Sequence[Draft]) -> None:
    """ "He was freed 14 months after he was abducted": counted from the abduction, which the report dates elsewhere; in place."""
    for n, draft in enumerate(drafts):
        trigger = draft.trigger
        if trigger is None or draft.own_date or draft.modality not in ("asserted", "alleged"):
            continue
        for other in drafts:
            if other.sentence is not draft.sentence or other is draft or other.trigger is None:
                continue
            link = _find_link(other.trigger.head)
            if link is None or link[2] is None or not _is_told_by(trigger, link[1]):
                continue
            told = other.date if other.own_date else _told_before(drafts[:n], other)
            found = _shift(told, "before" if link[0] == "after" else "after", link[2]) if told is not None else None
            if told is not None and found is not None:
                draft.date, draft.own_date = found, True
                other.date = told
                break


def _told_before(before: Sequence[Draft], draft: Draft) -> DateRange | None:
    """The day of the last statement before a draft that tells of an event of its kind."""
    same = (d for d in reversed(before) if d.own_date and family(d.type) == family(draft.type))
    return next((d.date for d in same if d.date is not None and d.date.earliest), None)


def is_counted(trigger: Trigger) -> bool:
    """Tell whether a clause beside a trigger says how long after or before another event it was."""
    links = (_find_link(t) for t in trigger.doc if t.dep_ in ("pobj", "advcl", "ccomp"))
    return any(link is not None and link[2] is not None and _is_told_by(trigger, link[1]) for link in links)


def _is_told_by(trigger: Trigger, verb: "Token") -> bool:
    """ "an exchange began": a verb tells its own event, or that of the noun which is its subject."""
    subject = trigger.nominal and trigger.head.dep_ in ("nsubj", "nsubjpass") and trigger.head.head.i == verb.i
    return subject or any(h.i == verb.i for h in trigger.heads)


def _find_link(head: "Token") -> "tuple[str, Token, Token | None] | None":
    """The word that orders a verb or noun in time, what it hangs on, and the measure of time before the word, if any."""
    if head.dep_ == "pobj" and head.head.lower_ in _AFTER | _BEFORE:
        word, holder = head.head, head.head.head
        return word.lower_, _said_of(holder), _measure(word, word)
    if head.dep_ not in ("advcl", "relcl", "ccomp", "conj"):
        return None
    words = [c for c in head.children if c.i < head.i and c.dep_ in ("mark", "advmod", "nsubj", "nsubjpass", "prep")]
    for word in words:
        if word.lower_ in _AFTER | _BEFORE and head.dep_ in ("advcl", "ccomp"):
            return word.lower_, _said_of(head.head), _measure(word, head)
        relative = head.dep_ == "relcl" and word.lower_ in ("which", "where") and _continues(head, word)
        if word.lower_ in _WITH and (head.dep_ == "advcl" or relative):
            holder = head.head
            while holder.pos_ not in ("VERB", "AUX") and holder.head.i != holder.i:
                holder = holder.head
            return "with", _said_of(holder), None
    return None


def _continues(clause: "Token", word: "Token") -> bool:
    """ "put them on a ferry, which took them to Orva": after a comma a relative clause tells on."""
    return word.i > 0 and word.nbor(-1).text == ","


def _said_of(verb: "Token") -> "Token":
    """Of a verb of saying, what is said: "ended on Friday, the ministry said, two days after ..."."""
    if verb.lemma_ in TELLING:
        return next((c for c in verb.children if c.dep_ in ("ccomp", "parataxis")), verb)
    return verb


def _measure(word: "Token", head: "Token") -> "Token | None":
    """The noun of time right before "after": "an hour after", "two days after"."""
    before = [c for c in (*word.children, *head.children) if c.i < word.i and c.dep_ == "npadvmod"]
    return before[-1] if before else None


def _shift(main: DateRange, order: str, measure: "Token | None") -> DateRange | None:
    """The main statement's days, moved by the measure of time; None where the measure tells no days."""
    unit = measure.lemma_.casefold() if measure is not None else "hour"
    if order == "with" or unit in _SAME_DAY:
        return replace(main, rule=f"{main.rule}, with what it hangs on") if main.rule else main
    number = (
        next((read_number(c.lower_) for c in measure.children if c.dep_ in ("nummod", "det")), None)
        if measure
        else None
    )
    if unit not in _UNIT_DAYS or number is None or not (main.earliest and main.latest):
        return None
    days = timedelta(days=round(number * _UNIT_DAYS[unit]) * (-1 if order == "after" else 1))
    slack = timedelta(days=_SLACK.get(unit, 0))
    earliest, latest = date.fromisoformat(main.earliest) + days - slack, date.fromisoformat(main.latest) + days + slack
    return replace(
        main,
        span=None,
        earliest=earliest.isoformat(),
        latest=latest.isoformat(),
        rule=f"{main.rule}, counted on from there",
    )
