"""The steps by which a ledger file comes to its present shape. What arrives is an open connection that may write; what
leaves is the same file at `HEAD`. It refuses a file that a later sayso wrote, and never goes back a step.

A step is never changed once it has been released: it says in its own words what it made, not what `schema` says today.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from sayso.errors import LedgerTooNew

HEAD = "0001"
KNOWN = ("0001",)  # every step there has been, oldest first
VERSIONS = Path(__file__).parent


def version_of(connection: Connection) -> str | None:
    """Give the step at which a file stands, None for a file that no step has touched."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if version is None else str(version)


def bring_up_to_date(connection: Connection, version: str | None) -> None:
    """Take the steps from `version` to `HEAD`, inside the caller's transaction; raises `LedgerTooNew`."""
    if version == HEAD:
        return
    if version is not None and version not in KNOWN:
        raise LedgerTooNew(
            f"the ledger is of version {version}, and this sayso knows versions up to {HEAD}: "
            "install the sayso that wrote it, or a later one (pip install --upgrade sayso)"
        )
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(VERSIONS))
    context = MigrationContext.configure(connection, opts={"transactional_ddl": False})
    for step in reversed(list(script.iterate_revisions(HEAD, version or "base"))):
        with Operations.context(context):
            step.module.upgrade()
        context.stamp(script, step.revision)
