"""Words that make one thing depend on another, and nouns that name acts and events; each class is told in its table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_EVENT_ENDING = re.compile(r"\w{3,}(?:tion|sion|ment|ance|ence|ing|sal|val|ysis|cide|ism)$")


@cache
def load_condition_words() -> Mapping[str, frozenset[str]]:
    """The classes of the table, each with its words in small letters."""
    table = files(__package__).joinpath("condition_words.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {name: frozenset(words.split()) for name, words in rows}


def names_event(noun: str) -> bool:
    """Whether a noun, as a lemma in small letters, names an act or event."""
    words = load_condition_words()
    return noun in words["events"] or (noun not in words["things"] and bool(_EVENT_ENDING.match(noun)))
