"""Conditions as shown: one sentence for each relation, cited, with who sets it."""

from __future__ import annotations

import pytest

from onrecord.record import Relation
from onrecord.render.brief import render_brief
from onrecord.render.markdown import render_markdown
from onrecord.render.view import view_of
from tests.rendered import SUMMIT, condition_in, event_in, record_of, with_findings
from tests.test_render_brief import section

SIDES = ("the ships leave", "talks")


@pytest.mark.parametrize(
    ("relation", "cue", "negated", "shown"),
    [
        ("requires", "demanded", False, "“talks” requires “the ships leave”"),
        ("requires", "unless", True, "“talks” unless “the ships leave”"),
        ("requires", "demanded", True, "“talks” unless “the ships leave”"),
        ("if", "If", False, "if “the ships leave”, then “talks”"),
        ("unless", "unless", False, "“talks” unless “the ships leave”"),
        ("until", "unless", False, "“talks” until “the ships leave”"),
        ("provided", "unless", False, "“talks” provided that “the ships leave”"),
        ("prevents", "unless", False, "“the ships leave” would prevent “talks”"),
        ("proportional", "unless", False, "“the ships leave”, “talks”"),
    ],
)
def test_each_relation_has_its_sentence(relation: Relation, cue: str, negated: bool, shown: str) -> None:
    record = record_of(SUMMIT)
    found = with_findings(record, condition_in(record, relation, cue, *SIDES, negated=negated))
    assert section(render_brief(found), "CONDITIONS") == f"CONDITIONS (1)\n  [¶4] {shown}"


@pytest.mark.parametrize(
    ("relation", "shown"),
    [
        ("requires", "“the ships leave” is required"),
        ("if", "if “the ships leave”"),
        ("unless", "unless “the ships leave”"),
        ("until", "until “the ships leave”"),
        ("provided", "provided that “the ships leave”"),
        ("prevents", "“the ships leave” would prevent it"),
        ("proportional", "“the ships leave”"),
    ],
)
def test_a_condition_may_lack_its_outcome(relation: Relation, shown: str) -> None:
    record = record_of(SUMMIT)
    found = with_findings(record, condition_in(record, relation, "unless", SIDES[0], None))
    assert view_of(found).dependences[0].words == shown


def test_who_sets_it_what_was_not_and_the_events_are_told() -> None:
    record = record_of(SUMMIT)
    calvo = next(actor.id for actor in record.actors if actor.name == "Ines Calvo")
    holder = next(s.id for s in record.statements if s.speaker == calvo)
    events = [event_in(record, "attacked", "ASSAULT"), event_in(record, "leave", None)]
    condition = condition_in(record, "if", "If", *SIDES, counterfactual=True, holder=holder, events=events)
    (shown,) = view_of(with_findings(record, *events, condition)).dependences
    assert shown.marks == ("counterfactual", "says Ines Calvo")
    assert shown.events == ("e1",)
    assert view_of(with_findings(record, *events, condition), all_events=True).dependences[0].events == ("e1", "e2")


def test_conditions_stand_in_the_order_of_the_text() -> None:
    record = record_of(SUMMIT)
    late, early = condition_in(record, "if", "If", *SIDES), condition_in(record, "unless", "unless", *SIDES)
    assert [each.ref for each in view_of(with_findings(record, late, early)).dependences] == ["c2", "c1"]


def test_markup_in_a_condition_takes_no_effect() -> None:
    record = record_of(SUMMIT)
    found = with_findings(record, condition_in(record, "if", "If", "the <b>pact</b> fails", "the port will close"))
    assert "- ¶4 if “the \\<b\\>pact\\</b\\> fails”, then “the port will close”" in render_markdown(found)


def test_a_side_cut_out_of_a_quotation_keeps_its_marks_in_pairs() -> None:
    record = record_of(SUMMIT)
    found = with_findings(record, condition_in(record, "unless", "unless", "ships leave,”", "“No talks"))
    assert view_of(found).dependences[0].words == "““No talks”” unless ““ships leave,””"
