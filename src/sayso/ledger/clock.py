"""Moments: whole microseconds since 1970, UTC, in the ledger; ISO 8601 with a zone outside it."""

import re
from datetime import UTC, datetime, timedelta

from sayso.errors import UsageError

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def microseconds_now() -> int:
    """Give this machine's present moment in microseconds."""
    return (datetime.now(UTC) - _EPOCH) // timedelta(microseconds=1)


def write_moment(moment: int) -> str:
    """Write a moment given in microseconds as ISO 8601, UTC, to the microsecond.

    >>> write_moment(1_000_000)
    '1970-01-01T00:00:01.000000Z'
    """
    return (_EPOCH + timedelta(microseconds=moment)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_moment(said: str) -> int:
    """Read an ISO 8601 instant with a zone, or a bare day, which means its end, UTC; give microseconds.

    Raises `UsageError` for anything else: an hour without a zone could be meant in twenty-four ways.

    >>> write_moment(read_moment("2031-05-02"))
    '2031-05-02T23:59:59.999999Z'
    >>> write_moment(read_moment("2031-05-02T09:30+03:00"))
    '2031-05-02T06:30:00.000000Z'
    """
    try:
        moment = datetime.fromisoformat(said)
    except ValueError as err:
        raise UsageError(f"{said!r} is not a time; write 2031-05-02 or 2031-05-02T09:30Z") from err
    if _DAY.fullmatch(said):
        moment = moment.replace(tzinfo=UTC) + timedelta(days=1, microseconds=-1)
    if moment.tzinfo is None:
        raise UsageError(f"{said!r} has no zone; write {said}Z for UTC, or for instance {said}+03:00")
    return (moment - _EPOCH) // timedelta(microseconds=1)


def read_published(said: str | None) -> int | None:
    """Give the last moment, in microseconds, at which something published at `said` came out; None where it is unknown.

    A day counts to its end; an hour without a zone to its end in the zone that comes last (UTC-12).

    >>> write_moment(read_published("2031-05-02") or 0)
    '2031-05-02T23:59:59.999999Z'
    >>> read_published("last week") is None
    True
    """
    if said is None:
        return None
    try:
        return read_moment(said)
    except UsageError:
        pass
    try:
        return read_moment(f"{said}-12:00")
    except UsageError:
        return None
