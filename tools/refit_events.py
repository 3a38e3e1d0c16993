"""Brings a checkpoint back towards the weights that it started from, and fits the event heads to it anew.

    python tools/refit_events.py EVAL_FOLDER CHECKPOINT OUT [--start FOLDER] [--share X] [--folds N --held-out K]

Training on events moves the encoder away from what reads statements best. A mean of both encoders (a share X of the one
that training started from) reads statements nearly as well as that one; the event heads, which are small, are then
trained on the mean encoder as it stands. (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models".)
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from train_events import NEW, arrays, base_folder, event_loss
from training import event_data
from training.data import load_tokenizer
from training.event_data import EventExample, Reader
from training.network import Tagger
from training.shipped import load_shipped

SHARE = 0.3
EPOCHS, RATE, SUBWORDS = 10, 1e-3, 4096
LAST_RATE = 0.02


def mean_of(old: dict[str, Tensor], new: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """All weights between two networks but those of the event heads, which are the new one's."""
    kept = [name for name, value in new.items() if not name.startswith(NEW) and value.is_floating_point()]
    return new | {name: share * old[name] + (1 - share) * new[name] for name in kept}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--start", type=Path, default=Path("src/onrecord/models/statements"))
    parser.add_argument("--share", type=float, default=SHARE)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--held-out", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(2)
    shuffler = random.Random(options.seed)
    base = base_folder()
    tokenizer = load_tokenizer(base)
    reader = Reader(tokenizer, options.folds)
    times, events = options.data / "times", options.data / "events"
    alone, together = reader.factuality(
        options.data / "factuality" / "uw.jsonl", [times / "timebank.jsonl", times / "aquaint.jsonl"]
    )
    others = (reader.political(events / "plv_train.jsonl"), reader.attacks(events / "wikievents.jsonl"))
    texts = [*alone, *together, *others[0], *others[1]]
    items = [e for text in texts if text.fold != options.held_out for e in event_data.examples(text, tokenizer)]
    model = Tagger(base)
    load_shipped(model, options.start)
    old = {name: value.clone() for name, value in model.state_dict().items()}
    model.load_state_dict(mean_of(old, torch.load(options.checkpoint), options.share))
    model.eval()
    states: list[tuple[Tensor, EventExample]] = []
    for batch in event_data.batches(items, SUBWORDS, shuffler):
        with torch.inference_mode():
            hidden = model.hidden(*arrays(batch))
        states += [(hidden[n, : len(e.ids)].clone(), e) for n, e in enumerate(batch)]
    print(f"{len(states)} windows", flush=True)
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
            length = max(len(h) for h, _ in part)
            hidden = torch.zeros(len(part), length, part[0][0].shape[1])
            for n, (h, _) in enumerate(part):
                hidden[n, : len(h)] = h
            loss = event_loss(model.event_scores(model.drop(hidden)), [e for _, e in part])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += float(loss.item())
        print("epoch", epoch, round(total / len(steps), 4), flush=True)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), options.out)


if __name__ == "__main__":
    np.seterr(all="raise")
    main()
