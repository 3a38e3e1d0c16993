"""Function words of languages in Latin script, to tell which language a text is written in."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple


class WrittenLanguage(NamedTuple):
    """A language with its BCP 47 tag, English name and frequent function words."""

    tag: str
    name: str
    words: frozenset[str]


@cache
def load_written_languages() -> tuple[WrittenLanguage, ...]:
    """All languages of the table, English first."""
    table = files(__package__).joinpath("function_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple(WrittenLanguage(tag, name, frozenset(words.split())) for tag, name, words in rows)
