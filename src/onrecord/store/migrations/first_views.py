"""The views of the first schema: what stands now, of the newest revision of each report, in flat tables."""

from __future__ import annotations

from sqlalchemy import Connection

HEAD = "{row}.id, d.id AS document_id, d.uri, d.publisher, d.title, d.published"
SENTENCE = "substr(d.text, {row}.sentence_start + 1, {row}.sentence_end - {row}.sentence_start) AS sentence"
STANDS = "JOIN document d ON d.number = {row}.document_number WHERE {row}.known_to IS NULL AND d.superseded_at IS NULL"

STATEMENTS = f"""CREATE VIEW statements_view AS SELECT {HEAD},
s.speaker_name AS speaker, s.speaker_key, s.speaker_kind, s.speaker_role, s.speaker_organization, s.speaker_country,
s.authority, s.attitude, s.manner, s.cue_quote AS cue, s.content, s.content_start, s.content_end,
s.addressee_name AS addressee, s.when_start AS said_from, s.when_end AS said_to,
s.where_name AS place, s.where_country AS country, s.status, s.certainty, s.polarity, {SENTENCE}
FROM statement s {STANDS}"""

EVENTS = f"""CREATE VIEW events_view AS SELECT {HEAD},
e.type, e.mode, e.contexts, e.trigger_quote AS trigger, e.trigger_start, e.trigger_end,
[r.role = 'actor'] AS actors, [r.role = 'recipient'] AS recipients, [r.role = 'host'] AS hosts,
[r.role = 'participant'] AS participants, e.topic, e.day, e.when_start AS happens_from, e.when_end AS happens_to,
e.when_precision AS precision, e.where_name AS place, e.where_country AS country, e.where_lat AS lat,
e.where_lon AS lon, e.status, e.certainty, e.polarity, {SENTENCE}
FROM event e {STANDS}"""

MEETINGS = f"""CREATE VIEW meetings_view AS SELECT {HEAD},
e.mode, e.trigger_quote AS trigger, e.trigger_start, e.trigger_end,
[r.role <> 'host'] AS who, [r.role = 'host'] AS hosts, e.topic, e.day, e.when_start AS happens_from,
e.when_end AS happens_to, e.when_precision AS precision, e.where_name AS place, e.where_country AS country,
e.status, e.certainty, {SENTENCE}
FROM event e {STANDS} AND e.type = 'CONSULT'"""


def create_views(connection: Connection) -> None:
    """Make the three views."""
    for row, view in (("s", STATEMENTS), ("e", EVENTS), ("e", MEETINGS)):
        connection.exec_driver_sql(_names_joined(view.replace("{row}", row), connection.dialect.name))


def _names_joined(view: str, dialect: str) -> str:
    """The view with each `[which roles]` as the names of those who have them, in the order of the text."""
    joined = "group_concat" if dialect == "sqlite" else "string_agg"
    before = (
        f"(SELECT {joined}(named.name, '; ') FROM (SELECT r.name FROM event_role r WHERE r.event_number = e.number AND "
    )
    return view.replace("[", before).replace("]", " ORDER BY r.position) named)")
