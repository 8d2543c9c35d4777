"""Parties of a joined event: who is named in each role, each body once, without words that name nobody."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.language.names import fold_word
from sayso.model import Party, Reading
from sayso.reconcile.tellings import Telling

_NOBODY = frozenset(
    "they them those these this that he him she her it its we us i me who whom whose which one ones others other both all "
    "some many several most none nobody no someone somebody anyone everyone each neither either two another second "
    "first third fourth fifth sixth seventh eighth ninth tenth last former latter word words the a an of "
    "papa mama dad daddy mum mom mummy mommy grandpa grandma baba".split()
)
NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen dozens scores "
    "hundreds thousands and about around some nearly almost over more than at least another".split()
)
OPENING = frozenset("the a an his her its their our my these those this that no some all other several".split())
_STATES = frozenset("sultanate republic kingdom emirate state federation commonwealth principality".split())
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
STEM = 6  # letters of a word that are compared: "Calmar" and "Calmaran" are of one country


@dataclass(frozen=True, slots=True)
class _Told:
    """One participant as one telling names it."""

    party: Party
    stems: frozenset[str]
    named: bool


def list_parties(
    tellings: Sequence[Telling], readings: Mapping[str, Reading], people: Mapping[str, Mapping[str, str]]
) -> tuple[Party, ...]:
    """Give who takes part in an event, by role: the named ones where there are any, else those told by a common noun.

    Figures, pronouns and ordinals name nobody and are left out (counts are values of the event); a shorter name of a
    body stands under the longer one, where only one fits. `readings` are keyed by report id, `people` by report id and
    local entity id.
    """
    by_role: dict[str, list[_Told]] = defaultdict(list)
    for telling in tellings:
        for claim in telling.events:
            for one in claim.participants:
                person = people[telling.report].get(one.entity or "")
                name = one.name if person else _full_name(one.name, readings[telling.report])
                told = _tell(Party(one.role, name, person, (telling.report,)))
                if told is not None:
                    by_role[one.role].append(told)
    return tuple(party for role in sorted(by_role) for party in _join_names(by_role[role]))


def _tell(party: Party) -> _Told | None:
    words = _WORD.findall(party.name)
    low = [w.casefold() for w in words]
    if not low:  # a stroke or a bracket that was read for somebody
        return None
    if not party.person and (all(w in _NOBODY | NUMBERS or w.isdigit() for w in low) or low[0] in ("whose", "one")):
        return None
    bearing = [w for w in low if w not in OPENING and w not in ("of", "in", "at")]
    if "of" in low:
        bearing = [w for w in bearing if w not in _STATES] or bearing  # "Sultanate of Nadhira" is Nadhira
    stems = frozenset(fold_word(w)[:STEM] or w for w in bearing)
    counted = low[0] in NUMBERS or any(c.isdigit() for c in party.name)
    capitals = [w for w, plain in zip(words, low, strict=True) if w[:1].isupper() and plain not in OPENING]
    first_only = capitals == words[:1] and len(words) > 1
    return _Told(party, stems, bool(party.person) or (bool(capitals) and not counted and not first_only))


def _full_name(name: str, reading: Reading) -> str:
    """Give the one body of the report whose name ends in this single word ("Front": "Ostal Front"), else the name."""
    if " " in name.strip() or not name[:1].isupper():
        return name
    fuller = {
        e.name
        for e in reading.claims.entities
        if e.kind in ("group", "organization") and e.name.endswith(f" {name}") and len(e.name.split()) <= 5
    }
    return next(iter(fuller)) if len(fuller) == 1 else name


def _join_names(told: Sequence[_Told]) -> list[Party]:
    chosen = [t for t in told if t.named] or list(told)
    groups: dict[tuple[str, ...], list[_Told]] = defaultdict(list)
    for one in chosen:
        groups[(one.party.person,) if one.party.person else tuple(sorted(one.stems))].append(one)
    for key in sorted(groups, key=lambda k: (len(k), k)):
        own = groups[key][0]
        wider = [k for k in groups if k != key and _holds(groups[k][0], own)]
        if len(wider) == 1:
            groups[wider[0]] += groups.pop(key)
    found = [
        replace(members[0].party, reports=tuple(dict.fromkeys(r for m in members for r in m.party.reports)))
        for members in groups.values()
    ]
    return sorted(found, key=lambda p: (-len(p.reports), p.name))


def _holds(longer: _Told, shorter: _Told) -> bool:
    """True where one name holds all words of the other, of which no person or body is joined yet."""
    return bool(shorter.stems) and shorter.party.person is None and shorter.stems <= longer.stems
