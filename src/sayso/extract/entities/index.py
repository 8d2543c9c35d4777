"""The entities of one report, and who stands at a given place of its text."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.extract.entities.joining import Cluster
from sayso.extract.entities.roles import Description, find_owner, find_roles
from sayso.language.parsing import ParsedReport
from sayso.model import Attribution, Entity, RoleSaid, Span


@dataclass(frozen=True, slots=True)
class EntityIndex:
    """All entities of a report and their mentions in order of the text.

    `entities` are in order of first mention. A country or capital that acts ("Corvane said") is an entity of kind
    organization beside the place of the same name. `described` pairs an entity's position with its printed roles.
    """

    entities: tuple[Entity, ...]
    spans: tuple[Span, ...] = ()  # mentions in order of the text, never overlapping
    owners: tuple[int, ...] = ()  # for each mention, the position of its entity in `entities`
    described: tuple[tuple[int, Description], ...] = ()

    def at(self, offset: int) -> Entity | None:
        """Give the entity whose name covers the code point at `offset`."""
        i = bisect_right(self.spans, offset, key=lambda s: s.start) - 1
        return self.entities[self.owners[i]] if i >= 0 and offset < self.spans[i].end else None

    def within(self, start: int, end: int) -> tuple[tuple[Span, Entity], ...]:
        """Give every mention that lies wholly inside `start` to `end`, with its entity, in order."""
        i = bisect_right(self.spans, start - 1, key=lambda s: s.start)
        out = []
        while i < len(self.spans) and self.spans[i].start < end:
            if self.spans[i].end <= end:
                out.append((self.spans[i], self.entities[self.owners[i]]))
            i += 1
        return tuple(out)

    def resolve(self, span: Span) -> Entity | None:
        """Give the entity that a span names: the last person in it, else the last mention in it."""
        inside = self.within(span.start, span.end)
        if not inside:
            return self.at(span.start)
        people = [e for _, e in inside if e.kind == "person"]
        return people[-1] if people else inside[-1][1]

    def get(self, entity: str | None) -> Entity | None:
        """Give the entity with an id."""
        return next((e for e in self.entities if e.id == entity), None)

    def roles_of(self, entity: Entity, until: int | None = None) -> tuple[str, ...]:
        """Give the titles and descriptions printed for an entity, those that begin before `until`, in order."""
        at = int(entity.id[1:]) - 1
        begin = [d for i, d in self.described if i == at]
        told = [r.text for r in entity.roles]
        return tuple(t for d, t in zip(begin, told, strict=False) if until is None or d.start < until)

    def told_by(self, attributions: Sequence[Attribution]) -> tuple[Entity, ...]:
        """Give the entities, each role given to the innermost attribution in whose words it stands (null: the outlet)."""
        roles: dict[int, list[RoleSaid]] = {}
        seen: dict[int, int] = {}
        for i, place in self.described:
            k = seen[i] = seen.get(i, -1) + 1
            roles.setdefault(i, []).append(RoleSaid(self.entities[i].roles[k].text, _innermost(place, attributions)))
        return tuple(replace(e, roles=tuple(dict.fromkeys(roles.get(i, ())))) for i, e in enumerate(self.entities))


def _innermost(place: Description, attributions: Sequence[Attribution]) -> str | None:
    best, size = None, 0
    for a in attributions:
        for c in a.content:
            if c.start <= place.start and place.end <= c.end and (best is None or c.end - c.start < size):
                best, size = a.id, c.end - c.start
    return best


def build_index(page: ParsedReport, clusters: Sequence[Cluster]) -> EntityIndex:
    """Number the clusters in order of first mention, with their roles, parents and exact mentions."""
    ordered = sorted(clusters, key=lambda c: min(n.start for n in c.names))
    text = page.report.text
    mentions = sorted((n.start, n.end, i) for i, c in enumerate(ordered) for n in c.names)
    spans = tuple(Span(s, e, text[s:e]) for s, e, _ in mentions)
    owners = tuple(i for _, _, i in mentions)
    bare = EntityIndex(tuple(_entity(i, c, text) for i, c in enumerate(ordered)), spans, owners)
    described: list[tuple[int, Description]] = []
    entities = []
    for i, (entity, cluster) in enumerate(zip(bare.entities, ordered, strict=True)):
        names = sorted(cluster.names, key=lambda n: n.start)
        places = sorted(
            {d for n in names for d in find_roles(page, n)} if cluster.kind == "person" else (),
            key=lambda d: (d.start, d.end),
        )
        described.extend((i, d) for d in places)
        roles = tuple(RoleSaid(text[d.start : d.end]) for d in places)
        entities.append(replace(entity, roles=roles, parent=_parent(page, bare, i, cluster)))
    return EntityIndex(tuple(entities), spans, owners, tuple(described))


def _entity(i: int, cluster: Cluster, text: str) -> Entity:
    names = sorted(cluster.names, key=lambda n: n.start)
    printed = list(dict.fromkeys([*(n.text for n in names), *sorted(cluster.aliases)]))
    kind = cluster.kind
    return Entity(
        f"n{i + 1}",
        kind,
        cluster.full(),
        tuple(printed),
        (),
        None,
        tuple(Span(n.start, n.end, text[n.start : n.end]) for n in names),
    )


def _parent(page: ParsedReport, index: EntityIndex, own: int, cluster: Cluster) -> str | None:
    if cluster.kind not in ("organization", "group"):
        return None
    for name in cluster.names:
        offset = find_owner(page, name)
        owner = index.at(offset) if offset is not None else None
        if owner is not None and owner is not index.entities[own] and owner.kind in ("organization", "group", "place"):
            return owner.id
    return None
