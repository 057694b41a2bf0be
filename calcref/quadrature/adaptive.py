"""Adaptive quadrature: halve where the error is, and guess the limit where an end is singular."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import fsum, inf, isinf
from typing import Any

import numpy as np

from calcref.core.errors import DidNotConverge, OutsideDomain
from calcref.quadrature.estimate import Estimate, Integrand, in_order, tolerances, values, whole
from calcref.quadrature.extrapolation import limits
from calcref.quadrature.gauss_kronrod import NODES, Cell, cells, is_rounding
from calcref.verify.given import is_finite

TOLERANCE = 1.49e-8  # that of SciPy's quad
_TRUSTED = 5  # totals before their limit is looked at
_REMEMBERED = 30  # totals that a limit is told from
_STUCK = 8  # levels on which an error must fall
_LOOKED = 4000  # values after which an area of next to nothing is believed
_CELLS = 48  # into which a piece is cut that shows next to nothing


def adaptive(
    f: Integrand,
    a: float,
    b: float,
    breakpoints: tuple[float, ...] = (),
    rtol: float = TOLERANCE,
    atol: float = TOLERANCE,
    most: int = 20_000,
) -> Estimate:
    """Return the integral of `f` from `a` to `b`, either of which may be infinite, with a bound for its error.

    The interval with the greatest error of the Gauss-Kronrod pair is halved until the errors add up to at most
    max(atol, rtol abs(value)). As intervals shrink towards a singularity, totals form a sequence, whose limit is
    extrapolated. An infinite range is folded by x = a + (1-t)/t.

    An area that seems to be below `atol` may be the foot of a peak: it is followed until its own digits settle. Where
    every value read is 0, nothing tells 0 from a peak between them, and only with `breakpoints` is 0 returned.

    Args:
        f: takes an array and returns one of its shape (or one number, for a constant); the bounds are never read.
        breakpoints: where `f` jumps, has a kink or a peak, between the bounds.
        rtol: how large the error may be, relative to the value.
        atol: how large it may be in any case.
        most: evaluations.

    Raises:
        OutsideDomain: the bounds are out of order, a value of `f` is not a finite real number, or another argument
            is not what it should be.
        ShapeMismatch: `f` returns another shape than it was given.
        DidNotConverge: the error did not fall below the tolerance, or every value read is 0; `.trace` is the estimate
            that was left.

    Source: Piessens et al., QUADPACK (1983), section 2.2.

    >>> found = adaptive(lambda x: np.exp(-(x**2)), -np.inf, np.inf)
    >>> round(found.value, 10), found.error < 1e-7, found.evaluations
    (1.7724538509, True, 210)
    """
    low, high = in_order(a, b, infinite=True)
    tolerances(rtol, atol)
    most = whole(most, "most", len(NODES), 10_000_000, 20_000)
    run = _Run(rtol, atol, most)
    pieces = _between(low, high, breakpoints)
    for lower, upper in pieces:
        run.add(_folded(f, lower, upper))
    if run.size <= atol and len(pieces) == 1:
        run.look()
    return run.estimate()


@dataclass(frozen=True, slots=True)
class _Piece:
    """An integrand of t, the interval of t, what x is at t, and how many values it takes at each t."""

    f: Integrand
    lower: float
    upper: float
    x: Any
    each: int = 1


@dataclass(frozen=True, slots=True)
class _Part:
    """A cell of a piece, and how often it was halved."""

    piece: _Piece
    cell: Cell
    level: int


@dataclass(slots=True)
class _Run:
    """A search on its way."""

    rtol: float
    atol: float
    most: int
    parts: list[_Part] = field(default_factory=list)
    evaluations: int = 0
    totals: list[float] = field(default_factory=list)
    finest: list[float] = field(default_factory=list)

    def add(self, piece: _Piece) -> None:
        """A piece as a whole."""
        self._read(piece, [piece.lower, piece.upper], 0)

    def _read(self, piece: _Piece, ends: list[float], level: int) -> None:
        found = cells(piece.f, np.array(ends[:-1]), np.array(ends[1:]))
        self.evaluations += piece.each * len(NODES) * len(found)
        self.parts.extend(_Part(piece, cell, level) for cell in found)

    @property
    def size(self) -> float:
        """The area under |f|, as far as it is seen."""
        return fsum(part.cell.size for part in self.parts)

    def look(self) -> None:
        """Cut the only piece into many cells, where the first showed next to nothing.

        Raises:
            DidNotConverge: they show nothing but zeros.
        """
        piece = self.parts[0].piece
        if self.evaluations + piece.each * _CELLS * len(NODES) > self.most:
            return
        self.parts.clear()
        self._read(piece, [float(t) for t in np.linspace(piece.lower, piece.upper, _CELLS + 1)], 0)
        if self.size == 0:
            raise DidNotConverge(
                f"all of {self.evaluations} values are 0: if the integrand is 0 throughout, so is its integral; if it "
                "has a peak, or begins farther out, say where (breakpoints=)",
                self._total("samples"),
            )

    @property
    def _is_seen(self) -> bool:
        """Whether an error is to be measured by `atol`: there is more than that to see, or it was looked for."""
        return self.evaluations >= _LOOKED or self.size > self.atol

    def _met(self, value: float, error: float) -> bool:
        return error <= (max(self.atol, self.rtol * abs(value)) if self._is_seen else self.rtol * self.size)

    def _total(self, reason: str) -> Estimate:
        value, error = (fsum(it) for it in zip(*((p.cell.value, p.cell.error) for p in self.parts), strict=True))
        return Estimate(value, error, self.evaluations, reason)

    def estimate(self) -> Estimate:
        """Halve until the errors are small enough, or the limit of the totals is known well enough."""
        deepest = 0
        while True:
            now = self._total("tolerance")
            if self._met(now.value, now.error):
                return now
            worst = max(self.parts, key=lambda it: it.cell.error)
            if is_rounding(worst.cell):
                return self._total("rounding")
            if worst.level == deepest:
                coarse = [it for it in self.parts if it.level < deepest]
                left = fsum(it.cell.error for it in coarse)
                if coarse and not self._met(now.value, left):
                    worst = max(coarse, key=lambda it: it.cell.error)
                else:
                    if self._is_seen:  # the foot of a peak has no limit
                        self.totals.append(now.value)
                        self.finest.append(now.error - left)
                        if limit := self._limit(left):
                            return limit
                        self._stand_by(worst, now)
                    deepest += 1
            self._halve(worst, now)

    def _halve(self, part: _Part, now: Estimate) -> None:
        low, high = part.cell.lower, part.cell.upper
        middle = low + (high - low) / 2
        if self.evaluations + 2 * part.piece.each * len(NODES) > self.most or not low < middle < high:
            raise DidNotConverge(
                f"the error is still {now.error:.2g} after {now.evaluations} evaluations, most of it near "
                f"x = {part.piece.x(middle):.6g}: allow more (most=), a larger rtol or atol, or say where the "
                "integrand is not smooth (breakpoints=)",
                now,
            )
        self.parts.remove(part)
        self._read(part.piece, [low, middle, high], part.level + 1)

    def _limit(self, left: float) -> Estimate | None:
        """The limit of the totals, once they approach one and it has settled."""
        if len(self.totals) < _TRUSTED:
            return None
        steps = np.abs(np.diff(self.totals[-4:]))
        if not np.all(steps[1:] < steps[:-1]):
            return None
        *_, third, second, before, last = limits(self.totals[-_REMEMBERED:])
        moved = abs(last - before) + abs(last - second) + abs(last - third)
        rounding = 1e-14 * fsum(it.cell.size for it in self.parts)
        error = moved + left + rounding
        return Estimate(last, error, self.evaluations, "tolerance") if self._met(last, error) else None

    def _stand_by(self, worst: _Part, now: Estimate) -> None:
        """Go on while the error of the smallest intervals falls as they shrink, as it does where there is an area."""
        if len(self.finest) > _STUCK + 4 and self.finest[-1] > 0.99 * self.finest[-1 - _STUCK]:
            at = worst.piece.x((worst.cell.lower + worst.cell.upper) / 2)
            raise DidNotConverge(
                f"the error near x = {at:.6g} does not fall as intervals shrink; found {now.error:.2g} after "
                f"{now.evaluations} evaluations: the integral may diverge there, which calcref.integrate can tell, or "
                "the integrand is noise",
                now,
            )


def _between(low: float, high: float, breakpoints: Any) -> list[tuple[float, float]]:
    """The intervals from one breakpoint to the next."""
    several = isinstance(breakpoints, tuple | list) or np.ndim(breakpoints) > 0
    points = list(breakpoints) if several else [breakpoints]
    for point in points:
        if not is_finite(point) or not low < point < high:
            raise OutsideDomain(
                f"breakpoints must be finite and lie between the bounds {low:g} and {high:g}; found {point!r:.60}"
            )
    ends = [low, *sorted({float(it) for it in points}), high]
    return list(pairwise(ends))


def _folded(f: Integrand, low: float, high: float) -> _Piece:
    """The integral over a finite range of t."""
    if not isinf(low) and not isinf(high):
        return _Piece(f, low, high, lambda t: t)
    start, way = (low, 1.0) if not isinf(low) else (0.0 if isinf(high) else high, 1.0 if isinf(high) else -1.0)

    def x(t: Any) -> Any:
        return start + way * (1 - t) / t

    if (low, high) == (-inf, inf):
        return _Piece(lambda t: (values(f, x(t)) + values(f, -x(t))) / t**2, 0.0, 1.0, x, 2)
    return _Piece(lambda t: values(f, x(t)) / t**2, 0.0, 1.0, x)
