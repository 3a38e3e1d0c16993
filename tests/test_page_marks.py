"""Texts cut at the marks: without gaps, each word with exactly the marks that cover it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from onrecord.render.marks import Mark, cut_text, find_blocks, find_marks, share_marks
from tests.rendered import REPORT, SUMMIT, condition_in, event_in, record_of, with_findings
from tests.test_properties import texts
from tests.test_render_page import check_page

spans = st.tuples(st.integers(0, 40), st.integers(1, 15)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(spans, max_size=12), spans)
def test_segments_tile_the_range_and_carry_their_marks(found: list[tuple[int, int]], within: tuple[int, int]) -> None:
    start, end = within
    marks = [Mark(a, b, "content", f"s{i}") for i, (a, b) in enumerate(found, 1) if a < end and start < b]
    segments = list(cut_text(start, end, marks))
    assert [segments[0].start, *(s.end for s in segments)] == [*(s.start for s in segments), end]
    assert segments[0].start == start
    for segment in segments:
        for at in range(segment.start, segment.end):
            assert set(segment.marks) == {m for m in marks if m.start <= at < m.end}
        assert set(segment.opens) == {m for m in marks if m.start == segment.start}
        widths = [m.end - m.start for m in segment.marks]
        assert widths == sorted(widths)


@given(texts)
def test_blocks_follow_each_other_with_white_space_between_and_share_all_marks(text: str) -> None:
    record = record_of(text.replace("\r\n", "\n").replace("\r", "\n"))
    blocks, done = find_blocks(record), 0
    for block in blocks:
        assert not record.document.text[done : block.start].strip()
        assert done <= block.start < block.end
        done = block.end
    assert not record.document.text[done:].strip()
    marks = find_marks(record)
    for block, shared in zip(blocks, share_marks(blocks, marks), strict=True):
        assert set(shared) == {m for m in marks if m.start < block.end and block.start < m.end}


spots = st.tuples(st.integers(0, len(SUMMIT) - 1), st.integers(1, 40)).map(
    lambda pair: (pair[0], min(len(SUMMIT), pair[0] + pair[1]))
)


@given(st.lists(spots, max_size=5), st.lists(st.tuples(spots, spots, spots), max_size=4))
def test_events_and_conditions_anywhere_are_marked_and_linked(
    events: list[tuple[int, int]], conditions: list[tuple[tuple[int, int], tuple[int, int], tuple[int, int]]]
) -> None:
    record = record_of(SUMMIT)
    cite = record.document.cite
    event, condition = event_in(record, "demanded", "REQUEST"), condition_in(record, "if", "If", "pact", "port")
    found = with_findings(
        record,
        *(replace(event, id=f"e{i}", trigger=cite(*at)) for i, at in enumerate(events)),
        *(
            replace(condition, id=f"c{i}", cue=cite(*a), condition=cite(*b), outcome=cite(*c))
            for i, (a, b, c) in enumerate(conditions)
        ),
    )
    page = check_page(found)
    linked = {given["data-f"] for pane, address, given in page.links if pane == "aside" and address.startswith("#w")}
    assert {f"e{i}" for i, (a, b) in enumerate(events, 1) if SUMMIT[a:b].strip()} <= linked
    assert {f"c{i}" for i, (_, (a, b), _) in enumerate(conditions, 1) if SUMMIT[a:b].strip()} <= linked


def test_a_dateline_stands_in_the_block_of_its_paragraph() -> None:
    record = record_of(REPORT)
    block = next(b for b in find_blocks(record) if b.paragraph == 2)
    assert record.document.text[block.start : block.end].startswith("LISBON, March 4 (Reuters) - Ines Calvo")
    kinds = {m.kind for m in find_marks(record)}
    assert kinds >= {"content", "cue", "speaker", "event", "actor", "time", "place", "furniture"}
