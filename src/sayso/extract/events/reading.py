"""From the sentences of a report to its statements of events, in the order of the text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.extract.events.anchors import ReportDays
from sayso.extract.events.circumstances import Circumstances, read_circumstances
from sayso.extract.events.claimed import read_claims
from sayso.extract.events.clauses import is_people
from sayso.extract.events.custody import Custody, read_custody
from sayso.extract.events.dating import date_of_news, default_date, find_date
from sayso.extract.events.draft import Draft, Phrase, innermost
from sayso.extract.events.figures import (
    find_own,
    find_told_by_figures,
    make_place,
    settle_tolls,
    span_of_toll,
)
from sayso.extract.events.finding import find_triggers
from sayso.extract.events.freeing import comes_by_force
from sayso.extract.events.gapped import read_gapped
from sayso.extract.events.harming import dies_in_custody
from sayso.extract.events.legs import read_legs
from sayso.extract.events.modality import find_modality
from sayso.extract.events.openers import read_opener
from sayso.extract.events.participants import (
    find_named_list,
    find_participants,
    make_phrases,
    resolve_actor,
    resolve_body,
    resolve_person,
)
from sayso.extract.events.scenes import play_scenes
from sayso.extract.events.sequence import count_from_told, date_by_order
from sayso.extract.events.triggers import Trigger, is_given_to_kin
from sayso.extract.events.whereabouts import find_place
from sayso.language.datelines import read_day
from sayso.language.dates import DateAnchor
from sayso.language.parsing import ParsedReport, Sentence
from sayso.model import Attribution, Count, Problem
from sayso.model.claim import Role

if TYPE_CHECKING:
    from spacy.tokens import Token

READ = frozenset({"title", "standfirst", "heading", "paragraph", "post", "caption"})
_HEADS = frozenset({"title", "heading"})
_CAPTIVITY = re.compile(
    r"hostage|captive|captivit|captur|captor|\bfreed\b|hijack|disappear|prisoner|detainee|abduct|kidnap|imprison|in custody|prison|jail|pows?\b|internee|detain|inmate|deport|repatriat|remains of|bodies of",
    re.IGNORECASE,
)
_IN_EXCHANGE = re.compile(r"\bin (?:exchange|return|turn)\b(?! for)", re.IGNORECASE)
_FREEING = re.compile(r"releas|\bfreed\b|free\b|let go|swap|exchang|handed over|rescued|returned", re.IGNORECASE)
_FREED = frozenset({"release", "rescue", "exchange", "return_of_remains", "transfer"})


def read_drafts(
    page: ParsedReport, days: ReportDays, attributions: Sequence[Attribution], counts: Sequence[Count]
) -> tuple[list[Draft], list[Problem]]:
    """Read every sentence of a report whose `days` are known; gives the statements and what could not be placed."""
    drafts: list[Draft] = []
    problems: list[Problem] = []
    for sentence, found in _find_all(page):
        kind = page.passages[sentence.passage].segment.kind
        near = [c for c in counts if sentence.start <= c.span.start < sentence.end]
        triggers = settle_tolls(found, sentence, near)
        triggers += find_told_by_figures(sentence, near, triggers, drafts[-1:])
        begin = len(drafts)
        if triggers or near or ":" in sentence.doc.text:
            around = read_circumstances(sentence, days.sentences[sentence.index])
            given = (attributions, days.anchor)
            opener = read_opener(page, around, near, given)
            if opener is not None:
                triggers = [t for t in triggers if sentence.start + t.head.idx >= opener.span.end]
                drafts.append(opener)
            for trigger in triggers:
                drafts += _read_trigger(page, trigger, around, days.anchor, (attributions, near, kind))
            date_by_order(drafts[begin:])
            _add_named(page, sentence, drafts)
            problems += _find_gaps(page, sentence, drafts[begin:], around)
            drafts += read_gapped(page, around, drafts[begin:], near, given)
            drafts += read_legs(page, around, drafts, near, given)
        else:
            _add_named(page, sentence, drafts)
        drafts += read_claims(page, sentence, drafts, attributions)
    count_from_told(drafts)
    play_scenes(page, days, drafts)
    for draft in drafts:  # a town of the dateline is nobody who acts
        draft.phrases = [p for p in draft.phrases if days.line is None or p.span.start >= days.line.end]
    _settle_owners(drafts)
    _settle_handovers(drafts)
    _settle_legs(drafts)
    return drafts, problems


def _find_all(page: ParsedReport) -> Iterator[tuple[Sentence, list[Trigger]]]:
    """Give the triggers of each sentence; read twice, for whose custody is told decides what else is told of them."""
    read = [s for s in page.sentences if s.parsed and page.passages[s.passage].segment.kind in READ]
    told = Custody(bool(_CAPTIVITY.search(page.report.text)))
    docs = [s.doc for s in read]
    custody = read_custody(told.told, ((t.type, t.held) for d in docs for t in find_triggers(d, told)), docs)
    for n, sentence in enumerate(read):
        before = tuple(docs[max(0, n - 2) : n])
        yield sentence, find_triggers(sentence.doc, replace(custody, before=before))


def _add_named(page: ParsedReport, sentence: Sentence, drafts: Sequence[Draft]) -> None:
    """Give the names that a sentence lists to the statement, this sentence's or the last before it, that left them out."""
    subject, names = find_named_list(sentence)
    if subject is None:
        return
    near = [d for d in reversed(drafts) if 0 <= sentence.index - d.sentence.index <= 2 and not d.weak]
    for draft in near:
        role: Role = "victim" if draft.of("victim") else "held"
        if not draft.of(role) or any(p.proper for p in draft.of(role)):
            continue
        if subject.lower_ in _POINTING or any(p.lemma in (subject.lemma_, *_POINTING) for p in draft.of(role)):
            draft.phrases += [p for p in make_phrases(page, sentence, role, names) if p.proper]
            return


