"""What people say of findings, applied to a record: pure, so that loading, saving and checking agree."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias, cast

from onrecord.codec import decode_record, encode_record
from onrecord.errors import InputError, UsageError
from onrecord.ids import Jsonable
from onrecord.record import Record
from onrecord.store.anchors import LISTS, FindingKind, attach

Json: TypeAlias = dict[str, Jsonable]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of a finding, kept beside it.

    field: path of what is wrong, `factuality.status` or `content.0`; None where the whole finding is replaced, by
    another or (`corrected` is None) by nothing. found, corrected: JSON values. attached_to: the finding of the newest
    reading that it applies to; None where there is none.
    """

    id: str
    document_id: str
    finding_id: str
    kind: FindingKind
    anchor_start: int
    anchor_end: int
    anchor_quote: str
    field: str | None
    found: Jsonable
    corrected: Jsonable
    author: str
    note: str | None
    made_at: str
    withdrawn_at: str | None
    extractor: str
    extractor_version: str
    attached_to: str | None

    def stands_at(self, instant: str | None) -> bool:
        """Whether it was made and not taken back, now or at an instant."""
        if instant is None:
            return self.withdrawn_at is None
        return self.made_at <= instant and (self.withdrawn_at is None or self.withdrawn_at > instant)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A record with corrections applied, and where each one went: by its id, the finding's id or None."""

    record: Record
    attached: dict[str, str | None]


def correct(record: Record, corrections: Iterable[Correction]) -> Corrected:
    """Apply corrections in the order in which they were made; what finds no home, or no longer fits, is left out."""
    attached: dict[str, str | None] = {}
    corrected = record
    for each in sorted(corrections, key=lambda one: (one.made_at, one.id)):
        home = attach(record, each.finding_id, each.kind, each.anchor_start, each.anchor_end)
        if home is not None:
            try:
                corrected = apply(corrected, home, each.kind, each.field, each.corrected)
            except (InputError, UsageError):
                home = None
        attached[each.id] = home
    return Corrected(corrected, attached)


def apply(record: Record, finding_id: str, kind: FindingKind, field: str | None, corrected: Jsonable) -> Record:
    """The record with one correction.

    Raises UsageError where the finding or its field is not there, InputError where the value does not fit it.
    """
    value = copy.deepcopy(encode_record(record))
    findings = cast(list[Json], value[LISTS[kind]])
    place = next((number for number, each in enumerate(findings) if each["id"] == finding_id), None)
    if place is None:
        raise UsageError(f"{finding_id}: the record has no such {kind}")
    if field is not None:
        _put(findings[place], field, corrected)
    elif corrected is None:
        del findings[place]
        value = cast(Json, _without(value, finding_id))
    elif isinstance(corrected, dict):
        findings[place] = {**corrected, "id": finding_id}
    else:
        raise InputError(f"{finding_id}: a whole {kind} is replaced by a JSON object, or null")
    return decode_record(value)


def value_at(finding: Json, field: str | None) -> Jsonable:
    """What a finding has at a path; the whole of it without one. Raises UsageError where there is no such field."""
    here: Jsonable = finding
    for step in _steps(field):
        here = _child(here, step, field)
    return here


def _put(finding: Json, field: str, corrected: Jsonable) -> None:
    *way, last = _steps(field)
    if last == "id":
        raise UsageError("an id cannot be corrected: it is made of where the finding stands")
    holder: Jsonable = finding
    for step in way:
        holder = _child(holder, step, field)
    _child(holder, last, field)
    if isinstance(holder, dict):
        holder[last] = corrected
    elif isinstance(holder, list):
        holder[int(last)] = corrected


def _steps(field: str | None) -> list[str]:
    """The path's steps: `roles[0].title` and `roles.0.title` are one."""
    if field is None:
        return []
    return re.sub(r"\[(\d+)\]", r".\1", field).split(".")


def _child(value: Jsonable, step: str, field: str | None) -> Jsonable:
    if isinstance(value, dict) and step in value:
        return cast(Jsonable, value[step])
    if isinstance(value, list) and step.isdecimal() and int(step) < len(value):
        return cast(Jsonable, value[int(step)])
    raise UsageError(f"{field}: the finding has no such field")


def _without(value: Jsonable, finding_id: str) -> Jsonable:
    """The value without what points to a finding: fields that name it are null, list entries that name it are gone."""
    if isinstance(value, dict):
        return {name: None if each == finding_id else _without(each, finding_id) for name, each in value.items()}
    if isinstance(value, list):
        return [_without(each, finding_id) for each in value if not _names(each, finding_id)]
    return value


def _names(value: Jsonable, finding_id: str) -> bool:
    """Whether a list's entry is there only for a finding: its id, or a participation or link of it."""
    return value == finding_id or (isinstance(value, dict) and value.get("actor") == finding_id)
