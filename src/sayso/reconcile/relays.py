"""The links between reports: one wire text, one utterance in several cuts; each report is tied to where it had it from.

Links are a folded graph: a report is tied to the first that carries the text, or to the agency that it names, not to every
other copy. What is sure rests on the reports of one event alone, and is kept with them.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from sayso.language.names import fold_word
from sayso.model import Attribution, Echo, Reading
from sayso.model.record import Certainty
from sayso.reconcile.echoes import Tie
from sayso.reconcile.linkage import Union
from sayso.reconcile.memory import Memory
from sayso.reconcile.people import Standing
from sayso.reconcile.sheets import Sheet
from sayso.reconcile.tellings import published_day
from sayso.reconcile.wires import cite_keys, home_keys, named_wires

SURE_WORDS = 24  # words of shared passages from which two reports of one event carry one text
SURE_PART = 0.3  # or this part of the shorter report's words
COPY = 0.9  # of both reports: one text, under one echo however many carry it
SAME_WORDS = 0.3  # words that two cuts of one person's utterance share, of the shorter
BODYS_WORDS = 0.7  # a body speaks all day, a person again another day: more must be the same
CARRIED = 1  # days within which an utterance is carried
FEWEST_WORDS = 4  # bearing words of an utterance that can be recognised
Pair = tuple[str, str]

Cuts = Mapping[Pair, frozenset[str]]  # two reports → the speakers whose one utterance both carry


@dataclass(slots=True)
class _Link:
    """What ties two reports: the passages that both carry, in the order in which they were found, and why."""

    passages: dict[tuple[str, int, int], None] = field(default_factory=dict)
    words: int = 0
    reasons: list[str] = field(default_factory=list)
    certainty: Certainty = "possible"

    def carry(self, tie: Tie) -> None:
        """Add two passages that carry one text."""
        spots = [(p.report, p.start, p.end) for p in tie]
        if not all(spot in self.passages for spot in spots):
            self.words += min(len(p.words) for p in tie)
        self.passages |= dict.fromkeys(sorted(spot for spot in spots if spot not in self.passages))


@dataclass(frozen=True, slots=True)
class Relays:
    """The echoes of some reports, whole copies and other links, and the utterances that two of them carry in two cuts."""

    copies: tuple[Echo, ...]
    links: tuple[Echo, ...]
    cuts: Cuts


def link_echoes(
    groups: Sequence[Sequence[Sheet]], ties: Iterable[Tie], standings: Mapping[str, Standing], memory: Memory
) -> tuple[tuple[Echo, ...], Cuts]:
    """Give the echoes among all reports, and which two carry one utterance in two cuts; a group is the reports of one event.

    Sure within one event; a pattern of sentence that two events share is possible, for review. `standings` say, by report
    id, who the entities of each report are.
    """
    home = {sheet.id: n for n, group in enumerate(groups) for sheet in group}
    within: dict[int, list[Tie]] = defaultdict(list)
    across: dict[Pair, list[Tie]] = defaultdict(list)
    for tie in ties:
        left, right = tie[0].report, tie[1].report
        if home[left] == home[right]:
            within[home[left]].append(tie)
        else:
            across[(left, right) if (right, left) not in across else (right, left)].append(tie)
    patterns = [
        memory.recall("pattern", (pair, *own), partial(_link_across, pair, own)) for pair, own in across.items()
    ]
    found = []
    for n, group in enumerate(groups):
        key = (tuple(group), tuple(within[n]), tuple(standings[s.id] for s in group)) if len(group) > 1 else None
        found.append(memory.recall("relays", key, partial(_link_event, *key)) if key else Relays((), (), {}))
    copies = sorted((e for relays in found for e in relays.copies), key=_reports)
    links = sorted((*patterns, *(e for relays in found for e in relays.links)), key=_reports)
    return (*copies, *links), {pair: told for relays in found for pair, told in relays.cuts.items()}


def _link_across(pair: Pair, ties: Iterable[Tie]) -> Echo:
    """A pattern of sentence that reports of two events share."""
    link = _Link()
    for tie in ties:
        link.carry(tie)
    link.reasons.append(f"{link.words} words in common passages")
    return _echo(pair, link)


def _reports(echo: Echo) -> tuple[str, ...]:
    return echo.reports


def _link_event(sheets: Sequence[Sheet], ties: Sequence[Tie], standings: Sequence[Standing]) -> Relays:
    links: dict[Pair, _Link] = defaultdict(_Link)
    copies = _note_passages(links, ties, {s.id: max(1, len(s.reading.report.text.split())) for s in sheets})
    told = [s.reading for s in sheets]
    _note_wires(links, told)
    reach: dict[str, set[str]] = defaultdict(set)
    for pair, link in links.items():
        if link.certainty == "sure":
            for report in pair:
                reach[report] |= set(pair)
    cuts: dict[Pair, set[str]] = defaultdict(set)
    for pair, speaker, share in _same_utterances(told, [dict(own) for own in standings]):
        if reach.get(pair[0], set()) & reach.get(pair[1], set()):
            continue
        if share >= 1:
            cuts[pair].add(speaker)
            cuts[pair[::-1]].add(speaker)
            _tie(links, pair, "sure", "one speaker's words in two cuts")
        else:
            _tie(links, pair, "possible", "one speaker, like words")
    told_links = tuple(_echo(pair, link) for pair, link in links.items() if link.reasons and pair not in copies)
    return Relays(_fold_copies(copies), told_links, {pair: frozenset(own) for pair, own in cuts.items()})


def _note_passages(links: dict[Pair, _Link], ties: Iterable[Tie], lengths: Mapping[str, int]) -> set[Pair]:
    """Note what the reports of one event share; gives the pairs of which both are one text."""
    for tie in ties:
        pair = (tie[0].report, tie[1].report)
        links[pair if pair[::-1] not in links else pair[::-1]].carry(tie)
    copies = set()
    for pair, link in links.items():
        shorter, longer = sorted(lengths[r] for r in pair)
        if link.words >= COPY * longer:
            copies.add(pair)
        enough = link.words >= SURE_WORDS or link.words >= SURE_PART * shorter
        link.certainty = "sure" if enough else "likely"
        link.reasons.append(f"{link.words} words in common passages")
    return copies


def _note_wires(links: dict[Pair, _Link], told: Sequence[Reading]) -> None:
    """A report that says after whom it tells is tied to the first report of that agency or outlet on the event."""
    homes: dict[str, str] = {}
    for reading in told:
        for key in sorted(home_keys(reading.report.outlet)):
            homes.setdefault(key, reading.report.id)
    for reading in told:
        own = home_keys(reading.report.outlet)
        for name in sorted(named_wires(reading)):
            sources = {homes[key] for key in cite_keys(name) - own if key in homes} - {reading.report.id}
            for source in sorted(sources)[:1]:
                _tie(links, (source, reading.report.id), "sure", f"it names {name} as its source")


def _tie(links: dict[Pair, _Link], pair: Pair, certainty: Certainty, reason: str) -> None:
    link = links[pair[::-1]] if pair[::-1] in links else links[pair]
    link.certainty = certainty if certainty == "sure" or link.certainty == "possible" else link.certainty
    link.reasons.append(reason)


def _same_utterances(told: Sequence[Reading], people: Sequence[Mapping[str, str]]) -> Iterator[tuple[Pair, str, float]]:
    """Give pairs of reports of one event in which one speaker says like words: 1 and more is the same utterance."""
    said: dict[str, list[tuple[str, set[str]]]] = defaultdict(list)
    persons: set[str] = set()
    days = {reading.report.id: published_day(reading) for reading in told}
    for reading, known in zip(told, people, strict=True):
        words: dict[str, set[str]] = defaultdict(set)
        for one in reading.claims.attributions:
            speaker = _speaker(one, known)
            if speaker and one.speaker:
                words[speaker] |= _content_words(one)
                persons |= {speaker} if one.speaker.kind == "person" else set()
        for speaker, own in words.items():
            said[speaker].append((reading.report.id, own))
    for speaker in sorted(said):
        first_report, first = said[speaker][0]
        for report, own in said[speaker][1:]:
            soon = abs((days[report] or 0) - (days[first_report] or 0)) <= CARRIED or None in (
                days[report],
                days[first_report],
            )
            needed = SAME_WORDS if speaker in persons and soon else BODYS_WORDS
            less = min(len(first), len(own))
            share = len(first & own) / less / needed if less >= FEWEST_WORDS else 0.0
            if share >= 0.5:
                yield (first_report, report), speaker, share


def _speaker(one: Attribution, people: Mapping[str, str]) -> str | None:
    if one.speaker is None or one.speaker.kind in ("anonymous", "agency", "outlet", "place"):
        return None
    return people.get(one.speaker.entity or "")


def _content_words(one: Attribution) -> set[str]:
    found = Counter(fold_word(w) for s in one.content for w in re.findall(r"[^\W_]{4,}|\d+", s.text))
    return {w for w in found if w} | {w for s in one.content for w in re.findall(r"\d[\d,.]*\d|\d", s.text)}


def _fold_copies(copies: set[Pair]) -> tuple[Echo, ...]:
    """Fold copies of copies into one echo, however many carry the text."""
    union = Union(sorted({report for pair in copies for report in pair}))
    for left, right in sorted(copies):
        union.join(left, right)
    return tuple(
        Echo(tuple(sorted(reports)), "sure", f"one text, printed {len(reports)} times") for reports, _ in union.sets()
    )


def _echo(pair: Pair, link: _Link) -> Echo:
    return Echo(pair, link.certainty, "; ".join(dict.fromkeys(link.reasons)), tuple(link.passages))
