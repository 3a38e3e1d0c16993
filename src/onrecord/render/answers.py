"""Answers as text: a table, JSON Lines, CSV, or Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from onrecord.errors import UsageError
from onrecord.query.answers import Answer, Profile, Shown
from onrecord.query.findings import Alias, Company, Reliance
from onrecord.render.answers_flat import Cell, columns_of, flat_rows
from onrecord.render.answers_told import Told, say_report, tell
from onrecord.render.wording import show_text

FORMATS = ("table", "jsonl", "csv", "markdown")

Asked = Answer[Any] | Profile | Shown

# Findings that are counts, and cite nothing.
COUNTS = (Reliance, Alias, Company)


def render_answer(answer: Asked, form: str, *, paragraph: bool = False) -> str:
    """An answer as text, each line ended; `table` as plain text, for a terminal see `answers_table`.

    paragraph: of one finding, its paragraph as well. Raises UsageError for a form that is none.
    """
    if form not in FORMATS:
        raise UsageError(f"{form!r} is no format of an answer; choose among {', '.join(FORMATS)}")
    lines = _RENDERERS[form](answer, paragraph)
    return "".join(f"{line}\n" for line in lines)


def _table(answer: Asked, paragraph: bool) -> Iterator[str]:
    if isinstance(answer, Shown):
        yield from shown_lines(answer, paragraph=paragraph)
    elif isinstance(answer, Profile):
        yield f"{show_text(answer.name)}" + (f" ({', '.join(answer.kinds)})" if answer.kinds else "")
        for heading, part in answer.parts():
            if part:
                yield f"\n{heading}"
                yield from _table(part, paragraph)
    elif answer.kind in COUNTS:
        yield from _aligned([tuple(column.name for column in columns_of(answer.kind)), *flat_rows(answer)])
    else:
        for number, row in enumerate(answer):
            told = tell(row)
            if number:
                yield ""
            yield f"{told.day}  {told.what}"
            yield f"    {bracketed(told)}"
            yield f"    {told.source}"


def _jsonl(answer: Asked, paragraph: bool) -> Iterator[str]:
    if isinstance(answer, Answer):
        yield from (_json(asdict(row)) for row in answer)
    elif isinstance(answer, Profile):
        parts: dict[str, Answer[Any]] = {
            "offices": answer.offices, "aliases": answer.aliases, "statements": answer.statements,
            "meetings": answer.meetings, "company": answer.company,
        }  # fmt: skip
        yield _json({
            "name": answer.name, "kinds": answer.kinds,
            **{name: [asdict(row) for row in part] for name, part in parts.items()},
        })  # fmt: skip
    else:
        value = asdict(answer)
        value["fields"] = {name: json.loads(told) for name, told in answer.fields}
        value["names"] = dict(answer.names)
        if not paragraph:
            del value["paragraph"]
        yield _json(value)


def _csv(answer: Asked, paragraph: bool) -> Iterator[str]:
    rows: list[tuple[Cell, ...]]
    if isinstance(answer, Answer):
        rows = [tuple(column.name for column in columns_of(answer.kind)), *flat_rows(answer)]
    elif isinstance(answer, Profile):
        rows = [("part", "id", "day", "what", "quote", "start", "end", "document_id", "publisher", "published", "title",
                 "uri")]  # fmt: skip
        for heading, part in answer.parts():
            for row in part:
                if isinstance(row, COUNTS):
                    name, count = asdict(row).values()
                    rows.append((heading, None, None, f"{name}: {count}", *(None,) * 8))
                    continue
                told, report = tell(row), row.report
                rows.append((
                    heading, told.id, told.day, told.what, told.words, told.cited[0].start, told.cited[-1].end,
                    report.document_id, report.publisher, report.published, report.title, report.uri,
                ))  # fmt: skip
    else:
        rows = [("field", "value"), *shown_pairs(answer, paragraph=paragraph)]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    yield text.getvalue().removesuffix("\n")


def _markdown(answer: Asked, paragraph: bool) -> Iterator[str]:
    if isinstance(answer, Shown):
        yield from (
            f"- **{name}**: {escape_markdown(value)}" for name, value in shown_pairs(answer, paragraph=paragraph)
        )
    elif isinstance(answer, Profile):
        yield f"# {escape_markdown(show_text(answer.name))}"
        for heading, part in answer.parts():
            if part:
                yield f"\n## {heading}\n"
                yield from _markdown(part, paragraph)
    elif answer.kind in COUNTS:
        names = [column.name for column in columns_of(answer.kind)]
        yield f"| {' | '.join(names)} |"
        yield f"|{' --- |' * len(names)}"
        for row in flat_rows(answer):
            yield f"| {' | '.join(escape_markdown(_cell(value)) for value in row)} |"
    else:
        for row in answer:
            told = tell(row)
            yield f"- **{told.day}** {escape_markdown(told.what)}: {_marked_markdown(told)}  "
            yield f"  *{_linked(told)}*"


_RENDERERS: dict[str, Callable[[Asked, bool], Iterator[str]]] = {
    "table": _table, "jsonl": _jsonl, "csv": _csv, "markdown": _markdown,
}  # fmt: skip


def bracketed(told: Told, mark: tuple[str, str] = ("[", "]")) -> str:
    """The words in quotation marks, with what was searched between brackets."""
    words, last, out = told.words, 0, ""
    for start, end in told.marks:
        out += words[last:start] + mark[0] + words[start:end] + mark[1]
        last = end
    out += words[last:]
    return out if out.startswith("“") and out.endswith("”") else f"“{out}”"


def shown_pairs(shown: Shown, *, paragraph: bool) -> list[tuple[str, str]]:
    """All that there is to tell of one finding, by name."""
    names = dict(shown.names)

    def named(told: str) -> str:
        for actor, name in names.items():
            told = told.replace(f'"{actor}"', f'"{actor} ({name})"')
        return told

    cited = [("words", shown.anchor), ("sentence", shown.sentence)]
    if paragraph:
        cited.append(("paragraph", shown.paragraph))
    pairs = [("id", shown.id), ("kind", shown.kind)]
    pairs += [
        (name, f"“{show_text(span.quote)}” ({span.start}-{span.end})") for name, span in cited if span is not None
    ]
    pairs += [(name, show_text(named(told))) for name, told in shown.fields if told not in ("null", "[]")]
    pairs.append(("report", ", ".join(say_report(shown.report))))
    if shown.report.uri:
        pairs.append(("address", show_text(shown.report.uri)))
    if shown.first_published_by:
        pairs.append(("first published by", show_text(shown.first_published_by)))
    pairs.append(("revision", f"{shown.report.revision} of {shown.revisions}"))
    pairs += [("read by", shown.made_by), ("known since", shown.known_from)]
    for each in shown.changes:
        kind, _, what = each.what.partition(" ")
        note = f": {each.note}" if each.note else ""
        pairs.append((kind, show_text(f"{what}, by {each.author} at {each.made_at}{note}")))
    return pairs


def shown_lines(shown: Shown, *, paragraph: bool) -> Iterator[str]:
    """One finding as aligned lines."""
    pairs = shown_pairs(shown, paragraph=paragraph)
    width = max(len(name) for name, _ in pairs)
    return (f"{name:<{width}}  {value}" for name, value in pairs)


def escape_markdown(text: str) -> str:
    """Text in which Markdown sees no marks of its own."""
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#~" else sign for sign in text)


def _marked_markdown(told: Told) -> str:
    words, last, out = told.words, 0, ""
    for start, end in told.marks:
        out += escape_markdown(words[last:start]) + f"**{escape_markdown(words[start:end])}**"
        last = end
    out += escape_markdown(words[last:])
    return out if out.startswith("“") else f"“{out}”"


def _linked(told: Told) -> str:
    """The source, its title leading to the report where that has an address in the web."""
    uri, title = told.report.uri, told.report.title
    source = escape_markdown(told.source)
    if uri is None or not uri.startswith(("http://", "https://")) or any(sign in uri for sign in " <>()\"'"):
        return source
    name = escape_markdown(show_text(title or uri))
    return source.replace(name, f"[{name}](<{uri}>)", 1)


def _aligned(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    numbers = [all(not isinstance(value, str) for value in column) for column in zip(*rows[1:], strict=True)] or [
        False
    ] * len(widths)
    for row in cells:
        yield "  ".join(
            f"{cell:>{width}}" if number else f"{cell:<{width}}"
            for cell, width, number in zip(row, widths, numbers, strict=True)
        ).rstrip()


def _cell(value: Cell) -> str:
    return "" if value is None else show_text(str(value))


def _json(value: object) -> str:
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Some programs end a line at these signs too.
    return line.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
