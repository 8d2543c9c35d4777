"""Who speaks: names, pronouns and descriptions resolved within one report, with the rule said where it is inferred.

Nobody is given a name that the report does not give. What cannot be resolved keeps its printed words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sayso.extract.attributions.drafts import Draft, Place, Scene
from sayso.extract.entities import EntityIndex
from sayso.extract.entities.kinds import capital_names, country_names, is_people
from sayso.language.lexicon import lexicon_table, word_set
from sayso.model import Entity, Span, Speaker
from sayso.model.claim import EntityKind

HE, SHE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
THEY, IT = frozenset({"they", "them", "their", "theirs", "themselves"}), frozenset({"it", "its", "itself"})
WHO = frozenset({"who", "whom", "which", "that", "whose"})
WE = frozenset({"i", "me", "my", "we", "us", "our", "you"})
PRONOUNS = (
    HE
    | SHE
    | THEY
    | IT
    | WHO
    | WE
    | frozenset({"this", "one", "someone", "another", "both", "all", "some", "many", "others"})
)
_SPLIT = re.compile(r"\s*(?:,|\(|–|—|\s-\s)\s*")
_PREPOSITION = re.compile(
    r"\s(?:of|for|from|in|at|on|with|to|by|who|whom|that|which|whose|near|inside|among|speaking|reading|close)\s"
)
_CARRIED = re.compile(r"\b(?:cited|quoted|carried|reported|seen|obtained|reviewed|relayed)\sby\s(?:the\s)?$")
_DEFINITE = re.compile(r"^(?:the|this|that|these|those|its|his|her|their|said|same)\b", re.IGNORECASE)
_SHE_NOUN = re.compile(
    r"(?:woman|women|mother|wife|sister|daughter|widow|aunt|niece|actress|queen|princess|girl)\b|^(?:mrs|ms|miss)\b",
    re.IGNORECASE,
)
_HE_NOUN = re.compile(
    r"(?:\bspokesman|\bchairman|father|husband|brother|\bson\b|uncle|nephew|\bking\b|\bprince\b|\bman\b|\bboy\b)|^mr\b",
    re.IGNORECASE,
)
_SHORT_ROLES = {"gov": "governor", "sen": "senator", "rep": "representative", "gen": "general", "pm": "premier", "spokeswoman": "spokesman",
                "spokesperson": "spokesman", "premier": "minister", "chairwoman": "chairman", "mp": "lawmaker", "envoy": "ambassador"}  # fmt: skip


@dataclass(slots=True)
class Said:
    """One who has spoken, and where: what a later "he" or "the ministry" may go back to."""

    speaker: Speaker
    place: Place
    draft: Draft


@dataclass(slots=True)
class Memory:
    """What the resolver has seen so far in a report, in order of the text."""

    index: EntityIndex
    scene: Scene
    said: list[Said] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)

    def before(self, draft: Draft, at: int) -> list[Said]:
        """Those who spoke before an offset, nearest first; who posts and who speaks in the prose do not answer each other."""
        post = self._post(draft)
        return [
            s for s in reversed(self.said) if s.place[0] < at and s.draft is not draft and self._post(s.draft) == post
        ]

    def _post(self, draft: Draft) -> int | None:
        return draft.passage if self.scene.page.passages[draft.passage].segment.kind == "post" else None

    def last(self, draft: Draft, at: int, kinds: Sequence[str] = ()) -> Said | None:
        """The last one who spoke before an offset, of the kinds asked for."""
        return next((s for s in self.before(draft, at) if not kinds or s.speaker.kind in kinds), None)


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
    if len(words) == 1 and words[0] in PRONOUNS:
        return _pronoun(memory, draft, words[0], (start, end))
    return name_speaker(memory, draft, start, end)


def name_speaker(memory: Memory, draft: Draft, start: int, end: int) -> Speaker | None:
    """Give the speaker that a noun phrase names or describes."""
    text = memory.scene.text
    post = re.search(r"@\w+", text[start:end])
    several = _coordinated(memory, text, start, end)
    if several is not None:
        return several
    entity = _head_entity(memory.index, text, start, end)
    if entity is not None:
        return _as_speaker(memory, entity, start, end)
    if post and end - start < 60:
        return Speaker(text[start:end].strip(" —–-"), "person")
    head = _head_noun(text[start:end])
    if head in lexicon_table("document_words"):
        return _document(memory, draft, start, end, head)
    if _DEFINITE.match(text[start:end]) or (" " not in text[start:end] and text[start : start + 1].isupper()):
        found = _described(memory, draft, start, end, head)
        if found is not None:
            return found
    return _unnamed(memory, start, end, head)


def _coordinated(memory: Memory, text: str, start: int, end: int) -> Speaker | None:
    """ "Veldia and Corvane", "the board and the Ferry Union": several speak as one; their names are joined."""
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
    if text[mentions[-1][0].end : end].strip(' .,”"') or "and" not in text[start:end]:
        return None
    kinds = {e.kind for _, e in mentions}
    kind: EntityKind = "organization" if "place" in kinds or len(kinds) > 1 else kinds.pop()
    return Speaker(" and ".join(dict.fromkeys(e.name for _, e in mentions)), kind)


def _as_speaker(memory: Memory, entity: Entity, start: int, end: int, inferred: str | None = None) -> Speaker:
    kind: EntityKind = "organization" if entity.kind == "place" else entity.kind
    role = _role(memory, entity, end)
    if entity.kind == "person":
        _learn_gender(memory, entity, (role or "") + " " + memory.scene.text[start:end])
    if entity.kind == "place":
        twin = next((e for e in memory.index.entities if e.name == entity.name and e.kind == "organization"), entity)
        entity = twin
    return Speaker(entity.name, kind, role, None, entity.id, inferred)


def _role(memory: Memory, entity: Entity, until: int) -> str | None:
    """The title given beside the name or earlier: an office before a trade before any other description."""
    if entity.kind != "person":
        return None
    sentence = memory.scene.page.sentence_at(until - 1)
    told = memory.index.roles_of(entity, (sentence.end if sentence else until) + 1)
    order = {"office": 0, "trade": 1, "kin": 2, "follower": 3, "captive": 4}
    return min(told, key=lambda r: order.get(_sort_of(r), 5), default=None)


def _sort_of(role: str) -> str:
    table = lexicon_table("roles")
    words = re.findall(r"[\w-]+", re.split(r"\s(?:of|for|to|in|at)\s", role.casefold())[0])
    return next((table[w] for w in reversed(words) if w in table), "")


def _learn_gender(memory: Memory, entity: Entity, words: str) -> None:
    if _SHE_NOUN.search(words):
        memory.genders.setdefault(entity.id, "she")
    elif _HE_NOUN.search(words):
        memory.genders.setdefault(entity.id, "he")


def _head_entity(index: EntityIndex, text: str, start: int, end: int) -> Entity | None:
    """The entity that the phrase is about: the name at the end of its head ("the ministry's spokesman Tor Belman"),
    or one set beside it by a comma ("the head of the office, Ada Quill")."""
    mentions = index.within(start, end)
    if not mentions:
        covering = index.at(start)
        return covering if covering is not None and end - start <= len(covering.name) + 4 else None
    for piece_start, piece_end in _pieces(text, start, end):
        cut = _PREPOSITION.search(text, piece_start, piece_end)
        head_end = cut.start() if cut else piece_end
        for span, entity in mentions:
            if not piece_start <= span.start < piece_end:
                continue
            first_piece = piece_start == start
            heads = span.start < head_end < span.end or (
                span.start < head_end and _ends_head(text, span, entity, head_end)
            )
            if heads and (first_piece or entity.kind == "person"):
                return entity
    return None


def _pieces(text: str, start: int, end: int) -> list[Place]:
    out, at = [], start
    for cut in _SPLIT.finditer(text, start, end):
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


def _head_noun(printed: str) -> str:
    head = _PREPOSITION.split(" " + _SPLIT.split(printed.strip())[0] + " ")[0]
    head = re.sub(
        r"\s(?:provided|issued|released|published|compiled|signed|sent|written|prepared|seen|obtained|held|shared)$",
        "",
        head,
    )
    head = re.sub(r"(?<=\w)\s[a-z]+ing\s.*$", "", head)
    words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", head)
    last = words[-1].casefold() if words else ""
    return last.removesuffix("'s").removesuffix("’s")


def _strip_article(printed: str) -> str:
    return re.sub(r"^(?:the|a|an|some)\s+", "", " ".join(printed.split()), flags=re.IGNORECASE).strip(" ,.;:")


def _unnamed(memory: Memory, start: int, end: int, head: str) -> Speaker:
    """ "a senior official who asked not to be named", "Quill's office": as printed; a body where its head noun is one."""
    printed = memory.scene.text[start:end]
    phrase = _strip_article(_clip(printed))
    body = lexicon_table("body_words").get(head)
    bare = not re.search(r"[A-Z]", phrase[1:])
    if head in ("officials", "sources", "source", "people") or head in lexicon_table("roles"):
        return Speaker(phrase, "anonymous")
    if body in ("outlet",) or head in ("outlets", "reports", "newspapers", "agencies", "broadcasters"):
        return Speaker(phrase, "outlet")
    if body:
        plural = bare and head.endswith("s") and body == "organization" and head != "authorities"
        return Speaker(phrase, "anonymous" if plural else body)  # type: ignore[arg-type]
    return Speaker(phrase, "anonymous")


def _clip(printed: str) -> str:
    """The phrase without what only says how they spoke: a relative clause or a participle."""
    cut = re.search(
        r",?\s(?:(?:cited|quoted|carried|reported|relayed) by|who|whom|which|speaking|citing|quoting|on condition of)\b|,\s(?:told|said)\b",
        printed,
    )
    return printed[: cut.start()] if cut and cut.start() > 3 else printed


def _document(memory: Memory, draft: Draft, start: int, end: int, head: str) -> Speaker:
    """A list, statement or report speaks: its issuer from its own words, else the one who spoke last."""
    text = memory.scene.text
    printed = _clip(text[start:end])
    own = [m for m in memory.index.within(start, end) if not _CARRIED.search(text[start : m[0].start])]
    phrase = _strip_article(printed)
    issuers = [e for _, e in own if e.kind in ("organization", "group", "agency", "outlet", "place", "person")]
    definite = bool(_DEFINITE.match(printed)) or text[start : start + 1].isupper()
    if issuers:
        return Speaker(phrase, "document", None, _named_issuers(text, own, end), None, None)
    if definite:
        singular = head.removesuffix("s")
        for s in memory.before(draft, start):
            known = s.speaker
            if known.kind == "document" and _head_noun(known.name).removesuffix("s") == singular and s.place[0] < start:
                return Speaker(
                    known.name, "document", None, known.issuer, known.entity, f"“{printed}” goes back to “{known.name}”"
                )
        issuer = memory.last(draft, start, ("organization", "group", "agency", "outlet", "person"))
        if issuer is not None:
            rule = f"“{printed}” is held to come from the one who spoke last"
            return Speaker(f"{head} of {issuer.speaker.name}", "document", None, issuer.speaker.name, None, rule)
    return Speaker(phrase, "document")


def _named_issuers(text: str, own: Sequence[tuple[Span, Entity]], end: int) -> str:
    names = [e.name for _, e in own if e.kind != "person"] or [e.name for _, e in own]
    return "; ".join(dict.fromkeys(names))


def _described(memory: Memory, draft: Draft, start: int, end: int, head: str) -> Speaker | None:
    """ "the ministry", "the governor", "the group": back to the last name or speaker that the description fits."""
    printed = memory.scene.text[start:end]
    rule = f"“{printed}” goes back to "
    earlier = _earlier(memory, draft, start)
    if head in lexicon_table("roles"):
        found = _by_role(memory, draft, earlier, head, start)
        if found is not None:
            entity, said = found
            if entity is not None:
                return _as_speaker(memory, entity, start, end, f"{rule}“{entity.name}”, described so before")
            if said is not None:
                return _again(said.speaker, f"{rule}the one who spoke last")
        return None
    body = _by_body(memory, draft, earlier, printed, head)
    if body is None:
        return None
    if isinstance(body, Said):
        return _again(body.speaker, f"{rule}the one who spoke last")
    return _as_speaker(memory, body, start, end, f"{rule}“{body.name}”")


def _again(speaker: Speaker, rule: str) -> Speaker:
    return Speaker(speaker.name, speaker.kind, speaker.role, speaker.issuer, speaker.entity, rule)


def _earlier(memory: Memory, draft: Draft, before: int) -> list[tuple[Span, Entity]]:
    """Mentions before an offset, nearest first, those in the draft's own content last of all."""
    mentions = [(s, e) for s, e in memory.index.within(0, before)]
    own = [m for m in mentions if any(a <= m[0].start < b for a, b in draft.content)]
    return [*reversed([m for m in mentions if m not in own]), *reversed(own)]


