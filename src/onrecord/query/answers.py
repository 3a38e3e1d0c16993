"""Answers: typed findings in order, and what there is to say of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from onrecord.query.findings import Alias, Company, Happening, Office, Report, Saying
from onrecord.record import Span

if TYPE_CHECKING:
    import pandas  # type: ignore[import-untyped]
    import pyarrow  # type: ignore[import-untyped]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Named:
    """Which names a name that was asked for was taken for."""

    asked: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer(Sequence[T], Generic[T]):
    """What was found, in order.

    kind: type of the findings. asked: the question in words. named: how names were understood. more: whether there are
    further findings beyond the limit. undated: findings left out because their report has no date;
    undated_at_least: there may be more of them. reports: how many reports the database holds, and nearest: names that
    come near those that were asked for, both told where nothing was found. notes: what else there is to know.
    """

    rows: tuple[T, ...]
    kind: type[T]
    asked: str
    named: tuple[Named, ...] = ()
    more: bool = False
    undated: int = 0
    undated_at_least: bool = False
    reports: int | None = None
    nearest: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        return self.rows[index]

    def __iter__(self) -> Iterator[T]:
        return iter(self.rows)

    def messages(self) -> tuple[str, ...]:
        """What there is to say of the answer, a line each."""
        lines = [
            f"{each.asked}: taken for {', '.join(each.names)}"
            for each in self.named
            if each.names and each.names != (each.asked,)
        ]
        lines += self.notes
        if not self.rows:
            held = "" if self.reports is None else f" in {self.reports:,} report{'' if self.reports == 1 else 's'}"
            lines.append(f"nothing found: searched{held} for {self.asked}")
        if self.nearest:
            lines.append(f"nearest names: {', '.join(self.nearest)}")
        if self.more:
            lines.append(f"the first {len(self.rows):,} are shown; --limit N shows more")
        if self.undated:
            more = " or more" if self.undated_at_least else ""
            lines.append(f"left out, for their report has no date: {self.undated:,}{more}")
        return tuple(lines)

    def to_arrow(self) -> pyarrow.Table:
        """The findings as flat rows in an Arrow table; the columns are those of `--format csv`."""
        return import_module("onrecord.render.answers_flat").arrow_table(self)

    def to_pandas(self) -> pandas.DataFrame:
        """The findings as flat rows in a data frame. Raises UsageError where pandas is not installed."""
        return import_module("onrecord.render.answers_flat").data_frame(self)

    def _repr_html_(self) -> str:
        """A table, for notebooks; found by name, for it is made above this module."""
        return str(import_module("onrecord.render.answers_html").render_html(self))


UNDATED_COUNTED = 10_000  # the count of what is left out goes no further


@dataclass(frozen=True, slots=True)
class Profile:
    """What the database tells of one actor, or of all that the name stands for."""

    name: str
    kinds: tuple[str, ...]
    offices: Answer[Office]
    aliases: Answer[Alias]
    statements: Answer[Saying]
    meetings: Answer[Happening]
    company: Answer[Company]

    def parts(self) -> tuple[tuple[str, Answer[Any]], ...]:
        """Its answers, each with a heading."""
        return (
            ("Roles", self.offices), ("Names", self.aliases), ("Latest statements", self.statements),
            ("Meetings", self.meetings), ("With whom most", self.company),
        )  # fmt: skip

    def messages(self) -> tuple[str, ...]:
        """What there is to say of the answer, a line each."""
        return self.offices.messages() if not self.kinds else self.statements.messages()

    def _repr_html_(self) -> str:
        return str(import_module("onrecord.render.answers_html").render_profile_html(self))


@dataclass(frozen=True, slots=True)
class Change:
    """A correction of a finding, or a judgement on it, in words."""

    made_at: str
    author: str
    what: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One finding, or a whole report, with the words around it and where it comes from.

    fields: what the finding says, as in `onrecord/1`, one JSON value each, in the format's order. names: of the actors
    that the fields point to, by id.
    """

    id: str
    kind: str
    fields: tuple[tuple[str, str], ...]
    anchor: Span
    sentence: Span | None
    paragraph: Span | None
    report: Report
    first_published_by: str | None
    made_by: str
    known_from: str
    revisions: int
    newest: bool
    changes: tuple[Change, ...]
    names: tuple[tuple[str, str], ...] = ()

    def messages(self) -> tuple[str, ...]:
        """What there is to say of it, a line each."""
        return () if self.newest else ("its report has a newer revision",)

    def _repr_html_(self) -> str:
        return str(import_module("onrecord.render.answers_html").render_shown_html(self))
