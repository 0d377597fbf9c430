"""Which address a request comes from, when there may be proxies of one's own in between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
_HOME = 64
"""Bits of an IPv6 address that one household has: it has all addresses below."""


def networks(written: Iterable[str]) -> tuple[Network, ...]:
    """Addresses and networks, as `10.0.0.0/8`. Raises ValueError where one is neither."""
    return tuple(ip_network(one) for one in written)


def client_address(peer: str, forwarded: Sequence[str], trusted: Sequence[Network]) -> str:
    """The address of the client: the last one that no trusted proxy has.

    `peer` is who opened the connection, `forwarded` the headers X-Forwarded-For in their order. A client can write
    what it likes in front, so what stands there is never believed.
    """
    if not trusted or not _within(peer, trusted):
        return peer
    named = [part.strip() for header in forwarded for part in header.split(",")]
    for address in reversed(named):
        if not _is_address(address):
            return peer
        peer = address
        if not _within(address, trusted):
            break
    return peer


@lru_cache(maxsize=4_096)
def counted_as(address: str) -> str:
    """What an address is counted under: itself, and for IPv6 its /64."""
    try:
        read = ip_address(address)
    except ValueError:
        return address
    if isinstance(read, IPv6Address):
        if read.ipv4_mapped is not None:
            return str(read.ipv4_mapped)
        return str(ip_network((read, _HOME), strict=False))
    return str(read)


def _within(address: str, trusted: Sequence[Network]) -> bool:
    return _is_address(address) and any(ip_address(address) in network for network in trusted)


def _is_address(written: str) -> bool:
    try:
        ip_address(written)
    except ValueError:
        return False
    return True
