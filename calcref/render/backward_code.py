"""Backward passes as source: a function for all arguments, and a function of PyTorch's with its own check."""

from __future__ import annotations

from collections.abc import Sequence

from calcref.core.array_questions import VjpOf
from calcref.core.array_records import ArrayDerivation
from calcref.core.arrays import Array
from calcref.core.expr import Interner
from calcref.render.array_code import TORCH, Code, arguments, as_given, indented, module, python_names
from calcref.render.array_code_parts import Dialect

STRUCTURED = (
    "symmetric",
    "positive-definite",
    "diagonal",
    "lower-triangular",
    "upper-triangular",
    "one-hot",
    "boolean",
)


def backward_source(derivations: Sequence[ArrayDerivation], dialect: Dialect) -> str:
    """The source of a function that computes the cotangents of all variables; what occurs twice is computed once.

    Raises:
        CalcrefError: the library has no function for a part of it, or a name cannot be one in Python.

    >>> from calcref import matrix_vjp
    >>> from calcref.render.array_code import NUMPY
    >>> print(backward_source([matrix_vjp("X W", name, "X: n d, W: d k") for name in ("X", "W")], NUMPY))
    import numpy as np
    <BLANKLINE>
    <BLANKLINE>
    def backward(X, W, Ybar):
        X_bar = Ybar @ W.T
        W_bar = X.T @ Ybar
        return X_bar, W_bar
    <BLANKLINE>
    """
    arrays = arguments(derivations)
    names = python_names(arrays)
    lines, results, uses_math = _results(derivations, arrays, names, dialect)
    head = f"def backward({', '.join(names[array] for array in arrays)}):"
    return module([head, *indented([*lines, f"return {', '.join(results)}"])], dialect, uses_math)


def _results(
    derivations: Sequence[ArrayDerivation], arrays: Sequence[Array], names: dict[Array, str], dialect: Dialect
) -> tuple[list[str], list[str], bool]:
    same = Interner()
    code = Code([same(it.answer) for it in derivations], arrays, names, dialect)
    bars = [_bar(names[it.question.args[1]], names) for it in derivations]
    found = zip(bars, code.results, derivations, strict=True)
    return [*code.lines, *(f"{bar} = {as_given(it, of)}" for bar, it, of in found)], bars, code.uses_math


def _bar(name: str, names: dict[Array, str]) -> str:
    """The name of the cotangent of what is called `name`."""
    made = f"{name}_bar"
    while made in names.values():
        made += "_"
    return made


def autograd_function(derivations: Sequence[ArrayDerivation]) -> str:
    """The source of a `torch.autograd.Function` with these backward passes, and of its check by `gradcheck`.

    Raises:
        CalcrefError: as `backward_source` does.
    """
    question = derivations[0].question
    assert isinstance(question, VjpOf)
    bars = [held for held, _ in question.pairs]
    arrays = arguments(derivations)
    given = [array for array in arrays if array not in bars]
    names = python_names(arrays)
    values = [Interner()(value) for _, value in question.pairs]
    forward = Code(values, given, names, TORCH)
    lines, _, uses_math = _results(derivations, arrays, names, TORCH)
    listed = ", ".join(names[array] for array in given)
    comma = "," if len(given) == 1 else ""
    var = {it.question.args[1]: _bar(names[it.question.args[1]], names) for it in derivations}
    body = [
        "class Function(torch.autograd.Function):",
        *indented(["@staticmethod", f"def forward(ctx, {listed}):"]),
        *indented([f"ctx.save_for_backward({listed})", *forward.lines, f"return {', '.join(forward.results)}"], 2),
        "",
        *indented(["@staticmethod", f"def backward(ctx, {', '.join(names[bar] for bar in bars)}):"]),
        *indented([f"{listed}{comma} = ctx.saved_tensors", *lines], 2),
        *indented([f"return {', '.join(var.get(array, 'None') for array in given)}"], 2),
        "",
        "",
        *_check(given, names, list(var)),
    ]
    return module(body, TORCH, uses_math or forward.uses_math)


def _check(given: Sequence[Array], names: dict[Array, str], variables: Sequence[Array]) -> list[str]:
    """Lines that try the backward pass against differences; none where entries cannot move one at a time."""
    bound = [array for array in variables if set(STRUCTURED) & array.properties]
    if bound:
        return [f"# gradcheck moves one entry at a time, which {bound[0].name} does not allow"]
    dims = sorted({dim for array in given for size in array.dims for dim in size.free_symbols}, key=str)
    sizes = [f"{', '.join(map(str, dims))} = {', '.join(str(2 + k % 3) for k in range(len(dims)))}"] if dims else []
    listed = ", ".join(names[array] for array in given) + ("," if len(given) == 1 else "")
    made = [f"{names[array]} = {_drawn(array, array in variables)}" for array in given]
    call = f"torch.autograd.gradcheck(Function.apply, ({listed}))"
    return ['if __name__ == "__main__":', *indented(["torch.manual_seed(0)", *sizes, *made, f"print({call})"])]


def _drawn(array: Array, moves: bool) -> str:
    """Code that draws `array`."""
    shape = f"({', '.join(map(str, array.dims))}{',' if len(array.dims) == 1 else ''})"
    options = "dtype=torch.float64" + (", requires_grad=True" if moves else "")
    square = len(array.dims) == 2 and array.dims[0] == array.dims[1]
    if "boolean" in array.properties:
        return f"torch.ones({shape}, dtype=torch.bool).tril()"
    if "one-hot" in array.properties:
        return f"torch.eye({array.dims[0]}, dtype=torch.float64)[0]"
    if "positive" in array.properties:
        return f"(0.5 + torch.rand({shape}, dtype=torch.float64)).requires_grad_({moves})"
    if square and {"symmetric", "positive-definite"} & array.properties:
        return f"torch.cov(torch.randn({array.dims[0]}, 20, dtype=torch.float64))"
    if square and {"lower-triangular", "diagonal"} & array.properties:
        return f"torch.eye({array.dims[0]}, dtype=torch.float64)"
    if not array.dims and not moves:
        return "torch.tensor(0.5, dtype=torch.float64)"
    return f"torch.randn({shape}, {options})"
