"""What the encoder sees of a report: sub-words with the features of the words they are in, cut into windows.

Training and reading share this code, so that the model sees at work what it saw when it was trained.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.language import Parse

Ints = npt.NDArray[np.int64]

WINDOW = 256  # sub-words with their special tokens: as long as the base model was trained with

UPOS = ("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
        "SYM", "VERB", "X")  # fmt: skip
DEPENDENCIES = (
    "ROOT", "acl", "acomp", "advcl", "advmod", "agent", "amod", "appos", "attr", "aux", "auxpass", "case", "cc",
    "ccomp", "compound", "conj", "csubj", "csubjpass", "dative", "dep", "det", "dobj", "expl", "intj", "mark", "meta",
    "neg", "nmod", "npadvmod", "nsubj", "nsubjpass", "nummod", "oprd", "parataxis", "pcomp", "pobj", "poss", "preconj",
    "predet", "prep", "prt", "punct", "quantmod", "relcl", "xcomp",
)  # fmt: skip
ENTITIES = ("CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL", "ORG",
            "PERCENT", "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART")  # fmt: skip
# Each table's 0 is "unknown, or no word".
UPOS_NUMBER = {name: n for n, name in enumerate(UPOS, 1)}
DEPENDENCY_NUMBER = {name: n for n, name in enumerate(DEPENDENCIES, 1)}
ENTITY_NUMBER = {name: n for n, name in enumerate(ENTITIES, 1)}
SHAPES = 5

# How a token lies to a cue's head in the tree: the branch below their lowest common ancestor, on either side. Beyond
# the dependency labels: SELF, the token is the ancestor itself; OTHER + distance, another sentence.
SELF = len(DEPENDENCIES) + 1
OTHER = SELF + 1  # + 0..5: three or more before, two, one before, one after, two, three or more after
BRANCHES = OTHER + 6
DISTANCES = 41


@dataclass(frozen=True, slots=True)
class Encoding:
    """A report as sub-words. All arrays are as long as there are sub-words; `word` is a token number of the parse."""

    ids: Ints
    starts: Ints
    ends: Ints
    word: Ints
    features: Ints  # [sub-words, 5]: in quotation marks, shape, part of speech, dependency, entity
    paragraph: Ints


@dataclass(frozen=True, slots=True)
class Window:
    """What goes through the encoder at once: `index` holds sub-word numbers, -1 for special tokens."""

    ids: Ints
    features: Ints
    index: Ints


def shape_of(word: str) -> int:
    """0 lower case, 1 capitalised, 2 capitals, 3 figures, 4 else."""
    if word[:1].isdigit():
        return 3
    if not word[:1].isalpha():
        return 4
    if word[:1].islower():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1


def encode(
    pieces: Sequence[tuple[Sequence[int], Sequence[tuple[int, int]], int]],
    parse: Parse,
    quotations: Sequence[tuple[int, int]],
) -> Encoding:
    """Sub-words with features. `pieces` holds (ids, offsets in the document, paragraph number) for each paragraph."""
    ids = np.fromiter((i for piece in pieces for i in piece[0]), np.int64)
    starts = np.fromiter((s for piece in pieces for s, _ in piece[1]), np.int64)
    ends = np.fromiter((e for piece in pieces for _, e in piece[1]), np.int64)
    paragraph = np.fromiter((piece[2] for piece in pieces for _ in piece[0]), np.int64)
    features = np.zeros((len(ids), 5), np.int64)
    word = np.full(len(ids), -1, np.int64)
    if len(ids) and parse.tokens:
        token_starts = np.array(parse.starts)
        token_ends = np.array([t.end for t in parse.tokens])
        word = np.searchsorted(token_starts, starts, side="right") - 1
        word[(word < 0) | (token_ends[word] <= starts)] = -1
        table = np.array([
            (shape_of(t.text), UPOS_NUMBER.get(t.pos, 0), DEPENDENCY_NUMBER.get(t.dep, 0),
             ENTITY_NUMBER.get(t.entity, 0))
            for t in parse.tokens
        ])  # fmt: skip
        features[:, 1:] = np.where(word[:, None] >= 0, table[word], 0)
    if quotations and len(ids):
        bounds = np.array(quotations)
        nearest = np.searchsorted(bounds[:, 0], starts, side="right") - 1
        features[:, 0] = (nearest >= 0) & (bounds[nearest, 1] >= ends)
    return Encoding(ids, starts, ends, word, features, paragraph)


def windows(encoding: Encoding, start_id: int, separator_id: int, size: int = WINDOW) -> Iterator[Window]:
    """Runs of whole paragraphs of at most `size` sub-words; a longer paragraph is cut at the end of a sentence."""
    for runs in _packed(_units(encoding, size - 2), size):
        index = np.concatenate([np.concatenate(([-1], np.arange(a, b))) for a, b in runs] + [np.array([-1])])
        ids = np.where(index >= 0, encoding.ids[index], separator_id)
        ids[0] = start_id
        yield Window(ids, np.where(index[:, None] >= 0, encoding.features[index], 0), index)


def _units(encoding: Encoding, limit: int) -> Iterator[tuple[int, int]]:
    """Sub-word ranges: paragraphs, or parts of long ones."""
    paragraph = encoding.paragraph
    if not len(paragraph):
        return
    borders = np.flatnonzero(np.diff(paragraph)) + 1
    punctuation = DEPENDENCY_NUMBER["punct"]
    for a, b in zip([0, *borders.tolist()], [*borders.tolist(), len(paragraph)], strict=True):
        start = a
        while b - start > limit:
            middle = encoding.features[start + limit // 2 : start + limit, 3]
            stops = np.flatnonzero(middle == punctuation)
            cut = start + limit // 2 + int(stops[-1]) + 1 if len(stops) else start + limit
            yield start, cut
            start = cut
        yield start, b


def _packed(units: Iterator[tuple[int, int]], size: int) -> Iterator[list[tuple[int, int]]]:
    """Neighbouring units together, as long as they fit with a special token before each and one at the end."""
    runs: list[tuple[int, int]] = []
    used = 1
    for a, b in units:
        if runs and used + b - a + 1 > size:
            yield runs
            runs, used = [], 1
        runs.append((a, b))
        used += b - a + 1
    if runs:
        yield runs


def branches(parse: Parse, head: int) -> tuple[int, int, list[int], list[int]]:
    """How each token of a cue's sentence lies to the cue's head.

    Returns the sentence's first token and one past its last, and for each token the branch of the cue and of the token
    below their lowest common ancestor.
    """
    tokens = parse.tokens
    first, end = parse.sentence_tokens[tokens[head].sentence]
    above = {head: SELF}  # ancestor of the cue's head -> the branch by which the cue hangs below it
    node = head
    while tokens[node].head != node and first <= tokens[node].head < end and tokens[node].head not in above:
        above[tokens[node].head] = DEPENDENCY_NUMBER.get(tokens[node].dep, 0)
        node = tokens[node].head
    cue_side = [0] * (end - first)
    own_side = [0] * (end - first)
    for i in range(first, end):
        path: list[int] = []
        node = i
        while node not in above and not own_side[node - first] and len(path) < 200:
            path.append(node)
            up = tokens[node].head
            if up == node or not first <= up < end:
                break
            node = up
        if node in above:
            cue_side[node - first], own_side[node - first] = above[node], SELF
        for j in reversed(path):
            up = tokens[j].head
            if up in above and up != j:
                cue_side[j - first], own_side[j - first] = above[up], DEPENDENCY_NUMBER.get(tokens[j].dep, 0)
            elif first <= up < end and up != j:
                cue_side[j - first], own_side[j - first] = cue_side[up - first], own_side[up - first]
    return first, end, cue_side, own_side


def relation_to_cue(parse: Parse, encoding: Encoding, index: Ints, cue: tuple[int, int]) -> tuple[Ints, Ints, Ints]:
    """For each token of a window: bucketed distance to the cue, and the two branches (see `branches`).

    `cue` is a range of positions in the window.
    """
    at = np.arange(len(index))
    away = np.where(at < cue[0], at - cue[0], np.where(at >= cue[1], at - cue[1] + 1, 0))
    size = np.abs(away)
    bucket = np.where(
        size <= 8, size, np.minimum(20, 2 + np.round(2.2 * np.log2(np.maximum(size, 1))).astype(np.int64))
    )
    distance = 20 + np.sign(away) * bucket
    words = np.where(index >= 0, encoding.word[index], -1)
    cue_words = [int(w) for w in words[cue[0] : cue[1]] if w >= 0]
    cue_side = np.zeros(len(index), np.int64)
    own_side = np.zeros(len(index), np.int64)
    if not cue_words or not parse.tokens:
        return distance, cue_side, own_side
    low, high = min(cue_words), max(cue_words)
    head = next((w for w in range(low, high + 1) if not low <= parse.tokens[w].head <= high), low)
    first, end, above, below = branches(parse, head)
    inside = (words >= first) & (words < end)
    cue_side[inside] = np.array(above)[words[inside] - first]
    own_side[inside] = np.array(below)[words[inside] - first]
    outside = ~inside & (words >= 0)
    if outside.any():
        number = parse.tokens[head].sentence
        bounds = [s[0] for s in parse.sentence_tokens[max(0, number - 60) : number + 60]]
        base = max(0, number - 60)
        apart = np.array([base + bisect_right(bounds, int(w)) - 1 for w in words[outside]]) - number
        code = OTHER + np.where(apart < 0, np.maximum(apart, -3) + 3, np.minimum(apart, 3) + 2)
        cue_side[outside] = code
        own_side[outside] = code
    return distance, cue_side, own_side
