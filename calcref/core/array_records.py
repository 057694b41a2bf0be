"""The derivation of an answer about arrays: what every derivation has, and code that computes the answer."""

from __future__ import annotations

from dataclasses import dataclass

from calcref.core.arrays import Array
from calcref.core.records import Derivation


@dataclass(frozen=True, eq=False, repr=False)
class ArrayDerivation(Derivation):
    """A derivation whose answer is a formula in arrays.

    Args:
        names: the arrays that the function is given, in their order.

    The other arguments are those of `Derivation`.
    """

    names: tuple[Array, ...] = ()

    # What follows crosses layers: one line each, imported when called.

    @property
    def shapes(self) -> dict[str, str]:
        """The shape of every name, and of every expression in the steps, as they are written."""
        from calcref.render.array_shapes import shapes

        return shapes(self)

    def to_numpy(self) -> str:
        """The source of a function in NumPy that computes the answer; what occurs twice is computed once."""
        from calcref.render.array_code import NUMPY, source

        return source(self, NUMPY)

    def to_torch(self) -> str:
        """The source of a function in PyTorch that computes the answer."""
        from calcref.render.array_code import TORCH, source

        return source(self, TORCH)

    def to_jax(self) -> str:
        """The source of a function in JAX that computes the answer."""
        from calcref.render.array_code import JAX, source

        return source(self, JAX)
