"""The answer of a derivation about arrays as the source of a function: what occurs twice is computed once, and a system
is solved where an inverse would be multiplied."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.array_questions import (
    GradientOf,
    HessianOf,
    JacobianOf,
    TransposedGradient,
    TransposedJacobian,
    VjpOf,
)
from calcref.core.array_records import ArrayDerivation
from calcref.core.arrays import ONE, Array, ArrayHead, said_shape
from calcref.core.conditions import WALKABLE
from calcref.core.errors import CalcrefError
from calcref.core.expr import Interner, nodes, raw, tree_size
from calcref.render.array_code_heads import WRITERS
from calcref.render.array_code_parts import Dialect, Writer
from calcref.render.expression_text import text

NUMPY = Dialect("numpy", "np", "import numpy as np")
JAX = Dialect("jax", "jnp", "import jax.numpy as jnp")
TORCH = Dialect("torch", "torch", "import torch")
_NAMES = {
    **{GradientOf: "gradient", VjpOf: "vjp", JacobianOf: "jacobian", HessianOf: "hessian"},
    **{TransposedGradient: "gradient", TransposedJacobian: "jacobian"},
}


def source(derivation: ArrayDerivation, dialect: Dialect) -> str:
    """The source of a function that computes the answer of `derivation`.

    Raises:
        CalcrefError: the library has no function for a part of it, or a name cannot be one in Python.

    >>> from calcref import matrix_gradient
    >>> print(source(matrix_gradient("||A x - y||^2", "x", "A: m n, x: n, y: m"), NUMPY))
    import numpy as np
    <BLANKLINE>
    <BLANKLINE>
    def gradient(A, x, y):
        # 2 Aᵀ (A x - y), of shape n
        return 2 * (A.T @ (A @ x - y))
    <BLANKLINE>
    """
    answer = Interner()(derivation.answer)
    arrays = arguments((derivation,))
    names = python_names(arrays)
    shown = text(answer) if tree_size(answer) <= WALKABLE else ""
    body = [f"# {shown}, of shape {said_shape(answer)}"] if 0 < len(shown) <= 90 else []
    code = Code([answer], arrays, names, dialect)
    (result,) = code.results
    body += [*code.lines, f"return {as_given(result, derivation)}"]
    head = f"def {_NAMES[type(derivation.question)]}({', '.join(names[array] for array in arrays)}):"
    return module([head, *indented(body)], dialect, code.uses_math)


def arguments(derivations: Sequence[ArrayDerivation]) -> list[Array]:
    """What the function is given that computes the answers: its own names, cotangents, and what else occurs."""
    found = [array for derivation in derivations for array in derivation.names]
    for derivation in derivations:
        question = derivation.question
        found += [held for held, _ in question.pairs] if isinstance(question, VjpOf) else []
    found += [node for it in derivations for node in nodes(it.answer) if isinstance(node, Array)]
    return list(dict.fromkeys(found))


def python_names(arrays: Iterable[Array]) -> dict[Array, str]:
    """What each array is called in code."""
    return {array: _python_name(array.name) for array in arrays}


class Code:
    """Lines that compute what is used more than once, and the code of each result.

    Args:
        answers: what is to be computed; equal expressions are one object.
        arrays: what is given.
        names: what they are called.
        dialect: the library.
    """

    def __init__(
        self, answers: Sequence[Basic], arrays: Sequence[Array], names: dict[Array, str], dialect: Dialect
    ) -> None:
        whole = raw(sp.Tuple, *answers)
        writer = Writer(dialect, names, _shared(whole), WRITERS)
        found = [writer.written(answer) for answer in answers]
        lines, self.results = _used(writer.lines, found)
        self.uses_math = writer.uses_math
        everything = " ".join((*lines, *self.results))
        flat = [f"{names[it]} = {names[it]}.reshape(-1)" for it in arrays if len(it.dims) == 2 and ONE in it.dims]
        self.lines = [*flat, *_sizes(writer.dims, list(arrays), names, everything), *lines]


def as_given(result: str, derivation: ArrayDerivation) -> str:
    """The code of a gradient, with two dimensions where its variable has two."""
    var = derivation.question.args[1]
    if len(var.dims) == 2 and ONE in var.dims and isinstance(derivation.question, (GradientOf, VjpOf)):
        shape = ", ".join("1" if dim == ONE else "-1" for dim in var.dims)
        return f"({result}).reshape({shape})"
    return result


def module(lines: Sequence[str], dialect: Dialect, uses_math: bool) -> str:
    """A module with these lines."""
    imports = [dialect.imports, *(["import math"] if uses_math else [])]
    return "\n".join([*sorted(imports), "", "", *lines]) + "\n"


def indented(lines: Iterable[str], depth: int = 1) -> list[str]:
    """`lines` inside a block."""
    return [f"{'    ' * depth}{line}" if line else "" for line in lines]


def _python_name(name: str) -> str:
    import keyword

    if not name.isidentifier():
        raise CalcrefError(f"{name!r} cannot be a name in Python; rename it")
    return f"{name}_" if keyword.iskeyword(name) or name in ("np", "jnp", "torch", "math") else name


def _shared(answer: Basic) -> set[int]:
    """The expressions that occur more than once."""
    counts: dict[int, int] = {}
    for node in nodes(answer):
        for arg in node.args:
            counts[id(arg)] = counts.get(id(arg), 0) + 1
    return {id(node) for node in nodes(answer) if counts.get(id(node), 0) > 1 and isinstance(node, ArrayHead)}


def _sizes(dims: Iterable[Basic], arrays: list[Array], names: dict[Array, str], code: str) -> list[str]:
    """The dimensions that the code names, read from the arguments."""
    lines = []
    for dim in dims:
        if not re.search(rf"\b{dim}\b", code):
            continue
        places = [(size / dim, it, k) for it in arrays for k, size in enumerate(it.dims) if (size / dim).is_Integer]
        if not places:
            raise CalcrefError(f"the size {dim} is not that of an argument")
        count, array, k = min(places, key=lambda place: int(place[0]))
        share = "" if count == 1 else f" // {count}"
        lines.append(f"{dim} = {names[array]}.shape[{k}]{share}")
    return lines


def _used(lines: list[str], results: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines that something needs, numbered anew, and the results."""
    kept: list[str] = []
    needed = " ".join(results)
    for line in reversed(lines):
        name = line.partition(" = ")[0]
        if re.search(rf"\b{name}\b", needed):
            kept.insert(0, line)
            needed += " " + line
    renamed = {line.partition(" = ")[0]: f"t{k}" for k, line in enumerate(kept, 1)}

    def anew(code: str) -> str:
        return re.sub(r"\bt\d+_*\b", lambda found: renamed.get(found[0], found[0]), code)

    return [anew(line) for line in kept], [anew(result) for result in results]
