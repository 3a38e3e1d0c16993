"""Instants as the database keeps them: UTC text with microseconds and `Z`, so that their order is that of text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from onrecord.errors import UsageError

_FORM = "%Y-%m-%dT%H:%M:%S.%fZ"


def now() -> str:
    """What the clock says."""
    return datetime.now(UTC).strftime(_FORM)


def later_than(instant: str | None, given: str) -> str:
    """`given`, or the microsecond after `instant` where the clock was put back: what follows never comes first."""
    if instant is None or given > instant:
        return given
    return (datetime.strptime(instant, _FORM) + timedelta(microseconds=1)).strftime(_FORM)


def resolve_instant(given: str) -> str:
    """What a person wrote as an instant, in the database's spelling.

    A date stands for its end, as in "what was known on that day"; a time without an offset is UTC. Raises UsageError.
    """
    text = given.strip()
    try:
        if len(text) == 10:
            instant = datetime.fromisoformat(text).replace(tzinfo=UTC) + timedelta(days=1, microseconds=-1)
        else:
            instant = datetime.fromisoformat(text)
            instant = instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    except (ValueError, OverflowError) as problem:
        raise UsageError(f"{given!r} is no instant; write it as 2026-11-25T07:00:00Z, or a date") from problem
    return instant.strftime(_FORM)
