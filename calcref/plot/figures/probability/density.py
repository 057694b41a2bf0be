"""A density, and below it the distribution function whose slope it is."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import name_axes, note, number, tidy, window
from calcref.plot.drawing.html import figure
from calcref.plot.drawing.theme import AREA, FUNCTION, MUTED, PAPER, SLOPE
from calcref.probability import Density


def density_and_distribution(
    density: Density,
    at: float,
    span: tuple[float, float] | None = None,
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """Above, a density with the probability of values up to `at` filled; below, the distribution function.

    Args:
        density: one of `calcref.probability`.
        at: where the area ends.
        span: the interval that is drawn; by default four standard deviations to each side of the mean.

    >>> from calcref.probability import Normal
    >>> "<svg" in density_and_distribution(Normal(), at=1)
    True
    """
    height, probability = float(density.pdf(at)), float(density.cdf(at))
    low, high = span or _about_the_mean(density)
    return figure(
        lambda canvas: _draw(canvas, density, at, (low, high)),
        "A density and its distribution function",
        alt
        or f"Above, a density; the area up to x = {number(at)} is filled and measures {number(probability)}. Below, "
        f"the distribution function, {number(probability)} high at {number(at)}, where its tangent has slope "
        f"{number(height)}.",
        caption
        or f"Area above is height below: {number(probability)} of the probability lies to the left of {number(at)}. "
        f"Height above is slope below: {number(height)}. One curve is the integral of the other, the other its "
        "derivative.",
        height=380,
    )


def _about_the_mean(density: Density) -> tuple[float, float]:
    spread = 4 * float(np.sqrt(density.variance))
    return density.mean - spread, density.mean + spread


def _draw(canvas: Figure, density: Density, at: float, span: tuple[float, float]) -> None:
    above, below = canvas.subplots(2, 1, sharex=True)
    low, high = span
    ends = [end for end in density.support if low < end < high]
    x = np.sort(np.concatenate([np.linspace(low, high, 301), ends, np.nextafter(ends, -np.inf), [at]]))
    height, probability = float(density.pdf(at)), float(density.cdf(at))
    tidy(above)
    tidy(below)
    above.plot(x, density.pdf(x), color=FUNCTION)
    above.fill_between(x[x <= at], density.pdf(x[x <= at]), color=AREA, alpha=0.25, linewidth=0)
    above.plot([at, at], [0, height], color=SLOPE, linewidth=3, solid_capstyle="butt")
    note(above, number(height), (at, height), (8, 4), SLOPE)
    above.set_ylim(*window(np.append(density.pdf(x), 0.0), 0.12))
    below.plot(x, density.cdf(x), color=AREA)
    reach = 0.13 * (high - low)
    near = np.array([at - reach, at + reach])
    below.plot(near, probability + height * (near - at), color=SLOPE, linewidth=2)
    below.plot([low, at], [probability, probability], color=MUTED, linewidth=1, dashes=(2, 3))
    below.plot(at, probability, "o", color=SLOPE, markeredgecolor=PAPER, zorder=5)
    note(below, number(probability), (low, probability), (2, 9), AREA)
    note(below, f"slope {number(height)}", (at, probability), (10, -10), SLOPE)
    below.set_ylim(-0.06, 1.1)
    below.set_xlim(low, high)
    name_axes(above, up="density")
    name_axes(below, "$x$", "probability of values up to x")
