"""The events of the labelled set of our own: every kind is there, and the scorer sees what is wrong."""

from __future__ import annotations

import copy
from collections import Counter
from typing import cast, get_args

from onrecord import record
from tests.own_set import DOCUMENTS, PERFECT, findings, labels_of, lowered
from tests.quality.own.own_labels import Label
from tests.quality.own.score_own import score
from tests.test_own_set import PLOVER


def values_in(labels: list[Label], field: str) -> Counter[str]:
    """How often each value of a field is labelled, alone or among several."""
    given = [cast(dict[str, object], label).get(field) for label in labels]
    return Counter(str(each) for value in given for each in (value if isinstance(value, list) else [value]))


def test_every_kind_of_event_is_covered_twice() -> None:
    events = labels_of("events")
    called_off = [each for each in events if each["type"] == "CONSULT" and each["status"] == "called_off"]
    denied = [each for each in events if each["type"] == "ASSAULT" and "denied" in values_in([each], "status")]
    meetings = [Counter(str(each["type"]) for each in gold["labels"]["events"])["CONSULT"] for gold in DOCUMENTS]
    seen = values_in(events, "type") + values_in(events, "status")
    seen += values_in([role for each in events for role in each.get("roles", [])], "role")
    seen += Counter(called_off=len(called_off), denied_attack=len(denied), two_meetings=sum(n > 1 for n in meetings))
    seen += Counter(
        again=sum("also" in each for each in events),
        phrase=sum(str(each["words"]) in {"held talks", "reached an agreement", "shook hands"} for each in events),
        noun=sum(str(each["words"]) in {"summit", "raid", "attack", "strike", "truce", "talks"} for each in events),
        unjudged=sum("None" in values_in([each], "type") for each in events),
    )
    wanted = PLOVER | set(get_args(record.Status)) | set(get_args(record.Participant))
    wanted |= {"called_off", "denied_attack", "two_meetings", "again", "phrase", "noun", "unjudged"}
    assert {kind for kind in wanted if seen[kind] < 2} == set()


def test_an_event_that_may_be_none_is_not_judged() -> None:
    records = copy.deepcopy(PERFECT)
    optional = next(each for each in findings(records, "role-5", "events"))
    optional["type"] = "AID"
    assert score(DOCUMENTS, records)[1] == []
    findings(records, "role-5", "events").clear()
    assert score(DOCUMENTS, records)[1] == []


def test_one_event_found_as_two_is_one_too_many() -> None:
    records = copy.deepcopy(PERFECT)
    events = findings(records, "pronoun-1", "events")
    again = copy.deepcopy(events[0])
    again["mentions"] = [events[0]["mentions"].pop()]
    again["trigger"] = again["mentions"][0]
    events.append(again)
    assert lowered(records) == {"events:found", "events:merged"}
