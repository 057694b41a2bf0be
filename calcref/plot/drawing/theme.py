"""The look of every figure: colors that follow the page, sizes that a phone can read."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, cast

import matplotlib

# Matplotlib wants colors it can parse; each of these stands for a CSS variable and is exchanged for it in the SVG.
INK = "#fe0001"
MUTED = "#fe0002"
GRID = "#fe0003"
PAPER = "#fe0004"
FUNCTION = "#fe0005"
SLOPE = "#fe0006"
AREA = "#fe0007"
ERROR = "#fe0008"

# The fall-backs serve where no style sheet of ours is loaded, a notebook say, on light and on dark ground.
CSS = {
    INK: "var(--cr-ink,currentColor)",
    MUTED: "var(--cr-muted,#808080)",
    GRID: "var(--cr-grid,#8884)",
    PAPER: "var(--cr-paper,transparent)",
    FUNCTION: "var(--cr-1,#3b82d6)",
    SLOPE: "var(--cr-2,#e0663a)",
    AREA: "var(--cr-3,#2f9e62)",
    ERROR: "var(--cr-4,#a05fd0)",
}

# A color means one thing on every page, in words, too; what is none of these is drawn in ink, or dashed.
MEANINGS = {FUNCTION: "function", SLOPE: "slope", AREA: "area", ERROR: "error"}

# So several curves of one kind have one color, and differ by their dashes.
DASHES: tuple[Any, ...] = ("solid", (0, (6, 2)), (0, (1.5, 1.5)), (0, (6, 2, 1.5, 2)))

WIDTH = 400  # points; a figure is shown at 360 to 520 pixels, so 12 points are read as 11 to 16 pixels
PANEL = 212  # points; panels stand side by side on a desktop and below one another on a phone
TEXT = 12
MATH = 14  # Computer Modern looks small beside a sans serif

_RC: dict[str, Any] = {
    "svg.hashsalt": "calcref",
    "svg.fonttype": "none",
    "font.size": TEXT,
    "mathtext.fontset": "cm",
    "text.color": INK,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "axes.edgecolor": MUTED,
    "axes.linewidth": 0.8,
    "axes.labelcolor": INK,
    "axes.labelsize": TEXT,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.spines.bottom": False,
    "axes.formatter.useoffset": False,
    "axes.xmargin": 0.02,
    "axes.ymargin": 0.06,
    "grid.color": GRID,
    "grid.linewidth": 0.6,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelsize": TEXT,
    "ytick.labelsize": TEXT,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "xtick.minor.size": 0,
    "ytick.minor.size": 0,
    "lines.linewidth": 2.2,
    "lines.solid_capstyle": "round",
    "lines.markersize": 7,
    "lines.markeredgewidth": 1.5,
    "patch.linewidth": 0.8,
}


@contextmanager
def theme() -> Iterator[None]:
    """Matplotlib with our settings and nobody else's, for as long as a figure is drawn."""
    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        cast(MutableMapping[str, Any], matplotlib.rcParams).update(_RC)
        yield
