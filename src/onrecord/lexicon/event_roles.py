"""Words that tell who takes part in an event: verbs of control, of carrying, of moving, and prepositions by type."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files


@cache
def role_words(kind: str) -> frozenset[str]:
    """The words of one class of event_roles.txt."""
    return frozenset(_blocks()[kind])


@cache
def toward(event_type: str | None) -> tuple[str, ...]:
    """The prepositions that bring the one an event of a PLOVER type is aimed at, first those that tell most."""
    return _blocks()[f"toward {event_type or '-'}"]


@lru_cache(maxsize=1)
def _blocks() -> dict[str, tuple[str, ...]]:
    blocks: dict[str, tuple[str, ...]] = {}
    current = ""
    for line in files("onrecord.lexicon").joinpath("event_roles.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[]")
        elif line and not line.startswith("#"):
            blocks[current] = (*blocks.get(current, ()), *line.split())
    return blocks
