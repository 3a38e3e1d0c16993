"""Graphs as GraphML, for Gephi, networkx and others, and as dot, for Graphviz."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from onrecord.export.graphs import EDGE_FIELDS, NODE_FIELDS, Edge, Graph, Key, Node, make_graph
from onrecord.export.request import Exported, Request
from onrecord.export.shown import one_line
from onrecord.store.selecting import Selected

_NUMBERS = frozenset({"mentions", "weight", "reports"})


def write_graphml(selected: Selected, request: Request, stream: BinaryIO, exported: Exported) -> None:
    """The graph as GraphML."""
    for line in _graphml(make_graph(selected, request, exported)):
        stream.write(line.encode("utf-8") + b"\n")


def write_dot(selected: Selected, request: Request, stream: BinaryIO, exported: Exported) -> None:
    """The graph as dot."""
    for line in _dot(make_graph(selected, request, exported)):
        stream.write(line.encode("utf-8") + b"\n")


def _graphml(graph: Graph) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for kind, names in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name in names:
            of = "int" if name in _NUMBERS else "string"
            yield f'<key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{of}"/>'
    yield f'<graph id="{graph.name}" edgedefault="{"directed" if graph.directed else "undirected"}">'
    for key, node in graph.nodes.items():
        yield f"<node id={quoteattr(_id(key))}>{_data('node', _node_values(node))}</node>"
    for (source, target), edge in graph.edges.items():
        ends = f"source={quoteattr(_id(source))} target={quoteattr(_id(target))}"
        yield f"<edge {ends}>{_data('edge', _edge_values(edge))}</edge>"
    yield "</graph>"
    yield "</graphml>"


def _dot(graph: Graph) -> Iterator[str]:
    yield f"{'digraph' if graph.directed else 'graph'} {_quote(graph.name)} {{"
    for key, node in graph.nodes.items():
        yield f"  {_quote(_id(key))} [{_attributes(_node_values(node))}];"
    for (source, target), edge in graph.edges.items():
        line = "->" if graph.directed else "--"
        yield f"  {_quote(_id(source))} {line} {_quote(_id(target))} [{_attributes(_edge_values(edge))}];"
    yield "}"


def _id(key: Key) -> str:
    """What a node is called: its kind and its name for comparison."""
    name, kind = key
    return one_line(f"{kind}: {name}")


def _node_values(node: Node) -> dict[str, str]:
    return {name: one_line(str(getattr(node, name))) for name in NODE_FIELDS}


def _edge_values(edge: Edge) -> dict[str, str]:
    return {
        "weight": str(edge.weight), "reports": str(edge.reports), "first": edge.first, "last": edge.last,
        "statuses": " ".join(f"{name}:{number}" for name, number in sorted(edge.statuses.items())),
        "citations": " ".join(edge.citations),
    }  # fmt: skip


def _data(kind: str, values: dict[str, str]) -> str:
    return "".join(f'<data key="{kind}_{name}">{escape(value)}</data>' for name, value in values.items() if value)


def _attributes(values: dict[str, str]) -> str:
    return ", ".join(f"{name}={_quote(value)}" for name, value in values.items() if value)


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
