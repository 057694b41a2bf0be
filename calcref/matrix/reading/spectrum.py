"""All eigenvalues of a symmetric matrix, of which one is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from calcref.core.array_functions import Eigenvalue
from calcref.core.errors import Untraceable
from calcref.core.expr import raw
from calcref.matrix.reading.broadcast import Seen, scalar


class Spectrum:
    """The eigenvalues of a symmetric matrix, from the smallest to the largest: one is asked for by its place."""

    def __init__(self, node: sp.Expr, made: Callable[[Seen], Any] | None = None) -> None:
        self.node, self.made = node, made

    def opened(self, made: Callable[[Seen], Any]) -> Spectrum:
        """The same, for whoever traces."""
        return Spectrum(self.node, made)

    def __getitem__(self, place: Any) -> Any:
        if not isinstance(place, int) or self.made is None:
            raise Untraceable("eigenvalues are asked for one at a time, by a whole number")
        return self.made(scalar(raw(Eigenvalue, self.node, sp.Integer(place))))

    def __getattr__(self, name: str) -> Any:
        raise Untraceable("all eigenvalues together are not known here: their sum is np.trace, their product det")
