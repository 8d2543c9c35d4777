"""Why a value is on record, as a person reads it in a terminal: hop by hop, down to the characters."""

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sayso.cli.sayings import say_origins, say_value, short_id
from sayso.publish.phrases import REVIEW_WORDS

if TYPE_CHECKING:
    from sayso.flow.explaining import Explained, Explanation


def print_explanation(explanation: "Explanation", console: Console) -> None:
    """Print why a value is on record, claim by claim."""
    value = explanation.value
    console.print(
        Text.assemble(
            (f"{value.property}: {say_value(value)}", "bold"),
            f"   {say_origins(value)}",
            (f"   value {short_id(value.id)} of event {short_id(explanation.event)}", "dim"),
        )
    )
    for number, origin in enumerate(value.origins, 1):
        console.print(
            Text(
                f"  origin {number}, {'known' if origin.standing == 'known' else 'possibly distinct'}: {origin.name or 'not named'}; {origin.reason}"
            )
        )
    for explained in explanation.claims:
        console.print()
        _print_explained(explained, console)


def _print_explained(explained: "Explained", console: Console) -> None:
    claim = explained.claim
    console.print(
        Text.assemble(
            ("claim ", "dim"),
            (short_id(claim.id), "dim"),
            f"  {explained.outlet or 'outlet not named'}",
            f", {explained.published}" if explained.published else ", no date",
            f", “{explained.title}”" if explained.title else "",
        )
    )
    console.print(
        Text.assemble(
            "  ",
            _one_line(explained.before),
            (f"[{_one_line(explained.words)}]", "bold reverse"),
            _one_line(explained.after),
        )
    )
    _print_hops(explained, console)
    states = [f"{claim.hand} hand" if claim.hand != "unsourced" else "no source named"]
    states += [claim.modality] if claim.modality != "asserted" else []
    states += [f"inferred: {claim.inferred}"] if claim.inferred else []
    states += [REVIEW_WORDS[claim.review]]
    console.print(Text("  " + "; ".join(states), "italic"))
    kept = explained.provenance
    if kept is not None:
        console.print(
            Text(
                f"  characters {claim.start}-{claim.end} of rendition {kept.rendition[:16]} ({kept.reader}), text SHA-256 {kept.text_sha256[:16]}",
                "dim",
            )
        )
        console.print(
            Text(
                f"  snapshot SHA-256 {kept.snapshot_sha256[:16]} ({kept.held} kept); recorded {kept.recorded} by {kept.author} in transaction {kept.transaction[:16]}",
                "dim",
            )
        )


def _print_hops(explained: "Explained", console: Console) -> None:
    attribution = explained.attribution
    if attribution is None:
        console.print(
            Text(f"  {explained.outlet or 'the outlet'} says so in its own voice; no source is named", "cyan")
        )
        return
    for step, hop in enumerate(attribution.chain):
        console.print(Text(f"  {'  ' * step}{'→ ' if step else ''}{hop.name} ({hop.kind}) {hop.act}", "cyan"))
    speaker = attribution.speaker
    if speaker and speaker.role:
        console.print(Text(f"  speaker's role as given: {speaker.role}"))
    if speaker and speaker.inferred:
        console.print(Text(f"  speaker inferred: {speaker.inferred}"))
    console.print(Text(f"  {attribution.quotation}, act {attribution.act}, score {attribution.score:.2f}"))


def _one_line(words: str) -> str:
    return "".join(" " if c in "\r\n\t" else c for c in words)
