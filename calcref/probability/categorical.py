"""The categorical distribution: one of several classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, final

import numpy as np

from calcref.core.about import Source
from calcref.core.shown import Brief
from calcref.probability.asked import deviation, probabilities
from calcref.probability.discrete import Discrete
from calcref.probability.interface import DensityLaw


@final
@dataclass(frozen=True, slots=True, repr=False)
class Categorical(Brief, Discrete):
    """The number of a class, from 0 on, where class k has the probability `p[k]`.

    Raises:
        OutsideDomain: `p` is no row of probabilities that add up to 1.

    >>> density = Categorical([0.2, 0.5, 0.3])
    >>> density.pdf([1, 3]).tolist(), round(density.mean, 12), float(density.quantile(0.6))
    ([0.5, 0.0], 1.1, 1.0)
    """

    about: ClassVar[DensityLaw] = DensityLaw(
        id="categorical-distribution",
        name="Categorical distribution",
        page="probability/distributions/#categorical-distribution",
        statement="p_x",
        statement_latex=r"\sum_{k=0}^{n-1} p_k\,\delta_k",
        given=(
            r"$p_k \ge 0$",
            r"$\sum_k p_k = 1$",
            r"$\delta_k = 1$ for $k = x$, else $0$",
        ),
        source=Source("Bishop, Pattern Recognition and Machine Learning", "section 2.2"),
        ml_use="The next token, or the class of an image: what a softmax gives.",
    )

    p: Sequence[float] = (0.5, 0.5)

    def __post_init__(self) -> None:
        object.__setattr__(self, "p", probabilities("p", self.p))

    @property
    def letters(self) -> dict[str, float]:
        return {f"p_{k}": value for k, value in enumerate(self.p)}

    @property
    def support(self) -> tuple[float, float]:
        return 0.0, len(self.p) - 1.0

    @property
    def mean(self) -> float:
        return float(np.dot(self.p, np.arange(len(self.p))))

    @property
    def variance(self) -> float:
        return self._moment(2)

    @property
    def skewness(self) -> float:
        return self._moment(3) / deviation("skewness", self, self.variance) ** 3

    @property
    def excess_kurtosis(self) -> float:
        return self._moment(4) / deviation("kurtosis", self, self.variance) ** 4 - 3

    def _log(self, x: Any) -> Any:
        return np.log(np.array(self.p)[x.astype(np.int64)])

    def _below(self, x: Any) -> Any:
        return np.cumsum(self.p)[x.astype(np.int64)]

    def _above(self, x: Any) -> Any:
        return np.append(np.cumsum(self.p[:0:-1])[::-1], 0.0)[x.astype(np.int64)]

    def _draw(self, size: Any, rng: Any) -> Any:
        return rng.choice(len(self.p), size, p=np.array(self.p) / sum(self.p)).astype(np.float64)

    def _moment(self, power: int) -> float:
        """About the mean."""
        return float(np.dot(self.p, (np.arange(len(self.p)) - self.mean) ** power))
