"""The penalty method: what breaks a constraint costs its square, and ever more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.methods import Method
from calcref.optimization.bfgs import BFGS
from calcref.optimization.constrained import Constrained, Constraint, Multipliers


@final
@dataclass(frozen=True, slots=True, repr=False)
class QuadraticPenalty(Constrained):
    """Minimize f + weight/2 (|equal|^2 + |max(0, below)|^2), again and again, with a weight that grows.

    Each step is a whole run of `method`. The constraints are missed by about multiplier/weight.

    Args:
        method: what minimizes without constraints.
        equal: a function of x whose numbers are to be 0.
        below: a function of x whose numbers are to be at most 0.
        weight: the first weight.
        growth: what it is multiplied by after each step.
        steps: at most so many of each inner run.

    Raises:
        CalcrefError: there is no constraint, or no method.
        OutsideDomain: a number is out of its range.

    >>> from calcref.optimization import minimize
    >>> method = QuadraticPenalty(equal=lambda x: x[0] + x[1] - 1)
    >>> minimize(lambda x: np.sum(x**2), np.zeros(2), method, steps=3, grad=lambda x: 2 * x).x.round(4)
    array([0.4995, 0.4995])
    """

    about: ClassVar[Stated] = Stated(
        id="quadratic-penalty",
        name="Penalty method",
        page="optimization/constraints/#penalty",
        statement="g + rho*A^T c = 0 at the minimum of f + rho/2 |c|^2, where A is the Jacobian of c",
        statement_latex=r"g = -\rho\,A^\top c",
        given=("$c(x)$ to be $0$, with the Jacobian $A$; $g$ the gradient of $f$ where a step ends",),
        source=Source("Nocedal and Wright, Numerical Optimization (2006)", "section 17.1"),
        ml_use="Soft constraints: a term in the loss with a weight, as in physics-informed networks.",
    )

    method: Method = BFGS()  # noqa: RUF009
    equal: Constraint = None
    below: Constraint = None
    weight: float = 10.0
    growth: float = 10.0
    steps: int = 1000

    def kept(self, multipliers: Multipliers, after: Multipliers) -> Multipliers:
        """No multipliers, and a larger weight."""
        none = np.zeros_like(after.equal), np.zeros_like(after.below)
        return Multipliers(none[0], none[1], multipliers.weight * self.growth, after.violation)
