"""A database to ask, of each kind in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from onrecord.query.asking import Store, open_store
from onrecord.record import Record


class Clock:
    """A clock that a test sets: seconds of one minute."""

    def __init__(self) -> None:
        self.second = 0

    def __call__(self) -> str:
        self.second += 1
        return self.now

    @property
    def now(self) -> str:
        """The instant that was told last."""
        return f"2026-01-01T00:{self.second // 60:02}:{self.second % 60:02}.000000Z"


@pytest.fixture
def clock() -> Clock:
    """Time goes on by a second with each thing that is saved."""
    return Clock()


@pytest.fixture
def asked(database: str, clock: Clock) -> Iterator[Store]:
    """An open database that can be asked, without a record."""
    with open_store(database, clock=clock) as store:
        yield store


def fill(store: Store, records: Iterable[Record]) -> None:
    """Save records, one by one, each a second later."""
    for record in records:
        store.save_record(record)


Fill = Callable[[Store, Iterable[Record]], None]
