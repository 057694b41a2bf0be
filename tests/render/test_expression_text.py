"""Text is read back with the same value, and reads as a careful person would write."""

import math

import pytest
import sympy as sp
from hypothesis import assume, given, settings

from calcref.core.expr import apply, mul, raw
from calcref.core.functions import LogBase, RealPower
from calcref.core.questions import Antideriv, At, Between, DefiniteIntegral, Diff, LimitOf
from calcref.parse import parse
from calcref.render import text
from calcref.render.shape import Mark
from tests.render.strategies import expressions, value, x, y

POINTS = ({x: 0.7, y: 1.3}, {x: 1.9, y: 0.4})
f = sp.Function("f")


def same(expr, written):
    """Whether `written` means `expr`; None where `expr` has no value."""
    try:
        wanted = [value(expr, point) for point in POINTS]
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    found = [value(parse(written), point) for point in POINTS]
    return all(math.isclose(a, b, rel_tol=1e-6, abs_tol=1e-9) for a, b in zip(wanted, found, strict=True))


@settings(max_examples=300)
@given(expressions)
def test_text_is_read_back_with_the_same_value(expr):
    verdict = same(expr, text(expr))
    assume(verdict is not None)
    assert verdict


@pytest.mark.parametrize(
    ("expr", "wrong"),
    [
        (raw(sp.Mul, sp.S.NegativeOne, raw(sp.Add, x, y)), "-x + y"),
        (raw(sp.Pow, raw(sp.Pow, x, sp.Integer(2)), y), "x^(2^y)"),
        (raw(sp.Mul, x, raw(sp.Pow, raw(sp.Mul, x, y), sp.S.NegativeOne)), "(x/x)*y"),
    ],
)
def test_a_lost_parenthesis_is_noticed(expr, wrong):
    assert same(expr, text(expr))
    assert not same(expr, wrong)


TABLE = {
    "x^2*sin(x)": x**2 * sp.sin(x),
    "e^(-x^2/2)": sp.exp(-(x**2) / 2),
    "sqrt(x)": sp.sqrt(x),
    "1/sqrt(x)": 1 / sp.sqrt(x),
    "|x|": sp.Abs(x),
    "abs(|x| - 1)": sp.Abs(sp.Abs(x) - 1),
    "ln(x)": sp.log(x),
    "log_2(x)": LogBase(x, 2),
    "log_(x + 1)(y)": LogBase(y, x + 1),
    "x/y": x / y,
    "-3*x/(2*y)": sp.Rational(-3, 2) * x / y,
    "1 - x": raw(sp.Add, raw(sp.Mul, sp.S.NegativeOne, x), sp.S.One),
    "x^2 + 1": x**2 + 1,
    "(-2)^x": raw(sp.Pow, sp.Integer(-2), x),
    "(1/2)^x": raw(sp.Pow, sp.S.Half, x),
    "-x^2": -(x**2),
    "(-x)^2": raw(sp.Pow, -x, sp.Integer(2)),
    "(e^x)^2": raw(sp.Pow, sp.exp(x), sp.Integer(2)),
    "x^(1/3)": RealPower(x, sp.Rational(1, 3)),
    "1/x^(2/3)": RealPower(x, sp.Rational(-2, 3)),
    "max(0, x)": sp.Max(x, 0),
    "digamma(x)": sp.polygamma(0, x),
    "polygamma(2, x)": raw(sp.polygamma, sp.Integer(2), x),
    "0.5*x": sp.Float(0.5) * x,
    "2.5*10^(-9)": sp.Float(2.5e-9),
    "-∞": -sp.oo,
    "x = y + 1": sp.Eq(x, y + 1),
    "d/dx[x^2]": Diff(x**2, x),
    "(1/y)*d/dx[x^2]": raw(sp.Mul, 1 / y, Diff(x**2, x)),
    "2*x*d/dx[x]": raw(sp.Mul, sp.Integer(2), x, Diff(x, x)),
    "(d/dx[x])^2": raw(sp.Pow, Diff(x, x), sp.Integer(2)),
    "f'(x)": Diff(f(x), x),
    "f''(x)": Diff(Diff(f(x), x), x),
    "f'(sin(x))": At(Diff(f(y), y), y, sp.sin(x)),
    "[d/dy[y^2] | y = sin(x)]": At(Diff(y**2, y), y, sp.sin(x)),
    "∫ (x^2 + 1) dx": Antideriv(x**2 + 1, x),
    "∫[0, 1] x^2 dx": DefiniteIntegral(x**2, x, 0, 1),
    "[x^2 | x from 0 to 1]": Between(x**2, x, 0, 1),
    "lim[x → 0+] sin(x)/x": LimitOf(sp.sin(x) / x, x, 0, "+"),
    "x - (lim[x → 0] y)": raw(sp.Add, x, raw(sp.Mul, sp.S.NegativeOne, LimitOf(y, x, 0))),
    "3*(2*x)": mul(sp.Integer(3), Mark(2 * x)),
}


@pytest.mark.parametrize(("wanted", "expr"), TABLE.items(), ids=TABLE)
def test_what_is_written(wanted, expr):
    assert text(expr) == wanted


def test_depth_and_width_are_no_matter():
    deep = broad = x
    for _ in range(3_000):
        deep = apply(sp.Abs, apply(sp.sin, deep))
        broad = raw(sp.Mul, broad, raw(sp.Add, x, sp.S.One))
    assert text(deep).startswith("abs(sin(abs(sin(")
    assert text(broad).count("(x + 1)") == 3_000


def test_a_large_expression_of_a_foreign_head_does_not_reach_sympy():
    deep = x
    for _ in range(2_000):
        deep = apply(sp.sin, deep)
    assert text(raw(sp.Integral, deep, y)).startswith("Integral(sin(sin(")


def test_cases_are_written_with_their_conditions():
    a, x = sp.symbols("a x", real=True)
    cases = sp.Piecewise((x / a, sp.And(a > 1, sp.Ne(a, 2))), (x, sp.Or(a < 0, sp.Eq(a, 2))), (1, True), evaluate=False)
    assert text(cases) == "{x/a if a > 1 and a ≠ 2; x if a = 2 or a < 0; 1 otherwise}"
