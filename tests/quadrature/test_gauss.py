"""Rules with nodes of their own: what they make exact, whether SciPy has the same nodes, and how they refuse."""

import numpy as np
import pytest
import scipy.integrate
import scipy.special

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.quadrature import clenshaw_curtis, gauss_hermite, gauss_laguerre, gauss_legendre, romberg

COUNTS = (1, 2, 3, 7, 20, 64)
ROOTS = {
    gauss_legendre.id: (gauss_legendre, scipy.special.roots_legendre, 200),
    gauss_hermite.id: (gauss_hermite, scipy.special.roots_hermite, 200),
    gauss_laguerre.id: (gauss_laguerre, scipy.special.roots_laguerre, 120),
}


@pytest.mark.parametrize("rule", ROOTS)
def test_nodes_and_weights_are_those_of_scipy(rule):
    ours, theirs, most = ROOTS[rule]
    for points in (*COUNTS, most):
        x, w = ours.nodes(points)
        nodes, weights = theirs(points)
        assert np.max(np.abs(x - nodes) / (1e-2 + np.abs(nodes))) < 1e-12
        near = weights > 1e-30 * np.max(weights)
        assert np.max(np.abs(w - weights)[near] / weights[near]) < 1e-10


@pytest.mark.parametrize("points", COUNTS)
def test_gauss_is_exact_below_twice_as_many_degrees_as_points_and_not_at_it(points):
    x, w = gauss_legendre.nodes(points)
    for degree in range(2 * points):
        assert w @ x**degree == pytest.approx((1 + (-1) ** degree) / (degree + 1), abs=1e-13)
    monic = np.prod(x[:, None] - x, axis=1)
    assert np.max(np.abs(monic)) == 0
    if points < 20:
        t, v = gauss_legendre.nodes(points + 5)
        square = np.prod(t[:, None] - x, axis=1) ** 2
        assert v @ square > 1e3 * 2.2e-16  # the rule of `points` says 0


def test_powers_against_the_weights():
    for points in (3, 10):
        for degree in range(2 * points):
            even = 0 if degree % 2 else scipy.special.gamma((degree + 1) / 2)
            size = scipy.special.gamma((degree + 1) / 2)
            assert gauss_hermite(lambda x, d=degree: x**d, points) == pytest.approx(even, abs=1e-12 * size)
            exact = scipy.special.gamma(degree + 1)
            assert gauss_laguerre(lambda x, d=degree: x**d, points) == pytest.approx(exact, rel=1e-11)


@pytest.mark.parametrize("points", [2, 3, 4, 9, 10, 33])
def test_clenshaw_curtis_is_exact_below_as_many_degrees_as_points(points):
    for degree in range(points):
        found = clenshaw_curtis(lambda x, d=degree: x**d, 0, 2, points)
        assert found == pytest.approx(2 ** (degree + 1) / (degree + 1), rel=1e-13)
    degree = points + points % 2
    assert abs(clenshaw_curtis(lambda x: x**degree, -1, 1, points) - 2 / (degree + 1)) > 1e-14


@pytest.mark.parametrize("rule", [gauss_legendre, clenshaw_curtis], ids=lambda rule: rule.id)
def test_smooth_integrals_are_those_of_scipy(rule):
    for f, a, b in ((np.exp, -1, 2), (lambda x: np.sin(x) / (2 + np.cos(x)), 0, 3), (lambda x: 1 / (1 + x * x), 0, 1)):
        assert rule(f, a, b, 40) == pytest.approx(scipy.integrate.quad(f, a, b)[0], rel=1e-13)


def test_romberg_is_its_table_and_that_of_scipy():
    trace = romberg.trace(np.exp, 0, 1, 5)
    assert trace.value == pytest.approx(np.e - 1, rel=1e-14)
    assert [len(state.memory) for state in trace.states] == [1, 2, 3, 4, 5, 6]
    assert trace.evaluations == 33
    x = np.linspace(0, 1, 33)
    assert trace.value == pytest.approx(scipy.integrate.romb(np.exp(x), 1 / 32), rel=1e-14)
    errors = np.array([[abs(row - (np.e - 1)) for row in state.memory[:2]] for state in trace.states[1:]])
    orders = np.log2(errors[:-1] / errors[1:])[-2]
    assert orders == pytest.approx([2, 4], abs=0.02)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: gauss_legendre(np.exp, 1, 0), OutsideDomain, "swap them and change the sign"),
        (lambda: gauss_legendre(np.exp, 1, 1), OutsideDomain, "is 0"),
        (lambda: gauss_legendre(np.exp, 0, np.inf), OutsideDomain, "try adaptive"),
        (lambda: gauss_legendre(np.exp, 0, 1, 2.5), OutsideDomain, "whole number from 1 to 1,000; found 2.5"),
        (lambda: gauss_legendre(np.exp, 0, 1, 0), OutsideDomain, "found 0"),
        (lambda: gauss_legendre(lambda x: x * np.nan, 0, 1), OutsideDomain, "found nan at x"),
        (lambda: gauss_hermite(np.exp, 301), OutsideDomain, "from 1 to 300"),
        (lambda: gauss_hermite(lambda x: x[:2]), ShapeMismatch, "vectorize"),
        (lambda: clenshaw_curtis(np.log, 0, 1), OutsideDomain, "found -inf at x = 0.0"),
        (lambda: clenshaw_curtis(np.exp, 0, 1, 1), OutsideDomain, "from 2 to"),
        (lambda: romberg(np.exp, 1, 0), OutsideDomain, "swap"),
        (lambda: romberg(np.exp, 0, 1, 25), OutsideDomain, "halvings must be a whole number from 0 to 24"),
        (lambda: romberg(lambda x: x * 1j, 0, 1), OutsideDomain, "complex"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()
