"""Cues that the reader of paragraphs does not see: answers of an interview, ", it threatened." at the end, figures counted."""

import re
from collections.abc import Iterator

from sayso.extract.attributions.drafts import Draft, Place, Scene, shared_with, trim
from sayso.extract.attributions.kinds import is_act
from sayso.extract.attributions.memory import head_noun
from sayso.extract.attributions.unsaid import SCORE_BACK, SCORE_NAMED, subject_of
from sayso.extract.entities import EntityIndex
from sayso.language.lexicon import lexicon_table
from sayso.language.parsing import Passage, Sentence

_LINE = re.compile(r"\s*(?P<who>[A-Z][\w’'.-]*(?:\s[A-Z][\w’'.-]*){0,3})(?P<mark>:)\s+(?P<words>\S.{3,})", re.DOTALL)
_CLOSING = re.compile(
    r",\s(?P<who>(?:he|she|it|they)|(?:the|a|an)\s[\w-]+(?:\s[\w-]+)?|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})\s(?P<cue>[a-z]+ed|said|says|wrote)[.]?\s*$"
)
_NUMBER = r"(?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands)"
_HEDGED = rf"(?:(?:at least|more than|over|about|some|nearly|around|only|no fewer than|up to)\s)?{_NUMBER}"
_FIGURES = tuple(
    re.compile(words)
    for words in (
        rf"\b(?P<cue>(?:has |have |had )?count(?:s|ed)|tall(?:ies|ied))\s(?P<content>{_HEDGED}[^;:“”\"]*?)(?=[.;]?$|[.;]\s)",
        rf"\b(?P<cue>(?:has |have |had )?g(?:ives?|ave|iven))\s(?P<content>(?:the|its|their|his|her|this)\s[^.;:,“”\"]{{2,60}}?\s(?:as|at)\s{_HEDGED}(?:[^;:,“”\"]|(?<=\d),(?=\d))*?)(?=[.;,]?$|[.;,]\s)",
        rf"\b(?P<cue>makes|made)\s(?P<content>it\s{_HEDGED}(?:[^;:,“”\"]|(?<=\d),(?=\d))*?)(?=[.;,]?$|[.;,]\s)",
    )
)
_PROSE = ("paragraph", "standfirst")


def draft_unread(scene: Scene, index: EntityIndex) -> None:
    """Add the attributions of cues that the reader did not see, each only where no draft has its words already."""
    found = [*_draft_answers(scene, index), *_draft_closed(scene), *_draft_figures(scene, index)]
    scene.drafts.extend(found)


def _draft_answers(scene: Scene, index: EntityIndex) -> Iterator[Draft]:
    """ "Quill: They fed us twice." in an interview, where lines of two speakers alternate and one of them is named in the report."""
    lines = [(p, _LINE.fullmatch(scene.text, p.start, p.end)) for p in scene.page.passages if p.segment.kind != "post"]
    told = [
        (p, m)
        for p, m in lines
        if m is not None and not any(q.start < m.start("words") for q in scene.quotations[p.index])
    ]
    if len({m["who"] for _, m in told}) < 2 or len(told) < 3:
        return
    for passage, line in told:
        mark, place = [line.span("mark")], trim(scene.text, *line.span("words"))
        parts = [
            d for d in scene.drafts if d.passage == passage.index and d.cue == mark
        ]  # what the reader took of the answer
        whole = any(shared_with(d.content, [place]) > 0.5 * (place[1] - place[0]) for d in parts)
        if _person_called(index, line["who"], passage.start) and not whole and not _taken(scene, passage, place):
            scene.drafts[:] = [d for d in scene.drafts if not any(d is part for part in parts)]
            yield Draft(passage.index, [place], [line.span("who")], mark, SCORE_NAMED, quotation="direct")


def _person_called(index: EntityIndex, who: str, at: int) -> bool:
    words = who.casefold().split()
    people = (e for _, e in index.within(0, at) if e.kind == "person")
    return any(words == name.casefold().split()[-len(words) :] for e in people for name in e.names)


def _taken(scene: Scene, passage: Passage, place: Place) -> bool:
    """Another draft of the passage tells most of these words, or has its cue among them."""
    return any(
        shared_with(d.content, [place]) > 0.5 * (place[1] - place[0])
        for d in scene.drafts
        if d.passage == passage.index
    )


def _draft_closed(scene: Scene) -> Iterator[Draft]:
    """ "If not, one of them will be hurt, it threatened.": what stands before the last two words of the sentence."""
    for sentence in _prose(scene):
        text = scene.text[sentence.start : sentence.end]
        found = _CLOSING.search(text)
        if found is None or not is_act(found["cue"]) or re.search(r"[“”\"]", text):
            continue
        b = sentence.start
        cue, who = (b + found.start("cue"), b + found.end("cue")), (b + found.start("who"), b + found.end("who"))
        content = trim(scene.text, b, b + found.start())
        near = [d for d in scene.drafts if d.passage == sentence.passage]
        if any(shared_with([cue], [*d.cue, *d.content]) or shared_with(d.content, [content]) for d in near):
            continue
        if content[1] - content[0] > 12:
            yield Draft(sentence.passage, [content], [who], [cue], SCORE_BACK)


def _draft_figures(scene: Scene, index: EntityIndex) -> Iterator[Draft]:
    """ "The group counts 2,316 people held", "the office gave the dead as 40": figures that a body or person tells."""
    for sentence in _prose(scene):
        for pattern in _FIGURES:
            for found in pattern.finditer(scene.text, sentence.start, sentence.end):
                cue, content = found.span("cue"), found.span("content")
                quoted = any(q.inner_start <= cue[0] < q.inner_end for q in scene.quotations[sentence.passage])
                near = [d for d in scene.drafts if d.passage == sentence.passage]
                if quoted or any(shared_with([cue, content], [*d.cue, *d.content]) for d in near):
                    continue
                source = subject_of(sentence, cue)
                if source and _can_count(scene, index, source[0]):
                    yield Draft(
                        sentence.passage, [trim(scene.text, *content)], source, [cue], SCORE_BACK, by_figure=True
                    )


def _can_count(scene: Scene, index: EntityIndex, source: Place) -> bool:
    """A body, a group or a person tells figures; a prison that counts 400 inmates tells nothing."""
    named = index.within(*source)
    if named and named[-1][1].kind in ("organization", "group", "person", "agency", "outlet"):
        return True
    head = head_noun(scene.text[slice(*source)])
    return head in lexicon_table("roles") or lexicon_table("body_words").get(head) in (
        "organization",
        "group",
        "outlet",
    )


def _prose(scene: Scene) -> Iterator[Sentence]:
    return (s for s in scene.page.sentences if scene.page.passages[s.passage].segment.kind in _PROSE)
