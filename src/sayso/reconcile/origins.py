"""Origins: the claims behind a value collapse by utterance, document, speaker and echo. Repeats never raise anything.

Known distinct are origins that are named and cannot be one; possibly distinct are all that are not known to be the same.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.language.bodies import body_words, compare_bodies
from sayso.language.lexicon import lexicon_table
from sayso.language.names import fold_word
from sayso.model import Attribution, Claim, Origin, Value
from sayso.reconcile.echoes import Texts
from sayso.reconcile.linkage import Union
from sayso.reconcile.relays import Cuts
from sayso.reconcile.saying import Said
from sayso.reconcile.wires import cite_keys, credit_names, home_keys

MOST_CITING = 60  # speakers, or citing claims, of one value that are held against each other
COPIED = 0.4  # of a report's characters: that much of another's text, and what it says without a source is that text's
Stretch = tuple[int, int, int]  # start and end of a passage in its report, and the number of the text that it carries


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person or body that speaks: `described` are the words of its descriptions that name others here.

    `offices` are the bodies, by their folded words, of which the descriptions make a person an officer ("army spokesman").
    """

    id: str
    name: str
    parent: str | None
    described: frozenset[str]
    offices: frozenset[tuple[str, ...]] = frozenset()


@dataclass(frozen=True, slots=True)
class Behind:
    """What origins of one event are read from: who its speakers are, texts that several carry, utterances in several cuts.

    `stretches` are by report id: passages that carry a text that others carry too.
    """

    people: Mapping[str, Known]
    stretches: Mapping[str, Sequence[Stretch]]
    cuts: Cuts

    def texts_at(self, claim: Claim) -> frozenset[int]:
        """Give the numbers of the texts that a claim's words stand in."""
        found = self.stretches.get(claim.report, ())
        return frozenset(text for start, end, text in found if start <= claim.start and claim.end <= end)


def list_carried(texts: Texts) -> Mapping[str, Sequence[Stretch]]:
    """Give, by report id, the passages that carry a text that others carry too, each with the number of that text."""
    stretches: dict[str, list[Stretch]] = defaultdict(list)
    for number, text in enumerate(texts):
        for passage in text:
            stretches[passage.report].append((passage.start, passage.end, number))
    return {report: sorted(own) for report, own in stretches.items()}


def find_origins(value: Value, said: Sequence[Said], behind: Behind) -> Value:
    """Give the value with its origins and the two numbers of them; rejected claims stand behind nothing."""
    standing = [i for i, s in enumerate(said) if s.claim.review != "rejected"]
    union: Union[int] = Union(standing)
    _join_keyed(union, standing, lambda i: _speaker_keys(said[i]), "one speaker")
    _join_keyed(union, standing, lambda i: behind.texts_at(said[i].claim), "one text, printed by several")
    _join_copies(union, standing, said, behind.stretches)
    _join_bodies(union, standing, said, behind.people)
    _join_officers(union, standing, said, behind.people)
    _join_wires(union, standing, said, behind)
    _join_utterances(union, standing, said, behind.cuts)
    _join_keyed(union, standing, lambda i: _captor_keys(said[i]), "said in custody: no origin beside the captor's")
    _join_own_voices(union, standing, said)
    _join_circles(union, standing, said)
    groups = union.sets()
    spokesmen = [_spokesman(said, members) for members, _ in groups]
    origins = tuple(
        Origin(
            tuple(members),
            "known" if one else "possible",
            one.claim.speaker if one else _outlets(said, members),
            _reason(said, members, why),
        )
        for (members, why), one in zip(groups, spokesmen, strict=True)
    )
    known = _count_distinct([one for one in spokesmen if one], behind.people)
    return replace(
        value, origins=origins, known_distinct=max(1, known) if origins else 0, possibly_distinct=len(origins)
    )


def _join_keyed(
    union: Union[int], standing: Sequence[int], keys: Callable[[int], Iterable[object]], reason: str
) -> None:
    first: dict[object, int] = {}
    for i in standing:
        for key in keys(i):
            if first.setdefault(key, i) != i:
                union.join(first[key], i, reason)


def _attribution(one: Said) -> Attribution | None:
    local = one.claim.attribution
    return next((a for a in one.reading.claims.attributions if a.id == local), None) if local else None


def _is_named(one: Said) -> bool:
    """True where a claim names its source; a body called by its kind alone ("the lake guard") is named, an official is not."""
    told = _attribution(one)
    if told is None or told.speaker is None or one.speaker is None or told.speaker.kind == "place":
        return False
    if cite_keys(told.speaker.name) & home_keys(one.reading.report.outlet):
        return False  # the outlet itself
    words = told.speaker.name.casefold().split()
    return told.speaker.kind != "anonymous" or (bool(words) and words[-1] in lexicon_table("body_words"))


def _speaker_keys(one: Said) -> Sequence[str]:
    if not _is_named(one) or one.speaker is None:
        return ()
    return (" ".join(fold_word(w) for w in one.speaker.split() if w.lower() != "the") or one.speaker,)


