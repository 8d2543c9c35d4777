"""The links between reports: one wire text, one utterance in several cuts; each report is tied to where it had it from.

Links are a folded graph: a report is tied to the first that carries the text, or to the agency that it names, not to every
other copy.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.language.names import fold_word
from sayso.model import Attribution, Echo, Reading
from sayso.model.record import Certainty
from sayso.reconcile.echoes import Shared
from sayso.reconcile.wires import cite_keys, credit_names, home_keys

SURE_WORDS = 24  # words of shared passages from which two reports of one event carry one text
SURE_PART = 0.3  # or this part of the shorter report's words
COPY = 0.9  # of both reports: one text, under one echo however many carry it
SAME_WORDS = 0.3  # words that two cuts of one person's utterance share, of the shorter
BODYS_WORDS = 0.7  # a body speaks all day: more must be the same
FEWEST_WORDS = 4  # bearing words of an utterance that can be recognised
Pair = tuple[str, str]


@dataclass(slots=True)
class _Link:
    passages: list[tuple[str, int, int]] = field(default_factory=list)
    words: int = 0
    reasons: list[str] = field(default_factory=list)
    certainty: Certainty = "possible"


@dataclass(frozen=True, slots=True)
class Relays:
    """The echoes, and for each two reports that carry one utterance the speakers whose it is."""

    echoes: tuple[Echo, ...]
    cuts: Mapping[Pair, frozenset[str]]


def link_echoes(
    readings: Sequence[Reading],
    shared: Sequence[Shared],
    homes: Mapping[str, int],
    people: Mapping[tuple[str, str], str],
) -> Relays:
    """Give the echoes among the reports; `homes` is the group of each report, `people` its joined entities.

    Sure within one event; a pattern of sentence that two events share is possible, for review.
    """
    links: dict[Pair, _Link] = defaultdict(_Link)
    lengths = {r.report.id: max(1, len(r.report.text.split())) for r in readings}
    copies = _note_passages(links, shared, homes, lengths)
    by_event: dict[int, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_event[homes[reading.report.id]].append(reading)
    reach: dict[str, set[str]] = defaultdict(set)
    for told in by_event.values():
        if len(told) > 1:
            _note_wires(links, told)
    for pair, link in links.items():
        if link.certainty == "sure":
            for report in pair:
                reach[report] |= set(pair)
    cuts: dict[Pair, set[str]] = defaultdict(set)
    for told in by_event.values():
        for pair, speaker, share in _same_utterances(told, people) if len(told) > 1 else ():
            if reach.get(pair[0], set()) & reach.get(pair[1], set()):
                continue
            if share >= 1:
                cuts[pair].add(speaker)
                cuts[pair[::-1]].add(speaker)
                _tie(links, pair, "sure", "one speaker's words in two cuts")
            else:
                _tie(links, pair, "possible", "one speaker, like words")
    echoes = [_echo(pair, link) for pair, link in sorted(links.items()) if link.reasons and pair not in copies]
    return Relays((*_fold_copies(copies), *echoes), {pair: frozenset(told) for pair, told in cuts.items()})


def _note_passages(
    links: dict[Pair, _Link], shared: Sequence[Shared], homes: Mapping[str, int], lengths: Mapping[str, int]
) -> set[Pair]:
    for s in shared:
        pair = (s.left.report, s.right.report)
        if pair[0] == pair[1]:
            continue
        link = links[pair if pair[::-1] not in links else pair[::-1]]
        spots = {(s.left.report, s.left.start, s.left.end), (s.right.report, s.right.start, s.right.end)}
        if not spots <= set(link.passages):
            link.words += min(len(s.left.words), len(s.right.words))
        link.passages += sorted(spots - set(link.passages))
    copies = set()
    for pair, link in links.items():
        shorter, longer = sorted(lengths[r] for r in pair)
        together = homes[pair[0]] == homes[pair[1]]
        if link.words >= COPY * longer and together:
            copies.add(pair)
        enough = link.words >= SURE_WORDS or link.words >= SURE_PART * shorter
        link.certainty = "possible" if not together else "sure" if enough else "likely"
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
        for name in sorted(_named_wires(reading)):
            sources = {homes[key] for key in cite_keys(name) - own if key in homes} - {reading.report.id}
            for source in sorted(sources)[:1]:
                _tie(links, (source, reading.report.id), "sure", f"it names {name} as its source")


def _named_wires(reading: Reading) -> set[str]:
    named = set(credit_names(reading))
    for told in reading.claims.attributions:
        named |= {h.name for h in told.chain[:-1] if h.kind in ("agency", "outlet", "organization")}
        if told.speaker and told.speaker.kind in ("agency", "outlet", "organization"):
            named.add(told.speaker.name)
    return named


def _tie(links: dict[Pair, _Link], pair: Pair, certainty: Certainty, reason: str) -> None:
    link = links[pair[::-1]] if pair[::-1] in links else links[pair]
    link.certainty = certainty if certainty == "sure" or link.certainty == "possible" else link.certainty
    link.reasons.append(reason)


def _same_utterances(
    told: Sequence[Reading], people: Mapping[tuple[str, str], str]
) -> Iterator[tuple[Pair, str, float]]:
    """Give pairs of reports of one event in which one speaker says like words: 1 and more is the same utterance."""
    said: dict[str, list[tuple[str, set[str]]]] = defaultdict(list)
    persons: set[str] = set()
    for reading in told:
        words: dict[str, set[str]] = defaultdict(set)
        for one in reading.claims.attributions:
            speaker = _speaker(reading, one, people)
            if speaker and one.speaker:
                words[speaker] |= _content_words(one)
                persons |= {speaker} if one.speaker.kind == "person" else set()
        for speaker, own in words.items():
            said[speaker].append((reading.report.id, own))
    for speaker in sorted(said):
        first_report, first = said[speaker][0]
        needed = SAME_WORDS if speaker in persons else BODYS_WORDS
        for report, own in said[speaker][1:]:
            less = min(len(first), len(own))
            share = len(first & own) / less / needed if less >= FEWEST_WORDS else 0.0
            if share >= 0.5:
                yield (first_report, report), speaker, share


def _speaker(reading: Reading, one: Attribution, people: Mapping[tuple[str, str], str]) -> str | None:
    if one.speaker is None or one.speaker.kind in ("anonymous", "agency", "outlet", "place"):
        return None
    return people.get((reading.report.id, one.speaker.entity or ""))


def _content_words(one: Attribution) -> set[str]:
    found = Counter(fold_word(w) for s in one.content for w in re.findall(r"[^\W_]{4,}|\d+", s.text))
    return {w for w in found if w} | {w for s in one.content for w in re.findall(r"\d[\d,.]*\d|\d", s.text)}


def _fold_copies(copies: set[Pair]) -> list[Echo]:
    groups: dict[str, set[str]] = {}
    for left, right in sorted(copies):
        merged = groups.get(left, {left}) | groups.get(right, {right})
        for report in merged:
            groups[report] = merged
    unique = {tuple(sorted(g)) for g in groups.values()}
    return [Echo(reports, "sure", f"one text, printed {len(reports)} times") for reports in sorted(unique)]


def _echo(pair: Pair, link: _Link) -> Echo:
    return Echo(pair, link.certainty, "; ".join(dict.fromkeys(link.reasons)), tuple(link.passages))
