"""One reader for every source: it tells the kind by content and takes apart what holds more than one report."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, nullcontext
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, NamedTuple

from onrecord.record import Item, Rejected
from onrecord.sources.admission import MAX_CHARACTERS
from onrecord.sources.archives import Member, read_tar, read_zip
from onrecord.sources.decoding import (
    HEAD_BYTES,
    Kind,
    NotDecodableError,
    decode_markup,
    decode_text,
    find_binary,
    find_encoding,
    find_kind,
)
from onrecord.sources.feeds import (
    MAX_FEED_BYTES,
    Entry,
    complete,
    item_of,
    read_feed,
    read_json_feed,
    read_opml,
)
from onrecord.sources.json_lines import read_json_lines
from onrecord.sources.limits import Budget, SourceOptions
from onrecord.sources.meter import Meter, walk_files
from onrecord.sources.names import shown, shown_url
from onrecord.sources.pdf import read_pdf
from onrecord.sources.refusal import RefusalError
from onrecord.sources.streams import (
    chunks_of,
    count_in,
    read_head,
    rejoin,
    spool,
    stream_of,
    to_utf8,
    unpack_gzip,
    unpack_zstd,
)
from onrecord.sources.validators import Validators
from onrecord.sources.warc import read_warc
from onrecord.sources.web_page import read_web_page

if TYPE_CHECKING:
    from onrecord.sources.network import Network

STDIN = "-"
PACKED_NAMES = (".gz", ".zst", ".zstd", ".tgz")

# Four bytes a character at most; whatever is larger cannot be within the limit of characters, and is not read at all.
MAX_TEXT_BYTES = 4 * MAX_CHARACTERS
MAX_PDF_BYTES = 256 * 2**20
MAX_SPOOLED_BYTES = 2 * 2**30  # of a zip archive that cannot be wound back, kept on disk while it is read

_MOST_BYTES: dict[Kind, int] = {
    "pdf": MAX_PDF_BYTES, "feed": MAX_FEED_BYTES, "json_feed": MAX_FEED_BYTES, "opml": MAX_FEED_BYTES,
}  # fmt: skip
_WHOLE: dict[Kind, str] = {"feed": "feed", "json_feed": "feed", "opml": "list of feeds"}
# What may be otherwise the next time: a feed with such an entry is not remembered.
_PASSING = {"unreachable", "http_error", "robots", "too_many_redirects", "private_address"}


class _Place(NamedTuple):
    """Where a stream comes from, and what may be done with it.

    source: the name it is told by; uri: its address in the record; depth: archives around it; packed: whether it is
    what gzip or zstd held; given: whether the caller named it, so that a list of feeds in it is one to fetch; fetched:
    whether it came over the network, so that the pages of a feed are to be fetched too; base: what its links are
    relative to; charset: its encoding by the server's word.
    """

    source: str
    uri: str | None
    budget: Budget
    depth: int = 0
    packed: bool = False
    given: bool = False
    fetched: bool = False
    base: str | None = None
    charset: str | None = None


class Reader:
    """Reads sources with one set of options; `closing` it lets go of the network, if that was needed."""

    def __init__(
        self,
        options: SourceOptions,
        validators: Validators,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        meter: Meter,
    ) -> None:
        self._meter = meter
        self._options = options
        self._validators = validators
        self._clock, self._sleep = clock, sleep
        self._opened: Network | None = None

    def close(self) -> None:
        """Close what connections are open."""
        if self._opened:
            self._opened.close()

    def read(self, path: str | Path) -> Iterator[Item | Rejected]:
        """The reports that a path, a URL or "-" stands for."""
        if path == STDIN:
            place = _Place("<stdin>", None, Budget(self._options), given=True)
            yield from self._read_stream(count_in(sys.stdin.buffer, place.budget), place)
        elif isinstance(path, str) and path.lower().startswith(("http://", "https://")):
            yield from self._read_url(path, given=True)
        elif os.path.isdir(path):  # noqa: PTH112 - `Path.is_dir` raises on names that are too long
            yield from self._read_folder(Path(path))
        else:
            yield from self._read_file(Path(path), given=True)

    def _read_folder(self, folder: Path) -> Iterator[Item | Rejected]:
        files = list(walk_files(folder, self._options.aside))
        if not files:
            name = shown(folder)
            yield Rejected("no_reports", f"{name}: the folder holds no reports", name)
        for file in files:
            yield from self._read_file(file, given=False)

    def _read_file(self, path: Path, *, given: bool) -> Iterator[Item | Rejected]:
        name = shown(path)
        try:
            if not given and not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for without end
                yield Rejected("unreadable", f"{name}: a pipe, a socket or a device, not a file", name)
                return
            with path.open("rb") as stream:
                place = _Place(name, name, Budget(self._options), given=given)
                about = os.fstat(stream.fileno())
                if stat.S_ISREG(about.st_mode):
                    place.budget.pay_in(about.st_size)
                    with self._meter.watch(stream, about.st_size):
                        yield from self._read_stream(stream, place)
                else:
                    yield from self._read_stream(count_in(stream, place.budget), place)
        except FileNotFoundError:
            yield Rejected("missing", f"{name}: no such file", name)
        except (OSError, ValueError) as problem:  # ValueError: a NUL in the name
            yield Rejected("unreadable", f"{name}: {getattr(problem, 'strerror', None) or problem}", name)

    def _read_url(self, url: str, *, given: bool) -> Iterator[Item | Rejected]:
        name = shown_url(url)
        try:
            answer = self._network().fetch(url)
        except RefusalError as refused:
            yield refused.told(name, name)
            return
        place = _Place(
            name, name, Budget(self._options), given=given, fetched=True, base=answer.url, charset=answer.charset
        )
        place.budget.pay_in(len(answer.data))
        kind = find_kind(answer.data[:HEAD_BYTES])
        # A list of feeds that is unchanged says nothing of the feeds; it could be packed as well.
        done = kind not in ("opml", "gzip", "zstd")
        for found in self._read_stream(BytesIO(answer.data), place):
            # What refuses a page now may take it the next time; a feed always has entries that are no reports.
            lasting = isinstance(found, Item) or (kind in ("feed", "json_feed") and found.code not in _PASSING)
            done = done and lasting
            yield found
        if done and answer.validator:
            self._validators[url] = answer.validator

    def _network(self) -> Network:
        if not self._options.fetch:
            raise RefusalError("not_fetched", "addresses are fetched by onrecord ingest alone; give a file")
        if self._opened is None:
            from onrecord.sources.network import Network

            self._opened = Network(self._options, self._validators, self._clock, self._sleep)
        return self._opened

    def _read_stream(self, stream: BinaryIO, place: _Place) -> Iterator[Item | Rejected]:
        """The reports in a stream of bytes, whatever they are in."""
        try:
            yield from self._read_kind(stream, place)
        except RefusalError as refused:
            yield refused.told(place.source, place.uri)
        except OSError as problem:
            yield Rejected("unreadable", f"{place.source}: {problem.strerror or problem}", place.uri)

    def _read_kind(self, stream: BinaryIO, place: _Place) -> Iterator[Item | Rejected]:
        head = read_head(stream, HEAD_BYTES)
        name = place.source
        if place.packed:
            name = name.removesuffix(next((end for end in PACKED_NAMES if name.lower().endswith(end)), ""))
        kind = find_kind(head, name)
        match kind:
            case "gzip" | "zstd":
                yield from self._read_packed(rejoin(head, stream), place, kind)
            case "zip":
                yield from self._read_zip(head, stream, self._within(place))
            case "tar":
                yield from self._read_tar(head, stream, self._within(place))
            case "warc":
                yield from self._read_warc(head, stream, self._within(place))
            case "json_lines":
                encoding = find_encoding(head)
                lines = rejoin(head, stream)
                if encoding not in (None, "utf-8"):
                    lines = to_utf8(lines, "utf-16")
                yield from read_json_lines(lines, place.source)
            case "binary":
                raise RefusalError("binary", f"{find_binary(head)}, not a report")
            case "xml":
                raise RefusalError("not_a_report", "an XML document that is no page, feed or list of feeds")
            case _:
                most = _MOST_BYTES.get(kind, MAX_TEXT_BYTES)
                data = head + stream.read(most - len(head) + 1)
                if len(data) > most:
                    raise RefusalError("too_long", f"more than {most // 10**6} MB in one {_WHOLE.get(kind, 'report')}")
                yield from self._read_whole(data, kind, place)

    def _within(self, place: _Place) -> _Place:
        """The place of what an archive there holds."""
        if place.depth >= self._options.max_depth:
            raise RefusalError("archive_limit", f"more than {self._options.max_depth} archives in one another")
        return _Place(place.source, place.uri, place.budget, place.depth + 1)

    def _read_whole(self, data: bytes, kind: Kind, place: _Place) -> Iterator[Item | Rejected]:
        match kind:
            case "opml":
                yield from self._read_opml(data, place)
            case "feed":
                most = self._options.max_members
                yield from self._read_entries(read_feed(data, place.source, place.base, place.charset, most), place)
            case "json_feed":
                most = self._options.max_members
                yield from self._read_entries(read_json_feed(data, place.source, place.base, most), place)
            case "html":
                yield read_web_page(decode_markup(data, place.charset), place.uri)
            case "pdf":
                yield read_pdf(data, place.uri)
            case _:
                try:
                    yield Item(decode_text(data), place.uri)
                except NotDecodableError as problem:
                    raise RefusalError("not_utf8", str(problem)) from problem

    def _read_packed(self, stream: BinaryIO, place: _Place, kind: Kind) -> Iterator[Item | Rejected]:
        if place.packed:
            raise RefusalError("archive_limit", "packed more than once")
        unpacked = unpack_gzip(chunks_of(stream), place.budget) if kind == "gzip" else unpack_zstd(stream, place.budget)
        yield from self._read_stream(stream_of(unpacked), place._replace(packed=True))

    def _read_zip(self, head: bytes, stream: BinaryIO, place: _Place) -> Iterator[Item | Rejected]:
        held: IO[bytes] = stream if stream.seekable() else spool(rejoin(head, stream), MAX_SPOOLED_BYTES)
        with nullcontext() if held is stream else closing(held):
            held.seek(0)
            yield from self._read_members(read_zip(held, self._options, place.budget, place.source), place)

    def _read_tar(self, head: bytes, stream: BinaryIO, place: _Place) -> Iterator[Item | Rejected]:
        yield from self._read_members(read_tar(rejoin(head, stream), place.budget, place.source), place)

    def _read_members(self, members: Iterable[Member | Rejected], place: _Place) -> Iterator[Item | Rejected]:
        empty = True
        for member in members:
            empty = False
            if isinstance(member, Rejected):
                yield member
                continue
            name = f"{place.source}!/{shown(member.name)}"
            yield from self._read_stream(member.stream, place._replace(source=name, uri=name))
            if place.budget.spent:
                return
        if empty:
            raise RefusalError("no_reports", "the archive holds no reports")

    def _read_warc(self, head: bytes, stream: BinaryIO, place: _Place) -> Iterator[Item | Rejected]:
        empty = True
        for page in read_warc(rejoin(head, stream), place.budget, place.source, MAX_TEXT_BYTES):
            empty = False
            if isinstance(page, Rejected):
                yield page
                continue
            here = place._replace(source=page.uri, uri=page.uri, base=page.uri, charset=page.charset)
            yield from self._read_stream(BytesIO(page.data), here)
            if place.budget.spent:
                return
        if empty:
            raise RefusalError("no_reports", "the archive holds no reports")

    def _read_opml(self, data: bytes, place: _Place) -> Iterator[Item | Rejected]:
        urls = read_opml(data, place.charset, self._options.max_members)
        if not urls:
            raise RefusalError("no_reports", "the list names no feeds")
        if not place.given:
            raise RefusalError("not_fetched", "a list of feeds; give it by itself to have them fetched")
        for url in urls:
            yield from self._read_url(url, given=False)

    def _read_entries(self, entries: Iterable[Entry], place: _Place) -> Iterator[Item | Rejected]:
        empty = True
        for entry in entries:
            empty = False
            item = item_of(entry, entry.content)
            if isinstance(item, Item):
                yield item
            elif place.fetched and entry.link:
                yield from self._read_linked(entry, entry.link)
            else:
                yield item_of(entry, (*entry.content, *entry.summary))
        if empty:
            raise RefusalError("no_reports", "the feed lists nothing")

    def _read_linked(self, entry: Entry, link: str) -> Iterator[Item | Rejected]:
        """The page of an entry that brings no text of its own along."""
        try:
            answer = self._network().fetch(link)
        except RefusalError as refused:
            yield refused.told(entry.uri, entry.uri)
            return
        kind = find_kind(answer.data[:HEAD_BYTES])
        if kind == "html":
            item = read_web_page(decode_markup(answer.data, answer.charset), entry.uri)
        elif kind == "pdf":
            item = read_pdf(answer.data, entry.uri)
        else:
            item = Rejected("not_a_report", f"{entry.uri}: neither a page nor a PDF", entry.uri)
        if isinstance(item, Rejected):
            yield item
            return
        yield complete(item, entry)
        if answer.validator:
            self._validators[link] = answer.validator
