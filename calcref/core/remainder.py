"""What is left out where a function is replaced by a polynomial."""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp

from calcref.core.shown import Brief


@dataclass(frozen=True, slots=True, repr=False)
class Remainder(Brief):
    """What a Taylor polynomial leaves out, as Lagrange wrote it.

    Args:
        term: it, with a letter for a place between where the polynomial fits and where it is read.
        place: that letter.
        about, var: what it stands between; in several variables 0 and 1, the ends of the line from one to the other.
        bound: what its size is at most on `on`, by interval arithmetic; None where nobody asked.
        on: the ends of an interval, in several variables two corners of a box, or None.
    """

    term: sp.Expr
    place: sp.Symbol
    about: sp.Expr
    var: sp.Expr
    bound: sp.Expr | None = None
    on: tuple[sp.Expr, sp.Expr] | None = None
