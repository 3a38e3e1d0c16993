"""The tests that every report must pass before it is read, whatever source it comes from."""

from __future__ import annotations

from dataclasses import fields, replace

from onrecord.options import Options
from onrecord.record import Item, Rejected
from onrecord.sources.written_language import find_written_language

# A book has half a million characters. Reading takes about 0.3 GB of memory and 50 seconds for each million (measured
# on reports laid end to end, up to a million): a text of this size is a dump of many, and better given as JSON Lines.
MAX_CHARACTERS = 5_000_000
MIN_FOR_LANGUAGE = 200  # a shorter text does not show its language for certain


def admit(item: Item, options: Options) -> Item | Rejected:
    """The item with its language, or why it is refused: `not_unicode`, `too_long`, `not_english`."""
    if len(item.text) > MAX_CHARACTERS:
        return Rejected(
            "too_long", f"{len(item.text):,} characters; at most {MAX_CHARACTERS:,} in one report", item.uri
        )
    if place := _lone_surrogate(item):
        return Rejected("not_unicode", f"half a character (a lone surrogate) {place}", item.uri)
    given = options.language or item.language
    if given is not None:
        if given.split("-")[0].lower() != "en":
            return Rejected("not_english", f"given as {given}; only English is read", item.uri)
        return replace(item, language=given)
    if len(item.text) < MIN_FOR_LANGUAGE:
        return item
    found = find_written_language(item.text)
    if found is not None and found.tag != "en":
        return Rejected("not_english", f"looks like {found.name}; use --language en to read it anyway", item.uri)
    return replace(item, language=found.tag if found else None)


def _lone_surrogate(item: Item) -> str | None:
    """Where an item holds a lone surrogate, which JSON can spell but no Unicode text can hold."""
    for field in fields(item):
        value = getattr(item, field.name)
        try:
            if isinstance(value, str):
                value.encode("utf-8")
        except UnicodeEncodeError as problem:
            return f"in its {field.name} at character {problem.start}"
    return None
