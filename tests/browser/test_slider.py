"""The slider of a figure, in a browser: by keyboard, twice in a page, and without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from calcref.plot import riemann_bars, secant_to_tangent

ASSETS = Path(__file__).resolve().parents[2] / "docs" / "assets"


def _page(body: str) -> str:
    style = (ASSETS / "stylesheets" / "figures.css").read_text("utf-8")
    script = (ASSETS / "javascripts" / "slider.js").read_text("utf-8")
    return f"<!doctype html><title>t</title><style>{style}</style><main>{body}</main><script>{script}</script>"


@pytest.fixture
def page(browser: Browser) -> Page:
    page = browser.new_page(viewport={"width": 390, "height": 700})
    page.set_content(_page(riemann_bars("x^2", 0, 1) + secant_to_tangent("x^2", at=1)))
    return page


def _shown(page: Page, figure: int) -> set[str]:
    return set(
        page.locator("cr-slider")
        .nth(figure)
        .evaluate(
            "e => [...e.querySelectorAll('[data-frame]')]"
            ".filter(g => getComputedStyle(g).display !== 'none').map(g => g.dataset.frame)"
        )
    )


def test_keys_move_the_frames_and_say_so(page: Page) -> None:
    slider = page.get_by_label("number of bars")
    assert _shown(page, 0) == {"2"}
    slider.focus()
    page.keyboard.press("ArrowRight")
    assert _shown(page, 0) == {"3"}
    assert page.locator("output").first.inner_text().startswith("16 bars")
    page.keyboard.press("Home")
    assert _shown(page, 0) == {"0"}
    assert (slider.get_attribute("aria-valuetext") or "").startswith("2 bars")


def test_a_trail_stays_and_figures_do_not_mix(page: Page) -> None:
    page.get_by_label("step h").focus()
    page.keyboard.press("ArrowRight")
    assert _shown(page, 1) == {"0", "1", "2", "3"}
    assert _shown(page, 0) == {"2"}


def test_it_works_again_when_the_page_is_exchanged(page: Page) -> None:
    page.evaluate("const main = document.querySelector('main'); const all = main.innerHTML; main.innerHTML = all")
    page.get_by_label("number of bars").focus()
    page.keyboard.press("End")
    assert _shown(page, 0) == {"5"}


def test_no_figure_is_wider_than_a_phone(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_scripts_it_is_a_picture(browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_content(_page(riemann_bars("x^2", 0, 1)))
    assert page.locator("svg").is_visible()
    assert not page.locator(".cr-control").is_visible()
    assert page.locator('[data-frame="2"]').first.is_visible()
    context.close()
