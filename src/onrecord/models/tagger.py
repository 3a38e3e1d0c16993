"""The trained statement tagger: the sole importer of the inference runtime and of the sub-word tokenizer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from onrecord.errors import ModelError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

FOLDER = Path(__file__).parent / "statements"


@dataclass(frozen=True, slots=True)
class Scores:
    """What the encoder says of one window.

    tags: [length, 7] probabilities of the parts of statements; token_side, cue_side: the two sides of the role head;
    events: [length, 19] the probability that a sub-word is an event word, its factuality from -3 to 3, and the
    probabilities of its types (none, then PLOVER's sixteen in the order of `lexicon.events.TYPES`).
    """

    tags: Floats
    token_side: Floats
    cue_side: Floats
    events: Floats


class Tagger:
    """Loaded weights. Reading is on one thread: several reports are read on several processes."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        try:
            self._tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            with np.load(folder / "heads.npz") as arrays:
                self._heads: dict[str, Floats] = {name: arrays[name] for name in arrays.files}
            settings = onnxruntime.SessionOptions()
            settings.intra_op_num_threads = 1
            settings.inter_op_num_threads = 1
            self._session: InferenceSession = onnxruntime.InferenceSession(
                str(folder / "encoder.onnx"),
                settings,
                providers=["CPUExecutionProvider"],
                # Measured on one core: the fused kernel costs a quarter of the encoder's whole time.
                disabled_optimizers=["SkipLayerNormFusion"],
            )
            card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
            self.name: str = f"{card['name']} {card['version']}"
        except Exception as problem:  # the runtime and the tokenizer raise classes of their own
            raise ModelError(
                f"the statement tagger's weights in {folder} cannot be loaded ({problem}); install onrecord again"
            ) from problem
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.start_id = self._id("[CLS]")
        self.separator_id = self._id("[SEP]")

    def _id(self, special: str) -> int:
        found: int | None = self._tokenizer.token_to_id(special)
        if found is None:
            raise ModelError(f"the statement tagger's tokenizer lacks {special}; install onrecord again")
        return found

    def subwords(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """The ids of a text's sub-words, and their offsets in it."""
        found = self._tokenizer.encode(text, add_special_tokens=False)
        return found.ids, found.offsets

    def score(self, ids: Ints, features: Ints) -> Scores:
        """Run the encoder over one window: [length] ids and [length, 5] features."""
        tags, tokens, cues, *rest = self._session.run(None, {"ids": ids[None], "features": features[None]})
        events = _event_scores(rest[0][0]) if rest else np.full((len(ids), 19), np.nan, np.float32)
        return Scores(_softmax(tags[0]), tokens[0], cues[0], events)

    def roles(self, scores: Scores, cue: tuple[int, int], distance: Ints, cue_branch: Ints, own_branch: Ints) -> Floats:
        """Probabilities [length, 3] that a token is outside of, the source of, or in the content of a cue's statement.

        `cue` is a range of positions; the three others say how each token lies to it.
        """
        heads = self._heads
        mixed = scores.token_side + scores.cue_side[cue[0] : cue[1]].mean(axis=0)
        mixed += heads["distance"][distance]
        mixed += heads["cue_branch"][cue_branch]
        mixed += heads["own_branch"][own_branch]
        np.maximum(mixed, 0, out=mixed)
        return _softmax(mixed @ heads["roles"].T + heads["roles_bias"])


def _softmax(scores: Floats) -> Floats:
    grown = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = grown / grown.sum(axis=-1, keepdims=True)
    return shares


def _event_scores(raw: Floats) -> Floats:
    """The event heads' outputs as probabilities and a bounded value."""
    scores = np.empty_like(raw)
    scores[:, 0] = 1 / (1 + np.exp(-raw[:, 0]))
    scores[:, 1] = np.clip(raw[:, 1], -3, 3)
    scores[:, 2:] = _softmax(raw[:, 2:])
    return scores


@lru_cache(maxsize=1)
def load_tagger(folder: Path = FOLDER) -> Tagger:
    """The shipped tagger, loaded once a process; raises ModelError where its files are missing or broken."""
    return Tagger(folder)
