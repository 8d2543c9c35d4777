"""One entity for all its names within a report: surnames, initials, acronyms and short forms; never two namesakes."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sayso.extract.entities.kinds import Name, country_names, is_people, known_media
from sayso.language.lexicon import lexicon_table, word_set
from sayso.model.claim import EntityKind

_SPELLINGS = {
    "defence": "defense",
    "centre": "center",
    "organisation": "organization",
    "labour": "labor",
    "programme": "program",
}
_ACRONYM = re.compile(
    r"\s*\(\s*(?:the |or |known as |also known as )?[\"“]?([A-Z][\w-]{1,9}(?: [A-Z][\w-]+)?)[\"”]?\s*[),;]"
)


@dataclass(slots=True)
class Cluster:
    """Names of one report held to be one entity, while they are being joined."""

    names: list[Name] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    kind: EntityKind = "organization"

    def full(self) -> str:
        """The fullest printed name: most words for a person or body, the first printed among equals."""
        texts = [n.full or n.text for n in self.names]
        if self.kind == "person":  # "Ada Quill", printed five times, is the name; "Progressive Ada Quill", once, is not
            often = Counter(t for t in texts if len(words_of(t)) > 1 and "." not in t.split()[0])
            if often and often.most_common(1)[0][1] > 1:
                return max(often, key=lambda t: (often[t], len(words_of(t)), -texts.index(t)))
        best = max(texts, key=lambda t: (len(words_of(t)) - 2 * ("." in t and len(t.split()[0]) <= 2), -texts.index(t)))
        return best.removeprefix("the ")


@lru_cache(maxsize=4096)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, without articles, endings and honorifics, spellings evened out."""
    found = re.findall(r"[^\W_]+(?:[-.][^\W_]+)*", re.sub(r"[’']s?\b", "", name.casefold()))
    return tuple(
        _SPELLINGS.get(w, w)
        for w in found
        if w not in ("the", "of", "for", "and", "s", "al") and w not in word_set("honorifics")
    )


def join_names(text: str, names: Sequence[Name]) -> list[Cluster]:
    """Group the names of one report into entities; a place that acts as a government is an entity of its own."""
    kinds = _settle_kinds(names)
    clusters: list[Cluster] = []
    by_key: dict[tuple[str, bool], Cluster] = {}
    for name in names:
        key = (" ".join(words_of(name.full or name.text)) or name.text.casefold(), name.metonym)
        cluster = by_key.get(key)
        if cluster is None:
            cluster = by_key[key] = Cluster(kind="organization" if name.metonym else kinds[name.text])
            clusters.append(cluster)
        cluster.names.append(name)
        acronym = _ACRONYM.match(text, name.end)
        if (
            acronym
            and (cluster.kind in ("organization", "group", "agency", "outlet"))
            and _could_stand_for(acronym[1], name.text)
        ):
            cluster.aliases.add(acronym[1])
    clusters = _join_acronyms(clusters)
    clusters = _join_bodies(clusters)
    clusters = _join_media(clusters)
    return _join_people(clusters)


def _settle_kinds(names: Sequence[Name]) -> dict[str, EntityKind]:
    """One kind for all printings of a name: what a word of the text says outweighs what the recogniser guesses."""
    votes: dict[str, Counter[EntityKind]] = {}
    for n in names:
        votes.setdefault(n.text, Counter())[n.kind] += 100 if n.sure else 1
    out: dict[str, EntityKind] = {}
    for name, count in votes.items():
        out[name] = "group" if count["group"] >= 100 else count.most_common(1)[0][0]
    return out


def _could_stand_for(short: str, name: str) -> bool:
    letters = [c for c in short.casefold() if c.isalpha()]
    initials = [w[0] for w in re.findall(r"[^\W\d_]+", name.casefold())]
    if short.isupper() and short not in known_media() and short not in country_names():
        return True  # initials in another language: "National Ferry Corps (CNF)"
    return bool(letters) and letters[0] in initials


def _merge(clusters: list[Cluster], pairs: Sequence[tuple[int, int]]) -> list[Cluster]:
    """Put each right cluster of the pairs into its left one."""
    target = list(range(len(clusters)))

    def root_of(i: int) -> int:
        while target[i] != i:
            i = target[i]
        return i

    for left, right in pairs:
        target[root_of(right)] = root_of(left)
    out: dict[int, Cluster] = {}
    for i, cluster in enumerate(clusters):
        root = root_of(i)
        into = out.setdefault(root, clusters[root])
        if into is not cluster:
            into.names.extend(cluster.names)
            into.aliases |= cluster.aliases
            if {into.kind, cluster.kind} == {"organization", "group"}:
                into.kind = "group"
    return [out[i] for i in sorted(out)]


def _join_acronyms(clusters: list[Cluster]) -> list[Cluster]:
    owner = {alias: i for i, c in enumerate(clusters) for alias in c.aliases}
    pairs = []
    for j, short in enumerate(clusters):
        i = next((owner[n.text] for n in short.names if n.text in owner), j)
        if i != j:
            pairs.append((i, j))
    return _merge(clusters, pairs)


