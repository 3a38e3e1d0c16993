"""Who said what: each filter, names with slips, order, limits, citations; on both databases."""

from __future__ import annotations

import pytest

from onrecord.errors import UsageError
from onrecord.query.asking import Store
from tests.asked_records import Said, Who, report
from tests.asking import asked, clock, fill

__all__ = ["asked", "clock"]

BRANDT = Who("Ilka Brandtner", role="foreign minister", country="AUT")
OKELLO = Who("Sam Okello", role="deputy prime minister", organization="Harbour Union", country="UGA")
UNION = Who("Harbour Union", "organization")
OFFICIAL = Who("a senior official", "unnamed")
PLAN = Who("the draft plan", "document")

FIRST = report(
    Said(BRANDT, "The patrol ships stay in port", manner="direct"),
    Said(OFFICIAL, "nobody was told of the patrol", authority="unnamed", manner="indirect"),
    published="2025-03-01", title="Ships stay", uri="https://river.example/1",
)  # fmt: skip
SECOND = report(
    Said(OKELLO, "Our crews will strike", manner="direct"), Said(UNION, "Wages must rise", attitude="intent"),
    published="2025-03-05", publisher="Hill Gazette", title="Strike ahead",
)  # fmt: skip
THIRD = report(
    Said(PLAN, "tariffs fall by half", authority="document", manner="indirect"),
    Said(BRANDT, "Tariffs are another matter", attitude="thought", manner="mixed"),
    published=None, publisher="Hill Gazette", title=None, uri="https://hill.example/tariffs",
)  # fmt: skip


@pytest.fixture
def filled(asked: Store) -> Store:
    fill(asked, (FIRST, SECOND, THIRD))
    return asked


def words(answer: object) -> list[str]:
    return [each.said[0].quote for each in answer]  # type: ignore[attr-defined]


def test_all_statements_come_newest_first_and_undated_ones_last(filled: Store) -> None:
    answer = filled.said()
    assert [each.report.published for each in answer] == [
        "2025-03-05",
        "2025-03-05",
        "2025-03-01",
        "2025-03-01",
        None,
        None,
    ]
    assert answer.undated == 0
    assert not answer.more


def test_each_statement_cites_the_exact_words_of_its_report(filled: Store) -> None:
    texts = {record.document.id: record.document.text for record in (FIRST, SECOND, THIRD)}
    for each in filled.said():
        text = texts[each.report.document_id]
        for span in (*each.cited, each.cue, each.sentence):
            assert span is not None
            assert text[span.start : span.end] == span.quote


def test_a_statement_tells_speaker_office_and_report(filled: Store) -> None:
    (told,) = filled.said("strike")
    assert (told.speaker, told.role, told.country, told.manner) == (
        "Sam Okello", "deputy prime minister", "UGA", "direct"
    )  # fmt: skip
    assert (told.report.publisher, told.report.title, told.report.revision) == ("Hill Gazette", "Strike ahead", 1)
    assert told.organization == "Harbour Union"


@pytest.mark.parametrize(
    "name",
    ["Ilka Brandtner", "Brandtner", "ILKA  BRANDTNER", "Ílka Bråndtner", "Brandtnar",
     "Ilka Brandtnerr", "ilka brandner"],
)  # fmt: skip
def test_speakers_are_found_by_surname_without_accents_and_with_slips(filled: Store, name: str) -> None:
    assert words(filled.said(speaker=name)) == ["The patrol ships stay in port", "Tariffs are another matter"]


def test_what_a_name_was_taken_for_is_told(filled: Store) -> None:
    answer = filled.said(speaker="Brandtnar")
    assert answer.named[0].names == ("Ilka Brandtner",)
    assert answer.messages()[0] == "Brandtnar: taken for Ilka Brandtner"


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"role": "minister"}, 3),
        ({"role": "foreign minister"}, 2),
        ({"role": "prime"}, 1),
        ({"role": "mini"}, 0),
        ({"country": "Austria"}, 2),
        ({"country": "aut"}, 2),
        ({"country": ("AUT", "Uganda")}, 3),
        ({"organization": "Harbour Union"}, 2),
        ({"authority": "unnamed"}, 1),
        ({"authority": ("unnamed", "document")}, 2),
        ({"attitude": "thought"}, 1),
        ({"attitude": "intent"}, 1),
        ({"manner": "direct"}, 3),
        ({"publisher": "hill"}, 4),
        ({"publisher": "gazette", "authority": "document"}, 1),
        ({"publisher": "nobody's paper"}, 0),
        ({"words": "patrol"}, 2),
        ({"words": "patrol", "speaker": "Brandtner"}, 1),
        ({"words": "patrol -official"}, 2),
        ({"words": "patrol -nobody"}, 1),
        ({"words": "ships", "authority": "unnamed"}, 0),
        ({"speaker": ("Okello", "Brandtner")}, 3),
        ({"speaker": "Brandtner", "manner": "mixed"}, 1),
        ({"speaker": "Brandtner", "country": "UGA"}, 0),
        ({"country": "AUT", "role": "foreign", "publisher": "River Post"}, 1),
    ],
)  # fmt: skip
def test_filters_hold_together(filled: Store, filters: dict[str, str], found: int) -> None:
    assert len(filled.said(**filters)) == found  # type: ignore[arg-type]


