"""What servers said of their documents: looked up while sources are read, kept once what came of them is saved."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping

from onrecord.sources import Validator
from onrecord.store.keeping import Store
from onrecord.store.runs import Fetched


class Remembered(MutableMapping[str, Validator]):
    """The validators of a database, with those of this run: these are in memory until `save`.

    afresh: do as if nothing were known, so that everything is fetched: what a server calls unchanged is to be read
    with other options than before.
    """

    def __init__(self, store: Store, *, afresh: bool) -> None:
        self._store = store
        self._afresh = afresh
        self._new: dict[str, Validator] = {}
        self._refused: set[str] = set()

    def __getitem__(self, url: str) -> Validator:
        if url in self._new:
            return self._new[url]
        known = None if self._afresh else self._store.load_fetched(url)
        if known is None:
            raise KeyError(url)
        return Validator(known.etag, known.last_modified)

    def __setitem__(self, url: str, validator: Validator) -> None:
        self._new[url] = validator

    def __delitem__(self, url: str) -> None:
        del self._new[url]

    def __iter__(self) -> Iterator[str]:
        return iter(self._new)

    def __len__(self) -> int:
        return len(self._new)

    def refuse(self, url: str) -> None:
        """What came of an address was refused: to be tried again, it must not be answered "as before" next time."""
        self._refused.add(url)

    def save(self) -> None:
        """Keep what was heard in this run, now that all that came of it is saved."""
        for url in self._new.keys() - self._refused:
            validator = self._new[url]
            self._store.save_fetched(Fetched(url, validator.etag, validator.last_modified))
        self._new.clear()
