"""Bytes to text: what kind of file it is, told by its content, and its characters."""

from __future__ import annotations

import codecs
import re
from typing import Literal

Kind = Literal[
    "text", "html", "pdf", "json_lines", "feed", "json_feed", "opml", "xml", "warc", "zip", "tar", "gzip", "zstd",
    "binary",
]  # fmt: skip

HEAD_BYTES = 8192  # enough to tell a file's kind
NUL_SHARE = 0.01  # a text may hold a stray NUL; a binary is full of them

_PACKED: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),  # one that is empty
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"WARC/", "warc"),
)
_TAR_MARK = slice(257, 262)
_SIGNATURES = (
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(
    rb"(?:<meta[^>]{0,200}?charset|^\s*<\?xml[^>]{0,80}?encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE
)
_ELEMENT = re.compile(rb"<([a-z_][\w.:-]*)", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!doctype\s+([\w.:-]+)[^>\[]*([>\[])", re.IGNORECASE)
_ROOTS: dict[bytes, Kind] = {b"rss": "feed", b"feed": "feed", b"atom:feed": "feed", b"rdf:rdf": "feed", b"opml": "opml"}
_ROOTS |= dict.fromkeys((b"html", b"head", b"body", b"title", b"meta", b"article", b"div", b"p"), "html")
# The first key of an object; a report that starts with a brace does not go on like this.
_JSON_START = re.compile(rb'\{\s*"(?:[^"\\]|\\.){1,64}"\s*:')
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version')
_JSON_NAMES = (".jsonl", ".ndjson", ".json")


class NotDecodableError(ValueError):
    """Bytes that are not UTF-8 (or UTF-16 with its mark); `offset` is where they stop being it."""

    def __init__(self, encoding: str, offset: int, byte: int) -> None:
        super().__init__(f"not valid {encoding.upper()} at byte {offset} (0x{byte:02x}); convert the file to UTF-8")
        self.offset = offset


def find_kind(head: bytes, name: str = "") -> Kind:
    """What a file is, by its first bytes; its name serves only where JSON is broken from the first line on."""
    for signature, kind in _PACKED:
        if head.startswith(signature):
            return kind
    if head[_TAR_MARK] == b"ustar":
        return "tar"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if find_binary(head):
        return "binary"
    start = _in_utf8(head).lstrip()
    if start.startswith(b"{") and (name.lower().endswith(_JSON_NAMES) or _JSON_START.match(start)):
        return "json_feed" if _JSON_FEED.search(start) else "json_lines"
    if name.lower().endswith((".jsonl", ".ndjson")) or (name.lower().endswith(".json") and start.startswith(b"[")):
        return "json_lines"
    return _find_markup(start) if start.startswith(b"<") else "text"


def find_encoding(head: bytes) -> str | None:
    """The encoding that a byte order mark names, UTF-8 among them."""
    return next((name for mark, name in _BOMS if head.startswith(mark)), None)


def _find_markup(start: bytes) -> Kind:
    """The kind of a text that begins with "<", by its first element; what stands before that is passed over."""
    rest = start
    while rest := rest.lstrip():
        if rest.startswith((b"<?", b"<!--")):
            _, _, rest = rest.partition(b"?>" if rest.startswith(b"<?") else b"-->")
        elif doctype := _DOCTYPE.match(rest):
            if doctype[1].lower() == b"html":
                return "html"
            if doctype[2] == b"[":  # declarations; where their end is out of sight, the reader of feeds refuses them
                _, closed, rest = rest.partition(b"]")
                if not closed or not (rest := rest.lstrip()).startswith(b">"):
                    return "feed"
                rest = rest[1:]
            else:
                rest = rest[doctype.end() :]
        elif element := _ELEMENT.match(rest):
            return _ROOTS.get(element[1].lower(), "xml" if start.startswith(b"<?xml") else "text")
        else:
            return "text"
    return "html" if start.startswith(b"<!--") else "xml"


def find_binary(head: bytes) -> str | None:
    """What binary format a file is in, in words; None where it is text."""
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    return "a binary file" if head.count(0) > NUL_SHARE * len(head) else None


def decode_text(data: bytes) -> str:
    """The characters of a plain text: BOM dropped, CRLF and CR turned to LF, nothing else touched.

    Raises NotDecodableError where the bytes are neither UTF-8 nor UTF-16 with a byte order mark.
    """
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    mark_size = next((len(mark) for mark, _ in _BOMS if data.startswith(mark)), 0)
    try:
        text = data[mark_size:].decode(encoding)
    except UnicodeDecodeError as problem:
        offset = mark_size + problem.start
        raise NotDecodableError(encoding, offset, data[offset]) from problem
    return unify_line_ends(text)


def decode_markup(data: bytes, told: str | None = None) -> str:
    """The characters of a page or a feed as a browser finds them.

    By its mark, as UTF-8, by the server's word (`told`), by its own, at last as Windows-1252.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
    name = told or (declared[1].decode("ascii", "replace") if declared else "windows-1252")
    try:
        # The standard has browsers read Latin-1 as Windows-1252, which holds the curly quotes that pages mean.
        known = codecs.lookup(name).name
        return data.decode("windows-1252" if known in ("iso8859-1", "ascii") else known, "replace")
    except (LookupError, ValueError):
        return data.decode("windows-1252", "replace")


def unify_line_ends(text: str) -> str:
    """The text with CRLF and CR turned to LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _in_utf8(head: bytes) -> bytes:
    encoding = find_encoding(head)
    if encoding in (None, "utf-8"):
        return head.removeprefix(codecs.BOM_UTF8)
    return head[2:].decode(encoding, "ignore").encode("utf-8", "ignore")
