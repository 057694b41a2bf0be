"""Inverses, determinants, factors and spectra by elimination, for entries of any kind."""

from __future__ import annotations

import math
from typing import Any

import sympy as sp

from calcref.verify.matrix.entries import Dual, Floats, NotExact, Undefined

Matrix = list[list[Any]]
SINGULAR = 1e-3  # a pivot that is so much smaller than the entries tells nothing in floats
H = 1e-4  # of the differences that give the slope of an eigenvalue


def multiplied(left: Matrix, right: Matrix) -> Matrix:
    """The product of two matrices."""
    columns = list(zip(*right, strict=True))
    made = []
    for row in left:
        out = []
        for column in columns:
            total = row[0] * column[0]
            for a, b in zip(row[1:], column[1:], strict=True):
                total = total + a * b
            out.append(total)
        made.append(out)
    return made


def _eliminated(matrix: Matrix, beside: Matrix, kit: Floats) -> tuple[Matrix, Any]:
    """`beside` multiplied by the inverse of `matrix`, and the determinant."""
    rows = [list(row) + list(more) for row, more in zip(matrix, beside, strict=True)]
    size = len(rows)
    found = kit.number(sp.S.One)
    minus = kit.number(sp.S.NegativeOne)
    least = SINGULAR * max(kit.size(entry) for row in matrix for entry in row)
    for k in range(size):
        pivot = max(range(k, size), key=lambda i: kit.size(rows[i][k]))
        if kit.size(rows[pivot][k]) <= least:
            raise ZeroDivisionError("a singular matrix")
        if pivot != k:
            rows[k], rows[pivot] = rows[pivot], rows[k]
            found = found * minus
        head = rows[k][k]
        found = found * head
        rows[k] = [entry / head for entry in rows[k]]
        for i in range(size):
            if i != k:
                factor = rows[i][k]
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[k], strict=True)]
    return [row[size:] for row in rows], found


def inverted(matrix: Matrix, kit: Floats) -> Matrix:
    """The inverse of a square matrix."""
    zero, one = kit.number(sp.S.Zero), kit.number(sp.S.One)
    size = len(matrix)
    return _eliminated(matrix, [[one if i == j else zero for j in range(size)] for i in range(size)], kit)[0]


def determinant(matrix: Matrix, kit: Floats) -> Any:
    """The determinant of a square matrix."""
    return _eliminated(matrix, [[] for _ in matrix], kit)[1]


def cholesky(matrix: Matrix, kit: Floats) -> Matrix:
    """The lower triangular factor of a positive definite matrix, row by row."""
    if kit.exact:
        raise NotExact("cholesky")
    zero, half = kit.number(sp.S.Zero), kit.number(sp.S.Half)
    size = len(matrix)
    made = [[zero] * size for _ in range(size)]
    for i in range(size):
        for j in range(i + 1):
            rest = matrix[i][j]
            for k in range(j):
                rest = rest - made[i][k] * made[j][k]
            if i == j:
                if kit.parts(rest)[0] <= 0:
                    raise Undefined
                made[i][i] = kit.power(rest, half)
            else:
                made[i][j] = rest / made[j][j]
    return made


def eigen(matrix: Matrix, place: int, kit: Floats) -> tuple[Matrix, Matrix]:
    """An eigenvalue of a symmetric matrix and its unit vector; derivatives are differences."""
    if kit.exact:
        raise NotExact("eigenvalue")
    parts = [[kit.parts(entry) for entry in row] for row in matrix]

    def at(step: float) -> tuple[float, list[float]]:
        return _spectrum([[a + step * b for a, b in row] for row in parts])[place]

    value, vector = at(0.0)
    if not any(b for row in parts for _, b in row):
        return [[kit.number(sp.Float(value, 17))]], [[kit.number(sp.Float(it, 17))] for it in vector]
    (before, left), (after, right) = at(-H), at(H)
    moved = [Dual(it, (r - m) / (2 * H)) for it, m, r in zip(vector, left, right, strict=True)]
    return [[Dual(value, (after - before) / (2 * H))]], [[it] for it in moved]


def _spectrum(matrix: list[list[float]]) -> list[tuple[float, list[float]]]:
    """Eigenvalues in rising order with unit vectors, by Jacobi's rotations."""
    size = len(matrix)
    rows = [[(matrix[i][j] + matrix[j][i]) / 2 for j in range(size)] for i in range(size)]
    turned = [[float(i == j) for j in range(size)] for i in range(size)]
    for _ in range(60):
        off = max(((abs(rows[i][j]), i, j) for i in range(size) for j in range(i)), default=(0.0, 0, 0))
        if off[0] < 1e-15:
            break
        _, p, q = off
        angle = 0.5 * math.atan2(2 * rows[p][q], rows[q][q] - rows[p][p])
        c, s = math.cos(angle), math.sin(angle)
        for line in (*rows, *turned):
            line[p], line[q] = c * line[p] - s * line[q], s * line[p] + c * line[q]
        rows[p], rows[q] = (
            [c * a - s * b for a, b in zip(rows[p], rows[q], strict=True)],
            [s * a + c * b for a, b in zip(rows[p], rows[q], strict=True)],
        )
    found = []
    for k in range(size):
        vector = [turned[i][k] for i in range(size)]
        lead = max(vector, key=abs)
        found.append((rows[k][k], [it if lead > 0 else -it for it in vector]))
    return sorted(found)