_POINTING = frozenset({"they", "those", "he", "she", "victim", "victims"})


def _settle_owners(drafts: Sequence[Draft]) -> None:
    """ "Belman's release": whoever is held elsewhere in the report is the freed one, not the one who frees."""
    held = {p.name.split()[-1] for d in drafts for p in d.of("held", "victim") if p.proper and p.name}
    for draft in drafts:
        agents = draft.of("agent")
        if draft.trigger is None or not draft.trigger.nominal or draft.of("held", "victim") or len(agents) != 1:
            continue
        if agents[0].name.split()[-1:] and agents[0].name.split()[-1] in held:
            draft.phrases = [replace(p, role="held") if p.role == "agent" else p for p in draft.phrases]
            draft.weak = _is_weak(draft, "paragraph")


def _settle_handovers(drafts: Sequence[Draft]) -> None:
    """ "the handover took place at night": of whom or what, the statement before it tells."""
    for n, draft in enumerate(drafts):
        if draft.trigger is None or not draft.trigger.nominal or draft.type != "transfer" or draft.of("held"):
            continue
        told = next((d for d in reversed(drafts[:n]) if d.type in _FREED and d.of("held")), None)
        near = told is not None and draft.sentence.index - told.sentence.index <= 2
        if told is not None and near and told.type != "exchange" and told.modality == draft.modality:
            draft.type = told.type


def _settle_legs(drafts: Sequence[Draft]) -> None:
    """ "The swap saw 45 captives go to one side and 38 to the other": counted hand-overs of a swap are its releases."""
    for n, swap in enumerate(drafts):
        if swap.type != "exchange" or swap.modality == "denied":
            continue
        near = (d for d in drafts[n:] if d.sentence.index - swap.sentence.index <= _LEGS_REACH)
        given = [d for d in near if d.type == "transfer" and d.figures and d.modality == swap.modality and _is_given(d)]
        last = given[-1] if given else None
        legs = [d for d in given if last is not None and (d.sentence is last.sentence or d.trigger is last.trigger)]
        if len(legs) == 2:
            for leg, other in (legs, reversed(legs)):
                leg.type, leg.counterpart = "release", other


_LEGS_REACH = 3  # sentences between the statement of a swap and the lines that list what each side was given


def _is_given(draft: Draft) -> bool:
    """Handed to a side, or gone to it; not driven to a town or taken to hospital."""
    return (
        draft.trigger is None
        or draft.trigger.head.lemma_ in ("hand", "turn", "give", "pass", "go")
        or draft.trigger.nominal
    )


