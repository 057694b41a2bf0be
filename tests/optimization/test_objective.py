"""Objectives: what they let through, what they copy, and the three ways to a gradient."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.optimization.objective import beginning, frozen, norm, objective


def saddle(x):
    return np.sum(np.sin(x[0]) * np.cosh(x[1]))


def slopes(x):
    return np.array([np.cos(x[0]) * np.cosh(x[1]), np.sin(x[0]) * np.sinh(x[1])])


@given(st.lists(st.floats(-2, 2), min_size=2, max_size=2).map(np.array))
def test_three_ways_to_one_gradient(x):
    found = [objective(saddle, grad).at(x) for grad in (slopes, "autodiff", "differences")]
    assert all(state.value == saddle(x) for state in found)
    assert np.allclose(found[1].gradient, found[0].gradient, rtol=1e-12, atol=1e-12)
    assert np.allclose(found[2].gradient, found[0].gradient, rtol=0, atol=1e-7)


def test_data_stand_behind_x():
    problem = objective(
        lambda w, x, y: np.sum((w * x - y) ** 2), "autodiff", np.array([1.0, 2.0]), np.array([3.0, 4.0])
    )
    assert problem.at(1.0).value == 8.0
    assert problem.at(1.0).gradient == 2 * (1 * -2 + 2 * -2)


def test_what_is_not_finite_is_let_through_without_a_warning():
    state = objective(lambda x: np.log(x), lambda x: 1 / x).at(0.0)
    assert (state.value, state.gradient, state.gradient_norm) == (-np.inf, np.inf, np.inf)


@given(st.lists(st.floats(-1e300, 1e300), max_size=5))
def test_the_norm_neither_overflows_nor_vanishes(entries):
    expected = np.hypot.reduce(entries) if entries else 0.0
    assert norm([np.array(entries)]) == pytest.approx(expected, rel=1e-12)
    assert norm({"w": [np.float64(entry) for entry in entries]}) == pytest.approx(expected, rel=1e-12)


def test_norms_of_what_is_not_finite():
    assert norm(np.array([1.0, np.inf])) == np.inf
    assert np.isnan(norm(np.array([1.0, np.nan])))


def test_frozen_copies_in_floating_point():
    given_array = np.array([1, 2])
    copy = frozen(given_array)
    given_array[0] = 9
    assert copy.tolist() == [1.0, 2.0]
    assert not copy.flags.writeable
    assert frozen(np.float32(1.5)).dtype == np.float32
    with pytest.raises(OutsideDomain, match="real numbers are needed; found object"):
        frozen([None])


def test_a_list_of_numbers_begins_as_an_array_and_a_list_of_arrays_as_a_tree():
    assert isinstance(beginning([1, 2.0]), np.ndarray)
    assert isinstance(beginning([np.ones(2), np.ones(3)]), list)
    assert beginning({"w": [1.0]}) == {"w": [1.0]}
    with pytest.raises(ShapeMismatch, match="rows of one length"):
        beginning([[1], [1, 2]])
