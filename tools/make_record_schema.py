"""Writes the JSON Schema of `onrecord/1` from the types in `onrecord.record`.

    python tools/make_record_schema.py [--check]

With --check nothing is written, and the exit status is 1 where the file is not what would be written.
"""

from __future__ import annotations

import argparse
import json
import sys
import types
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Literal, Union, get_args, get_origin, get_type_hints

from onrecord.codec import Pairs
from onrecord.record import FORMAT, Record

TARGET = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "record-schema.json"
PLAIN: dict[object, object] = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}

Schema = dict[str, object]


def make_schema() -> Schema:
    """The whole schema, every type under `$defs`."""
    definitions: dict[str, Schema] = {}
    _of(Record, definitions)
    record = definitions.pop("Record")
    properties = {"format": {"const": FORMAT}, **record["properties"]}  # type: ignore[dict-item]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORMAT.replace('/', ':')}",
        "title": FORMAT,
        "description": "One report and all that was found in it. Offsets are half-open, in Unicode code points of "
        "document.text, and document.text[start:end] == quote always holds. Fields may be added.",
        **record,
        "required": ["format", *record["required"]],  # type: ignore[misc]
        "properties": properties,
        "$defs": dict(sorted(definitions.items())),
    }


def _of(kind: object, definitions: dict[str, Schema]) -> Schema:
    if kind == Pairs:
        return {"type": "object", "additionalProperties": {"type": "string"}}
    if isinstance(kind, type) and is_dataclass(kind):
        if kind.__name__ not in definitions:
            definitions[kind.__name__] = {}
            definitions[kind.__name__] = _object(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    arguments = get_args(kind)
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _of(arguments[0], definitions)}
    if get_origin(kind) is Literal:
        return {"enum": list(arguments)}
    if get_origin(kind) in (Union, types.UnionType):
        options = [_of(argument, definitions) for argument in arguments]
        if all(option.keys() == {"type"} for option in options):
            return {"type": [option["type"] for option in options]}
        return {"anyOf": options}
    return {"type": PLAIN[kind]}


def _object(kind: type, definitions: dict[str, Schema]) -> Schema:
    hints = get_type_hints(kind)
    properties = {field.name: _of(hints[field.name], definitions) for field in fields(kind)}
    for name in ("start", "end"):
        if properties.get(name) == {"type": "integer"}:
            properties[name] = {"type": "integer", "minimum": 0}
    return {
        "description": " ".join((kind.__doc__ or "").split()),
        "type": "object",
        "required": [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING],
        "properties": properties,
    }


def main() -> int:
    """Write the schema, or check it."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    arguments.add_argument("--check", action="store_true", help="write nothing; fail where the file is out of date")
    wanted = json.dumps(make_schema(), indent=2, ensure_ascii=False) + "\n"
    if arguments.parse_args().check:
        return int(TARGET.read_text(encoding="utf-8") != wanted)
    TARGET.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
