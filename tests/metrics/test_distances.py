"""Distances between distributions, against SciPy's and against all ways to deal values out."""

from itertools import combinations

import numpy as np
import pytest
import scipy.stats
from sklearn.metrics.pairwise import rbf_kernel

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.metrics import kolmogorov_smirnov, squared_mmd, total_variation_distance, wasserstein_1

RNG = np.random.default_rng(3)
U, V = RNG.normal(size=23), RNG.normal(size=31) * 1.5 + 0.4


def test_wasserstein_is_scipys():
    weights = RNG.random(23), RNG.random(31)
    assert wasserstein_1(U, V) == pytest.approx(scipy.stats.wasserstein_distance(U, V), abs=1e-12)
    theirs = scipy.stats.wasserstein_distance(U, V, *weights)
    assert wasserstein_1(U, V, *weights) == pytest.approx(theirs, abs=1e-12)
    assert wasserstein_1(U, U[::-1] + 2.5) == pytest.approx(2.5, abs=1e-12)


@pytest.mark.parametrize(("m", "n"), [(1, 1), (3, 5), (23, 31), (40, 25), (200, 300)])
def test_without_ties_the_p_value_is_scipys(m, n):
    one, other = RNG.normal(size=m), RNG.normal(size=n) + 0.2
    found, theirs = kolmogorov_smirnov(one, other), scipy.stats.ks_2samp(one, other, method="exact")
    assert found.statistic == pytest.approx(theirs.statistic, abs=1e-15)
    assert found.p_value == pytest.approx(theirs.pvalue, rel=1e-12)


def test_with_ties_the_p_value_is_the_share_of_all_ways_to_deal_and_scipys_is_not():
    pooled = np.array([1, 1, 2, 2, 1, 2, 2, 2, 2, 3.0])
    found = kolmogorov_smirnov(pooled[:4], pooled[4:])
    hits = []
    for chosen in combinations(range(10), 4):
        rest = np.delete(pooled, chosen)
        hits.append(kolmogorov_smirnov(pooled[list(chosen)], rest).statistic >= found.statistic - 1e-12)
    assert found.p_value == pytest.approx(np.mean(hits), abs=1e-14)
    theirs = scipy.stats.ks_2samp(pooled[:4], pooled[4:], method="exact").pvalue
    assert theirs > 1.5 * found.p_value


def test_large_samples_have_the_limit():
    one, other = RNG.normal(size=6000), RNG.normal(size=5000) + 0.02
    found = kolmogorov_smirnov(one, other)
    assert not found.exact
    scaled = found.statistic * np.sqrt(6000 * 5000 / 11000)
    assert found.p_value == pytest.approx(scipy.stats.kstwobign.sf(scaled), abs=1e-12)
    assert kolmogorov_smirnov(U, U).p_value == 1
    near = np.arange(6000.0)
    assert kolmogorov_smirnov(near, near).p_value == 1


def test_the_discrepancy_is_that_of_the_matrices_of_kernels():
    x, y = RNG.normal(size=(12, 3)), RNG.normal(size=(300, 3)) + 0.5
    own, others, across = (rbf_kernel(*pair, gamma=1 / (2 * 0.8**2)) for pair in ((x, x), (y, y), (x, y)))
    biased = own.mean() + others.mean() - 2 * across.mean()
    assert squared_mmd(x, y, 0.8) == pytest.approx(biased, abs=1e-12)
    unbiased = (own.sum() - 12) / (12 * 11) + (others.sum() - 300) / (300 * 299) - 2 * across.mean()
    assert squared_mmd(x, y, 0.8, unbiased=True) == pytest.approx(unbiased, abs=1e-12)


def test_the_unbiased_discrepancy_is_right_on_average():
    rng = np.random.default_rng(0)
    draws = np.array([[squared_mmd(*rng.normal(size=(2, 6)), unbiased=it) for it in (False, True)] for _ in range(600)])
    biased, unbiased = draws.mean(axis=0)
    assert abs(unbiased) < 4 * draws[:, 1].std() / np.sqrt(600)
    assert biased > 0.1


def test_total_variation_is_the_largest_difference_of_any_event():
    p, q = RNG.dirichlet(np.ones(6), size=2)
    events = [sum(p[list(it)]) - sum(q[list(it)]) for size in range(7) for it in combinations(range(6), size)]
    assert total_variation_distance(p, q) == pytest.approx(max(events), abs=1e-12)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: total_variation_distance([1.2, -0.2], [0.5, 0.5]), OutsideDomain, "found -0.2 at index 1 of p"),
        (lambda: total_variation_distance([0.5, 0.5], [0.5, np.nan]), OutsideDomain, "found nan at index 1 of q"),
        (lambda: total_variation_distance([1, 2], [0.5, 0.5]), OutsideDomain, "found 3: try p/sum"),
        (lambda: total_variation_distance([1.0], [0.5, 0.5]), ShapeMismatch, "gets 0 in the other"),
        (lambda: wasserstein_1([], [1.0]), ShapeMismatch, "at least one number"),
        (lambda: wasserstein_1([np.inf], [1.0]), OutsideDomain, "must be finite"),
        (lambda: wasserstein_1([1.0], [1.0], u_weights=[0.0]), OutsideDomain, "weights of u sum to 0"),
        (lambda: wasserstein_1([1.0], [1.0], v_weights=[1.0, 2.0]), ShapeMismatch, "one for each of 1"),
        (lambda: kolmogorov_smirnov([1.0, np.nan], [1.0]), OutsideDomain, "found nan at index 1"),
        (lambda: kolmogorov_smirnov("no", [1.0]), OutsideDomain, "real numbers"),
        (lambda: squared_mmd([1.0], [[1.0, 2.0]]), ShapeMismatch, "one dimension"),
        (lambda: squared_mmd([1.0], [1.0], unbiased=True), ShapeMismatch, "need two"),
        (lambda: squared_mmd([1.0], [1.0], bandwidth=0), OutsideDomain, "bandwidth"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()
