"""Who took part in an event, and as what: agent, held, victim, party, recipient, mediator, place of custody."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.extract.entities.kinds import known_media
from sayso.extract.events.answerable import find_answerable
from sayso.extract.events.clauses import PARTITIVES, extent, find_by, is_passive, is_people, is_war, name_of, spread
from sayso.extract.events.draft import Phrase
from sayso.extract.events.hanging import find_attackers
from sayso.extract.events.lexicon import load_words
from sayso.extract.events.listed import find_listed
from sayso.extract.events.triggers import Trigger
from sayso.language.lexicon import lexicon_table
from sayso.language.parsing import ParsedReport, Sentence
from sayso.model.claim import EventType, Role

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_VICTIMS: frozenset[EventType] = frozenset({"killing", "wounding", "mistreatment", "death_in_custody"})
_GIVEN: frozenset[EventType] = frozenset({"release", "transfer", "return_of_remains", "exchange", "deportation"})
_TAKEN_OR_FREED: frozenset[EventType] = frozenset({"capture", "release", "rescue", "escape", "killing"})
_BODIES = frozenset(
    "army police force forces government ministry group movement militia rebel army authority side service court unit "
    "brigade battalion wing organization state regime administration commando band squad guard party front agency "
    "column command troops patrol military navy security intelligence mafia cartel gang both guerrilla guerilla fighter "
    "faction cell terrorist".split()
)  # fmt: skip
_MEDIATING = frozenset(
    {"mediate", "broker", "mediation", "mediator", "facilitate", "supervision", "auspex", "auspices"}
)


def find_participants(page: ParsedReport, sentence: Sentence, trigger: Trigger) -> list[Phrase]:
    """Give everybody whom the sentence puts in a role of the trigger, in the order agent, held or victim, the others."""
    held_role: Role = "victim" if trigger.type in _VICTIMS else "held"
    agents = [a for a in trigger.agents if is_actor(a)] or _borrowed_agents(trigger)
    parties = trigger.parties
    agents = agents or [a for a in find_answerable(trigger) if is_actor(a)] or _by_further_on(trigger)
    agents = [*agents, *(b for a in spread(agents) for b in _bodies_within(a))]
    agents += [b for a in agents if is_war(a) for b in find_by([a]) if is_actor(b)]  # "an air strike by Selvia"
    found = [
        *make_phrases(page, sentence, "party" if trigger.type in ("meeting", "agreement") else "agent", agents),
        *make_phrases(page, sentence, held_role, _all_held(trigger)),
        *make_phrases(page, sentence, "party", [p for p in parties if is_actor(p)]),
        *make_phrases(page, sentence, "recipient", list(_recipients(trigger))),
        *make_phrases(page, sentence, "mediator", list(_mediators(trigger))),
        *make_phrases(page, sentence, "place_of_custody", list(_custody(trigger))),
    ]
    return list({(p.role, p.head): p for p in reversed(found)}.values())[::-1]


def _all_held(trigger: Trigger) -> "list[Token]":
    """Those in the slot, those coordinated with them, and those coordinated with their appositions ("X, the bishop, and Y")."""
    found = [h for h in spread(trigger.held) if h in trigger.held or is_people(h)]
    for head in list(found):
        for beside in head.children:
            if beside.dep_ == "appos":
                found += [t for t in spread([beside]) if t.i != beside.i and is_people(t)]
    if trigger.type in _TAKEN_OR_FREED:
        for head in list(found):
            if head.ent_type_ in ("PERSON", "NORP") or head.pos_ == "NOUN":
                found += find_listed(head, trigger.first, trigger.heads)
    return list(dict.fromkeys(found))


def find_named_list(sentence: Sentence) -> "tuple[Token | None, list[Token]]":
    """ "They were Ada Quill and Tor Belman", "the dead were identified as ...": who is named, and by what word before."""
    for token in sentence.doc:
        names: list[Token] = []
        if token.lemma_ == "be" and token.pos_ in ("AUX", "VERB"):
            names = [c for c in token.children if c.dep_ == "attr"]
        elif token.lemma_ in ("identify", "name", "list"):
            names = [p for c in token.children if c.lower_ == "as" for p in c.children if p.dep_ == "pobj"]
            names += [c for c in token.children if c.dep_ == "oprd"]
        subjects = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
        people = [n for n in spread(names) if n.pos_ == "PROPN" and n.ent_type_ in ("PERSON", "", "ORG")]
        if (
            subjects
            and people
            and people[0] in names
            and _is_plain_people(subjects[0])
            and people[0].ent_type_ == "PERSON"
        ):
            return subjects[0], list(dict.fromkeys([*people, *find_listed(people[0])]))
    return None, []


def _is_plain_people(token: "Token") -> bool:
    return token.pos_ != "PROPN" and (token.lower_ in ("they", "those", "he", "she", "victims") or is_people(token))


def make_phrases(page: ParsedReport, sentence: Sentence, role: Role, heads: "Sequence[Token]") -> list[Phrase]:
    """Turn the nouns in one slot, and those coordinated with them, into participants in that role."""
    found: dict[int, Phrase] = {}
    for head in dict.fromkeys(spread(heads)) if role not in ("held", "victim") else heads:
        appositions = [c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN"]
        for noun in dict.fromkeys((head, name_of(head), *spread(appositions))):
            first, last = _extent_of_name(noun)
            span = page.span_of_tokens(sentence, noun.doc[first : last + 1])
            at = sentence.start + noun.idx
            name = _name(page, sentence, noun)
            proper = noun.pos_ == "PROPN" and noun.ent_type_ != "NORP"
            found.setdefault(noun.i, Phrase(role, span, name, proper, at, noun.lemma_.casefold()))
    return list(found.values())


def _extent_of_name(noun: "Token") -> tuple[int, int]:
    """The extent of a noun; before another noun ("Dawn Front rebels") a name is every capitalised word in a row."""
    first, last = extent(noun)
    while noun.pos_ == "PROPN" and noun.dep_ in ("compound", "nmod") and first > 0:
        before = noun.doc[first - 1]
        if before.pos_ != "PROPN" or before.head.i not in (noun.i, noun.head.i):
            break
        first -= 1
    return first, last


def _name(page: ParsedReport, sentence: Sentence, noun: "Token") -> str:
    """The words of a name alone ("citizen Ada Brandt" is Ada Brandt), or the whole phrase of a common noun."""
    first, last = _extent_of_name(noun)
    doc = noun.doc
    if noun.pos_ == "PROPN":
        begin = noun.i
        while begin > first and (doc[begin - 1].pos_ == "PROPN" or doc[begin - 1].text in ("-", "’", "'")):
            begin -= 1
        while begin < noun.i and (doc[begin].is_punct or doc[begin].ent_type_ == "NORP"):
            begin += 1
        first = begin
    return page.span_of_tokens(sentence, doc[first : last + 1]).text.removesuffix("'s").removesuffix("’s")


def is_actor(token: "Token") -> bool:
    """Tell whether a noun can act: people, bodies, governments, or fighting itself."""
    if token.ent_type_ in ("ORG", "GPE", "NORP", "PERSON") or is_people(token) or is_war(token):
        return True
    if token.lower_ == "it" and token.dep_ == "nsubj":
        return True  # "said it had freed 60"
    if token.lower_ in PARTITIVES:  # "members of the Coast Army"
        return any(is_actor(p) for c in token.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj")
    return token.pos_ == "PROPN" or token.lemma_.casefold() in _BODIES


def _bodies_within(agent: "Token") -> "Iterator[Token]":
    """ "guerrillas of the Dawn Front", "Dawn Front (DF) columns": the named body whose people they are."""
    first, last = extent(agent)
    yield from (t for t in agent.doc[first : last + 1] if t.i not in (first, last) and _is_short_form(t))
    group = agent.lemma_.casefold().removesuffix("s") in _BODIES or agent.lower_ in PARTITIVES
    if not (group or (is_people(agent) and agent.pos_ != "PROPN")) or agent.tag_ == "NNP":
        return
    for child in agent.children:
        if child.dep_ in ("compound", "nmod") and child.i < agent.i:
            inside = [t for t in (child, *child.children) if t.pos_ == "PROPN" and t.ent_type_ not in _NO_BODY]
            yield from (t for t in inside if t.nbor().pos_ != "PROPN")  # the last word of each name
        elif child.dep_ == "prep" and child.lower_ in ("of", "from", "with"):
            for noun in child.children:
                if noun.dep_ == "pobj" and noun.pos_ == "PROPN" and noun.ent_type_ not in _NO_BODY:
                    yield noun
                elif noun.dep_ == "pobj":
                    yield from (c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN")
        elif child.dep_ == "appos" and child.pos_ == "PROPN":
            yield child
        elif child.dep_ == "acl" and child.lemma_ in _NAMING:
            names = [*child.children, *(p for c in child.children if c.lower_ == "as" for p in c.children)]
            yield from (n for n in names if n.dep_ in ("oprd", "dobj", "pobj", "attr") and n.pos_ == "PROPN")


def _is_short_form(token: "Token") -> bool:
    """ "(DF)": initials in brackets."""
    return token.text.isupper() and len(token) > 1 and token.nbor(-1).text in "([" and token.nbor().text in ")]"


_NAMING = frozenset({"call", "know", "name", "dub", "style"})
_NO_BODY = frozenset({"PERSON", "DATE", "GPE", "NORP", "LOC", "FAC", "CARDINAL", "TIME"})


def _by_further_on(trigger: Trigger) -> "list[Token]":
    """ "was seized on 5 May, apparently by Front fighters": a "by" that the parse hung elsewhere, before the next verb."""
    if trigger.nominal or not is_passive(trigger.head):
        return []
    for token in trigger.doc[trigger.last + 1 : trigger.last + 22]:
        if token.pos_ == "VERB" and token.dep_ not in ("amod", "acl"):
            break
        if token.lower_ == "by" and token.dep_ in ("agent", "prep") and token.head.dep_ not in ("acl", "relcl"):
            found = [
                c for c in token.children if c.dep_ == "pobj" and is_actor(c) and c.ent_type_ not in ("DATE", "TIME")
            ]
            if found:
                return found
    return []


def resolve_body(agent: "Token", before: "Sequence[Doc]") -> "Token | None":
    """Give the named body that "the group" or "these guerrillas" most likely means: the last one named before it."""
    if agent.pos_ == "PROPN" or not any(c.lower_ in ("the", "this", "that", "these", "those") for c in agent.children):
        return None
    if agent.lemma_.casefold() not in _GROUPS or any(c.dep_ in ("prep", "relcl", "nummod") for c in agent.children):
        return None
    if any(c.pos_ == "PROPN" for c in agent.children):
        return None  # "the Dawn movement" has its name already
    here = [t for t in agent.doc if t.i < agent.i]
    stretches = [here, *(list(doc) for doc in reversed(before))]
    named = [t for stretch in stretches for t in reversed(stretch) if _names_group(t)]
    near = [t for stretch in stretches[:_NEAR] for t in reversed(stretch) if _may_be_group(t)]
    return next(iter(named or near), None)


_NEAR = 4  # sentences, its own among them, in which any body may be meant


def _names_group(token: "Token") -> bool:
    """A name whose own words say that it is an armed group ("Dawn Front"), or the initials in brackets behind one."""
    if token.pos_ != "PROPN" or token.ent_type_ in _NO_BODY or token.dep_ not in _HEADS:
        return False
    if lexicon_table("body_words").get(token.lower_) == "group":
        return token.left_edge.i < token.i
    longer = token.head if token.dep_ == "appos" else None
    return longer is not None and token.text.isupper() and _names_group(longer)


def resolve_actor(agent: "Token", before: "Sequence[Doc]") -> "Token | None":
    """Give whom "it" or "they" stands for where it acts: the subject of a clause around it, else of the sentence before."""
    if agent.lower_ not in ("it", "they"):
        return None
    for verb in agent.ancestors:
        if verb.lemma_ == "go" and verb.head.lemma_ == "let":
            continue  # those who are let go are not the ones who act
        subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < agent.i]
        if subjects and _agrees(agent, subjects[0]):
            return subjects[0]
    for doc in reversed(before[-1:]):
        roots = [t for t in doc if t.dep_ == "ROOT"]
        subjects = [c for r in roots for c in r.children if c.dep_ in ("nsubj", "nsubjpass")]
        if subjects and _agrees(agent, subjects[0]):
            return subjects[0]
    return None


def _agrees(pronoun: "Token", noun: "Token") -> bool:
    """ "It" is one body or state, "they" are several people or a body."""
    if noun.pos_ not in ("NOUN", "PROPN") or not is_actor(noun):
        return False
    joined = any(c.dep_ == "conj" for c in noun.children)
    body = noun.ent_type_ in ("ORG", "GPE") or noun.lemma_.casefold() in _BODIES
    if pronoun.lower_ == "it":
        return body and not joined
    return body or joined or noun.tag_ in ("NNS", "NNPS")


_GROUPS = frozenset(
    "group organization organisation movement guerrilla guerilla rebel insurgent militant faction front terrorist extremist "
    "captor kidnapper abductor".split()
)
_MAY_FIGHT = frozenset("army force forces command alliance union party organization organisation coalition".split())


def _may_be_group(token: "Token") -> bool:
    """A named body that is neither an outlet nor an office of state, nor where something happened."""
    if token.ent_type_ != "ORG" or token.pos_ != "PROPN" or token.dep_ not in _HEADS:
        return False
    above = list(token.ancestors)[:3]
    if any(t.dep_ == "prep" and t.lower_ in ("in", "at", "near") for t in above):
        return False
    if token.dep_ == "pobj" and len(above) > 1 and above[0].lower_ == "of" and is_people(above[1]):
        return False  # "the mayor of Ostra"
    if token.text in known_media() or token.text.upper() in known_media():
        return False
    kind = lexicon_table("body_words").get(token.lower_)
    return kind not in ("outlet", "organization") or token.lower_ in _MAY_FIGHT


_HEADS = frozenset({"nsubj", "nsubjpass", "pobj", "appos", "dobj", "conj", "poss", "ROOT"})


def _borrowed_agents(trigger: Trigger) -> "list[Token]":
    """Where the trigger names nobody: who attacked in the clause that tells when, or whose war it was."""
    if trigger.type in ("capture", "killing", "wounding", "release", "rescue"):
        attackers = [a for a in find_attackers(trigger) if is_actor(a)]
        if attackers and trigger.type in ("capture", "killing", "wounding"):
            return attackers
    if trigger.type in ("capture", "killing", "wounding") and not trigger.nominal:
        raids = [p for c in trigger.head.children if c.lower_ in ("in", "during") for p in c.children if is_war(p)]
        led = [a for a in find_by(raids) if is_actor(a)]
        if led:
            return led  # "nine were killed in a raid by bandits"
    if trigger.type in ("killing", "wounding") and trigger.nominal:
        wars = list(_wars(trigger))
        return [o for w in wars for o in w.children if o.dep_ == "poss"] or wars
    return []


def resolve_person(trigger: Trigger, token: "Token", before: "Sequence[Doc]") -> "list[Token]":
    """Give the named people whom "he", "they" or "the mayor" most likely means, from the words before it; maybe none.

    One pronoun takes the nearest named subject; "they" and "both" take the nearest names that are coordinated; a noun with
    "the" takes the name to which the same noun was given ("mayor Ada Brandt", "Ada Brandt, the mayor").
    """
    here = [t for t in trigger.doc if t.i < token.i]
    stretches: list[list[Token]] = [here, *(list(doc) for doc in reversed(before))]
    low = token.lower_
    for n, stretch in enumerate(stretches):
        named = [t for t in stretch if _is_named_person(t)]
        if low in _SEVERAL:
            pairs = [
                [t, *(c for c in spread([t]) if c.i != t.i)]
                for t in named
                if t.dep_ in ("nsubj", "nsubjpass", "appos", "dobj", "pobj")
            ]
            several = [p for p in pairs if len(p) > 1]
            if several and n <= 3:
                return several[0]
        elif low in _SINGLE:
            subjects = [t for t in named if t.dep_ in ("nsubj", "nsubjpass", "appos")]
            best = subjects or named
            if best and n <= 2:
                return [best[-1] if stretch is here else best[0]]
        else:
            described = [t for t in named if _is_called(t, token.lemma_)]
            if described:
                return described[-1:]
    return []


def _is_named_person(token: "Token") -> bool:
    """A person by the parse's label, or an unlabelled name of two words that acts."""
    if token.pos_ != "PROPN" or token.dep_ == "compound":
        return False
    full = any(c.dep_ == "compound" and c.pos_ == "PROPN" for c in token.children)
    return token.ent_type_ == "PERSON" or (
        full and token.ent_type_ in ("", "ORG") and token.dep_ in ("nsubj", "nsubjpass")
    )


