"""What the statements of one report have to do with each other: repetition, the same event told otherwise, exchange."""

from collections.abc import Sequence

from sayso.extract.events.draft import Draft, Phrase
from sayso.extract.events.lexicon import load_words
from sayso.language.calendar_words import read_number
from sayso.model.claim import EventType

_FAMILY: dict[EventType, str] = {
    "release": "freed", "rescue": "freed", "exchange": "freed", "return_of_remains": "remains", "capture": "taken",
    "killing": "dead", "death_in_custody": "dead", "wounding": "hurt", "mistreatment": "mistreated",
}  # fmt: skip
FAR = 4  # rival figures for one event lie within this factor of each other; farther ones count other things
_ANYBODY = frozenset("man woman person people child boy girl victim civilian group dead wounded soldier".split())
_GENERIC = frozenset(
    "he she they them him her who we us it all others one ones those some both his her their its".split()
)


def family(kind: EventType) -> str:
    """Give the family in which statements can tell of one event: freed, taken, dead, hurt; others stand alone."""
    return _FAMILY.get(kind, kind)


def share_harm(drafts: Sequence[Draft]) -> None:
    """Figures of dead and hurt in one sentence share its actors, date and place where they give none of their own."""
    for i, draft in enumerate(drafts):
        if family(draft.type) not in ("dead", "hurt"):
            continue
        for other in reversed(drafts[:i]):
            if other.sentence.index != draft.sentence.index:
                break
            if family(other.type) not in ("dead", "hurt"):
                continue
            bare = draft.trigger is None or draft.trigger.nominal
            if not _has_own_clause(draft) and (bare or draft.attribution == other.attribution):
                if draft.place is None:
                    draft.place = other.place
                if draft.date is None or not draft.own_date:
                    draft.date = other.date or draft.date
                if not draft.of("agent") and _adjacent(other, draft):
                    draft.phrases += other.of("agent")
            break


def drop_bare_tolls(drafts: Sequence[Draft]) -> list[Draft]:
    """ "Floods took lives: 30 deaths": a harm without figures before one with figures in its sentence is its first mention."""
    kept: list[Draft] = []
    for i, draft in enumerate(drafts):
        told = next(
            (
                d
                for d in drafts[i + 1 :]
                if d.sentence.index == draft.sentence.index and d.figures and d.type == draft.type == "killing"
            ),
            None,
        )
        if told and not draft.counts and not draft.of("victim"):
            told.mentions.append(draft.span)
        else:
            kept.append(draft)
    return kept


def _has_own_clause(draft: Draft) -> bool:
    """A verb with an actor of its own, or in a relative clause, shares nothing with the one before it."""
    trigger = draft.trigger
    if trigger is None or trigger.nominal:
        return False
    return trigger.head.dep_ in ("relcl", "acl") or (bool(trigger.agents) and trigger.head.dep_ != "conj")


def _adjacent(first: Draft, second: Draft) -> bool:
    """Tell whether the second verb or figure is coordinated with the first, with no clause of its own between."""
    text = first.sentence.doc.text[first.span.end - first.sentence.start : second.span.start - first.sentence.start]
    return ";" not in text and "while" not in text.split() and len(text) < 160


def compatible(first: Draft, second: Draft) -> bool:
    """Tell whether two statements can be of the same people: a name or noun shared, or one of them leaves it open."""
    a, b = first.of("held", "victim"), second.of("held", "victim")
    if not a or not b:
        return True
    names_a, names_b = _names(a), _names(b)
    if names_a and names_b:
        return is_named_in_both(first, second)
    lemmas_a, lemmas_b = {p.lemma for p in a}, {p.lemma for p in b}
    if names_a or names_b or lemmas_a & lemmas_b:
        return True
    return any(map(_says_little, lemmas_a)) or any(map(_says_little, lemmas_b))


def _says_little(lemma: str) -> bool:
    """Tell whether a noun may stand for any people in custody: a pronoun, a number, "hostages", "men"."""
    number = lemma[:1].isdigit() or read_number(lemma) is not None
    return number or lemma in _GENERIC or lemma in load_words().held or lemma in _ANYBODY


def is_named_in_both(first: Draft, second: Draft) -> bool:
    """Tell whether the same name stands in both, in full or by its last word."""
    a, b = _names(first.of("held", "victim")), _names(second.of("held", "victim"))
    return any(x == y or x.split()[-1] == y.split()[-1] for x in a for y in b)


def _names(phrases: Sequence[Phrase]) -> set[str]:
    return {p.name.casefold() for p in phrases if p.proper and p.name}


