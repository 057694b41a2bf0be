"""CTC: the recursion against all paths, one by one; the gradient by the tape."""

from itertools import groupby, product

import numpy as np
import pytest

from calcref import differences
from calcref.autodiff import grad
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.losses import ctc

SCORES = np.random.default_rng(0).normal(size=(5, 3))


def by_all_paths(scores, labels, blank):
    p = np.exp(scores) / np.sum(np.exp(scores), axis=1, keepdims=True)
    paths = product(range(scores.shape[1]), repeat=len(scores))
    reads = ((path, [k for k, _ in groupby(path) if k != blank]) for path in paths)
    return -np.log(sum(np.prod(p[range(len(p)), path]) for path, read in reads if read == list(labels)))


CASES = [([1], 0), ([1, 2], 0), ([1, 1], 0), ([2, 1, 2], 0), ([0, 0, 1], 2), ([], 0)]


@pytest.mark.parametrize(("labels", "blank"), CASES)
def test_the_recursion_adds_up_all_paths(labels, blank):
    assert ctc(SCORES, labels, blank) == pytest.approx(by_all_paths(SCORES, labels, blank), rel=1e-12)


def test_the_tape_carries_it():
    found = grad(lambda s: ctc(s, [1, 1]))(SCORES)
    assert np.allclose(found, differences.gradient(lambda s: ctc(s, [1, 1]), SCORES), atol=1e-8)
    assert np.allclose(found.sum(axis=1), 0, atol=1e-14)  # a shift of all scores of one time changes nothing


def test_no_scores_are_too_large():
    assert np.isfinite(ctc(1e4 * SCORES, [1, 2]))


@pytest.mark.parametrize(
    ("scores", "labels", "error", "says"),
    [
        (SCORES, [0], OutsideDomain, "blank"),
        (SCORES, [3], OutsideDomain, "below 3"),
        (SCORES[:3], [1, 1, 1], OutsideDomain, "needs 5 times"),
        (SCORES[0], [1], ShapeMismatch, "times, classes"),
    ],
)
def test_bad_input(scores, labels, error, says):
    with pytest.raises(error, match=says):
        ctc(scores, labels)
