"""Everything out as lines and in again: the same content, also from one kind of database to the other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from onrecord import codec
from onrecord.errors import InputError
from onrecord.record import Rejected
from onrecord.store.interchange import Imported, dump_lines, import_lines
from onrecord.store.keeping import Store
from onrecord.store.opening import open_store
from tests.made_records import made_record
from tests.test_store_corrections import shifted


@pytest.fixture
def filled(store: Store) -> Store:
    """A store with all there can be: revisions, a re-reading, corrections taken back or lost, judgements, refusals."""
    records = [
        made_record(1, uri="https://river.example/a"), made_record(2, uri="https://river.example/a"),
        made_record(3, uri="https://river.example/a"), made_record(4, uri=None), made_record(5, uri="a\u2028b.txt"),
    ]  # fmt: skip
    store.save_records(records)
    store.remove_document(records[1].document.id)
    speech = records[0].statements[0]
    store.withdraw_correction(store.correct(speech.id, "manner", "indirect", author="Ada").id)
    store.correct(speech.id, "manner", "direct", author="Ada")
    store.correct(records[0].actors[0].id, "name", "Maren Tölk", author="Ben", note="as she spells it")
    store.judge(speech.id, records[2].statements[0].id, "same", author="Ada")
    store.judge(records[2].document.id, records[3].document.id, "different", author="Ada")
    store.reread(shifted(records[0], "said", "said,"))
    store.correct(records[0].events[0].id, None, None, author="Ada")
    store.reread(shifted(records[0], "said", "“We will"))
    store.save_rejected(Rejected("too_short", "41 characters", "https://river.example/x"))
    store.save_rejected(Rejected("binary", "a picture", None))
    assert store.check() == ()
    return store


@pytest.fixture
def other(new_database: Callable[[], str]) -> Iterator[Store]:
    """Another store of the same kind, empty."""
    with open_store(new_database()) as opened:
        yield opened


def test_a_round_trip_is_exact(filled: Store, other: Store) -> None:
    lines = list(dump_lines(filled))
    imported = import_lines(other, lines)
    assert (imported.saved, imported.revised, imported.corrections) == (3, 1, 4)
    assert (imported.judgements, imported.rejected, imported.unchanged) == (2, 2, 0)
    assert other.contents() == filled.contents()
    assert list(dump_lines(other)) == lines
    assert other.check() == ()


def test_the_same_lines_again_change_nothing(filled: Store) -> None:
    before = filled.contents()
    imported = import_lines(filled, list(dump_lines(filled)))
    assert imported == Imported(unchanged=4)
    assert filled.contents() == before


def test_one_kind_of_database_holds_the_same_as_the_other(filled: Store, tmp_path: Path) -> None:
    with open_store(tmp_path / "other.db") as sqlite:
        import_lines(sqlite, dump_lines(filled))
        assert sqlite.contents() == filled.contents()
        assert sqlite.check() == ()


def test_lines_are_lines_to_every_reader(filled: Store) -> None:
    lines = list(dump_lines(filled))
    assert "\n".join(lines).splitlines() == lines
    assert json.loads(lines[0]) == {"format": "onrecord-store/1", "schema": "0001"}


def test_an_import_that_was_cut_off_is_taken_up(filled: Store, other: Store) -> None:
    lines = list(dump_lines(filled))
    import_lines(other, lines[:3])
    import_lines(other, lines)
    assert other.contents() == filled.contents()


def test_corrections_and_judgements_made_elsewhere_are_added(store: Store, other: Store) -> None:
    records = [made_record(1), made_record(2)]
    store.save_records(records)
    import_lines(other, dump_lines(store))
    other.correct(records[0].statements[0].id, "manner", "direct", author="Ada")
    other.judge(records[0].actors[0].id, records[1].actors[0].id, "same", author="Ada")
    store.correct(records[0].statements[0].id, "authority", "outlet", author="Ben")
    imported = import_lines(store, dump_lines(other))
    assert (imported.unchanged, imported.corrections, imported.judgements) == (2, 1, 1)
    speech = store.load_record(records[0].document.id, corrected=True).statements[0]
    assert (speech.manner, speech.authority) == ("direct", "outlet")
    assert store.check() == ()


def test_records_as_lines_are_saved(store: Store) -> None:
    records = [made_record(number, uri="https://river.example/a") for number in (1, 2)]
    imported = import_lines(store, [*map(codec.dumps, records), "", codec.dumps(records[0])])
    assert imported == Imported(saved=1, revised=1, unchanged=1)
    assert list(store.load_records()) == records


def test_a_judgement_of_what_is_not_here_is_left_out_and_counted(filled: Store, other: Store) -> None:
    judged = [line for line in dump_lines(filled) if line.startswith('{"judgement"')]
    assert import_lines(other, judged) == Imported(left_out=2)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not JSON"), ("[]", "not a JSON object"), ("{}", "neither a document"), ('{"format": "x/1"}', "'x/1'"),
        ('{"document": {"id": "doc-1"}}', "missing or does not fit"),
        ('{"document": {"id": "doc-1", "corrections": [], "readings": []}}', "readings are missing"),
        ('{"judgement": {"id": 3}}', "missing or does not fit"), ('{"rejected": {"code": "x"}}', "missing"),
        ('{"format": "onrecord/1"}', "produced_by: missing"),
    ],
)  # fmt: skip
def test_a_line_that_does_not_fit_is_named_and_nothing_of_its_hundred_is_kept(
    store: Store, line: str, told: str
) -> None:
    with pytest.raises(InputError, match=rf"^a\.jsonl, line 2: .*{told}"):
        import_lines(store, [codec.dumps(made_record()), line], "a.jsonl")
    assert store.count()["document"] == 0


def test_a_correction_of_the_wrong_form_is_refused(filled: Store, other: Store) -> None:
    value = json.loads(next(line for line in dump_lines(filled) if '"corrections":[{' in line))
    for field, wrong in (("kind", "statment"), ("anchor_start", "12"), ("author", None), ("made_at", 7)):
        value["document"]["corrections"][0][field], kept = wrong, value["document"]["corrections"][0][field]
        with pytest.raises(InputError, match=field):
            import_lines(other, [json.dumps(value)])
        value["document"]["corrections"][0][field] = kept


def test_content_without_instants_is_equal_for_two_runs_over_the_same_reports(
    new_database: Callable[[], str],
) -> None:
    held = []
    for start in (1, 5):
        ticks = count(start)
        with open_store(new_database(), clock=lambda ticks=ticks: f"2026-01-0{next(ticks)}T00:00:00.000000Z") as store:  # type: ignore[misc]
            store.save_records([made_record(number, uri="https://river.example/a") for number in (1, 2)])
            store.correct(made_record(2, uri="https://river.example/a").events[0].id, "mode", None, author="Ada")
            held.append((store.contents(), store.contents(instants=False)))
    assert held[0][0] != held[1][0]
    assert held[0][1] == held[1][1]
