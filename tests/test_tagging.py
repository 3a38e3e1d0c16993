"""The trained tagger, as shipped: what it finds, and what holds for any text."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.extract.encoding import WINDOW, encode, relation_to_cue, shape_of, windows
from onrecord.extract.quotation import find_quotations
from onrecord.extract.tagging import find_tagged, score_windows
from onrecord.models.tagger import FOLDER, Tagger, load_tagger
from tests.parsed import document_of, parse_of

REPORT = (
    "The foreign minister of Ruritania, Anna Berg, said on Tuesday that her government would not recognise the vote. "
    "“We will not be rushed,” she told reporters in the capital. “There is time.”\n\n"
    "According to two officials, the talks broke down over fishing rights. The ferry leaves at noon."
)


def found(text: str) -> list[tuple[str | None, str | None, list[str]]]:
    drafts = find_tagged(score_windows(document_of(text), parse_of(text), load_tagger()))
    return [
        (d.source and text[slice(*d.source)], d.cue and text[slice(*d.cue)], [text[slice(*c)] for c in d.content])
        for d in drafts
    ]


def test_the_shipped_tagger_reads_a_report() -> None:
    statements = found(REPORT)
    sources = [source for source, _, _ in statements]
    assert any(source is not None and "Anna Berg" in source for source in sources)
    assert "two officials" in sources
    content = " ".join(part for _, _, parts in statements for part in parts)
    assert "her government would not recognise the vote" in content
    assert "We will not be rushed" in content
    assert "ferry" not in content


def test_the_weights_are_those_of_the_card() -> None:
    card = json.loads((FOLDER / "card.json").read_text(encoding="utf-8"))
    content = (FOLDER / "encoder.onnx").read_bytes() + (FOLDER / "heads.npz").read_bytes()
    assert card["version"] == sha256(content).hexdigest()[:12]
    assert card["version"] in (FOLDER / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_missing_weights_are_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="install onrecord again"):
        Tagger(tmp_path)


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet='ab Z9.,\n“”"é🙂م\u0301\x00', max_size=200))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    for draft in find_tagged(score_windows(document_of(text), parse_of(text), load_tagger())):
        for start, end in (
            *draft.content,
            *([draft.cue] if draft.cue else []),
            *([draft.source] if draft.source else []),
        ):
            assert 0 <= start < end <= len(text)


def test_windows_hold_every_subword_once() -> None:
    text = REPORT + "\n\n" + "word " * 700 + "\n\n" + REPORT
    parse, tagger = parse_of(text), load_tagger()
    pieces = []
    for paragraph in parse.paragraphs:
        ids, offsets = tagger.subwords(text[paragraph.start : paragraph.end])
        pieces.append((ids, [(a + paragraph.start, b + paragraph.start) for a, b in offsets], paragraph.number))
    encoding = encode(pieces, parse, find_quotations(text, parse.paragraphs))
    cut = list(windows(encoding, tagger.start_id, tagger.separator_id))
    seen = np.concatenate([w.index[w.index >= 0] for w in cut])
    assert seen.tolist() == list(range(len(encoding.ids)))
    assert max(len(w.ids) for w in cut) <= WINDOW
    assert all(w.ids[0] == tagger.start_id for w in cut)


def test_a_subject_and_a_complement_lie_differently_to_their_verb() -> None:
    text = "The minister said that the talks had failed."
    parse, tagger = parse_of(text), load_tagger()
    ids, offsets = tagger.subwords(text)
    encoding = encode([(ids, offsets, 0)], parse, ())
    window = next(windows(encoding, tagger.start_id, tagger.separator_id))
    at = {text[a:b]: n + 1 for n, (a, b) in enumerate(offsets)}
    cue = (at["said"], at["said"] + 1)
    distance, cue_side, own_side = relation_to_cue(parse, encoding, window.index, cue)
    assert own_side[at["minister"]] != own_side[at["failed"]]
    assert own_side[at["talks"]] == own_side[at["failed"]]
    assert cue_side[at["minister"]] == cue_side[at["failed"]]
    assert distance[at["minister"]] < distance[at["said"]] < distance[at["failed"]]


@pytest.mark.parametrize(
    ("word", "shape"), [("word", 0), ("Word", 1), ("NATO", 2), ("A", 1), ("2024", 3), ("“", 4), ("", 4)]
)
def test_shape_of_a_word(word: str, shape: int) -> None:
    assert shape_of(word) == shape
