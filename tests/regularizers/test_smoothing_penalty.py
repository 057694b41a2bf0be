"""The smoothing penalty against the spline it measures, and the smoother against the system it solves."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.regularizers import natural_spline, roughness_matrix, smooth, smoothing

gaps = st.lists(st.floats(0.1, 3), min_size=2, max_size=9)
seeds = st.integers(0, 2**32)


def bending(grid, values, cuts=400):
    """The integral of f''(x)^2 for the natural cubic spline, by way of scipy's own spline and Simpson on each piece."""
    spline = pytest.importorskip("scipy.interpolate").CubicSpline(grid, values, bc_type="natural")
    ends = spline(grid, 2)
    middles = spline((grid[1:] + grid[:-1]) / 2, 2)
    return np.sum(np.diff(grid) / 6 * (ends[:-1] ** 2 + 4 * middles**2 + ends[1:] ** 2))


@given(gaps, seeds)
def test_the_quadratic_form_is_the_integral(steps, seed):
    grid = np.cumsum([0.0, *steps])
    f = np.random.default_rng(seed).normal(size=len(grid))
    assert f @ roughness_matrix(grid) @ f == pytest.approx(bending(grid, f), rel=1e-8)
    assert smoothing(grid, 2.0).value(f) == pytest.approx(2 * bending(grid, f), rel=1e-8)


def test_a_wrong_quadratic_form_is_told_apart():
    """Second differences squared, a common stand-in, are not the integral."""
    grid, f = np.array([0.0, 1.0, 3.0, 4.0]), np.array([0.0, 1.0, 0.0, 2.0])
    slopes = np.diff(f) / np.diff(grid)
    assert abs(np.sum(np.diff(slopes) ** 2) - f @ roughness_matrix(grid) @ f) > 0.1


@given(gaps)
def test_only_straight_lines_are_free(steps):
    grid = np.cumsum([0.0, *steps])
    matrix = roughness_matrix(grid)
    size = np.max(np.abs(matrix))
    assert np.allclose(matrix, matrix.T, rtol=0, atol=1e-12 * size)
    assert np.allclose(matrix @ np.column_stack([np.ones(len(grid)), grid]), 0, atol=1e-10 * size * grid[-1])
    assert np.linalg.eigvalsh(matrix)[2] > 1e-9 * size
    assert np.linalg.eigvalsh(matrix)[0] > -1e-10 * size


@given(gaps, seeds, st.floats(0, 100))
def test_the_smoother_solves_its_system(steps, seed, strength):
    grid = np.cumsum([0.0, *steps])
    y = np.random.default_rng(seed).normal(size=len(grid))
    f = smooth(grid, y, strength)
    residual = f + strength * roughness_matrix(grid) @ f - y
    assert np.max(np.abs(residual)) <= 1e-10 * (1 + strength * np.max(np.abs(roughness_matrix(grid))))


@given(gaps, seeds)
def test_its_limits_are_the_values_and_their_line(steps, seed):
    grid = np.cumsum([0.0, *steps])
    y = np.random.default_rng(seed).normal(size=len(grid))
    assert np.array_equal(smooth(grid, y, 0.0), y)
    line = np.polynomial.Polynomial.fit(grid, y, 1)(grid)
    assert np.allclose(smooth(grid, y, 1e12), line, rtol=0, atol=1e-7)


@given(gaps, seeds)
def test_a_stronger_penalty_bends_less_and_fits_worse(steps, seed):
    grid = np.cumsum([0.0, *steps])
    y = np.random.default_rng(seed).normal(size=len(grid))
    curves = [smooth(grid, y, strength) for strength in (0.0, 0.01, 1.0, 100.0)]
    bends = [smoothing(grid).value(f) for f in curves]
    misfits = [np.sum((y - f) ** 2) for f in curves]
    assert all(later <= earlier + 1e-9 * (1 + earlier) for earlier, later in pairwise(bends))
    assert all(later >= earlier - 1e-9 for earlier, later in pairwise(misfits))


def test_columns_are_smoothed_one_by_one():
    grid, y = np.arange(5.0), np.random.default_rng(0).normal(size=(5, 2))
    assert np.allclose(smooth(grid, y, 0.7)[:, 1], smooth(grid, y[:, 1], 0.7))


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: roughness_matrix([0.0, 1.0]), OutsideDomain, "at least three points; found 2"),
        (lambda: roughness_matrix([0.0, 2.0, 1.0]), OutsideDomain, "sort them"),
        (lambda: roughness_matrix([0.0, 1.0, 1.0]), OutsideDomain, "a grid increases"),
        (lambda: roughness_matrix([0.0, np.nan, 1.0]), OutsideDomain, "a grid increases"),
        (lambda: roughness_matrix(np.zeros((2, 2))), ShapeMismatch, r"shape \(2, 2\)"),
        (lambda: roughness_matrix("abc"), OutsideDomain, "real numbers"),
        (lambda: smooth([0, 1, 2], [0.0, 1.0], 1.0), ShapeMismatch, "each of the 3 points"),
        (lambda: smooth([0, 1, 2], 1.0, 1.0), ShapeMismatch, r"shape \(\)"),
        (lambda: smooth([0, 1, 2], [0.0, 1.0, 0.0], -1.0), OutsideDomain, "at least 0; found -1.0"),
        (lambda: smoothing([0, 1, 2]).value([1.0, 2.0]), ShapeMismatch, "each of the 3 points"),
        (lambda: smoothing([0, 1, 2]).gradient([1.0, 2.0]), ShapeMismatch, "each of the 3 points"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()


def test_the_natural_spline_meets_its_points_joins_smoothly_and_is_straight_at_the_ends():
    grid, values = np.array([0.0, 0.5, 1.2, 2.0, 3.0]), np.array([0.0, 1.0, 0.2, 1.5, 1.0])
    assert np.allclose(natural_spline(grid, values, grid), values, atol=1e-12)
    h = 1e-4
    for place in grid[1:-1]:
        before, at, after = natural_spline(grid, values, place + h * np.array([-1, 0, 1]))
        assert abs((after - at) / h - (at - before) / h) < 20 * h  # no kink
    for place in grid[[0, -1]]:
        inside = place + h * (np.arange(3) if place == 0 else -np.arange(3))
        assert abs(np.diff(natural_spline(grid, values, inside), 2)[0] / h**2) < 0.01
    with pytest.raises(ShapeMismatch, match="one value for each of the 5 points"):
        natural_spline(grid, values[:4], grid)
