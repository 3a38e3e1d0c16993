"""The page: the text itself, both ways linked to the record, closed to any markup of the report."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import Record
from onrecord.render.html import escape_html, render_fragment, render_page
from tests.conftest import FULL
from tests.rendered import HOSTILE, REPORT, SUMMIT, condition_in, event_in, record_of, with_findings
from tests.test_properties import texts

VOID = ("meta", "link", "input")
ELEMENTS = {
    "html", "head", "meta", "link", "title", "style", "body", "header", "a", "h1", "h2", "h3", "p", "fieldset",
    "legend",
    "label", "input", "main", "aside", "section", "ul", "li", "bdi", "span", "strong", "script", "details", "summary",
}  # fmt: skip


class Page(HTMLParser):
    """What a parser makes of a page: elements, ids, links, and the text within one element."""

    def __init__(self, source: str, within: str = "main") -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[str] = []
        self.elements: set[str] = set()
        self.ids: list[str] = []
        self.links: list[tuple[str, str, dict[str, str | None]]] = []  # element it is in, address, attributes
        self.attributes: set[str] = set()
        self.text = ""
        self.content: dict[str, str] = {}
        self._within = within
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        given = dict(attrs)
        self.attributes |= given.keys()
        if (name := given.get("id")) is not None:
            self.ids.append(name)
        if tag not in VOID:
            self.stack.append(tag)
        if tag == "a":
            pane = next(e for e in ("main", "aside", "header") if e in self.stack)
            self.links.append((pane, given["href"] or "", given))

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._within in self.stack:
            self.text += data
        if self.stack:
            self.content[self.stack[-1]] = self.content.get(self.stack[-1], "") + data


def check_page(record: Record) -> Page:
    """What holds for the page of any record."""
    page = Page(render_page(record))
    assert page.stack == []
    assert page.text == record.document.text.replace("\0", "\ufffd")
    assert page.elements <= ELEMENTS
    assert len(page.ids) == len(set(page.ids))
    assert not any(name.startswith("on") or name in ("src", "style") for name in page.attributes)
    assert all(address[0] == "#" and address[1:] in page.ids for _, address, _ in page.links)
    return page


@settings(max_examples=2000 if FULL else 60)
@given(texts)
def test_the_text_of_the_page_is_the_text_of_the_report(text: str) -> None:
    check_page(record_of(text.replace("\r\n", "\n").replace("\r", "\n")))


def test_each_finding_is_linked_to_its_words_and_they_to_it() -> None:
    record = record_of(REPORT)
    page = check_page(record)
    words = [refs for pane, _, given in page.links if pane == "main" and (refs := given["data-f"]) is not None]
    marked = {ref for refs in words for ref in refs.split()}
    counts = {
        "a": record.actors,
        "c": record.conditions,
        "s": record.statements,
        "t": record.times,
        "f": record.furniture,
    }
    assert {f"{kind}{i}" for kind, found in counts.items() for i in range(1, len(found) + 1)} <= marked
    linked = {given["data-f"] for pane, address, given in page.links if pane == "aside" and address.startswith("#w")}
    assert linked == marked
    assert marked <= set(page.ids)


def test_the_markup_of_a_report_stays_text() -> None:
    record = record_of(HOSTILE)
    page = check_page(record)
    assert "alert" not in page.content["script"]
    assert "alert(1)" in page.text


def test_hostile_titles_names_and_ids_stay_text() -> None:
    record = record_of(REPORT)
    evil = '"><script>alert(1)</script><!--\x00'
    document = replace(
        record.document, title=evil, byline=evil, publisher=evil, uri="javascript://" + evil, language=evil
    )
    actors = tuple(replace(actor, name=evil + actor.name, sector=evil) for actor in record.actors)
    times = tuple(replace(time, value=evil) for time in record.times)
    places = tuple(replace(place, name=evil, country=evil) for place in record.places)
    statements = tuple(replace(each, id=evil + each.id, reported_in=None) for each in record.statements)
    hostile = replace(record, document=document, actors=actors, times=times, places=places, statements=statements)
    page = check_page(hostile)
    assert "alert" not in page.content["script"]
    assert "alert" in page.content["title"]


def test_the_page_loads_nothing_and_its_policy_allows_its_own_style_and_script_alone() -> None:
    source = render_page(record_of(REPORT))
    page = Page(source)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', source)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    assert "unsafe" not in policy[1]
    for element in ("style", "script"):
        digest = b64encode(sha256(page.content[element].encode()).digest()).decode()
        assert f"{element}-src 'sha256-{digest}'" in policy[1]
    assert not re.search(r"https?://|url\(|@import", source)


def test_the_same_record_gives_the_same_page() -> None:
    assert render_page(record_of(REPORT)) == render_page(record_of(REPORT))


@settings(max_examples=1000 if FULL else 40)
@given(texts)
def test_the_fragment_holds_the_text_and_nothing_that_acts(text: str) -> None:
    record = record_of(text.replace("\r\n", "\n").replace("\r", "\n"))
    shown = Page(render_fragment(record), "div")
    assert shown.text == record.document.text.replace("\0", "\ufffd")
    assert shown.elements <= {"div", "p", "span"}
    assert shown.attributes <= {"style", "title", "dir"}


def test_the_fragment_names_the_findings() -> None:
    shown = render_fragment(record_of(REPORT))
    assert 'title="person: Ines Calvo' in shown
    assert "statement of Ines Calvo" in shown


@given(st.text())
def test_escaped_text_comes_back_the_same(text: str) -> None:
    assert Page(f"<main>{escape_html(text)}</main>").text == text.replace("\0", "\ufffd")
    assert not re.search(r"""[<>"'\r]""", escape_html(text))


