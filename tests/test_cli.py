"""The command line: exit codes, messages, output kept whole, and the reference in the docs."""

from __future__ import annotations

import io
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import errors
from onrecord.cli import EXIT_CODES, run
from onrecord.cli.output import FORMS, Form, open_output
from onrecord.cli.progress import Progress
from onrecord.codec import loads
from onrecord.errors import OnRecordError, OutputError
from onrecord.options import Options
from onrecord.pipeline import process
from onrecord.record import Item, Record

ROOT = Path(__file__).parents[1]
FRENCH = (
    "Le maire de la ville a dit que le pont sur le fleuve est fermé pour des travaux et que les habitants des deux "
)
FRENCH *= 3


class Told:
    """What a command gave: its exit code, records and messages."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        self.lines = err.splitlines()

    def records(self) -> list[Record]:
        return [loads(line) for line in self.out.splitlines()]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(capfd: pytest.CaptureFixture[str], *arguments: str) -> Told:
    code = run(arguments)
    sys.stdout.flush()
    return Told(code, *capfd.readouterr())


def read(capfd: pytest.CaptureFixture[str], *arguments: str) -> Told:
    return call(capfd, "read", "--format", "jsonl", *arguments)


def record_of(text: str, uri: str | None = None) -> Record:
    record = process(Item(text, uri), Options())
    assert isinstance(record, Record)
    return record


# --- reports in, records out


def test_reports_of_every_kind_in_order(folder: Path, capfd: pytest.CaptureFixture[str], report: str) -> None:
    (folder / "b.txt").write_text(report, encoding="utf-8")
    (folder / "a.jsonl").write_text('{"text": "One left."}\n{"text": "Two left."}\n', encoding="utf-8")
    told = read(capfd, "b.txt", "a.jsonl", "--published", "2025-03-04", "--publisher", "River Times")
    assert (told.code, told.err) == (0, "")
    records = told.records()
    assert [each.document.text for each in records] == [report, "One left.", "Two left."]
    assert {(each.document.published, each.document.publisher) for each in records} == {("2025-03-04", "River Times")}


def test_the_same_bytes_on_several_processes(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "r.jsonl").write_text("".join(f'{{"text": "Mayor {n} left."}}\n' for n in range(9)), encoding="utf-8")
    assert read(capfd, "r.jsonl", "--jobs", "2").out == read(capfd, "r.jsonl").out


@pytest.mark.parametrize("paths", [(), ("-",)])
def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], paths: tuple[str, ...]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Kyiv’s mayor left.".encode())))
    (record,) = read(capfd, *paths).records()
    assert record.document.text == "Kyiv’s mayor left."


def test_an_empty_report_is_read(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "empty.txt").touch()
    told = read(capfd, "empty.txt")
    assert told.code == 0
    assert [note.code for note in told.records()[0].notes] == ["empty"]


# --- bad input: a clear line and an exit code for each


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("none.txt", None, "none.txt: no such file [missing]"),
        ("b.txt", b"\x7fELF" + bytes(99), "b.txt: a program, not a report [binary]"),
        ("l.txt", b"caf\xe9 au", "l.txt: not valid UTF-8 at byte 3 (0xe9); convert the file to UTF-8 [not_utf8]"),
        ("big.txt", b"a" * 40_000_000, "big.txt: more than 20 MB in one report [too_long]"),
        ("f.txt", FRENCH.encode(), "f.txt: looks like French; use --language en to read it anyway [not_english]"),
        ("p.html", b"<html><p>Log in</p></html>", "p.html: 6 characters of main text; at least 200 [too_short]"),
        ("j.jsonl", b'{"title": "x"}', 'j.jsonl:1: "text" or "html" is missing [bad_line]'),
    ],
)
def test_bad_input_is_told_in_one_line(
    folder: Path, capfd: pytest.CaptureFixture[str], name: str, content: bytes | None, line: str
) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    told = read(capfd, name)
    assert (told.code, told.out, told.lines) == (3, "", [f"onrecord: rejected: {line}"])


def test_a_folder_without_reports(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "d").mkdir()
    told = read(capfd, "d")
    assert (told.code, told.lines) == (3, ["onrecord: rejected: d: the folder holds no reports [no_reports]"])


@pytest.mark.parametrize(
    ("arguments", "code", "line"),
    [
        (("read", "--published", "18.12.2024", "a"), 2, "'18.12.2024' is no date"),
        (("read", "--language", "??", "a"), 2, "'??' is no language tag"),
        (("read", "--format", "xml", "a"), 2, "'xml' is not one of 'brief', 'jsonl', 'markdown', 'html'"),
        (("read", "--jobs", "-1", "a"), 2, "--jobs"),
        (("read", "--jobs", "many", "a"), 2, "--jobs"),
        (("read", "--frmat", "brief"), 2, "--frmat"),
        (("raed",), 2, "raed"),
        ((), 2, "Missing command"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(
    capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int, line: str
) -> None:
    told = call(capfd, *arguments)
    assert (told.code, told.out, len(told.lines)) == (code, "", 1)
    assert told.err.startswith("onrecord: ")
    assert line in told.err


def test_a_missing_model(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text("The mayor left.", encoding="utf-8")
    told = read(capfd, "a.txt", "--model", "no_such_model")
    assert (told.code, len(told.lines)) == (4, 1)
    assert "'no_such_model' cannot be loaded" in told.err


def test_one_failing_does_not_stop_the_others(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text("The mayor left.", encoding="utf-8")
    told = read(capfd, "none.txt", "a.txt", "no.txt")
    assert told.code == 1
    assert [each.document.uri for each in told.records()] == ["a.txt"]
    assert told.lines[-1] == "onrecord: 1 report read, 2 rejected (2 missing)"
    assert read(capfd, "none.txt", "a.txt", "--quiet").lines == ["onrecord: rejected: none.txt: no such file [missing]"]


# --- output


def test_output_goes_to_a_file_all_at_once(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text("The mayor left.", encoding="utf-8")
    (folder / "out.jsonl").write_text("old", encoding="utf-8")
    assert read(capfd, "a.txt", "--output", "out.jsonl").out == ""
    assert loads((folder / "out.jsonl").read_text(encoding="utf-8")).document.uri == "a.txt"
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "out.jsonl"]


def test_a_failure_leaves_the_old_output(folder: Path) -> None:
    (folder / "out").write_text("old", encoding="utf-8")

    def write_and_fail() -> None:
        with open_output("out", FORMS["jsonl"]) as write:
            write(record_of("The mayor left."))
            raise OutputError("disk full")

    with pytest.raises(OutputError):
        write_and_fail()
    assert [(path.name, path.read_text(encoding="utf-8")) for path in folder.iterdir()] == [("out", "old")]


def test_a_folder_gets_a_file_for_each_report(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for name in ("x/a.txt", "y/a.md", "y/ü b.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(f"The mayor left {name}.", encoding="utf-8")
    assert read(capfd, "x", "y", "--output", "out/").code == 0
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["a-2.jsonl", "a.jsonl", "ü_b.jsonl"]


@pytest.mark.parametrize("target", ["no/such/folder/out", "a.txt/out"])
def test_output_that_cannot_be_written(folder: Path, capfd: pytest.CaptureFixture[str], target: str) -> None:
    (folder / "a.txt").write_text("The mayor left.", encoding="utf-8")
    told = read(capfd, "a.txt", "--output", target)
    assert (told.code, len(told.lines)) == (5, 1)
    assert f"{target} cannot be written" in told.err


@pytest.mark.skipif(os.name == "nt", reason="devices and links are POSIX")
def test_devices_and_links_stay_what_they_are(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text("The mayor left.", encoding="utf-8")
    os.mkfifo(folder / "pipe")
    reader = os.open(folder / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert read(capfd, "a.txt", "--output", "pipe").code == 0
    assert loads(os.read(reader, 65536)).document.uri == "a.txt"
    os.close(reader)
    assert (folder / "pipe").is_fifo()
    (folder / "link").symlink_to(folder / "real")
    assert read(capfd, "a.txt", "--output", "link").code == 0
    assert (folder / "link").is_symlink()
    assert loads((folder / "real").read_bytes()).document.uri == "a.txt"


def test_a_report_is_never_overwritten(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "a.txt").write_text("The mayor left.", encoding="utf-8")
    told = read(capfd, "a.txt", "--output", "./a.txt")
    assert (told.code, told.lines) == (2, ["onrecord: ./a.txt is one of the reports; write to another file"])
    assert (folder / "a.txt").read_text(encoding="utf-8") == "The mayor left."


def test_a_page_holds_one_report(folder: Path) -> None:
    page = Form("onrecord.codec", "dumps", ".html", "", single=True)

    def write_two() -> None:
        with open_output("out.html", page) as write:
            write(record_of("One."))
            write(record_of("Two."))

    with pytest.raises(errors.UsageError, match="--output FOLDER/"):
        write_two()
    assert not list(folder.iterdir())


@settings(max_examples=30)
@given(uris=st.lists(st.one_of(st.none(), st.text(max_size=30)), max_size=6))
def test_files_in_a_folder_never_collide_and_stay_in_it(
    uris: list[str | None], tmp_path_factory: pytest.TempPathFactory
) -> None:
    target = tmp_path_factory.mktemp("many")
    with open_output(f"{target}/", FORMS["jsonl"]) as write:
        for uri in uris:
            write(record_of("", uri))
    assert len(list(target.iterdir())) == len(uris)


# --- progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("shown", "terminal"), [(True, True), (True, False), (False, True)])
def test_progress_is_shown_on_a_terminal_once_work_takes_a_moment(
    monkeypatch: pytest.MonkeyPatch, shown: bool, terminal: bool
) -> None:
    monkeypatch.setattr("onrecord.cli.progress.SILENT_SECONDS", 0.05)
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with Progress(shown=shown) as progress:
        progress.count(rejected=False)
        assert stream.getvalue() == ""
        if shown and terminal:
            wait_until(lambda: "1 read" in stream.getvalue())
            progress.count(rejected=True)
            wait_until(lambda: "1 read, 1 rejected" in stream.getvalue())
            progress.clear()
        else:
            time.sleep(0.2)
    assert bool(stream.getvalue()) == (shown and terminal)


# --- interrupted


def start(
    folder: Path, *arguments: str, stdin: int | None = None, stdout: int | None = None
) -> subprocess.Popen[bytes]:
    # A shell that runs the tests in the background has interrupts ignored, and a child keeps that.
    heed = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    run = f"{heed}; from onrecord.cli import main; main()"
    command = [sys.executable, "-c", run, "read", "--format", "jsonl", *arguments]
    return subprocess.Popen(command, cwd=folder, stdin=stdin, stdout=stdout, stderr=subprocess.PIPE)


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_keeps_what_was_written_in_whole_records(folder: Path, jobs: str) -> None:
    process_ = start(folder, "-", "--output", "out.jsonl", "--jobs", jobs, stdin=subprocess.PIPE)
    assert process_.stdin is not None
    assert process_.stderr is not None
    for number in range(40):
        process_.stdin.write(b'{"text": "Mayor %d left."}\n' % number + b" " * 9000 + b"\n")
    process_.stdin.flush()
    wait_until(lambda: any(path.stat().st_size for path in folder.glob(".out*")))
    process_.send_signal(signal.SIGINT)
    told = process_.stderr.read().decode()
    assert process_.wait(60) == 130
    assert re.fullmatch(r"onrecord: interrupted after \d+ reports?; their records are in out.jsonl\n", told)
    kept = [loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert kept
    assert [each.document.text for each in kept] == [f"Mayor {number} left." for number in range(len(kept))]


def wait_until(holds: object) -> None:
    assert callable(holds)
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_closed_pipe_is_no_error_message(folder: Path) -> None:
    (folder / "r.jsonl").write_text("".join(f'{{"text": "Mayor {n} left."}}\n' for n in range(300)), encoding="utf-8")
    process_ = start(folder, "r.jsonl", stdout=subprocess.PIPE)
    assert process_.stdout is not None
    assert process_.stderr is not None
    process_.stdout.readline()
    process_.stdout.close()
    assert process_.stderr.read() == b""
    assert process_.wait(60) == 141


# --- documented


def test_every_exit_code_of_an_error_is_documented() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, OnRecordError)]
    assert {kind.exit_code for kind in kinds} <= EXIT_CODES.keys()
    tree = errors.__doc__ or ""
    for kind in kinds[1:]:
        assert re.search(rf"{kind.__name__} +{kind.exit_code} ", tree)


def test_the_reference_is_what_the_program_says() -> None:
    maker = ROOT / "tools" / "make_command_reference.py"
    assert subprocess.run([sys.executable, maker, "--check"], check=False).returncode == 0


def test_an_unknown_format_is_told_in_plain_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", "-", "--format", "docx"]) == 2
    line = capsys.readouterr().err
    assert "'docx' is not one of 'brief', 'jsonl', 'markdown', 'html' (see onrecord --help)" in line
    assert "rror" not in line
