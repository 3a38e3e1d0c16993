"""The page in a real browser: links both ways, by mouse and by keyboard, on a telephone's width, and without script.

Skipped where Playwright or Chromium is not installed (`pip install playwright`, `apt-get install chromium`).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onrecord.render.html import render_page
from tests.rendered import HOSTILE, REPORT, record_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LONG_WORD = "Ines Calvo, the mayor, said on Monday: “" + "Donaudampfschiff" * 30 + "”\n"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed")
    with driver.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


class Opened:
    """A page with what it complained of and what it asked for."""

    def __init__(self, browser: Browser, file: Path, width: int, script: bool, dark: bool) -> None:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
        )
        self.page: Page = context.new_page()
        self.problems: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.problems.append(message.text))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("dialog", lambda dialog: self.problems.append(dialog.message))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(file.as_uri())


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    made = Open(browser, tmp_path)
    yield made
    for each in made.pages:
        assert each.problems == []
        assert len(each.requests) == 1  # the page itself
        each.page.context.close()


class Open:
    """Opens the page of a report; at the end of a test all must have been quiet."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser = browser
        self._folder = folder
        self.pages: list[Opened] = []

    def __call__(self, text: str, width: int = 1300, *, script: bool = True, dark: bool = False) -> Page:
        file = self._folder / f"{len(self.pages)}.html"
        file.write_text(render_page(record_of(text)), encoding="utf-8")
        self.pages.append(Opened(self._browser, file, width, script, dark))
        return self.pages[-1].page


def words(page: Page, ref: str) -> Locator:
    return page.locator(f"main a[data-f~={ref}]")


def said(text: str, part: str) -> str:
    """The short name of the statement that holds some words."""
    for i, statement in enumerate(record_of(text).statements, 1):
        if any(part in span.quote for span in statement.content):
            return f"s{i}"
    raise AssertionError(part)


def test_a_click_on_words_shows_their_finding_and_back(opened: Open) -> None:
    page = opened(REPORT)
    ref = said(REPORT, "before the audit")
    page.locator("main a.cue", has_text="told").click()
    entry = page.locator(f"#{ref}")
    assert "on" in (entry.get_attribute("class") or "")
    assert page.url.endswith(f"#{ref}")
    assert "on" in (words(page, ref).first.get_attribute("class") or "")
    assert words(page, ref).evaluate_all("all => all.every(one => one.classList.contains('on'))")
    other = said(REPORT, "had warned of delays")
    page.locator(f"#{other} > a").first.click()
    assert words(page, other).evaluate_all("all => all.every(one => one.classList.contains('on'))")
    assert "on" not in (entry.get_attribute("class") or "").split()
    target = page.url.split("#")[1]
    assert page.locator(f"#{target}").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".on").count() == 0


def test_a_second_click_goes_on_to_the_next_finding_of_the_words(opened: Open) -> None:
    page = opened(REPORT)
    link = page.locator("main a[data-f*=' ']").first
    refs = (link.get_attribute("data-f") or "").split()
    seen = []
    for _ in refs:
        link.click()
        seen.append(page.url.split("#")[1])
    assert seen == refs


def test_the_keyboard_alone_is_enough(opened: Open) -> None:
    page = opened(REPORT)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the record"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('aside') !== null")
    page.keyboard.press("Enter")
    assert page.locator("main a.on").count() > 0
    page.locator("main a.cue").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("aside li.on").count() == 1
    assert page.evaluate("document.activeElement.closest('li.on') !== null")


def test_without_script_the_links_lead_both_ways(opened: Open) -> None:
    page = opened(REPORT, script=False)
    ref = said(REPORT, "before the audit")
    page.locator("main a.cue", has_text="told").click()
    assert page.url.endswith(f"#{ref}")
    page.locator(f"#{ref} > a").first.click()
    assert page.locator(f"#{page.url.split('#')[1]}").inner_text().startswith("“")


