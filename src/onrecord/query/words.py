"""Words that are searched: what a person writes -> what each database searches with, and where it found it."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    TableClause,
    bindparam,
    exists,
    func,
    literal_column,
    select,
    text,
)

from onrecord.errors import UsageError
from onrecord.store import schema
from onrecord.store.migrations.first_search import ACCENTED, MOST_CHARACTERS, PLAIN
from onrecord.store.name_keys import name_key

# More reports or statements than this say nothing of rank any more: the newest of them are shown.
FREQUENT = 20_000
# Asking row by row (0.8 ms each) beats gathering all rows (1 µs each of a million) from about this share on.
_DENSE = 0.2
_SAMPLE = 2_000

_START, _STOP = "\x02", "\x03"
_TOKEN = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_SEARCHES: dict[str, TableClause] = {"document": schema.document_search, "statement": schema.statement_search,
             "condition": schema.condition_search}  # fmt: skip


class Term(NamedTuple):
    """Words that follow each other; with `prefix`, the last one may go on."""

    words: tuple[str, ...]
    prefix: bool


class Words(NamedTuple):
    """What is searched: all terms of one of the `groups`, and none of `without`."""

    asked: str
    groups: tuple[tuple[Term, ...], ...]
    without: tuple[Term, ...]

    def for_sqlite(self) -> str:
        """The question in FTS5's language."""
        parts = [" AND ".join(map(_fts5, group)) for group in self.groups]
        told = f"({parts[0]})" if len(parts) == 1 else "(" + " OR ".join(f"({part})" for part in parts) + ")"
        return told + "".join(f" NOT {_fts5(term)}" for term in self.without)

    def for_postgresql(self) -> str:
        """The question in the language of `to_tsquery`."""
        parts = ["(" + " & ".join(map(_tsquery, group)) + ")" for group in self.groups]
        return "(" + " | ".join(parts) + ")" + "".join(f" & !{_tsquery(term)}" for term in self.without)


def parse_words(asked: str) -> Words:
    """What a person writes: words, "phrases", prefixes*, -without, OR. Raises UsageError where there is no word."""
    groups: list[list[Term]] = [[]]
    without: list[Term] = []
    for found in _TOKEN.finditer(asked):
        phrase, word = found["phrase"], found["word"]
        if word == "OR" and not found["minus"]:
            if groups[-1]:
                groups.append([])
            continue
        if word == "AND":
            continue
        written = phrase if phrase is not None else word
        parts = tuple(_split(written))
        if not parts:
            continue
        after = asked[found.end() : found.end() + 1]
        prefix = written.endswith("*") or (phrase is not None and after == "*")
        (without if found["minus"] else groups[-1]).append(Term(parts, prefix))
    told = tuple(tuple(group) for group in groups if group)
    if not told:
        raise UsageError(f"{asked!r}: no word to search for" + (" beside those left out" if without else ""))
    return Words(" ".join(asked.split()), told, tuple(without))


def folded_words(written: str) -> tuple[str, ...]:
    """The words of a filter, spelled as keys are."""
    return tuple(name_key(written).split())


def holds_words(connection: Connection, table: Table, words: Words, *, few: bool = False) -> ColumnElement[bool]:
    """The condition that a row of a searched table holds the words.

    few: the rows are few for another reason, and seldom hold the words: all that do are gathered first.
    """
    if connection.dialect.name == "postgresql":
        return literal_column(f"{table.name}.search").op("@@", is_comparison=True)(_tsquery_of(words))
    search = _SEARCHES[table.name]
    every = select(search.c.rowid).where(_matches(table, words))
    if few or not is_frequent(connection, table, words):
        return table.c.number.in_(every)
    if not _is_dense(connection, table, words):
        # Gathered first, but rows are gone through by the day: `+ 0` keeps the database from going through the list.
        return (table.c.number + 0).in_(every)
    # Each row that is looked at for another reason is asked for by itself: most hold the words.
    found: Select[Any] = select(literal_column("1")).select_from(search).where(
        search.c.rowid == table.c.number, _matches(table, words)
    )  # fmt: skip
    return exists(found.correlate(table))


def _is_dense(connection: Connection, table: Table, words: Words) -> bool:
    """Whether, of the rows saved last, so many hold the words that a few others soon do."""
    search = _SEARCHES[table.name]
    last = select(func.max(table.c.number)).scalar_subquery()
    some = select(func.count()).select_from(search).where(
        _matches(table, words), search.c.rowid > last - _SAMPLE
    )  # fmt: skip
    return int(connection.execute(some).scalar_one()) >= _SAMPLE * _DENSE


