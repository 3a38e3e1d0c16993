"""Events as shown: meetings with who takes part in what way, deeds in one line, each cited, nothing twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.cli import run
from onrecord.lexicon.events import TYPES
from onrecord.record import Event, Participant, Record, Status
from onrecord.render.brief import render_brief
from onrecord.render.markdown import render_markdown
from onrecord.render.view import view_of
from onrecord.render.view_events import TYPE_NAMES, clause_words
from onrecord.render.view_index import Index
from onrecord.render.wording import say_attendance, say_event_standing
from tests.conftest import FULL
from tests.rendered import SUMMIT, event_in, record_of, span_in, standing, with_findings
from tests.test_render_brief import section

Part = tuple[str, Participant, str, Status | None]
CALVO: Part = ("Ines Calvo", "actor", "Ines Calvo", None)


def read() -> Record:
    return record_of(SUMMIT)


def said_by(record: Record, speaker: str) -> str:
    """The id of a speaker's first statement."""
    names = {actor.id: actor.name for actor in record.actors}
    return next(s.id for s in record.statements if s.speaker is not None and names[s.speaker] == speaker)


def meeting(record: Record) -> Event:
    return event_in(
        record,
        "received",
        "CONSULT",
        parts=[
            ("Tomas Brandl", "participant", "Tomas Brandl", None),
            ("Ines Calvo", "host", "Ines Calvo", "happened"),
            ("Oskar Lind", "participant", "Oskar Lind", "expected"),
            ("Lena Aro", "participant", "Lena Aro", "did_not_happen"),
        ],
        also=[("the meeting", "happened", None), ("the talks", "denied", said_by(record, "Tomas Brandl"))],
        topic=["the harbour pact"],
        when="2025-03-03",
        where="Lisbon",
    )


def brief(*events: Event, all_events: bool = False) -> str:
    return render_brief(with_findings(read(), *events), all_events=all_events)


def deed(*events: Event) -> str:
    return section(brief(*events), "OTHER EVENTS").split("\n    ", 1)[1]


def test_a_meeting_has_its_setting_and_a_line_for_each_standing() -> None:
    assert section(brief(meeting(read())), "MEETINGS").splitlines() == [
        "MEETINGS (1)",
        "  from 2025-03-03, Lisbon [¶1] received Tomas Brandl of Austria in Lisbon on Monday to discuss …",
        "    took part: Ines Calvo (host), Tomas Brandl",
        "    expected: Oskar Lind",
        "    did not take part: Lena Aro",
        "    about: the harbour pact",
        "    also told: ¶1 “the meeting”, ¶2 “the talks” (denied; says Tomas Brandl)",
    ]


def test_a_meeting_tells_how_it_stands_and_who_alone_tells_it() -> None:
    record = read()
    event = event_in(record, "the talks", "CONSULT", "called_off", teller=said_by(record, "Tomas Brandl"))
    assert "  not dated [¶2] [called off] talks (says Tomas Brandl)" in brief(event).splitlines()


def test_those_who_take_part_in_one_way_are_named_once() -> None:
    record = read()
    parts: list[Part] = [("Ines Calvo", "participant", words, None) for words in ("Ines Calvo", "Ms. Calvo")]
    event = event_in(record, "received", "CONSULT", parts=parts)
    assert "    took part: Ines Calvo\n" in brief(event)


def test_the_host_comes_first() -> None:
    parts: list[Part] = [
        ("Ines Calvo", "participant", "Ines Calvo", None),
        ("Tomas Brandl", "host", "Tomas Brandl", None),
    ]
    assert "    took part: Tomas Brandl (host), Ines Calvo\n" in brief(
        event_in(read(), "received", "CONSULT", parts=parts)
    )


def test_a_deed_is_one_line_of_who_what_whom_when_where_and_teller() -> None:
    record = read()
    assert deed(
        event_in(
            record,
            "attacked",
            "ASSAULT",
            "possible",
            parts=[("Sweden", "actor", "Sweden", None), ("Austria", "recipient", "two ships", None)],
            when="2025-03-02",
            where="Lisbon",
            teller=said_by(record, "Tomas Brandl"),
        )
    ) == (
        "[¶2] [possible] Sweden → attacked two ships in the bay → Austria (from 2025-03-02; in Lisbon;\n"
        "        says Tomas Brandl)"
    )


def test_whom_the_words_name_is_not_named_again() -> None:
    event = event_in(read(), "demanded", "REQUEST", parts=[CALVO, ("Austria", "recipient", "Austria", None)])
    assert deed(event) == "[¶3] Ines Calvo → demanded an audit from Austria"


