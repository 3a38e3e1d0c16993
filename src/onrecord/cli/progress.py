"""A line on standard error that says how far the work is, once it takes more than a second, on a terminal."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable
from threading import Lock, Timer
from types import TracebackType
from typing import Self

SILENT_SECONDS = 1.0  # shorter work is over before the line could be read
RATE_SECONDS = 30.0  # the rate is that of the last half minute


class Progress:
    """Counts reports, and shows the count once the work takes longer than a moment."""

    def __init__(self, *, shown: bool) -> None:
        self._lock = Lock()
        self._live: _Line | None = None
        self._ended = False
        self._started = time.monotonic()
        self._read = self._rejected = 0
        self._total: int | None = None
        self._done: Callable[[], int] = self._number
        self._timer = Timer(SILENT_SECONDS, self._show) if shown and sys.stderr.isatty() else None

    def __enter__(self) -> Self:
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

    def expect(self, total: int | None, done: Callable[[], int]) -> None:
        """How much there is to do, and what tells how much of that is done; None where nobody knows."""
        self._total, self._done = total or None, done

    def count(self, *, rejected: bool) -> None:
        """One more report is done."""
        with self._lock:
            self._read += not rejected
            self._rejected += rejected
        self.refresh()

    def refresh(self) -> None:
        """Show what is so now."""
        with self._lock:
            if self._live:
                self._live.update(self._words(), self._number(), self._done())

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

    def _number(self) -> int:
        return self._read + self._rejected

    def _show(self) -> None:
        with self._lock:
            if not self._ended and self._live is None:
                self._live = _Line(self._started, self._words(), self._total)


class _Line:
    """A spinner, the words, the rate and the time since the start; a bar and the time left where the end is known."""

    def __init__(self, started: float, words: str, total: int | None) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        left = (BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeRemainingColumn()) if total else ()
        self._progress = RichProgress(
            SpinnerColumn(), TextColumn("{task.description}"), *left[:2], TimeElapsedColumn(), *left[2:],
            console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False,
        )  # fmt: skip
        self._counted: deque[tuple[float, int]] = deque()
        self._task = self._progress.add_task(words, total=total)
        self._progress.tasks[0].start_time = self._progress.get_time() - (time.monotonic() - started)
        self._progress.start()

    def update(self, words: str, number: int, done: int) -> None:
        now = time.monotonic()
        self._counted.append((now, number))
        while now - self._counted[0][0] > RATE_SECONDS:
            self._counted.popleft()
        since, before = self._counted[0]
        rate = f", {(number - before) / (now - since):.1f} a second" if now - since > SILENT_SECONDS else ""
        self._progress.update(self._task, description=words + rate, completed=done)

    def stop(self) -> None:
        self._progress.stop()
