"""A web archive (WARC) to the documents in it, as they came from their servers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO, Literal, NamedTuple

from onrecord.record import Rejected
from onrecord.sources.limits import Budget
from onrecord.sources.names import in_one_line, shown
from onrecord.sources.refusal import RefusalError
from onrecord.sources.streams import CHUNK, GZIP, pieces_of, unpack_gzip

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

# What may hold a report; a page's pictures, styles and programs do not.
REPORT_TYPES = (
    "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rss+xml",
    "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/xml", "text/xml",
)  # fmt: skip


class Page(NamedTuple):
    """A document as it was fetched: its address, its bytes, the encoding that the server told."""

    uri: str
    data: bytes
    charset: str | None


def read_warc(stream: BinaryIO, budget: Budget, source: str, most: int) -> Iterator[Page | Rejected]:
    """The documents of a WARC that is not packed: answers, resources and conversions; what is no report is Rejected.

    most: bytes of one document. Raises RefusalError: `damaged`, `truncated`.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    try:
        kept = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
        for record in ArchiveIterator(pieces_of(stream), parse_http=False, stream_detect=False, strict_mode=False):
            if "Content-Length" not in record.headers:
                raise RefusalError("truncated", "ends within a record's header")
            if not record.record_type & kept:
                if record.consume() < record.content_length:
                    raise RefusalError("truncated", "ends within a record")
                continue
            budget.count_member()
            uri = shown(record.headers.get("WARC-Target-URI") or f"{source}@{record.stream_pos}").strip("<>")
            block = _read_most(record, most + 1)
            if len(block) > most:
                yield Rejected("too_long", f"{uri}: more than {most // 10**6} MB in one report", uri)
            elif len(block) < record.content_length:
                raise RefusalError("truncated", f"ends within {uri}")
            elif record.record_type == WarcRecordType.response and record.is_http:
                yield _answer(block, uri, most, budget)
            else:
                yield _judged(Page(uri, block, None), record.headers.get("Content-Type"))
    except (OSError, ValueError) as problem:
        raise RefusalError("damaged", f"not a valid WARC from here on ({problem})") from problem


def _answer(block: bytes, uri: str, most: int, budget: Budget) -> Page | Rejected:
    """What a server sent, out of the envelopes of HTTP."""
    try:
        record = _parsed(block, "transfer")
        status = record.http_headers.status_code
        if status != 200:
            told = f"the server answered {status}" if status else "no answer in HTTP"
            return Rejected("not_a_report", f"{uri}: {told}", uri)
        packing = (record.http_headers.get("Content-Encoding") or "identity").strip().lower()
        if packing not in ("identity", "gzip", "x-gzip"):
            record = _parsed(block, "all")
        data = _read_most(record, most + 1)
        # Some crawlers keep the header of what they unpacked. The library's own unpacking passes over late damage.
        if packing in ("gzip", "x-gzip") and data.startswith(GZIP):
            data = b"".join(_first(unpack_gzip([data], budget), most + 1))
    except RefusalError as refused:
        return refused.told(uri, uri)
    except (OSError, ValueError, AttributeError) as problem:
        return Rejected("damaged", f"{uri}: the answer cannot be unpacked ({in_one_line(problem)})", uri)
    if len(data) > most:
        return Rejected("too_long", f"{uri}: more than {most // 10**6} MB in one report", uri)
    return _judged(Page(uri, data, record.http_charset), record.http_content_type)


def _parsed(block: bytes, unpacked: Literal["transfer", "all"]) -> WarcRecord:
    from fastwarc.warc import WarcRecord, WarcRecordType

    record = WarcRecord()
    record.init_headers(WarcRecordType.response, content_length=len(block))
    record.set_bytes_content(block)
    record.is_http = True
    record.parse_http(auto_decode=unpacked, strict_mode=False)
    return record


def _first(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    """The chunks until there are so many bytes."""
    left = most
    for chunk in chunks:
        yield chunk
        left -= len(chunk)
        if left <= 0:
            return


def _read_most(record: WarcRecord, most: int) -> bytes:
    """A record's bytes up to so many: the reader gives what it has at hand, and breaks only when asked for more."""
    data = bytearray()
    while len(data) < most and (piece := record.reader.read(min(CHUNK, most - len(data)))):
        data += piece
    return bytes(data)


def _judged(page: Page, media_type: str | None) -> Page | Rejected:
    kind = (media_type or "").split(";")[0].strip().lower()
    if kind and kind not in REPORT_TYPES:
        return Rejected("not_a_report", f"{page.uri}: {shown(kind)}", page.uri)
    if page.uri.endswith("/robots.txt"):
        return Rejected("not_a_report", f"{page.uri}: a notice to crawlers", page.uri)
    return page