@pytest.mark.parametrize("text", [REPORT, HOSTILE, LONG_WORD])
@pytest.mark.parametrize("width", [390, 1300])
def test_nothing_runs_over_the_edge_and_nothing_of_the_report_runs(opened: Open, text: str, width: int) -> None:
    page = opened(text, width)
    for pane in ("document.documentElement", "document.querySelector('main')", "document.querySelector('aside')"):
        assert page.evaluate(f"{pane}.scrollWidth <= {pane}.clientWidth"), pane
    assert page.evaluate("document.querySelector('main').textContent") == record_of(text).document.text
    assert page.locator("img, iframe, object").count() == 0


def test_kinds_can_be_switched_off(opened: Open) -> None:
    page = opened(REPORT)
    cue = page.locator("main a.cue").first
    bold = cue.evaluate("one => getComputedStyle(one).fontWeight")
    page.get_by_label("statements").uncheck()
    assert cue.evaluate("one => getComputedStyle(one).fontWeight") != bold
    assert page.locator("section.of-s").first.is_hidden()
    page.get_by_label("actors").uncheck()
    assert page.locator("section.of-a").is_hidden()
    assert page.locator("section.of-t").is_visible()


def test_events_and_conditions_light_up_and_can_be_switched_off(opened: Open) -> None:
    page = opened(REPORT)
    event = page.locator("main a.event", has_text="met").first
    event.click()
    ref = page.url.split("#")[1]
    assert ref[0] == "e"
    assert "on" in (page.locator(f"#{ref}").get_attribute("class") or "")
    assert words(page, ref).evaluate_all("all => all.every(one => one.classList.contains('on'))")
    page.keyboard.press("Escape")
    assert event.evaluate("one => getComputedStyle(one).boxShadow") != "none"
    page.get_by_label("events").uncheck()
    assert event.evaluate("one => getComputedStyle(one).boxShadow") == "none"
    assert page.locator("section.of-e").first.is_hidden()
    side = page.locator("main a.condition").first
    assert side.evaluate("one => getComputedStyle(one).borderTopStyle") == "dashed"
    page.get_by_label("conditions").uncheck()
    assert side.evaluate("one => getComputedStyle(one).borderTopStyle") == "none"
    assert page.locator("section.of-c").first.is_hidden()


@pytest.mark.parametrize("dark", [False, True])
def test_words_can_be_read_on_their_ground(opened: Open, dark: bool) -> None:
    """WCAG 2.2, 1.4.3: a contrast of at least 4.5 for all text."""
    page = opened(REPORT, dark=dark)
    page.locator("main a.cue").first.click()
    worst = page.evaluate("""() => {
        const parse = (c) => { const n = c.match(/[\\d.]+/g).map(Number);
            return n.length > 3 && n[3] === 0 ? null : n; };
        const light = (rgb) => { const [r, g, b] = rgb.slice(0, 3).map((v) => { v /= 255;
            return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const ground = (node) => { for (; node; node = node.parentElement) {
            const found = parse(getComputedStyle(node).backgroundColor); if (found) return found; } return null; };
        let worst = 21;
        for (const node of document.querySelectorAll("main *, aside *, header *")) {
            if (![...node.childNodes].some((c) => c.nodeType === 3 && c.data.trim())) continue;
            const [a, b] = [light(parse(getComputedStyle(node).color)), light(ground(node))].sort((x, y) => y - x);
            worst = Math.min(worst, (a + 0.05) / (b + 0.05));
        }
        return worst;
    }""")
    assert worst >= 4.5


def test_printed_the_record_follows_the_text(opened: Open) -> None:
    page = opened(REPORT)
    page.emulate_media(media="print")
    assert page.locator("fieldset").is_hidden()
    assert page.evaluate("getComputedStyle(document.querySelector('main')).overflowY") == "visible"
    top, bottom = page.locator("aside").bounding_box(), page.locator("main").bounding_box()
    assert top is not None
    assert bottom is not None
    assert top["y"] >= bottom["y"] + bottom["height"] - 1
