"""From claims to the relay graph: who said it, through whom it went, which outlets carry one and the same text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.model import Claim, Echo, Person, Report
from sayso.publish.graph import GraphDrawing, Station, draw_relays
from sayso.publish.phrases import write_list

NO_SOURCE = "No source named"
MOST_NAMES = 2  # names printed in a folded box before "and N more"


@dataclass(frozen=True, slots=True)
class Fold:
    """Reports that carry one text, drawn as one box."""

    label: str
    reports: tuple[str, ...]
    certainty: str
    reason: str


@dataclass(frozen=True, slots=True)
class RelayView:
    """The relay graph of an event with its folded echoes and the same ways as words."""

    drawing: GraphDrawing
    folds: tuple[Fold, ...]
    ways: tuple[tuple[str, ...], ...]


def view_relays(
    claims: Iterable[Claim], echoes: Sequence[Echo], reports: Mapping[str, Report], people: Iterable[Person] = ()
) -> RelayView | None:
    """Draw how claims came to be printed, or give null where there is none; sure and likely echoes are folded.

    An agency on record (`people`) is one box, whatever short name a report gives it.
    """
    told = list(claims)
    folds = tuple(_fold_echoes(echoes, told, reports))
    labels = {report: fold.label for fold in folds for report in fold.reports}
    carried = {c.id for c in told if any(_carries(echo, c) for echo in echoes)}
    agencies = {name: p.name for p in people if p.kind == "agency" for name in p.names}
    named = [replace(c, chain=tuple(agencies.get(name, name) for name in c.chain)) for c in told]
    paths = list(dict.fromkeys(_find_way(c, labels if c.id in carried else {}, reports) for c in named))
    if not paths:
        return None
    kinds = _name_kinds(paths, {fold.label for fold in folds})
    stations = [[Station(name, kinds[name]) for name in path] for path in paths]
    return RelayView(draw_relays(stations), folds, tuple(paths))


def _carries(echo: Echo, claim: Claim) -> bool:
    """Whether a claim's words stand in what an echo carries; echoes hold between passages, not whole reports."""
    if echo.certainty == "possible" or claim.report not in echo.reports:
        return False
    passages = [(s, e) for report, s, e in echo.passages if report == claim.report]
    return not passages or any(start <= claim.start and claim.end <= end for start, end in passages)


def _fold_echoes(echoes: Sequence[Echo], told: Sequence[Claim], reports: Mapping[str, Report]) -> Iterable[Fold]:
    groups: list[tuple[set[str], Echo]] = []
    for echo in echoes:
        carried = {c.report for c in told if _carries(echo, c)}
        if len(carried) < 2:
            continue
        touching = [g for g in groups if g[0] & carried]
        merged = carried.union(*(g[0] for g in touching))
        groups = [g for g in groups if g not in touching] + [(merged, touching[0][1] if touching else echo)]
    for carried, echo in groups:
        ordered = tuple(sorted(carried, key=lambda r: (name_report(reports.get(r), r), r)))
        names = list(dict.fromkeys(name_report(reports.get(r), r) for r in ordered))
        more = [f"{len(names) - MOST_NAMES} more"] if len(names) > MOST_NAMES else []
        label = f"{len(carried)} reports of one text: {write_list(names[:MOST_NAMES] + more)}"
        yield Fold(label, ordered, echo.certainty, echo.reason)


def name_report(report: Report | None, ident: str) -> str:
    """Name a report by its outlet; by its title or id where the outlet is not known."""
    if report is None:
        return f"report {ident[:10]}"
    return report.outlet or report.title or f"report {ident[:10]}"


def _find_way(claim: Claim, folded: Mapping[str, str], reports: Mapping[str, Report]) -> tuple[str, ...]:
    outlet = name_report(reports.get(claim.report), claim.report)
    way = [name for name in claim.chain if name] or [claim.speaker or NO_SOURCE]
    if way[-1].casefold() != outlet.casefold():
        way.append(outlet)
    if len(way) == 1:
        way.insert(0, claim.speaker or NO_SOURCE)
    if claim.report in folded:
        way[-1] = folded[claim.report]
    way = [name.replace("’", "'") for name in way]  # one name in two typefaces is one box
    return tuple(name for place, name in enumerate(way) if place == 0 or name != way[place - 1])


def _name_kinds(paths: Sequence[tuple[str, ...]], folds: set[str]) -> dict[str, str]:
    """What each name is on the whole: a relay once anything passes through it, else an outlet, else an origin."""
    kinds: dict[str, str] = {}
    for path in paths:
        kinds.setdefault(path[0], "origin")
    for path in paths:
        if len(path) > 1:
            kinds[path[-1]] = "report"
    for path in paths:
        kinds.update(dict.fromkeys(path[1:-1], "relay"))
    return kinds | dict.fromkeys(folds, "folded")
