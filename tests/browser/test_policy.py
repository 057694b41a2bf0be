"""The site under the policy that it ships: whatever a script does goes on, and no other script runs."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Route, expect

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
