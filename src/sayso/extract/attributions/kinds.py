"""What kind of saying it is: quoted or told, stated or only felt, and by which act."""

import re
from collections.abc import Sequence
from functools import cache

from sayso.extract.attributions.drafts import Draft, Place, Scene
from sayso.language.lexicon import read_lexicon
from sayso.language.parsing import ParsedReport
from sayso.language.quotations import Quotation, quotation_purpose, stands_alone

_DENIES = re.compile(r"\b(?:not|never|n[o']t|n’t|without|neither|short\sof|declin\w+|refus\w+)\b", re.IGNORECASE)

_DENIED_BEFORE = re.compile(
    r"(?:\b(?:did|does|do|has|have|had|would|could|will|can)(?:\snot|n['’]t)(?:\s\w+)?|\b(?:never|without|stop(?:s|ped|ping)?\sshort\sof|refrain\w*\sfrom|"
    r"avoid(?:s|ed|ing)?|far\sfrom|instead\sof|rather\sthan|(?:declin|refus)\w+\sto))\s$",
    re.IGNORECASE,
)

_PLEA = re.compile(r"(?P<not>not\s)?guilty\b", re.IGNORECASE)

LEAST_CLAUSE = 5  # words: of fewer it cannot be told whether a clause or only a phrase is quoted


def settle_kind(scene: Scene, draft: Draft) -> None:
    """Set quotation, act and claim of a draft from its marks, its cue and whether anybody is named as its source."""
    if draft.quotation != "direct":  # a post's colon or an inscription has settled it before
        draft.quotation = quotation_of(scene, draft.passage, draft.content)
    if draft.cue and draft.act != "shown":  # an inscription has its act already
        draft.act, draft.claim, draft.known = ("said", True, True) if draft.by_figure else act_of(scene.page, draft)
        draft.act = _plea_of(scene.text, draft) or draft.act


def _plea_of(text: str, draft: Draft) -> str | None:
    """ "pleaded not guilty" denies, and demands nothing."""
    plea = (
        _PLEA.match(text, *draft.content[0])
        if text[slice(*draft.cue[-1])].casefold().endswith(("plead", "pleaded", "pleads"))
        else None
    )
    return ("denied" if plea["not"] else "admitted") if plea else None


def quotation_of(scene: Scene, passage: int, content: Sequence[Place]) -> str:
    """Tell direct (quoted words standing as a sentence of their own), mixed (inside the reporter's) or indirect."""
    marks = scene.quotations[passage]
    if scene.page.passages[passage].segment.kind == "post" and not marks:
        return "indirect"
    marks = [
        q for p in {passage, *(_passage_of(scene, place, passage) for place in content)} for q in scene.quotations[p]
    ]
    kinds = [_piece_kind(scene, sorted(marks, key=lambda q: q.start), *place) for place in content]
    if "mixed" in kinds:
        return "mixed"
    if "direct" in kinds:
        return "direct" if "indirect" not in kinds else "mixed"
    if "part" in kinds:
        return "mixed"
    return "indirect"


def _passage_of(scene: Scene, place: Place, instead: int) -> int:
    sentence = scene.page.sentence_at(place[0])
    return sentence.passage if sentence is not None else instead


def _piece_kind(scene: Scene, marks: Sequence[Quotation], start: int, end: int) -> str:
    text = scene.text
    quoted = [q for q in marks if min(end, q.inner_end) - max(start, q.inner_start) > 0]
    if not quoted:
        return "indirect"
    inside = sum(_count_words(text, max(start, q.inner_start), min(end, q.inner_end)) for q in quoted)
    total = max(1, _count_words(text, start, end))
    if inside >= total - 1:
        first = quoted[0]
        return (
            "direct"
            if stands_alone(text, first)
            or _is_clause(scene, first)
            or (first.start > start + 1 and inside == total and stands_alone(text, first))
            else "part"
        )
    named = all(quotation_purpose(text, q) in ("title", "nickname") for q in quoted)
    return "indirect" if named else "mixed"


