"""The grammar of time expressions: words to readings, before anything is resolved.

The words of a text are written as one string with one character for the class of each (lexicon/time_words.tsv), and the
rules are regular expressions over that string: `<month>` in a rule stands for one word of the class month. Of
overlapping matches the longest wins, then the earlier rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from onrecord.lexicon.time_words import load_holidays, load_time_words
from onrecord.record import Paragraph

Kind = Literal[
    "day", "month", "year", "decade", "century", "quarter", "weekday", "deictic", "dayword", "offset", "duration",
    "set", "ref", "clock", "part", "season", "holiday", "week_of",
]  # fmt: skip


class Word(NamedTuple):
    """A word, number or mark: where it is, what it says in small letters, its class and that class's value."""

    start: int
    end: int
    text: str
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of an expression say. Which fields are set depends on the kind."""

    kind: Kind
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int | None = None  # weekday, quarter or half
    unit: str = ""  # TIMEX3 letter, as in time_calendar; "T" before a unit below a day
    count: float | None = None  # of units; None is a number that the words leave open
    shift: int | None = None  # from the reference: -1 last, 0 this, 1 next; None for "the"
    point: str = ""  # what it is counted from: ago, earlier, later, that, following, latest
    value: str = ""  # a TIMEX3 value as it stands
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    zone: str | None = None
    fiscal: bool = False
    exact: bool = False  # a clock time with minutes


class Match(NamedTuple):
    """An expression: its first word, one past its last, and its reading."""

    first: int
    end: int
    reading: Reading


# Numbers keep their joints (7:15, 12/18/2024, 1,000); "a.m." is one word.
_WORD = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])|[0-9]{1,9}(?:[.,:/][0-9]{1,9}){0,4}"
    r"|(?<![^\W_])[apAP](?:\.[ ]?[mM]\b\.?|[mM]\b)|[^\W\d_]+|[^\w\s]"
)
CAPITALISED = {"month", "month_short", "weekday", "weekdays", "weekday_short"}
_MARKS = {".": "dot", ",": "comma", "-": "hyphen", "–": "hyphen", "‑": "hyphen", "'": "apos", "’": "apos", "‘": "apos"}
_NOTHING = ("", "")


def read_words(text: str, paragraphs: Sequence[Paragraph]) -> list[Word]:
    """The words of the paragraphs; between two of them stands a mark of class "break"."""
    lexicon = load_time_words()
    words: list[Word] = []
    for paragraph in paragraphs:
        for found in _WORD.finditer(text, paragraph.start, paragraph.end):
            written = found.group()
            small = written.lower()
            first = written[0]
            if "0" <= first <= "9":
                name, value = _number_class(small)
            elif len(small) == 1 and not first.isalpha():
                name, value = _MARKS.get(first, ""), ""
            elif small in lexicon:
                name, value = lexicon[small]
                if name in CAPITALISED and not first.isupper():
                    name, value = _NOTHING
            else:
                name, value = (
                    ("ampm", small[0]) if small[-2:] in ("m.", ".m", "am", "pm") and _AMPM(small) else _NOTHING
                )
            words.append(Word(found.start(), found.end(), small, name, value))
        words.append(Word(paragraph.end, paragraph.end, "", "break", ""))
    return words


_AMPM = re.compile(r"[ap]\.? ?m\.?").fullmatch
_SHAPES = (
    ("iso", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")),
    ("num", re.compile(r"[0-9]{1,2}")),
    ("year4", re.compile(r"1[0-9]{3}|20[0-9]{2}")),
    ("time", re.compile(r"[0-2]?[0-9]:[0-5][0-9]")),
    ("slash", re.compile(r"[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})")),
    ("fraction", re.compile(r"[0-9]/[0-9]")),
    ("big", re.compile(r"[0-9]{3,6}|[0-9]{1,3}(?:,[0-9]{3})+")),
    ("decimal", re.compile(r"[0-9]{1,4}\.[0-9]{1,4}")),
)


def _number_class(text: str) -> tuple[str, str]:
    return next(((name, text) for name, shape in _SHAPES if shape.fullmatch(text)), ("figure", text))


@cache
def _letters() -> dict[str, str]:
    """A character for each class."""
    names = {word.name for word in load_time_words().values()} | set(_MARKS.values())
    names |= {name for name, _ in _SHAPES} | {"ampm", "break", "figure"}
    return {name: chr(0x100 + number) for number, name in enumerate(sorted(names))} | {"": "_"}


def compile_rule(pattern: str) -> re.Pattern[str]:
    """A rule over classes as an expression over the string of classes."""
    letters = _letters()
    return re.compile(
        re.sub(r"(?<!\?P)<([a-z0-9_|]+)>", lambda m: "[" + "".join(letters[n] for n in m[1].split("|")) + "]", pattern)
    )


Words = Sequence[Word]
Build = Callable[[dict[str, Words]], Reading | None]


def number_of(words: Words) -> float | None:
    """The number that words say; None where they leave it open ("several")."""
    total = current = 0.0
    known = False
    for before, word in zip((None, *words), words, strict=False):
        if word.name == "to" or (before is not None and before.name == "hyphen" and word.name in ("num", "big")):
            break  # "two to three weeks", "10-15 days": the lower one
        if word.name in ("num", "year4", "big", "decimal"):
            current += float(word.text.replace(",", ""))
        elif word.name in ("numword", "couple"):
            current += int(word.value)
        elif word.name == "a":
            current += 1 if len(words) == 1 or words[1].name == "scale" else 0
        elif word.name == "scale":
            scale = int(word.value)
            current = max(current, 1) * scale
            if scale == 1000:
                total, current = total + current, 0.0
        elif word.name == "fraction":
            top, bottom = word.text.split("/")
            current += int(top) / int(bottom) if int(bottom) else 0
        elif word.name == "half":
            current += 0.5
        else:
            continue
        known = True
    return total + current if known and total + current > 0 else None


def spelled_year(words: Words) -> int | None:
    """The year of "nineteen ninety-six", "two thousand", "twenty twenty-four"; None where it is no year."""
    values = [int(w.value) for w in words if w.name in ("numword", "scale")]
    if words[0].name in ("year4",):
        return int(words[0].text)
    if 1000 in values:
        number = number_of(words)
        return int(number) if number and 1000 <= number < 2100 else None
    if not values or values[0] not in (17, 18, 19, 20) or len(values) < 2:
        return None
    rest = sum(values[1:])
    return values[0] * 100 + rest if 9 < rest < 100 else None


def find_matches(words: Sequence[Word], rules: Sequence[tuple[re.Pattern[str], Build]]) -> list[Match]:
    """The expressions of a text, in order, none overlapping."""
    letters = _letters()
    codes = "".join([letters[word.name] for word in words])
    found = [(m, build) for pattern, build in rules for m in pattern.finditer(codes)]
    order = sorted(range(len(found)), key=lambda i: (found[i][0].start() - found[i][0].end(), i))
    taken = bytearray(len(words))
    chosen: list[Match] = []
    for named in _holidays(words):
        taken[named.first : named.end] = b"\x01" * (named.end - named.first)
        chosen.append(named)
    for i in order:
        match, build = found[i]
        first, end = match.span()
        if first == end or any(taken[first:end]):
            continue
        reading = build({name: words[slice(*match.span(name))] for name in match.re.groupindex if match[name]})
        if reading is not None:
            taken[first:end] = b"\x01" * (end - first)
            chosen.append(Match(first, end, reading))
    return sorted(chosen)


def _holidays(words: Sequence[Word]) -> Iterator[Match]:
    """Holidays by their names, the longest name first; "last" and "next" before them choose the year."""
    table = load_holidays()
    openings = {phrase[0] for phrase in table}
    i = 0
    while i < len(words):
        if words[i].text in openings:
            names = [p for p in table if tuple(w.text for w in words[i : i + len(p)]) == p]
            if names:
                phrase = max(names, key=len)
                before = words[i - 1] if i else None
                pointed = before is not None and before.name in ("last", "next", "this")
                shift = int(before.value) if pointed and before is not None else None
                end = i + len(phrase)
                year = None
                if end + 1 < len(words) and words[end].name == "comma" and words[end + 1].name == "year4":
                    year, end = int(words[end + 1].text), end + 2
                elif end < len(words) and words[end].name == "year4":
                    year, end = int(words[end].text), end + 1
                yield Match(i - pointed, end, Reading("holiday", value=table[phrase], shift=shift, year=year))
                i = end
                continue
        i += 1
