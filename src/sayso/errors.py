"""Everything that sayso raises. Trouble in data is never raised: it is a `Problem` beside the results.

SaysoError                    exit 3
├── UsageError                exit 2   what was asked for cannot be meant
│   ├── UnknownId                      no such id in this ledger
│   └── AmbiguousId                    a short id with several candidates
├── SettingError              exit 3   a malformed setting stops the run
├── SetupError                exit 3   a model, a library or a right is missing
├── CheckFailed               exit 1   a hash, span or chain does not hold
├── RefusedError              exit 1   a judgement or an undo that something depends on
└── LedgerError               exit 3
    ├── LedgerTooNew                   written by a later sayso
    ├── LedgerDamaged                  the file is not a sound database
    ├── LedgerBusy                     another writer holds it
    └── StillSettling                  what was asked for is not settled yet
"""

from collections.abc import Sequence


class SaysoError(Exception):
    """The root: its text says what happened and what to do next."""

    exit_code = 3


class UsageError(SaysoError):
    """What was asked for cannot be meant."""

    exit_code = 2


class UnknownId(UsageError):
    """No such id in this ledger."""


class AmbiguousId(UsageError):
    """A short id that several things answer to; `candidates` holds the full ids."""

    def __init__(self, short: str, candidates: Sequence[str]) -> None:
        self.short, self.candidates = short, tuple(candidates)
        listed = "\n  ".join(candidates)
        super().__init__(f"{short!r} could be any of these; give more digits:\n  {listed}")


class SettingError(SaysoError):
    """A setting that is malformed: the run stops before anything is read."""


class SetupError(SaysoError):
    """A model, a library or a right that the work needs is missing."""


class CheckFailed(SaysoError):
    """Something kept does not match its hash, span or chain."""

    exit_code = 1


class RefusedError(SaysoError):
    """A judgement or an undo that would contradict another; the text names the link to look at."""

    exit_code = 1


class LedgerError(SaysoError):
    """The ledger cannot be used as it stands."""


class LedgerTooNew(LedgerError):
    """The ledger was written by a later sayso."""


class LedgerDamaged(LedgerError):
    """The ledger file is not a sound database."""


class LedgerBusy(LedgerError):
    """Another writer holds the ledger."""


class StillSettling(LedgerError):
    """The record that was asked for is being settled: ask again in some seconds."""
