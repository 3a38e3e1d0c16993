"""The wire form: exact there and back, as its schema says, and clear about what does not fit."""

from __future__ import annotations

import json
import subprocess
import sys
import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal, Union, cast, get_args, get_origin, get_type_hints

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.codec import Pairs, decode_record, dumps, encode_record, loads
from onrecord.errors import InputError
from onrecord.ids import Jsonable, document_id, text_hash
from onrecord.record import Actor, Document, Mention, Origin, Place, ProducedBy, Record, Sentence, Statement

SCHEMA = json.loads(files("onrecord").joinpath("record-schema.json").read_text(encoding="utf-8"))
TEXT = "Ines Calvo, the mayor, said on Monday: “The bridge stays shut.” 🌉"
ORIGIN = Origin("actors", "1", "en_core_web_md 3.7.1")


def document(text: str = TEXT) -> Document:
    return Document(
        document_id(None, None, text), None, "text/plain", None, None, None, None, None, "en", text, text_hash(text)
    )


def record() -> Record:
    report = document()
    mayor = Actor("actor-1", "person", "Ines Calvo", None, "GOV", (), (Mention(0, 10, TEXT[0:10], "name"),), ORIGIN)
    return Record(ProducedBy("0.1.0", "0" * 16), report, sentences=(Sentence(0, len(TEXT), 0),), actors=(mayor,))


def values(kind: object, text: str) -> st.SearchStrategy[object]:
    """Any value of a type whose spans quote `text`."""
    if kind == Pairs:
        return st.dictionaries(st.text(), st.text(), max_size=2).map(lambda pairs: tuple(pairs.items()))
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        if not {"start", "end", "quote"} <= hints.keys():
            return st.builds(kind, **{field.name: values(hints[field.name], text) for field in fields(kind)})
        others = {name: values(hint, text) for name, hint in hints.items() if name not in ("start", "end", "quote")}
        bounds = st.tuples(st.integers(0, len(text) - 1), st.integers(0, len(text) - 1)).map(sorted)
        make = cast(Callable[..., object], kind)
        return st.builds(
            lambda ends, **rest: make(ends[0], ends[1] + 1, text[ends[0] : ends[1] + 1], **rest), bounds, **others
        )
    arguments = get_args(kind)
    if get_origin(kind) is tuple:
        return st.lists(values(arguments[0], text), max_size=2).map(tuple)
    if get_origin(kind) is Literal:
        return st.sampled_from(arguments)
    if get_origin(kind) in (Union, types.UnionType):
        return st.one_of(*(st.none() if each is type(None) else values(each, text) for each in arguments))
    plain: dict[object, st.SearchStrategy[object]] = {
        str: st.text(max_size=8),
        int: st.integers(0, 10**9),
        float: st.floats(allow_nan=False, allow_infinity=False),
        bool: st.booleans(),
    }
    return plain[kind]


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = draw(st.text(min_size=1, max_size=40))
    found = {
        field.name: draw(values(get_type_hints(Record)[field.name], text))
        for field in fields(Record)
        if field.name not in ("document", "produced_by")
    }
    return Record(ProducedBy("0.1.0", "x"), document(text), **found)  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(records())
def test_there_and_back_is_exact(made: Record) -> None:
    line = dumps(made)
    assert len(line.splitlines()) == 1
    assert loads(line) == made
    assert dumps(loads(line)) == line
    jsonschema.validate(json.loads(line), SCHEMA, jsonschema.Draft202012Validator)


def test_the_schema_is_a_schema_and_up_to_date() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    maker = Path(__file__).parents[1] / "tools" / "make_record_schema.py"
    assert subprocess.run([sys.executable, maker, "--check"], check=False).returncode == 0


@pytest.mark.parametrize("name", ["format", "document", "produced_by"])
def test_the_schema_refuses_a_record_without_its_parts(name: str) -> None:
    value = dict(encode_record(record()))
    del value[name]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(value, SCHEMA, jsonschema.Draft202012Validator)


def test_the_wire_form_differs_from_the_types_in_two_places_only() -> None:
    made = record()
    mayor = Actor(**{f.name: getattr(made.actors[0], f.name) for f in fields(Actor)} | {
        "identifiers": (("wikidata", "Q1"), ("gnd", "2")),
    })  # fmt: skip
    value = encode_record(Record(made.produced_by, made.document, actors=(mayor,)))
    assert next(iter(value.items())) == ("format", "onrecord/1")
    assert json.loads(json.dumps(value))["actors"][0]["identifiers"] == {"wikidata": "Q1", "gnd": "2"}
    assert json.loads(json.dumps(value))["actors"][0]["mentions"] == [
        {"start": 0, "end": 10, "quote": "Ines Calvo", "form": "name"}
    ]


def change(path: str, new: Jsonable) -> dict[str, Jsonable]:
    """The example record with one field changed, or taken away where `new` is "absent"."""
    value = json.loads(dumps(record()))
    at = value
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    for step in way:
        at = at[step]
    if new == "absent":
        del at[last]
    else:
        at[last] = new
    return cast(dict[str, Jsonable], value)


@pytest.mark.parametrize(
    ("path", "new", "message"),
    [
        ("format", "onrecord/2", "format: 'onrecord/1' expected, not 'onrecord/2'"),
        ("document.text", None, "document.text: a string expected, not null"),
        ("document.text", "absent", "document.text: missing"),
        ("document.published_basis", "guess", "document.published_basis: one of given, metadata, text expected"),
        ("sentences", {}, "sentences: a list expected, not an object"),
        ("sentences.0.start", 1.5, "sentences[0].start: a whole number expected, not 1.5"),
        ("sentences.0.paragraph", True, "sentences[0].paragraph: a whole number expected, not true"),
        ("actors.0", "Ines", 'actors[0]: an object expected, not "Ines"'),
        ("actors.0.identifiers", {"wikidata": 1}, "actors[0].identifiers: an object of strings expected"),
        ("actors.0.mentions.0.end", 9, "actors[0].mentions[0]: 'Ines Calvo' is not what the text holds from 0 to 9"),
        ("actors.0.mentions.0.start", -66, "is not what the text holds"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(path: str, new: Jsonable, message: str) -> None:
    with pytest.raises(InputError) as told:
        decode_record(change(path, new))
    assert message in str(told.value)


@pytest.mark.parametrize("line", ["", "{", "[]", "null", '{"format": NaN}', "[" * 100_000, b"\xff"])
def test_a_line_that_holds_no_record_is_an_input_error(line: str | bytes) -> None:
    with pytest.raises(InputError):
        loads(line)


def test_fields_that_a_later_program_adds_are_passed_over_and_defaults_fill_what_an_older_one_lacks() -> None:
    value = change("places", [])
    value["weather"] = {"rain": True}
    del value["places"], value["notes"]
    assert decode_record(value) == record()


def test_a_whole_number_serves_as_a_coordinate() -> None:
    value = change("places", [{
        "id": "p", "span": {"start": 0, "end": 4, "quote": "Ines"}, "name": "Ines", "country": None, "admin1": None,
        "lat": 50, "lon": -4.5, "geonames_id": None, "approximate": False,
        "origin": {"extractor": "places", "version": "1", "model": "m"},
    }])  # fmt: skip
    place = decode_record(value).places[0]
    assert isinstance(place, Place)
    assert (place.lat, place.lon) == (50.0, -4.5)
    assert isinstance(place.lat, float)


def test_every_field_with_a_default_may_be_absent_and_no_other() -> None:
    required = {field.name for field in fields(Statement) if field.default is MISSING}
    assert set(SCHEMA["$defs"]["Statement"]["required"]) == required
