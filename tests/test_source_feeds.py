"""Feeds as files: what they bring along is read, what they only point to is not fetched."""

from __future__ import annotations

import codecs
import gzip
from pathlib import Path

import pytest

from onrecord.record import Item, Rejected
from onrecord.sources.decoding import find_kind
from tests.reports import a_file, refusal
from tests.source_files import (
    MARKUP,
    SENTENCES,
    TEXT,
    a_json_feed,
    a_rss,
    a_zip,
    an_atom,
    an_opml,
    an_rss_item,
    codes_in,
    found_in,
)

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>\n'


def test_an_rss_entry_with_its_text(tmp_path: Path) -> None:
    entry = an_rss_item(
        "https://river.example/1",
        content=MARKUP,
        summary="Towns agree.",
        title="Water &amp;amp; <![CDATA[<b>mills</b>]]>",
    )
    (item,) = found_in(a_file(tmp_path, a_rss(entry), "feed"))
    assert item == Item(
        TEXT, "https://river.example/1", "text/html", "Water & mills", "Ada Holm", "The River Post",
        "2025-03-07T23:30:00-05:00", "metadata",
    )  # fmt: skip


def test_a_feed_file_has_nothing_fetched(tmp_path: Path) -> None:
    entries = (
        an_rss_item("https://river.example/1", summary=MARKUP),
        an_rss_item("https://river.example/2", summary="Short."),
        an_rss_item("https://river.example/3"),
    )
    long, short, none = found_in(a_file(tmp_path, a_rss(*entries)))
    assert isinstance(long, Item)
    assert long.text == TEXT
    for refused, uri in ((short, "https://river.example/2"), (none, "https://river.example/3")):
        assert isinstance(refused, Rejected)
        assert (refused.code, refused.uri) == ("too_short", uri)
        assert refused.detail.startswith(f"{uri}: ")


@pytest.mark.parametrize(
    ("content", "kind", "media_type"),
    [
        (MARKUP.replace("<", "&lt;"), "html", "text/html"),
        (f'<div xmlns="http://www.w3.org/1999/xhtml">{MARKUP}</div>', "xhtml", "text/html"),
        (TEXT, "text", "text/plain"),
    ],
)
def test_an_atom_entry_of_each_kind(tmp_path: Path, content: str, kind: str, media_type: str) -> None:
    (item,) = found_in(a_file(tmp_path, an_atom(content, kind=kind), "atom"))
    assert item == Item(
        TEXT, "https://river.example/2", media_type, "Water & mills", "Ada Holm", "The River Post",
        "2025-03-07T08:00:00+01:00", "metadata",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2025-03-07", "2025-03-07"),
        ("2025-03-07T08:00:00Z", "2025-03-07T08:00:00+00:00"),
        ("Fri, 07 Mar 2025 08:00:00 GMT", "2025-03-07T08:00:00+00:00"),
        ("Fri, 07 Mar 2025 08:00:00 -0000", "2025-03-07"),
        ("2025-03-07T08:00:00.123456789Z", "2025-03-07T08:00:00+00:00"),
        ("some day", None),
        ("0001-01-01T00:00:00Z", None),
        ("1970-01-01", None),
    ],
)
def test_dates_of_entries(tmp_path: Path, written: str, published: str | None) -> None:
    (item,) = found_in(a_file(tmp_path, an_atom(TEXT, kind="text", published=written)))
    assert isinstance(item, Item)
    assert (item.published, item.published_basis) == (published, "metadata" if published else None)


def test_a_json_feed(tmp_path: Path) -> None:
    feed = a_json_feed(
        {"id": "1", "url": "https://river.example/1", "title": "Water", "content_html": MARKUP,
         "date_published": "2025-03-07T08:00:00+01:00", "authors": [{"name": "Ada Holm"}, {"name": "Ed Bray"}]},
        {"id": "river-2", "content_text": TEXT},
        {"id": "3", "url": "https://river.example/3", "summary": "Short."},
        {"id": 4, "content_html": 7},
    )  # fmt: skip
    path = a_file(tmp_path, feed, "feed")
    first, second, third, fourth = found_in(path)
    assert first == Item(
        TEXT, "https://river.example/1", "text/html", "Water", "Ada Holm, Ed Bray", "The River Post",
        "2025-03-07T08:00:00+01:00", "metadata",
    )  # fmt: skip
    assert second == Item(TEXT, "river-2", publisher="The River Post")
    assert isinstance(third, Rejected)
    assert isinstance(fourth, Rejected)
    assert (third.code, fourth.code, fourth.uri) == ("too_short", "too_short", f"{path}#4")


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lambda data: a_zip({"f": data})], ids=["bare", "gz", "zip"])
@pytest.mark.parametrize(
    "encode",
    [bytes, lambda data: codecs.BOM_UTF8 + data, lambda data: codecs.BOM_UTF16_LE + data.decode().encode("utf-16-le")],
    ids=["utf-8", "utf-8-bom", "utf-16"],
)
def test_feeds_are_told_by_content_in_any_encoding_and_packing(tmp_path: Path, pack: object, encode: object) -> None:
    assert callable(pack)
    assert callable(encode)
    for feed in (a_rss(an_rss_item("https://river.example/1", content=MARKUP)), an_atom(TEXT, kind="text"),
                 a_json_feed({"id": "1", "content_text": TEXT})):  # fmt: skip
        (item,) = found_in(a_file(tmp_path, pack(encode(feed)), "x"))
        assert isinstance(item, Item)
        assert item.text == TEXT


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"<rss version='2.0'>", "feed"),
        (b"\n<?xml version='1.0'?><?xml-stylesheet href='a'?><!-- a feed -->\n<!DOCTYPE rss SYSTEM 'x'><rss>", "feed"),
        (b"<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "feed"),
        (b"<!DOCTYPE feed [\n<!ENTITY a 'b'>\n]>\n<feed>", "feed"),
        (b"<!DOCTYPE feed [<!ENTITY a '" + b"b" * 9000, "feed"),
        (b"<?xml version='1.0'?><opml>", "opml"),
        (b"<?xml version='1.0'?><urlset>", "xml"),
        (b"<?xml version='1.0'?><html>", "html"),
        (b"<!-- a page --><!doctype HTML PUBLIC 'x'><p>", "html"),
        (b"<!--" + b"x" * 9000, "html"),
        (b"<poem> by a reader", "text"),
        (b"<3 rivers", "text"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": []}', "json_feed"),
        (b'{"text": "the \\"version\\": \\"https://jsonfeed.org/version/1\\""}', "json_lines"),
    ],
)
def test_kinds_of_markup(head: bytes, kind: str) -> None:
    assert find_kind(head) == kind


