"""What readers of sources may do, and how much: chosen once at the edge and passed down unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.sources.refusal import RefusalError

# Below this, any ratio goes: a page of one repeated line packs well and harms nobody.
FREE_BYTES = 32 * 2**20


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """How sources are read. Made only with values that make sense; raises UsageError else.

    fetch: whether URLs are fetched at all; allow_private: also from the own machine and its local network.
    pause: least seconds between two requests to one host; robots.txt may ask for more.
    timeout: seconds to wait for a connection, and for each next piece of an answer; deadline: for an answer in all.
    max_redirects: how many are followed; max_answer: bytes of one answer, unpacked.
    max_members: reports in one archive or feed; max_ratio: how many times its size an archive may unpack to;
    max_unpacked: bytes that one archive may unpack to; max_depth: archives within archives, one alone counted as one.
    aside: files that are no sources, wherever they lie in a folder that is one: what the program itself writes.
    """

    fetch: bool = True
    allow_private: bool = False
    pause: float = 1.0
    timeout: float = 20.0
    deadline: float = 120.0
    max_redirects: int = 5
    max_answer: int = 32 * 2**20
    max_members: int = 1_000_000
    max_ratio: int = 200
    max_unpacked: int = 64 * 2**30
    max_depth: int = 2
    aside: frozenset[Path] = frozenset()

    def __post_init__(self) -> None:
        for name in ("pause", "timeout", "deadline", "max_redirects"):
            if not getattr(self, name) >= 0:
                raise UsageError(f"{name} must be 0 or more, not {getattr(self, name)}")
        for name in ("max_answer", "max_members", "max_ratio", "max_unpacked", "max_depth"):
            if getattr(self, name) < 1:
                raise UsageError(f"{name} must be 1 or more, not {getattr(self, name)}")


class Budget:
    """What one input may still unpack to: all that is within it, however deep, draws on the same budget."""

    def __init__(self, options: SourceOptions) -> None:
        self._options = options
        self._packed = self._unpacked = self._members = 0
        self.spent = False  # once it is, whatever holds more of the same input is left alone

    def pay_in(self, size: int) -> None:
        """Bytes read from the input itself."""
        self._packed += size

    def draw(self, size: int) -> None:
        """Bytes unpacked. Raises RefusalError where they are too many."""
        self._unpacked += size
        if self._unpacked > self._options.max_unpacked:
            self._refuse(f"unpacks to more than {self._options.max_unpacked:,} bytes")
        if self._unpacked > FREE_BYTES + self._options.max_ratio * self._packed:
            self._refuse(f"unpacks to more than {self._options.max_ratio} times its size")

    def count_member(self) -> None:
        """One more report of an archive. Raises RefusalError where they are too many."""
        self._members += 1
        if self._members > self._options.max_members:
            self._refuse(f"holds more than {self._options.max_members:,} members")

    def _refuse(self, detail: str) -> None:
        self.spent = True
        raise RefusalError("archive_limit", detail)
