"""Events and conditions of OnRecord's own set: what a record has of them beside what is labelled.

Standard library only: the figures must not depend on the program that they judge.
"""

from __future__ import annotations

from collections.abc import Callable

from tests.quality.own.own_labels import (
    Finding,
    Label,
    Offsets,
    Tally,
    accepts,
    likeness,
    locate,
    locate_all,
    offsets,
    pair_off,
    pair_spans,
    places_of,
)

SAME_CONDITION = 0.5
MENTION = 0.5  # what a mention other than the trigger counts when labels and findings are paired

NameOf = Callable[[str | None], str | None]


def is_optional(label: Label) -> bool:
    """Whether none of the types would do as well: such an event is not judged, found or not."""
    return isinstance(label["type"], list) and None in label["type"]


def score_events(text: str, gold: list[Label], record: dict[str, list[Finding]], name_of: NameOf, tally: Tally) -> None:
    """Typed events of a document: trigger, type, status, who takes part, and what else is told of the same event."""
    found = [event for event in record.get("events", []) if event["type"] is not None]
    places = {id(a): places_of(text, a)[0] for a in gold}

    def alike(a: Label, b: Finding) -> float:
        mentions = max((likeness(places[id(a)], offsets(m)) for m in b["mentions"]), default=0.0)
        return max(likeness(places[id(a)], offsets(b["trigger"])), MENTION * mentions)

    pairs = pair_off(gold, found, alike)
    judged = [(a, b) for a, b in pairs if not is_optional(a)]
    wanted = [a for a in gold if not is_optional(a)]
    tally.add("events/found", len(judged), len(found) - (len(pairs) - len(judged)), len(wanted))
    for a in wanted:
        if not any(a is one for one, _ in pairs):
            tally.miss("events/missed", f"{a['type']} {a['words']}")
    for b in found:
        if not any(b is one for _, one in pairs):
            tally.miss("events/extra", f"{b['type']} {b['trigger']['quote']}")
    for a, b in judged:
        tally.judge("events/type", accepts(a["type"], b["type"]), f"{a['words']}: {b['type']} for {a['type']}")
        status = b["factuality"]["status"]
        tally.judge("events/status", accepts(a["status"], status), f"{a['words']}: {status} for {a['status']}")
        if "roles" in a:
            _score_roles(a, b, name_of, tally)
        for words in a.get("also", []):
            place = locate_all(text, words)[0]
            joined = any(likeness(place, offsets(mention)) for mention in b["mentions"])
            tally.judge("events/merged", joined, f"{a['words']}: {words} kept apart")


def _score_roles(gold: Label, got: Finding, name_of: NameOf, tally: Tally) -> None:
    """Who takes part: an actor with the labelled role, each one once."""
    found = sorted({(str(name_of(role["actor"])), role["role"]) for role in got["roles"]})
    right = sum(
        any(name == role["actor"] and accepts(role["role"], part) for name, part in found) for role in gold["roles"]
    )
    tally.add("events/roles", right, len(found), len(gold["roles"]))
    if right < max(len(found), len(gold["roles"])):
        wanted = [(role["actor"], role["role"]) for role in gold["roles"]]
        tally.miss("events/roles", f"{gold['words']}: {found} for {wanted}")


def score_conditions(text: str, labelled: list[Label], record: dict[str, list[Finding]], tally: Tally) -> None:
    """Conditions of a document: the condition's words, relation, outcome."""
    gold: list[Label] = [{**c, "words": c["condition"]} for c in labelled]
    found: list[Finding] = [{**c, "span": c["condition"]} for c in record.get("conditions", [])]
    for a, b in pair_spans(tally, text, "conditions", gold, found, SAME_CONDITION):
        tally.judge("conditions/relation", a["relation"] == b["relation"], f"{a['words']}: {b['relation']}")
        wanted, got = a["outcome"], b["outcome"]
        right = (wanted is None) == (got is None)
        if wanted is not None and got is not None:
            place: Offsets = locate(text, wanted)
            right = likeness(place, offsets(got)) >= SAME_CONDITION
        tally.judge("conditions/outcome", right, f"{wanted}: {got and got['quote']}")
