"""Fields of the plane as arrows, each with what flows out of a place and how it turns there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import sympy as sp
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import name_axes, number, tidy
from calcref.plot.drawing.formula import drawable
from calcref.plot.drawing.html import Panel, panels
from calcref.plot.drawing.theme import SLOPE
from calcref.verbs.curl import curl
from calcref.verbs.divergence import divergence

COUNT = 6  # arrows in each row; even, so that none stands at the origin, where a field may have no value
x, y = sp.symbols("x y", real=True)


def arrow_fields(
    fields: Mapping[str, Sequence[str]],
    at: tuple[float, float] = (1, 1),
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """Fields in x and y as arrows between -2 and 2, a panel for each, with divergence and curl at a place.

    Args:
        fields: what stands above a panel, and the two formulas of its field.
        at: the place.

    >>> "<svg" in arrow_fields({"away": ["x", "y"]})
    True
    """

    found = {name: [verb(it, "x, y", at=at).answer for verb in (divergence, curl)] for name, it in fields.items()}
    said = {name: "divergence {}, curl {}".format(*(number(float(it)) for it in two)) for name, two in found.items()}
    place = f"({number(at[0])}, {number(at[1])})"

    def panel(name: str) -> Panel:
        return Panel(f"The field {name}", f"Arrows; at {place}: {said[name]}.", _drawing(name, fields[name]))

    return panels(
        [panel(name) for name in fields],
        alt,
        caption
        or f"Each arrow points where the field does, and is the longer the stronger it is. At {place}: "
        + "; ".join(f"{name}, {it}" for name, it in said.items())
        + ".",
    )


def _drawing(name: str, field: Sequence[str]) -> Any:
    across, up = (sp.lambdify([x, y], drawable(it), "numpy") for it in field)

    def draw(canvas: Figure) -> None:
        axes = tidy(canvas.subplots(), zero=False, ticks=3)
        axes.grid(False)
        right, high = map(np.ravel, np.meshgrid(*[np.linspace(-2, 2, COUNT)] * 2))
        arrows = [np.asarray(it(right, high), dtype=float) + 0 * right for it in (across, up)]
        longest = float(np.max(np.hypot(*arrows)))
        axes.quiver(right, high, *arrows, color=SLOPE, angles="xy", scale_units="xy", scale=longest / 0.8, width=0.009)
        axes.set_xlim(-2.6, 2.6)
        axes.set_ylim(-2.6, 2.6)
        axes.set_aspect("equal")
        name_axes(axes, "x", name)

    return draw
