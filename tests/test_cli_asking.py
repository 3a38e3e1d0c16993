"""Asking on the command line: data and messages, exit codes, terminals and pipes; once with a real reading."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.cli import run
from onrecord.query.asking import open_store
from onrecord.store.opening import open_store as open_plain
from tests.asked_records import Depends, Met, Said, Who, report
from tests.asking import fill

BRANDT = Who("Ilka Brandtner", role="foreign minister", country="AUT")
OKELLO = Who("Sam Okello")
RECORDS = (
    report(
        Said(BRANDT, "The patrol ships stay"),
        Met((BRANDT, OKELLO), start="2025-03-01", end="2025-03-02", place="Graz"),
        Met((OKELLO,), "will speak", status="scheduled", start="2025-04-01", end="2025-04-02"),
        Depends("the ships leave", "we sign", BRANDT), title="Ships stay", uri="https://river.example/1",
    ),
    report(Said(OKELLO, "Nothing is decided"), published=None, publisher="Hill Gazette"),
)  # fmt: skip
COMMANDS = (
    ["search", "ships"], ["said"], ["events"], ["meetings"], ["upcoming", "--as-of", "2025-03-15"],
    ["timeline", "Brandtner"], ["actor", "Brandtner"], ["conditions"], ["sources"],
)  # fmt: skip


class Told:
    """What a command gave."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with a database."""
    monkeypatch.chdir(tmp_path)
    with open_store(tmp_path / "onrecord.db") as store:
        fill(store, RECORDS)
    return tmp_path


def call(capfd: pytest.CaptureFixture[str], *arguments: str) -> Told:
    code = run(arguments)
    sys.stdout.flush()
    return Told(code, *capfd.readouterr())


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("form", ["table", "jsonl", "csv", "markdown"])
@pytest.mark.usefixtures("folder")
def test_every_question_is_answered_in_every_format(
    capfd: pytest.CaptureFixture[str], command: list[str], form: str
) -> None:
    told = call(capfd, *command, "--format", form)
    assert told.code == 0
    if form == "jsonl":
        rows = [json.loads(line) for line in told.out.splitlines()]
    elif form == "csv":
        rows = list(csv.DictReader(io.StringIO(told.out)))
    else:
        rows = [line for line in told.out.splitlines() if line]
    assert rows


@pytest.mark.usefixtures("folder")
def test_a_finding_is_shown_by_its_id_with_its_paragraph_on_request(capfd: pytest.CaptureFixture[str]) -> None:
    found = json.loads(call(capfd, "said", "patrol", "--format", "jsonl").out.splitlines()[0])
    told = call(capfd, "show", found["id"])
    assert told.code == 0
    assert "“The patrol ships stay,” Ilka Brandtner said." in told.out
    assert "\nparagraph" not in told.out
    assert "\nparagraph" in call(capfd, "show", found["id"], "--paragraph").out
    assert call(capfd, "show", found["report"]["document_id"]).code == 0
    assert call(capfd, "show", "statement-0000").code == 2


@pytest.mark.usefixtures("folder")
def test_what_there_is_to_say_goes_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    told = call(capfd, "said", "--speaker", "Brandtnar", "--as-of", "2025-03-31", "--limit", "1")
    assert told.err.splitlines() == [
        "onrecord: Brandtnar: taken for Ilka Brandtner", "onrecord: the first 1 are shown; --limit N shows more",
    ]  # fmt: skip
    told = call(capfd, "said", "--as-of", "2025-03-31")
    assert told.err.splitlines() == ["onrecord: left out, for their report has no date: 1"]
    told = call(capfd, "meetings", "--with", "Okelo Brandt", "--format", "jsonl")
    assert (told.code, told.out) == (0, "")
    assert "onrecord: nothing found: searched in 2 reports for meetings with Okelo Brandt" in told.err
    assert "onrecord: nearest names: " in told.err


@pytest.mark.usefixtures("folder")
def test_options_reach_the_question(capfd: pytest.CaptureFixture[str]) -> None:
    def count(*arguments: str) -> int:
        return len(call(capfd, *arguments, "--format", "jsonl", "--limit", "0").out.splitlines())

    assert count("said") == 3
    assert count("said", "--role", "minister", "--country", "Austria", "--manner", "direct") == 1
    assert count("said", "--speaker", "Brandtner", "--speaker", "Okello") == 3
    assert count("said", "--authority", "named", "--attitude", "speech", "--publisher", "hill") == 1
    assert count("said", "--organization", "Brandtner") == 2
    assert count("said", "--since", "2025-03-10", "--until", "2025-03-10") == 2
    assert count("said", "--known-at", "2020-01-01") == 0
    assert count("meetings", "--with", "Brandtner", "--with", "Okello") == 1
    assert count("meetings", "--with-any", "Brandtner", "--with-any", "Okello") == 2
    assert count("events", "--with-country", "AUT", "--place", "Graz", "--status", "happened") == 1
    assert count("events", "--type", "CONSULT", "--certainty", "certain", "--until", "2025-03-31") == 1
    assert count("events", "--country", "Austria") == 0
    assert count("upcoming", "--as-of", "2025-03-15", "--status", "expected") == 0
    assert count("conditions", "ships", "--holder", "Brandtner", "--relation", "if") == 1
    assert count("search", "ships", "--in", "reports", "--all-revisions") == 1
    assert count("timeline", "ships", "--by", "words") == 2
    assert count("timeline", "ships", "--by", "actor") == 0


