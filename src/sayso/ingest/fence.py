"""Which network addresses may be fetched from: public ones, unless private ones are allowed."""

import ipaddress
import socket
from dataclasses import dataclass

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052


@dataclass(frozen=True, slots=True)
class Refusal:
    """An address that is not fetched from, and why."""

    what: str
    why: str


def is_public(address: Address) -> bool:
    """Tell whether an address is one of the public internet (IANA special-purpose registries, as in `ipaddress`).

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) is judged by itself.

    >>> is_public(ipaddress.ip_address("::ffff:127.0.0.1"))
    False
    """
    inner: list[Address | None] = []
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _NAT64:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
    if any(held is not None and not is_public(held) for held in inner):
        return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_loopback or address.is_link_local
    )


def find_open_address(host: str, port: int, allow_private: bool) -> str | Refusal:
    """Resolve a host once and give the numeric address to connect to, so that no second answer of DNS can move it."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as err:
        return Refusal("address down", f"the name {host!r} does not resolve ({getattr(err, 'strerror', None) or err})")
    found = [str(answer[4][0]).partition("%")[0] for answer in answers]
    if not found:
        return Refusal("address down", f"the name {host!r} resolves to nothing")
    if allow_private:
        return found[0]
    open_ones = [text for text in found if is_public(ipaddress.ip_address(text))]
    if not open_ones:
        return Refusal(
            "private address", f"{host} leads to {found[0]}, inside a private network: refused unless allowed"
        )
    return open_ones[0]
