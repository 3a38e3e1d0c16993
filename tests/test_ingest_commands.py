"""The commands that fill a database and look after it: exit codes, what they tell, and where."""

from __future__ import annotations

import gzip
import io
import json
import re
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import onrecord
from onrecord.cli import run
from onrecord.cli.telling import RunProgress
from onrecord.errors import InputError
from onrecord.ids import finding_id
from onrecord.ingesting import Result, Summary
from onrecord.options import Options
from onrecord.record import ProducedBy
from onrecord.store.interchange import dump_lines
from onrecord.store.opening import open_store
from tests.made_records import made_record
from tests.river_reports import FRENCH, make_report
from tests.source_files import a_zip
from tests.test_cli import Terminal, call, wait_until
from tests.websites import Site


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def put(**texts: str) -> None:
    for name, text in texts.items():
        Path(f"{name}.txt").write_text(text, encoding="utf-8")


def save_by_hand(*numbers: int, database: str = "onrecord.db") -> list[str]:
    """Records that need no model, in the database of the working folder; gives their documents' ids."""
    records = [made_record(number) for number in numbers]
    with open_store(database) as store:
        store.save_records(records)
    return [record.document.id for record in records]


# --- ingest


def test_ingest_tells_what_became_of_the_reports(capfd: pytest.CaptureFixture[str]) -> None:
    put(a=make_report(1), b=FRENCH)
    told = call(capfd, "ingest", "a.txt", "b.txt", "none.txt", "no.txt")
    assert (told.code, told.out) == (1, "")
    assert told.lines == [
        "onrecord: onrecord.db: 1 saved, 3 rejected",
        "onrecord:   saved, first: a.txt",
        "onrecord:   rejected [missing] 2, first: none.txt: no such file",
        "onrecord:   rejected [not_english] 1, first: b.txt: looks like French; use --language en to read it anyway",
    ]
    put(a=make_report(2))
    assert call(capfd, "ingest", "a.txt").lines == [
        "onrecord: onrecord.db: 1 revised", "onrecord:   revised, first: a.txt",
    ]  # fmt: skip
    assert call(capfd, "ingest", "a.txt", "--publisher", "Post", "--quiet").lines == []
    assert call(capfd, "ingest", "a.txt", "--publisher", "Post", "--published", "2025-03-04").lines == [
        "onrecord: onrecord.db: 1 unchanged",
        "onrecord:   unchanged, first: a.txt",
        "onrecord:   1 of these were read with other options, and stay so; onrecord reread DOCS reads those named with "
        "others",
    ]


def test_a_report_file_keeps_them_all(capfd: pytest.CaptureFixture[str]) -> None:
    put(a=make_report(1))
    told = call(capfd, "ingest", "a.txt", "none.txt", "a.txt", "--report", "-", "--quiet")
    lines = [json.loads(line) for line in told.out.splitlines()]
    with open_store("onrecord.db") as store:
        (record,) = store.load_records()
    kept = {"uri": "a.txt", "document_id": record.document.id}
    assert lines == [
        {"outcome": "saved", **kept},
        {"outcome": "rejected", "uri": "none.txt", "code": "missing", "detail": "none.txt: no such file"},
        {"outcome": "unchanged", **kept},
    ]
    Path("report.jsonl").write_text("old\n", encoding="utf-8")
    call(capfd, "ingest", "a.txt", "--report", "report.jsonl")
    assert json.loads(Path("report.jsonl").read_text(encoding="utf-8")) == {"outcome": "unchanged", **kept}


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (("ingest",), 2, "PATHS"),
        (("ingest", "a.txt", "--published", "soon"), 2, "'soon' is no date"),
        (("ingest", "a.txt", "--report", "no/folder/r"), 5, "no/folder/r cannot be written"),
        (("ingest", "a.txt", "--database", "no/folder/r.db"), 7, "no/folder/r.db: there is no folder no/folder"),
        (("ingest", "a.txt", "--database", "a.txt"), 7, "a.txt: the file is no database"),
        (("ingest", "a.txt", "--model", "no_such_model"), 4, "'no_such_model' cannot be loaded"),
        (("check",), 7, "onrecord.db: there is no database; onrecord ingest makes one"),
        (("reread",), 7, "there is no database"),
        (("remove", "doc-0123"), 7, "there is no database"),
        (("import", "none.jsonl"), 3, "none.jsonl: No such file"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, line: str
) -> None:
    put(a=make_report(1))
    told = call(capfd, *arguments)
    assert (told.code, told.out, len(told.lines)) == (code, "", 1)
    assert line in told.err


