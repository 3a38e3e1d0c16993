"""What became of each report, and of all together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Outcome: TypeAlias = Literal["saved", "revised", "reread", "unchanged", "rejected"]
Outdated: TypeAlias = Literal["version", "options"]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one report; it is told only once it is kept.

    code, detail: why it was rejected. outdated: it is known, but its reading was made by another `version`, or with
    `options` other than those that were chosen now.
    """

    outcome: Outcome
    uri: str | None
    document_id: str | None = None
    title: str | None = None
    code: str | None = None
    detail: str | None = None
    outdated: Outdated | None = None


Tell: TypeAlias = Callable[[Result], None]


@dataclass(slots=True)
class Summary:
    """What became of the reports of one run.

    saved: new ones; revised: another text at a known address; unchanged: known already; reread: read again; rejected:
    by code. first: the first of each outcome, and of each code of refusal. outdated: of the unchanged, how many were
    read by another `version`, or with other `options` than were chosen now. interrupted: whether Ctrl-C ended it.
    """

    saved: int = 0
    revised: int = 0
    unchanged: int = 0
    reread: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    first: dict[str, Result] = field(default_factory=dict)
    outdated: Counter[str] = field(default_factory=Counter)
    interrupted: bool = False

    @property
    def total(self) -> int:
        """How many reports there were."""
        return self.saved + self.revised + self.unchanged + self.reread + self.rejected.total()

    def count(self, result: Result) -> None:
        """Add what became of one more report."""
        if result.code is not None and result.outcome == "rejected":
            self.rejected[result.code] += 1
        else:
            setattr(self, result.outcome, getattr(self, result.outcome) + 1)
        if result.outdated is not None:
            self.outdated[result.outdated] += 1
        self.first.setdefault(result.code if result.outcome == "rejected" and result.code else result.outcome, result)

    def counts(self) -> dict[str, int]:
        """The counts that the database keeps of a run."""
        return {
            "saved": self.saved, "revised": self.revised + self.reread, "unchanged": self.unchanged,
            "rejected": self.rejected.total(),
        }  # fmt: skip
