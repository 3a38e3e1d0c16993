"""Reads documents again whose reading another version made, or other options: what people said of them follows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, fields
from typing import NamedTuple

from onrecord.errors import UsageError
from onrecord.fanout import Task, map_tasks
from onrecord.ingesting.interruption import Interruption
from onrecord.ingesting.summary import Result, Summary, Tell
from onrecord.options import Options
from onrecord.record import Document, Item, Record, Rejected
from onrecord.sources.names import in_one_line
from onrecord.store.correcting import Correction
from onrecord.store.judgements import Judgement
from onrecord.store.keeping import Store
from onrecord.store.loading import Reading
from onrecord.version import VERSION

_CHOICES = ("model", "published", "language")  # another publisher would make another document


class Planned(NamedTuple):
    """A document that is to be read again, and with what."""

    document_id: str
    options: Options


@dataclass(slots=True)
class Rereading(Summary):
    """What became of the documents that were read again.

    moved: corrections that went to a finding of another id. unattached: those that find none now, and the judgements of
    which either side finds none.
    """

    moved: list[Correction] = field(default_factory=list)
    unattached: list[Correction] = field(default_factory=list)
    unattached_judgements: list[Judgement] = field(default_factory=list)


def plan_rereading(
    store: Store, chosen: Mapping[str, str] | None = None, documents: Sequence[str] = ()
) -> tuple[Planned, ...]:
    """What is to be read again: all that another version read, or that was read with other options than the chosen.

    chosen: `model`, `published`, `language`, in place of what a document was read with. documents: ids, to which this
    is limited. Raises UsageError for an unknown choice.
    """
    chosen = chosen or {}
    if unknown := chosen.keys() - set(_CHOICES):
        raise UsageError(f"{', '.join(sorted(unknown))}: only {', '.join(_CHOICES)} can be chosen anew")
    wanted = set(documents)
    planned = []
    for reading in store.load_readings(standing=True):
        if wanted and reading.document_id not in wanted:
            continue
        options = _options_of(reading, chosen)
        # Of a record made elsewhere it is not known with what it was read.
        other = options.hash != reading.options_hash and (bool(chosen) or reading.options is not None)
        if other or reading.onrecord != VERSION:
            planned.append(Planned(reading.document_id, options))
    return tuple(planned)


def reread_documents(
    store: Store,
    planned: Sequence[Planned],
    *,
    jobs: int = 1,
    tell: Tell | None = None,
    rereading: Rereading | None = None,
) -> Rereading:
    """Read documents again, and let that be their reading from now on, each in one transaction.

    One that is refused now keeps its reading. jobs: processes. tell: is called with what became of each document, once
    that is kept. rereading: is filled on the way, and returned. Ctrl-C ends it after the document in hand; the same
    again goes on. Raises as `ingest_reports`.
    """
    told = rereading or Rereading()
    with Interruption() as interruption:
        interruption.in_hand = True
        try:
            with closing(map_tasks(_tasks(store, planned, interruption), jobs)) as results:
                for result, (document_id, options) in zip(results, planned, strict=False):
                    kept = _keep(store, result, document_id, options, told)
                    told.count(kept)
                    if tell:
                        tell(kept)
                    if interruption.wished:
                        break
        except KeyboardInterrupt:
            told.interrupted = True
    told.interrupted |= interruption.wished
    return told


def item_of(document: Document) -> Item:
    """A document as the item that it was made of."""
    dated = document.published_basis != "text"  # what was read off the text is read off it again
    return Item(
        document.text, document.uri, document.media_type, document.title, document.byline, document.publisher,
        document.published if dated else None, document.published_basis if dated else None, document.language,
    )  # fmt: skip


def _tasks(store: Store, planned: Sequence[Planned], interruption: Interruption) -> Iterator[Task | Rejected]:
    for document_id, options in planned:
        if interruption.wished:
            return
        yield Task(item_of(store.load_record(document_id).document), options)


def _keep(store: Store, result: Record | Rejected, document_id: str, options: Options, told: Rereading) -> Result:
    if isinstance(result, Rejected):
        return Result("rejected", result.uri, document_id, code=result.code, detail=in_one_line(result.detail))
    document = result.document
    done = store.reread(result, options)
    told.moved += done.moved
    told.unattached += done.unattached
    told.unattached_judgements += done.unattached_judgements
    return Result("reread" if done.changed else "unchanged", document.uri, document_id, document.title)


def _options_of(reading: Reading, chosen: Mapping[str, str]) -> Options:
    """What a document was read with, as far as this version knows such options, but for what is chosen."""
    kept = {**(json.loads(reading.options) if reading.options else {}), **chosen}
    known = {each.name for each in fields(Options)}
    return Options(**{name: value for name, value in kept.items() if name in known})
