"""Words of time expressions: classes with values, modifying phrases, holidays."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class TimeWord(NamedTuple):
    """What a word can be in a time expression: its class in the grammar, and its value there."""

    name: str
    value: str


class Modifier(NamedTuple):
    """The TIMEX3 mod that a phrase gives to a date and to a duration; None where it says nothing of it."""

    date: str | None
    duration: str | None


Phrases = Mapping[tuple[str, ...], str]


def _rows(name: str) -> list[list[str]]:
    table = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]


@cache
def load_time_words() -> Mapping[str, TimeWord]:
    """All single words, in small letters."""
    return {word: TimeWord(name, value) for name, word, value in _rows("time_words.tsv")}


@cache
def load_modifiers() -> Mapping[tuple[str, ...], Modifier]:
    """Phrases before a time expression, as words in small letters."""
    return {
        tuple(phrase.split()): Modifier(None if date == "-" else date, None if duration == "-" else duration)
        for phrase, date, duration in _rows("time_modifiers.tsv")
    }


@cache
def load_holidays() -> Phrases:
    """Holidays as words in small letters, with the rule for their day."""
    return {tuple(words.split()): rule for words, rule in _rows("time_holidays.tsv")}


@cache
def load_time_cues() -> Mapping[str, frozenset[str]]:
    """Words around time expressions, by what they show; each class is explained in the table."""
    return {name: frozenset(words.split()) for name, words in _rows("time_cues.tsv")}
