"""Where an event took place: the phrases that hang on it, what was reached or left, the place that a "where" goes back to."""

from typing import TYPE_CHECKING

from sayso.extract.events.anchors import SAYING
from sayso.extract.events.circumstances import Circumstances
from sayso.extract.events.clauses import find_subjects, is_passive, is_people, is_war
from sayso.extract.events.hanging import goes_along, is_of_plan, is_when, measure_distance
from sayso.extract.events.lexicon import load_words
from sayso.extract.events.triggers import Trigger, lemma_of
from sayso.language.places import PlaceWords, describe_place, leads_away

if TYPE_CHECKING:
    from spacy.tokens import Token

_PREFERRED = {
    "in": 3,
    "at": 3,
    "near": 3,
    "inside": 3,
    "on": 2,
    "outside": 2,
    "from": 2,
    "across": 2,
    "to": 1,
    "into": 1,
}
_OWN = 3  # the score of a place on the trigger itself
_GOALS = frozenset({"transfer", "deportation", "return_of_remains"})


def find_place(trigger: Trigger, around: Circumstances) -> PlaceWords | None:
    """Give the place of a trigger: of those hanging on it or on whom it happened to, where it was before where from."""
    if trigger.attributive:
        return None  # "two of the freed girls were in hospital": where they are now
    reached = (
        _place_meant_by_there(trigger, around)
        or _reached_place(trigger)
        or _where_place(trigger)
        or _raided_place(trigger)
    )
    if reached:
        return reached
    scored = []
    for n, place in enumerate(around.places):
        score = 0 if _is_of_another(trigger, place) else _place_score(trigger, place)
        if score < _OWN and place.lead in ("to", "into") and trigger.type not in _GOALS:
            continue  # "moved to Orva and freed in May": where they were freed is not told
        if score:
            lead = _PREFERRED.get(place.lead, 1)
            if trigger.type in _GOALS and place.lead in ("to", "into"):
                lead = 4
            scored.append((score * 4 + lead, -n, place))
    stormed = _stormed_place(trigger)
    if stormed and not any(s[0] >= _OWN * 4 for s in scored):
        return stormed
    if scored:
        return max(scored, key=lambda s: (s[0], s[1]))[2]
    near = (
        _toll_place(trigger, around),
        _owner_place(trigger),
        _bearer_place(trigger),
        _ambushed_place(trigger, around),
    )
    return next((place for place in near if place), None) or _next_place(trigger, around)


def _place_meant_by_there(trigger: Trigger, around: Circumstances) -> PlaceWords | None:
    """ "drove to Orva and freed nine there": the last place told before it."""
    there = [c for h in trigger.heads for c in h.children if c.lower_ == "there" and c.dep_ == "advmod"]
    before = [p for p in around.places if there and p.last < trigger.first]
    return before[-1] if before else None


def _toll_place(trigger: Trigger, around: Circumstances) -> PlaceWords | None:
    """ "the toll of the attack on the coast has reached 80 dead": the dead fell where the toll is counted."""
    if not trigger.nominal or trigger.type not in ("killing", "wounding"):
        return None
    for place in around.places:
        if any(t.lemma_ == "toll" for t in trigger.doc[place.head].ancestors):
            return place
    return None


def _place_score(trigger: Trigger, place: PlaceWords) -> int:
    doc = trigger.doc
    head = doc[place.head]
    prep = head.head if head.dep_ == "pobj" else head
    if head.dep_ != "pobj" and place.first > 0 and doc[place.first - 1].lower_ == place.lead:
        prep = doc[place.first - 1]  # the parse gave the name to another verb
    while head.dep_ == "conj":
        head = head.head
        prep = head.head
    if leads_away(prep) or (prep.lower_ in ("to", "into") and prep.head.dep_ == "prep" and prep.head.lower_ == "from"):
        prep = prep.head  # "north of Orva", "from Ferrow jail to Orva"
    heads = {h.i for h in trigger.heads}
    held = {h.i for h in trigger.held}
    if prep.head.i in heads or is_of_plan(trigger, doc[place.head]):
        return 3
    if prep.head.i in held and place.lead in ("from", "in", "at"):
        return 2
    if any(is_war(a) and any(prep.head.i == t.i for t in (a, *a.ancestors)) for a in trigger.agents):
        return 2
    if _is_of_deed(trigger, prep):
        return 2
    if (
        prep.i > 0
        and doc[prep.i - 1].text in ("–", "—", "-")
        and any(h.i < prep.i and h in prep.ancestors for h in trigger.held)
    ):
        return 2  # after a dash that closes an aside
    nested = _NESTED[measure_distance(trigger, prep, heads, doc[place.first].idx)]
    return nested or int(_stands_behind(trigger, prep))


