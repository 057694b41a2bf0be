"""Total variation: how far a curve goes up and down; it likes few jumps, and does not mind how steep they are."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import ShapeMismatch
from calcref.regularizers import penalty as base
from calcref.regularizers.penalty import Penalty, real, within


def total_variation(strength: float = 1.0) -> Penalty:
    """Return the penalty strength * sum(|f[k+1] - f[k]|) on the values of a curve, one row of at least two.

    Raises:
        OutsideDomain: the strength is not a finite number of at least 0.

    Source: Rudin, Osher and Fatemi, Nonlinear total variation based noise removal, Physica D 60 (1992) 259.

    >>> float(total_variation().value([0.0, 2.0, 1.0, 1.0]))
    3.0
    >>> total_variation().prox([0.0, 4.0, 4.0], step=1.0).tolist()
    [1.0, 3.5, 3.5]
    """
    size = base.strength("strength", strength)

    def gradient(f: Any) -> Any:
        ways = np.sign(np.diff(_row(f)))
        return size * (np.append(0.0, ways) - np.append(ways, 0.0))

    def conjugate(g: Any) -> float:
        """The slopes that are allowed are differences of u with |u| at most the strength, and 0 at both ends."""
        sums = np.cumsum(_row(g))
        return within([*(np.abs(sums[:-1]) - size), abs(float(sums[-1]))], size)

    return Penalty(
        id="total-variation",
        name="Total variation",
        page="regularization/total-variation/#total-variation",
        statement="lambda*sum(|f[k+1] - f[k]|)",
        statement_latex=r"\lambda\sum_{k=1}^{n-1} \lvert f_{k+1}-f_k\rvert",
        expression="lambda*|u|",
        derivative="",
        given=("$f$ a row of $n$ values of a curve",),
        source=Source("Rudin, Osher and Fatemi, Nonlinear Total Variation Based Noise Removal", "Physica D 60 (1992)"),
        ml_use="Images and signals with edges: noise goes, and a jump stays a jump.",
        value=lambda f: size * np.sum(np.abs(np.diff(_row(f)))),
        gradient=gradient,
        prox=lambda f, step: taut_string(_row(f), step * size),
        conjugate=conjugate,
        parameters=(("lambda", size),),
    )


def taut_string(values: Any, slack: float) -> Any:
    """The f that minimizes |f - values|^2/2 + slack * sum(|f[k+1] - f[k]|), exactly.

    The running sums of f are a string, pulled taut, that keeps within `slack` of the running sums of the values, and
    meets them at both ends.

    Source: Davies and Kovac, Local extremes, runs, strings and multiresolution, Annals of Statistics 29 (2001) 1.

    >>> taut_string(np.array([0.0, 1.0, 0.0, 1.0]), slack=10.0).tolist()
    [0.5, 0.5, 0.5, 0.5]
    """
    sums = np.append(0.0, np.cumsum(values))
    last = len(values)
    width = np.full(last + 1, float(slack))
    width[[0, -1]] = 0.0
    slopes = np.empty(last)
    start, height = 0, 0.0
    while start < last:
        low, high, at_low, at_high = -np.inf, np.inf, start, start
        end, reached = last, 0.0
        for k in range(start + 1, last + 1):
            up, down = ((sums[k] + side * width[k] - height) / (k - start) for side in (1, -1))
            if down > high:  # the string bends where it touches the ceiling
                end, reached = at_high, sums[at_high] + width[at_high]
                break
            if up < low:
                end, reached = at_low, sums[at_low] - width[at_low]
                break
            low, at_low = (down, k) if down >= low else (low, at_low)
            high, at_high = (up, k) if up <= high else (high, at_high)
        else:
            reached = sums[last]
        slopes[start:end] = (reached - height) / (end - start)
        start, height = end, reached
    return slopes


def _row(f: Any) -> Any:
    f = real(f)
    if f.ndim != 1 or f.shape[0] < 2:
        raise ShapeMismatch(f"a curve is a row of at least two values; found shape {f.shape}")
    return f


TOTAL_VARIATION = total_variation()
