"""From the tagger's scores to drafts of statements: a cue, what belongs to it as content, and its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.extract.draft import Draft, Offsets
from onrecord.extract.encoding import Encoding, Window, encode, relation_to_cue, windows
from onrecord.extract.event_draft import WordScores
from onrecord.extract.quotation import find_quotations
from onrecord.language import Parse
from onrecord.lexicon.events import TYPES
from onrecord.models.tagger import Scores, Tagger
from onrecord.record import Document

Floats = npt.NDArray[np.float32]

B_CUE, I_CUE = 3, 4  # columns of the tag scores
SOURCE_TAGS, CONTENT_TAGS = slice(1, 3), slice(5, 7)
SOURCE, CONTENT = 1, 2  # columns of the role scores


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Tuned together on PolNeAR dev; `tools/tune_tagger.py` prints the table they were chosen from."""

    cue: float = 0.4  # a word's probability of being in a cue
    content: float = 0.4  # mean of role head and tag head that a word is in the cue's content
    source: float = 0.25
    role_weight: float = 0.6  # of the role head in that mean; the rest is the tag head's
    statement: float = 0.58  # mean of the cue's and the content's probabilities below which a draft is dropped
    quoted: float = 0.5  # the same where some of the content stands in quotation marks
    gap: int = 2  # words between two parts of one content or source that are taken with them


THRESHOLDS = Thresholds()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A cue in its window, with every word's probability of being in its content or source."""

    words: tuple[int, int]
    content: Floats
    source: Floats
    cue_score: float


def find_tagged(windows: Iterable[ScoredWindow], thresholds: Thresholds = THRESHOLDS) -> tuple[Draft, ...]:
    """What the tagger takes for statements, in the order of their cues."""
    return tuple(draft for scored in windows for draft in read_drafts(scored, thresholds))


def word_scores(parse: Parse, windows: Sequence[ScoredWindow]) -> WordScores | None:
    """What the event heads say of each token of a report: of a word what they say of its first sub-word."""
    if windows and np.isnan(windows[0].scores.events).any():
        return None
    count = len(parse.tokens)
    scores = np.zeros((count, 2 + 1 + len(TYPES)), np.float32)
    scores[:, 1], scores[:, 2] = 3.0, 1.0  # a token that no window holds: no event word, and nothing against it
    for scored in windows:
        index = scored.window.index
        words = np.where(index >= 0, scored.encoding.word[index], -1)
        at = np.flatnonzero((words >= 0) & (np.concatenate(([-1], words[:-1])) != words))
        scores[words[at]] = scored.scores.events[at]
    return WordScores(scores[:, 0], scores[:, 1], scores[:, 2:])


@dataclass(frozen=True, slots=True)
class ScoredWindow:
    """One window after the encoder, ready to be read off."""

    parse: Parse
    encoding: Encoding
    window: Window
    scores: Scores
    tagger: Tagger


def score_windows(document: Document, parse: Parse, tagger: Tagger) -> tuple[ScoredWindow, ...]:
    """The one pass of the encoder over a report."""
    text = document.text
    pieces = []
    for paragraph in parse.paragraphs:
        ids, offsets = tagger.subwords(text[paragraph.start : paragraph.end])
        pieces.append((ids, [(s + paragraph.start, e + paragraph.start) for s, e in offsets], paragraph.number))
    encoding = encode(pieces, parse, find_quotations(text, parse.paragraphs))
    return tuple(
        ScoredWindow(parse, encoding, window, tagger.score(window.ids, window.features), tagger)
        for window in windows(encoding, tagger.start_id, tagger.separator_id)
    )


