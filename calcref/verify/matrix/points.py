"""Random points for the names of a derivation, and directions in which its variable may move."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from random import Random
from typing import Any

from sympy.core.basic import Basic

from calcref.core.arrays import Array
from calcref.verify.matrix.entries import PRIME, Dual, Duals, Floats, Residue, Residues
from calcref.verify.matrix.evaluate import Point

Numbers = list[list[Any]]
FAMILIES = ("normal", "positive", "definite", "small", "large")  # where functions have values
_BOUNDS = {"positive": (0.4, 1.6), "definite": (0.4, 1.6), "small": (0.05, 0.4), "large": (1.2, 2.4)}


def sizes_of(dims: Iterable[Basic], seed: int) -> dict[Basic, int]:
    """A small number for each named dimension; neighbors differ, so that shapes that do not fit do not pass."""
    return {dim: 2 + (k + seed) % 3 for k, dim in enumerate(sorted(dims, key=str))}


class Draw:
    """Values of all names, and a direction of the variable, as numbers.

    Args:
        arrays: the names.
        var: the variable.
        sizes: what the dimensions are.
        family: of `FAMILIES`; None for residues.
        seed: of the random numbers.
    """

    def __init__(
        self, arrays: Iterable[Array], var: Array, sizes: Mapping[Basic, int], family: str | None, seed: int
    ) -> None:
        self.var, self.sizes, self.family = var, sizes, family
        self.random = Random(f"{family} {seed}")
        self.values = {array: self._drawn(array) for array in sorted(arrays, key=str)}
        self.directions = [self._direction() for _ in range(2)]

    def _shape(self, array: Array) -> tuple[int, int]:
        rows, columns = (int(it.subs(self.sizes)) for it in array.shape)
        return rows, columns

    def _entry(self, array: Array | None) -> Any:
        if self.family is None:
            return self.random.randrange(1, PRIME)
        if array is not None and "positive" in array.properties and self.family == "normal":
            return self.random.uniform(0.4, 1.6)
        if array is None or self.family == "normal":
            return self.random.gauss(0, 1)
        return self.random.uniform(*_BOUNDS[self.family])

    def _drawn(self, array: Array) -> Numbers:
        rows, columns = self._shape(array)
        if "boolean" in array.properties:
            made = [[int(self.random.random() < 0.6) for _ in range(columns)] for _ in range(rows)]
            for row in made if columns > 1 else made[:1]:
                row[self.random.randrange(columns)] = 1  # a mask leaves something in each row
            return made
        if "one-hot" in array.properties:
            place = self.random.randrange(rows * columns)
            return [[int(i * columns + j == place) for j in range(columns)] for i in range(rows)]
        made = [[self._entry(array) for _ in range(columns)] for _ in range(rows)]
        definite = "positive-definite" in array.properties or (self.family == "definite" and rows == columns > 1)
        if self.family is not None and definite and "diagonal" not in array.properties:
            return [
                [
                    sum(a * b for a, b in zip(made[i], made[j], strict=True)) + (i == j) * (1 + i / 2)
                    for j in range(rows)
                ]
                for i in range(rows)
            ]
        if definite and "diagonal" in array.properties:
            made = [[abs(entry) for entry in row] for row in made]
        return _structured(made, array)

    def _direction(self) -> Numbers:
        rows, columns = self._shape(self.var)
        definite = self.family == "definite" and rows == columns > 1
        made = [[self._entry(None) for _ in range(columns)] for _ in range(rows)]
        return _structured(made, self.var, definite)

    def exact(self, seed: int) -> Point:
        """The point with residues as entries."""
        moved = self._with(lambda a, b: Residue(a % PRIME, b % PRIME), self.directions[0])
        return Point(Residues(seed), moved, self.sizes)

    def dual(self) -> Point:
        """The point with dual numbers as entries."""
        return Point(Duals(), self._with(lambda a, b: Dual(float(a), float(b)), self.directions[0]), self.sizes)

    def at(self, *steps: float) -> Point:
        """The point, moved by so much along each direction, with floats as entries."""
        moved = self._with(lambda a, b: float(a), self.directions[0])
        there = [list(map(float, row)) for row in self.values[self.var]]
        for step, direction in zip(steps, self.directions, strict=False):
            there = [[a + step * b for a, b in zip(*rows, strict=True)] for rows in zip(there, direction, strict=True)]
        return Point(Floats(), {**moved, self.var: there}, self.sizes)

    def _with(self, entry: Any, direction: Numbers) -> dict[Basic, Numbers]:
        made: dict[Basic, Numbers] = {}
        for array, matrix in self.values.items():
            along = direction if array == self.var else [[0] * len(row) for row in matrix]
            made[array] = [
                [entry(a, b) for a, b in zip(*rows, strict=True)] for rows in zip(matrix, along, strict=True)
            ]
        return made


def _structured(matrix: Numbers, array: Array, symmetric: bool = False) -> Numbers:
    size = range(len(matrix))
    if "diagonal" in array.properties:
        return [[matrix[i][j] if i == j else 0 for j in size] for i in size]
    if "lower-triangular" in array.properties:
        return [[matrix[i][j] if i >= j else 0 for j in size] for i in size]
    if "upper-triangular" in array.properties:
        return [[matrix[i][j] if i <= j else 0 for j in size] for i in size]
    if array.is_symmetric or symmetric:
        return [[matrix[max(i, j)][min(i, j)] for j in size] for i in size]
    return matrix


def draws(arrays: Iterable[Array], dims: Iterable[Basic], var: Array, count: int) -> Iterator[Draw]:
    """Draws with floats, from one family after the other."""
    for seed in range(count):
        for family in FAMILIES:
            yield Draw(arrays, var, sizes_of(dims, seed), family, seed)
