"""The area under the left part of a ROC curve: few false positives, and nothing else, count."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain
from calcref.metrics.metric import Metric
from calcref.metrics.roc import roc_curve
from calcref.verify.given import is_finite


def partial_auc(y: Any, score: Any, max_fpr: float, standardized: bool = False, sample_weight: Any = None) -> float:
    """Return the area under the ROC curve up to a false positive rate of `max_fpr`.

    Args:
        y: labels, as for `roc_curve`.
        score: one for each label.
        max_fpr: above 0, at most 1.
        standardized: scale it so that guessing has 1/2 and a perfect ranking 1; worse than guessing may be negative.
        sample_weight: as for `roc_curve`.

    Raises:
        ShapeMismatch, OutsideDomain: as for `roc_curve`; `max_fpr` is out of its range.

    Source: McClish, Analyzing a portion of the ROC curve, Medical Decision Making 9 (1989) 190.

    >>> partial_auc([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8], max_fpr=0.5)
    0.25
    """
    if not (is_finite(max_fpr) and 0 < max_fpr <= 1):
        raise OutsideDomain(f"max_fpr is a rate above 0, at most 1; found {max_fpr!r:.60}: try 0.1")
    curve = roc_curve(y, score, sample_weight)
    fpr, tpr, end = curve.fpr, curve.tpr, float(max_fpr)
    stop = int(np.searchsorted(fpr, end, side="right"))
    across, up = fpr[:stop], tpr[:stop]
    if across[-1] < end:
        across, up = (
            np.append(across, end),
            np.append(up, np.interp(end, fpr[stop - 1 : stop + 1], tpr[stop - 1 : stop + 1])),
        )
    area = float(np.trapezoid(up, across))
    guessing = end**2 / 2
    return (1 + (area - guessing) / (end - guessing)) / 2 if standardized else area


PARTIAL_AREA = Metric(
    id="standardized-partial-area",
    name="Standardized partial area",
    page="metrics/area-interval/#partial",
    statement="(1 + (P - c^2/2)/(c - c^2/2))/2, P = integral of tpr over fpr from 0 to c",
    statement_latex=(
        r"\frac12\left(1 + \frac{P - \frac12 c^2}{c - \frac12 c^2}\right),\quad "
        r"P = \int_0^c \mathrm{TPR}\;d\,\mathrm{FPR}"
    ),
    given=("$0 < c \\le 1$, and labels of both classes",),
    source=Source("McClish, Analyzing a Portion of the ROC Curve", "Medical Decision Making 9 (1989) 190-195"),
    ml_use="Compares detectors where false alarms are dear: at most one in a hundred, say.",
    value=lambda y, score: partial_auc(y, score, 0.4, standardized=True),
)