def test_nothing_read_is_an_exit_code_of_its_own(capfd: pytest.CaptureFixture[str]) -> None:
    assert call(capfd, "ingest", "none.txt").code == 3
    put(a=make_report(1))
    assert call(capfd, "ingest", "a.txt", "--quiet").code == 0
    told = call(capfd, "ingest", "a.txt", "none.txt", "--quiet")
    assert (told.code, told.lines) == (1, ["onrecord:   rejected [missing] 1, first: none.txt: no such file"])


def test_standard_input_and_archives(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("r.zip").write_bytes(a_zip({"a.txt": make_report(1).encode(), "b.txt": make_report(2).encode()}))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(make_report(3).encode())))
    assert call(capfd, "ingest", "r.zip", "-", "--quiet").code == 0
    with open_store("onrecord.db") as store:
        assert [record.document.uri for record in store.load_records()] == ["r.zip!/a.txt", "r.zip!/b.txt", None]


def test_reading_fetches_nothing(capfd: pytest.CaptureFixture[str], site: Site) -> None:
    told = call(capfd, "read", site["/"])
    line = f"onrecord: rejected: {site['/']}: addresses are fetched by onrecord ingest alone; give a file [not_fetched]"
    assert (told.code, told.lines) == (3, [line])
    with pytest.raises(InputError, match=r"^not_fetched: "):
        onrecord.read(site["/"])
    (refused,) = onrecord.read_many([site["/"]])
    assert isinstance(refused, onrecord.Rejected)
    assert site.asked == []


def test_private_addresses_need_a_word(capfd: pytest.CaptureFixture[str], site: Site) -> None:
    assert "[private_address]" in call(capfd, "ingest", site["/"]).err
    assert site.asked == []
    assert "[http_error]" in call(capfd, "ingest", site["/"], "--allow-private").err
    assert site.asked


def test_the_bar_tells_counts_rate_and_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.cli.progress.SILENT_SECONDS", 0.05)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    stream, summary = Terminal(), Summary()
    monkeypatch.setattr(sys, "stderr", stream)
    with RunProgress(summary, shown=True) as progress:
        progress.expect(200, lambda: summary.total * 10)

        def shown(pattern: str) -> Callable[[], bool]:
            def look() -> bool:
                summary.count(Result("saved", "a.txt"))
                progress.refresh()
                return re.search(pattern, stream.getvalue()) is not None

            return look

        wait_until(shown(r"\d saved, \d+\.\d a second"))
        wait_until(shown(r"[1-9]0%"))
        wait_until(shown(r"0:00:\d\d.*0:00:\d\d"))  # the time so far, and what is left


def test_what_ingest_writes_is_no_source(capfd: pytest.CaptureFixture[str]) -> None:
    put(a=make_report(1))
    Path("onrecord.db.backup-0000").write_bytes(b"SQLite format 3\0")
    Path("sub").mkdir()
    Path("sub/report.jsonl").write_text(json.dumps({"text": make_report(2)}) + "\n", encoding="utf-8")
    for counts in ("2 saved", "2 unchanged"):
        told = call(capfd, "ingest", ".", "--report", "report.jsonl")
        assert (told.code, told.lines[0]) == (0, f"onrecord: onrecord.db: {counts}")
    assert onrecord.ingest(".", "onrecord.db").total == 4  # the report, of which nobody told it, is two bad lines


# --- reread