def test_other_mentions_of_a_deed_are_cited() -> None:
    event = event_in(read(), "demanded", "REQUEST", parts=[CALVO], also=[("No talks", "denied", None)])
    assert deed(event).endswith("(also ¶4 “No talks” (denied))")


def test_a_part_that_stands_apart_is_marked() -> None:
    parts: list[Part] = [CALVO, ("Tomas Brandl", "actor", "Mr. Brandl", "expected")]
    event = event_in(read(), "demanded", "REQUEST", parts=parts)
    assert deed(event).startswith("[¶3] Ines Calvo, Tomas Brandl (expected) → demanded")


@pytest.mark.parametrize(
    ("status", "shown", "part"),
    [
        ("happened", None, "took part"),
        ("ongoing", "under way", "taking part"),
        ("scheduled", "scheduled", "scheduled"),
        ("expected", "expected", "expected"),
        ("intended", "intended", "intended"),
        ("proposed", "proposed", "proposed"),
        ("possible", "possible", "possible"),
        ("conditional", "conditional", "conditional"),
        ("did_not_happen", "did not happen", "did not take part"),
        ("denied", "denied", "denied"),
        ("called_off", "called off", "called off"),
        ("unknown", "not known whether so", "not known whether so"),
    ],
)
def test_every_status_has_its_words(status: Status, shown: str | None, part: str) -> None:
    told = replace(standing(status), certainty="certain")
    assert say_event_standing(told) == shown
    assert say_attendance(told) == part


def test_what_is_negated_or_but_probable_is_marked() -> None:
    assert say_event_standing(standing("did_not_happen", "future")) == "not to happen"
    assert say_attendance(standing("did_not_happen", "future")) == "not to take part"
    assert say_event_standing(standing("possible", polarity="negative")) == "possible, negated"
    assert say_event_standing(replace(standing("happened"), certainty="probable")) == "probable"


@pytest.mark.parametrize(
    ("words", "trigger", "roles", "shown"),
    [
        ("Any serious talks on a truce would need time.", "talks", (), "Any serious talks on a truce"),
        ("Ines Calvo met to discuss how it would end.", "met", (), "met to discuss how it would end"),
        ("The bridge was attacked by Sweden in March.", "attacked", ("Sweden",), "attacked"),
        ("There is a cease-fire, but it will not last.", "fire", (), "a cease-fire"),
        ("She urged Mr. Aro to sign, and left.", "urged", (), "urged Mr. Aro to sign"),
        ("Sweden met 1,200 rebels; they agreed.", "met", (), "met 1,200 rebels"),
        ("He told Ms. Aro to “wait, and see.”", "told", (), "told Ms. Aro to “wait”"),
        ("The army struck.", "struck", (), "army struck"),
        ("He led one two three four five six seven eight nine ten eleven of them.", "led", (),
         "led one two three four five six seven eight nine ten eleven …"),
    ],
)  # fmt: skip
def test_the_words_of_a_clause(words: str, trigger: str, roles: tuple[str, ...], shown: str) -> None:
    record = record_of(words + "\n")
    parts: list[Part] = [(name, "actor", name, None) for name in roles]
    event = event_in(record, trigger, "REQUEST", parts=parts)
    assert clause_words(record, Index(record), event) == shown


def test_types_come_in_plovers_order_and_deeds_in_that_of_the_text() -> None:
    record = read()
    kinds = ["ASSAULT", "AID", "REQUEST", "AID"]
    triggers = ["attacked", "visit", "demanded", "join"]
    view = view_of(with_findings(record, *(event_in(record, t, k) for t, k in zip(triggers, kinds, strict=True))))
    assert [group.name for group in view.deeds] == [f"{TYPE_NAMES[k]} ({k})" for k in ("AID", "REQUEST", "ASSAULT")]
    starts = [each.place.start for each in view.deeds[0].deeds]
    assert starts == sorted(starts)
    assert len(starts) == 2
    assert TYPE_NAMES.keys() == set(TYPES)


def test_events_of_no_type_are_shown_only_when_asked_for() -> None:
    event = event_in(read(), "discussed", None)
    assert "discussed" not in brief(event).split("STATEMENTS")[0]
    shown = section(brief(event, all_events=True), "OTHER EVENTS")
    assert "  events of no type\n    [¶3] two states discussed a joint patrol" in shown


