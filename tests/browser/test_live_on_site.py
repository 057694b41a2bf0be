"""Figures that a reader moves, on the site itself: from page to page without loading, and back."""

from __future__ import annotations

from playwright.sync_api import Browser

from tests.browser.look import opened


def test_a_figure_is_as_it_was_after_instant_navigation_and_back(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, wrong):
        page.goto(f"{address}/integrals/fundamental-theorem/")
        page.wait_for_selector("[data-script=area].cr-on")
        page.evaluate("window.kept = true")  # for as long as no page is loaded
        page.get_by_label("end b of the area").focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_url("**area.b**")
        moved = page.locator("[data-reading=b]").inner_text()
        page.locator("article a[href*=what-an-integral-is]").first.click()
        page.wait_for_selector("[data-script=riemann].cr-on")
        page.go_back()
        page.wait_for_selector("[data-script=area].cr-on")
        assert page.locator("[data-reading=b]").inner_text() == moved != "2.000"
        assert page.evaluate("window.kept")
        assert wrong == []
