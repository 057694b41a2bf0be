"""What is asked of: distributions, as densities or as rows of probabilities."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.probability import Categorical, Density, MultivariateNormal


def distribution(p: Any, name: str = "p") -> Density | MultivariateNormal:
    """`p`, if it is a density of `calcref.probability`; a row of probabilities as a categorical distribution.

    Raises:
        OutsideDomain: it is neither.
    """
    if isinstance(p, Density | MultivariateNormal):
        return p
    if isinstance(p, type) or callable(p) or isinstance(p, str | dict | set) or p is None:
        shown = p.__name__ if isinstance(p, type) else repr(p)
        raise OutsideDomain(
            f"{name} must be a density or a row of probabilities; found {shown[:60]}: try Normal(0, 1) or [0.5, 0.5]"
        )
    try:
        return Categorical(p)
    except OutsideDomain as error:
        raise OutsideDomain(f"{name} is read as a row of probabilities: {error}") from error


def on_the_line(p: Any, name: str = "p") -> Density:
    """`p` as a density on the line, or on whole numbers.

    Raises:
        OutsideDomain: it is none.
    """
    found = distribution(p, name)
    if isinstance(found, MultivariateNormal):
        raise OutsideDomain(f"{name} must be a density of one variable; found one of {len(found.mean)}: try marginal")
    return found


def pair(p: Any, q: Any) -> tuple[Density, Density]:
    """Two densities on the line, or two distributions on values.

    Raises:
        OutsideDomain: one has atoms and the other a density.
        ShapeMismatch: two rows of probabilities differ in length.
    """
    one, other = on_the_line(p, "p"), on_the_line(q, "q")
    rows = not isinstance(p, Density) and not isinstance(q, Density)
    if rows and len(np.atleast_1d(p)) != len(np.atleast_1d(q)):
        raise ShapeMismatch(f"rows of probabilities of one length; found {len(p)} and {len(q)}: give 0 to what is not")
    if (one.atoms is None) is not (other.atoms is None):
        raise OutsideDomain(
            f"{one!r:.60} and {other!r:.60} have no common scale, for one gives probability to single values and the "
            "other to none: their divergence is infinite, and their cross-entropy is none"
        )
    return one, other
