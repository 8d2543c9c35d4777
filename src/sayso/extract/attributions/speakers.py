"""Who speaks: names, pronouns and descriptions resolved within one report, with the rule said where it is inferred.

Nobody is given a name that the report does not give. What cannot be resolved keeps its printed words.
"""

import re
from itertools import pairwise

from sayso.extract.attributions.descriptions import DEFINITE, clip_phrase, resolve_description, resolve_document
from sayso.extract.attributions.drafts import Draft, Place
from sayso.extract.attributions.introduced import name_beside, take_own_name
from sayso.extract.attributions.memory import PREPOSITION, SPLIT, Memory, head_noun, speaker_of, strip_article
from sayso.extract.attributions.pronouns import PRONOUNS, resolve_pronoun
from sayso.extract.entities import EntityIndex
from sayso.extract.entities.kinds import country_names
from sayso.language.lexicon import lexicon_table, word_set
from sayso.model import Entity, Span, Speaker
from sayso.model.claim import EntityKind

_BY_MEDIA = re.compile(r"\b(?:media|news|press|television|tv|radio)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"(?:[Tt]he\s)?[\w. -]{1,30}\s\([^()]{1,30}\)\s")  # "Superintendent (Rural) Ada Quill"


def resolve_speaker(memory: Memory, draft: Draft) -> Speaker | None:
    """Give the speaker of a draft whose earlier ones in the text are resolved; None where the text names nobody."""
    if not draft.source:
        return None
    places = sorted(draft.source)
    start, end = places[0][0], places[-1][1]
    if end - start > 400:
        start, end = max(places, key=lambda p: p[1] - p[0])
    printed = memory.scene.text[start:end]
    words = printed.casefold().strip(" .,").split()
    if len(words) == 1 + (words[1:] in (["himself"], ["herself"], ["itself"], ["themselves"])) and words[0] in PRONOUNS:
        return resolve_pronoun(memory, draft, words[0], (start, end))
    return name_speaker(memory, draft, start, end)


def name_speaker(memory: Memory, draft: Draft, start: int, end: int) -> Speaker | None:
    """Give the speaker that a noun phrase names or describes."""
    text = memory.scene.text
    end = start + len(re.sub(r"\s(?:both|each|alike|jointly)$", "", text[start:end]))
    own = take_own_name(memory, start, end)
    if own is not None:
        return own
    post = re.search(r"@\w+", text[start:end])
    several = _coordinated(memory, text, start, end)
    if several is not None:
        return several
    entity = _head_entity(memory.index, text, start, end)
    if entity is not None:
        return speaker_of(memory, entity, start, end)
    if post and end - start < 60:
        return Speaker(text[start:end].strip(" —–-"), "person")
    medium = _medium_with_service(memory, start, end)
    if medium is not None:
        return speaker_of(memory, medium, start, end)
    head = head_noun(text[start:end])
    if head in lexicon_table("document_words") or (head == "reports" and not _BY_MEDIA.search(text[start:end])):
        return resolve_document(memory, draft, start, end, head)
    if DEFINITE.match(text[start:end]) or (" " not in text[start:end] and text[start : start + 1].isupper()):
        found = resolve_description(memory, draft, start, end, head)
        if found is not None:
            return found
    return name_beside(memory, start, end, head) or _unnamed(memory, start, end, head)


def _medium_with_service(memory: Memory, start: int, end: int) -> Entity | None:
    """ "the broadcaster's Dravan service", "the BBC monitoring service": the broadcaster itself."""
    for span, entity in memory.index.within(start, end)[:1]:
        part = re.match(
            r"(?:['’]s)?\s(?:[\w-]+\s){0,2}(?:service|website|channel|edition|bureau|newsroom)\b",
            memory.scene.text[span.end : end],
        )
        if entity.id in memory.scene.media and part:
            return entity
    return None


def _coordinated(memory: Memory, text: str, start: int, end: int) -> Speaker | None:
    """ "Selvia and Corvane", "the board and the Ferry Union": several speak as one; their names are joined."""
    mentions = memory.index.within(start, end)
    if len(mentions) < 2 or mentions[0][0].start - start > 4:
        return None
    for (left, _), (right, _) in pairwise(mentions):
        if text[left.end : right.start].strip(" \u00a0") not in (
            "and",
            "and the",
            ",",
            ", the",
            ", and",
            ", and the",
            "&",
            "/",
        ):
            return None
    if (
        text[mentions[-1][0].end : end].strip(' .,”"') not in ("", "both", "all", "each", "jointly")
        or "and" not in text[start:end]
    ):
        return None
    kinds = {e.kind for _, e in mentions}
    kind: EntityKind = "organization" if "place" in kinds or len(kinds) > 1 else kinds.pop()
    return Speaker(" and ".join(dict.fromkeys(e.name for _, e in mentions)), kind)


def _head_entity(index: EntityIndex, text: str, start: int, end: int) -> Entity | None:
    """The entity that the phrase is about: the name at the end of its head ("the ministry's spokesman Tor Belman"),
    or one set beside it by a comma ("the head of the office, Ada Quill")."""
    mentions = index.within(start, end)
    if not mentions:
        covering = index.at(start)
        return covering if covering is not None and end - start <= len(covering.name) + 4 else None
    last, holder = mentions[-1]
    if holder.kind == "person" and last.end == end and _BRACKETED.fullmatch(text[start : last.start]):
        return holder
    for piece_start, piece_end in _pieces(text, start, end):
        cut = PREPOSITION.search(text, piece_start, piece_end)
        head_end = cut.start() if cut else piece_end
        for span, entity in mentions:
            if not piece_start <= span.start < piece_end:
                continue
            if entity.kind == "person" and _follows_office(text[piece_start : span.start]):
                return entity
            first_piece = piece_start == start
            heads = span.start < head_end < span.end or (
                span.start < head_end and _ends_head(text, span, entity, head_end)
            )
            if heads and (first_piece or entity.kind == "person" or _is_described(text[start:piece_start])):
                return entity
    return None


def _is_described(lead: str) -> bool:
    """ "their employer, Kestrel Works": a description that names nobody itself and of nothing else."""
    return not re.search(r"[A-Z]", lead[1:]) and PREPOSITION.search(lead) is None


def _follows_office(lead: str) -> bool:
    """ "Minister of Interior Ada Quill", "the head of the Osk district Ada Quill".

    The office ends where the name begins. "The lawyer for detainee Ada Quill" is another than she.
    """
    found = re.fullmatch(
        r"(?:the )?(?:[\w-]+ ){0,3}?(?P<role>[\w-]+) (?:of|for) (?:the )?(?:[\w’'&-]+ )*?(?P<field>[\w-]+),? ",
        lead,
        re.IGNORECASE,
    )
    if found is None or lexicon_table("roles").get(found["role"].casefold()) != "office":
        return False
    field = found["field"].casefold()
    if field in lexicon_table("roles") or field.rstrip(".") in word_set("honorifics"):
        return field in word_set("fields of an office")
    held = field in lexicon_table("body_words") or found["field"][0].isupper()
    return held or field in word_set("fields of an office") | word_set("words of places") | {"rights", "affairs"}


def _pieces(text: str, start: int, end: int) -> list[Place]:
    out, at = [], start
    for cut in SPLIT.finditer(text, start, end):
        out.append((at, cut.start()))
        at = cut.end()
    return [*out, (at, end)]


def _ends_head(text: str, span: Span, entity: Entity, head_end: int) -> bool:
    rest = text[span.end : head_end]
    if not rest.strip(" .”\"'’"):
        return not rest.startswith(("'s", "’s"))
    if entity.kind in ("agency", "outlet") and re.fullmatch(
        r"\s(?:news |press )?(?:agency|network|channel|tv|television|newspaper|website)", rest
    ):
        return True
    return entity.kind == "group" and bool(
        re.fullmatch(r"\s(?:movement|group|rebels|militants|fighters|militia)", rest)
    )


def _with_state(memory: Memory, start: int, phrase: str) -> str:
    """ "the country's ombudsman": whose country it is, the last one named before."""
    owned = re.match(r"(?:country|nation|state|kingdom|republic)['’]s\s", phrase, re.IGNORECASE)
    earlier = [e.name for _, e in memory.index.within(0, start) if e.name in country_names()] if owned else []
    return f"{earlier[-1]}'s {phrase[owned.end() :]}" if owned and earlier else phrase


def _unnamed(memory: Memory, start: int, end: int, head: str) -> Speaker:
    """ "a senior official who asked not to be named", "Quill's office": as printed; a body where its head noun is one."""
    printed = memory.scene.text[start:end]
    phrase = _with_state(memory, start, strip_article(clip_phrase(printed)))
    body = lexicon_table("body_words").get(head)
    if body == "organization" and re.search(
        r"(?:coast|border|national|home|civil|prison|palace|revolutionary)\sguard$", phrase, re.IGNORECASE
    ):
        return Speaker(phrase, "organization")
    bare = not re.search(r"[A-Z]", phrase[1:])
    if head in ("officials", "sources", "source", "people") or head in lexicon_table("roles"):
        return Speaker(phrase, "anonymous")
    if body in ("outlet",) or head in ("outlets", "reports", "newspapers", "agencies", "broadcasters"):
        return Speaker(phrase, "outlet")
    if body:
        plural = bare and head.endswith("s") and body == "organization" and head != "authorities"
        return Speaker(phrase, "anonymous" if plural else body)  # type: ignore[arg-type]
    return Speaker(phrase, "anonymous")
