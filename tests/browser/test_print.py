"""What comes out of the printer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser


def test_what_a_card_folds_is_printed(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/derivatives/product-rule/", wait_until="networkidle")
    proof = page.locator(".cr-card .cr-more dd").first
    assert not proof.is_visible()
    page.emulate_media(media="print")
    assert proof.is_visible()
    page.close()


@pytest.mark.parametrize("sheet", ["cheat-sheet", "cheat-sheet-machine-learning"])
def test_a_cheat_sheet_prints_on_both_sides_of_two_sheets_of_a4(browser: Browser, address: str, sheet: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/reference/{sheet}/", wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    printed = page.pdf(format="A4", prefer_css_page_size=False)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 4
