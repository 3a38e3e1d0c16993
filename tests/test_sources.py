"""Sources: every kind told by its content, nothing dropped silently, a clear refusal for what is no report."""

from __future__ import annotations

import codecs
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.options import Options, resolve_published
from onrecord.record import Item, Rejected
from onrecord.sources import MAX_TEXT_BYTES, admit, read_items, text_item
from onrecord.sources.admission import MAX_CHARACTERS
from onrecord.sources.codes import REFUSALS
from onrecord.sources.decoding import decode_text, find_kind
from onrecord.sources.json_lines import MAX_LINE_BYTES, read_json_lines
from onrecord.sources.written_language import find_written_language
from tests.conftest import FULL
from tests.reports import PAGE, a_file, a_pdf, read_one, refusal

# Where a refusal is made, or raised on its way to one.
CODE = re.compile(r'(?:Rejected|RefusalError)\(\s*"(\w+)"')
FRENCH = (
    "Le maire de la ville a annoncé mardi que le pont sur le fleuve serait fermé pendant deux semaines pour des "
    "travaux. « Nous n'avons pas le choix », a-t-il dit devant la presse, en ajoutant que les habitants des deux rives "
    "seraient informés par courrier et que des bus les conduiraient jusqu'au pont voisin."
)


# --- plain text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        (codecs.BOM_UTF8 + b" a ", " a "),
        (codecs.BOM_UTF16_LE + "Kyjev – “ano”\r\n".encode("utf-16-le"), "Kyjev – “ano”\n"),
        (codecs.BOM_UTF16_BE + "🌉".encode("utf-16-be"), "🌉"),
        (b"a\x00b" + b"." * 400, "a\x00b" + "." * 400),
        (b"\xef\xbb\xbf\xef\xbb\xbfx", "\ufeffx"),
        (b"", ""),
    ],
)
def test_plain_text_is_decoded_and_its_line_ends_unified_and_nothing_else(
    tmp_path: Path, data: bytes, text: str
) -> None:
    path = a_file(tmp_path, data)
    assert read_one(path) == Item(text, str(path))


@given(st.text())
def test_decoding_gives_the_text_back(text: str) -> None:
    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    assert decode_text(codecs.BOM_UTF8 + text.encode("utf-8")) == expected
    assert decode_text(codecs.BOM_UTF16_LE + text.encode("utf-16-le")) == expected


@pytest.mark.parametrize(
    ("data", "offset", "byte"),
    [(b"caf\xe9 au lait", 3, "e9"), (b"\xef\xbb\xbfab\xff", 5, "ff"), (b"a" * 9000 + b"\xc3", 9000, "c3")],
)
def test_what_is_not_utf8_is_refused_with_the_place(tmp_path: Path, data: bytes, offset: int, byte: str) -> None:
    code, detail = refusal(a_file(tmp_path, data))
    assert code == "not_utf8"
    assert f"not valid UTF-8 at byte {offset} (0x{byte})" in detail


def test_a_text_that_starts_with_a_brace_is_a_text() -> None:
    assert find_kind(b"{This report was updated.}\n\nTwo ministers met.") == "text"


def test_a_string_from_the_caller_is_treated_as_a_file_would_be() -> None:
    assert text_item("\ufeffa\r\nb") == Item("a\nb")


# --- what is no text


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"7z\xbc\xaf\x27\x1crest", "a 7z archive"),
        (b"\x89PNG\r\n\x1a\n", "PNG image"),
        (b"{\\rtf1 hello}", "RTF"),
        (b"MZ" + bytes(300), "a binary file"),
        ("no mark".encode("utf-16-le"), "a binary file"),
    ],
)
def test_binaries_are_refused_whatever_they_are_called(tmp_path: Path, data: bytes, told: str) -> None:
    for name in ("a.txt", "a.html", "a"):
        code, detail = refusal(a_file(tmp_path, data, name))
        assert code == "binary"
        assert told in detail


