"""The page on the schema says all of it, and is the one that its maker makes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Table

from onrecord.store import schema

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "schema.md").read_text("utf-8")


def test_the_page_is_current() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "make_schema_page.py"), "--check"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"


@pytest.mark.parametrize("table", schema.metadata.tables.values(), ids=str)
def test_every_table_and_column_is_described(table: Table) -> None:
    assert table.comment
    assert f"### {table.name}\n" in PAGE
    section = PAGE.split(f"### {table.name}\n")[1].split("\n### ")[0]
    for column in table.columns:
        assert column.doc, column
        assert f"| `{column.name}` |" in section
