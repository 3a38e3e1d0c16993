"""GeoJSON, held against a schema written from RFC 7946."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from onrecord.store.keeping import Store
from tests.export_store import exported, kept, reports

__all__ = ["kept"]

# Sections 3 to 3.3: a collection has an array of features; each has a geometry, properties and, here, an id. Section
# 3.1.1: a position is longitude, then latitude.
POINT = {
    "type": "object",
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {
            "type": "array",
            "prefixItems": [
                {"type": "number", "minimum": -180, "maximum": 180}, {"type": "number", "minimum": -90, "maximum": 90},
            ],
            "minItems": 2,
            "maxItems": 3,
        },
    },
    "not": {"anyOf": [{"required": ["geometry"]}, {"required": ["properties"]}, {"required": ["features"]}]},
}  # fmt: skip
FEATURE = {
    "type": "object",
    "required": ["type", "geometry", "properties"],
    "properties": {
        "type": {"const": "Feature"},
        "geometry": POINT,
        "properties": {"type": ["object", "null"]},
        "id": {"type": ["string", "number"]},
    },
    "not": {"anyOf": [{"required": ["coordinates"]}, {"required": ["features"]}]},
}
COLLECTION = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {"type": {"const": "FeatureCollection"}, "features": {"type": "array", "items": FEATURE}},
    # Section 4: coordinates are WGS 84's, and no other system may be named.
    "not": {"anyOf": [{"required": ["crs"]}, {"required": ["geometry"]}, {"required": ["properties"]}]},
}


def test_the_schema_refuses_what_the_standard_does() -> None:
    check = Draft202012Validator(COLLECTION)
    feature = {"type": "Feature", "properties": None, "geometry": {"type": "Point", "coordinates": [46.2, 96.15]}}
    assert not check.is_valid({"type": "FeatureCollection", "features": [feature]})
    assert not check.is_valid({"type": "FeatureCollection", "features": [], "crs": {}})


def test_events_and_places_with_a_point_are_features(kept: Store, tmp_path: Path) -> None:
    path, told = exported(kept, "geojson", tmp_path / "a.geojson")
    collection = json.loads(path.read_text("utf-8"))
    Draft202012Validator(COLLECTION).validate(collection)
    features = collection["features"]
    assert told.written == {"events": 5, "places": 5}
    assert told.left_out == {"events without a point": 10}
    assert [each["properties"]["kind"] for each in features] == ["event"] * 5 + ["place"] * 5
    assert len({each["id"] for each in features}) == 10
    texts = {record.document.id: record.document.text for record in reports()}
    for each in features:
        assert each["geometry"]["coordinates"] == [6.15, 46.2]
        told_of = each["properties"]
        assert texts[told_of["document_id"]][told_of["start"] : told_of["end"]] == told_of["quote"]
    called_off = next(each for each in features if each["id"] == reports()[2].events[0].id)
    assert called_off["properties"]["status"] == "scheduled"
    assert called_off["properties"]["who"] == "Maren Tolk; Idris Quandt"


def test_a_collection_of_nothing_is_one(kept: Store, tmp_path: Path) -> None:
    path, _ = exported(kept, "geojson", tmp_path / "a.geojson", since="2026-01-01")
    assert json.loads(path.read_text("utf-8")) == {"type": "FeatureCollection", "features": []}
