"""Exponential families: densities whose logarithm is linear in their natural parameters, but for one function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from calcref.autodiff import grad, hessian
from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.core.evidence import Evidence, together
from calcref.core.shown import Brief
from calcref.information.along import parameters
from calcref.probability import Bernoulli, Density, Exponential, Normal, Poisson
from calcref.probability.expectations import expectation_of_array
from calcref.verify.arrays import compare

EXPONENTIAL_FAMILY = Stated(
    id="exponential-family",
    name="Exponential family",
    page="information/score-and-fisher-information/#exponential-family",
    statement="p(x) = h(x)*e^(eta*T(x) - A(eta)); the mean of T is A'(eta), its variance A''(eta)",
    statement_latex=r"p(x) = h(x)\,e^{\eta T(x) - A(\eta)},\quad m = A'(\eta) = \int T(x)\,p(x)\,dx,"
    r"\quad v = A''(\eta) = \int (T(x) - m)^2\,p(x)\,dx",
    given=(
        "$\\eta$ inside the set where the integral of $h(x)\\,e^{\\eta T(x)}$ is finite",
        "a sum for counts; several parameters have the gradient and the Hessian of $A$ in place of $A'$ and $A''$",
    ),
    source=Source("Wainwright and Jordan, Graphical Models, Exponential Families (2008)", "proposition 3.1"),
    ml_use="Generalized linear models: the gradient of the loss is a prediction less the data.",
)

_TOLERANCE = 1e-7


@dataclass(frozen=True, slots=True, repr=False)
class ExponentialFamily(Brief):
    """A family of the catalogue in its natural parameters.

    Args:
        name: what a reader calls it.
        kind: the class of its densities.
        shape: of its natural parameters: (), where there is one.
        statistic: T(x), from an array of values: one number for each, or a row of them in a last axis.
        log_partition: A(eta), in plain NumPy.
        natural: eta of a density of the family.
        density: the density with this eta.
    """

    name: str
    kind: type[Density]
    shape: tuple[int, ...]
    statistic: Callable[[Any], Any]
    log_partition: Callable[[Any], Any]
    natural: Callable[[Any], Any]
    density: Callable[[Any], Density]

    def mean(self, eta: Any) -> Any:
        """The expectation of T, the slope of A.

        >>> round(float(POISSON_FAMILY.mean(np.log(3.0))), 12)
        3.0
        """
        return grad(self.log_partition)(self._inside(eta))

    def covariance(self, eta: Any) -> Any:
        """The variance of T, or the matrix of covariances: the second slope of A, and the Fisher information of eta.

        >>> round(float(BERNOULLI_FAMILY.covariance(0.0)), 12)
        0.25
        """
        return hessian(self.log_partition)(self._inside(eta))

    def _inside(self, eta: Any) -> Any:
        """`eta`, if a density has it.

        Raises:
            OutsideDomain: none has.
            ShapeMismatch: it is another count of numbers.
        """
        found = parameters(eta)
        if np.shape(found) != self.shape:
            raise ShapeMismatch(f"natural parameters of {self.name} have shape {self.shape}; found {np.shape(found)}")
        with np.errstate(all="ignore"):
            self.density(found)
        return found

    def check(self, density: Density) -> Evidence:
        """Whether mean and covariance of T under the density are the slopes of A at its natural parameters.

        Raises:
            OutsideDomain: the density is not of the family.

        >>> from calcref.probability import Normal
        >>> NORMAL_FAMILY.check(Normal(1, 2)).verdict
        'agrees'
        """
        if type(density) is not self.kind:
            raise OutsideDomain(f"{self.name} are of the class {self.kind.__name__}; found {density!r:.60}")
        eta = np.asarray(self.natural(density), dtype=np.float64)
        size = eta.size

        def statistic(x: Any) -> Any:
            return np.asarray(self.statistic(x)).reshape(len(x), size)

        mean = np.array([_mean(density, statistic, k) for k in range(size)])
        spread = np.array([[_product(density, statistic, mean, j, k) for k in range(size)] for j in range(size)])
        found, second = np.ravel(self.mean(eta[()])), np.reshape(self.covariance(eta[()]), (size, size))
        parts = [
            _against("the gradient of A against the mean of T", found, mean),
            _against("the Hessian of A against the covariance of T", second, spread),
        ]
        return together(parts, "slopes of the log-partition function")


def _against(how: str, ours: Any, theirs: Any) -> Evidence:
    return compare(how, ours, theirs, 1 + float(np.max(np.abs(theirs))), _TOLERANCE)


def _mean(density: Density, statistic: Callable[[Any], Any], k: int) -> float:
    return expectation_of_array(density, lambda x: statistic(x)[:, k])


def _product(density: Density, statistic: Callable[[Any], Any], mean: Any, j: int, k: int) -> float:
    def away(x: Any) -> Any:
        off = statistic(x) - mean
        return off[:, j] * off[:, k]

    return expectation_of_array(density, away)


NORMAL_FAMILY = ExponentialFamily(
    name="normal densities",
    kind=Normal,
    shape=(2,),
    statistic=lambda x: np.stack([x, np.square(x)], axis=-1),
    log_partition=lambda eta: -(eta[0] ** 2) / (4 * eta[1]) - np.log(-2 * eta[1]) / 2,
    natural=lambda p: np.array([p.mu / p.sigma**2, -1 / (2 * p.sigma**2)]),
    density=lambda eta: Normal(-eta[0] / (2 * eta[1]), np.sqrt(-1 / (2 * eta[1]))),
)
EXPONENTIAL_DENSITIES = ExponentialFamily(
    name="exponential densities",
    kind=Exponential,
    shape=(),
    statistic=lambda x: x,
    log_partition=lambda eta: -np.log(-eta),
    natural=lambda p: -float(p.rate),
    density=lambda eta: Exponential(-eta),
)
BERNOULLI_FAMILY = ExponentialFamily(
    name="Bernoulli distributions",
    kind=Bernoulli,
    shape=(),
    statistic=lambda x: x,
    log_partition=lambda eta: np.logaddexp(0.0, eta),
    natural=lambda p: np.log(p.p) - np.log1p(-p.p),
    density=lambda eta: Bernoulli(1 / (1 + np.exp(-eta))),
)
POISSON_FAMILY = ExponentialFamily(
    name="Poisson distributions",
    kind=Poisson,
    shape=(),
    statistic=lambda x: x,
    log_partition=np.exp,
    natural=lambda p: np.log(p.rate),
    density=lambda eta: Poisson(np.exp(eta)),
)
EXPONENTIAL_FAMILIES = (
    BERNOULLI_FAMILY,  # one try: A is the softplus, and its slope the sigmoid
    POISSON_FAMILY,  # counts
    EXPONENTIAL_DENSITIES,  # waits
    NORMAL_FAMILY,  # two parameters
)