def _is_clause(scene: Scene, q: Quotation) -> bool:
    """ "said that “they came out with their hands up”": a sentence of its own but for its first letter."""
    sentence = scene.page.sentence_at(q.inner_start)
    if sentence is None or not sentence.parsed or _count_words(scene.text, q.inner_start, q.inner_end) < LEAST_CLAUSE:
        return False
    inside = [t for t in sentence.doc if q.inner_start <= sentence.start + t.idx < q.inner_end]
    if not inside or inside[0].tag_ in ("WDT", "WP", "TO", "IN"):
        return False
    subjects = [t for t in inside if t.dep_ in ("nsubj", "nsubjpass", "expl") and t.head in inside]
    opens = next((t for t in subjects if t.left_edge == inside[0]), None)
    return opens is not None and any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in (opens.head, *opens.head.children))


def _count_words(text: str, start: int, end: int) -> int:
    return len(re.findall(r"\w+", text[start:end]))


def act_of(page: ParsedReport, draft: Draft) -> tuple[str, bool, bool]:
    """Give the act of a cue, whether it states something, and whether the lexicon knows the cue at all.

    The longest phrase of the lexicon goes first, then each lemma of the cue.
    """
    phrases, words = _acts()
    printed = " ".join(page.report.text[s:e] for s, e in draft.cue).casefold()
    lemmas = [lemma for s, e in draft.cue for lemma in _lemmas(page, s, e)]
    spoken = f" {printed} / {' '.join(lemmas)} "
    for phrase, act in phrases:
        if f" {phrase} " in spoken:
            return *act, True
    if not re.search(r"[^\W\d_]", printed):
        return "said", True, True  # a colon or a dash brings the words
    found = [words[x] for x in lemmas if x in words]
    if not found:
        return "said", True, False
    if any(act == "thanked" for act, _ in found):
        return "thanked", True, True
    first = next((a for a in found if a[0] not in ("said", "shown")), found[0])
    if first == ("shown", False):  # "released a statement saying": a statement is made, not only shown
        first = next((a for a in found if a == ("said", True)), first)
    if first[0] in ("seen", "felt", "hoped", "knew") and any(a[0] in ("said", "wrote") for a in found):
        first = next(a for a in found if a[0] in ("said", "wrote"))  # "said he hoped": said
    before = page.report.text[max(0, draft.cue[0][0] - 24) : draft.cue[0][0]]
    if first[0] in ("said", "wrote", "admitted") and (_DENIES.search(printed) or _DENIED_BEFORE.search(before)):
        return "declined", False, True  # "did not say how": nothing is stated
    return *first, True


def is_act(word: str) -> bool:
    """Tell whether the lexicon of acts knows a word in any of its regular forms."""
    _, words = _acts()
    return any(form in words for form in stems(word.casefold()))


@cache
def _acts() -> tuple[list[tuple[str, tuple[str, bool]]], dict[str, tuple[str, bool]]]:
    rows = read_lexicon("acts")
    phrases = [(r[0], (r[1], r[2] == "yes")) for r in rows if " " in r[0]]
    return phrases, {r[0]: (r[1], r[2] == "yes") for r in rows if " " not in r[0]}


def _lemmas(page: ParsedReport, start: int, end: int) -> list[str]:
    sentence = page.sentence_at(start)
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", page.report.text[start:end].casefold())
    if sentence is None or not sentence.parsed:
        return [form for w in words for form in stems(w)]
    inside = [t for t in sentence.doc if start <= sentence.start + t.idx < end and t.is_alpha and t.dep_ != "amod"]
    return [*(t.lemma_.casefold() for t in inside), *(t.text.casefold() for t in inside)] or words


_IRREGULAR = {
    "said": "say", "told": "tell", "wrote": "write", "written": "write", "thought": "think", "knew": "know", "saw": "see",
    "seen": "see", "swore": "swear", "spoke": "speak", "spoken": "speak", "heard": "hear", "shown": "show", "gave": "give",
    "given": "give", "sent": "send", "ran": "run", "made": "make",
}  # fmt: skip


def stems(word: str) -> list[str]:
    """Give a word in lower case and the words of which it may be a form, likely or not."""
    out = [word]
    for ending, instead in (
        ("ies", "y"),
        ("ied", "y"),
        ("es", "e"),
        ("s", ""),
        ("ed", ""),
        ("ed", "e"),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(ending) and len(word) > len(ending) + 2 and not re.search(r"[^aeiou]ys$", word):
            stem = word.removesuffix(ending)
            out.append(stem + instead)
            if len(stem) > 3 and stem[-1] == stem[-2]:
                out.append(stem[:-1])  # "admitted"
    return [*out, *([_IRREGULAR[word]] if word in _IRREGULAR else [])]