def _read_trigger(
    page: ParsedReport,
    trigger: Trigger,
    around: Circumstances,
    anchor: DateAnchor,
    given: tuple[Sequence[Attribution], Sequence[Count], str],
) -> Iterator[Draft]:
    attributions, counts, kind = given
    sentence = around.sentence
    span = page.span_of_tokens(sentence, sentence.doc[trigger.first : trigger.last + 1])
    said = innermost(attributions, span)
    whose = innermost([a for a in attributions if a.claim], span)  # who plans or believes gives nobody's word for it
    cue = said.cue[0] if said and said.cue else span
    told = find_modality(
        trigger, _act_around(attributions, said), range(cue.start - sentence.start, cue.end - sentence.start)
    )
    draft = Draft(sentence, trigger, trigger.type, told.modality, span, whose, doubt=told.other)
    draft.phrases = _name_pronouns(page, draft, trigger, find_participants(page, sentence, trigger))
    anchor, spoken = _spoken(page, sentence, said, anchor)
    draft.date = find_date(page, trigger, around, anchor, (told.modality, spoken))
    draft.own_date = draft.date is not None
    if draft.date is None:
        draft.date = date_of_news(page, trigger, around, anchor)
        draft.own_date = draft.date is not None
    if draft.date is None:
        is_background = bool(_FREEING.search(page.report.text))
        draft.date = default_date(trigger, around, anchor, told.modality, is_background)
    place = find_place(trigger, around)
    draft.place = make_place(page, sentence, place) if place else None
    draft.counts = find_own(draft, sentence, counts)
    reached = span_of_toll(page, draft, trigger)
    if reached is not None:
        draft.span, draft.mentions = reached, [span]
    draft.in_exchange = bool(_IN_EXCHANGE.search(sentence.doc.text)) and trigger.type in _FREED
    _settle_type(draft, trigger)
    legs = _split_exchange(page, draft, trigger, counts)
    draft.weak = _is_weak(draft, kind) and not legs
    if kind in _HEADS:
        draft.phrases = [replace(p, proper=False) for p in draft.phrases]  # headings give capitals to every word
    yield draft
    yield from legs


def _act_around(attributions: Sequence[Attribution], said: Attribution | None) -> str | None:
    """How the words are said; what stands in allegations that somebody rejects is rejected with them."""
    if said is None or said.speaker is not None or said.within is None:
        return said.act if said else None
    outer = next((a for a in attributions if a.id == said.within), None)
    return outer.act if outer is not None and outer.act == "denied" else said.act


def _name_pronouns(page: ParsedReport, draft: Draft, trigger: Trigger, phrases: Sequence[Phrase]) -> list[Phrase]:
    """ "He was kidnapped", "the mayor was": the participant keeps its span and takes the name of whom it means.

    In words quoted directly, "he" is never the one who is quoted.
    """
    sentence, said = draft.sentence, draft.attribution
    quoted = said.speaker.name if said and said.speaker and said.quotation == "direct" else ""
    found: list[Phrase] = _name_bodies(page, sentence, trigger, phrases)
    before = [s for s in page.sentences[max(0, sentence.index - _LOOK_BACK) : sentence.index] if s.parsed]
    for phrase in phrases:
        token = next((t for t in trigger.held if sentence.start + t.idx == phrase.head), None)
        if token is None or not _may_mean(token):
            found.append(phrase)
            continue
        meant = resolve_person(trigger, token, [s.doc for s in before])
        named = [
            replace(phrase, name=one.name, meant=one.head)
            for home in (sentence, *before)
            for one in make_phrases(page, home, "held", [m for m in meant if m.doc is home.doc])
            if not (quoted and one.name.split()[-1:] == quoted.split()[-1:])
        ]
        found += named or [phrase]
    return found


def _name_bodies(page: ParsedReport, sentence: Sentence, trigger: Trigger, phrases: Sequence[Phrase]) -> list[Phrase]:
    """ "The group took nine": the body that it means is named beside it, in the same role."""
    agents = {sentence.start + t.idx: t for t in trigger.agents}
    before = [s for s in page.sentences[max(0, sentence.index - _LOOK_BACK) : sentence.index] if s.parsed]
    found = []
    for phrase in phrases:
        agent = agents.get(phrase.head) if phrase.role in ("agent", "party") else None
        docs = [s.doc for s in before]
        meant = resolve_body(agent, docs) or resolve_actor(agent, docs) if agent is not None else None
        home = next((s for s in (sentence, *before) if meant is not None and s.doc is meant.doc), None)
        if meant is not None and home is not None:
            named = make_phrases(page, home, "agent", [meant])
            if phrase.span.text.casefold() in ("it", "they"):
                found += [*named, phrase]
            else:
                found.append(replace(phrase, name=named[0].name, meant=named[0].head))
    return found


