"""The corner of L1 against the circle of L2."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import sympy as sp
from matplotlib.figure import Figure

from calcref.core.errors import OutsideDomain
from calcref.plot.drawing.axes import name_axes, note, number, tidy
from calcref.plot.drawing.formula import Array
from calcref.plot.drawing.html import Panel, panels
from calcref.plot.drawing.surface import Surface, contours, surface
from calcref.plot.drawing.theme import AREA, FUNCTION, PAPER, SLOPE

Norm = Callable[[Array], Array]

NORMS: tuple[tuple[str, str, Norm], ...] = (
    ("L1", "|u| + |v| ≤ ", lambda w: np.sum(np.abs(w), axis=0)),
    ("L2", "√(u² + v²) ≤ ", lambda w: np.sqrt(np.sum(w**2, axis=0))),
)


def penalty_corner(
    formula: str | sp.Expr,
    radius: float = 1.0,
    reach: float = 2.5,
    caption: str | None = None,
    alt: str | None = None,
) -> str:
    """The contours of a loss of two weights, and where they first touch the ball of L1 and that of L2.

    Args:
        formula: the loss, as text or SymPy expression in two variables.
        radius: of both balls.
        reach: how far from 0 is drawn.

    Raises:
        OutsideDomain: the radius is not positive.

    >>> penalty_corner("(u-1.5)^2 + 3(v-0.6)^2").count("<svg")
    2
    """
    if not radius > 0:
        raise OutsideDomain(f"a ball needs a positive radius; found {radius!r}: try 1")
    f = surface(formula)
    touched = [_lowest(f, norm, radius) for _, _, norm in NORMS]

    def panel(name: str, norm: Norm, point: Array) -> Panel:
        return Panel(
            f"The {name} ball and the loss",
            f"The contours of the loss touch the {name} ball of radius {number(radius)} at ({_rounded(point)}).",
            lambda canvas: _draw(canvas, f, name, norm, (point, radius, reach)),
        )

    return panels(
        [panel(name, norm, point) for (name, _, norm), point in zip(NORMS, touched, strict=True)],
        alt,
        caption
        or "The best point inside each shape is where the contours of the loss first touch it. "
        f"The corner of L1 catches it at ({_rounded(touched[0])}): {_zeros(touched[0], f)}. The circle has no corners: "
        f"({_rounded(touched[1])}), {_zeros(touched[1], f)}.",
        height=220,
        wide=True,
    )


def _lowest(f: Surface, norm: Norm, radius: float) -> Array:
    """The point of the sphere of `norm` where `f` is lowest, found on ever finer arcs."""
    center, width = 0.0, np.pi
    for _ in range(30):
        angles = center + width * np.linspace(-1, 1, 401)
        points = _sphere(norm, radius, angles)
        center = float(angles[np.argmin(f.values(points[0], points[1]))])
        width *= 0.25
    found = _sphere(norm, radius, np.array([center]))[:, 0]
    return np.where(np.abs(found) < 1e-9 * radius, 0.0, found)


def _sphere(norm: Norm, radius: float, angles: Array) -> Array:
    around = np.stack([np.cos(angles), np.sin(angles)])
    return radius * around / norm(around)


def _rounded(point: Array) -> str:
    return f"{number(float(point[0]))}, {number(float(point[1]))}"


def _zeros(point: Array, f: Surface) -> str:
    gone = [name for name, weight in zip(f.variables, point, strict=True) if weight == 0]
    return f"{' and '.join(gone)} is exactly 0" if gone else "both weights stay"


def _draw(canvas: Figure, f: Surface, name: str, norm: Norm, where: tuple[Array, float, float]) -> None:
    point, radius, reach = where
    axes = tidy(canvas.subplots(), ticks=4)
    contours(axes, f, (-reach * 0.6, reach), (-reach * 0.6, reach))
    edge = _sphere(norm, radius, np.linspace(0, 2 * np.pi, 241))
    axes.fill(*edge, facecolor=AREA, alpha=0.2, linewidth=0)
    axes.plot(*edge, color=AREA)
    x, y = np.meshgrid(np.linspace(-reach * 0.6, reach, 91), np.linspace(-reach * 0.6, reach, 91))
    axes.contour(x, y, f.values(x, y), levels=[f.at(point)], colors=FUNCTION, linewidths=2)
    axes.plot(*point, "o", color=SLOPE, markeredgecolor=PAPER, markersize=9, zorder=6)
    note(axes, f"${f.variables[1]}$", (0, reach), (6, -7))
    name_axes(axes, f"${f.variables[0]}$", f"{name}: lowest at ({_rounded(point)})")
