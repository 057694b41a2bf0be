"""LaTeX is well formed for every raw tree, and looks as in a book."""

import re

import pytest
import sympy as sp
from hypothesis import given, settings

from calcref.core.elementary import ELEMENTARY
from calcref.core.expr import apply, mul, raw
from calcref.core.functions import LogBase, RealPower, relu, sigmoid
from calcref.core.places import place
from calcref.core.questions import Antideriv, At, Between, DefiniteIntegral, Diff, LimitOf
from calcref.render import latex
from calcref.render.shape import Mark
from tests.render.strategies import expressions, x, y

f, several = sp.Function("f"), sp.Function("f")(x, y)


def balanced(written):
    r"""Whether braces, \left and \right, and parentheses match."""
    depth = 0
    for found in re.findall(r"[{}]", written):
        depth += 1 if found == "{" else -1
        if depth < 0:
            return False
    bare = re.sub(r"\\(left|right|Bigl|Bigr)", "", written)
    pairs = [(r"\left", r"\right"), (r"\Bigl(", r"\Bigr)")]
    return (
        depth == 0
        and bare.count("(") == bare.count(")")
        and all(written.count(a) == written.count(b) for a, b in pairs)
    )


@settings(max_examples=200)
@given(expressions)
def test_every_raw_tree_is_well_formed(expr):
    assert balanced(latex(expr))


@pytest.mark.parametrize("wrong", [r"\frac{x}{y", r"\left(x)", "x)", "}{"])
def test_what_is_not_well_formed_is_noticed(wrong):
    assert not balanced(wrong)


TABLE = {
    r"x^{2} \sin(x)": x**2 * sp.sin(x),
    r"e^{-x^{2}/2}": sp.exp(-(x**2) / 2),
    r"e^{-(x + 1)/(2 y)}": apply(sp.exp, mul(sp.Rational(-1, 2), x + 1, 1 / y)),
    r"\frac{x}{y}": x / y,
    r"-\frac{3 x}{2 y}": sp.Rational(-3, 2) * x / y,
    r"\frac{1}{\sqrt{x}}": 1 / sp.sqrt(x),
    r"(\sqrt{x})^{2}": raw(sp.Pow, sp.sqrt(x), sp.Integer(2)),
    r"\left(\frac{1}{2}\right)^{x}": raw(sp.Pow, sp.S.Half, x),
    r"\sin^{2}\Bigl(\frac{x}{2}\Bigr)": sp.sin(x / 2) ** 2,
    r"\ln(x)^{2}": sp.log(x) ** 2,
    r"\sigma(x) (1 - \sigma(x))": raw(sp.Mul, sigmoid(x), raw(sp.Add, sp.S.One, -sigmoid(x))),
    r"\operatorname{relu}(x)": relu(x),
    r"\log_{2}(x)": LogBase(x, 2),
    r"\left|x\right|": sp.Abs(x),
    r"\sqrt[3]{x}": RealPower(x, sp.Rational(1, 3)),
    r"x^{2/3}": RealPower(x, sp.Rational(2, 3)),
    r"x \cdot 2^{y}": raw(sp.Mul, x, raw(sp.Pow, sp.Integer(2), y)),
    r"2 x \cdot x": raw(sp.Mul, sp.Integer(2), x, x),
    r"x - y (x - 1)": raw(sp.Add, x, raw(sp.Mul, sp.S.NegativeOne, y, x - 1)),
    r"\psi(x)": sp.polygamma(0, x),
    r"\psi^{(1)}(x)": sp.polygamma(1, x),
    r"\alpha_{1} x": raw(sp.Mul, sp.Symbol("alpha_1"), x),
    r"x \leq y": sp.Le(x, y),
    r"\infty": sp.oo,
    r"f'(x)": Diff(f(x), x),
    r"f''(x)": Diff(Diff(f(x), x), x),
    r"f'(\sin(x))": At(Diff(f(y), y), y, sp.sin(x)),
    r"\frac{\partial}{\partial x}\left[f(x, y)\right]": Diff(several, x),
    r"\frac{d}{dx}\left[x^{2}\right] \sin(x)": raw(sp.Mul, Diff(x**2, x), sp.sin(x)),
    r"\frac{1}{y} \cdot \frac{d}{dx}\left[x\right]": raw(sp.Mul, 1 / y, Diff(x, x)),
    r"\frac{d}{dy}\left[y^{2}\right]_{y = \sin(x)}": At(Diff(y**2, y), y, sp.sin(x)),
    r"\left[y^{2}\right]_{y = 3}": At(y**2, y, 3),
    r"\Big[x^{2}\Big]_{0}^{1}": Between(x**2, x, 0, 1),
    r"\int (x^{2} + 1) \thinspace dx": Antideriv(x**2 + 1, x),
    r"\int_{0}^{\infty} e^{-x} \thinspace dx": DefiniteIntegral(sp.exp(-x), x, 0, sp.oo),
    r"\lim_{x \to 0^{+}} \frac{\sin(x)}{x}": LimitOf(sp.sin(x) / x, x, 0, "+"),
    r"\underline{2 x} \sin(x)": mul(Mark(2 * x), sp.sin(x)),
    r"x - \underline{\sin(x)}": raw(sp.Add, x, Mark(-sp.sin(x))),
    r"\underline{1} \cdot x": mul(Mark(sp.S.One), x),
    r"\operatorname{tr}\left(A \right)": sp.Trace(sp.MatrixSymbol("A", 2, 2)),
}


@pytest.mark.parametrize(("wanted", "expr"), TABLE.items(), ids=TABLE)
def test_what_is_written(wanted, expr):
    assert latex(expr) == wanted


def test_the_order_is_that_of_the_tree():
    assert latex(raw(sp.Add, sp.sin(x), x**3, x)) == r"\sin(x) + x^{3} + x"
    assert latex(raw(sp.Mul, sp.sin(x), x)) == r"\sin(x) x"


def test_depth_and_width_are_no_matter():
    deep = x
    for _ in range(3_000):
        deep = apply(sp.sin, deep)
    assert latex(deep).count(r"\sin(") == 3_000
    assert latex(raw(sp.Add, *(x**k for k in range(2, 5_002)))).count("+") == 4_999


def test_no_two_functions_are_written_alike():
    written = {}
    for row in ELEMENTARY:
        letters = {name: sp.Symbol(name, positive=True) for name in row.parameters}
        shown = latex(row.of(x, **letters))
        assert shown not in written, f"{place(row.id)}: {row.id} is written like {written[shown]}"
        written[shown] = row.id


def test_cases_are_written_with_their_conditions():
    a, x = sp.symbols("a x", real=True)
    cases = sp.Piecewise((x, sp.And(a > 1, sp.Ne(a, 2))), (1, True), evaluate=False)
    assert latex(cases) == (
        r"\begin{cases}x & \text{if } a > 1 \text{ and } a \neq 2 \\{}1 & \text{otherwise}\end{cases}"
    )
