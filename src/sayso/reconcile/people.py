"""People and bodies across reports: every spelling joined, namesakes kept apart by what is said of them.

Full names join first, across all reports; short ones ("the board", "Maldik") then join the one full name of their report,
else of their event. What only resembles stays apart and is shown.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from sayso.language.bodies import compare_bodies
from sayso.language.names import compare_names, name_words
from sayso.model import Judgement, Mention, Person, UnsurePair
from sayso.reconcile.memory import Memory
from sayso.reconcile.nodes import Node, make_node, may_be_person, may_be_surname, occupations

SAME_HERE = 0.8  # two full names within one event: one letter of a word may differ ("Inge Marn", "Inga Marn": 0.93)
SAME_ANYWHERE = 0.93  # without an event in common: spellings of every word by sound
UNSURE = 0.72
SHORTEST = 3  # letters of a given name cut short: an initial may stand for anybody
CROWD = 40  # names compared within one key: a crowd of one family name is compared with its nearest names


@dataclass(slots=True)
class _Joined:
    """Nodes under way to one person, by union of indexes; pairs judged different are never in one set.

    `events` is the group in which each node's report stands.
    """

    nodes: Sequence[Node]
    events: Sequence[int]
    memory: Memory
    parent: list[int] = field(default_factory=list)
    members: dict[int, list[int]] = field(default_factory=dict)
    foes: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    bodies: dict[int, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))  # by event: name, first node

    def __post_init__(self) -> None:
        self.parent = list(range(len(self.nodes)))
        self.members = {i: [i] for i in self.parent}
        for i, node in enumerate(self.nodes):
            if node.body:
                self.bodies[self.events[i]].setdefault(node.entity.name, i)

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
        """Two ages years apart within one event, or two that one report names in full, in one script, with as many words."""
        ages = [{n.age for n in self._of(x) if n.age is not None} for x in (a, b)]
        if ages[0] and ages[1] and min(abs(x - y) for x in ages[0] for y in ages[1]) > 3:
            return True
        here = {_print_of(n) for n in self._of(a)}
        return any(len(n.full) > 1 and _print_of(n) in here for n in self._of(b))

    def _of(self, root: int) -> Iterator[Node]:
        return (self.nodes[i] for i in self.members[root][:12])

    def years_apart(self, a: int, b: int) -> float:
        """How far the ages of two are apart; where one is not told, further than a birthday."""
        one, other = self.nodes[a].age, self.nodes[b].age
        return 1.5 if one is None or other is None else abs(one - other)

    def same_told(self, a: int, b: int) -> bool:
        """Namesakes of two events are two people where each is described and no word of the descriptions agrees.

        Within one event so are two of whom one has a name more and each an office or trade, and these differ: a teacher Adan and a
        lawyer Adan Warsin.
        """
        if self.nodes[a].body:
            return True
        left, right = ({w for n in self._of(self.root(x)) for w in n.described} for x in (a, b))
        if not left or not right or left & right:
            return True
        if self.events[a] != self.events[b]:
            return False
        as_long = {len(self.nodes[a].full)} & {len(self.nodes[b].full)}
        return bool(as_long) or not (left & occupations() and right & occupations())


def _print_of(node: Node) -> tuple[object, ...]:
    """What no two nodes of one person have in common: one report spells a person's full name one way. Bodies may go by two names."""
    return (node.report, node.script, node.full if node.body else len(node.full))


Standing = tuple[tuple[str, str], ...]  # of one report: local entity id, id of the joined person or body


@dataclass(frozen=True, slots=True)
class People:
    """The joined people and bodies, who the entities of each report are, and the pairs left open."""

    people: tuple[Person, ...]
    standings: Mapping[str, Standing]  # by report id
    unsure: tuple[UnsurePair, ...]


def join_people(
    told: Sequence[Sequence[Node]],
    events: Sequence[int],
    judgements: Sequence[Judgement],
    memory: Memory,
    outlets: Iterable[str] = (),
) -> People:
    """Join the nodes that are one person or body.

    `told` are the nodes of each report in the fixed order of reports, `events` the group of each report. `judgements` of
    kind "person" name nodes by id. `outlets` are those of the reports: whoever bears the name of one is no person.
    """
    nodes = [n for own in told for n in own]
    homes = [event for own, event in zip(told, events, strict=True) for _ in own]
    nodes = _mend_outlets(nodes, {o.casefold() for o in outlets}, memory)
    joined = _Joined(_mend_kinds(nodes, homes, memory), homes, memory)
    _take_judgements(joined, judgements)
    unsure: dict[tuple[int, int], float] = {}
    for body in (False, True):
        own = [i for i, n in enumerate(joined.nodes) if n.body == body]
        _join_alike(joined, own)
        _join_near(joined, own, unsure)
        if not body:
            _join_alike(joined, own)  # once more: spellings that joined have brought their descriptions along
            _join_short(joined, own)
    return _people_of(joined, unsure)


