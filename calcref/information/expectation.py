"""The expectation of a function of a random variable: no distribution of its values is needed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain
from calcref.information.along import called
from calcref.information.asked import distribution
from calcref.information.sample_mean import SampleMean, sample_mean

EXPECTATION = Stated(
    id="expectation-of-a-function",
    name="Expectation of a function (LOTUS)",
    page="information/expectation/",
    statement="E[g(X)] = integral of g(x)*p(x) over all x",
    statement_latex=r"\int g(x)\,p(x)\,dx",
    given=("$|g|$ with a finite expectation; a sum in place of the integral where single values have probability",),
    source=Source("Wasserman, All of Statistics (2004)", "theorem 3.6"),
    ml_use="A risk is the expectation of a loss; the mean over a batch estimates it.",
)


def sampled_expectation(p: Any, g: Callable[[Any], Any], samples: int, rng: Any) -> SampleMean:
    """Return the mean of g over independent values of `p`, with its standard error.

    Args:
        p: a density of `calcref.probability`, or a row of probabilities.
        g: a function of an array, (samples,), or (samples, n) in several variables, that returns a number for each.
        samples: how many, at least two.
        rng: `np.random.default_rng(seed)`.

    Raises:
        OutsideDomain: `p`, `samples` or `rng` is not such, or a value of `g` is not a finite real number.
        ShapeMismatch: `g` does not return a number for each value.

    >>> from calcref.probability import Normal
    >>> found = sampled_expectation(Normal(), np.square, 10_000, np.random.default_rng(0))
    >>> abs(found.value - 1) < 3 * found.standard_error
    np.True_
    """
    if isinstance(samples, tuple):
        raise OutsideDomain(f"samples must be a whole number, at least 2; found {samples!r}: try 10_000")
    x = distribution(p).sample(samples, rng)
    return sample_mean(called(lambda _: g(x), np.zeros(len(x)), what="g"))
