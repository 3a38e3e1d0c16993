"""Which addresses of the network a report may be fetched from: public ones, unless the caller says otherwise."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from onrecord.sources.refusal import RefusalError

# Addresses of IPv6 that stand for one of IPv4: the translator behind them would reach it.
_TRANSLATED = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"), IPv6Network("::/96"))


def resolve_addresses(host: str, port: int, *, allow_private: bool) -> tuple[str, ...]:
    """The addresses of a host, in the order in which they are to be tried.

    Raises RefusalError: `unreachable` where the name has none, `private_address` where one of them is not public. One
    is enough: a name that points both ways is set up to be asked until it gives the other.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError) as problem:
        raise RefusalError("unreachable", f"the name {host!r} cannot be resolved ({problem})") from problem
    addresses = tuple(dict.fromkeys(str(each[4][0]) for each in found))
    for address in addresses:
        if not allow_private and not is_public(address):
            raise RefusalError(
                "private_address", f"{host} is {address}, on this machine or a private network; allow it if you mean it"
            )
    return addresses


def is_public(address: str) -> bool:
    """Whether an address, written as a resolver gives it, is one of the public network."""
    parsed = ip_address(address.partition("%")[0])
    if isinstance(parsed, IPv4Address):
        return _is_open(parsed)
    within = _embedded(parsed)
    return _is_open(parsed) and not parsed.is_site_local if within is None else _is_open(within)


def _embedded(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address.sixtofour:
        return address.sixtofour
    if any(address in network for network in _TRANSLATED):
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def _is_open(address: IPv4Address | IPv6Address) -> bool:
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_loopback or address.is_link_local
        or address.is_unspecified or address.is_private
    )  # fmt: skip
