"""How far the files among the sources are read: what a progress bar needs to tell the remaining time."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class Meter:
    """Counts the bytes of the files that were read; `done` may be asked for at any time."""

    def __init__(self) -> None:
        self._before = 0
        self._size = 0
        self._stream: IO[bytes] | None = None

    @property
    def done(self) -> int:
        """Bytes of files so far, packed as they are."""
        if self._stream is None or self._stream.closed:
            return self._before
        return self._before + min(self._stream.tell(), self._size)

    @contextmanager
    def watch(self, stream: IO[bytes], size: int) -> Iterator[None]:
        """Count a file of so many bytes while it is read, and all of it afterwards."""
        self._stream, self._size = stream, size
        try:
            yield
        finally:
            self._stream = None
            self._before += size


def walk_files(folder: Path, aside: Collection[Path] = ()) -> Iterator[Path]:
    """The files in a folder and those below it, by name, without hidden ones; links to folders are not followed.

    aside: files that are left out too.
    """
    names = {path.name for path in aside}
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(here, name)
            if not name.startswith(".") and not (name in names and any(_is_same(path, each) for each in aside)):
                yield path


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:  # one of them is gone by now
        return False


def measure_files(paths: Iterable[str | Path], aside: Collection[Path] = ()) -> int | None:
    """Bytes of all files at paths; None where nobody can tell: standard input, addresses, pipes, what is missing."""
    total = 0
    for path in paths:
        try:
            mode = os.stat(path).st_mode  # noqa: PTH116 - an address is no path
            if stat.S_ISDIR(mode):
                total += sum(file.stat().st_size for file in walk_files(Path(path), aside))
            elif stat.S_ISREG(mode):
                total += Path(path).stat().st_size
            else:
                return None
        except (OSError, ValueError):
            return None
    return total
