"""Functions of two variables, ready to be drawn as contours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import sympy as sp
from matplotlib.axes import Axes

from calcref.core.errors import CalcrefError
from calcref.core.functions import RealFunction
from calcref.plot.drawing.formula import BEYOND_NUMPY, Array, drawable, label
from calcref.plot.drawing.theme import MUTED
from calcref.verbs.differentiate import differentiate


@dataclass(frozen=True, slots=True)
class Surface:
    """A real function of two variables.

    Args:
        label: the formula for Matplotlib.
        variables: the names of the two, in the order of the points.
        values: from the two coordinates, arrays of one shape, to the values.
        gradient: from a point, an array of two, to the gradient there.
    """

    label: str
    variables: tuple[str, str]
    values: Callable[[Array, Array], Array]
    gradient: Callable[[Array], Array]

    def at(self, point: Array) -> float:
        """The value at one point."""
        return float(self.values(point[0], point[1]))


def surface(formula: str | sp.Expr) -> Surface:
    """The function of two variables, in alphabetical order, that `formula` stands for.

    Raises:
        CalcrefError: it does not have two variables.

    >>> f = surface("x^2 + x*y")
    >>> f.at(np.array([1.0, 2.0])), f.gradient(np.array([1.0, 2.0])).tolist()
    (3.0, [4.0, 1.0])
    """
    expr = drawable(formula)
    letters = sorted(expr.free_symbols, key=lambda symbol: symbol.name)
    if len(letters) != 2:
        raise CalcrefError(f"contours need two variables; {expr} has {len(letters)}")
    values, *slopes = (
        sp.lambdify(letters, part.doit() if part.has(RealFunction) else part, modules=[BEYOND_NUMPY, "numpy"])
        for part in (expr, *(differentiate(expr, letter).answer for letter in letters))
    )
    return Surface(
        label(expr),
        (letters[0].name, letters[1].name),
        lambda x, y: np.asarray(values(x, y), dtype=float) + 0 * np.asarray(x, dtype=float),
        lambda point: np.array([float(slope(*point)) for slope in slopes]),
    )


def contours(axes: Axes, f: Surface, across: tuple[float, float], up: tuple[float, float], count: int = 9) -> None:
    """Thin contour lines of `f`, closer together near its lowest value; one unit is as long up as across."""
    axes.grid(False)
    axes.set_aspect("equal")
    x, y = np.meshgrid(np.linspace(*across, 61), np.linspace(*up, 61))
    values = f.values(x, y)
    low, high = float(np.min(values)), float(np.max(values))
    levels = low + (high - low) * np.linspace(0.08, 0.97, count) ** 2
    axes.contour(x, y, values, levels=levels, colors=MUTED, linewidths=0.8, alpha=0.55, negative_linestyles="solid")
    axes.set_xlim(*across)
    axes.set_ylim(*up)
