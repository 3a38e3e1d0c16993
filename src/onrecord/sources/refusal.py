"""Why a report is refused, as a reader raises it; whoever knows the report's address makes a `Rejected` of it."""

from __future__ import annotations

from onrecord.record import Rejected
from onrecord.sources.names import in_one_line


class RefusalError(Exception):
    """A refusal on its way to the report's address: a code of `codes.REFUSALS` and a detail for a person."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail

    def told(self, source: str, uri: str | None) -> Rejected:
        """The refusal with the report's name in front, in one line whatever a library or a server said."""
        return Rejected(self.code, f"{source}: {in_one_line(self.detail)}", uri)
