"""The one flow: what goes in comes out as a record, with what is open told in notes."""

from __future__ import annotations

import pickle

import pytest

from onrecord.codec import dumps
from onrecord.ids import text_hash
from onrecord.options import Options
from onrecord.pipeline import process
from onrecord.record import Item, Record, Rejected


def record_of(item: Item, options: Options | None = None) -> Record:
    result = process(item, options or Options())
    assert isinstance(result, Record), result
    return result


def test_a_report_becomes_a_record(report: str) -> None:
    record = record_of(Item(report, "a.txt", title="Harbour talks"), Options(published="2025-03-04", publisher="P"))
    document = record.document
    assert (document.text, document.text_hash) == (report, text_hash(report))
    assert (document.title, document.uri, document.publisher) == ("Harbour talks", "a.txt", "P")
    assert (document.published, document.published_basis, document.language) == ("2025-03-04", "given", "en")
    assert [s.paragraph for s in record.sentences] == sorted(s.paragraph for s in record.sentences)
    assert record.sentences[-1].paragraph == 2
    assert "no_date" not in {note.code for note in record.notes}


def test_reading_is_pure_and_its_parts_travel(report: str) -> None:
    item, options = Item(report), Options()
    there = pickle.loads(pickle.dumps((item, options)))
    assert dumps(record_of(*there)) == dumps(record_of(item, options))
    assert pickle.loads(pickle.dumps(record_of(item))) == record_of(item)


def test_the_date_is_the_callers_then_the_reports_then_the_datelines(report: str) -> None:
    with_dateline = f"LISBON, March 4, 2025 (Reuters) - {report}"
    given = record_of(
        Item(with_dateline, published="2025-03-06", published_basis="metadata"), Options(published="2025-03-07")
    )
    assert (given.document.published, given.document.published_basis) == ("2025-03-07", "given")
    metadata = record_of(Item(with_dateline, published="2025-03-06", published_basis="metadata"))
    assert (metadata.document.published, metadata.document.published_basis) == ("2025-03-06", "metadata")
    text = record_of(Item(with_dateline))
    assert (text.document.published, text.document.published_basis) == ("2025-03-04", "text")
    unknown = record_of(Item(report))
    assert (unknown.document.published, unknown.document.published_basis) == (None, None)
    assert [note.code for note in unknown.notes][:1] == ["no_date"]


@pytest.mark.parametrize("text", ["", " \n\n\t"])
def test_an_empty_report_gives_an_empty_record_and_a_note(text: str) -> None:
    record = record_of(Item(text))
    assert (record.sentences, record.actors, record.statements) == ((), (), ())
    assert [note.code for note in record.notes] == ["empty"]


def test_the_id_follows_address_publisher_and_text_and_no_path() -> None:
    def id_of(uri: str | None = None, title: str | None = None, publisher: str | None = None) -> str:
        return record_of(Item("The mayor left.", uri, title=title, publisher=publisher)).document.id

    assert id_of() == id_of(uri="a/b.txt") == id_of(uri="/c.txt", title="T")
    assert len({id_of(), id_of(publisher="P"), id_of(uri="https://example.org/1")}) == 3


def test_furniture_is_set_aside_and_not_read(report: str) -> None:
    notice = "The post Cranes Stop appeared first on River Times."
    record = record_of(Item(f"{report}\n{notice}\n"))
    assert [each.span.quote for each in record.furniture] == [notice]
    assert record.document.first_published_by is not None
    assert record.document.first_published_by.publisher == "River Times"
    assert all(sentence.end <= len(report) for sentence in record.sentences)


def test_a_refusal_comes_out_as_it_is() -> None:
    refused = process(Item("x" * 5_000_001, "big.txt"), Options())
    assert refused == Rejected("too_long", "5,000,001 characters; at most 5,000,000 in one report", "big.txt")


def test_a_record_read_without_the_tagger_says_so(report: str) -> None:
    without, full = (record_of(Item(report), Options(tagger=tagger)) for tagger in (False, True))
    assert "no_tagger" in {note.code for note in without.notes}
    assert "no_tagger" not in {note.code for note in full.notes}
