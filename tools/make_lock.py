"""Writes requirements.lock and requirements-dev.lock: exact versions with the hashes of all their files.

    python tools/make_lock.py [--upgrade]

Without --upgrade what is locked stays as it is, as long as it fits pyproject.toml. The first lock is what reading
reports needs; the second adds what the checks need, with the same versions. Settings of this machine that add other
places to find packages are put aside, since files from there can differ from the published ones.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HEADING = "# Made by `make lock` from pyproject.toml.\n"
COMMAND = (
    sys.executable, "-m", "piptools", "compile", "--quiet", "--generate-hashes", "--allow-unsafe", "--strip-extras",
    "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host",
    "--no-emit-options", "--pip-args=--only-binary=:all:",
)  # fmt: skip
LOCKS = (
    ("requirements-dev.lock", ("--extra", "dev")),
    ("requirements.lock", ("--constraint", "requirements-dev.lock")),
)


def make_lock(name: str, options: tuple[str, ...]) -> None:
    """One lock file, at the root."""
    environment = {key: value for key, value in os.environ.items() if key not in {"PIP_FIND_LINKS", "PIP_INDEX_URL"}}
    target = ROOT / name
    subprocess.run(
        [*COMMAND, *options, "--output-file", name, "pyproject.toml"],
        cwd=ROOT,
        env=environment | {"PIP_CONFIG_FILE": os.devnull},
        check=True,
    )
    packages = [line for line in target.read_text("utf-8").splitlines(keepends=True) if not line.startswith("#")]
    target.write_text(HEADING + "".join(packages).strip() + "\n", "utf-8")
    print(f"{name}: {sum('==' in line for line in target.read_text('utf-8').splitlines())} packages")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    upgrade = ("--upgrade",) if parser.parse_args().upgrade else ()
    for name, options in LOCKS:
        make_lock(name, options + upgrade)


if __name__ == "__main__":
    main()
