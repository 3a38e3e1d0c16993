"""Flat tables, read back by programs that are not ours: pyarrow, pandas, the csv module."""

from __future__ import annotations

import csv
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pandas as pd  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.export import export
from onrecord.export.csv_files import cell
from onrecord.export.placing import MARK
from onrecord.export.shown import CUT, MOST_WORDS, shorten
from onrecord.export.tables import TABLES
from onrecord.ids import text_hash
from onrecord.store.keeping import Store
from onrecord.store.opening import open_store
from tests.export_store import FORMULA, exported, kept, reports, sqlite
from tests.made_records import made_record

__all__ = ["kept", "sqlite"]

NAMES = [table.name for table in TABLES]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def bare(text: str) -> str:
    """A cell without its guard, as the docs say."""
    return text.removeprefix("'")


def test_parquet_and_csv_hold_the_same_in_the_documented_columns(kept: Store, tmp_path: Path) -> None:
    parquet, told = exported(kept, "parquet", tmp_path / "parquet")
    folder, also_told = exported(kept, "csv", tmp_path / "csv")
    assert told == also_told
    for table in TABLES:
        arrow = pq.read_table(parquet / f"{table.name}.parquet")
        assert arrow.column_names == [column.name for column in table.columns]
        assert arrow.num_rows == told.written[table.name]
        for column in table.columns:
            assert arrow.schema.field(column.name).metadata[b"description"].decode() == column.meaning
        cells = rows_of(folder / f"{table.name}.csv")
        assert [{name: bare(value) for name, value in row.items()} for row in cells] == [
            {name: bare(cell(value)) for name, value in row.items()} for row in arrow.to_pylist()
        ]
    assert {each.name for each in folder.iterdir()} == {MARK, *(f"{name}.csv" for name in NAMES)}
    assert told.written["documents"] == 5
    assert told.written["event_roles"] > told.written["meetings"] > 0


def test_tables_join_on_their_ids_and_quote_the_text(kept: Store, tmp_path: Path) -> None:
    folder, _ = exported(kept, "parquet", tmp_path / "tables")
    frames = {name: pd.read_parquet(folder / f"{name}.parquet") for name in NAMES}
    texts = frames["documents"].set_index("id")["text"]
    said = frames["statements"]
    assert len(said) == 2 * len(texts)
    for row in said.itertuples():
        assert texts[row.document_id][row.cue_start : row.cue_end] == row.cue_quote
    joined = frames["event_roles"].merge(frames["events"], left_on="event_id", right_on="id")
    assert len(joined) == len(frames["event_roles"])
    assert set(frames["event_roles"]["actor_id"]) <= set(frames["actors"]["id"])
    met = frames["meetings"].set_index("id")
    for event, roles in frames["event_roles"].groupby("event_id"):
        if event in met.index:
            assert met.loc[event, "who"] == "; ".join(roles["name"])


def test_a_correction_shows_and_known_at_takes_it_back(sqlite: Store, tmp_path: Path) -> None:
    now, _ = exported(sqlite, "parquet", tmp_path / "now.parquet", table="actors")
    then, _ = exported(sqlite, "parquet", tmp_path / "then.parquet", table="actors", known_at="2026-01-01T12:00:00Z")
    before, _ = exported(sqlite, "parquet", tmp_path / "before.parquet", table="actors", known_at="2025-12-31")
    corrected = reports()[1].actors[0].id
    assert pd.read_parquet(now).set_index("id").loc[corrected, "country"] == "FRA"
    assert pd.read_parquet(then).set_index("id").isna().loc[corrected, "country"]
    assert pq.read_table(before).num_rows == 0


def test_a_revision_saved_later_was_not_known_before(tmp_path: Path) -> None:
    ticks = iter(("2026-01-01T00:00:00.000000Z", "2026-01-03T00:00:00.000000Z", *["2026-01-05T00:00:00.000000Z"] * 9))
    first, revised = reports()[:2]
    with open_store(tmp_path / "two.db", clock=lambda: next(ticks)) as store:
        store.save_record(first)
        store.save_record(revised)
        then, _ = exported(store, "csv", tmp_path / "then.csv", table="documents", known_at="2026-01-02")
        now, _ = exported(store, "csv", tmp_path / "now.csv", table="documents", known_at="2026-01-03")
    (row,) = rows_of(then)
    assert (row["id"], row["superseded_at"]) == (first.document.id, "")
    (row,) = rows_of(now)
    assert (row["id"], row["revision"]) == (revised.document.id, "2")


def test_only_the_newest_revision_counts_but_as_of_an_earlier_day(kept: Store, tmp_path: Path) -> None:
    first, revised = (record.document for record in reports()[:2])
    now, told = exported(kept, "csv", tmp_path / "now.csv", table="documents")
    assert told.left_out == {}
    ids = [row["id"] for row in rows_of(now)]
    assert revised.id in ids
    assert first.id not in ids
    then, told = exported(kept, "csv", tmp_path / "then.csv", table="documents", as_of=str(first.published)[:10])
    assert [row["id"] for row in rows_of(then)] == [first.id]
    assert told.left_out == {"undated reports": 1}


