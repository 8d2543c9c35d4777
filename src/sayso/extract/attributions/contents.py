"""Where what was said ends: second predicates, clauses of the outlet's own around the words, by the parse of the sentence."""

import re
from typing import TYPE_CHECKING

from sayso.extract.attributions.drafts import Draft, Place, Scene, shared_with, trim
from sayso.extract.attributions.kinds import act_of
from sayso.extract.attributions.memory import head_noun
from sayso.language.datelines import find_dateline, read_day
from sayso.language.lexicon import lexicon_table
from sayso.language.parsing import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

_WHEN = re.compile(
    r"(?:(?:just|only|about|almost|barely|less than|more than)\s)?(?:an?|one|two|three|four|five|six|\d+|several|some|a few)\s"
    r"(?:minutes?|hours?|days?|weeks?|months?|years?)\s(?:after|before|ahead of)\b|(?:minutes|hours|days|weeks)\s(?:after|before)\b|"
    r"(?:as|when|while)\s(?:he|she|they)\s",
    re.IGNORECASE,
)
_WHO = re.compile(r"(?:who|which|whose|whom)\s[^,“”\"]{3,140},\s(?=\S)")
_CONDITION = re.compile(r",?\s(?:only\s)?(?P<mark>unless|if|until|provided|so\slong|as\slong)\b", re.IGNORECASE)
_BROKEN_OFF = re.compile(r"\b(?:is|are|was|were|be|been|will|would|could|must|has|have|had|not)$")
_REST = re.compile(r",\s[^,;:“”\"]{2,80}")
_CLOSED = ("”", '"', "»", "’")
_FINITE = ("VBD", "VBZ", "VBP", "MD")


def repair_contents(scene: Scene) -> None:
    """Cut from the content of each draft what its speaker did not say; corrects the drafts in place."""
    opening = find_dateline(scene.text, read_day(scene.page.report.published))
    for draft in scene.drafts:
        if not draft.content or not draft.cue:
            continue
        if opening is not None and opening.day is not None:
            _leave_dateline(draft, opening.end)
        _leave_relative(scene, draft)
        _drop_apposed(scene, draft)
        _end_at_semicolon(scene, draft)
        sentence = scene.page.sentence_at(draft.cue[0][0])
        if sentence is None:
            continue
        _drop_circumstance(scene, draft, sentence)
        _go_on_after_cue(scene, draft, sentence)
        if sentence.parsed:
            _take_subject(scene, draft, sentence)
            _finish_phrase(scene, draft, sentence)
            _keep_condition(scene, draft, sentence)
            _end_at_second_predicate(scene, draft, sentence)


def _leave_dateline(draft: Draft, end: int) -> None:
    """ "KELM, May 3, IFX - Six men are free, the mayor said": where and when it was written is not said."""
    start, until = draft.content[0]
    if start < end < until - 8:
        draft.content[0] = (end, until)


def _leave_relative(scene: Scene, draft: Draft) -> None:
    """ "according to the envoy, who met both sides, six are alive": the clause beside the name is not said."""
    start, end = draft.content[0]
    found = _WHO.match(scene.text, start, end)
    if found and draft.source and 0 <= start - max(e for _, e in draft.source) <= 2 and end - found.end() > 8:
        draft.content[0] = (found.end(), end)


def _drop_apposed(scene: Scene, draft: Draft) -> None:
    """ "The governor, Ada Quill, said that ...": what stands beside the name of the one who speaks is not said."""
    if len(draft.content) < 2 or not draft.source:
        return
    start, end = draft.content[0]
    first, last = min(draft.source)
    beside = scene.text[end:first] == ", " and scene.text[last : last + 1] == ","  # not "the men, he said, had fled"
    if beside and lexicon_table("roles").get(head_noun(scene.text[start:end])) in ("office", "trade"):
        draft.content.pop(0)


def _end_at_semicolon(scene: Scene, draft: Draft) -> None:
    """ "said talks would restart; he was not allowed to speak": a new sentence but for its mark."""
    start, end = draft.content[-1]
    found = re.search(
        r";\s(?:he|she|they|it|the \w+)\s(?:was|were|had|has|is|are|did|would|also)\b", scene.text[start:end]
    )
    quoted = (
        any(q.inner_start <= start + found.start() < q.inner_end for q in scene.quotations[draft.passage])
        if found
        else True
    )
    if found and not quoted and draft.cue[-1][1] <= start and found.start() > 8:
        draft.content[-1] = (start, start + found.start())


def _drop_circumstance(scene: Scene, draft: Draft, sentence: Sentence) -> None:
    """ "The talks have failed, the envoy said, a day after the fire": when it was so is told by the outlet."""
    if len(draft.content) < 2 or draft.content[0][0] > draft.cue[0][0]:
        return
    start, end = draft.content[-1]
    quoted = [(q.inner_start, q.inner_end) for q in scene.quotations[draft.passage]]
    told = start > draft.cue[-1][1] and end <= sentence.end + 1 and not shared_with([(start, end)], quoted)
    if told and _WHEN.match(scene.text, start, end):
        draft.content.pop()


