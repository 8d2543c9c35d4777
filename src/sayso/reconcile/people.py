"""People and bodies across reports: every spelling joined, namesakes kept apart by what is said of them.

Nodes are the entities of single reports. Full names join first, across all reports; short ones ("the board", "Maldik")
then join the one full name of their report, else of their event. What only resembles stays apart and is shown.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.language.bodies import body_initials, body_words, compare_bodies
from sayso.language.names import compare_names, fold_word, name_keys, name_words
from sayso.model import Entity, Judgement, Mention, Person, Reading, UnsurePair, span_of
from sayso.model.identity import claim_id, report_key

SAME_HERE = 0.8  # two full names within one event: one letter of a word may differ ("Inge Marn", "Inga Marn": 0.93)
SAME_ANYWHERE = 0.93  # without an event in common: spellings of every word by sound
UNSURE = 0.72
CROWD = 40  # names compared within one key: a crowd of one family name is compared with its most printed names
BODIES = ("organization", "group", "agency", "outlet")
_AGE = re.compile(r"^,\s*(?:aged?\s+)?(\d{1,2})\b|^\s*\((\d{1,2})\)")
_AGED = re.compile(r"\b(\d{1,2})-year-old\s+(?:\w+\s+){0,2}$")
_JOINT = re.compile(r",? and |, ")
_LAST_JOINT = re.compile(r"and $")
_INITIALS = re.compile(r" \([A-Z][A-Z.]{1,8}\)")
_SMALL = frozenset(["the", "a", "an", "of", "and", "for", "in", "who", "his", "her", "their", "former", "then", "late"])


@dataclass(frozen=True, slots=True)
class Node:
    """One entity of one report: `id` is its claim id, `event` the group that its report's main telling stands in."""

    id: str
    report: str
    order: int  # place of its report in the fixed order of reports
    event: int
    entity: Entity
    age: int | None = None
    forms: tuple[str, ...] = ()  # names as printed, with initials that stand behind them in brackets
    taken_for_body: bool = False  # read as a body, but named like a person of its event

    @property
    def body(self) -> bool:
        """True for bodies, false for persons."""
        return self.entity.kind in BODIES and not self.taken_for_body


@dataclass(slots=True)
class _Joined:
    """Nodes under way to one person, by union of indexes; pairs judged different are never in one set."""

    nodes: Sequence[Node]
    parent: list[int] = field(default_factory=list)
    members: dict[int, list[int]] = field(default_factory=dict)
    foes: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    bodies: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))  # by event

    def root(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int, forced: bool = False) -> bool:
        a, b = self.root(i), self.root(j)
        if a == b:
            return True
        if b in self.foes.get(a, ()) or (not forced and self._clash(a, b)):
            return False
        a, b = min(a, b), max(a, b)
        self.parent[b] = a
        self.members[a] += self.members.pop(b)
        for foe in self.foes.pop(b, set()):
            self.foes[foe].discard(b)
            self.foes[foe].add(a)
            self.foes[a].add(foe)
        return True

    def _clash(self, a: int, b: int) -> bool:
        """Two ages a year and more apart within one event, or two people of one full name in one report."""
        ages = [{n.age for n in self._of(x) if n.age is not None} for x in (a, b)]
        if ages[0] and ages[1] and min(abs(x - y) for x in ages[0] for y in ages[1]) > 3:
            return True
        here: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for node in self._of(a):
            here[node.report].add(_full(node))
        return any(n.report in here and _full(n) in here[n.report] and len(_full(n)) > 1 for n in self._of(b))

    def _of(self, root: int) -> Iterator[Node]:
        return (self.nodes[i] for i in self.members[root][:12])


@dataclass(frozen=True, slots=True)
class People:
    """The joined people and bodies, the id under which each node stands, and the pairs left open."""

    people: tuple[Person, ...]
    home: Mapping[tuple[str, str], str]  # (report, local entity id) → id of the person
    unsure: tuple[UnsurePair, ...]


