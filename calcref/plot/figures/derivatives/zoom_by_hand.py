"""One place of several functions under a magnifying glass: which become a line, and which never do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import sympy as sp
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import name_axes, number, tidy
from calcref.plot.drawing.formula import Array, Function, function
from calcref.plot.drawing.html import Figure as Html
from calcref.plot.drawing.html import Panel
from calcref.plot.drawing.live import Live, Movable, Reading, live_panels
from calcref.plot.drawing.svg import part
from calcref.plot.drawing.theme import FUNCTION, INK, PAPER

DEEPEST = 6  # powers of ten
SIDES = np.linspace(-1, 1, 400)  # an even number: the place itself is left out


def zoom_by_hand(
    formulas: Sequence[tuple[str, str]], at: float = 0.0, caption: str | None = None, alt: str | None = None
) -> Html:
    """A panel for each function, which shows it around `at`; a reader zooms in, both axes alike.

    Args:
        formulas: pairs of a name and the function of one variable, as text, with the limit 0 at `at`.
        at: the place.

    >>> zoom_by_hand([("smooth", "sin(x)"), ("a kink", "|x|")]).count("<svg")
    2
    """
    named = [(name, function(formula)) for name, formula in formulas]
    called: dict[str, sp.Expr] | None = {}
    for index, (_, f) in enumerate(named):
        own = f.expressions(f"f{index}")
        called = None if own is None or called is None else called | own

    def panel(index: int, name: str, f: Function) -> Panel:
        return Panel(
            f"{name}: {f.name} around {number(at)}",
            f"The curve of {f.name} within 1 of {f.variable} = {number(at)}.",
            lambda canvas: _draw(canvas, f, at, name, str(index)),
        )

    return live_panels(
        [panel(index, name, f) for index, (name, f) in enumerate(named)],
        Live(
            "zoom",
            {"zoom": Movable("zoom", 0, 0, DEEPEST, 0.1, below=True)},
            {"r": Reading("half width r", "1")},
            called,
            {"at": at},
        ),
        alt,
        caption
        or f"Zoom in {10**DEEPEST:,} times".replace(",", "\u202f")
        + ": the smooth curve becomes its tangent, the kink looks the same at every scale, and the last one swings "
        "between the same two lines however near one looks: only what becomes a line has a slope.",
    )


def _draw(canvas: Figure, f: Function, at: float, name: str, key: str) -> None:
    axes = tidy(canvas.subplots())
    heights: Array = f(at + SIDES)
    axes.plot(SIDES, heights, color=FUNCTION, linewidth=1.6, gid=part(f"curve{key}"))
    axes.plot(0, 0, "o", color=INK, markeredgecolor=PAPER, zorder=5)
    axes.set_xlim(-1.04, 1.04)
    axes.set_ylim(-1.04, 1.04)
    axes.set_xticks([-1, 0, 1], ["−r", "0", "r"])
    axes.set_yticks([-1, 0, 1], ["−r", "0", "r"])
    name_axes(axes, up=f"{name}: {f.name}")
