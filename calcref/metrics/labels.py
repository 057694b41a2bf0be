"""What metrics check first: labels, a score or a probability for each, weights, and samples of numbers."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.verify.given import array_of, reals


def positives_and_scores(y: Any, score: Any) -> tuple[Any, Any]:
    """`y` as an array of booleans and `score` as one of float64, of one length.

    Raises:
        ShapeMismatch: they are not two sequences of one length.
        OutsideDomain: a label is not 0 or 1, one class does not occur, or a score is not a real number or is NaN.
    """
    positive, scores = _labeled(y, score, "score")
    if scores.dtype.kind not in "fiub":
        raise OutsideDomain(f"scores must be real numbers; found {scores.dtype}")
    if np.any(np.isnan(scores)):
        raise OutsideDomain(f"a score is NaN, at index {int(np.argmax(np.isnan(scores)))}: it has no place in an order")
    count = int(np.sum(positive))
    if count in (0, len(scores)):
        raise OutsideDomain(
            f"both classes must occur; found {count} positive and {len(scores) - count} negative labels: "
            "without both there is no pair to put in order"
        )
    exact = scores.dtype.kind in "iu" or scores.dtype.itemsize > 8  # a float64 has no room for integers beyond 2^53
    return positive, scores if exact else scores.astype(np.float64)


def positives_and_probabilities(y: Any, p: Any) -> tuple[Any, Any]:
    """`y` as an array of booleans and `p` as one of float64 from 0 to 1, of one length; one class is enough.

    Raises:
        ShapeMismatch: they are not two sequences of one length, at least 1.
        OutsideDomain: a label is not 0 or 1, or a probability is not a number from 0 to 1.
    """
    positive, given = _labeled(y, p, "probability")
    if given.size == 0:
        raise ShapeMismatch("a mean needs at least one label with its probability; found none")
    chances = reals(given, "probabilities")
    wrong = ~((chances >= 0) & (chances <= 1))
    if np.any(wrong):
        at = int(np.argmax(wrong))
        raise OutsideDomain(
            f"probabilities lie from 0 to 1; found {chances[at]:g} at index {at}: of a score, take the sigmoid first"
        )
    return positive, chances


def weights_of(sample_weight: Any, count: int, what: str = "sample weights") -> Any:
    """Weights as float64, one for each of `count` entries; ones where there are none.

    Raises:
        ShapeMismatch: there is not one for each entry.
        OutsideDomain: one is negative or not finite, or they sum to 0.
    """
    if sample_weight is None:
        return np.ones(count)
    weights = reals(sample_weight, what)
    if weights.shape != (count,):
        raise ShapeMismatch(f"{what}: one for each of {count} entries; found shape {weights.shape}")
    if not np.all(np.isfinite(weights)) or np.any(weights < 0):
        raise OutsideDomain(f"{what} are finite and at least 0; found {np.min(weights):g} to {np.max(weights):g}")
    with np.errstate(over="ignore"):
        total = np.sum(weights)
    if not 0 < total < np.inf:
        raise OutsideDomain(f"{what} sum to {total:g}: nothing can be averaged; one at least must be above 0")
    return weights


def sample_of(value: Any, what: str) -> Any:
    """A sample as a sequence of finite float64 numbers, at least one.

    Raises:
        ShapeMismatch: it is no sequence, or empty.
        OutsideDomain: an entry is not a finite real number.
    """
    numbers = reals(value, what)
    if numbers.ndim != 1 or numbers.size == 0:
        raise ShapeMismatch(f"{what} is a sequence of at least one number; found shape {numbers.shape}")
    return finite(numbers, what)


def finite(numbers: Any, what: str) -> Any:
    """`numbers`, if all of them are finite.

    Raises:
        OutsideDomain: one is not.
    """
    if not np.all(np.isfinite(numbers)):
        at = int(np.argmax(~np.isfinite(numbers)))
        raise OutsideDomain(f"{what} must be finite; found {np.ravel(numbers)[at]} at index {at}: leave it out")
    return numbers


def in_range(value: Any) -> float:
    """`value`, a mean or a distance, if it has not overflowed.

    Raises:
        OutsideDomain: it has.
    """
    if not np.isfinite(value):
        raise OutsideDomain(f"the result is {value}, beyond floating point: scale the numbers")
    return float(value)


def _labeled(y: Any, value: Any, what: str) -> tuple[Any, Any]:
    plural = {"score": "scores", "probability": "probabilities"}[what]
    labels, found = array_of(y, "labels"), array_of(value, plural)
    if labels.ndim != 1 or labels.shape != found.shape:
        raise ShapeMismatch(
            f"labels and {plural} are two sequences of one length; found shapes {labels.shape} and {found.shape}: "
            f"give one {what} for each label"
        )
    if labels.dtype.kind not in "fiub" or not np.all((labels == 0) | (labels == 1)):
        seen = ", ".join(map(str, np.unique(labels.astype(str))[:5]))
        raise OutsideDomain(f"labels must be 0 or 1 (or False or True); found {seen}: try y == positive_label")
    return labels == 1, found
