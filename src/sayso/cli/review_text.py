"""What waits for review as a person reads it in a terminal: the question, the words in their sentence, how to answer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console

from sayso.cli.sayings import say_many, say_report, short_id
from sayso.cli.telling import tell
from sayso.publish.marks import words_around

if TYPE_CHECKING:
    from sayso.flow.review import QueueItem
    from sayso.flow.settling import Settled

ANSWERS = {
    "pair": "same | different | unsure",
    "claim": "accept | correct | reject | defer",
    "left behind": "accept | correct | reject",
}


def print_queue(queue: Sequence["QueueItem"], left: int, settled: "Settled", console: Console) -> None:
    """Print the head of the queue, an item a block; say how many are left behind it, and how an item is answered."""
    claims = {c.id: c for e in settled.record.events for v in e.values for c in v.claims} if queue else {}
    for entry in queue:
        tell(console, (":".join(map(short_id, entry.id.split(":"))), "bold"), f"  {entry.question}")
        claim = claims.get(entry.id)
        reading = settled.readings.get(claim.report) if claim else None
        if claim is not None and reading is not None:
            before, exact, after = (
                " ".join(part.split(" ")) for part in words_around(reading.report.text, claim.start, claim.end)
            )
            tell(console, before, (f"[{exact}]", "bold"), after, indent=4)
            tell(console, f"in {say_report(reading.report, claim.report)}", indent=4, style="dim")
        for line in entry.features:
            tell(console, line, indent=4, style="dim")
    if not queue:
        tell(console, "nothing waits for review")
        return
    if left:
        tell(console, f"and {say_many(left, 'more item')}: --limit {len(queue) + left}", style="dim")
    for kind in dict.fromkeys(entry.kind for entry in queue):
        tell(console, f"answer with: sayso review ID {ANSWERS[kind]} --reason WHY", style="italic")
