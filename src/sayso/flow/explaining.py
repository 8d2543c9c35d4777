"""Why a value is on record: down to the characters in the snapshot, and back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.errors import AmbiguousId, UnknownId, UsageError
from sayso.flow.settling import Settled, settle_ledger
from sayso.language.parsing import cut_sentences
from sayso.model import Attribution, Claim, Hop, Reading, Record, Value

if TYPE_CHECKING:
    from sayso.ledger import Ledger, Provenance

SHORTEST_ID = 8


@dataclass(frozen=True, slots=True)
class Explained:
    """One claim behind a value: its sentence as three pieces (before, the exact words, after), its hops, its keeping."""

    claim: Claim
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    before: str
    words: str
    after: str
    chain: tuple[Hop, ...]
    attribution: Attribution | None
    provenance: "Provenance | None"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A value of an event, and every claim behind it."""

    event: str
    value: Value
    claims: tuple[Explained, ...]


def explain_value(
    ledger: "Ledger",
    short: str,
    as_known_at: str | None = None,
    policy: str = "default",
    *,
    settled: Settled | None = None,
    with_hashes: bool = True,
) -> Explanation:
    """Find a value, or the value of a claim, by the beginning of its id and explain every claim behind it.

    A copy for others goes `with_hashes` false: nobody outside can then test a guessed text against them.
    Raises `UsageError` for fewer than 8 hex digits, `UnknownId` where nothing answers, `AmbiguousId` with the
    candidates where several do.
    """
    settled = settled or settle_ledger(ledger, as_known_at, policy)
    event, value = _find_value(settled.record, short)
    return Explanation(
        event, value, tuple(_explain_claim(settled, claim, ledger if with_hashes else None) for claim in value.claims)
    )


def match_id(short: str, ids: "set[str]", what: str) -> str:
    """Give the one id that begins with `short` (8 or more hex digits)."""
    wanted = short.lower()
    if len(wanted) < SHORTEST_ID or set(wanted) - set("0123456789abcdef"):
        raise UsageError(f"{short!r} is no id: ids are 8 or more hex digits, as `sayso show` prints them")
    found = sorted(i for i in ids if i.startswith(wanted))
    if not found:
        raise UnknownId(f"no {what} begins with {short!r}: `sayso show` lists what is on record")
    if len(found) > 1:
        raise AmbiguousId(short, found)
    return found[0]


def _find_value(record: Record, short: str) -> tuple[str, Value]:
    by_id: dict[str, tuple[str, Value]] = {}
    for event in record.events:
        for value in event.values:
            for key in (value.id, *(claim.id for claim in value.claims)):
                by_id.setdefault(key, (event.id, value))
    try:
        return by_id[match_id(short, set(by_id), "value or claim")]
    except UnknownId:
        if any(e.id.startswith(short.lower()) for e in record.events):
            raise UsageError(f"{short} is an event: `sayso show {short}` prints its values with their ids") from None
        raise


def _explain_claim(settled: Settled, claim: Claim, ledger: "Ledger | None") -> Explained:
    reading = settled.readings[claim.report]
    report = reading.report
    start, end = sentence_around(reading, claim.start, claim.end)
    attribution = next((a for a in reading.claims.attributions if a.id == claim.attribution), None)
    return Explained(
        claim, report.outlet, report.title, report.published, report.url,
        report.text[start : claim.start], report.text[claim.start : claim.end], report.text[claim.end : end],
        attribution.chain if attribution else (), attribution, ledger.look.provenance(reading) if ledger else None,
    )  # fmt: skip


def sentence_around(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Give the offsets of the sentence, or sentences, that hold the words from `start` to `end`."""
    for segment in reading.report.segments:
        if segment.start <= start < segment.end:
            text = reading.report.text[segment.start : segment.end]
            cuts = [(segment.start + s, segment.start + e) for s, e in cut_sentences(text)]
            inside = [c for c in cuts if c[1] > start and c[0] < end] or [(start, end)]
            return min(start, inside[0][0]), max(end, inside[-1][1])
    return start, end
