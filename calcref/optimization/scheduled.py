"""A learning rate that changes on the way, around any method that has one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, final

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain
from calcref.optimization.around import Around, at_rate, inside
from calcref.optimization.first_order import FirstOrder
from calcref.optimization.schedules import Schedule, scheduled
from calcref.verify.given import is_number


@final
@dataclass(frozen=True, slots=True)
class Scheduled(Around):
    """`method`, whose learning rate is multiplied by schedule.factor(k) at step k = 0, 1, 2, ...; 0 takes no step.

    Raises:
        CalcrefError: `method` is no first-order method, or `schedule` no schedule.
        OutsideDomain: on the way, a factor is not a finite number, at least 0.

    >>> from calcref.optimization import GradientDescent, StepDecay, minimize
    >>> method = Scheduled(GradientDescent(0.5), StepDecay(every=1, by=0.5))
    >>> [float(x) for x in minimize(lambda x: x, 0.0, method, steps=3, grad=lambda x: 1.0).iterates]
    [0.0, -0.5, -0.75, -0.875]
    """

    about: ClassVar[Stated] = Stated(
        id="scheduled-learning-rate",
        name="Scheduled learning rate",
        page="optimization/schedules-and-clipping/",
        statement="x[k+1] = x[k] - eta*s[k]*g[k]",
        statement_latex=r"x_{k+1} = x_k - \eta\,s_k\,g_k",
        given=(r"$\eta > 0$", r"$s_k \ge 0$"),
        source=Source(
            "Robbins and Monro, A Stochastic Approximation Method",
            "Ann. Math. Statist. 22 (1951) 400-407",
        ),
        ml_use="A large rate gets through the valley, a small one settles the noise at its bottom.",
    )

    method: FirstOrder
    schedule: Schedule

    def __post_init__(self) -> None:
        inside(self)
        scheduled(self.schedule)

    def start(self, x: Any) -> Any:
        """No step taken, and the memory of the method inside."""
        return 0, self.method.start(x)

    def move(self, x: Any, gradient: Any, memory: Any) -> tuple[Any, Any]:
        """A step at the rate of its number."""
        step, inner = memory
        factor = self.schedule.factor(step)
        if not (is_number(factor) and 0 <= factor < math.inf):
            raise OutsideDomain(
                f"a factor of a learning rate must be a finite number, at least 0; {self.schedule!r:.60} gives "
                f"{factor!r:.60} at step {step}: look at .factor({step})"
            )
        if factor:
            x, inner = at_rate(self.method, factor).move(x, gradient, inner)
        return x, (step + 1, inner)
