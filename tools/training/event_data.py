"""Labelled events as training windows: which words are event words, how sure they are, and of which type."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from onrecord.extract.encoding import Encoding, Ints, windows
from onrecord.extract.event_candidates import find_event_drafts
from onrecord.extract.event_draft import EventDraft
from onrecord.extract.paragraphs import find_paragraphs
from onrecord.ids import document_id, text_hash
from onrecord.language import Parse, parse_text
from onrecord.lexicon.events import TYPES
from onrecord.record import Document
from training.data import IGNORE, encode_report

Floats = npt.NDArray[np.float32]
Span = tuple[int, int]

KIND = {name: number for number, name in enumerate(TYPES, 1)}
NO_KIND = 0
# PLV's YIELD is either; which one, the lexicon tells.
YIELD = ("CONCEDE", "RETREAT")
# WikiEvents' types that are one of PLOVER's, after the mapping that its scorer documents; not those that are several.
FROM_WIKIEVENTS = {
    "Conflict.Attack": "ASSAULT",
    "Conflict.Demonstrate": "PROTEST",
    "Contact.RequestCommand": "REQUEST",
    "Justice.ArrestJailDetain": "COERCE",
    "Justice.InvestigateCrime": "ACCUSE",
    "Transaction.Donation": "AID",
}


@dataclass(frozen=True, slots=True)
class EventText:
    """A text with what is known of its words: of each first sub-word whether it is an event word, its value and type.

    words, kinds hold IGNORE and values NaN where nothing is known. fold: the part of a cross-validation that leaves it
    out; judged: whether its words were labelled by reading for OnRecord.
    """

    uri: str
    fold: int
    encoding: Encoding
    words: Ints
    values: Floats
    kinds: Ints
    judged: bool = False


@dataclass(frozen=True, slots=True)
class EventExample:
    """A window of such a text."""

    ids: Ints
    features: Ints
    words: Ints
    values: Floats
    kinds: Ints


def examples(text: EventText, tokenizer: Tokenizer) -> Iterator[EventExample]:
    """The windows of a text that hold a label."""
    start_id, separator_id = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    for window in windows(text.encoding, start_id, separator_id):
        known = window.index >= 0
        words = np.where(known, text.words[window.index], IGNORE)
        kinds = np.where(known, text.kinds[window.index], IGNORE)
        if (words != IGNORE).any() or (kinds != IGNORE).any():
            values = np.where(known, text.values[window.index], np.nan).astype(np.float32)
            yield EventExample(window.ids, window.features, words, values, kinds)


def batches(items: Sequence[EventExample], subwords: int, shuffler: random.Random) -> list[list[EventExample]]:
    """Examples of like length together, up to so many sub-words a batch, in a random order."""
    order = list(items)
    shuffler.shuffle(order)
    order.sort(key=lambda e: len(e.ids) // 8)
    found: list[list[EventExample]] = []
    batch: list[EventExample] = []
    for item in order:
        longest = max((len(e.ids) for e in (*batch, item)), default=0)
        if batch and longest * (len(batch) + 1) > subwords:
            found.append(batch)
            batch = []
        batch.append(item)
    found.append(batch)
    shuffler.shuffle(found)
    return found


def fold_of(key: str, folds: int) -> int:
    """The part in which a text is held out, by a hash of its key, so that it is the same in every run."""
    return int(hashlib.sha256(key.encode()).hexdigest(), 16) % folds


def folds_of(path: Path, folds: int) -> dict[str, int]:
    """The part of each text of a file, by its uri; articles of UW that share a sentence are in one part."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    keyed = [row for row in rows if "source_document" in row]
    groups = _groups([(row["source_document"], "".join(row["text"].split())) for row in keyed])
    return {row["uri"]: fold_of(groups.get(row.get("source_document", ""), row["uri"]), folds) for row in rows}


