"""Streams of bytes that are read once, front to back: chained, counted, unpacked, put into another encoding."""

from __future__ import annotations

import codecs
import io
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import IO, BinaryIO, cast

from onrecord.sources.limits import Budget
from onrecord.sources.refusal import RefusalError

CHUNK = 2**16
# A zstd block of four bytes can stand for 128 KiB: so little at a time keeps what comes of it below 40 MB.
ZSTD_CHUNK = 2**10
ZSTD_WINDOW = 2**27  # bytes that a frame may refer back to; what the zstd program takes without being told
IN_MEMORY = 8 * 2**20  # a spooled stream beyond this goes to a file without a name

GZIP = b"\x1f\x8b"  # how its members begin


class _Chunks(io.RawIOBase):
    """An iterator of bytes as a stream; it can tell how far it is, cannot go back, and once broken stays so."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = memoryview(b"")
        self._position = 0
        self._broken: RefusalError | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Bytes given so far; the reader of WARC asks for them."""
        return self._position

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with what is left of the last chunk, or with the next one that is not empty."""
        if self._broken:  # an iterator that raised would seem to have ended
            raise self._broken
        while not self._rest:
            try:
                chunk = next(self._chunks, None)
            except RefusalError as refused:
                self._broken = refused
                raise
            if chunk is None:
                return 0
            self._rest = memoryview(chunk)
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        self._position += size
        return size


def pieces_of(stream: BinaryIO) -> BinaryIO:
    """The stream for readers that take what comes; such as stop at an error lose nothing that stood before it."""
    return cast(BinaryIO, _Pieces(stream))


def stream_of(chunks: Iterable[bytes]) -> BinaryIO:
    """A stream of what an iterator gives; what that raises, reading raises."""
    return cast(BinaryIO, io.BufferedReader(_Chunks(chunks), buffer_size=CHUNK))


class _Pieces:
    """A stream as it comes: a read gives what is at hand, so that what breaks after it takes nothing of it along."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = cast(io.BufferedReader, stream)

    def read(self, size: int = CHUNK) -> bytes:
        """At most so many bytes; none at the end."""
        return self._stream.read1(size)

    def tell(self) -> int:
        """Bytes given so far."""
        return self._stream.tell()


def chunks_of(stream: IO[bytes], size: int = CHUNK) -> Iterator[bytes]:
    """A stream, piece by piece, as it comes where it can be read so."""
    read = getattr(stream, "read1", stream.read)
    while chunk := read(size):
        yield chunk


def read_head(stream: BinaryIO, size: int) -> bytes:
    """The first bytes of a stream. Where it breaks within them, what came before; the next read tells."""
    head = bytearray()
    try:
        for chunk in chunks_of(stream, size):
            head += chunk
            if len(head) >= size:
                break
    except RefusalError:
        if not head:
            raise
    return bytes(head)


def rejoin(head: bytes, rest: BinaryIO) -> BinaryIO:
    """A stream that gives again what was read of it to tell its kind; standard input cannot be wound back."""
    return stream_of(chain([head], chunks_of(rest)))


def count_in(stream: BinaryIO, budget: Budget) -> BinaryIO:
    """The stream of an input itself, whose bytes the budget counts."""

    def counted() -> Iterator[bytes]:
        for chunk in chunks_of(stream):
            budget.pay_in(len(chunk))
            yield chunk

    return stream_of(counted())


def spool(stream: BinaryIO, most: int) -> IO[bytes]:
    """All of a stream where it can be wound back, on disk where it is long. Raises RefusalError beyond `most`."""
    held = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the caller closes it
    size = 0
    for chunk in chunks_of(stream):
        size += len(chunk)
        if size > most:
            held.close()
            raise RefusalError("archive_limit", f"more than {most:,} bytes in an archive that is read from its end")
        held.write(chunk)
    held.seek(0)
    return cast(IO[bytes], held)


def unpack_gzip(chunks: Iterable[bytes], budget: Budget) -> Iterator[bytes]:
    """What gzip members one after another hold. Raises RefusalError: `damaged`, `truncated`, `archive_limit`."""
    unpacker = zlib.decompressobj(wbits=31)
    started = False  # whether the member at hand has begun; between members zeros may stand
    try:
        for chunk in chunks:
            data = chunk
            while data:
                if not started:
                    data = data.lstrip(b"\0")
                    if not data:
                        break
                    unpacker, started = zlib.decompressobj(wbits=31), True
                unpacked = unpacker.decompress(data, CHUNK)
                budget.draw(len(unpacked))
                yield unpacked
                started = not unpacker.eof
                data = unpacker.unconsumed_tail or unpacker.unused_data
        while started and not unpacker.eof and (unpacked := unpacker.decompress(b"", CHUNK)):
            budget.draw(len(unpacked))
            yield unpacked
    except zlib.error as problem:
        raise RefusalError("damaged", f"not valid gzip ({problem})") from problem
    if started and not unpacker.eof:
        raise RefusalError("truncated", "the gzip data ends in the middle")


def unpack_zstd(stream: BinaryIO, budget: Budget) -> Iterator[bytes]:
    """What zstd frames one after another hold. Raises RefusalError: `damaged`, `truncated`, `archive_limit`."""
    import zstandard

    frame = None
    try:
        for chunk in chunks_of(stream, ZSTD_CHUNK):
            data = chunk
            while data:
                if frame is None:
                    frame = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW).decompressobj()
                unpacked = frame.decompress(data)
                budget.draw(len(unpacked))
                yield unpacked
                data = frame.unused_data if frame.eof else b""
                if frame.eof:
                    frame = None
    except (zstandard.ZstdError, MemoryError) as problem:
        raise RefusalError("damaged", f"not valid zstd ({problem})") from problem
    if frame is not None:
        raise RefusalError("truncated", "the zstd data ends in the middle")


def to_utf8(stream: BinaryIO, encoding: str) -> BinaryIO:
    """A stream in another encoding as UTF-8. Raises RefusalError where it is not in that encoding."""

    def encoded() -> Iterator[bytes]:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            for chunk in chunks_of(stream):
                yield decoder.decode(chunk).encode("utf-8")
            yield decoder.decode(b"", final=True).encode("utf-8")
        except UnicodeError as problem:
            raise RefusalError("not_utf8", f"not valid {encoding.upper()} ({problem})") from problem

    return stream_of(encoded())
