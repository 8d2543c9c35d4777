"""`sayso review`: what is unsure or doubtful, most consequential first, and a person's word on it."""

from typing import Annotated, Literal

import typer

from sayso.cli.options import AsJson, Author, LedgerPath
from sayso.cli.review_text import print_queue
from sayso.cli.running import author_name, make_console, open_existing, policy_name, print_json
from sayso.cli.sayings import short_id
from sayso.errors import UsageError

Decision = Literal["same", "different", "unsure", "accept", "correct", "reject", "defer"]


def review(
    item: Annotated[
        str | None,
        typer.Argument(
            metavar="[ITEM]", help="A claim's id, or a pair's as listed (LEFT:RIGHT). Without it, the queue."
        ),
    ] = None,
    decision: Annotated[
        Decision | None,
        typer.Argument(
            metavar="[DECISION]", help="same, different, unsure for a pair; accept, correct, reject, defer for a claim."
        ),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept.")] = "",
    correction: Annotated[str | None, typer.Option("--to", help="What the claim should say, with `correct`.")] = None,
    limit: Annotated[int, typer.Option("--limit", help="How many of the queue.")] = 10,
    ledger: LedgerPath = None,
    author: Author = None,
    as_json: AsJson = False,
) -> None:
    """List what wants a person's eye, most consequential first; or decide one item, with a reason."""
    from sayso.flow.review import Decided, decide, list_queue
    from sayso.flow.settling import settle_ledger
    from sayso.model import to_plain

    with open_existing(ledger) as opened:
        settled = settle_ledger(opened, None, policy_name(None))
        if item is None:
            waiting = list_queue(opened, settled.record)
            queue = waiting[:limit]
            if as_json:
                print_json(to_plain(tuple(queue)))
                return
            print_queue(queue, len(waiting) - len(queue), settled, make_console())
            return
        if decision is None:
            raise UsageError(
                f"say what is decided of {item}: same, different, unsure, accept, correct, reject or defer"
            )
        if decision in ("reject", "correct", "different") and not reason:
            raise UsageError(f"{decision} wants a --reason: it is kept with the decision")
        done = decide(opened, settled.record, Decided(item, decision, reason, author_name(author), correction))
    if as_json:
        print_json({"item": item, "decision": decision, "transaction": done})
    else:
        make_console().print(
            f"kept: {decision}; `sayso undo {short_id(done)} --reason WHY` takes it back", markup=False
        )
