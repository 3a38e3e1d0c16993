"""What an export is asked for and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from onrecord.errors import UsageError
from onrecord.export.shown import shorten
from onrecord.options import resolve_published
from onrecord.store.instants import resolve_instant
from onrecord.store.selecting import Selection

Form: TypeAlias = Literal[
    "jsonl", "parquet", "csv", "ical", "geojson", "graphml", "dot", "polecat", "ftm", "csl", "bibtex"
]
Graph: TypeAlias = Literal["met", "spoke-of"]

FORMS: tuple[Form, ...] = get_args(Form)
GRAPHS: tuple[Graph, ...] = get_args(Graph)
TABLED: tuple[Form, ...] = ("parquet", "csv")

STATUSED: tuple[Form, ...] = ("polecat", "graphml", "dot", "ftm")

# An event table, a calendar or a graph of meetings is read as of what took place, so nothing else is in it unasked.
TOOK_PLACE = frozenset({"happened", "ongoing"})


@dataclass(frozen=True, slots=True)
class Request:
    """What to write. Made by `resolve_request`, which checks it.

    text: whether reports' texts and whole quotes may be in it. records: of `jsonl`, single records in place of all that
    is kept. today: the day from which a calendar looks ahead.
    """

    form: Form
    selection: Selection
    today: str
    text: bool = True
    records: bool = False
    table: str | None = None
    graph: Graph = "met"
    all_status: bool = False

    def show(self, quote: str) -> str:
        """A quote as it may be passed on."""
        return quote if self.text else shorten(quote)


@dataclass(slots=True)
class Exported:
    """What came of an export: what was written, by kind, and what was left out, by reason."""

    written: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)

    def count(self, kind: str, number: int = 1) -> None:
        """So many more of a kind are written."""
        self.written[kind] = self.written.get(kind, 0) + number

    def leave_out(self, reason: str, number: int = 1) -> None:
        """So many more are left out."""
        if number:
            self.left_out[reason] = self.left_out.get(reason, 0) + number


def resolve_request(
    form: str, now: str, *, since: str | None, until: str | None, publishers: tuple[str, ...] | None, as_of: str | None,
    known_at: str | None, text: bool, records: bool, table: str | None, graph: str | None, all_status: bool,
) -> Request:  # fmt: skip
    """What is asked for, or a UsageError that says what makes no sense of it. now: what the clock says."""
    known_form = next((each for each in FORMS if each == form), None)
    if known_form is None:
        raise UsageError(f"{form!r} is no format; it is one of {', '.join(FORMS)}")
    known_graph = next((each for each in GRAPHS if each == (graph or "met")), None)
    if known_graph is None:
        raise UsageError(f"{graph!r} is no graph; it is one of {', '.join(GRAPHS)}")
    _refuse(records and form != "jsonl", "--records goes with jsonl alone")
    _refuse(table is not None and form not in TABLED, "--table goes with parquet and csv alone")
    _refuse(graph is not None and form not in ("graphml", "dot"), "--graph goes with graphml and dot alone")
    _refuse(
        all_status and form not in STATUSED,
        f"--all-status goes with {', '.join(STATUSED)} alone",
    )
    first, last = _day(since), _day(until)
    _refuse(bool(first and last and last < first), f"a period from {first} cannot end on {last}")
    selection = Selection(first, last, publishers, _day(as_of), None if known_at is None else resolve_instant(known_at))
    today = selection.as_of or now[:10]
    # A record without its text, or as it was known once, is no part of the whole history.
    records = records or not text or selection.known_at is not None
    return Request(known_form, selection, today, text, records, table, known_graph, all_status)


def _refuse(wrong: bool, why: str) -> None:
    if wrong:
        raise UsageError(why)


def _day(given: str | None) -> str | None:
    return None if given is None else resolve_published(given)[:10]
