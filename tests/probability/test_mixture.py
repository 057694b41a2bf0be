"""A mixture draws a part, and then a value from it."""

import numpy as np
import pytest

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.probability import (
    Cauchy,
    Mixture,
    MultivariateNormal,
    Normal,
    Poisson,
    Uniform,
    check_density,
    expectation,
    total,
)

TWO = Mixture([0.25, 0.75], [Normal(-2, 1), Normal(2, 0.5)])
COUNTS = Mixture([0.5, 0.5], [Poisson(1), Poisson(8)])


def test_closed_forms_agree_with_integrals_and_sums():
    for mixture in (TWO, COUNTS, Mixture([0.5, 0.5], [Uniform(0, 1), Uniform(3, 4)])):
        assert check_density(mixture).verdict == "agrees"


def test_the_density_is_the_weighted_sum():
    x = np.linspace(-4, 4, 9)
    wanted = 0.25 * Normal(-2, 1).pdf(x) + 0.75 * Normal(2, 0.5).pdf(x)
    assert np.allclose(TWO.pdf(x), wanted, rtol=1e-13)
    assert TWO.log_pdf(60.0) == pytest.approx(np.log(0.25) + Normal(-2, 1).log_pdf(60.0), rel=1e-12)
    assert np.isnan(TWO.pdf([np.nan, 0.0])).tolist() == [True, False]
    assert TWO.sf(30.0) == pytest.approx(0.25 * Normal(-2, 1).sf(30.0), rel=1e-12)


def test_quantiles_are_the_way_back():
    q = np.array([0.0, 1e-9, 0.2, 0.25, 0.9, 1.0])
    assert TWO.cdf(TWO.quantile(q[1:-1])) == pytest.approx(q[1:-1], rel=1e-12)
    assert TWO.quantile(q)[[0, -1]].tolist() == [-np.inf, np.inf]
    assert COUNTS.quantile(COUNTS.cdf(np.arange(12.0))).tolist() == list(range(12))


def test_entropy_lies_between_that_of_the_parts_and_one_choice_more():
    parts = 0.25 * Normal(-2, 1).entropy + 0.75 * Normal(2, 0.5).entropy
    choice = -0.25 * np.log(0.25) - 0.75 * np.log(0.75)
    assert parts < TWO.entropy < parts + choice
    assert TWO.skewness == pytest.approx(expectation(TWO, lambda x: (x - TWO.mean) ** 3) / TWO.variance**1.5)


def test_a_sample_has_the_moments():
    sample = TWO.sample(100_000, np.random.default_rng(0))
    assert sample.mean() == pytest.approx(TWO.mean, abs=5 * np.sqrt(TWO.variance / 1e5))
    assert sample.var() == pytest.approx(TWO.variance, rel=0.03)


def test_the_responsibilities_are_bayes_rule():
    assert TWO.responsibilities([-2.0, 2.0]).sum(axis=0) == pytest.approx(1, abs=1e-15)
    found = TWO.responsibilities(0.5)[0]
    assert found == pytest.approx(0.25 * Normal(-2, 1).pdf(0.5) / TWO.pdf(0.5), rel=1e-13)
    with pytest.raises(OutsideDomain, match="no part"):
        Mixture([1.0], [Uniform()]).responsibilities(2.0)


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (lambda: Mixture([0.5, 0.4], [Normal(), Normal()]), OutsideDomain, "add up to 1; found 0.9"),
        (lambda: Mixture([0.0, 0.0], [Normal(), Normal()]), OutsideDomain, "found 0"),
        (lambda: Mixture([-0.5, 1.5], [Normal(), Normal()]), OutsideDomain, "not negative"),
        (lambda: Mixture([np.nan, 1.0], [Normal(), Normal()]), OutsideDomain, "not negative"),
        (lambda: Mixture([1.0], [Normal(), Normal()]), ShapeMismatch, "found 1 for 2"),
        (lambda: Mixture([1.0], [3]), OutsideDomain, "a list of densities"),
        (lambda: Mixture([1.0], [MultivariateNormal([0], [[1]])]), OutsideDomain, "a list of densities"),
        (lambda: Mixture([0.5, 0.5], [Normal(), Poisson()]), OutsideDomain, "mix one kind"),
        (lambda: Mixture([0.5, 0.5], [Normal(), Cauchy()]).mean, OutsideDomain, "does not exist"),
        (lambda: TWO.quantile(1.5), OutsideDomain, "found 1.5"),
        (lambda: TWO.sample(3, None), OutsideDomain, "default_rng"),
    ],
)
def test_bad_input(make, error, says):
    with pytest.raises(error, match=says):
        make()


def test_the_probabilities_of_counts_add_up_to_one():
    assert total(COUNTS) == pytest.approx(1, abs=1e-14)
