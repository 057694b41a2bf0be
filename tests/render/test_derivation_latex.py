r"""One `aligned` block, well formed, the rule beside each line."""

import pytest
import sympy as sp

from calcref.core.questions import Diff
from calcref.core.records import Derivation, Step
from calcref.render import to_latex
from calcref.render.derivation_latex import WIDTH, display
from tests.render.derivations import LARGE, SMALL, derivative, rule, x
from tests.render.test_expression_latex import balanced

PRODUCT = r"""\begin{aligned}
& \frac{d}{dx}\left[x^{2} \sin(x)\right] \\[0.4em]
&= \frac{d}{dx}\left[x^{2}\right] \sin(x) + x^{2} \frac{d}{dx}\left[\sin(x)\right] && \substack{\text{Product rule}} \\[0.4em]
&= \underline{2 x} \sin(x) + x^{2} \frac{d}{dx}\left[\sin(x)\right] && \substack{\text{Power rule}} \\[0.4em]
&= 2 x \sin(x) + x^{2} \underline{\cos(x)} && \substack{\text{Sine}}
\end{aligned}"""  # noqa: E501


def test_a_chain_with_names_and_marks():
    assert to_latex(SMALL["product"]()) == PRODUCT


@pytest.mark.parametrize("name", SMALL)
def test_every_chain_is_well_formed(name):
    written = to_latex(SMALL[name]())
    assert balanced(written)
    assert written.count(r"\begin{aligned}") == written.count(r"\end{aligned}") == 1
    rows = written.splitlines()[1:-1]
    assert all(row.endswith(r"\\[0.4em]") for row in rows[:-1])
    assert not rows[-1].endswith("em]")
    assert all("&" in row for row in rows)


def test_a_long_question_has_a_row_of_its_own():
    first = to_latex(SMALL["loss"]()).splitlines()[1]
    assert first.startswith("& ")
    assert "=" not in first


def test_a_long_sum_is_broken_at_its_signs():
    written = to_latex(derivative(sum((sp.sin(k * x) for k in range(2, 9)), x**2)))
    broken = [row for row in written.splitlines() if row.startswith(r"&\quad {} ")]
    assert broken
    assert all(row.startswith((r"&\quad {} + ", r"&\quad {} -")) for row in broken)


def test_names_are_stacked_beside_wide_lines():
    assert r"\substack{\text{Natural} \\ \text{logarithm}}" in to_latex(SMALL["loss"]())
    assert to_latex(SMALL["constant"]()).endswith("\\small\\text{Constant}}\n\\end{aligned}")


def test_what_is_special_in_tex_is_escaped():
    odd = Derivation(Step(rule("f_1 & 100%"), Diff(x, x), sp.S.One), (), sp.S.One)
    assert r"\text{F\_1 \& 100\%}" in to_latex(odd)


def test_a_wide_equation_is_displayed_in_rows():
    assert display(x, x) == "x = x"
    assert display(x, sum(x**k for k in range(2, 2 + WIDTH))).startswith(r"\begin{aligned}")


@pytest.mark.parametrize("name", LARGE)
def test_a_large_derivation_is_a_list_of_steps_over_parts(name):
    written = to_latex(LARGE[name]())
    assert balanced(written)
    assert "P_{1} &= " in written