@pytest.mark.parametrize("form", ["dot", "graphml"])
@pytest.mark.usefixtures("folder")
def test_conditions_are_written_as_graphs(capfd: pytest.CaptureFixture[str], form: str) -> None:
    told = call(capfd, "conditions", "--format", form)
    assert told.code == 0
    assert told.out.startswith({"dot": "digraph", "graphml": "<graphml"}[form])


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["said", "--authority", "anonymous"], 2, "'anonymous' is no authority"),
        (["said", "--since", "soon"], 2, "'soon' is no date"),
        (["search", ""], 2, "no word to search for"),
        (["events", "--format", "xml"], 2, "xml"),
        (["said", "--limit", "-1"], 2, "--limit"),
        (["said", "--database", "other.db"], 7, "no database other.db here; make one by onrecord ingest"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("folder")
def test_what_goes_wrong_is_told_in_one_line(
    capfd: pytest.CaptureFixture[str], arguments: list[str], code: int, message: str
) -> None:
    told = call(capfd, *arguments)
    assert told.code == code
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert message in told.err


def test_without_a_database_in_the_working_folder_it_is_said_how_to_make_one(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = call(capfd, "said")
    assert told.code == 7
    assert "no database onrecord.db here; make one by onrecord ingest" in told.err
    assert not (tmp_path / "onrecord.db").exists()


@pytest.mark.usefixtures("folder")
def test_a_database_is_asked_while_another_writes(capfd: pytest.CaptureFixture[str]) -> None:
    with open_plain("onrecord.db") as writer, writer.writing() as connection:
        connection.exec_driver_sql("UPDATE document SET title = 'another'")
        told = call(capfd, "said", "patrol", "--format", "jsonl")
    assert json.loads(told.out)["report"]["title"] == "Ships stay"


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_long_answers_are_written_whole_and_end_quietly_where_nobody_reads_on(folder: Path, unbuffered: str) -> None:
    with open_store(folder / "onrecord.db") as store:
        fill(store, (report(Said(BRANDT, f"Word {number} " * 10_000)) for number in range(15)))

    def pipe(reader: str) -> list[str]:
        shell = f"'{sys.executable}' -m onrecord said --format jsonl --limit 0 | {reader}; echo ${{PIPESTATUS[0]}}"
        done = subprocess.run(
            ["bash", "-c", shell], cwd=folder, capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )  # fmt: skip
        assert done.stderr == ""
        return done.stdout.splitlines()

    assert pipe("(sleep 0.2; wc -l)") == ["18", "0"]
    assert pipe("head -c 10 > first") == ["141"]


def test_a_terminal_gets_a_table(folder: Path) -> None:
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "said", "patrol"], cwd=folder, stdout=theirs, stderr=subprocess.PIPE,
        env={**os.environ, "COLUMNS": "140", "TERM": "xterm"},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    while True:
        try:
            some = os.read(ours, 65_536)
        except OSError:  # the other end is closed
            break
        if not some:
            break
        shown += some
    assert done.wait() == 0
    os.close(ours)
    if done.stderr is not None:
        done.stderr.close()
    assert "┃" in shown.decode()
    assert "The patrol ships stay" in shown.decode()


@pytest.mark.parametrize("command", [command[0] for command in COMMANDS] + ["show"])
def test_help_gives_examples_that_the_command_line_understands(capfd: pytest.CaptureFixture[str], command: str) -> None:
    told = call(capfd, command, "--help")
    assert told.code == 0
    assert f"onrecord {command}" in told.out.partition("Examples:")[2].partition("Options:")[0]


def test_a_report_that_was_really_read_is_found_by_who_said_what(
    capfd: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: str
) -> None:
    import onrecord

    monkeypatch.chdir(tmp_path)
    with onrecord.open_store("onrecord.db") as store:
        store.save_record(onrecord.read(report, published="2025-03-05", publisher="River Post"))
        (found,) = store.said(speaker="Calvo", manner="direct")
    assert found.speaker == "Ines Calvo"
    assert report[found.said[0].start : found.said[0].end] == found.said[0].quote
    told = call(capfd, "said", "million", "--authority", "unnamed", "--format", "jsonl")
    assert [json.loads(line)["cue"]["quote"] for line in told.out.splitlines()] == ["said"]
    told = call(capfd, "search", '"harbour unions"')
    assert "[harbour unions]" in told.out
