"""The public names: few, lazily imported, and what they promise."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import pytest

import onrecord
from onrecord import InputError, Item, ModelError, Record, Rejected, UsageError


def test_every_public_name_is_there_and_documented() -> None:
    assert set(onrecord.__all__) <= set(dir(onrecord))
    for name in onrecord.__all__:
        thing = getattr(onrecord, name)
        assert name == "__version__" or thing.__doc__
    with pytest.raises(AttributeError, match="no attribute 'open_sesame'"):
        _ = onrecord.open_sesame


def test_the_version_is_that_of_the_distribution() -> None:
    assert onrecord.__version__ == version("onrecord")


def test_read_takes_a_path_a_files_name_or_a_text(tmp_path: Path, report: str) -> None:
    path = tmp_path / "report.txt"
    path.write_text(report, encoding="utf-8")
    from_path = onrecord.read(path, published="2025-03-04", publisher="River Times")
    assert isinstance(from_path, Record)
    assert (from_path.document.text, from_path.document.publisher) == (report, "River Times")
    assert onrecord.read(str(path), published="2025-03-04", publisher="River Times") == from_path
    from_text = onrecord.read(report, published="2025-03-04", publisher="River Times")
    assert from_text.document.uri is None
    assert from_text.document.id == from_path.document.id
    assert from_text.sentences == from_path.sentences


def test_a_text_of_any_length_is_no_path() -> None:
    assert onrecord.read("The mayor left.").document.text == "The mayor left."
    assert onrecord.read("nul\0byte").document.text == "nul\0byte"
    long = "The mayor left. " * 400
    assert onrecord.read(long).document.text == long
    assert onrecord.read("").notes[0].code == "empty"


@pytest.mark.parametrize("given", [Path("none.txt"), "none.txt", "some/where/none.pdf"])
def test_a_missing_file_is_an_input_error(given: str | Path) -> None:
    with pytest.raises(InputError, match=r"^missing: .*none\.\w+: no such file$"):
        onrecord.read(given)


def test_a_refused_report_is_an_input_error_with_its_code(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"caf\xe9 ")
    with pytest.raises(InputError, match=r"^not_utf8: .* byte 3"):
        onrecord.read(path)


def test_several_reports_are_for_read_many(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text('{"text": "One."}\n{"text": "Two."}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="use read_many"):
        onrecord.read(path)
    results = list(onrecord.read_many(path))
    assert [each.document.text for each in results if isinstance(each, Record)] == ["One.", "Two."]


def test_read_many_takes_files_items_and_what_fails_in_order(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("One left.", encoding="utf-8")
    given: list[str | Path | Item] = [path, Item("Two left."), str(tmp_path / "none"), str(path)]
    for jobs in (1, 2):
        first, second, third, fourth = onrecord.read_many(given, jobs=jobs, published="2025-03-04")
        assert isinstance(first, Record)
        assert isinstance(second, Record)
        assert (first.document.text, second.document.text) == ("One left.", "Two left.")
        assert isinstance(third, Rejected)
        assert third.code == "missing"
        assert fourth == first


def test_wrong_arguments_are_told_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match="is no date"):
        onrecord.read("The mayor left.", published="yesterday")
    with pytest.raises(UsageError, match="is no date"):
        onrecord.read_many([], published="yesterday")
    with pytest.raises(UsageError, match="--jobs"):
        onrecord.read_many([], jobs=-2)
    with pytest.raises(ModelError, match="no_such_model"):
        onrecord.read("The mayor left.", model="no_such_model")


def test_a_record_shows_itself_as_marked_up_text_in_a_notebook() -> None:
    pytest.importorskip("onrecord.render.html")
    shown = onrecord.read("Ines Calvo, the mayor, said on Monday: “2 < 3 & <b>so on</b>.”")._repr_html_()
    assert "Ines Calvo" in shown
    assert "<b>so on" not in shown