def list_nodes(readings: Sequence[Reading], ids: Sequence[Mapping[str, str]], events: Sequence[int]) -> list[Node]:
    """List the persons and bodies of readings; `ids` are each reading's claim ids by address, `events` its group."""
    nodes = []
    for order, (reading, known, event) in enumerate(zip(readings, ids, events, strict=True)):
        for entity in reading.claims.entities:
            if entity.kind == "person" or entity.kind in BODIES:
                text = reading.report.text
                age, forms = said_age(text, entity), _printed(text, entity)
                nodes.append(Node(known[entity.id], reading.report.id, order, event, entity, age, forms))
        nodes += _list_units(reading, order, event)
    return _mend_kinds(nodes)


def _list_units(reading: Reading, order: int, event: int) -> Iterator[Node]:
    """People named together by given names alone ("Mira, Davit and Levon") are a unit besides: a family, a cell."""
    text = reading.report.text
    single = sorted(
        (s.start, s.end)
        for e in reading.claims.entities
        if e.kind == "person" and " " not in e.name
        for s in e.mentions
    )
    run: list[tuple[int, int]] = []
    for spot in [*single, (len(text) + 9, len(text) + 9)]:
        if run and _JOINT.fullmatch(text[run[-1][1] : spot[0]]):
            run.append(spot)
            continue
        if len(run) > 1 and _LAST_JOINT.search(text[run[-2][1] : run[-1][0]]):
            span = span_of(text, run[0][0], run[-1][1])
            identity = claim_id(report_key(reading.report), "entity", span, "group", span.text)
            yield Node(
                identity,
                reading.report.id,
                order,
                event,
                Entity("", "group", span.text, (span.text,), (), None, (span,)),
            )
        run = [spot]


def _mend_kinds(nodes: Sequence[Node]) -> list[Node]:
    """A "body" that bears a person's name of its event is that person: a reader of one report cannot know."""
    persons: dict[int, list[str]] = defaultdict(list)
    for node in nodes:
        if node.entity.kind == "person" and len(node.entity.name.split()) > 1:
            persons[node.event].append(node.entity.name)
    mended = []
    for node in nodes:
        words = node.entity.name.split()
        if node.body and 2 <= len(words) <= 3 and all(w[:1].isupper() and not w.isupper() for w in words):
            near = persons[node.event][:CROWD]
            if any(compare_names(node.entity.name, n).score >= SAME_HERE for n in near):
                node = replace(node, taken_for_body=True, entity=replace(node.entity, kind="person"))  # noqa: PLW2901
        mended.append(node)
    return mended


def said_age(text: str, entity: Entity) -> int | None:
    """Read the age that stands beside a mention ("Halvik, 44," or "the 31-year-old driver Halvik")."""
    if entity.kind != "person":
        return None
    for span in entity.mentions:
        after = _AGE.match(text[span.end : span.end + 12])
        before = _AGED.search(text[max(0, span.start - 40) : span.start])
        found = after or before
        if found:
            return int(next(g for g in found.groups() if g))
    return None


def join_people(nodes: Sequence[Node], judgements: Sequence[Judgement] = ()) -> People:
    """Join the nodes that are one person or body; `judgements` of kind "person" name nodes or people by id."""
    joined = _Joined(nodes, list(range(len(nodes))), {i: [i] for i in range(len(nodes))})
    for i, node in enumerate(nodes):
        if node.body:
            joined.bodies[node.event].append(i)
    _take_judgements(joined, judgements)
    unsure: dict[tuple[int, int], float] = {}
    for body in (False, True):
        own = [i for i, n in enumerate(nodes) if n.body == body]
        _join_alike(joined, own)
        _join_full(joined, own, unsure)
        _join_short(joined, own)
    return _people_of(joined, unsure)


def _take_judgements(joined: _Joined, judgements: Sequence[Judgement]) -> None:
    by_id = {node.id: i for i, node in enumerate(joined.nodes)}
    for judgement in sorted(judgements, key=lambda j: (j.verdict != "different", j.left, j.right)):
        left, right = by_id.get(judgement.left), by_id.get(judgement.right)
        if left is None or right is None:
            continue
        if judgement.verdict == "different":
            joined.foes[left].add(right)
            joined.foes[right].add(left)
        elif judgement.verdict == "same":
            joined.join(left, right, forced=True)


