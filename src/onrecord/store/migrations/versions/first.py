"""The first schema: all tables, then full text and views."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    Text,
    text,
)

from onrecord.store.migrations.first_search import create_search
from onrecord.store.migrations.first_views import create_views

revision = "0001"
down_revision = None

NUMBER = BigInteger().with_variant(Integer, "sqlite")
CLOSED = text("known_to IS NOT NULL")
SUPERSEDED = text("superseded_at IS NOT NULL")


def upgrade() -> None:
    """Make everything, in an empty database."""
    op.create_table(
        "document",
        Column("number", NUMBER, primary_key=True, autoincrement=True),
        Column("id", Text(), nullable=False, unique=True), Column("uri", Text()), Column("publisher", Text()),
        Column("publisher_key", Text()), Column("title", Text()), Column("byline", Text()),
        Column("media_type", Text(), nullable=False), Column("language", Text()), Column("published", Text()),
        Column("published_basis", Text()), Column("published_day", Text()), Column("text_hash", Text(), nullable=False),
        Column("first_published_by", Text()), Column("lineage", Text(), nullable=False),
        Column("revision", Integer(), nullable=False), Column("saved_at", Text(), nullable=False),
        Column("superseded_at", Text()), Column("text", Text(), nullable=False),
    )  # fmt: skip
    op.create_index("ix_document_lineage", "document", ["lineage", "revision"], unique=True)
    op.create_index("ix_document_published", "document", ["published_day"])
    op.create_index("ix_document_publisher", "document", ["publisher_key", "published_day"])
    op.create_index("ix_document_saved", "document", ["saved_at"])
    op.create_index(
        "ix_document_superseded", "document", ["superseded_at"], sqlite_where=SUPERSEDED, postgresql_where=SUPERSEDED
    )
    op.create_index("ix_document_text_hash", "document", ["text_hash"])
    op.create_table(
        "fetched",
        Column("uri", Text(), primary_key=True), Column("etag", Text()), Column("last_modified", Text()),
        Column("fetched_at", Text(), nullable=False),
    )  # fmt: skip
    op.create_table(
        "name",
        Column("key", Text(), primary_key=True), Column("actor_key", Text(), primary_key=True),
        Column("kind", Text(), primary_key=True), Column("actors", Integer(), nullable=False),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_index("ix_name_actor", "name", ["actor_key"])
    op.create_table(
        "rejected",
        Column("number", NUMBER, primary_key=True, autoincrement=True),
        Column("id", Text(), nullable=False, unique=True), Column("code", Text(), nullable=False),
        Column("detail", Text(), nullable=False), Column("uri", Text()), Column("rejected_at", Text(), nullable=False),
    )  # fmt: skip
    op.create_table(
        "run",
        Column("number", NUMBER, primary_key=True, autoincrement=True), Column("started_at", Text(), nullable=False),
        Column("ended_at", Text()), Column("command", Text(), nullable=False),
        Column("sources", Text(), nullable=False), Column("options", Text(), nullable=False),
        Column("onrecord", Text(), nullable=False), Column("saved", Integer(), nullable=False),
        Column("unchanged", Integer(), nullable=False), Column("revised", Integer(), nullable=False),
        Column("rejected", Integer(), nullable=False),
    )  # fmt: skip
    op.create_table(
        "actor",
        Column("number", NUMBER, primary_key=True, autoincrement=True), Column("id", Text(), nullable=False),
        Column("document_number", NUMBER, _to("document"), nullable=False),
        Column("position", Integer(), nullable=False), Column("known_from", Text(), nullable=False),
        Column("known_to", Text()), Column("kind", Text(), nullable=False), Column("name", Text(), nullable=False),
        Column("name_key", Text(), nullable=False), Column("country", Text()), Column("sector", Text()),
        Column("identifiers", Text()), Column("mentions", Integer(), nullable=False), Column("publisher_key", Text()),
        Column("published_day", Text()), Column("extractor", Text(), nullable=False),
        Column("extractor_version", Text(), nullable=False),
    )  # fmt: skip
    op.create_index("ix_actor_closed", "actor", ["known_to"], sqlite_where=CLOSED, postgresql_where=CLOSED)
    op.create_index("ix_actor_document", "actor", ["document_number", "position"])
    op.create_index("ix_actor_id", "actor", ["id"])
    _index_live("ix_actor_name", "actor", "name_key", "published_day")
    op.create_table(
        "condition",
        Column("number", NUMBER, primary_key=True, autoincrement=True), Column("id", Text(), nullable=False),
        Column("document_number", NUMBER, _to("document"), nullable=False),
        Column("position", Integer(), nullable=False), Column("known_from", Text(), nullable=False),
        Column("known_to", Text()), Column("relation", Text(), nullable=False),
        Column("condition_start", Integer(), nullable=False), Column("condition_end", Integer(), nullable=False),
        Column("condition_quote", Text(), nullable=False), Column("outcome_start", Integer()),
        Column("outcome_end", Integer()), Column("outcome_quote", Text()),
        Column("cue_start", Integer(), nullable=False), Column("cue_end", Integer(), nullable=False),
        Column("cue_quote", Text(), nullable=False), Column("negated_outcome", Boolean(), nullable=False),
        Column("counterfactual", Boolean(), nullable=False), Column("holder_id", Text()), Column("holder_name", Text()),
        Column("holder_key", Text()), Column("holder_country", Text()), Column("sentence_start", Integer()),
        Column("sentence_end", Integer()), Column("publisher_key", Text()), Column("published_day", Text()),
        Column("extractor", Text(), nullable=False), Column("extractor_version", Text(), nullable=False),
    )  # fmt: skip
    op.create_index("ix_condition_closed", "condition", ["known_to"], sqlite_where=CLOSED, postgresql_where=CLOSED)
    _index_live("ix_condition_country", "condition", "holder_country", "published_day", sparse=True)
    _index_live("ix_condition_day", "condition", "published_day")
    op.create_index("ix_condition_document", "condition", ["document_number", "position"])
    _index_live("ix_condition_holder", "condition", "holder_key", "published_day", sparse=True)
    op.create_index("ix_condition_id", "condition", ["id"])
    op.create_table(
        "correction",
        Column("number", NUMBER, primary_key=True, autoincrement=True),
        Column("id", Text(), nullable=False, unique=True),
        Column("document_number", NUMBER, _to("document"), nullable=False),
        Column("finding_id", Text(), nullable=False), Column("kind", Text(), nullable=False),
        Column("anchor_start", Integer(), nullable=False), Column("anchor_end", Integer(), nullable=False),
        Column("anchor_quote", Text(), nullable=False), Column("field", Text()),
        Column("found", Text(), nullable=False), Column("corrected", Text(), nullable=False),
        Column("author", Text(), nullable=False), Column("note", Text()), Column("made_at", Text(), nullable=False),
        Column("withdrawn_at", Text()), Column("extractor", Text(), nullable=False),
        Column("extractor_version", Text(), nullable=False), Column("attached_to", Text()),
    )  # fmt: skip
    op.create_index("ix_correction_document", "correction", ["document_number"])
    op.create_index("ix_correction_finding", "correction", ["finding_id"])
    op.create_table(
        "event",
        Column("number", NUMBER, primary_key=True, autoincrement=True), Column("id", Text(), nullable=False),
        Column("document_number", NUMBER, _to("document"), nullable=False),
        Column("position", Integer(), nullable=False), Column("known_from", Text(), nullable=False),
        Column("known_to", Text()), Column("type", Text()), Column("mode", Text()), Column("contexts", Text()),
        Column("trigger_start", Integer(), nullable=False), Column("trigger_end", Integer(), nullable=False),
        Column("trigger_quote", Text(), nullable=False), Column("topic_start", Integer()),
        Column("topic_end", Integer()), Column("topic", Text()), Column("when_start", Text()),
        Column("when_end", Text()), Column("when_precision", Text()), Column("when_basis", Text()),
        Column("when_timex", Text()), Column("when_span_start", Integer()), Column("when_span_end", Integer()),
        Column("when_quote", Text()), Column("day", Text()), Column("where_name", Text()), Column("where_key", Text()),
        Column("where_country", Text()), Column("where_admin1", Text()), Column("where_lat", Float()),
        Column("where_lon", Float()), Column("where_geonames_id", Integer()), Column("where_start", Integer()),
        Column("where_end", Integer()), Column("where_quote", Text()), Column("status", Text(), nullable=False),
        Column("certainty", Text(), nullable=False), Column("polarity", Text(), nullable=False),
        Column("time", Text(), nullable=False), Column("reported_in", Text()),
        Column("mentions", Integer(), nullable=False), Column("sentence_start", Integer()),
        Column("sentence_end", Integer()), Column("publisher_key", Text()), Column("published_day", Text()),
        Column("extractor", Text(), nullable=False), Column("extractor_version", Text(), nullable=False),
    )  # fmt: skip
    op.create_index("ix_event_closed", "event", ["known_to"], sqlite_where=CLOSED, postgresql_where=CLOSED)
    _index_live("ix_event_country", "event", "where_country", "day", "published_day", sparse=True)
    _index_live("ix_event_day", "event", "day", "published_day")
    op.create_index("ix_event_document", "event", ["document_number", "position"])
    op.create_index("ix_event_id", "event", ["id"])
    _index_live("ix_event_place", "event", "where_key", "day", "published_day", sparse=True)
    _index_live("ix_event_publisher", "event", "publisher_key", "day", "published_day", sparse=True)
    _index_live("ix_event_status", "event", "status", "day", "published_day", "certainty")
    _index_live("ix_event_type", "event", "type", "day", "published_day", "status", sparse=True)
    op.create_table(
        "judgement",
        Column("number", NUMBER, primary_key=True, autoincrement=True),
        Column("id", Text(), nullable=False, unique=True), Column("verdict", Text(), nullable=False),
        Column("left_id", Text(), nullable=False),
        Column("left_document_number", NUMBER, _to("document"), nullable=False),
        Column("left_kind", Text(), nullable=False), Column("left_anchor_start", Integer()),
        Column("left_anchor_end", Integer()), Column("left_attached_to", Text()),
        Column("right_id", Text(), nullable=False),
        Column("right_document_number", NUMBER, _to("document"), nullable=False),
        Column("right_kind", Text(), nullable=False), Column("right_anchor_start", Integer()),
        Column("right_anchor_end", Integer()), Column("right_attached_to", Text()),
        Column("author", Text(), nullable=False), Column("note", Text()), Column("made_at", Text(), nullable=False),
        Column("withdrawn_at", Text()),
        CheckConstraint("verdict IN ('same', 'different', 'unsure')", name="verdict_known"),
    )  # fmt: skip
    op.create_index("ix_judgement_left", "judgement", ["left_attached_to"])
    op.create_index("ix_judgement_left_document", "judgement", ["left_document_number"])
    op.create_index("ix_judgement_right", "judgement", ["right_attached_to"])
    op.create_index("ix_judgement_right_document", "judgement", ["right_document_number"])
    op.create_table(
        "place",
        Column("number", NUMBER, primary_key=True, autoincrement=True), Column("id", Text(), nullable=False),
        Column("document_number", NUMBER, _to("document"), nullable=False),
        Column("position", Integer(), nullable=False), Column("known_from", Text(), nullable=False),
        Column("known_to", Text()), Column("place_start", Integer(), nullable=False),
        Column("place_end", Integer(), nullable=False), Column("place_quote", Text(), nullable=False),
        Column("name", Text(), nullable=False), Column("name_key", Text(), nullable=False), Column("country", Text()),
        Column("admin1", Text()), Column("lat", Float()), Column("lon", Float()), Column("geonames_id", Integer()),
        Column("approximate", Boolean(), nullable=False), Column("extractor", Text(), nullable=False),
        Column("extractor_version", Text(), nullable=False),
    )  # fmt: skip
    op.create_index("ix_place_closed", "place", ["known_to"], sqlite_where=CLOSED, postgresql_where=CLOSED)
    op.create_index("ix_place_document", "place", ["document_number", "position"])
    op.create_index("ix_place_id", "place", ["id"])
    op.create_table(
        "reading",
        Column("number", NUMBER, primary_key=True, autoincrement=True),
        Column("document_number", NUMBER, _to("document"), nullable=False),
        Column("known_from", Text(), nullable=False), Column("known_to", Text()),
        Column("onrecord", Text(), nullable=False), Column("options_hash", Text(), nullable=False),
        Column("options", Text()), Column("actors", Integer(), nullable=False),
        Column("statements", Integer(), nullable=False), Column("events", Integer(), nullable=False),
        Column("conditions", Integer(), nullable=False), Column("places", Integer(), nullable=False),
        Column("body", LargeBinary(), nullable=False),
    )  # fmt: skip
    op.create_index("ix_reading_document", "reading", ["document_number", "known_from"], unique=True)
    _index_live("ix_reading_version", "reading", "onrecord")
    op.create_table(
        "statement",
        Column("number", NUMBER, primary_key=True, autoincrement=True), Column("id", Text(), nullable=False),
        Column("document_number", NUMBER, _to("document"), nullable=False),
        Column("position", Integer(), nullable=False), Column("known_from", Text(), nullable=False),
        Column("known_to", Text()), Column("speaker_id", Text()), Column("speaker_start", Integer()),
        Column("speaker_end", Integer()), Column("speaker_quote", Text()), Column("speaker_name", Text()),
        Column("speaker_key", Text()), Column("speaker_kind", Text()), Column("speaker_country", Text()),
        Column("speaker_sector", Text()), Column("speaker_role", Text()), Column("speaker_role_key", Text()),
        Column("speaker_organization", Text()), Column("speaker_organization_key", Text()),
        Column("authority", Text(), nullable=False), Column("attitude", Text(), nullable=False),
        Column("manner", Text(), nullable=False), Column("cue_start", Integer()), Column("cue_end", Integer()),
        Column("cue_quote", Text()), Column("content_start", Integer()), Column("content_end", Integer()),
        Column("content", Text(), nullable=False), Column("addressee_id", Text()), Column("addressee_name", Text()),
        Column("addressee_key", Text()), Column("when_start", Text()), Column("when_end", Text()),
        Column("when_precision", Text()), Column("when_basis", Text()), Column("when_timex", Text()),
        Column("when_span_start", Integer()), Column("when_span_end", Integer()), Column("when_quote", Text()),
        Column("day", Text()), Column("where_name", Text()), Column("where_key", Text()),
        Column("where_country", Text()), Column("where_admin1", Text()), Column("where_lat", Float()),
        Column("where_lon", Float()), Column("where_geonames_id", Integer()), Column("where_start", Integer()),
        Column("where_end", Integer()), Column("where_quote", Text()), Column("status", Text(), nullable=False),
        Column("certainty", Text(), nullable=False), Column("polarity", Text(), nullable=False),
        Column("time", Text(), nullable=False), Column("reported_in", Text()), Column("sentence_start", Integer()),
        Column("sentence_end", Integer()), Column("publisher_key", Text()), Column("published_day", Text()),
        Column("extractor", Text(), nullable=False), Column("extractor_version", Text(), nullable=False),
    )  # fmt: skip
    _index_live("ix_statement_authority", "statement", "authority", "published_day")
    op.create_index("ix_statement_closed", "statement", ["known_to"], sqlite_where=CLOSED, postgresql_where=CLOSED)
    _index_live("ix_statement_country", "statement", "speaker_country", "published_day", sparse=True)
    _index_live("ix_statement_day", "statement", "published_day")
    op.create_index("ix_statement_document", "statement", ["document_number", "position"])
    op.create_index("ix_statement_id", "statement", ["id"])
    _index_live("ix_statement_organization", "statement", "speaker_organization_key", "published_day", sparse=True)
    _index_live("ix_statement_publisher", "statement", "publisher_key", "authority", "published_day")
    _index_live("ix_statement_role", "statement", "speaker_role_key", "published_day", sparse=True)
    _index_live("ix_statement_speaker", "statement", "speaker_key", "published_day", sparse=True)
    op.create_table(
        "actor_role",
        Column("actor_number", NUMBER, _to("actor"), primary_key=True), Column("position", Integer(), primary_key=True),
        Column("known_to", Text()), Column("name_key", Text(), nullable=False), Column("title", Text(), nullable=False),
        Column("title_key", Text(), nullable=False), Column("organization_id", Text()), Column("organization", Text()),
        Column("organization_key", Text()), Column("country", Text()), Column("status", Text(), nullable=False),
        Column("role_start", Integer(), nullable=False), Column("role_end", Integer(), nullable=False),
        Column("role_quote", Text(), nullable=False), Column("published_day", Text()),
        sqlite_with_rowid=False,
    )  # fmt: skip
    _index_live("ix_actor_role_name", "actor_role", "name_key", "published_day")
    op.create_table(
        "condition_event",
        Column("condition_number", NUMBER, _to("condition"), primary_key=True),
        Column("part", Text(), primary_key=True), Column("position", Integer(), primary_key=True),
        Column("event_id", Text(), nullable=False),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_table(
        "event_mention",
        Column("event_number", NUMBER, _to("event"), primary_key=True), Column("position", Integer(), primary_key=True),
        Column("mention_start", Integer(), nullable=False), Column("mention_end", Integer(), nullable=False),
        Column("mention_quote", Text(), nullable=False), Column("status", Text(), nullable=False),
        Column("certainty", Text(), nullable=False), Column("polarity", Text(), nullable=False),
        Column("time", Text(), nullable=False), Column("reported_in", Text()),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_table(
        "event_role",
        Column("event_number", NUMBER, _to("event"), primary_key=True), Column("position", Integer(), primary_key=True),
        Column("known_to", Text()), Column("role", Text(), nullable=False), Column("actor_id", Text(), nullable=False),
        Column("name", Text(), nullable=False), Column("name_key", Text(), nullable=False),
        Column("kind", Text(), nullable=False), Column("country", Text()), Column("sector", Text()),
        Column("title", Text()), Column("organization", Text()), Column("status", Text()), Column("certainty", Text()),
        Column("polarity", Text()), Column("time", Text()), Column("role_start", Integer(), nullable=False),
        Column("role_end", Integer(), nullable=False), Column("role_quote", Text(), nullable=False),
        Column("type", Text()), Column("day", Text()),
        sqlite_with_rowid=False,
    )  # fmt: skip
    _index_live("ix_event_role_country", "event_role", "country", "day", "type", "known_to", sparse=True)
    _index_live("ix_event_role_name", "event_role", "name_key", "day", "type", "known_to")
    op.create_table(
        "mention",
        Column("actor_number", NUMBER, _to("actor"), primary_key=True), Column("position", Integer(), primary_key=True),
        Column("mention_start", Integer(), nullable=False), Column("mention_end", Integer(), nullable=False),
        Column("mention_quote", Text(), nullable=False), Column("form", Text(), nullable=False),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_table(
        "statement_content",
        Column("statement_number", NUMBER, _to("statement"), primary_key=True),
        Column("position", Integer(), primary_key=True), Column("content_start", Integer(), nullable=False),
        Column("content_end", Integer(), nullable=False), Column("content_quote", Text(), nullable=False),
        sqlite_with_rowid=False,
    )  # fmt: skip
    op.create_table(
        "via",
        Column("statement_number", NUMBER, _to("statement"), primary_key=True),
        Column("position", Integer(), primary_key=True), Column("actor_id", Text(), nullable=False),
        Column("name", Text(), nullable=False), Column("name_key", Text(), nullable=False),
        Column("kind", Text(), nullable=False), Column("via_start", Integer(), nullable=False),
        Column("via_end", Integer(), nullable=False), Column("via_quote", Text(), nullable=False),
        sqlite_with_rowid=False,
    )  # fmt: skip
    create_search(op.get_bind())
    create_views(op.get_bind())


def _to(table: str) -> ForeignKey:
    return ForeignKey(f"{table}.number", ondelete="CASCADE")


def _index_live(name: str, table: str, *columns: str, sparse: bool = False) -> None:
    where = text("known_to IS NULL" + (f" AND {columns[0]} IS NOT NULL" if sparse else ""))
    op.create_index(name, table, list(columns), sqlite_where=where, postgresql_where=where)
