"""The Fisher information: how much a value says about the parameters that it was drawn with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import CalcrefError, CheckFailed, OutsideDomain
from calcref.information.along import called, parameters, slopes
from calcref.information.asked import on_the_line
from calcref.information.score import LogDensity, score
from calcref.probability import Density
from calcref.probability.expectations import expectation_of_array
from calcref.verify.arrays import compare

FISHER_INFORMATION = Stated(
    id="fisher-information",
    name="Fisher information",
    page="information/score-and-fisher-information/#fisher-information",
    statement="E[s(X)^2] = -E[d^2/dtheta^2 ln(p(X; theta))], s the score",
    statement_latex=r"\int s(x)^2\,p(x, \theta)\,dx = -\int c(x)\,p(x, \theta)\,dx,"
    r"\quad s(x) = \frac{d}{d\theta}\ln p(x, \theta),\quad c(x) = \frac{d}{d\theta}(\frac{d}{d\theta}\ln p(x, \theta))",
    given=(
        "for the second form: a support that does not move with $\\theta$, and two slopes under the integral",
        "of several parameters, the matrix of all products of two scores",
    ),
    source=Source("Lehmann and Casella, Theory of Point Estimation (2nd ed.)", "section 2.5, lemma 5.3"),
    ml_use="The metric of the natural gradient; no unbiased estimate has a smaller variance than its inverse.",
)

_SAME, _STEP = 1e-10, 1e-3
_LEVELS = (0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95)


def fisher_information(
    log_density: LogDensity,
    theta: Any,
    family: Callable[[Any], Density],
    form: Literal["score", "curvature"] = "score",
) -> Any:
    """Return the Fisher information of one value: a number for one parameter, for n of them a matrix, (n, n).

    The two forms agree where the support stays while theta moves; otherwise only the first one is what is meant.

    Args:
        log_density: a function of parameters and values in plain NumPy, a number for each value; what has no
            parameter in it may be left out.
        theta: a number or a row of them.
        family: from parameters to the density that they make, such as `Poisson` or `lambda t: Normal(t[0], t[1])`;
            the expectation is taken under that at `theta`.
        form: "score" is the expectation of products of scores, "curvature" that of second slopes, negated.

    Raises:
        CheckFailed: `log_density` and the logarithm of the density do not change alike with `theta`.
        OutsideDomain: a number is not finite, or a slope is not, or there is no such form.
        ShapeMismatch: the function returns another shape than that of its values.
        DidNotConverge: an expectation does not settle.

    >>> from calcref.probability import Poisson
    >>> poisson = lambda rate, x: x * np.log(rate) - rate
    >>> round(fisher_information(poisson, 4.0, Poisson), 9), 1 / 4
    (0.25, 0.25)
    """
    if not isinstance(form, str) or form not in ("score", "curvature"):
        raise OutsideDomain(f'form must be "score" or "curvature"; found {form!r:.40}')
    theta = parameters(theta)
    p = _made(family, theta)
    _must_be_its_logarithm(log_density, theta, family)

    def curvature(x: Any) -> Any:
        return -slopes(
            lambda at: slopes(lambda inner: log_density(inner, x), at, "the log-density"), theta, "the score"
        )

    def squares(x: Any) -> Any:
        found = score(log_density, theta, x)
        return found**2 if np.ndim(theta) == 0 else found[..., :, None] * found[..., None, :]

    weigh = squares if form == "score" else curvature
    if np.ndim(theta) == 0:
        return expectation_of_array(p, weigh)

    def entry(i: int, j: int) -> float:
        return expectation_of_array(p, lambda x: weigh(x)[..., i, j])

    size = range(np.size(theta))
    return np.array([[entry(i, j) for j in size] for i in size])


def _must_be_its_logarithm(log_density: LogDensity, theta: Any, family: Callable[[Any], Density]) -> None:
    """Nothing, unless a small step of a parameter changes one otherwise than the other.

    Raises:
        CheckFailed: it does.
    """
    before = _made(family, theta)
    x = np.unique(before.quantile(_LEVELS))
    for k in range(np.size(theta)):
        moved = np.array(theta, dtype=np.float64)
        moved.flat[k] = moved.flat[k] * (1 - _STEP) or _STEP
        after = _made(family, moved[()])
        at = x[np.isfinite(after.log_pdf(x))]
        given = called(log_density, moved[()], at, what="a log-density") - called(log_density, theta, at, what="it")
        wanted = after.log_pdf(at) - before.log_pdf(at)
        evidence = compare("the change of the log-density", given, wanted, 1 + _largest(before.log_pdf(at)), _SAME)
        if evidence.verdict != "agrees":
            raise CheckFailed(
                f"log_density is not the logarithm of {before!r:.60}, up to what has no parameter in it: with "
                f"parameter {k} it changes otherwise",
                evidence,
            )


def _made(family: Any, theta: Any) -> Density:
    """The density with these parameters.

    Raises:
        OutsideDomain: `family` makes none of them.
    """
    if not callable(family) or isinstance(family, Density):
        raise OutsideDomain(f"family makes a density of parameters; found {family!r:.60}: try lambda t: Normal(t, 1)")
    try:
        found = family(theta)
    except (TypeError, ValueError, LookupError) as error:
        if isinstance(error, CalcrefError):
            raise
        raise OutsideDomain(f"family must make a density of theta = {theta!s:.60}; calling it said: {error}") from error
    return on_the_line(found, "family(theta)")


def _largest(array: Any) -> float:
    return float(np.max(np.abs(array), initial=0.0))
