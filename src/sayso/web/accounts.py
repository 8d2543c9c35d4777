"""Who may come in: accounts, passwords, API tokens. They stand beside the ledger, not in it: nobody's claim rests on them.

Passwords are hashed by argon2id (RFC 9106), tokens by SHA-256 of 32 random bytes; neither is ever kept as given.
"""

import hashlib
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sayso.errors import UsageError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

Role = Literal["reader", "reviewer", "editor", "admin"]
ROLES: tuple[Role, ...] = ("reader", "reviewer", "editor", "admin")
SHORTEST_PASSWORD = 12  # NIST SP 800-63B asks for 8; a desk guards names
ATTEMPTS, WINDOW = 8, 900.0  # failed logins of one name or one address within so many seconds

_SCHEMA = """
CREATE TABLE IF NOT EXISTS accounts (
  name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT, subject TEXT UNIQUE, disabled INTEGER NOT NULL DEFAULT 0,
  epoch INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS tokens (
  hash TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES accounts(name), scope TEXT NOT NULL, note TEXT NOT NULL,
  made REAL NOT NULL, revoked INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE IF NOT EXISTS attempts (who TEXT NOT NULL, at REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS visits (name TEXT PRIMARY KEY, seen TEXT NOT NULL, before TEXT) STRICT;
CREATE INDEX IF NOT EXISTS attempts_by_who ON attempts (who, at);
CREATE TABLE IF NOT EXISTS secret (row INTEGER PRIMARY KEY CHECK (row = 1), key BLOB NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is in: the name that transactions carry, and what the role allows. `epoch` ends old sessions."""

    name: str
    role: Role
    epoch: int = 0


