"""Every loss: its gradient against differences, wrong ones refuted, bad input refused."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.losses import (
    FOCAL,
    LOSSES,
    check_loss,
    cross_entropy,
    focal,
    hinge,
    huber,
    kl_divergence,
    logistic,
    mae,
    mse,
    quantile,
    triplet,
    tukey,
)

CURVES = [loss for loss in LOSSES if loss.curve is not None]
LABELED = (logistic, hinge, FOCAL)
WITH_PROX = [loss for loss in CURVES if loss.curve.prox]
CONVEX = [loss for loss in CURVES if loss.curve.convex]
by_id = {"ids": lambda loss: loss.id}


def example(loss, rng, rows=3, columns=2):
    """Predictions with targets that fit the loss."""
    prediction = rng.normal(size=(rows, columns)) * 2
    target = rng.integers(0, 2, (rows, columns)) if loss in LABELED else rng.random((rows, columns))
    if loss is kl_divergence:
        target /= target.sum(axis=-1, keepdims=True)
    return prediction, target


@pytest.mark.parametrize("loss", LOSSES, **by_id)
@given(st.integers(0, 2**32))
def test_the_gradient_agrees_with_differences(loss, seed):
    evidence = check_loss(loss, *example(loss, np.random.default_rng(seed)))
    assert evidence.verdict == "agrees", str(evidence)


@pytest.mark.parametrize("loss", LOSSES, **by_id)
@pytest.mark.parametrize(
    "wrong",
    [
        lambda gradient: lambda p, y: -gradient(p, y),
        lambda gradient: lambda p, y: gradient(p, y) * p.size,
        lambda gradient: lambda p, y: gradient(p, y) * (1 + 1e-5),
        lambda gradient: lambda p, y: gradient(p, y) + 1e-5,
        lambda gradient: lambda p, y: gradient(p, y)[::-1],
    ],
    ids=["sign", "mean forgotten", "factor", "summand", "order"],
)
def test_a_wrong_gradient_is_refuted(loss, wrong):
    wrong_loss = replace(loss, gradient=wrong(loss.gradient))
    assert check_loss(wrong_loss, *example(loss, np.random.default_rng(2))).verdict == "refuted"


@pytest.mark.parametrize(("loss", "kink"), [(loss, kink) for loss in CURVES for kink in loss.curve.kinks])
def test_a_wrong_subdifferential_is_refuted(loss, kink):
    prediction, target = example(loss, np.random.default_rng(3))
    for wrong in (replace(kink, lower=kink.lower - 0.5), replace(kink, upper=-kink.lower + kink.upper + 1)):
        curve = replace(loss.curve, kinks=(wrong,))
        assert check_loss(replace(loss, curve=curve), prediction, target).verdict == "refuted"
    outside = replace(loss.curve, slope=lambda u: np.where(u == kink.at, 7.0, loss.curve.slope(u)))
    assert check_loss(replace(loss, curve=outside), prediction, target).verdict == "refuted"


@pytest.mark.parametrize("loss", CURVES, **by_id)
def test_the_subdifferential_is_a_point_away_from_kinks_and_holds_the_slope_at_them(loss):
    at = np.concatenate([[-3.0, -0.2, 0.7, 4.0], [kink.at for kink in loss.curve.kinks]])
    lower, upper = loss.curve.subdifferential(at)
    slope = loss.curve.slope(at)
    assert np.all((lower <= slope) & (slope <= upper))
    assert np.array_equal(lower < upper, [False] * 4 + [True] * len(loss.curve.kinks))
    assert np.array_equal(np.abs(slope), np.where(lower * upper > 0, np.minimum(abs(lower), abs(upper)), 0 * slope))


@pytest.mark.parametrize("loss", CONVEX, **by_id)
@given(st.floats(-50, 50), st.floats(-50, 50), st.floats(0, 1))
def test_every_curve_is_convex_and_never_negative(loss, a, b, share):
    value = loss.curve.value
    assert value(a) >= 0
    between = value(share * a + (1 - share) * b)
    assert between <= share * value(a) + (1 - share) * value(b) + 1e-10 * (1 + value(a) + value(b))


@pytest.mark.parametrize("loss", [loss for loss in CURVES if not loss.curve.convex], **by_id)
def test_what_is_not_called_convex_is_not(loss):
    u = np.linspace(-10, 10, 2001)
    chords = (loss.curve.value(u[:-2]) + loss.curve.value(u[2:])) / 2 - loss.curve.value(u[1:-1])
    assert np.min(chords) < -1e-7
    assert np.all(loss.curve.value(u) >= 0)


@pytest.mark.parametrize(
    "loss", [*(it for it in CONVEX if it.curve.prox), huber(0.3), quantile(0.8), triplet(2.0)], **by_id
)
def test_the_proximal_map_meets_its_optimality_condition(loss):
    """x is least where (u - x)/step is a subgradient at x; a wrong map would miss it."""
    for step in (0.3, 1.0, 4.0):
        u = np.linspace(-6, 6, 241)
        x = loss.curve.prox(u, step)
        lower, upper = loss.curve.subdifferential(np.round(x, 12))
        pull = (u - x) / step
        assert np.all((pull >= lower - 1e-9) & (pull <= upper + 1e-9))
        wrong = (u - loss.curve.prox(u, 1.1 * step)) / step
        assert not np.all((wrong >= lower - 1e-9) & (wrong <= upper + 1e-9))


@pytest.mark.parametrize("loss", CONVEX, **by_id)
@given(st.floats(-50, 50), st.floats(-50, 50))
def test_subgradients_lie_below(loss, at, u):
    """What a subgradient is: the line through the point lies below the curve, everywhere."""
    for slope in loss.curve.subdifferential(at):
        assert loss.curve.value(u) >= loss.curve.value(at) + slope * (u - at) - 1e-9 * (1 + loss.curve.value(at))


@pytest.mark.parametrize("loss", LOSSES, **by_id)
def test_what_is_not_a_number_stays_so(loss):
    prediction, target = example(loss, np.random.default_rng(4))
    prediction[1, 0] = np.nan
    assert np.isnan(loss.value(prediction, target))
    assert np.isnan(loss.gradient(prediction, target)[1, 0])


@pytest.mark.parametrize("loss", [it for it in LOSSES if it.id not in ("mean-squared-error", "poisson-loss")], **by_id)
def test_large_predictions_neither_overflow_nor_warn(loss):
    prediction, target = np.array([[1e4, -1e4], [-1e4, 1e4]]), np.array([[1, 0], [1, 0]])
    assert np.isfinite(loss.value(prediction, target))
    assert np.all(np.isfinite(loss.gradient(prediction, target)))


@pytest.mark.parametrize("loss", LOSSES, **by_id)
def test_every_loss_says_what_it_is(loss):
    assert loss.page.endswith(f"#{loss.id}")
    assert all((loss.name, loss.statement, loss.statement_latex, loss.expression, loss.derivative, loss.ml_use))
    assert loss.source.title


def test_an_infinite_loss_is_an_answer():
    assert mse.value([1e200], [0.0]) == np.inf
    assert np.isnan(mse.gradient([np.inf], [np.inf])[0])


def test_infinite_scores_are_answered_without_a_warning():
    assert np.isnan(cross_entropy.value([np.inf, 0.0], [1.0, 0.0]))
    assert np.isnan(cross_entropy.gradient([np.inf, 0.0], [1.0, 0.0])[0])
    assert cross_entropy.value([0.0, -np.inf], [0.0, 1.0]) == np.inf


@pytest.mark.parametrize(
    ("make", "bad"),
    [(quantile, 0.0), (quantile, 1.0), (quantile, "a"), (tukey, 0.0), (tukey, np.inf), (focal, -1), (triplet, 0)],
)
def test_a_parameter_out_of_range(make, bad):
    with pytest.raises(OutsideDomain, match="found"):
        make(bad)


def test_one_number_is_one_example():
    assert mse.value(3.0, 1.0) == 4.0
    assert mse.gradient(3.0, 1.0) == 4.0
    assert check_loss(mse, 3.0, 1.0).verdict == "agrees"


def test_all_entries_at_kinks_leave_nothing_to_compare():
    assert check_loss(mae, [1.0, 2.0], [1.0, 2.0]).verdict == "unknown"


@pytest.mark.parametrize("verb", ["value", "gradient"])
@pytest.mark.parametrize("loss", LOSSES, **by_id)
@pytest.mark.parametrize(
    ("prediction", "target", "error", "says"),
    [
        (np.zeros((3, 1)), np.zeros(3), ShapeMismatch, r"\(3, 1\) and \(3,\)"),
        (np.zeros((3, 2)), np.zeros((2, 2)), ShapeMismatch, "not broadcast"),
        (np.zeros((0, 2)), np.zeros((0, 2)), ShapeMismatch, "at least one example"),
        ([["a", "b"]], [[0, 1]], OutsideDomain, "predictions must be real"),
        ([[1j, 0]], [[0, 1]], OutsideDomain, "complex"),
        ([[1.0, 0.0]], [[None, 1]], OutsideDomain, "targets must be real"),
    ],
)
def test_bad_input(verb, loss, prediction, target, error, says):
    with pytest.raises(error, match=says):
        getattr(loss, verb)(prediction, target)