def test_a_period_holds_both_its_days_and_counts_what_has_none(filled: Store) -> None:
    answer = filled.said(since="2025-03-01", until="2025-03-04")
    assert {each.report.published for each in answer} == {"2025-03-01"}
    assert answer.undated == 2
    assert "left out, for their report has no date: 2" in answer.messages()
    assert filled.said(speaker="Brandtner", since="2025-03-01").undated == 1


def test_the_limit_keeps_the_newest_and_says_that_there_are_more(filled: Store) -> None:
    answer = filled.said(limit=3)
    assert len(answer) == 3
    assert answer.more
    assert answer[0].report.published == "2025-03-05"
    everything = filled.said(limit=None)
    assert len(everything) == 6
    assert not everything.more
    assert not filled.said(limit=6).more


def test_an_empty_answer_says_what_was_searched_and_suggests_names(filled: Store) -> None:
    answer = filled.said("ships", speaker="Okelo B", since="2025-01-01")
    assert not answer
    assert (
        "nothing found: searched in 3 reports for statements by Okelo B, words ships, since 2025-01-01"
        in answer.messages()
    )
    assert "Sam Okello" in answer.nearest


def test_a_known_name_without_an_answer_suggests_nothing(filled: Store) -> None:
    answer = filled.said("ships", speaker="Okello")
    assert not answer
    assert answer.nearest == ()


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ({"authority": "anonymous"}, "'anonymous' is no authority; choose among named, unnamed"),
        ({"manner": "spoken"}, "is no manner"),
        ({"country": "Atlantis"}, "'Atlantis' is no country"),
        ({"since": "last week"}, "'last week' is no date"),
        ({"since": "2025-03-05", "until": "2025-03-01"}, "cannot end"),
        ({"speaker": "  "}, "a name is needed"),
        ({"role": ""}, "a name is needed"),
        ({"words": "-ships"}, "no word to search for"),
        ({"known_at": "soon"}, "is no instant"),
    ],
)  # fmt: skip
def test_a_filter_that_makes_no_sense_is_told(filled: Store, filters: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        filled.said(**filters)  # type: ignore[arg-type]


def test_short_names_that_only_one_goes_by_find_reports_with_nothing_fuller(asked: Store) -> None:
    fill(asked, [report(Said(BRANDT, f"Number {number}"), title=str(number)) for number in range(3)])
    fill(asked, [report(Said(Who("Brandtner"), "Once more"), title="short")])
    assert len(asked.said(speaker="Ilka Brandtner")) == 4


def test_short_names_that_several_go_by_are_nobodys(asked: Store) -> None:
    fill(asked, [report(Said(BRANDT, "One"), Said(Who("Otto Brandtner"), "Two"), Said(Who("Brandtner"), "Three"))])
    assert words(asked.said(speaker="Ilka Brandtner")) == ["One"]
    assert sorted(words(asked.said(speaker="Brandtner"))) == ["One", "Three", "Two"]


def test_other_names_that_look_alike_are_not_taken_for_one(asked: Store) -> None:
    fill(asked, [report(
        Said(Who("Austria", "country", "AUT"), "We agree"), Said(Who("Australia", "country", "AUS"), "We do not"),
        Said(Who("Mia Andersen"), "Perhaps"), Said(Who("Mia Anderson"), "Never"),
    )])  # fmt: skip
    assert words(asked.said(speaker="Austria")) == ["We agree"]
    assert words(asked.said(speaker="Mia Andersen")) == ["Perhaps"]


def test_a_first_name_may_be_spelled_with_another_letter_where_the_surname_is_right(asked: Store) -> None:
    fill(asked, [report(Said(Who("Volodar Brandtner"), "One"), Said(Who("Bo Brandtner"), "Two"))])
    assert words(asked.said(speaker="Wolodar Brandtner")) == ["One"]


def test_a_name_without_its_middle_is_found_and_the_other_way_round(asked: Store) -> None:
    fill(asked, [report(Said(Who("Ann Maria Lee"), "One"), Said(Who("Otto Fell"), "Two"))])
    assert words(asked.said(speaker="Ann Lee")) == ["One"]
    assert words(asked.said(speaker="Otto B. Fell")) == ["Two"]
