"""The open database: the one place where transactions begin."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, func, select

from onrecord.errors import StoreError
from onrecord.ids import Jsonable
from onrecord.options import Options
from onrecord.record import Record, Rejected
from onrecord.store import schema
from onrecord.store.addressing import Named, find_document_named
from onrecord.store.checking import Problem, check
from onrecord.store.contents import contents
from onrecord.store.correcting import Correction
from onrecord.store.corrections import load_corrected, load_corrections, save_correction, withdraw_correction
from onrecord.store.failures import told_as_store_error
from onrecord.store.instants import resolve_instant
from onrecord.store.judgements import Judgement, Verdict, load_judgements, save_judgement, withdraw_judgement
from onrecord.store.loading import Reading, load_readings, load_record, load_records
from onrecord.store.rereading import Reread, replace_reading
from onrecord.store.runs import Fetched, Run, end_run, load_fetched, load_runs, save_fetched, start_run
from onrecord.store.saving import Outcome, Removed, Saving, find_document, remove_document, save_rejected

# PostgreSQL has many writers; the numbers of rows are given by one at a time.
WRITERS_LOCK = 5723682


class Store:
    """An open database. Use it in a `with`, or close it; `query.asking` adds the questions of analysts to it."""

    def __init__(self, engine: Engine, where: str, read_only: bool, clock: Callable[[], str]) -> None:
        self.engine = engine
        self.where = where
        self.read_only = read_only
        self.clock = clock

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.engine.dialect.name

    @contextmanager
    def reading(self) -> Generator[Connection, None, None]:
        """A connection that sees the database as it is at its first question, whatever is written meanwhile."""
        with told_as_store_error(self.where), self.engine.connect() as opened:
            connection = opened
            if self.dialect == "postgresql":
                connection = opened.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Generator[Connection, None, None]:
        """A connection whose changes are kept all together at the end, or none of them where anything fails."""
        if self.read_only:
            raise StoreError(f"{self.where}: open for reading only")
        with (
            told_as_store_error(self.where),
            self.engine.connect().execution_options(onrecord_writes=True) as connection,
            connection.begin(),
        ):
            if self.dialect == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")
            yield connection

    def save_record(self, record: Record, options: Options | None = None) -> Outcome:
        """Save a record, whole or not at all.

        options: what it was read with, so that a re-reading can do the same. Gives `unchanged` where its document is
        known (whatever the reading: see `reread`), `revised` where its address had another text, else `saved`. Raises
        StoreError where the database cannot be written; then nothing of the record is in it.
        """
        return self.save_records((record,), options)[0]

    def save_records(self, records: Iterable[Record], options: Options | None = None) -> tuple[Outcome, ...]:
        """Save many records together, all or none: faster than one by one. See `save_record`."""
        with self.writing() as connection:
            saving = Saving(connection, self.clock())
            outcomes = tuple(saving.save(record, options) for record in records)
            saving.finish()
        return outcomes

    def save_rejected(self, rejected: Rejected) -> bool:
        """Keep a refusal; False where the same is kept already."""
        with self.writing() as connection:
            return save_rejected(connection, rejected, self.clock())

    def load_rejected(self) -> tuple[Rejected, ...]:
        """All refusals, the first first."""
        table = schema.rejected.c
        with self.reading() as connection:
            found = connection.execute(select(table.code, table.detail, table.uri).order_by(table.number))
            return tuple(Rejected(*row) for row in found)

    def has_document(self, document_id: str) -> bool:
        """Whether a document is in the database, so that it need not be read again."""
        with self.reading() as connection:
            return find_document(connection, document_id) is not None

    def find_document(self, name: str) -> Named:
        """The one document that goes by an id, its beginning, an address or a path. Raises UsageError otherwise."""
        with self.reading() as connection:
            return find_document_named(connection, name)

    def count(self) -> dict[str, int]:
        """How many rows stand now, by table: documents, findings, refusals, corrections, judgements."""
        counted = (schema.document, *schema.FINDINGS, schema.rejected, schema.correction, schema.judgement)
        with self.reading() as connection:
            return {
                table.name: connection.execute(
                    select(func.count()).select_from(table).where(*(
                        table.c[gone].is_(None) for gone in ("known_to", "withdrawn_at") if gone in table.c
                    ))
                ).scalar_one()
                for table in counted
            }  # fmt: skip

    def load_record(self, document_id: str, known_at: str | None = None, *, corrected: bool = False) -> Record:
        """The record of a document as found, or with its corrections applied.

        known_at: an instant, as of which it is told. Raises UsageError where there is no such document (then).
        """
        known_at = None if known_at is None else resolve_instant(known_at)
        with self.reading() as connection:
            return (load_corrected if corrected else load_record)(connection, document_id, known_at)

    def load_records(self, known_at: str | None = None) -> Iterator[Record]:
        """All records as found, in the order in which they were first saved, a few in memory at a time."""
        known_at = None if known_at is None else resolve_instant(known_at)
        with self.reading() as connection:
            yield from load_records(connection, known_at)

    def load_readings(self, document_id: str | None = None, *, standing: bool = False) -> tuple[Reading, ...]:
        """When and with what documents were read, of one or of all, the oldest first; or the readings that stand."""
        with self.reading() as connection:
            return load_readings(connection, document_id, standing=standing)

    def remove_document(self, document_id: str) -> Removed:
        """Take a document out with all that came of it, and say what. Raises UsageError where it is not known."""
        with self.writing() as connection:
            return remove_document(connection, document_id)

    def reread(self, record: Record, options: Options | None = None) -> Reread:
        """Let this be the reading of its document from now on; corrections and judgements follow where they can.

        Raises UsageError where the document is not known, or its text is another.
        """
        with self.writing() as connection:
            return replace_reading(connection, self.clock(), record, options)

    def correct(
        self, finding_id: str, field: str | None, corrected: Jsonable, *, author: str, note: str | None = None,
        document_id: str | None = None,
    ) -> Correction:  # fmt: skip
        """Keep what a person says of a finding; nothing that was found is written over.

        field: path of what is wrong, `factuality.status` or `roles.0.title`; None to replace the whole finding.
        corrected: what is right, as JSON values; None for a whole finding: there is none. document_id: needed for
        what has no table: times, furniture, and event words without a type or a time. Raises UsageError where there is
        no such finding or field, or the value does not fit it.
        """
        with self.writing() as connection:
            return save_correction(connection, self.clock(), finding_id, field, corrected, author, note, document_id)

    def withdraw_correction(self, correction_id: str) -> Correction:
        """Take a correction back; it is kept as one that was. Raises UsageError where none stands."""
        with self.writing() as connection:
            return withdraw_correction(connection, self.clock(), correction_id)

    def load_corrections(self, document_id: str | None = None, *, unattached: bool = False) -> tuple[Correction, ...]:
        """Corrections, of one document or of all; if so asked, only those that find nothing in the newest reading."""
        with self.reading() as connection:
            made = load_corrections(connection, document_id)
        if unattached:
            return tuple(each for each in made if each.withdrawn_at is None and each.attached_to is None)
        return made

    def judge(self, one: str, other: str, verdict: Verdict, *, author: str, note: str | None = None) -> Judgement:
        """Keep whether two findings, or two documents, are one. Raises UsageError where that makes no sense."""
        with self.writing() as connection:
            return save_judgement(connection, self.clock(), one, other, verdict, author, note)

    def withdraw_judgement(self, judgement_id: str) -> None:
        """Take a judgement back; it is kept as one that was. Raises UsageError where none stands."""
        with self.writing() as connection:
            withdraw_judgement(connection, self.clock(), judgement_id)

    def load_judgements(self, about: str | None = None, *, unattached: bool = False) -> tuple[Judgement, ...]:
        """Judgements, on one finding or document or all; only those of which a side finds none now, if so asked."""
        with self.reading() as connection:
            made = load_judgements(connection, about)
        if unattached:
            return tuple(
                each for each in made
                if each.withdrawn_at is None and None in (each.left.attached_to, each.right.attached_to)
            )  # fmt: skip
        return made

    def start_run(self, command: str, sources: Sequence[str], options: Options) -> int:
        """Note that a call starts to fill the database; gives the number of the run."""
        with self.writing() as connection:
            return start_run(connection, self.clock(), command, sources, options)

    def end_run(self, number: int, counts: Mapping[str, int]) -> None:
        """Note that a run has ended; counts: of reports `saved`, `unchanged`, `revised` and `rejected`."""
        with self.writing() as connection:
            end_run(connection, self.clock(), number, counts)

    def load_runs(self) -> tuple[Run, ...]:
        """All runs, the first first; those without an end were cut off, or are not done."""
        with self.reading() as connection:
            return load_runs(connection)

    def save_fetched(self, fetched: Fetched) -> None:
        """Keep what a server said of an address, in place of what it said before."""
        with self.writing() as connection:
            save_fetched(connection, self.clock(), fetched)

    def load_fetched(self, uri: str) -> Fetched | None:
        """What a server said of an address when it was last asked; None where it never was."""
        with self.reading() as connection:
            return load_fetched(connection, uri)

    def check(self) -> tuple[Problem, ...]:
        """What is wrong with the database, if anything: see `store.checking`."""
        # SQLite's own check of the full text asks for a connection that may write, though nothing is written.
        with self.reading() if self.dialect == "postgresql" else self.writing() as connection:
            return tuple(check(connection))

    def contents(self, *, instants: bool = True) -> Mapping[str, tuple[str, ...]]:
        """All that the database holds, to compare it with another: see `store.contents`."""
        with self.reading() as connection:
            return contents(connection, instants=instants)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Store({self.where!r})"


def writing(connection: Connection) -> bool:
    """Whether a connection was opened to write."""
    return bool(connection.get_execution_options().get("onrecord_writes"))
