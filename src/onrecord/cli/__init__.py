"""The command line. This module holds its single error handler; the commands are in `app`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import cast

from onrecord.errors import OnRecordError

EXIT_CODES = {
    0: "Every report was read, or known already; nothing was wrong.",
    1: "Some reports were rejected, the others were read; `check` found something wrong.",
    2: "The call is wrong: an unknown option or format, a date that is none. Nothing was read.",
    3: "No report could be read; a file to import does not fit.",
    4: "The language model is missing or does not fit.",
    5: "The output cannot be written.",
    6: "A reading process died.",
    7: "The database cannot be used: locked, full, damaged, of a newer schema. What was told as saved is kept.",
    70: "An internal error; please report it.",
    130: "Interrupted with Ctrl-C; what was written is kept, in whole records. The same command goes on.",
    141: "The program that took the output closed it.",
}


def main() -> None:
    """The `onrecord` command."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command line, tell what went wrong in one line on standard error, and return the exit code."""
    import typer

    from onrecord.cli.app import app

    # Typer carries its own copy of click from some version on: the base of its errors is reached through one of them.
    call_errors = cast(tuple[type[Exception], ...], typer.BadParameter.__mro__[1:3])
    try:
        return app(list(arguments), prog_name="onrecord", standalone_mode=False) or 0
    except OnRecordError as problem:
        return _tell(str(problem), problem.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _tell("interrupted", 130)
    except typer.Exit as ended:
        return ended.exit_code
    except call_errors as problem:
        message = str(getattr(problem, "format_message", problem.__str__)())
        # Some versions of the library name their own class within the sentence.
        return _tell(f"{message.replace('Value error, ', '').rstrip('.')} (see onrecord --help)", 2)


def _tell(message: str, code: int) -> int:
    print(f"onrecord: {message}", file=sys.stderr)  # noqa: T201
    return code
