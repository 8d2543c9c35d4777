"""`sayso account`: who may come to the desk."""

import getpass
import sys
from typing import Annotated, Literal

import typer

from sayso.cli.options import AsJson, LedgerPath
from sayso.cli.running import ledger_path, print_json
from sayso.errors import UsageError

Act = Literal["add", "disable", "list", "token", "revoke"]
RoleName = Literal["reader", "reviewer", "editor", "admin"]


def account(
    act: Annotated[
        Act,
        typer.Argument(metavar="ACT", help="add (or change), disable, list, token (make one), revoke (all tokens)."),
    ],
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="Whose account.")] = None,
    role: Annotated[RoleName, typer.Option("--role", help="What they may do; for a token, at most that.")] = "reader",
    subject: Annotated[
        str | None, typer.Option("--subject", help="Who they are to an OpenID provider: ISSUER SUBJECT.")
    ] = None,
    note: Annotated[str, typer.Option("--note", help="What a token is for.")] = "",
    ledger: LedgerPath = None,
    as_json: AsJson = False,
) -> None:
    """Manage who may come to the desk. A password is asked for, or read from standard input; it is kept as argon2id only."""
    from sayso.web.accounts import open_accounts

    accounts = open_accounts(ledger_path(ledger))
    if act == "list":
        rows = accounts.list()
        if as_json:
            print_json([{"name": n, "role": r, "open": o} for n, r, o in rows])
            return
        for n, r, is_open in rows:
            typer.echo(f"{n}  {r}{'' if is_open else '  (disabled)'}")
        if not rows:
            typer.echo("nobody has an account: `sayso account add NAME --role admin` makes the first")
        return
    if not name:
        raise UsageError(f"say whose account: sayso account {act} NAME")
    told: dict[str, str] = {"account": name, "act": act}
    if act == "add":
        accounts.add(name, role, _ask_password() if subject is None else None, subject)
    elif accounts.find(name) is None:
        raise UsageError(f"{name} has no open account: `sayso account list` names those who have")
    elif act == "disable":
        accounts.disable(name)
    elif act == "revoke":
        accounts.revoke_tokens(name)
    else:
        told["token"] = accounts.make_token(name, role, note)
    if as_json:
        print_json(told)
    else:
        typer.echo(told.get("token") or f"{act}: {name}")


def _ask_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("password: ")
    if getpass.getpass("again: ") != first:
        raise UsageError("the two passwords differ")
    return first