def fold(drafts: Sequence[Draft]) -> list[Draft]:
    """Put plain repetitions into the mentions of the statement they repeat; the others stay, in the order of the text."""
    kept: list[Draft] = []
    waiting: list[Draft] = []
    for draft in drafts:
        home = _home(draft, kept)
        if home:
            _absorb(home, draft)
        elif draft.weak:
            waiting.append(draft)
        else:
            kept.append(draft)
    for draft in waiting:
        later = [k for k in kept if k.span.start > draft.span.start and not _is_of_others(k)]
        home = _home(draft, later, ahead=True)
        if home:
            _absorb(home, draft)
        elif not _is_general(draft):
            kept.append(draft)
    kept.sort(key=lambda d: d.span.start)
    return sorted(kept, key=lambda d: d.span.start)


def _is_of_others(draft: Draft) -> bool:
    """ "five others": whoever was told of before, it was not them."""
    held = draft.of("held", "victim")
    return bool(held) and all(p.lemma in ("other", "others") for p in held)


def _is_general(draft: Draft) -> bool:
    """A describing participle, and a plural with nobody beside it ("a wave of kidnappings"), state no event."""
    trigger = draft.trigger
    if trigger is None:
        return False
    plural = trigger.nominal and trigger.head.tag_ == "NNS" and not draft.phrases
    return trigger.attributive or plural


def _home(draft: Draft, kept: Sequence[Draft], ahead: bool = False) -> Draft | None:
    same = [k for k in (kept if ahead else reversed(kept)) if family(k.type) == family(draft.type)]
    same = [
        k for k in same if not (k.counterpart is not None and k.counterpart.span == k.span)
    ]  # legs keep to themselves
    if draft.type == "exchange" and draft.trigger is not None and draft.trigger.nominal:
        same = [k for k in same if k.type == "exchange" or k.counterpart is not None]  # no plain release is a swap
    if draft.modality == "demanded" and draft.trigger is not None and draft.trigger.nominal:
        same = [k for k in same if k.modality == draft.modality]  # a demand for a release is not the release
    if draft.weak:
        fits = [k for k in same if compatible(k, draft)]
        if draft.trigger is not None and not draft.trigger.nominal and not draft.trigger.attributive:
            apart = draft.modality in ("asserted", "demanded", "denied")  # a promise may tell again what was planned
            fits = [k for k in fits if k.modality == draft.modality] or ([] if apart else fits)
        if draft.trigger is not None and not draft.trigger.nominal and draft.speaker and draft.of("agent"):
            fits = [
                k for k in fits if k.speaker in (None, draft.speaker)
            ]  # another's telling, with an actor, stands alone
        own = _names(draft.of("held", "victim"))
        exact = [k for k in fits if is_named_in_both(k, draft)]
        if own and not exact and not ahead:
            fits = [k for k in fits if all(p.lemma in _GENERIC for p in k.of("held", "victim"))]
        return next(iter(exact or fits), None)
    for other in same:
        if _repeats(other, draft) or _is_named_again(other, draft) or _is_its_setting(other, draft):
            return other
    return None


def _is_named_again(first: Draft, second: Draft) -> bool:
    """ "his release", with no figure, place or actor, on a day on which a release is told."""
    if (
        second.trigger is None
        or not second.trigger.nominal
        or second.figures
        or second.place
        or first.type != second.type
    ):
        return False
    held = second.of("held", "victim")
    bare = all(p.lemma in _GENERIC or p.lemma in ("his", "her", "their", "its") for p in held)
    return bare and not second.of("agent") and _overlap(first, second) and compatible(first, second)


def _is_its_setting(first: Draft, second: Draft) -> bool:
    """ "got back 40 in a prisoner exchange": the noun names the exchange that the verb before it tells."""
    if first.trigger is None or second.trigger is None or not second.trigger.nominal or second.type != "exchange":
        return False
    if first.type != "exchange" or first.sentence.index != second.sentence.index or second.figures:
        return False
    return any(t.i in {h.i for h in first.trigger.heads} for t in second.trigger.head.ancestors)


def _repeats(first: Draft, second: Draft) -> bool:
    """A plain repetition differs in no figure, date, speaker or modality; what one leaves out does not differ."""
    if first.speaker != second.speaker or first.modality != second.modality:
        return False
    if first.figures != second.figures and second.figures:
        return False
    if first.own_date and second.own_date and not _overlap(first, second):
        return False
    named = is_named_in_both(first, second)
    if second.figures:
        return first.figures == second.figures and compatible(first, second) and first.counterpart is second.counterpart
    return named and first.type == second.type


