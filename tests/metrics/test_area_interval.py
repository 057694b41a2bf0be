"""The interval of an area, its variance against the definition, and the areas of its parts."""

import numpy as np
import pytest

from calcref.core.errors import OutsideDomain
from calcref.metrics import auc, auc_interval, mann_whitney, partial_auc, roc_curve

RNG = np.random.default_rng(0)
Y = np.array([1] * 14 + [0] * 19)
SCORE = (RNG.normal(size=33) + Y).round(1)


def test_delongs_variance_is_that_of_the_means_over_pairs():
    wins = np.sign(SCORE[Y == 1][:, None] - SCORE[Y == 0]) / 2 + 0.5
    found = auc_interval(Y, SCORE)
    assert found.area == pytest.approx(auc(Y, SCORE), abs=1e-12)
    by_pairs = np.var(wins.mean(axis=1), ddof=1) / 14 + np.var(wins.mean(axis=0), ddof=1) / 19
    assert found.deviation**2 == pytest.approx(by_pairs, abs=1e-14)
    assert found.upper - found.area == pytest.approx(1.959963984540054 * found.deviation, abs=1e-12)


def test_the_interval_covers_the_true_area_about_as_often_as_it_says():
    rng = np.random.default_rng(1)
    y, true = np.repeat([1, 0], 40), 0.7602499389065233  # P(N(1, 1) > N(0, 1)), the normal distribution at 1/sqrt 2
    for method in ("delong", "hanley-mcneil"):
        hits = [
            found.lower <= true <= found.upper
            for found in (auc_interval(y, rng.normal(size=80) + y, method=method) for _ in range(400))
        ]
        assert 0.91 < np.mean(hits) < 0.98


def test_hanley_and_mcneils_variance_holds_for_exponential_scores():
    """For them Q1 and Q2 are exact: the variance of the area over many samples is the formula at the true area."""
    rng = np.random.default_rng(2)
    y = np.repeat([1, 0], [12, 20])
    areas = [auc(y, rng.exponential(np.where(y == 1, 3.0, 1.0))) for _ in range(4000)]
    true = 0.75
    ranked = np.repeat([1, 0], [12, 20]), np.concatenate([np.repeat([1.0, -1.0], [9, 3]), np.zeros(20)])
    assert auc(*ranked) == true
    assert np.std(areas) == pytest.approx(auc_interval(*ranked, method="hanley-mcneil").deviation, rel=0.03)


def test_ranks_count_the_pairs():
    wins = np.sign(SCORE[Y == 1][:, None] - SCORE[Y == 0]) / 2 + 0.5
    assert mann_whitney(Y, SCORE).statistic == pytest.approx(np.sum(wins), abs=1e-9)


def test_parts_of_the_area():
    curve = roc_curve(Y, SCORE)
    at = np.linspace(0, 0.3, 300_001)
    assert partial_auc(Y, SCORE, 0.3) == pytest.approx(np.trapezoid(np.interp(at, curve.fpr, curve.tpr), at), abs=2e-6)
    guess = ([1, 0], [1.0, 1.0])
    assert partial_auc(*guess, 0.3, standardized=True) == pytest.approx(0.5, abs=1e-12)
    assert partial_auc([1, 0], [1.0, 0.0], 0.3, standardized=True) == pytest.approx(1, abs=1e-12)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: auc_interval([1, 0, 0], [1, 0, 0.5]), "two members of each class; found 1 positive"),
        (lambda: auc_interval([1, 1, 0, 0], [3, 4, 0, 1]), "only more data"),
        (lambda: auc_interval(Y, SCORE, level=95), "try 0.95"),
        (lambda: auc_interval(Y, SCORE, method="bootstrap"), "found 'bootstrap'"),
        (lambda: partial_auc(Y, SCORE, 0), "above 0"),
        (lambda: partial_auc(Y, SCORE, np.nan), "nan"),
        (lambda: roc_curve(Y, SCORE, np.zeros(33)), "sum to 0"),
        (lambda: roc_curve(Y, SCORE, -np.ones(33)), "at least 0"),
        (lambda: roc_curve(Y, SCORE, 1 - Y), "weights sum to 0"),
    ],
)
def test_bad_input(call, says):
    with pytest.raises(OutsideDomain, match=says):
        call()
