"""“The ministry”, “the governor”, “its statement”: which body, person or document a description goes back to."""

import re
from collections.abc import Sequence

from sayso.extract.attributions.drafts import Draft
from sayso.extract.attributions.memory import (
    Memory,
    Said,
    again,
    earlier_mentions,
    head_noun,
    speaker_of,
    strip_article,
)
from sayso.extract.entities.kinds import capital_names, country_names, is_people
from sayso.language.lexicon import lexicon_table, word_set
from sayso.model import Entity, Span, Speaker

DEFINITE = re.compile(r"^(?:the|this|that|these|those|its|his|her|their|said|same)\b", re.IGNORECASE)


_CARRIED = re.compile(
    r"\b(?:cited|quoted|carried|reported|seen|obtained|reviewed|relayed|viewed|aired|broadcast|shared|circulated)\sby\s(?:the\s)?$|\bto\s(?:the\s)?$",
    re.IGNORECASE,
)


_PASSED = re.compile(
    r"\b\w+ed\sby\s(?:(?:the|an?)\s)?(?:[a-z-]+\s){0,3}$"
)  # "published by the daily": a carrier, no issuer


_SHORT_ROLES = {"gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "pm": "premier", "spokeswoman": "spokesman",
                "spokesperson": "spokesman", "premier": "minister", "chairwoman": "chairman", "mp": "lawmaker", "envoy": "ambassador"}  # fmt: skip


_GENERIC = frozenset(
    {"official", "officials", "source", "man", "woman", "diplomat", "officer", "leader", "speaker", "figure", "member"}
)


_ISSUERS = ("organization", "group", "agency", "outlet", "place", "person")


def resolve_document(memory: Memory, draft: Draft, start: int, end: int, head: str) -> Speaker:
    """A list, statement or report speaks: its issuer from its own words, else the one who spoke last."""
    text = memory.scene.text
    printed = clip_phrase(text[start:end])
    own = [
        (span, e)
        for span, e in memory.index.within(start, end)
        if not _CARRIED.search(text[start : span.start])
        and not (e.id in memory.scene.media and _PASSED.search(text[start : span.start]))
    ]
    own = [(s, e) for s, e in own if e.kind in _ISSUERS]
    phrase = strip_article(printed)
    issuers = [e for _, e in own]
    spoken = (
        next(((s, e) for s, e in own if e.kind == "person"), None) if head in word_set("words of one's own") else None
    )
    if spoken is not None:
        return speaker_of(memory, spoken[1], start, spoken[0].end)
    sentence = memory.scene.page.sentence_at(start)
    opens = sentence is not None and sentence.start == start  # there a capital names nothing
    named = text[start : start + 1].isupper() and not opens and not re.match(r"an?\b", printed, re.IGNORECASE)
    definite = bool(DEFINITE.match(printed)) or named
    if issuers:
        return Speaker(phrase, "document", None, _named_issuers(text, own, end), None, None)
    if definite:
        singular = head.removesuffix("s")
        for s in memory.before(draft, start):
            known = s.speaker
            if known.kind == "document" and head_noun(known.name).removesuffix("s") == singular and s.place[0] < start:
                return Speaker(
                    known.name, "document", None, known.issuer, known.entity, f"“{printed}” goes back to “{known.name}”"
                )
        issuer = memory.last(draft, start, ("organization", "group", "agency", "outlet", "person"))
        if issuer is not None:
            rule = f"“{printed}” is held to come from the one who spoke last"
            return Speaker(f"{head} of {issuer.speaker.name}", "document", None, issuer.speaker.name, None, rule)
    return Speaker(phrase, "document")


def clip_phrase(printed: str) -> str:
    """The phrase without what only says how they spoke: a relative clause or a participle."""
    cut = re.search(
        r",\s(?:an?\s)?\w+\sof\swhich\b|,?\s(?:(?:cited|quoted|carried|reported|relayed|seen|obtained|reviewed|viewed|aired|broadcast) by|who|whom|which|that|speaking|citing|quoting|on condition of)\b|,\s(?:told|said|[a-z]{3,}ing)\b|,\s(?:first\s|also\s|later\s)?\w+ed\sby\b",
        printed,
    )
    return printed[: cut.start()] if cut and cut.start() > 3 else printed


def _named_issuers(text: str, own: Sequence[tuple[Span, Entity]], end: int) -> str:
    names = [e.name for _, e in own if e.kind != "person"] or [e.name for _, e in own]
    return "; ".join(dict.fromkeys(names))


_OWNED = re.compile(r"\w['’]s?\s")  # "the parents' association" says itself whose it is


