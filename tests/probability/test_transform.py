"""The density of g(x) is that of x over the slope, and known ones come out."""

import numpy as np
import pytest

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.probability import (
    ChiSquared,
    Exponential,
    Gumbel,
    LogNormal,
    Normal,
    Pareto,
    Poisson,
    Rayleigh,
    Uniform,
    Weibull,
    check_density,
    transformed,
)

KNOWN = (
    (transformed(Normal(0.3, 0.8), np.exp), LogNormal(0.3, 0.8)),
    (transformed(Normal(1, 2), lambda x: 3 - 2 * x), Normal(1, 4)),
    (transformed(Normal(), np.square, turns=(0.0,)), ChiSquared(1)),
    (transformed(Uniform(), lambda u: -np.log(u) / 2), Exponential(2)),
    (transformed(Exponential(), lambda x: -np.log(x)), Gumbel()),
    (transformed(Exponential(), lambda x: 3 * np.sqrt(x)), Weibull(2, 3)),
    (transformed(Exponential(2), np.exp), Pareto(2, 1)),
    (transformed(ChiSquared(2), np.sqrt), Rayleigh(1)),
)
each = pytest.mark.parametrize(("ours", "known"), KNOWN, ids=[type(known).__name__ for _, known in KNOWN])


@each
def test_known_densities_come_out(ours, known):
    y = known.quantile([1e-6, 0.01, 0.3, 0.7, 0.99, 1 - 1e-6])
    assert np.allclose(ours.pdf(y), known.pdf(y), rtol=1e-9)
    assert np.allclose(ours.cdf(y), known.cdf(y), rtol=1e-9)
    assert np.allclose(ours.sf(y), known.sf(y), rtol=1e-9)
    assert np.allclose(ours.quantile([0.01, 0.5, 0.9]), known.quantile([0.01, 0.5, 0.9]), rtol=1e-9, atol=1e-12)
    assert ours.support == known.support


def test_moments_are_taken_by_the_density_of_x():
    ours = KNOWN[0][0]
    assert ours.mean == pytest.approx(LogNormal(0.3, 0.8).mean, rel=1e-7)
    assert ours.variance == pytest.approx(LogNormal(0.3, 0.8).variance, rel=1e-6)
    assert ours.entropy == pytest.approx(LogNormal(0.3, 0.8).entropy, rel=1e-6)
    assert check_density(KNOWN[1][0]).verdict == "agrees"


def test_a_sample_is_moved():
    rng, same = np.random.default_rng(0), np.random.default_rng(0)
    assert np.array_equal(KNOWN[0][0].sample((2, 3), rng), np.exp(Normal(0.3, 0.8).sample((2, 3), same)))


def test_outside_of_the_values_of_g_there_is_nothing():
    square = KNOWN[2][0]
    assert (square.pdf(-1.0), square.cdf(-1.0), square.sf(-1.0)) == (0, 0, 1)
    assert np.isnan(square.pdf([np.nan, 1.0])).tolist() == [True, False]


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda: transformed(Normal(), np.square), OutsideDomain, "turns around"),
        (lambda: transformed(Normal(), np.sign), OutsideDomain, "grow all the way"),
        (lambda: transformed(Normal(), np.sqrt), OutsideDomain, "finite numbers"),
        (lambda: transformed(Normal(), np.square, turns=(1.0, 0.0)), OutsideDomain, "turns increase"),
        (lambda: transformed(Uniform(), np.square, turns=(3.0,)), OutsideDomain, "turns increase"),
        (lambda: transformed(Poisson(), np.exp), OutsideDomain, "atoms"),
        (lambda: transformed(3, np.exp), OutsideDomain, "a density is transformed"),
        (lambda: transformed(Normal(), lambda x: 1.0), ShapeMismatch, "shape it is given"),
        (lambda: transformed(Normal(), lambda x: [[1.0], [1.0, 2.0]]), ShapeMismatch, "the values of g"),
        (lambda: transformed(Normal(), 3.0), OutsideDomain, "a function of an array"),
        (lambda: transformed(Normal(), np.square, turns=0.0), OutsideDomain, "a row of finite numbers"),
        (lambda: transformed(Normal(), np.square, turns=(np.nan,)), OutsideDomain, "a row of finite numbers"),
    ],
)
def test_bad_input(make, error, says):
    with pytest.raises(error, match=says):
        make()
