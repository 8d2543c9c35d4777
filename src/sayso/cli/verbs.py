"""The table of verbs: each is one file beside this one."""

import typer

from sayso.cli import (
    account,
    add,
    backup,
    changes,
    cite,
    clear,
    demo,
    extract,
    list_,
    page,
    people,
    publish,
    read,
    record,
    reread,
    review,
    serve,
    show,
    undo,
    verify,
    why,
)

app = typer.Typer(
    name="sayso",
    help="On whose say-so? Read reports into a record in which every figure leads back to the exact words.",
    epilog="Begin with `sayso demo`, or `sayso read PATH`; then `sayso show`, and `sayso why ID` of any figure.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("read", short_help="Read reports into the ledger")(read.read)
app.command("show", short_help="Show the events on record, or one event whole")(show.show)
app.command("why", short_help="Say why a value is on record, down to the characters")(why.why)
app.command("changes", short_help="Name each figure that moved since a time, and what moved it")(changes.changes)
app.command("people", short_help="List people and bodies under every spelling")(people.people)
app.command("list", short_help="List the rosters that reports rely on")(list_.list_)
app.command("cite", short_help="Print a footnoted paragraph on an event")(cite.cite)
app.command("review", short_help="List what wants a person's eye, or decide one item")(review.review)
app.command("undo", short_help="Take back a judgement, a review or a reading")(undo.undo)
app.command("clear", short_help="Clear one field of a withheld name, with a reason")(clear.clear)
app.command("add", short_help="Enter what a call or a broadcast says")(add.add)
app.command("extract", short_help="Print what each report says, as JSONL; touches no ledger")(extract.extract)
app.command("page", short_help="Write one report as an HTML page, marked in place")(page.page)
app.command("record", short_help="Print the whole joined record")(record.record)
app.command("publish", short_help="Write the record as pages, tables or JSON")(publish.publish)
app.command("serve", short_help="Open the record in the browser")(serve.serve)
app.command("account", short_help="Manage who may come to the desk")(account.account)
app.command("reread", short_help="Read kept snapshots again with the present reader")(reread.reread)
app.command("backup", short_help="Copy ledger, journal and snapshots of one moment")(backup.backup)
app.command("verify", short_help="Check every hash, span and chain of the ledger")(verify.verify)
app.command("demo", short_help="Read a dozen invented reports and show what comes of it")(demo.demo)
