"""One self-contained page: the report with its findings marked, and the record beside it, each linked to the other.

Nothing is loaded from elsewhere, and a content security policy forbids it. Every word of the report is escaped; the
text content of `<main>` is the document's text, character for character (but for NUL, which HTML cannot hold).
Addresses within the page: `#s3` is the third statement in the record, `#w120` the words at offset 120.
"""

from __future__ import annotations

import html
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files

from onrecord.record import Record
from onrecord.render.marks import Mark, Segment, cut_text, find_blocks, find_marks, share_marks
from onrecord.render.record_panel import render_panel
from onrecord.render.view import view_of
from onrecord.render.view_events import TYPE_NAMES
from onrecord.render.wording import say_event_standing

# What can be switched off: the first letter of its short names, its words, and the class that shows how it is marked.
FILTERS = (
    ("s", "statements", "content"),
    ("e", "events", "event"),
    ("c", "conditions", "condition"),
    ("a", "actors", "actor"),
    ("t", "times", "time"),
    ("p", "places", "place"),
    ("f", "set aside", "furniture"),
)
# Of a notebook nothing is known but that it shows HTML: translucent tints suit a light and a dark ground.
_INLINE = {
    "content": "background:rgba(255,200,40,.25)",
    "cue": "font-weight:600",
    "speaker": "border-bottom:2px solid rgba(255,170,0,.8)",
    "event": "box-shadow:inset 0 -.45em rgba(80,160,255,.3)",
    "condition": "border-top:1px dashed currentColor",
    "hinge": "font-style:italic",
    "actor": "border-bottom:1px dotted currentColor",
    "time": "text-decoration:underline double",
    "place": "text-decoration:underline dashed",
    "furniture": "opacity:.65",
}


def escape_html(text: str) -> str:
    """Text as it stands in an element or a quoted attribute, so that a parser gives back the same characters."""
    return html.escape(text).replace("\r", "&#13;").replace("\0", "\ufffd")


def render_page(record: Record, *, all_events: bool = False) -> str:
    """The record as one HTML page; events outside PLOVER's types are on it with `all_events` alone."""
    view = view_of(record, all_events=all_events)
    title = escape_html(view.headline or "(no text)")
    style, script = _asset("page.css"), _asset("page.js")
    text, anchors = _marked_text(record, find_marks(record, all_events=all_events))
    filters = "".join(
        f'<label><input type="checkbox" id="show-{key}" checked> <span class="{kind}">{words}</span></label>'
        for key, words, kind in FILTERS
    )
    language = escape_html(record.document.language or "")
    opening = "" if view.headline_basis != "opening" else "<p>No headline; the report begins so.</p>"
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src {_hash(style)}; \
script-src {_hash(script)}; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header>
<a class="skip" href="#record">Skip to the record</a>
<h1 dir="auto">{title}</h1>
{opening}<p>{escape_html(" · ".join(view.source))}</p>
<fieldset><legend>Show</legend>{filters}</fieldset>
</header>
<main id="text" tabindex="-1" aria-label="Report" lang="{language}">{text}</main>
<aside id="record" tabindex="-1" aria-label="Record">
{render_panel(record, view, anchors)}
</aside>
<script>{script}</script>
</body>
</html>
"""


def render_fragment(record: Record) -> str:
    """The marked text alone, styled in place, for a notebook's cell."""
    text, names = record.document.text, _names(record)
    blocks = find_blocks(record)
    out, done = [], 0
    for block, marks in zip(blocks, share_marks(blocks, find_marks(record)), strict=True):
        out.append(escape_html(text[done : block.start]))
        words = []
        for segment in cut_text(block.start, block.end, marks):
            shown = escape_html(text[segment.start : segment.end])
            if segment.marks:
                style = ";".join(dict.fromkeys(_INLINE[mark.kind] for mark in reversed(segment.marks)))
                title = escape_html("; ".join(dict.fromkeys(names[mark.ref] for mark in segment.marks)))
                shown = f'<span style="{style}" title="{title}">{shown}</span>'
            words.append(shown)
        out.append(f'<p dir="auto" style="margin:0 0 .6em">{"".join(words)}</p>')
        done = block.end
    out.append(escape_html(text[done:]))
    return f'<div style="max-width:46rem;line-height:1.5;overflow-wrap:anywhere">{"".join(out)}</div>'


def _marked_text(record: Record, found: list[Mark]) -> tuple[str, dict[str, str]]:
    """The report's text with its marks, and for each finding and offset ("s3:120") the address of its words."""
    text, names = record.document.text, _names(record)
    blocks = find_blocks(record)
    out: list[str] = []
    anchors: dict[str, str] = {}
    done = 0
    for block, marks in zip(blocks, share_marks(blocks, found), strict=True):
        out.append(escape_html(text[done : block.start]))
        number = f' data-n="{block.paragraph}"' if block.paragraph is not None else ""
        out.append(f'<p dir="auto"{number}>')
        for segment in cut_text(block.start, block.end, marks):
            for mark in segment.marks:
                anchors.setdefault(f"{mark.ref}:{mark.start}", f"#w{segment.start}")
            out.append(_segment(text, segment, names))
        out.append("</p>")
        done = block.end
    out.append(escape_html(text[done:]))
    return "".join(out), anchors


def _segment(text: str, segment: Segment, names: dict[str, str]) -> str:
    words = escape_html(text[segment.start : segment.end])
    if not segment.marks:
        return words
    kinds = " ".join(dict.fromkeys(mark.kind for mark in segment.marks))
    refs = list(dict.fromkeys(mark.ref for mark in segment.marks))
    title = escape_html("; ".join(names[ref] for ref in refs))
    # One stop of the keyboard for each finding's beginning is enough; the other words can still be clicked.
    stop = "" if segment.opens else ' tabindex="-1"'
    return (
        f'<a id="w{segment.start}" class="{kinds}" href="#{refs[0]}" data-f="{" ".join(refs)}" title="{title}"{stop}>'
        f"{words}</a>"
    )


def _names(record: Record) -> dict[str, str]:
    """What a finding is, in few words, by its short name: the tooltip of its words."""
    speakers = {actor.id: actor.name for actor in record.actors}
    names = {f"a{i}": f"{actor.kind}: {actor.name}" for i, actor in enumerate(record.actors, 1)}
    for i, statement in enumerate(record.statements, 1):
        kind = "statement" if statement.attitude == "speech" else statement.attitude
        speaker = speakers.get(statement.speaker) if statement.speaker is not None else None
        names[f"s{i}"] = f"{kind} of {speaker}" if speaker is not None else f"{kind}, speaker not clear"
    for i, event in enumerate(record.events, 1):
        name = TYPE_NAMES[event.type] if event.type is not None else "event"
        names[f"e{i}"] = f"{name}: {say_event_standing(event.factuality) or 'happened'}"
    names |= {f"c{i}": f"condition: {condition.relation}" for i, condition in enumerate(record.conditions, 1)}
    names |= {f"t{i}": f"time: {time.value or 'not resolved'}" for i, time in enumerate(record.times, 1)}
    names |= {f"p{i}": f"place: {place.name}" for i, place in enumerate(record.places, 1)}
    return names | {f"f{i}": each.kind.replace("_", " ") for i, each in enumerate(record.furniture, 1)}


@lru_cache(maxsize=4)
def _asset(name: str) -> str:
    return files("onrecord.render").joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """The source expression of a content security policy that allows these very characters."""
    return f"'sha256-{b64encode(sha256(content.encode('utf-8')).digest()).decode('ascii')}'"
