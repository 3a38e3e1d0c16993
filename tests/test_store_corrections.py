"""What people say of findings: kept beside them, shown in the rows, followed through re-readings, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

import pytest

from onrecord.errors import UsageError
from onrecord.ids import Jsonable, finding_id
from onrecord.record import Mention, Record, Span
from onrecord.store.anchors import LISTS, anchor_of, findings_of
from onrecord.store.keeping import Store
from onrecord.store.opening import open_store
from tests.made_records import made_record


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """A store whose clock ticks a second at each question, from 2026-01-01 on."""
    ticks = count(1)
    clock: Callable[[], str] = lambda: f"2026-01-01T00:00:{next(ticks):02}.000000Z"  # noqa: E731
    with open_store(database, clock=clock) as opened:
        yield opened


def at(second: int) -> str:
    """The instant of a tick."""
    return f"2026-01-01T00:00:{second:02}.000000Z"


def column(store: Store, table: str, name: str, known_at: str | None = None) -> list[object]:
    """A column of a table, of the rows that stand now or stood at an instant."""
    then = f"known_from <= '{known_at}' AND (known_to IS NULL OR known_to > '{known_at}')"
    with store.reading() as connection:
        rows = connection.exec_driver_sql(
            f"SELECT {name} FROM {table} WHERE {'known_to IS NULL' if known_at is None else then} ORDER BY position"
        )
        return list(rows.scalars())


def shifted(record: Record, cue: str, longer: str) -> Record:
    """The record as another extractor would have it, whose statement has a longer cue, and so another id."""
    start = record.document.text.index(longer)
    span = record.document.cite(start, start + len(longer))
    statements = tuple(
        replace(each, cue=span, id=finding_id(record.document.id, "statement", span.start, span.end))
        if each.cue is not None and each.cue.quote == cue else each
        for each in record.statements
    )  # fmt: skip
    old = {before.id: after.id for before, after in zip(record.statements, statements, strict=True)}
    events = tuple(replace(each, reported_in=old.get(each.reported_in or "")) for each in record.events)
    return replace(
        record, statements=statements, events=events, produced_by=replace(record.produced_by, onrecord="0.9")
    )


def test_a_corrected_field_is_shown_by_the_rows_and_on_request_by_the_record(store: Store) -> None:
    record = made_record()
    store.save_record(record)
    speech = record.statements[0]
    made = store.correct(speech.id, "factuality.status", "expected", author="Ada", note="not yet said")
    assert (made.found, made.corrected, made.kind, made.anchor_quote) == ("happened", "expected", "statement", "said")
    assert (made.extractor, made.extractor_version, made.attached_to) == ("by_hand", "1", speech.id)
    assert column(store, "statement", "status") == ["expected", "happened"]
    assert column(store, "statement", "status", at(1)) == ["happened", "happened"]
    assert store.load_record(record.document.id) == record
    corrected = store.load_record(record.document.id, corrected=True)
    assert corrected.statements[0].factuality.status == "expected"
    assert corrected.events == record.events
    assert store.load_record(record.document.id, at(1), corrected=True) == record
    assert store.load_corrections() == (made,)
    assert store.check() == ()


def test_what_is_copied_from_a_corrected_actor_follows(store: Store) -> None:
    record = made_record()
    store.save_record(record)
    store.correct(record.actors[0].id, "name", "Maren Tölk", author="Ada")
    assert column(store, "statement", "speaker_name") == ["Maren Tölk", "A senior official"]
    assert "Maren Tölk" in column(store, "event_role", "name")
    assert "Maren Tolk" not in column(store, "event_role", "name")
    assert column(store, "condition", "holder_key") == ["maren tolk"]
    # The second statement is not of this speaker: its row stands as it stood.
    assert column(store, "statement", "known_from") == [at(2), at(1)]
    assert store.check() == ()


def test_a_list_s_entry_and_a_whole_finding_can_be_corrected(store: Store) -> None:
    record = made_record()
    store.save_record(record)
    store.correct(record.actors[0].id, "roles[0].title", "prime minister", author="Ada")
    assert column(store, "actor_role", "title") == ["prime minister"]
    place: dict[str, Jsonable] = {
        "span": {"start": record.places[0].span.start, "end": record.places[0].span.end, "quote": "Geneva"},
        "name": "Geneva, Illinois", "country": "USA", "admin1": "Illinois", "lat": 41.9, "lon": -88.3,
        "geonames_id": 4893591, "approximate": False, "origin": {"extractor": "Ada", "version": "1", "model": ""},
    }  # fmt: skip
    store.correct(record.places[0].id, None, place, author="Ada")
    assert column(store, "place", "name") == ["Geneva, Illinois"]
    assert store.check() == ()


def test_a_finding_that_is_none_is_taken_out_with_what_points_to_it(store: Store) -> None:
    record = made_record()
    store.save_record(record)
    quandt = record.actors[2]
    store.correct(quandt.id, None, None, author="Ada")
    corrected = store.load_record(record.document.id, corrected=True)
    assert quandt.id not in {actor.id for actor in corrected.actors}
    assert corrected.statements[0].addressee is None
    assert [len(event.roles) for event in corrected.events] == [1, 1, 0, 0]
    assert "Idris Quandt" not in column(store, "actor", "name")
    assert "Idris Quandt" not in column(store, "event_role", "name")
    assert store.check() == ()


def test_the_same_said_again_by_the_same_author_is_one_correction(store: Store) -> None:
    record = made_record()
    store.save_record(record)
    first = store.correct(record.events[0].id, "type", "AGREE", author="Ada")
    before = store.contents()
    assert store.correct(record.events[0].id, "type", "AGREE", author="Ada") == first
    assert store.contents() == before
    assert store.correct(record.events[0].id, "type", "AGREE", author="Ben") != first


def test_of_two_corrections_of_one_field_the_later_counts(store: Store) -> None:
    record = made_record()
    store.save_record(record)
    store.correct(record.events[0].id, "type", "AGREE", author="Ada")
    later = store.correct(record.events[0].id, "type", "PROTEST", author="Ben")
    assert column(store, "event", "type")[0] == "PROTEST"
    store.withdraw_correction(later.id)
    assert column(store, "event", "type")[0] == "AGREE"
    assert [column(store, "event", "type", at(second))[0] for second in (1, 2, 3, 4)] == [
        "CONSULT", "AGREE", "PROTEST", "AGREE",
    ]  # fmt: skip
    assert store.check() == ()
    with pytest.raises(UsageError, match="taken back"):
        store.withdraw_correction(later.id)


def test_times_and_furniture_can_be_corrected_where_their_document_is_named(store: Store) -> None:
    record = made_record()
    store.save_record(record)
    store.correct(record.times[0].id, "value", "2025-03-11", author="Ada", document_id=record.document.id)
    assert store.load_record(record.document.id, corrected=True).times[0].value == "2025-03-11"
    with pytest.raises(UsageError, match="no such finding"):
        store.correct(record.times[0].id, "value", "2025-03-11", author="Ada")


@pytest.mark.parametrize(
    ("field", "corrected", "told"),
    [
        ("factuality.mood", "sad", "no such field"), ("content[7]", None, "no such field"), ("id", "x", "cannot be"),
        ("manner", "loud", "one of direct, mixed, indirect"), ("cue.start", 3, "is not what the text holds"),
        (None, "nothing", "JSON object"), (None, {}, "missing"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_nothing_is_kept(
    store: Store, field: str | None, corrected: str | int | dict[str, str] | None, told: str
) -> None:
    record = made_record()
    store.save_record(record)
    with pytest.raises(UsageError, match=told):
        store.correct(record.statements[0].id, field, corrected, author="Ada")
    assert store.load_corrections() == ()
    with pytest.raises(UsageError, match="no such finding"):
        store.correct("statement-00", "manner", "direct", author="Ada")


def test_a_correction_follows_its_finding_to_a_new_reading_with_other_spans(store: Store) -> None:
    record = made_record()
    store.save_record(record)
    made = store.correct(record.statements[0].id, "factuality.status", "expected", author="Ada")
    again = shifted(record, "said", "said,")
    assert again.statements[0].id != record.statements[0].id
    told = store.reread(again)
    assert (told.changed, [each.id for each in told.moved], told.unattached) == (True, [made.id], ())
    assert store.load_corrections()[0].attached_to == again.statements[0].id
    assert column(store, "statement", "status") == ["expected", "happened"]
    assert column(store, "statement", "id") == [each.id for each in again.statements]
    assert store.load_record(record.document.id) == again
    assert store.load_record(record.document.id, at(2)) == record
    assert column(store, "statement", "id", at(2)) == [each.id for each in record.statements]
    assert store.check() == ()


def test_a_correction_without_a_finding_is_kept_as_unattached_and_comes_back(store: Store) -> None:
    record = made_record()
    store.save_record(record)
    made = store.correct(record.statements[0].id, "factuality.status", "expected", author="Ada")
    far = shifted(record, "said", "“We will")  # a cue that has nothing in common with the old
    told = store.reread(far)
    assert [each.id for each in told.unattached] == [made.id]
    assert [each.id for each in store.load_corrections(unattached=True)] == [made.id]
    assert column(store, "statement", "status") == ["happened", "happened"]
    assert store.check() == ()
    assert not store.reread(far).changed
    told = store.reread(record)
    assert [each.id for each in told.moved] == [made.id]
    assert store.load_corrections(unattached=True) == ()
    assert column(store, "statement", "status") == ["expected", "happened"]
    assert store.check() == ()


def test_half_an_overlap_is_enough_and_less_is_not(store: Store) -> None:
    record = made_record()
    store.save_record(record)
    store.correct(record.statements[0].id, "manner", "direct", author="Ada")
    assert store.reread(shifted(record, "said", "said, “i")).unattached == ()  # 4 of 8 characters
    assert len(store.reread(shifted(record, "said", "said, “if")).unattached) == 1  # 4 of 9


def test_an_actor_is_known_by_any_of_its_mentions(store: Store) -> None:
    record = made_record()
    store.save_record(record)
    store.correct(record.actors[2].id, "country", "CHE", author="Ada")
    quandt = record.actors[2]
    # The new extractor missed the first mention: the anchor is elsewhere, but the second is one that was known.
    renamed = replace(
        quandt, id=finding_id(record.document.id, "actor", 0, 5),
        mentions=(Mention(0, 5, record.document.text[:5], "pronoun"), *quandt.mentions),
    )  # fmt: skip
    told = store.reread(replace(record, actors=(*record.actors[:2], renamed, *record.actors[3:])))
    assert [each.attached_to for each in told.moved] == [quandt.id]
    assert store.load_corrections()[0].attached_to == renamed.id


def test_only_a_known_document_with_the_same_text_is_read_anew(store: Store) -> None:
    record = made_record()
    with pytest.raises(UsageError, match="no such document"):
        store.reread(record)
    store.save_record(record)
    other = replace(record, document=replace(record.document, text=record.document.text + "."))
    with pytest.raises(UsageError, match="not the one that is kept"):
        store.reread(other)


def test_a_reading_that_dates_the_report_otherwise_dates_its_rows(store: Store) -> None:
    record = made_record()
    store.save_record(record)
    store.reread(replace(record, document=replace(record.document, published="2025-04-01", title="Talks")))
    assert column(store, "statement", "published_day") == ["2025-04-01", "2025-04-01"]
    assert column(store, "statement", "published_day", at(1)) == ["2025-03-02", "2025-03-02"]
    assert [reading.known_to for reading in store.load_readings()] == [at(2), None]
    assert store.check() == ()


def test_a_clock_that_is_put_back_does_not_turn_time_round(database: str) -> None:
    instants = iter([at(30), at(10), at(5)])
    with open_store(database, clock=lambda: next(instants)) as store:
        record = made_record()
        store.save_record(record)
        made = store.correct(record.statements[0].id, "manner", "direct", author="Ada")
        assert made.made_at == "2026-01-01T00:00:30.000001Z"
        store.reread(shifted(record, "said", "said,"))
        assert store.check() == ()


def test_judgements_are_one_word_of_an_author_on_a_pair(store: Store) -> None:
    one, two = made_record(1), made_record(2)
    store.save_records([one, two])
    left, right = one.actors[0].id, two.actors[0].id
    first = store.judge(right, left, "unsure", author="Ada")
    assert {first.left.id, first.right.id} == {left, right}
    assert first.left.id < first.right.id
    assert store.judge(left, right, "unsure", author="Ada") == first
    second = store.judge(left, right, "same", author="Ada", note="same office")
    other = store.judge(left, right, "different", author="Ben")
    assert [each.withdrawn_at is None for each in store.load_judgements(left)] == [False, True, True]
    store.withdraw_judgement(second.id)
    assert [each.id for each in store.load_judgements() if each.withdrawn_at is None] == [other.id]
    whole = store.judge(one.document.id, two.document.id, "same", author="Ada")
    assert (whole.left.kind, whole.left.anchor_start) == ("document", None)
    assert store.check() == ()


def test_judgements_that_make_no_sense_are_refused(store: Store) -> None:
    one, two = made_record(1), made_record(2)
    store.save_records([one, two])
    actor, event = one.actors[0].id, two.events[0].id
    for left, right, verdict, told in (
        (actor, actor, "same", "one and the same"), (actor, event, "same", "cannot be judged"),
        (actor, "actor-00", "same", "no such finding"), (actor, two.actors[0].id, "perhaps", "no verdict"),
    ):  # fmt: skip
        with pytest.raises(UsageError, match=told):
            store.judge(left, right, verdict, author="Ada")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="no such judgement"):
        store.withdraw_judgement("judgement-00")
    assert store.load_judgements() == ()


def test_judgements_follow_to_a_new_reading_or_are_listed(store: Store) -> None:
    one, two = made_record(1), made_record(2)
    store.save_records([one, two])
    made = store.judge(one.statements[0].id, two.statements[0].id, "same", author="Ada")
    near = shifted(one, "said", "said,")
    assert store.reread(near).unattached_judgements == ()
    (said,) = store.load_judgements(near.statements[0].id)
    assert said.id == made.id
    told = store.reread(shifted(one, "said", "“We will"))
    assert [each.id for each in told.unattached_judgements] == [made.id]
    assert [each.id for each in store.load_judgements(unattached=True)] == [made.id]
    assert store.check() == ()


def test_the_anchor_of_every_finding_is_what_its_id_is_made_of() -> None:
    record = made_record()
    for kind in LISTS:
        for finding in findings_of(record, kind):
            anchor: Span | Mention = anchor_of(finding)
            assert finding.id == finding_id(record.document.id, kind, anchor.start, anchor.end)
