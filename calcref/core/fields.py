"""What is asked of a field, a vector at each place, and of how a function bends in all directions together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.expr import raw, substitute
from calcref.core.several import ACROSS, Several, Vector, placed, weighted


class Field(Several):
    """A question about a field: a formula for each variable, `(Vector(f, g, ...), Tuple(x, y, ...))`."""

    __slots__ = ()
    kinds = (Vector, sp.Tuple)

    @classmethod
    def takes(cls, args: Sequence[Basic]) -> bool:
        """Whether these can be its arguments: as many formulas as variables."""
        return super().takes(args) and len(args[0].args) == len(args[1].args)


class Divergence(Field):
    """`Divergence(Vector(f, g, ...), Tuple(x, y, ...))`: the sum of what each formula gains along its own variable.

    >>> x, y = sp.symbols("x y", real=True)
    >>> Divergence(Vector(x**2, x * y), sp.Tuple(x, y)).doit()
    3*x
    """

    __slots__ = ()
    sign = ("∇·", r"\nabla\cdot")

    def valued(self, here: Any, *entered: Any) -> Any:
        first, *rest = (self.slope(here, it, var) for it, var in zip(self.expr.args, self.variables, strict=True))
        return sum(rest, first)

    def doit(self, **hints: Any) -> sp.Expr:
        pairs = zip(self.expr.args, self.variables, strict=True)
        return placed(self, sp.Add(*(sp.diff(it.doit(**hints), var) for it, var in pairs)))


class Curl(Field):
    """`Curl(Vector(f, g), Tuple(x, y))`: how much a field turns; of three formulas a vector, the axis of the turning.

    >>> x, y = sp.symbols("x y", real=True)
    >>> Curl(Vector(-y, x), sp.Tuple(x, y)).doit()
    2
    """

    __slots__ = ()
    sign = ("∇×", r"\nabla\times")

    @classmethod
    def takes(cls, args: Sequence[Basic]) -> bool:
        """Whether these can be its arguments: two formulas or three."""
        return super().takes(args) and len(args[1].args) in (2, 3)

    @property
    def entries(self) -> tuple[tuple[sp.Expr, ...], ...]:
        planes = PLANES[len(self.variables)]
        return () if len(planes) == 1 else (tuple(self._in_plane(*plane) for plane in planes),)

    def _in_plane(self, *plane: int) -> sp.Expr:
        """How the field turns in a plane of two variables, with the other one held still."""
        inner, variables = (sp.Tuple(*(it.args[k] for k in plane)) for it in self.args[:2])
        where = dict(zip(self.variables, self.place or (), strict=False))
        still = {var: value for var, value in where.items() if var not in variables.args}
        field = raw(Vector, *(substitute(it, still) for it in inner.args))
        place = (sp.Tuple(*(where[var] for var in variables.args)),) if where else ()
        return raw(Curl, field, variables, *place)

    def valued(self, here: Any, *entered: Any) -> Any:
        turns = [
            self.slope(here, self.expr.args[j], self.variables[k])
            - self.slope(here, self.expr.args[k], self.variables[j])
            for k, j in PLANES[len(self.variables)]
        ]
        return turns[0] if len(turns) == 1 else weighted(ACROSS, turns)

    def doit(self, **hints: Any) -> sp.Expr:
        inner = [it.doit(**hints) for it in self.expr.args]
        turns = [
            sp.diff(inner[j], self.variables[k]) - sp.diff(inner[k], self.variables[j]) for k, j in PLANES[len(inner)]
        ]
        return placed(self, turns[0] if len(turns) == 1 else Vector(*turns))


PLANES = {2: ((0, 1),), 3: ((1, 2), (2, 0), (0, 1))}  # in which a field turns: from the first axis to the second


class Laplacian(Several):
    """`Laplacian(f, Tuple(x, y, ...))`: the sum of the second derivatives, each taken twice in one variable.

    >>> x, y = sp.symbols("x y", real=True)
    >>> Laplacian(x**2 * y, sp.Tuple(x, y)).doit()
    2*y
    """

    __slots__ = ()
    sign = ("Δ", r"\Delta")

    def valued(self, here: Any, *entered: Any) -> Any:
        first, *rest = (self.slope(here, self.expr, var, var) for var in self.variables)
        return sum(rest, first)

    def doit(self, **hints: Any) -> sp.Expr:
        inner = self.expr.doit(**hints)
        return placed(self, sp.Add(*(sp.diff(inner, var, 2) for var in self.variables)))
