"""What an analyst asks a database: each function is a question, and a method of an open store: `store.said(…)`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.query.actors import actor
    from onrecord.query.dependences import conditions
    from onrecord.query.happenings import events, meetings, upcoming
    from onrecord.query.reliance import sources
    from onrecord.query.searching import search
    from onrecord.query.showing import show
    from onrecord.query.statements import said
    from onrecord.query.timelines import timeline

__all__ = [
    "actor", "conditions", "events", "meetings", "said", "search", "show", "sources", "timeline", "upcoming",
]  # fmt: skip

_HOMES = {
    "actor": "actors", "conditions": "dependences", "events": "happenings", "meetings": "happenings",
    "said": "statements", "search": "searching", "show": "showing", "sources": "reliance", "timeline": "timelines",
    "upcoming": "happenings",
}  # fmt: skip


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
