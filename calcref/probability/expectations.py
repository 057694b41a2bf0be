"""What is computed from a density by integration: its total, expectations, the variance, the distribution function."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.core.errors import DidNotConverge, OutsideDomain
from calcref.probability.asked import real
from calcref.probability.integral import integral
from calcref.probability.interface import Density

_LEFT = 1e-9  # what the last term may still add


def total(density: Density) -> float:
    """Return the integral of the density over its support, or the sum over its atoms: 1, if it is one.

    Raises:
        DidNotConverge, OutsideDomain: as for `integral`.

    >>> from calcref.probability import Logistic
    >>> round(total(Logistic(mu=3, s=0.1)), 12)
    1.0
    """
    if density.atoms is not None:
        return float(np.sum(density.pdf(density.atoms)))
    return integral(density.pdf, _ends(density), density.scale)


def expectation(density: Density, g: Callable[[float], Any], breaks: tuple[float, ...] = ()) -> float:
    """Return the expectation of g(x), the integral of g times the density, or the sum over its atoms.

    Args:
        g: a function of one float.
        breaks: where `g` has kinks and jumps.

    Raises:
        DidNotConverge: the integral of |g| times the density does not settle; an expectation does not exist unless
            that is finite.
        OutsideDomain: `g` is not a finite real number somewhere.

    >>> from calcref.probability import Normal
    >>> round(expectation(Normal(), lambda x: x**4), 9)
    3.0
    """

    return expectation_of_array(density, lambda x: [_number(g, at) for at in x], breaks)


def expectation_of_array(density: Density, g: Callable[[Any], Any], breaks: tuple[float, ...] = ()) -> float:
    """Return the same for a function of an array that returns one of its shape; it is read where the density is not 0.

    Arguments and errors are otherwise those of `expectation`.

    >>> from calcref.probability import Normal
    >>> round(expectation_of_array(Normal(), np.square), 9)
    1.0
    """

    def weighted(x: Any) -> Any:
        heights = density.pdf(x)
        here = heights > 0
        found = np.zeros_like(heights)
        found[here] = np.asarray(g(x[here])) * heights[here]
        return found

    return (
        _summed(density, weighted)
        if density.atoms is not None
        else integral(weighted, _ends(density, breaks), density.scale)
    )


def variance(density: Density, g: Callable[[float], Any] = lambda x: x, breaks: tuple[float, ...] = ()) -> float:
    """Return the variance of g(x), the expectation of its squared distance from its own expectation.

    Arguments and errors are those of `expectation`.

    >>> from calcref.probability import Uniform
    >>> round(12 * variance(Uniform()), 9)
    1.0
    """
    mean = expectation(density, g, breaks)
    return expectation(density, lambda x: (g(x) - mean) ** 2, breaks)


def distribution_function(density: Density, x: Any) -> Any:
    """Return the probability of values up to `x`, of the shape of `x`, by accumulating the density from the left.

    Raises:
        DidNotConverge, OutsideDomain: as for `integral`.

    >>> from calcref.probability import Exponential
    >>> distribution_function(Exponential(), np.array([-1.0, 0.0, np.log(2)])).round(12).tolist()
    [0.0, 0.0, 0.5]
    """
    x = real(x)
    if (atoms := density.atoms) is not None:
        sums = np.append(0.0, np.cumsum(density.pdf(atoms)))
        return np.where(np.isnan(x), np.nan, sums[np.searchsorted(atoms, x, side="right")])[()]
    lower, upper = density.support
    reached, area, found = lower, 0.0, {}
    for at in np.unique(np.clip(x[~np.isnan(x)], lower, upper)):
        cuts = tuple(cut for cut in density.breaks if reached < cut < at)
        area += integral(density.pdf, (reached, *cuts, float(at)), density.scale)
        reached = float(at)
        found[reached] = area
    read = np.vectorize(lambda at: found.get(float(np.clip(at, lower, upper)), np.nan), otypes=[np.float64])
    return read(x)[()]


def _summed(density: Density, weighted: Callable[[Any], Any]) -> float:
    atoms = density.atoms
    terms = np.array(weighted(atoms))
    if not np.all(np.isfinite(terms)):
        bad = atoms[np.argmin(np.isfinite(terms))]
        raise OutsideDomain(f"a finite number is needed at each value; g is not one at x = {bad:g}")
    if abs(terms[-1]) > _LEFT * np.sum(np.abs(terms)) and atoms[-1] < density.support[1]:
        raise DidNotConverge("the sum does not settle: the expectation of |g| may be infinite")
    return math.fsum(terms)


def _number(g: Callable[[float], Any], x: float) -> float:
    try:
        value = np.asarray(g(x))
    except OverflowError:
        return np.inf
    if value.shape != () or value.dtype.kind not in "fiub":
        raise OutsideDomain(f"an expectation needs a function to real numbers; found {str(value)[:60]} at x = {x:.6g}")
    return float(value)


def _ends(density: Density, breaks: tuple[float, ...] = ()) -> tuple[float, ...]:
    lower, upper = density.support
    return (lower, *sorted(cut for cut in {*density.breaks, *breaks} if lower < cut < upper), upper)
