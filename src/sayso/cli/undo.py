"""`sayso undo`: take a transaction back, by another."""

from typing import Annotated

import typer

from sayso.cli.options import AsJson, Author, LedgerPath
from sayso.cli.running import author_name, open_existing, print_json


def undo(
    transaction: Annotated[str, typer.Argument(metavar="TX", help="A transaction's id, 8 or more hex digits.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it is taken back; kept.")],
    ledger: LedgerPath = None,
    author: Author = None,
    as_json: AsJson = False,
) -> None:
    """Take back a judgement, a review or a reading; both stay on record. Refused where something depends on it."""
    with open_existing(ledger) as opened:
        done = opened.undo(transaction, reason=reason, author=author_name(author))
    if as_json:
        print_json({"undone": transaction, "transaction": done})
    else:
        typer.echo(f"taken back by transaction {done[:8]}; `sayso undo {done[:8]} --reason WHY` brings it again")
