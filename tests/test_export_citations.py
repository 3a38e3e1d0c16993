"""Citations: CSL-JSON against the fields its schema has; BibTeX by a lexer of another's and by its own rules."""

from __future__ import annotations

import json
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pygments.lexers.bibtex import BibTeXLexer  # type: ignore[import-untyped]
from pygments.token import Error, Name  # type: ignore[import-untyped]

from onrecord.export.citations import _tex
from onrecord.store.keeping import Store
from tests.export_store import exported, kept, reports

__all__ = ["kept"]

# From csl-data.json of the CSL project (version 1.0): the fields that are used, and no others may be.
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array", "minItems": 1, "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": ["string", "number"]}},
        },
    },
    "additionalProperties": False,
}  # fmt: skip
NAME = {"type": "object", "properties": {"literal": {"type": "string"}}, "additionalProperties": False}
ITEM = {
    "type": "object",
    "required": ["type", "id"],
    "properties": {
        "type": {"enum": ["article-newspaper", "webpage"]},
        "id": {"type": ["string", "number"]},
        "author": {"type": "array", "items": NAME},
        "issued": DATE,
        "accessed": DATE,
        **{name: {"type": "string"} for name in ("title", "container-title", "language", "URL", "note")},
    },
    "additionalProperties": False,
}


def test_csl_json_is_what_its_schema_says(kept: Store, tmp_path: Path) -> None:
    path, told = exported(kept, "csl", tmp_path / "a.json")
    items = json.loads(path.read_text("utf-8"))
    Draft202012Validator({"type": "array", "items": ITEM}).validate(items)
    assert told.written == {"citations": 5}
    by_id = {item["id"]: item for item in items}
    plan = reports()[2].document
    item = by_id[plan.id]
    assert (item["title"], item["container-title"], item["URL"]) == ("Talks in Geneva 3", "River Post", plan.uri)
    assert item["author"] == [{"literal": "Ada Holm"}]
    assert item["issued"] == {"date-parts": [[2025, 3, 4]]}
    assert plan.text_hash in item["note"]
    undated = by_id[reports()[3].document.id]
    assert "issued" not in undated
    assert "URL" not in undated


def test_bibtex_has_an_entry_a_report_and_no_sign_that_breaks_it(kept: Store, tmp_path: Path) -> None:
    path, told = exported(kept, "bibtex", tmp_path / "a.bib")
    text = path.read_text("utf-8")
    tokens = list(BibTeXLexer().get_tokens(text))
    assert not [value for kind, value in tokens if kind in Error]
    keys = [value for kind, value in tokens if kind in Name.Label]
    assert keys == [record.document.id for record in reports()[1:]]
    assert told.written == {"citations": 5}
    fields = {value for kind, value in tokens if kind in Name.Attribute}
    assert fields == {"author", "title", "journal", "year", "month", "day", "url", "urldate", "language", "note"}
    hostile = text[text.index(reports()[5].document.id) :]
    assert r"title = {{\"" not in hostile
    assert r'title = {{"Bad" \{title\} \textbackslash{} 50\% of\_it� @home}}' in hostile
    assert "url = {https://river.example/plan?a=1&b=%7B2%7D}" in text


@given(st.text(st.sampled_from('\\{}&%$#_~^a"@,=') | st.characters(exclude_categories=["Cs", "Cc"])))
def test_no_text_ends_its_field(text: str) -> None:
    escaped = _tex(text)
    depth = 0
    for sign in re.sub(r"\\[{}]", "", escaped):
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    assert not re.search(r"(?<!\\)[%#&$_]", escaped)
