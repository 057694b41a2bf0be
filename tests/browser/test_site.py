"""What a reader's browser makes of the site: every page, in both colors, on a desk and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from calcref.site.markdown.node import packages

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    re.sub(r"(^|/)index/$", r"\1", path.replace(".md", "/"))
    for path in (found.relative_to(ROOT / "docs").as_posix() for found in (ROOT / "docs").rglob("*.md"))
)
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
RAW_TEX = re.compile(r"\\[a-zA-Z]{2,}|\\[(\[]|\$\$|\$[^$\n]*[\\^_{][^$\n]*\$")
SHOWN_TEXT = """() => {
  const copy = document.querySelector("article").cloneNode(true)
  copy.querySelectorAll("code, pre, script, style").forEach((element) => element.remove())
  return copy.textContent
}"""


AXE = """(again) => axe.run({
  resultTypes: ["violations"], ...(again && { runOnly: ["color-contrast", "link-in-text-block"] })
})"""
# The picture of a formula is hidden from readers' tools, which read its MathML, and takes its color from the text:
# axe need not walk through its hundreds of spans. A box of the same size keeps the layout.
BOXES = """() => {
  const pictures = [...document.querySelectorAll(".katex-html")].map((it) => [it, it.getBoundingClientRect()])
  for (const [picture, { width, height }] of pictures) {
    picture.replaceChildren()
    Object.assign(picture.style, { display: "inline-block", width: `${width}px`, height: `${height}px` })
  }
}"""


@contextmanager
def opened(browser: Browser, address: str, **given: Any) -> Iterator[tuple[Page, list[str]]]:
    """A page in a fresh profile, and a growing list of what went wrong on it."""
    context = browser.new_context(reduced_motion="reduce", **given)  # no waiting for colors to fade
    page, wrong = context.new_page(), []
    page.set_default_timeout(10_000)
    page.on("console", lambda message: wrong.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda it: None if it.url.startswith((address, "data:", "blob:")) else wrong.append(it.url))
    page.on("response", lambda it: wrong.append(f"{it.status} {it.url}") if it.status >= 400 else None)
    yield page, wrong
    context.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_page(browser: Browser, address: str, path: str, size: str) -> None:
    """No error, no other origin, no raw TeX, no overflow, nothing that axe objects to; in light and in dark."""
    axe = (packages(ROOT / ".cache" / "site") / "axe-core" / "axe.min.js").read_text("utf-8")
    width, height = SIZES[size]
    with opened(browser, address, viewport={"width": width, "height": height}, color_scheme="light") as (page, wrong):
        page.goto(f"{address}/{path}", wait_until="load")
        page.evaluate("document.querySelectorAll('article details').forEach((it) => it.open = true)")
        assert not RAW_TEX.findall(page.evaluate(SHOWN_TEXT))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate(BOXES)
        page.add_script_tag(content=axe)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            expect(page.locator("body")).to_have_attribute(
                "data-md-color-scheme", "default" if scheme == "light" else "slate"
            )
            found = page.evaluate(AXE, scheme == "dark")
            assert [_told(violation) for violation in found["violations"]] == [], scheme
        assert wrong == []


def _told(violation: dict[str, Any]) -> str:
    places = {" ".join(map(str, node["target"])) for node in violation["nodes"]}
    return f"{violation['id']} ({violation['help']}): {', '.join(sorted(places)[:5])}"


@pytest.mark.parametrize("path", PAGES)
def test_maths_is_readable_without_scripts(browser: Browser, address: str, path: str) -> None:
    with opened(browser, address, java_script_enabled=False) as (page, wrong):
        page.goto(f"{address}/{path}")
        article = page.locator("article")
        assert not RAW_TEX.findall(re.sub(r"(?s)<(code|pre)\b.*?</\1>", "", article.inner_html()))
        formulas = page.locator("article .arithmatex:not(details .arithmatex)")
        assert formulas.evaluate_all("(them) => them.filter((it) => it.getBoundingClientRect().width < 1).length") == 0
        assert wrong == []


def test_the_color_switch_goes_round_and_is_kept(browser: Browser, address: str) -> None:
    with opened(browser, address, color_scheme="light") as (page, _):
        page.goto(address)
        body = page.locator("body")
        seen = []
        for _ in range(3):
            page.locator("form[data-md-component=palette] label:visible").click()
            seen.append(body.get_attribute("data-md-color-scheme"))
        assert seen == ["default", "slate", "default"]
        page.locator("form[data-md-component=palette] label:visible").click()
        page.locator("form[data-md-component=palette] label:visible").click()
        page.reload()
        expect(body).to_have_attribute("data-md-color-scheme", "slate")


def test_search_finds_the_chain_rule(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, wrong):
        page.goto(address)
        page.keyboard.press("/")
        page.keyboard.type("chain rule", delay=20)
        first = page.locator(".md-search-result__item").first
        expect(first).to_contain_text(re.compile("chain rule", re.IGNORECASE))
        first.locator("a").first.click()
        expect(page.locator(".md-content h1")).to_contain_text("Chain rule")
        assert wrong == []


def test_pages_change_without_loading_anew(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, wrong):
        page.goto(f"{address}/architecture/", wait_until="networkidle")  # it first has to read the list of pages
        page.evaluate("window.kept = true")
        page.locator(".md-footer__link").first.click()
        expect(page.locator(".md-content h1")).not_to_contain_text("Architecture")
        assert page.evaluate("window.kept") is True
        assert wrong == []
