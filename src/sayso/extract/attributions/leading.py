"""Words that what stands before them leads in: a colon that ends a paragraph, points of a list, a mark in a headline,
a cue inside somebody's words. The reader of paragraphs looks at one paragraph at a time and marks one cue for each word.
"""

import re
from collections.abc import Iterator

from sayso.extract.attributions.drafts import Draft, Place, Scene, shared_with, size_of, trim
from sayso.extract.attributions.kinds import is_act
from sayso.extract.attributions.memory import head_noun
from sayso.extract.attributions.pronouns import PRONOUNS
from sayso.extract.attributions.stating import has_finite_verb
from sayso.extract.attributions.stations import MEDIA
from sayso.extract.attributions.unsaid import SCORE_BACK, SCORE_NAMED, subject_before
from sayso.extract.entities import EntityIndex
from sayso.language.lexicon import lexicon_table
from sayso.language.parsing import Passage
from sayso.language.quotations import find_quotations

_VERB = re.compile(r"\b(?:[a-z]+ed|said|told|wrote|say|says|tells|writes|reads?|states|adds|goes)\b")
_POINT = r"[ \t]*(?:[-–—•*·▪]|\(?\d{1,2}[.)])[ \t]+"
_POINTS = re.compile(rf"(?:{_POINT}[^\n]+(?:\n|$))+")
_LINE = re.compile(rf"{_POINT}(?P<words>[^\n]+)")
_SIGNED = re.compile(
    r"(?P<said>[^\n“”\"]{10,140}?)(?:\s(?P<mark>[-–—])\s|(?P<colon>:)\s|,\s(?P<says>says?|said)\s)(?P<who>[^-–—:,.“”\"\n]{2,45})"
)
_PICTURED = re.compile(r"\b(?:photo|image|picture|video|source|credit|by)s?$", re.IGNORECASE)
_TOLD_INSIDE = re.compile(
    r"(?:^|(?<=[\s“‘\"'(]))(?P<who>(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Tt]he|[Aa]n?|[Oo]ne)\s(?:[\w’'-]+\s)??[\w’'-]+(?:\s(?:of|from|in|at)\s(?:the\s)?[\w’'-]+)?|[Hh]e|[Ss]he|[Tt]hey|"
    r"[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2})\s(?P<cue>(?:ha[sd]\s|have\s)?(?P<verb>[a-z]+)(?:\s(?:me|us|him|her|them|back)){0,1})[,:]?\s$"
)
_TELLING = ("paragraph", "standfirst", "heading")


def draft_led(scene: Scene, index: EntityIndex) -> None:
    """Add what is led in, each only where no draft has its words already."""
    for passage in scene.page.passages:
        for draft in (
            *_draft_below(scene, index, passage),
            *_draft_inside(scene, passage),
            *_draft_signed(scene, index, passage),
        ):
            scene.drafts.append(draft)


def _draft_below(scene: Scene, index: EntityIndex, passage: Passage) -> Iterator[Draft]:
    """ "The doctor told reporters:" and the quotation in the paragraph below, or the points of a list below it."""
    text = scene.text[passage.start : passage.end]
    points = _POINTS.search(text)
    lead = text[: points.start()] if points else text
    led = passage.segment.kind in _TELLING and lead.rstrip().endswith(":")
    at = _last_cue(scene, passage.start, passage.start + len(lead)) if led else None
    if at is None or _is_quoted(scene, passage, at):
        return
    sentence = scene.page.sentence_at(at)
    source = subject_before(scene, sentence, at) if sentence is not None else []
    below = _points_of(scene, passage.start + points.start(), passage.end) if points else list(_below(scene, passage))
    if not source or not _may_tell(scene, index, source[0]) or not below or _taken(scene, below, 0.3):
        return
    holder = scene.page.sentence_at(below[0][0])
    cue = trim(scene.text, at, passage.start + len(lead))
    yield Draft(holder.passage if holder else passage.index, below, source, [cue], SCORE_NAMED)


def _last_cue(scene: Scene, start: int, end: int) -> int | None:
    """Where the last verb of saying stands in the last sentence of a place: "told" in "who was there, told the court:"."""
    sentence = scene.page.sentence_at(end - 2)
    low = max(start, sentence.start) if sentence is not None else start
    words = list(_VERB.finditer(scene.text, low, end))
    return next(
        (w.start() for w in reversed(words) if is_act(w[0])),
        None,
    )


