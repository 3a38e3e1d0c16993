"""Labels of OnRecord's own set and records as the scorer sees them: words to places, pairs, counts.

Standard library only: the figures must not depend on the program that they judge.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypedDict, TypeVar

Offsets = tuple[int, int]
OneOf = str | list[str | None] | list[str] | None  # a value, or several of which any will do
Left = TypeVar("Left")
Right = TypeVar("Right")

WORD = re.compile(r"\w+")
SMALL_WORDS = frozenset(["a", "an", "and", "by", "for", "from", "in", "of", "on", "s", "the", "to", "with"])
PRONOUNS = frozenset(
    ["he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "who", "which", "me", "my", "you", "your",
     "himself", "herself"]
)  # fmt: skip


class Label(TypedDict, total=False):
    """What a person labelled; which fields it has depends on its kind."""

    words: str | list[str]  # of an actor: its mentions
    name: str
    kind: OneOf
    type: OneOf
    value: OneOf
    begin: str  # of a statement: the day on which it was said
    when: list[str]  # of a time: the bounds of its interval
    country: str
    organization: str
    point: list[float]
    title: str
    status: OneOf
    roles: list[Label]  # of an actor: offices; of an event: who takes part
    actor: str
    role: OneOf  # in an event
    also: list[str]  # of an event: its other mentions
    speaker: str | None
    speaker_words: str | None
    cue: str | None
    content: list[str]
    manner: OneOf
    attitude: OneOf
    authority: OneOf
    addressee: str
    via: list[str]
    reported_in: int
    relation: str
    condition: str
    outcome: str | None


class Span(TypedDict):
    """Words of a record's text."""

    start: int
    end: int
    quote: str


class Finding(TypedDict, total=False):
    """What a record holds of one finding; which fields depends on its kind. A time's `when` is an object."""

    id: str
    span: Span
    kind: str
    name: str
    title: str
    status: str
    country: str | None
    organization: str | None
    roles: list[Finding]
    mentions: list[Span]
    speaker: str | None
    cue: Span | None
    content: list[Span]
    manner: str
    attitude: str
    authority: str
    actor: str
    role: str
    via: list[Finding]
    addressee: str | None
    when: Finding | None
    start: str | None
    end: str | None
    factuality: Finding
    reported_in: str | None
    timex_type: str
    value: str | None
    lat: float | None
    lon: float | None
    type: str | None
    trigger: Span
    relation: str
    condition: Span
    outcome: Span | None


class LabelError(Exception):
    """A label's words do not stand in the text, or stand there more than once without a number."""


def locate_all(text: str, words: str) -> list[Offsets]:
    """Where labelled words stand: `words`, the second of several as `words#2`, each of them as `words#all`.

    Only whole words count. Raises LabelError where there is not exactly one such place (with `#all`, none).
    """
    given = re.fullmatch(r"(.+)#(\d+|all)", words, re.DOTALL)
    plain, number = (given[1], given[2]) if given else (words, "")
    found = [each.span() for each in re.finditer(rf"(?<!\w){re.escape(plain)}(?!\w)", text)]
    if number == "all" and found:
        return found
    if number.isdigit() and 0 < int(number) <= len(found):
        return [found[int(number) - 1]]
    if not number and len(found) == 1:
        return found
    raise LabelError(f"{words!r} stands {len(found)} times in {text[:40]!r}")


def locate(text: str, words: str) -> Offsets:
    """The first place of labelled words; raises LabelError."""
    return locate_all(text, words)[0]


def places_of(text: str, label: Label) -> list[Offsets]:
    """All places of a label's words."""
    words = label["words"]
    return [place for each in ([words] if isinstance(words, str) else words) for place in locate_all(text, each)]


def offsets(span: Span) -> Offsets:
    """A span's place."""
    return span["start"], span["end"]


def accepts(wanted: OneOf, got: str | None) -> bool:
    """Whether a value is the labelled one, or one of them."""
    return got in wanted if isinstance(wanted, list) else got == wanted


def likeness(a: Offsets, b: Offsets) -> float:
    """Characters that two spans share over all of theirs."""
    both = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return both / (a[1] - a[0] + b[1] - b[0] - both) if both else 0.0


def words_of(name: str) -> set[str]:
    """The words of a name that tell it from others, in lower case."""
    return {word.casefold() for word in WORD.findall(name)} - SMALL_WORDS


