"""Small helpers of drawing that every figure shares."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import ScaledTranslation

from calcref.plot.drawing.svg import HALO, part
from calcref.plot.drawing.theme import INK, MATH, MUTED, TEXT

MINUS = "\N{MINUS SIGN}"


def number(value: float, digits: int = 3) -> str:
    """`value` for a reader: `digits` significant digits, no trailing zeros, a true minus sign.

    >>> number(-0.50001), number(1234.5), number(1e-7), number(-2.5e8)
    ('−0.5', '1230', '10⁻⁷', '−2.5×10⁸')
    """
    if value == 0 or not np.isfinite(value):
        return "0" if value == 0 else str(value).replace("-", MINUS).replace("inf", "∞")
    if 1e-4 <= abs(value) < 1e6:
        rounded = float(f"{value:.{digits}g}")
        return f"{rounded:.10f}".rstrip("0").rstrip(".").replace("-", MINUS)
    mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    factor = {"1": "", "-1": MINUS}.get(mantissa, f"{mantissa}×".replace("-", MINUS))
    return f"{factor}10{superscript(int(exponent))}"


def fixed(value: float, digits: int) -> str:
    """`value` with `digits` digits after the point whatever it is, so that nothing jumps where it changes.

    >>> fixed(-0.5, 3), fixed(-0.0001, 2)
    ('−0.500', '0.00')
    """
    text = f"{value:.{digits}f}"
    return (text.removeprefix("-") if float(text) == 0 else text).replace("-", MINUS)


def superscript(exponent: int) -> str:
    """An integer as a raised one.

    >>> superscript(-12)
    '⁻¹²'
    """
    return str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))


def plane(figure: Figure, zero: bool = True, ticks: int = 5) -> Axes:
    """The axes of a curve: thin grid, few ticks, and the lines through 0 a little stronger."""
    axes = figure.subplots()
    return tidy(axes, zero, ticks)


def tidy(axes: Axes, zero: bool = True, ticks: int = 5) -> Axes:
    """`axes` with few ticks, readable numbers and, if asked, the lines through 0."""
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(ticks, steps=[1, 2, 2.5, 5, 10]))
        axis.set_major_formatter(FuncFormatter(lambda value, position: number(value)))
    if zero:
        axes.axhline(0, color=MUTED, linewidth=0.9, zorder=1)
        axes.axvline(0, color=MUTED, linewidth=0.9, zorder=1)
    return axes


def note(
    axes: Axes,
    text: str,
    at: tuple[float, float],
    offset: tuple[float, float] = (0, 0),
    color: str = INK,
    ha: str = "left",
    va: str = "center",
    halo: bool = True,
    name: str = "",
) -> None:
    """Write `text` beside the point `at`, `offset` points away, keeping clear of the lines behind it.

    With a `name` it is a part that a script moves.
    """
    gid = " ".join([HALO] * halo + [part(name)] * bool(name))
    axes.annotate(
        text,
        at,
        xytext=offset,
        textcoords="offset points",
        color=color,
        ha=ha,
        va=va,
        fontsize=MATH if "$" in text else TEXT,
        gid=gid or None,
        annotation_clip=False,
    )


def name_curves(axes: Axes, x: float, names: Sequence[tuple[str, float, str]], offset: float = 6) -> None:
    """Write the name of each curve beside its end at `x`, apart from one another where the ends are close.

    Args:
        axes: with its limits set.
        x: where the curves end.
        names: name, height of the end, color.
        offset: points between end and name.
    """
    low, high = axes.get_ylim()
    room = 0.075 * (high - low)
    ordered = sorted(names, key=lambda entry: entry[1])
    heights = np.array([entry[1] for entry in ordered])
    for _ in range(50):
        close = np.maximum(0, room - np.diff(heights)) / 2
        heights[:-1] -= close
        heights[1:] += close
    for (text, _, color), height in zip(ordered, heights, strict=True):
        note(axes, text, (x, float(height)), (offset, 0), color)


def along(axes: Axes, text: str, at: tuple[float, float], slope: float, color: str, above: bool) -> None:
    """Write `text` along the line of the given slope that ends at `at`, above or below it."""
    shift = ScaledTranslation(0, (3 if above else -3) / 72, axes.figure.dpi_scale_trans)
    axes.text(
        *at,
        text,
        color=color,
        ha="right",
        va="bottom" if above else "top",
        rotation=math.degrees(math.atan(slope)),
        rotation_mode="anchor",
        transform_rotates_text=True,
        transform=axes.transData + shift,
        gid=HALO,
    )


def window(values: Any, margin: float = 0.08) -> tuple[float, float]:
    """The limits that show all finite `values` with some room around them."""
    finite = np.asarray(values, dtype=float)
    finite = finite[np.isfinite(finite)]
    low, high = float(np.min(finite)), float(np.max(finite))
    room = margin * (high - low) or 1.0
    return low - room, high + room


def name_axes(axes: Axes, across: str = "", up: str = "") -> None:
    """Write the names of the axes at their ends, where they take no room from the drawing."""
    if across:
        axes.set_xlabel(across, loc="right", fontsize=MATH if "$" in across else TEXT, labelpad=3)
    if up:
        axes.set_title(up, loc="left", fontsize=MATH if "$" in up else TEXT, pad=6)
