"""The augmented Lagrangian: a penalty, and multipliers that learn what it misses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, final

from calcref.core.about import Source, Stated
from calcref.core.methods import Method
from calcref.optimization.bfgs import BFGS
from calcref.optimization.constrained import Constrained, Constraint, Multipliers

ENOUGH = 0.25  # of the violation before: what is left of it while the weight need not grow


@final
@dataclass(frozen=True, slots=True, repr=False)
class AugmentedLagrangian(Constrained):
    """Minimize f + lambda.c + weight/2 |c|^2, then lambda = lambda + weight c; for inequalities max(0, ...) of that.

    The weight grows only where a step has not brought the violation down to a quarter: so it stays moderate, and the
    inner problems stay easy.

    Args:
        method: what minimizes without constraints.
        equal: a function of x whose numbers are to be 0.
        below: a function of x whose numbers are to be at most 0.
        weight: the first weight.
        growth: what it is multiplied by where the violation does not fall.
        steps: at most so many of each inner run.

    Raises:
        CalcrefError: there is no constraint, or no method.
        OutsideDomain: a number is out of its range.

    >>> import numpy as np
    >>> from calcref.optimization import minimize
    >>> method = AugmentedLagrangian(equal=lambda x: x[0] + x[1] - 1)
    >>> trace = minimize(lambda x: np.sum(x**2), np.zeros(2), method, grad=lambda x: 2 * x)
    >>> trace.x.round(6), trace.states[-1].memory[0].equal.round(6)
    (array([0.5, 0.5]), array([-1.]))
    """

    about: ClassVar[Stated] = Stated(
        id="augmented-lagrangian",
        name="Augmented Lagrangian",
        page="optimization/constraints/#augmented-lagrangian",
        statement="lambda' = lambda + rho*c, g + A^T lambda' = 0",
        statement_latex=r"\lambda' = \lambda + \rho\,c,\quad g = -A^\top \lambda'",
        given=("$c(x)$ to be $0$, with the Jacobian $A$; $g$ the gradient of $f$ where a step ends",),
        source=Source("Nocedal and Wright, Numerical Optimization (2006)", "section 17.3"),
        ml_use="Constrained policies, structure learning (NOTEARS), and fair classifiers.",
    )

    method: Method = BFGS()  # noqa: RUF009
    equal: Constraint = None
    below: Constraint = None
    weight: float = 10.0
    growth: float = 10.0
    steps: int = 1000

    def kept(self, multipliers: Multipliers, after: Multipliers) -> Multipliers:
        """The estimates, and a larger weight where the violation has hardly fallen."""
        slow = after.violation > ENOUGH * multipliers.violation
        return after._replace(weight=multipliers.weight * (self.growth if slow and after.violation else 1.0))
