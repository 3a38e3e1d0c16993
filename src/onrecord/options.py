"""All that can be chosen about a reading, built once at the edge and passed down unchanged."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date, datetime

from onrecord.errors import UsageError
from onrecord.ids import content_hash

DEFAULT_MODEL = "en_core_web_md"

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?([+-]\d{2}:?\d{2}|Z)?", re.ASCII)
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Options:
    """How reports are read. Made only with values that make sense; raises UsageError else.

    model: name of the English spaCy pipeline; the default comes with the package.
    published, publisher, language: override what a document says of itself; dates ISO 8601, languages BCP 47.
    tagger: whether the trained statement tagger runs; without it rules over the parse find some statements only, and
        a note says so.
    """

    model: str = DEFAULT_MODEL
    published: str | None = None
    publisher: str | None = None
    language: str | None = None
    tagger: bool = True

    def __post_init__(self) -> None:
        if self.published is not None:
            object.__setattr__(self, "published", resolve_published(self.published))
        if self.language is not None:
            object.__setattr__(self, "language", resolve_language_tag(self.language))
        if self.publisher is not None:
            object.__setattr__(self, "publisher", self.publisher.strip() or None)

    @property
    def hash(self) -> str:
        """Sixteen hex digits that change with any option that can change a record."""
        return content_hash(asdict(self))[:16]


def resolve_published(given: str) -> str:
    """A date "2024-12-18", or a timestamp "2024-12-18T09:30:00+01:00", in ISO 8601's own spelling.

    A timestamp without an offset keeps its date alone: nobody knows which hour it means. Raises UsageError.
    """
    text = given.strip()
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text).isoformat()
        if _INSTANT.fullmatch(text):
            instant = datetime.fromisoformat(text)
            return instant.isoformat() if instant.tzinfo else instant.date().isoformat()
    except ValueError as problem:
        raise UsageError(f"{given!r} is no date ({problem}); write it as 2024-12-18") from problem
    raise UsageError(f"{given!r} is no date; write it as 2024-12-18, or 2024-12-18T09:30:00+01:00")


def resolve_language_tag(given: str) -> str:
    """A BCP 47 tag with its language in small letters. Raises UsageError."""
    if not _TAG.fullmatch(given):
        raise UsageError(f"{given!r} is no language tag; write it as en or en-GB")
    language, *rest = given.split("-")
    return "-".join([language.lower(), *rest])