def _below(scene: Scene, passage: Passage) -> Iterator[Place]:
    """The quotation that opens the next paragraph, or the points of the paragraphs below, as far as they go."""
    following = scene.page.passages[passage.index + 1 :]
    marks = scene.quotations[following[0].index] if following else []
    if marks and marks[0].start == following[0].start and following[0].segment.kind in _TELLING:
        yield trim(scene.text, marks[0].inner_start, marks[0].inner_end)
        return
    for p in following:
        places = _points_of(scene, p.start, p.end) if _POINTS.match(scene.text, p.start, p.end) else []
        if not places:
            return
        yield from places


def _points_of(scene: Scene, start: int, end: int) -> list[Place]:
    return [trim(scene.text, *m.span("words")) for m in _LINE.finditer(scene.text, start, end)]


def _taken(scene: Scene, places: list[Place], share: float) -> bool:
    return shared_with(places, [p for d in scene.drafts if d.cue for p in d.content]) > share * size_of(places)


def _draft_inside(scene: Scene, passage: Passage) -> Iterator[Draft]:
    """ "My brother told me, ‘Sell the boat,’" in somebody's words, and a quotation whose cue the content of another swallowed."""
    own = [d for d in scene.drafts if d.passage == passage.index]
    for q in scene.quotations[passage.index]:
        base = q.inner_start
        inner = [(base + i.inner_start, base + i.inner_end) for i in find_quotations(scene.text[base : q.inner_end])]
        before = [(base, s) for s, _ in inner] + [(passage.start, q.start)]
        for (low, _), place in zip(before, [*inner, (q.inner_start, q.inner_end)], strict=True):
            found = _TOLD_INSIDE.search(scene.text[low : place[0] - 1])
            if found is None or not is_act(found["verb"]) or len(scene.text[slice(*place)].split()) < 2:
                continue
            who, cue = ((low + a, low + b) for a, b in (found.span("who"), found.span("cue")))
            if any(shared_with([cue], d.cue) for d in own) or not any(
                shared_with([cue], d.content) and shared_with([place], d.content) for d in own
            ):
                continue
            yield Draft(passage.index, [trim(scene.text, *place)], [who], [cue], SCORE_BACK)


def _draft_signed(scene: Scene, index: EntityIndex, passage: Passage) -> Iterator[Draft]:
    """ "Twelve bodies returned - Coordination Staff", "Six rescued: police": the one after the mark of a headline says it."""
    last = scene.text.rfind("\n", passage.start, passage.end) + 1  # "URGENT" may stand in a line above
    found = _SIGNED.fullmatch(scene.text, max(passage.start, last), passage.end)
    if found is None or passage.segment.kind not in (*_TELLING, "title") or _taken(scene, [found.span("said")], 0.3):
        return
    who, said = found.span("who"), trim(scene.text, *found.span("said"))
    if (
        _PICTURED.search(scene.text, *said)
        or not _may_sign(scene, index, who)
        or not (found["says"] or has_finite_verb(scene, *said))
    ):
        return
    cue = found.span("mark" if found["mark"] else "colon" if found["colon"] else "says")
    yield Draft(passage.index, [said], [who], [cue], SCORE_BACK)


def _may_tell(scene: Scene, index: EntityIndex, who: Place) -> bool:
    """A pronoun, a person, a body or a document: not "the total" or a figure."""
    return (
        scene.text[slice(*who)].casefold() in PRONOUNS
        or bool(index.within(*who))
        or _is_called(scene.text[slice(*who)])
    )


def _is_called(printed: str) -> bool:
    head = head_noun(printed)
    tables = ("roles", "body_words", "document_words")
    return any(w in lexicon_table(name) for w in (head, head.removesuffix("s")) for name in tables)


def _may_sign(scene: Scene, index: EntityIndex, who: Place) -> bool:
    """A person, body, role or document; not the outlet at the end of a page's title ("... - The Quay Observer")."""
    named, report = index.within(*who), scene.page.report
    if any(e.kind in MEDIA or e.name == report.outlet or e.name in report.byline for _, e in named):
        return False
    printed = scene.text[slice(*who)]
    outlet = lexicon_table("body_words").get(head_noun(printed)) == "outlet"
    return (_is_called(printed) and not outlet) or any(
        s.end == who[1] and (e.kind == "person" or (e.kind in ("organization", "group") and s.start == who[0]))
        for s, e in named
    )


def _is_quoted(scene: Scene, passage: Passage, at: int) -> bool:
    return any(q.inner_start <= at < q.inner_end for q in scene.quotations[passage.index])
