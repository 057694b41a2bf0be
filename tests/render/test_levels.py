"""What holds together more loosely than its place needs parentheses; what is tall needs large ones."""

import pytest
import sympy as sp

from calcref.core.expr import raw
from calcref.core.functions import RealPower
from calcref.core.questions import At, Diff, LimitOf
from calcref.render.levels import ATOM, NEGATIVE, POWER, PRODUCT, RELATION, SUM, has_bars, is_tall, level, primes
from calcref.render.shape import Mark
from tests.render.strategies import x, y

f = sp.Function("f")
LEVELS = [
    (sp.Eq(x, y), RELATION),
    (x + y, SUM),
    (raw(Mark, x + y), SUM),
    (-x, NEGATIVE),
    (sp.Integer(-2), NEGATIVE),
    (LimitOf(x, x, 0), NEGATIVE),
    (x * y, PRODUCT),
    (1 / x, PRODUCT),
    (sp.S.Half, PRODUCT),
    (sp.Float(0.5), PRODUCT),
    (x**2, POWER),
    (sp.exp(x), POWER),
    (RealPower(x, sp.Rational(1, 3)), POWER),
    (Diff(x, x), POWER),
    (Diff(f(x), x), ATOM),
    (sp.sqrt(x), ATOM),
    (sp.sin(x), ATOM),
    (x, ATOM),
    (sp.Integer(2), ATOM),
    (sp.oo, ATOM),
    (sp.And(x > 0, y > 0), RELATION),
]


@pytest.mark.parametrize(("expr", "wanted"), LEVELS, ids=[str(expr) for expr, _ in LEVELS])
def test_levels(expr, wanted):
    assert level(expr, lambda node: False) == wanted


def test_a_name_is_an_atom():
    assert level(x + y, lambda node: True) == ATOM


def test_tall_is_what_holds_a_fraction_outside_exponents():
    assert is_tall(x / y + 1)
    assert is_tall(Diff(x, x))
    assert not is_tall(sp.exp(x / y))
    assert not is_tall(x ** (sp.S.Half / 2))


def test_bars_are_found_at_any_depth():
    assert has_bars(sp.sin(1 + sp.Abs(x)))
    assert not has_bars(sp.sin(x))


def test_derivatives_of_unknown_functions_have_primes():
    assert primes(Diff(Diff(f(x), x), x)) == (f(x), 2, x)
    assert primes(At(Diff(f(y), y), y, x**2)) == (f(y), 1, x**2)
    assert primes(Diff(f(x**2), x)) is None
    assert primes(Diff(f(x), y)) is None
    assert primes(Diff(sp.sin(x), x)) is None
