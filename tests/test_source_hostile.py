"""What somebody might send on purpose, and what bad luck sends: each is read or refused, with its line."""

from __future__ import annotations

import codecs
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.record import Item, Rejected
from onrecord.sources.names import shown
from tests.reports import ARTICLE, PAGE, a_file, read_one, refusal
from tests.source_files import MARKUP, TEXT, a_rss, a_tar, a_zip, an_rss_item, codes_in, found_in

DEEP = 100_000
WIDE: list[tuple[Callable[[str], bytes], str]] = [
    (lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"), "little"),
    (lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"), "big"),
]


def test_fifty_megabytes_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_bytes(b"The mayor said so. " * (50_000_000 // 19))
    assert refusal(path) == ("too_long", f"{path}: more than 20 MB in one report")
    path.write_bytes(b'{"text": "' + b"The mayor said so. " * (50_000_000 // 19) + b'"}\n{"text": "next"}')
    first, second = found_in(path)
    assert isinstance(first, Item), "JSON Lines hold reports of any length; the admission refuses those too long"
    assert second == Item("next", f"{path}:2")


def test_a_page_of_more_markup_than_is_taken(tmp_path: Path) -> None:
    links = PAGE + "<a href='x'>y</a>" * 500_000
    path = a_file(tmp_path, links)
    assert refusal(path) == ("too_long", f"{len(links):,} characters of markup; at most 8,000,000 in one page")
    assert codes_in(a_file(tmp_path, json.dumps({"html": links}), "lines")) == ["too_long"]


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "table><tr><td", "ul><li", "span", "font", "article"])
def test_a_page_of_a_hundred_thousand_levels(tmp_path: Path, tag: str) -> None:
    page = f"<html><body><article>{f'<{tag}>' * DEEP}{ARTICLE}</article></body></html>"
    assert codes_in(a_file(tmp_path, page))[0] in ("read", "too_short", "bad_page", "not_an_article")
    after = f"<html><body><article>{ARTICLE}{f'<{tag}>' * DEEP}</article></body></html>"
    assert codes_in(a_file(tmp_path, after))[0] in ("read", "too_short", "bad_page", "not_an_article")


def test_feeds_and_lists_of_a_hundred_thousand_levels(tmp_path: Path) -> None:
    assert codes_in(a_file(tmp_path, "<rss><channel>" + "<a>" * DEEP)) == ["bad_feed"]
    inside = a_rss(an_rss_item("https://a.example/1", content="<b>" * DEEP + MARKUP))
    assert codes_in(a_file(tmp_path, inside))[0] in ("read", "too_short", "bad_page")
    assert codes_in(a_file(tmp_path, "<opml><body>" + "<outline>" * DEEP)) == ["bad_feed"]
    feed = '{"version": "https://jsonfeed.org/version/1", "items": ' + "[" * DEEP
    assert codes_in(a_file(tmp_path, feed)) == ["bad_feed"]


@pytest.mark.parametrize(("encode", "order"), WIDE, ids=["little", "big"])
def test_utf_16_with_its_mark_in_every_kind_of_text(tmp_path: Path, encode: Callable[[str], bytes], order: str) -> None:
    assert read_one(a_file(tmp_path, encode(TEXT), order)) == Item(TEXT, str(tmp_path / order))
    page = read_one(a_file(tmp_path, encode(PAGE)))
    assert isinstance(page, Item)
    assert page.title == "Water shared anew"
    lines = a_file(tmp_path, encode('{"text": "Kyjev – “ano”"}\n{"text": "🌉"}\n'), "lines")
    assert found_in(lines) == [Item("Kyjev – “ano”", f"{lines}:1"), Item("🌉", f"{lines}:2")]
    assert codes_in(a_file(tmp_path, encode('{"text": "a"}\n{"text": "b"}\n') + b"\xd8")) == [
        "read",
        "read",
        "not_utf8",
    ]


def test_bytes_that_are_no_utf_8(tmp_path: Path) -> None:
    assert codes_in(a_file(tmp_path, TEXT.encode() + b"\xff")) == ["not_utf8"]
    assert codes_in(a_file(tmp_path, PAGE.encode().replace(b"Friday", b"Fri\xff\xfeday"))) == ["read"]
    assert codes_in(a_file(tmp_path, a_rss(an_rss_item("https://a.example/", content=MARKUP)) + b"<!-- \xff -->")) == [
        "read"
    ]
    assert codes_in(a_file(tmp_path, a_zip({"a": b"\xff", "b": b"b"}))) == ["not_utf8", "read"]


NAMES = ['it\'s "quoted".txt', "two\nlines.txt", "tab\tand\x1b[31mred.txt", "a\u2028b.txt", "ünï ☂.txt", "-", "%2e%2e"]


@pytest.mark.parametrize("name", NAMES)
def test_odd_names_are_told_in_one_line(tmp_path: Path, name: str) -> None:
    a_file(tmp_path, b"\xff", name)
    held = {name: b"\xff"}
    archives = (a_file(tmp_path, a_zip(held), "archive.zip"), a_file(tmp_path, a_tar(held), "archive.tar"))
    for place in (tmp_path / name, *archives):
        (refused,) = found_in(place)
        assert isinstance(refused, Rejected)
        assert refused.code == "not_utf8"
        assert refused.uri is not None
        assert refused.uri.endswith(f"/{shown(name)}")
        assert refused.detail.startswith(refused.uri)
        assert refused.detail.isprintable()


def test_a_name_that_is_no_utf_8_is_read_all_the_same(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_bytes(b"The mayor said so.")
    assert found_in(tmp_path) == [Item("The mayor said so.", f"{tmp_path}/caf%E9.txt")]
    assert [shown(name) for name in ("a\nb", "a\u2028", "\ud800", "100% café")] == [
        "a%0Ab",
        "a%E2%80%A8",
        "%ED%A0%80",
        "100% café",
    ]


def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    a_file(tmp_path, "text", "text")
    assert codes_in(tmp_path) == ["unreadable", "read"]


def test_signatures_of_one_kind_within_another(tmp_path: Path) -> None:
    """A PDF stored in an archive stands among the archive's first bytes."""
    assert codes_in(a_file(tmp_path, a_zip({"a.pdf": b"%PDF-1.4 broken"}, packed=False))) == ["not_a_pdf"]
    assert codes_in(a_file(tmp_path, a_tar({"a.pdf": b"%PDF-1.4 broken"}))) == ["not_a_pdf"]
    assert codes_in(a_file(tmp_path, b"PK\x03\x04")) == ["damaged"]
    assert codes_in(a_file(tmp_path, b"\x1f\x8b")) == ["truncated"]
    assert codes_in(a_file(tmp_path, b"\x28\xb5\x2f\xfd")) == ["truncated"]
    assert codes_in(a_file(tmp_path, b"WARC/1.0")) == ["truncated"]
