"""What lies beside the pages of the real site, and where it leads; and the site from disk."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, expect

from calcref.site.markdown.source import code_lines
from tests.browser.conftest import ADDRESS
from tests.browser.look import opened
from tests.browser.test_links import PAGES, built, fault

LINK = re.compile(r"\]\(([^)\s]+)\)(?![^$]*\$(?:[^$]*\$[^$]*\$)*[^$]*$)")  # no part of a formula
LISTED = re.compile(r"^- \[.+\]\((\S+)\)(?:: .+)?$")


def articles(site: Path) -> dict[str, Path]:
    """The pages that have twins: all but those of the API reference."""
    return {name: built(site, name) for name in PAGES if "reference/api" not in name}


def lines_of_prose(text: str) -> Iterator[str]:
    lines = text.splitlines()
    code = code_lines(lines)
    yield from (re.sub("`[^`]*`", "", line) for index, line in enumerate(lines) if index not in code)


def test_every_article_has_a_twin_whose_links_lead_somewhere(site: Path) -> None:
    lost = []
    for name, page in articles(site).items():
        for line in lines_of_prose(page.with_suffix(".md").read_text("utf-8")):
            for link in LINK.findall(line):
                lost += [f"{name}: {said}" for said in [fault(site, page, link)] if said]
                lost += [f"{name}: {link}: to the site itself"] if ADDRESS in link else []
    assert lost == []


def test_twins_hold_no_html(site: Path) -> None:
    tag = re.compile(r"</?(?:a|b|br|div|p|span|svg|style|details|summary|li|ol|figure|cr-live)\b[^>$]*>")
    for name, page in articles(site).items():
        lines = lines_of_prose(page.with_suffix(".md").read_text("utf-8"))
        assert [found for line in lines if (found := tag.search(line))] == [], name


def test_a_page_with_code_has_a_notebook_and_links_to_it(site: Path) -> None:
    found = 0
    for page in articles(site).values():
        html = page.read_text("utf-8")
        assert 'href="index.md">Markdown</a>' in html
        notebook = page.with_suffix(".ipynb")
        assert ('href="index.ipynb" download>' in html) == notebook.is_file()
        if notebook.is_file():
            found += 1
            cells = json.loads(notebook.read_text("utf-8"))["cells"]
            assert len({cell["id"] for cell in cells}) == len(cells), page
            code = [cell for cell in cells if cell["cell_type"] == "code"]
            assert code
            told = sum(cell["outputs"] == [] for cell in code)
            assert told < len(code), page
    assert found > 30


def test_the_guide_for_language_models_lists_every_page(site: Path) -> None:
    title, summary, words, *sections = (site / "llms.txt").read_text("utf-8").strip().split("\n\n")
    assert title == "# calcref"
    assert summary.startswith("> ")
    assert not words.startswith(("#", "-"))
    heads, lists = sections[::2], sections[1::2]
    assert [it.startswith("## ") for it in heads] == [True] * len(lists)
    assert heads == ["## Home", "## Learn", "## Reference", "## Code", "## Project", "## Optional"]
    listed = [LISTED.match(line) for it in lists for line in it.splitlines()]
    addresses = [it[1].removeprefix(f"{ADDRESS}/") for it in listed if it]
    assert (
        len(addresses)
        == len(listed)
        == len(set(addresses))
        == len([it for it in PAGES if not it.startswith("matrix/steps/")])
    )
    for address in addresses:
        assert (site / address / "index.html" if address.endswith("/") else site / address).is_file()


def test_from_disk_every_link_is_a_file(browser: Browser, site: Path) -> None:
    start = f"{site.as_uri()}/index.html"
    with opened(browser, start) as (page, _):
        page.goto(start)
        for name in ("Reference", "Rule index", "Chain rule"):
            leads = "() => [...document.links].map((it) => it.href).filter((it) => /^file:.*[/](#.*)?$/.test(it))"
            assert page.evaluate(leads) == []
            with page.expect_navigation():
                page.get_by_role("link", name=name, exact=True).first.click()
            assert page.url.partition("#")[0].endswith("/index.html")
        expect(page.locator(".md-content h1")).to_contain_text("Chain rule")