def test_a_missing_file_and_one_that_may_not_be_read(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.txt") == ("missing", f"{tmp_path / 'none.txt'}: no such file")
    assert refusal(tmp_path / ("x" * 300))[0] == "unreadable"
    assert refusal(tmp_path / "nul\0.txt")[0] == "unreadable"


def test_forty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.write(b"The mayor said so. " * 500)
        stream.truncate(40_000_000)
    code, detail = refusal(path)
    assert code == "too_long"
    assert f"more than {MAX_TEXT_BYTES // 10**6} MB" in detail


def test_the_limit_of_characters() -> None:
    assert isinstance(admit(Item("a" * MAX_CHARACTERS), Options(language="en")), Item)
    refused = admit(Item("a" * (MAX_CHARACTERS + 1)), Options(language="en"))
    assert isinstance(refused, Rejected)
    assert refused.code == "too_long"


def test_half_a_character_is_refused() -> None:
    refused = admit(Item("ab\ud800", title="t"), Options())
    assert isinstance(refused, Rejected)
    assert refused.code == "not_unicode"
    assert refused.detail.endswith("in its text at character 2")


# --- language


def test_french_is_told_and_read_only_if_the_caller_says_so() -> None:
    refused = admit(Item(FRENCH, "fr.txt"), Options())
    assert refused == Rejected("not_english", "looks like French; use --language en to read it anyway", "fr.txt")
    admitted = admit(Item(FRENCH), Options(language="en"))
    assert isinstance(admitted, Item)
    assert admitted.language == "en"


def test_a_short_text_is_not_tested_and_its_language_not_guessed() -> None:
    assert admit(Item("Le maire est venu."), Options()) == Item("Le maire est venu.")


def test_a_language_given_as_another_than_english_is_refused(report: str) -> None:
    for item, options in ((Item(report, language="fr"), Options()), (Item(report), Options(language="fr-CA"))):
        refused = admit(item, options)
        assert isinstance(refused, Rejected)
        assert refused.code == "not_english"


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("fr", FRENCH),
        ("de", "Der Bürgermeister sagte am Dienstag, dass die Brücke über den Fluss für zwei Wochen gesperrt wird. Die "
         "Bewohner auf beiden Seiten werden mit Bussen zu der nächsten Brücke gebracht, und das ist nicht teuer."),
        ("es", "El alcalde dijo el martes que el puente sobre el río estará cerrado durante dos semanas por las obras, "
         "y que los vecinos de las dos orillas serán llevados en autobús hasta el puente más cercano."),
        ("nl", "De burgemeester zei dinsdag dat de brug over de rivier twee weken dicht is voor werk aan het dek. De "
         "bewoners van de beide oevers worden met bussen naar de volgende brug gebracht, zo is er beslist."),
        ("pl", "Burmistrz powiedział we wtorek, że most na rzece będzie zamknięty przez dwa tygodnie. Nie jest to "
         "problem dla mieszkańców, bo autobusy zawiozą ich do mostu, który jest po drugiej stronie miasta."),
        ("und", "Мэр города сообщил во вторник, что мост через реку будет закрыт на две недели из-за ремонта."),
        ("en", "The mayor said on Tuesday that the bridge over the river would be shut for two weeks."),
    ],
)  # fmt: skip
def test_languages_are_told_apart(tag: str, text: str) -> None:
    found = find_written_language(text)
    assert found is not None
    assert found.tag == tag


@pytest.mark.parametrize(
    "text",
    [
        "", "12.4 18.9 7.3\n" * 40, "🌉" * 100, "Le Pen, Le Monde, La Paz, Los Angeles",
        "France’s Marine Le Pen Meets Far-Right Leaders. PARIS, Aug 3 - French far-right leader Marine Le Pen, of the "
        "National Rally, hosted leaders from Brazil, Argentina, Chile, Mexico, Italy, Austria, Hungary Tuesday evening",
    ],
)  # fmt: skip
def test_no_language_is_told_where_none_is_clear(text: str) -> None:
    found = find_written_language(text)
    assert found is None or found.tag == "en"


# --- JSON Lines


def test_documents_from_json_lines(tmp_path: Path) -> None:
    lines = [
        {"uri": "https://example.org/1", "title": "T", "text": "a\r\nb", "published": "2024-12-18", "publisher": "P",
         "byline": "B", "language": "EN-gb"},
        {"html": PAGE, "title": "Ours goes first"},
    ]  # fmt: skip
    path = a_file(tmp_path, "\n".join(map(json.dumps, lines)), "reports")
    first, second = read_items([path])
    assert first == Item("a\nb", "https://example.org/1", "text/plain", "T", "B", "P", "2024-12-18", "given", "en-gb")
    assert isinstance(second, Item)
    assert (second.uri, second.title, second.publisher) == (f"{path}:2", "Ours goes first", "The River Post")
    assert (second.published, second.published_basis) == ("2025-03-07", "metadata")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "not JSON"),
        ("[1]", "a JSON object expected"),
        ("{}", '"text" or "html" is missing'),
        ('{"text": 1}', '"text" must be a string'),
        ('{"text": "a", "published": "18/12/2024"}', "'18/12/2024' is no date"),
        ('{"text": "a", "language": "English!"}', "no language tag"),
        ("[" * 100_000, "recursion"),
    ],
)
def test_a_bad_line_is_named_and_the_others_go_on(tmp_path: Path, line: str, told: str) -> None:
    path = a_file(tmp_path, f'{{"text": "one"}}\n\n{line}\n{{"text": "four"}}\n', "r.jsonl")
    first, bad, last = read_items([path])
    assert (first, last) == (Item("one", f"{path}:1"), Item("four", f"{path}:4"))
    assert isinstance(bad, Rejected)
    assert bad.code == "bad_line"
    assert bad.detail.startswith(f"{path}:3: ")
    assert told in bad.detail


