"""Trains the event heads on the encoder of the statements, together with those, and writes a checkpoint.

    python tools/train_events.py EVAL_FOLDER CHECKPOINT [--start FOLDER] [--folds N --held-out K]

EVAL_FOLDER holds statements/train.jsonl, factuality/uw.jsonl, times/{timebank,aquaint}.jsonl (the articles that uw's
sentences are from), events/plv_train.jsonl and events/wikievents.jsonl. Training starts from the weights of a shipped
model; batches of statements and of events take turns, so that the one is not forgotten over the other. With --held-out
the texts of part K of N are left out, to be read by that checkpoint alone (tools/cross_validate.py). Then run
tools/export_tagger.py.
"""

from __future__ import annotations

import argparse
import itertools
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy, smooth_l1_loss

from onrecord.extract.encoding import WINDOW
from train_tagger import ROLE_WEIGHT, base_folder, mistaken_cues, padded, role_loss
from training import data, event_data
from training.data import IGNORE, load_tokenizer, read_reports
from training.event_data import EventExample, Reader
from training.network import TAGS, Tagger, update_mean
from training.shipped import load_shipped

EPOCHS = 4
SUBWORDS = 1024  # of events in a batch
STATEMENT_WINDOWS = 8  # of statements in a batch; with half as many the reading of statements suffered
STATEMENTS_EVERY = 2  # steps from one batch of statements to the next
RATE_ENCODER, RATE_STATEMENTS, RATE_EVENTS = 1e-4, 3e-4, 1e-3
WARM_UP, LAST_RATE = 100, 0.01
FACTUALITY_WEIGHT, KIND_WEIGHT = 1.0, 0.7
NEW = ("event.", "factuality.", "kind.")


def event_loss(events: Tensor, batch: list[EventExample]) -> Tensor:
    """Cross-entropy of event words and of types, and the smooth error of factuality, where they are labelled."""
    length = events.shape[1]
    words = np.full((len(batch), length), IGNORE)
    kinds = np.full_like(words, IGNORE)
    values = np.full(words.shape, np.nan, np.float32)
    for n, e in enumerate(batch):
        words[n, : len(e.ids)], kinds[n, : len(e.ids)], values[n, : len(e.ids)] = e.words, e.kinds, e.values
    told, valued, typed = map(torch.from_numpy, (words != IGNORE, ~np.isnan(values), kinds != IGNORE))
    loss = events.sum() * 0
    if told.any():
        loss = loss + binary_cross_entropy_with_logits(events[..., 0][told], torch.from_numpy(words)[told].float())
    if valued.any():
        wanted = torch.from_numpy(values)[valued]
        loss = loss + FACTUALITY_WEIGHT * smooth_l1_loss(events[..., 1][valued], wanted, beta=0.5)
    if typed.any():
        loss = loss + KIND_WEIGHT * cross_entropy(events[..., 2:][typed], torch.from_numpy(kinds)[typed])
    return loss


def statement_batches(reports: list[data.Report], tokenizer: data.Tokenizer, seed: int) -> Iterator[list[data.Example]]:
    """Batches of statements without end."""
    for turn in itertools.count():
        items = [e for r in reports for e in data.examples(r, tokenizer, WINDOW)]
        yield from data.batches(items, STATEMENT_WINDOWS, seed * 1000 + turn)


def statement_step(model: Tagger, batch: list[data.Example]) -> float:
    """Add a batch of statements to the gradients; its loss."""
    ids, mask, features, tags = padded(batch)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores, tokens, cues, _ = model(ids, mask, features)
        guesses = scores.detach().argmax(-1)
        mistaken = [mistaken_cues(e, guesses[n]) for n, e in enumerate(batch)]
        roles = role_loss(model, batch, tokens, cues, mistaken)
    flat = cross_entropy(scores.float().view(-1, TAGS), tags.view(-1), ignore_index=IGNORE)
    loss = flat + ROLE_WEIGHT * roles
    loss.backward()
    return float(loss.item())


