"""`check` finds each kind of damage, and names where it is; bodies come back exactly, whatever they hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.record import Note, Record
from onrecord.store.bodies import pack_body, unpack_body
from onrecord.store.keeping import Store
from tests.made_records import made_record

# What is done to a database by hand, and what `check` must say of it: table, and words.
DAMAGE = [
    ("UPDATE document SET text = 'x' || substr(text, 2) WHERE number = 1", "document", "not the one of its hash"),
    ("UPDATE document SET publisher = 'Other Post' WHERE number = 1", "document", "its id is not the one"),
    ("UPDATE document SET title = 'Other' WHERE number = 1", "document", "title is 'Other'"),
    ("UPDATE document SET superseded_at = '2026' WHERE number = 3", "document", "marked as superseded"),
    ("UPDATE document SET superseded_at = NULL WHERE number = 1", "document", "a newer revision is not marked"),
    ("DELETE FROM reading WHERE document_number = 1", "document", "it has no reading"),
    ("UPDATE reading SET known_to = known_from WHERE document_number = 1", "reading", "do not follow"),
    ("UPDATE reading SET statements = 3 WHERE document_number = 1", "reading", "statements is 3"),
    ("UPDATE reading SET body = substr(body, 1, 99) WHERE document_number = 1", "reading", "damaged"),
    ("DELETE FROM statement WHERE position = 1 AND document_number = 1", "statement", "is missing"),
    ("UPDATE statement SET status = 'denied' WHERE position = 1 AND document_number = 1", "statement", "'denied'"),
    ("UPDATE statement SET known_to = known_from WHERE number = 1", "statement", "it stands until"),
    ("UPDATE statement SET id = 'statement-00' WHERE number = 1", "statement", "no reading and no correction"),
    ("DELETE FROM mention WHERE position = 1 AND actor_number = 1", "mention", "the record says"),
    ("UPDATE mention SET form = 'pronoun' WHERE position = 0 AND actor_number = 1", "mention", "form is 'pronoun'"),
    ("UPDATE event_role SET known_to = '2026' WHERE event_number = 1", "event_role", "same time as its event"),
    ("DELETE FROM name WHERE key = 'quandt'", "name", "0 actors called so are counted, there are 3"),
    ("UPDATE correction SET attached_to = NULL", "correction", "attached to None"),
    ("UPDATE judgement SET left_attached_to = 'actor-00'", "judgement", "attached to actor-00"),
]  # fmt: skip


@pytest.fixture
def filled(store: Store) -> Store:
    """Three documents, the first two of one address; one is corrected, and two actors are judged."""
    records = [
        made_record(1, uri="https://river.example/a"),
        made_record(2, uri="https://river.example/a"),
        made_record(3),
    ]
    store.save_records(records)
    store.correct(records[2].statements[0].id, "manner", "direct", author="Ada")
    store.judge(records[0].actors[0].id, records[2].actors[0].id, "same", author="Ada")
    assert store.check() == ()
    return store


@pytest.mark.parametrize(("damage", "table", "told"), DAMAGE)
def test_damage_is_found_and_placed(filled: Store, damage: str, table: str, told: str) -> None:
    with filled.writing() as connection:
        assert connection.exec_driver_sql(damage).rowcount > 0
    problems = filled.check()
    assert any(each.table == table and told in each.what for each in problems), problems


def test_rows_without_those_they_belong_to_are_found(filled: Store) -> None:
    if filled.dialect == "postgresql":
        with filled.writing() as connection:
            connection.exec_driver_sql("ALTER TABLE via DROP CONSTRAINT via_statement_number_fkey")
            connection.exec_driver_sql("UPDATE via SET statement_number = 99 WHERE statement_number = 2")
    else:
        with filled.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("UPDATE via SET statement_number = 99 WHERE statement_number = 2")
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")
            connection.exec_driver_sql("BEGIN")
    assert ("via", "99", "its statement is gone") in filled.check()


def test_a_full_text_out_of_step_is_found(filled: Store) -> None:
    with filled.writing() as connection:
        if filled.dialect == "sqlite":
            connection.exec_driver_sql("DROP TRIGGER document_search_update")
            connection.exec_driver_sql("UPDATE document SET title = 'Harbour' WHERE number = 1")
        else:
            connection.exec_driver_sql("ALTER TABLE document ALTER COLUMN search DROP EXPRESSION")
            connection.exec_driver_sql("UPDATE document SET search = NULL WHERE number = 1")
    assert "document_search" in {each.table for each in filled.check()}


def test_a_body_is_smaller_than_its_text_twice_and_comes_back() -> None:
    record = made_record()
    body = pack_body(record)
    assert unpack_body(body, record.document.text) == record
    assert b"statement-" not in body


@given(st.text(alphabet=st.sampled_from("\x1aactor.0statemn-1 é😀"), max_size=20), st.integers(0, 4))
def test_a_body_comes_back_exactly_whatever_its_strings_are(words: str, number: int) -> None:
    record = made_record()
    known = record.actors[number].id
    document = replace(record.document, title=words, byline=known)
    strange = replace(
        record, document=document, notes=(Note(words, known + words), Note("\x1aactor.0", "\x1a\x1aactor.9")),
        actors=tuple(replace(each, name=words or "x", identifiers=((words, known),)) for each in record.actors),
    )  # fmt: skip
    assert unpack_body(pack_body(strange), document.text) == strange


def test_ids_that_are_not_made_of_anchors_are_kept() -> None:
    record = made_record()
    odd = replace(record, events=(replace(record.events[0], id="event-by-hand"), *record.events[1:]))
    assert unpack_body(pack_body(odd), record.document.text) == odd


def test_a_body_that_does_not_fit_the_text_is_refused() -> None:
    record = made_record()
    other: Record = made_record(speaker="Al")
    with pytest.raises(InputError):
        unpack_body(pack_body(record), other.document.text[:60])
    for damaged in (b"", b"nothing", pack_body(record)[:-9], pack_body(record) * 2):
        with pytest.raises(InputError, match="damaged"):
            unpack_body(damaged, record.document.text)
