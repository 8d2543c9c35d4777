"""One who is first described and named only later or beside: "an army spokesman ... The spokesman, Colonel Tor Holm"."""

import re

from sayso.extract.attributions.memory import Memory, head_noun, speaker_of
from sayso.language.lexicon import lexicon_table
from sayso.model import Entity, Speaker

REACH = 1500  # code points: who is not named within some ten sentences stays as described
_PLURAL = re.compile(r"[a-z]+s$")
_OPENS = re.compile(r"(?P<article>an?|one|another|the|his|her|its|their|[\w’'.-]+[’']s)\s", re.IGNORECASE)
_OWN_NAME = re.compile(
    r"[^.;“”\"]{0,120}?\b(?:asked to be (?:called|named|identified)(?: only)?(?: (?:as|by))?|g(?:ave|iving|ives) (?:only )?(?:his|her|their) (?:first |full |family )?name"
    r"(?: only)?(?: as|,)|identif(?:ied|ying|ies) (?:himself|herself)(?: only)? as|who goes by(?: the name(?: of)?)?|known (?:only )?(?:as|by (?:the|his|her) (?:nom de guerre|alias|nickname|pseudonym|code ?name)(?: of)?))\s(?:only\s)?(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)"
)


def take_own_name(memory: Memory, start: int, end: int) -> Speaker | None:
    """ "a woman who asked to be called Sela": the name that she gives, whether the phrase holds it or what follows at once."""
    text = memory.scene.text
    sentence = memory.scene.page.sentence_at(start)
    until = min(end + 90, sentence.end) if sentence is not None else end
    found = _OWN_NAME.match(text, start, until)
    if found is None:
        return None
    beyond = found.start("name") >= end
    if beyond and not re.match(r",?\s(?:who|giving|identifying|known)\b", text[end : end + 14]):
        return None
    if memory.index.within(start, min(end, found.start("name"))) and beyond:
        return None  # named already
    entity = memory.index.at(found.start("name"))
    if entity is not None and entity.kind == "person":
        return speaker_of(memory, entity, start, found.end("name"))
    return Speaker(found["name"], "person")


def name_beside(memory: Memory, start: int, end: int, head: str) -> Speaker | None:
    """ "an army spokesman", "their principal", "mayor" (in a headline): the one person named by that office further on.

    Of "an official" only what takes it up says so ("The official, Ada Quill,"); of what is told with "their" or without an
    article also "Ada Quill, the principal". Nobody where two could be meant.
    """
    text = memory.scene.text
    if head not in lexicon_table("roles") or (_PLURAL.fullmatch(head) and head[:-1] in lexicon_table("roles")):
        return None
    opens = _OPENS.match(text, start, end)
    article = opens["article"].casefold() if opens else ""
    if article in ("the", "another", "one") or memory.index.within(start, end):
        return None
    taken_up = [
        e for s, e in memory.index.within(end, end + REACH) if e.kind == "person" and _takes_up(text, s.start, head)
    ]
    if not taken_up and article not in ("a", "an"):
        taken_up = [e for e in memory.index.entities if e.kind == "person" and _holds(memory, e, head)]
    again = re.search(rf"\ban?\s(?:[\w-]+\s){{0,3}}{re.escape(head)}\b", text[end : end + REACH], re.IGNORECASE)
    meant = {e.id: e for e in taken_up}
    if len(meant) != 1 or (article in ("a", "an") and again):
        return None
    entity = next(iter(meant.values()))
    return speaker_of(memory, entity, start, end, f"“{text[start:end]}” is named elsewhere: “{entity.name}”")


def _takes_up(text: str, at: int, head: str) -> bool:
    """ "The spokesman, Colonel | Per Holm"."""
    return bool(
        re.search(rf"\b[Tt]he\s(?:[\w-]+\s){{0,2}}{re.escape(head)},\s(?:[\w.]+\s){{0,3}}$", text[max(0, at - 80) : at])
    )


def _holds(memory: Memory, entity: Entity, head: str) -> bool:
    return any(head_noun(role) == head for role in memory.index.roles_of(entity))
