"""A density by its formula is one only if it integrates to 1."""

import math

import numpy as np
import pytest
from hypothesis import given

from calcref.core.errors import CheckFailed, DidNotConverge, OutsideDomain, ShapeMismatch
from calcref.probability import Normal, check_density, density
from tests.probability.strategies import densities


@given(densities)
def test_the_formula_of_a_density_gives_it_back(base):
    found = density(base.pdf, *base.support, breaks=base.breaks, scale=base.scale)
    spread = math.sqrt(base.variance)
    assert found.mean == pytest.approx(base.mean, abs=1e-6 * (abs(base.mean) + spread))
    assert found.variance == pytest.approx(base.variance, rel=1e-4)
    x = base.mean + spread * np.array([-1.0, 0.3])
    assert np.allclose(found.pdf(x), base.pdf(x), rtol=1e-15)
    assert np.allclose(found.cdf(x), base.cdf(x), rtol=0, atol=1e-7)


def test_a_density_of_ones_own_passes_the_check_of_the_others():
    arch = density(lambda x: 6 * x * (1 - x), 0, 1)
    assert check_density(arch).verdict == "agrees"
    assert (arch.pdf(-1), arch.pdf(2.0), arch.cdf(2.0)) == (0, 0, pytest.approx(1))
    assert arch.variance == pytest.approx(1 / 20)
    assert np.isnan(arch.pdf([0.5, np.nan])).tolist() == [False, True]


def test_one_number_is_a_constant_density():
    assert density(lambda x: 0.5, 0, 2).pdf([0.1, 1.0]).tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("formula", "lower", "upper", "total"),
    [
        (lambda x: np.exp(-(x**2)), -np.inf, np.inf, math.sqrt(math.pi)),
        (lambda x: 2.0, 0, 1, 2),
        (lambda x: np.exp(-x), 0, 1, 1 - math.exp(-1)),
        (lambda x: 1.00001 + 0 * x, 0, 1, 1.00001),
        (lambda x: 0 * x, 0, 1, 0),
    ],
)
def test_what_does_not_integrate_to_one_is_refused(formula, lower, upper, total):
    with pytest.raises(CheckFailed, match="a density integrates to 1; this one") as caught:
        density(formula, lower, upper)
    assert caught.value.evidence.verdict == "refuted"
    assert f"{total:.6g}"[:6] in str(caught.value)


def test_a_narrow_peak_needs_breaks():
    peak = Normal(50, 1e-3).pdf
    with pytest.raises(CheckFailed, match="give breaks around a narrow peak"):
        density(peak)
    assert density(peak, breaks=(49.99, 50.0, 50.01), scale=1e-3).mean == pytest.approx(50)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: density(lambda x: x, -1, 1), OutsideDomain, "nowhere negative; found -"),
        (lambda: density(lambda x: 1 / x, 0, 1), DidNotConverge, "does not settle"),
        (lambda: density(lambda x: x, 1, 0), OutsideDomain, "must increase"),
        (lambda: density(lambda x: 1.0, 0, 1, breaks=(2.0,)), OutsideDomain, "must increase"),
        (lambda: density(lambda x: 1.0, 0, np.nan), OutsideDomain, "must increase"),
        (lambda: density(lambda x: 1.0, 0, 1, scale=0), OutsideDomain, "scale must be a positive"),
        (lambda: density(lambda x: np.zeros(3), 0, 1), ShapeMismatch, "shape it is given"),
        (lambda: density(lambda x: x + 1j, 0, 1), ShapeMismatch, "complex"),
        (lambda: density(lambda x: np.where(x < 2, np.nan, 1.0), 0, 1), OutsideDomain, "found nan"),
        (lambda: density(lambda x: 1.0, "0", 1), OutsideDomain, "real numbers"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()
