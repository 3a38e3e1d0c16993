"""Start-up: what only tells about the program imports nothing heavy."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = {"spacy", "thinc", "numpy", "onnxruntime", "tokenizers", "trafilatura", "lxml", "pypdf", "rich", "torch"}


def modules_after(code: str) -> set[str]:
    """The top-level modules that are loaded once `code` has run in a fresh interpreter."""
    told = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*{{name.split('.')[0] for name in sys.modules}})"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(told.stdout.split())


@pytest.mark.parametrize("argument", ["--help", "--version", "read --help", "read --format xml"])
def test_help_and_version_import_nothing_heavy(argument: str) -> None:
    loaded = modules_after(f"from onrecord.cli import run; run({argument.split()!r})")
    assert "typer" in loaded
    assert not loaded & HEAVY


def test_importing_the_package_is_light() -> None:
    loaded = modules_after("import onrecord; onrecord.Options(published='2025-03-04'); onrecord.Record")
    assert "onrecord" in loaded
    assert not loaded & {*HEAVY, "typer"}


def test_reading_json_lines_and_text_needs_no_reader_of_pages_or_pdf() -> None:
    loaded = modules_after("from onrecord.sources import read_items; list(read_items([__import__('os').devnull]))")
    assert not loaded & {"trafilatura", "lxml", "pypdf", "spacy"}
