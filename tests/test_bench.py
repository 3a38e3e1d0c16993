"""The bench measures what it says: as many texts and words as asked for, in runs that end."""

from __future__ import annotations

import pytest
from bench.runs import measure
from bench.texts import load_texts, many, one_of

TEXTS = ("One two three.\n\nFour five.", "Six seven eight nine.")


def test_copies_are_as_many_as_asked_for_and_all_differ() -> None:
    copies = many(TEXTS, 5)
    assert len(copies) == len(set(copies)) == 5
    assert all(copy.startswith(TEXTS[number % 2]) for number, copy in enumerate(copies))


@pytest.mark.parametrize("words", [1, 9, 100])
def test_one_report_has_at_least_the_words_asked_for(words: int) -> None:
    assert words <= len(one_of(TEXTS, words).split()) < words + 5


def test_texts_are_there_without_the_evaluation_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONRECORD_EVAL", raising=False)
    assert len(load_texts()) >= 2


def test_fewer_batches_than_processes_do_not_keep_it_waiting() -> None:
    one, two = measure("bare", TEXTS, 1), measure("bare", TEXTS, 2)
    assert one.tokens == two.tokens > 10
    assert one.seconds > 0
    assert two.memory > 50


def test_stages_share_the_time() -> None:
    shares = measure("stages", TEXTS).shares
    assert {"parse_text", "find_actors", "find_times"} <= shares.keys()
    assert 0.5 < sum(shares.values()) <= 1