def _stands_behind(trigger: Trigger, prep: "Token") -> bool:
    """ "welcomed the handover of 20 prisoners at the crossing": right behind the words of the noun, on whose verb it hangs."""
    noun = trigger.head
    behind = trigger.nominal and noun.dep_ == "dobj" and prep.head.i == noun.head.i and prep.i > noun.i
    return (
        behind
        and prep.nbor(-1).i in {t.i for t in noun.subtree}
        and (prep.head.lemma_ not in SAYING or prep.head.lemma_ in _JUDGING)
    )


def _is_of_another(trigger: Trigger, place: PlaceWords) -> bool:
    """ "freed after talks in Orva", "were met in Orva after being freed": where something else was."""
    words = load_words()
    own = {h.i for h in trigger.heads}
    for at in trigger.doc[place.head].ancestors:
        if at.i in own:
            break
        if (
            at.dep_ == "pobj"
            and at.head.lower_ in _BESIDE
            and (lemma_of(at) in words.gatherings or at.lemma_ == "talk")
        ):
            return not trigger.nominal or at.i not in own
    verb = trigger.head
    after = not trigger.nominal and verb.dep_ == "pcomp" and verb.head.lower_ in ("after", "before")
    return after and place.head not in {t.i for t in verb.subtree}


_JUDGING = frozenset("welcome praise applaud condemn deplore".split())  # done from afar: the place is not theirs
_BESIDE = frozenset({"after", "before", "following", "since", "despite", "during"})


_NESTED = (0, 1, 1, 2)  # score by how closely it hangs: not at all, by a shared verb, within another phrase of its own


def _is_of_deed(trigger: Trigger, prep: "Token") -> bool:
    """ "Shelling of a market in Orva killed nine": where what killed them took place."""
    if trigger.nominal or trigger.type not in ("killing", "wounding"):
        return False
    deeds = [
        c for c in find_subjects(trigger.head) if c.pos_ == "NOUN" and not is_people(c) and not is_passive(trigger.head)
    ]
    return any(d.i in {t.i for t in prep.ancestors} and d.i < prep.i < trigger.first for d in deeds)


def _owner_place(trigger: Trigger) -> PlaceWords | None:
    """ "Peru's toll": the place whose toll it is."""
    if not trigger.nominal or trigger.type not in ("killing", "wounding"):
        return None
    for owner in trigger.head.children:
        if owner.dep_ == "poss" and owner.ent_type_ in ("GPE", "LOC"):
            return describe_place(owner)
    return None


def _stormed_place(trigger: Trigger) -> PlaceWords | None:
    """ "when gunmen stormed the school": the object of the attack that it happened in."""
    for head in trigger.heads:
        for clause in head.children:
            if clause.dep_ == "advcl" and is_when(clause):
                for child in clause.children:
                    if child.dep_ == "dobj":
                        return describe_place(child)
    return None


def _next_place(trigger: Trigger, around: Circumstances) -> PlaceWords | None:
    """A place right beside the verb, with no other verb and no stop between, wherever the parse hung it."""
    if trigger.nominal or trigger.attributive:
        return None
    for place in around.places:
        first, last = (place.last + 1, trigger.first) if place.last < trigger.first else (trigger.last + 1, place.first)
        between = trigger.doc[first:last]
        apart = any(t.is_punct or t.pos_ in ("VERB", "AUX", "SCONJ", "CCONJ") for t in between)
        holder = trigger.doc[place.head].head.head  # what the preposition hangs on: another verb has a place of its own
        if place.lead in ("in", "at", "near", "inside", "outside") and not apart and holder.pos_ != "VERB":
            return place
    return None


