"""Looking something up, in a reader's browser: what comes first, with what, and what it costs."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.look import axe, opened

LOOKUPS = {
    # names
    "chain rule": "derivatives/chain-rule/",
    "product rule": "derivatives/product-rule/",
    "power rule": "derivatives/power-rule/",
    "sum rule": "derivatives/linearity/#sum",
    "derivative": "derivatives/what-a-derivative-is/",
    "gradient": "multivariable/gradient/",
    "gradient descent": "optimization/gradient-descent/",
    "fundamental theorem of calculus": "integrals/fundamental-theorem/",
    "softmax": "autodiff/softmax-cross-entropy/",
    "log-sum-exp": "autodiff/softmax-cross-entropy/#log-sum-exp",
    "attention": "autodiff/attention/",
    "lstm": "autodiff/recurrent-networks/#lstm-cell",
    "huber": "losses/loss-functions/#huber-loss",
    "adam": "optimization/gradient-descent/#adam",
    "cheat sheet": "reference/cheat-sheet/",
    "install": "how-to/install/",
    "minimize": "reference/api/#calcref.minimize",
    # other names
    "backprop": "backprop/backpropagation/",
    "logistic function": "derivatives/elementary-functions/#sigmoid",
    "swish": "derivatives/elementary-functions/#silu",
    "Gaussian": "probability/probability-densities/#normal-density",
    "log loss": "losses/loss-functions/#logistic-loss",
    "BCE": "losses/loss-functions/#logistic-loss",
    "cross entropy": "losses/loss-functions/#cross-entropy",
    "KL": "information/kl-divergence/",
    "MSE": "losses/loss-functions/#mean-squared-error",
    "MLE": "information/score-and-fisher-information/#maximum-likelihood",
    "ELBO": "information/gradients-of-expectations/#evidence-lower-bound",
    "reparameterization trick": "information/gradients-of-expectations/#reparameterized-gradient",
    "mutual information": "information/mutual-information/",
    "PR AUC": "metrics/precision-recall/",
    "ECE": "metrics/calibration/",
    "MMD": "metrics/distances/#maximum-mean-discrepancy",
    "laplacian": "multivariable/divergence-curl-and-laplacian/#laplacian",
    "ridge": "regularization/regularization/#l2-penalty",
    "lasso": "regularization/regularization/#l1-penalty",
    "AUC": "metrics/roc-auc/",
    "SGD": "optimization/gradient-descent/#stochastic-gradient-descent",
    "layer norm": "autodiff/normalization-layers/",
    "batch norm": "autodiff/normalization-layers/#batch-normalization",
    "jacobian": "autodiff/jvp-vjp-hvp/#what-a-jacobian-looks-like",
    "u-substitution": "integrals/substitution/",
    "finite differences": "differences/finite-differences/",
    "proved": "start/how-to-read-a-derivation/#three-checks",
    # troubles
    "learning rate too large": "optimization/gradient-descent/#step-size",
    "loss is nan": "autodiff/the-tape/#nan",
    "vanishing gradients": "derivatives/chain-rule/#in-machine-learning",
    "relu at 0": "autodiff/kinks/#pieces",
    "dead relu": "autodiff/affine-and-broadcasting/#relu-layer",
    # formulas, typed and said
    "1/x": "integrals/power-rule-for-integrals/#integral-of-the-reciprocal",
    "integral of one over x": "integrals/power-rule-for-integrals/#integral-of-the-reciprocal",
    "d/dx ln x": "derivatives/elementary-functions/#natural-logarithm",
    "derivative of the natural logarithm": "derivatives/elementary-functions/#natural-logarithm",
    "d/dx x^3": "derivatives/power-rule/",
    "derivative of x squared": "derivatives/power-rule/",
    "x²": "derivatives/power-rule/",
    "derivative of e to the x": "derivatives/elementary-functions/#exponential",
    "derivative of tanh": "derivatives/elementary-functions/#hyperbolic-tangent",
    "square root of x": "derivatives/elementary-functions/#square-root",
    "∫ tan(x) dx": "integrals/table-of-integrals/#integral-of-the-tangent",
    "integral of ln x": "integrals/table-of-integrals/#integral-of-the-logarithm",
}
API, DECISION = 2, 4


@pytest.fixture(scope="module")
def reader(browser: Browser, address: str) -> Iterator[Page]:
    """A reader on the first page."""
    with opened(browser, address) as (page, _):
        page.goto(address)
        yield page


@pytest.fixture(scope="module")
def first(reader: Page) -> dict[str, str]:
    """The place that comes first for each query."""
    asked = "async (all) => Promise.all(all.map(async (it) => (await calcrefSearch(it))[0]?.address ?? ''))"
    return dict(zip(LOOKUPS, reader.evaluate(asked, list(LOOKUPS)), strict=True))


@pytest.mark.parametrize("query", LOOKUPS)
def test_the_answer_comes_first(first: dict[str, str], query: str) -> None:
    assert first[query] == LOOKUPS[query]


def rows(site: Path) -> list[list[object]]:
    """The rows of the index."""
    text = (site / "search" / "index.js").read_text("utf-8")
    found: list[list[object]] = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    return found


def test_pages_of_a_name_come_before_the_api_and_decisions_last(site: Path, reader: Page) -> None:
    kinds = {str(row[0]): row[3] for row in rows(site)}
    found = reader.evaluate("calcrefSearch('jacobian')")
    named = [kinds[it["address"]] for it in found if "jacobian" in it["title"].lower()]
    assert API in named
    assert named == sorted(named, key=lambda kind: kind == API)
    hooks = [kinds[it["address"]] for it in reader.evaluate("calcrefSearch('hooks')")]
    assert DECISION in hooks
    assert hooks == sorted(hooks, key=lambda kind: kind == DECISION)


def test_the_index_is_small_and_names_every_page(site: Path) -> None:
    assert len(gzip.compress((site / "search" / "index.js").read_bytes(), mtime=0)) <= 200_000
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    assert pages == {str(row[0]).partition("#")[0].rstrip("/") or "." for row in rows(site)}
    assert not (site / "search" / "search_index.json").exists()


def test_nothing_is_fetched_before_somebody_looks(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, wrong):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/derivatives/chain-rule/", wait_until="networkidle")
        while not page.evaluate("Boolean(window.calcrefSearch)"):  # it may be idle before it runs what it has fetched
            page.wait_for_timeout(50)
        assert [url for url in asked if "/search/" in url] == []
        page.keyboard.press("/")
        expect(page.get_by_role("textbox", name="Search")).to_be_focused()  # before it is, n is the next page
        page.keyboard.type("d/dx ln x")
        hit = page.locator(".md-search-result__item").first
        expect(hit.locator(".cr-hit-title")).to_contain_text("Natural logarithm")
        expect(hit.locator("math")).to_be_visible()
        sizes = "(them) => them.map((it) => parseFloat(getComputedStyle(it).fontSize))"
        page.evaluate(f"{axe()};0")
        assert page.evaluate("axe.run('.md-search')")["violations"] == []
        title, told = (page.locator(it).evaluate_all(sizes) for it in (".cr-hit-title", ".cr-hit-text"))
        assert max(told) < min(title)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator(".md-content h1")).to_contain_text("Elementary functions")
        page.wait_for_url(re.compile("#natural-logarithm$"))
        assert [url for url in asked if "/search/" in url] == [f"{address}/search/index.js"]
        assert wrong == []


def test_the_examples_of_the_first_page_are_looked_up(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, wrong):
        page.goto(address)
        examples = page.locator("[data-look]")
        expect(examples).to_have_count(3)
        for example in examples.all():
            example.click()
            assert page.locator(".md-search__input").input_value() in LOOKUPS
            expect(page.locator(".cr-hit").first).to_be_visible()
            page.keyboard.press("Escape")
            expect(page.locator(".cr-hit")).to_have_count(0)
        assert wrong == []


def test_it_answers_from_disk(browser: Browser, site: Path) -> None:
    start = site.as_uri()
    with opened(browser, start) as (page, _):
        page.goto(f"{start}/derivatives/chain-rule/index.html")
        page.locator(".md-search__input").fill("log loss")
        page.keyboard.press("Enter")
        expect(page.locator(".md-content h1")).to_contain_text("Loss functions")
        assert page.url == f"{start}/losses/loss-functions/index.html#logistic-loss"
        page.wait_for_load_state()  # from disk, a script leads links to files
        page.get_by_role("link", name="Next:").click()
        expect(page.locator(".md-content h1")).to_be_visible()
        assert page.url.partition("#")[0].endswith("/index.html")
