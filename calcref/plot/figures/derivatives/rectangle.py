"""The product rule as a rectangle whose two sides grow."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from calcref.core.errors import CalcrefError
from calcref.plot.drawing.axes import note, number
from calcref.plot.drawing.formula import Formula, function
from calcref.plot.drawing.html import figure
from calcref.plot.drawing.theme import ERROR, FUNCTION, SLOPE


def product_rectangle(
    f: Formula, g: Formula, at: float, h: float, caption: str | None = None, alt: str | None = None
) -> str:
    """The area f·g at `at` and the two strips and the corner that it gains by a step `h`.

    Args:
        f: the width of the rectangle, as text, SymPy expression or callable.
        g: its height.
        at: where the step begins.
        h: the step.

    Raises:
        CalcrefError: a side is not positive, or does not grow: there is no such rectangle to draw.

    >>> "<svg" in product_rectangle("x", "x^2", at=1, h=0.2)
    True
    """
    first, second = function(f), function(g)
    u, v = first.at(at), second.at(at)
    du, dv = first.at(at + h) - u, second.at(at + h) - v
    if min(u, v, du, dv) <= 0:
        raise CalcrefError(
            f"a rectangle needs sides that are positive and grow; they go from {u:g} by {du:g} and from {v:g} by "
            f"{dv:g}: choose another point or step"
        )
    linear = (first.slope(at) * v + u * second.slope(at)) * h
    gained = (u + du) * (v + dv) - u * v
    return figure(
        lambda canvas: _draw(canvas, u, v, du, dv),
        "The product as a growing rectangle",
        alt
        or f"A rectangle {number(u)} wide and {number(v)} high. As its sides grow by {number(du)} and {number(dv)} "
        f"it gains a strip at its right of area {number(v * du)}, one on top of area {number(u * dv)} and a "
        f"corner of {number(du * dv)}.",
        caption
        or f"The area gains {number(gained)}. The two strips are the product rule; it predicts {number(linear)}. The "
        f"corner, {number(du * dv)}, is small times small: halve the step, and it falls to a quarter, the strips "
        "only to a half.",
        height=290,
    )


def _draw(canvas: Figure, u: float, v: float, du: float, dv: float) -> None:
    axes = canvas.subplots()
    axes.set_axis_off()
    axes.set_aspect("equal" if 0.4 < v / u < 2.5 else "auto")
    parts = (
        (0.0, 0.0, u, v, FUNCTION, "$u\\,v$"),
        (u, 0.0, du, v, SLOPE, "$v\\,\\Delta u$"),
        (0.0, v, u, dv, SLOPE, "$u\\,\\Delta v$"),
        (u, v, du, dv, ERROR, ""),
    )
    for left, bottom, width, height, color, text in parts:
        axes.add_patch(Rectangle((left, bottom), width, height, facecolor=color, alpha=0.22, linewidth=0))
        axes.add_patch(Rectangle((left, bottom), width, height, fill=False, edgecolor=color, linewidth=1.6))
        if text:
            note(axes, text, (left + width / 2, bottom + height / 2), ha="center", halo=False)
    note(axes, "$\\Delta u\\,\\Delta v$", (u + du, v + dv / 2), (8, 0), ERROR)
    _measure(axes, u, v, du, dv)
    axes.set_xlim(0, (u + du) * 1.02)
    axes.set_ylim(0, (v + dv) * 1.02)


def _measure(axes: Axes, u: float, v: float, du: float, dv: float) -> None:
    note(axes, f"$u = {u:.3g}$", (u / 2, 0), (0, -14), ha="center")
    note(axes, f"$\\Delta u = {du:.3g}$", (u + du / 2, 0), (0, -14), ha="center")
    note(axes, f"$v = {v:.3g}$", (0, v / 2), (-8, 0), ha="right")
    note(axes, f"$\\Delta v = {dv:.3g}$", (0, v + dv / 2), (-8, 0), ha="right")
