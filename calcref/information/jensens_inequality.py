"""Jensen's inequality: a convex function of the mean is at most the mean of the function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from calcref.core.about import Source, Stated
from calcref.information.along import called
from calcref.information.asked import on_the_line
from calcref.probability import expectation

JENSENS_INEQUALITY = Stated(
    id="jensens-inequality",
    name="Jensen's inequality",
    page="information/expectation/#jensens-inequality",
    statement="f(E[X]) <= E[f(X)], for probabilities p[k] of values x[k]",
    statement_latex=r"f(\sum_k p_k x_k) \le \sum_k p_k\,f(x_k)",
    given=(r"$f$ convex; for a concave $f$ the other way round", r"$p_k \ge 0$", r"$\sum_k p_k = 1$"),
    source=Source("Cover and Thomas, Elements of Information Theory (2nd ed.)", "theorem 2.6.2"),
    ml_use="Why a KL divergence is not negative, and why the evidence lower bound is one.",
)


def jensen_gap(p: Any, f: Callable[[float], Any], breaks: tuple[float, ...] = ()) -> float:
    """Return E[f(X)] - f(E[X]): at least 0 where f is convex, and at most 0 where it is concave.

    Args:
        p: a density of one variable, or a row of probabilities of 0, 1, 2 and so on.
        f: a function of one float.
        breaks: where `f` has kinks and jumps.

    Raises:
        OutsideDomain: `p` is none of these, its mean does not exist, or `f` is not a finite real number somewhere.
        DidNotConverge: the expectation of `f` does not settle.

    >>> from calcref.probability import Normal
    >>> round(jensen_gap(Normal(1, 2), lambda x: x**2), 9)  # the variance
    4.0
    """
    density = on_the_line(p)
    mean = density.mean
    return expectation(density, lambda x: called(f, x, what="f"), breaks) - float(called(f, mean, what="f"))