class Reader:
    """Reads labelled files into texts; `folds` is the number of parts of the cross-validation."""

    def __init__(self, tokenizer: Tokenizer, folds: int) -> None:
        self.tokenizer = tokenizer
        self.folds = folds

    def fold_of(self, key: str) -> int:
        """The part in which a text is held out."""
        return fold_of(key, self.folds)

    def factuality(self, uw: Path, articles: Iterable[Path]) -> tuple[list[EventText], list[EventText]]:
        """UW's sentences, each alone, and the articles that they are from, with the same labels.

        Articles that share a sentence are held out together.
        """
        rows = [json.loads(line) for line in uw.read_text("utf-8").splitlines()]
        groups = _groups([(row["source_document"], "".join(row["text"].split())) for row in rows])
        alone = []
        for row in rows:
            fold = self.fold_of(groups[row["source_document"]])
            gold = [(g["start"], g["end"], g["value"]) for g in row["gold"]]
            alone.append(self._text(row["text"], row["uri"], fold, [(0, len(row["text"]))], gold))
        texts = {}
        for path in articles:
            for line in path.read_text("utf-8").splitlines():
                article = json.loads(line)
                texts[article["uri"]] = article["text"]
        together = []
        for source in sorted(groups):
            text = next((texts[uri] for uri in sorted(texts) if source in uri), None)
            if text is None:
                raise SystemExit(f"article {source} of {uw.name} is in none of the files of articles")
            spans, gold = _placed(text, [row for row in rows if row["source_document"] == source])
            together.append(self._text(text, source, self.fold_of(groups[source]), spans, gold))
        return alone, together

    def political(self, plv: Path) -> list[EventText]:
        """PLV's sentences: the type of the marked pair is that of the drafts that cover it."""
        found = []
        for line in plv.read_text("utf-8").splitlines():
            row = json.loads(line)
            document, parse = _parsed(row["text"], row["uri"])
            encoding = encode_report(row["text"], parse, self.tokenizer)
            kinds = np.full(len(encoding.ids), IGNORE)
            for triple in row["gold"]:
                for head, kind in _pair_kinds(find_event_drafts(document, parse, None), triple):
                    _mark(kinds, encoding, head, kind)
            words, values = np.full(len(kinds), IGNORE), np.full(len(kinds), np.nan, np.float32)
            found.append(EventText(row["uri"], self.fold_of(row["uri"]), encoding, words, values, kinds))
        return found

    def attacks(self, wikievents: Path) -> list[EventText]:
        """WikiEvents' reports: types of its triggers that PLOVER has, and none for drafts that are wrongly of one."""
        found = []
        covered = set(FROM_WIKIEVENTS.values())
        for line in wikievents.read_text("utf-8").splitlines():
            row = json.loads(line)
            document, parse = _parsed(row["text"], row["uri"])
            encoding = encode_report(row["text"], parse, self.tokenizer)
            kinds = np.full(len(encoding.ids), IGNORE)
            marked = [(g["trigger"]["start"], g["trigger"]["end"], g["type"]) for g in row["gold"]]
            for draft in find_event_drafts(document, parse, None):
                token = parse.tokens[draft.head]
                elsewhere = not any(a < token.end and token.start < b for a, b, _ in marked)
                if elsewhere and draft.senses and draft.senses[0].type in covered:
                    _mark(kinds, encoding, draft.head, NO_KIND)
            for start, end, name in marked:
                kind = next((k for prefix, k in FROM_WIKIEVENTS.items() if name.startswith(prefix)), None)
                head = parse.head_of(start, end)
                if kind is not None and head is not None:
                    _mark(kinds, encoding, head.i, KIND[kind])
            words, values = np.full(len(kinds), IGNORE), np.full(len(kinds), np.nan, np.float32)
            found.append(EventText(row["uri"], self.fold_of(row["uri"]), encoding, words, values, kinds))
        return found

    def judged(self, labels: Path, articles: Path) -> list[EventText]:
        """Articles in which some words were labelled by reading with their type, or with none."""
        wanted: dict[str, list[dict[str, object]]] = {}
        for line in labels.read_text("utf-8").splitlines():
            label = json.loads(line)
            wanted.setdefault(label["uri"], []).append(label)
        found = []
        for line in articles.read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["uri"] not in wanted:
                continue
            _, parse = _parsed(row["text"], row["uri"])
            encoding = encode_report(row["text"], parse, self.tokenizer)
            kinds = np.full(len(encoding.ids), IGNORE)
            for label in wanted[row["uri"]]:
                head = parse.head_of(int(str(label["start"])), int(str(label["end"])))
                if head is not None:
                    _mark(kinds, encoding, head.i, KIND[str(label["type"])] if label["type"] else NO_KIND)
            words, values = np.full(len(kinds), IGNORE), np.full(len(kinds), np.nan, np.float32)
            found.append(EventText(row["uri"], self.fold_of(row["uri"]), encoding, words, values, kinds, judged=True))
        return found

    def _text(
        self, text: str, uri: str, fold: int, spans: Sequence[Span], gold: Sequence[tuple[int, int, float]]
    ) -> EventText:
        """A text in whose `spans` every event word is marked, with its value from -3 to 3."""
        document, parse = _parsed(text, uri)
        encoding = encode_report(text, parse, self.tokenizer)
        first = np.concatenate(([True], encoding.word[1:] != encoding.word[:-1])) & (encoding.word >= 0)
        inside = np.zeros(len(first), bool)
        for start, end in spans:
            inside |= (encoding.starts >= start) & (encoding.ends <= end)
        words = np.where(first & inside, 0, IGNORE)
        values = np.full(len(first), np.nan, np.float32)
        kinds = np.full(len(first), IGNORE)
        marked = set()
        for start, end, value in gold:
            token = next(iter(parse.tokens_in(start, end)), None)
            if token is not None:
                marked.add(token.i)
                _mark(words, encoding, token.i, 1)
                values[np.flatnonzero(first & (encoding.word == token.i))] = value
        # An event word that the lexicon has no sense for is of no type; of the others nothing is known here.
        typed = {draft.head for draft in find_event_drafts(document, parse, None) if draft.senses}
        for i in marked - typed:
            _mark(kinds, encoding, i, NO_KIND)
        return EventText(uri, fold, encoding, words, values, kinds)


