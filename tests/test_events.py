"""Events as a whole: mentions of one event together, when, where and about what, who takes part and how sure."""

from __future__ import annotations

import pytest

from onrecord.options import Options
from onrecord.pipeline import process
from onrecord.record import Event, Item, Record


def read(text: str, published: str = "2025-03-05") -> Record:
    record = process(Item(text), Options(published=published, language="en"))
    assert isinstance(record, Record)
    return record


def typed(text: str, published: str = "2025-03-05") -> list[Event]:
    return [event for event in read(text, published).events if event.type is not None]


def meetings(text: str, published: str = "2025-03-05") -> list[Event]:
    return [event for event in typed(text, published) if event.type == "CONSULT"]


def quotes(event: Event) -> list[str]:
    return [mention.quote for mention in event.mentions]


def parts(record: Record, event: Event) -> dict[str, str]:
    names = {actor.id: actor.name for actor in record.actors}
    return {names[role.actor]: role.factuality.status for role in event.roles if role.factuality is not None}


# --- one event, many mentions


def test_the_meeting_takes_up_that_they_met() -> None:
    text = (
        "President Ana Lopes of Portugal met with Prime Minister Ola Berg of Norway in Lisbon on Tuesday. "
        "The meeting lasted two hours. The talks were friendly."
    )
    found = meetings(text)
    assert [quotes(event) for event in found] == [["met", "meeting", "talks"]]
    assert found[0].when is not None
    assert found[0].when.start == "2025-03-04"
    assert found[0].where is not None
    assert found[0].where.name == "Lisbon"


def test_two_meetings_of_one_day_stay_two() -> None:
    text = (
        "President Ana Lopes of Portugal met Prime Minister Ola Berg of Norway on Tuesday. "
        "Earlier, Ms. Lopes met with Chancellor Eva Stein of Austria."
    )
    assert [quotes(event) for event in meetings(text)] == [["met"], ["met"]]


def test_another_meeting_is_no_second_mention() -> None:
    text = (
        "President Ana Lopes of Portugal met Prime Minister Ola Berg of Norway on Tuesday. "
        "Another meeting will follow in May."
    )
    assert len(meetings(text)) == 2


def test_days_and_towns_tell_meetings_apart() -> None:
    text = (
        "Ana Lopes and Ola Berg met in Oslo on Monday. The Thursday meeting in Lisbon will bring Ana Lopes and "
        "Ola Berg together again."
    )
    found = meetings(text)
    assert len(found) == 2
    assert {event.where.name for event in found if event.where is not None} == {"Oslo", "Lisbon"}


def test_what_is_but_thought_of_is_not_taken_up_before_what_took_place() -> None:
    text = (
        "President Ana Lopes of Portugal met Prime Minister Ola Berg of Norway on Tuesday. “If we meet the rebels, "
        "they win,” Ms. Lopes said. The meeting ended late."
    )
    first = meetings(text)[0]
    assert quotes(first) == ["met", "meeting"]


def test_who_is_expected_joins_the_meeting_as_expected() -> None:
    text = (
        "President Ana Lopes of Portugal met Prime Minister Ola Berg of Norway on Tuesday evening. Chancellor Eva "
        "Stein of Austria, President Jan Novak of Slovakia and King Carl of Sweden were also expected to attend the "
        "Tuesday night meeting."
    )
    record = read(text, published="2025-03-04")
    first = next(event for event in record.events if event.type == "CONSULT")
    found = parts(record, first)
    assert first.factuality.status == "happened"
    assert found["Ana Lopes"] == found["Ola Berg"] == "happened"
    assert found["Eva Stein"] == found["Jan Novak"] == "expected"


def test_who_is_to_be_at_the_venue_takes_part() -> None:
    text = (
        "President Ana Lopes of Portugal met Prime Minister Ola Berg of Norway at her residence in Lisbon on Tuesday. "
        "Chancellor Eva Stein was expected to be at Ms. Lopes’s residence."
    )
    record = read(text)
    first = next(event for event in record.events if event.type == "CONSULT")
    assert parts(record, first)["Eva Stein"] == "expected"


def test_to_be_at_another_venue_is_no_part() -> None:
    text = (
        "President Ana Lopes of Portugal met Prime Minister Ola Berg of Norway at her residence in Lisbon on Tuesday. "
        "Chancellor Eva Stein was expected to be at Mr. Berg’s residence."
    )
    record = read(text)
    first = next(event for event in record.events if event.type == "CONSULT")
    assert "Eva Stein" not in parts(record, first)


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met to discuss grain prices.",
        "The envoys attended a summit meeting in Oslo.",
        "A strike force of the navy met the rebels’ envoys in Oslo.",
    ],
)
def test_an_event_is_told_once(text: str) -> None:
    assert len(typed(text)) == 1


# --- when, where and about what


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("On Monday, Kenya’s president met the Ugandan envoy and signed a treaty.", "2025-03-03"),
        ("Kenya’s president met the Ugandan envoy on Monday.", "2025-03-03"),
        ("The meeting of Kenya’s president with the Ugandan envoy took place on Monday.", "2025-03-03"),
        ("Kenya’s president will attend Friday’s meeting with the Ugandan envoy.", "2025-03-07"),
        ("Kenya’s president met the Ugandan envoy.", None),
        ("A spokesman said on Monday that Kenya’s president had met the Ugandan envoy.", None),
        ("Given the doubts about trade next year, Kenya’s president met the Ugandan envoy.", None),
    ],
)
def test_dates(text: str, start: str | None) -> None:
    event = meetings(text)[0]
    assert (event.when.start if event.when is not None else None) == start


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kenya’s president met the Ugandan envoy in Geneva.", "Geneva"),
        ("Kenya’s president met the Ugandan envoy at his villa in Geneva.", "Geneva"),
        ("Kenya’s president attended talks with the Ugandan envoy in Geneva.", "Geneva"),
        ("Kenya’s president met the Ugandan envoy, a spokesman in Geneva said.", None),
    ],
)
def test_places(text: str, place: str | None) -> None:
    event = meetings(text)[0]
    assert (event.where.name if event.where is not None else None) == place


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("The ministers met to discuss grain prices.", "grain prices"),
        ("The ministers held talks on grain prices in Oslo.", "grain prices"),
        ("The ministers discussed grain prices on Monday.", "grain prices"),
        ("Kenya demanded the release of two sailors.", "the release of two sailors"),
    ],
)
def test_topics(text: str, topic: str) -> None:
    assert topic in [span.quote for span in typed(text)[0].topic]


# --- standing and teller


def test_what_the_report_tells_goes_before_what_a_speaker_tells() -> None:
    text = (
        "Rebels attacked the town of Moroni on Monday. A rebel spokesman denied that rebels had attacked the town of "
        "Moroni on Monday."
    )
    found = [event for event in typed(text) if event.type == "ASSAULT"]
    assert found[0].factuality.status == "happened"
    assert found[0].reported_in is None
    told = [mention for event in found for mention in event.mentions if mention.reported_in is not None]
    assert [mention.factuality.status for mention in told] == ["denied"]


def test_events_have_ids_and_exact_spans() -> None:
    text = "Kenya’s army attacked 😀 the rebels. The rebels attacked Kenya’s army. The attack failed."
    record = read(text)
    assert len({event.id for event in record.events}) == len(record.events)
    for event in record.events:
        for mention in event.mentions:
            assert text[mention.start : mention.end] == mention.quote
        for span in (event.trigger, *event.topic, *(role.span for role in event.roles)):
            assert text[span.start : span.end] == span.quote
