"""The agreements behind releases: who owes whom how many, in what stages, by when, on what condition, brokered by whom."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.extract.events.clauses import extent, is_people, spread
from sayso.language.parsing import ParsedReport, Sentence
from sayso.model import Attribution, Count, Deal, EventClaim, Span, Term

if TYPE_CHECKING:
    from spacy.tokens import Token

DEALS = frozenset("deal agreement accord truce ceasefire cease-fire pact exchange swap understanding".split())
_FORESEES = frozenset(
    "foresee provide call envisage include require stipulate cover entail oblige specify mean".split()
)
_FREED = frozenset({"release", "exchange", "return_of_remains", "rescue", "transfer"})
_OWED = frozenset({"planned", "conditional"})
_STAGE = re.compile(
    r"\b(?:the )?(?:first|second|third|fourth|last|final|next|initial) (?:phase|stage|step|round|batch|group)\b"
    r"|\bin (?:two|three|four|five|six|several|\d+) (?:phases|stages|steps|rounds|batches)\b"
    r"|\bover (?:the (?:next|coming) )?\w+ (?:days|weeks|months)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|unless|until|once|provided that|on condition that|as long as)\b[^.;]{4,120}", re.IGNORECASE
)
_EACH = re.compile(
    r"\b(?:each (?:side|party|country|of them)|from (?:each|both) sides?|(?:people|prisoners|captives) each)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"[\s,]*(?:and|while)?\s+(?P<who>(?:the |a )?[^\W\d][\w’'. -]{1,40}?)??\s*")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A noun that names the agreement, with the sides printed beside it."""

    span: Span
    sides: tuple[str, ...]
    strength: int


def find_deals(
    page: ParsedReport, attributions: Sequence[Attribution], counts: Sequence[Count], events: Sequence[EventClaim]
) -> tuple[Deal, ...]:
    """Find the deal of a report, with its terms and the events that carry it out; none where nobody is to be freed by it.

    A report is read as telling of one deal. A term is owed where the words plan it or where the deal "foresees" it; what has
    been carried out stands in `events`.
    """
    freed = [e for e in events if e.type in _FREED and e.modality != "denied"]
    mentions = [m for s in page.sentences if s.parsed for m in _find_mentions(page, s)]
    swaps = [e for e in freed if e.type == "exchange" or e.counterpart]
    if not freed or not (mentions or swaps):
        return ()
    terms = [t for s in page.sentences if s.parsed for t in _foreseen(page, s, counts)]
    sides = _find_sides(mentions, events)
    for event in freed:
        if event.modality in _OWED:
            terms += _owed(page, event, counts, events, sides)
    carried = [e for e in freed if e.modality == "asserted"]
    best = max(mentions, key=lambda m: m.strength) if mentions else None
    if not terms and not swaps and not (best and best.sides):
        return ()
    span = best.span if best else swaps[0].trigger
    agreed = [e.id for e in events if e.type == "agreement"]
    brokers = tuple(dict.fromkeys(p.name for e in events for p in e.participants if p.role == "mediator"))
    told = tuple(dict.fromkeys([*agreed, *(e.id for e in [*carried, *freed])]))
    return (Deal("d1", span, sides, brokers, told, _unique(terms)),)


def _find_mentions(page: ParsedReport, sentence: Sentence) -> Iterator[_Mention]:
    for token in sentence.doc:
        fire = token.lower_ == "fire" and sentence.doc[max(0, token.i - 2)].lower_ == "cease"
        if not fire and (token.pos_ not in ("NOUN", "PROPN") or token.lemma_.casefold() not in DEALS):
            continue
        if token.dep_ == "compound" and token.head.lemma_.casefold() in DEALS:
            continue
        if token.lemma_ in ("exchange", "swap") and token.head.lower_ == "in" and not list(token.lefts):
            continue
        sides = [
            p for c in token.children if c.lower_ in ("between", "with", "by") for p in c.children if p.dep_ == "pobj"
        ]
        sides += [
            p for c in token.children if c.dep_ == "acl" for b in c.children if b.lower_ == "by" for p in b.children
        ]
        sides = sides or _makers(token)
        names = tuple(_text(page, sentence, t) for t in spread(sides) if t.ent_type_ or t.pos_ == "PROPN")
        first, last = extent(token)
        end = max([last, *(t.right_edge.i for t in sides)]) if names else last
        span = page.span_of_tokens(sentence, sentence.doc[first : end + 1])
        strength = 2 * (len(names) > 1) + (token.lemma_ in ("deal", "agreement", "accord")) + bool(list(token.lefts))
        yield _Mention(span, names if len(names) > 1 else (), strength)


def _makers(noun: "Token") -> "list[Token]":
    """ "X and Y have ended the first part of a swap": those who make the deal, where they are several."""
    at = noun
    for _ in range(8):
        if at.pos_ in ("VERB", "AUX") and noun.i > at.i:
            subjects = [c for c in at.children if c.dep_ == "nsubj" and c.pos_ == "PROPN"]
            if len(list(spread(subjects))) > 1:
                return subjects
        if at.head.i == at.i:
            break
        at = at.head
    return []


def _text(page: ParsedReport, sentence: Sentence, token: "Token") -> str:
    first, last = extent(token)
    words = page.span_of_tokens(sentence, sentence.doc[first : last + 1]).text
    return re.sub(r"^(?:the|The)\s+", "", words)