def _go_on_after_cue(scene: Scene, draft: Draft, sentence: Sentence) -> None:
    """ "It was, he said, | routine.": words that break off in a verb without its rest go on after the cue."""
    before = [p for p in draft.content if p[1] <= draft.cue[0][0]]
    own = max(e for _, e in (*draft.cue, *draft.source))
    rest = scene.text[own : sentence.end]
    if not before or not _BROKEN_OFF.search(scene.text, *before[-1]) or not _REST.fullmatch(rest):
        return
    taken = trim(scene.text, own, sentence.end - rest.endswith("."))
    if not shared_with([taken], [p for d in scene.drafts for p in (*d.cue, *d.source, *d.content)]):
        draft.content = sorted([*draft.content, taken])


def _take_subject(scene: Scene, draft: Draft, sentence: Sentence) -> None:
    """ "Her driver, who was taken with her, | was shot, she said": the clause has its subject."""
    start, end = draft.content[0]
    if not sentence.start < start < end <= draft.cue[0][0]:
        return
    inside = [t for t in sentence.doc if start <= sentence.start + t.idx < end]
    verb = next((t for t in inside if t.tag_ in _FINITE and t.head not in inside), None)
    verb = verb.head if verb is not None and verb.dep_ in ("aux", "auxpass") else verb
    verb = verb or next((t for t in inside if t.head not in inside and t.pos_ == "VERB"), None)
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None) if verb is not None else None
    if subject is None or subject.tag_ in ("WDT", "WP", "PRP") or sentence.start + subject.idx >= start:
        return
    taken = (sentence.start + subject.left_edge.idx, start)
    others = [p for d in scene.drafts for p in (*d.cue, *d.source) if d.passage == draft.passage]
    if not shared_with([taken], others) and not _is_quoted(scene, draft, taken[0]):
        draft.content[0] = trim(scene.text, taken[0], end)


def _finish_phrase(scene: Scene, draft: Draft, sentence: Sentence) -> None:
    """ "confirmed the last round of a swap agreed | in Osk this month": a participle keeps what hangs on it."""
    start, end = draft.content[-1]
    last = next((t for t in reversed(sentence.doc) if t.idx < end - sentence.start), None)
    if last is None or last.tag_ != "VBN" or last.dep_ != "acl" or start < draft.cue[-1][1]:
        return
    right = sentence.start + last.right_edge.idx + len(last.right_edge)
    gap = scene.text[end:right]
    if right > end and not re.search(r"[,;:“”\"]", gap) and not shared_with([(end, right)], draft.source):
        draft.content[-1] = (start, right)


def _keep_condition(scene: Scene, draft: Draft, sentence: Sentence) -> None:
    """ "threatened to shut the port | unless they were freed": a condition is never cut from what hangs on it."""
    start, end = draft.content[-1]
    found = _CONDITION.match(scene.text, end, sentence.end) if scene.text[end - 1 : end] not in _CLOSED else None
    mark = next((t for t in sentence.doc if t.idx >= found.start("mark") - sentence.start), None) if found else None
    if mark is None:
        return
    clause = mark if mark.pos_ == "VERB" else mark.head
    right = sentence.start + clause.right_edge.idx + len(clause.right_edge)
    on = sentence.start + clause.head.idx
    vowed = draft.cue[-1][0] <= on < draft.cue[-1][1] and act_of(scene.page, draft)[0] in ("promised", "demanded")
    held = clause.dep_ == "advcl" and (start <= on < end or vowed)
    if held and clause.left_edge.i >= mark.i - 1 and not shared_with([(end, right)], [*draft.cue, *draft.source]):
        draft.content[-1] = trim(scene.text, start, right)


def _end_at_second_predicate(scene: Scene, draft: Draft, sentence: Sentence) -> None:
    """ "promised to free them in steps but freed them at once": what is done beside the saying is not said.

    Only where no clause of its own stands before: of "said it was late and left" the parse cannot tell whose leaving it is.
    """
    verb = token_in(sentence, draft.cue[0])
    if verb is None:
        return
    for second in (c for c in verb.children if c.dep_ == "conj" and c.tag_ in _FINITE):
        if any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in second.children):
            continue
        joint = max((c for c in verb.children if c.dep_ == "cc" and c.i < second.i), key=lambda c: c.i, default=None)
        if joint is None:
            continue
        at = sentence.start + joint.idx
        held = next((p for p in draft.content if p[0] + 8 < at < p[1]), None)
        if held is None or _is_quoted(scene, draft, at):
            continue
        closed = (
            scene.text[held[0] : at].rstrip(" ,")[-1:] in _CLOSED
        )  # "will not “bargain over lives” but went on": by the parse
        if _tells(sentence, held[0], at) and not closed:
            continue
        draft.content = [p for p in draft.content if p[0] < held[0]] + [trim(scene.text, held[0], at)]


def _is_quoted(scene: Scene, draft: Draft, at: int) -> bool:
    return any(q.inner_start <= at < q.inner_end for q in scene.quotations[draft.passage])


def _tells(sentence: Sentence, start: int, end: int) -> bool:
    """A verb with a subject of its own stands between."""
    inside = [t for t in sentence.doc if start <= sentence.start + t.idx < end]
    return any(t.tag_ in _FINITE and any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in t.children) for t in inside)


def token_in(sentence: Sentence, place: Place) -> "Token | None":
    """Give the last verb of a place, None where it holds none."""
    inside = [t for t in sentence.doc if place[0] <= sentence.start + t.idx < place[1]]
    return next((t for t in reversed(inside) if t.pos_ == "VERB"), None)
