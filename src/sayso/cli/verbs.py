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
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.command("read")(read.read)
app.command("show")(show.show)
app.command("why")(why.why)
app.command("changes")(changes.changes)
app.command("people")(people.people)
app.command("list")(list_.list_)
app.command("cite")(cite.cite)
app.command("review")(review.review)
app.command("undo")(undo.undo)
app.command("clear")(clear.clear)
app.command("add")(add.add)
app.command("extract")(extract.extract)
app.command("page")(page.page)
app.command("record")(record.record)
app.command("publish")(publish.publish)
app.command("serve")(serve.serve)
app.command("account")(account.account)
app.command("reread")(reread.reread)
app.command("backup")(backup.backup)
app.command("verify")(verify.verify)
app.command("demo")(demo.demo)
