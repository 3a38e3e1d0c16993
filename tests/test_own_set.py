"""The labelled set of our own: its labels fit its texts, it has every kind, and its scorer sees what is wrong."""

from __future__ import annotations

import copy
import re
from collections import Counter
from datetime import date
from typing import cast, get_args

import pytest

from onrecord import record
from tests.own_set import ALL_FIGURES, DOCUMENTS, PERFECT, figure, findings, labels_of, lowered
from tests.quality.own.own_labels import (
    PRONOUNS,
    Finding,
    GoldDocument,
    Label,
    LabelError,
    accepts,
    locate,
    locate_all,
)
from tests.quality.own.score_own import score

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
FIELDS = {
    "furniture": {"kind", "words"},
    "actors": {"name", "kind", "country", "words", "roles"},
    "statements": {
        "speaker", "speaker_words", "cue", "content", "manner", "attitude", "authority", "status", "addressee", "via",
        "begin", "reported_in",
    },
    "times": {"words", "type", "value", "mod", "quant", "freq", "when"},
    "places": {"words", "country", "point"},
    "events": {"type", "words", "status", "roles", "also"},
    "conditions": {"relation", "condition", "outcome", "cue", "counterfactual"},
}  # fmt: skip


def values_of(kind: str, field: str) -> set[str]:
    """The values that a field has among the labels of a kind, where it has one alone."""
    return {value for label in labels_of(kind) if isinstance(value := cast(dict[str, object], label).get(field), str)}


def quotes_of(label: Label) -> list[str]:
    """All that a label quotes."""
    single = [label.get("speaker_words"), label.get("cue"), label.get("condition"), label.get("outcome")]
    words = label.get("words", [])
    return (
        [each for each in single if each]
        + ([words] if isinstance(words, str) else words)
        + label.get("content", [])
        + label.get("also", [])
    )


def test_there_are_150_short_texts_and_3_reports() -> None:
    reports = [each for each in DOCUMENTS if each["uri"].startswith("own/report-")]
    short = [each for each in DOCUMENTS if each not in reports]
    assert (len(short), len(reports)) == (150, 3)
    assert len({each["uri"] for each in DOCUMENTS}) == len({each["text"] for each in DOCUMENTS}) == 153
    assert all(250 <= len(each["text"].split()) <= 500 for each in reports)
    assert all(len(each["text"].split()) <= 80 for each in short)


@pytest.mark.parametrize("gold", DOCUMENTS, ids=lambda each: each["uri"])
def test_every_label_quotes_its_text(gold: GoldDocument) -> None:
    names = {actor["name"] for actor in gold["labels"].get("actors", [])}
    for kind, labels in gold["labels"].items():
        for label in labels:
            assert set(label) <= FIELDS[kind]
            for quote in quotes_of(label):
                assert locate_all(gold["text"], quote)
            named = {label.get("speaker"), label.get("addressee"), *label.get("via", [])} - {None}
            assert named | {role["organization"] for role in label.get("roles", []) if "organization" in role} <= names
            assert {role["actor"] for role in label.get("roles", []) if "actor" in role} <= names
            if "reported_in" in label:
                assert label["reported_in"] < len(labels)


def test_weekdays_fall_on_their_dates() -> None:
    checked = 0
    for label in labels_of("times"):
        value, words = label["value"], str(label["words"])
        day = re.match(r"\d{4}-\d\d-\d\d", value) if isinstance(value, str) else None
        named = next((each for each in WEEKDAYS if each in words and "later" not in words), None)
        if day and named:
            assert WEEKDAYS[date.fromisoformat(day[0]).weekday()] == named, words
            checked += 1
    assert checked > 30


@pytest.mark.parametrize(
    ("kind", "field", "values"),
    [
        ("furniture", "kind", set(get_args(record.FurnitureKind))),
        ("actors", "kind", set(get_args(record.ActorKind))),
        ("statements", "manner", set(get_args(record.Manner))),
        ("statements", "attitude", set(get_args(record.Attitude))),
        ("statements", "authority", set(get_args(record.Authority))),
        ("statements", "status", set(get_args(record.Status))),
        ("times", "type", set(get_args(record.TimexType))),
        ("events", "type", PLOVER),
        ("conditions", "relation", set(get_args(record.Relation))),
    ],
)
def test_every_value_is_covered(kind: str, field: str, values: set[str]) -> None:
    assert values_of(kind, field) == values


def test_every_status_of_an_office_is_covered() -> None:
    held = {role["status"] for actor in labels_of("actors") for role in actor.get("roles", [])}
    assert held == set(get_args(record.RoleStatus))


