"""Every table, column, index and view of the database, as the newest migration leaves them.

What is said of a table (`comment`) and of a column (`doc`) is what docs/schema.md shows. Rules that hold throughout:

- `number` is a row's number in this database; it means nothing elsewhere. `id` is the id of the record format.
- Offsets are those of the record format: code points of `document.text`, half-open.
- Instants are UTC text with microseconds and `Z` ("2026-11-25T07:00:00.000000Z"), so that their order is that of text.
- Rows of findings stand from `known_from` up to `known_to` (null: they stand now). `LIVE` says which are indexed.
- `…_key` is the name as `store.name_keys.name_key` spells it, for comparison.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Index, Integer, LargeBinary, Table, Text, column, table

from onrecord.store.schema_columns import (
    LIVE,
    SUPERSEDED,
    closed_index,
    factuality,
    finding,
    known,
    live_index,
    metadata,
    number,
    of_parent,
    origin,
    position,
    published,
    sentence,
    span,
    until,
    when,
    where,
)
from onrecord.store.schema_kept import correction, fetched, judgement, rejected, run

__all__ = [
    "FINDINGS", "LIVE", "PARTS", "SCHEMA_REVISION", "SEARCHED", "TEXT_SEARCH", "VIEWS", "actor", "actor_role",
    "condition", "condition_event", "condition_search", "correction", "document", "document_search", "event",
    "event_mention", "event_role", "events_view", "fetched", "judgement", "meetings_view", "mention", "metadata",
    "name", "place", "reading", "rejected", "run", "statement", "statement_content", "statement_search",
    "statements_view", "via",
]  # fmt: skip

SCHEMA_REVISION = "0001"

# What PostgreSQL searches words with: English stems without stop words, as SQLite's `porter` has them.
TEXT_SEARCH = "onrecord"


document = Table(
    "document", metadata,
    number(),
    Column("id", Text, nullable=False, unique=True, doc="id of the document"),
    Column("uri", Text, doc="address or path it came from"),
    Column("publisher", Text, doc="outlet"),
    Column("publisher_key", Text, doc="outlet for comparison"),
    Column("title", Text, doc="headline"),
    Column("byline", Text, doc="who wrote it"),
    Column("media_type", Text, nullable=False, doc="media type of what was read"),
    Column("language", Text, doc="BCP 47 tag"),
    Column("published", Text, doc="date or timestamp of publication, ISO 8601"),
    Column("published_basis", Text, doc="given, metadata, text"),
    Column("published_day", Text, doc="its day"),
    Column("text_hash", Text, nullable=False, doc="SHA-256 of the text"),
    Column("first_published_by", Text, doc="who published it first, as the report says"),
    Column("lineage", Text, nullable=False, doc="the address, which revisions share; the id where there is none"),
    Column("revision", Integer, nullable=False, doc="1 for the first text at its address, 2 for the next …"),
    Column("saved_at", Text, nullable=False, doc="instant at which it was first saved"),
    Column("superseded_at", Text, doc="instant at which the next revision was saved; null for the newest"),
    # Last, for SQLite reads what comes before a long value without touching it.
    Column("text", Text, nullable=False, doc="the whole text, once; all offsets count in it"),
    Index("ix_document_lineage", "lineage", "revision", unique=True),
    Index("ix_document_published", "published_day"),
    Index("ix_document_publisher", "publisher_key", "published_day"),
    Index("ix_document_text_hash", "text_hash"),
    Index("ix_document_saved", "saved_at"),
    Index("ix_document_superseded", "superseded_at", sqlite_where=SUPERSEDED, postgresql_where=SUPERSEDED),
    comment="One report in one revision: its text and what is known of it by its newest reading.",
)  # fmt: skip

reading = Table(
    "reading", metadata,
    number(),
    of_parent("document"),
    *known(),
    Column("onrecord", Text, nullable=False, doc="version of OnRecord that read it"),
    Column("options_hash", Text, nullable=False, doc="hash of the options it was read with"),
    Column("options", Text, doc="the options, JSON; null where they are not known"),
    Column("actors", Integer, nullable=False, doc="number of actors found"),
    Column("statements", Integer, nullable=False, doc="number of statements found"),
    Column("events", Integer, nullable=False, doc="number of events found, those without a row included"),
    Column("conditions", Integer, nullable=False, doc="number of conditions found"),
    Column("places", Integer, nullable=False, doc="number of places found"),
    Column("body", LargeBinary, nullable=False, doc="the record as found, packed: `store.bodies`"),
    Index("ix_reading_document", "document_number", "known_from", unique=True),
    Index("ix_reading_version", "onrecord", sqlite_where=LIVE, postgresql_where=LIVE),
    comment="One reading of a document: the record itself. Tables of findings are made from it and the corrections.",
)  # fmt: skip

actor = Table(
    "actor", metadata,
    *finding(),
    Column("kind", Text, nullable=False, doc="person, organization, country, group, unnamed, document"),
    Column("name", Text, nullable=False, doc="longest name, or the description of one unnamed"),
    Column("name_key", Text, nullable=False, doc="name for comparison"),
    Column("country", Text, doc="ISO 3166-1 alpha-3"),
    Column("sector", Text, doc="PLOVER's sector: GOV, MIL, LEG …"),
    Column("identifiers", Text, doc="JSON object of schemes and values; null where there are none"),
    Column("mentions", Integer, nullable=False, doc="number of mentions"),
    *published(),
    *origin(),
    Index("ix_actor_id", "id"),
    closed_index("actor"),
    Index("ix_actor_document", "document_number", "position"),
    live_index("actor_name", "name_key", "published_day"),
    comment="Who acts, speaks or is spoken of in one document.",
)  # fmt: skip

actor_role = Table(
    "actor_role", metadata,
    of_parent("actor", primary_key=True),
    position(),
    until(),
    Column("name_key", Text, nullable=False, doc="name of the actor for comparison"),
    Column("title", Text, nullable=False, doc="office or position"),
    Column("title_key", Text, nullable=False, doc="office for comparison"),
    Column("organization_id", Text, doc="actor id of the organization"),
    Column("organization", Text, doc="its name"),
    Column("organization_key", Text, doc="its name for comparison"),
    Column("country", Text, doc="country in which the office is, ISO 3166-1 alpha-3"),
    Column("status", Text, nullable=False, doc="current, former, elect, designate, acting, candidate"),
    *span("role", "the office's phrase", nullable=False),
    Column("published_day", Text, doc="day of publication, copied from the document"),
    live_index("actor_role_name", "name_key", "published_day"),
    comment="An office of an actor.",
    sqlite_with_rowid=False,
)  # fmt: skip

mention = Table(
    "mention", metadata,
    of_parent("actor", primary_key=True),
    position(),
    *span("mention", "the mention", nullable=False),
    Column("form", Text, nullable=False, doc="name, title, nominal, pronoun"),
    comment="A mention of an actor.",
    sqlite_with_rowid=False,
)  # fmt: skip

name = Table(
    "name", metadata,
    Column("key", Text, primary_key=True, doc="a name by which actors are called, for comparison"),
    Column("actor_key", Text, primary_key=True, doc="`name_key` of actors so called"),
    Column("kind", Text, primary_key=True, doc="their kind"),
    Column("actors", Integer, nullable=False, doc="number of rows of `actor` in which it is so"),
    Index("ix_name_actor", "actor_key"),
    comment="Every name and alias of actors (but unnamed ones), once: what names that are asked for are matched with.",
    sqlite_with_rowid=False,
)  # fmt: skip

statement = Table(
    "statement", metadata,
    *finding(),
    Column("speaker_id", Text, doc="actor id"),
    *span("speaker", "the mention of the speaker"),
    Column("speaker_name", Text, doc="name of the speaker"),
    Column("speaker_key", Text, doc="name for comparison"),
    Column("speaker_kind", Text, doc="kind of the speaker"),
    Column("speaker_country", Text, doc="the speaker's country, else that of the office"),
    Column("speaker_sector", Text, doc="the speaker's sector"),
    Column("speaker_role", Text, doc="first current office, else first office"),
    Column("speaker_role_key", Text, doc="office for comparison"),
    Column("speaker_organization", Text, doc="organization of that office"),
    Column("speaker_organization_key", Text, doc="organization for comparison"),
    Column("authority", Text, nullable=False, doc="named, unnamed, collective, document, outlet"),
    Column("attitude", Text, nullable=False, doc="speech, thought, intent"),
    Column("manner", Text, nullable=False, doc="direct, mixed, indirect"),
    *span("cue", "the cue"),
    Column("content_start", Integer, doc="where what is said starts"),
    Column("content_end", Integer, doc="where it ends; its parts are in `statement_content`"),
    Column("content", Text, nullable=False, doc="what is said; parts joined by ` … `"),
    Column("addressee_id", Text, doc="actor id"),
    Column("addressee_name", Text, doc="name of the one addressed"),
    Column("addressee_key", Text, doc="name for comparison"),
    *when(),
    *where(),
    *factuality(),
    Column("reported_in", Text, doc="id of the statement in which this one is told"),
    *sentence(),
    *published(),
    *origin(),
    Index("ix_statement_id", "id"),
    closed_index("statement"),
    Index("ix_statement_document", "document_number", "position"),
    live_index("statement_day", "published_day"),
    live_index("statement_speaker", "speaker_key", "published_day", sparse=True),
    live_index("statement_role", "speaker_role_key", "published_day", sparse=True),
    live_index("statement_organization", "speaker_organization_key", "published_day", sparse=True),
    live_index("statement_country", "speaker_country", "published_day", sparse=True),
    live_index("statement_authority", "authority", "published_day"),
    live_index("statement_publisher", "publisher_key", "authority", "published_day"),
    comment="Who said, thought or meant to do what, and on whose authority.",
)  # fmt: skip

statement_content = Table(
    "statement_content", metadata,
    of_parent("statement", primary_key=True),
    position(),
    *span("content", "the part", nullable=False),
    comment="The parts of what is said, where there are several; one part stands in `statement` itself.",
    sqlite_with_rowid=False,
)  # fmt: skip

via = Table(
    "via", metadata,
    of_parent("statement", primary_key=True),
    position(),
    Column("actor_id", Text, nullable=False, doc="actor id"),
    Column("name", Text, nullable=False, doc="its name"),
    Column("name_key", Text, nullable=False, doc="name for comparison"),
    Column("kind", Text, nullable=False, doc="its kind"),
    *span("via", "the mention", nullable=False),
    comment="A link of the chain behind a statement.",
    sqlite_with_rowid=False,
)  # fmt: skip

event = Table(
    "event", metadata,
    *finding(),
    Column("type", Text, doc="PLOVER's type; null outside its sixteen"),
    Column("mode", Text, doc="PLOVER's mode"),
    Column("contexts", Text, doc="PLOVER's contexts, joined by spaces; null where there are none"),
    *span("trigger", "the trigger", nullable=False),
    Column("topic_start", Integer, doc="where the first part of the topic starts"),
    Column("topic_end", Integer, doc="where its last part ends"),
    Column("topic", Text, doc="what it is about; parts joined by ` … `"),
    *when(),
    *where(),
    *factuality(),
    Column("reported_in", Text, doc="id of the statement in which it is told"),
    Column("mentions", Integer, nullable=False, doc="number of mentions"),
    *sentence(),
    *published(),
    *origin(),
    Index("ix_event_id", "id"),
    closed_index("event"),
    Index("ix_event_document", "document_number", "position"),
    # After the day stands what else is often asked for: rows that do not fit are passed by without a look at them.
    live_index("event_type", "type", "day", "published_day", "status", sparse=True),
    live_index("event_day", "day", "published_day"),
    live_index("event_status", "status", "day", "published_day", "certainty"),
    live_index("event_country", "where_country", "day", "published_day", sparse=True),
    live_index("event_place", "where_key", "day", "published_day", sparse=True),
    live_index("event_publisher", "publisher_key", "day", "published_day", sparse=True),
    comment="Something that happened, is planned, feared or denied, and has a PLOVER type or a time. Other event words "
    "are in the record alone.",
)  # fmt: skip

event_mention = Table(
    "event_mention", metadata,
    of_parent("event", primary_key=True),
    position(),
    *span("mention", "the mention", nullable=False),
    *factuality(),
    Column("reported_in", Text, doc="id of the statement in which the mention is told"),
    comment="The mentions of an event, where there are several or one that tells it otherwise; else `event` says all.",
    sqlite_with_rowid=False,
)  # fmt: skip

event_role = Table(
    "event_role", metadata,
    of_parent("event", primary_key=True),
    position(),
    until(),
    Column("role", Text, nullable=False, doc="actor, recipient, host, participant"),
    Column("actor_id", Text, nullable=False, doc="actor id"),
    Column("name", Text, nullable=False, doc="name of the participant"),
    Column("name_key", Text, nullable=False, doc="name for comparison"),
    Column("kind", Text, nullable=False, doc="kind of the participant"),
    Column("country", Text, doc="its country, else that of its office"),
    Column("sector", Text, doc="its sector"),
    Column("title", Text, doc="first current office, else first office"),
    Column("organization", Text, doc="organization of that office"),
    *factuality(nullable=True),
    *span("role", "the mention of the participant", nullable=False),
    Column("type", Text, doc="type of the event, copied"),
    Column("day", Text, doc="day of the event, copied"),
    # All that is looked at while going along it: `known_to`, always null in it, spares a look at each row.
    live_index("event_role_name", "name_key", "day", "type", "known_to"),
    live_index("event_role_country", "country", "day", "type", "known_to", sparse=True),
    comment="A participant of an event; `status` and the like only where they are the participant's own.",
    sqlite_with_rowid=False,
)  # fmt: skip

condition = Table(
    "condition", metadata,
    *finding(),
    Column("relation", Text, nullable=False, doc="requires, if, unless, until, provided, prevents, proportional"),
    *span("condition", "the condition", nullable=False),
    *span("outcome", "the outcome"),
    *span("cue", "the cue", nullable=False),
    Column("negated_outcome", Boolean, nullable=False, doc="whether the outcome is that something is not so"),
    Column("counterfactual", Boolean, nullable=False, doc="whether it is told as not being so"),
    Column("holder_id", Text, doc="id of the statement in which it is told"),
    Column("holder_name", Text, doc="name of that statement's speaker"),
    Column("holder_key", Text, doc="name for comparison"),
    Column("holder_country", Text, doc="the speaker's country, else that of the office"),
    *sentence(),
    *published(),
    *origin(),
    Index("ix_condition_id", "id"),
    closed_index("condition"),
    Index("ix_condition_document", "document_number", "position"),
    live_index("condition_day", "published_day"),
    live_index("condition_holder", "holder_key", "published_day", sparse=True),
    live_index("condition_country", "holder_country", "published_day", sparse=True),
    comment="What is said to depend on what.",
)  # fmt: skip

condition_event = Table(
    "condition_event", metadata,
    of_parent("condition", primary_key=True),
    Column("part", Text, primary_key=True, doc="condition or outcome"),
    position(),
    Column("event_id", Text, nullable=False, doc="id of the event"),
    comment="An event within a condition or its outcome.",
    sqlite_with_rowid=False,
)  # fmt: skip

place = Table(
    "place", metadata,
    *finding(),
    *span("place", "the mention", nullable=False),
    Column("name", Text, nullable=False, doc="name of the place"),
    Column("name_key", Text, nullable=False, doc="name for comparison"),
    Column("country", Text, doc="ISO 3166-1 alpha-3"),
    Column("admin1", Text, doc="first-level division"),
    Column("lat", Float, doc="latitude, degrees"),
    Column("lon", Float, doc="longitude, degrees"),
    Column("geonames_id", Integer, doc="GeoNames id"),
    Column("approximate", Boolean, nullable=False, doc="whether the point is only about right"),
    *origin(),
    Index("ix_place_id", "id"),
    closed_index("place"),
    Index("ix_place_document", "document_number", "position"),
    comment="A named place.",
)  # fmt: skip

# Which tables hold findings, and which hold parts of them (by the finding's table).
FINDINGS = (actor, statement, event, condition, place)
PARTS = {
    "actor": (actor_role, mention),
    "statement": (statement_content, via),
    "event": (event_mention, event_role),
    "condition": (condition_event,),
    "place": (),
}  # fmt: skip

# Full text: which columns of which table are searched. SQLite has `TABLE_search` (FTS5, external content: its `rowid`
# is `TABLE.number`); PostgreSQL has a column `search` (tsvector, configuration `TEXT_SEARCH`) on the table itself.
SEARCHED = {
    "document": ("title", "text"),
    "statement": ("content",),
    "condition": ("condition_quote", "outcome_quote"),
}  # fmt: skip
document_search, statement_search, condition_search = (
    table(f"{each}_search", column("rowid"), column("rank"), *map(column, columns))
    for each, columns in SEARCHED.items()
)

# Views for people who query by hand: what stands now, of the newest revision of each report.
_VIEW_HEAD = ("id", "document_id", "uri", "publisher", "title", "published")
VIEWS = {
    "statements_view": (
        *_VIEW_HEAD, "speaker", "speaker_key", "speaker_kind", "speaker_role", "speaker_organization",
        "speaker_country", "authority", "attitude", "manner",
        "cue", "content", "content_start", "content_end", "addressee", "said_from", "said_to",
        "place", "country", "status", "certainty", "polarity", "sentence",
    ),
    "events_view": (
        *_VIEW_HEAD, "type", "mode", "contexts", "trigger", "trigger_start", "trigger_end", "actors", "recipients",
        "hosts", "participants", "topic", "day", "happens_from", "happens_to", "precision", "place", "country", "lat",
        "lon", "status", "certainty", "polarity", "sentence",
    ),
    "meetings_view": (
        *_VIEW_HEAD, "mode", "trigger", "trigger_start", "trigger_end", "who", "hosts", "topic", "day", "happens_from",
        "happens_to", "precision", "place", "country", "status", "certainty", "sentence",
    ),
}  # fmt: skip
statements_view, events_view, meetings_view = (table(name, *map(column, columns)) for name, columns in VIEWS.items())
