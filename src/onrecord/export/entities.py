"""Entities of FollowTheMoney, as JSON Lines: for Aleph, OpenAleph, OpenSanctions' tools and others that read them.

Written to its schema of version 4 (`Article`, `Person`, `Organization`, `PublicBody`, `Mention`, `Event`), without the
library. Actors stay those of one report, as in a record: who is who across reports is for whoever reads this to say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import BinaryIO, Literal, TypeAlias

from onrecord.export.country_codes import TWO_LETTERS
from onrecord.export.json_lines import as_line
from onrecord.export.request import TOOK_PLACE, Exported, Request
from onrecord.export.shown import clean, day_of, one_line
from onrecord.export.tables import events_with_roles
from onrecord.ids import Jsonable
from onrecord.store.selecting import Cell, Selected, Values

Schema: TypeAlias = Literal["Article", "Person", "Organization", "PublicBody", "Mention", "Event"]

# Whoever belongs to a state, by PLOVER's sector; other organizations are plain ones.
_PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
_LANGUAGES = {"en": "eng"}  # by three letters there, by two in a record


def write_entities(selected: Selected, request: Request, stream: BinaryIO, exported: Exported) -> None:
    """One entity a line: reports, who is named in them with every name, and events."""
    for schema, entity, properties in _entities(selected, request, exported):
        kept: dict[str, Jsonable] = {name: list(dict.fromkeys(some)) for name, values in properties.items()
                                     if (some := [value for value in values if value])}  # fmt: skip
        stream.write(as_line({"id": entity, "schema": schema, "properties": kept}).encode("utf-8"))
        exported.count(schema)


Found: TypeAlias = tuple[Schema, str, dict[str, Sequence[str]]]


def _entities(selected: Selected, request: Request, exported: Exported) -> Iterator[Found]:
    number: Cell
    for document in selected.documents(text=request.text):
        yield "Article", str(document["id"]), _article(document, request)
        number = document["number"]
        assert isinstance(number, int)
        offices: dict[Cell, list[str]] = {}
        for role in selected.rows_of("actor_role", number):
            offices.setdefault(role["actor_id"], []).append(one_line(str(role["title"])))
        names: dict[Cell, list[str]] = {}
        for mention in selected.rows_of("mention", number):
            if mention["form"] == "name":
                names.setdefault(mention["actor_id"], []).append(one_line(str(mention["mention_quote"])))
        for actor in selected.rows_of("actor", number):
            schema = _schema_of(actor["kind"], actor["sector"])
            if schema is None or actor["id"] not in names:
                exported.leave_out("groups, and those without a name")
                continue
            own = one_line(str(actor["name"]))
            called = dict.fromkeys([own, *names.get(actor["id"], ())])
            yield schema, str(actor["id"]), _actor(actor, own, called, offices.get(actor["id"], []), document, schema)
            for position, name in enumerate(called):
                yield "Mention", f"{actor['id']}-name-{position}", {
                    "document": [str(document["id"])], "name": [name], "resolved": [str(actor["id"])],
                    "detectedSchema": [schema], "contextCountry": _country(actor["country"]),
                }  # fmt: skip
    number, named = None, frozenset[Cell]()
    for event, roles in events_with_roles(selected):
        if not request.all_status and event["status"] not in TOOK_PLACE:
            exported.leave_out("events that have not happened, as far as is told")
            continue
        if number != event["document_number"]:
            number, named = event["document_number"], selected.named(event["document_number"])
        present = [role for role in roles if role["actor_id"] in named]
        yield "Event", str(event["id"]), _event(selected, event, present, request)


def _schema_of(kind: Cell, sector: Cell) -> Literal["Person", "Organization", "PublicBody"] | None:
    match kind:
        case "person":
            return "Person"
        case "organization":
            return "PublicBody" if sector in _PUBLIC else "Organization"
        case "country":
            return "PublicBody"  # as one who acts, a country is its state
        case _:
            return None


def _article(document: Values, request: Request) -> dict[str, Sequence[str]]:
    return {
        "title": _plain(document["title"]), "author": _plain(document["byline"]),
        "publisher": _plain(document["publisher"]), "publishedAt": _day(document["published_day"]),
        "sourceUrl": _address(document["uri"]), "fileName": [f"{document['id']}.txt"],
        "mimeType": _plain(document["media_type"]),
        "language": _plain(_LANGUAGES.get(str(document["language"] or "")[:2])),
        "bodyText": [clean(str(document["text"]))] if request.text else [],
    }  # fmt: skip


def _actor(
    actor: Values, own: str, called: dict[str, None], offices: Sequence[str], document: Values, schema: Schema
) -> dict[str, Sequence[str]]:
    identifiers = json.loads(str(actor["identifiers"] or "{}"))
    properties = {
        "name": [own], "alias": [name for name in called if name != own], "country": _country(actor["country"]),
        "wikidataId": _plain(identifiers.get("wikidata")), "proof": [str(document["id"])],
        "sourceUrl": _address(document["uri"]), "publisher": _plain(document["publisher"]),
    }  # fmt: skip
    return properties | ({"position": offices} if schema == "Person" else {})


def _event(selected: Selected, event: Values, roles: Sequence[Values], request: Request) -> dict[str, Sequence[str]]:
    sentence = selected.words(event["document_number"], event["sentence_start"], event["sentence_end"])
    named = [
        role for role in roles
        if _schema_of(role["kind"], role["sector"]) is not None
        and (request.all_status or role["status"] is None or role["status"] in TOOK_PLACE)
    ]  # fmt: skip
    what = ": ".join(str(each) for each in (event["type"], request.show(str(event["trigger_quote"]))) if each)
    place = ", ".join(dict.fromkeys(str(each) for each in (event["where_name"], event["where_admin1"]) if each))
    dates: dict[str, Sequence[str]] = {"date": _day(event["day"])}
    if event["when_precision"] is not None:
        dates = {"startDate": _day(event["when_start"]), "endDate": _last_day(event["when_end"])}
    return dates | {
        "name": [one_line(what)], "summary": _plain(None if sentence is None else request.show(sentence)),
        "location": [place], "country": _country(event["where_country"]),
        "organizer": [str(role["actor_id"]) for role in named if role["role"] == "host"],
        "involved": [str(role["actor_id"]) for role in named if role["role"] != "host"],
        "keywords": [str(each) for each in (event["type"], event["mode"], event["status"]) if each],
        "notes": [f"{event['document_id']}:{event['trigger_start']}-{event['trigger_end']}"],
        "proof": [str(event["document_id"])], "sourceUrl": _address(event["document_uri"]),
        "publisher": _plain(event["document_publisher"]),
    }  # fmt: skip


def _plain(value: Cell) -> list[str]:
    return [] if value is None else [one_line(str(value))]


def _last_day(end: Cell) -> list[str]:
    """The last day before an end that is exclusive; the day itself where it is a time of day."""
    day = day_of(end)
    if day is None:
        return []
    return [(day - timedelta(days=1) if len(str(end)) == 10 else day).isoformat()]


def _day(instant: Cell) -> list[str]:
    day = day_of(instant)
    return [] if day is None else [day.isoformat()]


def _address(uri: Cell) -> list[str]:
    return [str(uri)] if str(uri).startswith(("http://", "https://")) else []


def _country(code: Cell) -> list[str]:
    return [TWO_LETTERS[str(code)]] if code in TWO_LETTERS else []
