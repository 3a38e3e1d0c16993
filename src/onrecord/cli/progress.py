"""A line on standard error that says how far the reading is, for work of more than a second on a terminal."""

from __future__ import annotations

import sys
import time
from threading import Lock, Timer
from types import TracebackType

SILENT_SECONDS = 1.0  # shorter work is over before the line could be read


class Progress:
    """Counts reports, and shows the count once the work takes longer than a moment."""

    def __init__(self, *, shown: bool) -> None:
        self._lock = Lock()
        self._live: _Line | None = None
        self._ended = False
        self._started = time.monotonic()
        self._read = self._rejected = 0
        self._timer = Timer(SILENT_SECONDS, self._show) if shown and sys.stderr.isatty() else None

    def __enter__(self) -> Progress:
        if self._timer:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._timer:
            self._timer.cancel()
        with self._lock:
            self._ended = True
            if self._live:
                self._live.stop()

    def count(self, *, rejected: bool) -> None:
        """One more report is done."""
        with self._lock:
            self._read += not rejected
            self._rejected += rejected
            if self._live:
                self._live.update(self._words())

    def clear(self) -> None:
        """Take the line away before something else is written; it comes back with the next moment of work."""
        with self._lock:
            if self._live:
                self._live.stop()
                self._live = None
                self._timer = Timer(SILENT_SECONDS, self._show)
                self._timer.daemon = True
                self._timer.start()

    def _words(self) -> str:
        rejected = f", {self._rejected} rejected" if self._rejected else ""
        return f"{self._read} read{rejected}"

    def _show(self) -> None:
        with self._lock:
            if not self._ended and self._live is None:
                self._live = _Line(self._started, self._words())


class _Line:
    """A spinner, the words and the time since the start."""

    def __init__(self, started: float, words: str) -> None:
        from rich.console import Console
        from rich.progress import Progress as RichProgress
        from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

        self._progress = RichProgress(
            SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn(),
            console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False,
        )  # fmt: skip
        self._task = self._progress.add_task(words, total=None)
        self._progress.tasks[0].start_time = self._progress.get_time() - (time.monotonic() - started)
        self._progress.start()

    def update(self, words: str) -> None:
        self._progress.update(self._task, description=words)

    def stop(self) -> None:
        self._progress.stop()
