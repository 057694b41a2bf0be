"""Two normal densities in the reader's hand, and what it costs to take one for the other."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from calcref.information import jensen_shannon_divergence, kl_divergence
from calcref.plot.drawing.axes import fixed, name_axes, number, tidy
from calcref.plot.drawing.html import Figure as Html
from calcref.plot.drawing.live import Live, Movable, Reading, live
from calcref.plot.drawing.svg import part
from calcref.plot.drawing.theme import AREA, FUNCTION, INK, PAPER
from calcref.probability import Normal
from calcref.verbs.reading import expression

BELL = "e^(-((x-m)/s)^2/2)/(s sqrt(2pi))"
DIVERGENCE = "ln(t/s) + (s^2 + (a-b)^2)/(2t^2) - 1/2"
REACH, HEIGHT, LOW, HIGH = 6.0, 1.05, -0.45, 1.15
DASHED = (6, 2)


def two_bells(
    p: tuple[float, float] = (-1.0, 0.7),
    q: tuple[float, float] = (0.8, 1.2),
    caption: str | None = None,
    alt: str | None = None,
) -> Html:
    """Two bells, p and q, and below them p ln(p/q), whose area is the divergence of q from p.

    A reader moves the middle of each bell, and its width by the place where the curve turns.

    Args:
        p: mean, from -3 to 3, and standard deviation, from 0.4 to 2.
        q: the same of the other.

    >>> "cr-live" in two_bells(q=(0.0, 1.0))
    True
    """
    one, other = Normal(*p), Normal(*q)
    there, back = kl_divergence(one, other), kl_divergence(other, one)
    both = jensen_shannon_divergence(one, other)
    far, near = kl_divergence(Normal(0, 2), Normal(0, 0.4)), kl_divergence(Normal(0, 0.4), Normal(0, 2))
    return live(
        lambda canvas: _draw(canvas, one, other),
        Live(
            "bells",
            {
                "a": Movable("mean of p", p[0], -3, 3, 0.1),
                "s": Movable("standard deviation of p", p[1], 0.4, 2, 0.05),
                "b": Movable("mean of q", q[0], -3, 3, 0.1),
                "t": Movable("standard deviation of q", q[1], 0.4, 2, 0.05),
            },
            {
                "p": Reading("p, solid: mean, σ", f"{fixed(p[0], 1)}, {fixed(p[1], 2)}", FUNCTION),
                "q": Reading("q, dashed: mean, σ", f"{fixed(q[0], 1)}, {fixed(q[1], 2)}", FUNCTION),
                "there": Reading("KL(p ‖ q), the area below", fixed(there, 4), AREA),
                "back": Reading("KL(q ‖ p)", fixed(back, 4)),
                "both": Reading("Jensen–Shannon, at most ln 2", fixed(both, 4)),
            },
            {"bell": expression(BELL), "divergence": expression(DIVERGENCE)},
        ),
        title="Two bells, and the divergence of one from the other",
        alt=alt
        or f"Two bell curves: p, solid, of mean {number(p[0])} and standard deviation {number(p[1])}; q, dashed, of "
        f"mean {number(q[0])} and standard deviation {number(q[1])}. Below, p times the logarithm of p over q, above "
        f"0 where p is the higher one and else below; its area is {number(there)}. The other way round it would be "
        f"{number(back)}.",
        caption=caption
        or "Put both means at 0, and make one bell wide, σ = 2, and the other narrow, σ = 0.4. To take the narrow one "
        f"for the wide one costs {number(far)}, for its tails call impossible what happens all the time; the other way "
        f"round {number(near)} are enough.",
        height=400,
    )


def _draw(canvas: Figure, p: Normal, q: Normal) -> None:
    above, below = canvas.subplots(2, 1, sharex=True, height_ratios=[3, 2])
    tidy(above)
    tidy(below)
    x = np.linspace(-REACH, REACH, 481)
    for one, name, style in ((p, "p", None), (q, "q", DASHED)):
        line = {"dashes": style} if style else {}
        above.plot(x, one.pdf(x), color=FUNCTION, zorder=4, gid=part(name), **line)
        top, turn = float(one.pdf(one.mu)), float(one.pdf(one.mu + one.sigma))
        above.plot(
            [one.mu, one.mu + one.sigma], [turn] * 2, color=INK, linewidth=1, dashes=(2, 3), gid=part(f"{name}w")
        )
        ends = [one.mu, one.mu + one.sigma]
        above.plot(ends, [top, turn], "o", color=FUNCTION, markeredgecolor=PAPER, zorder=6, gid=part(f"{name}dots"))
    cost = p.pdf(x) * (p.log_pdf(x) - q.log_pdf(x))
    edges = x[[0, *range(len(x)), -1]]
    below.fill(edges, [0.0, *cost, 0.0], color=AREA, alpha=0.25, linewidth=0, gid=part("area"))
    below.plot(x, cost, color=AREA, gid=part("cost"))
    above.set_xlim(-REACH, REACH)
    above.set_ylim(-0.05, HEIGHT)
    below.set_ylim(LOW, HIGH)
    name_axes(above, up="density")
    name_axes(below, "$x$", "p ln(p/q)")
