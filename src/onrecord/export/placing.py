"""Puts what is written in its place all at once: never half a file, never an older one lost to a failure."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import OutputError, UsageError

# Lies in a folder of tables, and names its files: what tells it from any other folder.
MARK = "onrecord-export.json"


@contextmanager
def placing_file(path: Path, *, force: bool = False) -> Generator[BinaryIO, None, None]:
    """A stream whose bytes appear at the path at the end; where anything fails, nothing has changed.

    force: whether a file that is there may be replaced. A device or a named pipe is written as it is. Raises UsageError
    where there is a file, or a folder; OutputError where it cannot be written.
    """
    path = Path(os.path.realpath(path))  # what a link points to is replaced, not the link
    with telling(path):
        if path.is_dir():
            raise UsageError(f"{path} is a folder; name a file")
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                yield stream
            return
        if path.exists() and not force:
            raise UsageError(f"{path} is there already; --force replaces it")
        number, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
        partial = Path(name)
        try:
            with os.fdopen(number, "wb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            partial.chmod(0o666 & ~_umask())  # a temporary file is for its owner alone
            if not force and path.exists():
                raise UsageError(f"{path} has come to be there meanwhile; --force replaces it")
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
        _sync_folder(path.parent)


@contextmanager
def placing_folder(path: Path, *, force: bool = False) -> Generator[Path, None, None]:
    """A folder to write files in that appears at the path at the end; where anything fails, nothing has changed.

    force: whether an earlier export that is there may be replaced. A folder that is no export, or holds anything else,
    never is: what lies in it may be all there is of it. Raises UsageError, OutputError.
    """
    path = Path(os.path.realpath(path))
    with telling(path):
        earlier = _find_earlier(path, force)
        partial = Path(tempfile.mkdtemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent))
        try:
            yield partial
            files = sorted(each.name for each in partial.iterdir())
            (partial / MARK).write_text(json.dumps({"files": files}, indent=1) + "\n", "utf-8")
            for each in partial.iterdir():
                with each.open("rb") as stream:
                    os.fsync(stream.fileno())
            partial.chmod(0o777 & ~_umask())
            _sync_folder(partial)
            _swap(partial, path, earlier=earlier)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        _sync_folder(path.parent)


def _find_earlier(path: Path, force: bool) -> bool:
    """Whether an earlier export stands at the path that may be replaced."""
    if not path.exists():
        return False
    if not path.is_dir():
        raise UsageError(f"{path} is a file; name a folder, or one table by --table")
    there = {each.name for each in path.iterdir()}
    if not there:
        return False
    try:
        own = {*json.loads((path / MARK).read_text("utf-8"))["files"], MARK}
    except (OSError, ValueError, LookupError, TypeError):
        own = set()
    if not there <= own:
        raise UsageError(f"{path} holds what no export has written ({min(there - own)}); name another folder")
    if not force:
        raise UsageError(f"{path} holds an earlier export; --force replaces it")
    return True


def _swap(partial: Path, path: Path, *, earlier: bool) -> None:
    if not earlier:
        partial.replace(path)  # onto nothing, or onto an empty folder
        return
    # A folder cannot take another's place in one step: the old one is moved aside, and back where the new one fails.
    aside = Path(tempfile.mkdtemp(prefix=f".{path.name[:40]}.", suffix=".old", dir=path.parent))
    path.replace(aside)
    try:
        partial.replace(path)
    except BaseException:
        aside.replace(path)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _sync_folder(folder: Path) -> None:
    """Let the folder's list of names be on the disk too."""
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError:
        return  # some systems cannot open a folder, and have no need to
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def telling(where: object) -> Generator[None, None, None]:
    """Failures of the system as OutputError; a closed pipe is none."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise OutputError(f"{where} cannot be written: {problem.strerror or problem}") from problem
