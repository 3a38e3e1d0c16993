"""FollowTheMoney's entities, held against its schema of version 4, of which the used part is written down here."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

from onrecord.export.country_codes import TWO_LETTERS
from onrecord.lexicon.territories import find_territory
from onrecord.store.keeping import Store
from tests.export_store import exported, kept, lines_of, reports

__all__ = ["kept"]

# Properties by schema, those of the schemas it extends included; `*` after what is an entity of that schema.
THING = {"name": "", "alias": "", "country": "country", "summary": "", "notes": "", "sourceUrl": "url",
         "publisher": "", "wikidataId": "wikidata", "keywords": "", "proof": "Article*"}  # fmt: skip
DOCUMENT = {**THING, "title": "", "author": "", "fileName": "", "mimeType": "", "language": "language",
            "publishedAt": "date", "bodyText": ""}  # fmt: skip
PARTY = "Person* Organization* PublicBody*"
PROPERTIES = {
    "Article": DOCUMENT,
    "Person": {**THING, "position": ""},
    "Organization": THING,
    "PublicBody": THING,
    "Mention": {"document": "Article*", "name": "", "resolved": PARTY, "detectedSchema": "",
                "contextCountry": "country"},
    "Event": {**THING, "startDate": "date", "endDate": "date", "date": "date", "location": "", "organizer": PARTY,
              "involved": PARTY},
}  # fmt: skip
REQUIRED = {"Article": ["fileName"], "Mention": ["document", "name"]}
FORMS = {
    "country": r"[a-z]{2}", "url": r"https?://.+", "wikidata": r"Q\d+", "language": r"[a-z]{3}",
    "date": r"\d{4}(-\d{2}(-\d{2})?)?", "": r".+",
}  # fmt: skip


def entities_of(path: Path) -> dict[str, tuple[str, dict[str, list[str]]]]:
    found = {}
    for line in lines_of(path):
        assert set(line) == {"id", "schema", "properties"}
        found[str(line["id"])] = (str(line["schema"]), cast(dict[str, list[str]], line["properties"]))
    return found


def test_every_entity_fits_its_schema_and_points_to_what_is_there(kept: Store, tmp_path: Path) -> None:
    path, told = exported(kept, "ftm", tmp_path / "a.jsonl", all_status=True)
    entities = entities_of(path)
    assert sum(told.written.values()) == len(entities)
    _, week = entities[reports()[1].events[3].id]
    assert (week["startDate"], week["endDate"]) == (["2025-03-10"], ["2025-03-16"])  # its last day, not the one after
    assert set(told.written) == set(PROPERTIES)
    for schema, properties in entities.values():
        assert all(properties.get(name) for name in REQUIRED.get(schema, ["name"]))
        for name, values in properties.items():
            form = PROPERTIES[schema][name]
            assert values == list(dict.fromkeys(values))
            for value in values:
                if form.endswith("*"):
                    assert entities[value][0] + "*" in form.split()
                else:
                    assert re.fullmatch(FORMS[form], value, re.DOTALL), (name, value)


def test_only_what_took_place_is_an_event_and_who_was_there(kept: Store, tmp_path: Path) -> None:
    path, told = exported(kept, "ftm", tmp_path / "a.jsonl", text=False)
    entities = entities_of(path)
    record = reports()[1]
    schema, event = entities[record.events[0].id]
    assert schema == "Event"
    assert event["involved"] == [record.actors[0].id]  # the other one was only expected
    assert event["proof"] == [record.document.id]
    assert event["country"] == ["ch"]
    assert entities[record.actors[0].id][1]["country"] == ["fr"]
    assert entities[record.actors[0].id][1]["position"] == ["foreign minister"]
    assert record.events[3].id not in entities
    assert told.left_out["events that have not happened, as far as is told"] > 0
    assert all("bodyText" not in properties for _, properties in entities.values())


def test_two_letters_stand_for_the_same_country() -> None:
    assert {code: TWO_LETTERS[code] for code in ("DEU", "CHE", "UKR", "XKX", "GBR", "SRB")} == {
        "DEU": "de", "CHE": "ch", "UKR": "ua", "XKX": "xk", "GBR": "gb", "SRB": "rs",
    }  # fmt: skip
    assert len(set(TWO_LETTERS.values())) == len(TWO_LETTERS) == 250
    for name in ("France", "Chile", "Taiwan", "Kosovo"):
        territory = find_territory(name)
        assert territory is not None
        assert territory.code in TWO_LETTERS
