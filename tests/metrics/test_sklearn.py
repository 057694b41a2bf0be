"""Curves, areas and scores against scikit-learn's, ties and all, and on the data of the worked model."""

import numpy as np
import pytest
import sklearn.calibration
import sklearn.metrics
from hypothesis import given
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import roc_auc_score
from sklearn.metrics import roc_curve as sklearn_curve

from calcref.losses import quantile
from calcref.metrics import (
    auc,
    average_precision,
    brier_score,
    calibration_curve,
    log_score,
    partial_auc,
    precision_recall_curve,
    roc_curve,
)
from tests.metrics.strategies import labels_and_scores

FINITE = labels_and_scores().filter(lambda case: np.all(np.isfinite(case[1])))  # theirs refuses infinite scores


@given(FINITE)
def test_the_area_is_theirs(case):
    assert auc(*case) == pytest.approx(roc_auc_score(*case), abs=1e-12)


@given(FINITE)
def test_the_points_are_theirs(case):
    fpr, tpr, _ = sklearn_curve(*case, drop_intermediate=False)
    curve = roc_curve(*case)
    assert np.allclose(curve.fpr, fpr)
    assert np.allclose(curve.tpr, tpr)


def test_the_area_of_every_feature_of_real_data_is_theirs():
    data = load_breast_cancer()
    for feature in data.data.T:
        assert auc(data.target, feature) == pytest.approx(roc_auc_score(data.target, feature), abs=1e-12)


def test_weights_and_dropped_points_are_theirs():
    rng = np.random.default_rng(2)
    y, score = rng.integers(0, 2, 60), rng.normal(size=60).round(1)
    for weights in (None, rng.integers(0, 4, 60).astype(float)):
        for drop in (False, True):
            ours = roc_curve(y, score, weights, drop)
            for one, other in zip(
                ours, sklearn_curve(y, score, sample_weight=weights, drop_intermediate=drop), strict=True
            ):
                assert one == pytest.approx(other, abs=1e-12)
            curve = precision_recall_curve(y, score, weights, drop)
            theirs = sklearn.metrics.precision_recall_curve(y, score, sample_weight=weights, drop_intermediate=drop)
            for one, other in zip(curve, theirs, strict=True):
                assert one == pytest.approx(other, abs=1e-12)
        assert auc(y, score, weights) == pytest.approx(roc_auc_score(y, score, sample_weight=weights), abs=1e-12)
        assert average_precision(y, score, weights) == pytest.approx(
            sklearn.metrics.average_precision_score(y, score, sample_weight=weights), abs=1e-12
        )


def test_partial_areas_are_theirs():
    rng = np.random.default_rng(4)
    y, score = rng.integers(0, 2, 50), rng.normal(size=50).round(1)
    for end in (0.01, 0.1, 0.37, 0.999):
        theirs = roc_auc_score(y, score, max_fpr=end)
        assert partial_auc(y, score, end, standardized=True) == pytest.approx(theirs, abs=1e-12)
    assert partial_auc(y, score, 1) == pytest.approx(auc(y, score), abs=1e-12)


def test_scores_of_probabilities_are_theirs_but_for_a_logarithm_that_they_cut():
    rng = np.random.default_rng(5)
    y, p = rng.integers(0, 2, 80), rng.random(80).round(2).clip(0.01, 0.99)
    assert brier_score(y, p) == pytest.approx(sklearn.metrics.brier_score_loss(y, p), abs=1e-12)
    assert log_score(y, p) == pytest.approx(sklearn.metrics.log_loss(y, p), abs=1e-12)
    assert sklearn.metrics.log_loss([1, 0], [0.0, 0.5]) < 20
    assert log_score([1, 0], [0.0, 0.5]) == np.inf
    for strategy in ("uniform", "quantile"):
        theirs = sklearn.calibration.calibration_curve(y, p, n_bins=7, strategy=strategy)
        for one, other in zip(calibration_curve(y, p, 7, strategy), theirs, strict=True):
            assert one == pytest.approx(other, abs=1e-12)


def test_the_quantile_loss_is_their_pinball_loss():
    y, p = np.random.default_rng(6).normal(size=(2, 30))
    theirs = sklearn.metrics.mean_pinball_loss(y, p, alpha=0.3)
    assert quantile(0.3).value(p, y) == pytest.approx(theirs, abs=1e-12)