_SINGLE = frozenset({"he", "she", "him", "her", "his"})
_SEVERAL = frozenset({"they", "them", "both", "victims", "their"})


def _is_called(name: "Token", noun: str) -> bool:
    """Tell whether a noun stands beside a name as what its bearer is."""
    beside = [c for c in name.children if c.dep_ in ("compound", "nmod", "amod", "appos")]
    if name.dep_ == "appos":
        beside.append(name.head)
    return any(c.lemma_ == noun and c.pos_ in ("NOUN", "ADJ", "PROPN") for c in beside)


def _wars(trigger: Trigger) -> "Iterator[Token]":
    """Wars and strikes among the words that hang on the trigger, on a toll, or on the verb that a toll governs."""
    heads = [*trigger.heads, *(t for t in trigger.doc if t.lemma_ == "toll")]
    for head in heads:
        for child in head.children:
            for inner in child.children if child.dep_ == "prep" else ():
                if is_war(inner):
                    yield inner


def _recipients(trigger: Trigger) -> "Iterator[Token]":
    if trigger.type not in _GIVEN:
        return
    for head in trigger.heads:
        for child in head.children:
            if child.lower_ == "to" and child.dep_ in ("prep", "dative"):
                found = [c for c in child.children if c.dep_ == "pobj" and is_actor(c) and c.ent_type_ != "LOC"]
                yield from (
                    c for c in found if c.ent_type_ != "GPE" or trigger.type in ("transfer", "return_of_remains")
                )


