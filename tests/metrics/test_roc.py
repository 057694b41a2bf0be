"""The ROC curve against its definition, and what it refuses."""

import numpy as np
import pytest
from hypothesis import given

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.metrics import auc, pair_probability, roc_curve
from tests.metrics.strategies import labels_and_scores


@given(labels_and_scores())
def test_every_point_counts_who_reaches_the_threshold(case):
    y, score = map(np.array, case)
    curve = roc_curve(y, score)
    assert curve.thresholds.tolist() == [np.inf, *sorted(set(score.tolist()), reverse=True)]
    for fpr, tpr, threshold in list(zip(curve.fpr, curve.tpr, curve.thresholds, strict=True))[1:]:
        assert fpr == np.mean(score[y == 0] >= threshold)
        assert tpr == np.mean(score[y == 1] >= threshold)


@given(labels_and_scores())
def test_it_climbs_from_corner_to_corner(case):
    curve = roc_curve(*case)
    assert (curve.fpr[0], curve.tpr[0], curve.fpr[-1], curve.tpr[-1]) == (0, 0, 1, 1)
    assert np.all(np.diff(curve.fpr) >= 0)
    assert np.all(np.diff(curve.tpr) >= 0)


@given(labels_and_scores())
def test_the_step_curves_pass_through_every_point_and_hold_the_curve_between_them(case):
    curve = roc_curve(*case)
    for ties in ("lower", "upper"):
        corners = set(zip(*(rates.tolist() for rates in curve.steps(ties)), strict=True))
        assert set(zip(curve.fpr.tolist(), curve.tpr.tolist(), strict=True)) <= corners
        assert all(np.all(np.diff(rates) >= 0) for rates in curve.steps(ties))
    assert curve.step_area("lower") <= curve.area + 1e-12
    assert curve.area <= curve.step_area("upper") + 1e-12


def test_booleans_and_integers_are_labels_and_scores():
    assert roc_curve([True, False], [3, 2]).area == 1.0
    assert roc_curve((1.0, 0.0), (2, 3)).area == 0.0


@pytest.mark.parametrize("metric", [roc_curve, auc, pair_probability])
@pytest.mark.parametrize(
    ("y", "score", "error", "says"),
    [
        ([1, 1], [0.1, 0.2], OutsideDomain, "found 2 positive and 0 negative"),
        ([0, 0, 0], [0.1, 0.2, 0.3], OutsideDomain, "found 0 positive and 3 negative"),
        ([], [], OutsideDomain, "both classes"),
        ([0, 1], [0.1, 0.2, 0.3], ShapeMismatch, r"\(2,\) and \(3,\)"),
        ([[0, 1]], [[0.1, 0.2]], ShapeMismatch, "two sequences"),
        (1, 0.5, ShapeMismatch, "two sequences"),
        ([0, 1, 1], [0.1, 0.2, np.nan], OutsideDomain, "NaN, at index 2"),
        ([0, 1, 2], [0.1, 0.2, 0.3], OutsideDomain, "found 0, 1, 2: try y == positive_label"),
        ([-1, 1], [0.1, 0.2], OutsideDomain, "labels must be 0 or 1"),
        ([0, np.nan], [0.1, 0.2], OutsideDomain, "nan"),
        (["no", "yes"], [0.1, 0.2], OutsideDomain, "no, yes"),
        ([0, 1], [1j, 2.0], OutsideDomain, "complex"),
        ([0, 1], ["a", "b"], OutsideDomain, "real numbers"),
        ([0, 1], [None, 1.0], OutsideDomain, "object"),
    ],
)
def test_bad_input(metric, y, score, error, says):
    with pytest.raises(error, match=says):
        metric(y, score)


def test_there_are_two_step_curves():
    with pytest.raises(OutsideDomain, match="'lower' and 'upper'"):
        roc_curve([0, 1], [1, 2]).step_area("middle")


def test_unpacks_as_scikit_learns_does():
    curve = roc_curve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    fpr, tpr, thresholds = curve
    assert (list(fpr), list(tpr)) == (list(curve.fpr), list(curve.tpr))
    assert list(thresholds) == list(curve.thresholds)
