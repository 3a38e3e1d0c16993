"""Conditions as a graph: what is a condition points to what follows from it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from onrecord.errors import UsageError
from onrecord.query.answers import Answer
from onrecord.query.findings import Dependence
from onrecord.render.wording import show_text

GRAPHS = ("dot", "graphml")


def render_conditions(answer: object, form: str) -> str:
    """The graph of an answer to what depends on what. Raises UsageError where the answer is another."""
    if not isinstance(answer, Answer) or answer.kind is not Dependence:
        raise UsageError("only conditions can be written as a graph")
    return render_graph(answer, form)


def render_graph(dependences: Iterable[Dependence], form: str) -> str:
    """The graph in Graphviz' language (`dot`) or GraphML. The same words, in whatever report, are one node.

    An edge tells the relation, the holder, the report and the characters; a condition without an outcome is a node.
    """
    import networkx as nx  # type: ignore[import-untyped]

    graph = nx.MultiDiGraph()
    for each in dependences:
        before, after = _node(each.condition.quote), None if each.outcome is None else _node(each.outcome.quote)
        graph.add_node(before[0], label=before[1])
        if after is None:
            continue
        graph.add_node(after[0], label=after[1])
        report = each.report
        graph.add_edge(
            before[0], after[0], key=each.id, id=each.id, label=each.relation, relation=each.relation,
            holder=each.holder or "", negated=each.negated_outcome, counterfactual=each.counterfactual,
            document=report.document_id, publisher=report.publisher or "", published=report.published or "",
            title=report.title or report.uri or "", start=each.cited[0].start, end=each.cited[-1].end,
        )  # fmt: skip
    if form == "graphml":
        return "\n".join(nx.generate_graphml(graph, named_key_ids=True)) + "\n"
    lines = ["digraph conditions {", "  node [shape=box];"]
    lines += [f"  {_quoted(node)} [label={_quoted(label)}];" for node, label in graph.nodes(data="label")]
    for one, two, told in graph.edges(data=True):
        label = ", ".join(filter(None, (
            told["relation"] + (" not" if told["negated"] else ""), told["holder"], told["publisher"],
            told["published"][:10],
        )))  # fmt: skip
        lines.append(f"  {_quoted(one)} -> {_quoted(two)} [label={_quoted(label)}, id={_quoted(told['id'])}];")
    return "\n".join([*lines, "}"]) + "\n"


def _node(words: str) -> tuple[str, str]:
    """A node's key, in which case does not matter, and what is shown of it."""
    shown = show_text(words)
    return shown.casefold().rstrip(".,;:"), shown


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
