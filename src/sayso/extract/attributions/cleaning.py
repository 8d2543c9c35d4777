"""What the reader found, cleaned: exact places, quotations taken whole, told words kept to their sentence."""

import re
from collections.abc import Sequence

from sayso.extract.attributions.drafts import Draft, Place, Scene, shared_with, trim, without
from sayso.extract.attributions.kinds import is_act
from sayso.extract.reader import Found
from sayso.language.quotations import Quotation

_DATED = re.compile(
    r"(?:(?:on|late|early)\s)?(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s\d{1,2},?|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s(?:morning|evening|night|afternoon))?)\s(?=\w)|"
    r"(?<=day\s)(?:morning|evening|night|afternoon)\s(?=\w)"
)
_JOINED = re.compile(r"(?:But|And|Yet|However|Meanwhile),?\s+(?=\w)")
_NOBODY = re.compile(r"(?:\b(?:the|an?|of|by|to|in|on|at|and|that)\b|[\W\d_])*", re.IGNORECASE)
_STATED_BY = re.compile(
    r"(?:an?|the|its|their|his|her)\s(?:[\w-]+\s)?(?:statement|report|announcement|message|letter|post)\s(?:by|from|of)\s(?:the\s)?$"
)
_ACCUSES = re.compile(r"\b(?:accus|charg|suspect|warn|inform|convict|absolv)\w*$", re.IGNORECASE)
_TELLS = re.compile(
    r"\b(?:told|tells?|telling|informed?|informing|assured?|notified|warned?|reminded?)(?:\s\w+){0,2}$", re.IGNORECASE
)
_HEARERS = re.compile(
    r"(?:(?!(?:was|were|is|are|has|had|have|would|will|did|to|that|she|he|they|it|we|i)\b)[\w’'.-]+\s){1,8}?(?:in\s(?:writing|person|private|an?\s[\w-]+)\s)?that,?\s(?=[\w“\"])"
)
_WAS_ACCUSED = re.compile(
    r"(?:was|were|is|are|been|being|has been|have been|had been)\s(?:\w+ly\s)?(?:accused|suspected|charged)",
    re.IGNORECASE,
)
_CHARGED = re.compile(r"(?:of|with)\s(?=\w)")
_CHARGE = 0.8  # share of the words that the charge must be: of "accused the mayor of theft" not even half would be left
_OF_WHAT = re.compile(r"(?:[\w’'.-]+\s){1,5}?(?:of|with|for)\s(?=[\w“\"])")
_NAMELESS = re.compile(r"(?:on\s)?(?:the\s)?condition (?:of anonymity|that (?:he|she|they) not be named)\s(?:that\s)?")
_REPORTS_THAT = re.compile(
    r"(?:(?:the|any|all|such|earlier|media|press)\s)*(?:reports?|claims?|allegations?|accusations?|suggestions?|rumou?rs|speculation)\b"
    r"(?:\s(?:in|by|from|of|on)\s[^,.;:“”\"]{2,50}?)?\sthat\s",
    re.IGNORECASE,
)
_ENDS_IN = re.compile(r"\b(?:in|at|on|during)$")
_IN_WHAT = re.compile(
    r"(?:the|an?|its|his|her|their)\s(?:[\w-]+\s){0,1}?(?P<noun>[\w-]+)(?:\s(?:of|for|with|to|from)\s[^,.;:“”\"]{2,60}?)?\sthat\s"
)
_ON_PLATFORM = re.compile(r"\s(?:on|via)\s(?:X|Twitter|Telegram|Facebook|Instagram|Truth Social|YouTube|TikTok)$")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|seems?|seemed|appears?|appeared)\b", re.IGNORECASE)
_PARTS_ONLY = re.compile(r"^[\W_]*$")
# "🚨 JUST IN: " before a post or headline; matches nothing where nothing stands there.
_TAG = re.compile(
    r"(?:[^\w\s“”\"‘’'«»„(\[$€£@#-]+\s)*(?:(?:BREAKING|JUST IN|UPDATED?|URGENT|EXCLUSIVE|ALERT|WATCH|DEVELOPING)(?:\sNEWS)?\s?[:|–—-]+\s)?"
)


