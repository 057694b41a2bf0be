"""Comparing numbers: to a tolerance, relative to a scale, and never by way of NaN."""

import numpy as np
import pytest

from calcref.verify.arrays import compare


@pytest.mark.parametrize(
    ("ours", "theirs", "verdict"),
    [
        ([1.0, 2.0], [1.0, 2.0 + 1e-9], "agrees"),
        ([1.0, 2.0], [1.0, 2.0 + 1e-5], "refuted"),
        ([1.0, 2.0], [1.0, -2.0], "refuted"),
        ([1.0, np.nan], [1.0, 2.0], "unknown"),
        ([1.0, 2.0], [np.inf, 2.0], "unknown"),
        ([np.inf], [np.inf], "unknown"),
        ([], [], "unknown"),
    ],
)
def test_verdicts(ours, theirs, verdict):
    assert compare("case", ours, theirs, scale=10.0, tolerance=1e-7).verdict == verdict


def test_the_error_is_relative_to_the_scale():
    found = compare("case", [3.0, 1.0], [1.0, 1.0], scale=4.0, tolerance=1.0)
    assert (found.error, found.points, found.verdict) == (0.5, 2, "agrees")
