"""`np.einsum` of matrices and vectors: an index after the other is summed, as products of matrices."""

from __future__ import annotations

import re
from typing import Any

import sympy as sp

from calcref.core.arrays import shape_of
from calcref.core.errors import ShapeMismatch, Untraceable
from calcref.matrix.basics import ones
from calcref.matrix.build import hadamard, times, total, transpose
from calcref.matrix.functions import diagonal
from calcref.matrix.reading.broadcast import Seen
from calcref.matrix.reading.reductions import seen

Factor = tuple[str, sp.Expr]  # at most two different letters, and the array that has them as its axes
FORM = re.compile(r"[A-Za-z]*(,[A-Za-z]*)*->[A-Za-z]*")


def contracted(subscripts: Any, *arrays: Any, **options: Any) -> Seen:
    """The sum of products that `subscripts` says.

    Raises:
        ShapeMismatch: an array has other axes than its letters, or a letter stands for two sizes.
        Untraceable: it cannot be written with products of matrices.

    >>> from calcref.core.arrays import Array
    >>> A, B = (Seen(Array(name, dims), 2) for name, dims in (("A", ("m", "n")), ("B", ("m", "k"))))
    >>> contracted("ij,ik->kj", A, B).node
    Bᵀ A
    """
    factors, result, sizes = _read(subscripts, [seen(it) for it in arrays])
    while True:
        factors = _met(factors, result)
        summed = next((it for it in _letters(factors) if it not in result and _is_ready(it, factors)), None)
        if summed is None:
            break
        factors = _summed(summed, factors, result)
    return _finished(factors, result, sizes, str(subscripts))


def _read(subscripts: Any, arrays: list[Seen]) -> tuple[list[Factor], str, dict[str, sp.Expr]]:
    text = str(subscripts).replace(" ", "")
    if "->" not in text:
        letters = re.sub("[^A-Za-z]", "", text)
        text += "->" + "".join(sorted(it for it in set(letters) if letters.count(it) == 1))
    if not isinstance(subscripts, str) or not FORM.fullmatch(text):
        raise Untraceable(f"np.einsum is known with letters alone, as in 'ij,jk->ik'; found {subscripts!r}")
    left, _, result = text.partition("->")
    sizes: dict[str, sp.Expr] = {}
    factors: list[Factor] = []
    for letters, it in zip(left.split(","), arrays, strict=False):
        if len(letters) != it.ndim or left.count(",") + 1 != len(arrays):
            axes = ", ".join(str(array.ndim) for array in arrays)
            raise ShapeMismatch(f"np.einsum with {subscripts!r} does not fit arrays with {axes} axes")
        for letter, size in zip(letters, shape_of(it.node), strict=False):
            if sizes.setdefault(letter, size) != size:
                raise ShapeMismatch(f"in np.einsum {letter} stands for {sizes[letter]} and for {size}")
        twice = len(letters) == 2 and letters[0] == letters[1]
        factors.append((letters[:1], diagonal(it.node)) if twice else (letters, it.node))
    return factors, result, sizes


def _letters(factors: list[Factor]) -> list[str]:
    return list(dict.fromkeys("".join(letters for letters, _ in factors)))


def _met(factors: list[Factor], result: str) -> list[Factor]:
    """`factors` with those that have the same letters multiplied entry by entry."""
    made: dict[frozenset[str], Factor] = {}
    for letters, node in factors:
        known = made.get(frozenset(letters))
        if known is None:
            made[frozenset(letters)] = (letters, node)
        else:
            here = node if known[0] == letters else transpose(node)
            made[frozenset(letters)] = (known[0], hadamard(known[1], here) if letters else times(known[1], here))
    return _scaled(list(made.values()), result)


def _scaled(factors: list[Factor], result: str) -> list[Factor]:
    """`factors` with a vector taken into a matrix that has its letter, where three would meet in it."""
    for k, (letter, node) in enumerate(factors):
        others = [j for j, (letters, _) in enumerate(factors) if j != k and letter in letters]
        if len(letter) == 1 and len(others) > (0 if letter in result else 1):
            letters, matrix = factors[others[0]]
            rows, columns = shape_of(matrix)
            column = letters[0] == letter
            spread = times(node, ones(sp.S.One, columns)) if column else times(ones(rows, sp.S.One), transpose(node))
            factors[others[0]] = (letters, hadamard(matrix, spread))
            return _scaled(factors[:k] + factors[k + 1 :], result)
    return factors


def _is_ready(letter: str, factors: list[Factor]) -> bool:
    return sum(letter in letters for letters, _ in factors) <= 2


def _summed(letter: str, factors: list[Factor], result: str) -> list[Factor]:
    """`factors` with the sum over `letter` done: over one of them, or as the product of two."""
    held = [it for it in factors if letter in it[0]]
    rest = [it for it in factors if letter not in it[0]]
    if len(held) == 1:
        letters, node = held[0]
        others = "".join(it for it, _ in rest) + result
        if not set(letters) & set(others):
            return [*rest, ("", total(node))]
        column = letters[0] == letter
        standing = transpose(node) if column else node
        return [*rest, (letters[1] if column else letters[0], times(standing, ones(shape_of(standing)[1], sp.S.One)))]
    (one, left), (other, right) = held
    left = transpose(left) if one[0] == letter else left
    right = right if other[0] == letter else transpose(right)
    letters = one.replace(letter, "") + other.replace(letter, "")
    made = times(left, right)
    vector = len(letters) == 1 and not one.replace(letter, "")
    return [*rest, (letters, transpose(made) if vector else made)]


def _finished(factors: list[Factor], result: str, sizes: dict[str, sp.Expr], subscripts: str) -> Seen:
    scalars = [node for letters, node in factors if not letters]
    full = [it for it in factors if it[0]]
    fits = sorted("".join(letters for letters, _ in full)) == sorted(result) and len(result) <= 2
    if not fits or len(set(result)) != len(result):
        raise Untraceable(
            f"np.einsum({subscripts!r}) needs an array with three axes, or repeats one; with products of matrices it "
            "cannot be written"
        )
    if len(full) == 2:
        nodes = dict(full)
        made = times(nodes[result[0]], transpose(nodes[result[1]]))
    elif full:
        letters, node = full[0]
        made = node if letters == result else transpose(node)
    else:
        return Seen(times(*scalars), 0)
    return Seen(times(*scalars, made), len(result))
