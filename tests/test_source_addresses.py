"""What is never connected to: this machine, private networks, what is no address."""

from __future__ import annotations

import sys

import pytest

from onrecord.record import Item, Rejected
from onrecord.sources.addresses import is_public, resolve_addresses
from onrecord.sources.refusal import RefusalError
from tests.fetching import fetched
from tests.reports import PAGE
from tests.websites import Site


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "[::]"],
)
def test_this_machine_is_refused_however_it_is_spelled(site: Site, host: str) -> None:
    site["/1"] = PAGE
    (refused,) = fetched(f"http://{host}:{site.server_port}/1", allow_private=False)
    assert isinstance(refused, Rejected)
    assert refused.code in ("private_address", "unreachable"), refused
    assert not site.asked


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255",
     "0.0.0.0", "192.0.2.1", "198.18.0.1", "240.0.0.1", "::1", "::", "fe80::1", "fe80::1%1", "fc00::1", "fd12::1",
     "ff02::1", "fec0::1", "::ffff:10.0.0.1", "::10.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b:1::a00:1", "2002:a00:1::",
     "2001:0:4136:e378:8000:63bf:f5ff:fffe", "2001:db8::1"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)
    if "%" not in address:
        with pytest.raises(RefusalError) as caught:
            resolve_addresses(address, 80, allow_private=False)
        assert caught.value.code == "private_address"
        assert resolve_addresses(address, 80, allow_private=True)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700:4700::1111", "2002:808:808::", "64:ff9b::808:808"]
)
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)
    assert resolve_addresses(address, 443, allow_private=False)


class Resolutions:
    """What names the interpreter looks up while it is watched: its own audit tells (a hook cannot be taken off)."""

    def __init__(self) -> None:
        self.hosts: list[str] = []
        self._watched = False
        sys.addaudithook(self._note)

    def __enter__(self) -> list[str]:
        self._watched = True
        return self.hosts

    def __exit__(self, *_: object) -> None:
        self._watched = False

    def _note(self, event: str, told: tuple[object, ...]) -> None:
        if self._watched and event == "socket.getaddrinfo":
            self.hosts.append(str(told[0]))


def test_the_connection_is_made_to_the_very_address_that_was_checked(site: Site) -> None:
    """A name is looked up once a request: a second look-up could give another address than the one that was checked."""
    site["/1"] = PAGE
    with Resolutions() as hosts:
        (item,) = fetched(f"http://localhost:{site.server_port}/1")
    assert isinstance(item, Item)
    assert site.asked[-1][1]["Host"] == f"localhost:{site.server_port}", "the server is told the name all the same"
    assert site.paths == ["/robots.txt", "/1"]
    assert hosts.count("localhost") == 2
    assert {host for host in hosts if host != "localhost"} <= {"127.0.0.1", "::1"}


def test_a_password_does_not_get_into_the_record(site: Site) -> None:
    site["/1"] = PAGE
    refused, invalid = fetched(site["/1"].replace("//", "//user:secret@"), "http://user:secret@a.example:99999/")
    for each, uri in ((refused, site["/1"]), (invalid, "http://a.example:99999/")):
        assert isinstance(each, Rejected)
        assert (each.code, each.uri) == ("bad_url", uri)
        assert "secret" not in each.detail
    assert not site.asked


@pytest.mark.parametrize(
    "url",
    ["http://", "http:///a", "http://a b.example/", "http://[::1/", "http://a:99999/",
     "https://\x00/", "http://" + "a" * 70 + ".example/", "HTTP://xn--.example/"],
)  # fmt: skip
def test_addresses_that_are_none(url: str) -> None:
    (refused,) = fetched(url)
    assert isinstance(refused, Rejected)
    assert refused.code in ("bad_url", "unreachable")
    assert "\x00" not in refused.detail
