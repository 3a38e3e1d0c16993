"""The brief on reports as they are read: nothing lost, nothing invented, nothing that a terminal would obey."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import Document, Factuality, Note, Record, Role, Span, Statement, When
from onrecord.render.brief import WIDTH, render_brief
from onrecord.render.view import view_of
from onrecord.render.wording import lead_in, say_role, say_standing, say_when, show_text, told_words
from tests.conftest import FULL
from tests.parsed import document_of
from tests.rendered import HOSTILE, REPORT, record_of
from tests.test_properties import texts

MARKS = "“”„‟\"«»〝〞＂「」『』‘’'`"


def bare(text: str) -> str:
    """A text without white space and quotation marks, which the brief may set anew."""
    return re.sub(rf"[\s{MARKS}]", "", show_text(text))


def brief_of(text: str, published: str | None = "2025-03-04") -> str:
    return render_brief(record_of(text, published))


def section(brief: str, heading: str) -> str:
    return re.split(r"\n\n", brief[brief.index(heading) :])[0]


def test_the_brief_says_who_said_what_and_where_it_stands() -> None:
    brief = brief_of(REPORT)
    assert brief.startswith(
        "HARBOUR PACT NEARS AS MINISTERS GATHER\n2025-03-04 (date given) · first published by Reuters"
    )
    who = section(brief, "WHO")
    assert re.search(r"^  Ines Calvo — foreign minister, Portugal \(\d statements, \d mentions\)$", who, re.MULTILINE)
    assert "Oskar Lind — former President, Sweden" in who
    said = section(brief, "STATEMENTS")
    assert "[¶3] told reporters on Tuesday: “We will not sign before the audit is out, … Then we shall see.”" in said
    assert "[¶4] said that Ms. Calvo had warned of delays" in said
    assert "(via River Post)" in said
    assert "[¶6] called the plan “window dressing.”" in said
    assert "reporting credit" in brief.splitlines()[-1]


def test_a_carried_statement_stands_under_its_carrier_and_is_pointed_to_from_its_speaker() -> None:
    lines = section(brief_of(REPORT), "STATEMENTS").splitlines()
    carrier = lines.index("    [¶4] said that Ms. Calvo had warned of delays")
    assert lines[carrier + 1] == "      > [¶4] Ines Calvo: in the same words"
    assert lines.index("    as reported by Tomas Brandl [¶4]") > lines.index(
        "  Ines Calvo — foreign minister, Portugal"
    )
    assert "      > [¶5] [expected, not yet said] two states: in the same words (via River Post)" in lines


def test_what_is_to_come_is_in_time_order_and_tells_each_sentence_once() -> None:
    ahead = section(brief_of(REPORT), "WHAT IS TO COME")
    friday, next_week, undated = (ahead.index(w) for w in ("2025-03-07", "2025-03-10 to 2025-03-16", "not dated"))
    assert friday < next_week < undated
    assert ahead.count("two ships") == 1
    assert "on Tuesday" not in ahead
    assert "to come" not in section(brief_of(REPORT, None), "LEFT").lower()


def test_without_a_date_nothing_is_placed_in_time_and_a_note_says_so() -> None:
    brief = brief_of("Ines Calvo said: “I leave on Friday.” She will speak next week.", None)
    assert "date not known" in brief.splitlines()[1]
    assert "no_date ×1" in brief
    assert not re.search(r"\d{4}-\d\d-\d\d", brief)


def test_an_empty_report_has_a_brief_too() -> None:
    brief = brief_of("")
    assert brief.startswith("(no text)\n")
    assert "WHO: none found" in brief
    assert "empty ×1" in brief


def test_control_characters_and_direction_overrides_reach_no_terminal() -> None:
    brief = brief_of(HOSTILE + "\nInes Calvo said: “\x1b]0;x\x07 \u202eevil\u202c \x9b2J”\n")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", brief)
    assert "␛" in brief


def test_a_report_of_many_statements_keeps_each() -> None:
    text = "\n\n".join(f"“The bridge number {i} is shut for good,” said Ines Calvo, the mayor." for i in range(300))
    brief = brief_of(text)
    assert all(f"number {i} is" in brief for i in range(300))
    assert len(brief.splitlines()) < 1000


def test_a_file_is_told_by_its_name_and_an_address_in_full() -> None:
    record = record_of(REPORT)
    for uri, shown in (("/home/somebody/secret/report.txt", "report.txt"), ("https://example.org/a/1",) * 2):
        source = view_of(replace(record, document=replace(record.document, uri=uri))).source
        assert source[-1] == shown


@settings(max_examples=2000 if FULL else 60)
@given(texts)
def test_every_statement_and_note_stands_in_the_brief(text: str) -> None:
    record = record_of(text.replace("\r\n", "\n").replace("\r", "\n"))
    brief = render_brief(record)
    assert all(len(line) <= WIDTH for line in brief.splitlines())
    shown = bare(brief)
    for statement in record.statements:
        assert all(bare(part.quote) in shown for part in statement.content)
    for note in record.notes:
        assert bare(note.code) in shown
        assert bare(note.detail) in shown
    for actor in record.actors:
        assert bare(actor.name) in shown


def test_what_may_be_or_was_once_expected_is_not_to_come() -> None:
    ahead = section(brief_of("Ines Calvo may say more. You could say so. Ines Calvo expected rain in 2011."), "WHAT IS")
    assert ahead == "WHAT IS TO COME: none found"


def statement_in(document: Document, cue: str | None, *content: str, manner: str = "direct") -> Statement:
    def cite(words: str) -> Span:
        start = document.text.index(words)
        return document.cite(start, start + len(words))

    like = record_of(REPORT).statements[0]
    assert manner in ("direct", "mixed", "indirect")
    return replace(
        like,
        manner=manner,  # type: ignore[arg-type]
        cue=cite(cue) if cue is not None else None,
        content=tuple(cite(words) for words in content),
        speaker_span=None,
    )


@pytest.mark.parametrize(
    ("text", "content", "manner", "shown"),
    [
        ("“We sign,” he said.", ["“We sign,”"], "direct", "“We sign,”"),
        ("“We sign,” he said.", ["We sign,"], "direct", "“We sign,”"),
        ('"We sign," he said. "Soon."', ['"We sign,"', '"Soon."'], "direct", "“We sign, … Soon.”"),
        ("“We sign.”\n\n“Soon.”", ["“We sign.”", "“Soon.”"], "direct", "“We sign. Soon.”"),
        ("He said: “We sign.\n\n“Soon, we do.”", ["“We sign.\n\n“Soon, we do.”"], "direct", "“We sign. Soon, we do.”"),
        ("Q: We sign the “pact”", ["We sign the “pact”"], "direct", "“We sign the “pact””"),
        ("„Wir zögern“, he said.", ["„Wir zögern“"], "direct", "“Wir zögern”"),
        ("«We sign», he said.", ["«We sign»"], "direct", "“We sign”"),
        ("He said the plan was “dead”.", ["the plan was “dead”"], "mixed", "the plan was “dead”"),
        ("He called it “window dressing,” she saw.", ["window dressing"], "mixed", "“window dressing,”"),
        ("He said\nthe plan  was\tdead.", ["the plan  was\tdead"], "indirect", "the plan was dead"),
    ],
)
def test_direct_words_stand_between_one_pair_of_marks_and_others_as_told(
    text: str, content: list[str], manner: str, shown: str
) -> None:
    document = document_of(text)
    assert told_words(document, statement_in(document, None, *content, manner=manner)) == shown


@pytest.mark.parametrize(
    ("text", "cue", "content", "manner", "shown"),
    [
        ("She told reporters that the plan was dead.", "told", "the plan was dead", "indirect", "told reporters that"),
        ("She said: “We sign.”", "said", "“We sign.”", "direct", "said:"),
        ("And that, he noted, means delay.", "noted", "means delay", "indirect", "noted:"),
        ("“We sign,” she told reporters in Lisbon.", "told", "“We sign,”", "direct", "told reporters in Lisbon:"),
        ("According to a draft, patrols begin.", "According to", "patrols begin", "indirect", ""),
        ("The plan is dead, she said.", "said", "The plan is dead", "indirect", "said:"),
    ],
)
def test_the_cue_leads_to_the_words(text: str, cue: str, content: str, manner: str, shown: str) -> None:
    document = document_of(text)
    lead, start, end = lead_in(document, statement_in(document, cue, content, manner=manner))
    assert lead == shown
    assert document.text[start:end].strip(' ,:“"').startswith(cue if shown else "")


@pytest.mark.parametrize(
    ("start", "end", "precision", "shown"),
    [
        ("2025-03-04", "2025-03-05", "day", "2025-03-04"),
        ("2025-03-04T18:30", "2025-03-04T18:31", "minute", "2025-03-04 18:30"),
        ("2025-03-03", "2025-03-10", "week", "2025-03-03 to 2025-03-09"),
        ("2025-03-01", "2025-04-01", "month", "2025-03"),
        ("2025-01-01", "2026-01-01", "year", "2025"),
        ("2025-03-04", None, "day", "from 2025-03-04"),
        (None, "2025-03-05", "day", "until 2025-03-04"),
        (None, None, "day", None),
    ],
)
def test_intervals_for_people(start: str | None, end: str | None, precision: str, shown: str | None) -> None:
    assert say_when(When(start, end, precision, "stated", None, None)) == shown  # type: ignore[arg-type]


def test_roles_carry_their_status() -> None:
    actors = {actor.id: actor for actor in record_of(REPORT).actors}
    span = Span(0, 1, "x")
    assert say_role(Role("President", None, "SWE", "former", span), actors) == "former President, Sweden"
    assert say_role(Role("President", None, "SWE", "elect", span), actors) == "President-elect, Sweden"
    assert say_role(Role("former mayor", None, None, "former", span), actors) == "former mayor"
    assert say_role(Role("mayor", None, None, "candidate", span), actors) == "candidate for mayor"


def test_what_is_not_told_as_said_is_marked() -> None:
    assert say_standing(Factuality("happened", "certain", "positive", "past"), "speech") is None
    assert say_standing(Factuality("expected", "probable", "positive", "future"), "speech") == "expected, not yet said"
    assert say_standing(Factuality("did_not_happen", "certain", "negative", "past"), "speech") == "not said"
    assert say_standing(Factuality("did_not_happen", "certain", "negative", "past"), "thought") == "negated"
    assert say_standing(Factuality("happened", "probable", "positive", "past"), "speech") == "probable"


def test_statements_that_carry_each_other_are_all_kept() -> None:
    record = record_of(REPORT)
    first, second, *others = record.statements
    ring = (replace(first, reported_in=second.id), replace(second, reported_in=first.id), *others)
    lost = (replace(first, reported_in="no such statement"), second, *others)
    for statements in (ring, lost):
        shown = bare(render_brief(replace(record, statements=statements)))
        assert all(bare(part.quote) in shown for s in statements for part in s.content)


def test_notes_are_grouped_and_counted() -> None:
    record = record_of(REPORT)
    notes = tuple(Note("open", "left open", record.document.cite(i, i + 7)) for i in (0, 8, 13))
    brief = render_brief(replace(record, notes=notes))
    assert "LEFT UNRESOLVED (3)\n  open ×3: left open: " in brief


def test_the_same_words_left_open_are_told_once_with_their_paragraphs() -> None:
    text = "I came.\n\nThen I saw, and who was there?\n\nI won. I left."
    record = record_of(text)
    starts = [i for i in range(len(text)) if text[i : i + 2] == "I "]
    notes = [Note("open", "left open", record.document.cite(i, i + 1)) for i in starts]
    who = text.index("who")
    notes.insert(2, Note("open", "left open", record.document.cite(who, who + 3)))
    brief = render_brief(replace(record, notes=tuple(notes)))
    assert "open ×5: left open: “I” ×4 ([¶1], [¶2], [¶3]); [¶2] “who”\n" in brief


def test_long_words_inside_of_a_statement_are_told_by_the_first_of_them() -> None:
    text = (
        "Ines Calvo, the mayor, said that the harbour had been shut since the great storm of last winter, and that "
        "Tomas Brandl had told her last week that the two old cranes on the eastern quay were not safe.\n"
    )
    record = record_of(text)
    outer, inner = record.statements
    assert inner.reported_in == outer.id
    said = section(render_brief(record), "STATEMENTS")
    assert "      > [¶1] Tomas Brandl had told her last week that the two old cranes …" in said


def test_a_colon_for_a_cue_leads_to_nothing() -> None:
    document = document_of("Ines Calvo: “We sign.”")
    assert lead_in(document, statement_in(document, ":", "“We sign.”")) == ("", 0, 0)


@given(st.text())
def test_shown_text_holds_no_control_character_and_the_same_words(text: str) -> None:
    shown = show_text(text)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", shown)
    assert len(shown) == len(" ".join(text.split()))


def test_an_older_record_without_sentences_is_shown() -> None:
    record = record_of(REPORT)
    assert "[¶–]" in render_brief(Record(record.produced_by, record.document, statements=record.statements))


def test_paragraphs_are_counted_as_the_reader_sees_them() -> None:
    text = "The pact nears.\n\nRead more: The old pact\n\nInes Calvo, the mayor, said the talks went on.\n"
    record = record_of(text)
    assert [each.kind for each in record.furniture] == ["read_more"]
    assert "    [¶3] said the talks went on" in render_brief(record)


@pytest.mark.parametrize(
    ("title", "words"),
    [("mayor", "candidate for mayor"), ("Republican nominee", "Republican nominee"), ("challenger", "challenger")],
)
def test_a_candidate_is_not_called_so_twice(title: str, words: str) -> None:
    assert say_role(Role(title, None, None, "candidate", Span(0, 1, "x")), {}) == words
