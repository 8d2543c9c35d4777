"""What waits for review as a person reads it in a terminal: the question, the words in their sentence, how to answer."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from sayso.cli.sayings import say_report, short_id
from sayso.publish.marks import words_around

if TYPE_CHECKING:
    from sayso.flow.review import QueueItem
    from sayso.flow.settling import Settled

ANSWERS = {
    "pair": "same | different | unsure",
    "claim": "accept | correct | reject | defer",
    "left behind": "accept | correct | reject",
}


def print_queue(queue: Sequence["QueueItem"], settled: "Settled", console: Console) -> None:
    """Print the queue, an item a block, and how an item is answered."""
    claims = {c.id: c for e in settled.record.events for v in e.values for c in v.claims} if queue else {}
    for entry in queue:
        console.print(Text.assemble((":".join(map(short_id, entry.id.split(":"))), "bold"), f"  {entry.question}"))
        claim = claims.get(entry.id)
        reading = settled.readings.get(claim.report) if claim else None
        if claim is not None and reading is not None:
            before, exact, after = (
                " ".join(part.split(" ")) for part in words_around(reading.report.text, claim.start, claim.end)
            )
            console.print(Text.assemble("    ", before, (f"[{exact}]", "bold"), after))
            console.print(Text(f"    in {say_report(reading.report, claim.report)}", "dim"))
        for line in entry.features:
            console.print(Text(f"    {line}", "dim"))
    if not queue:
        console.print("nothing waits for review")
        return
    kinds = dict.fromkeys(entry.kind for entry in queue)
    for kind in kinds:
        console.print(Text(f"answer with: sayso review ID {ANSWERS[kind]} --reason WHY", "italic"))
