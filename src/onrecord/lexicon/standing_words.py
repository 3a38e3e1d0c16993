"""Words that bear on the standing of an event: what they make of the word that they govern."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def load_standing_words() -> Mapping[str, Mapping[str, str]]:
    """By lemma, then by frame: the class of the word. The classes and frames are explained in the table."""
    found: dict[str, dict[str, str]] = {}
    text = files(__package__).joinpath("standing_words.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, frames, words = line.split("\t")
        for word in words.split():
            for frame in frames.split(","):
                found.setdefault(word, {}).setdefault(frame, name)
    return found


def class_of(lemma: str, frame: str) -> str | None:
    """The class of a word for what hangs on it by `frame`; None where it says nothing of that."""
    frames = load_standing_words().get(lemma)
    if frames is None:
        return None
    return frames.get(frame)
