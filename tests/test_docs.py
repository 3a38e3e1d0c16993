"""The docs speak of all there is: commands, options, codes, errors, fields and values; and what they show is so."""

from __future__ import annotations

import doctest
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Literal, get_args, get_origin

import pytest
import typer

from onrecord import errors, record
from onrecord.cli import EXIT_CODES
from onrecord.cli.app import app
from onrecord.sources.codes import REFUSALS

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
DOCS = "\n".join(page.read_text("utf-8") for page in PAGES)
FORMAT = (ROOT / "docs" / "record-format.md").read_text("utf-8")
GUIDE = (ROOT / "docs" / "guide.md").read_text("utf-8")
SCHEMA = json.loads((ROOT / "src" / "onrecord" / "record-schema.json").read_text("utf-8"))

ERRORS = [name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)]
VALUES = {name: get_args(alias) for name, alias in vars(record).items() if get_origin(alias) is Literal}
FIELDS = {"Record": list(SCHEMA["properties"])} | {
    name: list(each["properties"]) for name, each in SCHEMA["$defs"].items()
}
SOURCE = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "src").rglob("*.py")))
NOTES = sorted(set(re.findall(r"\bNote\(\s*\"(\w+)\"", SOURCE)))
COMMANDS = {"onrecord": typer.main.get_command(app)} | {
    f"onrecord {name}": command for name, command in vars(typer.main.get_command(app))["commands"].items()
}
OPTIONS = sorted({option for each in COMMANDS.values() for parameter in each.params for option in parameter.opts
                  if option.startswith("-")})  # fmt: skip
# Where a type's fields stand, if not under a heading of its own name.
HEADINGS = {"Span": "Span, Mention", "Mention": "Span, Mention", "TimeExpression": "Time", "EventMention": "Event"}


def section(page: str, heading: str) -> str:
    """What stands under a heading, up to the next of any level."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"no heading {heading!r}"
    return found[1]


def slug(heading: str) -> str:
    """The anchor that a heading gets on the usual hosts."""
    return re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("script", ["make_command_reference.py", "make_record_schema.py", "refresh_docs.py"])
def test_made_pages_are_current(script: str) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / script), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}; run make docs"


@pytest.mark.parametrize("name", ERRORS)
def test_errors_are_documented_with_their_exit_codes(name: str) -> None:
    code = getattr(errors, name).exit_code
    assert re.search(rf"^\| `{name}` \| {code} \|", DOCS, re.MULTILINE)


@pytest.mark.parametrize("code", [str(code) for code in EXIT_CODES] + list(REFUSALS))
def test_exit_codes_and_refusals_are_documented(code: str) -> None:
    assert re.search(rf"^\| `?{code}`? ", DOCS, re.MULTILINE)


def test_notes_are_found_in_the_source() -> None:
    assert {"no_date", "unresolved_speaker"} <= set(NOTES)


@pytest.mark.parametrize("code", NOTES)
def test_notes_are_documented(code: str) -> None:
    assert f"| `{code}` |" in section((ROOT / "docs" / "errors.md").read_text("utf-8"), "Notes")


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_are_documented(command: str) -> None:
    assert f"## `{command}`" in DOCS


@pytest.mark.parametrize("option", OPTIONS)
def test_options_are_documented(option: str) -> None:
    assert re.search(rf"(?<![\w-]){option}(?![\w-])", DOCS)


@pytest.mark.parametrize("name", VALUES)
def test_values_of_records_are_documented(name: str) -> None:
    assert not [value for value in VALUES[name] if f"`{value}`" not in FORMAT]


@pytest.mark.parametrize("name", FIELDS)
def test_fields_of_records_are_documented(name: str) -> None:
    words = section(FORMAT, HEADINGS.get(name, name))
    assert not [field for field in FIELDS[name] if f"`{field}`" not in words]


def test_fields_that_the_docs_name_exist() -> None:
    known = {field for names in FIELDS.values() for field in names}
    named = {
        field for row in re.findall(r"^\| (`[^|]+`) \|", FORMAT, re.MULTILINE) for field in re.findall(r"`(\w+)`", row)
    }
    assert named
    assert named <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\((?!https?:|mailto:)([^)\s]+)", page.read_text("utf-8")):
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), link
        if anchor:
            anchors = [slug(each) for each in re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)]
            assert anchor in anchors, link


def test_every_page_can_be_reached_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert not [page.name for page in PAGES if page.name != "README.md" and page.name not in readme]


def test_targets_of_the_makefile_that_the_docs_name_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)`", DOCS)) | set(re.findall(r"^    make ([a-z-]+)", DOCS, re.MULTILINE))
    assert {"demo", "test"} <= named <= targets


def test_command_lines_that_the_docs_show_have_only_options_that_exist() -> None:
    shown = re.findall(r"^ {4}(?:cat \S+ \| )?(?:\.venv/bin/)?onrecord (.+)$", DOCS, re.MULTILINE)
    assert len(shown) >= 5
    for line in shown:
        assert f"onrecord {line.split()[0]}" in COMMANDS, line
        assert set(re.findall(r"(?<=\s)--?[a-z]+(?:-[a-z]+)*", line)) <= set(OPTIONS), line


def test_examples_of_the_guide_give_what_it_shows() -> None:
    code = "\n".join(re.findall(r"^```python\n(>>> .*?)^```$", GUIDE, re.MULTILINE | re.DOTALL))
    examples = doctest.DocTestParser().get_doctest(code, {}, "guide.md", "docs/guide.md", 0)
    assert len(examples.examples) > 15
    told: list[str] = []
    doctest.DocTestRunner().run(examples, out=told.append)
    assert not told, "".join(told)


def test_example_of_the_readme_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    exec(compile(code, "README.md", "exec"), {})
    assert "Ines Calvo" in capsys.readouterr().out
