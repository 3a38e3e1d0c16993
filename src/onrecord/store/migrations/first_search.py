"""Full text of the first schema; kept in step by the database itself, within the transaction of what changes."""

from __future__ import annotations

from sqlalchemy import Connection

SEARCHED = {
    "document": ("title", "text"),
    "statement": ("content",),
    "condition": ("condition_quote", "outcome_quote"),
}

# PostgreSQL holds at most 1 MB of different words of one text; this many characters never come to more.
MOST_CHARACTERS = 250_000

# Letters with accents and the same without, as SQLite's `remove_diacritics` has them; PostgreSQL's `unaccent` need not
# be installed.
ACCENTED = "àáâãäåāăąçćĉċčďèéêëēĕėęěĝğġģĥìíîïĩīĭįĵķĺļľñńņňòóôõöōŏőŕŗřśŝşšţťùúûüũūŭůűųŵýÿŷźżžșț"
PLAIN = "aaaaaaaaacccccdeeeeeeeeegggghiiiiiiiijklllnnnnoooooooorrrssssttuuuuuuuuuuwyyyzzzst"


def create_search(connection: Connection) -> None:
    """Make the full text of documents, statements and conditions."""
    if connection.dialect.name == "sqlite":
        for table, columns in SEARCHED.items():
            for line in _sqlite_search(table, columns):
                connection.exec_driver_sql(line)
    else:
        for line in _postgresql_search():
            connection.exec_driver_sql(line)


def _sqlite_search(table: str, columns: tuple[str, ...]) -> tuple[str, ...]:
    """An index that keeps no text of its own, and the triggers that keep it in step."""
    names = ", ".join(columns)
    old, new = (", ".join(f"{row}.{each}" for each in columns) for row in ("old", "new"))
    put = f"INSERT INTO {table}_search(rowid, {names}) VALUES (new.number, {new});"
    take = f"INSERT INTO {table}_search({table}_search, rowid, {names}) VALUES ('delete', old.number, {old});"
    return (
        f"CREATE VIRTUAL TABLE {table}_search USING fts5({names}, content='{table}', content_rowid='number', "
        "tokenize='porter unicode61 remove_diacritics 2')",
        f"CREATE TRIGGER {table}_search_insert AFTER INSERT ON {table} BEGIN {put} END",
        f"CREATE TRIGGER {table}_search_delete AFTER DELETE ON {table} BEGIN {take} END",
        f"CREATE TRIGGER {table}_search_update AFTER UPDATE OF {names} ON {table} BEGIN {take} {put} END",
    )


def _postgresql_search() -> tuple[str, ...]:
    kinds = "asciiword, asciihword, hword_asciipart, word, hword, hword_part"
    lines = [
        "CREATE TEXT SEARCH DICTIONARY onrecord_stem (TEMPLATE = snowball, Language = english)",
        "CREATE TEXT SEARCH CONFIGURATION onrecord (COPY = simple)",
        f"ALTER TEXT SEARCH CONFIGURATION onrecord ALTER MAPPING FOR {kinds} WITH onrecord_stem",
    ]
    for table, columns in SEARCHED.items():
        words = " || ' ' || ".join(f"coalesce({each}, '')" for each in columns)
        plain = f"translate(lower(left({words}, {MOST_CHARACTERS})), '{ACCENTED}', '{PLAIN}')"
        lines += [
            f"ALTER TABLE {table} ADD COLUMN search tsvector GENERATED ALWAYS AS "
            f"(to_tsvector('onrecord', {plain})) STORED",
            f"CREATE INDEX ix_{table}_search ON {table} USING gin (search)",
        ]
    return tuple(lines)
