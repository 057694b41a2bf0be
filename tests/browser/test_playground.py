"""The playground in a reader's browser: Python is loaded when it is asked, answers, is stopped, and may be missing."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.look import axe, opened

pytestmark = pytest.mark.xdist_group("playground")  # one Python for most of these
SLOW = "d^20/dx^20 tanh(x) sin(x)^5 e^(x^2)"
SOON = 60_000  # milliseconds, for a machine that is busy
AXE = "() => axe.run('.cr-playground, .cr-exercise', { resultTypes: ['violations'] })"
SIZES = "(them) => them.map((it) => parseFloat(getComputedStyle(it).fontSize) * it.getScreenCTM().a)"
Seen = tuple[Page, list[str]]


@pytest.fixture(scope="module")
def open_page(browser: Browser, address: str) -> Iterator[Seen]:
    """A playground whose Python has started, and what went wrong on it."""
    with opened(browser, address, permissions=["clipboard-read", "clipboard-write"]) as (page, wrong):
        page.goto(f"{address}/playground/")
        ask(page, "d/dx x^2 cos(x)")
        expect(page.locator(".cr-shown .cr-line").last).to_contain_text("sin", timeout=SOON)
        yield page, wrong


@pytest.fixture
def playground(open_page: Seen) -> Iterator[Page]:
    page, wrong = open_page
    page.set_viewport_size({"width": 1280, "height": 900})
    yield page
    assert wrong == []


def ask(page: Page, question: str) -> None:
    page.get_by_label("A derivative, an integral").fill(question)
    page.get_by_role("button", name="Show steps").click()


def answered(page: Page) -> None:
    expect(page.locator(".cr-status")).to_contain_text("Answered", timeout=SOON)


def refused(page: Page, said: str) -> None:
    expect(page.locator(".cr-refused").first).to_contain_text(said, timeout=SOON)


def test_a_question_of_the_site_needs_no_python(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, wrong):
        fetched: list[str] = []
        page.on("request", lambda request: fetched.append(request.url))
        page.goto(f"{address}/playground/", wait_until="networkidle")
        assert [url for url in fetched if "/runtime/" in url] == []
        page.locator("article li a").first.click()
        answered(page)
        expect(page.locator(".cr-shown .cr-rule").first).to_contain_text("Product rule")
        assert [url for url in fetched if "pyodide" in url or "memory" in url or "worker" in url] == []
        assert page.get_by_label("A derivative, an integral").input_value() == "d/dx x^2 sin(x)"
        assert wrong == []


def test_a_worked_derivation_leads_to_the_playground(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, wrong):
        page.goto(f"{address}/derivatives/product-rule/", wait_until="networkidle")
        page.evaluate("scrollBy(0, 400); document.querySelector('.cr-change a').click()")  # before Material looks
        answered(page)
        assert "sigmoid" in page.get_by_label("A derivative, an integral").input_value()
        assert wrong == []


def test_an_answer_is_shown_as_pages_show_it(playground: Page) -> None:
    ask(playground, "∫ x^2 e^x dx")
    answered(playground)
    walk = playground.locator(".cr-derivation")
    assert walk.locator(".katex").count() > 10
    walk.get_by_label("Next line").click()
    expect(walk.locator("output")).to_contain_text("Line 1 of")
    assert playground.locator(".cr-evidence strong").inner_text() in ("proved", "agrees")
    graph = playground.get_by_role("img", name="Graph of the function x^2*e^x and the antiderivative")
    expect(graph.locator("path")).to_have_count(2)
    assert min(graph.locator("text").evaluate_all(SIZES)) >= 12


def test_it_is_understood_while_it_is_typed(playground: Page) -> None:
    playground.get_by_label("A derivative, an integral").fill(r"\int_0^1 t^3\,dt")
    expect(playground.locator(".cr-echo math")).to_contain_text("t3", timeout=SOON)


def test_what_was_found_is_taken_along(playground: Page) -> None:
    ask(playground, "d/dx x tanh(x)")
    answered(playground)
    playground.get_by_text("Take it along").click()
    taken = playground.locator(".cr-taken")
    for name, begins in {"NumPy": "import numpy", "LaTeX": r"\begin{aligned}", "JSON": "{", "notebook": "{"}.items():
        playground.get_by_role("button", name=name, exact=True).click()
        assert taken.input_value().startswith(begins)
    playground.get_by_role("button", name="Copy", exact=True).click()
    expect(playground.get_by_role("button", name="Copied")).to_be_visible()
    with playground.expect_download() as saved:
        playground.get_by_role("link", name="Save as a file").click()
    assert saved.value.suggested_filename == "answer.ipynb"


def test_what_has_two_readings_is_sent_back_with_both(playground: Page) -> None:
    ask(playground, "d/dx sin 2x")
    refused(playground, "could end here or not")
    playground.get_by_role("button", name="d/dx sin(2*x)").click()
    answered(playground)
    expect(playground.locator(".cr-shown .cr-line").last).to_contain_text("cos")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "there is no question yet"),
        ("x" * 10_000, "at most 2000 are read"),
        ("x^2", "this asks nothing that is known"),
        ("sin(x) = y", "this asks nothing that is known"),
        ("d/dx <img src=x onerror=window.hurt=1>", "cannot be read"),
    ],
)
def test_what_cannot_be_read_gets_a_message(playground: Page, typed: str, said: str) -> None:
    ask(playground, typed)
    refused(playground, said)
    assert playground.get_by_label("A derivative, an integral").input_value() == typed


def test_stop_ends_what_takes_long_and_the_next_question_is_answered(playground: Page) -> None:
    ask(playground, SLOW)
    playground.get_by_role("button", name="Stop").click()
    refused(playground, "Stopped.")
    assert playground.get_by_label("A derivative, an integral").input_value() == SLOW
    ask(playground, "d/dx x^7")
    answered(playground)


def test_what_takes_too_long_is_given_up(playground: Page) -> None:
    call = """async ([address, question]) => {
      const { ask } = await import(`${address}/assets/javascripts/playground/runtime.js`)
      return await ask("answer", [question], 0.5).then(() => "answered", (error) => error.message)
    }"""
    origin = playground.evaluate("location.origin")
    assert playground.evaluate(call, [origin, SLOW]) == "No answer within 0.5 seconds."


def test_a_link_holds_the_question(playground: Page) -> None:
    ask(playground, "d/dx x^5 + 0")
    refused(playground, "about the first term or about all")
    ask(playground, "d/dx (x^5 + 1)")
    answered(playground)
    playground.evaluate("scrollTo(0, 500)")
    playground.wait_for_timeout(400)  # Material looks at the address when a page was scrolled
    playground.get_by_role("button", name="Copy a link").click()
    link = playground.evaluate("navigator.clipboard.readText()")
    assert link == playground.url == playground.url.partition("#")[0] + "#q=" + quote("d/dx (x^5 + 1)", safe="()")


INJECTIONS = (
    "<img src=x onerror=window.hurt=1>",
    "<script>window.hurt=1</script>",
    "d/dx \\href{javascript:window.hurt=1}{x}",
    'd/dx \\htmlClass{x" onclick="window.hurt=1}{x}',
    "javascript:window.hurt=1",
    "d/dx x^2'); import os; ('",
)


@pytest.mark.parametrize("text", INJECTIONS)
def test_a_question_in_a_link_is_text_and_never_markup(playground: Page, text: str) -> None:
    playground.evaluate("(hash) => { location.hash = hash }", f"#q={quote(text, safe='')}")
    expect(playground.get_by_label("A derivative, an integral")).to_have_value(text)
    expect(playground.locator(".cr-refused").first).to_be_visible(timeout=SOON)
    assert playground.evaluate("window.hurt") is None
    assert playground.locator(".cr-playground :is(img, script, a[href^='javascript'], [onclick])").count() == 0


@pytest.mark.parametrize("hash", ["#q=", "#q=%E0%A4%A", "#q=%20%20"])
def test_a_broken_link_is_told(playground: Page, hash: str) -> None:
    playground.evaluate("(hash) => { location.hash = '#'; location.hash = hash }", hash)
    refused(playground, "the link holds no question that can be read")


def test_it_works_by_keyboard(playground: Page) -> None:
    box = playground.get_by_label("A derivative, an integral")
    box.fill("")
    box.focus()
    playground.keyboard.type("d/dt t^3 e^t")
    playground.keyboard.press("Enter")
    answered(playground)
    for _ in range(40):  # through the links of rules, to the buttons below them
        playground.keyboard.press("Tab")
        if playground.evaluate("document.activeElement.ariaLabel") == "Next line":
            break
    playground.keyboard.press("ArrowRight")
    expect(playground.locator(".cr-walk output")).to_contain_text("Line 1 of")


def test_it_fits_a_phone_and_axe_finds_nothing(playground: Page) -> None:
    ask(playground, "∫ x^3 e^(-x) dx")
    answered(playground)
    playground.get_by_text("Take it along").click()
    playground.get_by_role("button", name="LaTeX", exact=True).click()
    playground.set_viewport_size({"width": 390, "height": 800})
    assert playground.evaluate("document.documentElement.scrollWidth") <= 390
    ask(playground, "d/dx x^8 sin(x)")
    expect(playground.locator(".cr-graph")).to_contain_text("x^8", timeout=SOON)
    assert min(playground.locator(".cr-graph text").evaluate_all(SIZES)) >= 12
    playground.evaluate(f"{axe()};0")
    for scheme in ("light", "dark"):
        playground.emulate_media(color_scheme=scheme)
        playground.wait_for_timeout(100)
        assert [it["id"] for it in playground.evaluate(AXE)["violations"]] == []
    playground.emulate_media(color_scheme="light")


def test_a_drill_is_judged_there_and_then(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, wrong):
        page.goto(f"{address}/derivatives/product-rule/")
        drill = page.locator(".cr-exercise").first
        box = drill.get_by_label("Your answer")
        box.fill("2x cos(x)")
        box.press("Enter")
        expect(drill.get_by_role("status")).to_contain_text("Not yet: at x =", timeout=SOON)
        box.fill(drill.get_attribute("data-answer") or "")
        box.press("Enter")
        expect(drill.get_by_role("status")).to_contain_text("Right", timeout=SOON)
        assert wrong == []


def test_without_a_network_the_page_says_so_and_can_be_asked_again(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, _):
        page.goto(f"{address}/playground/")
        page.route("**/pyodide.asm.wasm", lambda route: route.abort())
        ask(page, "d/dx x^9")
        refused(page, "Python could not be loaded here")
        assert page.get_by_label("A derivative, an integral").input_value() == "d/dx x^9"
        page.unroute("**/pyodide.asm.wasm")
        ask(page, "d/dx x^9")
        answered(page)


def test_without_webassembly_the_page_says_so(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, wrong):
        page.add_init_script("delete window.WebAssembly")
        page.goto(f"{address}/playground/")
        ask(page, "d/dx x^9")
        refused(page, "runs no WebAssembly")
        ask(page, "d/dx x^2 sin(x)")  # which was answered when the site was built
        answered(page)
        assert wrong == []


def test_where_the_memory_does_not_do_python_starts_from_its_sources(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, _):

        def spoiled(route: Route) -> None:
            route.fulfill(body=b"no memory", content_type="application/octet-stream")

        page.route("**/memory-*.bin", spoiled)
        page.goto(f"{address}/playground/")
        ask(page, "d/dx x^9")
        expect(page.locator(".cr-status")).to_contain_text("Answered", timeout=2 * SOON)


def test_a_pasted_derivation_is_judged_and_stays_text(browser: Browser, address: str) -> None:
    with opened(browser, address, viewport={"width": 390, "height": 800}) as (page, wrong):
        page.goto(f"{address}/judge/", wait_until="networkidle")
        page.get_by_role("button", name="Judge").click()
        expect(page.locator(".cr-refused")).to_contain_text("nothing to judge yet")
        page.get_by_role("button", name="An example").click()
        expect(page.locator(".cr-status")).to_contain_text("Line 1 is the first wrong one", timeout=SOON)
        expect(page.locator("[data-first-wrong]")).to_contain_text("inner factor forgotten")
        page.get_by_label("A chain of equalities").fill("x = 2 <img src=x onerror=alert(1)> = 3\nd/dx x^2 = 2x")
        page.get_by_role("button", name="Judge").click()
        expect(page.locator(".calcref-judgement")).to_contain_text("d/dx x^2 = 2x", timeout=SOON)
        assert page.locator(".cr-result img").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.evaluate(f"{axe()};0")
        told = page.evaluate("() => axe.run('.cr-judge', { resultTypes: ['violations'] })")
        assert [violation["id"] for violation in told["violations"]] == []
        assert wrong == []
