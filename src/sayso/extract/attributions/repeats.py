"""The same utterance printed twice, and words spoken in custody."""

import re
from collections.abc import Sequence

from sayso.extract.attributions.drafts import Draft, Scene
from sayso.extract.entities import EntityIndex
from sayso.language.lexicon import lexicon_table
from sayso.model import Entity

SAME_RUN = 6  # words in a row; runs must cover half of the shorter one, as a cut post and its prose do
_WORD = re.compile(r"\w+")
_HELD = re.compile(
    r"\b(?:hostage|captive|captured|prisoner|detainee|inmate|abductee|kidnapped|abducted|jailed|imprisoned|detained)s?\b",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\b(?:freed|released|former|ex-|liberated|rescued|returned|exchanged|relatives?|famil\w+|mothers?|fathers?|wi[fv]es?|sons?|daughters?|brothers?|"
    r"sisters?|husbands?|parents?|lawyers?|affairs|club|commission|media|society|association|forum|service|supporters?|advocates?|rights|coordinator|"
    r"swap|exchange|officials?|office|ministry|negotiator|spokes\w+|after (?:his|her|their) release)\b",
    re.IGNORECASE,
)
_LET_GO = re.compile(r"\b(?:freed|released?|home|return(?:ed)?|rescued?|escaped?)\b")
_FOOTAGE = re.compile(
    r"\b(?:in|on|from|through)\s(?:a|an|the|another|new|this|that)?\s?(?:[\w-]+\s){0,3}(?:video|footage|clip|recording|film|tape|audio)s?\b",
    re.IGNORECASE,
)
_BY_CAPTORS = re.compile(
    r"\b(?:captors|captivity|kidnappers|abductors|brigades?|rebels|militants|gunmen|hostage[- ]takers|(?:released|published|issued|posted|aired) by)\b",
    re.IGNORECASE,
)


_CELL = r"(?:(?:his|her|their)\s(?:[\w-]+\s)?(?:cell|prison|jail|detention)|prison|jail|captivity|custody|detention|behind\sbars|death\srow)\b"
_FROM_INSIDE = re.compile(
    r"\b(?:speaking|said|told|wr(?:ote|itten|ites|iting)|letter|message|statement|note|diary|interview|call(?:ed)?|smuggled)\b"
    rf"(?:\s(?!return|release|escape|back|home|free)[\w’'-]+){{0,3}}\s(?:from|out\sof)\s{_CELL}|\bwritten\s(?:in|inside)\s{_CELL}",
    re.IGNORECASE,
)
_BEFORE_RELEASE = re.compile(
    r"\b(?:after|since|before|about|of)\s(?:his|her|their)\s(?:time|years?|months?|release)\b", re.IGNORECASE
)
_SEIZED = re.compile(r"(?:captured|kidnapped|abducted|jailed|imprisoned|detained)", re.IGNORECASE)


def find_repeats(scene: Scene, drafts: Sequence[Draft]) -> dict[int, list[int]]:
    """Give for each draft (by position) the earlier ones that carry the same utterance: a long run of the same words."""
    words = [[w.casefold() for s, e in d.content for w in _WORD.findall(scene.text[s:e])] for d in drafts]
    holders: dict[tuple[str, ...], list[int]] = {}
    same: dict[int, list[int]] = {}
    for j, later in enumerate(words):
        shared: dict[int, set[int]] = {}  # earlier draft → words of the later one that stand in runs of both
        for k in range(len(later) - SAME_RUN + 1):
            run = tuple(later[k : k + SAME_RUN])
            for i in holders.get(run, ()):
                shared.setdefault(i, set()).update(range(k, k + SAME_RUN))
            holders.setdefault(run, []).append(j)
        short = [i for i in range(j) if 4 <= len(later) < SAME_RUN and words[i] == later]
        for i in sorted({*shared, *short}):
            enough = i in short or _covers(len(shared[i]), min(len(words[i]), len(later)), words[i] == later)
            if enough and not _related(drafts[i], drafts[j]) and _same_speaker(drafts[i], drafts[j]):
                same.setdefault(j, []).append(i)
    return same


def _covers(shared: int, shorter: int, equal: bool) -> bool:
    """Runs shared by two utterances make half of the shorter one, and more than a single run, or all of it."""
    return equal or (shared >= 0.5 * shorter and shared > SAME_RUN)


def _related(a: Draft, b: Draft) -> bool:
    return _inside(a, b) or _inside(b, a)


def _inside(a: Draft, b: Draft) -> bool:
    at = a.within
    while at is not None:
        if at is b:
            return True
        at = at.within
    return False


def _same_speaker(a: Draft, b: Draft) -> bool:
    if a.speaker is None or b.speaker is None:
        return True
    if a.speaker.entity or b.speaker.entity:
        return (
            a.speaker.entity == b.speaker.entity
            or a.speaker.issuer == b.speaker.name
            or b.speaker.issuer == a.speaker.name
        )
    return a.speaker.name.casefold() == b.speaker.name.casefold()


def mark_custody(scene: Scene, index: EntityIndex, draft: Draft) -> None:
    """Mark words of people who are held, or spoken on their captors' footage: nobody can say they were free words."""
    if draft.speaker is None or draft.speaker.kind not in ("person", "anonymous"):
        return
    if scene.page.passages[draft.passage].segment.kind == "post" and not draft.source:
        return
    around = scene.page.sentence_at((draft.cue or draft.source or draft.content)[0][0])
    printed = " ".join(scene.text[s:e] for s, e in draft.source)
    entity = index.get(draft.speaker.entity)
    told = [printed, draft.speaker.name, *(index.roles_of(entity, around.end if around else None) if entity else ())]
    outside = scene.text[around.start : around.end] if around else ""
    for s, e in draft.content:
        if around is not None and s >= around.start and e <= around.end:
            outside = outside.replace(scene.text[s:e], " ")
    filmed = bool(_FOOTAGE.search(outside)) and bool(_BY_CAPTORS.search(outside))
    inside = bool(_FROM_INSIDE.search(outside)) and not _BEFORE_RELEASE.search(outside)
    held = inside or (any(_tells_held(t, entity) for t in told) and not any(_FREE.search(t) for t in told))
    if held and draft.speaker.kind == "person" and not filmed and _LET_GO.search(outside):
        held = False
    if held or (filmed and _HELD.search(" ".join([*told, outside]))):
        draft.circumstance = "in_custody"


def _tells_held(phrase: str, entity: Entity | None) -> bool:
    """ "the hostage Tor Belman", "six prisoners due for release": the noun that heads the phrase is of those who are held."""
    for name in sorted(entity.names if entity else (), key=len, reverse=True):
        phrase = phrase.replace(name, " ")
    head = re.split(r"\s(?:of|for|from|in|at|to|due|who|whom|whose|with|on)\s|,", phrase.strip(" ,") + " ")[0]
    words = re.findall(r"[\w’'-]+", head)
    one = re.match(
        r"\s*(?:one|two|three|some|several|many|most)\sof\s(?:the|its|their|those|these)\s(?:\w+\s)?(\w+)", phrase
    )
    if one and _HELD.fullmatch(one[1]):
        return True
    if any(_SEIZED.fullmatch(w) for w in words[:-1]) and not re.search(r"['’]s?\b", head):
        return lexicon_table("roles").get(words[-1].casefold()) is not None  # "the captured soldier"
    return bool(words) and bool(_HELD.fullmatch(words[-1]))