def _parsed(text: str, uri: str) -> tuple[Document, Parse]:
    document = Document(document_id(uri, None, text), uri, "text/plain", None, None, None, None, None, "en", text,
                        text_hash(text))  # fmt: skip
    return document, parse_text(document, find_paragraphs(text))


def _mark(labels: Ints, encoding: Encoding, word: int, label: int) -> None:
    """Label the first sub-word of a token."""
    at = np.flatnonzero(encoding.word == word)
    labels[at[:1]] = label


def _pair_kinds(drafts: Iterable[EventDraft], triple: Mapping[str, object]) -> Iterator[tuple[int, int]]:
    """Heads and types of the drafts that join a marked source to its target.

    Where the lexicon knows some of them for the marked type, those; else the only one, if it is but one.
    """
    source, target = (_spans(triple[key]) for key in ("source", "target"))
    wanted = YIELD if triple["root"] == "YIELD" else (str(triple["root"]),)
    joining = [draft for draft in drafts if _touches(draft, source) and _touches(draft, target)]
    known = [(draft, sense.type) for draft in joining for sense in draft.senses if sense.type in wanted]
    if known:
        yield from ((draft.head, KIND[kind]) for draft, kind in known)
    elif len(joining) == 1 and len(wanted) == 1:
        yield joining[0].head, KIND[wanted[0]]


def _spans(marked: object) -> list[Span]:
    assert isinstance(marked, list)
    return [(span["start"], span["end"]) for span in marked]


def _touches(draft: EventDraft, spans: Sequence[Span]) -> bool:
    """Whether somebody who takes part stands in one of the spans; a pair without a marked side is met by all."""
    return not spans or any(a < part.end and part.start < b for part in draft.parts for a, b in spans)


def _groups(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each article the name of the group that shares sentences with it."""
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while above.setdefault(name, name) != name:
            name = above[name]
        return name

    first: dict[str, str] = {}
    for article, sentence in pairs:
        if len(sentence) > 40:  # short ones ("He was 72.") are alike by chance
            above[top(first.setdefault(sentence, article))] = top(article)
        top(article)
    return {name: top(name) for name in above}


def _placed(text: str, rows: Iterable[Mapping[str, object]]) -> tuple[list[Span], list[tuple[int, int, float]]]:
    """Where an article's labelled sentences stand in it, white space aside, and their labels there."""
    solid = [n for n, character in enumerate(text) if not character.isspace()]
    joined = "".join(text[n] for n in solid)
    spans, gold = [], []
    for row in rows:
        sentence = str(row["text"])
        begin = joined.find("".join(sentence.split()))
        if begin < 0:
            raise SystemExit(f"sentence {row['uri']} is not in its article")
        own = {n: k for k, n in enumerate(n for n, character in enumerate(sentence) if not character.isspace())}
        spans.append((solid[begin], solid[begin + len(own) - 1] + 1))
        labels = row["gold"]
        assert isinstance(labels, list)
        gold += [(solid[begin + own[g["start"]]], solid[begin + own[g["end"] - 1]] + 1, g["value"]) for g in labels]
    return spans, gold