_LOOK_BACK = 12  # sentences in which a description may have been given its name


def _may_mean(token: "Token") -> bool:
    """Tell whether a noun phrase points back: a pronoun, or a singular noun with "the"."""
    if token.lower_ in ("he", "she", "him", "her", "his", "their", "they", "them", "both", "victims"):
        return True
    the = any(c.lower_ == "the" for c in token.children)
    extra = any(c.dep_ in ("nummod", "appos", "relcl", "prep", "acl") for c in token.children)
    return token.tag_ == "NN" and the and not extra


def _spoken(
    page: ParsedReport, sentence: Sentence, said: Attribution | None, anchor: DateAnchor
) -> tuple[DateAnchor, bool]:
    """A dated post is read against its own day; quoted words without one against the day of the report or the day before."""
    post = page.passages[sentence.passage].segment.post
    day = read_day(post.date) if post else None
    if day:
        return replace(anchor, published=day, dateline=None), False
    quoted = said is not None and said.quotation == "direct"
    return anchor, post is not None or quoted or "@" in sentence.doc.text


def _settle_type(draft: Draft, trigger: Trigger) -> None:
    if draft.type in ("release", "transfer") and any(map(_is_either_side, trigger.agents)):
        draft.type = "exchange"  # "each side handed over 90"
    if draft.type == "transfer" and is_given_to_kin(trigger):
        draft.type = "release"  # "handed to his brother": who is with their own again is free
    if draft.type == "killing" and (draft.of("place_of_custody") or dies_in_custody(trigger)):
        draft.type = "death_in_custody"
    if draft.type == "release" and comes_by_force(trigger):
        draft.type = "rescue"
    elif draft.type == "rescue" and not draft.of("agent") and trigger.entry.of != "alive":
        draft.type = "release"  # nobody is named who came for them: how they got free is not told
    if draft.type == "death_in_custody":
        draft.phrases = [replace(p, role="victim") if p.role == "held" else p for p in draft.phrases]


def _is_either_side(agent: "Token") -> bool:
    return agent.lemma_ == "side" and any(c.lower_ in ("each", "both", "two") for c in agent.children)


def _split_exchange(page: ParsedReport, draft: Draft, trigger: Trigger, counts: Sequence[Count]) -> list[Draft]:
    """A release told with what it was for is an exchange; its two legs are releases with the same words."""
    if trigger.entry.of == "asked":
        return []
    handed = draft.type == "transfer" and trigger.head.lemma_ in ("hand", "turn", "give")
    if not (handed or draft.type in ("release", "exchange")) or trigger.nominal:
        return []
    sentence = draft.sentence
    others = _counterpart(trigger)
    if others and (
        draft.modality == "denied"
        or any(c.lower_ in ("every", "any", "each", "all") for t in others for c in t.children)
    ):
        draft.type = "exchange"
        return []  # what is denied or offered for all and any has no legs of its own
    if handed and not any(c.dep_ == "nummod" for t in others for c in t.children):
        return []
    if not others:
        if draft.type == "release" and _in_swap(trigger):
            draft.type = "exchange"
            return _split_sides(draft)
        return []
    draft.type = "exchange"
    back = make_phrases(page, sentence, "held", others)
    zones = [(p.span.start, p.span.end) for p in back]
    figures = [c for c in counts if any(c.span.start < e and s < c.span.end for s, e in zones)]
    first = Draft(sentence, trigger, "release", draft.modality, draft.span, draft.attribution, list(draft.phrases))
    second = Draft(sentence, trigger, "release", draft.modality, draft.span, draft.attribution, back)
    for leg, own in ((first, draft.counts), (second, figures)):
        leg.date, leg.own_date, leg.counts = draft.date, draft.own_date, list(own)
    first.place = draft.place
    first.counterpart, second.counterpart = second, first
    return [first, second]


