"""Curve and area against scikit-learn's, ties and all, and on the data of the worked model."""

import numpy as np
import pytest
from hypothesis import given
from sklearn.datasets import load_breast_cancer
from sklearn.metrics import roc_auc_score
from sklearn.metrics import roc_curve as sklearn_curve

from calcref.metrics import auc, roc_curve
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
