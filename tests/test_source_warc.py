"""Web archives: the pages in them under their own addresses, all else told as no report."""

from __future__ import annotations

import gzip
from pathlib import Path

from onrecord.record import Item, Rejected
from tests.reports import PAGE, a_file, a_pdf
from tests.source_files import (
    MARKUP,
    a_rss,
    a_warc_record,
    a_zst,
    an_http_answer,
    an_rss_item,
    codes_in,
    found_in,
    packed_each,
)

ABOUT = a_warc_record("urn:info", b"software: a crawler", "warcinfo", "application/warc-fields")
ASKED = a_warc_record(
    "https://river.example/1", b"GET /1 HTTP/1.1\r\n\r\n", "request", "application/http; msgtype=request"
)
FIRST = a_warc_record("https://river.example/1", an_http_answer(PAGE.encode()))
SECOND = a_warc_record("https://river.example/2", an_http_answer(PAGE.replace("Water shared", "Bridges shut").encode()))


def test_pages_with_their_addresses(tmp_path: Path) -> None:
    records = (ABOUT, ASKED, FIRST, SECOND)
    for data in (b"".join(records), packed_each(*records), gzip.compress(b"".join(records)), a_zst(b"".join(records))):
        first, second = found_in(a_file(tmp_path, data, "crawl"))
        assert isinstance(first, Item)
        assert isinstance(second, Item)
        assert (first.uri, first.title) == ("https://river.example/1", "Water shared anew")
        assert (second.uri, second.title) == ("https://river.example/2", "Bridges shut anew")
        assert first.published == "2025-03-07", "the day it was published, not the day it was crawled"


def test_answers_out_of_their_envelopes(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE.encode())
    chunked = b"%x\r\n" % len(packed) + packed + b"\r\n0\r\n\r\n"
    answer = an_http_answer(chunked, more="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")
    koi8 = PAGE.replace("Water", "Вода").replace("<head>", "<head><!-- ж -->").encode("koi8-r")
    records = a_warc_record("https://a.example/", answer) + a_warc_record(
        "https://b.example/", an_http_answer(koi8, "text/html; charset=KOI8-R")
    )
    first, second = found_in(a_file(tmp_path, records))
    assert isinstance(first, Item)
    assert isinstance(second, Item)
    assert (first.title, second.title) == ("Water shared anew", "Вода shared anew")
    bare = a_warc_record("https://a.example/", an_http_answer(PAGE.encode(), more="Content-Encoding: gzip\r\n"))
    assert codes_in(a_file(tmp_path, bare)) == ["read"], "unpacked by the crawler, which kept the header"
    broken = a_warc_record(
        "https://a.example/", an_http_answer(packed[:-8] + bytes(8), more="Content-Encoding: gzip\r\n")
    )
    assert codes_in(a_file(tmp_path, broken)) == ["damaged"]


def test_resources_conversions_feeds_and_papers(tmp_path: Path) -> None:
    records = (
        a_warc_record("<https://a.example/1>", PAGE.encode(), "resource", "text/html"),
        a_warc_record("https://a.example/2", b"The mayor said so.", "conversion", "text/plain"),
        a_warc_record("https://a.example/3", an_http_answer(a_pdf("The mayor left."), "application/pdf")),
        a_warc_record("https://a.example/4", an_http_answer(
            a_rss(an_rss_item("/5", content=MARKUP), an_rss_item("/6", summary="Short.")), "application/rss+xml")),
    )  # fmt: skip
    found = found_in(a_file(tmp_path, b"".join(records)))
    assert [each.uri for each in found] == [f"https://a.example/{number}" for number in (1, 2, 3, 5, 6)]
    assert [isinstance(each, Item) for each in found] == [True] * 4 + [False], (
        "what a feed only points to is not fetched"
    )


def test_what_is_no_report_is_told(tmp_path: Path) -> None:
    records = (
        a_warc_record("https://a.example/a.png", an_http_answer(b"\x89PNG", "image/png")),
        a_warc_record("https://a.example/a.css", an_http_answer(b"p {}", "text/css")),
        a_warc_record("https://a.example/gone", an_http_answer(b"<html>", status="404 Not Found")),
        a_warc_record("https://a.example/robots.txt", an_http_answer(b"User-agent: *", "text/plain")),
        a_warc_record("https://a.example/odd", b"no answer at all"),
        a_warc_record("https://a.example/short", an_http_answer(b"<html><p>Log in.</p>")),
    )
    found = found_in(a_file(tmp_path, b"".join(records)))
    assert [each.code for each in found if isinstance(each, Rejected)] == ["not_a_report"] * 5 + ["too_short"]
    assert [each.uri for each in found][:2] == ["https://a.example/a.png", "https://a.example/a.css"]
    assert codes_in(a_file(tmp_path, ABOUT)) == ["no_reports"]


def test_a_web_archive_cut_short_gives_what_was_readable(tmp_path: Path) -> None:
    whole = FIRST + SECOND
    for cut, codes in (
        (len(whole) - 4, ["read", "read"]),
        (len(whole) - 5, ["read", "truncated"]),
        (len(FIRST) + 40, ["read", "truncated"]),
        (len(FIRST) + 400, ["read", "truncated"]),
        (len(FIRST) - 300, ["truncated"]),
    ):
        assert codes_in(a_file(tmp_path, whole[:cut], "cut")) == codes, cut
    packed = packed_each(FIRST, SECOND)
    assert codes_in(a_file(tmp_path, packed[:-20], "cut.gz")) == ["read", "truncated"]
    assert codes_in(a_file(tmp_path, FIRST + b"and then nonsense, line by line\r\n" * 9, "odd")) == ["read", "damaged"]


def test_limits(tmp_path: Path) -> None:
    many = b"".join(a_warc_record(f"https://a.example/{n}", b"x", "resource", "text/plain") for n in range(12))
    assert codes_in(a_file(tmp_path, many), max_members=10) == ["read"] * 10 + ["archive_limit"]
    large = a_warc_record("https://a.example/1", b"a" * 20_000_001, "resource", "text/plain") + FIRST
    assert codes_in(a_file(tmp_path, large)) == ["too_long", "read"]
    bomb = an_http_answer(gzip.compress(b"a" * 50_000_000), more="Content-Encoding: gzip\r\n")
    assert codes_in(a_file(tmp_path, a_warc_record("https://a.example/1", bomb) + FIRST)) == ["too_long", "read"]
    nested = a_warc_record(
        "https://a.example/1", a_warc_record("x", FIRST, "resource", "text/plain"), "resource", "text/plain"
    )
    assert codes_in(a_file(tmp_path, nested)) == ["archive_limit"]
