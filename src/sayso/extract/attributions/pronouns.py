"""“He”, “they”, “who”: which of those who were named or have spoken a pronoun goes back to."""

import re
from collections.abc import Callable

from sayso.extract.attributions.drafts import Draft, Place
from sayso.extract.attributions.memory import (
    Memory,
    Said,
    again,
    earlier_mentions,
    head_noun,
    speaker_of,
    strip_article,
)
from sayso.language.lexicon import lexicon_table
from sayso.language.parsing import Sentence
from sayso.model import Entity, Span, Speaker

HE, SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})


THEY, IT = frozenset({"they", "them", "their", "theirs", "themselves"}), frozenset({"it", "its", "itself"})


WHO = frozenset({"who", "whom", "which", "that", "whose"})


WE = frozenset({"i", "me", "my", "we", "us", "our", "you"})


PRONOUNS = (
    HE
    | SHE
    | THEY
    | IT
    | WHO
    | WE
    | frozenset({"this", "one", "someone", "another", "both", "all", "some", "many", "others"})
)
_OWNING = re.compile(r"\s(?:and|with)\s(?P<whose>her|his)\s")


def resolve_pronoun(memory: Memory, draft: Draft, word: str, place: Place) -> Speaker | None:
    """Give the speaker that a pronoun goes back to; one that nobody answers to keeps its printed word."""
    printed = memory.scene.text[place[0] : place[1]]
    if word in WHO:
        found = _antecedent(memory, draft, place[0])
        return found or Speaker(printed, "anonymous")
    if word in WE:
        outer = draft.within.speaker if draft.within else None
        if outer is None:
            return _own_voice(memory, place[0], printed) or Speaker(printed, "anonymous")
        return again(outer, f"“{printed}” is the one who is quoted")
    if word in HE or word in SHE:
        found = _person(memory, draft, "he" if word in HE else "she", place[0])
    elif word in IT:
        found = _thing(memory, draft, place[0])
    elif word in THEY:
        found = _many(memory, draft, place[0])
    elif word in ("both", "all"):
        joined = (s.speaker for s in memory.before(draft, place[0]) if re.search(r"\sand\s", s.speaker.name))
        found = next(joined, None)
    else:
        found = None
    if found is None:
        return Speaker(printed, "anonymous")
    return again(found, f"“{printed}” goes back to “{found.name}”")


def _own_voice(memory: Memory, at: int, printed: str) -> Speaker | None:
    """ "We" outside all quotation marks is the outlet that prints it, "I" the one who signs."""
    report, sentence = memory.scene.page.report, memory.scene.page.sentence_at(at)
    if sentence is None or any(q.start <= at < q.inner_end for q in memory.scene.quotations[sentence.passage]):
        return None
    if memory.scene.page.passages[sentence.passage].segment.kind == "post":
        return None
    rule = f"“{printed}” outside quotation marks"
    if printed.casefold() in ("i", "me", "my"):
        return Speaker(report.byline[0], "person", inferred=rule) if len(report.byline) == 1 else None
    return Speaker(report.outlet, "outlet", inferred=rule) if report.outlet else None


def _antecedent(memory: Memory, draft: Draft, at: int) -> Speaker | None:
    """ "Ada Quill, director of the office, who called for": the nearest person before "who" in the sentence, else the nearest name."""
    sentence = memory.scene.page.sentence_at(at)
    if sentence is None:
        return None
    before = memory.index.within(sentence.start, at)
    people = [(s, e) for s, e in before if e.kind == "person"]
    near = [(s, e) for s, e in people if at - s.end < 120] or [(s, e) for s, e in before if at - s.end < 4]
    if near:
        span, entity = near[-1]
        found = speaker_of(memory, entity, span.start, span.end)
        return again(found, f"“{memory.scene.text[at : at + 5].split()[0]}” goes back to “{entity.name}”")
    lead = re.split(
        r"\b(?:said|says|added|told|to|by|from|with|and|But|And|Yet|,)\s",
        memory.scene.text[sentence.start : at].rstrip(" ,"),
    )[-1]
    phrase = re.search(r"((?:[Tt]he |[Aa]n? )?[\w’' -]{3,60}?)$", lead)
    return Speaker(strip_article(phrase[1]), "anonymous", inferred="the words before “who”") if phrase else None


def _person(memory: Memory, draft: Draft, gender: str, at: int) -> Speaker | None:
    """The person who spoke last; a person who is the subject of a later sentence comes before him."""

    def may_be(entity: Entity | None) -> bool:
        return entity is None or memory.genders.get(entity.id, gender) == gender

    sentence = memory.scene.page.sentence_at(at)
    _learn_by_owning(memory, at)
    near = [s for s in memory.before(draft, at) if not _is_quoted_around(draft, s)]
    last = next((s for s in near if _is_one(s) and may_be(memory.index.get(s.speaker.entity))), None)
    own_start = sentence.start if sentence else at
    subject = _last_subject(memory, max(last.draft.start if last else 0, own_start - 600), own_start, may_be)
    if last is not None and near[0] is last and last.draft.end >= own_start - 400:
        subject = subject if subject is not None and subject[0].start > last.draft.end else None
    if subject is not None:
        memory.genders.setdefault(subject[1].id, gender)
        return speaker_of(memory, subject[1], subject[0].start, subject[0].end)
    if last is not None:
        if last.speaker.entity:
            memory.genders.setdefault(last.speaker.entity, gender)
        return last.speaker
    for span, entity in earlier_mentions(memory, draft, at):
        if entity.kind == "person" and may_be(entity):
            memory.genders.setdefault(entity.id, gender)
            return speaker_of(memory, entity, span.start, span.end)
    return None