def resolve_description(memory: Memory, draft: Draft, start: int, end: int, head: str) -> Speaker | None:
    """ "the ministry", "the governor", "the group": back to the last name or speaker that the description fits."""
    printed = memory.scene.text[start:end]
    rule = f"“{printed}” goes back to "
    earlier = earlier_mentions(memory, draft, start)
    if head in (
        "countries",
        "states",
        "governments",
        "nations",
        "neighbours",
        "neighbors",
        "capitals",
        "sides",
        "parties",
    ):
        return _both(memory, earlier, printed, rule)
    if head in lexicon_table("roles"):
        found = (
            _by_role(memory, draft, earlier, head, start)
            or _named_later(memory, printed, head, end)
            or _same_person(memory, draft, printed, head, start)
            or _subject_before(memory, printed, head, start)
        )
        if found is not None:
            entity, said = found
            if entity is not None:
                return speaker_of(memory, entity, start, end, f"{rule}“{entity.name}”, described so before")
            if said is not None:
                return again(said.speaker, f"{rule}the one who spoke last")
        return None
    body = _by_body(memory, draft, earlier, printed, head)
    if body is None:
        return None
    if isinstance(body, Said):
        return again(body.speaker, f"{rule}the one who spoke last")
    return speaker_of(memory, body, start, end, f"{rule}“{body.name}”")


def _both(memory: Memory, earlier: Sequence[tuple[Span, Entity]], printed: str, rule: str) -> Speaker | None:
    """ "the two countries": the last two states named before, in the order in which they were."""
    if not re.match(r"(?:the\s)?(?:two|both)\b", printed, re.IGNORECASE):
        return None
    named = [e for _, e in earlier if e.name in country_names()]
    acting = list(dict.fromkeys(e.name for e in named if e.kind == "organization"))
    states = acting if len(acting) > 1 else list(dict.fromkeys(e.name for e in named))
    if len(states) < 2:
        return None
    name = " and ".join(reversed(states[:2]))
    return Speaker(name, "organization", inferred=f"{rule}“{name}”, the two states named before")


def _named_later(memory: Memory, printed: str, head: str, end: int) -> tuple[Entity | None, Said | None] | None:
    """ "the state governor said ... Governor Ivo Renn said": one who is named only later, if one person alone holds that office."""
    if (
        lexicon_table("roles").get(head) != "office"
        or head in _GENERIC
        or not printed[:4].casefold().startswith("the ")
    ):
        return None
    wanted = _role_key(head)
    later = memory.index.within(end, len(memory.scene.text))
    holders = {
        e.id: e
        for _, e in later
        if e.kind == "person" and any(wanted == _role_key(head_noun(r)) for r in memory.index.roles_of(e))
    }
    named = re.findall(r"[A-Z][\w-]+", printed[4:])  # "the Dravan minister" is no other state's
    if len(holders) != 1 or any(
        n not in r for n in named for e in holders.values() for r in memory.index.roles_of(e)[:1]
    ):
        return None
    return next(iter(holders.values())), None


def _same_person(
    memory: Memory, draft: Draft, printed: str, head: str, start: int
) -> tuple[Entity | None, Said | None] | None:
    """ "the 70-year-old cleric": the named person who spoke just before, of whom no office tells otherwise."""
    aged = re.search(r"\b\d{1,3}-year-old\b", printed)
    if not printed.casefold().startswith("the ") or (lexicon_table("roles").get(head) == "office" and not aged):
        return None
    last = memory.last(draft, start, ("person", "anonymous"))
    entity = memory.index.get(last.speaker.entity) if last else None
    if last is None or entity is None or entity.kind != "person" or start - last.draft.end > 300:
        return None
    offices = any(lexicon_table("roles").get(head_noun(r)) == "office" for r in memory.index.roles_of(entity, start))
    return (entity, None) if aged or not offices else None


def _subject_before(memory: Memory, printed: str, head: str, start: int) -> tuple[Entity | None, Said | None] | None:
    """ "Envoy Nadir Hosk arrived. The Osk-born diplomat said": the only person of the sentence before, by a word for any such."""
    own = memory.scene.page.sentence_at(start)
    before = memory.scene.page.sentences[own.index - 1] if own is not None and own.index else None
    vague = head in _GENERIC or re.search(r"\b\w+-born\b|\b\d{1,3}-year-old\b", printed)
    if (
        before is None
        or own is None
        or own.passage != before.passage
        or not vague
        or not printed.casefold().startswith("the ")
    ):
        return None
    people = {e.id: e for s, e in memory.index.within(before.start, before.end) if e.kind == "person"}
    return (next(iter(people.values())), None) if len(people) == 1 else None


