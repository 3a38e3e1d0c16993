"""Every reader of sources on inputs that were valid once: whatever becomes of them is an item or a refusal.

A few hundred cases here; more than twenty thousand with ONRECORD_FULL=1 (`make test-full`).
"""

from __future__ import annotations

import codecs
import gzip
import json
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import Item, Rejected
from onrecord.sources import SourceOptions, read_items
from onrecord.sources.codes import REFUSALS
from onrecord.sources.names import in_one_line
from tests.conftest import FULL
from tests.reports import PAGE, a_pdf
from tests.source_files import (
    MARKUP,
    TEXT,
    a_json_feed,
    a_rss,
    a_tar,
    a_warc_record,
    a_zip,
    a_zst,
    an_atom,
    an_http_answer,
    an_opml,
    an_rss_item,
    packed_each,
)

LINES = b'{"text": "one", "published": "2025-03-07"}\n{"html": "<p>two</p>", "uri": "a"}\n{"text": "three"}\n'
WIDE_LINES = codecs.BOM_UTF16_BE + LINES.decode().encode("utf-16-be")
PAPER = a_pdf("The prime minis-", "ter met the river", "towns on Friday.")
RSS = a_rss(an_rss_item("/1", content=MARKUP), an_rss_item("https://a.example/2", summary="Short."))
ATOM = an_atom(MARKUP.replace("<", "&lt;"))
JSON_FEED = a_json_feed(
    {"id": "1", "url": "https://a.example/1", "content_html": MARKUP, "authors": [{"name": "Ada Holm"}]},
    {"id": 2, "content_text": TEXT, "date_published": "2025-03-07T08:00:00Z"},
)
OPML = an_opml("https://a.example/feed", "http://b.example/feed", "c")
CRAWL = b"".join(
    (
        a_warc_record("urn:info", b"software: a crawler", "warcinfo", "application/warc-fields"),
        a_warc_record("https://a.example/1", an_http_answer(b"The mayor said so.", "text/plain; charset=utf-8")),
        a_warc_record("https://a.example/2", an_http_answer(b"5\r\nfirst\r\n3\r\n, a\r\n0\r\n\r\n", "text/plain",
                                                            more="Transfer-Encoding: chunked\r\n")),
        a_warc_record("https://a.example/3", an_http_answer(gzip.compress(b"packed"), "text/plain",
                                                            more="Content-Encoding: gzip\r\n")),
        a_warc_record("https://a.example/4", b"The mayor said no.", "conversion", "text/plain"),
    )
)  # fmt: skip
FILES = {"a.txt": b"one", "b/lines": LINES, "c.gz": gzip.compress(b"three"), "d": a_zip({"e.txt": b"four"})}

# Each reader: what it is given, how often when in full, and how what was spoiled inside is wrapped anew.
READERS: dict[str, tuple[tuple[bytes, ...], int, tuple[Callable[[bytes], bytes], ...]]] = {
    "text": ((TEXT.encode(), codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")), 4000, (bytes,)),
    "json_lines": ((LINES, json.dumps({"text": TEXT}).encode(), WIDE_LINES), 6000, (bytes,)),
    "html": ((PAGE.encode(), codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le")), 4000, (bytes,)),
    "pdf": ((PAPER,), 4000, (bytes,)),
    "feed": ((RSS, ATOM, JSON_FEED), 6000, (bytes,)),
    "opml": ((OPML,), 4000, (bytes,)),
    "warc": ((CRAWL, packed_each(CRAWL, CRAWL)), 8000, (bytes, gzip.compress)),
    "gzip": ((gzip.compress(LINES) + gzip.compress(LINES), gzip.compress(TEXT.encode() * 9), LINES),
             4000, (bytes, gzip.compress)),
    "zstd": ((a_zst(LINES) + a_zst(LINES), a_zst(TEXT.encode() * 9), LINES), 4000, (bytes, a_zst)),
    "zip": ((a_zip(FILES), a_zip(FILES, packed=False), TEXT.encode()),
            8000, (bytes, gzip.compress, lambda data: a_zip({"a": data, "b": b"next"}))),
    "tar": ((a_tar(FILES), a_tar(FILES, tarfile.GNU_FORMAT), a_tar({"n" * 200: b"long"}, tarfile.GNU_FORMAT)),
            8000, (bytes, gzip.compress, lambda data: a_tar({"a": data, "b": b"next"}))),
}  # fmt: skip
FEW = 80
OFFLINE = SourceOptions(fetch=False)


def spoil(data: bytes, edits: list[tuple[str, int, bytes]], other: bytes) -> bytes:
    """The bytes after edits, each at a place counted round: what hypothesis shrinks stays an edit of the same kind."""
    for kind, where, given_bytes in edits:
        at = where % (len(data) + 1)
        match kind:
            case "flip":
                data = data[:at] + bytes(byte ^ (1 << where % 8) for byte in data[at : at + 1]) + data[at + 1 :]
            case "set":
                data = data[:at] + given_bytes + data[at + len(given_bytes) :]
            case "insert":
                data = data[:at] + given_bytes + data[at:]
            case "cut":
                data = data[:at]
            case "drop":
                data = data[:at] + data[at + 1 + len(given_bytes) ** 2 :]
            case "repeat":
                data = data[:at] + data[at : at + 40] * 3 + data[at:]
            case _:
                data = data[:at] + other[at % (len(other) + 1) :]
    return data


SPICES = (b"\0" * 8, b"\xff" * 8, b"99999999", b"-1", b"\r\n\r\n", b"<!--", b"]]>", b"&#0;", b"\xed\xa0\x80", b"{" * 8)
edits = st.lists(
    st.tuples(
        st.sampled_from(["flip", "flip", "set", "insert", "cut", "drop", "repeat", "splice"]),
        st.integers(0, 2**13),
        st.one_of(st.binary(max_size=8), st.sampled_from(SPICES)),
    ),
    max_size=8,
)  # fmt: skip
ALL = tuple(seed for seeds, _, _ in READERS.values() for seed in seeds)


@pytest.mark.parametrize("reader", READERS)
def test_spoiled_inputs_give_items_or_refusals_and_never_fail(
    reader: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    seeds, often, wraps = READERS[reader]
    path = tmp_path_factory.mktemp("fuzz") / "any"
    cases = st.one_of(
        st.builds(spoil, st.sampled_from(seeds), edits, st.sampled_from(seeds)),
        st.builds(spoil, st.sampled_from(seeds), edits, st.sampled_from(ALL)),
        st.builds(lambda seed, size, rest: seed[:size] + rest, st.sampled_from(seeds), st.integers(0, 400),
                  st.binary(max_size=400)),
    )  # fmt: skip

    most = often if FULL else FEW
    checked = 0

    @settings(max_examples=most)
    @given(data=cases, wrap=st.sampled_from(wraps))
    def check(data: bytes, wrap: Callable[[bytes], bytes]) -> None:
        nonlocal checked
        read_whatever_it_is(path, wrap(data))
        checked += 1

    check()
    assert checked >= most, "hypothesis ran out of cases"


def read_whatever_it_is(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    for each in read_items([path], OFFLINE):
        assert isinstance(each, Item | Rejected)
        if isinstance(each, Rejected):
            assert each.code in REFUSALS
            assert each.code != "internal_error"
            assert in_one_line(each.detail) == each.detail, "in one line"


def test_the_full_run_has_more_than_twenty_thousand_cases() -> None:
    assert sum(often for _, often, _ in READERS.values()) >= 20_000
