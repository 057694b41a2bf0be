"""Collecting keeps the value, shortens, and is bounded."""

import math

import pytest
import sympy as sp
from hypothesis import given

from calcref.core.collect import collected
from calcref.core.expr import raw, tree_size
from calcref.core.functions import RealPower
from calcref.core.letters import x
from calcref.core.monomials import Reader
from calcref.parse import parse
from calcref.render import text
from tests.render.strategies import expressions, value, y


def best(expr):
    return text(min(collected(expr), key=tree_size))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("x*x^2", "x^3"),
        ("(2x*(x - 1) - (x^2 + 1))/(x - 1)^2", "(x^2 - 2*x - 1)/(x - 1)^2"),
        ("8x^2/(1+x^2)^3 - 2/(1+x^2)^2", "(6*x^2 - 2)/(x^2 + 1)^3"),
        ("(x - x^3)*x^(-2)", "(1 - x^2)/x"),
        ("e^x + x e^x", "e^x*(x + 1)"),
        ("e^x e^(-2x)", "e^(-x)"),
        ("x^2 cos(x) + 2x sin(x)", "x^2*cos(x) + 2*x*sin(x)"),
        ("x*x - x^(-1)/x^(-3)", "0"),
        ("x^x/x + x^x ln(x)", "x^x*ln(x) + x^(x - 1)"),
        ("x^(1/3) cos(x) + sin(x)/(3x^(2/3))", "(3*x*cos(x) + sin(x))/(3*x^(2/3))"),
        ("sec(x) tan(x)^2 + sec(x)/cos(x)^2", "(sin(x)^2 + 1)/cos(x)^3"),
        ("((x+1) - 1)/x", "1"),
        ("sqrt(2)*sqrt(2)*x", "2*x"),
        ("2x + 3 - 2x", "3"),
        ("(1 - x)/(x - 1)^3", "-1/(x - 1)^2"),
    ],
)
def test_what_is_alike_is_collected(given, expected):
    assert best(parse(given)) == expected


def test_a_large_power_of_a_sum_is_not_multiplied_out():
    expr = parse("(1 + x + x^2)^90 + (1 - x)^80")
    assert all(tree_size(form) < 3 * tree_size(expr) for form in collected(expr))


def test_a_zero_below_the_line_is_left_alone():
    assert list(collected(raw(sp.Pow, raw(sp.Add, x, raw(sp.Mul, sp.S.NegativeOne, x)), sp.S.NegativeOne))) == []


def test_a_sum_and_its_opposite_are_one_base():
    read = Reader()
    assert text(read.written(read(parse("(x - 1)^3/(1 - x)")))) == "-(1 - x)^2"


@given(expressions)
def test_the_value_stays_wherever_both_are_defined(expr):
    points = [{x: 0.7, y: 1.9}, {x: -1.3, y: 0.4}, {x: 2.1, y: 3.3}]
    for form in collected(expr):
        for point in points:
            try:
                before, after = value(expr, point), value(form, point)
            except (ValueError, ZeroDivisionError, OverflowError, KeyError):
                continue
            assert math.isclose(before, after, rel_tol=1e-6, abs_tol=1e-6)


def test_a_root_of_a_real_root_stays_one():
    """It was taken for the real power of what is inside, with the outer exponent alone."""
    nested = -sp.sqrt(RealPower(x, sp.Rational(1, 3)))
    assert set(collected(nested)) == {nested}


def test_a_power_of_a_hidden_zero_is_zero():
    assert set(collected(raw(sp.Pow, sp.S.Zero, sp.Integer(2)))) == {sp.S.Zero}