def _full(node: Node) -> tuple[str, ...]:
    return body_words(node.entity.name) if node.body else tuple(w.folded for w in name_words(node.entity.name))


def _join_alike(joined: _Joined, own: Sequence[int]) -> None:
    """Names of the same folded words: one person, unless what is said of them, or one report, sets them apart."""
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in own:
        full = _full(joined.nodes[i])
        if len(full) > 1 or (full and joined.nodes[i].body):
            alike[full].append(i)
    for same in alike.values():
        heads: list[int] = []
        for i in same:
            if not any(_same_told(joined.nodes[h], joined.nodes[i]) and joined.join(h, i) for h in heads[:CROWD]):
                heads.append(i)


def _same_told(a: Node, b: Node) -> bool:
    """Namesakes of two events are two people where each is described and no word of the descriptions agrees."""
    if a.body or a.event == b.event:
        return True
    left, right = _described(a), _described(b)
    return not left or not right or bool(left & right)


def _described(node: Node) -> set[str]:
    said = " ".join(role.text for role in node.entity.roles)
    return {fold_word(w) for w in re.findall(r"[^\W\d_]+", said) if w.casefold() not in _SMALL and len(w) > 2}


def _join_full(joined: _Joined, own: Sequence[int], unsure: dict[tuple[int, int], float]) -> None:
    keyed: dict[str, list[int]] = defaultdict(list)
    for i in sorted({joined.root(i) for i in own}):
        node = joined.nodes[i]
        keys = _body_keys(node) if node.body else name_keys(node.entity.name)
        for key in keys if len(_full(node)) > 1 or node.body else ():
            keyed[key].append(i)
    met: set[tuple[int, int]] = set()
    for key in sorted(keyed):
        crowd = keyed[key]
        for n, i in enumerate(crowd):
            for j in crowd[n + 1 : n + 1 + CROWD]:
                if (i, j) not in met:
                    met.add((i, j))
                    _judge_pair(joined, i, j, unsure)


def _body_keys(node: Node) -> set[str]:
    words = {w[:6] for name in (node.entity.name, *node.entity.names) for w in body_words(name)}
    return words | {"/" + i for name in (node.entity.name, *node.entity.names) for i in body_initials(name)}


def _judge_pair(joined: _Joined, i: int, j: int, unsure: dict[tuple[int, int], float]) -> None:
    a, b = joined.nodes[i], joined.nodes[j]
    events = [{joined.nodes[m].event for m in joined.members[joined.root(x)][:CROWD]} for x in (i, j)]
    together = bool(events[0] & events[1])
    if a.body:
        verdict = max((_body_order(compare_bodies(x, y)) for x in _names(a) for y in _names(b)), default=0)
        if verdict == 2 or (verdict == 1 and together and _only_one(joined, i, j)):
            joined.join(i, j)
        return
    score = max(compare_names(x, y).score for x in _names(a, 2) for y in _names(b, 2))
    if score >= (SAME_HERE if together else SAME_ANYWHERE) and _same_told(a, b):
        joined.join(i, j)
    elif score >= UNSURE and together:
        unsure[i, j] = score


def _body_order(likeness: str) -> int:
    return {"same": 2, "short form": 1}.get(likeness, 0)


def _names(node: Node, words: int = 1) -> list[str]:
    names = dict.fromkeys((node.entity.name, *node.entity.names))
    return [n for n in names if len(name_words(n)) >= words or node.body] or [node.entity.name]


def _only_one(joined: _Joined, i: int, j: int) -> bool:
    """A short form joins only where its event has no other body that it could be short for."""
    short = joined.nodes[i if len(_full(joined.nodes[i])) <= len(_full(joined.nodes[j])) else j]
    others = ((k, joined.nodes[k]) for k in joined.bodies[short.event][:CROWD])
    longer = {
        joined.root(k)
        for k, n in others
        if len(_full(n)) > len(_full(short)) and compare_bodies(short.entity.name, n.entity.name) == "short form"
    }
    return len(longer) <= 1


