"""`sayso reread`: kept snapshots read again by the present reader."""

from sayso.cli.options import AsJson, Author, LedgerPath, Reason
from sayso.cli.read import reading_progress
from sayso.cli.running import author_name, extract_options, make_console, open_existing, print_json
from sayso.cli.sayings import say_many
from sayso.cli.telling import tell


def reread(
    ledger: LedgerPath = None, reason: Reason = "a better reader", author: Author = None, as_json: AsJson = False
) -> None:
    """Read kept snapshots again with the present reader. Its claims supersede the old reader's; both stay as known then.

    Judgements and reviews carry over by the words they stand on; those that cannot are queued for `sayso review`.
    """
    from sayso.flow.rereading import reread_ledger

    with open_existing(ledger) as opened, reading_progress(None, quiet=as_json) as watch:
        done = reread_ledger(opened, extract_options(), author_name(author), reason, watch)
    if as_json:
        print_json(
            {
                "reread": done.reread,
                "unchanged": done.unchanged,
                "not_held": done.not_held,
                "carried": done.carried,
                "queued": done.queued,
            }
        )
        return
    console = make_console()
    tell(
        console,
        f"{done.reread} reread, {done.unchanged} unchanged under this reader, {done.not_held} whose text is not held",
    )
    waiting = ": `sayso review` shows them" if done.queued else ""
    tell(
        console,
        f"{say_many(done.carried, 'review or judgement', 'reviews and judgements')} carried over, {done.queued} queued{waiting}",
    )
