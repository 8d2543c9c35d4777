"""`sayso add`: a claim by hand."""

from typing import Annotated

import typer

from sayso.cli.options import AsJson, Author, LedgerPath
from sayso.cli.running import author_name, extract_options, ledger_path, open_or_make, print_json
from sayso.cli.sayings import say_many


def add(
    words: Annotated[str, typer.Argument(metavar="WORDS", help="The words as heard or read, in English.")],
    speaker: Annotated[str, typer.Option("--speaker", help="Who said them.")],
    medium: Annotated[
        str,
        typer.Option("--medium", help="How they came: call, broadcast, message, letter, a report in another language."),
    ],
    said: Annotated[
        str, typer.Option("--said", metavar="TIME", help="When they were said: a day, or an instant with a zone.")
    ],
    circumstance: Annotated[
        str | None, typer.Option("--circumstance", help="in_custody, where the speaker was held.")
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", help="The language that was spoken or written, where not English.")
    ] = None,
    note: Annotated[str | None, typer.Option("--note", help="Anything a colleague must know; kept.")] = None,
    ledger: LedgerPath = None,
    author: Author = None,
    as_json: AsJson = False,
) -> None:
    """Enter what a call, a broadcast or a report in an unread language says: a claim like any other, marked as such."""
    from sayso.flow.adding import add_claim
    from sayso.ledger import Entry

    entry = Entry(author_name(author), medium, words, said, speaker, circumstance, language, note)
    with open_or_make(ledger_path(ledger)) as opened:
        kept = add_claim(opened, entry, extract_options())
    if as_json:
        print_json(
            {
                "report": kept.report,
                "transaction": kept.transaction,
                "claims": kept.claims,
                "problems": [p.what for p in kept.problems],
            }
        )
    else:
        typer.echo(
            f"entered by hand as report {kept.report[:8]}: {say_many(kept.claims, 'claim')}; "
            f"`sayso undo {(kept.transaction or '')[:8]} --reason WHY` takes it back"
        )
