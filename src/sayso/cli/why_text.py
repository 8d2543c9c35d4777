"""Why a value is on record, as a person reads it in a terminal: hop by hop, down to the characters."""

from typing import TYPE_CHECKING

from rich.console import Console

from sayso.cli.sayings import say_origins, short_id
from sayso.cli.telling import tell
from sayso.publish.phrases import REVIEW_WORDS, write_day, write_label
from sayso.publish.rendering import describe_figure

if TYPE_CHECKING:
    from sayso.flow.explaining import Explained, Explanation


def print_explanation(explanation: "Explanation", console: Console) -> None:
    """Print why a value is on record: each origin, known ones first, with its claims."""
    value = explanation.value
    tell(
        console,
        (f"{write_label(value.property)}: {describe_figure(value)}", "bold"),
        f"   {say_origins(value)}",
        (f"   value {short_id(value.id)} of event {short_id(explanation.event)}", "dim"),
    )
    told = set[int]()
    for number, origin in enumerate(sorted(value.origins, key=lambda o: o.standing != "known"), 1):
        console.print()
        standing = "known" if origin.standing == "known" else "possibly distinct"
        tell(console, (f"origin {number}, {standing}: {origin.name or 'not named'}", "bold"), f"; {origin.reason}")
        for place in origin.claims:
            _print_explained(explanation.claims[place], console)
        told |= {*origin.claims}
    for place, explained in enumerate(explanation.claims):
        if place not in told:
            console.print()
            _print_explained(explained, console)


def _print_explained(explained: "Explained", console: Console) -> None:
    claim = explained.claim
    day = write_day(explained.published[:10]) if explained.published else "no date"
    title = f", “{explained.title}”" if explained.title else ""
    tell(
        console,
        (f"claim {short_id(claim.id)}", "dim"),
        f"  {explained.outlet or 'outlet not named'}, {day}{title}",
        indent=2,
    )
    tell(
        console,
        _one_line(explained.before),
        (f"[{_one_line(explained.words)}]", "bold reverse"),
        _one_line(explained.after),
        indent=4,
    )
    _print_hops(explained, console)
    states = [f"{claim.hand} hand" if claim.hand != "unsourced" else "no source named"]
    states += [claim.modality] if claim.modality != "asserted" else []
    states += [f"inferred: {claim.inferred}"] if claim.inferred else []
    states += [REVIEW_WORDS[claim.review]]
    tell(console, "; ".join(states), indent=4, style="italic")
    kept = explained.provenance
    if kept is not None:
        for line in (
            f"characters {claim.start}-{claim.end} of rendition {kept.rendition[:16]} ({kept.reader}), text SHA-256 {kept.text_sha256[:16]}",
            f"snapshot SHA-256 {kept.snapshot_sha256[:16]} ({kept.held} kept); recorded {kept.recorded} by {kept.author} in transaction {kept.transaction[:16]}",
        ):
            tell(console, line, indent=4, style="dim")


def _print_hops(explained: "Explained", console: Console) -> None:
    attribution = explained.attribution
    if attribution is None:
        tell(console, f"{explained.outlet or 'the outlet'} says so in its own voice", indent=4, style="cyan")
        return
    for step, hop in enumerate(attribution.chain):
        tell(console, f"{'→ ' if step else ''}{hop.name} ({hop.kind}) {hop.act}", indent=4 + 2 * step, style="cyan")
    speaker = attribution.speaker
    if speaker and speaker.role:
        tell(console, f"speaker's role as given: {speaker.role}", indent=4)
    if speaker and speaker.inferred:
        tell(console, f"speaker inferred: {speaker.inferred}", indent=4)
    act = "" if attribution.act == "said" else f"; {attribution.act}"
    tell(console, f"{attribution.quotation} speech{act}; score {attribution.score:.2f}", indent=4)


def _one_line(words: str) -> str:
    return "".join(" " if c in "\r\n\t" else c for c in words)
