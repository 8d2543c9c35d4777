"""Two attributions side by side: where the words of the one end because the other begins, and frames that tell nothing."""

import re

from sayso.extract.attributions.drafts import Draft, Scene, shared_with, size_of, trim
from sayso.extract.attributions.stating import has_finite_verb

# What stands between the words and the speaker's next verb: ", and", ";", "but later".
_JOINT = re.compile(
    r"(?:\s*[,;–—]\s*(?:(?:and|but|while|then|or)\s)?|\s(?:and|but|while|then|or)\s)(?:(?:ha[sd]|have|also|then|later|again|\w+ly)\s){0,2}$"
)
LONGEST_FRAME = 60  # code points before the second cue: a channel, a page, a meeting
_OVER = re.compile(r"\s*;\s*")
_ENDS_IN_PLACE = re.compile(r"\b(?:on|in|at|via|through|over|its|his|her|their|the|an?)$")


def part_neighbours(scene: Scene) -> None:
    """ "denied that anyone was hurt and called it a lie": the second cue of one speaker ends the first one's words."""
    for second in scene.drafts:
        for first in scene.drafts:
            if first is second or not second.source or not second.cue:
                continue
            _leave_neighbour(scene, first, second)
            if first.source != second.source:
                _part_while(scene, first, second)
                continue
            at = second.cue[0][0]
            holding = next((p for p in first.content if p[0] < at < p[1]), None)
            if holding is None or shared_with(first.source, [holding]) or first.cue[:1] >= second.cue[:1]:
                continue
            joint = _JOINT.search(scene.text, holding[0], at)
            if joint is None:
                continue  # "voted to hold him in | contempt of": the words go on
            end = joint.start()
            if end - holding[0] > 8:
                first.content = [p for p in first.content if p[0] < holding[0]] + [(holding[0], end)]
                if second.within is first:
                    second.within = first.within


def _leave_neighbour(scene: Scene, first: Draft, second: Draft) -> None:
    """ "“We are free,” Lind said; “all of us,” he wrote": the second begins where the first one's sentence is over."""
    if not second.cue or not first.cue or first.passage != second.passage or second.cue[0] <= first.cue[0]:
        return
    start, end = second.content[0]
    over = _OVER.match(scene.text, max(first.cue[-1][1], *(e for _, e in first.source or first.cue)), end)
    led = [p for p in (*first.content, *first.cue, *first.source) if over and p[1] <= over.start()]
    if (
        over
        and first.content[0] in led
        and first.cue[-1] in led
        and first.content[0][0] - start <= 2
        and end - over.end() > 3
    ):
        second.content[0] = trim(scene.text, over.end(), end)
        first.content = [p for p in first.content if p in led]
        if first.within is second:
            first.within = second.within


def _part_while(scene: Scene, first: Draft, second: Draft) -> None:
    """ "confirmed the release, while the union said two were missing": what another says after "while" is not confirmed."""
    at = second.source[0][0]
    holding = next((p for p in first.content if p[0] < at < p[1]), None)
    if (
        holding is None
        or shared_with(second.content, [holding]) == size_of(second.content) < holding[1] - second.cue[-1][1] - 40
    ):
        return
    found = list(re.finditer(r"[,;]\s(?:while|whereas)\s|;\s", scene.text[holding[0] : at]))
    quoted = any(q.inner_start <= holding[0] and at <= q.inner_end for q in scene.quotations[first.passage])
    if found and not quoted and first.cue and not holding[0] <= first.cue[0][0] < holding[1] and found[-1].start() > 8:
        first.content = [p for p in first.content if p[0] < holding[0]] + [(holding[0], holding[0] + found[-1].start())]
        if second.within is first:
            second.within = first.within


def drop_frames(scene: Scene) -> None:
    """ "posted a text on its channel | claiming that six were shot": where it was said, and not a saying of its own."""
    for inner in scene.drafts:
        outer = inner.within
        if outer is None or not outer.cue or not inner.cue or len(outer.content) > 1:
            continue
        start, first = outer.content[0][0], min(p[0] for p in (*inner.cue, *inner.content))
        framed = shared_with(inner.source, [(start, first)]) == size_of(inner.source)  # "its channel claiming"
        if outer.source != (inner.source or outer.source) and not framed:
            continue
        led = _ENDS_IN_PLACE.search(scene.text, outer.cue[-1][0], outer.cue[-1][1])
        ends = led and inner.content[-1][1] >= outer.content[0][1] - 1 and outer.cue[-1][1] <= start
        if ends and start < first <= start + LONGEST_FRAME and not has_finite_verb(scene, start, first):
            inner.source, inner.cue, inner.within = outer.source, [*outer.cue, *inner.cue], outer.within
            scene.drafts = [d for d in scene.drafts if d is not outer]
