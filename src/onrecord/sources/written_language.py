"""Which language a text is written in, as far as that decides whether it can be read.

By the share of function words (Ingle's short words, as in N. Ingle, "A language identification table", 1976): running
English is 35 to 50 % such words, other languages reach 10 % of the English ones (Dutch "is", "in", "was"). That needs
no model, no memory to speak of and half a millisecond, and what is asked is only "English, or clearly not?".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import NamedTuple

from onrecord.lexicon.function_words import load_written_languages

SAMPLE = 8000  # characters looked at: the shares hardly move after that
# Set on 13,300 English pieces of 200 characters and whole reports, of which none may be told as another language.
ENGLISH_SHARE = 0.20  # from here on a text is English whatever else it holds: foreign names, quoted words, addresses
OTHER_SHARE = 0.11  # Finnish and Turkish news have 12 %, French has 40 %
MIN_WORDS = 20  # fewer tell no language: two foreign names among ten words are no French
SCRIPT_SHARE = 0.5  # of letters outside of Latin script

# A word with what English hangs on it by an apostrophe ("Paul's", "don't"): "s" alone is a word in Czech.
_WORD = re.compile(r"[^\W\d_]+(?:['’](?:[stdm]|ll|re|ve)\b)?")
_SCRIPTS = {
    "CYRILLIC": "a language in Cyrillic script", "ARABIC": "a language in Arabic script", "HEBREW": "Hebrew",
    "GREEK": "Greek", "CJK": "Chinese or Japanese", "HIRAGANA": "Japanese", "KATAKANA": "Japanese", "HANGUL": "Korean",
    "DEVANAGARI": "a language in Devanagari script", "BENGALI": "Bengali", "TAMIL": "Tamil", "THAI": "Thai",
    "GEORGIAN": "Georgian", "ARMENIAN": "Armenian", "ETHIOPIC": "a language in Ethiopic script",
}  # fmt: skip


class WrittenIn(NamedTuple):
    """A language by its BCP 47 tag ("und" where only the script is known) and its name."""

    tag: str
    name: str


def find_written_language(text: str) -> WrittenIn | None:
    """The language that a text is clearly written in, or None where none is clear."""
    sample = text[:SAMPLE]
    words = _WORD.findall(sample.lower())
    if script := _other_script(words):
        return WrittenIn("und", script)
    counts = Counter(words)
    total = sum(counts.values())
    if not total:
        return None
    english, *others = load_written_languages()
    english_share = sum(counts[word] for word in english.words) / total
    other_share, other = max(
        ((sum(counts[word] for word in each.words) / total, each) for each in others),
        key=lambda pair: pair[0],
    )
    if english_share >= ENGLISH_SHARE or (english_share >= OTHER_SHARE and english_share >= other_share):
        return WrittenIn(english.tag, english.name)
    return WrittenIn(other.tag, other.name) if other_share >= OTHER_SHARE and total >= MIN_WORDS else None


def _other_script(words: list[str]) -> str | None:
    """The name of the script that most letters are of, where that is not the Latin one."""
    letters = Counter("".join(words))
    others: Counter[str] = Counter()
    for letter, count in letters.items():
        if letter > "\u024f":
            others[unicodedata.name(letter, "?").split(" ", 1)[0].split("-", 1)[0]] += count
    del others["LATIN"]
    if sum(others.values()) <= SCRIPT_SHARE * sum(letters.values()) or not letters:
        return None
    script = others.most_common(1)[0][0]
    return _SCRIPTS.get(script, "a language that is not in Latin script")