def _by_role(
    memory: Memory, draft: Draft, earlier: Sequence[tuple[Span, Entity]], head: str, start: int
) -> tuple[Entity | None, Said | None] | None:
    wanted = _role_key(head)
    generic = head in _GENERIC
    last = memory.last(draft, start)
    if wanted.endswith("s") and wanted[:-1] in lexicon_table("roles"):
        # "Officials" are never the one person who spoke before them
        several = (s for s in memory.before(draft, start) if s.speaker.kind == "anonymous")
        return next(((None, s) for s in several if head_noun(s.speaker.name).casefold() == wanted), None)
    if generic and last is not None and last.speaker.kind in ("anonymous", "person"):
        return (memory.index.get(last.speaker.entity), last) if last.speaker.entity else (None, last)
    for _, entity in earlier:
        if entity.kind == "person" and any(
            wanted in {_role_key(w) for w in re.findall(r"[\w-]+", r.casefold())}
            for r in memory.index.roles_of(entity, start)
        ):
            return entity, None
    for s in memory.before(draft, start):
        if s.speaker.kind == "anonymous" and _role_key(head_noun(s.speaker.name)) == wanted:
            return None, s
    return None


def _role_key(word: str) -> str:
    low = word.casefold()
    return _SHORT_ROLES.get(low, low)


def _by_body(
    memory: Memory, draft: Draft, earlier: Sequence[tuple[Span, Entity]], printed: str, head: str
) -> "Entity | Said | None":
    bodies = lexicon_table("body_words")
    if head not in bodies and head not in ("organisation", "paper", "country", "kingdom", "outlet", "daily"):
        return None
    own = re.sub(r"\b(?:[A-Z][\w.]+\s)*[A-Z][\w.]+-based\b", "", printed[4:])  # where it sits is no part of its name
    asked = {w.casefold() for w in re.findall(r"[A-Z][\w-]+", own)}
    fits = [e for _, e in earlier if head == _head_of_name(e.name) and e.kind not in ("place", "person")]
    closer = [e for e in fits if asked and asked <= {w.casefold() for n in e.names for w in re.findall(r"[\w-]+", n)}]
    if asked and not closer:
        fits = [e for e in fits if not _clashes(e, asked)]
    if closer or fits:
        return (closer or fits)[0]
    kinds: tuple[str, ...] = {"group": ("group", "organization"), "outlet": ("outlet", "agency")}.get(
        bodies.get(head, ""), ("organization", "group", "agency")
    )
    if head in ("government", "country", "administration", "kingdom") and not asked:
        return next(
            (e for _, e in earlier if e.kind == "organization" and memory.index.entities and _acts_as_state(memory, e)),
            None,
        )
    if head in ("authority", "agency", "office", "service", "body", "company", "association"):
        kinds = ("organization", "agency")
    if asked and not fits and not all(is_people(a) for a in asked):
        return None
    if head == "agency":  # a news agency goes before any other body
        wire = next((e for _, e in earlier if e.kind == "agency"), None)
        if wire is not None:
            return wire
    if head in word_set("words of armed groups") - {"group", "movement"}:
        kinds = ("group",)  # "the rebels" are never the army that spoke before
    if head in word_set("bodies called by a general word") and not _OWNED.search(printed):
        last = memory.last(draft, draft.source[0][0] if draft.source else draft.start, kinds)
        if last is not None:
            return memory.index.get(last.speaker.entity) or last
        return next((e for _, e in earlier if e.kind in kinds and not _acts_as_state(memory, e) and _is_body(e)), None)
    return None


def _head_of_name(name: str) -> str:
    """ "Ministry of Health" → "ministry", "Dravan Movement" → "movement"."""
    words = re.findall(r"[\w-]+", re.split(r"\s(?:of|for)\s", name.casefold())[0])
    return words[-1] if words else ""


def _is_body(entity: Entity) -> bool:
    """A name that says it is a body, a group, initials, or one named twice: not any capitalised word."""
    words = {w.casefold() for w in re.findall(r"[\w-]+", entity.name)}
    bodies = lexicon_table("body_words")
    return (
        bool(words & bodies.keys())
        or entity.kind != "organization"
        or entity.name.isupper()
        or len(entity.mentions) > 1
    )


def _clashes(entity: Entity, asked: set[str]) -> bool:
    """A people's adjective in the description that the name does not have: "the Dravian ministry" is not Corvane's."""
    own = {w.casefold()[:4] for n in entity.names for w in re.findall(r"[\w-]+", n)}
    return not any(a[:4] in own for a in asked)


def _acts_as_state(memory: Memory, entity: Entity) -> bool:
    return any(e.kind == "place" and e.name == entity.name for e in memory.index.entities) or _is_state(entity.name)


def _is_state(name: str) -> bool:
    return name in country_names() or name in capital_names()
