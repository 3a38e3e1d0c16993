"""Every error that OnRecord raises on purpose, in one tree.

    OnRecordError            base of all; `exit_code` is what the command line ends with
    ├── UsageError           2  the call is wrong: unknown format, bad date, option out of range
    ├── InputError           3  the input cannot be read: missing, a binary, not decodable
    ├── ModelError           4  a language model or the trained weights are missing or do not fit
    ├── OutputError          5  the output cannot be written
    ├── WorkerError          6  a reading process died
    ├── StoreError           7  the database cannot be used: locked, full, of a newer schema, not one of ours
    └── BrokenInvariant      70 our own bug: a promise of the code does not hold; please report it

A report that was read but refused is no exception: it is a `Rejected` (see `record`), so that the others go on.
"""

from __future__ import annotations


class OnRecordError(Exception):
    """What failed, where, and what to do next, in one line."""

    exit_code = 1


class UsageError(OnRecordError):
    """The call itself is wrong."""

    exit_code = 2


class InputError(OnRecordError):
    """An input cannot be read."""

    exit_code = 3


class ModelError(OnRecordError):
    """A language model or the trained weights are missing or do not fit."""

    exit_code = 4


class OutputError(OnRecordError):
    """The output cannot be written."""

    exit_code = 5


class WorkerError(OnRecordError):
    """A reading process died."""

    exit_code = 6


class StoreError(OnRecordError):
    """The database cannot be opened, read or written."""

    exit_code = 7


class BrokenInvariant(OnRecordError):  # noqa: N818 - it says what happened, not that an error did
    """A promise of the code does not hold. This is a bug of ours, not of the input."""

    exit_code = 70

    def __init__(self, promise: str) -> None:
        super().__init__(f"internal error, please report it: {promise}")
