"""Archives, feeds and web archives made small and by hand, for the tests of sources."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import zstandard

from onrecord.record import Item, Rejected
from onrecord.sources import SourceOptions, read_items

SENTENCES = (
    "The council of the river towns met again on Friday and agreed on how the water is to be shared in dry years.",
    "“Nobody gets all that he asked for,” Ada Holm, who chairs it, told reporters on the steps of the old mill.",
    "A spokesman for the upper towns said that they would sign before the end of the month if the dam is mended.",
)
TEXT = "\n".join(SENTENCES)
MARKUP = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


def found_in(path: Path | str, **options: object) -> list[Item | Rejected]:
    return list(read_items([path], SourceOptions(**options)))  # type: ignore[arg-type]


def texts_in(path: Path | str) -> list[str]:
    """The texts at a path, of which none may be refused."""
    items = found_in(path)
    assert all(isinstance(each, Item) for each in items), items
    return [each.text for each in items if isinstance(each, Item)]


def codes_in(path: Path | str, **options: object) -> list[str]:
    """What came of each report: the code of its refusal, or "read"."""
    return [each.code if isinstance(each, Rejected) else "read" for each in found_in(path, **options)]


def a_zip(members: dict[str, bytes], *, packed: bool = True) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, archive.compression)
    return out.getvalue()


def locked(archive: bytes) -> bytes:
    """A zip archive of one member whose headers say that it is encrypted."""
    data = bytearray(archive)
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def a_tar(members: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for name, data in members.items():
            header = tarfile.TarInfo(name)
            header.size = len(data)
            archive.addfile(header, io.BytesIO(data))
    return out.getvalue()


def a_zst(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


def a_rss(*items: str, prolog: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return (
        f'{prolog}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>The River Post</title><link>https://river.example/</link>{''.join(items)}</channel></rss>"
    ).encode()


def an_rss_item(link: str, *, content: str | None = None, summary: str | None = None, title: str = "Water") -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link><pubDate>Fri, 07 Mar 2025 23:30:00 -0500</pubDate>"
        "<author>Ada Holm</author>"
        + (f"<content:encoded><![CDATA[{content}]]></content:encoded>" if content else "")
        + (f"<description><![CDATA[{summary}]]></description>" if summary else "")
        + "</item>"
    )


def an_atom(content: str, *, kind: str = "html", published: str = "2025-03-07T08:00:00+01:00") -> bytes:
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The River Post</title><entry>'
        '<title type="html">Water &amp;amp; mills</title><link href="https://river.example/2"/><id>tag:river,2025:2</id>'
        f"<published>{published}</published><author><name>Ada Holm</name></author>"
        f'<content type="{kind}">{content}</content></entry></feed>'
    ).encode()


def a_json_feed(*items: dict[str, object]) -> bytes:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The River Post", "items": list(items)}
    return json.dumps(feed, indent=1).encode()


def an_opml(*urls: str) -> bytes:
    outlines = "".join(f'<outline text="A feed" type="rss" xmlUrl="{url}"/>' for url in urls)
    return f'<?xml version="1.0"?><opml version="2.0"><body><outline>{outlines}</outline></body></opml>'.encode()


def an_http_answer(body: bytes, media_type: str = "text/html", status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{more}\r\n".encode() + body


def a_warc_record(
    uri: str, block: bytes, kind: str = "response", media_type: str = "application/http; msgtype=response"
) -> bytes:
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{len(uri)}>\r\nWARC-Date: 2025-03-09T00:00:00Z\r\n"
        f"WARC-Target-URI: {uri}\r\nContent-Type: {media_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


def packed_each(*records: bytes) -> bytes:
    """A .warc.gz as crawlers write it: each record a gzip member of its own."""
    return b"".join(gzip.compress(record) for record in records)
