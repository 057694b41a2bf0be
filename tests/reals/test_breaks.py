"""Where functions break, and the intervals between."""

import pytest
import sympy as sp

from calcref.core.functions import relu, step
from calcref.core.letters import a, t, x
from calcref.reals.breaks import breaks, generic, in_order, inside

LINE = (-sp.oo, sp.oo)


@pytest.mark.parametrize(
    ("expr", "gaps", "kinks"),
    [
        (1 / x, {0}, set()),
        (x / (x**2 - 1), {-1, 1}, set()),
        (sp.log(x), {0}, set()),
        (sp.sqrt(x), {0}, set()),
        (sp.Abs(x) / (x - 1), {1}, {0}),
        (relu(x - 2), set(), {2}),
        (step(x), {0}, set()),
        (sp.sign(x) * x, {0}, set()),
        (sp.Max(x, x**2), set(), {0, 1}),
        (sp.exp(x) * sp.sin(x), set(), set()),
        (sp.asin(x), {-1, 1}, set()),
        (1 / (x - a), {a}, set()),
        (sp.sin(t) / t, set(), set()),
        (x ** sp.Rational(3, 2) + 1 / (x - 1), {0, 1}, set()),
    ],
    ids=str,
)
def test_gaps_and_kinks(expr, gaps, kinks):
    found = breaks(expr, x)
    assert (set(found.gaps), set(found.kinks)) == (gaps, kinks)


@pytest.mark.parametrize("expr", [sp.gamma(x), 1 / (x + sp.sin(x)), sp.Function("f")(x)], ids=str)
def test_what_is_not_known_is_not_guessed(expr):
    assert breaks(expr, x) is None


@pytest.mark.parametrize(
    ("expr", "intervals"),
    [
        (x**2, [LINE]),
        (1 / x, [(-sp.oo, 0), (0, sp.oo)]),
        (sp.log(x), [(0, sp.oo)]),
        (x**x, [(0, sp.oo)]),
        (sp.sqrt(4 - x**2), [(-2, 2)]),
        (1 / (x * sp.log(x)), [(0, 1), (1, sp.oo)]),
        (1 / (x - a), [(-sp.oo, a), (a, sp.oo)]),
        (1 / ((x - a) * (x - 1)), []),
        (1 / (x * sp.sin(x)), []),
    ],
    ids=str,
)
def test_intervals(expr, intervals):
    assert breaks(expr, x).intervals == tuple(sp.Interval.open(*ends) for ends in intervals)


def test_periodic_gaps_between_bounds():
    tangent = breaks(sp.tan(x), x)
    assert tangent.between(sp.Integer(0), sp.Integer(10)) == (sp.pi / 2, 3 * sp.pi / 2, 5 * sp.pi / 2)
    assert tangent.between(sp.Integer(0), sp.oo) is None
    assert tangent.between(sp.Integer(0), a) is None
    assert tangent.between(sp.Integer(0), sp.pi / 2) == ()


def test_whether_a_place_is_a_gap():
    tangent = breaks(sp.tan(x), x)
    assert tangent.at(sp.pi / 2) is True
    assert tangent.at(sp.Integer(1)) is False
    assert tangent.at(a) is None
    assert tangent.at(sp.oo) is False


@pytest.mark.parametrize(
    "ends", [(-sp.oo, sp.oo), (sp.Integer(1), sp.oo), (-sp.oo, sp.Integer(-1)), (sp.S(-1), sp.S(2))]
)
def test_places_inside(ends):
    for place in (inside(*ends), generic(*ends)):
        assert ends[0] < place < ends[1]


def test_order_that_depends_on_letters_is_not_told():
    assert in_order((sp.Integer(2), sp.Integer(1))) == (1, 2)
    assert in_order((a, sp.Integer(1))) is None
