"""POLECAT's columns, read back as scripts for that data set read it: pandas, and csv with tabs."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pandas as pd  # type: ignore[import-untyped]
import pytest

from onrecord.export.polecat import COLUMNS, QUAD_OF, STATUS
from onrecord.lexicon.events import TYPES
from onrecord.record import Event, Participant, Participation
from onrecord.store.keeping import Store
from tests.export_store import exported, kept, reports
from tests.made_records import made_record

__all__ = ["kept"]

# As the files of the data set begin, by what a public reader of them quotes.
HEAD = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\t"
    "Actor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\t"
    "Recipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\tRecipient Title\t"
    "Recipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\t"
    "GeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\tStory Organizations\t"
    "Story Locations\tLanguage\tVersion"
)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def taking_part(event: Event, actors: list[str], roles: list[Participant]) -> Event:
    parts = tuple(Participation(actor, role, None, event.trigger) for actor, role in zip(actors, roles, strict=True))
    return replace(event, roles=parts)


def test_the_columns_are_the_data_sets_own() -> None:
    assert list(COLUMNS) == HEAD.split("\t")
    assert set(QUAD_OF) == set(TYPES)


def test_only_what_took_place_is_a_row(kept: Store, tmp_path: Path) -> None:
    path, told = exported(kept, "polecat", tmp_path / "a.txt")
    assert path.read_text("utf-8").splitlines()[0] == HEAD
    rows = rows_of(path)
    assert told.written == {"rows": len(rows)}
    # Of six newest meetings one is undated and without a publication's day, one is scheduled, one only expected.
    assert {row["Event ID"] for row in rows} == {reports()[number].events[0].id for number in (1, 5)}
    assert told.left_out["events of which no day is known"] == 1
    # Who is only expected is not there.
    assert {row["Recipient Name"] for row in rows} == {""}
    for row in rows:
        datetime.strptime(row["Event Date"], "%Y-%m-%d")
        assert (row["Event Type"], row["Quad Code"], row["Contexts"]) == ("CONSULT", "VERBAL COOPERATION", "diplomatic")
        assert (row["Placename"], row["Country"], row["Latitude"], row["GeoNames ID"]) == (
            "Geneva", "CHE", "46.2", "2660646",
        )  # fmt: skip
        assert row["Publication Date"] == row["Event Date"]
    first = next(row for row in rows if row["Event ID"] == reports()[1].events[0].id)
    assert (first["Actor Name"], first["Actor Country"], first["Primary Actor Sector"], first["Actor Title"]) == (
        "Maren Tolk", "FRA", "GOV", "foreign minister",
    )  # fmt: skip
    assert (first["Story People"], first["Story Organizations"]) == ("Maren Tolk;Idris Quandt", "River Post")


def test_every_status_is_told_in_a_column_more(kept: Store, tmp_path: Path) -> None:
    path, _ = exported(kept, "polecat", tmp_path / "a.txt", all_status=True)
    rows = rows_of(path)
    assert list(rows[0]) == [*HEAD.split("\t"), STATUS]
    assert {row[STATUS] for row in rows} == {"happened", "expected", "scheduled", "called_off"}
    assert "Idris Quandt" in {row["Recipient Name"] for row in rows}


@pytest.mark.parametrize(
    ("roles", "pairs"),
    [
        (["participant", "participant", "participant"], [(0, 1), (0, 2), (1, 2)]),
        (["actor", "recipient", "recipient"], [(0, 1), (0, 2)]),
        (["host", "participant", "participant"], [(0, 1), (0, 2), (1, 2)]),
        (["actor", "actor"], [(0, None), (1, None)]),
        (["recipient"], [(None, 0)]),
        (["participant", "recipient"], [(0, 1)]),
        ([], [(None, None)]),
    ],
)
def test_a_row_is_a_pair(
    store: Store, tmp_path: Path, roles: list[Participant], pairs: list[tuple[int | None, int | None]]
) -> None:
    record = made_record(1)
    actors = [record.actors[number] for number in (0, 1, 2)][: len(roles)]
    event = taking_part(record.events[0], [actor.id for actor in actors], roles)
    store.save_record(replace(record, events=(event,)))
    path, _ = exported(store, "polecat", tmp_path / "a.txt")
    names = ["" if number is None else actors[number].name for pair in pairs for number in pair]
    assert [row[name] for row in rows_of(path) for name in ("Actor Name", "Recipient Name")] == names


def test_tabs_quotes_and_formulas_do_not_break_a_row(kept: Store, tmp_path: Path) -> None:
    kept.correct(reports()[5].actors[2].id, "name", "Idris\tQuandt\n", author="Ada")
    path, _ = exported(kept, "polecat", tmp_path / "a.txt", all_status=True)
    lines = path.read_text("utf-8").split("\n")
    assert lines.pop() == ""
    assert {line.count("\t") for line in lines} == {40}
    frame = pd.read_csv(path, sep="\t", quoting=csv.QUOTE_NONE)
    assert len(frame) == len(lines) - 1
    assert '\'=HYPERLINK("http://x.example","Ana; Roe")' in set(frame["Actor Name"])
    assert all(";" not in name for names in frame["Story People"] for name in names.split(";"))
    assert "'-Harbour & <Post>" in set(frame["Source"])
