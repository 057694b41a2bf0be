"""Figures that a reader moves, in a browser: by mouse, finger and keys, with the address, and without scripts."""

from __future__ import annotations

import gzip
import math
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page

import calcref.plot as plot
from benchmarks.serving import Quiet, served
from calcref import parse
from calcref.plot.drawing.axes import fixed, number
from calcref.plot.drawing.formula import function
from calcref.plot.live.functions import compiled
from tests.plot.runs import runs_down_a_bowl

DOCS = Path(__file__).resolve().parents[2] / "docs"
SCRIPTS = DOCS / "assets" / "javascripts" / "figures"
# Nothing is evaluated from text, and nothing comes from elsewhere.
POLICY = "default-src 'none'; img-src data:; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'"
GRID = [0.0, 0.2, 0.4, 0.6, 1.0]
FIGURES: dict[str, Callable[[], str]] = {
    "secant": lambda: plot.secant_to_tangent("x^2/2", 1),
    "area": lambda: plot.area_function("cos(x)", 0, 6, marks=["pi/2", "pi"]),
    "tangent": lambda: plot.tangent_and_slope("x sin(x)", 1, (-4, 4)),
    "descent": lambda: plot.descent_by_hand("x^2/2 + 2y^2", (2.6, 1.2), 0.45),
    "race": lambda: plot.race(runs_down_a_bowl(), "x^2/2 + 2y^2", 12),
    "density": lambda: plot.density_by_hand(),
    "bells": lambda: plot.two_bells(),
    "roc": lambda: plot.roc([0, 0, 1, 0, 1, 1], [0.1, 0.3, 0.3, 0.5, 0.7, 0.9], 0.4),
    "mistaken": lambda: plot.roc([0, 0, 1, 1, 0, 1], [0.1, 0.4, 0.35, 0.8, 0.8, 0.9], 0.5),
    "outlier": lambda: plot.outlier_and_losses([1.0, 2.0, 2.2, 3.0], 6.0, (0, 8)),
    "composition": lambda: plot.composition(["w x", "sigmoid(u)", "(v-1)^2"], at={"w": -0.5, "x": 1.6}),
    "rectangle": lambda: plot.product_rectangle("x", "x^2/2 + 1", at=1, h=0.4),
    "zoom": lambda: plot.zoom_by_hand([("smooth", "sin(x)"), ("a kink", "|x|"), ("a swing", "x sin(1/x)")]),
    "depth": lambda: plot.depth_and_gradient(),
    "passes": lambda: plot.graph("(w*x - y)^2/2", {"w": 1.5, "x": 2.0, "y": 1.0}),
    "riemann": lambda: plot.riemann_bars("x^2", 0, 1),
    "lasso": lambda: plot.lasso_path([[1.2, 0.2, 0.2], [0.2, 1.2, 0.2], [0.2, 0.2, 1.2]], [3.0, -2.0, 0.5], "abc"),
    "stiffening": lambda: plot.stiffening_spline(GRID, [0.0, 2.0, 1.0, 3.0, 2.0]),
}


@cache
def drawn(name: str) -> str:
    """A figure, drawn once for all tests."""
    return str(FIGURES[name]())


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """A page for each figure, served with the scripts of the site under a strict policy."""

    class Handler(Quiet):
        def do_GET(self) -> None:
            names = self.path.partition("?")[0].strip("/").split("+")  # several figures on one page
            if not {*names} <= {*FIGURES, "empty"}:
                super().do_GET()
                return
            body = "".join(drawn(name) for name in names if name in FIGURES)
            page = (
                '<!doctype html><html lang="en"><meta charset="utf-8">'
                '<meta name="viewport" content="width=device-width">'
                '<link rel="icon" href="data:,">'
                '<title>t</title><link rel="stylesheet" href="/assets/stylesheets/figures.css">'
                f"<main>{body}</main>"
                '<script type="module" src="/assets/javascripts/figures/kernel.js"></script>'
            ).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

    with served(DOCS, Handler) as number:
        yield f"http://127.0.0.1:{number}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 900}, has_touch=True)
    page, wrong = context.new_page(), []
    page.on("console", lambda it: wrong.append(it.text) if it.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert wrong == []


def show(page: Page, url: str) -> None:
    page.goto(url)
    page.wait_for_selector("cr-live.cr-on")


def reading(page: Page, name: str) -> str:
    return page.locator(f'[data-reading="{name}"]').inner_text()


def value(reading: str) -> float:
    return float(reading.replace("−", "-"))


def middle(handle: Locator) -> tuple[float, float]:
    box = handle.locator(".cr-ring").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, handle: Locator, across: float, up: float = 0) -> None:
    x, y = middle(handle)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across / 2, y - up / 2)
    page.mouse.move(x + across, y - up)
    page.mouse.up()