def _raided_place(trigger: Trigger) -> PlaceWords | None:
    """ "raided a house in Orva, arresting six": the object of the attack that a bare participle goes along with."""
    for head in trigger.heads:
        attack = _first(head).head
        if goes_along(head) and attack.lemma_ in _STORMED:
            found = [describe_place(c, "in" if c.pos_ == "PROPN" else "") for c in attack.children if c.dep_ == "dobj"]
            return next((place for place in found if place), None)
    return None


def _ambushed_place(trigger: Trigger, around: Circumstances) -> PlaceWords | None:
    """ "was ambushed near Orva and 12 soldiers were captured": where the attack was that the clause goes on from."""
    attack = trigger.head.head
    if trigger.nominal or trigger.head.dep_ != "conj" or attack.lemma_ not in _STORMED:
        return None
    on_attack = [
        p for p in around.places if trigger.doc[p.head].dep_ == "pobj" and trigger.doc[p.head].head.head.i == attack.i
    ]
    struck = [describe_place(c, "in" if c.pos_ == "PROPN" else "") for c in attack.children if c.dep_ == "dobj"]
    return next((p for p in (*on_attack, *struck) if p), None)


_STORMED = frozenset("attack raid storm invade overrun shell bomb hit strike enter ambush".split())


def _first(verb: "Token") -> "Token":
    while verb.dep_ == "conj":
        verb = verb.head
    return verb


_REACHED = frozenset({"reach", "enter", "leave", "cross"})


def _reached_place(trigger: Trigger) -> PlaceWords | None:
    """ "reached Orva", "left Corvane for Ulmar": where a journey leads, else the place that is the verb's object."""
    if trigger.entry.of != "travellers":
        return None
    for lead, names in (("for", _led_to(trigger)), ("to", _objects(trigger))):
        for name in names:
            place = describe_place(name, "in" if name.pos_ == "PROPN" else lead)
            if place:
                return place
    return None


def _led_to(trigger: Trigger) -> "list[Token]":
    preps = [c for h in trigger.heads for c in h.children if c.dep_ == "prep" and c.lower_ in ("for", "to", "into")]
    return [p for prep in preps for p in prep.children if p.dep_ == "pobj"]


def _objects(trigger: Trigger) -> "list[Token]":
    return [c for h in trigger.heads if h.lemma_ in _REACHED for c in h.children if c.dep_ == "dobj"]


def _where_place(trigger: Trigger) -> PlaceWords | None:
    """ "Orva, the port where nine were freed", "the square in Orva where they stood": what "where" goes back to."""
    for head in trigger.heads:
        for word in head.children:
            led = word.lower_ in ("in", "at") and word.i < head.i and any(c.lower_ == "which" for c in word.children)
            if (word.lower_ == "where" or led) and word.i < head.i and word.i > 0:
                before = [t for t in trigger.doc[: word.i] if t.pos_ in ("NOUN", "PROPN") and t.dep_ != "compound"]
                noun = before[-1] if before else None
                if noun is not None and noun.dep_ == "appos" and noun.head.pos_ == "PROPN":
                    noun = noun.head
                return describe_place(noun, "in") if noun is not None else None
    return None


def _bearer_place(trigger: Trigger) -> PlaceWords | None:
    """ "Orva, with 212 dead", "Orva was worst hit, with 40 deaths": the place that is said to have them."""
    holder = trigger.head.head
    if not trigger.nominal or trigger.type not in ("killing", "wounding") or holder.lower_ != "with":
        return None
    bearer = holder.head
    if bearer.pos_ in ("VERB", "AUX", "ADJ"):
        bearer = next((c for c in bearer.children if c.dep_ in ("nsubj", "nsubjpass")), bearer)
    return describe_place(bearer, "in") if bearer.pos_ in ("NOUN", "PROPN") else None
