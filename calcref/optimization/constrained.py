"""What the penalty method and the augmented Lagrangian have in common: constraints, and a run for each weight."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, final

import numpy as np

from calcref import autodiff, differences
from calcref.core.errors import CalcrefError, OutsideDomain
from calcref.core.methods import Described, Method, State
from calcref.core.shown import Brief
from calcref.core.trees import tree_map
from calcref.optimization.descent import descend
from calcref.optimization.hyper_parameters import positive, whole
from calcref.optimization.objective import Objective, frozen
from calcref.optimization.space import flat, shaped
from calcref.verify.given import array_of, is_finite

Constraint = Callable[[Any], Any] | None
INNER = 1e-9  # a norm of the gradient at which an inner run is done


class Multipliers(NamedTuple):
    """What a constrained method remembers.

    Attributes:
        equal: a multiplier for each equation.
        below: one for each inequality, at least 0.
        weight: what squares of violations are multiplied by.
        violation: how far the constraints are from being kept: the norm over all.
    """

    equal: Any
    below: Any
    weight: float
    violation: float


class Constrained(Brief, Described):
    """Minimize f where equal(x) = 0 and below(x) <= 0, by a method for problems without constraints.

    The value of a state is that of f; its gradient is that of the Lagrangian with the multipliers in its memory; the
    norm is over all conditions of Karush, Kuhn and Tucker: that gradient, the equations, and min(multiplier, -below).
    """

    __slots__ = ()
    method: Method
    equal: Constraint
    below: Constraint
    weight: float
    growth: float
    steps: int

    def __post_init__(self) -> None:
        if not isinstance(self.method, Method):
            raise CalcrefError(
                f"what is minimized without constraints needs a method; found {self.method!r:.60}: try BFGS()"
            )
        if self.equal is None and self.below is None:
            raise CalcrefError("there is no constraint; found neither equal nor below: try equal=lambda x: x[0] - 1")
        for name, given in (("equal", self.equal), ("below", self.below)):
            if given is not None and not callable(given):
                raise CalcrefError(f"{name} must be a function of x that returns numbers; found {given!r:.60}")
        positive("weight", self.weight, "10.0")
        whole("steps", self.steps, "1000")
        if not (is_finite(self.growth) and self.growth > 1):
            raise OutsideDomain(f"growth must be a finite number above 1; found {self.growth!r:.60}: try 10.0")

    @abstractmethod
    def kept(self, multipliers: Multipliers, after: Multipliers) -> Multipliers:
        """The multipliers to go on with, where `after` are the estimates after a run."""

    @final
    def init(self, problem: Objective, x0: Any) -> State:
        """The state at `x0`, with multipliers of 0."""
        state = problem.at(tree_map(frozen, x0))
        lagrangian = _Lagrangian(self, problem, state.x)
        equal, below = lagrangian.constraints(flat(state.x))
        zero = Multipliers(np.zeros_like(equal), np.zeros_like(below), self.weight, _violation(equal, below))
        return self._measured(lagrangian, state, zero, zero)

    @final
    def step(self, problem: Objective, state: State) -> State:
        """The minimum with the multipliers and the weight of `state`, and the next ones.

        Raises:
            DidNotConverge: the inner run leaves the finite numbers.
        """
        told: Multipliers = state.memory[0]
        lagrangian = _Lagrangian(self, problem, state.x)
        run = descend(lagrangian.augmented(told), self.method, state.x, self.steps, INNER)
        after = problem.at(run.x, None, state.evaluations + run.evaluations)
        equal, below = lagrangian.constraints(flat(after.x))
        estimate = Multipliers(
            told.equal + told.weight * equal,
            np.maximum(0.0, told.below + told.weight * below),
            told.weight,
            _violation(equal, below),
        )
        return self._measured(lagrangian, after, self.kept(told, estimate), estimate)

    def _measured(self, lagrangian: _Lagrangian, state: State, going: Multipliers, told: Multipliers) -> State:
        """`state` with the gradient of the Lagrangian, and the norm of all that should be 0."""
        at = flat(state.x)
        equal, below = lagrangian.constraints(at)
        slopes = lagrangian.slopes(at)
        gradient = flat(state.gradient) + slopes[0].T @ told.equal + slopes[1].T @ told.below
        open_ones = np.concatenate([gradient, equal, np.minimum(told.below, -below)])
        norm = float(np.linalg.norm(open_ones))
        return replace(state, gradient=shaped(state.x, gradient), gradient_norm=norm, memory=(going, told))


@dataclass(frozen=True, slots=True)
class _Lagrangian:
    """The constraints of a method at vectors that stand for trees like `like`."""

    method: Constrained
    problem: Objective
    like: Any

    def constraints(self, at: Any) -> tuple[Any, Any]:
        """Both vectors; of length 0 where there are none."""
        return tuple(self._values(given, at) for given in (self.method.equal, self.method.below))

    def slopes(self, at: Any) -> tuple[Any, Any]:
        """Their Jacobians."""
        return tuple(self._jacobian(given, at) for given in (self.method.equal, self.method.below))

    def augmented(self, told: Multipliers) -> Objective:
        """f + multipliers . equal + weight/2 |equal|^2 + (|max(0, multipliers + weight below)|^2 - ...)/(2 weight)."""

        def value(x: Any) -> Any:
            equal, below = (self._traced(given, x) for given in (self.method.equal, self.method.below))
            reached = np.maximum(0.0, told.below + told.weight * below)
            linear = np.sum(told.equal * equal) + told.weight / 2 * np.sum(equal**2)
            return self.problem.value(x) + linear + np.sum(reached**2 - told.below**2) / (2 * told.weight)

        def value_and_gradient(x: Any) -> tuple[Any, Any]:
            at = flat(x)
            (equal, below), slopes = self.constraints(at), self.slopes(at)
            own, gradient = self.problem.value_and_gradient(x)
            reached = np.maximum(0.0, told.below + told.weight * below)
            pull = slopes[0].T @ (told.equal + told.weight * equal) + slopes[1].T @ reached
            squares = float(np.sum(reached**2 - told.below**2)) / (2 * told.weight)
            total = float(own) + float(told.equal @ equal) + told.weight / 2 * float(equal @ equal) + squares
            return total, shaped(x, flat(gradient) + pull)

        return Objective(value, value_and_gradient, self.problem.traced)

    def _traced(self, given: Constraint, x: Any) -> Any:
        return np.zeros(0) if given is None else np.ravel(given(x))

    def _values(self, given: Constraint, at: Any) -> Any:
        if given is None:
            return np.zeros(0)
        found = np.ravel(array_of(given(shaped(self.like, at)), "constraints"))
        if found.dtype.kind not in "fiub":
            raise OutsideDomain(f"a constraint returns real numbers; found {found!s:.60}")
        return found.astype(float)

    def _jacobian(self, given: Constraint, at: Any) -> Any:
        if given is None:
            return np.zeros((0, at.size))

        def of_vector(v: Any) -> Any:
            return self._traced(given, shaped(self.like, v))

        slopes = autodiff.jacobian(of_vector)(at) if self.problem.traced else differences.jacobian(of_vector, at)
        return np.reshape(array_of(slopes, "slopes of constraints"), (-1, at.size)).astype(float)


def _violation(equal: Any, below: Any) -> float:
    return float(np.linalg.norm(np.concatenate([equal, np.maximum(0.0, below)])))
