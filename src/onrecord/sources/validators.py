"""What a server gave to tell by, next time, whether a document has changed."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import NamedTuple


class Validator(NamedTuple):
    """The `ETag` and `Last-Modified` of an answer, as they were given."""

    etag: str | None
    last_modified: str | None


# By URL. Looked up before a document is fetched; set once all reports that came of it were handed out.
Validators = MutableMapping[str, Validator]
