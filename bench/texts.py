"""The texts that are read: the shipped samples, or the development reports where ONRECORD_EVAL names their folder."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1] / "src" / "onrecord" / "samples"


def load_texts() -> tuple[str, ...]:
    """Whole reports, as they are. Raises SystemExit where there are none."""
    folder = os.environ.get("ONRECORD_EVAL")
    if folder:
        lines = (Path(folder) / "statements" / "dev.jsonl").read_text("utf-8").splitlines()
        return tuple(json.loads(line)["text"] for line in lines)
    texts = tuple(path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt")))
    if not texts:
        raise SystemExit("no texts: the samples are missing, and ONRECORD_EVAL is not set")
    return texts


def many(texts: Sequence[str], count: int) -> list[str]:
    """So many reports; each differs from its copies by a last line, so that nothing can be kept for the next."""
    return [f"{text}\n\nEdition {number}." for number, text in enumerate(islice(cycle(texts), count))]


def one_of(texts: Sequence[str], words: int) -> str:
    """One report of about so many words, put together from paragraphs."""
    taken: list[str] = []
    for paragraph in cycle(part for text in texts for part in text.split("\n\n")):
        taken.append(paragraph)
        words -= len(paragraph.split())
        if words <= 0:
            return "\n\n".join(taken)
    raise SystemExit("the texts are empty")
