"""Trees of arrays as vectors, for methods that multiply them by matrices."""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from calcref import autodiff, differences
from calcref.core.errors import CalcrefError, ShapeMismatch
from calcref.core.methods import State
from calcref.core.trees import leaves, tree_map
from calcref.optimization.objective import Objective, scalar
from calcref.verify.given import array_of


@dataclass(frozen=True, slots=True)
class Space:
    """The vectors that stand for trees built like `like`."""

    problem: Objective
    like: Any

    def at(self, vector: Any, asked: int, memory: Any = None) -> State:
        """The state at a vector, after so many evaluations before."""
        return self.problem.at(self.tree(vector), memory, asked)

    def value(self, vector: Any) -> float:
        """The value at a vector, alone."""
        with np.errstate(all="ignore"):
            return scalar(self.problem.value(self.tree(vector)))

    def vector(self, tree: Any) -> Any:
        """All entries of a tree, one after the other, in double precision."""
        return flat(tree)

    def tree(self, vector: Any) -> Any:
        """The tree of a vector; it may be traced."""
        return shaped(self.like, vector)

    def hessian(self, state: State) -> Any:
        """The matrix of second derivatives at a state, made symmetric.

        Raises:
            ShapeMismatch: the matrix that was given has another number of entries.
        """
        at = self.vector(state.x)
        if self.problem.hessian is not None:
            found = array_of(self.problem.hessian(state.x), "second derivatives")
        elif self.problem.traced:
            found = autodiff.hessian(lambda v: self.problem.value(self.tree(v)))(at)
        else:
            found = differences.jacobian(lambda v: self.vector(self.at(v, 0).gradient), at)
        if found.size != at.size**2:
            raise ShapeMismatch(
                f"a Hessian of {at.size} variables is a matrix of {at.size} by {at.size}; found shape {found.shape}: "
                "return the second derivative for each pair of entries of x"
            )
        matrix = np.reshape(found, (at.size, at.size)).astype(float)
        return (matrix + matrix.T) / 2

    def residuals(self, state: State) -> tuple[Any, Any]:
        """The residuals at a state, and their Jacobian.

        Raises:
            CalcrefError: the problem was given without residuals.
        """
        left = self.problem.residuals
        if left is None:
            raise CalcrefError(
                "a method of least squares reads residuals, and the problem was given without them; try "
                "minimize(None, x0, method, residuals=r), where r(x) is the vector whose squares are added up"
            )
        at = self.vector(state.x)

        def of_vector(v: Any) -> Any:
            return left(self.tree(v))

        found = np.ravel(array_of(left(state.x), "residuals")).astype(float)
        traced = self.problem.traced
        slopes = autodiff.jacobian(of_vector)(at) if traced else differences.jacobian(of_vector, at)
        return found, np.reshape(array_of(slopes, "slopes of residuals"), (found.size, at.size)).astype(float)


def flat(tree: Any) -> Any:
    """All entries of a tree, one after the other, in double precision."""
    return np.concatenate([np.ravel(np.asarray(leaf, dtype=float)) for leaf in leaves(tree)])


def shaped(like: Any, vector: Any) -> Any:
    """The tree like another whose entries are those of a vector; it may be traced."""
    ends = np.cumsum([prod(np.shape(leaf)) for leaf in leaves(like)]).tolist()
    parts = iter(zip([0, *ends], ends, strict=False))

    def part(leaf: Any) -> Any:
        begin, end = next(parts)
        found = np.reshape(vector[begin:end], np.shape(leaf))
        return found.astype(leaf.dtype) if type(found) is np.ndarray and found.dtype != leaf.dtype else found

    return tree_map(part, like)