def test_every_order_of_speaker_cue_and_content_is_covered() -> None:
    orders: Counter[str] = Counter()
    for gold in DOCUMENTS:
        for label in gold["labels"].get("statements", []):
            if label["cue"] and label["speaker_words"]:
                starts = {
                    "S": locate(gold["text"], label["speaker_words"]),
                    "C": locate(gold["text"], label["cue"]),
                    "Q": locate(gold["text"], label["content"][0]),
                }
                orders["".join(sorted(starts, key=lambda name: starts[name]))] += 1
    assert set(orders) == {"SCQ", "SQC", "CSQ", "CQS", "QSC", "QCS"}


def has_a_statement_over_paragraphs(gold: GoldDocument) -> bool:
    """Whether the content of a statement goes on in another paragraph."""
    contents = [each["content"] for each in gold["labels"].get("statements", [])]
    return any("\n\n" in gold["text"][locate(gold["text"], c[0])[0] : locate(gold["text"], c[-1])[1]] for c in contents)


def test_what_labels_do_not_name_is_covered() -> None:
    statements = labels_of("statements")
    assert sum(len(each["content"]) > 1 for each in statements) >= 10  # interrupted or going on
    assert sum(each["cue"] is None for each in statements) >= 20
    assert sum("reported_in" in each for each in statements) >= 10
    assert sum("via" in each for each in statements) >= 3
    assert sum("addressee" in each for each in statements) >= 20
    assert sum(str(each["speaker_words"]).partition("#")[0].casefold() in PRONOUNS for each in statements) >= 15
    assert sum(map(has_a_statement_over_paragraphs, DOCUMENTS)) >= 2
    mentions = [str(words).partition("#")[0].casefold() for each in labels_of("actors") for words in each["words"]]
    assert sum(words in PRONOUNS for words in mentions) >= 40
    values = {str(each["value"]) for each in labels_of("times")}
    assert {"PAST_REF", "PRESENT_REF", "FUTURE_REF"} <= values
    for form in (r"\d{3}$", r"\d{4}-SU", r"\d{4}-Q\d", r"\d{4}-H\d", r"\d{4}-W\d\d$", r".*-WE$", r".*TEV$", r"XXXX"):
        assert any(re.match(form, value) for value in values), form
    assert sum(not each["labels"].get("statements") for each in DOCUMENTS) >= 20
    assert all({"events", "conditions"} <= each["labels"].keys() for each in DOCUMENTS)


def test_quotes_are_found_by_number_and_as_whole_words() -> None:
    text = "He said the theatre said he said."
    assert locate_all(text, "the") == [(8, 11)]
    assert locate_all(text, "said#2") == [(20, 24)]
    assert len(locate_all(text, "said#all")) == 3
    for wrong in ("said", "said#4", "eat", "said#0", "she#all"):
        with pytest.raises(LabelError):
            locate_all(text, wrong)


def test_a_record_as_labelled_is_all_right() -> None:
    figures, misses = score(DOCUMENTS, PERFECT)
    assert {path: figure(figures, path) for path in ALL_FIGURES} == dict.fromkeys(ALL_FIGURES, 1.0)
    assert (misses, figures["broken_spans"], figures["problems"]) == ([], 0, 0)


@pytest.mark.parametrize(
    ("uri", "kind", "change", "figures"),
    [
        ("pronoun-1", "statements", {"speaker": "Diego Araya"}, {"matched:speaker", "statements:joint"}),
        ("order-1", "statements", {"speaker": None}, {"matched:speaker", "statements:joint"}),
        ("order-1", "statements", {"cue": None}, {"matched:cue"}),
        ("order-2", "statements", {"manner": "mixed"}, {"matched:manner"}),
        ("attitude-1", "statements", {"attitude": "speech"}, {"matched:attitude"}),
        ("authority-1", "statements", {"authority": "named"}, {"matched:authority"}),
        ("standing-1", "statements", {"factuality": {"status": "happened"}}, {"matched:status"}),
        ("addressee-2", "statements", {"addressee": None}, {"matched:addressee"}),
        ("addressee-1", "statements", {"when": {"start": "2025-09-12"}}, {"matched:when"}),
        ("via-1", "statements", {"via": []}, {"matched:via"}),
        ("nested-1", "statements", {"reported_in": "s1"}, {"matched:reported_in"}),
        ("order-1", "actors", {"kind": "group"}, {"actors:kind"}),
        ("order-1", "actors", {"country": "SWE"}, {"actors:country"}),
        ("order-1", "actors", {"roles": []}, {"roles:found"}),
        ("time-1", "times", {"timex_type": "TIME"}, {"times:type"}),
        ("time-1", "times", {"value": "2024-11-09"}, {"times:value"}),
        ("time-1", "times", {"when": None}, {"times:when"}),
        ("place-1", "places", {"country": "FRA"}, {"places:country"}),
        ("place-1", "places", {"lat": 48.9}, {"places:point"}),
        ("furniture-1", "furniture", {"kind": "byline"}, {"furniture:kind"}),
        ("order-1", "events", {"type": "CONSULT"}, {"events:type"}),
        ("order-1", "events", {"factuality": {"status": "happened"}}, {"events:status"}),
        ("order-9", "events", {"roles": []}, {"events:roles"}),
        ("order-9", "events", {"type": None}, {"events:found"}),
        ("pronoun-1", "events", {"mentions": []}, {"events:merged"}),
        ("order-3", "conditions", {"relation": "if"}, {"conditions:relation"}),
        ("order-3", "conditions", {"outcome": None}, {"conditions:outcome"}),
    ],
)
def test_a_wrong_field_lowers_its_figure_and_no_other(
    uri: str, kind: str, change: dict[str, object], figures: set[str]
) -> None:
    records = copy.deepcopy(PERFECT)
    cast(dict[str, object], findings(records, uri, kind)[0]).update(change)
    assert lowered(records) == figures


