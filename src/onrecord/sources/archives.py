"""Zip and tar to their members, in order: nothing is written to disk under a member's name, nothing is unbounded."""

from __future__ import annotations

import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO, NamedTuple, Self

from onrecord.record import Rejected
from onrecord.sources.limits import Budget, SourceOptions
from onrecord.sources.names import shown
from onrecord.sources.refusal import RefusalError
from onrecord.sources.streams import CHUNK, chunks_of, pieces_of, stream_of

OFFICE_NAMES = {"[Content_Types].xml", "mimetype"}  # what Word's files and those of LibreOffice, and e-books, hold
MAX_HEADER = 2**16  # bytes of a tar member's long name or attributes: file systems stop at 4096

_ENTRY = b"PK\x01\x02"  # opens an entry of a zip archive's directory
_DRIVE = re.compile(r"[A-Za-z]:")
_HEADERS = (tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, *tarfile.GNU_TYPES)


class Member(NamedTuple):
    """A file in an archive: its name, and its bytes, which must be read before the next member is asked for."""

    name: str
    stream: BinaryIO


def read_zip(stream: IO[bytes], options: SourceOptions, budget: Budget, source: str) -> Iterator[Member | Rejected]:
    """The members of a zip archive that can be wound back.

    Raises RefusalError: `binary` (an office document), `damaged`, `archive_limit`.
    """
    _count_entries(stream, options)
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
            if any(entry.filename in OFFICE_NAMES for entry in entries):
                raise RefusalError("binary", "an office document or an e-book, not a report")
            for entry in entries:
                name = entry.orig_filename
                if entry.is_dir() or _is_hidden(name):
                    continue
                budget.count_member()
                uri = f"{source}!/{shown(name)}"
                if _leaves(name):
                    yield Rejected("unsafe_member", f"{uri}: the name leads out of the archive", uri)
                elif entry.flag_bits & 1:
                    yield Rejected("encrypted", f"{uri}: locked with a password", uri)
                else:
                    yield Member(name, stream_of(_zip_chunks(archive, entry, budget)))
    except _ZIP_PROBLEMS as problem:
        raise RefusalError("damaged", f"the zip archive cannot be read ({_said(problem)})") from problem


def read_tar(stream: BinaryIO, budget: Budget, source: str) -> Iterator[Member | Rejected]:
    """The members of a tar archive, read once. Raises RefusalError: `damaged`, `truncated`, `archive_limit`."""
    try:
        with tarfile.open(fileobj=pieces_of(stream), mode="r|", tarinfo=_BoundedHeader) as archive:
            while (entry := archive.next()) is not None:
                archive.members.clear()  # type: ignore[attr-defined]  # it would keep all of them
                if entry.isdir() or _is_hidden(entry.name):
                    continue
                budget.count_member()
                uri = f"{source}!/{shown(entry.name)}"
                if _leaves(entry.name):
                    yield Rejected("unsafe_member", f"{uri}: the name leads out of the archive", uri)
                elif not entry.isfile():
                    yield Rejected("unsafe_member", f"{uri}: a link or a device, not a file", uri)
                elif (content := archive.extractfile(entry)) is not None:
                    # A sparse member has more bytes than the archive holds of it.
                    drawn = budget if entry.issparse() else None
                    yield Member(entry.name, stream_of(_tar_chunks(content, entry.size, drawn)))
    except _TAR_PROBLEMS as problem:
        if "unexpected end" in str(problem):
            raise RefusalError("truncated", "the tar archive ends in the middle") from problem
        raise RefusalError("damaged", f"the tar archive cannot be read ({_said(problem)})") from problem


_ZIP_PROBLEMS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError,
    RuntimeError, LookupError, OverflowError,
)  # fmt: skip
_TAR_PROBLEMS = (tarfile.TarError, OSError, EOFError, ValueError, LookupError, OverflowError, RecursionError)


class _BoundedHeader(tarfile.TarInfo):
    """A member's header; one that tells of a name or attributes too long to hold is refused unread."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        header = super().frombuf(buf, encoding, errors)
        if header.type in _HEADERS and header.type != tarfile.GNUTYPE_SPARSE and header.size > MAX_HEADER:
            raise RefusalError("archive_limit", f"a member's name or attributes of {header.size:,} bytes")
        return header


def _count_entries(stream: IO[bytes], options: SourceOptions) -> None:
    """Refuse a directory of too many entries before all of it is taken into memory."""
    found, before = 0, b""
    for chunk in chunks_of(stream):
        found += (before + chunk).count(_ENTRY)
        before = chunk[1 - len(_ENTRY) :]
        if found > options.max_members:
            raise RefusalError("archive_limit", f"holds more than {options.max_members:,} members")
    stream.seek(0)


def _zip_chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> Iterator[bytes]:
    try:
        with archive.open(entry) as content:
            for chunk in chunks_of(content):
                budget.draw(len(chunk))
                yield chunk
    except _ZIP_PROBLEMS as problem:
        raise RefusalError("damaged", f"cannot be unpacked ({_said(problem)})") from problem


def _tar_chunks(content: IO[bytes], size: int, budget: Budget | None) -> Iterator[bytes]:
    left = size
    try:
        while left and (chunk := content.read(min(CHUNK, left))):
            if budget:
                budget.draw(len(chunk))
            left -= len(chunk)
            yield chunk
    except _TAR_PROBLEMS as problem:
        raise RefusalError("truncated", f"ends in the middle ({_said(problem)})") from problem
    if left:
        raise RefusalError("truncated", f"ends {left:,} bytes before its end")


def _is_hidden(name: str) -> bool:
    """Whether a file is left aside as in a folder; one whose name leads out of the archive is told of."""
    parts = [part for part in name.split("/") if part != "."]
    return any(part.startswith(".") or part == "__MACOSX" for part in parts) and not _leaves(name)


def _leaves(name: str) -> bool:
    return (
        name.startswith(("/", "\\"))
        or ".." in name.replace("\\", "/").split("/")
        or "\0" in name
        or _DRIVE.match(name) is not None
    )


def _said(problem: BaseException) -> str:
    return f"{type(problem).__name__}: {problem}" if str(problem) else type(problem).__name__
