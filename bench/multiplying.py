"""Many reports out of few: real readings, with names, words, places and days taken from large pools.

A name or word is replaced by an invented one of the same length, everywhere in a record at once, so that every offset
stays right and `onrecord check` finds nothing. How often each is taken follows Zipf's law, as with real ones. What is
made is what `store.rows` and `store.bodies` would make of the changed record; each pattern is compared with them once.
"""

from __future__ import annotations

import math
import random
import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from bench.texts import SAMPLES
from onrecord.ids import content_hash, document_id, finding_id, text_hash
from onrecord.options import Options
from onrecord.pipeline import process
from onrecord.record import Document, Item, Record, Span
from onrecord.store.bodies import pack_body, unpack_body
from onrecord.store.name_keys import name_key
from onrecord.store.rows import Finding, Part, Row, Rows, Value, rows_of

REPORTS = Path(__file__).with_name("reports.txt")
READ_AS_OF = date(2016, 1, 4)
DAYS = 3652  # ten years
PUBLISHERS = 400
PERSONS = 5000  # for each shape of a name
NAMES = 2000  # words of one length that names are made of
WORDS = 3000  # words of one length
KEPT = 0.25  # share of reports in which a name stays as it was read: these are everywhere

_URI, _PUBLISHER = "https://bench.invalid/report", "Qzbenchpublisher"
_DATE = re.compile(r"\b\d{4}-\d\d-\d\d")
_NAMED = ("person", "organization")
_KINDS = ("actor", "statement", "event", "condition", "time", "place", "furniture")
_LISTS = ("actors", "statements", "events", "conditions", "times", "places", "furniture")
_ID = re.compile(rf"\b(?:{'|'.join(_KINDS)})-[0-9a-f]{{20}}\b")
_WORD = re.compile(r"[^\W\d_]+")
_SEPARATOR = "\x1e"
_TONES = ["a", "e", "i", "o", "u", "ai", "ea", "ou"]
_STARTS = [
    "b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pl", "r", "s", "st", "t", "tr",
    "v", "w", "z",
]  # fmt: skip


class Published(NamedTuple):
    """What a made report is to be: its number, address, outlet and day."""

    uri: str
    publisher: str
    day: date


@dataclass(frozen=True, slots=True)
class Made:
    """A made report: its document, rows and packed body."""

    document: Document
    rows: Rows
    body: bytes


def zipf(chance: random.Random, most: int) -> int:
    """A rank from 0 below `most`; each about as often as one over its rank."""
    return min(most - 1, int(math.exp(chance.random() * math.log(most + 1))) - 1)


@cache
def invented(length: int, count: int, kind: str) -> tuple[str, ...]:
    """So many invented words of a length (fewer where the length gives no more), the same ones each time."""
    chance = random.Random(f"{kind}{length}")
    words: dict[str, None] = {}
    for _ in range(20 * count):
        word = ""
        while len(word) < length:
            word += chance.choice(_STARTS) + chance.choice(_TONES)
        words[word[:length]] = None
        if len(words) == count:
            break
    return tuple(words)


