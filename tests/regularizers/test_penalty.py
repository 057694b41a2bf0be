"""Every penalty: its gradient against differences, wrong ones refuted, subgradients, bad input."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import OutsideDomain
from calcref.core.kinks import Kink
from calcref.regularizers import PENALTIES, check_penalty, elastic_net, l1, l2, smoothing

ALL = (*PENALTIES, l1(0.3), elastic_net(2.0, 0.0), smoothing([0.0, 0.5, 2.0, 2.5]))
by_id = {"ids": lambda penalty: f"{penalty.id} {penalty.parameters}"}
weights = st.lists(st.floats(-5, 5), min_size=4, max_size=4).map(np.array)


@pytest.mark.parametrize("penalty", ALL, **by_id)
@given(weights)
def test_the_gradient_agrees_with_differences(penalty, w):
    evidence = check_penalty(penalty, w + np.where(np.abs(w) < 1e-3, 0.5, 0))
    assert evidence.verdict == "agrees", str(evidence)


@pytest.mark.parametrize("penalty", ALL, **by_id)
@pytest.mark.parametrize(
    "wrong",
    [
        lambda gradient: lambda w: -gradient(w),
        lambda gradient: lambda w: gradient(w) * 2,
        lambda gradient: lambda w: gradient(w) * (1 + 1e-5),
        lambda gradient: lambda w: gradient(w) + 1e-5,
        lambda gradient: lambda w: 0 * w,
    ],
    ids=["sign", "factor of 2", "factor", "summand", "dropped"],
)
def test_a_wrong_gradient_is_refuted(penalty, wrong):
    w = np.array([1.0, -2.0, 0.5, 3.0])
    assert check_penalty(replace(penalty, gradient=wrong(penalty.gradient)), w).verdict == "refuted"


@pytest.mark.parametrize("penalty", [penalty for penalty in ALL if penalty.kinks], **by_id)
def test_a_wrong_subdifferential_is_refuted(penalty):
    w = np.array([1.0, -2.0])
    kink = penalty.kinks[0]
    for wrong in (Kink(0.0, 0.0, kink.upper), Kink(0.0, kink.lower, 2 * kink.upper), Kink(0.0, kink.upper, kink.lower)):
        assert check_penalty(replace(penalty, kinks=(wrong,)), w).verdict == "refuted"


@pytest.mark.parametrize("penalty", ALL, **by_id)
@given(weights, weights)
def test_subgradients_lie_below(penalty, at, w):
    for slope in penalty.subdifferential(at):
        line = penalty.value(at) + np.sum(slope * (w - at))
        assert penalty.value(w) >= line - 1e-9 * (1 + abs(line))


@pytest.mark.parametrize("penalty", ALL, **by_id)
def test_it_is_zero_at_zero_and_says_what_it_is(penalty):
    assert penalty.value(np.zeros(4)) == 0
    assert penalty.gradient(np.zeros(4)).tolist() == [0.0] * 4
    assert penalty.page.endswith(f"#{penalty.id}")
    assert all((penalty.name, penalty.statement, penalty.statement_latex, penalty.expression, penalty.ml_use))


@pytest.mark.parametrize("penalty", PENALTIES, **by_id)
def test_any_shape_and_any_number(penalty):
    assert penalty.gradient(np.ones((2, 3), dtype=np.float32)).shape == (2, 3)
    assert penalty.gradient([[1, -2]]).dtype == np.float64
    assert penalty.value(3) == penalty.value([3.0])
    assert np.isnan(penalty.value([np.nan, 1.0]))
    assert np.isnan(penalty.gradient([np.nan, 1.0])).tolist() == [True, False]
    assert penalty.value([1e200]) > 1e100


@pytest.mark.parametrize("penalty", PENALTIES, **by_id)
@pytest.mark.parametrize("bad", ["one", [1j], [None]])
def test_weights_are_real_numbers(penalty, bad):
    for function in (penalty.value, penalty.gradient, penalty.subdifferential):
        with pytest.raises(OutsideDomain, match="weights must be real"):
            function(bad)


@pytest.mark.parametrize(
    "make", [l2, l1, elastic_net, lambda s: elastic_net(1.0, s), lambda s: smoothing([0, 1, 2], s)]
)
@pytest.mark.parametrize("bad", [-1, np.nan, np.inf, "1", None, True])
def test_a_strength_is_at_least_zero(make, bad):
    with pytest.raises(OutsideDomain, match="at least 0; found"):
        make(bad)
