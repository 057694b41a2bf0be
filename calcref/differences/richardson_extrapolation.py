"""Richardson's extrapolation: central differences on shrinking steps, and the limit that they approach."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any, final

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain
from calcref.core.shown import Brief
from calcref.differences.fornberg import weights
from calcref.differences.quotients import Function
from calcref.differences.stencil import EPS, difference, values
from calcref.verify.given import is_whole, reals

MOST_HALVINGS = 20
_CENTRAL = {1: (-1.0, 1.0), 2: (-1.0, 0.0, 1.0)}


@dataclass(frozen=True, slots=True, repr=False)
class Extrapolated(Brief):
    """A derivative, entry by entry, and its error: how its neighbors in the table differ from it, and rounding."""

    value: Any
    error: Any


@final
@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Richardson(Stated):
    """D[k, 0] has the step h/2^k, and D[k, j] = D[k, j-1] + (D[k, j-1] - D[k-1, j-1])/(4^j - 1).

    >>> found = richardson(np.exp, 0.0)
    >>> round(float(found.value), 10), bool(found.error < 1e-10)
    (1.0, True)
    """

    def __call__(self, f: Function, x: Any, order: int = 1, step: float = 0.5, halvings: int = 8) -> Extrapolated:
        """The first or second derivative of `f` at `x`, entry by entry, from where the table has settled best.

        Args:
            f: takes an array and returns one of its shape.
            x: where; a number or an array.
            order: 1 or 2.
            step: h, the first and widest: `f` must be smooth from x - h to x + h.
            halvings: how often it is halved, from 1 to 20.

        Raises:
            OutsideDomain: an argument is not what it should be, or `f` has a value that is not finite.
            ShapeMismatch: `f` returns another shape than it was given.
        """
        with np.errstate(all="ignore"):
            table = self.table(f, x, order, step, halvings)
            best, error = table[0][0], np.full_like(table[0][0], np.inf)
            around = reals(x, "points") + step * np.reshape((-1.0, 0.0, 1.0), (-1,) + (1,) * np.ndim(x))
            size = EPS * np.sum(np.abs(weights(_CENTRAL[order], order))) * np.max(np.abs(values(f, around)), axis=0)
            for k, (before, row) in enumerate(pairwise(table), 1):
                rounding = size * (2**k / step) ** order
                for j in range(1, len(row)):
                    moved = np.maximum(np.abs(row[j] - row[j - 1]), np.abs(row[j] - before[j - 1])) + rounding
                    best, error = np.where(moved < error, row[j], best), np.minimum(moved, error)
        if not np.all(np.isfinite(error)):
            raise OutsideDomain(f"the quotients overflow for a first step of {step:g}: scale x and f")
        return Extrapolated(best[()], error[()])

    def table(self, f: Function, x: Any, order: int = 1, step: float = 0.5, halvings: int = 8) -> list[list[Any]]:
        """The rows D[k, 0], ..., D[k, k]; arguments and errors are those of a call."""
        if not is_whole(order) or order not in _CENTRAL:
            raise OutsideDomain(f"the order must be 1 or 2; found {order!r:.60}: for others use derivative")
        if not is_whole(halvings) or not 1 <= halvings <= MOST_HALVINGS:
            raise OutsideDomain(
                f"halvings must be a whole number from 1 to {MOST_HALVINGS}; found {halvings!r:.60}: try 8"
            )
        rows: list[list[Any]] = []
        for k in range(halvings + 1):
            row = [np.asarray(difference(f, x, _CENTRAL[order], order, step if k == 0 else step / 2**k, scaled=False))]
            for j, before in enumerate(rows[-1] if rows else (), 1):
                row.append(row[-1] + (row[-1] - before) / (4**j - 1))
            rows.append(row)
        return rows


richardson = Richardson(
    id="richardson-extrapolation",
    name="Richardson extrapolation",
    page="differences/finite-differences/#richardson",
    statement="D[k,j] = D[k,j-1] + (D[k,j-1] - D[k-1,j-1])/(4^j - 1), D[k,0] the central difference of step h/2^k",
    statement_latex=r"D_{kj} = D_{k,j-1} + \frac{D_{k,j-1} - D_{k-1,j-1}}{4^j - 1}",
    given=("$D_{k0}$ the central difference of step $h/2^k$; $f$ with $2j + 3$ continuous derivatives",),
    source=Source("Ridders, Accurate Computation of F'(x) and F'(x) F''(x) (1982)", "section 2"),
    ml_use="A reference value for a derivative that a program computes, with an error of its own.",
)
