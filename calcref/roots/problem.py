"""What the methods for roots are given: a function, its slope where it is known, and the place or interval to start."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from calcref.autodiff import grad
from calcref.core.errors import CalcrefError, OutsideDomain, ShapeMismatch
from calcref.core.methods import Described, State
from calcref.verify.given import array_of, is_finite

Function = Callable[[Any], Any]


class Bracket(NamedTuple):
    """Two places where f has opposite signs, or one of them is a root; `best` is the one with the smaller value.

    Args:
        best: the place that is taken for the root.
        value: f there.
        other: the place on the other side.
        value_there: f there.
    """

    best: float
    value: float
    other: float
    value_there: float

    @property
    def width(self) -> float:
        """How far they are apart."""
        return abs(self.other - self.best)


@dataclass(frozen=True, slots=True)
class Equation:
    """f(x) = 0, with what is known of f.

    Args:
        f: from a number to a number.
        slope: its derivative; without it, f is traced.
        tolerance: a root is known where its error is at most this, times max(1, |x|).
    """

    f: Function
    slope: Function | None
    tolerance: float

    def at(self, x: float) -> float:
        """f(x); NaN and infinity are let through.

        Raises:
            ShapeMismatch: f returns an array.
            OutsideDomain: f returns no real number.
        """
        with np.errstate(all="ignore"):
            return _number(self.f(np.float64(x)), "f")

    def slope_at(self, x: float) -> float:
        """f'(x).

        Raises:
            CalcrefError: there is none, and f cannot be traced.
        """
        with np.errstate(all="ignore"):
            return _number((self.slope or grad(self.f))(np.float64(x)), "f'")

    def near(self, x: float) -> float:
        """How far from `x` a root may be for `x` to count as one."""
        return self.tolerance * max(1.0, abs(x))


class RootMethod(Described):
    """A method for f(x) = 0; `init` is given a place or two, and `done` says why it may stop."""

    __slots__ = ()

    def done(self, problem: Equation, before: State | None, state: State) -> str:
        """ "root" where f is 0, "tolerance" where the last step was short enough; empty while it has to go on."""
        if state.value == 0:
            return "root"
        return "tolerance" if before is not None and abs(state.x - before.x) <= problem.near(state.x) else ""


def place(start: Any, method: Any) -> float:
    """The one number that a method starts from.

    Raises:
        OutsideDomain: it is no finite number.
    """
    if not is_finite(start):
        raise OutsideDomain(f"{type(method).__name__} starts from one finite number; found {start!r:.60}: try 1.0")
    return float(start)


def ends(start: Any, method: Any) -> tuple[float, float]:
    """The two different numbers that a method starts from.

    Raises:
        OutsideDomain: they are not.
    """
    if not isinstance(start, tuple | list | np.ndarray) or len(start) != 2 or not all(is_finite(it) for it in start):
        raise OutsideDomain(
            f"{type(method).__name__} starts from two finite numbers; found {start!r:.60}: try (0.0, 1.0)"
        )
    if start[0] == start[1]:
        raise OutsideDomain(f"{type(method).__name__} starts from two different numbers; found {start!r:.60}")
    return float(start[0]), float(start[1])


def bracketed(problem: Equation, start: Any, method: Any) -> State:
    """The state of an interval with a change of sign.

    Raises:
        OutsideDomain: the bounds are in the wrong order, or f has one sign at both ends, or no finite value.
    """
    low, high = ends(start, method)
    if low > high:
        raise OutsideDomain(
            f"an interval goes from its lower bound to its upper one; found {start!r}: try {(high, low)}"
        )
    below, above = problem.at(low), problem.at(high)
    if not (math.isfinite(below) and math.isfinite(above)):
        raise OutsideDomain(f"f must have finite values at both ends; found {below} and {above}")
    if below and above and (below < 0) == (above < 0):
        raise OutsideDomain(
            f"{type(method).__name__} needs a change of sign; found f({low:g}) = {below:g} and f({high:g}) = "
            f"{above:g}: try other ends, or Newton() where f touches 0 without crossing it"
        )
    bracket = ordered(low, below, high, above)
    return State(bracket.best, bracket.value, memory=bracket, evaluations=2)


def ordered(x: float, value: float, other: float, there: float) -> Bracket:
    """The bracket of two places, that with the smaller value first."""
    return Bracket(x, value, other, there) if abs(value) <= abs(there) else Bracket(other, there, x, value)


def narrowed(bracket: Bracket, x: float, value: float) -> Bracket:
    """The part of a bracket, cut at `x`, where the sign changes."""
    if (value < 0) == (bracket.value < 0):
        return ordered(x, value, bracket.other, bracket.value_there)
    return ordered(x, value, bracket.best, bracket.value)


def _number(value: Any, name: str) -> float:
    found = array_of(value, f"values of {name}")
    if found.dtype.kind not in "fiub":
        raise OutsideDomain(f"{name} must return a real number; found {value!r:.60}")
    if found.shape != ():
        raise ShapeMismatch(f"{name} must return one number; found shape {found.shape}")
    return float(found)


def function(given: Any, name: str) -> None:
    """Stand by while `given` is a function.

    Raises:
        CalcrefError: it is not.
    """
    if not callable(given):
        raise CalcrefError(f"{name} must be a function of one number; found {given!r:.60}")
