"""Fetching pages by address: fenced off from private networks, within a time and a size, each redirect checked anew."""

import threading
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

from sayso.ingest.arrivals import refuse
from sayso.ingest.fence import Refusal, find_open_address
from sayso.ingest.options import ReadOptions
from sayso.ingest.printed_dates import now
from sayso.model.report import Intake

MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; sayso; reads single news reports on request)",
    "Accept": "text/html, application/xhtml+xml, text/plain, application/jsonl;q=0.9, */*;q=0.1",
    "Accept-Language": "en, *;q=0.5",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The bytes an address gave; `url` is the last one of its redirects, `retrieved` an ISO 8601 instant."""

    content: bytes
    url: str
    media_type: str
    charset: str | None
    retrieved: str


def fetch(url: str, options: ReadOptions) -> Answer | Intake:
    """Fetch an address; gives an intake without a report where it is refused, down, too large or too slow.

    `options.timeout` bounds the whole fetch: it runs in a thread that is left behind when its time is up.
    """
    done: list[Answer | Intake] = []
    deadline = time.monotonic() + options.timeout
    worker = threading.Thread(target=lambda: done.append(_follow(url, options, deadline)), daemon=True)
    worker.start()
    worker.join(options.timeout + 1.0)
    return done[0] if done else _too_slow(url, options)


def _follow(first: str, options: ReadOptions, deadline: float) -> Answer | Intake:
    url, seen = first, set[str]()
    for _ in range(MOST_REDIRECTS + 1):
        if url in seen:
            return refuse(first, "redirect loop", f"it leads back to {url}")
        seen.add(url)
        answer = _ask(first, url, options, deadline)
        if not isinstance(answer, str):
            return answer
        url = urljoin(url, answer)
    return refuse(first, "too many redirects", f"more than {MOST_REDIRECTS} redirects, the last to {url}")


def _ask(first: str, url: str, options: ReadOptions, deadline: float) -> Answer | Intake | str:
    """Ask for one address: the answer, the intake that says why there is none, or the address it redirects to."""
    pinned = _pin(url, options)
    if isinstance(pinned, Refusal):
        return refuse(first, pinned.what, pinned.why)
    address, headers, extensions = pinned
    left = deadline - time.monotonic()
    if left <= 0:
        return _too_slow(first, options)
    try:
        with (
            httpx.Client(trust_env=False, follow_redirects=False, timeout=left) as client,
            client.stream("GET", address, headers=headers, extensions=extensions) as response,
        ):
            if response.status_code in _REDIRECTS and "location" in response.headers:
                return response.headers["location"]
            if response.status_code != httpx.codes.OK:
                return refuse(
                    first, "no answer", f"{url} answered {response.status_code} {response.reason_phrase}".rstrip()
                )
            return _take(first, url, response, options, deadline)
    except httpx.TimeoutException:
        return _too_slow(first, options)
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as err:
        return refuse(first, "address down", f"{url} could not be fetched ({err or type(err).__name__})")


def _pin(url: str, options: ReadOptions) -> tuple[httpx.URL, dict[str, str], dict[str, str]] | Refusal:
    """Check an address and give it with its host replaced by the one numeric address that was checked.

    The certificate is still checked against the name, which goes out as `Host` and as server name (SNI).
    """
    try:
        parts = urlsplit(url)
        asked = httpx.URL(url).copy_with(fragment=None)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except (ValueError, httpx.InvalidURL) as err:
        return Refusal("bad address", f"{url} is no address ({err})")
    if parts.scheme not in ("http", "https"):
        return Refusal("bad address", f"{parts.scheme}: addresses are not fetched, only http and https")
    if parts.username or parts.password:
        return Refusal("bad address", "it holds a user name or a password, which a ledger must not keep")
    if not asked.host:
        return Refusal("bad address", f"{url} names no host")
    open_address = find_open_address(asked.host, port, options.allow_private)
    if isinstance(open_address, Refusal):
        return open_address
    headers = {**_HEADERS, "Host": asked.netloc.decode("ascii")}
    return asked.copy_with(host=open_address), headers, {"sni_hostname": asked.raw_host.decode("ascii")}


def _take(first: str, url: str, response: httpx.Response, options: ReadOptions, deadline: float) -> Answer | Intake:
    too_large = refuse(first, "too large", f"the answer holds more than {options.max_bytes} bytes")
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > options.max_bytes:
        return too_large
    content = bytearray()
    for chunk in response.iter_bytes(65_536):
        content += chunk
        if len(content) > options.max_bytes:
            return too_large
        if time.monotonic() > deadline:
            return _too_slow(first, options)
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return Answer(bytes(content), url, media_type, response.charset_encoding, now())


def _too_slow(url: str, options: ReadOptions) -> Intake:
    return refuse(url, "too slow", f"no whole answer within {options.timeout:g} seconds")
