"""Saving and loading: exact, once, whole or not at all; on both kinds of database."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

import onrecord
from onrecord.errors import InputError, StoreError, UsageError
from onrecord.ids import document_id, text_hash
from onrecord.options import Options
from onrecord.record import Rejected
from onrecord.store import schema
from onrecord.store.keeping import Store
from tests.made_records import made_record


def rows(store: Store, query: str) -> list[tuple[object, ...]]:
    """What a query gives."""
    with store.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


def test_a_record_comes_back_as_it_was(store: Store) -> None:
    record = made_record()
    assert store.save_record(record) == "saved"
    assert store.load_record(record.document.id) == record
    assert store.check() == ()


def test_a_record_that_was_read_comes_back_as_it_was(store: Store, report: str) -> None:
    record = onrecord.read(report, published="2025-03-04")
    assert record.statements
    store.save_record(record)
    assert store.load_record(record.document.id) == record
    assert store.check() == ()


def test_the_same_document_again_changes_nothing(store: Store) -> None:
    store.save_record(made_record())
    before = store.contents()
    assert store.save_record(made_record()) == "unchanged"
    assert store.save_record(made_record(version="2")) == "unchanged"
    assert store.contents() == before


def test_another_text_at_the_same_address_is_a_revision_and_both_are_kept(store: Store) -> None:
    first, second, third = (made_record(number, uri="https://river.example/a") for number in (1, 2, 3))
    assert [store.save_record(each) for each in (first, second)] == ["saved", "revised"]
    assert store.save_records([third, made_record(4)]) == ("revised", "saved")
    assert rows(store, "SELECT revision, superseded_at IS NULL FROM document ORDER BY number") == [
        (1, False), (2, False), (3, True), (1, True),
    ]  # fmt: skip
    assert list(store.load_records()) == [first, second, third, made_record(4)]
    assert store.check() == ()


def test_a_path_has_revisions_as_well_and_texts_without_address_have_none(store: Store) -> None:
    at_path = [made_record(number, uri="reports/talks.txt") for number in (1, 2)]
    nowhere = [made_record(number, uri=None) for number in (3, 4)]
    assert store.save_records([*at_path, *nowhere]) == ("saved", "revised", "saved", "saved")


def test_removing_the_newest_revision_makes_the_one_before_it_the_newest(store: Store) -> None:
    records = [made_record(number, uri="https://river.example/a") for number in (1, 2, 3)]
    store.save_records(records)
    store.remove_document(records[2].document.id)
    assert rows(store, "SELECT revision, superseded_at IS NULL FROM document ORDER BY number") == [
        (1, False),
        (2, True),
    ]
    store.remove_document(records[0].document.id)
    assert store.check() == ()


def test_what_goes_with_a_document_is_told_and_gone(store: Store) -> None:
    record, other = made_record(1), made_record(2)
    store.save_records([other])
    before = store.contents()
    store.save_record(record)
    store.correct(record.statements[0].id, "manner", "direct", author="Ada")
    store.judge(record.actors[0].id, other.actors[0].id, "same", author="Ada")
    removed = store.remove_document(record.document.id)
    assert (removed.uri, removed.title) == (record.document.uri, record.document.title)
    assert (removed.readings, removed.actors, removed.statements, removed.events) == (1, 5, 2, 3)
    assert (removed.conditions, removed.places, removed.corrections, removed.judgements) == (1, 1, 1, 1)
    assert store.contents() == before
    assert store.check() == ()
    with pytest.raises(UsageError, match="no such document"):
        store.remove_document(record.document.id)


def test_a_record_is_saved_whole_or_not_at_all(store: Store) -> None:
    # The second record breaks a promise of the schema in the very last table that is written.
    condition = replace(made_record(2).conditions[0], condition_events=(None,))  # type: ignore[arg-type]
    with pytest.raises(StoreError, match=r"(?i)not.null"):
        store.save_records([made_record(1), replace(made_record(2), conditions=(condition,))])
    assert not any(store.contents().values())


def test_a_nul_is_refused_before_anything_is_written(store: Store) -> None:
    record = made_record()
    with pytest.raises(InputError, match="NUL"):
        store.save_record(replace(record, document=replace(record.document, title="a\0b")))
    assert store.count()["document"] == 0


def test_refusals_are_kept_once(store: Store) -> None:
    refused = Rejected("too_short", "41 characters; at least 200", "https://river.example/x")
    assert store.save_rejected(refused)
    assert not store.save_rejected(refused)
    assert store.save_rejected(replace(refused, uri=None))
    assert store.load_rejected() == (refused, replace(refused, uri=None))


def test_the_options_of_a_reading_are_kept(store: Store) -> None:
    record = made_record()
    store.save_record(record, Options(published="2025-03-04"))
    (reading,) = store.load_readings(record.document.id)
    assert (reading.known_to, reading.options_hash) == (None, record.produced_by.options_hash)
    assert reading.options is not None
    assert '"published":"2025-03-04"' in reading.options


def test_copied_columns_say_what_the_record_says(store: Store) -> None:
    record = made_record()
    store.save_record(record)
    assert rows(
        store,
        "SELECT speaker_name, speaker_key, speaker_role, speaker_organization, speaker_country, content, day, "
        "published_day FROM statement ORDER BY position",
    ) == [
        ("Maren Tolk", "maren tolk", "foreign minister", "Velmar", "CHE",
         "We will sign on Friday … if the patrol ships leave", "2025-03-07", "2025-03-02"),
        ("A senior official", "a senior official", None, None, None,
         "Quandt was expected to attend a summit in Geneva next week", "2025-03-02", "2025-03-02"),
    ]  # fmt: skip
    assert rows(store, "SELECT name, type, day, status FROM event_role WHERE position = 1") == [
        ("Idris Quandt", "CONSULT", "2025-03-02", "expected")
    ]
    assert rows(store, "SELECT key, actor_key FROM name WHERE kind = 'person' ORDER BY key") == [
        ("idris quandt", "idris quandt"), ("maren tolk", "maren tolk"), ("quandt", "idris quandt"),
        ("tolk", "maren tolk"),
    ]  # fmt: skip


@pytest.mark.parametrize("view", schema.VIEWS)
def test_views_have_the_columns_that_are_documented_and_show_what_stands(store: Store, view: str) -> None:
    store.save_records([made_record(number, uri="https://river.example/a") for number in (1, 2)])
    with store.reading() as connection:
        found = connection.exec_driver_sql(f"SELECT * FROM {view}")
        assert tuple(found.keys()) == schema.VIEWS[view]
        shown = found.mappings().all()
    assert {row["title"] for row in shown} == {"Talks in Geneva 2"}
    assert all(row["sentence"].strip() for row in shown)


def test_meetings_are_shown_with_those_who_met(store: Store) -> None:
    store.save_record(made_record())
    assert rows(store, "SELECT trigger, who, status FROM meetings_view ORDER BY day") == [
        ("met", "Maren Tolk; Idris Quandt", "happened"), ("summit", "Idris Quandt", "expected"),
    ]  # fmt: skip


def test_text_is_searched_by_stems_without_accents_in_phrases_and_prefixes(store: Store) -> None:
    store.save_records([made_record(1), made_record(2, speaker="Łucja Ďurčová")])
    for words, phrase, found in (
        ("zurich", "zurich", 2), ("minister", "ministers", 2), ("\"patrol ships\"", "patrol <-> ship", 2),
        ("durc*", "durc:*", 1), ("ship patrol", "ship & patrol", 2), ("\"ships patrol\"", "ships <-> patrol", 0),
    ):  # fmt: skip
        with store.reading() as connection:
            if store.dialect == "sqlite":
                query, value = "SELECT count(*) FROM document_search WHERE document_search MATCH ?", words
            else:
                query, value = "SELECT count(*) FROM document WHERE search @@ to_tsquery('onrecord', %s)", phrase
            assert connection.exec_driver_sql(query, (value,)).scalar_one() == found, words


def test_long_texts_names_and_addresses_are_kept(store: Store) -> None:
    chance = random.Random(1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    long = "".join(chance.choices(letters, k=5000))
    words = " ".join("".join(chance.choices(letters, k=5)) for _ in range(400_000))
    text = made_record().document.text + words
    document = replace(
        made_record().document, text=text, text_hash=text_hash(text), uri=f"https://river.example/{long}"
    )
    document = replace(document, publisher=long, id=document_id(document.uri, long, text))
    record = replace(made_record(), document=document)
    record = replace(record, actors=tuple(replace(each, name=long) for each in record.actors))
    assert store.save_record(record) == "saved"
    assert store.load_record(document.id) == record
    again = made_record(2, uri=document.uri)
    assert store.save_record(again) == "revised"
    with store.reading() as connection:
        names = connection.exec_driver_sql("SELECT max(length(key)) FROM name").scalar_one()
    assert names == 300
