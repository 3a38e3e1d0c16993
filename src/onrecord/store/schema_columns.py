"""Groups of columns that several tables share."""

from __future__ import annotations

from typing import TypeAlias

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, MetaData, Text, text

metadata = MetaData()

Columns: TypeAlias = list[Column[int] | Column[str] | Column[float]]

# SQLite numbers its rows itself only where the type reads INTEGER.
Number = BigInteger().with_variant(Integer, "sqlite")

LIVE = text("known_to IS NULL")
CLOSED = text("known_to IS NOT NULL")
SUPERSEDED = text("superseded_at IS NOT NULL")


def number() -> Column[int]:
    """The number that SQLite or PostgreSQL gives a row."""
    return Column("number", Number, primary_key=True, autoincrement=True, doc="number of the row in this database")


def of_parent(parent: str, primary_key: bool = False) -> Column[int]:
    """The row of a parent table to which a row belongs, and with which it goes."""
    return Column(
        f"{parent}_number", Number, ForeignKey(f"{parent}.number", ondelete="CASCADE"), nullable=False,
        primary_key=primary_key, doc=f"row of `{parent}`",
    )  # fmt: skip


def position() -> Column[int]:
    """The place of a part in the record's list."""
    return Column("position", Integer, primary_key=True, doc="place in the record's list, from 0")


def span(name: str, what: str, nullable: bool = True) -> Columns:
    """A span as three columns: `NAME_start`, `NAME_end`, `NAME_quote`."""
    return [
        Column(f"{name}_start", Integer, nullable=nullable, doc=f"where {what} starts"),
        Column(f"{name}_end", Integer, nullable=nullable, doc="where it ends"),
        Column(f"{name}_quote", Text, nullable=nullable, doc="its words"),
    ]


def known() -> Columns:
    """From when to when a row stands."""
    return [
        Column("known_from", Text, nullable=False, doc="instant from which the row stands"),
        Column("known_to", Text, doc="instant at which it was corrected or read anew; null while it stands"),
    ]


def finding() -> Columns:
    """What every finding's row begins with."""
    return [
        number(),
        Column("id", Text, nullable=False, doc="id of the finding"),
        of_parent("document"),
        Column("position", Integer, nullable=False, doc="place in the record's list, from 0"),
        *known(),
    ]


def published() -> Columns:
    """Copied from the document, so that a period or an outlet is asked for by one table's index."""
    return [
        Column("publisher_key", Text, doc="outlet for comparison, copied from the document"),
        Column("published_day", Text, doc="day of publication, copied from the document"),
    ]


def origin() -> Columns:
    """What made the finding."""
    return [
        Column("extractor", Text, nullable=False, doc="what made the finding"),
        Column("extractor_version", Text, nullable=False, doc="its version"),
    ]


def factuality(nullable: bool = False) -> Columns:
    """How sure it is told."""
    return [
        Column("status", Text, nullable=nullable, doc="happened, scheduled, expected, denied …"),
        Column("certainty", Text, nullable=nullable, doc="certain, probable, possible, unknown"),
        Column("polarity", Text, nullable=nullable, doc="positive, negative, unknown"),
        Column("time", Text, nullable=nullable, doc="past, present, future"),
    ]


def when() -> Columns:
    """The time told."""
    return [
        Column("when_start", Text, doc="first instant of the time told, inclusive; null where open or not told"),
        Column("when_end", Text, doc="its end, exclusive"),
        Column("when_precision", Text, doc="day, week, month …; null where no time is told"),
        Column("when_basis", Text, doc="stated, relative, assumed"),
        Column("when_timex", Text, doc="TIMEX3 value"),
        Column("when_span_start", Integer, doc="where the words of the time start"),
        Column("when_span_end", Integer, doc="where they end"),
        Column("when_quote", Text, doc="its words"),
        Column("day", Text, doc="first day of the time told, else the day of publication: to sort and select by"),
    ]


def where() -> Columns:
    """The place told."""
    return [
        Column("where_name", Text, doc="place in which it is set"),
        Column("where_key", Text, doc="the place for comparison"),
        Column("where_country", Text, doc="its country, ISO 3166-1 alpha-3"),
        Column("where_admin1", Text, doc="its first-level division"),
        Column("where_lat", Float, doc="latitude, degrees"),
        Column("where_lon", Float, doc="longitude, degrees"),
        Column("where_geonames_id", Integer, doc="GeoNames id"),
        Column("where_start", Integer, doc="where the words of the place start"),
        Column("where_end", Integer, doc="where they end"),
        Column("where_quote", Text, doc="its words"),
    ]


def sentence() -> Columns:
    """The sentence around the anchor."""
    return [
        Column("sentence_start", Integer, doc="where the sentence starts that holds the anchor"),
        Column("sentence_end", Integer, doc="where it ends"),
    ]


def live_index(name: str, *columns: str, sparse: bool = False) -> Index:
    """An index over the rows that stand now: queries reach it where they say `known_to IS NULL`.

    sparse: it leaves out the rows whose first column is null, where most are.
    """
    where = text(f"known_to IS NULL AND {columns[0]} IS NOT NULL") if sparse else LIVE
    return Index(f"ix_{name}", *columns, sqlite_where=where, postgresql_where=where)


def closed_index(name: str) -> Index:
    """An index over the few rows that stand no more, for what was known at an instant."""
    return Index(f"ix_{name}_closed", "known_to", sqlite_where=CLOSED, postgresql_where=CLOSED)


def until() -> Column[str]:
    """Until when a part stands that is searched by itself."""
    return Column("known_to", Text, doc="copied from the row it belongs to")
