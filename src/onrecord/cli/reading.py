"""What `onrecord read` does: reports in, records out, and what became of them told at the end."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from onrecord.cli.output import FORMS, open_output
from onrecord.cli.progress import Progress
from onrecord.errors import UsageError
from onrecord.fanout import map_items
from onrecord.options import Options
from onrecord.record import Rejected
from onrecord.sources import STDIN, SourceOptions, read_items

NONE_READ, SOME_REJECTED, ALL_READ = 3, 1, 0
INTERRUPTED = 130
OUTPUT_CLOSED = 141


def read_reports(
    paths: Sequence[str],
    options: Options,
    form: str,
    output: str | None,
    jobs: int,
    *,
    quiet: bool,
    all_events: bool = False,
) -> int:
    """Read the reports at paths and write them in a format; returns the exit code."""
    if not paths:
        if sys.stdin.isatty():
            raise UsageError("nothing to read: give files or folders, or - to read from the keyboard")
        paths = [STDIN]
    if output and any(path != STDIN and _same_file(path, output) for path in paths):
        raise UsageError(f"{output} is one of the reports; write to another file")
    read = 0
    refused: Counter[str] = Counter()
    try:
        with (
            open_output(output, FORMS[form], all_events=all_events) as write,
            Progress(shown=not quiet) as progress,
            closing(map_items(read_items(paths, SourceOptions(fetch=False)), options, jobs)) as results,
        ):
            for result in results:
                rejected = isinstance(result, Rejected)
                progress.count(rejected=rejected)
                if isinstance(result, Rejected):
                    refused[result.code] += 1
                    progress.clear()
                    _tell(f"rejected: {_detail(result)} [{result.code}]")
                else:
                    if output is None:
                        progress.clear()
                    write(result)
                    read += 1
    except KeyboardInterrupt:
        kept = f"; their records are in {output}" if output and read else ""
        _tell(f"interrupted after {read} {_reports(read)}{kept}")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read the output has enough. Python would complain once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OUTPUT_CLOSED
    if refused and (read or refused.total() > 1) and not quiet:
        codes = ", ".join(f"{count} {code}" for code, count in refused.most_common())
        _tell(f"{read} {_reports(read)} read, {refused.total()} rejected ({codes})")
    if refused:
        return SOME_REJECTED if read else NONE_READ
    return ALL_READ


def _detail(refused: Rejected) -> str:
    """The reason, with the report's name where the reason does not hold it."""
    return refused.detail if not refused.uri or refused.uri in refused.detail else f"{refused.uri}: {refused.detail}"


def _reports(number: int) -> str:
    return "report" if number == 1 else "reports"


def _same_file(path: str, other: str) -> bool:
    try:
        return Path(path).samefile(other) and not Path(other).is_dir()
    except (OSError, ValueError):
        return False


def _tell(message: str) -> None:
    print(f"onrecord: {message}", file=sys.stderr, flush=True)  # noqa: T201
