"""Web addresses: which input is one, and the form in which a report is known by it."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")
# What campaign and click trackers add to an address; none of it names another page.
_TRACKERS = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|ref_src|ref_url|cmpid|ns_\w+)$")


def is_address(given: str) -> bool:
    """Tell whether an input is an address ("https://...", any scheme) and not a path."""
    return bool(_ADDRESS.match(given))


def canonical_address(url: str | None) -> str | None:
    """Give the form in which addresses of one page are equal: no fragment, no trackers, host in small letters.

    >>> canonical_address("HTTPS://News.Example/a?utm_source=x&id=3#top")
    'https://news.example/a?id=3'
    """
    if not url or not url.strip():
        return None
    try:
        parts = urlsplit(url.strip())
        query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKERS.match(k)])
    except ValueError:
        return url.strip()
    if not parts.netloc:
        return url.strip()
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", query, ""))
