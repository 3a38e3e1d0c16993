"""What models say of texts that they were not trained on, kept so that the gate can read those texts honestly.

    python tools/held_out.py TEXTS.jsonl OUT.npz --folds N K=MODEL_FOLDER [K=MODEL_FOLDER ...]

MODEL_FOLDER is an exported model that was trained without part K of N (tools/train_events.py --held-out K). Kept are,
for each window of sub-words, a hash of it and the outputs of the event heads in eight bits; no text. `HeldOutTagger`
then stands in for the shipped model: statements are read by that one, event words by the model that has not seen them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from onrecord.extract.furniture import find_furniture
from onrecord.extract.paragraphs import find_paragraphs
from onrecord.extract.tagging import score_windows
from onrecord.ids import document_id, text_hash
from onrecord.language import parse_text
from onrecord.models.tagger import FOLDER, Floats, Ints, Scores, Tagger
from onrecord.record import Document
from training.event_data import folds_of

STEPS = np.array([255, 40, *[255] * 17], np.float32)  # eight-bit steps in a unit of each output


class HeldOutTagger(Tagger):
    """The shipped model, whose event heads are those of models that have not seen the texts."""

    def __init__(self, kept: Path) -> None:
        super().__init__(FOLDER)
        with np.load(kept) as arrays:
            bounds = zip(arrays["offsets"][:-1], arrays["offsets"][1:], strict=True)
            outputs = arrays["outputs"].astype(np.float32)
            self._kept = {int(key): outputs[a:b] for key, (a, b) in zip(arrays["keys"], bounds, strict=True)}

    def score(self, ids: Ints, features: Ints) -> Scores:
        """As the shipped model, but for events. Raises KeyError for a window that is not among those kept."""
        events: Floats = self._kept[window_key(ids)] / STEPS
        events[:, 1] -= 3
        return replace(super().score(ids, features), events=events)


def window_key(ids: Ints) -> int:
    """What a window of sub-words is known by."""
    return int.from_bytes(hashlib.sha256(ids.astype(np.int64).tobytes()).digest()[:7], "big")


def uris_of(kept: Path) -> frozenset[str]:
    """The texts that were held out."""
    with np.load(kept) as arrays:
        return frozenset(str(uri) for uri in arrays["uris"])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--folds", type=int, required=True)
    parser.add_argument("models", nargs="+")
    options = parser.parse_args()
    models = {int(k): Tagger(Path(folder)) for k, folder in (each.split("=", 1) for each in options.models)}
    folds = folds_of(options.texts, options.folds)
    keys, sizes, outputs, uris = [], [0], [], []
    for line in options.texts.read_text("utf-8").splitlines():
        row = json.loads(line)
        uri, text = row["uri"], row["text"]
        if folds[uri] not in models:
            continue
        document = Document(document_id(uri, None, text), uri, "text/plain", None, None, None, None, None, "en", text,
                            text_hash(text))  # fmt: skip
        uris.append(uri)
        parse = parse_text(document, find_furniture(document, find_paragraphs(text)).running)  # as the pipeline has it
        for scored in score_windows(document, parse, models[folds[uri]]):
            key = window_key(scored.window.ids)
            if key not in keys:
                events = scored.scores.events + np.array([0, 3, *[0] * 17], np.float32)
                keys.append(key)
                outputs.append(np.round(events * STEPS).astype(np.uint8))
                sizes.append(len(events))
    np.savez_compressed(
        options.out, uris=np.array(uris), keys=np.array(keys, np.uint64), offsets=np.cumsum(sizes),
        outputs=np.concatenate(outputs),
    )  # fmt: skip
    print(f"{len(uris)} texts, {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
