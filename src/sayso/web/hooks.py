"""Standing webhooks: addresses that are told what changed, what was told them so far, and how each telling went.

They stand in the file of accounts, beside the ledger: the secret that a post is signed with must be kept as it is, and that
file is its owner's alone to read.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import UnknownId
from sayso.web.accounts import open_accounts_file

KEPT_DELIVERIES = 200  # of each hook
FIRST_WAIT, LONGEST_WAIT = 60.0, 6 * 3600.0  # seconds before a failed post is tried again: doubled each time

_SCHEMA = """
CREATE TABLE IF NOT EXISTS hooks (
  id INTEGER PRIMARY KEY, address TEXT NOT NULL, secret TEXT NOT NULL, made_by TEXT NOT NULL, made TEXT NOT NULL,
  told TEXT NOT NULL, ended INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS deliveries (
  id INTEGER PRIMARY KEY, hook INTEGER NOT NULL REFERENCES hooks(id), at TEXT NOT NULL, changes INTEGER NOT NULL,
  problem TEXT) STRICT;
CREATE INDEX IF NOT EXISTS deliveries_by_hook ON deliveries (hook, id);
"""


@dataclass(frozen=True, slots=True)
class Hook:
    """An address that is told what changed: `told` is the moment (ISO) up to which it was, `due` when to try again (epoch)."""

    id: int
    address: str
    secret: str
    made_by: str
    made: str
    told: str
    failures: int
    due: float


@dataclass(frozen=True, slots=True)
class Delivery:
    """One post: to which address, when (ISO), how many changes, and what went wrong, null where it arrived."""

    address: str
    at: str
    changes: int
    problem: str | None


@dataclass(frozen=True, slots=True)
class Hooks:
    """The standing webhooks of one ledger."""

    path: Path

    def add(self, address: str, author: str, now: str) -> Hook:
        """Register an address; it is told what is recorded from now on. Its secret is drawn here and shown once."""
        with open_accounts_file(self.path) as db:
            found = db.execute(
                "INSERT INTO hooks (address, secret, made_by, made, told) VALUES (?, ?, ?, ?, ?) RETURNING id",
                (address, secrets.token_urlsafe(32), author, now, now),
            ).fetchone()
        return self.find(found[0])

    def find(self, ident: int) -> Hook:
        """Give one hook; raises `UnknownId` where none of that number stands."""
        for hook in self.standing():
            if hook.id == ident:
                return hook
        raise UnknownId(f"no webhook {ident} stands")

    def standing(self) -> list[Hook]:
        """Give the hooks that stand, oldest first."""
        with open_accounts_file(self.path) as db:
            rows = db.execute(
                "SELECT id, address, secret, made_by, made, told, failures, due FROM hooks WHERE ended = 0 ORDER BY id"
            ).fetchall()
        return [Hook(*row) for row in rows]

    def end(self, ident: int) -> None:
        """Tell an address nothing more; what was told it stays in the log, its secret goes."""
        with open_accounts_file(self.path) as db:
            db.execute("UPDATE hooks SET ended = 1, secret = '' WHERE id = ?", (ident,))

    def note(self, hook: Hook, at: str, changes: int, problem: str | None, now: float) -> None:
        """Keep how a post went: where it arrived, all up to `at` is told; else it waits, longer each time."""
        waits = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(hook.failures, 20))
        with open_accounts_file(self.path) as db:
            db.execute(
                "INSERT INTO deliveries (hook, at, changes, problem) VALUES (?, ?, ?, ?)",
                (hook.id, at, changes, problem),
            )
            db.execute(
                "DELETE FROM deliveries WHERE hook = ? AND id NOT IN "
                "(SELECT id FROM deliveries WHERE hook = ? ORDER BY id DESC LIMIT ?)",
                (hook.id, hook.id, KEPT_DELIVERIES),
            )
            if problem is None:
                db.execute("UPDATE hooks SET told = ?, failures = 0, due = 0 WHERE id = ?", (at, hook.id))
            else:
                db.execute("UPDATE hooks SET failures = failures + 1, due = ? WHERE id = ?", (now + waits, hook.id))

    def pass_over(self, hook: Hook, at: str) -> None:
        """Note that nothing that this address may be told changed up to a moment."""
        with open_accounts_file(self.path) as db:
            db.execute("UPDATE hooks SET told = ?, failures = 0, due = 0 WHERE id = ?", (at, hook.id))

    def deliveries(self, most: int) -> list[Delivery]:
        """Give the last posts, newest first."""
        with open_accounts_file(self.path) as db:
            rows = db.execute(
                "SELECT h.address, d.at, d.changes, d.problem FROM deliveries d JOIN hooks h ON h.id = d.hook "
                "ORDER BY d.id DESC LIMIT ?",
                (most,),
            ).fetchall()
        return [Delivery(*row) for row in rows]


def open_hooks(accounts: Path) -> Hooks:
    """Give the webhooks that stand in a file of accounts."""
    hooks = Hooks(accounts)
    with open_accounts_file(accounts) as db:
        db.executescript(_SCHEMA)
    return hooks
