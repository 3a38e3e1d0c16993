"""Fetching, against a real server on this machine: politeness, limits, and what is never connected to."""

from __future__ import annotations

import gzip
import socket
import threading
from contextlib import suppress
from typing import cast

import pytest

from onrecord.record import Item, Rejected
from onrecord.sources import SourceOptions, Validator, Validators, read_items
from onrecord.sources.network import USER_AGENT
from onrecord.version import VERSION
from tests.fetching import Watch, codes, fetched
from tests.reports import PAGE, a_file, a_pdf
from tests.source_files import MARKUP, TEXT, a_json_feed, a_rss, a_zip, an_opml, an_rss_item
from tests.websites import Reply, Site

# --- what is fetched


def test_a_page_is_fetched_under_an_honest_name(site: Site) -> None:
    site["/1?a=b"] = PAGE
    (item,) = fetched(site["/1?a=b"] + "#top")
    assert isinstance(item, Item)
    assert (item.uri, item.title, item.published) == (site["/1?a=b"] + "#top", "Water shared anew", "2025-03-07")
    assert site.paths == ["/robots.txt", "/1?a=b"]
    headers = site.asked[-1][1]
    assert headers["User-Agent"] == USER_AGENT
    assert USER_AGENT.startswith(f"OnRecord/{VERSION} ")
    assert headers["Host"] == f"127.0.0.1:{site.server_port}"


def test_papers_texts_and_archives_come_by_address_too(site: Site) -> None:
    site["/paper"] = Reply(a_pdf("The mayor left."), "application/octet-stream")
    site["/text"] = Reply("Café. ".encode() * 50, "text/plain")
    site["/zip"] = Reply(a_zip({"a.txt": b"one"}), "application/zip")
    paper, text, member = fetched(site["/paper"], site["/text"], site["/zip"])
    assert isinstance(paper, Item)
    assert isinstance(text, Item)
    assert paper.text == "The mayor left."
    assert text.text == "Café. " * 50
    assert member == Item("one", f"{site['/zip']}!/a.txt")


def test_an_encoding_by_the_servers_word(site: Site) -> None:
    site["/1"] = Reply(PAGE.replace("Water", "Вода").encode("koi8-r"), "text/html; charset=KOI8-R")
    (item,) = fetched(site["/1"])
    assert isinstance(item, Item)
    assert item.title == "Вода shared anew"


def test_a_feed_that_brings_its_texts_along_needs_no_pages(site: Site) -> None:
    site["/feed"] = Reply(a_rss(an_rss_item("/1", content=MARKUP)), "application/rss+xml")
    (item,) = fetched(site["/feed"])
    assert isinstance(item, Item)
    assert (item.uri, item.text) == (site["/1"], TEXT)
    assert site.paths == ["/robots.txt", "/feed"]


def test_where_a_feed_has_summaries_only_its_pages_are_fetched(site: Site) -> None:
    site["/feed"] = a_rss(an_rss_item("/1", summary="Short."), an_rss_item("/2", summary=MARKUP), an_rss_item("/gone"))
    site["/1"] = PAGE
    site["/2"] = PAGE
    first, second, gone = fetched(site["/feed"])
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert (first.uri, first.title, first.byline) == (site["/1"], "Water", "Ada Holm")
    assert (first.publisher, first.published) == ("The River Post", "2025-03-07T23:30:00-05:00")
    assert second.text == first.text != TEXT
    assert isinstance(gone, Rejected)
    assert (gone.code, gone.detail, gone.uri) == (
        "http_error", f"{site['/gone']}: the server answers 404", site["/gone"],
    )  # fmt: skip


def test_a_json_feed_and_what_its_entries_link_to(site: Site) -> None:
    site["/a/feed"] = a_json_feed({"id": "1", "url": "../1"}, {"id": "2", "url": "/2"}, {"id": "3", "url": "/3"})
    site["/1"] = PAGE
    site["/2"] = Reply(a_pdf("The mayor left."), "application/pdf")
    site["/3"] = Reply(a_rss(), "application/rss+xml")
    found = fetched(site["/a/feed"])
    assert codes(found) == ["read", "read", "not_a_report"]
    assert [each.uri for each in found] == [site["/1"], site["/2"], site["/3"]]


