"""The power functions, one picture for each domain that the power rule tells apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.figure import Figure

from calcref.plot.drawing.axes import MINUS, name_axes, note, tidy
from calcref.plot.drawing.formula import function
from calcref.plot.drawing.html import Panel, panels
from calcref.plot.drawing.theme import DASHES, FUNCTION

DOMAINS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("every x", ("1", "2", "3")),  # whole exponents
    ("x ≠ 0", ("-1", "-2")),  # negative whole exponents
    ("every x ≠ 0, both signs", ("1/3", "2/3")),  # odd roots
    ("x > 0", ("1/2", "3/2", "pi")),  # all other exponents
)


def power_functions(
    domains: Sequence[tuple[str, Sequence[str]]] = DOMAINS, caption: str | None = None, alt: str | None = None
) -> str:
    """Power functions by the domain of their slope, a panel each.

    Args:
        domains: for each panel where its functions have a slope, and their exponents as text.

    >>> power_functions([("every x", ["2", "3"])]).count("<svg")
    1
    """

    def panel(domain: str, exponents: Sequence[str]) -> Panel:
        shown = " and ".join(exponents).replace("-", MINUS)
        return Panel(
            f"Powers that have a slope for {domain}",
            f"The curves of x to the power {shown}; they have a slope for {domain}.",
            lambda canvas: _draw(canvas, domain, exponents),
        )

    return panels(
        [panel(domain, exponents) for domain, exponents in domains],
        alt,
        caption
        or "One rule, four domains. Whole powers have a slope everywhere. Negative ones have a pole at 0. Odd roots "
        "exist on both sides but stand upright at 0. All other powers live to the right of 0.",
        wide=True,
    )


def _draw(canvas: Figure, domain: str, exponents: Sequence[str]) -> None:
    axes = tidy(canvas.subplots())
    x = np.linspace(-2, 2, 802)  # an even number: 0 itself is left out
    for position, (exponent, dashes) in enumerate(zip(exponents, DASHES, strict=False)):
        values = function(f"x^({exponent})")(x)
        axes.plot(x, np.where(np.abs(values) < 4, values, np.nan), color=FUNCTION, linestyle=dashes)
        raised = exponent.replace("pi", "\\pi")
        note(axes, f"$x^{{{raised}}}$", (1.3, -0.5 - 0.55 * position), color=FUNCTION)
        axes.plot([0.7, 1.2], [-0.5 - 0.55 * position] * 2, color=FUNCTION, linestyle=dashes)
    axes.set_xlim(-2, 2)
    axes.set_ylim(-2.1, 2.1)
    name_axes(axes, up=domain)
