"""Whatever the package needs beside its code is part of what is installed."""

from __future__ import annotations

import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "onrecord"


def test_every_data_file_of_the_package_is_installed_with_it() -> None:
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]["*"]
    data = [each for each in PACKAGE.rglob("*") if each.is_file() and each.suffix not in (".py", ".pyc")]
    assert len(data) > 20
    assert not [each.name for each in data if not any(fnmatch(each.name, pattern) for pattern in patterns)]


def test_terms_are_part_of_what_is_installed() -> None:
    licence = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
    notice = (ROOT / "NOTICE").read_text("utf-8")
    for owed in ("GeoNames", "rigour", "all-MiniLM-L6-v2", "PolNeAR", "en_core_web_md"):
        assert owed in notice
