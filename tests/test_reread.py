"""Reading again what another version or other options read; corrections follow."""

from __future__ import annotations

import signal
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.ingesting import Result, ingest_reports, plan_rereading, reread_documents
from onrecord.options import Options
from onrecord.pipeline import process
from onrecord.record import Item, ProducedBy, Record
from onrecord.sources import SourceOptions
from onrecord.store.keeping import Store
from tests.river_reports import FRENCH, make_report

NO_MODEL = Options(model="no_such_model")  # reading anything with it fails
SWIFT = SourceOptions(allow_private=True, pause=0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    return tmp_path / "reports"


def put(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


def as_read_by(store: Store, version: str) -> None:
    """Let all documents be as if another version had read them, which found no statements."""
    for record in list(store.load_records()):
        old = replace(record, produced_by=ProducedBy(version, record.produced_by.options_hash), statements=(),
                      events=tuple(replace(each, reported_in=None) for each in record.events),
                      conditions=())  # fmt: skip
        store.reread(old, Options())


def test_what_another_version_read_is_read_again_and_then_no_more(store: Store, folder: Path) -> None:
    put(folder, a=make_report(1), b="GENEVA, March 4, 2025 — Ada Holm said on Friday that she would sign.\n")
    ingest_reports(store, [folder], Options())
    whole = list(store.load_records())
    assert plan_rereading(store) == ()
    as_read_by(store, "0.0.9")
    assert list(store.load_records()) != whole
    assert ingest_reports(store, [folder], Options()).outdated == {"version": 2}
    planned = plan_rereading(store)
    assert len(planned) == 2
    told = reread_documents(store, planned)
    assert (told.reread, told.total) == (2, 2)
    assert list(store.load_records()) == whole
    assert plan_rereading(store) == ()
    assert store.check() == ()


def test_reading_again_repeats_the_options_of_each(store: Store, folder: Path) -> None:
    for number, day in enumerate(("2025-03-04", "2025-04-05")):
        put(folder, a=make_report(number))
        ingest_reports(store, [folder / "a.txt"], Options(published=day, publisher="Post"))
    whole = list(store.load_records())
    for record in whole:
        options = Options(published=record.document.published, publisher="Post")
        store.reread(replace(record, produced_by=ProducedBy("0.0.9", options.hash)), options)
    jobs = 2 if store.dialect == "sqlite" else 1  # a pool takes long to start
    assert reread_documents(store, plan_rereading(store), jobs=jobs).reread == 2
    assert list(store.load_records()) == whole


def test_chosen_options_go_before_those_it_was_read_with(store: Store, folder: Path) -> None:
    put(folder, a=make_report(1), b=make_report(2))
    ingest_reports(store, [folder], Options())
    first, second = (record.document.id for record in store.load_records())
    planned = plan_rereading(store, {"published": "2025-03-04"}, [second])
    assert [each.document_id for each in planned] == [second]
    reread_documents(store, planned)
    assert [store.load_record(each).document.published for each in (first, second)] == [None, "2025-03-04"]
    assert plan_rereading(store, {"published": "2025-03-04"}, [second]) == ()
    assert plan_rereading(store) == ()
    with pytest.raises(UsageError, match="only model, published, language"):
        plan_rereading(store, {"publisher": "Post"})


def test_corrections_follow_and_those_that_find_nothing_are_told(store: Store, folder: Path) -> None:
    put(folder, a="Ada Holm said on Friday that the dam would hold. Maren Tolk said the locks would be shut.\n")
    ingest_reports(store, [folder], Options())
    (record,) = store.load_records()
    first, second = record.statements
    as_read_by(store, "0.0.9")
    restored = replace(record, produced_by=ProducedBy("0.0.9", record.produced_by.options_hash))
    store.reread(restored, Options())
    kept = store.correct(first.id, "attitude", "intent", author="ada")
    lost = store.correct(second.id, "attitude", "thought", author="ada")
    withdrawn = replace(restored, statements=(first,))
    assert [each.id for each in store.reread(withdrawn, Options()).unattached] == [lost.id]
    told = reread_documents(store, plan_rereading(store))
    assert (told.reread, told.unattached) == (1, [])
    assert {each.id: each.attached_to for each in store.load_corrections()} == {kept.id: first.id, lost.id: second.id}


def test_a_document_that_is_refused_now_keeps_its_reading(store: Store, folder: Path) -> None:
    put(folder, a=FRENCH)
    ingest_reports(store, [folder], Options(language="en"))
    before = store.contents()
    told = reread_documents(store, plan_rereading(store, {"language": "fr"}))
    assert told.rejected == {"not_english": 1}
    assert store.contents() == before


def test_reading_again_is_ended_by_ctrl_c_and_goes_on(store: Store, folder: Path) -> None:
    put(folder, **{f"r{n}": make_report(n) for n in range(3)})
    ingest_reports(store, [folder], Options())
    as_read_by(store, "0.0.9")

    def press(_: Result) -> None:
        signal.raise_signal(signal.SIGINT)

    told = reread_documents(store, plan_rereading(store), tell=press)
    assert (told.reread, told.interrupted) == (1, True)
    assert len(plan_rereading(store)) == 2


def test_a_record_made_elsewhere_is_left_as_it_is(store: Store) -> None:
    record = process(Item(make_report(1)), Options(tagger=False))
    assert isinstance(record, Record)
    store.save_record(record)
    assert plan_rereading(store) == ()
    assert len(plan_rereading(store, {"published": "2025-03-04"})) == 1
