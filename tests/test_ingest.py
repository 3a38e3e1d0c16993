"""Ingest: what is new is read and saved, what is known is not, and all of it is told."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import StoreError
from onrecord.ingesting import Result, Summary, ingest_reports
from onrecord.ingesting.interruption import Interruption
from onrecord.options import Options
from onrecord.pipeline import process
from onrecord.record import Item
from onrecord.sources import Meter, SourceOptions, measure_files
from onrecord.store.keeping import Store
from onrecord.store.opening import open_store
from tests.river_reports import FRENCH, make_report, write_reports
from tests.source_files import TEXT, a_rss, an_rss_item
from tests.websites import Reply, Site

NO_MODEL = Options(model="no_such_model")  # reading anything with it fails
SWIFT = SourceOptions(allow_private=True, pause=0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    return tmp_path / "reports"


def put(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


# --- what is new, known, revised, refused


def test_a_second_run_adds_only_what_is_new_and_reads_nothing_else(store: Store, folder: Path) -> None:
    put(folder, a=make_report(1), b=make_report(2))
    assert ingest_reports(store, [folder], Options()).counts() == {
        "saved": 2, "revised": 0, "unchanged": 0, "rejected": 0,
    }  # fmt: skip
    before = store.contents()
    again = ingest_reports(store, [folder], replace(Options(), model=NO_MODEL.model))  # would fail if it read
    assert (again.unchanged, again.total, again.outdated) == (2, 2, {"options": 2})
    assert store.contents() == before
    put(folder, c=make_report(3))
    third = ingest_reports(store, [folder], Options())
    assert (third.saved, third.unchanged, third.outdated) == (1, 2, {})
    assert {record.document.text for record in store.load_records()} == {make_report(n) for n in (1, 2, 3)}


def test_records_are_those_of_read(store: Store, folder: Path) -> None:
    put(folder, a=make_report(1))
    options = Options(published="2025-03-04", publisher="River Post")
    ingest_reports(store, [folder / "a.txt"], options)
    (kept,) = store.load_records()
    assert kept == process(Item(make_report(1), str(folder / "a.txt")), options)
    (reading,) = store.load_readings(kept.document.id)
    assert reading.options_hash == options.hash
    assert Options(**json.loads(reading.options or "")) == options


def test_another_text_at_a_known_place_is_a_revision(store: Store, folder: Path) -> None:
    put(folder, a=make_report(1))
    ingest_reports(store, [folder], Options())
    put(folder, a=make_report(2))
    summary = ingest_reports(store, [folder], Options())
    assert summary.counts() == {"saved": 0, "revised": 1, "unchanged": 0, "rejected": 0}
    assert store.count()["document"] == 2


def test_the_same_text_twice_in_one_run_is_one_document(store: Store, folder: Path) -> None:
    put(folder, a=make_report(1), b=make_report(1))
    summary = ingest_reports(store, [folder], Options())
    assert (summary.saved, summary.unchanged) == (1, 1)


def test_refusals_are_kept_and_tried_again(store: Store, folder: Path) -> None:
    put(folder, a=FRENCH, c=make_report(1))
    (folder / "b.jsonl").write_text('{"text": "One \\u0000 said."}\n', encoding="utf-8")
    paths = [folder, folder / "none.txt"]
    told: list[Result] = []
    summary = ingest_reports(store, paths, Options(), tell=told.append)
    assert summary.rejected == {"not_english": 1, "not_storable": 1, "missing": 1}
    assert [each.code for each in store.load_rejected()] == ["not_english", "not_storable", "missing"]
    assert [each.code for each in told] == ["not_english", "not_storable", None, "missing"]
    assert summary.first["missing"].detail == f"{folder / 'none.txt'}: no such file"
    again = ingest_reports(store, paths, Options(language="en"))
    assert again.rejected == {"not_storable": 1, "missing": 1}
    assert (again.saved, again.unchanged) == (1, 1)
    assert len(store.load_rejected()) == 3


def test_everything_is_told_in_order_once_it_is_kept(store: Store, folder: Path) -> None:
    write_reports(folder, 12)
    told: list[Result] = []

    def tell(result: Result) -> None:
        kept = result.document_id is None or store.has_document(result.document_id)
        assert kept or result.outcome == "rejected"
        told.append(result)

    summary = ingest_reports(store, [folder], Options(), tell=tell)
    assert [each.outcome for each in told] == (
        ["saved"] * 2 + ["saved", "revised"] * 3 + ["unchanged", "rejected", "rejected"] + ["saved"] * 4
    )
    assert summary.total == len(told) == 15
    assert store.check() == ()


def test_several_processes_keep_the_same(new_database: Callable[[], str], folder: Path) -> None:
    write_reports(folder, 12)
    held = []
    for jobs in (1, 2):
        with open_store(new_database()) as store:
            ingest_reports(store, [folder], Options(), jobs=jobs)
            held.append(store.contents(instants=False))
    assert held[0] == held[1]


def test_the_run_is_noted(store: Store, folder: Path) -> None:
    put(folder, a=make_report(1))
    ingest_reports(store, [folder, "none.txt", "https://u:secret@river.example/"], Options(publisher="Post"))
    (run,) = store.load_runs()
    assert json.loads(run.sources) == [str(folder), "none.txt", "https://river.example/"]
    assert json.loads(run.options)["publisher"] == "Post"
    assert (run.command, run.saved, run.rejected) == ("ingest", 1, 2)
    assert run.ended_at is not None


def test_the_python_entry(folder: Path) -> None:
    put(folder, a=make_report(1))
    database = folder.parent / "r.db"
    summary = onrecord.ingest(folder, database, publisher="Post")
    assert isinstance(summary, onrecord.Summary)
    assert (summary.saved, summary.interrupted) == (1, False)
    assert onrecord.ingest([folder], str(database), publisher="Post").unchanged == 1
    with onrecord.open_store(database) as store:
        assert [record.document.publisher for record in store.load_records()] == ["Post"]


# --- interruption


def test_ctrl_c_ends_after_the_report_in_hand(store: Store, folder: Path) -> None:
    put(folder, **{f"r{n}": make_report(n) for n in range(5)})

    def press(result: Result) -> None:
        if result.uri is not None and result.uri.endswith("r1.txt"):
            signal.raise_signal(signal.SIGINT)

    summary = ingest_reports(store, [folder], Options(), tell=press)
    assert (summary.saved, summary.interrupted) == (2, True)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert store.load_runs()[0].saved == 2
    assert ingest_reports(store, [folder], Options()).counts() == {
        "saved": 3, "revised": 0, "unchanged": 2, "rejected": 0,
    }  # fmt: skip


def test_ctrl_c_between_reports_or_for_the_second_time_is_raised() -> None:
    with Interruption() as interruption, pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
    with Interruption() as interruption:
        interruption.in_hand = True
        signal.raise_signal(signal.SIGINT)
        assert interruption.wished
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_a_process_that_ignores_ctrl_c_goes_on_ignoring_it() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Interruption() as interruption:
            signal.raise_signal(signal.SIGINT)
        assert not interruption.wished
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


# --- a database that another process holds


HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""


def hold(path: Path) -> subprocess.Popen[str]:
    process_ = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process_.stdout is not None
    assert process_.stdout.readline() == "held\n"
    return process_


def test_a_database_held_by_another_process_loses_nothing(folder: Path) -> None:
    put(folder, **{f"r{n}": make_report(n) for n in range(4)})
    path, held, summary = folder.parent / "r.db", [], Summary()

    def tell(result: Result) -> None:
        if result.uri is not None and result.uri.endswith("r1.txt"):
            held.append(hold(path))

    with open_store(path, busy_seconds=0.2) as store:
        with pytest.raises(StoreError, match="another process is writing to it; wait for it to end"):
            ingest_reports(store, [folder], Options(), tell=tell, summary=summary)
        assert summary.saved == 2
        with pytest.raises(StoreError, match="another process is writing to it"):  # before anything is read
            ingest_reports(store, [folder], NO_MODEL)
        held[0].communicate("\n")
        assert [record.document.text for record in store.load_records()] == [make_report(n) for n in range(2)]
        again = ingest_reports(store, [folder], Options())
        assert (again.saved, again.unchanged) == (2, 2)
        assert store.check() == ()


# --- the network


@pytest.fixture
def feed(site: Site) -> Iterator[Site]:
    site["/feed"] = Reply(
        a_rss(*(an_rss_item(site[f"/{n}"], content=f"<p>{make_report(n)}</p><p>{TEXT}</p>") for n in range(2))),
        "application/rss+xml", headers=(("ETag", '"one"'),),
    )  # fmt: skip
    yield site


def test_an_unchanged_feed_counts_as_unchanged(store: Store, feed: Site) -> None:
    first = ingest_reports(store, [feed["/feed"]], Options(), sources=SWIFT)
    assert (first.saved, first.unchanged, first.rejected) == (2, 0, {})
    told: list[Result] = []
    second = ingest_reports(store, [feed["/feed"]], NO_MODEL, sources=SWIFT, tell=told.append)
    assert (second.saved, second.unchanged, second.rejected) == (0, 1, {})
    assert [(each.outcome, each.code, each.uri) for each in told] == [("unchanged", "not_modified", feed["/feed"])]
    assert store.load_rejected() == ()


@pytest.mark.parametrize("chosen", [{"language": "en"}, {"publisher": "Post"}, {"published": "2025-03-04"}])
def test_what_is_chosen_for_all_has_everything_fetched(store: Store, feed: Site, chosen: dict[str, str]) -> None:
    ingest_reports(store, [feed["/feed"]], Options(), sources=SWIFT)
    again = ingest_reports(store, [feed["/feed"]], Options(**chosen), sources=SWIFT)  # type: ignore[arg-type]
    assert again.total - again.rejected.total() == 2
    assert "not_modified" not in {each.code for each in again.first.values()}


def test_what_was_refused_or_cut_off_is_fetched_again(store: Store, site: Site) -> None:
    page = f"<html><head><title>Le pont</title></head><body><article><p>{FRENCH}</p></article></body></html>"
    site["/page"] = Reply(page.encode(), headers=(("ETag", '"one"'),))
    for _ in range(2):
        assert ingest_reports(store, [site["/page"]], Options(), sources=SWIFT).rejected == {"not_english": 1}
    assert ingest_reports(store, [site["/page"]], Options(language="en"), sources=SWIFT).saved == 1


def test_a_run_that_is_cut_off_remembers_no_address(store: Store, feed: Site) -> None:
    def press(_: Result) -> None:
        signal.raise_signal(signal.SIGINT)

    assert ingest_reports(store, [feed["/feed"]], Options(), sources=SWIFT, tell=press).interrupted
    assert store.load_fetched(feed["/feed"]) is None
    again = ingest_reports(store, [feed["/feed"]], Options(), sources=SWIFT)
    assert (again.saved, again.unchanged) == (1, 1)


# --- how far it is


def test_bytes_of_files_are_counted_as_they_are_read(store: Store, folder: Path) -> None:
    write_reports(folder, 12)
    total, meter, seen = measure_files([folder]), Meter(), []
    assert total == sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    ingest_reports(store, [folder], Options(), meter=meter, tell=lambda _: seen.append(meter.done))
    assert meter.done == total
    assert seen == sorted(seen)
    assert 0 < seen[0] < seen[5] < total


@pytest.mark.parametrize("path", ["-", "https://river.example/", "no/such/file"])
def test_what_has_no_size_has_no_total(path: str, folder: Path) -> None:
    assert measure_files([folder, path]) is None


def test_packed_lines_are_read_as_given(store: Store, folder: Path) -> None:
    line = json.dumps({"uri": "https://velmar.example/1", "text": make_report(1)}) + "\n"
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    assert ingest_reports(store, [folder / "a.jsonl.gz"], Options()).saved == 1
    assert ingest_reports(store, [folder], NO_MODEL).unchanged == 1