def test_a_list_of_feeds_has_each_fetched_once(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in ("a", "b"):
        site[f"/{name}"] = a_rss(an_rss_item(f"/{name}/1", content=MARKUP))
    site["/nested"] = an_opml(site["/a"])
    listed = an_opml(site["/a"], site["/b"], site["/a"], site["/nested"], site["/gone"])
    site["/list"] = listed
    expected = ["read", "read", "not_fetched", "http_error"]
    assert codes(fetched(site["/list"])) == expected
    path = a_file(tmp_path_factory.mktemp("lists"), listed, "list")
    assert codes(fetched(str(path))) == expected


def test_only_what_was_asked_for_is_fetched(site: Site) -> None:
    site["/1"] = PAGE
    assert codes(fetched(site["/1"], fetch=False)) == ["not_fetched"]
    assert not site.asked


# --- robots.txt and pauses


def test_robots_txt_is_kept_to(site: Site) -> None:
    site["/robots.txt"] = Reply(b"User-agent: OtherBot\nDisallow: /\n\nUser-agent: onrecord\nDisallow: /kept/\n")
    site["/kept/1"] = PAGE
    site["/1"] = PAGE
    kept, read = fetched(site["/kept/1"], site["/1"])
    assert isinstance(kept, Rejected)
    assert (kept.code, kept.detail) == (
        "robots", f"{site['/kept/1']}: the robots.txt of 127.0.0.1 asks not to fetch it",
    )  # fmt: skip
    assert isinstance(read, Item)
    assert site.paths == ["/robots.txt", "/1"], "asked for once"


@pytest.mark.parametrize(("status", "code"), [(404, "read"), (403, "read"), (500, "robots"), (503, "robots")])
def test_a_robots_txt_that_cannot_be_had(site: Site, status: int, code: str) -> None:
    site["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n", status=status)
    site["/1"] = PAGE
    assert codes(fetched(site["/1"])) == [code]


def test_a_robots_txt_behind_redirects_and_one_without_end(site: Site) -> None:
    site["/robots.txt"] = Reply(status=301, headers=(("Location", "/robots"),))
    site["/robots"] = b"User-agent: *\nDisallow: /kept\n" + b"# and so on\n" * 60_000
    site["/kept"] = PAGE
    site["/1"] = PAGE
    assert codes(fetched(site["/kept"], site["/1"])) == ["robots", "read"]


def test_a_redirect_to_what_robots_txt_keeps_from_us(site: Site) -> None:
    site["/robots.txt"] = b"User-agent: *\nDisallow: /kept\n"
    site["/1"] = Reply(status=302, headers=(("Location", "/kept"),))
    site["/kept"] = PAGE
    assert codes(fetched(site["/1"])) == ["robots"]
    assert site.paths == ["/robots.txt", "/1"]


def test_a_pause_between_two_requests_to_one_host(site: Site) -> None:
    site["/1"] = site["/2"] = site["/3"] = Reply(PAGE.encode())
    watch = Watch()
    assert codes(fetched(site["/1"], site["/2"], site["/3"], watch=watch, pause=1.5)) == ["read"] * 3
    assert watch.waits == [1.5, 1.5]


def test_the_pause_that_robots_txt_asks_for(site: Site) -> None:
    site["/robots.txt"] = b"User-agent: *\nCrawl-delay: 7\n"
    site["/1"] = Reply(status=302, headers=(("Location", "/2"),))
    site["/2"] = PAGE
    watch = Watch()
    assert codes(fetched(site["/1"], watch=watch)) == ["read"]
    assert watch.waits == [7.0]
    with_long = Watch()
    site["/robots.txt"] = b"User-agent: *\nCrawl-delay: 86400\n"
    assert codes(fetched(site["/1"], watch=with_long)) == ["read"]
    assert with_long.waits == [60.0]


# --- asking only for what is new


def test_a_page_that_has_not_changed_is_not_read_again(site: Site) -> None:
    site["/1"] = Reply(PAGE.encode(), headers=(("ETag", '"v1"'), ("Last-Modified", "Fri, 07 Mar 2025 07:00:00 GMT")))
    remembered: Validators = {}
    assert codes(fetched(site["/1"], validators=remembered)) == ["read"]
    assert remembered == {site["/1"]: Validator('"v1"', "Fri, 07 Mar 2025 07:00:00 GMT")}
    again = fetched(site["/1"], validators=remembered)
    assert codes(again) == ["not_modified"]
    assert site.asked[-1][1]["If-None-Match"] == '"v1"'
    assert site.asked[-1][1]["If-Modified-Since"] == "Fri, 07 Mar 2025 07:00:00 GMT"
    site["/1"] = Reply(PAGE.encode(), headers=(("ETag", '"v2"'),))
    assert codes(fetched(site["/1"], validators=remembered)) == ["read"]
    assert remembered == {site["/1"]: Validator('"v2"', None)}


def test_a_feed_is_remembered_only_once_all_of_it_was_handed_out(site: Site) -> None:
    site["/feed"] = Reply(
        a_rss(an_rss_item("/1", content=MARKUP), an_rss_item("/2", content=MARKUP)), headers=(("ETag", '"f"'),)
    )
    remembered: Validators = {}
    watch = Watch()
    items = read_items(
        [site["/feed"]], SourceOptions(allow_private=True), remembered, clock=watch.clock, sleep=watch.sleep
    )
    next(items)
    next(items)
    assert not remembered, "the second may not have been saved"
    assert next(items, None) is None
    assert remembered == {site["/feed"]: Validator('"f"', None)}


def test_a_feed_with_a_page_that_could_not_be_had_is_read_again(site: Site) -> None:
    site["/feed"] = Reply(a_rss(an_rss_item("/1"), an_rss_item("/2")), headers=(("ETag", '"f"'),))
    site["/1"] = Reply(PAGE.encode(), headers=(("ETag", '"p"'),))
    site["/2"] = Reply(status=503, headers=(("Retry-After", "120"),))
    remembered: Validators = {}
    found = fetched(site["/feed"], validators=remembered)
    assert codes(found) == ["read", "http_error"]
    assert found[1] == Rejected(
        "http_error", f"{site['/2']}: the server answers 503; it asks to come back after 120", site["/2"]
    )
    assert set(remembered) == {site["/1"]}
    site["/2"] = PAGE
    assert codes(fetched(site["/feed"], validators=remembered)) == ["not_modified", "read"]
    assert set(remembered) == {site["/1"], site["/feed"]}
    assert codes(fetched(site["/feed"], validators=remembered)) == ["not_modified"]


def test_what_was_refused_is_looked_at_again(site: Site) -> None:
    site["/1"] = Reply(b"<html><p>Log in.</p>", headers=(("ETag", '"p"'),))
    site["/feed"] = Reply(a_rss(an_rss_item("/1")), headers=(("ETag", '"f"'),))
    remembered: Validators = {}
    assert codes(fetched(site["/1"], site["/feed"], validators=remembered)) == ["too_short", "too_short"]
    assert set(remembered) == {site["/feed"]}


def test_a_list_of_feeds_that_has_not_changed_has_its_feeds_looked_at_all_the_same(site: Site) -> None:
    site["/feed"] = a_rss(an_rss_item("/1", content=MARKUP))
    remembered: Validators = {}
    for listed in (an_opml(site["/feed"]), gzip.compress(an_opml(site["/feed"]))):
        site["/list"] = Reply(listed, headers=(("ETag", '"l"'),))
        assert codes(fetched(site["/list"], validators=remembered)) == ["read"]
        assert codes(fetched(site["/list"], validators=remembered)) == ["read"]


# --- limits


def test_redirects_are_followed_to_an_end(site: Site) -> None:
    site["/1"] = Reply(status=301, headers=(("Location", "/2"),))
    site["/2"] = Reply(status=307, headers=(("Location", site["/3"]),))
    site["/3"] = PAGE
    site["/round"] = Reply(status=302, headers=(("Location", "/round"),))
    (item,) = fetched(site["/1"])
    assert isinstance(item, Item)
    assert item.uri == site["/1"], "the address that was given stays the report's name"
    assert codes(fetched(site["/round"])) == ["too_many_redirects"]
    assert site.paths.count("/round") == 6


@pytest.mark.parametrize(
    ("location", "code"),
    [("file:///etc/passwd", "bad_url"), ("ftp://a.example/", "bad_url"), ("http://[", "unreachable")],
)  # fmt: skip
def test_redirects_that_lead_astray(site: Site, location: str, code: str) -> None:
    site["/1"] = Reply(status=302, headers=(("Location", location),))
    assert codes(fetched(site["/1"])) == [code]


def test_an_answer_that_is_too_large_bare_or_packed(site: Site) -> None:
    site["/1"] = Reply(b"a" * 2_000_000, "text/plain")
    site["/2"] = Reply(gzip.compress(b"a" * 2_000_000), "text/plain", headers=(("Content-Encoding", "gzip"),))
    for path in ("/1", "/2"):
        assert codes(fetched(site[path], max_answer=1_000_000)) == ["too_long"]
    site["/3"] = Reply(gzip.compress(b"a" * 60_000_000), "text/plain", headers=(("Content-Encoding", "gzip"),))
    assert codes(fetched(site["/3"], max_answer=100_000_000)) == ["archive_limit"]


def test_packed_answers(site: Site) -> None:
    packed = gzip.compress(PAGE.encode())
    site["/1"] = Reply(packed, headers=(("Content-Encoding", "gzip"),))
    site["/2"] = Reply(packed[:-20], headers=(("Content-Encoding", "gzip"),))
    site["/3"] = Reply(b"...", headers=(("Content-Encoding", "br"),))
    assert codes(fetched(site["/1"], site["/2"], site["/3"])) == ["read", "truncated", "http_error"]
    assert site.asked[1][1]["Accept-Encoding"] == "gzip"


def test_a_server_that_says_nothing_or_breaks_off_or_speaks_another_tongue() -> None:
    for speech, told in ((None, "no answer within 0.2 seconds"), (b"", "disconnected"), (b"SSH-2.0-x\r\n", "Error")):
        with _listening(speech) as port:
            (refused,) = fetched(f"http://127.0.0.1:{port}/", timeout=0.2)
            assert isinstance(refused, Rejected)
            assert refused.code == "unreachable"
            assert told in refused.detail
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    assert codes(fetched(f"http://127.0.0.1:{port}/")) == ["unreachable"]
    with _listening(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n") as port:
        assert codes(fetched(f"https://127.0.0.1:{port}/")) == ["unreachable"], "no TLS there"


@pytest.mark.parametrize(
    "speech",
    [b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n"],
    ids=["header", "body", "body-without-length"],
)
def test_a_server_that_drips_is_given_up(speech: bytes) -> None:
    """A byte now and then, in the header or in the body, each within the time-out."""
    with _listening(speech, drip=b"a") as port:
        (refused,) = fetched(f"http://127.0.0.1:{port}/", deadline=0.3)
    assert isinstance(refused, Rejected)
    assert (refused.code, refused.detail) == (
        "unreachable", f"http://127.0.0.1:{port}/: no whole answer within 0.3 seconds",
    )  # fmt: skip


class _listening:  # noqa: N801 - it reads as a verb in a with statement
    """A port that says the same to whoever comes, whatever is asked; None says nothing and waits."""

    def __init__(self, speech: bytes | None, drip: bytes = b"") -> None:
        self._speech, self._drip = speech, drip
        self._server = socket.create_server(("127.0.0.1", 0))
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> int:
        self._thread.start()
        return cast(int, self._server.getsockname()[1])

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._server.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._server.close()

    def _serve(self) -> None:
        with suppress(OSError):  # the port is closed
            while True:
                connection, _ = self._server.accept()
                with connection, suppress(OSError):  # whoever came has left
                    self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        connection.recv(65536)
        if self._speech is None:
            self._over.wait(5)
            return
        connection.sendall(self._speech)
        while self._drip and not self._over.wait(0.02):
            connection.sendall(self._drip)