@pytest.mark.parametrize(
    ("asked", "published"),
    [
        ({"since": "2025-03-04"}, ["2025-03-04", "2025-03-06", "2025-03-07"]),
        ({"since": "2025-03-04", "until": "2025-03-06"}, ["2025-03-04", "2025-03-06"]),
        ({"publisher": "-harbour & <post>"}, ["2025-03-06"]),
        ({"publisher": ["harbour", "-Harbour"], "since": "2026-01-01"}, []),
    ],
)
def test_filters_choose_reports_and_all_that_is_theirs(
    kept: Store, tmp_path: Path, asked: dict[str, object], published: list[str]
) -> None:
    folder, _ = exported(kept, "csv", tmp_path / "chosen", **asked)
    documents = rows_of(folder / "documents.csv")
    assert [row["published_day"] for row in documents] == published
    ids = {row["id"] for row in documents}
    for name in NAMES:
        if name != "documents":
            assert {row["document_id"] for row in rows_of(folder / f"{name}.csv")} <= ids


def test_no_cell_of_csv_is_a_formula_and_the_words_can_be_had_again(kept: Store, tmp_path: Path) -> None:
    folder, _ = exported(kept, "csv", tmp_path / "csv")
    numbers = {table.name: {each.name for each in table.columns if each.kind != "text"} for table in TABLES}
    for name in NAMES:
        for row in rows_of(folder / f"{name}.csv"):
            for column, text in row.items():
                assert column in numbers[name] or not text.startswith(("=", "+", "-", "@", "\t", "\r")), (name, column)
    names = {row["name"] for row in rows_of(folder / "actors.csv")}
    assert "'" + FORMULA in names
    published = {row["publisher"] for row in rows_of(folder / "documents.csv")}
    assert "'-Harbour & <Post>" in published
    assert FORMULA in set(pd.read_csv(folder / "actors.csv")["name"].str.removeprefix("'"))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("=+-@'\t\r\n＝"), max_size=8))
def test_taking_one_apostrophe_off_undoes_the_guard(text: str) -> None:
    guarded = cell(text)
    assert guarded.removeprefix("'") == text
    assert guarded == text or guarded == "'" + text
    assert not guarded.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


def test_without_text_no_long_quote_stays(kept: Store, tmp_path: Path) -> None:
    folder, _ = exported(kept, "csv", tmp_path / "csv", text=False)
    documents = rows_of(folder / "documents.csv")
    assert all(row["text"] == "" and len(row["text_hash"]) == 64 for row in documents)
    texts = [record.document.text for record in reports()]
    long = reports()[4].statements[1].content[0]
    (row,) = (row for row in rows_of(folder / "statements.csv") if row["id"] == reports()[4].statements[1].id)
    assert row["content"] == " ".join(long.quote.split()[:MOST_WORDS]) + CUT
    assert (int(row["content_start"]), int(row["content_end"])) == (long.start, long.end)
    for name in NAMES:
        written = (folder / f"{name}.csv").read_text("utf-8")
        assert not any(text in written for text in texts)
        for row in rows_of(folder / f"{name}.csv"):
            assert all(len(value.split()) <= MOST_WORDS + 1 for value in row.values())


@given(st.text(max_size=400))
def test_a_short_quote_is_the_beginning_of_the_whole(text: str) -> None:
    short = shorten(text)
    assert text.startswith(short.removesuffix(CUT)) or short == text
    assert len(short.split()) <= MOST_WORDS + 1
    assert len(short) <= 302
    words = " ".join(f"w{number}" for number in range(MOST_WORDS))
    assert shorten(words) == words
    assert shorten(words + " x") == words + CUT


@pytest.mark.parametrize("form", ["csv", "ftm"])
def test_long_reports_are_not_all_in_memory_at_once(store: Store, tmp_path: Path, form: str) -> None:
    reports, length = 24, 200_000
    for number in range(reports):
        record = made_record(number)
        text = record.document.text + "x" * length
        store.save_record(replace(record, document=replace(record.document, text=text, text_hash=text_hash(text))))
    tracemalloc.start()
    try:
        exported(store, form, tmp_path / "out", table="documents" if form == "csv" else None)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (tmp_path / "out").stat().st_size > reports * length
    assert peak < reports * length * 4 / 2  # a sign takes four bytes, for there is a picture among them


def test_a_table_that_is_none_is_refused_before_anything_is_written(sqlite: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'vents' is no table"):
        export(sqlite, "csv", tmp_path / "x.csv", table="vents")
    with pytest.raises(UsageError, match="one file a table"):
        export(sqlite, "parquet")
    assert not (tmp_path / "x.csv").exists()
