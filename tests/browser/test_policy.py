"""The site under the policy that it ships: whatever a script does goes on, and no other script runs."""

from __future__ import annotations

import html
import re
from pathlib import Path

from playwright.sync_api import Browser, Route, expect

from benchmarks.serving import Quiet, served
from tests.browser.look import opened


def test_everything_works_under_the_policy(browser: Browser, address: str) -> None:
    with opened(browser, address, permissions=["clipboard-write"]) as (page, wrong):
        page.goto(f"{address}/decisions/", wait_until="networkidle")
        box = page.get_by_role("textbox", name="Search")
        box.fill("chain rule")
        page.locator(".cr-hit").first.click()  # from here on without loading anew
        expect(page.locator("h1")).to_contain_text("Chain rule")
        page.locator("form[data-md-component=palette] label:visible").click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
        page.locator("article .md-code__button").first.click()
        expect(page.locator(".md-dialog")).to_contain_text("Copied")
        walk = page.locator(".cr-derivation").filter(has=page.get_by_label("Next line")).first
        walk.get_by_label("Next line").click()
        expect(walk.locator("output")).to_contain_text("Line 1")
        page.goto(f"{address}/derivatives/what-a-derivative-is/")
        figure = page.locator("figure").filter(has=page.get_by_role("slider")).first
        before = figure.inner_text()
        figure.get_by_role("slider").first.press("ArrowRight")
        assert figure.inner_text() != before
        assert wrong == []


def test_no_other_script_runs(browser: Browser, address: str, site: Path) -> None:
    def changed(route: Route) -> None:
        text = (site / "decisions" / "index.html").read_text("utf-8")
        route.fulfill(body=text.replace("</article>", "<script>stranger = 1</script></article>"))

    with opened(browser, address) as (page, wrong):
        page.route(f"{address}/decisions/", changed)
        page.goto(f"{address}/decisions/")
        assert page.evaluate("typeof stranger") == "undefined"
        assert "Content Security Policy" in wrong[0]


def test_python_starts_under_the_policy_wherever_it_is_told(browser: Browser, site: Path) -> None:
    """A server may send the policy with every file, and then it holds for the worker, too."""
    page_of = (site / "playground" / "index.html").read_text("utf-8")
    told = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page_of)[1])  # type: ignore[index]
    assert re.sub(r" 'sha256-[^']*'", "", told).split("; ")[:2] == [
        "default-src 'self' file:",
        "script-src 'self' 'wasm-unsafe-eval' file:",
    ]

    class Strict(Quiet):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", told)
            super().end_headers()

    with served(site, Strict) as number, opened(browser, f"http://127.0.0.1:{number}") as (page, wrong):
        page.goto(f"http://127.0.0.1:{number}/playground/")
        page.get_by_label("A derivative, an integral").fill("d/dx x^9 ln(x)")
        page.get_by_role("button", name="Show steps").click()
        expect(page.locator(".cr-shown .cr-rule").first).to_contain_text("Product rule", timeout=60_000)
        assert wrong == []