def _join_media(clusters: list[Cluster]) -> list[Cluster]:
    """ "Anadolu" and "Anadolu Agency", "AP" and "Associated Press": the other names in the lexicon of outlets."""
    media, pairs = known_media(), []
    seen: dict[str, int] = {}
    for i, cluster in enumerate(clusters):
        for name in cluster.names:
            known = media.get(name.text.removeprefix("the "))
            if known and cluster.kind in ("agency", "outlet", "platform"):
                if seen.setdefault(known[0], i) != i:
                    pairs.append((seen[known[0]], i))
                break
    clusters = _merge(clusters, pairs)
    pairs = []
    for i, long in enumerate(clusters):
        for j, short in enumerate(clusters):
            if i != j and long.kind in ("agency", "outlet") and short.kind in ("agency", "outlet", "organization"):
                a, b = words_of(long.full()), words_of(short.full())
                if (
                    b
                    and len(a) > len(b)
                    and a[: len(b)] == b
                    and set(a[len(b) :]) <= {"news", "agency", "tv", "television", "press"}
                ):
                    pairs.append((i, j))
    return _merge(clusters, pairs)


def _join_bodies(clusters: list[Cluster]) -> list[Cluster]:
    """A short form of a body joins the one longer name that ends with it or holds the same words in another order."""
    keyed = [words_of(c.full()) for c in clusters]
    bodies = lexicon_table("body_words")
    pairs = []
    for j, short in enumerate(clusters):
        if short.kind not in ("organization", "group") or any(n.metonym for n in short.names):
            continue
        b = keyed[j]
        if not b:
            continue  # a name of nothing but marks
        fits = [
            i
            for i in range(len(clusters))
            if i != j and len(b) == 1 and keyed[i] == (b[0] + "s",) and clusters[i].kind != "place"
        ]
        for i, whole in enumerate(clusters):
            a = keyed[i]
            if (
                i == j
                or whole.kind not in ("organization", "group", "agency", "outlet")
                or len(a) < len(b)
                or (len(a) == len(b) and i > j)
            ):
                continue
            same = sorted(a) == sorted(b)
            tail = len(b) > 1 and a[-len(b) :] == b and len(a) - len(b) <= 2
            front = len(a) - len(b) == 1 and a[: len(b)] == b and a[-1] in bodies
            if same or ((tail or front) and (is_people(a[0]) or not is_people(b[0]))):
                fits.append(i)
        if len(fits) == 1 or (fits and sorted(keyed[fits[0]]) == sorted(b)):
            pairs.append((fits[0], j))
    return _merge(clusters, pairs)


def _join_people(clusters: list[Cluster]) -> list[Cluster]:
    """A surname, a given name or an initial joins a full name only where exactly one fits."""
    keyed = [_person_words(c.full()) for c in clusters]
    full = [i for i, c in enumerate(clusters) if c.kind == "person" and len(keyed[i]) > 1]
    pairs = []
    for j, short in enumerate(clusters):
        b = keyed[j]
        if not b or not _could_be_person(short):
            continue
        fits = [i for i in full if i != j and _is_short_for(b, keyed[i])]
        if len(b) > 1:
            fits = [
                i
                for i in fits
                if len(keyed[i]) > len(b) or (len(keyed[i]) == len(b) and len(b[0]) == 1 < len(keyed[i][0]))
            ]
        distinct = [
            i
            for i in fits
            if not any(
                k != i and _is_short_for(keyed[i], keyed[k]) and sum(map(len, keyed[k])) > sum(map(len, keyed[i]))
                for k in fits
            )
        ]
        if len(distinct) == 1:
            pairs.append((distinct[0], j))
    return _merge(clusters, pairs)


def _could_be_person(cluster: Cluster) -> bool:
    """A single word that the recogniser calls anything may be a surname; a body, outlet or acting country may not."""
    if any(n.metonym for n in cluster.names) or cluster.kind in ("agency", "outlet", "platform"):
        return False
    sure = any(n.sure for n in cluster.names) and cluster.kind != "person"
    return not sure and not (len(cluster.full()) <= 5 and cluster.full().isupper())


def _person_words(name: str) -> tuple[str, ...]:
    words = [w for w in words_of(name) if w not in word_set("name particles")]
    return tuple(re.sub(r"^(?:al|el|ash|as|ad|an|ar|at|az)-", "", w) or w for w in words)


def _is_short_for(short: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    if len(short) == 1:
        return short[0] in (whole[-1], whole[0])
    if len(short[0]) == 1 or (len(short[0]) == 2 and short[0].endswith(".")):
        return short[-1] == whole[-1] and whole[0].startswith(short[0][0])
    at = 0
    for word in whole:
        at += at < len(short) and word == short[at]
    return at == len(short) and short[-1] == whole[-1]
