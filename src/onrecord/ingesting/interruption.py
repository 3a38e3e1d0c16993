"""Ctrl-C as a wish: what is in hand is finished first."""

from __future__ import annotations

import signal
import threading
from types import FrameType, TracebackType
from typing import Self


class Interruption:
    """Takes Ctrl-C while it is entered. With a report in hand it is noted only, else, and the second time, raised.

    wished: whether it came. in_hand: to be set while a report is read or saved. A thread other than the main one gets
    no Ctrl-C; a process that ignores it goes on to.
    """

    def __init__(self) -> None:
        self.wished = False
        self.in_hand = False
        self._heeds = False

    def __enter__(self) -> Self:
        main = threading.current_thread() is threading.main_thread()
        self._heeds = main and signal.getsignal(signal.SIGINT) is signal.default_int_handler
        if self._heeds:
            signal.signal(signal.SIGINT, self._take)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._heeds:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def _take(self, _number: int, _frame: FrameType | None) -> None:
        again, self.wished = self.wished, True
        if again or not self.in_hand:
            raise KeyboardInterrupt
