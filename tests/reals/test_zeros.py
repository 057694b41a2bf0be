"""Real zeros: exact where they are found, None where they are not known, never a guess."""

import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.functions import LogBase, RealPower, relu, sigmoid, softplus
from calcref.core.letters import K, a, x
from calcref.reals.zeros import solutions, zeros

HALF = sp.Rational(1, 2)


@pytest.mark.parametrize(
    ("expr", "found"),
    [
        (x, {0}),
        (2 * x - a, {a / 2}),
        (x**2 - 4, {-2, 2}),
        (x**2 + 1, set()),
        (x**2 * (x - 1), {0, 1}),
        (sp.exp(x), set()),
        (sp.exp(x) - 2, {sp.log(2)}),
        (sp.exp(2 * x) - 3 * sp.exp(x) + 2, {0, sp.log(2)}),
        (x * sp.log(x), {0, 1}),
        (sp.sqrt(x) - 2, {4}),
        (sp.sqrt(x) + 2, set()),
        (2**x - 8, {3}),
        (x**3 + 8, {-2}),
        (sp.Abs(x - 1) - 2, {-1, 3}),
        (sp.Abs(x) + 1, set()),
        (sp.tanh(x) - 2, set()),
        (sp.cosh(x) - 1, {0}),
        (sp.atan(x) - sp.pi / 4, {1}),
        (sp.erf(x), {0}),
        (sigmoid(x) - HALF, {0}),
        (sigmoid(x) - 2, set()),
        (softplus(x), set()),
        (relu(x) - 3, {3}),
        (LogBase(x, 2) - 3, {8}),
        (RealPower(x, sp.Rational(1, 3)) + 2, {-8}),
        (2 + sp.cos(x), set()),
        ((x**3 - 4 * x) ** 2 + sp.cos(x) ** 2, set()),
        (x**2 + sp.sin(x) ** 2, {0}),
        (x**4 - 2 * sp.pi * x**2, {0, -sp.sqrt(2 * sp.pi), sp.sqrt(2 * sp.pi)}),
        (1600 * sp.pi**4 * x**4 - 796 * sp.pi**2 * x**2 + 100, set()),
        (x + sp.sqrt(x**2 - 3 * x + 2) - 3 * HALF, set()),
        (x - sp.sqrt(x + 2), {2}),
        (x + sp.sqrt(x + 2), {-1}),
        (x * sp.sqrt(x + 1) - x, {0}),
        (x**2 - a**2, {-sp.Abs(a), sp.Abs(a)}),
        (4 * sp.cos(x) ** 2 + sp.sin(x) ** 2, set()),
        (sp.sin(x) * sp.cos(x) - 1, set()),
        (sp.sin(x) + sp.cos(x) + 1, {2 * sp.pi * K - sp.pi / 2, 2 * sp.pi * K + sp.pi}),
        (sp.sec(x) + sp.tan(x), {2 * sp.pi * K - sp.pi / 2}),
    ],
    ids=lambda it: str(it) if isinstance(it, sp.Basic) else None,  # a set has no order
)
def test_zeros(expr, found):
    assert set(zeros(expr, x)) == {sp.sympify(zero) for zero in found}


@pytest.mark.parametrize("expr", [sp.sin(x), sp.cos(x), sp.sin(x) - HALF, sp.cos(2 * x) - 1, sp.tan(x) - 1], ids=str)
def test_periodic_zeros_hold_an_integer(expr):
    found = zeros(expr, x)
    assert found
    for place in found:
        for k in (-2, 0, 3):
            assert sp.simplify(expr.subs(x, place.subs(K, k))) == 0


@pytest.mark.parametrize("expr", [sp.gamma(x), sp.sech(x), sp.erf(x) - 2, sp.sign(x) + 3, sp.cosh(x) - HALF], ids=str)
def test_a_value_outside_the_range_is_never_taken(expr):
    assert zeros(expr, x) == ()


def test_a_sine_is_taken_twice_where_the_angle_is_a_plain_number():
    """sin(2) at 2 and at pi - 2: SymPy cannot say whether the two are whole turns apart."""
    places = {place.subs(K, 0) for place in solutions(sp.sin(x), sp.sin(2), x)}
    assert places == {sp.Integer(2), sp.pi - 2}


@pytest.mark.parametrize(
    "expr", [x + sp.sin(x), x - sp.Abs(x), relu(x), x**15 + x + 1, (x + 1) ** 40 + x, a * x - 1], ids=str
)
def test_what_is_not_known_is_not_guessed(expr):
    assert zeros(expr, x) is None


def test_a_constant_has_no_zero_or_is_not_told():
    assert zeros(sp.Integer(3), x) == ()
    assert zeros(a, x) is None
    assert solutions(x, sp.I, x) == ()


@given(st.lists(st.integers(-4, 4), min_size=1, max_size=4, unique=True))
def test_the_roots_of_a_product_are_found(roots):
    expr = sp.expand(sp.prod([x - root for root in roots]))
    assert set(zeros(expr, x)) == {sp.Integer(root) for root in roots}