@dataclass(frozen=True, slots=True)
class Accounts:
    """The file of accounts of one ledger."""

    path: Path

    def anyone(self) -> bool:
        """Whether anybody has an account that is not disabled."""
        with open_accounts_file(self.path) as db:
            return db.execute("SELECT 1 FROM accounts WHERE disabled = 0").fetchone() is not None

    def key(self) -> bytes:
        """The key that signs sessions: drawn once, kept beside the accounts."""
        with open_accounts_file(self.path) as db:
            db.execute("INSERT OR IGNORE INTO secret VALUES (1, ?)", (secrets.token_bytes(32),))
            found: bytes = db.execute("SELECT key FROM secret").fetchone()[0]
            return found

    def add(self, name: str, role: Role, password: str | None = None, subject: str | None = None) -> Person:
        """Make an account, or give an existing one a new role and password; old sessions of it end.

        Raises `UsageError` for a short password, an empty name or an unknown role.
        """
        if not name.strip() or role not in ROLES:
            raise UsageError(f"an account wants a name and one of the roles {', '.join(ROLES)}")
        if password is not None and len(password) < SHORTEST_PASSWORD:
            raise UsageError(f"a password wants at least {SHORTEST_PASSWORD} characters")
        hashed = _hasher().hash(password) if password is not None else None
        with open_accounts_file(self.path) as db:
            db.execute(
                "INSERT INTO accounts (name, role, password, subject) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET "
                "role = excluded.role, password = coalesce(excluded.password, password), "
                "subject = coalesce(excluded.subject, subject), disabled = 0, epoch = epoch + 1",
                (name, role, hashed, subject),
            )
        return self.find(name) or Person(name, role)

    def disable(self, name: str) -> None:
        """Shut an account: its sessions and tokens end at once."""
        with open_accounts_file(self.path) as db:
            db.execute("UPDATE accounts SET disabled = 1, epoch = epoch + 1 WHERE name = ?", (name,))
            db.execute("UPDATE tokens SET revoked = 1 WHERE account = ?", (name,))

    def find(self, name: str) -> Person | None:
        """Give the person of a name, unless the account is shut."""
        with open_accounts_file(self.path) as db:
            row = db.execute(
                "SELECT name, role, epoch FROM accounts WHERE name = ? AND disabled = 0", (name,)
            ).fetchone()
        return Person(*row) if row else None

    def list(self) -> list[tuple[str, Role, bool]]:
        """Give every account: name, role, whether it is open."""
        with open_accounts_file(self.path) as db:
            rows = db.execute("SELECT name, role, disabled FROM accounts ORDER BY name").fetchall()
        return [(name, role, not disabled) for name, role, disabled in rows]

    def log_in(self, name: str, password: str, address: str) -> Person | None:
        """Check a password; None where it is wrong or where too many attempts of this name or address failed."""
        from argon2.exceptions import VerificationError

        if self.is_limited(name) or self.is_limited(address):
            return None
        with open_accounts_file(self.path) as db:
            row = db.execute("SELECT password FROM accounts WHERE name = ? AND disabled = 0", (name,)).fetchone()
        kept = row[0] if row and row[0] else _decoy()
        try:
            _hasher().verify(kept, password)
        except VerificationError:
            kept = None
        if kept is None or kept == _decoy():
            self._count_failure(name, address)
            return None
        return self.find(name)

    def is_limited(self, who: str) -> bool:
        """Whether too many logins of this name or address have failed lately."""
        with open_accounts_file(self.path) as db:
            since = time.time() - WINDOW
            failed: int = db.execute("SELECT count(*) FROM attempts WHERE who = ? AND at > ?", (who, since)).fetchone()[
                0
            ]
        return failed >= ATTEMPTS

    def find_subject(self, subject: str) -> Person | None:
        """Give the person whom an OpenID provider calls so ("issuer subject")."""
        with open_accounts_file(self.path) as db:
            row = db.execute(
                "SELECT name, role, epoch FROM accounts WHERE subject = ? AND disabled = 0", (subject,)
            ).fetchone()
        return Person(*row) if row else None

    def make_token(self, account: str, scope: Role, note: str) -> str:
        """Make an API token for an account and give it, this once; its scope is at most the account's role."""
        token = "sayso_" + secrets.token_urlsafe(32)
        with open_accounts_file(self.path) as db:
            db.execute(
                "INSERT INTO tokens (hash, account, scope, note, made) VALUES (?, ?, ?, ?, ?)",
                (_hash(token), account, scope, note, time.time()),
            )
        return token

    def find_token(self, token: str) -> Person | None:
        """Give whom a token stands for, with the lesser of its scope and the account's present role."""
        with open_accounts_file(self.path) as db:
            row = db.execute(
                "SELECT a.name, a.role, t.scope, a.epoch FROM tokens t JOIN accounts a ON a.name = t.account "
                "WHERE t.hash = ? AND t.revoked = 0 AND a.disabled = 0",
                (_hash(token),),
            ).fetchone()
        if row is None:
            return None
        name, role, scope, epoch = row
        return Person(name, min(role, scope, key=ROLES.index), epoch)

    def revoke_tokens(self, account: str) -> None:
        """End every token of an account."""
        with open_accounts_file(self.path) as db:
            db.execute("UPDATE tokens SET revoked = 1 WHERE account = ?", (account,))

    def visit(self, name: str, now: datetime) -> str | None:
        """Note that somebody is here now, and give when they were here before; looks half an hour apart are one visit."""
        with open_accounts_file(self.path) as db:
            row = db.execute("SELECT seen, before FROM visits WHERE name = ?", (name,)).fetchone()
            seen, before = row or (None, None)
            if seen is not None and now - datetime.fromisoformat(seen) > timedelta(minutes=30):
                before = seen
            # A look of a minute ago is this look: not every page that is drawn waits for the disk.
            if seen is None or now - datetime.fromisoformat(seen) > timedelta(minutes=1):
                db.execute("INSERT OR REPLACE INTO visits VALUES (?, ?, ?)", (name, now.isoformat(), before))
        found: str | None = before
        return found

    def _count_failure(self, *who: str) -> None:
        with open_accounts_file(self.path) as db:
            db.execute("DELETE FROM attempts WHERE at < ?", (time.time() - WINDOW,))
            db.executemany("INSERT INTO attempts VALUES (?, ?)", [(w, time.time()) for w in who])


@contextmanager
def open_accounts_file(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection to the file of accounts for one transaction, which is kept unless something is raised."""
    db = sqlite3.connect(path, timeout=10)
    try:
        with db:
            yield db
    finally:
        db.close()


def open_accounts(ledger: Path) -> Accounts:
    """Give the accounts of a ledger: LEDGER.accounts beside it, readable by its owner alone."""
    path = ledger.with_name(ledger.name + ".accounts")
    fresh = not path.exists()
    with open_accounts_file(path) as db:
        db.executescript(_SCHEMA)
    if fresh:
        path.chmod(0o600)
    return Accounts(path)


def list_visits(accounts: Accounts) -> tuple[str, ...]:
    """Give when the last few people were here, and before that: what they will ask the changes since."""
    with open_accounts_file(accounts.path) as db:
        rows = db.execute("SELECT seen, before FROM visits ORDER BY seen DESC LIMIT 4").fetchall()
    return tuple(moment for row in rows for moment in row if moment)


def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher

    return PasswordHasher()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@cache
def _decoy() -> str:
    """Verified against when a name is unknown, so that the time an answer takes does not tell which names exist."""
    return _hasher().hash(secrets.token_urlsafe(16))
