"""Numbers against numbers: what every check of a numeric family comes down to."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.evidence import Evidence, Verdict


def compare(how: str, ours: Any, theirs: Any, scale: float, tolerance: float) -> Evidence:
    """Return whether all of `ours` agree with `theirs` to `tolerance`, relative to `scale`.

    Nothing to compare, or a number that is not finite, is unknown: comparisons with NaN are false, and so would pass.

    >>> compare("2 against 2.1", [2.0], [2.1], scale=1.0, tolerance=1e-3).verdict
    'refuted'
    """
    ours, theirs = np.asarray(ours, dtype=np.float64), np.asarray(theirs, dtype=np.float64)
    if ours.size == 0 or not (np.all(np.isfinite(ours)) and np.all(np.isfinite(theirs))):
        return Evidence("unknown", f"{how}: nothing finite to compare")
    error = float(np.max(np.abs(ours - theirs))) / scale
    verdict: Verdict = "agrees" if error <= tolerance else "refuted"
    return Evidence(verdict, how, int(ours.size), error)
