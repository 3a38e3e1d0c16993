"""Prints the table that the tagger's thresholds are chosen from.

    python tools/tune_tagger.py DEV.jsonl SCORER.py [--weights FOLDER]

Each threshold is varied alone around the present ones; figures are those of the statements' scorer. The drafts are
scored as the tagger leaves them, before quotation marks and rules.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from onrecord.extract.draft import Offsets
from onrecord.extract.paragraphs import find_paragraphs
from onrecord.extract.tagging import THRESHOLDS, ScoredWindow, Thresholds, read_drafts, score_windows
from onrecord.ids import document_id, text_hash
from onrecord.language import parse_text
from onrecord.models.tagger import FOLDER, Tagger
from onrecord.record import Document

STEPS = {
    "cue": (0.3, 0.35, 0.4, 0.45, 0.5),
    "content": (0.35, 0.4, 0.45, 0.5, 0.55),
    "source": (0.2, 0.25, 0.3, 0.4, 0.5),
    "role_weight": (0.4, 0.6, 0.8, 1.0),
    "quoted": (0.4, 0.5, 0.6),
    "statement": (0.0, 0.5, 0.55, 0.6, 0.65, 0.7),
    "gap": (0, 1, 2, 3),
}


def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module."""
    found = importlib.util.spec_from_file_location("scorer", path)
    if found is None or found.loader is None:
        raise SystemExit(f"{path}: not a Python file")
    module = importlib.util.module_from_spec(found)
    import sys

    sys.modules["scorer"] = module
    found.loader.exec_module(module)
    return module


def record(document: Document, windows: Sequence[ScoredWindow], thresholds: Thresholds) -> dict[str, object]:
    """A record with nothing but what the scorer reads."""

    def span(offsets: Offsets | None) -> dict[str, object] | None:
        if offsets is None:
            return None
        return {"start": offsets[0], "end": offsets[1], "quote": document.text[slice(*offsets)]}

    statements = [
        {"cue": span(d.cue), "speaker_span": span(d.source), "content": [span(c) for c in d.content], "manner": ""}
        for window in windows
        for d in read_drafts(window, thresholds)
    ]
    return {"document": {"uri": document.uri, "text": document.text}, "statements": statements}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dev", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--weights", type=Path, default=FOLDER)
    options = parser.parse_args()
    scorer = load_scorer(options.scorer)
    tagger = Tagger(options.weights)
    gold = [json.loads(line) for line in options.dev.read_text(encoding="utf-8").splitlines()]
    scored = []
    for line in gold:
        text = line["text"]
        document = Document(document_id(line["uri"], None, text), line["uri"], "text/plain", None, None, None, None,
                            None, "en", text, text_hash(text))  # fmt: skip
        scored.append((document, score_windows(document, parse_text(document, find_paragraphs(text)), tagger)))

    def row(thresholds: Thresholds) -> Iterator[str]:
        result = scorer.score(gold, [record(d, w, thresholds) for d, w in scored])
        for values in (*result["overall"].values(), result["joint"]):
            yield f"{100 * values['f1']:.1f}"
        yield f"{100 * result['recall']['speech, indirect']['recall']:.1f}"
        yield f"{100 * result['matched']['speaker_overlap']:.1f}"

    print("F1 at 0.3, 0.5, 0.8, joint F1, recall of indirect speech, speaker's head")
    print("as it is", *row(THRESHOLDS), flush=True)
    for name, values in STEPS.items():
        for value in values:
            print(f"{name} {value}", *row(replace(THRESHOLDS, **{name: value})), flush=True)


if __name__ == "__main__":
    main()