def test_bytes_that_are_no_utf8_spoil_one_line(tmp_path: Path) -> None:
    path = a_file(tmp_path, b'{"text": "caf\xe9"}\n{"text": "b"}\n', "r.jsonl")
    bad, good = read_items([path])
    assert isinstance(bad, Rejected)
    assert "not valid UTF-8 at byte 13" in bad.detail
    assert good == Item("b", f"{path}:2")


@pytest.mark.parametrize("content", ['[\n  {"text": "a"},\n  {"text": "b"}\n]', '{\n  "text": "a"\n}'])
def test_json_over_several_lines_is_refused_once(tmp_path: Path, content: str) -> None:
    code, detail = refusal(a_file(tmp_path, content, "r.json"))
    assert code == "bad_line"
    assert detail.endswith("r.json:1: one JSON value over several lines; write one document a line")


def test_a_line_beyond_the_limit_is_passed_over() -> None:
    long = b'{"text": "' + b"a" * MAX_LINE_BYTES + b'"}\n'
    bad, good = read_json_lines(io.BytesIO(long + b'{"text": "b"}'), "r")
    assert isinstance(bad, Rejected)
    assert bad.detail == "r:1: longer than 64 MiB"
    assert good == Item("b", "r:2")


def test_a_document_longer_than_the_buffer_is_read_whole(tmp_path: Path) -> None:
    text = "The mayor said so. " * 20_000
    (item,) = read_items([a_file(tmp_path, json.dumps({"text": text}))])
    assert isinstance(item, Item)
    assert item.text == text


# --- folders and standard input


def test_a_folder_gives_its_files_by_name_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/.hidden", ".git/c.txt", "c"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        a_file(tmp_path, name, name)
    texts = [item.text for item in read_items([tmp_path]) if isinstance(item, Item)]
    assert texts == ["b.txt", "c", "a/z.txt"]


def test_a_folder_without_reports(tmp_path: Path) -> None:
    a_file(tmp_path, "x", ".hidden")
    assert refusal(tmp_path) == ("no_reports", f"{tmp_path}: the folder holds no reports")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"The mayor said so.", [Item("The mayor said so.")]),
        (b'{"text": "a"}\n{"text": "b"}', [Item("a", "<stdin>:1"), Item("b", "<stdin>:2")]),
        (b"", [Item("")]),
    ],
)
def test_standard_input_is_told_by_its_content(
    monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[Item]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert list(read_items(["-"])) == expected


def test_sources_are_taken_up_one_after_another(tmp_path: Path) -> None:
    asked: list[int] = []

    def paths() -> Iterator[Path]:
        for number in range(3):
            asked.append(number)
            yield a_file(tmp_path, f'{{"text": "{number}"}}\n' * 2, f"{number}.jsonl")

    items = read_items(paths())
    assert not asked
    assert [next(items), next(items)] == [Item("0", f"{tmp_path}/0.jsonl:{line}") for line in (1, 2)]
    assert asked == [0]
    assert next(items) == Item("1", f"{tmp_path}/1.jsonl:1")
    assert asked == [0, 1]


# --- anything at all


HEADS = [b"", b"%PDF-1.7\n", b"<html><body><p>", b"<!doctype html>", b'{"text": "', b'{"html": "<p>', codecs.BOM_UTF8,
         codecs.BOM_UTF16_LE, b"[", a_pdf("The mayor left.")[:400], PAGE.encode()[:300]]  # fmt: skip


@settings(max_examples=10_000 if FULL else 300)
@given(head=st.sampled_from(HEADS), body=st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
def test_any_bytes_give_items_or_refusals_and_never_fail(
    head: bytes, body: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = list(read_items([a_file(tmp_path_factory.getbasetemp(), head + body, "any")]))
    assert found or not (head + body).strip()
    assert all(each.code in REFUSALS for each in found if isinstance(each, Rejected))


# --- dates and codes


@pytest.mark.parametrize(
    ("given", "resolved"),
    [
        ("2024-12-18", "2024-12-18"),
        (" 2024-02-29 ", "2024-02-29"),
        ("2024-12-18T09:30:00+01:00", "2024-12-18T09:30:00+01:00"),
        ("2024-12-18 09:30Z", "2024-12-18T09:30:00+00:00"),
        ("2024-12-18T09:30", "2024-12-18"),
    ],
)
def test_dates_of_publication(given: str, resolved: str) -> None:
    assert resolve_published(given) == resolved
    assert Options(published=given) == Options(published=resolved)


@pytest.mark.parametrize(
    "given",
    [
        "",
        "today",
        "2024-13-01",
        "2023-02-29",
        "18.12.2024",
        "2024-12",
        "20241218",
        "２０２４-12-18",
        "2024-12-18T25:00",
    ],
)
def test_what_is_no_date_is_a_usage_error(given: str) -> None:
    with pytest.raises(UsageError, match="is no date"):
        Options(published=given)


def test_every_code_is_explained_and_none_besides() -> None:
    sources = (Path(__file__).parents[1] / "src" / "onrecord").rglob("*.py")
    used = {code for path in sources for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert used == set(REFUSALS)