def _find_sides(mentions: Sequence[_Mention], events: Sequence[EventClaim]) -> tuple[str, ...]:
    """The sides named beside the deal, else those who act in the exchange, each once."""
    told = next((m.sides for m in sorted(mentions, key=lambda m: -m.strength) if m.sides), ())
    if told:
        return told
    swaps = [e for e in events if e.type in ("exchange", "agreement") or e.counterpart]
    names = [
        re.sub(r"^(?:the|The)\s+", "", p.name)
        for e in swaps
        for p in e.participants
        if p.role in ("agent", "party")
        and p.name[:1].isupper()
        and p.name.casefold() not in ("he", "she", "they", "we", "it")
    ]
    return tuple(dict.fromkeys(names))


def _foreseen(page: ParsedReport, sentence: Sentence, counts: Sequence[Count]) -> Iterator[Term]:
    """ "The deal foresees nine hostages for nearly 200 prisoners over ten weeks": each figure is a term."""
    for token in sentence.doc:
        if token.lemma_ not in _FORESEES or token.pos_ != "VERB":
            continue
        if not any(c.dep_ == "nsubj" and c.lemma_.casefold() in DEALS for c in token.children):
            continue
        objects = [c for c in token.children if c.dep_ == "dobj"]
        for prep in token.children:
            if prep.lower_ == "for" and prep.dep_ == "prep":
                objects += [p for p in prep.children if p.dep_ == "pobj"]
        objects += [
            p
            for o in list(objects)
            for c in o.children
            if c.lower_ in ("for", "of")
            for p in c.children
            if p.dep_ == "pobj"
        ]
        for held in objects:
            if is_people(held):
                yield _term(page, sentence, held, counts)


def _term(page: ParsedReport, sentence: Sentence, held: "Token", counts: Sequence[Count]) -> Term:
    first, last = extent(held)
    span = page.span_of_tokens(sentence, sentence.doc[first : last + 1])
    text = sentence.doc.text
    count = next((c.id for c in counts if c.span.start < span.end and span.start < c.span.end), None)
    stage, condition = _STAGE.search(text), _CONDITION.search(text)
    return Term(
        span, None, None, span.text, count, None,
        stage.group(0) if stage else None, condition.group(0).strip() if condition else None,
    )  # fmt: skip


def _owed(
    page: ParsedReport,
    event: EventClaim,
    counts: Sequence[Count],
    events: Sequence[EventClaim],
    sides: Sequence[str],
) -> Iterator[Term]:
    """A planned release is owed by whoever is to carry it out; "each side" owes it severally."""
    held = next((p for p in event.participants if p.role == "held"), None)
    if held is None and not event.counts:
        return
    sentence = page.sentence_at(event.trigger.start)
    text = page.report.text[sentence.start : sentence.end] if sentence else ""
    own = [c for c in counts if c.id in event.counts and c.basis != "ordinal"]
    agent = next((p.name for p in event.participants if p.role == "agent"), None)
    stage, condition = _STAGE.search(text), _CONDITION.search(text)
    term = Term(
        held.span if held else event.trigger,
        agent,
        _find_recipient(event, events),
        held.span.text if held else None,
        own[0].id if own else None,
        event.date.latest if event.date and event.date.span else None,
        stage.group(0) if stage else None,
        " ".join(condition.group(0).split()) if condition else None,
    )
    several = _EACH.search(text)
    if several and len(sides) == 2 and sentence:
        at = sentence.start + several.start()
        here = [c for c in counts if sentence.start <= c.span.start < at + len(several.group(0)) and c.unit == "person"]
        each = here[-1].id if here else own[-1].id if own else None
        yield from (replace(term, owes=a, to=b, count=each) for a, b in (sides, tuple(reversed(sides))))
        return
    yield term
    if sentence and own:
        yield from _owed_beside(page, sentence, own[0], counts, term)


def _find_recipient(event: EventClaim, events: Sequence[EventClaim]) -> str | None:
    """Who is to get the freed: the one named, else whoever acts in the other leg."""
    to = next((p.name for p in event.participants if p.role == "recipient"), None)
    other = next((e for e in events if e.id == event.counterpart), None)
    if to is None and other is not None:
        return next((p.name for p in other.participants if p.role == "agent"), None)
    return to


def _owed_beside(
    page: ParsedReport, sentence: Sentence, first: Count, counts: Sequence[Count], term: Term
) -> Iterator[Term]:
    """Figures that share the verb: "the League is to free 20 captives and the council 450 detainees", "20 and 450 are to go"."""
    before = first
    for count in sorted((c for c in counts if c.span.start >= first.span.end), key=lambda c: c.span.start):
        between = _BESIDE.fullmatch(page.report.text, before.span.end, count.span.start)
        verb = any(
            t.pos_ in ("VERB", "AUX")
            for t in sentence.doc
            if before.span.end <= sentence.start + t.idx < count.span.start
        )
        if count.span.start >= sentence.end or count.unit != first.unit or not between or verb:
            return
        other = between["who"]
        owed = replace(term, span=count.span, held=count.span.text, count=count.id)
        yield replace(owed, owes=other, to=None) if other else owed
        before = count


def _unique(terms: Sequence[Term]) -> tuple[Term, ...]:
    """One term for each side and figure: what is owed is owed once, however often it is said."""
    found: dict[tuple[str | None, str | None, str], Term] = {}
    for term in terms:
        key = (term.owes, term.count, "" if term.count else term.held or "")
        found.setdefault(key, term)
    return tuple(found.values())
