"""A derivation in a browser: line by line by buttons and keys, where a part came from, and no line too wide."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from calcref import differentiate
from calcref.render import to_html
from calcref.render.linear import linear

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "assets" / "javascripts" / "derivation.js"
DERIVATION = differentiate("x^2 sin(x)")
MARKS = r"""() => document.querySelectorAll(".cr-math .arithmatex").forEach((it) => {
  it.innerHTML = it.textContent.replace(/\\class\{([^}]*)\}\{/g, '<b class="$1">').replace(/\}/g, "</b>")
})"""  # in place of KaTeX


def _page(browser: Browser, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 700})
    page.set_content(f"<!doctype html><title>t</title><main>{to_html(DERIVATION)}</main>")
    page.evaluate(MARKS)
    return page


@pytest.fixture
def page(browser: Browser) -> Page:
    page = _page(browser, 390)
    page.add_script_tag(content=f"const document$ = {{ subscribe: (call) => call() }};{SCRIPT.read_text('utf-8')}")
    return page


def _visible(page: Page, selector: str) -> int:
    seen = "(them) => them.filter((it) => it.checkVisibility({ visibilityProperty: true })).length"
    return int(page.locator(selector).evaluate_all(seen))


def test_buttons_and_keys_walk_through_the_lines(page: Page) -> None:
    lines = len(linear(DERIVATION))
    assert _visible(page, ".cr-line") == lines
    page.get_by_label("Next line").click()
    assert _visible(page, ".cr-line") == 1
    page.keyboard.press("ArrowRight")
    assert _visible(page, ".cr-line") == 2
    assert page.locator("output").inner_text() == f"Line 2 of {lines}"
    page.get_by_label("Previous line").click()
    assert page.get_by_label("Previous line").is_disabled()
    page.keyboard.press("Escape")
    assert _visible(page, ".cr-line") == lines
    page.get_by_label("Previous line").click()
    assert _visible(page, ".cr-line") == lines
    page.get_by_label("Show all lines").click()
    assert _visible(page, ".cr-line") == lines


def test_a_line_states_its_rule_when_it_is_shown(page: Page) -> None:
    assert _visible(page, ".cr-said") == 0
    page.get_by_label("Next line").click()
    page.get_by_label("Next line").click()
    assert _visible(page, ".cr-said") == 1


def test_a_change_shows_the_question_it_came_from(page: Page) -> None:
    changed, lit = page.locator(".cr-new").first, page.locator(".cr-lit")
    changed.hover()
    assert lit.count() == 1
    assert lit.get_attribute("class") == "cr-asked cr-2-0 cr-lit"
    assert changed.get_attribute("class") == "cr-new cr-2-0"


@pytest.mark.parametrize(("width", "beside"), [(390, False), (1000, True)])
def test_the_rule_stands_beside_its_line_where_there_is_room(browser: Browser, width: int, beside: bool) -> None:
    page = _page(browser, width)
    row = page.locator(".cr-line").nth(1)
    rule, line = row.locator(".cr-rule").bounding_box(), row.locator(".cr-math").bounding_box()
    assert rule
    assert line
    assert (rule["x"] > line["x"] + line["width"] / 2) == beside
    assert (rule["y"] + rule["height"] <= line["y"] + 1) != beside


def test_it_is_whole_without_scripts(browser: Browser) -> None:
    page = _page(browser, 390)
    assert _visible(page, ".cr-line") == len(linear(DERIVATION))
    assert page.locator("button").count() == 0
