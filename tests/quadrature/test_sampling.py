"""Random samples: whether intervals hold what they promise, how errors shrink, and how bad input is refused."""

import numpy as np
import pytest
import scipy.stats

from calcref.core.errors import CalcrefError, OutsideDomain, ShapeMismatch
from calcref.quadrature import (
    Estimate,
    control_variate,
    halton,
    importance_sampling,
    monte_carlo,
    quasi_monte_carlo,
)
from calcref.quadrature.box import half_width


def rng(seed=0):
    return np.random.default_rng(seed)


def held(run, exact, runs=400):
    """How many of the intervals of independent runs hold the exact value."""
    found = [run(rng(seed)) for seed in range(runs)]
    return sum(it.interval[0] <= exact <= it.interval[1] for it in found) / runs


RUNS = {
    "monte carlo": lambda g: monte_carlo(np.exp, 0, 1, 1000, g),
    "importance": lambda g: importance_sampling(
        np.exp, lambda g, n: np.sqrt(g.random(n) * 3 + 1) - 1, lambda x: 2 * (1 + x) / 3, 1000, g
    ),
    "control": lambda g: control_variate(np.exp, lambda x: x, 0.5, 0, 1, 1000, g),
    "quasi": lambda g: quasi_monte_carlo(np.exp, 0, 1, 320, g),
}


@pytest.mark.parametrize("run", RUNS)
def test_intervals_hold_the_value_as_often_as_they_say(run):
    assert 0.92 <= held(RUNS[run], np.e - 1) <= 0.98  # 0.95 within 2.8 standard deviations of 400 runs


def test_a_level_widens_the_interval_as_the_normal_quantile_does():
    narrow, wide = (monte_carlo(np.exp, 0, 1, 500, rng(), level) for level in (0.5, 0.99))
    assert wide.error / narrow.error == pytest.approx(scipy.stats.norm.ppf(0.995) / scipy.stats.norm.ppf(0.75))


@pytest.mark.parametrize("level", [0.5, 0.9, 0.95, 0.99])
def test_few_terms_take_the_quantile_of_student(level):
    terms = rng().normal(size=16)
    expected = scipy.stats.t.ppf((1 + level) / 2, 15) * np.std(terms, ddof=1) / 4
    assert half_width(terms, level, student=True) == pytest.approx(expected, rel=1e-3)


def test_errors_shrink_with_the_root_of_the_samples_and_faster_for_halton():
    f = lambda x: np.prod(1 + (x - 0.5) / 2, axis=1)  # noqa: E731
    corners = np.zeros(3), np.ones(3)
    for rule, least, most in ((monte_carlo, 0.4, 0.6), (quasi_monte_carlo, 0.75, 1.2)):
        few, many = (
            np.sqrt(np.mean([(rule(f, *corners, n, rng(s)).value - 1) ** 2 for s in range(40)])) for n in (800, 12_800)
        )
        assert least < np.log(few / many) / np.log(16) < most


def test_a_known_function_and_a_better_density_take_the_noise_away():
    plain = monte_carlo(np.exp, 0, 1, 2000, rng())
    assert RUNS["control"](rng()).error < plain.error / 5
    exact = control_variate(np.exp, lambda x: 3 * np.exp(x), 3 * (np.e - 1), 0, 1, 50, rng())
    assert exact.value == pytest.approx(np.e - 1, rel=1e-12)
    drawn = importance_sampling(
        lambda x: np.exp(-x), lambda g, n: g.exponential(size=n), lambda x: np.exp(-x), 9, rng()
    )
    assert (drawn.value, drawn.error) == (1, 0)


def test_halton_is_the_sequence_that_was_printed():
    assert halton(5, 2) == pytest.approx(
        np.array([[1 / 2, 1 / 3], [1 / 4, 2 / 3], [3 / 4, 1 / 9], [1 / 8, 4 / 9], [5 / 8, 7 / 9]])
    )
    theirs = scipy.stats.qmc.Halton(4, scramble=False).random(200)[1:]
    assert halton(199, 4) == pytest.approx(theirs, abs=1e-14)


def test_boxes_have_volumes_and_equal_seeds_equal_estimates():
    f = lambda x: x[:, 0] * x[:, 1] ** 2  # noqa: E731
    for rule in (monte_carlo, quasi_monte_carlo):
        one, other = (rule(f, [0, -1], [2, 2], 4000, rng(5)) for _ in range(2))
        assert one == other
        assert isinstance(one, Estimate)
        assert abs(one.value - 6) < 2 * one.error
    assert monte_carlo(lambda x: np.full(len(x), 3.0), [0, 0], [2, 5], 7, rng()).value == pytest.approx(30)


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: monte_carlo(np.exp, 1, 0, 100, rng()), OutsideDomain, "swap them"),
        (lambda: monte_carlo(np.exp, [0, 1], [1, 0], 100, rng()), OutsideDomain, "swap them"),
        (lambda: monte_carlo(np.exp, [0, 0], [1], 100, rng()), ShapeMismatch, "two vectors"),
        (lambda: monte_carlo(np.exp, 0, np.inf, 100, rng()), OutsideDomain, "finite"),
        (lambda: monte_carlo(np.exp, 0, 1, 1, rng()), OutsideDomain, "from 2"),
        (lambda: monte_carlo(np.exp, 0, 1, 1e4, rng()), OutsideDomain, "whole number"),
        (lambda: monte_carlo(np.exp, 0, 1, 100, 0), CalcrefError, "default_rng"),
        (lambda: monte_carlo(np.exp, 0, 1, 100, rng(), level=95), OutsideDomain, "between 0 and 1; found 95"),
        (lambda: monte_carlo(lambda x: x * np.nan, 0, 1, 100, rng()), OutsideDomain, "found nan"),
        (lambda: monte_carlo(np.exp, [0, 0], [1, 1], 100, rng()), ShapeMismatch, r"\(100,\)"),
        (lambda: monte_carlo(np.sum, [0, 0], [1, 1], 100, rng()), ShapeMismatch, r"found \(\)"),
        (lambda: quasi_monte_carlo(np.exp, 0, 1, 9, rng()), OutsideDomain, "at least 16"),
        (lambda: quasi_monte_carlo(np.sum, [0] * 11, [1] * 11, 99, rng()), OutsideDomain, "up to 10 dimensions"),
        (lambda: halton(10, 2.5), OutsideDomain, "whole number from 1 to 10"),
        (lambda: control_variate(np.exp, np.sin, np.nan, 0, 1, 99, rng()), OutsideDomain, "must be known"),
        (
            lambda: importance_sampling(np.exp, lambda g, n: g.random(n), lambda x: 0 * x, 99, rng()),
            OutsideDomain,
            "belong together",
        ),
        (
            lambda: importance_sampling(np.exp, lambda g, n: g.random(3), lambda x: 1.0, 99, rng()),
            ShapeMismatch,
            "must return 99 points",
        ),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()
