"""What settling derives of each report alone: its tellings, words, passages, names. Made once for each reading."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.language.names import fold_word
from sayso.model import Reading, Review, Span
from sayso.model.identity import claim_id, claim_ids, report_key
from sayso.reconcile.echoes import Passage, cut_passages
from sayso.reconcile.likeness import Words, count_words
from sayso.reconcile.marks import find_marks
from sayso.reconcile.memory import Memory, Same
from sayso.reconcile.nodes import Node, list_nodes
from sayso.reconcile.reviewing import apply_reviews
from sayso.reconcile.rounds import Round, read_round
from sayso.reconcile.tellings import Telling, published_day, tell_events


@dataclass(frozen=True, slots=True)
class Named:
    """The folded names of a report's persons (in full) and of its bodies and places, in order."""

    persons: tuple[str, ...]
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A reading, corrected by reviews, with what is derived of it alone. `day` is the ordinal of its publication."""

    id: str
    reading: Reading
    ids: Mapping[str, str]
    tellings: tuple[Telling, ...]
    day: int | None
    words: Words
    named: Named
    marks: tuple[str, ...]
    figures: tuple[float, ...]
    round: Round
    passages: tuple[Passage, ...]
    nodes: tuple[Node, ...]
    reviews: tuple[Review, ...]

    @property
    def main(self) -> Telling:
        """The happening that the report mainly tells."""
        return self.tellings[0]


def shelve(readings: Iterable[Reading], reviews: Sequence[Review], memory: Memory) -> tuple[Sheet, ...]:
    """Sort readings into their fixed order, each report once, corrected by reviews."""
    unique: dict[str, Reading] = {}
    for one in sorted(readings, key=lambda r: (r.recorded or "", r.report.sha256)):
        unique[one.report.id] = one  # of two versions of one report the later one stands
    ordered = sorted(unique.values(), key=lambda r: (r.report.published or "~", r.report.id, r.report.sha256))
    by_claim = {r.claim: r for r in reviews}
    return tuple(_take_sheet(reading, by_claim, memory) for reading in ordered)


def _take_sheet(reading: Reading, by_claim: Mapping[str, Review], memory: Memory) -> Sheet:
    same = Same(reading)
    ids = memory.recall("ids", same, lambda: claim_ids(reading.report, reading.claims))
    own = tuple(by_claim[i] for i in sorted(by_claim.keys() & set(ids.values()))) if by_claim else ()
    return memory.recall("sheet", (same, own), lambda: _make_sheet(apply_reviews(reading, own), ids, own))


def _make_sheet(reading: Reading, ids: Mapping[str, str], reviews: tuple[Review, ...]) -> Sheet:
    report = reading.report
    text = f"{report.title or ''}. {report.text}"
    tellings = tell_events(reading)
    return Sheet(
        id=report.id,
        reading=reading,
        ids=ids,
        tellings=tellings,
        day=published_day(reading),
        words=count_words(text),
        named=_list_names(reading),
        marks=tuple(sorted(find_marks(text))),
        figures=tuple(sorted(tellings[0].numbers | tellings[0].ordinals)),
        round=read_round(reading, tellings),
        passages=cut_passages(reading),
        nodes=tuple(list_nodes(reading, ids)),
        reviews=reviews,
    )


def _list_names(reading: Reading) -> Named:
    persons, bodies = set(), set()
    for entity in reading.claims.entities:
        folded = " ".join(fold_word(w) for w in entity.name.split())
        if entity.kind == "person" and " " in entity.name:
            persons.add(folded)
        elif entity.kind in ("organization", "group", "place"):
            bodies.add(folded)
    return Named(tuple(sorted(persons)), tuple(sorted(bodies)))


def untold_id(sheet: Sheet) -> str:
    """Give the id of the event of a report in which no event was read: that of the report's whole text."""
    return claim_id(report_key(sheet.reading.report), "event", Span(0, 0, ""), "event", "not read")
