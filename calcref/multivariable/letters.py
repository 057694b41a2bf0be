"""The letters that statements in several variables are written in."""

from __future__ import annotations

import sympy as sp

from calcref.core.letters import u, x
from calcref.core.sources import Source

y, v, w, s = sp.symbols("y v w s", real=True)
f, g, h = (sp.Function(name)(x, y) for name in "fgh")
PLACE = sp.Tuple(x, y)


def rudin(where: str) -> Source:
    """A place in Rudin's book."""
    return Source("W. Rudin, Principles of mathematical analysis, 3rd edition", where)


__all__ = ["PLACE", "f", "g", "h", "rudin", "s", "u", "v", "w", "x", "y"]
