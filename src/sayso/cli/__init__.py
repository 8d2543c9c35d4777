"""The command line: one file a verb; each parses its options, calls a room or `flow`, and prints.

Arrives: arguments and the environment. Leaves: text or JSON on standard output, trouble on standard error, an exit code:
0 done (problems in data counted), 1 an input unread or a check failed, 2 wrong use, 3 setup or ledger, 130 interrupted.
"""

import os
import sys
from collections.abc import Sequence

from sayso.errors import SaysoError

INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    sys.exit(run_command(sys.argv[1:] if arguments is None else arguments))


def run_command(arguments: Sequence[str]) -> int:
    """Run one command and give its exit code; what is raised becomes one sentence on standard error."""
    import typer

    from sayso.cli.verbs import app

    # typer carries its own click, and exports of its errors only these: the base of all that a person typed wrong.
    wrong_use: type[typer.BadParameter] = typer.BadParameter.__mro__[2]
    try:
        code = app(list(arguments), prog_name="sayso", standalone_mode=False)
        sys.stdout.flush()  # here, where a reader that has closed is known for one
    except SaysoError as err:
        print(f"sayso: {err}", file=sys.stderr)  # noqa: T201
        return err.exit_code
    except wrong_use as err:
        err.message = err.message.removeprefix("Value error, ")  # pydantic's, which typer passes on
        err.show()
        return int(err.exit_code)
    except typer.Exit as err:
        return int(err.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _say_interrupted()
    except BrokenPipeError:
        return _leave_quietly()
    except SystemExit as err:  # typer's own way out where a reader has closed
        if isinstance(err.__context__, BrokenPipeError):
            return _leave_quietly()
        raise
    if code == INTERRUPTED:  # typer takes Ctrl-C for an exit code and says nothing
        return _say_interrupted()
    return code if isinstance(code, int) else 0


def _say_interrupted() -> int:
    print("sayso: interrupted; what was finished is kept", file=sys.stderr)  # noqa: T201
    return INTERRUPTED


def _leave_quietly() -> int:
    """Whoever read us has closed (`| head`): hand the interpreter a sink, so that its last flush is quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
