"""The hand-labelled samples are whole and hold no text; they are drawn by seed, and scored as their README says."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import cast, get_args

import pytest

from draw_sample import cue_class, plain_class
from onrecord.record import Status
from quality_gate import figure_of
from score_sample import Line, Told, count_judgements, error_rows, score_sample, status_at, statuses
from tests.parsed import parse_of

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "tests" / "quality" / "samples" / "labels.jsonl"
SAMPLE: list[Line] = [json.loads(line) for line in LABELS.open(encoding="utf-8")]
FACT = {"happened", "ongoing"}


def test_there_are_two_lists_of_200_without_text() -> None:
    assert Counter(line["list"] for line in SAMPLE) == {"never": 200, "plain": 200}
    assert {tuple(line) for line in SAMPLE} == {("list", "uri", "start", "end", "cue", "class", "status")}
    assert len({(line["uri"], line["start"]) for line in SAMPLE}) == 400
    assert all(0 <= line["start"] < line["end"] <= line["start"] + 20 for line in SAMPLE)


def test_cues_are_many_and_articles_are_not_used_up() -> None:
    cues = Counter(line["cue"] for line in SAMPLE if line["list"] == "never")
    assert len(cues) >= 15
    assert max(cues.values()) <= 12
    assert max(Counter((line["list"], line["uri"]) for line in SAMPLE).values()) <= 3


def test_class_and_status_agree_with_the_list() -> None:
    for line in SAMPLE:
        given = set(statuses(line))
        assert given
        assert given <= set(get_args(Status))
        assert (line["list"] == "plain") == (cast(dict[str, str], line)["class"] == "happened") == bool(given & FACT)
    assert {status for line in SAMPLE for status in statuses(line)} >= set(get_args(Status)) - {"ongoing"}


def line(name: str, start: int, status: str, uri: str = "a") -> Line:
    return {"uri": uri, "start": start, "end": start + 5, "list": name, "cue": "will", "status": status}


def test_events_told_as_the_other_list_are_wrong() -> None:
    sample = [
        line("never", 0, "expected"), line("never", 10, "expected"), line("never", 20, "possible"),
        line("never", 30, "denied"), line("plain", 40, "happened"), line("plain", 50, "happened"),
        line("plain", 60, "happened", "unread"),
    ]  # fmt: skip
    told = {
        "a": (
            Told(0, 5, "expected"), Told(10, 15, "happened"), Told(22, 30, "ongoing"), Told(40, 45, "ongoing"),
            Told(50, 55, "possible"),
        )
    }  # fmt: skip
    scored = score_sample(sample, told)
    assert figure_of(scored.figures, "never/wrong") == 0.5
    assert figure_of(scored.figures, "never/wrong_of_found") == pytest.approx(2 / 3)
    assert figure_of(scored.figures, "never/not_found") == 0.25
    assert figure_of(scored.figures, "never/status_right") == pytest.approx(1 / 3)
    assert figure_of(scored.figures, "plain/wrong") == 0.5
    assert figure_of(scored.figures, "plain/not_found") == 0
    assert figure_of(scored.figures, "no_record") == 1
    assert [(each["start"], status) for each, status in scored.errors] == [
        (10, "happened"), (20, "ongoing"), (30, None), (50, "possible"),
    ]  # fmt: skip
    rows = list(error_rows(scored.errors, {"a": "0123456789climb and so on"}))
    assert rows[0].endswith("0123456789[climb] and so on")


def test_the_mention_that_overlaps_most_tells_the_status() -> None:
    told = (Told(0, 12, "expected"), Told(8, 12, "denied"), Told(10, 30, "happened"))
    assert status_at(told, 8, 12) == "denied"
    assert status_at(told, 9, 20) == "happened"
    assert status_at(told, 30, 34) is None


def test_judgements_are_counted() -> None:
    judged: list[Line] = [
        {"uri": "a", "start": 0, "end": 4, "event": event, "participants": participants}
        for event, participants in [
            ("right", "right"),
            ("right", "missing"),
            ("wrong_type", "right"),
            ("invented", None),
        ]
    ]
    figures = count_judgements(judged)
    assert figure_of(figures, "event/right") == 0.5
    assert figure_of(figures, "event/invented") == 0.25
    assert figure_of(figures, "participants/missing") == 0.5
    with pytest.raises(SystemExit, match="no judgement"):
        count_judgements([{"uri": "a", "start": 0, "end": 4, "event": "rihgt"}])


@pytest.mark.parametrize(
    ("text", "word", "cue"),
    [
        ("Ms. Otieno will meet the miners in Kisumu on Friday.", "will", "will"),
        ("The union wants to march on the harbour next week.", "wants", "want"),
        ("The two ministers never met in the capital last year.", "never", "not"),
        ("She would resign if the council rejected the budget.", "if", "if"),
        ("The port was set to close on Monday, an aide said.", "set", "scheduled"),
        ("The report set a tone that nobody in town liked.", "set", None),
    ],
)
def test_classes_of_cues(text: str, word: str, cue: str | None) -> None:
    parse = parse_of(text)
    token = next(t for t in parse.tokens if t.text == word)
    assert cue_class(parse, token) == cue


@pytest.mark.parametrize(
    ("text", "word", "form"),
    [
        ("Ms. Otieno met the miners in Kisumu on Friday.", "met", "past"),
        ("Three miners were arrested near the harbour on Friday.", "arrested", "passive"),
        ("The council has raised the budget for the harbour.", "raised", "perfect"),
        ("The meeting ended after two hours of quarrels.", "meeting", "noun"),
        ("The council had planned to reject the budget for years.", "reject", None),
        ("Ms. Otieno would have met the miners on Friday.", "met", None),
        ("Ms. Otieno never met the miners of Kisumu.", "met", None),
    ],
)
def test_forms_of_the_past(text: str, word: str, form: str | None) -> None:
    parse = parse_of(text)
    token = next(t for t in parse.tokens if t.text == word)
    assert plain_class(parse, token) == form


def draw(tmp_path: Path, name: str, *options: str) -> list[dict[str, object]]:
    """What the command draws."""
    target = tmp_path / name
    command = [sys.executable, str(ROOT / "tools" / "draw_sample.py"), *options[:1], *options[1:2], str(target)]
    subprocess.run([*command, *options[2:]], check=True, capture_output=True)
    return [json.loads(each) for each in target.open(encoding="utf-8")]


def test_one_seed_draws_the_same_sentences(tmp_path: Path) -> None:
    said = "Ms. Otieno met the miners in town {n}. She will visit the harbour of town {n} on Friday."
    source = tmp_path / "articles.jsonl"
    source.write_text(
        "".join(json.dumps({"uri": f"a{n}", "text": "\n\n".join([said.format(n=n)] * 5)}) + "\n" for n in range(6)),
        "utf-8",
    )
    options = ("sentences", str(source), "--articles", "4", "--each", "8", "--spare", "2")
    drawn = draw(tmp_path, "one.jsonl", *options)
    assert drawn == draw(tmp_path, "two.jsonl", *options)
    assert drawn != draw(tmp_path, "other.jsonl", *options, "--seed", "8")
    counts = Counter((each["list"], each["uri"]) for each in drawn)
    assert {name for name, _ in counts} == {"never", "plain"}
    assert len({uri for _, uri in counts}) <= 4
    assert max(counts.values()) == 3
    assert all(set(each) == {"list", "cue", "uri", "start", "end"} for each in drawn)


def test_typed_events_are_drawn_without_judgement(tmp_path: Path) -> None:
    span = {"start": 4, "end": 7, "quote": "met"}
    role = {"actor": "x", "role": "actor", "span": {"start": 0, "end": 3, "quote": "Ada"}}
    event = {"type": "CONSULT", "mode": None, "trigger": span, "roles": [role], "factuality": {"status": "happened"}}
    record = {
        "document": {"uri": "a"}, "actors": [{"id": "x", "mentions": [span]}],
        "events": [event, {**event, "type": None}],
    }  # fmt: skip
    source = tmp_path / "records.jsonl"
    source.write_text(json.dumps(record) + "\n", "utf-8")
    assert draw(tmp_path, "judge.jsonl", "events", str(source)) == [
        {
            "uri": "a", "start": 4, "end": 7, "type": "CONSULT", "mode": None, "status": "happened",
            "roles": [["actor", 0, 3]], "event": None, "participants": None,
        }
    ]  # fmt: skip


def test_articles_of_a_sample_are_chosen(tmp_path: Path) -> None:
    source, sample = tmp_path / "articles.jsonl", tmp_path / "sample.jsonl"
    source.write_text('{"uri": "a", "text": "One.", "gold": []}\n{"uri": "b", "text": "Two."}\n', "utf-8")
    sample.write_text('{"uri": "a"}\n', "utf-8")
    assert draw(tmp_path, "chosen.jsonl", "articles", str(source), "--sample", str(sample)) == [
        {"uri": "a", "text": "One."}
    ]
