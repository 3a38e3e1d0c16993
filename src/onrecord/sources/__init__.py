"""Where reports come from: files, folders and standard input, each told by its content."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.record import Item, Rejected
from onrecord.sources.admission import MAX_CHARACTERS, admit
from onrecord.sources.decoding import (
    HEAD_BYTES,
    NotDecodableError,
    decode_html,
    decode_text,
    find_binary,
    find_kind,
    unify_line_ends,
)
from onrecord.sources.json_lines import read_json_lines
from onrecord.sources.pdf import read_pdf
from onrecord.sources.web_page import read_web_page

__all__ = ["STDIN", "admit", "read_items", "text_item"]

STDIN = "-"

# Four bytes a character at most; whatever is larger cannot be within the limit of characters, and is not read at all.
MAX_TEXT_BYTES = 4 * MAX_CHARACTERS
MAX_PDF_BYTES = 256 * 2**20


def read_items(paths: Iterable[str | Path]) -> Iterator[Item | Rejected]:
    """The reports at paths, in order; "-" is standard input, a folder stands for all files in it that are not hidden.

    Nothing raises: what cannot be read is Rejected, with the codes `missing`, `unreadable`, `no_reports` (a folder
    without files), `binary`, `not_utf8`, `too_long`, `too_short`, `not_an_article`, `not_a_pdf`, `encrypted`,
    `no_text` and `bad_line`.
    """
    for path in paths:
        if path == STDIN:
            yield from _read_stream(sys.stdin.buffer, None, "<stdin>")
        else:
            yield from _read_path(Path(path))


def text_item(text: str) -> Item:
    """A text that the caller holds, as an item."""
    return Item(unify_line_ends(text.removeprefix("\ufeff")))


def _read_path(path: Path) -> Iterator[Item | Rejected]:
    # `Path.is_dir` raises on names that are too long; here that is told when the file is opened.
    if os.path.isdir(path):  # noqa: PTH112
        files = list(_files(path))
        if not files:
            yield Rejected("no_reports", f"{path}: the folder holds no reports", str(path))
        for file in files:
            yield from _read_file(file)
    else:
        yield from _read_file(path)


def _files(folder: Path) -> Iterator[Path]:
    """The files in a folder and those below it, by name, without hidden ones; links to folders are not followed."""
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(files) if not name.startswith("."))


def _read_file(path: Path) -> Iterator[Item | Rejected]:
    try:
        with path.open("rb") as stream:
            yield from _read_stream(stream, str(path), str(path))
    except FileNotFoundError:
        yield Rejected("missing", f"{path}: no such file", str(path))
    except (OSError, ValueError) as problem:  # ValueError: a NUL in the name
        yield Rejected("unreadable", f"{path}: {getattr(problem, 'strerror', None) or problem}", str(path))


def _read_stream(stream: BinaryIO, uri: str | None, source: str) -> Iterator[Item | Rejected]:
    """The reports in a stream of bytes: many for JSON Lines, one for anything else."""
    head = stream.read(HEAD_BYTES)
    kind = find_kind(head, source)
    if kind == "json_lines":
        yield from read_json_lines(_rejoined(head, stream), source)
        return
    if kind == "binary":
        yield Rejected("binary", f"{source}: {find_binary(head)}, not a report", uri)
        return
    limit = MAX_PDF_BYTES if kind == "pdf" else MAX_TEXT_BYTES
    data = head + stream.read(limit - len(head) + 1)
    if len(data) > limit:
        yield Rejected("too_long", f"{source}: more than {limit // 10**6} MB in one report", uri)
    elif kind == "pdf":
        yield read_pdf(data, uri)
    elif kind == "html":
        yield read_web_page(decode_html(data), uri)
    else:
        try:
            yield Item(decode_text(data), uri)
        except NotDecodableError as problem:
            yield Rejected("not_utf8", f"{source}: {problem}", uri)


def _rejoined(head: bytes, rest: BinaryIO) -> BinaryIO:
    """A stream that gives again what was read of it to tell its kind; standard input cannot be wound back."""
    return io.BufferedReader(_Chained(head, rest), buffer_size=2**16)


class _Chained(io.RawIOBase):
    """Bytes at hand, then a stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer from the head while there is some, else from the stream."""
        if self._head:
            size = min(len(buffer), len(self._head))
            buffer[:size], self._head = self._head[:size], self._head[size:]
            return size
        data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
