"""Graphs, read back by networkx; dot by the rules of its language, for no reader of it is to be had here."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import networkx as nx  # type: ignore[import-untyped]
import pytest
from pygments.lexers.graphviz import GraphvizLexer  # type: ignore[import-untyped]
from pygments.token import Error, Operator, Punctuation  # type: ignore[import-untyped]

from onrecord.errors import UsageError
from onrecord.export import export
from onrecord.record import Mention, Record
from onrecord.store.keeping import Store
from tests.export_store import FORMULA, exported, kept, sqlite
from tests.made_records import made_record

__all__ = ["kept", "sqlite"]

TOLK, QUANDT = "person: maren tolk", "person: idris quandt"


def happened(record: Record) -> Record:
    """The record with both who take part in its meeting there for sure."""
    meeting = record.events[0]
    roles = tuple(replace(role, factuality=None) for role in meeting.roles)
    return replace(record, events=(replace(meeting, roles=roles), *record.events[1:]))


def test_who_met_whom_counts_what_took_place(store: Store, tmp_path: Path) -> None:
    records = [happened(made_record(number)) for number in range(1, 14)]
    store.save_records([*records, made_record(20), made_record(21, speaker='Ana "<Roe>" & Co \\')])
    path, told = exported(store, "graphml", tmp_path / "met.graphml")
    graph = nx.read_graphml(path)
    assert not graph.is_directed()
    assert told.written == {"nodes": 2, "edges": 1}
    edge = graph.edges[TOLK, QUANDT]
    assert (edge["weight"], edge["reports"], edge["statuses"]) == (13, 13, "happened:13")
    assert (edge["first"], edge["last"]) == ("2025-03-02", "2025-03-14")
    meeting = records[0].events[0].trigger
    citations = edge["citations"].split()
    assert citations[0] == f"{records[0].document.id}:{meeting.start}-{meeting.end}"
    assert len(citations) == 10
    assert graph.nodes[TOLK] == {
        "label": "Maren Tolk", "kind": "person", "country": "CHE", "sector": "GOV", "mentions": 13,
    }  # fmt: skip


def test_two_meetings_in_one_report_are_two_in_one(sqlite: Store, tmp_path: Path) -> None:
    record = happened(made_record(9))
    meeting, *others, summit = record.events
    again = replace(summit, roles=meeting.roles, factuality=meeting.factuality)
    sqlite.save_record(replace(record, events=(meeting, *others, again)))
    path, _ = exported(sqlite, "graphml", tmp_path / "met.graphml", since="2025-03-10")
    edge = nx.read_graphml(path).edges[TOLK, QUANDT]
    assert (edge["weight"], edge["reports"]) == (2, 1)


@pytest.mark.parametrize("form", ["graphml", "ftm"])
def test_who_has_no_name_of_their_own_is_nobody_across_reports(store: Store, tmp_path: Path, form: str) -> None:
    record = happened(made_record(1))
    tolk, velmar, quandt, *others = record.actors
    nominal = tuple(replace(mention, form="nominal") for mention in quandt.mentions)
    parliament = replace(quandt, kind="organization", name="parliament", mentions=nominal)
    store.save_record(replace(record, actors=(tolk, velmar, parliament, *others)))
    path, told = exported(store, form, tmp_path / "out")
    assert "parliament" not in path.read_text("utf-8")
    assert quandt.id not in path.read_text("utf-8")
    assert (told.written.get("edges"), told.written.get("Event")) in ((0, None), (None, 1))


def test_with_every_status_the_planned_shows_as_what_it_is(store: Store, tmp_path: Path) -> None:
    store.save_records([happened(made_record(1)), made_record(2), made_record(3, speaker='Ana "<Roe>" & Co \\')])
    path, _ = exported(store, "graphml", tmp_path / "met.graphml", all_status=True)
    graph = nx.read_graphml(path)
    assert graph.edges[TOLK, QUANDT]["statuses"] == "expected:1 happened:1"
    assert 'Ana "<Roe>" & Co \\' in {node["label"] for _, node in graph.nodes(data=True)}


def test_who_spoke_of_whom_is_directed_and_leaves_out_the_unnamed(kept: Store, tmp_path: Path) -> None:
    path, told = exported(kept, "graphml", tmp_path / "spoke.graphml", graph="spoke-of")
    assert nx.read_graphml(path).is_directed()
    assert told.written == {"nodes": 0, "edges": 0}  # only officials without a name speak of anybody there


def test_a_speaker_is_joined_with_those_that_the_words_mention(store: Store, tmp_path: Path) -> None:
    record = made_record(1)
    tolk, velmar, quandt, *others = record.actors
    hearsay = replace(record.statements[1], speaker=tolk.id, authority="named")
    start = record.document.text.index("Quandt", hearsay.content[0].start)
    quandt = replace(quandt, mentions=(*quandt.mentions, Mention(start, start + 6, "Quandt", "name")))
    store.save_record(
        replace(record, actors=(tolk, velmar, quandt, *others), statements=(record.statements[0], hearsay))
    )
    path, _ = exported(store, "graphml", tmp_path / "spoke.graphml", graph="spoke-of")
    graph = nx.read_graphml(path)
    assert list(graph.edges) == [(TOLK, QUANDT)]
    content = hearsay.content[0]
    assert graph.edges[TOLK, QUANDT]["citations"] == f"{record.document.id}:{content.start}-{content.end}"


def test_dot_holds_the_same_in_its_own_language(kept: Store, tmp_path: Path) -> None:
    graphml, _ = exported(kept, "graphml", tmp_path / "met.graphml", all_status=True)
    dot, _ = exported(kept, "dot", tmp_path / "met.dot", all_status=True)
    graph, text = nx.read_graphml(graphml), dot.read_text("utf-8")
    tokens = list(GraphvizLexer().get_tokens(text))
    assert not [value for kind, value in tokens if kind in Error]
    assert sum(value in ("--", "->") for kind, value in tokens if kind in Operator) == graph.number_of_edges()
    signs = [value for kind, value in tokens if kind in Punctuation]
    assert signs.count("{") == signs.count("}") == 1
    assert signs.count("[") == signs.count("]") == graph.number_of_nodes() + graph.number_of_edges()
    assert FORMULA.replace('"', '\\"') in text


def test_a_graph_that_is_none_is_refused(sqlite: Store) -> None:
    with pytest.raises(UsageError, match="'loved' is no graph; it is one of met, spoke-of"):
        export(sqlite, "dot", graph="loved")
    with pytest.raises(UsageError, match="--graph goes with graphml and dot alone"):
        export(sqlite, "csl", graph="met")
