"""Answers as text, tables, flat rows, HTML and graphs: each names the report, the characters, and the exact words."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx  # type: ignore[import-untyped]
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from rich.console import Console

from onrecord.errors import UsageError
from onrecord.query.answers import Answer, Profile, Shown
from onrecord.query.asking import Store, open_store
from onrecord.render.answers import FORMATS, render_answer
from onrecord.render.answers_flat import columns_of, flat_rows
from onrecord.render.answers_graph import render_graph
from onrecord.render.answers_html import render_html
from onrecord.render.answers_table import print_table
from tests.asked_records import Depends, Met, Said, Who, report
from tests.asking import fill

BRANDT = Who("Ilka Brandtner", role="foreign minister", country="AUT")
SLY = Who("=HYPERLINK(1) <b>|*Sly*\x1b[31m")
OFFICIAL = Who("an official", "unnamed")

FIRST = report(
    Said(BRANDT, "The patrol ships stay"),
    Met((BRANDT, SLY), start="2025-03-01", end="2025-03-02", place="Graz", country="AUT"),
    Depends("the ships leave", "we sign", BRANDT), title="Ships | stay [here]", uri="https://river.example/1?a=1&b=2",
)  # fmt: skip
SECOND = report(
    Said(SLY, "A *bold* <i>claim</i>,\n\u2028\"quoted\" | \x1b[31mred", manner="indirect"),
    Depends("The ships leave.", None, None), Depends("rain falls", "We sign", OFFICIAL, "prevents", "no"),
    published=None, publisher="Hill, Gazette", title=None, uri="reports/second.txt",
)  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A small database; how answers look does not depend on its kind."""
    with open_store(tmp_path_factory.mktemp("answers") / "record.db") as opened:
        fill(opened, (FIRST, SECOND))
        yield opened


def everything(store: Store) -> dict[str, Answer[Any] | Profile | Shown]:
    """An answer of each kind."""
    return {
        "said": store.said(), "events": store.events(), "conditions": store.conditions(), "sources": store.sources(),
        "search": store.search("ships OR claim"), "timeline": store.timeline("Brandtner"),
        "actor": store.actor("Brandtner"), "show": store.show(store.said()[0].id),
    }  # fmt: skip


KINDS = ("said", "events", "conditions", "sources", "search", "timeline", "actor", "show")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", FORMATS)
def test_every_answer_is_written_in_every_format_without_control_characters(store: Store, kind: str, form: str) -> None:
    text = render_answer(everything(store)[kind], form, paragraph=True)
    assert text.endswith("\n")
    if form in ("table", "markdown"):
        assert not [sign for sign in text if ord(sign) < 0x20 and sign != "\n"]
    if form == "jsonl":
        assert all(isinstance(json.loads(line), dict) for line in text.splitlines())


@pytest.mark.parametrize("kind", ["said", "events", "conditions", "search", "timeline"])
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_every_finding_names_outlet_day_title_characters_id_and_words(store: Store, kind: str, form: str) -> None:
    answer = everything(store)[kind]
    assert isinstance(answer, Answer)
    text = render_answer(answer, form).replace("\\", "")
    for row in answer:
        assert row.id in text
        assert row.report.document_id in text
        for span in row.cited:
            assert f"{span.start}-{span.end}" in text
            assert " ".join(span.quote.split()[:2]) in text
    assert "River Post, 2025-03-10, " in text


def test_csv_has_the_columns_and_values_of_the_findings(store: Store) -> None:
    answer = store.said()
    header, *rows = csv.reader(io.StringIO(render_answer(answer, "csv")))
    assert header == [column.name for column in columns_of(answer.kind)]
    assert rows == [["" if value is None else str(value) for value in row] for row in flat_rows(answer)]
    by_name = dict(zip(header, rows[1], strict=True))
    assert by_name["said_quote"] == "The patrol ships stay"
    assert FIRST.document.text[int(by_name["said_start"]) : int(by_name["said_end"])] == by_name["said_quote"]
    assert by_name["document_id"] == FIRST.document.id


def test_csv_of_a_profile_has_a_row_for_each_part(store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(render_answer(store.actor("Brandtner"), "csv"))))
    assert {row["part"] for row in rows} == {"Roles", "Names", "Latest statements", "Meetings", "With whom most"}
    assert all(row["quote"] and row["document_id"] for row in rows if row["part"] in ("Roles", "Meetings"))


def test_json_lines_hold_the_spans_and_one_line_each(store: Store) -> None:
    text = render_answer(store.said(), "jsonl")
    assert len(text.splitlines()) == 4
    first = json.loads(text.splitlines()[1])
    assert first["said"] == [{"start": 1, "end": 22, "quote": "The patrol ships stay"}]
    assert first["report"]["uri"] == "https://river.example/1?a=1&b=2"


