"""Numbers and arrays of constants that occur in a function of NumPy arrays."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import sympy as sp

from calcref.core.errors import Untraceable
from calcref.matrix.basics import HALF, eye, number, ones, zeros
from calcref.matrix.build import each, power, times
from calcref.matrix.reading.broadcast import Seen
from calcref.matrix.reading.sizes import Size, node_of

TWO_PI = times(sp.Integer(2), sp.pi)
KNOWN = {
    math.pi: sp.pi,
    2 * math.pi: TWO_PI,
    math.e: sp.E,
    math.sqrt(math.pi): power(sp.pi, HALF),
    math.sqrt(2 * math.pi): power(TWO_PI, HALF),
    1 / math.sqrt(2 * math.pi): power(TWO_PI, -HALF),
    math.sqrt(2): power(sp.Integer(2), HALF),
    math.log(2): each("log", sp.Integer(2)),
    math.log(2 * math.pi): each("log", TWO_PI),
}  # numbers that have a name


def lifted(value: Any, sizes: Mapping[sp.Expr, int]) -> Seen:
    """A constant as it is traced.

    Raises:
        Untraceable: it is an array that has no name.
    """
    if isinstance(value, Size):
        return Seen(node_of(value.dim), 0)
    plain = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(plain, (bool, int, float)):
        return Seen(constant(plain), 0)
    return _constant_array(plain, value, sizes)


def root_of_size(value: float, sizes: Mapping[sp.Expr, int]) -> Seen | None:
    """√n or 1/√n, where `value` is that of a dimension: what `math.sqrt(x.shape[-1])` gives."""
    for dim, length in sizes.items():
        for exponent in (HALF, -HALF):
            if length > 1 and value == float(length) ** float(exponent):
                return Seen(power(dim, exponent), 0)
    return None


def constant(value: float) -> sp.Expr:
    """A number as it was typed; π and e by their names."""
    if not math.isfinite(value):
        raise Untraceable(f"{value} occurs in the function; only finite numbers can be traced")
    return KNOWN.get(value) or number(value)


def _constant_array(plain: Any, value: Any, sizes: Mapping[sp.Expr, int]) -> Seen:
    names = {length: dim for dim, length in sizes.items()}
    shape = tuple(getattr(value, "shape", ()))
    dims = [names.get(length, sp.Integer(length)) for length in shape]
    rows = plain if len(shape) == 2 else [[it] for it in plain] if len(shape) == 1 else None
    if rows is not None:
        entries = {entry for row in rows for entry in row}
        dims = [*dims, sp.S.One][:2]
        if entries == {0}:
            return Seen(zeros((dims[0], dims[1])), len(shape))
        if len(entries) == 1 and isinstance(next(iter(entries)), (int, float)):
            return Seen(times(constant(entries.pop()), ones(*dims)), len(shape))
        corner = rows[0][0]
        if len(shape) == 2 and shape[0] == shape[1] and _is_scaled_eye(rows, corner):
            return Seen(times(constant(corner), eye(dims[0])), 2)
    raise Untraceable(
        f"an array of constants of shape {shape} occurs in the function; give it as an argument with a name and a shape"
    )


def _is_scaled_eye(rows: Any, corner: Any) -> bool:
    return all(entry == (corner if i == j else 0) for i, row in enumerate(rows) for j, entry in enumerate(row))