@pytest.mark.parametrize(
    ("uri", "kind", "path"),
    [
        ("order-2", "statements", "statements:0.5"),
        ("time-1", "times", "times:found"),
        ("place-1", "places", "places:found"),
        ("furniture-1", "furniture", "furniture:found"),
        ("order-1", "actors", "actors:found"),
        ("order-1", "events", "events:found"),
        ("order-3", "conditions", "conditions:found"),
    ],
)
def test_what_is_missing_or_too_much_lowers_its_figure(uri: str, kind: str, path: str) -> None:
    for number in (0, 2):
        records = copy.deepcopy(PERFECT)
        found = findings(records, uri, kind)
        found[:1] = [copy.deepcopy(found[0]) for _ in range(number)]
        for copied, each in enumerate(found[:number]):
            each["id"] = f"{each.get('id')}{copied}"
        assert path in lowered(records)


def test_mentions_wrongly_joined_or_kept_apart_lower_the_links() -> None:
    records = copy.deepcopy(PERFECT)
    one, other, *_ = findings(records, "pronoun-1", "actors")
    one["mentions"], other["mentions"] = [*one["mentions"], other["mentions"].pop()], other["mentions"]
    assert {"links:pairs", "links:b_cubed"} <= lowered(records)
    records = copy.deepcopy(PERFECT)
    actors = findings(records, "pronoun-1", "actors")
    actors.append({**actors[0], "id": "apart", "name": "She", "mentions": [actors[0]["mentions"].pop()]})
    assert {"links:pairs", "links:b_cubed"} <= lowered(records)


def test_a_speaker_known_by_her_office_alone_is_wrong_where_the_text_names_her() -> None:
    records = copy.deepcopy(PERFECT)
    actors = findings(records, "role-1", "actors")
    office = {**actors[0], "id": "office", "name": "the prime minister", "mentions": [actors[0]["mentions"].pop()]}
    actors.append(cast(Finding, office))
    findings(records, "role-1", "statements")[0]["speaker"] = "office"
    assert "matched:speaker" in lowered(records)


def test_shifted_content_fails_the_close_match_first() -> None:
    records = copy.deepcopy(PERFECT)
    content = findings(records, "order-1", "statements")[0]["content"][0]
    content["quote"] = "the Arctic patrols"
    content["end"] = content["start"] + len(content["quote"])
    assert lowered(records) == {"statements:0.8"}


def test_broken_spans_missing_records_and_other_texts_are_told() -> None:
    records = copy.deepcopy(PERFECT)
    findings(records, "order-1", "statements")[0]["content"][0]["quote"] = "other words"
    del records[5]
    cast(dict[str, str], records[7]["document"])["text"] += "."
    figures, _ = score(DOCUMENTS, records)
    assert (figures["broken_spans"], figures["problems"]) == (1, 2)
    assert figure(figures, "actors:found") < 1


def test_events_and_conditions_are_left_out_while_no_record_has_any() -> None:
    records = copy.deepcopy(PERFECT)
    for each in records:
        each["events"] = []
    figures, misses = score(DOCUMENTS, records)
    assert "events" not in figures
    assert "conditions" in figures
    assert misses == []


def test_one_of_several_values_will_do() -> None:
    either = ["named", "unnamed"]
    assert [accepts(either, got) for got in ("named", "unnamed", "outlet", None)] == [True, True, False, False]