@pytest.mark.parametrize("form", ["brief", "markdown", "html", "jsonl"])
def test_the_command_line_hands_the_choice_on(form: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "report.txt"
    file.write_text("Ines Calvo, the mayor, shivered. The old bridge collapsed and the harbour flooded.\n", "utf-8")
    shown = []
    for options in ([], ["--all-events"]):
        assert run(["read", str(file), "--quiet", "--language", "en", "--format", form, *options]) == 0
        shown.append(capfd.readouterr().out)
    assert (shown[0] == shown[1]) is (form == "jsonl")
    assert "collapsed" in shown[1]


def test_a_record_without_events_has_no_sections_of_them() -> None:
    assert not {"MEETINGS", "OTHER EVENTS", "CONDITIONS"} & set(brief().replace(" (", "\n").splitlines())


def test_each_event_stands_in_one_section_once() -> None:
    record = read()
    events = [meeting(record), event_in(record, "demanded", "REQUEST"), event_in(record, "attacked", "ASSAULT")]
    view = view_of(with_findings(record, *events))
    refs = [m.ref for m in view.meetings] + [d.ref for group in view.deeds for d in group.deeds]
    assert sorted(refs) == ["e1", "e2", "e3"]


def test_many_events_take_a_line_or_two_each() -> None:
    text = "\n\n".join(f"Ines Calvo demanded the return of ship number {i} from Sweden." for i in range(60))
    record = record_of(text)
    one = event_in(record, "demanded", "REQUEST", parts=[CALVO])
    events = [replace(one, id=str(i), trigger=(s := span_in(record, "demanded", i)),
                      mentions=(replace(one.mentions[0], start=s.start, end=s.end),)) for i in range(60)]  # fmt: skip
    shown = section(render_brief(with_findings(record, *events)), "OTHER EVENTS").splitlines()
    assert shown[0] == "OTHER EVENTS (60)"
    assert len(shown) == 62


def test_what_is_scheduled_is_to_come_and_its_meeting_is_pointed_to() -> None:
    record = read()
    event = event_in(record, "visit", "CONSULT", "scheduled", parts=[CALVO], when="2025-03-07")
    ahead = [a for a in view_of(with_findings(record, event)).ahead if "visit" in a.sentence.words]
    assert [(a.tags, "e1" in a.refs) for a in ahead] == [(("see meetings",), True)]


def test_what_no_word_of_the_future_tells_is_to_come_by_its_event() -> None:
    record = read()
    day = span_in(record, "Friday")
    event = event_in(record, "discussed", "COOPERATE", "proposed", when="2025-03-07")
    assert event.when is not None
    event = replace(event, when=replace(event.when, span=day))
    assert not [a for a in view_of(with_findings(record)).ahead if "discussed" in a.sentence.words]
    ahead = [a for a in view_of(with_findings(record, event)).ahead if "discussed" in a.sentence.words]
    assert [(a.when, a.refs) for a in ahead] == [("from 2025-03-07", ("e1",))]
    undated = replace(event, when=None)
    assert not [a for a in view_of(with_findings(record, undated)).ahead if "discussed" in a.sentence.words]


def test_no_sentence_is_to_come_twice() -> None:
    record = read()
    events = [event_in(record, t, "CONSULT", "scheduled", when="2025-03-07") for t in ("visit", "will", "Vienna")]
    words = [a.sentence.words for a in view_of(with_findings(record, *events)).ahead]
    assert len(words) == len(set(words))
    assert sum("Vienna" in each for each in words) == 1


def test_markdown_escapes_the_words_of_events() -> None:
    record = read()
    event = event_in(record, "fails", "REJECT", topic=["<b>pact</b>"])
    talk = replace(event, id="m", type="CONSULT")
    shown = render_markdown(with_findings(record, event, talk))
    assert "<" not in shown.replace("\\<", "")
    assert "  - about: \\<b\\>pact\\</b\\>" in shown


@settings(max_examples=500 if FULL else 40)
@given(st.data())
def test_any_event_is_shown_with_its_words(data: st.DataObject) -> None:
    record = read()
    text = record.document.text
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, min(len(text), start + 30)))
    trigger = record.document.cite(start, end)
    kind = data.draw(st.sampled_from([None, *TYPES]))
    event = replace(event_in(record, "discussed", kind), trigger=trigger)
    found = with_findings(record, event)
    view = view_of(found, all_events=True)
    assert len(view.meetings) + sum(len(group.deeds) for group in view.deeds) == 1
    if trigger.quote.strip():
        words = clause_words(found, Index(found), event)
        assert words
        assert len(words) <= len(text)
    assert all(len(line) <= 100 for line in render_brief(found, all_events=True).splitlines())
