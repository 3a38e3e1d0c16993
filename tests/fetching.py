"""Fetching in tests: from a server on this machine, by a clock that waits for nobody."""

from __future__ import annotations

from onrecord.record import Item, Rejected
from onrecord.sources import SourceOptions, Validators, read_items


class Watch:
    """A clock that stands still unless somebody waits by it."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waits: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


def fetched(
    *urls: str, validators: Validators | None = None, watch: Watch | None = None, **options: object
) -> list[Item | Rejected]:
    watch = watch or Watch()
    given = {"allow_private": True, "timeout": 5.0, **options}
    return list(
        read_items(urls, SourceOptions(**given), validators, clock=watch.clock, sleep=watch.sleep)  # type: ignore[arg-type]
    )


def codes(found: list[Item | Rejected]) -> list[str]:
    return [each.code if isinstance(each, Rejected) else "read" for each in found]
