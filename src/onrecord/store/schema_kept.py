"""The tables of what is kept beside the records: refusals, people's words, runs, what servers said."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

from onrecord.store.schema_columns import Number, metadata, number, of_parent

rejected = Table(
    "rejected", metadata,
    number(),
    Column("id", Text, nullable=False, unique=True, doc="hash of code, detail and address"),
    Column("code", Text, nullable=False, doc="why, for counting"),
    Column("detail", Text, nullable=False, doc="why, for a person"),
    Column("uri", Text, doc="address or path"),
    Column("rejected_at", Text, nullable=False, doc="instant at which it was first refused"),
    comment="A report that was refused.",
)  # fmt: skip

correction = Table(
    "correction", metadata,
    number(),
    Column("id", Text, nullable=False, unique=True, doc="id of the correction"),
    of_parent("document"),
    Column("finding_id", Text, nullable=False, doc="the finding as it was called when it was corrected"),
    Column("kind", Text, nullable=False, doc="actor, statement, event, condition, time, place, furniture"),
    Column("anchor_start", Integer, nullable=False, doc="where the finding's anchor starts"),
    Column("anchor_end", Integer, nullable=False, doc="where it ends"),
    Column("anchor_quote", Text, nullable=False, doc="its words"),
    Column("field", Text, doc="path of the field, `factuality.status`; null where the whole finding is replaced"),
    Column("found", Text, nullable=False, doc="what was found, JSON"),
    Column("corrected", Text, nullable=False, doc="what is right, JSON; `null` for a whole finding: there is none"),
    Column("author", Text, nullable=False, doc="who says so"),
    Column("note", Text, doc="why"),
    Column("made_at", Text, nullable=False, doc="instant"),
    Column("withdrawn_at", Text, doc="instant at which it was taken back"),
    Column("extractor", Text, nullable=False, doc="what had made the finding"),
    Column("extractor_version", Text, nullable=False, doc="its version"),
    Column("attached_to", Text, doc="the finding of the newest reading that it applies to; null: none (unattached)"),
    Index("ix_correction_document", "document_number"),
    Index("ix_correction_finding", "finding_id"),
    comment="What a person says of a finding: kept beside it, never written over it.",
)  # fmt: skip

judgement = Table(
    "judgement", metadata,
    number(),
    Column("id", Text, nullable=False, unique=True, doc="id of the judgement"),
    Column("verdict", Text, nullable=False, doc="same, different, unsure"),
    *(
        each
        for side in ("left", "right")
        for each in (
            Column(f"{side}_id", Text, nullable=False, doc=f"the {side} finding or document as called when judged"),
            Column(
                f"{side}_document_number", Number, ForeignKey("document.number", ondelete="CASCADE"), nullable=False,
                doc="row of its `document`",
            ),
            Column(f"{side}_kind", Text, nullable=False, doc="its kind; `document` for a whole document"),
            Column(f"{side}_anchor_start", Integer, doc="where its anchor starts; null for a document"),
            Column(f"{side}_anchor_end", Integer, doc="where it ends"),
            Column(f"{side}_attached_to", Text, doc="what it is in the newest reading; null: none (unattached)"),
        )
    ),
    Column("author", Text, nullable=False, doc="who says so"),
    Column("note", Text, doc="why"),
    Column("made_at", Text, nullable=False, doc="instant"),
    Column("withdrawn_at", Text, doc="instant at which it was taken back"),
    Index("ix_judgement_left", "left_attached_to"),
    Index("ix_judgement_right", "right_attached_to"),
    Index("ix_judgement_left_document", "left_document_number"),
    Index("ix_judgement_right_document", "right_document_number"),
    CheckConstraint("verdict IN ('same', 'different', 'unsure')", name="verdict_known"),
    comment="Whether two findings, or two documents, are one: a person's or a rule's word, which can be taken back.",
)  # fmt: skip

run = Table(
    "run", metadata,
    number(),
    Column("started_at", Text, nullable=False, doc="instant"),
    Column("ended_at", Text, doc="instant; null where it was cut off"),
    Column("command", Text, nullable=False, doc="ingest, reread, import"),
    Column("sources", Text, nullable=False, doc="what was given, a JSON list"),
    Column("options", Text, nullable=False, doc="the options, JSON"),
    Column("onrecord", Text, nullable=False, doc="version of OnRecord"),
    Column("saved", Integer, nullable=False, doc="reports saved"),
    Column("unchanged", Integer, nullable=False, doc="reports known already"),
    Column("revised", Integer, nullable=False, doc="reports saved as a new revision"),
    Column("rejected", Integer, nullable=False, doc="reports refused"),
    comment="One call that filled the database.",
)  # fmt: skip

fetched = Table(
    "fetched", metadata,
    Column("uri", Text, primary_key=True, doc="address, of at most 2,000 bytes"),
    Column("etag", Text, doc="the server's ETag"),
    Column("last_modified", Text, doc="the server's Last-Modified"),
    Column("fetched_at", Text, nullable=False, doc="instant"),
    comment="What a server said of an address, so that it is asked only for what changed.",
)  # fmt: skip
