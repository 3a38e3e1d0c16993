"""The locks: exact, with hashes, without addresses, and in step with pyproject.toml."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
RUNTIME, DEVELOPMENT = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
ENTRY = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>\S+)(?: ; .+?)? \\"
    r"(?P<hashes>(?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)+)\n"
)
BOTH = pytest.mark.parametrize("lock", [RUNTIME, DEVELOPMENT], ids=lambda path: path.name)


def locked(lock: Path) -> dict[str, str]:
    """Each package's version."""
    return {match["name"]: match["version"] for match in ENTRY.finditer(lock.read_text("utf-8"))}


@BOTH
def test_lock_holds_nothing_but_versions_with_hashes(lock: Path) -> None:
    rest = [line for line in ENTRY.sub("", lock.read_text("utf-8")).splitlines() if line and not line.startswith("# ")]
    assert not rest
    assert len(locked(lock)) > 20


@BOTH
def test_lock_names_no_address(lock: Path) -> None:
    assert not re.search(
        r"https?:|://|--index|--find-links|--extra-index|@ |file:|\.org|\.com", lock.read_text("utf-8")
    )


def test_both_locks_agree() -> None:
    assert locked(RUNTIME).items() <= locked(DEVELOPMENT).items()


def test_all_that_the_package_asks_for_is_locked_and_fits() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for lock, wanted in ((RUNTIME, project["dependencies"]), (DEVELOPMENT, project["optional-dependencies"]["dev"])):
        for each in map(Requirement, wanted):
            assert each.specifier.contains(locked(lock)[canonicalize_name(each.name)]), each


def test_what_is_installed_is_what_is_locked() -> None:
    assert {name: version(name) for name in locked(RUNTIME)} == locked(RUNTIME)


def test_what_trains_is_pinned() -> None:
    lines = (ROOT / "requirements-train.txt").read_text("utf-8").splitlines()
    wanted = [Requirement(line) for line in lines if line and not line.startswith("#")]
    assert wanted
    assert not [each.name for each in wanted if [part.operator for part in each.specifier] != ["=="]]


def test_training_stays_out() -> None:
    assert not {"torch", "transformers", "sentence-transformers", "onnx"} & locked(DEVELOPMENT).keys()
