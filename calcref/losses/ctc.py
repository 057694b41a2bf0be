"""Connectionist temporal classification: the probability of a text, summed over all ways to spread it over time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from typing import Any

import numpy as np

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.verify.given import array_of, is_whole


def ctc(scores: Any, labels: Sequence[int], blank: int = 0) -> Any:
    """Return minus the logarithm of the probability of `labels` under a softmax of scores at each time.

    A path names a class at each time; equal neighbors are read once, and blanks not at all. The forward recursion adds
    up all paths that read as `labels`, in logarithms; the tape carries it, and `calcref.autodiff.grad` its gradient.

    Args:
        scores: (times, classes).
        labels: the classes to be read, none of them `blank`.
        blank: the class that stands for nothing.

    Raises:
        ShapeMismatch: scores are not (times, classes).
        OutsideDomain: a label is no class or the blank, or the times are too few, so that the probability is 0.

    Source: Graves and others, Connectionist temporal classification, ICML 2006, section 4.1.

    >>> round(float(ctc(np.zeros((2, 2)), [1])), 6)  # three of the four paths: 1 1, blank 1, 1 blank
    0.287682
    """
    if not hasattr(scores, "__array_function__"):
        scores = array_of(scores, "scores")
    if scores.ndim != 2 or 0 in scores.shape or scores.dtype.kind not in "fiub":
        raise ShapeMismatch(f"scores are numbers of shape (times, classes); found shape {scores.shape}")
    times, classes = scores.shape
    if not (is_whole(blank) and all(is_whole(it) and 0 <= it < classes and it != blank for it in labels)):
        raise OutsideDomain(f"labels are classes below {classes}, none of them the blank {blank}; found {list(labels)}")
    needed = len(labels) + sum(one == other for one, other in pairwise(labels))
    if times < needed:
        raise OutsideDomain(f"{list(labels)} needs {needed} times, a blank between equal neighbors; found {times}")
    states = [blank, *(it for label in labels for it in (label, blank))]
    shifted = scores - np.max(scores, axis=1, keepdims=True)
    logs = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
    ways: list[Any] = [logs[0, state] if k < 2 else None for k, state in enumerate(states)]  # None: not to be reached
    for t in range(1, times):
        ways = [_join(_before(ways, states, k, blank), logs[t, state]) for k, state in enumerate(states)]
    return -_join(ways[-2:], 0.0)


def _before(ways: list[Any], states: list[int], k: int, blank: int) -> list[Any]:
    """From where a state is reached: itself, its neighbor, and past a blank between two different labels."""
    skips = k >= 2 and states[k] != blank and states[k] != states[k - 2]
    return ways[max(k - 2 if skips else k - 1, 0) : k + 1]


def _join(ways: list[Any], step: Any) -> Any:
    there = [way for way in ways if way is not None]
    return reduce(np.logaddexp, there) + step if there else None