def _overlap(first: Draft, second: Draft) -> bool:
    a, b = first.date, second.date
    if not (a and b and a.earliest and a.latest and b.earliest and b.latest):
        return True
    return a.earliest <= b.latest and b.earliest <= a.latest


def _absorb(home: Draft, draft: Draft) -> None:
    home.mentions.append(draft.span)
    home.mentions.extend(draft.mentions)
    if draft.weak and draft.modality != home.modality:
        return
    fuller_before = home.own_date
    if (home.date is None or (not home.own_date and draft.own_date)) and draft.date:
        home.date, home.own_date = draft.date, draft.own_date
    fuller = draft.own_date and not draft.weak and not fuller_before
    home.place = draft.place if fuller and draft.place else home.place or draft.place
    roles = {p.role for p in home.phrases}
    home.phrases += [p for p in draft.phrases if p.role not in roles and (p.proper or not draft.weak)]
    known = {c.id for c in home.counts}
    home.counts += [c for c in draft.counts if c.id not in known] if not home.counts else []


def tie_statements(drafts: Sequence[Draft]) -> None:
    """Tie statements of one event that differ in figure, date, speaker or modality to the earlier ones."""
    for i, draft in enumerate(drafts):
        for other in drafts[:i]:
            if family(other.type) == family(draft.type) and _same_event(other, draft):
                draft.same_as.append(other)
        if draft.date is None or not draft.own_date:
            told = next((o for o in reversed(draft.same_as) if o.own_date), None)
            if told and told.date and (draft.date is None or _rival(told, draft)):
                draft.date = told.date


def _same_event(first: Draft, second: Draft) -> bool:
    if first.own_date and second.own_date and not _overlap(first, second):
        return False
    if not compatible(first, second) or first.counterpart is second or second.counterpart is first:
        return False
    if first.span == second.span:
        return True
    if first.figures & second.figures or is_named_in_both(first, second):
        return True
    if len(second.figures) > 1 and sum(second.figures) in first.figures:
        return True  # "60 were freed", "the release of 40 men and 20 women"
    near = 0 <= second.sentence.index - first.sentence.index <= 2
    return _rival(first, second) or (near and _is_pronoun(second) and not _is_pronoun(first))


def _is_pronoun(draft: Draft) -> bool:
    held = draft.of("held", "victim")
    return bool(held) and all(p.lemma in _PRONOUNS and p.meant is None for p in held)


_PRONOUNS = frozenset("he she they them him her".split())


def _rival(first: Draft, second: Draft) -> bool:
    """Two figures for one event, side by side under two speakers: "212 were taken", "only 90 had been"; two tolls."""
    near = 0 <= second.sentence.index - first.sentence.index <= 2
    if not near or first.type != second.type or first.speaker == second.speaker or second.own_date or second.place:
        return False
    if not first.figures or not second.figures or first.figures & second.figures:
        return False
    if max(second.figures) > FAR * max(first.figures) or max(first.figures) > FAR * max(second.figures):
        return False
    held = second.of("held", "victim")
    bare = bool(held) and all(p.span.text.split()[-1][:1].isdigit() and " of " not in p.span.text for p in held)
    toll = second.trigger is not None and second.trigger.head.lemma_ == "toll"
    return bare or toll


def tie_exchange(drafts: Sequence[Draft]) -> None:
    """Tie the release legs of an exchange over sentences: "In exchange, ..." answers the release told before it."""
    legs = [d for d in drafts if family(d.type) in ("freed", "remains") or d.type == "transfer"]
    for i, draft in enumerate(legs):
        if draft.counterpart is not None or not draft.in_exchange or draft.weak:
            continue
        near = [d for d in reversed(legs[:i]) if 0 <= draft.sentence.index - d.sentence.index <= 2]
        near = [d for d in near if d.counterpart is None and not d.weak and not _same_people(d, draft)]
        other = next((d for d in near if d.type != "transfer"), next(iter(near), None))
        if other is None:
            continue
        draft.counterpart, other.counterpart = other, draft
        for leg in (draft, other):
            leg.type = "release" if leg.type == "transfer" else leg.type  # handed over in exchange is let go
        if not draft.own_date and other.own_date and draft.modality == other.modality:
            draft.date = other.date
        draft.place = draft.place or (other.place if draft.modality == other.modality else None)


def _same_people(first: Draft, second: Draft) -> bool:
    a, b = _names(first.of("agent")), _names(second.of("agent"))
    return bool(a & b)
