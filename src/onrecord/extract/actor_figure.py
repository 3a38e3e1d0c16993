"""Actors on the way: what is gathered of each while a report is read, before it is frozen into an `Actor`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from onrecord.lexicon.actor_words import Gender
from onrecord.record import ActorKind, MentionForm, RoleStatus

NameKind = Literal["person", "organization", "country", "people", "place", "seat"]


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands: tokens `[first, last]` of its span and `head`, the last word of the name proper.

    words: the name without article, honorific, possessive and suffix. titled: an honorific or office goes before it.
    """

    first: int
    last: int
    words: tuple[str, ...]
    kind: NameKind
    gender: Gender | None = None
    titled: bool = False
    suffix: str | None = None

    @property
    def key(self) -> str:
        """What two mentions of the same words share."""
        return " ".join(self.words).casefold().replace(".", "").replace("’s", "").replace("'s", "")


class Reference(NamedTuple):
    """A mention on the way: its offsets, the token number of its head, and its form."""

    start: int
    end: int
    head: int
    form: MentionForm


@dataclass(frozen=True, slots=True)
class FoundRole:
    """An office as found; `organization` is a figure, since ids are not yet made."""

    title: str
    office: str  # the lemma of its head noun
    start: int
    end: int
    status: RoleStatus
    country: str | None
    organization: Figure | None


@dataclass(slots=True, eq=False)
class Figure:
    """An actor on the way; two are the same only if they are one object."""

    kind: ActorKind
    name: str
    words: tuple[str, ...] = ()
    gender: Gender | None = None
    plural: bool = False
    country: str | None = None
    sector: str | None = None
    references: list[Reference] = field(default_factory=list)
    roles: list[FoundRole] = field(default_factory=list)

    def refer(self, start: int, end: int, head: int, form: MentionForm) -> None:
        """Add a mention."""
        self.references.append(Reference(start, end, head, form))


@dataclass(slots=True)
class Scene:
    """All figures of a report, and which of them a token belongs to."""

    figures: list[Figure] = field(default_factory=list)
    at: dict[int, Figure] = field(default_factory=dict)  # token number of a mention's head -> its figure

    def add(self, figure: Figure) -> Figure:
        """Take up a new figure."""
        self.figures.append(figure)
        return figure

    @property
    def mentioned(self) -> list[Figure]:
        """The figures that have a mention: a name whose head stands in another's mention gets none ("von IAEA")."""
        return [figure for figure in self.figures if figure.references]

    def refer(self, figure: Figure, start: int, end: int, head: int, form: MentionForm) -> None:
        """Add a mention of a figure, unless the head is already somebody's."""
        if head not in self.at:
            figure.refer(start, end, head, form)
            self.at[head] = figure

    def join(self, figure: Figure, other: Figure) -> None:
        """Give all mentions of one figure to another, which is the same actor."""
        other.references.extend(figure.references)
        for reference in figure.references:
            self.at[reference.head] = other
        other.gender = other.gender or figure.gender
        other.country = other.country or figure.country
        self.figures.remove(figure)