def _by_role(
    memory: Memory, draft: Draft, earlier: Sequence[tuple[Span, Entity]], head: str, start: int
) -> tuple[Entity | None, Said | None] | None:
    wanted = _role_key(head)
    generic = head in (
        "official",
        "officials",
        "source",
        "man",
        "woman",
        "diplomat",
        "officer",
        "leader",
        "speaker",
        "figure",
        "member",
    )
    last = memory.last(draft, start)
    if generic and last is not None and last.speaker.kind in ("anonymous", "person"):
        return (memory.index.get(last.speaker.entity), last) if last.speaker.entity else (None, last)
    for _, entity in earlier:
        if entity.kind == "person" and any(
            wanted in {_role_key(w) for w in re.findall(r"[\w-]+", r.casefold())}
            for r in memory.index.roles_of(entity, start)
        ):
            return entity, None
    for s in memory.before(draft, start):
        if s.speaker.kind == "anonymous" and _role_key(_head_noun(s.speaker.name)) == wanted:
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
    asked = {w.casefold() for w in re.findall(r"[A-Z][\w-]+", printed[4:])}
    fits = [e for _, e in earlier if head == _head_of_name(e.name) and e.kind not in ("place", "person")]
    closer = [e for e in fits if asked and asked <= {w.casefold() for n in e.names for w in re.findall(r"[\w-]+", n)}]
    if asked and not closer:
        fits = [e for e in fits if not _clashes(e, asked)]
    if closer or fits:
        return (closer or fits)[0]
    kinds = {"group": ("group", "organization"), "outlet": ("outlet", "agency")}.get(
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
    if head in word_set("bodies called by a general word"):
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


def _pronoun(memory: Memory, draft: Draft, word: str, place: Place) -> Speaker | None:
    printed = memory.scene.text[place[0] : place[1]]
    if word in WHO:
        found = _antecedent(memory, draft, place[0])
        return found or Speaker(printed, "anonymous")
    if word in WE:
        outer = draft.within.speaker if draft.within else None
        return _again(outer, f"“{printed}” is the one who is quoted") if outer else Speaker(printed, "anonymous")
    if word in HE or word in SHE:
        found = _person(memory, draft, "he" if word in HE else "she", place[0])
    elif word in IT:
        found = _thing(memory, draft, place[0])
    elif word in THEY:
        found = _many(memory, draft, place[0])
    else:
        found = None
    if found is None:
        return Speaker(printed, "anonymous")
    return _again(found, f"“{printed}” goes back to “{found.name}”")


def _antecedent(memory: Memory, draft: Draft, at: int) -> Speaker | None:
    """ "Ada Quill, director of the office, who called for": the nearest person before "who" in the sentence, else the nearest name."""
    sentence = memory.scene.page.sentence_at(at)
    if sentence is None:
        return None
    before = memory.index.within(sentence.start, at)
    people = [(s, e) for s, e in before if e.kind == "person"]
    near = [(s, e) for s, e in people if at - s.end < 120] or [(s, e) for s, e in before if at - s.end < 4]
    if near:
        span, entity = near[-1]
        found = _as_speaker(memory, entity, span.start, span.end)
        return _again(found, f"“{memory.scene.text[at : at + 5].split()[0]}” goes back to “{entity.name}”")
    lead = re.split(
        r"\b(?:said|says|added|told|to|by|from|with|and|,)\s", memory.scene.text[sentence.start : at].rstrip(" ,")
    )[-1]
    phrase = re.search(r"((?:[Tt]he |[Aa]n? )?[\w’' -]{3,60}?)$", lead)
    return Speaker(_strip_article(phrase[1]), "anonymous", inferred="the words before “who”") if phrase else None


def _person(memory: Memory, draft: Draft, gender: str, at: int) -> Speaker | None:
    """The person who spoke last; a person who is the subject of a later sentence comes before him."""

    def may_be(entity: Entity | None) -> bool:
        return entity is None or memory.genders.get(entity.id, gender) == gender

    sentence = memory.scene.page.sentence_at(at)
    near = memory.before(draft, at)
    last = next((s for s in near if _is_one(s) and may_be(memory.index.get(s.speaker.entity))), None)
    own_start = sentence.start if sentence else at
    subject = _last_subject(memory, max(last.draft.start if last else 0, own_start - 600), own_start, may_be)
    if last is not None and near[0] is last and last.draft.end >= own_start - 400:
        subject = subject if subject is not None and subject[0].start > last.draft.end else None
    if subject is not None:
        memory.genders.setdefault(subject[1].id, gender)
        return _as_speaker(memory, subject[1], subject[0].start, subject[0].end)
    if last is not None:
        if last.speaker.entity:
            memory.genders.setdefault(last.speaker.entity, gender)
        return last.speaker
    for span, entity in _earlier(memory, draft, at):
        if entity.kind == "person" and may_be(entity):
            memory.genders.setdefault(entity.id, gender)
            return _as_speaker(memory, entity, span.start, span.end)
    return None


def _is_one(said: Said) -> bool:
    """A person, or one unnamed official: not "officials"."""
    if said.speaker.kind == "person":
        return True
    return said.speaker.kind == "anonymous" and not _head_noun(said.speaker.name).endswith("s")


def _last_subject(memory: Memory, low: int, high: int, may_be) -> tuple[Span, Entity] | None:  # type: ignore[no-untyped-def]
    """The last person before `high` who is the subject of a sentence, words of a quotation left aside."""
    found = None
    for span, entity in memory.index.within(low, high):
        sentence = memory.scene.page.sentence_at(span.start)
        if entity.kind != "person" or sentence is None or not may_be(entity):
            continue
        if any(q.inner_start <= span.start < q.inner_end for q in memory.scene.quotations[sentence.passage]):
            continue
        if _is_subject(sentence, span):
            found = (span, entity)
    return found


def _is_subject(sentence, span: Span) -> bool:  # type: ignore[no-untyped-def]
    if not sentence.parsed:
        return bool(span.start == sentence.start)
    low, high = span.start - sentence.start, span.end - sentence.start
    if any(low <= t.idx < high and t.dep_ == "appos" and t.head.dep_ in ("nsubj", "nsubjpass") for t in sentence.doc):
        return True  # "a spokesman for the board, Tor Belman, put"
    return any(
        low <= t.idx < high and t.dep_ in ("nsubj", "nsubjpass") and t.head.dep_ in ("ROOT", "conj", "ccomp", "advcl")
        for t in sentence.doc
    )


def _thing(memory: Memory, draft: Draft, at: int) -> Speaker | None:
    kinds = ("organization", "group", "document", "agency", "outlet")
    last = memory.last(draft, at, kinds)
    if last is not None and at - last.draft.end < 700:
        return last.speaker
    for span, entity in _earlier(memory, draft, at):
        if entity.kind in kinds:
            return _as_speaker(memory, entity, span.start, span.end)
    return last.speaker if last else None


def _many(memory: Memory, draft: Draft, at: int) -> Speaker | None:
    """ "they": the one who spoke last unless a single named person with another gender; an unnamed official may be "they"."""
    for s in memory.before(draft, at):
        if at - s.draft.end > 900:
            break
        if s.speaker.kind == "person" and s.speaker.entity in memory.genders:
            continue
        return s.speaker
    for span, entity in _earlier(memory, draft, at):
        if entity.kind in ("group", "organization"):
            return _as_speaker(memory, entity, span.start, span.end)
    return None
