"""The page on exports says all of it, and is the one that its maker makes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.export.polecat import COLUMNS
from onrecord.export.request import FORMS
from onrecord.export.tables import TABLES, Flat

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "export.md").read_text("utf-8")


def test_the_page_is_current() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "make_export_page.py"), "--check"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_and_column_is_described(table: Flat) -> None:
    assert table.meaning
    section = PAGE.split(f"### {table.name}\n")[1].split("\n### ")[0]
    for column in table.columns:
        assert column.meaning not in ("", "None"), column
        assert f"| `{column.name}` | {column.kind} |" in section


def test_every_format_and_column_of_polecat_is_described() -> None:
    assert not [form for form in FORMS if f"| `{form}` |" not in PAGE]
    assert not [name for name in COLUMNS if f"| `{name}` |" not in PAGE]
