"""The brief as Markdown: the same content, and no markup but our own takes effect."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import Participant, Status
from onrecord.render.brief import render_brief
from onrecord.render.markdown import escape_markdown, render_markdown
from tests.conftest import FULL
from tests.rendered import HOSTILE, REPORT, SUMMIT, condition_in, event_in, record_of, with_findings
from tests.test_properties import texts

UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*[`*_{}\[\]<>&|~#$@]")


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def test_markdown_has_the_words_of_the_brief() -> None:
    for text in (REPORT, HOSTILE):
        brief = words_of(render_brief(record_of(text)).replace(">", " "))
        plain = re.sub(r"\\([^a-z0-9\s])", r"\1", render_markdown(record_of(text)))
        assert sorted(words_of(plain)) == sorted(brief)


def test_markdown_has_headings_and_lists() -> None:
    shown = render_markdown(record_of(REPORT))
    assert shown.startswith("# HARBOUR PACT NEARS AS MINISTERS GATHER\n")
    assert re.search(r"^- \*\*Ines Calvo\*\* — foreign minister, Portugal \(\d statements, \d mentions\)$", shown, re.M)
    assert re.search(r"^  - ¶3 told reporters on Tuesday: “We will not sign .*”( \(|$)", shown, re.M)
    assert re.search(r"^    - ¶4 Ines Calvo: in the same words$", shown, re.M)


def test_markup_in_the_report_takes_no_effect() -> None:
    shown = render_markdown(record_of(HOSTILE))
    assert "<" not in shown.replace("\\<", "")
    assert "](" not in shown.replace("\\](", "")
    assert "\\*\\*reporters\\*\\*" in shown
    assert "\\&amp;" in shown


@given(st.text())
def test_escaped_text_holds_no_mark_that_works(text: str) -> None:
    escaped = escape_markdown(text)
    assert UNESCAPED.search(escaped) is None
    assert re.sub(r"\\([\\`*_{}\[\]<>&|~#$@^=:.!])", r"\1", escaped) == text


@settings(max_examples=2000 if FULL else 40)
@given(texts)
def test_every_line_begins_with_our_own_marks(text: str) -> None:
    for line in render_markdown(record_of(text)).splitlines()[1:]:
        points = r"¶|\*\*|[a-z ]+ \([A-Z]+\)$|[a-z ,]+: |also mentioned|speaker not|as reported|[a-z\\_]+ ×"
        ours = rf"$|[^#>\s-]|#{{1,2}} [A-Z]| *- (?:{points})"
        assert re.match(rf"(?:{ours})", line), line
        assert not re.match(r"(?:\d+[.)]|=+|\+) ", line) or " · " in line or re.match(r"\d{4}", line), line


def test_events_and_conditions_have_the_words_of_the_brief() -> None:
    record = record_of(SUMMIT)
    record = replace(record, document=replace(record.document, title="The pact"))
    parts: list[tuple[str, Participant, str, Status | None]] = [
        ("Ines Calvo", "host", "Ines Calvo", None),
        ("Oskar Lind", "participant", "Oskar Lind", "expected"),
    ]
    found = with_findings(
        record,
        event_in(record, "received", "CONSULT", parts=parts, also=[("the talks", "denied", None)], topic=["pact"]),
        event_in(record, "attacked", "ASSAULT", "possible", also=[("leave", "happened", None)], when="2025-03-02"),
        condition_in(record, "unless", "unless", "the ships leave", "No talks", negated=True),
    )
    brief = words_of(render_brief(found).replace(">", " "))
    plain = re.sub(r"\\([^a-z0-9\s])", r"\1", render_markdown(found))
    assert sorted(words_of(plain)) == sorted(brief)
    assert "- attacks and violence (ASSAULT)\n  - ¶2 *(possible)* " in plain
    assert "\n  - expected: Oskar Lind\n" in plain
