"""The answer of a derivation about arrays as the source of a function: what occurs twice is computed once, and a system
is solved where an inverse would be multiplied."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sympy.core.basic import Basic

from calcref.core.array_questions import GradientOf, HessianOf, JacobianOf, VjpOf
from calcref.core.array_records import ArrayDerivation
from calcref.core.arrays import ONE, Array, ArrayHead, said_shape
from calcref.core.conditions import WALKABLE
from calcref.core.errors import CalcrefError
from calcref.core.expr import Interner, nodes, tree_size
from calcref.render.array_code_heads import WRITERS
from calcref.render.array_code_parts import Dialect, Writer
from calcref.render.expression_text import text

NUMPY = Dialect("numpy", "np", "import numpy as np")
JAX = Dialect("jax", "jnp", "import jax.numpy as jnp")
TORCH = Dialect("torch", "torch", "import torch")
_NAMES = {GradientOf: "gradient", VjpOf: "vjp", JacobianOf: "jacobian", HessianOf: "hessian"}


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
    arrays = list(derivation.names)
    names = {array: _python_name(array.name) for array in arrays}
    held = [node for node in nodes(answer) if isinstance(node, Array)]
    question = derivation.question
    cotangent = [question.args[2]] if isinstance(question, VjpOf) else []
    arrays += [array for array in dict.fromkeys((*cotangent, *held)) if array not in names]
    names = {array: _python_name(array.name) for array in arrays}
    body: list[str] = []
    shown = text(answer) if tree_size(answer) <= WALKABLE else ""
    if 0 < len(shown) <= 90:
        body.append(f"# {shown}, of shape {said_shape(answer)}")
    body.extend(f"{names[it]} = {names[it]}.reshape(-1)" for it in arrays if len(it.dims) == 2 and ONE in it.dims)
    writer = Writer(dialect, names, _shared(answer), WRITERS)
    result = writer.written(answer)
    lines, result = _used(writer.lines, result)
    body.extend(_sizes(writer.dims, arrays, names, " ".join((*lines, result))))
    body.extend(lines)
    var = question.args[1]
    if len(var.dims) == 2 and ONE in var.dims and isinstance(question, (GradientOf, VjpOf)):
        shape = ", ".join("1" if dim == ONE else "-1" for dim in var.dims)
        result = f"({result}).reshape({shape})"
    body.append(f"return {result}")
    head = f"def {_NAMES[type(question)]}({', '.join(names[array] for array in arrays)}):"
    imports = [dialect.imports, *(["import math"] if writer.uses_math else [])]
    return "\n".join([*sorted(imports), "", "", head, *(f"    {line}" for line in body)]) + "\n"


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


def _used(lines: list[str], result: str) -> tuple[list[str], str]:
    """The lines that something needs, numbered anew, and the result."""
    kept: list[str] = []
    needed = result
    for line in reversed(lines):
        name = line.partition(" = ")[0]
        if re.search(rf"\b{name}\b", needed):
            kept.insert(0, line)
            needed += " " + line
    renamed = {line.partition(" = ")[0]: f"t{k}" for k, line in enumerate(kept, 1)}

    def anew(code: str) -> str:
        return re.sub(r"\bt\d+_*\b", lambda found: renamed.get(found[0], found[0]), code)

    return [anew(line) for line in kept], anew(result)