def summit() -> Record:
    """A record with a meeting, a deed, an event of no type and a condition, all over each other's words."""
    record = record_of(SUMMIT)
    meeting = event_in(
        record,
        "received",
        "CONSULT",
        parts=[("Ines Calvo", "host", "Ines Calvo", None), ("Oskar Lind", "participant", "Oskar Lind", "expected")],
        also=[("the meeting", "happened", None)],
    )
    deed = event_in(record, "fails", "REJECT", topic=["<b>pact</b>"])
    untyped = event_in(record, "will close", None)
    condition = condition_in(record, "if", "If", "the <b>pact</b> fails", "the port will close", events=[deed, untyped])
    return with_findings(record, meeting, deed, untyped, condition)


def test_events_and_conditions_are_marked_in_the_text_and_linked_both_ways() -> None:
    page = check_page(summit())
    words = {(given["data-f"] or "", given["class"] or "") for pane, _, given in page.links if pane == "main"}
    assert any("e1" in refs.split() and "event" in kinds for refs, kinds in words)
    assert any(
        {"e2", "c1"} <= set(refs.split()) and {"event", "condition"} <= set(kinds.split()) for refs, kinds in words
    )
    assert any("c1" in refs.split() and "hinge" in kinds for refs, kinds in words)
    back = [given["data-f"] for pane, address, given in page.links if pane == "aside" and address.startswith("#w")]
    assert back.count("e1") == 2
    assert {"e2", "c1"} <= set(back)
    assert {"e1", "e2", "c1", "show-e", "show-c"} <= set(page.ids)
    assert ("#a1", "a1") in {(address, given["data-f"]) for pane, address, given in page.links if pane == "aside"}


def test_events_of_no_type_are_on_the_page_only_when_asked_for() -> None:
    assert "e3" not in check_page(summit()).ids
    page = Page(render_page(summit(), all_events=True))
    assert "e3" in page.ids
    assert page.text == SUMMIT


def test_a_hostile_event_stays_text() -> None:
    record = summit()
    evil = '"><script>alert(1)</script>'
    actors = tuple(replace(actor, name=evil) for actor in record.actors)
    events = tuple(replace(event, id=evil + event.id) for event in record.events)
    page = check_page(replace(record, actors=actors, events=events))
    assert "alert" not in page.content["script"]


def test_the_fragment_names_events_and_conditions() -> None:
    shown = render_fragment(summit())
    assert "refusals: happened" in shown
    assert "condition: if" in shown
    assert summit()._repr_html_() == shown