def person_name(shape: tuple[int, ...], rank: int) -> tuple[str, ...]:
    """The parts of the name of one person of many."""
    parts = []
    for place, length in enumerate(reversed(shape)):
        pool = invented(length, NAMES, "name")
        parts.append(pool[(rank * (1, 31, 7, 13)[place % 4] + rank // len(pool) * place) % len(pool)].capitalize())
    return tuple(reversed(parts))


def outlet_name(rank: int) -> str:
    """An outlet."""
    return f"{invented(6, NAMES, 'name')[rank].capitalize()} {('Post', 'Courier', 'Times', 'Herald')[rank % 4]}"


def publish(chance: random.Random, number: int) -> Published:
    """An address, an outlet and a day; one report in fifty is the revision of an earlier one."""
    outlet = zipf(chance, PUBLISHERS)
    address = number
    if number > 100 and chance.random() < 0.02:
        address = number - chance.randrange(1, 100)
        outlet = zipf(random.Random(address), PUBLISHERS)
    uri = f"https://{invented(6, NAMES, 'name')[outlet]}.example/report/{address}"
    return Published(uri, outlet_name(outlet), READ_AS_OF + timedelta(chance.randrange(DAYS)))


def read_texts() -> list[tuple[str, str]]:
    """The samples and the bench's own reports, whole and in part, with their titles."""
    own = [part.strip().partition("\n") for part in REPORTS.read_text("utf-8").split("====\n")]
    background = [text for title, _, text in own if title == "Background"]
    texts: list[tuple[str, str]] = []
    for number, (title, _, text) in enumerate(each for each in own if each[0] != "Background"):
        blocks = text.split("\n\n")
        first, second = (background[(number + step) % len(background)] for step in (0, 1))
        texts += [
            (title, "\n\n".join([*blocks[:2], first, blocks[2]])), (title, "\n\n".join([*blocks[:2], second])),
            (title, "\n\n".join([blocks[0], first, second])), (title, "\n\n".join([blocks[2], second])),
        ]  # fmt: skip
    for path in sorted(SAMPLES.glob("*.txt")):
        blocks = path.read_text("utf-8").strip().split("\n\n")[:-3]  # without its notices
        texts += [("Brussels", "\n\n".join(blocks[at : at + 3])) for at in range(0, len(blocks) - 2, 3)]
    return texts


def read_patterns() -> tuple[Pattern, ...]:
    """All these texts, read by the real pipeline."""
    return tuple(Pattern(_read(title, text)) for title, text in read_texts())


def _read(title: str, text: str) -> Record:
    item = Item(text, uri=_URI, title=title, publisher=_PUBLISHER, published=READ_AS_OF.isoformat(),
                published_basis="given", language="en")  # fmt: skip
    record = process(item, Options())
    if not isinstance(record, Record):
        raise SystemExit(f"{text[:40]!r} was rejected: {record.detail}")
    return record


class Pattern:
    """A record taken apart at all that is replaced."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.rows = rows_of(record)
        self.line = zlib.decompress(pack_body(record)).decode()
        self.statements = len(record.statements)
        self.spans = dict(_anchors(record))
        self._owners = tuple(_names_of(record, self.line))
        slots = self._slots()
        self._texts, self._places = self._strings()
        self._text = _take_apart(record.document.text, slots)
        self._rest = _take_apart(_SEPARATOR.join(self._texts), slots)
        self._words = tuple(sorted({
            slot for parts in (self._text, self._rest) for slot in parts[1::2]
            if slot.islower() and slot.isalpha() and slot not in self._lower()
        }))  # fmt: skip
        self._verify()

    def make(self, chance: random.Random, told: Published) -> Made:
        """Another report of this pattern."""
        filled = self._names(chance)
        for word in self._words:
            pool = invented(len(word), WORDS, "word")
            filled[word] = pool[zipf(chance, len(pool))]
        text = _fill(self._text, filled.__getitem__)
        document = self.record.document
        new_id = document_id(told.uri, told.publisher, text)
        hashed = text_hash(text)
        filled |= {
            _URI: told.uri, _PUBLISHER: told.publisher, name_key(_PUBLISHER): name_key(told.publisher),
            document.id: new_id, document.text_hash: hashed,
        }  # fmt: skip
        shift = (told.day - READ_AS_OF).days

        def value(slot: str) -> str:
            known = filled.get(slot)
            if known is not None:
                return known
            if slot in self.spans:
                return self.spans[slot](new_id)
            return _shifted(slot, shift)

        texts = _fill(self._rest, value).split(_SEPARATOR)
        made = replace(
            document, id=new_id, uri=told.uri, publisher=told.publisher, text=text, text_hash=hashed,
            published=told.day.isoformat(),
            title=None if document.title is None else texts[self._places[document.title]],
        )  # fmt: skip
        return Made(made, self._rows(texts, text), zlib.compress(texts[0].encode(), 6))

    def _rows(self, texts: Sequence[str], text: str) -> Rows:
        places = self._places

        def filled(row: Row) -> Row:
            return {name: texts[places[value]] if type(value) is str else value for name, value in row.items()}

        document = filled({name: value for name, value in self.rows.document.items() if name != "text"})
        findings = tuple(
            Finding(each.table, filled(each.row), tuple(Part(part.table, filled(part.row)) for part in each.parts))
            for each in self.rows.findings
        )
        return Rows({**document, "text": text}, filled(self.rows.reading), findings)

    def _names(self, chance: random.Random) -> dict[str, str]:
        filled: dict[str, str] = {}
        for tokens in self._owners:
            shape = tuple(map(len, tokens))
            rank = zipf(chance, PERSONS)
            new = tokens if chance.random() < KEPT else person_name(shape, rank)
            for old, made in zip(tokens, new, strict=True):
                filled[old] = made
                filled[old.lower()] = made.lower()
        return filled

    def _lower(self) -> set[str]:
        return {token.lower() for tokens in self._owners for token in tokens}

    def _slots(self) -> re.Pattern[str]:
        """All that is replaced: names, ordinary words, dates, ids, and what tells one report from another."""
        record = self.record
        fixed = (
            {word.lower() for word in _WORD.findall(self.line)}
            | set(_KINDS)
            | {
                word
                for finding in self.rows.findings
                for row in (finding.row, *(part.row for part in finding.parts))
                for name, value in row.items()
                if isinstance(value, str)
                and name in {"cue_quote", "trigger_quote", "when_quote", "title", "speaker_role"}
                for word in _WORD.findall(value.lower())
            }
        )
        words = {
            word
            for word in _WORD.findall(record.document.text)
            if 5 <= len(word) <= 12 and word.islower() and word.isascii() and word not in fixed
        }
        names = {token for tokens in self._owners for token in tokens}
        whole = sorted(words | names | {name.lower() for name in names}, key=len, reverse=True)
        signs = [_URI, _PUBLISHER, name_key(_PUBLISHER), record.document.id, record.document.text_hash]
        literal = "|".join([*map(re.escape, signs), rf"\b(?:{'|'.join(map(re.escape, whole))})\b"])
        return re.compile(f"({literal}|{_ID.pattern}|{_DATE.pattern})")

    def _strings(self) -> tuple[list[str], dict[Value, int]]:
        """The body, and every string of the rows once; where each is."""
        places: dict[Value, int] = {}
        texts = [self.line]
        rows = [self.rows.document, self.rows.reading]
        for finding in self.rows.findings:
            rows += [finding.row, *(part.row for part in finding.parts)]
        for row in rows:
            for name, value in row.items():
                if isinstance(value, str) and value not in places and name != "text":
                    places[value] = len(texts)
                    texts.append(value)
        return texts, places

    def _verify(self) -> None:
        """Raise SystemExit where what is made is not what the store would make of the same record."""
        made = self.make(random.Random(1), publish(random.Random(1), 1))
        record = unpack_body(made.body, made.document.text)
        if record.document != made.document or rows_of(record) != made.rows:
            raise SystemExit(f"{self.record.document.text[:40]!r}: what is made of it does not hold together")


def _names_of(record: Record, line: str) -> Iterator[tuple[str, ...]]:
    """The parts of names that can be replaced: of persons and organizations, each part by one owner."""
    # What the format itself says in small letters stays: "person", "place" …
    taken = {word for word in _WORD.findall(line) if word.islower()} | set(_KINDS)
    fixed = [actor.name for actor in record.actors if actor.kind not in _NAMED] + [each.name for each in record.places]
    taken |= {token.lower() for name in fixed for token in _WORD.findall(name)}
    taken |= {token.lower() for token in _WORD.findall(record.document.title or "")}
    for actor in record.actors:
        if actor.kind in _NAMED:
            tokens = [
                token for token in dict.fromkeys(_WORD.findall(actor.name))
                if len(token) > 3 and token.isascii() and token[0].isupper() and token[1:].islower()
                and token.lower() not in taken and name_key(token) == token.lower()
            ]  # fmt: skip
            if tokens:
                taken.update(token.lower() for token in tokens)
                yield tuple(tokens)


def _anchors(record: Record) -> Iterator[tuple[str, Callable[[str], str]]]:
    """How the id of each finding is made for another document."""
    for name in _LISTS:
        for finding in getattr(record, name):
            own = str(finding.id)
            kind = own.partition("-")[0]
            for start, end in {(0, 0), *((span.start, span.end) for span in _spans(finding))}:
                if finding_id(record.document.id, kind, start, end) == own:
                    yield own, partial(_id_at, kind, start, end)
                    break
            else:
                yield own, partial(_odd_id, own)


def _id_at(kind: str, start: int, end: int, document: str) -> str:
    return finding_id(document, kind, start, end)


def _odd_id(old: str, document: str) -> str:
    return f"{old.partition('-')[0]}-{content_hash([document, old])[:20]}"


def _spans(value: object) -> Iterator[Span]:
    if hasattr(value, "start") and hasattr(value, "quote"):
        yield value  # type: ignore[misc]
    elif is_dataclass(value):
        for field in fields(value):
            yield from _spans(getattr(value, field.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _spans(each)


def _take_apart(text: str, slots: re.Pattern[str]) -> list[str]:
    """What stays at even places, what is replaced at odd ones."""
    return slots.split(text)


def _fill(parts: Sequence[str], value: Callable[[str], str]) -> str:
    filled = list(parts)
    filled[1::2] = map(value, parts[1::2])
    return "".join(filled)


@lru_cache(maxsize=100_000)
def _shifted(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days)).isoformat()
