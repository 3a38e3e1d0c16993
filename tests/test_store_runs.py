"""What is kept of runs and of what servers said."""

from __future__ import annotations

import pytest

from onrecord.errors import UsageError
from onrecord.options import Options
from onrecord.store.keeping import Store
from onrecord.store.runs import Fetched
from tests.made_records import made_record


def test_a_run_is_noted_from_its_start_to_its_end(store: Store) -> None:
    first = store.start_run("ingest", ["reports/", "feed.xml"], Options(publisher="River Post"))
    second = store.start_run("ingest", [], Options())
    store.end_run(first, {"saved": 3, "rejected": 1})
    ended, cut_off = store.load_runs()
    assert (ended.number, ended.sources, ended.saved, ended.unchanged, ended.rejected) == (
        first, '["reports/","feed.xml"]', 3, 0, 1,
    )  # fmt: skip
    assert '"publisher":"River Post"' in ended.options
    assert ended.ended_at is not None
    assert ended.started_at < ended.ended_at
    assert (cut_off.number, cut_off.ended_at) == (second, None)
    with pytest.raises(UsageError, match="not lost"):
        store.end_run(second, {"lost": 1})


def test_what_a_server_said_last_counts(store: Store) -> None:
    uri = "https://river.example/feed"
    assert store.load_fetched(uri) is None
    store.save_fetched(Fetched(uri, '"a1"', None))
    store.save_fetched(Fetched(uri, None, "Tue, 04 Mar 2025 09:00:00 GMT"))
    assert store.load_fetched(uri) == Fetched(uri, None, "Tue, 04 Mar 2025 09:00:00 GMT")
    store.save_fetched(Fetched("https://river.example/" + "x" * 9000, None, None))
    assert store.load_fetched("https://river.example/" + "x" * 9000) is None


def test_runs_are_no_part_of_what_a_database_holds(store: Store) -> None:
    store.save_record(made_record())
    before = store.contents()
    store.start_run("ingest", [], Options())
    store.save_fetched(Fetched("https://river.example/feed", None, None))
    assert store.contents() == before