def pair_off(
    gold: Sequence[Left], found: Sequence[Right], like: Callable[[Left, Right], float]
) -> list[tuple[Left, Right]]:
    """Pairs one to one, the most alike first; pairs of likeness 0 are none."""
    ranked = sorted((-like(g, s), i, j) for i, g in enumerate(gold) for j, s in enumerate(found))
    pairs: dict[int, int] = {}
    for negative, i, j in ranked:
        if negative < 0 and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return [(gold[i], found[j]) for i, j in sorted(pairs.items())]


def f1_of(right: float, found: float, wanted: float) -> dict[str, float]:
    """Precision, recall and F1, each 0 where there is nothing to divide by."""
    return {
        "precision": right / found if found else 0.0,
        "recall": right / wanted if wanted else 0.0,
        "f1": 2 * right / (found + wanted) if found + wanted else 0.0,
    }


class Tally:
    """Over all documents: of each figure what was right, found and wanted, and what was misread."""

    def __init__(self) -> None:
        self.counts: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        self.misses: list[str] = []
        self.uri = ""

    def add(self, figure: str, right: float, found: float, wanted: float) -> None:
        """Count for a figure of precision and recall."""
        self.counts[figure] = [a + b for a, b in zip(self.counts[figure], (right, found, wanted), strict=True)]

    def miss(self, figure: str, what: str) -> None:
        """Keep a line for the person who mends the program."""
        self.misses.append(f"{self.uri}\t{figure}\t{what}")

    def judge(self, figure: str, right: bool, what: str) -> None:
        """Count one case of a share."""
        self.add(figure, right, 1, 1)
        if not right:
            self.miss(figure, what)

    def optional(self, figure: str, got: object, wanted: object, what: str) -> None:
        """Count a field that may be empty on either side."""
        if got or wanted:
            self.add(figure, got == wanted, bool(got), bool(wanted))
            if got != wanted:
                self.miss(figure, f"{what}: {got} for {wanted}")

    def f1(self, figure: str) -> dict[str, float]:
        """Precision, recall and F1 of a figure."""
        return f1_of(*self.counts[figure])

    def share(self, figure: str) -> float:
        """The share of right cases."""
        return self.f1(figure)["recall"]


def pair_spans(
    tally: Tally, text: str, kind: str, gold: Sequence[Label], found: Sequence[Finding], least: float
) -> list[tuple[Label, Finding]]:
    """Labels and findings of a kind, paired by place and counted."""

    def alike(a: Label, b: Finding) -> float:
        score = likeness(places_of(text, a)[0], offsets(b["span"]))
        return score if score >= least else 0.0

    pairs = pair_off(gold, found, alike)
    tally.add(f"{kind}/found", len(pairs), len(found), len(gold))
    for a in gold:
        if not any(a is one for one, _ in pairs):
            tally.miss(f"{kind}/missed", str(a["words"]))
    for b in found:
        if not any(b is one for _, one in pairs):
            tally.miss(f"{kind}/extra", b["span"]["quote"])
    return pairs


class GoldDocument(TypedDict):
    """A line of labels.jsonl; the reader takes from it what it knows, and not the labels."""

    uri: str
    text: str
    labels: dict[str, list[Label]]


Record = dict[str, object]  # as its JSON is


def document_of(record: Record) -> tuple[str, str]:
    """Address and text of a record's document."""
    document = record["document"]
    assert isinstance(document, dict), "a record without its document"
    return str(document["uri"]), str(document["text"])


def count_broken(value: object, text: str) -> int:
    """Spans anywhere in a record whose quote is not what the text says there."""
    if isinstance(value, dict):
        start, end, quote = value.get("start"), value.get("end"), value.get("quote")
        wrong = isinstance(quote, str) and isinstance(start, int) and isinstance(end, int) and text[start:end] != quote
        return int(wrong) + sum(count_broken(inner, text) for inner in value.values())
    return sum(count_broken(inner, text) for inner in value) if isinstance(value, list) else 0


def rows_of(figures: Mapping[str, object], path: str = "") -> Iterator[str]:
    """The figures as lines of a table, in per cent."""
    for name, value in figures.items():
        here = f"{path}/{name}" if path else name
        if isinstance(value, dict) and "f1" in value:
            yield f"{here:<24}" + "".join(f"{100 * part:8.1f}" for part in value.values())
        elif isinstance(value, dict):
            yield from rows_of(value, here)
        else:
            yield f"{here:<24}{100 * value:8.1f}" if isinstance(value, float) else f"{here:<24}{value:>8}"
