"""From sources to the database: what is new is read, on one process or several; one writer saves record by record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from onrecord.errors import InputError
from onrecord.fanout import map_items
from onrecord.ingesting.interruption import Interruption
from onrecord.ingesting.remembering import Remembered
from onrecord.ingesting.summary import Outdated, Result, Summary, Tell
from onrecord.options import Options
from onrecord.record import Item, Record, Rejected
from onrecord.sources import Meter, SourceOptions, identify, read_items
from onrecord.sources.names import in_one_line, shown, shown_url
from onrecord.store.keeping import Store
from onrecord.version import VERSION


def ingest_reports(
    store: Store,
    paths: Sequence[str | Path],
    options: Options,
    *,
    sources: SourceOptions | None = None,
    jobs: int = 1,
    tell: Tell | None = None,
    meter: Meter | None = None,
    summary: Summary | None = None,
) -> Summary:
    """Read the reports at paths and save what is new, each record in one transaction.

    What the database holds already is not read again. jobs: processes; 0 stands for one on each core. tell: is called
    with what became of each report, once that is kept. meter: counts the bytes of files as they are read. summary: is
    filled on the way, so that it is at hand where this raises; it is also what is returned.

    Ctrl-C ends it after the report in hand. Raises StoreError where the database cannot be used, UsageError,
    ModelError, WorkerError; what was told as saved is in the database then.
    """
    ingest = _Ingest(store, options, summary or Summary(), tell)
    number = store.start_run("ingest", [shown_url(str(path)) for path in paths], options)
    with Interruption() as ingest.interruption:
        try:
            ingest.run(read_items(paths, sources, ingest.remembered, meter=meter), jobs)
        except KeyboardInterrupt:
            ingest.summary.interrupted = True
    if not ingest.summary.interrupted and "internal_error" not in ingest.summary.rejected:
        ingest.remembered.save()
    store.end_run(number, ingest.summary.counts())
    return ingest.summary


class _Ingest:
    """One run."""

    def __init__(self, store: Store, options: Options, summary: Summary, tell: Tell | None) -> None:
        self.summary = summary
        self.interruption = Interruption()
        afresh = any((options.published, options.publisher, options.language))
        self.remembered = Remembered(store, afresh=afresh)
        self._store = store
        self._options = options
        self._hash = options.hash
        self._chosen = options != Options(publisher=options.publisher)  # another publisher is another document
        self._tell = tell

    def run(self, found: Iterator[Item | Rejected], jobs: int) -> None:
        """Save what is new of the reports found."""
        # The sources are closed first: they may be in the middle of an archive.
        with closing(map_items(self._new_of(found), self._options, jobs)) as results:
            for result in results:
                self._keep(result)
                if self.interruption.wished:
                    break
        self.summary.interrupted = self.interruption.wished

    def _new_of(self, found: Iterator[Item | Rejected]) -> Iterator[Item | Rejected]:
        """What is to be read, or told; reports that are in the database are only counted."""
        while not self.interruption.wished:
            self.interruption.in_hand = False
            item = next(found, None)
            self.interruption.in_hand = True
            if item is None:
                return
            if isinstance(item, Rejected) or not self._is_known(item):
                yield item

    def _is_known(self, item: Item) -> bool:
        document_id = identify(item, self._options)
        readings = self._store.load_readings(document_id, standing=True)
        if not readings:
            return False
        (reading,) = readings
        outdated: Outdated | None = None
        if reading.onrecord != VERSION:
            outdated = "version"
        elif self._chosen and reading.options_hash != self._hash:
            outdated = "options"
        self._count(Result("unchanged", item.uri, document_id, item.title, outdated=outdated))
        return True

    def _keep(self, result: Record | Rejected) -> None:
        """Save what came of a report; only then is it told."""
        if isinstance(result, Rejected):
            self._keep_rejected(result)
            return
        document = result.document
        try:
            outcome = self._store.save_record(result, self._options)
        except InputError as problem:
            self._keep_rejected(Rejected("not_storable", str(problem), document.uri))
        else:
            self._count(Result(outcome, document.uri, document.id, document.title))

    def _keep_rejected(self, rejected: Rejected) -> None:
        uri = None if rejected.uri is None else shown(rejected.uri)
        if rejected.code == "not_modified":
            self._count(Result("unchanged", uri, code=rejected.code))
            return
        detail = in_one_line(rejected.detail)
        self._store.save_rejected(Rejected(rejected.code, detail, uri))
        if rejected.uri is not None:
            self.remembered.refuse(rejected.uri)
        self._count(Result("rejected", uri, code=rejected.code, detail=detail))

    def _count(self, result: Result) -> None:
        self.summary.count(result)
        if self._tell:
            self._tell(result)
