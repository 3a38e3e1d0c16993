"""Conditions as people see them: one sentence for each relation, with the report's words for either side."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record import Condition, Record, Span
from onrecord.render.view_index import Index
from onrecord.render.view_types import Dependence
from onrecord.render.wording import close_marks, show_text

_HINGES = ("before", "until", "unless", "without")


def find_dependences(record: Record, index: Index) -> Iterator[Dependence]:
    """All conditions, in text order."""
    shown = {event.id for event in index.events}
    for number, condition in sorted(enumerate(record.conditions, 1), key=lambda each: each[1].cue.start):
        sides = (*condition.condition_events, *condition.outcome_events)
        marks = ["counterfactual"] if condition.counterfactual else []
        if (holder := index.teller(condition.holder)) is not None:
            marks.append(holder)
        yield Dependence(
            f"c{number}",
            index.place(condition.condition.start, condition.condition.quote),
            say_condition(condition),
            tuple(marks),
            tuple(dict.fromkeys(index.refs[each] for each in sides if each in shown)),
        )


def say_condition(condition: Condition) -> str:
    """A condition as a sentence: "“talks” requires “a truce”", "if “it rains”, then “the match is off”".

    The negation of a negated outcome stands in the report's words, "no talks": then what is required is told by the
    cue ("without", "before") or by "unless".
    """
    needed = _quoted(condition.condition)
    outcome = _quoted(condition.outcome) if condition.outcome is not None else None
    relation = condition.relation
    if outcome is None:
        return {
            "requires": f"{needed} is required",
            "prevents": f"{needed} would prevent it",
            "proportional": needed,
            "provided": f"provided that {needed}",
        }.get(relation, f"{relation} {needed}")
    if relation == "requires":
        cue = condition.cue.quote.casefold()
        negated = cue if cue in _HINGES else "unless"
        return f"{outcome} {negated if condition.negated_outcome else 'requires'} {needed}"
    return {
        "if": f"if {needed}, then {outcome}",
        "unless": f"{outcome} unless {needed}",
        "until": f"{outcome} until {needed}",
        "provided": f"{outcome} provided that {needed}",
        "prevents": f"{needed} would prevent {outcome}",
        "proportional": f"{needed}, {outcome}",
    }[relation]


def _quoted(side: Span) -> str:
    return f"“{close_marks(show_text(side.quote))}”"
