"""Poisson loss: counts, by the logarithm of their rate."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain
from calcref.losses.loss import Loss, alike


def _counts(scores: Any, target: Any) -> tuple[Any, Any]:
    scores, target = alike(scores, target)
    if not np.all(target >= 0):
        raise OutsideDomain(f"targets are counts, at least 0; found {np.min(target)}")
    return scores, target


def _value(scores: Any, target: Any) -> Any:
    """Mean of e^s - y s; infinite and NaN losses are answers."""
    scores, target = _counts(scores, target)
    with np.errstate(over="ignore", invalid="ignore"):
        return np.mean(np.exp(scores) - target * scores)


def _gradient(scores: Any, target: Any) -> Any:
    """(e^s - y)/n."""
    scores, target = _counts(scores, target)
    with np.errstate(over="ignore", invalid="ignore"):
        return (np.exp(scores) - target) / np.size(target)


poisson = Loss(
    id="poisson-loss",
    name="Poisson loss",
    page="losses/regression-losses/#poisson-loss",
    statement="mean(e^s - y*s), counts y, s the logarithm of the rate",
    statement_latex=r"\frac1n\sum_{i=1}^{n}\bigl(e^{s_i}-y_i s_i\bigr)",
    given=("counts $y_i \\ge 0$", "every real $s_i$"),
    expression="e^s - y*s",
    variable="s",
    derivative="e^s - y",
    source=Source("McCullagh and Nelder, Generalized Linear Models (2nd ed.)", "section 6.2"),
    ml_use="Counts of clicks, claims or photons: minus the log of a Poisson probability, less what does not move.",
    value=_value,
    gradient=_gradient,
)