def draft_found(scene: Scene, found: Sequence[Sequence[Found]]) -> None:
    """Turn what the reader found into drafts: exact places, quotations taken whole, nobody's cue inside the content."""
    for passage, words in zip(scene.page.passages, found, strict=False):
        made: list[Draft | None] = []
        for f in words:
            base = passage.start
            source = [(s + base, e + base) for s, e in f.source]
            cue = [(s + base, e + base) for s, e in f.cue]
            source = [trimmed for s, e in source if (trimmed := _trim_source(scene.text, s, e)) is not None]
            content = [(s + base, e + base) for s, e in f.content]
            content, source = _move_pronoun(scene.text, content, source, cue)
            content = _keep_to_sentence(scene, passage.index, content, cue)
            content = clean_content(scene, passage.index, content, [*source, *cue])
            content = _leave_addressee(scene.text, _leave_accused(scene.text, content, cue), cue)
            made.append(Draft(passage.index, content, source, cue, f.score) if content else None)
        for f, draft in zip(words, made, strict=True):
            outer = made[f.within] if f.within is not None and 0 <= f.within < len(made) else None
            if draft is not None and outer is not None and shared_with(draft.content, outer.content):
                draft.within = outer  # cut to its sentence, the outer one may hold the inner one no more
        scene.drafts.extend(d for d in made if d is not None)


def _trim_source(text: str, start: int, end: int) -> Place | None:
    """Leave out a date at the front, take in "a statement by" before it; None where no letter is left."""
    joined = _JOINED.match(text, start, end)
    start = joined.end() if joined else start
    dated = _DATED.match(text, start, end)
    start = dated.end() if dated else start
    stated = _STATED_BY.search(text[max(0, start - 40) : start])
    if stated:
        start = max(0, start - 40) + stated.start()
    relative = text[start:end] == "that"  # "rules that threaten": whoever stands before it
    return None if _NOBODY.fullmatch(text[start:end]) and not relative else (start, end)


def _move_pronoun(
    text: str, content: list[Place], source: list[Place], cue: list[Place]
) -> tuple[list[Place], list[Place]]:
    """A piece of content that is one pronoun before the cue is who speaks; one that only points elsewhere is nothing."""
    kept = []
    for start, end in content:
        word = text[start:end].casefold().strip(" ,")
        close = bool(cue) and 0 <= cue[0][0] - end <= 12 and not _PASSIVE.search(text[end : cue[-1][1]])
        if (
            len(content) > 1
            and close
            and (word == "who" or (word in ("he", "she", "it", "they", "we", "i") and not source))
        ):
            source = [(start, end)]
        elif not (len(content) > 1 and word in ("which", "that", "what", "who", "it", "this", "them")):
            kept.append((start, end))
    return kept, source


def _keep_to_sentence(scene: Scene, passage: int, content: list[Place], cue: list[Place]) -> list[Place]:
    """Told words keep to the sentence of their cue, or one that a quotation joins to it; quoted ones run on over a full stop."""
    sentence = scene.page.sentence_at(cue[0][0]) if cue else None
    if sentence is None:
        return content
    joined = [q for q in scene.quotations[passage] if q.start < sentence.end and sentence.start < q.end]
    out = []
    for start, end in content:
        first = scene.page.sentence_at(start)
        if first is None or end <= first.end + 1:
            if first is None or not _is_outlets_own(scene, passage, (start, end), content, sentence.index):
                out.append((start, end))
            continue
        for other in scene.page.passages[passage].sentences:
            a, b = max(start, other.start), min(end, other.end)
            if a >= b:
                continue
            inside = [(max(a, q.start), min(b, q.end)) for q in scene.quotations[passage] if q.start < b and a < q.end]
            if other.index == sentence.index or any(q.start < other.end and other.start < q.end for q in joined):
                out.append((a, b))
            else:
                out.extend(inside)
    return _joined(scene.text, out) or content


def _is_outlets_own(scene: Scene, passage: int, place: Place, content: list[Place], cue_in: int) -> bool:
    """ "He was shot, she said. His body is lost.": a sentence without marks after the one that holds cue and words is the outlet's."""
    at = [s.index if (s := scene.page.sentence_at(p[0])) is not None else -1 for p in content]
    own = scene.page.sentence_at(place[0])
    if own is None or own.index <= cue_in or cue_in not in at:
        return False
    return not any(q.start < place[1] and place[0] < q.end for q in scene.quotations[passage])


