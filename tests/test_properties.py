"""Any text at all: no crash, every span exact, the same bytes on one process or several.

A few hundred texts here; ten thousand with ONRECORD_FULL=1 (`make test-full`).
"""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.codec import dumps, loads
from onrecord.fanout import map_items
from onrecord.options import Options
from onrecord.pipeline import process
from onrecord.record import Item, Record
from onrecord.sources.decoding import unify_line_ends
from tests.conftest import FULL, REPORT

EXAMPLES = 10_000 if FULL else 200
OPTIONS = Options(published="2025-03-04", language="en")

# Eight styles, opened and closed at random, so that most are unbalanced.
QUOTES = ['"', "'", "“", "”", "‘", "’", "«", "»", "‹", "›", "„", "‚", "「", "」", "``", "''"]
ODDITIES = [
    "🌉", "👩\u200d👧", "🇺🇦", "e\u0301", "a\u0300\u0301\u0302", "\u0301", "שלום", "مرحبا بكم", "\u202e", "\u200f",
    "\u200b", "\ufeff", "\x00", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\u00a0", "\u3000", "ﬁ", "İ", "ß",
    "中国外交部", "\U000e0041", "\uffff", "…", "—", "--", "----", "...", "#", "@a", "https://example.org/?q=1", "(",
    ")", "[", "]", "<b>", "&amp;", "$1.5bn",
]  # fmt: skip
WORDS = [
    "The", "minister", "said", "said:", "that", "according to", "a draft seen by", "Ines Calvo", "Mr. Calvo", "E.U.",
    "the", "she", "told", "officials", "would", "not", "meet", "next Monday", "on Dec. 18", "in 2024", "last week",
    "Lisbon", "Moscow", "Ukraine", "former", "president", "of", "Georgia", "and", "if", "unless", "warned", "asked",
    "Q:", "A:", "THE PRESIDENT:", "Reporting by", "Read more", "LISBON, March 4 (Reuters) -", "who", "their", "he",
    "declined to comment", "talks",
]  # fmt: skip
SPACES = [" ", " ", " ", " ", "", ", ", ". ", ".\n\n", "\n", "\r\n", "\r", "\t", "  ", "\n\n\n", "? ", "! ", "; ", ": "]

pieces = st.one_of(st.sampled_from(WORDS), st.sampled_from(QUOTES), st.sampled_from(ODDITIES), st.text(max_size=6))
texts = st.one_of(
    st.text(max_size=300),
    st.lists(st.tuples(pieces, st.sampled_from(SPACES)), max_size=60).map(
        lambda parts: "".join(piece + space for piece, space in parts)
    ),
    st.lists(st.sampled_from(QUOTES), max_size=80).map("".join),
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(QUOTES)), max_size=60).map(
        lambda parts: " ".join(f"{quote}{word}" for word, quote in parts)
    ),
)


def record_of(text: str) -> Record:
    result = process(Item(text), OPTIONS)
    assert isinstance(result, Record), result
    return result


@settings(max_examples=EXAMPLES)
@given(texts)
def test_any_text_is_read_and_every_span_is_exact(text: str) -> None:
    text = unify_line_ends(text)
    record = record_of(text)
    assert record.document.text == text
    line = dumps(record)
    assert loads(line) == record  # decoding holds every span against the text
    assert all(0 <= s.start < s.end <= len(text) for s in record.sentences)
    assert [s.paragraph for s in record.sentences] == sorted(s.paragraph for s in record.sentences)
    kinds = (record.actors, record.statements, record.times, record.places, record.furniture, record.events)
    ids = [finding.id for findings in kinds for finding in findings]
    assert len(ids) == len(set(ids))


def test_the_same_bytes_on_one_process_and_on_several() -> None:
    chosen = random.Random(7)
    items = [Item(REPORT)]
    for _ in range(2000 if FULL else 60):
        parts = chosen.choices(WORDS * 4 + QUOTES + ODDITIES, k=chosen.randrange(60))
        items.append(Item("".join(part + chosen.choice(SPACES) for part in parts)))
    alone = [dumps(each) for each in map_items(items, OPTIONS, 1) if isinstance(each, Record)]
    together = [dumps(each) for each in map_items(items, OPTIONS, 2) if isinstance(each, Record)]
    assert len(alone) == len(items)
    assert together == alone


def test_one_long_line_is_read_in_time_that_grows_with_its_length() -> None:
    for unit in (
        "“The mayor said so, ",
        "'''''''''' ",
        "a",
        "(((((((",
        "on Monday ",
        "Mr. Calvo of Lisbon said ",
        ". ",
    ):
        text = unit * (12_000 // len(unit))
        assert record_of(text).document.text == text