def test_all_scripts_together_are_small() -> None:
    assert len(gzip.compress(b"".join(path.read_bytes() for path in sorted(SCRIPTS.glob("*.js"))))) < 15_000


@pytest.mark.parametrize("name", FIGURES)
def test_a_script_reads_what_was_computed_at_build(page: Page, host: str, name: str) -> None:
    printed = re.findall(r'data-reading="(\w+)">([^<]*)<', drawn(name))
    show(page, f"{host}/{name}")
    assert printed == [(key, reading(page, key)) for key, _ in printed]


@pytest.mark.parametrize("name", FIGURES)
def test_a_script_draws_what_was_drawn_at_build(page: Page, browser: Browser, host: str, name: str) -> None:
    """Nothing jumps when the script takes over."""
    boxes = """() => [...document.querySelectorAll("[data-part]")].map((it) => {
      const { x, y, width, height } = it.getBBox()
      return [it.dataset.part, x, y, x + width, y + height]
    })"""
    without = browser.new_context(viewport={"width": 390, "height": 900}, java_script_enabled=False)
    picture = without.new_page()
    picture.goto(f"{host}/{name}")
    before = picture.evaluate(boxes)
    without.close()
    show(page, f"{host}/{name}")
    for (part, *was), (_, *now) in zip(before, page.evaluate(boxes), strict=True):
        assert now == pytest.approx(was, abs=1.5), part


