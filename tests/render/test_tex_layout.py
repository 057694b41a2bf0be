"""Opened groups say the same, and what is left whole is no wider than it has to be."""

import re
from html import unescape

import pytest

from calcref.render import to_html
from calcref.render.tex_layout import WIDE, breakable, hinted, widest
from tests.render.derivations import LARGE, SMALL

LONG = r"x^{2} e^{x} + \sin(x) - \cos(x) + \tanh(x) + x"


def plain(tex):
    """What is left of a formula without marks and without the sizes of its delimiters."""
    for name, delimiter in (
        (r"\\lvert ?", "|"),
        (r"\\rvert ?", "|"),
        (r"\\(left|right|Bigl|Bigr|nobreak ?|allowbreak ?)", ""),
    ):
        tex = re.sub(name, delimiter, tex)
    while r"\class{" in tex:
        tex = re.sub(r"\\class\{[^{}]*\}\{((?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\}", r"\1", tex)
    return tex


@pytest.mark.parametrize("make", [*SMALL.values(), LARGE["sum"]])
def test_nothing_is_lost_or_added(make):
    for tex in map(unescape, re.findall(r"\\\((.*?)\\\)", to_html(make()), re.DOTALL)):
        opened = breakable(tex)
        assert plain(hinted(opened)) == plain(tex)
        assert opened.count("{") == opened.count("}")


def test_a_wide_pair_is_opened_and_a_narrow_one_is_not():
    assert breakable(rf"2 \left({LONG}\right)") == rf"2 \Bigl({LONG}\Bigr)"
    assert breakable(rf"\left|{LONG}\right|") == rf"\Bigl\lvert {LONG}\Bigr\rvert "
    assert breakable(r"\left(x + 1\right)") == r"\left(x + 1\right)"
    assert breakable(rf"\sqrt{{\left({LONG}\right)}}") == rf"\sqrt{{\left({LONG}\right)}}"  # nothing breaks in there


def test_a_wide_mark_is_cut_at_its_signs():
    cut = breakable(rf"\class{{new}}{{{LONG}}}")
    assert cut.count(r"\class{new}") == 5
    assert widest(cut) < WIDE / 2 < WIDE < widest(rf"\class{{new}}{{{LONG}}}")


@pytest.mark.parametrize(
    ("tex", "glyphs"),
    [
        ("x + y z = 1", 4),
        (r"\frac{a b c}{2} + 1", 5.5),
        (r"e^{-x y}", 1 + 0.7 * 4),
        (r"\sin(x) \cdot y", 7),
        (r"\sqrt{x} y", 3),
    ],
)
def test_a_width_is_that_of_the_widest_piece(tex, glyphs):
    assert widest(tex) == pytest.approx(glyphs, abs=0.1)