def test_markdown_links_to_addresses_of_the_web_only_and_escapes_the_rest(store: Store) -> None:
    text = render_answer(store.said(), "markdown")
    assert r"[Ships \| stay \[here\]](<https://river.example/1?a=1&b=2>)" in text
    assert "(<reports" not in text
    assert r"\*bold\* \<i\>claim\</i\>" in text


def test_marks_are_seen_in_text_markdown_and_html(store: Store) -> None:
    answer = store.search("patrol", within="statements")
    assert "“The [patrol] ships stay”" in render_answer(answer, "table")
    assert "The **patrol** ships stay" in render_answer(answer, "markdown")
    assert "The <mark>patrol</mark> ships stay" in answer._repr_html_()


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]


@pytest.mark.parametrize("kind", KINDS)
def test_html_for_notebooks_lets_no_tag_of_a_report_through(store: Store, kind: str) -> None:
    tags = Tags()
    tags.feed(everything(store)[kind]._repr_html_())
    assert "table" in tags.seen
    assert not tags.seen & {"i", "b", "script"}
    assert all(link.startswith("https://river.example") for link in tags.links)


def test_an_empty_answer_in_a_notebook_says_what_was_searched(store: Store) -> None:
    assert "nothing found" in render_html(store.said(speaker="Nobody"))
    assert "nearest names" in store.actor("Brendtnor Q")._repr_html_()


@pytest.mark.parametrize("kind", ["said", "events", "conditions", "sources", "search", "timeline"])
def test_arrow_tables_have_typed_columns_even_when_empty(store: Store, kind: str) -> None:
    answer = everything(store)[kind]
    assert isinstance(answer, Answer)
    table = answer.to_arrow()
    assert table.num_rows == len(answer)
    assert table.schema.names == [column.name for column in columns_of(answer.kind)]
    empty = Answer((), answer.kind, "nothing").to_arrow()
    assert empty.schema == table.schema
    frame = answer.to_pandas()
    assert list(frame.columns) == table.schema.names
    assert len(frame) == len(answer)


def test_arrow_values_are_those_of_the_findings(store: Store) -> None:
    table = store.events().to_arrow()
    assert table.schema.field("lat").type == pa.float64()
    assert table.column("sentence_start").to_pylist() == [store.events()[0].cited[0].start]
    assert table.column("who").to_pylist()[0].startswith("Ilka Brandtner (participant); =HYPERLINK(1)")


def test_graphs_of_conditions_are_read_by_others(store: Store, tmp_path: Path) -> None:
    answer = store.conditions()
    path = tmp_path / "conditions.graphml"
    path.write_text(render_graph(answer, "graphml"), encoding="utf-8")
    graph = nx.read_graphml(path)
    # "the ships leave" and "The ships leave." are one; one condition has no outcome.
    assert sorted(graph.nodes) == ["rain falls", "the ships leave", "we sign"]
    edges = {(one, two): told for one, two, told in graph.edges(data=True)}
    told = edges["the ships leave", "we sign"]
    assert (told["relation"], told["holder"], told["document"]) == ("if", "Ilka Brandtner", FIRST.document.id)
    assert FIRST.document.text[told["start"] : told["end"]] == "we sign if the ships leave"
    dot = render_graph(answer, "dot")
    assert dot.startswith("digraph conditions {")
    assert '"rain falls" -> "we sign" [label="prevents, an official, Hill, Gazette"' in dot


def test_a_table_on_a_terminal_shows_findings_and_nothing_for_none(store: Store) -> None:
    for answer in everything(store).values():
        console = Console(width=150, record=True, file=io.StringIO())
        print_table(answer, console, paragraph=True)
        shown = console.export_text()
        assert "Brandtner" in shown or "River Post" in shown
        assert "\x1b" not in shown
    console = Console(file=io.StringIO())
    print_table(store.said(speaker="Nobody"), console)
    assert isinstance(console.file, io.StringIO)
    assert console.file.getvalue() == ""


def test_a_shown_finding_tells_names_words_and_origin(store: Store) -> None:
    text = render_answer(store.show(store.said(speaker="Brandtner", manner="direct")[0].id), "table")
    assert "“said” (40-44)" in text
    assert "Ilka Brandtner)" in text
    assert "https://river.example/1?a=1&b=2" in text
    assert "by_hand 1" in text
    assert "paragraph" not in text


def test_an_unknown_format_is_told(store: Store) -> None:
    with pytest.raises(UsageError, match="no format of an answer"):
        render_answer(store.said(), "xml")


def test_answers_are_sequences(store: Store) -> None:
    answer = store.said()
    assert answer[0] is answer.rows[0]
    assert answer[:2] == answer.rows[:2]
    assert list(answer) == list(answer.rows)
    assert answer
    assert not Answer((), answer.kind, "nothing")
