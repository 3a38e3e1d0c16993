"""Names brought to one spelling for comparison: small letters, no accents, single spaces, no punctuation."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart into a base and a mark.
_WHOLE_LETTERS = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n",
    "’": "", "'": "", "ʼ": "", "ʻ": "", "`": "", ".": "",
})  # fmt: skip

# No name is longer, and PostgreSQL's indexes hold no long ones.
LONGEST = 300


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """What names are compared by: "Volodymyr  ZELENSKÝ" and "volodymyr zelensky" have the same.

    A name without a letter or digit keeps its own signs, so that no two of them are taken for one. A key has at most
    300 characters.
    """
    # Twice, for taking apart may give capitals ("℃"), and casefolding may join.
    folded = unicodedata.normalize("NFKD", name).casefold()
    plain = unicodedata.normalize("NFKD", folded).translate(_WHOLE_LETTERS)
    kept = "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return (" ".join(kept.split()) or name.strip())[:LONGEST].rstrip()
