"""The product rule as a rectangle whose two sides grow."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from calcref.core.errors import CalcrefError
from calcref.plot.drawing.axes import note, number
from calcref.plot.drawing.formula import Formula, function
from calcref.plot.drawing.html import Figure as Html
from calcref.plot.drawing.live import Live, Movable, Reading, live
from calcref.plot.drawing.svg import part
from calcref.plot.drawing.theme import ERROR, FUNCTION, SLOPE

LONGEST = 1.5  # times the step that is drawn first


def product_rectangle(
    f: Formula, g: Formula, at: float, h: float, caption: str | None = None, alt: str | None = None
) -> Html:
    """The area f·g at `at` and the two strips and the corner that it gains by a step `h`.

    A reader moves the corner.

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
    called = (first.expressions("f"), second.expressions("g"))
    most = first.at(at + LONGEST * h), second.at(at + LONGEST * h)
    return live(
        lambda canvas: _draw(canvas, (u, v, du, dv), most),
        Live(
            "rectangle",
            {"h": Movable("step h", h, h / 20, LONGEST * h, h / 20)},
            {
                "h": Reading("step h", number(h)),
                "strips": Reading("two strips", number(v * du + u * dv), SLOPE),
                "corner": Reading("corner", number(du * dv), ERROR),
                "share": Reading("corner ÷ h", number(du * dv / h), ERROR),
            },
            None if None in called else {**(called[0] or {}), **(called[1] or {})},
            {"at": at},
        ),
        "The product as a growing rectangle",
        alt
        or f"A rectangle {number(u)} wide and {number(v)} high. As its sides grow by {number(du)} and {number(dv)} "
        f"it gains a strip at its right of area {number(v * du)}, one on top of area {number(u * dv)} and a "
        f"corner of {number(du * dv)}.",
        caption
        or f"The area gains {number(gained)}. The two strips are the product rule; it predicts {number(linear)}. The "
        f"corner, {number(du * dv)}, is small times small: halve the step, and it falls to about a quarter, the strips "
        "only to a half.",
        height=310,
    )


def _draw(canvas: Figure, sides: Sequence[float], most: tuple[float, float]) -> None:
    u, v, du, dv = sides
    axes = canvas.subplots()
    axes.set_axis_off()
    axes.set_aspect("equal" if 0.4 < v / u < 2.5 else "auto")
    axes.add_patch(Rectangle((0, 0), u, v, facecolor=FUNCTION, alpha=0.22, linewidth=0))
    axes.add_patch(Rectangle((0, 0), u, v, fill=False, edgecolor=FUNCTION, linewidth=1.6))
    parts = (("right", u, 0.0, du, v, SLOPE), ("top", 0.0, v, u, dv, SLOPE), ("corner", u, v, du, dv, ERROR))
    for name, left, bottom, width, height, color in parts:
        across, up = [left, left, left + width, left + width], [bottom, bottom + height, bottom + height, bottom]
        axes.fill(across, up, facecolor=color, alpha=0.22, linewidth=0, gid=part(name))
        axes.fill(across, up, fill=False, edgecolor=color, linewidth=1.6, gid=part(f"{name}_edge"))
    axes.set_xlim(0, most[0] * 1.02)
    axes.set_ylim(0, most[1] * 1.02)
    _name(axes, u, v, du, dv)


def _name(axes: Axes, u: float, v: float, du: float, dv: float) -> None:
    note(axes, "$u\\,v$", (u / 2, v / 2), ha="center", halo=False)
    note(axes, "$u$", (u / 2, 0), (0, -12), ha="center")
    note(axes, "$v$", (0, v / 2), (-8, 0), ha="right")
    for name, text, at, offset, side in (
        ("du", "$\\Delta u$", (u + du / 2, 0.0), (0, -12), "center"),
        ("dv", "$\\Delta v$", (0.0, v + dv / 2), (-8, 0), "right"),
        ("vdu", "$v\\,\\Delta u$", (u + du / 2, v / 2), (0, 0), "center"),
        ("udv", "$u\\,\\Delta v$", (u / 2, v + dv / 2), (0, 0), "center"),
    ):
        note(axes, text, at, offset, ha=side, halo=False, name=name)
