"""The gradient of an expectation along paths: values move with the parameters, the noise stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain
from calcref.information.along import called, entries, parameters, slopes
from calcref.information.sample_mean import SampleMean, sample_mean

REPARAMETERIZED_GRADIENT = Stated(
    id="reparameterized-gradient",
    name="Reparameterized gradient",
    page="information/gradients-of-expectations/#reparameterized-gradient",
    statement="mean over i of d/dtheta f(g(theta, u[i])), u[i] noise without theta",
    statement_latex=r"\frac1n\sum_{i=1}^{n} r(u_i),\quad r(u) = \frac{d}{d\theta} f(g(\theta, u))",
    given=(
        r"$u_i$ independent noise whose density has no $\theta$ in it, and $g(\theta, u_i)$ distributed as $X$",
        "$f$ and $g$ differentiable; where $f$ jumps, what jumps is lost",
    ),
    source=Source("Kingma and Welling, Auto-Encoding Variational Bayes (2014)", "section 2.4"),
    ml_use="The gradient of a VAE: $z$ is the mean plus the deviation times noise.",
)


def reparameterized_gradient(
    f: Callable[[Any], Any], path: Callable[[Any, Any], Any], theta: Any, noise: Any
) -> SampleMean:
    """Return an unbiased estimate of the gradient of E[f(X)] in theta, with the variance of one of its terms.

    Args:
        f: a function of an array of values in plain NumPy, a number for each, without jumps.
        path: a function of parameters and noise in plain NumPy: the values, of the shape of the noise.
        theta: a number or a row of them.
        noise: independent draws, (n,), from a density that does not depend on `theta`.

    Raises:
        OutsideDomain: a number or a slope is not finite, there are fewer than two draws, or `f` has different values
            and no slope at any of them, so that it jumps and this estimate would be a wrong 0.
        ShapeMismatch: a function returns another shape than that of the noise.

    >>> noise = np.random.default_rng(0).standard_normal(100_000)
    >>> found = reparameterized_gradient(np.square, lambda mu, e: mu + e, 1.5, noise)
    >>> abs(found.value - 2 * 1.5) < 3 * found.standard_error
    np.True_
    """
    theta, noise = parameters(theta), entries(noise, "noise")

    def along(at: Any) -> Any:
        return called(f, called(path, at, noise, what="path"), what="f")

    terms, heights = slopes(along, theta, "f along the path"), entries(along(theta), "values of f")
    if heights.size and not np.any(terms) and np.any(heights != heights[0]):
        raise OutsideDomain(
            "f has different values and a slope of 0 at each of them: it jumps, and a path does not see that: try "
            "score_function_gradient"
        )
    return sample_mean(terms)
