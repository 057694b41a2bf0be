"""Sums over products of elements: einsum, tensordot, kron, convolve."""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from math import prod
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import shape
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.rules.diagonals import diagonal
from calcref.autodiff.rules.shapes import conj, normal_axis, unbroadcast
from calcref.core.errors import NoRuleApplies, ShapeMismatch


def _einsum_vjp(k: int) -> Callable[..., Any]:
    """The cotangent of operand `k`: the contraction of y_bar with the others, for the letters that they have."""

    def vjp(y_bar: Any, y: Any, *operands: Any, letters: tuple[str, ...], out: str) -> Any:
        mine = letters[k]
        rest = [(conj(a), named) for j, (a, named) in enumerate(zip(operands, letters, strict=True)) if j != k]
        known = set(out).union(*(named for _, named in rest))
        found = "".join(letter for letter in mine if letter in known)
        spec = ",".join([out, *(named for _, named in rest)]) + "->" + found
        x_bar = np.einsum(spec, y_bar, *(a for a, _ in rest))
        target = shape(operands[k])
        if found != mine:
            sizes = iter(shape(x_bar))
            x_bar = np.reshape(x_bar, tuple(next(sizes) if letter in known else 1 for letter in mine))
            full = tuple(n if m == 1 else m for m, n in zip(shape(x_bar), target, strict=True))
            x_bar = np.broadcast_to(x_bar, full)
        return unbroadcast(x_bar, target)

    return vjp


def _einsum_rule(operands: int) -> ArrayRule:
    """The rule for so many operands, each with letters that differ."""
    return ArrayRule(
        "einsum",
        lambda *arrays, letters, out: np.einsum(",".join(letters) + "->" + out, *arrays),
        "bilinear",
        tuple(_einsum_vjp(k) for k in range(operands)),
        reads="others",
        complex_too=True,
        fresh=True,
    )


EINSUM = tuple(_einsum_rule(operands) for operands in range(1, 13))


def einsum(*operands: Any, optimize: Any = False) -> Any:
    """np.einsum, in every form: implicit output, `...`, repeated letters, lists of axes instead of letters."""
    spec, arrays = _spelled(operands)
    left, arrow, out = spec.replace(" ", "").partition("->")
    letters = left.split(",")
    if len(letters) != len(arrays) or len(arrays) > len(EINSUM):
        raise ValueError(f"einsum: {len(letters)} operands are named in {spec!r}, and {len(arrays)} given")
    if "..." in spec:
        letters, out = _without_dots(letters, out, bool(arrow), [np.ndim(a) for a in arrays])
    if not arrow:
        used = "".join(letters)
        out += "".join(sorted(c for c in set(used) - set(out) if used.count(c) == 1))
    arrays, letters = _without_ones(arrays, letters)
    pairs = [_without_repeats(a, named) for a, named in zip(arrays, letters, strict=True)]
    rule = EINSUM[len(pairs) - 1]
    return rule(*(a for a, _ in pairs), letters=tuple(named for _, named in pairs), out=out)


