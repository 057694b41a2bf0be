"""Sets that iterates may be held in: each knows the nearest point in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol, final, runtime_checkable

import numpy as np

from calcref.core.errors import OutsideDomain
from calcref.optimization.hyper_parameters import positive
from calcref.verify.given import reals


@runtime_checkable
class ConvexSet(Protocol):
    """A closed convex set of arrays."""

    def project(self, x: Any) -> Any:
        """The nearest point of the set."""


@final
@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """All arrays between two bounds, entry by entry.

    Args:
        lower: a number, or an array that fits; -inf where there is no bound.
        upper: the same; inf where there is none.

    Raises:
        OutsideDomain: a lower bound is above its upper one, or one of them is no number.

    >>> Box(0, [1, 2]).project(np.array([-1.0, 5.0]))
    array([0., 2.])
    """

    lower: Any
    upper: Any

    def __post_init__(self) -> None:
        lower, upper = reals(self.lower, "lower bounds"), reals(self.upper, "upper bounds")
        if not np.all(lower <= upper):
            raise OutsideDomain(
                f"in a box every lower bound is at most its upper one; found lower={self.lower!r:.60}, "
                f"upper={self.upper!r:.60}: try Box(min, max)"
            )

    def project(self, x: Any) -> Any:
        """Each entry moved to the bound that it is beyond."""
        return np.clip(x, self.lower, self.upper)


@final
@dataclass(frozen=True, slots=True)
class Ball:
    """All arrays of Euclidean norm at most `radius`.

    Raises:
        OutsideDomain: the radius is not a positive finite number.

    >>> Ball(1.0).project(np.array([3.0, 4.0]))
    array([0.6, 0.8])
    """

    radius: float

    def __post_init__(self) -> None:
        positive("radius", self.radius, "1.0")

    def project(self, x: Any) -> Any:
        """Straight towards 0, as far as the border."""
        length = float(np.linalg.norm(x))
        return x * (self.radius / length) if length > self.radius else x


@final
@dataclass(frozen=True, slots=True)
class Simplex:
    """All arrays of entries at least 0 that add up to 1: probabilities.

    >>> Simplex().project(np.array([0.9, 0.6, -1.0]))
    array([0.65, 0.35, 0.  ])
    """

    def project(self, x: Any) -> Any:
        """Lower every entry by the same amount, and cut at 0 (Duchi and others, ICML 2008)."""
        flat = np.ravel(x)
        falling = np.sort(flat)[::-1]
        excess = (np.cumsum(falling) - 1) / np.arange(1, flat.size + 1)
        held = np.flatnonzero(falling > excess)
        return np.reshape(np.maximum(flat - excess[held[-1]], 0.0), np.shape(x)) if held.size else x * np.nan
