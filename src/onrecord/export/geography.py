"""Events and places as GeoJSON (RFC 7946): points in WGS 84, longitude first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.export.request import Exported, Request
from onrecord.export.tables import BETWEEN, events_with_roles
from onrecord.ids import Jsonable
from onrecord.store.selecting import Cell, Selected, Values


def write_geojson(selected: Selected, request: Request, stream: BinaryIO, exported: Exported) -> None:
    """One collection, a feature a line: events that have a point, then places named."""
    stream.write(b'{"type":"FeatureCollection","features":[')
    first = True
    for feature in _features(selected, request, exported):
        line = json.dumps(feature, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
        stream.write((b"\n" if first else b",\n") + line.encode("ascii"))
        first = False
    stream.write(b"\n]}\n")


def _features(selected: Selected, request: Request, exported: Exported) -> Iterator[Jsonable]:
    exported.count("events", 0)
    exported.count("places", 0)
    for event, roles in events_with_roles(selected):
        point = _point(event["where_lat"], event["where_lon"])
        if point is None:
            exported.leave_out("events without a point")
            continue
        exported.count("events")
        yield _feature(event, point, {
            "kind": "event", "type": event["type"], "mode": event["mode"], "status": event["status"],
            "certainty": event["certainty"], "polarity": event["polarity"], "when_start": event["when_start"],
            "when_end": event["when_end"], "when_precision": event["when_precision"], "day": event["day"],
            "who": BETWEEN.join(str(role["name"]) for role in roles) or None, "place": event["where_name"],
            "country": event["where_country"], "geonames_id": event["where_geonames_id"],
            "quote": _show(event["trigger_quote"], request), "start": event["trigger_start"],
            "end": event["trigger_end"],
        })  # fmt: skip
    for place in selected.rows("place"):
        point = _point(place["lat"], place["lon"])
        if point is None:
            exported.leave_out("places without a point")
            continue
        exported.count("places")
        yield _feature(place, point, {
            "kind": "place", "place": place["name"], "country": place["country"], "admin1": place["admin1"],
            "geonames_id": place["geonames_id"], "approximate": place["approximate"],
            "quote": _show(place["place_quote"], request), "start": place["place_start"], "end": place["place_end"],
        })  # fmt: skip


def _feature(row: Values, point: list[float], properties: dict[str, Cell]) -> Jsonable:
    document = {
        "document_id": row["document_id"], "uri": row["document_uri"], "publisher": row["document_publisher"],
        "title": row["document_title"], "published": row["document_published"],
    }  # fmt: skip
    return {
        "type": "Feature", "id": str(row["id"]), "geometry": {"type": "Point", "coordinates": point},
        "properties": properties | document,
    }  # fmt: skip


def _point(lat: Cell, lon: Cell) -> list[float] | None:
    if not isinstance(lat, float | int) or not isinstance(lon, float | int):
        return None
    return [float(lon), float(lat)] if -90 <= lat <= 90 and -180 <= lon <= 180 else None


def _show(quote: Cell, request: Request) -> str:
    return request.show(str(quote))
