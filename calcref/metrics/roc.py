"""The ROC curve: what share of the positives is found, against what share of the negatives is taken for positive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from calcref.core.errors import OutsideDomain
from calcref.core.shown import table
from calcref.metrics.thresholds import reached


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class RocCurve:
    """The points of a ROC curve, from (0, 0) to (1, 1); straight lines join them.

    Args:
        false_positives: how many negatives, or how much of their weight, have a score of at least the threshold.
        true_positives: how many positives have, or how much of their weight has.
        thresholds: infinity, then each distinct score that was kept, from high to low.
    """

    false_positives: Any
    true_positives: Any
    thresholds: Any

    @property
    def fpr(self) -> Any:
        """The false positive rate at each threshold: the share of the negatives that reach it."""
        return self.false_positives / self.false_positives[-1]

    @property
    def tpr(self) -> Any:
        """The true positive rate at each threshold: the share of the positives that reach it."""
        return self.true_positives / self.true_positives[-1]

    def __iter__(self) -> Iterator[Any]:
        """`fpr`, `tpr`, `thresholds`: the record unpacks as scikit-learn's function does.

        >>> fpr, tpr, thresholds = roc_curve([0, 1], [0.2, 0.7])
        >>> [float(share) for share in tpr]
        [0.0, 1.0, 1.0]
        """
        return iter((self.fpr, self.tpr, self.thresholds))

    @property
    def area(self) -> float:
        """The area under the curve, by the trapezoid rule, which is exact here: ties are sloping pieces."""
        return float(np.trapezoid(self.tpr, self.fpr))

    def __repr__(self) -> str:
        return f"RocCurve({len(self.thresholds)} points, area {self.area:.6g})"

    def _repr_html_(self) -> str:
        rows = zip(self.thresholds, self.fpr, self.tpr, strict=True)
        return table(
            f"ROC curve, area {self.area:.6g}", ("threshold", "false positive rate", "true positive rate"), rows
        )

    def steps(self, ties: Literal["lower", "upper"] = "lower") -> tuple[Any, Any]:
        """The corners (fpr, tpr) of a step curve: at a tie "lower" goes right first, "upper" goes up first.

        They are the curves of a ranking that puts tied negatives first, and of one that puts tied positives first.

        Raises:
            OutsideDomain: `ties` is neither.
        """
        if ties not in ("lower", "upper"):
            raise OutsideDomain(f"there are two step curves, 'lower' and 'upper'; found {ties!r}")
        across, up = np.repeat(self.fpr, 2), np.repeat(self.tpr, 2)
        return (across[1:], up[:-1]) if ties == "lower" else (across[:-1], up[1:])

    def step_area(self, ties: Literal["lower", "upper"] = "lower") -> float:
        """The area under a step curve: the "lower" one is P(>), the "upper" one P(>=).

        >>> curve = roc_curve([1, 1, 1, 0, 0, 0], [2, 1, 1, 1, 1, 0])
        >>> [round(9 * area, 12) for area in (curve.step_area("lower"), curve.area, curve.step_area("upper"))]
        [5.0, 7.0, 9.0]
        """
        fpr, tpr = self.steps(ties)
        return float(np.trapezoid(tpr, fpr))


def roc_curve(y: Any, score: Any, sample_weight: Any = None, drop_intermediate: bool = False) -> RocCurve:
    """Return the ROC curve of `score` for labels `y`: one point for each distinct score. O(n log n).

    Args:
        y: labels, 0 or 1 (or booleans); both must occur.
        score: one for each label, the higher the more likely 1; infinities are scores like others.
        sample_weight: how much each label counts; 1 unless said otherwise.
        drop_intermediate: leave out points in the middle of a straight piece, as scikit-learn does unless told not to.

    Raises:
        ShapeMismatch: `y` and `score`, and the weights, are not sequences of one length.
        OutsideDomain: a label is neither 0 nor 1, one class does not occur (or has no weight), a score is NaN, or
            a weight is negative.

    Source: Fawcett, An introduction to ROC analysis, Pattern Recognition Letters 27 (2006), algorithm 2.

    >>> curve = roc_curve([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    >>> curve.fpr.tolist(), curve.tpr.tolist()
    ([0.0, 0.0, 0.5, 0.5, 1.0], [0.0, 0.5, 0.5, 1.0, 1.0])
    """
    false, true, thresholds = reached(y, score, sample_weight)
    if drop_intermediate and len(true) > 2:
        corner = (np.diff(false, 2) != 0) | (np.diff(true, 2) != 0)
        kept = np.concatenate([[True], corner, [True]])
        false, true, thresholds = false[kept], true[kept], thresholds[kept]
    return RocCurve(np.concatenate([[0], false]), np.concatenate([[0], true]), np.concatenate([[np.inf], thresholds]))