def is_frequent(connection: Connection, table: Table, words: Words) -> bool:
    """Whether more than `FREQUENT` rows hold the words."""
    if connection.dialect.name == "postgresql":
        some = text(f"SELECT 1 FROM {table.name} WHERE search @@ to_tsquery('onrecord', :words) LIMIT {FREQUENT + 1}")
        counted = select(func.count()).select_from(some.columns(literal_column("one")).subquery())
        return int(connection.execute(counted, {"words": _plain(words.for_postgresql())}).scalar_one()) > FREQUENT
    search = _SEARCHES[table.name]
    limited = select(search.c.rowid).where(_matches(table, words)).limit(FREQUENT + 1).subquery()
    return int(connection.execute(select(func.count()).select_from(limited)).scalar_one()) > FREQUENT


def ranking(connection: Connection, table: Table, words: Words) -> tuple[ColumnElement[bool], ColumnElement[float]]:
    """For a question over `table` joined with its search on SQLite: the condition, and what to order by."""
    if connection.dialect.name == "postgresql":
        search: ColumnElement[Any] = literal_column(f"{table.name}.search")
        query = _tsquery_of(words)
        return search.op("@@", is_comparison=True)(query), -func.ts_rank_cd(search, query, 1)
    return _matches(table, words), _SEARCHES[table.name].c.rank


def mark_words(
    connection: Connection, table: Table, number: int, column: str, words: Words
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A row's text and the offsets in it of what was searched."""
    if connection.dialect.name == "postgresql":
        marked, whole = connection.execute(
            text(
                f"SELECT ts_headline('onrecord', translate(lower(left({column}, {MOST_CHARACTERS})), '{ACCENTED}', "
                f"'{PLAIN}'), to_tsquery('onrecord', :words), :options), {column} FROM {table.name} "
                "WHERE number = :number"
            ),
            {"words": _plain(words.for_postgresql()), "number": number,
             "options": f"HighlightAll=true, StartSel={_START}, StopSel={_STOP}"},
        ).one()  # fmt: skip
    else:
        place = schema.SEARCHED[table.name].index(column)
        marked, whole = connection.execute(
            text(
                f"SELECT highlight({table.name}_search, {place}, char(2), char(3)), {table.name}.{column} "
                f"FROM {table.name}_search JOIN {table.name} ON {table.name}.number = {table.name}_search.rowid "
                f"WHERE {table.name}_search.rowid = :number AND {table.name}_search MATCH :words"
            ),
            {"words": words.for_sqlite(), "number": number},
        ).one()
    if whole is None:
        return "", ()
    marks = []
    parts = re.split(f"([{_START}{_STOP}])", marked or "")
    at, opened, length = 0, 0, 0
    for part in parts:
        if part == _START:
            opened = at
        elif part == _STOP:
            marks.append((opened, at))
        else:
            at += len(part)
            length += len(part)
    # A text that holds those signs itself, or is longer than what is searched, is shown as far as it fits.
    return whole, tuple(marks) if length == len(whole[:MOST_CHARACTERS]) or length == len(whole) else ()


def _split(written: str) -> list[str]:
    """The words that the databases see: letters, digits and marks that go with them."""
    signs = (sign if sign.isalnum() or unicodedata.category(sign) in ("Mn", "Co") else " " for sign in written)
    return "".join(signs).split()


def _fts5(term: Term) -> str:
    return '"' + " ".join(term.words) + '"' + (" *" if term.prefix else "")


def _tsquery(term: Term) -> str:
    *before, last = (f"'{word}'" for word in term.words)
    told = " <-> ".join([*before, last + (":*" if term.prefix else "")])
    return f"({told})" if before else told


def _plain(words: str) -> str:
    return words.lower().translate(str.maketrans(ACCENTED, PLAIN))


def _tsquery_of(words: Words) -> ColumnElement[str]:
    return func.to_tsquery(literal_column("'onrecord'"), bindparam(None, _plain(words.for_postgresql())))


def _matches(table: Table, words: Words) -> ColumnElement[bool]:
    return literal_column(f"{table.name}_search").op("MATCH", is_comparison=True)(bindparam(None, words.for_sqlite()))


def searched(connection: Connection, table: Table) -> FromClause:
    """A table to search, by rank: on SQLite joined to its search, which comes first."""
    if connection.dialect.name == "postgresql":
        return table
    search = _SEARCHES[table.name]
    return search.join(table, table.c.number == search.c.rowid)
