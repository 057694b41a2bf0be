"""The normal density in several variables."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.core.shown import Brief
from calcref.probability.asked import numbers_of, real
from calcref.probability.interface import DensityLaw
from calcref.verify.given import array_of


@final
@dataclass(frozen=True, slots=True, eq=False, repr=False)
class MultivariateNormal(Brief):
    """The normal density in n variables, with this mean, (n,), and covariance, (n, n).

    It is read through the Cholesky factor of the covariance, never through its inverse or determinant.

    Raises:
        OutsideDomain: a number is not finite, or the covariance not symmetric or not positive definite.
        ShapeMismatch: mean and covariance do not fit together.

    >>> density = MultivariateNormal([0, 0], [[2, 1], [1, 2]])
    >>> density.variance.tolist(), round(float(density.pdf([0, 0])), 6)
    ([2.0, 2.0], 0.091888)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="multivariate-normal-density",
        name="Multivariate normal density",
        page="probability/distributions/#multivariate-normal-density",
        statement="e^(-(x-mu)^T Sigma^(-1) (x-mu)/2)/sqrt((2 pi)^n det(Sigma))",
        statement_latex=(r"\frac{1}{\sqrt{(2\pi)^n\det\Sigma}}\,e^{-\frac12 (x-\mu)^\top\Sigma^{-1}(x-\mu)}"),
        given=(
            r"$\Sigma$ symmetric and positive definite",
            r"every $x$ in $\mathbb R^n$",
        ),
        source=Source("Bishop, Pattern Recognition and Machine Learning", "section 2.3"),
        ml_use="Gaussian processes, mixtures, Kalman filters, and the latent code of a VAE.",
    )

    mean: Any
    covariance: Any

    def __post_init__(self) -> None:
        mean, covariance = real(self.mean), real(self.covariance)
        if mean.ndim != 1 or not mean.size or covariance.shape != (len(mean), len(mean)):
            raise ShapeMismatch(f"shapes (n,) and (n, n) are needed; found {mean.shape} and {covariance.shape}")
        if not (np.all(np.isfinite(mean)) and np.all(np.isfinite(covariance))):
            raise OutsideDomain("mean and covariance must be finite; there is NaN or infinity among them")
        if np.max(np.abs(covariance - covariance.T)) > 1e-12 * np.max(np.abs(covariance)):
            raise OutsideDomain("a covariance is symmetric; this one is not: try (S + S.T)/2")
        for name, array in (("mean", mean), ("covariance", (covariance + covariance.T) / 2)):
            array.flags.writeable = False
            object.__setattr__(self, name, array)
        _ = self.root

    @property
    def root(self) -> Any:
        """The lower triangular L with L L^T = covariance.

        Raises:
            OutsideDomain: there is none.
        """
        try:
            return np.linalg.cholesky(self.covariance)
        except np.linalg.LinAlgError:
            least = float(np.min(np.linalg.eigvalsh(self.covariance)))
            raise OutsideDomain(
                f"a covariance must be positive definite; its least eigenvalue is {least:.3g}: add a small multiple of "
                "the identity"
            ) from None

    @property
    def variance(self) -> Any:
        """The variance of each variable, (n,)."""
        return np.diag(self.covariance).copy()

    @property
    def entropy(self) -> float:
        """The expectation of -ln pdf(x), in nats."""
        return 0.5 * len(self.mean) * (1 + math.log(2 * math.pi)) + self._log_volume

    def log_pdf(self, x: Any) -> Any:
        """The logarithm of the density at the points `x`, whose last axis has the n coordinates.

        Raises:
            ShapeMismatch: it has another length.
        """
        x = real(x)
        if x.shape[-1:] != self.mean.shape:
            raise ShapeMismatch(f"points have {len(self.mean)} coordinates in their last axis; found shape {x.shape}")
        away = (x - self.mean).reshape(-1, len(self.mean))
        white = np.linalg.solve(self.root, away.T)
        with np.errstate(over="ignore"):
            square = np.sum(white**2, axis=0).reshape(x.shape[:-1])
        return -0.5 * square - 0.5 * len(self.mean) * math.log(2 * math.pi) - self._log_volume

    def pdf(self, x: Any) -> Any:
        """The density at the points `x`, whose last axis has the n coordinates."""
        return np.exp(self.log_pdf(x))

    def sample(self, size: Any, rng: Any) -> Any:
        """Independent points, an array of this size or shape with an axis of n coordinates after it."""
        shape = numbers_of(size, rng)
        return self.mean + rng.standard_normal((*shape, len(self.mean))) @ self.root.T

    def marginal(self, kept: Sequence[int]) -> MultivariateNormal:
        """The density of the variables with these numbers, whatever the others are.

        Raises:
            OutsideDomain: they are no different numbers of variables.
        """
        kept = self._numbers(kept)
        return MultivariateNormal(self.mean[kept], self.covariance[np.ix_(kept, kept)])

    def conditional(self, known: Sequence[int], values: Any) -> MultivariateNormal:
        """The density of the other variables, once those with these numbers have these values.

        Raises:
            OutsideDomain: they are no different numbers of variables, or no variable is left.
            ShapeMismatch: there are not as many values.
        """
        known, values = self._numbers(known), real(values)
        free = [k for k in range(len(self.mean)) if k not in known]
        if not free:
            raise OutsideDomain("a conditional density needs a variable that is not known")
        if values.shape != (len(known),):
            raise ShapeMismatch(f"a value for each known variable, {len(known)}; found shape {values.shape}")
        cross = self.covariance[np.ix_(free, known)]
        gain = np.linalg.solve(self.covariance[np.ix_(known, known)], cross.T).T
        mean = self.mean[free] + gain @ (values - self.mean[known])
        rest = self.covariance[np.ix_(free, free)] - gain @ cross.T
        return MultivariateNormal(mean, (rest + rest.T) / 2)

    @property
    def _log_volume(self) -> float:
        return float(np.sum(np.log(np.diag(self.root))))

    def _numbers(self, given: Sequence[int]) -> list[int]:
        array = array_of(given, "numbers of variables")
        listed = array.tolist() if array.ndim == 1 and array.dtype.kind in "iu" else []
        found = [it for it in listed if 0 <= it < len(self.mean)]
        if not found or len(found) != len(listed) or len(set(found)) != len(found):
            raise OutsideDomain(f"variables are numbered from 0 to {len(self.mean) - 1}; found {str(given)[:60]}")
        return found

    def _repr_markdown_(self) -> str:
        return self.about.shown_as(repr(self))
