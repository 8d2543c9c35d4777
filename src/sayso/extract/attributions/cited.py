"""Words that reach the outlet by way of another: who said them told from who is only cited as their way."""

import re

from sayso.extract.attributions.drafts import Draft, Place, Scene

_CITED_BY = re.compile(r",\s(?:as\s)?(?:cited|quoted)\s(?:by\s(?:the\s)?)?$", re.IGNORECASE)
_LAST_NAMED = re.compile(r"(?:^|,\s|[”\"]\s)(?P<who>[^,”\"]{3,100}),?\s?$")
_QUOTED_AS = re.compile(r"\b(?:quot|cit)(?:ed|es|ing)\s(?P<who>[^.;:“”\"]{3,160}?),?\s(?:as\s)?$", re.IGNORECASE)
_NAMES = re.compile(r"(?:call|styl|nam|term)(?:s|ed|ing)", re.IGNORECASE)
_SELF = re.compile(r"\s*(?:itself|himself|herself|themselves)\b", re.IGNORECASE)
_NO_NAME = re.compile(
    r"(?:that (?:he|she|they|his|her|their) \w+ )?(?:not |to remain |anonymity|to be )+(?:to )?(?:be )?(?:named|identified|quoted|anonymous)?"
    r"(?: by name| further)?",
    re.IGNORECASE,
)
_BRACKETS = {"(": ")", "[": "]"}


def repair_cited(scene: Scene) -> None:
    """Correct in place what names a way as the speaker, and drop the drafts that are only a name or only the one cited."""
    for draft in scene.drafts:
        _close_brackets(scene.text, draft)
        _speak_before_cited(scene, draft)
        _speak_when_quoted_as(scene, draft)
    gone = [d for d in scene.drafts if _is_only_a_name(scene.text, d) or _asks_no_name(scene.text, d)]
    scene.drafts[:] = [d for d in scene.drafts if not any(d is g for g in gone)]
    for draft in scene.drafts:
        while draft.within is not None and any(draft.within is g for g in gone):
            draft.within = draft.within.within


def _close_brackets(text: str, draft: Draft) -> None:
    """ "the Relief Board (RB" takes the bracket that closes it."""
    draft.source = [
        (s, e + 1) if any(text[s:e].count(o) > text[s:e].count(c) and text[e : e + 1] == c for o, c in _BRACKETS.items())
        else (s, e)
        for s, e in draft.source
    ]  # fmt: skip


def _speak_before_cited(scene: Scene, draft: Draft) -> None:
    """ "..., lawmaker Ada Quill, cited by the daily, said": Quill speaks, whose name the reader left with the words."""
    text = scene.text
    if not draft.source or not draft.content:
        return
    lead = text[max(0, draft.source[0][0] - 22) : draft.source[0][0]]
    cited = _CITED_BY.search(lead)
    if "by " not in text[draft.source[0][0] - 8 : draft.source[0][0] + 3].casefold():
        return
    start, end = max(draft.content)
    if cited is None or draft.source[0][0] - (len(lead) - cited.start()) - end > 2:
        return
    who = _LAST_NAMED.search(text[start:end])
    if who is None or who.start("who") < 4:
        return
    at = start + who.start("who")
    draft.source = [(at, start + who.end("who"))]
    draft.content = [(s, e) for s, e in draft.content if (s, e) != (start, end)] + [
        (start, _without_comma(text, start, at))
    ]


def _without_comma(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in ", ":
        end -= 1
    return end


def _speak_when_quoted_as(scene: Scene, draft: Draft) -> None:
    """ "the daily quoted Ada Quill, the mayor, as saying that ...": the one who is quoted speaks."""
    if draft.source or not draft.cue or not scene.text[slice(*draft.cue[0])].casefold().endswith("saying"):
        return
    start = draft.cue[0][0]
    sentence = scene.page.sentence_at(start)
    found = _QUOTED_AS.search(scene.text[sentence.start : start]) if sentence is not None else None
    if found is None or sentence is None:
        return
    place = (sentence.start + found.start("who"), sentence.start + found.end("who"))
    draft.source = [place]
    for other in list(scene.drafts):
        if other is not draft and other.content and all(_inside(p, place) for p in other.content):
            scene.drafts.remove(other)
            draft.within = other.within if draft.within is other else draft.within


def _inside(piece: Place, place: Place) -> bool:
    return place[0] - 3 <= piece[0] and piece[1] <= place[1] + 3


def _asks_no_name(text: str, draft: Draft) -> bool:
    """ "who asked not to be named": a condition on which somebody speaks, nothing told."""
    return len(draft.content) == 1 and bool(_NO_NAME.fullmatch(text[slice(*draft.content[0])].strip(" .,")))


def _is_only_a_name(text: str, draft: Draft) -> bool:
    """ "the group calling itself the Dawn": a name taken, nothing told."""
    named = [_NAMES.fullmatch(text[s:e].strip()) for s, e in draft.cue]
    return bool(named) and all(named) and bool(draft.content) and bool(_SELF.match(text[slice(*min(draft.content))]))