def test_reread_tells_and_lists_what_lost_its_finding(capfd: pytest.CaptureFixture[str]) -> None:
    put(a="Ada Holm said on Friday that the dam would hold.\n")
    call(capfd, "ingest", "a.txt")
    assert call(capfd, "reread").lines == ["onrecord: onrecord.db: nothing to do"]
    with open_store("onrecord.db") as store:
        (record,) = store.load_records()
        # As an older version might have read it: the dam was a place to it.
        start = record.document.text.index("dam")
        wrong = replace(
            made_record().places[0], id=finding_id(record.document.id, "place", start, start + 3),
            span=record.document.cite(start, start + 3),
        )  # fmt: skip
        made = ProducedBy("0.0.9", record.produced_by.options_hash)
        store.reread(replace(record, produced_by=made, places=(wrong,)), Options())
        store.correct(record.statements[0].id, "attitude", "thought", author="ada")
        lost = store.correct(wrong.id, "name", "Hohe Warte", author="ada")
    told = call(capfd, "reread", record.document.id[:10])
    assert told.code == 0
    assert told.lines == ["onrecord: onrecord.db: 1 reread", "onrecord:   reread, first: a.txt"]
    assert told.out == f"unattached: correction {lost.id} by ada of place {wrong.id} 'dam'\n"
    with open_store("onrecord.db") as store:
        assert store.load_record(record.document.id, corrected=True).statements[0].attitude == "thought"
        assert store.check() == ()


def test_reread_with_another_date(capfd: pytest.CaptureFixture[str]) -> None:
    put(a=make_report(1), b=FRENCH)
    call(capfd, "ingest", "a.txt", "b.txt", "--language", "en")
    told = call(capfd, "reread", "a.txt", "--published", "2025-03-04")
    assert (told.code, told.lines[0]) == (0, "onrecord: onrecord.db: 1 reread")
    told = call(capfd, "reread", "--language", "fr")
    assert (told.code, len(told.lines)) == (2, 1)
    told = call(capfd, "reread", "a.txt", "b.txt", "--language", "fr", "--quiet")
    assert told.code == 3
    assert "[not_english] 2" in told.err
    with open_store("onrecord.db") as store:
        assert [record.document.published for record in store.load_records()] == ["2025-03-04", None]


# --- remove


def test_remove_says_what_it_took(capfd: pytest.CaptureFixture[str]) -> None:
    first, second, _ = save_by_hand(1, 2, 3)
    told = call(capfd, "remove", first[:12], "https://river.example/2")
    assert (told.code, told.err) == (0, "")
    lines = told.out.splitlines()
    assert lines[0] == (
        f"removed {first} https://river.example/1 “Talks in Geneva 1”: "
        "1 reading, 5 actors, 2 statements, 3 events, 1 condition, 1 place"
    )
    assert lines[1].startswith(f"removed {second} ")
    with open_store("onrecord.db") as store:
        assert store.count()["document"] == 1
        assert store.check() == ()


def test_nothing_is_removed_where_one_name_is_unclear(capfd: pytest.CaptureFixture[str]) -> None:
    first, _ = save_by_hand(1, 2)
    with open_store("onrecord.db") as store:
        store.save_record(made_record(7, uri="https://river.example/1"))
    told = call(capfd, "remove", first, "https://river.example/1")
    assert (told.code, told.out) == (2, "")
    assert "https://river.example/1: several documents go by that: doc-" in told.err
    for name in ("doc-", "", "doc-000", "nobody", "https://river.example/%"):
        told = call(capfd, "remove", first, name)
        assert (told.code, told.out) == (2, "")
        assert "holds no such document" in told.err
    with open_store("onrecord.db") as store:
        assert store.count()["document"] == 3


# --- check


