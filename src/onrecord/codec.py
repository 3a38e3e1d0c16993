"""Record <-> `onrecord/1`: the sole knower of the wire form.

The wire form has the fields of the types in `record`, under the same names, so encoder and decoder are built from the
types, once. What differs is said here and nowhere else: a record starts with its `format`, and an actor's `identifiers`
are an object. A decoder names the place of what does not fit ("statements[3].cue.start: …"), checks that every span
quotes the text, ignores fields it does not know (the format may grow), and takes a field's default where it is absent.
"""

from __future__ import annotations

import json
import math
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Literal, NamedTuple, TypeAlias, Union, cast, get_args, get_origin, get_type_hints

from onrecord.errors import InputError
from onrecord.ids import Jsonable
from onrecord.record import FORMAT, Record

Pairs: TypeAlias = tuple[tuple[str, str], ...]
Encode: TypeAlias = Callable[[object], Jsonable]

# JSON allows them inside strings, but many a reader takes them for line ends: `str.splitlines` for one.
_LINE_ENDS = (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def encode_record(record: Record) -> dict[str, Jsonable]:
    """The record as JSON values, ready for `json.dumps`."""
    return {"format": FORMAT, **cast(dict[str, Jsonable], _encoder(Record)(record))}


def decode_record(value: Mapping[str, Jsonable]) -> Record:
    """The record that JSON values hold.

    Raises InputError, naming the field, where they are no `onrecord/1` record or a span does not quote the text.
    """
    if not isinstance(value, Mapping):
        raise InputError(f"a record is a JSON object, not {_kind(value)}")
    if value.get("format") != FORMAT:
        raise InputError(f"format: {FORMAT!r} expected, not {value.get('format')!r}")
    citations: list[_Citation] = []
    record = cast(Record, _decoder(Record)(value, "", citations))
    text = record.document.text
    for start, end, quote, place in citations:
        if not 0 <= start < end <= len(text) or text[start:end] != quote:
            raise InputError(f"{place}: {quote!r} is not what the text holds from {start} to {end}")
    return record


def dumps(record: Record) -> str:
    """The record as one line of JSON, without the line's end."""
    line = json.dumps(encode_record(record), ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    for mark, escape in _LINE_ENDS:
        line = line.replace(mark, escape)
    return line


def loads(line: str | bytes) -> Record:
    """The record that a line of JSON holds. Raises InputError where it holds none."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise InputError(f"not JSON: {problem}") from problem
    return decode_record(value)


# --- from types to JSON ---------------------------------------------------------------------------------------------


def _same(value: object) -> Jsonable:
    return cast(Jsonable, value)


@cache
def _encoder(kind: object) -> Encode:
    """What turns a value of a type into JSON values; `_same` where there is nothing to do."""
    if kind == Pairs:
        return lambda value: dict(cast(Pairs, value))
    if isinstance(kind, type) and is_dataclass(kind):
        return _object_encoder(kind)
    arguments = get_args(kind)
    if get_origin(kind) is tuple:
        each = _encoder(arguments[0])
        if each is _same:
            return lambda value: list(cast(tuple[Jsonable, ...], value))
        return lambda value: [each(item) for item in cast(tuple[object, ...], value)]
    if _is_union(kind):
        some = [encode for encode in map(_encoder, arguments) if encode is not _same]
        if some:
            encode = some[0]
            return lambda value: None if value is None else encode(value)
    return _same


def _object_encoder(kind: type) -> Encode:
    hints = get_type_hints(kind)
    names = tuple(field.name for field in fields(kind))
    values_of = attrgetter(*names)
    changed = tuple((name, encode) for name in names if (encode := _encoder(hints[name])) is not _same)

    def encode_object(value: object) -> Jsonable:
        out: dict[str, Jsonable] = dict(zip(names, values_of(value), strict=True))
        for name, encode in changed:
            out[name] = encode(out[name])
        return out

    return encode_object


# --- from JSON to types ---------------------------------------------------------------------------------------------


class _Citation(NamedTuple):
    """A quotation found while decoding, to be held against the text when that is known."""

    start: int
    end: int
    quote: str
    place: str


Decode: TypeAlias = Callable[[object, str, list[_Citation]], object]


@cache
def _decoder(kind: object) -> Decode:
    """What turns JSON values into a value of a type, given the place they stand at."""
    if kind == Pairs:
        return _decode_pairs
    if isinstance(kind, type) and is_dataclass(kind):
        return _object_decoder(kind)
    arguments = get_args(kind)
    if get_origin(kind) is tuple:
        return _tuple_decoder(arguments[0])
    if get_origin(kind) is Literal:
        return _choice_decoder(arguments)
    if _is_union(kind):
        (some,) = (_decoder(argument) for argument in arguments if argument is not type(None))
        return lambda value, place, citations: None if value is None else some(value, place, citations)
    return _plain_decoder(cast(type, kind))


def _object_decoder(kind: type) -> Decode:
    hints = get_type_hints(kind)
    known = tuple(
        (field.name, _decoder(hints[field.name]), field.default is MISSING and field.default_factory is MISSING)
        for field in fields(kind)
    )
    cites = {"start", "end", "quote"} <= hints.keys()

    def decode_object(value: object, place: str, citations: list[_Citation]) -> object:
        if not isinstance(value, Mapping):
            raise _misfit(place, "an object", value)
        found: dict[str, object] = {}
        for name, decode, required in known:
            if name in value:
                found[name] = decode(value[name], f"{place}.{name}" if place else name, citations)
            elif required:
                raise InputError(f"{f'{place}.{name}' if place else name}: missing")
        if cites:
            citations.append(_Citation(
                cast(int, found["start"]), cast(int, found["end"]), cast(str, found["quote"]), place,
            ))  # fmt: skip
        return kind(**found)

    return decode_object


def _tuple_decoder(kind: object) -> Decode:
    each = _decoder(kind)

    def decode_tuple(value: object, place: str, citations: list[_Citation]) -> object:
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise _misfit(place, "a list", value)
        return tuple(each(item, f"{place}[{number}]", citations) for number, item in enumerate(value))

    return decode_tuple


def _choice_decoder(choices: tuple[object, ...]) -> Decode:
    def decode_choice(value: object, place: str, citations: list[_Citation]) -> object:  # noqa: ARG001
        if not isinstance(value, str) or value not in choices:
            raise _misfit(place, "one of " + ", ".join(map(str, choices)), value)
        return value

    return decode_choice


def _plain_decoder(kind: type) -> Decode:
    wanted = {str: "a string", int: "a whole number", float: "a number", bool: "true or false"}[kind]

    def decode_plain(value: object, place: str, citations: list[_Citation]) -> object:  # noqa: ARG001
        if kind is float and isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return float(value)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool) or kind is float:
            raise _misfit(place, wanted, value)
        return value

    return decode_plain


def _decode_pairs(value: object, place: str, citations: list[_Citation]) -> object:  # noqa: ARG001
    if not isinstance(value, Mapping) or not all(isinstance(each, str) for each in value.values()):
        raise _misfit(place, "an object of strings", value)
    return tuple(value.items())


def _is_union(kind: object) -> bool:
    return get_origin(kind) in (Union, types.UnionType)


def _misfit(place: str, wanted: str, value: object) -> InputError:
    return InputError(f"{place or 'record'}: {wanted} expected, not {_kind(value)}")


def _kind(value: object) -> str:
    """What a JSON value is, in JSON's words, with the value itself where that is short."""
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "a list"
    shown = json.dumps(value, default=str)
    return shown if len(shown) <= 60 else shown[:57] + "…"
