"""The gate itself: what fails, what is skipped, and that no floor goes down unseen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quality_gate import Figure, GateError, LabelledSet, check_files, figure_of, home_of, judge, load_sets, run_gate
from quality_raise import Floors, LoweringRefused, move_bounds, pin_files


def labelled_set(figures: dict[str, Figure]) -> LabelledSet:
    """A set of three small files."""
    return {
        "home": "evaluation",
        "input": ["in.jsonl"],
        "gold": "gold.jsonl",
        "scorer": "score.py",
        "options": [],
        "hashes": {},
        "figures": figures,
    }


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of evaluation sets with one set in it, found through the environment."""
    for name in ("in.jsonl", "gold.jsonl"):
        (tmp_path / name).write_text('{"uri": "a"}\n', "utf-8")
    (tmp_path / "score.py").write_text('print(\'{"f1": 0.5, "problems": {}}\')\n', "utf-8")
    monkeypatch.setenv("ONRECORD_EVAL", str(tmp_path))
    return tmp_path


def test_pinned_files_must_be_there_unchanged(home: Path) -> None:
    labelled = labelled_set({})
    with pytest.raises(GateError, match="not the file that was pinned"):
        check_files(labelled, home)
    pin_files(labelled, home)
    check_files(labelled, home)
    (home / "gold.jsonl").write_text("{}\n", "utf-8")
    with pytest.raises(GateError, match="not the file that was pinned"):
        check_files(labelled, home)
    (home / "gold.jsonl").unlink()
    with pytest.raises(GateError, match="No such file"):
        check_files(labelled, home)


def test_a_set_with_a_missing_file_fails_the_run(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "gold.jsonl").unlink()
    assert run_gate({"small": labelled_set({"f1": {"floor": 0.4, "tolerance": 0.0}})}) == 1
    assert capsys.readouterr().out.endswith("floors: 0 checked, 1 failed, 0 skipped\n")


def test_without_the_folder_its_sets_are_skipped_and_said_to_be(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ONRECORD_EVAL", raising=False)
    labelled = labelled_set({"f1": {"floor": 0.4, "tolerance": 0.0}})
    assert home_of(labelled) is None
    assert run_gate({"small": labelled}) == 0
    assert capsys.readouterr().out.endswith("floors: 0 checked, 0 failed, 1 skipped\n")


@pytest.mark.parametrize(
    ("figure", "value", "holds"),
    [
        ({"floor": 0.8, "tolerance": 0.01}, 0.795, True),
        ({"floor": 0.8, "tolerance": 0.01}, 0.785, False),
        ({"ceiling": 2, "tolerance": 0}, 2, True),
        ({"ceiling": 2, "tolerance": 0}, 3, False),
    ],
)
def test_bounds(figure: Figure, value: float, holds: bool) -> None:
    assert judge("small", "f1", figure, value).holds is holds


def test_figures_are_found_by_their_path() -> None:
    scores = {"overall": {"0.5": {"f1": 0.7}}, "kinds": {"actor": [7, 8]}, "problems": {"missing": 3}}
    assert figure_of(scores, "overall/0.5/f1") == 0.7
    assert figure_of(scores, "kinds/actor/0") == 7
    assert figure_of(scores, "problems") == 1
    for absent in ("overall/0.8/f1", "kinds/actor/2", "overall/0.5/f1/more"):
        with pytest.raises(GateError, match="no figure"):
            figure_of(scores, absent)


def test_no_bound_gets_weaker_without_a_reason_in_the_file() -> None:
    floors: Floors = {"sets": {"small": labelled_set({"f1": {"floor": 0.8, "tolerance": 0.01}})}, "lowered": []}
    figure = floors["sets"]["small"]["figures"]["f1"]
    assert move_bounds(floors, [judge("small", "f1", figure, 0.795)], None) == ()
    move_bounds(floors, [judge("small", "f1", figure, 0.85559)], None)
    assert figure["floor"] == 0.8555
    worse = judge("small", "f1", figure, 0.7)
    with pytest.raises(LoweringRefused):
        move_bounds(floors, [worse], None)
    with pytest.raises(LoweringRefused):
        move_bounds(floors, [worse], "")
    assert figure["floor"] == 0.8555
    move_bounds(floors, [worse], "labels mended")
    assert figure["floor"] == 0.7
    assert floors["lowered"] == [
        {"set": "small", "figure": "f1", "before": 0.8555, "after": 0.7, "reason": "labels mended"}
    ]


def test_the_floors_of_the_project_are_well_formed() -> None:
    for name, labelled in load_sets().items():
        assert labelled["home"] in {"evaluation", "repository"}, name
        assert set(labelled["hashes"]) == {*labelled["input"], labelled["gold"], labelled["scorer"]}, name
        assert labelled["figures"], name
        for figure in labelled["figures"].values():
            assert ("floor" in figure) != ("ceiling" in figure), name
            assert figure["tolerance"] >= 0, name
    assert json.dumps(load_sets())
