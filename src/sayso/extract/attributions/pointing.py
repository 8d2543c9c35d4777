"""Announcements that point at words told elsewhere: "the minister announced this on ...", "this was reported by ..."."""

import re

from sayso.extract.attributions.drafts import Draft, Place, Scene, shared_with, size_of, trim
from sayso.extract.attributions.stating import has_finite_verb
from sayso.extract.attributions.unsaid import SCORE_BACK, subject_before
from sayso.language.parsing import Sentence

POINTS_BACK = "points back to the sentence before"
_TELLING = ("paragraph", "standfirst")
_BACK = re.compile(
    r"\b(?P<cue>(?:announced|reported|stated|confirmed|declared|disclosed|revealed|wrote about|said|posted)\s(?P<what>this))\b"
    r"(?=\s(?:on|in|at|to|during|via|through|late|early|after|while|yesterday|today|mon|tues|wednes|thurs|fri|satur|sun)|[.,])",
    re.IGNORECASE,
)
_BACK_PASSIVE = re.compile(
    r"\b(?P<what>this|the news)\s(?P<cue>(?:was|is|has been)\s(?:also\s|first\s)?(?:announced|reported|stated|confirmed|declared|disclosed|revealed|said|"
    r"communicated|told)\s(?:on\s\w+day\s)?by)\s(?P<who>[^,.;:“”\"]{2,100}?)"
    r"(?=\s(?:on|in|at|to|during|via|through|late|early)\s|[.,])",
    re.IGNORECASE,
)
_BEFORE_IT = re.compile(r"(?P<said>[^“”\"]{12,}),\s(?P<who>[^,“”\"]{3,80}?)\s?$")


def point_back(scene: Scene) -> None:
    """Give what is pointed at to the one who announced it: the sentence before, or the clause before in the same one."""
    for sentence in scene.page.sentences:
        passage = scene.page.passages[sentence.passage]
        found = _BACK.search(scene.text, sentence.start, sentence.end) or _BACK_PASSIVE.search(
            scene.text, sentence.start, sentence.end
        )
        if found is None or passage.segment.kind not in _TELLING:
            continue
        if any(q.inner_start <= found.start() < q.inner_end for q in scene.quotations[passage.index]):
            continue
        cue = found.span("cue")
        own = [d for d in scene.drafts if d.passage == sentence.passage and shared_with(d.cue, [cue])]
        if any(size_of(d.content) > 25 for d in own):
            continue
        meant = _clause_before(scene, sentence, found) or _sentence_before(scene, sentence, found, own)
        if meant is None:
            continue
        for d in own:
            scene.drafts.remove(d)
        where, content, source = meant
        if shared_with([content], [p for d in scene.drafts for p in d.content]) <= 0.5 * (content[1] - content[0]):
            scene.drafts.append(Draft(where, [content], source, [cue], SCORE_BACK, rule=POINTS_BACK))


def _clause_before(scene: Scene, sentence: Sentence, found: "re.Match[str]") -> tuple[int, Place, list[Place]] | None:
    """ "Six are home, the mayor wrote about this on Vello": the clause before the one who wrote."""
    before = _BEFORE_IT.match(scene.text[sentence.start : found.start()])
    if before is None or found.re is _BACK_PASSIVE:
        return None
    said, who = ((sentence.start + a, sentence.start + b) for a, b in (before.span("said"), before.span("who")))
    if not has_finite_verb(scene, *said):
        return None
    return sentence.passage, trim(scene.text, *said), [who]


def _sentence_before(
    scene: Scene, sentence: Sentence, found: "re.Match[str]", own: list[Draft]
) -> tuple[int, Place, list[Place]] | None:
    before = scene.page.sentences[sentence.index - 1] if sentence.index else None
    if before is None or sentence.passage - before.passage > 1:
        return None
    if scene.page.passages[before.passage].segment.kind not in _TELLING:
        return None
    if found.re is _BACK_PASSIVE:
        source = [found.span("who")]
    else:
        source = next((d.source for d in own if d.source), []) or subject_before(scene, sentence, found.start())
    return (before.passage, trim(scene.text, before.start, before.end), source) if source else None