def arrays(batch: list[EventExample]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, mask and features of a batch, padded to its longest window."""
    length = max(len(e.ids) for e in batch)
    ids = np.zeros((len(batch), length), np.int64)
    mask = np.zeros_like(ids)
    features = np.zeros((len(batch), length, 5), np.int64)
    for n, e in enumerate(batch):
        ids[n, : len(e.ids)], mask[n, : len(e.ids)], features[n, : len(e.ids)] = e.ids, 1, e.features
    return torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(features)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--start", type=Path, default=Path("src/onrecord/models/statements"))
    parser.add_argument("--base", type=Path)
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--held-out", type=int)
    parser.add_argument("--cache", type=Path, default=Path("work/parses"))
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(2)
    torch.set_flush_denormal(True)  # moments of words that are seldom seen fade to numbers that are slow to reckon with
    shuffler = random.Random(options.seed)
    base = options.base or base_folder()
    tokenizer = load_tokenizer(base)
    reports = read_reports(options.data / "statements" / "train.jsonl", tokenizer, options.cache)
    reader = Reader(tokenizer, options.folds)
    times = options.data / "times"
    alone, together = reader.factuality(
        options.data / "factuality" / "uw.jsonl", [times / "timebank.jsonl", times / "aquaint.jsonl"]
    )
    others = [
        *reader.political(options.data / "events" / "plv_train.jsonl"),
        *reader.attacks(options.data / "events" / "wikievents.jsonl"),
    ]
    if options.held_out is not None:
        alone, together, others = (
            [t for t in texts if t.fold != options.held_out] for texts in (alone, together, others)
        )
    print(
        f"{len(reports)} reports, {len(alone)} sentences of {len(together)} articles, {len(others)} with types",
        flush=True,
    )
    model = Tagger(base)
    load_shipped(model, options.start)
    mean = {name: value.detach().clone() for name, value in model.state_dict().items()}
    groups: dict[str, list[torch.nn.Parameter]] = {"encoder": [], "statements": [], "events": []}
    for name, parameter in model.named_parameters():
        part = "events" if name.startswith(NEW) else "encoder" if name.startswith("encoder.") else "statements"
        groups[part].append(parameter)
    full = {"encoder": RATE_ENCODER, "statements": RATE_STATEMENTS, "events": RATE_EVENTS}
    optimizer = torch.optim.AdamW(
        [{"params": groups[part], "lr": full[part]} for part in full], weight_decay=0.01, fused=True
    )
    statements = statement_batches(reports, tokenizer, options.seed)
    model.train()
    step = 0
    for epoch in range(options.epochs):
        began, total = time.time(), [0.0, 0.0]
        # Each article is seen as a whole or sentence by sentence, by turns: at work texts of both kinds come.
        whole = {text.uri for text in together if shuffler.random() < 0.5}
        chosen = [*[t for t in together if t.uri in whole], *alone, *others]
        items = [e for text in chosen for e in event_data.examples(text, tokenizer)]
        found = event_data.batches(items, SUBWORDS, shuffler)
        for number, batch in enumerate(found):
            done = (epoch + number / len(found)) / options.epochs
            rate = min(1, (step + 1) / WARM_UP) * max(LAST_RATE, 1 - done)
            for group, part in zip(optimizer.param_groups, full, strict=True):
                group["lr"] = rate * full[part]
            if step % STATEMENTS_EVERY == 0:
                total[0] += statement_step(model, next(statements)) * STATEMENTS_EVERY
            with torch.autocast("cpu", dtype=torch.bfloat16):
                *_, events = model(*arrays(batch))
            loss = event_loss(events.float(), batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            update_mean(mean, model, step)
            total[1] += loss.item()
            if step % 20 == 0:
                print(step, f"{done:.1%}", *(round(t / (number + 1), 4) for t in total), round(time.time() - began),
                      flush=True)  # fmt: skip
        print("epoch", epoch, *(round(t / len(found), 4) for t in total), round(time.time() - began), "s", flush=True)
        options.checkpoint.parent.mkdir(parents=True, exist_ok=True)
        torch.save(mean, options.checkpoint)


if __name__ == "__main__":
    main()
