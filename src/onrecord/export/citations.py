"""Citations of the reports: CSL-JSON (Zotero, pandoc, citeproc) and BibTeX."""

from __future__ import annotations

import json
import re
from typing import BinaryIO, TypeAlias

from onrecord.export.request import Exported, Request
from onrecord.export.shown import day_of, one_line
from onrecord.ids import Jsonable
from onrecord.store.selecting import Cell, Selected, Values

_ADDRESS = re.compile(r"https?://\S+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# What TeX takes for more than a letter.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip

Json: TypeAlias = dict[str, Jsonable]


def write_csl(selected: Selected, _request: Request, stream: BinaryIO, exported: Exported) -> None:
    """A list of items, one a line."""
    stream.write(b"[")
    exported.count("citations", 0)
    first = True
    for document in selected.documents(text=False):
        line = json.dumps(_item(document), ensure_ascii=True, separators=(",", ":"))
        stream.write((b"\n" if first else b",\n") + line.encode("ascii"))
        exported.count("citations")
        first = False
    stream.write(b"\n]\n")


def write_bibtex(selected: Selected, _request: Request, stream: BinaryIO, exported: Exported) -> None:
    """An entry a report, keyed by the document's id."""
    exported.count("citations", 0)
    for document in selected.documents(text=False):
        stream.write(_entry(document).encode("utf-8"))
        exported.count("citations")


def _item(document: Values) -> Json:
    item: Json = {"id": str(document["id"]), "type": "article-newspaper"}
    told = {
        "title": document["title"], "container-title": document["publisher"], "language": document["language"],
    }  # fmt: skip
    item |= {name: one_line(str(value)) for name, value in told.items() if value is not None}
    if document["byline"] is not None:
        item["author"] = [{"literal": one_line(str(document["byline"]))}]
    published = _date_parts(document["published_day"])
    if published:
        item["issued"] = {"date-parts": [published]}
    if _is_address(document["uri"]):
        item["URL"] = str(document["uri"])
        item["accessed"] = {"date-parts": [_date_parts(document["saved_at"])]}
    item["note"] = _note(document)
    return item


def _entry(document: Values) -> str:
    told: list[tuple[str, str]] = []
    for name, column in (("author", "byline"), ("title", "title"), ("journal", "publisher")):
        value = document[column]
        if value is not None:
            text = _tex(one_line(str(value)))
            # In two pairs of braces: an author's name is kept whole, and a title keeps its capitals.
            told.append((name, f"{{{{{text}}}}}" if name != "journal" else f"{{{text}}}"))
    published = _date_parts(document["published_day"])
    if published:
        year, month, day = published
        told += [("year", f"{{{year}}}"), ("month", _MONTHS[month - 1]), ("day", f"{{{day}}}")]
    if _is_address(document["uri"]):
        # Addresses are read as they stand; braces alone would end the field.
        address = str(document["uri"]).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
        told += [("url", f"{{{address}}}"), ("urldate", f"{{{str(document['saved_at'])[:10]}}}")]
    if document["language"] is not None:
        told.append(("language", f"{{{_tex(one_line(str(document['language'])))}}}"))
    told.append(("note", f"{{{_tex(_note(document))}}}"))
    fields = ",\n".join(f"  {name} = {value}" for name, value in told)
    return f"@article{{{document['id']},\n{fields}\n}}\n\n"


def _note(document: Values) -> str:
    """By which the very text can be told from another at the same address."""
    first = document["first_published_by"]
    before = "" if first is None else f"First published by {one_line(str(first))}. "
    return f"{before}SHA-256 of the text: {document['text_hash']}"


def _date_parts(day: Cell) -> list[int]:
    found = day_of(day)
    return [] if found is None else [found.year, found.month, found.day]


def _is_address(uri: Cell) -> bool:
    return isinstance(uri, str) and _ADDRESS.fullmatch(uri) is not None


def _tex(text: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in text)