def _join_copies(
    union: Union[int], standing: Sequence[int], said: Sequence[Said], stretches: Mapping[str, Sequence[Stretch]]
) -> None:
    """What a report that is for a good part another's text says in its own voice, where that other says it too, though one
    of the two sentences was written anew.
    """
    for i in standing:
        one = said[i].claim
        own = stretches.get(one.report, ()) if not _is_named(said[i]) else ()
        length = len(said[i].reading.report.text)
        if sum(end - start for start, end, _ in own) < COPIED * length:
            continue
        for j in standing:
            other = said[j].claim.report
            texts = {text for _, _, text in stretches.get(other, ())} if other != one.report else frozenset()
            if texts and sum(end - start for start, end, text in own if text in texts) >= COPIED * length:
                union.join(j, i, "its report carries the other's text")
                break


def _join_bodies(union: Union[int], standing: Sequence[int], said: Sequence[Said], people: Mapping[str, Known]) -> None:
    """A body named in full here and shortly there, in claims of one value: "the board", "Calmar's prisons board"."""
    firsts: dict[str, int] = {}
    for i in standing:
        if _is_named(said[i]):
            joined = people.get(said[i].speaker or "")
            firsts.setdefault(joined.name if joined else said[i].claim.speaker or "", i)
    names = sorted(firsts)[:MOST_CITING]
    for n, name in enumerate(names):
        for other in names[n + 1 :]:
            if " " in name and " " in other and compare_bodies(name, other) != "other":
                union.join(firsts[name], firsts[other], "one body, named in full and shortly")


def _join_officers(
    union: Union[int], standing: Sequence[int], said: Sequence[Said], people: Mapping[str, Known]
) -> None:
    """A body, and whom the reports call its officer: "the ministry" and "the ministry's spokesman" are one mouth."""
    bodies: dict[tuple[str, ...], int] = {}
    for i in standing:
        told = _attribution(said[i])
        if told and told.speaker and told.speaker.kind in ("organization", "group") and _is_named(said[i]):
            joined = people.get(said[i].speaker or "")
            bodies.setdefault(body_words(joined.name if joined else told.speaker.name), i)
    for i in standing:
        person = people.get(said[i].speaker or "")
        for office in sorted(person.offices) if person and bodies else ():
            fits = [words for words in bodies if is_office_of(office, words)]
            if len(fits) == 1:
                union.join(bodies[fits[0]], i, "an officer speaks for the body")


