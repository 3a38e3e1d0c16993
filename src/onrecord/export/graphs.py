"""Who met whom, and who spoke of whom: graphs over all reports.

A node is everyone of one name and kind, for who is who across reports nobody has judged here. Who is not called by a
name of their own ("a senior official", "the government") is no node: no two of them are known to be one. A graph is
held in memory, its nodes and edges once each; what it is counted from is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from onrecord.export.request import TOOK_PLACE, Exported, Request
from onrecord.export.tables import events_with_roles
from onrecord.store.name_keys import name_key
from onrecord.store.selecting import Cell, Selected, Values

MOST_CITATIONS = 10  # on one edge; its weight counts all

Key = tuple[str, str]


@dataclass(slots=True)
class Node:
    """Someone; `mentions` counts the edges' occurrences they have part in."""

    label: str
    kind: str
    country: str = ""
    sector: str = ""
    mentions: int = 0


@dataclass(slots=True)
class Edge:
    """What lies between two: how often, in how many reports, when first and last, how sure, and where it says so."""

    weight: int = 0
    reports: int = 0
    first: str = ""
    last: str = ""
    statuses: dict[str, int] = field(default_factory=dict)
    citations: list[str] = field(default_factory=list)
    last_report: Cell = None


@dataclass(slots=True)
class Graph:
    """Nodes by name and kind, edges by their two ends."""

    name: str
    directed: bool
    nodes: dict[Key, Node] = field(default_factory=dict)
    edges: dict[tuple[Key, Key], Edge] = field(default_factory=dict)


NODE_FIELDS = {
    "label": "name, as it was first written", "kind": "person, organization, country, group, document",
    "country": "ISO 3166-1 alpha-3, where one report tells it", "sector": "PLOVER's sector, likewise",
    "mentions": "number of meetings or statements that the edges at this node are counted from",
}  # fmt: skip
EDGE_FIELDS = {
    "weight": "number of meetings, or of statements, as told by each report: one meeting in three reports counts three",
    "reports": "number of reports", "first": "first day", "last": "last day",
    "statuses": "how many of each status, `happened:3 expected:1`",
    "citations": f"up to {MOST_CITATIONS} places, `DOCUMENT:START-END`, with spaces between",
}  # fmt: skip


def make_graph(selected: Selected, request: Request, exported: Exported) -> Graph:
    """The graph that is asked for."""
    made = _who_met_whom(selected, request) if request.graph == "met" else _who_spoke_of_whom(selected, request)
    exported.count("nodes", len(made.nodes))
    exported.count("edges", len(made.edges))
    return made


def _who_met_whom(selected: Selected, request: Request) -> Graph:
    graph = Graph("met", directed=False)
    report: tuple[Cell, frozenset[Cell]] = (None, frozenset())
    for event, roles in events_with_roles(selected):
        if event["type"] != "CONSULT":
            continue
        if report[0] != event["document_number"]:
            report = event["document_number"], selected.named(event["document_number"])
        present = {_key(role["name"], role["kind"]): role for role in roles if role["actor_id"] in report[1]}
        cited = f"{event['document_id']}:{event['trigger_start']}-{event['trigger_end']}"
        for left, right in combinations(sorted(present), 2):
            own = [each for role in (present[left], present[right]) if (each := role["status"]) is not None]
            # Who was only expected has not met anyone, whatever became of the meeting.
            status = next((str(each) for each in own if each not in TOOK_PLACE), str(event["status"]))
            ends = (_Of(left, present[left]), _Of(right, present[right]))
            _add(graph, ends, status, event["day"], cited, event["document_id"], request)
    return graph


def _who_spoke_of_whom(selected: Selected, request: Request) -> Graph:
    graph = Graph("spoke-of", directed=True)
    report = _Report(selected, None)
    for statement in selected.rows("statement"):
        if report.number != statement["document_number"]:
            report = _Report(selected, statement["document_number"])
        speaker = report.actors.get(statement["speaker_id"])
        if speaker is None or speaker["id"] not in report.named:
            continue
        own = _Of(_key(speaker["name"], speaker["kind"]), speaker)
        cited = f"{statement['document_id']}:{statement['content_start']}-{statement['content_end']}"
        for actor in report.spoken_of(statement):
            other = _Of(_key(actor["name"], actor["kind"]), actor)
            if other.key != own.key and actor["id"] in report.named:
                _add(graph, (own, other), str(statement["status"]), statement["day"], cited,
                     statement["document_id"], request)  # fmt: skip
    return graph


class _Report:
    """Who is mentioned where in one report."""

    def __init__(self, selected: Selected, number: Cell) -> None:
        self.number = number
        rows: dict[str, tuple[Values, ...]] = dict.fromkeys(("actor", "mention", "statement_content"), ())
        if isinstance(number, int):
            rows = {name: selected.rows_of(name, number) for name in rows}
        self.actors = {row["id"]: row for row in rows["actor"]}
        self.mentions = rows["mention"]
        self.named = selected.named(number)
        self.parts: dict[Cell, list[tuple[Cell, Cell]]] = {}
        for row in rows["statement_content"]:
            self.parts.setdefault(row["statement_id"], []).append((row["content_start"], row["content_end"]))

    def spoken_of(self, statement: Values) -> Iterator[Values]:
        """Those whom what is said mentions, once each."""
        parts = self.parts.get(statement["id"], [(statement["content_start"], statement["content_end"])])
        told: set[Cell] = set()
        for mention in self.mentions:
            actor = mention["actor_id"]
            if actor not in told and actor in self.actors and _is_within(mention, parts):
                told.add(actor)
                yield self.actors[actor]


@dataclass(frozen=True, slots=True)
class _Of:
    """One end of an edge, and the row that tells of it."""

    key: Key
    row: Values


def _add(
    graph: Graph, ends: tuple[_Of, _Of], status: str, day: Cell, cited: str, report: Cell, request: Request
) -> None:
    """Count one more meeting or statement, if its status counts."""
    if not request.all_status and status not in TOOK_PLACE:
        return
    for end in ends:
        node = graph.nodes.setdefault(end.key, Node(str(end.row["name"]), str(end.row["kind"])))
        node.country = node.country or str(end.row["country"] or "")
        node.sector = node.sector or str(end.row["sector"] or "")
        node.mentions += 1
    edge = graph.edges.setdefault((ends[0].key, ends[1].key), Edge())
    edge.weight += 1
    edge.statuses[status] = edge.statuses.get(status, 0) + 1
    if edge.last_report != report:
        edge.reports += 1
        edge.last_report = report
    if isinstance(day, str):
        edge.first = min(edge.first or day, day)
        edge.last = max(edge.last, day)
    if len(edge.citations) < MOST_CITATIONS:
        edge.citations.append(cited)


def _is_within(mention: Values, parts: Iterable[tuple[Cell, Cell]]) -> bool:
    start, end = mention["mention_start"], mention["mention_end"]
    assert isinstance(start, int)
    assert isinstance(end, int)
    return any(isinstance(a, int) and isinstance(b, int) and a <= start and end <= b for a, b in parts)


def _key(name: Cell, kind: Cell) -> Key:
    return name_key(str(name)), str(kind)
