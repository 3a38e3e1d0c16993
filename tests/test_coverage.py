"""Stretches of text against the obvious way of finding overlaps."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.coverage import Coverage

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1])), max_size=12)


@given(SPANS, SPANS, st.integers(0, 60), st.integers(1, 20))
def test_over_finds_what_a_full_search_finds(
    first: list[tuple[int, int]], later: list[tuple[int, int]], start: int, size: int
) -> None:
    coverage = Coverage(first)
    for span in later:
        coverage.add(span)
    end = start + size
    wanted = sorted(s for s in [*first, *later] if s[0] < end and start < s[1])
    assert sorted(coverage.over(start, end)) == wanted
    assert coverage.meets(start, end) == bool(wanted)
