"""What the resolver of speakers has seen so far in a report, and the small steps that its parts share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.extract.attributions.drafts import Draft, Place, Scene
from sayso.extract.entities import EntityIndex
from sayso.language.lexicon import lexicon_table
from sayso.model import Entity, Span, Speaker
from sayso.model.claim import EntityKind

SPLIT = re.compile(r"\s*(?:,|\(|–|—|\s-\s)\s*")


PREPOSITION = re.compile(
    r"\s(?:of|for|from|in|at|on|with|to|by|who|whom|that|which|whose|near|inside|among|speaking|reading|close|representing|heading|covering|working|living|serving|briefing|chairing)\s"
)


_SHE_NOUN = re.compile(
    r"(?:woman|women|mother|wife|sister|daughter|widow|aunt|niece|actress|queen|princess|girl)\b|^(?:mrs|ms|miss)\b",
    re.IGNORECASE,
)


_HE_NOUN = re.compile(
    r"(?:\bspokesman|\bchairman|father|husband|brother|\bson\b|uncle|nephew|\bking\b|\bprince\b|\bman\b|\bboy\b)|^mr\b",
    re.IGNORECASE,
)


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


def speaker_of(memory: Memory, entity: Entity, start: int, end: int, inferred: str | None = None) -> Speaker:
    """Make a speaker of an entity: its fullest name, its kind (a place that speaks is a body) and the role given so far."""
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


def again(speaker: Speaker, rule: str) -> Speaker:
    """Give the same speaker once more, with the rule by which these other words go back to it."""
    return Speaker(speaker.name, speaker.kind, speaker.role, speaker.issuer, speaker.entity, rule)


def earlier_mentions(memory: Memory, draft: Draft, before: int) -> list[tuple[Span, Entity]]:
    """Mentions before an offset, nearest first, those in the draft's own content last of all."""
    mentions = [(s, e) for s, e in memory.index.within(0, before)]
    own = [m for m in mentions if any(a <= m[0].start < b for a, b in draft.content)]
    return [*reversed([m for m in mentions if m not in own]), *reversed(own)]


def head_noun(printed: str) -> str:
    """Give the noun that heads a phrase, in lower case: "a press officer for the Ferry Board" gives "officer"."""
    head = PREPOSITION.split(" " + SPLIT.split(printed.strip())[0] + " ")[0]
    head = re.sub(
        r"(?<=\w)\s(?:[a-z]+(?:ed|en|wn)|PROVIDED|ISSUED|GIVEN|RELEASED|PUBLISHED|sent|held|familiar|aware|privy|present)$",
        "",
        head,
    )
    head = re.sub(r"(?<=\w)\s[a-z]+ing\s.*$", "", head)
    words = re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", head)
    last = words[-1].casefold() if words else ""
    return last.removesuffix("'s").removesuffix("’s")


def strip_article(printed: str) -> str:
    """Give a phrase on one line without its article and outer marks."""
    return re.sub(r"^(?:the|a|an|some)\s+", "", " ".join(printed.split()), flags=re.IGNORECASE).strip(" ,.;:")
