"""What `onrecord import` does: files of lines into a database."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from onrecord.cli.progress import Progress
from onrecord.errors import InputError
from onrecord.options import Options
from onrecord.sources import STDIN, Meter, measure_files
from onrecord.store.interchange import Imported, import_lines
from onrecord.store.opening import open_store

INTERRUPTED = 130

_GZIP = b"\x1f\x8b"


class _ImportProgress(Progress):
    def __init__(self, *, shown: bool) -> None:
        super().__init__(shown=shown)
        self.lines = 0

    def _words(self) -> str:
        return f"{self.lines} lines"

    def _number(self) -> int:
        return self.lines


def import_all(files: list[str], database: str, *, quiet: bool) -> int:
    """Import files one after another; returns the exit code. Raises InputError, StoreError."""
    total, meter = Imported(), Meter()
    with open_store(database) as store, _ImportProgress(shown=not quiet) as progress:
        progress.expect(measure_files(files), lambda: meter.done)
        number = store.start_run("import", files, Options())
        try:
            for name in files:
                with _open_lines(name, meter) as lines:
                    imported = import_lines(store, _counted(lines, name, progress), name)
                for field in fields(Imported):
                    setattr(total, field.name, getattr(total, field.name) + getattr(imported, field.name))
        except KeyboardInterrupt:
            progress.clear()
            _tell("interrupted; lines are kept a hundred at a time, and the same onrecord import goes on")
            return INTERRUPTED
        told = asdict(total)
        store.end_run(number, {name: told[name] for name in ("saved", "revised", "unchanged", "rejected")})
    if not quiet:
        counts = ", ".join(f"{count} {_WORDS.get(name, name)}" for name, count in told.items() if count)
        _tell(f"{database}: {counts or 'nothing new'}")
    return 0


_WORDS = {"left_out": "judgements left out, for their documents are not here", "rejected": "refusals"}


def _counted(lines: TextIO, name: str, progress: _ImportProgress) -> Iterator[str]:
    try:
        for line in lines:
            yield line
            progress.lines += 1
            progress.refresh()
    except UnicodeDecodeError as problem:
        raise InputError(f"{name}: not valid UTF-8 after line {progress.lines} ({problem.reason})") from problem
    except (EOFError, OSError, zlib.error) as problem:
        raise InputError(f"{name}: cannot be read to its end ({problem})") from problem


@contextmanager
def _open_lines(name: str, meter: Meter) -> Iterator[TextIO]:
    """The lines of a file, unpacked. Only a line feed ends one: the others may stand within a text."""
    if name == STDIN:
        yield _as_text(sys.stdin.buffer)
        return
    try:
        stream = Path(name).open("rb")  # noqa: SIM115 - closed below
    except OSError as problem:
        raise InputError(f"{name}: {problem.strerror or problem}") from problem
    with stream, meter.watch(stream, Path(name).stat().st_size):
        packed = stream.peek(len(_GZIP)).startswith(_GZIP)
        yield _as_text(cast(BinaryIO, gzip.GzipFile(fileobj=stream)) if packed else stream)


def _as_text(stream: BinaryIO) -> TextIO:
    return io.TextIOWrapper(stream, encoding="utf-8", newline="\n")


def _tell(message: str) -> None:
    print(f"onrecord: {message}", file=sys.stderr, flush=True)  # noqa: T201
