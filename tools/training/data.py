"""Labelled attributions as training windows: sub-words, features, tags, and each cue's roles."""

from __future__ import annotations

import hashlib
import json
import pickle
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from onrecord.extract.encoding import Encoding, Ints, encode, relation_to_cue, windows
from onrecord.extract.paragraphs import find_paragraphs
from onrecord.extract.quotation import find_quotations
from onrecord.ids import document_id, text_hash
from onrecord.language import Parse, parse_text
from onrecord.record import Document

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
IGNORE = -100
OUTSIDE, SOURCE, CONTENT = 0, 1, 2  # roles towards a cue


@dataclass(frozen=True, slots=True)
class Report:
    """One labelled report, encoded."""

    encoding: Encoding
    parse: Parse
    gold: list[dict[str, list[list[int]]]]


@dataclass(frozen=True, slots=True)
class CueRoles:
    """A cue as positions in its window, how every token lies to it, and every token's role towards it."""

    start: int
    end: int
    distance: Ints
    cue_side: Ints
    own_side: Ints
    roles: Ints


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its labels."""

    ids: Ints
    features: Ints
    index: Ints
    tags: Ints
    cues: tuple[CueRoles, ...]
    report: Report


def load_tokenizer(folder: Path) -> Tokenizer:
    """The base model's tokenizer, without cutting or padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def read_reports(path: Path, tokenizer: Tokenizer, cache: Path) -> list[Report]:
    """The reports of a labelled JSON Lines file, parsed; parses are kept in `cache` under the file's hash."""
    data = path.read_bytes()
    kept = cache / f"{hashlib.sha256(data).hexdigest()[:16]}.pickle"
    lines = [json.loads(line) for line in data.decode().splitlines()]
    if kept.exists():
        parses: list[Parse] = pickle.loads(kept.read_bytes())  # our own file
    else:
        parses = []
        for line in lines:
            text = line["text"]
            document = Document(document_id(line["uri"], None, text), line["uri"], "text/plain", None, None, None, None,
                                None, "en", text, text_hash(text))  # fmt: skip
            parses.append(parse_text(document, find_paragraphs(text)))
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(parses))
    return [Report(encode_report(line["text"], parse, tokenizer), parse, line["gold"])
            for line, parse in zip(lines, parses, strict=True)]  # fmt: skip


def encode_report(text: str, parse: Parse, tokenizer: Tokenizer) -> Encoding:
    """A report's sub-words with their features."""
    pieces = []
    for paragraph in parse.paragraphs:
        found = tokenizer.encode(text[paragraph.start : paragraph.end], add_special_tokens=False)
        offsets = [(s + paragraph.start, e + paragraph.start) for s, e in found.offsets]
        pieces.append((found.ids, offsets, paragraph.number))
    return encode(pieces, parse, find_quotations(text, parse.paragraphs))


def examples(report: Report, tokenizer: Tokenizer, size: int) -> Iterator[Example]:
    """A report's windows with their labels."""
    encoding = report.encoding
    start_id, separator_id = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    covered = [{key: _covered(encoding, item[key]) for key in ("source", "cue", "content")} for item in report.gold]
    tags = np.zeros(len(encoding.ids), np.int64)
    for item in covered:
        for number, key in enumerate(("source", "cue", "content")):
            for part in item[key]:
                tags[part] = 2 + 2 * number
                tags[part[:1]] = 1 + 2 * number
    for window in windows(encoding, start_id, separator_id, size):
        place = {int(n): at for at, n in enumerate(window.index) if n >= 0}
        cues = []
        for item in covered:
            at = [place[n] for part in item["cue"] for n in part if n in place]
            if not at:
                continue
            cue = (min(at), max(at) + 1)
            roles = np.where(window.index >= 0, OUTSIDE, IGNORE)
            for key, role in (("source", SOURCE), ("content", CONTENT)):
                roles[[place[n] for part in item[key] for n in part if n in place]] = role
            cues.append(CueRoles(*cue, *relation_to_cue(report.parse, encoding, window.index, cue), roles))
        labels = np.where(window.index >= 0, tags[window.index], IGNORE)
        yield Example(window.ids, window.features, window.index, labels, tuple(cues), report)


def _covered(encoding: Encoding, spans: list[list[int]]) -> list[list[int]]:
    """For each span the numbers of the sub-words that share a character with it."""
    return [np.flatnonzero((encoding.starts < end) & (encoding.ends > start)).tolist() for start, end in spans]


def batches(items: list[Example], size: int, seed: int) -> list[list[Example]]:
    """Examples of like length together, in a random order."""
    shuffler = random.Random(seed)
    order = list(items)
    shuffler.shuffle(order)
    order.sort(key=lambda e: len(e.ids) // 16)
    found = [order[i : i + size] for i in range(0, len(order), size)]
    shuffler.shuffle(found)
    return found