def _spelled(operands: tuple[Any, ...]) -> tuple[str, Sequence[Any]]:
    """The letters and the arrays, where axes may be given as lists of numbers."""
    if isinstance(operands[0], str):
        return operands[0], operands[1:]

    def named(axes: Any) -> str:
        return "".join("..." if axis is Ellipsis else string.ascii_letters[axis] for axis in axes)

    arrays, lists = operands[0 : len(operands) // 2 * 2 : 2], operands[1::2]
    spec = ",".join(named(axes) for axes in lists)
    return (f"{spec}->{named(operands[-1])}" if len(operands) % 2 else spec), arrays


def _without_dots(letters: list[str], out: str, arrow: bool, ndims: list[int]) -> tuple[list[str], str]:
    """Letters of their own for the axes that `...` stands for; without an arrow, `out` is those alone."""
    free = [c for c in string.ascii_letters if c not in "".join(letters) + out]
    extra = [ndim - len(named) + 3 if "..." in named else 0 for named, ndim in zip(letters, ndims, strict=True)]
    dots = "".join(free[: max(extra)])
    spelled = [named.replace("...", dots[len(dots) - n :]) for named, n in zip(letters, extra, strict=True)]
    return spelled, out.replace("...", dots) if arrow else dots


def _without_ones(arrays: Sequence[Any], letters: list[str]) -> tuple[list[Any], list[str]]:
    """Operands without the axes of size 1 that are longer in another: these are broadcast."""
    sizes: dict[str, int] = {}
    for a, named in zip(arrays, letters, strict=True):
        if len({*zip(named, shape(a), strict=True)}) != len({*named}):
            raise ShapeMismatch(f"einsum: a letter of {named!r} names axes of different sizes in shape {shape(a)}")
        for letter, size in zip(named, np.shape(a), strict=True):
            sizes[letter] = max(sizes.get(letter, 0), size)
    found = []
    for a, named in zip(arrays, letters, strict=True):
        ones = tuple(k for k, letter in enumerate(named) if np.shape(a)[k] == 1 < sizes[letter])
        kept = "".join(letter for k, letter in enumerate(named) if k not in ones)
        found.append((np.squeeze(a, ones) if ones else a, kept))
    return [a for a, _ in found], [named for _, named in found]


def _without_repeats(a: Any, named: str) -> tuple[Any, str]:
    """An operand whose letters differ: a repeated letter means a diagonal."""
    for letter in named:
        while named.count(letter) > 1:
            first = named.index(letter)
            second = named.index(letter, first + 1)
            a = diagonal(a, 0, first, second)
            named = named[:first] + named[first + 1 : second] + named[second + 1 :] + letter
    return a, named


def tensordot(a: Any, b: Any, axes: Any = 2) -> Any:
    """np.tensordot, as one product of two matrices."""
    left, right = (range(-axes, 0), range(axes)) if isinstance(axes, int | np.integer) else axes
    left = [normal_axis(k, np.ndim(a)) for k in ([left] if isinstance(left, int | np.integer) else left)]
    right = [normal_axis(k, np.ndim(b)) for k in ([right] if isinstance(right, int | np.integer) else right)]
    free_a = [k for k in range(np.ndim(a)) if k not in left]
    free_b = [k for k in range(np.ndim(b)) if k not in right]
    summed = [shape(a)[k] for k in left]
    if summed != [shape(b)[k] for k in right]:
        raise ShapeMismatch(f"a sum over axes {left} of shape {shape(a)} and {right} of {shape(b)}: their sizes differ")
    of_a, of_b = [shape(a)[k] for k in free_a], [shape(b)[k] for k in free_b]
    product = np.matmul(
        np.reshape(np.transpose(a, free_a + left), (prod(of_a), prod(summed))),
        np.reshape(np.transpose(b, right + free_b), (prod(summed), prod(of_b))),
    )
    return np.reshape(product, of_a + of_b)


def kron(a: Any, b: Any) -> Any:
    """np.kron."""
    ndim = max(np.ndim(a), np.ndim(b))
    of_a, of_b = ((1,) * (ndim - np.ndim(x)) + shape(x) for x in (a, b))
    spread_a = np.reshape(a, [k for size in of_a for k in (size, 1)])
    spread_b = np.reshape(b, [k for size in of_b for k in (1, size)])
    return np.reshape(spread_a * spread_b, [m * n for m, n in zip(of_a, of_b, strict=True)])


CONVOLVE = ArrayRule(
    "convolve",
    lambda a, v: np.convolve(a, v),
    "bilinear",
    (
        lambda y_bar, y, a, v: _convolve(y_bar, np.flip(conj(v)))[v.size - 1 : y_bar.size],
        lambda y_bar, y, a, v: _convolve(y_bar, np.flip(conj(a)))[a.size - 1 : y_bar.size],
    ),
    complex_too=True,
    fresh=True,
)


def _convolve(a: Any, v: Any) -> Any:
    return CONVOLVE(a, v)


def convolve(a: Any, v: Any, mode: str = "full") -> Any:
    """np.convolve: the full one, or a piece of it."""
    full = CONVOLVE(np.ravel(a), np.ravel(v))
    longer, shorter = max(np.size(a), np.size(v)), min(np.size(a), np.size(v))
    match mode:
        case "full":
            return full
        case "same":
            return full[(shorter - 1) // 2 : (shorter - 1) // 2 + longer]
        case "valid":
            return full[shorter - 1 : longer]
    raise NoRuleApplies(f"np.convolve has the modes full, same and valid, not {mode!r}")


def correlate(a: Any, v: Any, mode: str = "valid") -> Any:
    """np.correlate: a convolution with the second array reversed and conjugated."""
    if np.ndim(a) != 1 or np.ndim(v) != 1:
        raise ShapeMismatch(f"np.correlate takes two vectors, and was given shapes {shape(a)} and {shape(v)}")
    if np.size(a) < np.size(v):
        return np.flip(convolve(np.conjugate(v), np.flip(a), mode))
    return convolve(a, np.flip(np.conjugate(v)), mode)


CONTRACTIONS: dict[Any, Any] = {
    np.einsum: einsum,
    np.tensordot: tensordot,
    np.linalg.tensordot: tensordot,
    np.kron: kron,
    np.convolve: convolve,
    np.correlate: correlate,
}