def _split_sides(draft: Draft) -> list[Draft]:
    """ "Two hostages and 30 prisoners went free in an exchange": two counted groups are its two legs."""
    groups = [
        p
        for p in draft.of("held")
        if any(c.span.start < p.span.end and p.span.start < c.span.end for c in draft.counts)
    ]
    if len(groups) != 2 or draft.of("agent"):
        return []
    legs = []
    for group in groups:
        leg = Draft(draft.sentence, draft.trigger, "release", draft.modality, draft.span, draft.attribution, [group])
        leg.date, leg.own_date = draft.date, draft.own_date
        leg.counts = [c for c in draft.counts if c.span.start < group.span.end and group.span.start < c.span.end]
        legs.append(leg)
    legs[0].counterpart, legs[1].counterpart = legs[1], legs[0]
    return legs


def _counterpart(trigger: Trigger) -> list:  # type: ignore[type-arg]
    """Those given in return: "for 13 others", "in exchange for", "in return for", "swapped X for Y"."""
    for head in trigger.heads:
        for child in head.children:
            preps = [child] if child.lower_ == "for" and child.dep_ in ("prep", "dative") else []
            if child.lower_ in ("in", "as") and child.dep_ == "prep":
                nouns = [c for c in child.children if c.lower_ in ("exchange", "return", "swap", "trade")]
                preps = [p for n in nouns for p in n.children if p.lower_ == "for"]
                preps += [p for p in child.children if p.lower_ == "for"]
            for prep in preps:
                found = [c for c in prep.children if c.dep_ == "pobj" and is_people(c)]
                if found:
                    return found
    return []


def _in_swap(trigger: Trigger) -> bool:
    """ "got back 40 soldiers in a prisoner exchange": the release is told as one side of a swap."""
    for head in trigger.heads:
        for child in head.children:
            if child.lower_ in ("in", "under") and child.dep_ == "prep":
                for noun in child.children:
                    if (
                        noun.lemma_ in ("exchange", "swap")
                        and any(c.i < noun.i for c in noun.children)
                        and not any(c.lower_ == "between" for c in noun.children)
                    ):
                        return True
    return False


def _is_weak(draft: Draft, kind: str) -> bool:
    """A trigger is weak where it adds nothing to what another statement may have told."""
    trigger = draft.trigger
    if trigger is None:
        return False
    if trigger.attributive or kind in _HEADS:
        return True
    if trigger.head.dep_ == "acl" and any(p.lemma in ("those", "that") for p in draft.phrases):
        return True
    told = draft.own_date or draft.place or [c for c in draft.counts if c.basis != "ordinal"]
    actors = [p for p in draft.of("agent", "party", "recipient") if p.proper]
    if told or actors:
        return False
    held = draft.of("held", "victim")
    if trigger.nominal:
        return trigger.bearer is None
    definite = all(p.span.text.split()[0].casefold() in _DEFINITE or p.lemma in _DEFINITE for p in held)
    return definite or trigger.head.dep_ in ("acl", "relcl", "amod") or (draft.modality in ("planned",) and not held)


_DEFINITE = frozenset(
    "the his her their its our my this these those he she they them him who we us all every each any".split()
)


def _find_gaps(page: ParsedReport, sentence: Sentence, drafts: Sequence[Draft], around: Circumstances) -> list[Problem]:
    """Say which named places the gazetteer lacks, and which events are told with two modalities."""
    found = []
    for draft in drafts:
        if draft.doubt:
            why = f"the words say both {draft.modality} and {draft.doubt}; the event is kept as {draft.modality}"
            found.append(Problem("modality told two ways", why, draft.span))
        if draft.date and draft.date.span and draft.date.earliest is None:
            found.append(Problem("date not resolved", draft.date.rule, draft.date.span))
    used = {d.place.span.start for d in drafts if d.place}
    for place in around.places:
        start = sentence.start + sentence.doc[place.first].idx
        if (
            start in used
            and place.named
            and place.gazetteer is None
            and place.precision != "point"
            and place.country is None
        ):
            span = page.span_of_tokens(sentence, sentence.doc[place.first : place.last + 1])
            found.append(
                Problem("place unknown", "the gazetteer has no place of this name; it is kept as printed", span)
            )
    return found
