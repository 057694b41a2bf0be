"""The records of activations: of one number, entry by entry, and of several along the last axis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from calcref.core.about import Facts, Formula, Stated, Typed, equations
from calcref.core.elementary import ELEMENTARY
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.core.kinks import slope_facts
from calcref.core.row import Elementary
from calcref.core.shown import Brief
from calcref.verify.given import array_of, is_finite

Function = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Corner:
    """A place where an activation is continuous and has no derivative: its slopes from the left and from the right."""

    at: float
    left: float
    right: float


@dataclass(frozen=True, slots=True, repr=False)
class Naive(Brief):
    """A formula as it stands, and places where floating point spoils it.

    Args:
        text: how it is written in NumPy.
        value: what it computes.
        at: where it has no correct digit, or not half of them.
    """

    text: str
    value: Function
    at: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Activation(Stated):
    """An activation that works entry by entry.

    Args:
        expression: its value at x, as `calcref.parse` reads it.
        derivative: its derivative in x, away from corners, as `calcref.parse` reads it.
        value: numbers to its values, without overflow; what `calcref.autodiff` traces stays traced.
        slope: numbers to its slopes; at a corner the one of the two that is nearest to 0, as on the tape.
        corners: where it has no derivative.
        naive: the formula that floating point spoils, where there is one.
        row: the id of its function in the table of elementary functions; its use and source are read there.
        parameters: names in `expression` that are fixed, with their values.

    The other arguments are those of `Stated`.
    """

    expression: str
    derivative: str
    value: Function
    slope: Function
    corners: tuple[Corner, ...] = ()
    naive: Naive | None = None
    row: str = ""
    parameters: tuple[tuple[str, float], ...] = ()

    @property
    def domain(self) -> tuple[str, ...]:
        """Every number; its slope, away from corners."""
        at = ", ".join(f"{corner.at:g}" for corner in self.corners)
        return "every real $x$", *((rf"its slope, where $x \neq {at}$",) if at else ())

    @property
    def facts(self) -> Facts:
        """Its slope, and what stands in its place at a corner."""
        (slope, told), _ = slope_facts(self.expression, "x", self.derivative)
        given = [Formula.of(Typed(name), f" = {value:g}") for name, value in self.parameters]
        fixed = (("Here ", *(part for it in given for part in (it, ", "))),) if given else ()
        at = tuple(
            (f"from the left ${it.left:.6g}$, from the right ${it.right:.6g}$ at $x = {it.at:g}$",)
            for it in self.corners
        )
        return (slope, (*told, *((*words[:-1], ".") for words in fixed))), ("Slopes at a corner", at)

    @property
    def grounds(self) -> Facts:
        """What its function is used for, where the table of elementary functions says so."""
        row = elementary(self.row)
        return (("Use", ((row.ml_use,),)), ("Source", ((str(row.source),),))) if row else ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class JointActivation(Stated):
    """An activation whose entries depend on one another, along the last axis.

    Args:
        expression: one entry of its value, of few arguments, as `calcref.parse` reads it.
        variable: the letter in it that is moved.
        derivative: its derivative in that letter.
        backward_latex: what its pullback computes, in TeX, a bar over a cotangent.
        value: arrays to its values; what `calcref.autodiff` traces stays traced.
        pullback: (x, cotangent of the value) to the cotangent of x, derived by hand.
        naive: the formula that floating point spoils, where there is one.

    The other arguments are those of `Stated`.
    """

    expression: str
    variable: str
    derivative: str
    backward_latex: str
    value: Function
    pullback: Callable[[Any, Any], Any]
    naive: Naive | None = None

    @property
    def domain(self) -> tuple[str, ...]:
        """What has to hold; of most, that there is an axis of numbers."""
        return self.given or ("every array of real numbers with a last axis",)

    @property
    def facts(self) -> Facts:
        """The slope of one entry, and the way back through all."""
        (slope, told), _ = slope_facts(self.expression, self.variable, self.derivative)
        return (slope, told), ("Backward", tuple((Formula.of(tex),) for tex in equations(self.backward_latex)))


def elementary(id: str) -> Elementary | None:
    """The row of the table of elementary functions with this id.

    >>> elementary("sigmoid").name
    'Sigmoid'
    """
    return next((row for row in ELEMENTARY if row.id == id), None)


def real(x: Any) -> Any:
    """`x` as an array of floats; what `calcref.autodiff` traces stays traced.

    Raises:
        OutsideDomain: it is not made of real numbers.
    """
    if not hasattr(x, "__array_function__"):
        x = array_of(x, "arguments of an activation")
    if x.dtype.kind not in "fiub":
        raise OutsideDomain(f"an activation takes real numbers; found {x.dtype}")
    return x if x.dtype.kind == "f" else x.astype(np.float64)


def along(x: Any, name: str, even: bool = False) -> Any:
    """`x` as an array with a last axis that is not empty; `even`: and that has two halves.

    Raises:
        OutsideDomain: it is not made of real numbers.
        ShapeMismatch: it has no such axis.
    """
    x = real(x)
    if x.ndim == 0 or x.shape[-1] == 0 or (even and x.shape[-1] % 2):
        wanted = "an even number of entries, values and then gates," if even else "entries"
        raise ShapeMismatch(f"{name} needs {wanted} along the last axis; found shape {x.shape}")
    return x


def entrywise(function: Function) -> Function:
    """The function of arrays of floats; infinite and NaN entries are answers."""

    def value(x: Any) -> Any:
        with np.errstate(over="ignore", invalid="ignore", under="ignore"):
            return function(real(x))

    return value


def finite(name: str, value: Any) -> float:
    """A parameter: a finite number.

    Raises:
        OutsideDomain: it is not.
    """
    if not is_finite(value):
        raise OutsideDomain(f"{name} must be a finite number; found {value!r:.60}: try 1")
    return float(value)
