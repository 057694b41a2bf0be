"""AUC: an area, and a probability, and the same number."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given

from calcref.core.errors import OutsideDomain
from calcref.metrics import auc, check_auc, pair_probability, roc_curve
from tests.metrics.strategies import labels_and_scores

TIED = ([1, 1, 1, 0, 0, 0], [2, 1, 1, 1, 1, 0])


def by_definition(y, score, ties):
    """Every pair looked at, in exact arithmetic."""
    pairs = [(p, n) for p, a in zip(score, y, strict=True) if a for n, b in zip(score, y, strict=True) if not b]
    return Fraction(sum(Fraction(1 if p > n else ties if p == n else 0) for p, n in pairs), len(pairs))


@given(labels_and_scores())
def test_area_and_probability_agree_with_the_pairs(case):
    expected = float(by_definition(*case, Fraction(1, 2)))
    assert abs(auc(*case) - expected) <= 1e-12
    assert abs(pair_probability(*case) - expected) <= 1e-12
    assert check_auc(*case).verdict == "agrees"


@given(labels_and_scores())
def test_the_step_curves_count_ties_not_at_all_and_in_full(case):
    curve = roc_curve(*case)
    assert abs(curve.step_area("lower") - float(by_definition(*case, 0))) <= 1e-12
    assert abs(curve.step_area("upper") - float(by_definition(*case, 1))) <= 1e-12
    assert abs(pair_probability(*case, ties=0) - curve.step_area("lower")) <= 1e-12
    assert abs(pair_probability(*case, ties=1) - curve.step_area("upper")) <= 1e-12


def test_ties_are_worth_one_half():
    assert abs(auc(*TIED) - 7 / 9) <= 1e-12
    assert pair_probability(*TIED) == 7 / 9
    assert pair_probability(*TIED, ties=0) == 5 / 9
    assert pair_probability(*TIED, ties=1) == 1


def test_counting_ties_in_any_other_way_is_another_number():
    """The negative control of the equality: either strict inequality breaks it."""
    for ties in (0, 1):
        assert abs(pair_probability(*TIED, ties=ties) - auc(*TIED)) > 0.2


@given(labels_and_scores())
def test_turning_the_scores_turns_the_area(case):
    y, score = case
    assert abs(auc(y, [-s for s in score]) - (1 - auc(y, score))) <= 1e-12


def test_only_the_order_counts():
    rng = np.random.default_rng(3)
    y, score = rng.integers(0, 2, 200), rng.normal(size=200).round(1)
    assert auc(y, np.exp(score)) == auc(y, score)


def test_many_scores_agree_too():
    rng = np.random.default_rng(0)
    y = rng.integers(0, 2, 100_000)
    assert check_auc(y, (rng.normal(size=len(y)) + y).round(2)).verdict == "agrees"


def test_the_share_of_ties_is_a_share():
    with pytest.raises(OutsideDomain, match="from 0 to 1"):
        pair_probability(*TIED, ties=2)


@pytest.mark.parametrize(
    "scores",
    [
        [2**53, 2**53 + 1],
        np.array([2**63, 2**63 + 1], np.uint64),
        np.array([-(2**62), -(2**62) + 1]),
        np.array([0, 255], np.uint8),
    ],
    ids=str,
)
def test_integers_are_compared_as_integers(scores):
    assert auc([0, 1], scores) == 1.0
    assert pair_probability([0, 1], scores) == 1.0
