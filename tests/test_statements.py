"""Statements as they stand in a record: speakers, hearers, turns, and quotations that nobody introduces."""

from __future__ import annotations

from onrecord import read
from onrecord.record import Record, Statement


def record_of(text: str) -> Record:
    return read(text, published="2024-12-18")


def name_of(record: Record, actor: str | None) -> str | None:
    return next((a.name for a in record.actors if a.id == actor), None)


def only(record: Record) -> Statement:
    assert len(record.statements) == 1, [s.cue and s.cue.quote for s in record.statements]
    return record.statements[0]


def test_reporters_are_told() -> None:
    record = record_of("Anna Berg told reporters in Oslo on Monday that she would not resign.")
    statement = only(record)
    assert (name_of(record, statement.speaker), name_of(record, statement.addressee)) == ("Anna Berg", "reporters")


def test_who_was_told_does_not_speak() -> None:
    record = record_of("The minister was told by aides that the talks had failed.")
    statement = only(record)
    assert (name_of(record, statement.speaker), name_of(record, statement.addressee)) == ("aides", "minister")


def test_a_quotation_is_of_the_one_person_its_paragraph_names() -> None:
    record = record_of("Foreign Minister Olga Brandt shook her head. “A line on a napkin is not a border at all.”")
    assert name_of(record, only(record).speaker) == "Olga Brandt"


def test_a_quotation_between_two_people_stays_open() -> None:
    record = record_of("Olga Brandt looked at Peter Holm for a while. “A line on a napkin is not a border at all.”")
    statement = only(record)
    assert statement.speaker is None
    assert "unresolved_speaker" in {note.code for note in record.notes}


def test_a_speaker_is_in_force_for_a_paragraph_not_for_ever() -> None:
    first = "“We were never asked about the road,” Olga Brandt said."
    far = "\n\n".join(["The road is forty kilometres long and crosses two rivers."] * 3)
    quotation = "“Nobody ever came to look at the old bridge.”"
    near = record_of(f"{first}\n\n{quotation}")
    assert [name_of(near, s.speaker) for s in near.statements] == ["Olga Brandt", "Olga Brandt"]
    apart = record_of(f"{first}\n\n{far}\n\n{quotation}")
    assert [name_of(apart, s.speaker) for s in apart.statements] == ["Olga Brandt", None]


TRANSCRIPT = """\
MODERATOR: Minister, did your agency pay for the flight to the summit, yes or no?

MS. BRANDT: I think that we did not. The president said that nobody had paid for it yet.

MODERATOR: And who will be paying for the flight home on Sunday evening?

MS. BRANDT: I believe that will be the host, as it always has been in these parts.
"""


def test_a_turn_is_one_statement_and_carries_what_others_said() -> None:
    record = record_of(TRANSCRIPT)
    turns = [s for s in record.statements if s.cue is None]
    assert len(turns) == 4
    told = [s for s in record.statements if s.cue is not None]
    assert [s.cue and s.cue.quote for s in told] == ["said"]
    assert told[0].reported_in == turns[1].id


def test_neither_means_that_nothing_was_said() -> None:
    record = record_of("Neither the union nor the port explained why the cranes had stopped on Monday.")
    assert only(record).factuality.status == "did_not_happen"


def test_a_denial_of_what_was_said_before_is_a_statement() -> None:
    record = record_of(
        "Ms. Berg said that strikes were being prepared. A spokesman for the Kremlin denied that. "
        "Russia was ready for talks, he said."
    )
    denial, after = record.statements[1:]
    assert (denial.cue and denial.cue.quote, [c.quote for c in denial.content]) == ("denied", ["that"])
    assert denial.speaker is not None and after.speaker == denial.speaker


def test_who_was_blamed_does_not_speak() -> None:
    record = record_of("The mayor was blamed by residents for the flood that shut the harbour in June.")
    for statement in record.statements:
        assert name_of(record, statement.speaker) == "residents"


def test_who_is_spoken_of_after_to_is_not_told() -> None:
    record = record_of("Anna Berg likened the port authority to the BBC in a speech on Monday.")
    assert all(statement.addressee is None for statement in record.statements)