@pytest.mark.parametrize("name", FIGURES)
def test_labels_are_read_at_12_pixels_at_every_width(page: Page, host: str, name: str) -> None:
    for width in (320, 390, 820, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{host}/{name}")
        sizes = page.locator(".cr-svg text").evaluate_all(
            """(them) => them.map((it) => {
              const { a, b } = it.getScreenCTM()
              return parseFloat(getComputedStyle(it).fontSize) * Math.hypot(a, b)
            })"""
        )
        assert min(sizes, default=12) >= 12, width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


MET = """() => [...document.querySelectorAll(".cr-svg")].flatMap((picture) => {
  const words = [...picture.querySelectorAll("text")].filter((it) => it.textContent.trim())
  const boxes = words.map((it) => it.getBoundingClientRect())
  // The middle of a line: above and below is room that letters leave free.
  const inside = (box, { x, y }) => x > box.left + 1 && x < box.right - 1
    && Math.abs(y - (box.top + box.bottom) / 2) < 0.3 * box.height
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.4 * Math.min(a.height, b.height)
  const found = words.flatMap((it, i) => words.slice(i + 1).filter((_, j) => meet(boxes[i], boxes[i + 1 + j]))
    .map((other) => `${it.textContent} and ${other.textContent}`))
  const bars = [...picture.querySelectorAll("path")].filter((it) => {
    const { fill, stroke } = getComputedStyle(it)
    return fill !== "none" && stroke === "none" && !it.closest("defs")
  })
  for (const bar of bars) {
    const [length, matrix] = [bar.getTotalLength(), bar.getScreenCTM()]
    const rim = Array.from({ length: 200 }, (_, k) => bar.getPointAtLength(length * k / 200).matrixTransform(matrix))
    words.forEach((it, i) => rim.some((place) => inside(boxes[i], place)) && found.push(`${it.textContent} on a rim`))
  }
  return found
})"""


@pytest.mark.parametrize("name", FIGURES)
def test_words_stand_clear_of_each_other_and_of_bars(page: Page, host: str, name: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{host}/{name}")
    assert page.evaluate(MET) == []


@pytest.mark.parametrize("name", FIGURES)
def test_a_finger_finds_what_can_be_moved(page: Page, host: str, name: str) -> None:
    show(page, f"{host}/{name}")
    for target in page.locator(".cr-touch, .cr-controls input, .cr-controls button").all():
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 43.9


@pytest.mark.parametrize("name", FIGURES)
def test_a_value_is_announced_once(page: Page, host: str, name: str) -> None:
    show(page, f"{host}/{name}")
    assert page.locator("output, [aria-live], [role=status]").count() == 0
    for slider in page.get_by_role("slider").all():
        assert len(slider.get_attribute("aria-valuetext") or "") > 5


def test_compiled_functions_agree_with_python(page: Page, host: str) -> None:
    show(page, f"{host}/secant")
    draw = random.Random(1)
    for name in compiled():
        letter, *others = sorted(symbol.name for symbol in parse(name).free_symbols) or ["x"]
        for _ in range(3):
            known = {other: draw.uniform(0.2, 3) for other in others}
            places = [draw.uniform(0.2, 3) for _ in range(10)]
            found = page.evaluate(
                """async ([name, places, known]) => {
                  const { functions } = await import("/assets/javascripts/figures/functions.js")
                  return places.map((place) => functions[name](place, ...known))
                }""",
                [name, places, list(known.values())],
            )
            want = function(name, letter, known).values(np.array(places))
            assert found == pytest.approx(np.broadcast_to(want, len(places)).tolist(), rel=1e-13, abs=1e-15), (
                name,
                known,
            )


def test_the_error_function_is_that_of_python(page: Page, host: str) -> None:
    show(page, f"{host}/secant")
    places = np.linspace(-6, 6, 121).tolist()
    call = 'async (xs) => { const it = await import("/assets/javascripts/figures/erf.js"); return xs.map(it.erf) }'
    assert page.evaluate(call, places) == pytest.approx([math.erf(x) for x in places], abs=2e-15)


def test_a_point_is_dragged_in_the_picture(page: Page, host: str) -> None:
    show(page, f"{host}/secant")
    drag(page, page.get_by_label("point x of the tangent"), -60)
    assert value(reading(page, "tangent")) < 0.5


def test_a_drag_across_the_picture_selects_no_numbers_of_its_axes(page: Page, host: str) -> None:
    show(page, f"{host}/secant")
    box = page.locator("svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + 60, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.move(box["x"] + 300, box["y"] + 380)
    page.mouse.up()
    assert page.evaluate("getSelection().toString()") == ""


def test_a_finger_drags_and_the_page_does_not_scroll(page: Page, host: str) -> None:
    page.set_viewport_size({"width": 390, "height": 400})
    show(page, f"{host}/secant")
    x, y = middle(page.get_by_label("second point of the secant"))
    client = page.context.new_cdp_session(page)
    for kind, points in (
        ("touchStart", [{"x": x + 15, "y": y + 10}]),
        ("touchMove", [{"x": x - 20, "y": y - 60}]),
        ("touchMove", [{"x": x - 40, "y": y - 90}]),
        ("touchEnd", []),
    ):
        client.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert value(reading(page, "h")) < 1
    assert page.evaluate("scrollY") == 0


def test_right_is_a_larger_step_on_the_scale_and_left_a_smaller_one(page: Page, host: str) -> None:
    show(page, f"{host}/secant")
    step = page.get_by_label("step h")
    step.focus()
    page.keyboard.press("ArrowLeft")
    assert reading(page, "h") == "0.56"
    page.keyboard.press("ArrowRight")
    assert reading(page, "h") == "1"
    page.keyboard.press("Home")
    assert reading(page, "h") == "−1"
    for _ in range(70):
        page.keyboard.press("ArrowRight")
    assert not reading(page, "h").startswith("−")


@pytest.mark.parametrize("power", [-4, -12, -16])
def test_the_best_step_is_about_1e_8(page: Page, host: str, power: int) -> None:
    off = []
    for it in (-8, power):
        show(page, f"{host}/secant?secant.h=1e{it}")
        off.append(abs(value(reading(page, "secant")) - 1))
    assert off[0] < off[1]


def test_the_end_of_the_area_stands_at_half_of_pi(page: Page, host: str) -> None:
    show(page, f"{host}/area")
    end = page.get_by_label("end b of the area")
    end.focus()
    for _ in range(9):
        page.keyboard.press("ArrowLeft")
    assert "π/2" in (end.get_attribute("aria-valuetext") or "")
    assert (reading(page, "area"), reading(page, "height")) == ("1.0000", "0.0000")


def test_another_beginning_does_not_change_the_slope(page: Page, host: str) -> None:
    show(page, f"{host}/area")
    area, height = reading(page, "area"), reading(page, "height")
    drag(page, page.get_by_label("beginning a of the area"), 80)
    assert reading(page, "area") != area
    assert reading(page, "height") == height


def test_bars_read_in_the_middle_gain_four(page: Page, host: str) -> None:
    show(page, f"{host}/riemann?riemann.c=0.5")
    assert reading(page, "c") == "middle"
    assert value(reading(page, "order")) == pytest.approx(4, abs=0.02)


@pytest.mark.parametrize(
    ("figure", "moved", "read"),
    [
        ("tangent", {"x": 2.0}, {"value": fixed(2 * math.sin(2), 3), "slope": fixed(math.sin(2) + 2 * math.cos(2), 3)}),
        ("area", {"a": 1.0, "b": 4.0}, {"area": fixed(math.sin(4) - math.sin(1), 4), "height": fixed(math.cos(4), 4)}),
        ("descent", {"rate": 0.5}, {"flat": "+0.500", "steep": "−1.000"}),
        ("density", {"s": 0.2, "a": -0.2, "b": 0.2}, {"top": "1.9947", "probability": fixed(math.erf(0.5**0.5), 4)}),
        ("bells", {"a": 1.0, "s": 1.0, "b": 0.0, "t": 1.0}, {"there": "0.5000", "back": "0.5000", "both": "0.1114"}),
        ("roc", {"t": 0.7}, {"tpr": "66.7%", "fpr": "0.0%"}),
        ("outlier", {"x": 8.0}, {"square": fixed(16.2 / 5, 3), "absolute": "2.200"}),
        ("rectangle", {"h": 0.2}, {"corner": number(0.2 * (1.2**2 / 2 - 0.5)), "strips": number(0.2 * 1.5 + 0.22)}),
        ("depth", {"w": 0.5, "n": 1}, {"left": number(0.5 / math.cosh(0.05) ** 2, 2)}),
        ("zoom", {"zoom": 6}, {"r": "10⁻⁶"}),
    ],
)
def test_what_is_read_is_what_mathematics_says(
    page: Page, host: str, figure: str, moved: dict[str, float], read: dict[str, str]
) -> None:
    query = "&".join(f"{figure}.{name}={it}" for name, it in moved.items())
    show(page, f"{host}/{figure}?{query}")
    assert {name: reading(page, name) for name in read} == read


def test_the_slopes_of_a_chain_are_multiplied_anew(page: Page, host: str) -> None:
    show(page, f"{host}/composition?composition.x=0.7")
    v = 1 / (1 + math.exp(-0.7 * 1.6))
    factors, whole = [1.6, v * (1 - v), 2 * (v - 1)], 1.6 * v * (1 - v) * 2 * (v - 1)
    first, second, third = (fixed(it, 3) for it in factors)
    assert reading(page, "line") == f"slope of the whole: {first} × {second} × ({third}) = {fixed(whole, 3)}"


def test_a_pass_goes_forward_and_back(page: Page, host: str) -> None:
    show(page, f"{host}/passes")
    step = page.get_by_label("step")
    step.focus()
    page.keyboard.press("Home")
    hidden = '[data-part^=adjoint][opacity="0"]'
    boxes = page.locator("[data-part^=box]").count()
    assert page.locator(hidden).count() == boxes
    page.keyboard.press("ArrowRight")
    assert reading(page, "line").startswith("forward: ")
    page.keyboard.press("End")
    assert reading(page, "line").startswith("backward: ")
    assert page.locator(hidden).count() == 0


def test_the_address_keeps_what_was_moved(page: Page, host: str) -> None:
    show(page, f"{host}/area?kept=1#there")
    page.get_by_label("end b of the area").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**area.b**")
    assert page.evaluate("location.hash") == "#there"
    moved = reading(page, "b")
    page.reload()
    page.wait_for_selector("cr-live.cr-on")
    assert reading(page, "b") == moved
    page.get_by_role("button", name="Reset").click()
    assert reading(page, "b") == "2.000"
    assert page.evaluate("location.search") == "?kept=1"


def test_after_back_thumb_and_readings_agree(page: Page, host: str) -> None:
    show(page, f"{host}/riemann")
    page.get_by_label("bars", exact=True).focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_url("**riemann.n**")
    page.goto(f"{host}/empty")
    page.go_back()
    page.wait_for_selector("cr-live.cr-on")
    assert reading(page, "n") == "13"
    assert page.get_by_label("bars", exact=True).input_value() == "13"


def test_two_figures_of_a_kind_do_not_mix(page: Page, host: str) -> None:
    show(page, f"{host}/riemann+riemann?riemann1.n=5")
    page.get_by_label("bars", exact=True).first.focus()
    page.keyboard.press("End")
    assert page.locator('[data-reading="n"]').all_inner_texts() == ["64", "5"]
    page.wait_for_url("**riemann.n=64**")


def test_a_page_without_figures_loads_none_of_their_functions(page: Page, host: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"{host}/empty", wait_until="networkidle")
    assert [name for name in asked if name.endswith(".js")] == ["kernel.js"]


def test_a_figure_whose_function_is_not_compiled_stays_a_picture(page: Page, host: str) -> None:
    page.goto(f"{host}/empty")
    page.evaluate(
        "(figure) => document.querySelector('main').innerHTML = figure", plot.secant_to_tangent("x^2/2 - x^5", 1)
    )
    page.wait_for_load_state("networkidle")
    assert page.locator("svg").get_attribute("role") == "img"
    assert page.locator("cr-live.cr-on").count() == 0


def test_what_stands_in_an_address_is_kept_in_its_range(page: Page, host: str) -> None:
    show(page, f"{host}/riemann?riemann.n=1e9&riemann.c=x")
    assert reading(page, "n") == "64"
    assert reading(page, "c") == "left end"


def test_it_works_again_when_the_page_is_exchanged(page: Page, host: str) -> None:
    show(page, f"{host}/riemann")
    page.evaluate("""async () => {
      const main = document.querySelector("main"), all = await (await fetch(location)).text()
      main.innerHTML = new DOMParser().parseFromString(all, "text/html").querySelector("main").innerHTML
    }""")
    page.wait_for_selector("cr-live.cr-on")
    page.get_by_label("bars", exact=True).focus()
    page.keyboard.press("End")
    assert reading(page, "n") == "64"


def test_nothing_jumps_as_numbers_change(page: Page, host: str) -> None:
    show(page, f"{host}/secant")
    boxes = """() => [...document.querySelectorAll(".cr-readings > div, figcaption")].map((it) => {
      const { x, y, width, height } = it.getBoundingClientRect()
      return [x, y, width, height]
    })"""
    before = page.evaluate(boxes)
    drag(page, page.get_by_label("second point of the secant"), -120)
    assert page.evaluate(boxes) == before


def test_without_scripts_it_is_a_picture_with_numbers(browser: Browser, host: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host}/riemann")
    assert page.locator("svg").is_visible()
    assert reading(page, "sum") == "0.27344"
    assert not page.get_by_role("button").is_visible()
    assert not page.locator("input").first.is_visible()
    context.close()


def test_what_cannot_be_moved_is_not_printed(page: Page, host: str) -> None:
    show(page, f"{host}/riemann")
    page.emulate_media(media="print")
    assert not page.locator(".cr-handle").first.is_visible()
    assert not page.locator(".cr-controls").is_visible()
    assert page.locator(".cr-readings").is_visible()
