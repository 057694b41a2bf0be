"""The value of an expression of arrays at a point, entry by entry: from what each operation is, without any rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp
from sympy.core.basic import Basic

import calcref.core.array_functions as functions
import calcref.core.array_heads as heads
import calcref.core.array_parts as parts
from calcref.core.arrays import ArrayHead
from calcref.core.walk import post_order
from calcref.verify.matrix.entries import Floats, NotExact, Residues
from calcref.verify.matrix.solving import cholesky, determinant, eigen, inverted, multiplied

Matrix = list[list[Any]]


class Point:
    """Values of all names at a point, and of what was evaluated there.

    Args:
        kit: what the entries are.
        values: by name, the matrices.
        sizes: by name, the dimensions.
    """

    def __init__(self, kit: Floats, values: Mapping[Basic, Matrix], sizes: Mapping[Basic, int]) -> None:
        self.kit, self.sizes = kit, sizes
        self.known: dict[int, Matrix] = {}
        self.alive: list[Basic] = []
        self.values = values

    def __call__(self, expr: Basic) -> Matrix:
        """The value of `expr`: the rows, and in them the entries."""
        for node, _ in post_order(expr, lambda it: it.args, self.known):
            self.known[id(node)] = self._value(node)
            self.alive.append(node)
        return self.known[id(expr)]

    def size(self, dim: Basic) -> int:
        """A dimension as a number."""
        if dim.is_Integer:
            return int(dim)
        found = self.sizes.get(dim)
        return found if found is not None else int(dim.subs(self.sizes))

    def _value(self, node: Basic) -> Matrix:
        if node in self.values:
            return self.values[node]
        if isinstance(node, ArrayHead):
            return _VALUES[type(node)](self, node, [self.known[id(arg)] for arg in node.args])
        if node.is_Symbol or not node.is_number:
            return [[self.kit.number(sp.Integer(self.size(node)))]] if node.free_symbols else [[None]]
        return [[self.kit.number(node)]]


Value = Callable[[Point, Any, list[Matrix]], Matrix]


def _each(matrix: Matrix, function: Callable[[Any], Any]) -> Matrix:
    return [[function(entry) for entry in row] for row in matrix]


def _filled(point: Point, node: Any, entry: Callable[[int, int], int]) -> Matrix:
    rows, columns = (point.size(dim) for dim in node.shape)
    numbers = [point.kit.number(sp.S.Zero), point.kit.number(sp.S.One)]
    return [[numbers[entry(i, j)] for j in range(columns)] for i in range(rows)]


def _plus(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    made = args[0]
    for other in args[1:]:
        made = [[a + b for a, b in zip(*rows, strict=True)] for rows in zip(made, other, strict=True)]
    return made


def _times(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    scalar = None
    chain: Matrix | None = None
    for factor, matrix in zip(node.args, args, strict=True):
        if factor in node.scalars:
            scalar = matrix[0][0] if scalar is None else scalar * matrix[0][0]
        else:
            chain = matrix if chain is None else multiplied(chain, matrix)
    if chain is None:
        return [[scalar]]
    return chain if scalar is None else _each(chain, lambda entry: scalar * entry)


def _hadamard(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    made = args[0]
    for other in args[1:]:
        made = [[a * b for a, b in zip(*rows, strict=True)] for rows in zip(made, other, strict=True)]
    return made


def _power(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    if isinstance(point.kit, Residues):
        exact, exponent = point.kit, node.args[1]
        if not exponent.is_Rational:
            return _each(args[0], lambda entry: exact.power(entry, exponent))
        return _each(args[0], lambda entry: exact.rational_power(entry, exponent))
    return _each(args[0], lambda entry: point.kit.power(entry, args[1][0][0]))


def _flipped(matrix: Matrix) -> Matrix:
    return [list(row) for row in zip(*matrix, strict=True)]


def _summed(matrix: Matrix) -> Any:
    entries = [entry for row in matrix for entry in row]
    made = entries[0]
    for entry in entries[1:]:
        made = made + entry
    return made


def _diagonal(matrix: Matrix) -> Matrix:
    return [[row[k]] for k, row in enumerate(matrix)]


def _kron(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    left, right = args
    return [[a * b for a in row for b in other] for row in left for other in right]


def _kron_left(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    whole, part = args[:2]
    p, q = len(part), len(part[0])
    rows, columns = len(whole) // p, len(whole[0]) // q
    return [
        [
            _summed([[whole[i * p + k][j * q + m] * part[k][m] for m in range(q)] for k in range(p)])
            for j in range(columns)
        ]
        for i in range(rows)
    ]


def _kron_right(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    whole, part = args[:2]
    r, c = len(part), len(part[0])
    p, q = len(whole) // r, len(whole[0]) // c
    return [
        [_summed([[whole[i * p + k][j * q + m] * part[i][j] for j in range(c)] for i in range(r)]) for m in range(q)]
        for k in range(p)
    ]


def _commutation(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    rows, columns = (point.size(dim) for dim in node.args)
    return _filled(point, node, lambda a, b: int(a == (b % rows) * columns + b // rows))


def _vec(matrix: Matrix) -> Matrix:
    return [[entry] for column in zip(*matrix, strict=True) for entry in column]


def _unvec(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    rows, columns = point.size(node.args[1]), point.size(node.args[2])
    return [[args[0][j * rows + i][0] for j in range(columns)] for i in range(rows)]


def _by_rows(matrix: Matrix, function: Callable[[list[Any]], list[Any]]) -> Matrix:
    """`function` of a column, or of each row."""
    if len(matrix[0]) == 1:
        return [[entry] for entry in function([row[0] for row in matrix])]
    return [function(row) for row in matrix]


def _softmax(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    def shares(row: list[Any]) -> list[Any]:
        grown = [point.kit.function("exp", entry) for entry in row]
        whole = _summed([grown])
        return [entry / whole for entry in grown]

    return _by_rows(args[0], shares)


def _log_sum_exp(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    def smooth(row: list[Any]) -> list[Any]:
        return [point.kit.function("log", _summed([[point.kit.function("exp", entry) for entry in row]]))]

    return _by_rows(args[0], smooth)


def _peak(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    if point.kit.exact:
        raise NotExact("max")
    return _by_rows(args[0], lambda row: [max(row, key=lambda entry: point.kit.parts(entry)[0])])


def _masked(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    if point.kit.exact:
        raise NotExact("mask")
    absent = point.kit.number(sp.S.NegativeInfinity)
    rows = (zip(*pair, strict=True) for pair in zip(*args, strict=True))
    return [[entry if point.kit.parts(kept)[0] else absent for entry, kept in row] for row in rows]


def _spread(point: Point, row: list[Any]) -> tuple[list[Any], Any]:
    """What differs from the mean, and the variance."""
    count = point.kit.number(sp.Integer(len(row)))
    mean = _summed([row]) / count
    around = [entry - mean for entry in row]
    return around, _summed([[entry * entry for entry in around]]) / count


def _variance(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    return _by_rows(args[0], lambda row: [_spread(point, row)[1]])


def _standardized(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    def of(row: list[Any]) -> list[Any]:
        around, spread = _spread(point, row)
        root = _root(point, spread + args[1][0][0])
        return [entry / root for entry in around]

    return _by_rows(args[0], of)


def _root(point: Point, entry: Any) -> Any:
    if isinstance(point.kit, Residues):
        return point.kit.rational_power(entry, sp.S.Half)
    return point.kit.power(entry, point.kit.number(sp.S.Half))


def _columns(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    start, stop = (point.size(dim) for dim in node.args[1:])
    return [row[start:stop] for row in args[0]]


def _beside(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    return [[entry for part in rows for entry in part] for rows in zip(*args, strict=True)]


def _lower(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    zero = point.kit.number(sp.S.Zero)
    return [[entry if j <= i else zero for j, entry in enumerate(row)] for i, row in enumerate(args[0])]


def _log_abs_det(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    found = determinant(args[0], point.kit)
    return [[point.kit.function("log", found if point.kit.exact else point.kit.function("abs", found))]]


def _half_lower(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    half, zero = point.kit.number(sp.S.Half), point.kit.number(sp.S.Zero)
    return [
        [entry if j < i else entry * half if i == j else zero for j, entry in enumerate(row)]
        for i, row in enumerate(args[0])
    ]


def _diag(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    zero = point.kit.number(sp.S.Zero)
    return [[args[0][i][0] if i == j else zero for j in range(len(args[0]))] for i in range(len(args[0]))]


def _square(point: Point, node: Any, args: list[Matrix]) -> Matrix:
    return [[_summed(_each(args[0], lambda entry: entry * entry))]]


_VALUES: Mapping[type[Any], Value] = {
    heads.Ones: lambda point, node, args: _filled(point, node, lambda i, j: 1),
    heads.Zeros: lambda point, node, args: _filled(point, node, lambda i, j: 0),
    heads.Eye: lambda point, node, args: _filled(point, node, lambda i, j: int(i == j)),
    heads.Plus: _plus,
    heads.Times: _times,
    heads.Hadamard: _hadamard,
    heads.Power: _power,
    heads.Each: lambda point, node, args: _each(args[1], lambda entry: point.kit.function(node.name, entry)),
    heads.Transpose: lambda point, node, args: _flipped(args[0]),
    heads.Inverse: lambda point, node, args: inverted(args[0], point.kit),
    functions.Det: lambda point, node, args: [[determinant(args[0], point.kit)]],
    functions.LogAbsDet: _log_abs_det,
    functions.Trace: lambda point, node, args: [[_summed(_diagonal(args[0]))]],
    functions.Total: lambda point, node, args: [[_summed(args[0])]],
    heads.SquaredNorm: _square,
    functions.Diag: _diag,
    functions.Diagonal: lambda point, node, args: _diagonal(args[0]),
    functions.Vec: lambda point, node, args: _vec(args[0]),
    functions.Unvec: _unvec,
    functions.Kron: _kron,
    functions.KronLeft: _kron_left,
    functions.KronRight: _kron_right,
    functions.Commutation: _commutation,
    functions.Softmax: _softmax,
    functions.LogSumExp: _log_sum_exp,
    functions.Peak: _peak,
    functions.Eigenvalue: lambda point, node, args: eigen(args[0], int(node.args[1]), point.kit)[0],
    functions.Eigenvector: lambda point, node, args: eigen(args[0], int(node.args[1]), point.kit)[1],
    functions.Cholesky: lambda point, node, args: cholesky(args[0], point.kit),
    functions.HalfLower: _half_lower,
    functions.Lower: _lower,
    parts.Columns: _columns,
    parts.Beside: _beside,
    parts.Masked: _masked,
    parts.Variance: _variance,
    parts.Standardize: _standardized,
}
