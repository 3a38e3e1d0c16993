"""JSON Lines: what is exported is imported again without a loss; single records are what the format says."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from onrecord import codec
from onrecord.errors import InputError
from onrecord.export.shown import MOST_WORDS
from onrecord.store.interchange import import_lines
from onrecord.store.keeping import Store
from onrecord.store.opening import open_store
from tests.export_store import exported, kept, lines_of, reports, sqlite

__all__ = ["kept", "sqlite"]

SCHEMA = json.loads((Path(codec.__file__).parent / "record-schema.json").read_text("utf-8"))


@pytest.fixture
def other(new_database: Callable[[], str]) -> Iterator[Store]:
    with open_store(new_database()) as opened:
        yield opened


def lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def test_a_whole_export_is_imported_exactly(kept: Store, other: Store, tmp_path: Path) -> None:
    path, told = exported(kept, "jsonl", tmp_path / "all.jsonl")
    assert told.written == {"lines": len(lines(path))}
    import_lines(other, lines(path))
    assert other.contents() == kept.contents()
    assert other.check() == ()


def test_a_part_is_imported_with_its_revisions_corrections_and_judgements(
    kept: Store, other: Store, tmp_path: Path
) -> None:
    path, _ = exported(kept, "jsonl", tmp_path / "part.jsonl", until="2025-03-03")
    imported = import_lines(other, lines(path))
    assert (imported.saved, imported.revised, imported.corrections, imported.judgements) == (1, 1, 1, 1)
    revised = reports()[1].document.id
    assert other.load_record(revised, corrected=True) == kept.load_record(revised, corrected=True)
    assert other.check() == ()


def test_a_judgement_goes_only_with_both_its_sides(kept: Store, tmp_path: Path) -> None:
    path, _ = exported(kept, "jsonl", tmp_path / "part.jsonl", since="2025-03-03")
    written = lines_of(path)
    assert [next(iter(line)) for line in written] == ["format", "document", "document", "document", "document"]


def test_single_records_are_records(kept: Store, tmp_path: Path) -> None:
    path, told = exported(kept, "jsonl", tmp_path / "records.jsonl", records=True, publisher="River Post")
    assert told.written == {"records": 4}
    for line in lines(path):
        assert not list(Draft202012Validator(SCHEMA).iter_errors(json.loads(line)))
        record = codec.loads(line)
        assert record == kept.load_record(record.document.id, corrected=True)


def test_records_as_known_once_do_not_show_a_later_correction(sqlite: Store, tmp_path: Path) -> None:
    path, _ = exported(sqlite, "jsonl", tmp_path / "then.jsonl", known_at="2026-01-01T12:00:00Z")
    assert [codec.loads(line) for line in lines(path)] == reports()[1:]


def test_records_without_text_keep_offsets_hash_and_short_quotes(kept: Store, tmp_path: Path) -> None:
    path, _ = exported(kept, "jsonl", tmp_path / "short.jsonl", text=False)
    whole = {record.document.id: record for record in reports()[1:]}
    written = path.read_text("utf-8")
    assert not any(record.document.text in written for record in whole.values())
    for value in lines_of(path):
        document = value["document"]
        assert isinstance(document, dict)
        record = whole[document["id"]]
        assert "text" not in document
        assert document["text_hash"] == record.document.text_hash
        statements = value["statements"]
        assert isinstance(statements, list)
        for short, statement in zip(statements, record.statements, strict=True):
            for part, content in zip(short["content"], statement.content, strict=True):
                assert (part["start"], part["end"]) == (content.start, content.end)
                assert len(part["quote"].split()) <= MOST_WORDS + 1
    with pytest.raises(InputError, match="text: missing"):
        codec.loads(lines(path)[0])