def _learn_by_owning(memory: Memory, at: int) -> None:
    """ "Minister Lena Ost and her colleague, Ivo Renn, met": Lena Ost is she."""
    for span, entity in memory.index.within(max(0, at - 600), at):
        owning = _OWNING.match(memory.scene.text, span.end, span.end + 12) if entity.kind == "person" else None
        if owning:
            memory.genders.setdefault(entity.id, "she" if owning["whose"] == "her" else "he")


def _is_quoted_around(draft: Draft, said: Said) -> bool:
    """In words that somebody speaks directly, "he" is another than the one who speaks them."""
    outer = draft.within
    if outer is None or outer.quotation != "direct" or outer.speaker is None:
        return False
    return outer.speaker == said.speaker or (
        outer.speaker.entity is not None and outer.speaker.entity == said.speaker.entity
    )


def _is_one(said: Said) -> bool:
    """A person, or one unnamed official: not "officials"."""
    if said.speaker.kind == "person":
        return True
    return said.speaker.kind == "anonymous" and not head_noun(said.speaker.name).endswith("s")


def _last_subject(
    memory: Memory, low: int, high: int, may_be: Callable[[Entity | None], bool]
) -> tuple[Span, Entity] | None:
    """The last person before `high` who is the subject of a sentence, words of a quotation left aside."""
    found = known = None
    for span, entity in memory.index.within(low, high):
        sentence = memory.scene.page.sentence_at(span.start)
        if entity.kind != "person" or sentence is None or not may_be(entity):
            continue
        if any(q.inner_start <= span.start < q.inner_end for q in memory.scene.quotations[sentence.passage]):
            continue
        if _is_subject(sentence, span):
            found = (span, entity)
            known = found if entity.id in memory.genders else known
    apart = (
        found is None
        or known is None
        or memory.scene.page.sentence_at(known[0].start) != memory.scene.page.sentence_at(found[0].start)
    )
    return found if apart else known


def _is_subject(sentence: Sentence, span: Span) -> bool:
    if not sentence.parsed:
        return bool(span.start == sentence.start)
    low, high = span.start - sentence.start, span.end - sentence.start
    if any(low <= t.idx < high and t.dep_ == "appos" and t.head.dep_ in ("nsubj", "nsubjpass") for t in sentence.doc):
        return True  # "a spokesman for the board, Tor Belman, put"
    return any(
        low <= t.idx < high and t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ in ("ROOT", "conj", "ccomp", "advcl")
        for t in sentence.doc
    )


def _thing(memory: Memory, draft: Draft, at: int) -> Speaker | None:
    kinds = ("organization", "group", "document", "agency", "outlet")
    last = memory.last(draft, at, kinds)
    if last is not None and at - last.draft.end < 700:
        return last.speaker
    for span, entity in earlier_mentions(memory, draft, at):
        if entity.kind in kinds:
            return speaker_of(memory, entity, span.start, span.end)
    return last.speaker if last else None


def _many(memory: Memory, draft: Draft, at: int) -> Speaker | None:
    """ "they": the one who spoke last unless a single named person with another gender; an unnamed official may be "they"."""
    for s in memory.before(draft, at):
        if at - s.draft.end > 900:
            break
        if s.speaker.kind == "person" and s.speaker.entity in memory.genders:
            continue
        return s.speaker
    several = _several_before(memory, at)
    if several is not None:
        return several
    for span, entity in earlier_mentions(memory, draft, at):
        if entity.kind in ("group", "organization"):
            return speaker_of(memory, entity, span.start, span.end)
    return None


def _several_before(memory: Memory, at: int) -> Speaker | None:
    """ "The parents of the pupils met the mayor. They said": several people who are the subject of the sentence before."""
    own = memory.scene.page.sentence_at(at)
    before = memory.scene.page.sentences[own.index - 1] if own is not None and own.index else None
    if before is None or not before.parsed or own is None or own.passage - before.passage > 1:
        return None
    subject = next((t for t in before.doc if t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ == "ROOT"), None)
    if (
        subject is None
        or subject.tag_ != "NNS"
        or head_noun(subject.text).removesuffix("s") not in lexicon_table("roles")
    ):
        return None
    inside = [t for t in subject.subtree if t.dep_ not in ("relcl", "punct")]
    words = memory.scene.text[before.start + inside[0].idx : before.start + inside[-1].idx + len(inside[-1])]
    return Speaker(strip_article(words), "anonymous")
