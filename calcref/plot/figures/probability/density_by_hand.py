"""The normal density with two ends and its width in the reader's hand."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import fixed, name_axes, number, plane
from calcref.plot.drawing.html import Figure as Html
from calcref.plot.drawing.live import Live, Movable, Reading, live
from calcref.plot.drawing.svg import part
from calcref.plot.drawing.theme import AREA, FUNCTION, INK, PAPER
from calcref.probability import Normal
from calcref.verbs.reading import expression

DENSITY = "e^(-x^2/(2s^2))/(s sqrt(2pi))"
DISTRIBUTION = "(1 + erf(x/(s sqrt(2))))/2"
REACH, HEIGHT = 4.0, 2.1


def density_by_hand(
    a: float = -1.0, b: float = 2.0, sigma: float = 1.0, caption: str | None = None, alt: str | None = None
) -> Html:
    """The normal density about 0 with the probability between two ends filled.

    A reader moves both ends, and the width by the place where the curve turns.

    Args:
        a: where the area begins.
        b: where it ends.
        sigma: the standard deviation, from 0.2 to 2.

    >>> "cr-live" in density_by_hand(sigma=0.5)
    True
    """
    normal, narrow = Normal(0, sigma), Normal(0, 0.2)
    probability, top = float(normal.cdf(b) - normal.cdf(a)), float(normal.pdf(0))
    return live(
        lambda canvas: _draw(canvas, a, b, sigma),
        Live(
            "density",
            {
                "a": Movable("lower end a", a, -REACH, REACH, 0.1),
                "b": Movable("upper end b", b, -REACH, REACH, 0.1),
                "s": Movable("standard deviation σ", sigma, 0.2, 2, 0.05),
            },
            {
                "s": Reading("σ", fixed(sigma, 2)),
                "ends": Reading("from a to b", f"{fixed(a, 1)} to {fixed(b, 1)}"),
                "probability": Reading("probability, the area", fixed(probability, 4), AREA),
                "top": Reading("height at 0", fixed(top, 4), FUNCTION),
            },
            {"f": expression(DENSITY), "F": expression(DISTRIBUTION)},
        ),
        title="The normal density, and the probability between two ends",
        alt=alt
        or f"The bell curve of standard deviation {number(sigma)}, {number(top)} high at 0; the area from {number(a)} "
        f"to {number(b)} is filled and measures {number(probability)}.",
        caption=caption
        or f"A probability is an area, not a height: pull σ down to 0.2, and the curve is "
        f"{number(float(narrow.pdf(0)))} high, while the area under all of it stays 1.",
        height=280,
    )


def _draw(canvas: Figure, a: float, b: float, sigma: float) -> None:
    axes, normal = plane(canvas), Normal(0, sigma)
    x, inside = np.linspace(-REACH, REACH, 321), np.linspace(a, b, 161)
    edge = np.concatenate([[0.0], normal.pdf(inside), [0.0]])
    axes.fill(inside[[0, *range(161), -1]], edge, color=AREA, alpha=0.25, linewidth=0, gid=part("area"))
    axes.plot(x, normal.pdf(x), color=FUNCTION, zorder=4, gid=part("curve"))
    axes.plot([a, b], [0, 0], "o", color=AREA, markeredgecolor=PAPER, zorder=6, gid=part("ends"))
    turn = float(normal.pdf(sigma))
    axes.plot([0, sigma], [turn, turn], color=INK, linewidth=1, dashes=(2, 3), gid=part("width"))
    axes.plot(sigma, turn, "o", color=INK, markeredgecolor=PAPER, zorder=6, gid=part("turn"))
    axes.set_xlim(-REACH * 1.03, REACH * 1.03)
    axes.set_ylim(-0.12, HEIGHT)
    name_axes(axes, "$x$", "density")