def _mend_kinds(nodes: Sequence[Node], events: Sequence[int], memory: Memory) -> list[Node]:
    """A "body" that bears a person's name of its event is that person: a reader of one report cannot know."""
    persons: dict[int, dict[str, None]] = defaultdict(dict)
    surnames: dict[tuple[int, str], set[tuple[str, ...]]] = defaultdict(set)  # a second name may be the family's
    for node, event in zip(nodes, events, strict=True):
        if node.entity.kind == "person" and " " in node.entity.name:
            persons[event][node.entity.name] = None
            for word in node.full[1:]:
                surnames[event, word].add(node.full)
    mended = []
    for node, event in zip(nodes, events, strict=True):
        near = list(persons[event])[:CROWD] if may_be_person(node) else ()
        bears = may_be_surname(node) and len(surnames.get((event, node.full[0]), ())) == 1
        if bears or any(_compare(node.entity.name, name, memory) >= SAME_HERE for name in near):
            node = memory.recall("taken for a body", node, partial(_as_person, node))  # noqa: PLW2901
        mended.append(node)
    return mended


def _mend_outlets(nodes: Sequence[Node], outlets: Container[str], memory: Memory) -> list[Node]:
    """A "person" that bears the name of an outlet on record ("Sawt Calmar") is that outlet."""
    return [
        memory.recall("taken for a person", node, partial(_as_outlet, node))
        if node.entity.kind == "person" and node.entity.name.casefold() in outlets
        else node
        for node in nodes
    ]


def _as_outlet(node: Node) -> Node:
    return make_node(node.id, node.report, replace(node.entity, kind="outlet"), None, node.forms)


def _as_person(node: Node) -> Node:
    return make_node(node.id, node.report, replace(node.entity, kind="person"), None, node.forms)


def _compare(a: str, b: str, memory: Memory) -> float:
    a, b = (a, b) if a < b else (b, a)
    return memory.recall("two names", (a, b), lambda: compare_names(a, b).score)


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


def _join_alike(joined: _Joined, own: Sequence[int]) -> None:
    """Names of the same folded words: one person, unless what is said of them, or one report, sets them apart."""
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in own:
        node = joined.nodes[i]
        if len(node.full) > 1 or (node.full and node.body):
            alike[node.full].append(i)
    for same in alike.values():
        heads: list[int] = []
        for i in same:
            near = sorted(heads[:CROWD], key=partial(joined.years_apart, i))
            if not any(joined.same_told(h, i) and joined.join(h, i) for h in near):
                heads.append(i)


def _join_near(joined: _Joined, own: Sequence[int], unsure: dict[tuple[int, int], float]) -> None:
    """Join what resembles: first within each event, by any word in common, then across events, by much in common."""
    here: dict[tuple[int, str], dict[int, None]] = defaultdict(dict)
    anywhere: dict[str, list[int]] = defaultdict(list)
    for i in own:
        root = joined.root(i)
        node = joined.nodes[root]
        if len(node.full) < 2 and not node.body:
            continue
        for key in node.keys:
            here[joined.events[i], key][root] = None
        for key in node.tight if root == i else ():
            anywhere[key].append(i)
    met: set[tuple[int, int]] = set()
    for event, key in sorted(here):
        for i, j in _neighbours(sorted(here[event, key]), met):
            _judge_pair(joined, i, j, unsure)
    for key in sorted(anywhere):
        for i, j in _neighbours(anywhere[key], met):
            _judge_pair(joined, i, j, None)