def _join_short(joined: _Joined, own: Sequence[int]) -> None:
    """A single name joins the one full name of its report that has it, else of its event."""
    if not own or joined.nodes[own[0]].body:
        return
    by_report, by_event = defaultdict(list), defaultdict(list)
    for i in own:
        if len(_full(joined.nodes[i])) > 1:
            by_report[joined.nodes[i].report].append(i)
            by_event[joined.nodes[i].event].append(i)
    singles = [i for i in own if len(_full(joined.nodes[i])) == 1]
    for i in singles:
        node = joined.nodes[i]
        for among in (by_report[node.report], by_event[node.event]):
            fits = {joined.root(j) for j in among if _is_part(node, joined.nodes[j])}
            if len(fits) == 1:
                joined.join(i, fits.pop())
                break
    alone: dict[tuple[int, tuple[str, ...]], int] = {}
    for i in singles:
        if len(joined.members.get(joined.root(i), ())) == 1:
            first = alone.setdefault((joined.nodes[i].event, _full(joined.nodes[i])), i)
            joined.join(first, i)


def _is_part(single: Node, full: Node) -> bool:
    (word,) = name_words(single.entity.name)[:1]
    words = name_words(full.entity.name)
    return any(w.folded == word.folded for w in (words[0], words[-1]))


def _people_of(joined: _Joined, unsure: Mapping[tuple[int, int], float]) -> People:
    people, home, ids = [], {}, {}
    for root in sorted(joined.members):
        nodes = sorted((joined.nodes[i] for i in joined.members[root]), key=lambda n: (n.order, n.entity.id))
        person = _person_of(nodes)
        people.append(person)
        ids[root] = person.id
        for node in nodes:
            home[node.report, node.entity.id] = person.id
    parents = {n.id: home.get((n.report, n.entity.parent or "")) for n in joined.nodes}
    people = [_with_parent(p, parents.get(p.id)) for p in people]
    pairs = {
        tuple(sorted((ids[joined.root(i)], ids[joined.root(j)]))): score
        for (i, j), score in unsure.items()
        if joined.root(i) != joined.root(j)
    }
    open_pairs = (
        UnsurePair("person", a, b, round(s, 3), (("names", f"{s:.2f}"),)) for (a, b), s in sorted(pairs.items())
    )
    return People(tuple(sorted(people, key=lambda p: p.id)), home, tuple(open_pairs))


def _person_of(nodes: Sequence[Node]) -> Person:
    names = dict.fromkeys(name for n in nodes for name in (n.entity.name, *n.entity.names, *n.forms))
    printed: dict[str, int] = defaultdict(int)
    for node in nodes:
        printed[node.entity.name] += 1
    name = max(sorted(printed), key=lambda n: (min(3, len(name_words(n))), printed[n], len(n)))
    mentions = tuple(Mention(n.report, s.start, s.end, s.text) for n in nodes for s in n.entity.mentions)
    told = dict.fromkeys((role.text, n.report) for n in nodes for role in n.entity.roles)
    return Person(nodes[0].id, name, tuple(sorted(names)), mentions, nodes[0].entity.kind, None, tuple(told))


def _printed(text: str, entity: Entity) -> tuple[str, ...]:
    """Names as they stand in the text, and once more with the initials that follow in brackets: "... (ICRC)"."""
    found: dict[str, None] = {}
    for span in entity.mentions:
        if span.text[:1].isupper() or span.text.startswith("the "):
            found[span.text] = None
            behind = _INITIALS.match(text, span.end)
            if behind:
                found[span.text + behind[0]] = None
    return tuple(found)


def _with_parent(person: Person, parent: str | None) -> Person:
    if parent is None or parent == person.id:
        return person
    return replace(person, parent=parent)
