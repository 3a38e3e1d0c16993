"""Names of files as they are told and kept: in one line, in characters that every output can hold."""

from __future__ import annotations

import re
from pathlib import Path

# Controls, Unicode's two marks that break lines, and halves of characters (so Python spells a name's stray bytes).
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

_LOGIN = re.compile(r"^(\s*[a-z]+://)[^/?#]*@", re.IGNORECASE)


def shown(name: str | Path) -> str:
    r"""A name or message with what cannot be seen written out: a line's end as \n, the stray byte E9 as \xe9."""
    return _UNSEEN.sub(_written_out, str(name))


def shown_url(url: str) -> str:
    """An address as `shown`, without the name and password that some put in: it is refused, and they are not told."""
    return shown(_LOGIN.sub(r"\1", url))


def _written_out(found: re.Match[str]) -> str:
    code = ord(found[0])
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return found[0].encode("unicode_escape").decode("ascii")