def list_offices(descriptions: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """Give the bodies of which descriptions make somebody an officer, by their folded words.

    >>> sorted(list_offices(["Army spokesman", "secretary of the Orva Centre", "a father of four"]))
    [('armi',), ('orva', 'kentre')]
    """
    roles = lexicon_table("roles")
    found = set()
    for description in descriptions:
        words = re.findall(r"[^\W_]+", re.sub(r"[’']s\b", "", description))
        offices = [w for w in words if roles.get(w.casefold()) == "office"]
        body = body_words(" ".join(w for w in words if w not in offices))
        if offices and body:
            found.add(body)
    return frozenset(found)


def is_office_of(office: tuple[str, ...], body: tuple[str, ...]) -> bool:
    """True where an office and a body's name agree in their last word, or the shorter opens the longer by two words or more.

    >>> is_office_of(("ministry",), ("defense", "ministry")), is_office_of(("orva",), ("orva", "police"))
    (True, False)
    """
    short, long = sorted((office, body), key=len)
    if len(short) > 1 and short == long[: len(short)]:
        return True  # "the Coordination Centre", of "the Coordination Centre for Captives"
    return bool(short) and short[-1] == long[-1] and set(short) <= set(long)


def _join_utterances(union: Union[int], standing: Sequence[int], said: Sequence[Said], cuts: Cuts) -> None:
    """Own words of a report that carries a speaker's utterance, where another report gives the figure to that speaker."""
    for i in standing:
        speaker, report = said[i].speaker, said[i].claim.report
        for j in standing if speaker and cuts else ():
            other = said[j].claim.report
            if said[j].claim.attribution is None and speaker in cuts.get((report, other), ()):
                union.join(i, j, "its report carries the speaker's words")


def _join_wires(union: Union[int], standing: Sequence[int], said: Sequence[Said], behind: Behind) -> None:
    """What is told after an agency or outlet goes back to that one's own report, where the record has it."""
    homes: dict[str, list[int]] = defaultdict(list)
    for i in standing:
        if not _is_relayed(said[i]):
            for key in home_keys(said[i].reading.report.outlet):
                homes[key].append(i)
    for i in standing:
        told = _attribution(said[i])
        own = home_keys(said[i].reading.report.outlet)
        named = (
            [told.speaker.name]
            if told and told.speaker
            else list(credit_names(said[i].reading))
            if told is None
            else []
        )
        wires = [k for name in named for k in sorted(cite_keys(name) - own)]
        agency = bool(told and told.speaker and told.speaker.kind in ("agency", "outlet"))
        for key in wires if agency or told is None else [k for k in wires if k in homes]:
            if not homes[key]:
                homes[key].append(i)
            union.join(_nearest(i, homes[key], said, behind), i, "one agency's text")


def _nearest(at: int, homes: Sequence[int], said: Sequence[Said], behind: Behind) -> int:
    """Of an agency's several reports, the one that a claim goes back to: one that shares a text with its report, else the
    last that came before it."""
    texts = {text for _, _, text in behind.stretches.get(said[at].claim.report, ())}
    when = said[at].claim.said or ""

    def rank(home: int) -> tuple[bool, bool, str]:
        shares = texts & {text for _, _, text in behind.stretches.get(said[home].claim.report, ())}
        day = (said[home].claim.said or "")[:10]
        return bool(shares), day <= when[:10], day

    return max(homes, key=rank)


def _is_relayed(one: Said) -> bool:
    told = _attribution(one)
    return bool(told and told.speaker and told.speaker.kind in ("agency", "outlet"))


def _captor_keys(one: Said) -> Sequence[str]:
    if one.claim.circumstance == "in_custody":
        return (f"captor {one.captor or one.claim.report}",)
    return (f"captor {one.speaker}",) if one.speaker else ()


def _join_own_voices(union: Union[int], standing: Sequence[int], said: Sequence[Said]) -> None:
    """What a report says in its own voice and gives to a speaker as well is the speaker's."""
    by_report: dict[str, list[int]] = defaultdict(list)
    for i in standing:
        by_report[said[i].claim.report].append(i)
    for own in by_report.values():
        voiced = [i for i in own if _is_named(said[i])]
        for i in own:
            if i not in voiced:
                union.join(voiced[0] if voiced else own[0], i, "one report: it gives its source once")


def _join_circles(union: Union[int], standing: Sequence[int], said: Sequence[Said]) -> None:
    """A cites B and B cites A: neither is a witness to the other."""
    cites: dict[int, set[str]] = {}
    homes: dict[int, frozenset[str]] = {}
    for i in standing:
        told = _attribution(said[i])
        homes[i] = home_keys(said[i].reading.report.outlet)
        hops = [h for h in told.chain if h.kind in ("agency", "outlet")] if told else []
        cites[i] = {key for hop in hops for key in cite_keys(hop.name)} - homes[i]
    citing = [i for i in standing if cites[i]][:MOST_CITING]
    for n, i in enumerate(citing):
        for j in citing[n + 1 :]:
            if cites[i] & homes[j] and cites[j] & homes[i]:
                union.join(i, j, "circular: each cites the other")


def _spokesman(said: Sequence[Said], members: Sequence[int]) -> Said | None:
    """The first claim of an origin that names its source; words said in custody name none."""
    free = (said[i] for i in members if said[i].claim.circumstance != "in_custody")
    return next((one for one in free if _is_named(one)), None)


def _outlets(said: Sequence[Said], members: Sequence[int]) -> str | None:
    outlets = dict.fromkeys(said[i].reading.report.outlet for i in members)
    return ", ".join(o for o in outlets if o) or None


def _reason(said: Sequence[Said], members: Sequence[int], why: Sequence[str]) -> str:
    if why:
        return "; ".join(why)
    one = said[members[0]]
    if one.claim.circumstance == "in_custody":
        return "said in custody: no origin beside the captor's"
    if _is_named(one):
        return "said at first hand" if one.claim.hand == "first" else "said at second hand"
    return "in the outlet's own voice: no source is named"


def _count_distinct(named: Sequence[Said], people: Mapping[str, Known]) -> int:
    """Count the named origins that cannot be one: a spokesman and his body, a body and its parent, may be."""
    union: Union[int] = Union(range(len(named)))
    for i, a in enumerate(named):
        for j in range(i + 1, len(named)):
            if _may_be_one(a, named[j], people):
                union.join(i, j)
    return len(union.sets())


def _may_be_one(a: Said, b: Said, people: Mapping[str, Known]) -> bool:
    one, other = people.get(a.speaker or ""), people.get(b.speaker or "")
    names = [[p.name] if p else [s.claim.speaker or ""] for p, s in ((one, a), (other, b))]
    if any(compare_bodies(x, y) != "other" for x in names[0] for y in names[1] if x and y):
        return True
    if one and other and (one.parent == other.id or other.parent == one.id):
        return True
    return any(_speaks_for(p, n) for p, n in ((one, names[1][0]), (other, names[0][0])) if p)


def _speaks_for(person: Known, body: str) -> bool:
    words = name_stems(body)
    return bool(words) and words <= person.described


def name_stems(name: str) -> frozenset[str]:
    """Give the folded longer words of a name, by which a description ("spokesman of the Mission") is held against it."""
    return frozenset(fold_word(w) for w in name.split() if len(w) > 3)
