"""Names of places, brought to country, coordinates and GeoNames id where the tables have them."""

from __future__ import annotations

from onrecord.extract.furniture_dateline import Dateline
from onrecord.extract.place_candidates import find_candidates
from onrecord.extract.place_choice import gather_evidence, resolve_place
from onrecord.ids import finding_id
from onrecord.language import Parse
from onrecord.record import Document, Origin, Place

VERSION = "1"


def find_places(document: Document, parse: Parse, dateline: Dateline | None = None) -> tuple[Place, ...]:
    """The places that a report names, in text order. A dateline tells same names apart; it is no finding itself.

    Countries have no point of their own; a region has the centre of its towns and is marked approximate.
    """
    candidates = tuple(find_candidates(parse))
    place_line = dateline.place.quote if dateline is not None and dateline.place is not None else None
    evidence = gather_evidence(parse, candidates, place_line)
    origin = Origin("places", VERSION, parse.model)
    found: list[Place] = []
    for candidate in candidates:
        start, end = parse.tokens[candidate.first].start, parse.tokens[candidate.last].end
        if found and start < found[-1].span.end:
            continue
        referent = resolve_place(candidate, evidence)
        if referent is None:
            continue
        found.append(
            Place(
                finding_id(document.id, "place", start, end), document.cite(start, end), referent.name,
                referent.country, referent.admin1, referent.lat, referent.lon, referent.geonames_id,
                referent.approximate, origin,
            )
        )  # fmt: skip
    return tuple(found)
