"""The score: how the log-likelihood of a value changes with the parameters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from calcref.core.about import Source, Stated
from calcref.information.along import called, entries, parameters, slopes

SCORE = Stated(
    id="score",
    name="Score",
    page="information/score-and-fisher-information/",
    statement="d/dtheta ln(p(x; theta))",
    statement_latex=r"s = \frac{d}{d\theta}\ln p(x, \theta)",
    given=(
        r"$p(x, \theta) > 0$ and a slope in $\theta$",
        r"its expectation is $0$ where the support does not move with $\theta$, and the slope may be taken inside",
    ),
    source=Source("Lehmann and Casella, Theory of Point Estimation (2nd ed.)", "section 2.5"),
    ml_use="Its mean over the data is the gradient of maximum likelihood; times a reward, that of a policy.",
)

LogDensity = Callable[[Any, Any], Any]


def score(log_density: LogDensity, theta: Any, x: Any) -> Any:
    """Return the slope of log_density(theta, x) in theta at each x: the shape of `x`, then that of `theta`.

    Args:
        log_density: a function of parameters and values in plain NumPy, a number for each value.
        theta: a number or a row of them.
        x: a number or an array.

    Raises:
        OutsideDomain: a number is not finite, or a slope is not.
        ShapeMismatch: the function returns another shape than that of `x`.

    >>> import numpy as np
    >>> normal = lambda theta, x: -np.log(theta[1]) - ((x - theta[0]) / theta[1]) ** 2 / 2
    >>> score(normal, [1.0, 2.0], 5.0).tolist()  # (x - mu)/sigma^2 and (x - mu)^2/sigma^3 - 1/sigma
    [1.0, 1.5]
    """
    theta, x = parameters(theta), entries(x, "values")
    return slopes(lambda at: called(log_density, at, x, what="a log-density"), theta, "the log-density")
