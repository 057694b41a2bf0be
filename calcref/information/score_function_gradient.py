"""The gradient of an expectation by the score: the function may jump, and need not even be known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain
from calcref.information.along import called, entries
from calcref.information.sample_mean import SampleMean, sample_mean
from calcref.information.score import LogDensity, score
from calcref.verify.given import is_finite

SCORE_FUNCTION_GRADIENT = Stated(
    id="score-function-gradient",
    name="Score-function gradient (REINFORCE)",
    page="information/gradients-of-expectations/#score-function-gradient",
    statement="mean over i of (f(x[i]) - b)*s(x[i]), s the score, x[i] drawn at theta",
    statement_latex=r"\frac1n\sum_{i=1}^{n} (f(x_i) - b)\,s(x_i),\quad s(x) = \frac{d}{d\theta}\ln p(x, \theta)",
    given=(
        "$x_i$ independent with the density $p$ at $\\theta$, whose support does not move with $\\theta$",
        "$b$ without regard to the $x_i$; $f$ need not be continuous",
    ),
    source=Source("Williams, Simple Statistical Gradient-Following Algorithms", "Machine Learning 8 (1992), section 4"),
    ml_use="Policy gradients, discrete latent variables, and rewards that nobody can differentiate.",
)


def score_function_gradient(
    f: Callable[[Any], Any], log_density: LogDensity, theta: Any, x: Any, baseline: float = 0.0
) -> SampleMean:
    """Return an unbiased estimate of the gradient of E[f(X)] in theta, with the variance of one of its terms.

    Args:
        f: a function of an array of values, a number for each; it is not differentiated.
        log_density: a function of parameters and values in plain NumPy, a number for each value.
        theta: a number or a row of them.
        x: independent values, (n,), drawn at `theta`.
        baseline: what is taken from f; any number that does not depend on `x` leaves the mean alone.

    Raises:
        OutsideDomain: a number or a slope is not finite, or there are fewer than two values.
        ShapeMismatch: a function returns another shape than that of `x`.

    >>> import numpy as np
    >>> x = np.random.default_rng(0).normal(1.5, 1.0, 100_000)
    >>> found = score_function_gradient(np.square, lambda mu, x: -((x - mu) ** 2) / 2, 1.5, x)
    >>> abs(found.value - 2 * 1.5) < 3 * found.standard_error
    np.True_
    """
    if not is_finite(baseline):
        raise OutsideDomain(
            f"baseline must be a finite number; found {baseline!r:.40}: try 0.0, or a running mean of f"
        )
    x = entries(x, "values")
    scores = score(log_density, theta, x)
    heights = entries(called(f, x, what="f"), "values of f") - baseline
    return sample_mean(heights.reshape(heights.shape + (1,) * (scores.ndim - heights.ndim)) * scores)
