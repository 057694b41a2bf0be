"""Blocks that a reader changes and runs, in a reader's browser; and every one of them where there is no NumPy."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown import markdown
from playwright.sync_api import Browser, Locator, Page, expect

from calcref.playground.markup import with_breaks
from calcref.site.markdown.cells import Cells
from calcref.site.markdown.follows import Library
from calcref.site.markdown.source import fences
from calcref.site.mkdocs.blocks import known, sessions_of
from tests.browser.look import axe, opened

pytestmark = pytest.mark.xdist_group("playground")  # one Python for most of these
ROOT = Path(__file__).resolve().parents[2]
SOON = 60_000  # milliseconds, for a machine that is busy
AXE = "() => axe.run('.cr-cell', { resultTypes: ['violations'] })"
WORDS = "(them) => them.map((it) => it.textContent)"
PLAIN = {"pymdownx.arithmatex": {"generic": True}}
Seen = tuple[Page, list[str]]


@pytest.fixture(scope="module")
def open_page(browser: Browser, address: str) -> Iterator[Seen]:
    with opened(browser, address) as (page, wrong):
        page.goto(f"{address}/derivatives/chain-rule/")
        yield page, wrong


@pytest.fixture
def page(open_page: Seen) -> Iterator[Page]:
    page, wrong = open_page
    page.set_viewport_size({"width": 1280, "height": 900})
    yield page
    assert wrong == []


def cell(page: Page, name: str) -> Locator:
    return page.locator(f'.cr-cell[data-name="chain-rule {name}"]')


def run(it: Locator, code: str | None = None) -> Locator:
    """Run a cell, with other code where that is given; comes back with the place of what it prints."""
    if code is not None:
        if not it.get_by_role("textbox").count():
            it.locator(".cr-go").click()
        it.get_by_role("textbox").fill(code)
    it.locator(".cr-go").click()
    return it.locator(".cr-ran")


def done(it: Locator, said: str = "Done.") -> None:
    expect(it.locator(".cr-cell-status")).to_have_text(said, timeout=SOON)


def test_nothing_is_loaded_before_a_block_is_run_and_it_shows_what_the_page_shows(page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.reload(wait_until="networkidle")
    it = cell(page, "derivation")
    expect(it.locator(".cr-go")).to_be_visible(timeout=SOON)
    page.wait_for_load_state("networkidle")
    assert any(url.endswith("/cells.js") for url in fetched)
    assert [url for url in fetched if "/runtime/" in url or "editor" in url] == []
    lines = ".cr-line .cr-body math"
    before = it.locator(lines).evaluate_all(WORDS)
    where = run(it)
    done(it)
    assert where.locator(lines).evaluate_all(WORDS) == before
    assert it.locator("> .cr-derivation").is_hidden()
    leads = where.get_by_role("link", name="Power rule").first.get_attribute("href") or ""
    assert leads.startswith(page.url.partition("/derivatives")[0])
    where.get_by_label("Next line").click()
    expect(where.locator("output")).to_contain_text("Line 1 of")


def test_a_block_runs_after_those_that_it_needs_as_they_stand_on_the_page(page: Page) -> None:
    above, it = cell(page, "derivation"), cell(page, "powers")
    run(above, "def differentiate(*given):\n    return type('Mine', (), {'to_html': lambda self: str(given)})()")
    expect(run(it)).to_contain_text("('e^(n ln(x))', 'x')", timeout=SOON)
    run(above, "nobody")
    expect(run(it)).to_contain_text("a block above, which this one needs, fails: ", timeout=SOON)
    above.get_by_role("button", name="Reset").click()
    assert above.locator("> .cr-derivation").is_visible()
    expect(run(it).locator(".cr-line").last).to_contain_text("x", timeout=SOON)


def test_an_error_has_its_line_and_what_was_typed_is_still_there(page: Page) -> None:
    it = cell(page, "saturation")
    expect(run(it, "print(1)\nprint(x)")).to_contain_text("NameError: name 'x' is not defined (line 2)", timeout=SOON)
    done(it, "It ended with an error.")
    expect(it.get_by_role("textbox")).to_contain_text("print(x)")
    page.reload()
    expect(it.locator(".cr-go")).to_have_text("Run your version")
    it.locator(".cr-go").click()
    expect(it.get_by_role("textbox")).to_contain_text("print(x)", timeout=SOON)
    it.get_by_role("button", name="Reset").click()
    expect(it.get_by_role("textbox")).to_contain_text("wrong by")
    assert it.locator(".cr-ran").inner_text() == ""


def test_what_never_ends_is_stopped(page: Page) -> None:
    it = cell(page, "depth")
    expect(run(it, "print(1)")).to_have_text("1", timeout=SOON)
    where = run(it, "while True:\n    pass")
    it.get_by_role("button", name="Stop").click()
    expect(where).to_contain_text("Stopped. What you typed is still there.", timeout=SOON)
    expect(it.get_by_role("textbox")).to_contain_text("while True")
    expect(run(it, "print(6 * 7)")).to_have_text("42", timeout=SOON)


@pytest.mark.parametrize("while_what_loads", ["the editor", "Python"])
def test_stop_is_heard_while_something_still_loads(page: Page, while_what_loads: str) -> None:
    page.reload()
    it = cell(page, "depth")
    it.locator(".cr-go").click()
    if while_what_loads == "Python":
        expect(it.get_by_role("textbox")).to_be_visible(timeout=SOON)
    it.get_by_role("button", name="Stop").click()
    expect(it.locator(".cr-ran")).to_have_text("Stopped. What you typed is still there.")
    expect(it.get_by_role("button", name="Stop")).to_be_hidden()
    expect(run(it, "print(6 * 7)")).to_have_text("42", timeout=SOON)


@pytest.mark.parametrize(
    "code", ["print('<img src=x onerror=window.hurt=1>')", "raise ValueError('<img src=x onerror=window.hurt=1>')"]
)
def test_markup_of_a_reader_stays_text(page: Page, code: str) -> None:
    where = run(cell(page, "general"), code)
    expect(where).to_contain_text("<img src=x", timeout=SOON)
    assert where.locator("img").count() == 0
    assert page.evaluate("window.hurt") is None


def test_it_works_by_keyboard(page: Page) -> None:
    it = cell(page, "saturation")
    run(it, "if True:")
    box = it.get_by_role("textbox")
    box.press("Control+End")
    box.press("Enter")
    page.keyboard.type("print(9 * 9)")
    box.press("Control+Enter")
    expect(it.locator(".cr-ran")).to_have_text("81", timeout=SOON)
    box.press("Tab")
    expect(box).to_be_focused()
    box.press("Escape")
    box.press("Tab")
    expect(it.locator(".cr-go")).to_be_focused()


def test_it_fits_a_phone_and_axe_finds_nothing(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    it = cell(page, "saturation")
    run(it, f"x = '{'long ' * 40}'\nprint('| a | b |', '|--|--:|', '| 1 | 2 |', sep='\\n')\nprint()\nprint(x)\nint(x)")
    done(it, "It ended with an error.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.evaluate(f"{axe()};0")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(100)
        assert [it["id"] for it in page.evaluate(AXE)["violations"]] == []
    page.emulate_media(color_scheme="light")


def test_without_a_network_the_page_says_so_and_a_block_can_be_run_again(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, _):
        page.goto(f"{address}/derivatives/chain-rule/")
        page.route("**/runtime/**", lambda route: route.abort())
        it = cell(page, "saturation")
        expect(run(it)).to_contain_text("Python could not be loaded here", timeout=SOON)
        box = it.get_by_role("textbox")  # a plain one
        box.fill("print(2 + 3)")
        page.unroute("**/runtime/**")
        box.press("Control+Enter")
        expect(it.locator(".cr-ran")).to_have_text("5", timeout=SOON)


def test_every_block_that_can_be_run_prints_what_its_page_shows(site: Path) -> None:
    """In a process that has no more than the browser has; the site was built with all that there is."""
    given, shown = [], []
    library = Library.now()
    for path in sorted((ROOT / "docs").rglob("*.md")):
        text = path.read_text("utf-8")
        blocks = sessions_of(text)
        outputs = known(blocks, ROOT / ".cache" / "site" / "blocks", library)
        assert outputs is not None
        printed = dict(zip((it.name for session in blocks.values() for it in session), outputs, strict=True))
        sessions: dict[str, Cells] = {}
        code: dict[str, str] = {}
        for fence in fences(text.splitlines()):
            if fence.executed and "source" in fence.options:
                name, options = fence.options["id"], fence.options
                code[name] = fence.code
                found = sessions.setdefault(options["session"], Cells()).next(
                    name, fence.code, options.get("reads", "")
                )
                if found:
                    prints = "text" if "result" in options else "markdown"
                    given.append([fence.code, [code[it] for it in found.needs], prints])
                    shown.append((name, prints, printed[name].output))
    command = [sys.executable, "-m", "tests.browser.symbolic_half"]
    ran = subprocess.run(command, cwd=ROOT, input=json.dumps(given), capture_output=True, text=True, check=True)
    wrong = []
    for (name, prints, output), told in zip(shown, json.loads(ran.stdout), strict=True):
        if "error" in told:
            wrong.append(f"{name}: {told['error']}")
        elif prints == "text":
            wrong += [f"{name}: other text"] if told["text"] != output else []
        else:
            page = markdown(output, extensions=["tables", "pymdownx.arithmatex"], extension_configs=PLAIN)
            wrong += [f"{name}: other HTML"] if bare(told["html"]) != bare(with_breaks(page)) else []
    assert wrong == []
    assert len(given) > 150


def bare(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"(\\\[|>)\s+|\s+(?=\\\]|<)", r"\1", html.strip()))
