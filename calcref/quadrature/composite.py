"""One rule on every panel of an interval: the record that every rule of this family fills in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, final

import numpy as np

from calcref.core.about import Facts, Stated
from calcref.core.errors import OutsideDomain
from calcref.core.methods import Method, State, Trace
from calcref.core.shown import Brief
from calcref.quadrature.estimate import Integrand, values, whole
from calcref.verify.given import is_finite, is_whole

MOST_PANELS = 100_000_000  # panels: their points fill a few gigabytes
_MOST_STEPS = 26  # halvings of one panel, to the largest number of them


@dataclass(frozen=True, slots=True, repr=False)
class Integral(Brief):
    """The problem: `integrand` from `lower` to `upper`, both finite; `upper < lower` changes the sign."""

    integrand: Integrand
    lower: float
    upper: float

    def __post_init__(self) -> None:
        for name, bound in (("lower", self.lower), ("upper", self.upper)):
            if not is_finite(bound):
                raise OutsideDomain(
                    f"the {name} bound must be a finite real number; found {bound!r:.60}: cut an infinite interval, "
                    "or use calcref.integrate"
                )
        if not np.isfinite(float(self.upper) - float(self.lower)):
            raise OutsideDomain(f"from {self.lower} to {self.upper} is too far for floating point: cut the interval")


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Composite(Stated, Method):
    """A quadrature rule: on a panel from p to p + h it returns h * sum(weight * f(p + node * h)).

    Args:
        nodes: places in a panel, from 0 (its start) to 1 (its end).
        weights: one for each node; they add up to 1.
        order: the error shrinks like h**order where the `condition` holds.
        condition: how smooth the integrand must be for that.

    The other arguments are those of `Stated`; the source is that of the order.

    >>> from calcref.quadrature import simpson
    >>> simpson(lambda x: x**3, 0, 2, panels=1)
    4.0
    """

    nodes: tuple[float, ...]
    weights: tuple[float, ...]
    order: int
    condition: str

    @property
    def domain(self) -> tuple[str, ...]:
        """What the integrand has to be, for the sum and for its order."""
        return "every $f$ with values at the points of the sum", f"for its order: {self.condition}"

    @property
    def facts(self) -> Facts:
        """How fast its error shrinks."""
        power = f"h^{self.order}" if self.order > 1 else "h"
        return (("Order", ((f"{self.order}: the error shrinks like ${power}$",),)),)

    def __call__(self, f: Integrand, a: float, b: float, panels: int) -> float:
        """The estimate of the integral of `f` from `a` to `b` on `panels` equal panels.

        `f` takes an array and returns one of its shape (or one number, for a constant).

        Raises:
            OutsideDomain: a bound or a value of `f` is not a finite real number, or there is no panel.
            ShapeMismatch: `f` returns another shape than it was given.
        """
        return float(self.init(Integral(f, a, b), panels).value)

    def points(self, a: float, b: float, panels: int) -> Any:
        """Where `f` is read: shape (nodes, panels)."""
        h = (b - a) / panels
        return np.clip(a + h * (np.arange(panels) + np.array(self.nodes)[:, None]), min(a, b), max(a, b))

    def init(self, problem: Integral, x0: Any) -> State:
        """The estimate on `x0` panels."""
        panels = whole(x0, "the number of panels", 1, MOST_PANELS, 100)
        at = self.points(problem.lower, problem.upper, panels)
        h = (problem.upper - problem.lower) / panels
        return State(panels, h * float(np.array(self.weights) @ np.sum(values(problem.integrand, at), axis=1)))

    def step(self, problem: Integral, state: State) -> State:
        """The estimate on twice as many panels."""
        return self.init(problem, 2 * state.x)

    def between(self, problem: Integral, state: State) -> State:
        """The estimate on half as many panels again, whose points lie elsewhere: an integrand in step with the panels
        looks the same on every halving of them."""
        return self.init(problem, state.x + (state.x + 1) // 2)


def refine(
    rule: Composite, f: Integrand, a: float, b: float, panels: int = 1, steps: int = 10, tolerance: float = 0.0
) -> Trace:
    """Return the trace of `rule` as its panels are halved: `.iterates` counts them, `.values` are the estimates.

    Args:
        rule: such as `simpson`.
        panels: how many there are at first.
        steps: how often they are halved, at most; then `reason="steps"`.
        tolerance: stop with `reason="tolerance"` when two estimates in a row differ by less, relative to the last,
            and so does one on other points.

    Raises:
        OutsideDomain, ShapeMismatch: as for a call of `rule`.

    >>> from calcref.quadrature import midpoint
    >>> refine(midpoint, lambda x: x**2, 0, 1, steps=2).values
    (0.25, 0.3125, 0.328125)
    """
    if not is_whole(steps) or not 0 <= steps <= _MOST_STEPS:
        raise OutsideDomain(f"steps must be a whole number from 0 to {_MOST_STEPS}; found {steps!r:.60}: try 10")
    if not is_finite(tolerance) or tolerance < 0:
        raise OutsideDomain(f"tolerance must be a finite number, at least 0; found {tolerance!r:.60}: try 1e-8")
    problem = Integral(f, a, b)
    states = [rule.init(problem, panels)]
    for _ in range(steps):
        states.append(rule.step(problem, states[-1]))
        if _agree(states[-1], states[-2], tolerance) and _agree(
            states[-1], rule.between(problem, states[-1]), tolerance
        ):
            return Trace(tuple(states), "tolerance")
    return Trace(tuple(states), "steps")


def _agree(one: State, other: State, tolerance: float) -> bool:
    return bool(abs(one.value - other.value) < tolerance * abs(one.value))
