"""Two eigenvalues that meet, and two that a little coupling keeps apart."""

from __future__ import annotations

import numpy as np
from matplotlib.figure import Figure

from calcref.core.errors import OutsideDomain
from calcref.plot.drawing.axes import name_axes, number, tidy
from calcref.plot.drawing.html import Panel, panels
from calcref.plot.drawing.theme import DASHES, FUNCTION, MUTED


def crossing_eigenvalues(coupling: float = 0.3, caption: str | None = None, alt: str | None = None) -> str:
    """The eigenvalues of [[1 + t, c], [c, 1 - t]] as t runs: with c = 0 they cross, with a coupling c they do not.

    Args:
        coupling: c of the second panel, not 0.

    Raises:
        OutsideDomain: the coupling is 0, which is what the first panel shows, or not finite.

    >>> crossing_eigenvalues().count("<svg")
    2
    """
    if not (np.isfinite(coupling) and coupling):
        raise OutsideDomain(f"the second panel needs a coupling that is finite and not 0; found {coupling!r}")
    gap = np.ptp(_eigenvalues(np.array([0.0]), coupling))
    return panels(
        [
            _panel(0.0, "They meet", "The larger one has a corner where they meet, at t = 0."),
            _panel(coupling, "They do not", f"At t = 0 they come as near as {number(float(gap))}, and turn."),
        ],
        alt,
        caption
        or "The larger eigenvalue (drawn through) and the smaller one (dashed) of a matrix that moves along a line. "
        f"Where they meet, neither has a slope; a coupling of {number(coupling)} keeps them apart and smooth.",
        wide=True,
    )


def _eigenvalues(t: np.ndarray, coupling: float) -> np.ndarray:
    """A column for each t, the smaller one first."""
    matrices = np.array([[[1 + it, coupling], [coupling, 1 - it]] for it in t])
    return np.linalg.eigvalsh(matrices).T


def _panel(coupling: float, title: str, told: str) -> Panel:
    return Panel(
        f"{title}: coupling {number(coupling)}",
        f"Two eigenvalues against t from -1 to 1, with a coupling of {number(coupling)}. {told}",
        lambda canvas: _draw(canvas, coupling),
    )


def _draw(canvas: Figure, coupling: float) -> None:
    axes = tidy(canvas.subplots())
    t = np.linspace(-1, 1, 201)
    for values, dashes in zip(reversed(_eigenvalues(t, coupling)), DASHES, strict=False):
        axes.plot(t, values, color=FUNCTION, linestyle=dashes)
    axes.axvline(0, color=MUTED, linewidth=0.6)
    name_axes(axes, "t", f"eigenvalues, coupling {number(coupling)}")
