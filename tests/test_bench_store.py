"""The bench's large database holds what real reports would leave, and is measured as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.asking import ask_all, percentile
from bench.filling import fill
from bench.sizing import measure_size

import onrecord


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small one, made in two goes."""
    path = tmp_path_factory.mktemp("bench") / "some.db"
    fill(path, 60)
    fill(path, 150)
    return path


def test_nothing_is_wrong_with_made_reports(database: Path) -> None:
    with onrecord.open_store(database) as store:
        assert store.count()["document"] == 150
        assert store.count()["statement"] > 450
        assert store.check() == ()


def test_each_made_report_is_another(database: Path) -> None:
    with onrecord.open_store(database, read_only=True) as store:
        texts = {record.document.text for record in store.load_records()}
        speakers = {saying.speaker for saying in store.said(limit=None)}
    assert len(texts) == 150
    assert len(speakers) > 80


def test_a_database_that_is_whole_stays_as_it_is(database: Path) -> None:
    with onrecord.open_store(database, read_only=True) as store:
        before = store.contents()
    fill(database, 150)
    with onrecord.open_store(database, read_only=True) as store:
        assert store.contents() == before


def test_every_question_is_asked_without_clocks_and_with_each(database: Path) -> None:
    timed = ask_all(database, rounds=1, only="said, speaker")
    kinds = {each.kind for each in timed}
    assert kinds >= {"said, speaker", "said, speaker, as of", "said, speaker, known at"}
    assert all(each.rows > 0 for each in timed if each.kind == "said, speaker")
    assert all(len(each.warm) == len(each.worked) == 1 for each in timed)
    cold = [each.cold for each in timed if each.cold is not None]
    assert len(cold) >= 3 * len(kinds)
    assert min(cold) > 0


def test_size_is_that_of_the_file(database: Path) -> None:
    size = measure_size(database)
    assert size.documents == 150
    assert 0.9 < size.whole / database.stat().st_size <= 1
    assert size.text > 150 * 500


def test_a_percentile_is_a_value_that_the_share_does_not_exceed() -> None:
    assert percentile([5, 1, 4, 2, 3], 0.5) == 3
    assert percentile([float(each) for each in range(1, 101)], 0.95) == 95
    assert percentile([7], 0.95) == 7
