"""Telling another program what changed: one POST of JSON, signed, to an address that is fenced as in `read`."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from pathlib import Path

import httpx

from sayso.errors import SetupError, UsageError
from sayso.flow.changing import Change
from sayso.model import to_plain
from sayso.web.desk import Desk

SIGNATURE = "X-Sayso-Signature"  # sha256=HEX: HMAC-SHA256 (RFC 2104) of the body under the shared secret
SHORTEST_SECRET = 16
PATIENCE = 20.0  # seconds


def sign_body(body: bytes, secret: str) -> str:
    """Give the signature of a body; who receives it makes the same and compares.

    >>> sign_body(b"{}", "a secret of sixteen")[:15]
    'sha256=cf388c77'
    """
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def check_address(address: str, allow_private: bool = False) -> str:
    """Give the network address that a web address leads to now, which a post is then sent to and no other.

    Raises `UsageError` for an address that is no web address or leads into a private network.
    """
    from sayso.ingest.fence import Refusal, find_open_address

    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as err:
        raise UsageError(f"{address!r} is no address: {err}") from err
    if url.scheme not in ("http", "https") or not url.host or url.userinfo:
        raise UsageError(f"{address} is no address to post to: http:// or https://, without a name or password in it")
    found = find_open_address(url.host, url.port or (443 if url.scheme == "https" else 80), allow_private)
    if isinstance(found, Refusal):
        raise UsageError(f"{found.what}: {found.why}")
    return found


def post_changes_of(ledger: Path, since: str, address: str, secret: str, *, allow_private: bool = False) -> int:
    """Post what changed in a ledger since a time, as the disclosure policy lets others see it; gives how many changes."""
    desk = Desk(ledger)
    try:
        changes = desk.changes(desk.view("others"), since)
    finally:
        desk.close()
    if changes:
        post_changes(address, changes, since, secret, allow_private=allow_private)
    return len(changes)


def post_changes(
    address: str, changes: Sequence[Change], since: str, secret: str, *, allow_private: bool = False
) -> int:
    """Post the changes since a time to an address, following no redirect; gives the status that it answered with.

    Raises `UsageError` for an address that is no web address or leads into a private network, `SetupError` where it does
    not answer or answers with an error, or where the secret is short.
    """
    if len(secret) < SHORTEST_SECRET:
        raise SetupError(
            f"set SAYSO_WEBHOOK_SECRET to {SHORTEST_SECRET} characters or more: the posts are signed with it"
        )
    url = httpx.URL(address)
    found = check_address(address, allow_private)
    body = json.dumps({"since": since, "changes": to_plain(tuple(changes))}, ensure_ascii=False).encode()
    head = {"Content-Type": "application/json", "Host": url.netloc.decode("ascii"), SIGNATURE: sign_body(body, secret)}
    pinned = {"sni_hostname": url.raw_host.decode("ascii")}
    try:
        with httpx.Client(trust_env=False, follow_redirects=False, timeout=PATIENCE) as client:
            answer = client.post(url.copy_with(host=found), content=body, headers=head, extensions=pinned)
    except (httpx.HTTPError, OSError) as err:
        raise SetupError(f"{address} could not be told ({err or type(err).__name__})") from err
    if not answer.is_success:
        raise SetupError(f"{address} answered {answer.status_code}")
    return answer.status_code
