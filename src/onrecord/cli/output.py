"""Where records are written: standard output, one file, or a folder with a file for each."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeAlias, cast

from onrecord.errors import OutputError, UsageError
from onrecord.record import Record

Write: TypeAlias = Callable[[Record], None]


class Form(NamedTuple):
    """One format: where its renderer lies, how its files are named, and what stands between two records."""

    module: str
    function: str
    suffix: str
    between: str
    single: bool = False  # one record a file
    selects: bool = True  # events outside PLOVER's types are left out unless asked for

    def renderer(self, *, all_events: bool) -> Callable[[Record], str]:
        """The renderer, imported only now."""
        render = cast(Callable[..., str], getattr(import_module(self.module), self.function))
        return partial(render, all_events=True) if all_events and self.selects else render


FORMS = {
    "brief": Form("onrecord.render.brief", "render_brief", ".txt", "\n\n"),
    "jsonl": Form("onrecord.codec", "dumps", ".jsonl", "", selects=False),
    "markdown": Form("onrecord.render.markdown", "render_markdown", ".md", "\n---\n\n"),
    "html": Form("onrecord.render.html", "render_page", ".html", "", single=True),
}


@contextmanager
def open_output(target: str | None, form: Form, *, all_events: bool = False) -> Iterator[Write]:
    """What writes a record as text in UTF-8, with all its events or those of PLOVER's types.

    Raises OutputError, and UsageError where a page is to hold two records.
    """
    render = form.renderer(all_events=all_events)
    if target is None:
        yield _write_to(sys.stdout.buffer, form, render)
    elif target.endswith(("/", os.sep)) or Path(target).is_dir():
        yield _write_into(Path(target), form, render)
    else:
        path = Path(os.path.realpath(target))  # what a link points to is written, not the link
        # A device or a named pipe is written as it is: it must not be replaced by a file.
        with _writing_to(path) if path.exists() and not path.is_file() else _replacing(path) as stream:
            yield _write_to(stream, form, render)


def _write_to(stream: BinaryIO, form: Form, render: Callable[[Record], str]) -> Write:
    written = 0

    def write(record: Record) -> None:
        nonlocal written
        if form.single and written:
            raise UsageError("a page holds one report; for several give --output FOLDER/")
        text = render(record).rstrip("\n") + "\n"
        with _telling(None):
            stream.write(((form.between if written else "") + text).encode("utf-8"))
            stream.flush()
        written += 1

    return write


def _write_into(folder: Path, form: Form, render: Callable[[Record], str]) -> Write:
    taken: set[str] = set()
    with _telling(folder):
        folder.mkdir(parents=True, exist_ok=True)

    def write(record: Record) -> None:
        name = _file_name(record, taken)
        with _replacing(folder / (name + form.suffix)) as stream:
            stream.write((render(record).rstrip("\n") + "\n").encode("utf-8"))

    return write


def _file_name(record: Record, taken: set[str]) -> str:
    """A name after the report's own, in letters that every system takes; numbered where it is taken."""
    uri = record.document.uri
    last = re.split(r"[/\\]", uri.rstrip("/"))[-1] if uri else ""
    stem = re.sub(r"[^\w.-]+", "_", re.sub(r"\.\w{1,6}$", "", last)).strip("._")[:80] or record.document.id
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.casefold())
    return name


@contextmanager
def _writing_to(path: Path) -> Iterator[BinaryIO]:
    with _telling(path):
        stream = path.open("wb")
    with stream:
        yield stream


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes take the file's place at the end, or when interrupted; a failure leaves the old file."""
    with _telling(path):
        number, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    keep = False
    try:
        with os.fdopen(number, "wb") as stream:
            yield stream
        keep = True
    except KeyboardInterrupt:
        keep = True
        raise
    finally:
        with _telling(path):
            if keep:
                Path(temporary).chmod(0o666 & ~_umask())  # a temporary file is for its owner alone
                Path(temporary).replace(path)
            else:
                Path(temporary).unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def _telling(path: Path | None) -> Iterator[None]:
    """Failures of the system as OutputError; a closed pipe is none."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as problem:
        raise OutputError(f"{path or 'standard output'} cannot be written: {problem.strerror or problem}") from problem