def _joined(text: str, places: list[Place]) -> list[Place]:
    """Join places between which only blanks and quotation marks stand."""
    out: list[Place] = []
    for start, end in sorted(places):
        if out and not text[out[-1][1] : start].strip():
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _leave_accused(text: str, content: list[Place], cue: list[Place]) -> list[Place]:
    """ "The major was accused by survivors of shooting them": what he is accused of is said, not he."""
    if len(content) < 2 or not cue or not _WAS_ACCUSED.fullmatch(text[cue[0][0] : cue[-1][1]]):
        return content
    charge = [p for p in content if p[0] > cue[-1][1]]
    found = _CHARGED.match(text, *charge[0]) if charge and content[0][1] <= cue[0][0] else None
    return [(found.end(), charge[0][1]), *charge[1:]] if found else content


def _leave_addressee(text: str, content: list[Place], cue: list[Place]) -> list[Place]:
    """ "accused the army of lying about them": what is said is the lying; "alleged in the indictment that": what follows."""
    if not content or not cue:
        return content
    start, end = content[0]
    after = start >= cue[-1][1]
    begins = (
        _NAMELESS.match(text, start, end)
        or (after and _REPORTS_THAT.match(text, start, end))  # "denied reports that a ransom was paid"
        or _match_told(text, start, end, cue)
        or _match_charged(text, start, end, cue)
        or _match_where(text, start, end, cue)
    )
    return [(begins.end(), end), *content[1:]] if begins and end - begins.end() > 3 else content


def _match_told(text: str, start: int, end: int, cue: list[Place]) -> "re.Match[str] | None":
    """ "told | Sorov in writing that six are home": who hears it, and how, up to "that"."""
    if start < cue[-1][1] or not _TELLS.search(text[cue[0][0] : cue[-1][1]]):
        return None
    return _HEARERS.match(text, start, end)


def _match_charged(text: str, start: int, end: int, cue: list[Place]) -> "re.Match[str] | None":
    """Who is accused, up to "of" or "with", if the charge is nearly all that is told."""
    if not _ACCUSES.search(text[cue[0][0] : cue[-1][1]]) or text[cue[-1][1] : start].strip():
        return None
    found = _OF_WHAT.match(text, start, end)
    return found if found and end - found.end() >= _CHARGE * (end - start) else None


def _match_where(text: str, start: int, end: int, cue: list[Place]) -> "re.Match[str] | None":
    """The paper or meeting, up to "that", which a cue ending in "in" or "at" leaves with the words."""
    if start < cue[-1][1] or not _ENDS_IN.search(text[cue[0][0] : cue[-1][1]]):
        return None
    found = _IN_WHAT.match(text, start, end)
    return found if found and not is_act(found["noun"]) else None


def clean_content(scene: Scene, passage: int, content: list[Place], around: Sequence[Place]) -> list[Place]:
    """Take quotations whole, cut out the cue and source of the attribution itself, trim the edges."""
    text = scene.text
    pieces = []
    for place in content:
        start, end = _take_whole(scene.quotations[passage], *place)
        pieces.extend(without(start, end, around))
    begins = scene.page.passages[passage].start
    pieces = [(_TAG.match(text, s, e).end() if s == begins else s, e) for s, e in pieces]  # type: ignore[union-attr]
    pieces = [_without_platform(text, *_without_marks(scene, passage, trim(text, *p))) for p in sorted(pieces)]
    out: list[Place] = []
    for start, end in pieces:
        if _PARTS_ONLY.match(text[start:end]):
            continue
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _without_marks(scene: Scene, passage: int, place: Place) -> Place:
    """ "“We are safe'": marks of two kinds around the whole are left out as well."""
    around = next((q for q in scene.quotations[passage] if (q.start, q.end) == place), None)
    return (around.inner_start, around.inner_end) if around is not None else place


def _without_platform(text: str, start: int, end: int) -> Place:
    """ "confirmed the exchange on Telegram": where it was said is no part of what was said, if that is no clause."""
    found = _ON_PLATFORM.search(text, start, end)
    if (
        found
        and found.start() - start < 60
        and not re.search(r"[“”\"]|\b(?:was|were|is|are|had|has|have|would|will)\b", text[start:end])
    ):
        return start, found.start()
    return start, end


def _take_whole(quotations: Sequence[Quotation], start: int, end: int) -> Place:
    """Widen to the ends of a quotation where most of it is inside already: words are not cut off in mid-quotation."""
    for q in quotations:
        inside = min(end, q.inner_end) - max(start, q.inner_start)
        length = q.inner_end - q.inner_start
        if inside > 0.6 * length and length > 0:
            start, end = min(start, q.inner_start), max(end, q.inner_end)
    return start, end
