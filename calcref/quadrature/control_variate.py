"""Control variates: a function with a known integral, whose error tells that of another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain
from calcref.quadrature.box import box, half_width, sampling
from calcref.quadrature.estimate import Estimate, Integrand, values
from calcref.verify.given import is_finite


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ControlVariate(Stated):
    """volume * mean(f(x[i]) - c (g(x[i]) - m)), m the mean of g, and c = Cov(f, g)/Var(g) from the same samples.

    >>> rng = np.random.default_rng(0)
    >>> found = control_variate(np.exp, lambda x: x, 0.5, 0, 1, samples=10_000, rng=rng)
    >>> bool(abs(found.value - (np.e - 1)) < 2 * found.error < 0.01)
    True
    """

    def __call__(
        self,
        f: Integrand,
        g: Integrand,
        known: float,
        a: Any,
        b: Any,
        samples: int,
        rng: np.random.Generator,
        level: float = 0.95,
    ) -> Estimate:
        """The estimate of the integral of `f` from `a` to `b`, where that of `g` is `known`.

        As c is found from the same samples, the estimate has a bias of order 1/samples, far below its error. The
        other arguments and the errors are those of `monte_carlo`.

        Raises:
            OutsideDomain: `known` is not a finite number; else as `monte_carlo`.
        """
        region, count = box(a, b), sampling(samples, rng, level)
        if not is_finite(known):
            raise OutsideDomain(f"the integral of g must be known, a finite number; found {known!r:.60}")
        at = region.filled(rng.random((count, region.dimensions)))
        of_f, of_g = values(f, at, (count,)), values(g, at, (count,))
        with np.errstate(all="ignore"):
            apart = of_g - np.mean(of_g)
            varied = float(apart @ apart)
            c = float(apart @ of_f) / varied if varied > 0 else 0.0
            terms = region.volume * (of_f - c * (of_g - float(known) / region.volume))
            return Estimate(float(np.mean(terms)), half_width(terms, level), count, "samples")


control_variate = ControlVariate(
    id="control-variate",
    name="Control variate",
    page="quadrature/monte-carlo/#control-variates",
    statement="(b-a)/n*sum(f(x[i]) - c*(g(x[i]) - m), i = 1..n), m the mean of g, c = Cov(f, g)/Var(g)",
    statement_latex=r"\frac{b-a}n\sum_{i=1}^{n}\left(f(x_i) - c\,(g(x_i) - m)\right)",
    given=("$x_i$ independent and uniform on $[a, b]$, $m$ the mean of $g$ there",),
    source=Source("Owen, Monte Carlo Theory, Methods and Examples (2013)", "section 8.9"),
    ml_use="A baseline in policy gradients is a control variate: it changes the noise and not the mean.",
)
