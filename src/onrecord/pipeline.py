"""The one flow for one report, on one screen: from an item to its record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.actors import find_actors
from onrecord.extract.conditions import find_conditions
from onrecord.extract.draft import sources_of
from onrecord.extract.drafts import find_drafts
from onrecord.extract.event_candidates import find_event_drafts
from onrecord.extract.event_draft import participants_of
from onrecord.extract.events import find_events
from onrecord.extract.furniture import find_furniture
from onrecord.extract.paragraphs import find_paragraphs
from onrecord.extract.places import find_places
from onrecord.extract.statement_chain import find_hearers
from onrecord.extract.statements import find_statements
from onrecord.extract.tagging import score_windows, word_scores
from onrecord.extract.times import find_times
from onrecord.extract.turns import find_turns
from onrecord.ids import text_hash
from onrecord.language import parse_text
from onrecord.models.tagger import Tagger, load_tagger
from onrecord.options import Options
from onrecord.record import Document, Item, Note, ProducedBy, Record, Rejected, Statement
from onrecord.sources import admit, identify
from onrecord.version import VERSION

# Labels of those who ask in a transcript and are nobody in particular: that is not unclear.
QUESTIONERS = frozenset({"q", "question"})


def process(item: Item, options: Options, tagger: Tagger | None = None) -> Record | Rejected:
    """The record of one report, or why it is refused. Pure: the same item and options give the same record.

    `tagger` reads in place of the shipped one: models that have not seen a text are measured by it.
    """
    admitted = admit(item, options)
    if isinstance(admitted, Rejected):
        return admitted
    document = _document(admitted, options)
    aside = find_furniture(document, find_paragraphs(document.text))
    document = replace(document, first_published_by=aside.first_published_by)
    if document.published is None and aside.dateline is not None and aside.dateline.date is not None:
        document = replace(document, published=aside.dateline.date, published_basis="text")
    parse = parse_text(document, aside.running, options.model)
    times = find_times(document, parse)
    places = find_places(document, parse, aside.dateline)
    tagger = (tagger or load_tagger()) if options.tagger else None
    windows = score_windows(document, parse, tagger) if tagger is not None else None
    scores = word_scores(parse, windows) if windows is not None else None
    drafts = find_drafts(document, parse, find_turns(document.text, aside.running), windows)
    event_drafts = find_event_drafts(document, parse, scores)
    speakers = (*sources_of(drafts), *find_hearers(parse, drafts))
    actors = find_actors(document, parse, speakers, participants_of(event_drafts))
    statements = find_statements(document, parse, drafts, actors, times, places, tagger)
    events = find_events(document, parse, event_drafts, actors, statements, times, places, scores, tagger)
    return Record(
        ProducedBy(VERSION, options.hash),
        document,
        furniture=aside.furniture,
        sentences=parse.sentences,
        actors=actors,
        statements=statements,
        events=events,
        conditions=find_conditions(document, parse, statements, events),
        times=times,
        places=places,
        notes=tuple(_notes(document, statements, options)),
    )


def _document(item: Item, options: Options) -> Document:
    """The item as a document; what the caller gives goes before what the report says of itself."""
    publisher = options.publisher or item.publisher
    published = options.published or item.published
    return Document(
        identify(item, options), item.uri, item.media_type, item.title, item.byline, publisher,
        published, "given" if options.published else item.published_basis if published else None, item.language,
        item.text, text_hash(item.text),
    )  # fmt: skip


def _notes(document: Document, statements: Sequence[Statement], options: Options) -> Iterator[Note]:
    """What the reader should know of the reading."""
    if not options.tagger:
        yield Note(
            "no_tagger", "read without the trained tagger: of the statements, rules over the parse find some only"
        )
    if not document.text.strip():
        yield Note("empty", "the report holds no text")
    elif document.published is None:
        yield Note(
            "no_date", "no date of publication is known: relative times stay unresolved; give one by --published"
        )
    for statement in statements:
        asked = statement.speaker_span is not None and statement.speaker_span.quote.casefold() in QUESTIONERS
        if statement.speaker is None and not asked:
            span = statement.speaker_span or statement.cue or statement.content[0]
            yield Note("unresolved_speaker", "the text does not say, or not clearly, whose statement this is", span)
