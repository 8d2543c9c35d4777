"""Claims by hand: what a call, a broadcast or an unread language says enters the ledger like any other claim, marked."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sayso.model import Attribution, Claims, Hop, Problem, Reading, Report, Speaker, span_of
from sayso.model.identity import count_claims

if TYPE_CHECKING:
    from sayso.extract import ExtractOptions
    from sayso.ledger import Entry, Ledger

HAND = "h1"  # the attribution that a person gave


@dataclass(frozen=True, slots=True)
class Added:
    """What was kept: the report made of the entry, the transaction, how many statements, what could not be read in it."""

    report: str
    transaction: str | None
    claims: int
    problems: tuple[Problem, ...]


def add_claim(ledger: "Ledger", entry: "Entry", extract: "ExtractOptions | None" = None) -> Added:
    """Keep what a person took down; figures and events in its words are read as in any report.

    Raises `UsageError` where there are no words, or when they were said is no time.
    """
    from sayso.extract import read_claims
    from sayso.ledger import report_entry

    report, snapshot = report_entry(entry, datetime.now(UTC).isoformat())
    claims = give_words(report, read_claims(report, extract), entry)
    reading = Reading(report, claims)
    kept = ledger.keep_reading(reading, snapshot, author=entry.author, reason="entered by hand", entry=entry)
    return Added(kept.report, kept.transaction, count_claims(reading), claims.problems)


def give_words(report: Report, claims: Claims, entry: "Entry") -> Claims:
    """Put everything that was read out of an entry's words under the speaker whom the person named."""
    name = entry.speaker or "not named"
    kind = "person" if entry.speaker else "anonymous"
    said = Attribution(
        id=HAND, quotation="direct", claim=True, score=1.0, act="said", circumstance=entry.circumstance,
        content=(span_of(report.text, 0, len(report.text)),), source=None, cue=None,
        speaker=Speaker(name, "person" if entry.speaker else "anonymous", inferred=f"given by {entry.author}"),
        chain=(Hop(name, "person" if kind == "person" else "anonymous", "said"), Hop(entry.medium, "outlet", "told")),
    )  # fmt: skip
    inside = tuple(replace(a, within=a.within or HAND) for a in claims.attributions)
    return replace(
        claims,
        attributions=(said, *inside),
        events=tuple(replace(e, attribution=e.attribution or HAND) for e in claims.events),
        counts=tuple(replace(c, attribution=c.attribution or HAND) for c in claims.counts),
    )