@pytest.mark.parametrize(
    "root", ["<rss><channel><item><title>&l9;</title></item></channel></rss>", "<opml>&l9;</opml>"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_that_expand_are_refused(tmp_path: Path, root: str, encoding: str) -> None:
    code, detail = refusal(a_file(tmp_path, (BILLION + root).encode(encoding)))
    assert code == "entities"
    assert "can expand without end" in detail


def test_an_article_about_entities_is_no_attack(tmp_path: Path) -> None:
    (item,) = found_in(
        a_file(tmp_path, a_rss(an_rss_item("https://x.example/", content=f"{MARKUP}<p>So &lt;!ENTITY a.</p>")))
    )
    assert isinstance(item, Item)


def test_feeds_that_are_broken(tmp_path: Path) -> None:
    whole = a_rss(
        an_rss_item("https://river.example/1", content=MARKUP), an_rss_item("https://river.example/2", content=MARKUP)
    )
    assert codes_in(a_file(tmp_path, whole[: whole.index(b"/2</link>")]))[0] == "read"
    assert codes_in(a_file(tmp_path, b"<rss><channel><<<")) == ["bad_feed"]
    assert codes_in(a_file(tmp_path, a_rss())) == ["no_reports"]
    assert codes_in(a_file(tmp_path, b'{"version": "https://jsonfeed.org/version/1", "items": 3}')) == ["bad_feed"]
    assert codes_in(a_file(tmp_path, b'{"version": "https://jsonfeed.org/version/1", "items": [')) == ["bad_feed"]
    assert codes_in(a_file(tmp_path, b"<?xml version='1.0'?><urlset><url/></urlset>")) == ["not_a_report"]
    assert codes_in(a_file(tmp_path, a_rss(*(["<item/>"] * 12))), max_members=10) == ["archive_limit"]
    assert codes_in(a_file(tmp_path, a_json_feed(*([{}] * 12))), max_members=10) == ["archive_limit"]
    assert codes_in(a_file(tmp_path, b"<rss>" + b" " * 9_000_000)) == ["too_long"]


def test_an_entry_that_is_a_list_of_links(tmp_path: Path) -> None:
    links = "".join(f"<p>{sentence[:-1]}</p>" for sentence in SENTENCES * 3)
    assert codes_in(a_file(tmp_path, a_rss(an_rss_item("https://river.example/1", content=links)))) == [
        "not_an_article"
    ]


def test_lists_of_feeds_that_lead_nowhere(tmp_path: Path) -> None:
    listed = a_file(tmp_path, an_opml("https://river.example/feed"), "list.opml")
    assert codes_in(listed, fetch=False) == ["not_fetched"]
    assert codes_in(tmp_path) == ["not_fetched"], "in a folder it is one file of many, and nobody asked for the network"
    assert codes_in(a_file(tmp_path, a_zip({"a": an_opml("https://river.example/feed")}), "a")) == ["not_fetched"]
    assert codes_in(a_file(tmp_path, an_opml(), "none")) == ["no_reports"]
    assert codes_in(a_file(tmp_path, b"<opml><body><outline xmlUrl='https://a.example'>", "cut")) == ["bad_feed"]
    assert codes_in(a_file(tmp_path, an_opml("ftp://river.example/", "not an address"), "odd")) == [
        "bad_url",
        "bad_url",
    ]


def test_an_address_is_no_file_and_nothing_is_fetched_unless_allowed() -> None:
    assert found_in("https://river.example/1", fetch=False) == [
        Rejected(
            "not_fetched",
            "https://river.example/1: addresses are fetched by onrecord ingest alone; give a file",
            "https://river.example/1",
        )
    ]
