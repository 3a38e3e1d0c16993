"""How a run is told: the bar while it goes on, what became of the reports at its end, each of them in a report file."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from onrecord.cli.progress import Progress
from onrecord.errors import OnRecordError, OutputError

if TYPE_CHECKING:
    from onrecord.ingesting import Result, Summary

_OUTCOMES = ("saved", "revised", "reread", "unchanged")
_OUTDATED = {
    "version": "of these another version read; onrecord reread reads them again",
    "options": "of these were read with other options, and stay so; onrecord reread DOCS reads those named with others",
}
_SHOWN_LENGTH = 160


class RunProgress(Progress):
    """The bar of a run: its counts, how fast it goes, how far it is and how long it takes yet."""

    def __init__(self, summary: Summary, *, shown: bool) -> None:
        super().__init__(shown=shown)
        self._summary = summary

    def _words(self) -> str:
        told = [f"{number} {name}" for name, number in _counted(self._summary) if number]
        return ", ".join(told) or "starting"

    def _number(self) -> int:
        return self._summary.total


@contextmanager
def telling(summary: Summary, database: str, command: str, *, quiet: bool) -> Iterator[RunProgress]:
    """The bar while the run goes on, and the summary after it, also where the run fails."""
    try:
        with RunProgress(summary, shown=not quiet) as progress:
            yield progress
    except OnRecordError:
        if summary.total:
            _tell_summary(summary, database, f"it failed; once that is mended, the same {command} goes on", quiet)
        raise
    _tell_summary(summary, database, f"interrupted; the same {command} goes on" if summary.interrupted else "", quiet)


@contextmanager
def open_report(target: str | None) -> Iterator[Callable[[Result], None]]:
    """What writes a result as a line of JSON, at once, for it is to be there whatever comes. Raises OutputError."""
    if target is None:
        yield lambda _: None
        return
    try:
        opened = nullcontext(sys.stdout.buffer) if target == "-" else Path(target).open("wb")  # noqa: SIM115 - below
    except OSError as problem:
        raise OutputError(f"{target} cannot be written: {problem.strerror or problem}") from problem
    with opened as stream:
        yield lambda result: _write(stream, result, target)


def _write(stream: BinaryIO, result: Result, target: str) -> None:
    told = {name: value for name, value in asdict(result).items() if value is not None}
    line = json.dumps(told, ensure_ascii=False) + "\n"
    try:
        stream.write(line.encode("utf-8", "replace"))
        stream.flush()
    except OSError as problem:
        raise OutputError(f"{target} cannot be written: {problem.strerror or os.strerror(0)}") from problem


def _tell_summary(summary: Summary, database: str, more: str, quiet: bool) -> None:
    if quiet and not summary.rejected and not summary.interrupted:
        return
    told = [f"{number} {name}" for name, number in _counted(summary) if number] or ["nothing to do"]
    if not quiet:
        _tell(f"{database}: {', '.join(told)}" + (f" ({more})" if more else ""))
        for name in _OUTCOMES:
            if first := summary.first.get(name):
                _tell(f"  {name}, first: {first.uri or first.document_id}")
    elif more:
        _tell(f"{database}: {', '.join(told)} ({more})")
    for code, number in summary.rejected.most_common():
        _tell(f"  rejected [{code}] {number}, first: {_reason(summary.first[code])}")
    for why, number in () if quiet else summary.outdated.items():
        _tell(f"  {number} {_OUTDATED[why]}")


def _counted(summary: Summary) -> list[tuple[str, int]]:
    return [*((name, getattr(summary, name)) for name in _OUTCOMES), ("rejected", summary.rejected.total())]


def _reason(result: Result) -> str:
    """The reason, with the report's name where the reason does not hold it; not longer than a line or two."""
    detail = result.detail or ""
    told = detail if not result.uri or result.uri in detail else f"{result.uri}: {detail}"
    return told if len(told) <= _SHOWN_LENGTH else told[: _SHOWN_LENGTH - 1] + "…"


def _tell(message: str) -> None:
    print(f"onrecord: {message}", file=sys.stderr, flush=True)  # noqa: T201