def _neighbours(crowd: Sequence[int], met: set[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for n, i in enumerate(crowd):
        for j in crowd[n + 1 : n + 1 + CROWD]:
            if (i, j) not in met:
                met.add((i, j))
                yield i, j


def _judge_pair(joined: _Joined, i: int, j: int, unsure: dict[tuple[int, int], float] | None) -> None:
    """Judge two heads of names; `unsure` takes what resembles, null where the two have no event in common."""
    a, b = joined.nodes[i], joined.nodes[j]
    if a.body:
        verdict = max((_body_order(compare_bodies(x, y)) for x in a.names for y in b.names), default=0)
        if verdict == 2 or (verdict == 1 and unsure is not None and _only_one(joined, i, j)):
            joined.join(i, j)
        return
    score = max(_compare(x, y, joined.memory) for x in a.names for y in b.names)
    if unsure is not None and a.described & b.described and _is_cut_short(a.entity.name, b.entity.name):
        score = max(score, SAME_HERE)
    if score >= (SAME_ANYWHERE if unsure is None else SAME_HERE) and joined.same_told(i, j):
        joined.join(i, j)
    elif unsure is not None and score >= UNSURE:
        unsure[i, j] = score


def _is_cut_short(a: str, b: str) -> bool:
    """ "Sule Dantik" of whom another report has "Suleman Dantik": a given name cut short, all other words alike."""
    one, other = name_words(a), name_words(b)
    if len(one) != len(other) or len(one) < 2 or [w.folded for w in one[1:]] != [w.folded for w in other[1:]]:
        return False
    short, long = sorted((one[0].plain, other[0].plain), key=len)
    return len(short) >= SHORTEST and long.startswith(short)


def _body_order(likeness: str) -> int:
    return {"same": 2, "short form": 1}.get(likeness, 0)


def _only_one(joined: _Joined, i: int, j: int) -> bool:
    """A short form joins only where its event has no other body that it could be short for."""
    at = i if len(joined.nodes[i].full) <= len(joined.nodes[j].full) else j
    short = joined.nodes[at]
    longer = {
        joined.root(k)
        for name, k in list(joined.bodies[joined.events[at]].items())[:CROWD]
        if len(joined.nodes[k].full) > len(short.full) and compare_bodies(short.entity.name, name) == "short form"
    }
    return len(longer) <= 1


def _join_short(joined: _Joined, own: Sequence[int]) -> None:
    """A single name joins the one full name of its report that has it as a word, else of its event.

    Of several the one that is described alike, else the one that has it as its first or last word.
    """
    by_word: dict[tuple[object, str], dict[int, None]] = defaultdict(dict)
    for i in own:
        node = joined.nodes[i]
        for word in node.full if len(node.full) > 1 else ():
            by_word[node.report, word][i] = None
            by_word[joined.events[i], word][i] = None
    singles = [i for i in own if len(joined.nodes[i].full) == 1]
    for i in singles:
        node = joined.nodes[i]
        for among in ((node.report, node.full[0]), (joined.events[i], node.full[0])):
            fits = _bearers(joined, i, by_word.get(among, ()))
            if len(fits) == 1:
                joined.join(i, fits.pop())
                break
    alone: dict[tuple[int, tuple[str, ...]], int] = {}
    for i in singles:
        if len(joined.members.get(joined.root(i), ())) == 1:
            joined.join(alone.setdefault((joined.events[i], joined.nodes[i].full), i), i)


def _bearers(joined: _Joined, i: int, full: Iterable[int]) -> set[int]:
    """Which of the people whose full names hold a single name may be meant by it."""
    word, described = joined.nodes[i].full[0], joined.nodes[i].described
    bearing = {j: joined.nodes[j].full for j in full}
    alike = {joined.root(j) for j in bearing if described & joined.nodes[j].described}
    outer = {joined.root(j) for j, words in bearing.items() if word in (words[0], words[-1])}
    return alike if len(alike) == 1 else outer or {joined.root(j) for j in bearing}


def _people_of(joined: _Joined, unsure: Mapping[tuple[int, int], float]) -> People:
    home: dict[tuple[str, str], str] = {}
    ids: dict[int, str] = {}
    groups: list[tuple[Node, ...]] = []
    for root in sorted(joined.members):
        group = tuple(joined.nodes[i] for i in _in_order(joined, joined.members[root]))
        groups.append(group)
        ids[root] = group[0].id
        for node in group:
            home[node.report, node.entity.id] = group[0].id
    above = (g[0].entity.parent for g in groups)
    parents = (home.get((g[0].report, parent)) if parent else None for g, parent in zip(groups, above, strict=True))
    people = [
        joined.memory.recall("person", (group, parent), partial(_person_of, group, parent))
        for group, parent in zip(groups, parents, strict=True)
    ]
    pairs = {
        tuple(sorted((ids[joined.root(i)], ids[joined.root(j)]))): score
        for (i, j), score in unsure.items()
        if joined.root(i) != joined.root(j)
    }
    open_pairs = (
        UnsurePair("person", a, b, round(s, 3), (("names", f"{s:.2f}"),)) for (a, b), s in sorted(pairs.items())
    )
    standings: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for node in (n for n in joined.nodes if n.entity.id):  # a unit has no id: nobody speaks for it
        standings[node.report].append((node.entity.id, home[node.report, node.entity.id]))
    people.sort(key=lambda p: p.id)
    return People(tuple(people), {r: tuple(own) for r, own in standings.items()}, tuple(open_pairs))


def _in_order(joined: _Joined, members: Iterable[int]) -> list[int]:
    """By report, and within a report by the entity's local id."""
    firsts: dict[str, int] = {}
    for i in sorted(members):
        firsts.setdefault(joined.nodes[i].report, i)
    return sorted(members, key=lambda i: (firsts[joined.nodes[i].report], joined.nodes[i].entity.id))


def _person_of(nodes: Sequence[Node], parent: str | None) -> Person:
    names = dict.fromkeys(name for n in nodes for name in (n.entity.name, *n.entity.names, *n.forms))
    printed: dict[str, int] = defaultdict(int)
    for node in nodes:
        printed[node.entity.name] += 1
    name = max(sorted(printed), key=lambda n: (min(3, len(name_words(n))), printed[n], len(n)))
    mentions = tuple(Mention(n.report, s.start, s.end, s.text) for n in nodes for s in n.entity.mentions)
    told = dict.fromkeys((role.text, n.report) for n in nodes for role in n.entity.roles)
    above = None if parent == nodes[0].id else parent
    return Person(nodes[0].id, name, tuple(sorted(names)), mentions, nodes[0].entity.kind, above, tuple(told))
