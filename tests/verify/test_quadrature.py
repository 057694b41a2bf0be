"""Quadrature that knows when it does not know: convergent, plainly infinite, or no value at all."""

import mpmath as mp
import pytest
import sympy as sp

from calcref.core.letters import t, x
from calcref.core.questions import DefiniteIntegral, LimitOf
from calcref.verify.arithmetic import DIGITS
from calcref.verify.precise import PreciseEvaluator


def value(question):
    with mp.workdps(DIGITS):
        return PreciseEvaluator({})(question)


@pytest.mark.parametrize(
    ("expr", "lower", "upper", "area"),
    [
        (x**3, -1, 1, 0),
        (sp.Abs(x), -1, 2, 2.5),
        (sp.exp(-x), 0, sp.oo, 1),
        (1 / (1 + x**2), -sp.oo, sp.oo, sp.pi),
        (1 / sp.sqrt(x), 0, 1, 2),
        (sp.log(x), 0, 1, -1),
        (sp.sin(x), 0, 2 * sp.pi, 0),
        (x, 3, 1, -4),
        (sp.sign(sp.sin(x)), 0, 3 * sp.pi, sp.pi),
    ],
    ids=str,
)
def test_areas(expr, lower, upper, area):
    assert abs(value(DefiniteIntegral(expr, x, lower, upper)) - mp.mpf(float(area))) < 1e-12


@pytest.mark.parametrize(
    ("expr", "lower", "upper", "sign"),
    [
        (1 / x, 0, 1, 1),
        (1 / x, 1, sp.oo, 1),
        (1 / x, 1, 0, -1),
        (x**-2, -1, 1, 1),
        (sp.tan(x), 0, sp.pi / 2, 1),
        (sp.exp(x), 0, sp.oo, 1),
    ],
    ids=str,
)
def test_infinite_areas(expr, lower, upper, sign):
    assert value(DefiniteIntegral(expr, x, lower, upper)) == sign * mp.inf


@pytest.mark.parametrize(("expr", "lower", "upper"), [(1 / x, -1, 1), (sp.cos(x), 0, sp.oo)], ids=str)
def test_no_area_at_all(expr, lower, upper):
    found = value(DefiniteIntegral(expr, x, lower, upper))
    assert found != found  # NaN: neither a number nor infinite


@pytest.mark.parametrize(
    ("question", "limit"),
    [
        (LimitOf(2 * sp.sqrt(t), t, 0, "+"), 0),
        (LimitOf(1 - 1 / t, t, sp.oo), 1),
        (LimitOf(sp.sin(t) / t, t, 0), 1),
        (LimitOf(t * sp.log(t), t, 0, "+"), 0),
        (LimitOf(sp.log(t), t, 0, "+"), -mp.inf),
        (LimitOf(1 / t**2, t, 0), mp.inf),
        (LimitOf(DefiniteIntegral(x**-2, x, 1, t), t, sp.oo), 1),
    ],
    ids=str,
)
def test_limits(question, limit):
    found = value(question)
    assert found == limit or abs(found - limit) < 1e-10


@pytest.mark.parametrize(
    "question", [LimitOf(1 / t, t, 0), LimitOf(sp.Abs(t) / t, t, 0), LimitOf(sp.sin(t), t, sp.oo)], ids=str
)
def test_no_limit(question):
    found = value(question)
    assert found != found
