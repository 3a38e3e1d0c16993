"""A mention of an event whose actors are known, ready to be joined with the others of the same event."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.event_draft import EventDraft
from onrecord.record import Factuality, Participation, Span, When, Where


@dataclass(frozen=True, slots=True)
class EventMentionDraft:
    """One mention with all that its own sentence tells of it.

    type, mode: PLOVER's, None for an event outside of it; roles: who takes part, as actors; reported_in: the statement
    that tells of it, None where the report itself does.
    """

    draft: EventDraft
    sentence: int
    type: str | None
    mode: str | None
    roles: tuple[Participation, ...]
    topic: tuple[Span, ...]
    when: When | None
    where: Where | None
    factuality: Factuality
    reported_in: str | None

    @property
    def actors(self) -> frozenset[str]:
        """The ids of those who take part."""
        return frozenset(role.actor for role in self.roles)
