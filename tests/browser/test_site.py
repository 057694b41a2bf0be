"""What a reader's browser makes of the site: every page, in both colors, on a desk and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.look import FOR_AXE, WITH_FRAME, faults, faults_without_scripts, opened, raw_tex

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    re.sub(r"(^|/)index/$", r"\1", path.replace(".md", "/"))
    for path in (found.relative_to(ROOT / "docs").as_posix() for found in (ROOT / "docs").rglob("*.md"))
)
FRAMED = ("", "derivatives/chain-rule/", "reference/cheat-sheet/")
ALIKE = re.compile("reference/api/(?!core/|$)|decisions/.")  # made of the parts of those that axe looks at
# Between them these hold every kind of part: derivations, live figures, pictures, cards, exercises, answers, tables.
WITHOUT_SCRIPTS = (*FRAMED, "derivatives/what-a-derivative-is/", "losses/loss-functions/", "integrals/substitution/")
Seen = tuple[Page, list[str]]


@pytest.fixture(scope="module")
def reader(browser: Browser, address: str) -> Iterator[Seen]:
    """One page, which goes from page to page under a finger."""
    with opened(browser, address, has_touch=True) as seen:
        yield seen


@pytest.fixture(scope="module")
def plain(browser: Browser, address: str) -> Iterator[Seen]:
    """The same, without scripts."""
    with opened(browser, address, java_script_enabled=False) as seen:
        yield seen


@pytest.mark.parametrize("path", PAGES)
def test_page(reader: Seen, address: str, site: Path, path: str) -> None:
    looks = WITH_FRAME if path in FRAMED else () if ALIKE.match(path) else FOR_AXE
    assert faults(*reader, f"{address}/{path}", looks) == []
    assert raw_tex((site / path / "index.html").read_text("utf-8")) == []


@pytest.mark.parametrize("path", WITHOUT_SCRIPTS)
def test_page_without_scripts(plain: Seen, address: str, path: str) -> None:
    assert faults_without_scripts(*plain, f"{address}/{path}") == []


# What is put into a sound page, and what has to be said of it.
PUT_IN = {
    "an error on the console": ("<script>console.error('oh no')</script>", "oh no"),
    "an error of a script": ("<script>nowhere()</script>", "nowhere is not defined"),
    "another origin": ('<img alt="a" src="http://127.0.0.1:9/a.png">', "http://127.0.0.1:9/a.png"),
    "a file that is not there": ('<img alt="a" src="/none.png">', "404"),
    "raw TeX": (r"<p>\frac{1}{2}</p>", r"raw TeX: \frac"),
    "raw TeX in a folded answer": (r"<details><summary>a</summary>$x^2$</details>", "raw TeX: $x^2$"),
    "raw TeX where no script runs": (r"<noscript>\frac{1}{2}</noscript>", r"without scripts, raw TeX: \frac"),
    "too wide for a desk": ('<div style="min-width: 2000px">a</div>', "desktop: "),
    "too wide for a tablet": ('<div style="width: 900px">a</div>', "tablet: "),
    "too wide for a phone": ('<div style="width: 380px">a</div>', "phone: "),
    "too wide for a small phone": ('<div style="width: 330px">a</div>', "small phone: "),
    "scrolls out of a keyboard's reach": (
        '<div style="width: 100px; overflow: auto"><p style="width: 300px; text-align: right">far</p></div>',
        "small phone, light: scrollable-region-focusable",
    ),
    "an image without words": ('<img src="/assets/favicon.svg">', "image-alt"),
    "a pale word": ('<p style="color: #ccc; background: #fff">pale words</p>', "small phone, light: color-contrast"),
    "a pale word beside one of its kind": (
        '<p><b class="a">words</b>, <b class="a" style="color: #ccc; background: #fff">pale words</b></p>',
        "small phone, light: color-contrast",
    ),
    "a word that is pale in the dark": (
        "<style>[data-md-color-scheme=slate] .a { color: #333 }</style><p class=a>pale words</p>",
        "desktop, dark: color-contrast",
    ),
    "a word that is pale on a phone": (
        "<style>@media (max-width: 500px) { .a { color: #ccc } }</style><p class=a>pale words</p>",
        "small phone, light: color-contrast",
    ),
    "a pale token of code": (
        '<style>.cm { color: #ccc !important }</style><pre><code><span class="cm">pale</span></code></pre>',
        "light: color-contrast",
    ),
    "a pale token on another ground": (
        '<pre><code><span class="xx">pale</span></code></pre>'
        '<pre><code style="background: #000"><span class="xx">pale</span></code></pre>',
        "light: color-contrast",
    ),
    "a link like its text": (
        '<p style="color: #000">words, <a href="/" style="color: #111 !important; text-decoration: none !important">'
        "a link</a>, words</p>",
        "link-in-text-block",
    ),
    "a button without a name": ("<button></button>", "button-name"),
    "a field without a name": ("<p><input></p>", "label"),
    "a formula that is not to be seen": ('<p><span class="arithmatex"></span></p>', "1 formulas that are not to be"),
}


@pytest.mark.parametrize(("part", "said"), PUT_IN.values(), ids=PUT_IN)
def test_each_kind_of_fault_is_told(reader: Seen, plain: Seen, address: str, site: Path, part: str, said: str) -> None:
    sound = (site / "decisions" / "index.html").read_text("utf-8")
    sound = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", sound)  # it lets none of these scripts run
    assert sound.count("</article>") == 1

    body = sound.replace("</article>", f"{part}</article>")

    def changed(route: Route) -> None:
        route.fulfill(body=body, content_type="text/html")

    url = f"{address}/decisions/"
    for page, _ in (reader, plain):
        page.route(url, changed)
    try:
        found = faults(*reader, url) + raw_tex(body) + faults_without_scripts(*plain, url)
    finally:
        for page, _ in (reader, plain):
            page.unroute(url)
    assert any(said in fault for fault in found), found


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


MOVING = """() => [...document.querySelectorAll("body *")].filter((it) => {
  const { transitionDuration, animationName } = getComputedStyle(it)
  return animationName !== "none" || /[1-9]/.test(transitionDuration)
}).length"""


def test_nothing_moves_where_a_reader_asks_for_rest(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, _):
        page.goto(f"{address}/derivatives/chain-rule/")
        assert page.evaluate(MOVING) == 0
        page.emulate_media(reduced_motion="no-preference")
        assert page.evaluate(MOVING) > 0


def test_pages_change_without_loading_anew(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, wrong):
        page.goto(f"{address}/architecture/", wait_until="networkidle")  # it first has to read the list of pages
        page.evaluate("window.kept = true")
        page.locator(".md-footer__link").first.click()
        expect(page.locator(".md-content h1")).not_to_contain_text("Architecture")
        assert page.evaluate("window.kept") is True
        assert wrong == []