def _mediators(trigger: Trigger) -> "Iterator[Token]":
    """Those who "mediated", "brokered", or through or under whom it happened."""
    for token in trigger.doc:
        if token.lemma_.casefold() not in _MEDIATING:
            continue
        if token.pos_ == "VERB":
            yield from (c for c in token.children if c.dep_ == "nsubj" and is_actor(c))
            for child in token.children:
                if child.lower_ == "by":
                    yield from (c for c in child.children if c.dep_ == "pobj")
        elif token.lemma_.casefold() == "mediator":
            if any(c.dep_ in ("amod", "compound", "poss") for c in token.children):
                yield token
        else:
            yield from (c for c in token.children if c.dep_ in ("poss", "compound") and is_actor(c))
            after = token.doc[token.i + 1 : token.i + 2]  # "the mediation of Nadhira", "following mediation by elders"
            yield from (
                p for t in after if t.lower_ in ("of", "by") for p in t.children if p.dep_ == "pobj" and is_actor(p)
            )
    for head in trigger.heads:
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in ("through", "via"):
                yield from (c for c in child.children if c.dep_ == "pobj" and c.ent_type_ == "ORG")


_STATES = frozenset({"captivity", "custody", "detention"})  # of a person, no place; "died in custody" is told by them


def _custody(trigger: Trigger) -> "Iterator[Token]":
    words = load_words()
    for head in trigger.heads:
        for prep in head.children:
            taken_out = trigger.type == "capture" and prep.lower_ == "from"  # "took 12 herders from a camp"
            if prep.dep_ in ("prep", "advmod") and not taken_out:
                for noun in prep.subtree:
                    if noun.dep_ == "pobj" and is_war(noun) and trigger.type == "killing":
                        break  # "killed in a raid on a camp": fallen there, not held there
                    if (
                        noun.dep_ == "pobj"
                        and (noun.lemma_.casefold() in words.prisons or noun.lower_ in words.prisons)
                        and (trigger.type == "killing" or noun.lower_ not in _STATES)
                    ):
                        yield noun
                        break
