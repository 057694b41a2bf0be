"""What is left of a gradient on its way back through many layers."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import fixed, name_axes, number, superscript, tidy
from calcref.plot.drawing.formula import Array, numeric
from calcref.plot.drawing.html import Figure as Html
from calcref.plot.drawing.live import Live, Movable, Reading, live
from calcref.plot.drawing.svg import part
from calcref.plot.drawing.theme import MUTED, PAPER, SLOPE
from calcref.verbs.differentiate import differentiate
from calcref.verbs.reading import expression

LAYER = "tanh(w x)"
DEEPEST = 60
LEAST, MOST = 1e-16, 10.0  # slopes that are drawn


def depth_and_gradient(
    weight: float = 0.9, depth: int = 30, start: float = 0.1, caption: str | None = None, alt: str | None = None
) -> Html:
    """The slope of a chain of equal layers tanh(w x) against their number, on a logarithmic scale.

    A reader moves the weight and the depth.

    Args:
        weight: the w of every layer.
        depth: how many layers there are.
        start: what goes into the first one.

    >>> "cr-live" in depth_and_gradient(weight=1.1)
    True
    """
    left = _left(weight, start)
    worst = {w: _left(w, start)[depth] for w in (0.5, 1.0, 2.0)}
    layer = expression(LAYER)
    return live(
        lambda canvas: _draw(canvas, left, depth),
        Live(
            "depth",
            {
                "w": Movable("weight w", weight, 0.2, 2.5, 0.05, below=True),
                "n": Movable("layers", depth, 1, DEEPEST, 1),
            },
            {
                "w": Reading("weight w", fixed(weight, 2)),
                "n": Reading("layers", str(depth)),
                "left": Reading("slope of the whole", number(left[depth], 2), SLOPE),
            },
            {"f": layer, "slope": differentiate(layer, "x").answer},
            {"start": start, "deepest": DEEPEST, "least": LEAST, "most": MOST},
        ),
        title="The gradient that is left after so many layers",
        alt=alt
        or f"The slope of a chain of up to {DEEPEST} layers with weight {number(weight)}, on a logarithmic scale; "
        f"after {depth} of them it is {number(left[depth], 2)}.",
        caption=caption
        or f"After {depth} layers a weight of 0.5 leaves {number(worst[0.5], 1)} of the gradient, since every factor "
        f"is small, and one of 2 leaves {number(worst[2.0], 1)}, since it closes the units; only near 1 does something "
        f"come through: {number(worst[1.0], 2)}.",
        height=280,
    )


def _left(weight: float, start: float) -> list[float]:
    layer, letters = expression(LAYER), {expression("w"): weight}
    value = numeric(layer, expression("x"), letters)
    slope = numeric(differentiate(layer, "x").answer, expression("x"), letters)
    x, found = start, [1.0]
    for _ in range(DEEPEST):
        found.append(found[-1] * float(slope(x)))
        x = float(value(x))
    return found


def _draw(canvas: Figure, left: list[float], depth: int) -> None:
    axes = tidy(canvas.subplots(), zero=False)
    heights: Array = np.log10(np.clip(left, LEAST, MOST))
    axes.axhline(0, color=MUTED, linewidth=0.9)
    axes.plot(heights, color=SLOPE, gid=part("left"))
    axes.plot(
        [depth, depth], [np.log10(LEAST), heights[depth]], color=MUTED, dashes=(2, 3), linewidth=1, gid=part("drop")
    )
    axes.plot(depth, heights[depth], "o", color=SLOPE, markeredgecolor=PAPER, zorder=5, gid=part("point"))
    axes.set_xlim(-1, DEEPEST + 1)
    axes.set_ylim(np.log10(LEAST), np.log10(MOST))
    axes.set_yticks([-12, -8, -4, 0], [f"10{superscript(power)}" for power in (-12, -8, -4)] + ["1"])
    name_axes(axes, "layers", "slope of the chain")
