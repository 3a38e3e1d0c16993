"""Answers as HTML, for notebooks."""

from __future__ import annotations

from typing import Any

from onrecord.query.answers import Answer, Profile, Shown
from onrecord.render.answers import COUNTS, shown_pairs
from onrecord.render.answers_flat import columns_of, flat_rows
from onrecord.render.answers_told import Told, tell
from onrecord.render.html import escape_html
from onrecord.render.wording import show_text


def render_html(answer: Answer[Any]) -> str:
    """A table, then what there is to say of the answer."""
    if answer.kind in COUNTS:
        heads = [column.name for column in columns_of(answer.kind)]
        rows = [
            [escape_html("" if value is None else show_text(str(value))) for value in row] for row in flat_rows(answer)
        ]
    else:
        heads = ["day", "what", "words", "source"]
        rows = [
            [escape_html(told.day), escape_html(told.what), _words(told), _source(told)] for told in map(tell, answer)
        ]
    messages = "".join(f"<p><small>{escape_html(show_text(line))}</small></p>" for line in answer.messages())
    return (_table_of(heads, rows) if rows else "") + messages


def render_profile_html(profile: Profile) -> str:
    """Each part under its heading."""
    parts = "".join(f"<h4>{heading}</h4>{render_html(part)}" for heading, part in profile.parts() if part)
    return f"<h3>{escape_html(show_text(profile.name))}</h3>{parts}" + (
        "" if parts else "".join(f"<p>{escape_html(show_text(line))}</p>" for line in profile.messages())
    )


def render_shown_html(shown: Shown) -> str:
    """All that there is to tell of one finding."""
    rows = [[escape_html(name), escape_html(value)] for name, value in shown_pairs(shown, paragraph=True)]
    return _table_of([], rows)


def _table_of(heads: list[str], rows: list[list[str]]) -> str:
    head = "<thead><tr>" + "".join(f"<th>{escape_html(each)}</th>" for each in heads) + "</tr></thead>" if heads else ""
    body = "".join(
        "<tr>" + "".join(f'<td style="text-align:left;vertical-align:top">{cell}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    return f"<table>{head}<tbody>{body}</tbody></table>"


def _words(told: Told) -> str:
    words, last, out = told.words, 0, ""
    for start, end in told.marks:
        out += escape_html(words[last:start]) + f"<mark>{escape_html(words[start:end])}</mark>"
        last = end
    return out + escape_html(words[last:])


def _source(told: Told) -> str:
    source = escape_html(told.source)
    uri = told.report.uri
    if uri is None or not uri.startswith(("http://", "https://")):
        return source
    return f'{source} <a href="{escape_html(uri)}" rel="noreferrer">open</a>'
