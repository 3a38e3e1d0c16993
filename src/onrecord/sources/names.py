"""Names and messages as they are told and kept: in one line, in characters that every output can hold."""

from __future__ import annotations

import re
from pathlib import Path

# Controls, Unicode's two marks that break lines, and halves of characters (so Python spells a name's stray bytes).
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LOGIN = re.compile(r"^(\s*[a-z]+://)[^/?#]*@", re.IGNORECASE)


def shown(name: str | Path) -> str:
    """A name with what cannot be seen written as addresses write it: a line's end as %0A, the stray byte E9 as %E9."""
    return _UNSEEN.sub(_percent, str(name))


def shown_url(url: str) -> str:
    """An address as `shown`, without the name and password that some put in: it is refused, and they are not told."""
    return shown(_LOGIN.sub(r"\1", url))


def in_one_line(message: object) -> str:
    """What a library or a server says, without line ends and controls."""
    return _UNSEEN.sub(" ", str(message))


def _percent(found: re.Match[str]) -> str:
    code = ord(found[0])
    data = bytes([code - 0xDC00]) if 0xDC80 <= code <= 0xDCFF else found[0].encode("utf-8", "surrogatepass")
    return "".join(f"%{byte:02X}" for byte in data)