def test_check_tells_what_is_wrong(capfd: pytest.CaptureFixture[str]) -> None:
    (document,) = save_by_hand(1)
    told = call(capfd, "check")
    assert (told.code, told.out) == (0, "")
    assert told.err.startswith("onrecord: onrecord.db: nothing wrong; 1 in document, 5 in actor")
    connection = sqlite3.connect("onrecord.db")
    connection.execute("UPDATE statement SET cue_quote = 'sang' WHERE cue_quote = 'said'")
    connection.commit()
    connection.close()
    told = call(capfd, "check", "--quiet")
    assert (told.code, told.err) == (1, "")
    assert any(line.startswith("statement: ") and "sang" in line for line in told.out.splitlines())
    assert document


# --- import


def dumped(database: str) -> str:
    with open_store(database) as store:
        return "".join(line + "\n" for line in dump_lines(store))


@pytest.mark.parametrize("packed", [False, True])
def test_a_dump_is_taken_in_as_it_was(capfd: pytest.CaptureFixture[str], packed: bool) -> None:
    ids = save_by_hand(1, 2, database="one.db")
    with open_store("one.db") as store:
        finding = store.load_record(ids[0]).statements[0].id
        store.correct(finding, "attitude", "thought", author="ada")
        store.judge(ids[0], ids[1], "different", author="ada")
        store.save_rejected(onrecord.Rejected("missing", "none.txt: no such file", "none.txt"))
    data = dumped("one.db").encode()
    Path("dump").write_bytes(gzip.compress(data) if packed else data)
    told = call(capfd, "import", "dump", "--database", "two.db")
    assert (told.code, told.out) == (0, "")
    assert told.lines == ["onrecord: two.db: 2 saved, 1 corrections, 1 judgements, 1 refusals"]
    with open_store("one.db") as one, open_store("two.db") as two:
        assert two.contents() == one.contents()
        (noted,) = two.load_runs()
        assert (noted.command, noted.saved, noted.rejected) == ("import", 2, 1)
    assert call(capfd, "import", "dump", "--database", "two.db").lines == ["onrecord: two.db: 2 unchanged"]


def test_records_that_were_read_are_taken_in(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(a=make_report(1), b=make_report(2))
    read = call(capfd, "read", "a.txt", "b.txt", "--format", "jsonl").out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(read.encode())))
    told = call(capfd, "import", "-", "--quiet")
    assert (told.code, told.err) == (0, "")
    call(capfd, "ingest", "a.txt", "b.txt", "--database", "two.db")
    with open_store("onrecord.db") as one, open_store("two.db") as two:
        assert list(one.load_records()) == list(two.load_records())


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b'{"format": "onrecord/9"}\n', "bad.jsonl, line 1: format 'onrecord/9'"),
        (b'\n{"what": 1}\n', "bad.jsonl, line 2: neither a document, a judgement nor a refusal"),
        (b'{"a": "\xe9"}\n', "bad.jsonl: not valid UTF-8 after line 0"),
        (b"\x1f\x8b\x08\x00", "bad.jsonl: cannot be read to its end"),
        (gzip.compress(b'{"format": "onrecord-store/1"}\n' * 50)[:-9], "bad.jsonl: cannot be read to its end"),
    ],
)
def test_a_file_that_does_not_fit_is_told_with_its_line(
    capfd: pytest.CaptureFixture[str], content: bytes, line: str
) -> None:
    Path("bad.jsonl").write_bytes(content)
    told = call(capfd, "import", "bad.jsonl")
    assert (told.code, told.out, len(told.lines)) == (3, "", 1)
    assert line in told.err


def test_line_ends_within_texts_end_no_line() -> None:
    record = made_record(1)
    title = "one\rtwo\u2028three\x85four"
    odd = replace(record, document=replace(record.document, title=title))
    with open_store("one.db") as store:
        store.save_record(odd)
        raw = "".join(json.dumps(json.loads(line), ensure_ascii=False) + "\n" for line in dump_lines(store))
    Path("dump.jsonl").write_bytes(raw.encode())
    assert run(["import", "dump.jsonl", "--quiet"]) == 0
    with open_store("onrecord.db") as store:
        assert store.load_record(record.document.id).document.title == title
