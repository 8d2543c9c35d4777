"""Readings made by hand for these tests: every span is found by its words in the text."""

from sayso.model import (
    Attribution,
    Claims,
    Count,
    DateRange,
    Entity,
    EventClaim,
    Hop,
    Place,
    Quantity,
    Reading,
    Report,
    RoleSaid,
    Span,
    Speaker,
)


def span(text, words):
    start = text.index(words)
    return Span(start, start + len(words), words)


def report(name, text, outlet=None, published=None, credited=()):
    return Report(name, name, outlet, None, (), published, None, "en", tuple(credited), text, ())


def count(
    text,
    name,
    words,
    number,
    *,
    status="released",
    hedge="exact",
    of=None,
    said=None,
    event=None,
    basis="incremental",
    unit="person",
):
    low = {"more_than": number + 1, "nearly": None, "about": None}.get(hedge, number)
    high = number if hedge == "exact" else number - 1 if hedge == "nearly" else None
    value = Quantity(number, low, high)
    return Count(name, span(text, words), value, hedge, unit, of, status, basis, None, False, event, said)


def event(
    text,
    name,
    words,
    *,
    kind="release",
    day=None,
    day_words=None,
    place=None,
    counts=(),
    said=None,
    modality="asserted",
    parties=(),
):
    when = (
        DateRange(
            span(text, day_words) if day_words else None,
            day_words,
            day,
            day,
            "text" if day_words else "published",
            "rule",
        )
        if day
        else None
    )
    where = Place(span(text, place), place, "town") if place else None
    return EventClaim(
        name, kind, modality, span(text, words), (), tuple(parties), when, where, tuple(counts), None, said, ()
    )


def said(
    text,
    name,
    words,
    speaker,
    *,
    kind="organization",
    entity=None,
    chain=(),
    quotation="indirect",
    circumstance=None,
    act="said",
):
    hops = tuple(Hop(n, k, "reported") for n, k in chain)
    return Attribution(
        name,
        quotation,
        True,
        0.9,
        act,
        circumstance,
        (span(text, words),),
        None,
        None,
        Speaker(speaker, kind, None, None, entity),
        (Hop(speaker, kind, "said"), *hops),
    )


def entity(text, name, words, *, kind="person", roles=(), names=()):
    return Entity(
        name, kind, words, tuple(names) or (words,), tuple(RoleSaid(r) for r in roles), None, (span(text, words),)
    )


def reading(rep, *, counts=(), events=(), attributions=(), entities=(), sums=(), deals=(), recorded=None):
    claims = Claims(
        tuple(attributions), tuple(events), tuple(deals), tuple(counts), tuple(sums), tuple(entities), (), "tests 1"
    )
    return Reading(rep, claims, recorded)
