"""A formula as one line of text, from KaTeX's own MathML."""

from __future__ import annotations

from pathlib import Path

import pytest

from calcref.site.markdown.mathml import plain
from calcref.site.markdown.node import packages, renderer

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "site"

READ = {
    "\\frac{d}{dx}\\left(-\\tfrac12 x^2\\right) = -x": "d/dx (−1/2 x²) = −x",
    "f(g(x)) = f'(g(x))\\,g'(x)": "f(g(x)) = f′(g(x)) g′(x)",
    "\\sqrt{x} \\ge 0": "√x ≥ 0",
    "\\sqrt[3]{x+1}": "³√(x + 1)",
    "x^{-n}": "x⁻ⁿ",
    "e^{-x^2/2}": "e^(−x²/2)",
    "a_{ij} \\in \\mathbb{R}": "a_ij ∈ ℝ",
    "\\int_0^1 x\\,dx": "∫_0¹ x dx",
    "\\sum_{k=1}^{n} k": "∑_(k = 1)ⁿ k",
    "x \\to 0": "x → 0",
    "\\hat{y}": "y^",
    "\\text{if } x < 0": "if x < 0",
    "\\begin{aligned} a &= b \\\\ &= c \\end{aligned}": "a = b; = c",
}


@pytest.mark.parametrize(("tex", "line"), READ.items())
def test_reads_as_one_line(tex: str, line: str) -> None:
    html = renderer(CACHE)([(tex, False)])[0]["html"]
    assert plain(html[html.index("<math") : html.index("</math>") + 7]) == line


def test_katex_comes_from_the_lock_file() -> None:
    assert (packages(CACHE) / "katex" / "dist" / "katex.mjs").is_file()