def read_drafts(scored: ScoredWindow, thresholds: Thresholds) -> list[Draft]:
    """The drafts of one window."""
    encoding, window, parse = scored.encoding, scored.window, scored.parse
    words = np.where(window.index >= 0, encoding.word[window.index], -1)
    inside = words >= 0
    if not inside.any():
        return []
    low, high = int(words[inside].min()), int(words[inside].max()) + 1
    counts = np.maximum(np.bincount(words[inside] - low, minlength=high - low), 1)

    def by_word(values: Floats) -> Floats:
        """Mean over the sub-words of each word."""
        sums = np.bincount(words[inside] - low, weights=values[inside], minlength=high - low)
        means: Floats = (sums / counts).astype(np.float32)
        return means

    tags = scored.scores.tags
    cue_scores = by_word(tags[:, B_CUE] + tags[:, I_CUE])
    begins = by_word(tags[:, B_CUE])
    tag_content, tag_source = by_word(tags[:, CONTENT_TAGS].sum(axis=1)), by_word(tags[:, SOURCE_TAGS].sum(axis=1))
    weight = thresholds.role_weight
    candidates = []
    for first, last in _cue_runs(cue_scores, begins, thresholds.cue):
        at = np.flatnonzero(inside & (words >= low + first) & (words <= low + last))
        cue = (int(at[0]), int(at[-1]) + 1)
        relation = relation_to_cue(parse, encoding, window.index, cue)
        roles = scored.tagger.roles(scored.scores, cue, *relation)
        content = weight * by_word(roles[:, CONTENT]) + (1 - weight) * tag_content * (by_word(roles[:, CONTENT]) > 0.2)
        source = weight * by_word(roles[:, SOURCE]) + (1 - weight) * tag_source * (by_word(roles[:, SOURCE]) > 0.2)
        candidates.append(_Candidate((first, last), content, source, float(cue_scores[first : last + 1].mean())))
    quoted = by_word(window.features[:, 0].astype(np.float32)) > 0
    return list(_settled(candidates, parse, low, quoted, thresholds))


def _cue_runs(scores: Floats, begins: Floats, threshold: float) -> Iterator[tuple[int, int]]:
    """Runs of words above the threshold, cut where a word rather begins a cue than goes on with one."""
    first: int | None = None
    for i, score in enumerate(scores):
        if score < threshold:
            if first is not None:
                yield first, i - 1
            first = None
        elif first is None:
            first = i
        elif begins[i] > 0.5 * score:
            yield first, i - 1
            first = i
    if first is not None:
        yield first, len(scores) - 1


def _settled(
    candidates: Sequence[_Candidate], parse: Parse, low: int, quoted: npt.NDArray[np.bool_], thresholds: Thresholds
) -> Iterator[Draft]:
    """Each word to the one cue whose content it most likely is; what then keeps no content is no statement."""
    if not candidates:
        return
    contents = np.stack([c.content for c in candidates])
    owner = contents.argmax(axis=0)
    cues = np.zeros(contents.shape[1], bool)
    for candidate in candidates:
        cues[candidate.words[0] : candidate.words[1] + 1] = True
    for number, candidate in enumerate(candidates):
        mine = (owner == number) & (candidate.content > thresholds.content)
        first, last = candidate.words
        mine[first : last + 1] = False
        others = cues
        runs = list(_runs(mine, thresholds.gap, others))
        if not runs:
            continue
        sure = float(np.mean([candidate.content[a : b + 1].mean() for a, b in runs]))
        score = (candidate.cue_score + sure) / 2
        if score < (thresholds.quoted if (mine & quoted).any() else thresholds.statement):
            continue
        tokens = parse.tokens
        yield Draft(
            (tokens[low + first].start, tokens[low + last].end),
            tuple((tokens[low + a].start, tokens[low + b].end) for a, b in runs),
            _source(candidate, parse, low, thresholds),
            score,
            "tagger",
        )


def _source(candidate: _Candidate, parse: Parse, low: int, thresholds: Thresholds) -> Offsets | None:
    """The run of words that is most likely the source."""
    able = candidate.source > thresholds.source
    able[candidate.words[0] : candidate.words[1] + 1] = False
    runs = list(_runs(able, thresholds.gap, np.zeros_like(able)))
    if not runs:
        return None
    first, last = max(runs, key=lambda run: float(candidate.source[run[0] : run[1] + 1].max()))
    return parse.tokens[low + first].start, parse.tokens[low + last].end


def _runs(mask: npt.NDArray[np.bool_], gap: int, others: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """First and last of each run of true values; runs with at most `gap` words between them, no others', are one."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8)))
    first: int | None = None
    last = 0
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if first is None:
            first = begin
        elif begin - last > gap or others[last:begin].any():
            yield first, last - 1
            first = begin
        last = end
    if first is not None:
        yield first, last - 1
