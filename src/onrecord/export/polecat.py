"""Events in the columns of POLECAT, for scripts that read that data set: text, tabs between, a line of names first.

POLECAT (Halterman and others, "PLOVER and POLECAT", 2023) codes events in PLOVER's types, as we do. Its readers take
each row for something that happened; so only that and what is going on is written, unless every status is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import BinaryIO, NamedTuple

from onrecord.export.csv_files import guard
from onrecord.export.request import TOOK_PLACE, Exported, Request
from onrecord.export.shown import day_of, one_line
from onrecord.export.tables import events_with_roles
from onrecord.store.selecting import Cell, Selected, Values
from onrecord.version import VERSION

# POLECAT's own, in its order, with what stands in each.
COLUMNS = {
    "Event ID": "our id of the event: shared by the rows of one event, one for each pair of those who take part",
    "Event Date": "first day of the time told, else the day of publication, as POLECAT has it; 2025-03-04",
    "Event Type": "PLOVER's type",
    "Event Mode": "PLOVER's mode",
    "Intensity": "empty: we have no such figure",
    "Quad Code": "the quarter to which PLOVER counts the type, as `VERBAL COOPERATION`",
    "Contexts": "PLOVER's contexts, joined by `;`",
    "Actor Name": "name of the one who acts, hosts, or is named first of those who take part",
    "Actor Country": "country, ISO 3166-1 alpha-3",
    "Actor COW": "empty: we have no codes of the Correlates of War",
    "Primary Actor Sector": "PLOVER's sector",
    "Actor Sectors": "the same: we tell of one",
    "Actor Title": "first current office, else first office",
    "Actor Name Raw": "the words that name the actor there",
    "Wikipedia Actor ID": "empty",
    "Recipient Name": "name of the one acted upon, or the other of two who take part",
    "Recipient Country": "as for the actor",
    "Recipient COW": "empty",
    "Primary Recipient Sector": "as for the actor",
    "Recipient Sectors": "as for the actor",
    "Recipient Title": "as for the actor",
    "Recipient Name Raw": "as for the actor",
    "Wikipedia Recipient ID": "empty",
    "Placename": "place in which the event is set",
    "City": "empty: we do not tell towns from other places",
    "District": "empty",
    "Province": "first-level division of that place",
    "Country": "its country, ISO 3166-1 alpha-3",
    "Latitude": "degrees",
    "Longitude": "degrees",
    "GeoNames ID": "GeoNames id of the place",
    "Raw Placename": "the words that name the place there",
    "Feature Type": "empty",
    "Source": "outlet",
    "Publication Date": "day of publication",
    "Story People": "names of all persons in the report, joined by `;`",
    "Story Organizations": "names of all organizations in it",
    "Story Locations": "names of all places in it",
    "Language": "the report's language",
    "Version": "OnRecord and its version, with that of the extractor",
}
STATUS = "Status"  # after the others, where every status is asked for

_QUADS = {
    "VERBAL COOPERATION": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "MATERIAL COOPERATION": ("COOPERATE", "AID", "RETREAT"),
    "VERBAL CONFLICT": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "MATERIAL CONFLICT": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
QUAD_OF = {kind: quad for quad, kinds in _QUADS.items() for kind in kinds}


class _Story(NamedTuple):
    """Who and what a report names."""

    document: Cell
    people: str
    organizations: str
    locations: str


def write_polecat(selected: Selected, request: Request, stream: BinaryIO, exported: Exported) -> None:
    """The table."""
    names = [*COLUMNS, STATUS] if request.all_status else [*COLUMNS]
    stream.write(("\t".join(names) + "\n").encode("utf-8"))
    exported.count("rows", 0)
    story = _Story(None, "", "", "")
    for event, roles in events_with_roles(selected):
        if event["type"] is None:
            exported.leave_out("events outside PLOVER's types")
            continue
        if not request.all_status and event["status"] not in TOOK_PLACE:
            exported.leave_out("events that have not happened, as far as is told")
            continue
        if day_of(event["day"]) is None:
            exported.leave_out("events of which no day is known")
            continue
        if story.document != event["document_number"]:
            story = _story(selected, event["document_number"])
        taken = [
            role for role in roles
            if request.all_status or role["status"] is None or role["status"] in TOOK_PLACE
        ]  # fmt: skip
        for left, right in _pairs(taken):
            values = _values(event, left, right, story, request)
            line = "\t".join(_cell(values.get(name)) for name in names)
            stream.write((line + "\n").encode("utf-8"))
            exported.count("rows")


def _pairs(roles: Sequence[Values]) -> Iterator[tuple[Values | None, Values | None]]:
    """Who does it to whom: everyone who acts or hosts with everyone else, and those who only take part by twos."""
    acting = [role for role in roles if role["role"] in ("actor", "host")]
    meeting = [role for role in roles if role["role"] == "participant"]
    receiving = [role for role in roles if role["role"] == "recipient"]
    pairs = [*product(acting, [*meeting, *receiving]), *product(meeting, receiving), *combinations(meeting, 2)]
    if pairs:
        yield from pairs
    elif receiving:
        yield from ((None, role) for role in receiving)
    else:
        yield from ((role, None) for role in [*acting, *meeting])
        if not roles:
            yield None, None


def _values(
    event: Values, left: Values | None, right: Values | None, story: _Story, request: Request
) -> dict[str, Cell]:
    place = None if event["where_quote"] is None else request.show(str(event["where_quote"]))
    values: dict[str, Cell] = {
        "Event ID": event["id"], "Event Date": event["day"], "Event Type": event["type"], "Event Mode": event["mode"],
        "Quad Code": QUAD_OF.get(str(event["type"])), "Contexts": ";".join(str(event["contexts"] or "").split()),
        "Placename": event["where_name"], "Province": event["where_admin1"], "Country": event["where_country"],
        "Latitude": event["where_lat"], "Longitude": event["where_lon"], "GeoNames ID": event["where_geonames_id"],
        "Raw Placename": place, "Source": event["document_publisher"],
        "Publication Date": event["document_published_day"], "Story People": story.people,
        "Story Organizations": story.organizations, "Story Locations": story.locations,
        "Language": event["document_language"],
        "Version": f"OnRecord {VERSION} ({event['extractor']} {event['extractor_version']})", STATUS: event["status"],
    }  # fmt: skip
    for side, role in (("Actor", left), ("Recipient", right)):
        if role is not None:
            values |= {
                f"{side} Name": role["name"], f"{side} Country": role["country"],
                f"Primary {side} Sector": role["sector"], f"{side} Sectors": role["sector"],
                f"{side} Title": role["title"], f"{side} Name Raw": request.show(str(role["role_quote"])),
            }  # fmt: skip
    return values


def _story(selected: Selected, document: Cell) -> _Story:
    assert isinstance(document, int)
    actors = selected.rows_of("actor", document)
    places = selected.rows_of("place", document)
    people = _names(row for row in actors if row["kind"] == "person")
    return _Story(document, people, _names(row for row in actors if row["kind"] == "organization"), _names(places))


def _names(rows: Iterable[Values]) -> str:
    return ";".join(dict.fromkeys(str(row["name"]).replace(";", ",") for row in rows))


def _cell(value: Cell) -> str:
    """A value without tabs and line ends: readers of tables so written know no quotes."""
    match value:
        case None:
            return ""
        case str():
            return guard(one_line(value))
        case _:
            return str(value)
