"""The four domains of the power rule."""

import pytest
import sympy as sp

from calcref.core.expr import raw
from calcref.core.functions import RealPower
from calcref.core.letters import x
from calcref.derivatives.power_rule import CONDITIONS, lowered
from calcref.verbs.differentiate import differentiate

THIRD = sp.Rational(1, 3)


def holds(power, at):
    where = {"n": power.args[1], "x": x, "power": power}
    return [condition.holds(where, {x: sp.sympify(at)}) for condition in CONDITIONS]


@pytest.mark.parametrize(
    ("power", "at", "expected"),
    [
        (x**3, -2, True),
        (x**3, 0, True),
        (x**-2, 0, False),
        (x**-2, -1, True),
        (raw(RealPower, x, THIRD), -8, True),
        (raw(RealPower, x, THIRD), 0, False),
        (raw(RealPower, x, 5 * THIRD), 0, True),
        (x**sp.pi, 2, True),
        (x**sp.pi, 0, False),
        (x**sp.pi, -1, False),
        (x**THIRD, -1, False),
        (x**THIRD, 1, True),
    ],
    ids=str,
)
def test_each_exponent_has_its_domain(power, at, expected):
    assert all(holds(power, at)) is expected


def test_without_a_point_nothing_is_claimed():
    where = {"n": sp.Integer(-1), "x": x, "power": 1 / x}
    assert CONDITIONS[1].holds(where, {}) is None


def test_a_real_root_stays_a_real_root():
    assert lowered(raw(RealPower, x, THIRD)) == RealPower(x, -2 * THIRD)
    assert differentiate(raw(RealPower, x, THIRD), at=-8).answer == sp.Rational(1, 12)
