"""The labelled set of our own for its tests: its documents, and the records that have all that is labelled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

from tests.quality.own.own_labels import Finding, GoldDocument, Label, Offsets, Record, locate, places_of
from tests.quality.own.score_own import score

FOLDER = Path(__file__).parent / "quality" / "own"
DOCUMENTS: list[GoldDocument] = [json.loads(line) for line in (FOLDER / "labels.jsonl").open(encoding="utf-8")]


def labels_of(kind: str) -> list[Label]:
    """All labels of a kind."""
    return [label for document in DOCUMENTS for label in document["labels"].get(kind, [])]


def span(text: str, place: Offsets) -> dict[str, object]:
    """A span as records have it."""
    return {"start": place[0], "end": place[1], "quote": text[slice(*place)]}


def first(value: object) -> object:
    """The first of several values that will do."""
    return value[0] if isinstance(value, list) else value


def perfect_record(gold: GoldDocument) -> Record:
    """A record that has all that is labelled, and nothing else."""
    text, labels = gold["text"], gold["labels"]
    actors = [
        {
            "id": label["name"], "name": label["name"], "kind": first(label["kind"]), "country": label.get("country"),
            "roles": [{"country": None, "organization": None, **role} for role in label.get("roles", [])],
            "mentions": [span(text, place) for place in places_of(text, label)],
        }
        for label in labels.get("actors", [])
    ]  # fmt: skip
    statements = [
        {
            "id": f"s{number}", "speaker": label["speaker"], "addressee": label.get("addressee"),
            "cue": span(text, locate(text, cue)) if (cue := label["cue"]) else None,
            "content": [span(text, locate(text, each)) for each in label["content"]],
            "manner": first(label["manner"]), "attitude": label["attitude"], "authority": first(label["authority"]),
            "factuality": {"status": label["status"]}, "via": [{"actor": each} for each in label.get("via", [])],
            "when": {"start": label["begin"]} if "begin" in label else None,
            "reported_in": f"s{label['reported_in']}" if "reported_in" in label else None,
        }
        for number, label in enumerate(labels.get("statements", []))
    ]  # fmt: skip
    times = [
        {
            "span": span(text, places_of(text, label)[0]), "timex_type": first(label["type"]),
            "value": first(label["value"]), "when": dict(zip(("start", "end"), label.get("when", ()), strict=False)),
        }
        for label in labels.get("times", [])
    ]  # fmt: skip
    places = [
        {
            "span": span(text, places_of(text, label)[0]), "country": label["country"],
            "lat": label.get("point", [None, None])[0], "lon": label.get("point", [None, None])[1],
        }
        for label in labels.get("places", [])
    ]  # fmt: skip
    furniture = [
        {"kind": first(label["kind"]), "span": span(text, places_of(text, label)[0])}
        for label in labels.get("furniture", [])
    ]
    events = [
        {
            "type": first(label["type"]), "trigger": span(text, places_of(text, label)[0]),
            "factuality": {"status": first(label["status"])},
            "mentions": [span(text, locate(text, words)) for words in (str(label["words"]), *label.get("also", []))],
            "roles": [{"actor": role["actor"], "role": first(role["role"])} for role in label.get("roles", [])],
        }
        for label in labels.get("events", [])
    ]  # fmt: skip
    conditions = [
        {
            "relation": label["relation"], "condition": span(text, locate(text, label["condition"])),
            "outcome": span(text, locate(text, outcome)) if (outcome := label["outcome"]) else None,
        }
        for label in labels.get("conditions", [])
    ]  # fmt: skip
    return {
        "document": {"uri": gold["uri"], "text": text}, "actors": actors, "statements": statements, "times": times,
        "places": places, "furniture": furniture, "events": events, "conditions": conditions,
    }  # fmt: skip


def figure(figures: dict[str, object], path: str) -> float:
    """The figure at a path; of three the F1."""
    value: object = figures
    for key in path.split(":"):
        assert isinstance(value, dict)
        value = value[key]
    if isinstance(value, dict):
        value = value["f1"]
    assert isinstance(value, int | float)
    return value


def findings(records: list[Record], uri: str, kind: str) -> list[Finding]:
    """The findings of a kind in the record of a document, to be changed in place."""
    whole = next(each for each in records if cast(dict[str, str], each["document"])["uri"] == f"own/{uri}")
    return cast(list[Finding], whole[kind])


PERFECT = [perfect_record(each) for each in DOCUMENTS]
ALL_FIGURES = [
    "statements:0.5", "statements:0.8", "statements:joint", "matched:speaker", "matched:cue", "matched:manner",
    "matched:attitude", "matched:authority", "matched:status", "matched:addressee", "matched:when", "matched:via",
    "matched:reported_in",
    "actors:found", "actors:mentions", "actors:kind", "actors:country", "links:pairs", "links:b_cubed", "roles:found",
    "roles:status", "roles:of", "times:found", "times:exact", "times:type", "times:value", "times:when", "places:found",
    "places:country", "places:point", "furniture:found", "furniture:kind", "events:found", "events:type",
    "events:status", "events:roles", "events:merged", "conditions:found", "conditions:relation", "conditions:outcome",
]  # fmt: skip


def lowered(records: list[Record]) -> set[str]:
    """The figures that are no longer full."""
    figures, misses = score(DOCUMENTS, records)
    assert misses
    return {path for path in ALL_FIGURES if figure(figures, path) < 1}
