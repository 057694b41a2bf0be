"""Roots: the order of each method as measured, SciPy's answers, and how each refuses."""

from itertools import pairwise

import numpy as np
import pytest
from scipy import optimize

from calcref.core.errors import CalcrefError, DidNotConverge, OutsideDomain, ShapeMismatch
from calcref.roots import METHODS, Bisection, Brent, Newton, Secant, find_root

ROOT = np.log(2)
STARTS = {Bisection: (0.0, 2.0), Brent: (0.0, 2.0), Secant: (0.0, 2.0), Newton: 2.0}


def f(x):
    return np.exp(x) - 2


def errors(method, **given):
    trace = find_root(f, STARTS[type(method)], method, **given)
    return [abs(float(x) - ROOT) for x in trace.iterates], trace


def order(found):
    """The exponent p of e' = C e^p, from the last three errors above rounding."""
    a, b, c = [it for it in found if it > 1e-13][-3:]
    return np.log(c / b) / np.log(b / a)


def test_newton_doubles_the_digits_and_the_secant_gains_by_the_golden_ratio():
    assert order(errors(Newton())[0]) == pytest.approx(2, abs=0.02)
    assert order(errors(Secant())[0]) == pytest.approx((1 + 5**0.5) / 2, abs=0.12)


def test_at_a_double_root_newton_only_halves_the_error():
    x = find_root(lambda x: (x - 1) ** 2, 2.0, Newton(), steps=60, tolerance=1e-9).iterates
    assert all((b - 1) / (a - 1) == pytest.approx(0.5) for a, b in pairwise(x[:20]))


def test_bisection_halves_its_bound_at_every_step():
    found, trace = errors(Bisection())
    assert all(error <= 2.0 / 2 ** (k + 1) for k, error in enumerate(found))
    assert trace.reason == "tolerance"
    assert trace.x == pytest.approx(ROOT, abs=1e-13)


CASES = [
    (lambda x: x**3 - 2 * x - 5, (2.0, 3.0)),
    (lambda x: np.cos(x) - x, (0.0, 1.0)),
    (lambda x: np.exp(-20 * x) - 0.5, (-1.0, 4.0)),
    (lambda x: (x - 1) ** 9, (-1.0, 4.0)),
    (lambda x: np.sign(x - 0.3) * np.abs(x - 0.3) ** 0.2, (-1.0, 4.0)),
    (lambda x: 1e-300 * (x - 0.1), (0.0, 1.0)),
]


@pytest.mark.parametrize(("f", "interval"), CASES)
def test_brent_is_as_right_as_scipys_and_not_much_dearer(f, interval):
    ours = find_root(f, interval, tolerance=4e-14, steps=500)
    theirs, told = optimize.brentq(f, *interval, xtol=2e-14, rtol=2e-14, maxiter=500, full_output=True)
    assert ours.x == pytest.approx(theirs, abs=2e-2 if f is CASES[3][0] else 1e-12)
    assert ours.evaluations <= 1.5 * told.function_calls + 5


@pytest.mark.parametrize("method", METHODS, ids=lambda it: it.about.id)
def test_a_start_that_is_the_root_is_found_at_once(method):
    start = {Newton: 1.0, Secant: (0.0, 1.0)}.get(method, (0.0, 1.0))
    trace = find_root(lambda x: x - 1, start, method())
    assert (trace.x, trace.reason, trace.steps) == (1.0, "root", 0)


def test_newton_on_the_cube_root_doubles_its_distance_at_every_step():
    with pytest.raises(DidNotConverge, match="no root in 30 steps") as caught:
        find_root(np.cbrt, 0.1, Newton(), steps=30, slope=lambda x: np.cbrt(x) / (3 * x))
    assert [float(x) for x in caught.value.trace.iterates[:4]] == pytest.approx([0.1, -0.2, 0.4, -0.8])
    assert abs(find_root(np.cbrt, (-1.0, 2.0), Brent()).x) < 1e-14


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: find_root(f, (1.0, 2.0)), OutsideDomain, "change of sign; found f.1. = 0.718"),
        (lambda: find_root(f, (2.0, 0.0), Bisection()), OutsideDomain, "wrong|lower bound"),
        (lambda: find_root(f, (1.0, 1.0), Secant()), OutsideDomain, "two different"),
        (lambda: find_root(f, 1.0), OutsideDomain, "two finite numbers"),
        (lambda: find_root(f, (0.0, 1.0), Newton()), OutsideDomain, "one finite number"),
        (lambda: find_root(f, np.nan, Newton()), OutsideDomain, "nan"),
        (lambda: find_root(lambda x: x**2 + 1, 0.0, Newton()), DidNotConverge, "level"),
        (lambda: find_root(lambda x: x**2, (-1.0, 1.0), Secant()), DidNotConverge, "level"),
        (lambda: find_root(np.log, 5.0, Newton()), DidNotConverge, "not finite"),
        (
            lambda: find_root(lambda x: x - 0.1 if x != 0.5 else np.nan, (-1.0, 2.0), Bisection()),
            DidNotConverge,
            "not finite",
        ),
        (lambda: find_root(lambda x: 1 / (x - 0.3), (-1.0, 2.0), Brent()), DidNotConverge, "pole"),
        (lambda: find_root(lambda x: 1 / x, (-1.0, 2.0), Bisection()), DidNotConverge, "pole"),
        (lambda: find_root(lambda x: None, 1.0, Newton()), OutsideDomain, "real number"),
        (lambda: find_root(lambda x: [x, x], 1.0, Newton()), ShapeMismatch, r"\(2,\)"),
        (lambda: find_root("x", 1.0, Newton()), CalcrefError, "function"),
        (lambda: find_root(f, 1.0, Newton), CalcrefError, "such as Brent"),
        (lambda: find_root(f, (0, 1), steps=-1), OutsideDomain, "whole number"),
        (lambda: find_root(f, (0, 1), tolerance=np.nan), OutsideDomain, "tolerance"),
        (lambda: find_root(f, (0, 1), steps=2), DidNotConverge, "no root yet"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()
