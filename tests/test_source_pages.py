"""Web pages and PDFs as sources: their text, what they say of themselves, and what cannot be read."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from onrecord.record import Item
from onrecord.sources.decoding import decode_markup
from onrecord.sources.pdf import join_divided
from tests.reports import PAGE, a_file, a_pdf, read_one, refusal


def test_a_web_page_gives_its_text_and_what_it_says_of_itself(tmp_path: Path) -> None:
    item = read_one(a_file(tmp_path, PAGE, "page"))
    assert isinstance(item, Item)
    assert (item.media_type, item.title, item.publisher) == ("text/html", "Water shared anew", "The River Post")
    assert (item.byline, item.published, item.published_basis) == ("Ada Holm", "2025-03-07", "metadata")
    assert item.text.count("chairwoman said on Friday.") == 6
    assert "Home" not in item.text


def test_a_page_with_little_text_and_a_page_of_links(tmp_path: Path) -> None:
    assert refusal(a_file(tmp_path, "<html><body><p>Please log in.</p></body></html>"))[0] == "too_short"
    links = "".join(f"<p>Ministers meet in river town number {n} over water and bridges</p>" for n in range(12))
    page = f"<html><body><article>{links}</article></body></html>"
    assert refusal(a_file(tmp_path, page)) == ("not_an_article", "a list of headlines or links, not running text")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ("<p>café</p>".encode(), "café"),
        ('<meta charset="iso-8859-1"><p>“café”</p>'.encode("windows-1252"), "“café”"),
        ('<meta charset="koi8-r"><p>мост</p>'.encode("koi8-r"), "мост"),
        ('<meta charset="no-such"><p>café</p>'.encode("latin-1"), "café"),
        (codecs.BOM_UTF16_LE + "<p>café</p>".encode("utf-16-le"), "café"),
    ],
)
def test_pages_are_decoded_as_browsers_do(data: bytes, word: str) -> None:
    assert word in decode_markup(data)


def test_a_pdf_gives_its_text_with_divided_words_put_together(tmp_path: Path) -> None:
    item = read_one(a_file(tmp_path, a_pdf("The prime minis-", "ter met the river", "towns on Friday."), "paper"))
    assert isinstance(item, Item)
    assert item.media_type == "application/pdf"
    assert item.text == "The prime minister\nmet the river\ntowns on Friday."
    assert item.published is None


@pytest.mark.parametrize(
    ("divided", "joined"),
    [
        ("the minis-\nter said", "the minister\nsaid"),
        ("the minis-\nter, said", "the minister,\nsaid"),
        ("the vice-\npresident met the vice-president", "the vice-president\nmet the vice-president"),
        ("a post-\nwar order; war came, a post stood", "a post-war\norder; war came, a post stood"),
        ("the Anglo-\nIrish deal", "the Anglo-Irish\ndeal"),
        ("pages 12-\n13", "pages 12-\n13"),
        ("a pause -\nthen more", "a pause -\nthen more"),
        ("an end-\n\nA start", "an end-\n\nA start"),
        ("the end of minis-\nter\n\nNext", "the end of minister\n\nNext"),
    ],
)
def test_divided_words(divided: str, joined: str) -> None:
    assert join_divided(divided) == joined


def test_pdfs_that_cannot_be_read(tmp_path: Path) -> None:
    assert refusal(a_file(tmp_path, b"%PDF-1.4\nnothing more"))[0] == "not_a_pdf"
    assert refusal(a_file(tmp_path, a_pdf()))[0] == "no_text"
