"""Brings a checkpoint back towards the weights that it started from, and fits the event heads to it anew.

    python tools/refit_events.py EVAL_FOLDER CHECKPOINT OUT [--start FOLDER] [--share X] [--labels FILE]
        [--folds N --held-out K ...]

Training on events moves the encoder away from what reads statements best. A mean of both encoders (a share X of the one
that training started from) reads statements nearly as well as that one; the event heads, which are small, are then
trained on the mean encoder as it stands. (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models".)

With --labels (tools/training/type_labels.jsonl, in articles of statements/train.jsonl) types are learnt from words
labelled by reading as well: they alone tell, within whole reports, which words are of no type. With --held-out one
checkpoint is written for each K, OUT with K before its suffix, fitted without the texts of part K.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from train_events import NEW, arrays, base_folder, event_loss
from training import event_data
from training.data import IGNORE, load_tokenizer
from training.event_data import EventExample, EventText, Reader
from training.network import Tagger
from training.shipped import load_shipped

SHARE = 0.3
EPOCHS, RATE, SUBWORDS = 10, 1e-3, 4096
LAST_RATE = 0.02
JUDGED_TIMES = 2  # how often an epoch sees what was labelled by reading


def mean_of(old: dict[str, Tensor], new: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """All weights between two networks but those of the event heads, which are the new one's."""
    kept = [name for name, value in new.items() if not name.startswith(NEW) and value.is_floating_point()]
    return new | {name: share * old[name] + (1 - share) * new[name] for name in kept}


States = list[tuple[EventText, Tensor, EventExample]]


def read_texts(data: Path, reader: Reader, labels: Path | None) -> Iterator[EventText]:
    """All texts with labelled events."""
    times, events = data / "times", data / "events"
    for texts in reader.factuality(
        data / "factuality" / "uw.jsonl", [times / "timebank.jsonl", times / "aquaint.jsonl"]
    ):
        yield from texts
    yield from reader.political(events / "plv_train.jsonl")
    yield from reader.attacks(events / "wikievents.jsonl")
    if labels is not None:
        yield from reader.judged(labels, data / "statements" / "train.jsonl")


def times(text: EventText) -> int:
    """How often an epoch sees a text: those labelled by reading are few, and tell most."""
    return JUDGED_TIMES if text.judged else 1


def encode_texts(model: Tagger, texts: Iterable[EventText], tokenizer: Tokenizer, shuffler: random.Random) -> States:
    """What the encoder makes of each labelled sub-word, window by window."""
    items = [(text, e) for text in texts for e in event_data.examples(text, tokenizer)]
    of = {id(e): text for text, e in items}
    states: States = []
    for batch in event_data.batches([e for _, e in items], SUBWORDS, shuffler):
        with torch.inference_mode():
            hidden = model.hidden(*arrays(batch))
        for n, e in enumerate(batch):
            at = np.flatnonzero((e.words != IGNORE) | (e.kinds != IGNORE))
            kept = EventExample(e.ids[at], e.features[at], e.words[at], e.values[at], e.kinds[at])
            states.append((of[id(e)], hidden[n, at].clone(), kept))
    return states


def fit_heads(model: Tagger, states: States, shuffler: random.Random) -> None:
    """Train the event heads on states of the encoder."""
    heads = [p for name, p in model.named_parameters() if name.startswith(NEW)]
    optimizer = torch.optim.AdamW(heads, lr=RATE, weight_decay=0.01)
    model.train()
    for epoch in range(EPOCHS):
        shuffler.shuffle(states)
        total = 0.0
        steps = range(0, len(states), 48)
        for at in steps:
            for group in optimizer.param_groups:
                group["lr"] = RATE * max(LAST_RATE, 1 - (epoch + at / len(states)) / EPOCHS)
            part = states[at : at + 48]
            length = max(len(h) for _, h, _ in part)
            hidden = torch.zeros(len(part), length, part[0][1].shape[1])
            for n, (_, h, _) in enumerate(part):
                hidden[n, : len(h)] = h
            loss = event_loss(model.event_scores(model.drop(hidden)), [e for *_, e in part])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += float(loss.item())
        print("epoch", epoch, round(total / len(steps), 4), flush=True)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, default=Path("src/onrecord/models/statements"))
    parser.add_argument("--share", type=float, default=SHARE)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--held-out", type=int, nargs="*", default=[])
    parser.add_argument("--labels", type=Path, help="words labelled by reading with their type")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(2)
    shuffler = random.Random(options.seed)
    base = base_folder()
    tokenizer = load_tokenizer(base)
    texts = list(read_texts(options.data, Reader(tokenizer, options.folds), options.labels))
    model = Tagger(base)
    load_shipped(model, options.start)
    old = {name: value.clone() for name, value in model.state_dict().items()}
    fitted = mean_of(old, torch.load(options.checkpoint), options.share)
    model.load_state_dict(fitted)
    model.eval()
    states = encode_texts(model, texts, tokenizer, shuffler)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    for held_out in options.held_out or [None]:
        known = [state for state in states if state[0].fold != held_out for _ in range(times(state[0]))]
        print(f"without part {held_out}: {len(known)} windows", flush=True)
        model.load_state_dict(fitted)
        fit_heads(model, known, shuffler)
        out = options.out if held_out is None else options.out.with_suffix(f".{held_out}{options.out.suffix}")
        torch.save(model.state_dict(), out)


if __name__ == "__main__":
    np.seterr(all="raise")
    main()
