"""Every operation on arrays as code, in a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sympy as sp

from calcref.core import array_functions as functions
from calcref.core import array_heads as heads
from calcref.core import array_parts as parts
from calcref.core.arrays import ONE, SCALAR, shape_of
from calcref.core.errors import CalcrefError
from calcref.render.array_code_parts import ATOM, PRODUCT, SUM, UNARY, Writer
from calcref.render.array_code_products import hadamard, plus, times

_EACH: Mapping[str, str] = {
    **{
        name: name
        for name in ["exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "abs", "sign", "floor", "ceil"]
    },
    **{f"a{name}": f"arc{name}" for name in ["sin", "cos", "tan", "sinh", "cosh", "tanh"]},
}


_FORMULAS: Mapping[str, str] = {  # what NumPy writes with other functions
    "softplus": "{p}.logaddexp({0}, 0 * {0})",
    "relu": "{p}.where({0} > 0, {0}, 0 * {0})",
    "step": "{p}.where({0} > 0, 1.0, {p}.where({0} < 0, 0.0, 0.5))",
    "silu": "{0} / (1 + {p}.exp(-{0}))",
    "sec": "1 / {p}.cos({0})",
    "csc": "1 / {p}.sin({0})",
    "cot": "1 / {p}.tan({0})",
    "sech": "1 / {p}.cosh({0})",
    "csch": "1 / {p}.sinh({0})",
    "coth": "1 / {p}.tanh({0})",
    "softsign": "{0} / (1 + {p}.abs({0}))",
    "logit": "{p}.log({0} / (1 - {0}))",
}


_TORCH_ONLY = {"erf": "erf", "erfc": "erfc", "loggamma": "lgamma", "digamma": "digamma"}


def _power(writer: Writer, node: Any) -> tuple[str, int]:
    base, exponent = node.args
    inverted = heads.reciprocal(node)
    if inverted is not None:
        return f"1 / {writer.at(inverted, UNARY)}", PRODUCT
    if isinstance(base, heads.SquaredNorm) and exponent == sp.S.Half:
        return writer.call("linalg.norm", writer.at(base.args[0], SUM)), ATOM
    if exponent == sp.S.Half:
        if writer.dialect.name == "torch" and shape_of(base) == SCALAR:
            return f"{writer.at(base, ATOM)} ** 0.5", UNARY
        return writer.call("sqrt", writer.at(base, SUM)), ATOM
    return f"{writer.at(base, ATOM)} ** {writer.at(exponent, ATOM)}", UNARY


def _each(writer: Writer, node: Any) -> tuple[str, int]:
    name, inner = node.name, node.args[1]
    torch = writer.dialect.name == "torch"
    known = _EACH.get(name) or (_TORCH_ONLY.get(name) if torch else None)
    if known is not None:
        return writer.call(known, writer.at(inner, SUM)), ATOM
    if name == "sigmoid":
        minus, rest = heads.unsigned(inner)
        inside = writer.at(rest, SUM) if minus else f"-{writer.at(inner, ATOM)}"
        return f"1 / (1 + {writer.call('exp', inside)})", PRODUCT
    if name in _FORMULAS:
        code = writer.at(inner, ATOM)
        code = code if code.isidentifier() or _FORMULAS[name].count("{0}") == 1 else writer.assigned(code)
        return f"({_FORMULAS[name].format(code, p=writer.dialect.prefix)})", ATOM
    raise CalcrefError(f"{writer.dialect.name} has no {name}; define it yourself, or write the function with others")


def _softmax(writer: Writer, node: Any) -> tuple[str, int]:
    return writer.assigned(_shares(writer, node)), ATOM


def _shares(writer: Writer, node: Any) -> str:
    inside = writer.at(node.args[0], ATOM)
    inside = inside if inside.isidentifier() else writer.assigned(inside)
    grown = writer.assigned(writer.call("exp", f"{inside} - {_peak(writer, inside)}"))
    return f"{grown} / {grown}.sum({writer.dialect.axis}=-1, {writer.dialect.keep})"


def _peak(writer: Writer, inside: str) -> str:
    return writer.call("amax", inside, f"{writer.dialect.axis}=-1", writer.dialect.keep)


def _log_sum_exp(writer: Writer, node: Any) -> tuple[str, int]:
    inside = writer.at(node.args[0], ATOM)
    inside = inside if inside.isidentifier() else writer.assigned(inside)
    peak = writer.assigned(_peak(writer, inside))
    summed = f"{writer.call('exp', f'{inside} - {peak}')}.sum({writer.dialect.axis}=-1, {writer.dialect.keep})"
    return f"({peak} + {writer.call('log', summed)})[..., 0]", ATOM


def _named(name: str) -> Callable[[Writer, Any], tuple[str, int]]:
    return lambda writer, node: (writer.call(name, writer.at(node.args[0], SUM)), ATOM)


def _squared(writer: Writer, node: Any) -> tuple[str, int]:
    return f"({writer.at(node.args[0], ATOM)} ** 2).sum()", ATOM


def _transposed(writer: Writer, node: Any) -> tuple[str, int]:
    inner = node.args[0]
    if ONE in shape_of(inner):
        return writer.known[id(inner)]
    return f"{writer.at(inner, ATOM)}.T", ATOM


def _kron_part(spec: str) -> Callable[[Writer, Any], tuple[str, int]]:
    def write(writer: Writer, node: Any) -> tuple[str, int]:
        rows, columns = (list(map(writer.size, shape_of(it))) for it in (node.args[1], node))
        inner, outer = (columns, rows) if spec.endswith("ij") else (rows, columns)
        shape = f"{inner[0]}, {outer[0]}, {inner[1]}, {outer[1]}"
        whole = f"{writer.at(node.args[0], ATOM)}.reshape({shape})"
        return writer.call("einsum", f'"{spec}"', whole, writer.at(node.args[1], SUM)), ATOM

    return write


def _commutation(writer: Writer, node: Any) -> tuple[str, int]:
    m, n = map(writer.size, node.args)
    eye = writer.call("eye", f"{m} * {n}", *writer.like)
    move = "permute" if writer.dialect.name == "torch" else "transpose"
    return f"{eye}.reshape({n}, {m}, {m} * {n}).{move}(1, 0, 2).reshape({m} * {n}, {m} * {n})", ATOM


def _filled(name: str) -> Callable[[Writer, Any], tuple[str, int]]:
    def write(writer: Writer, node: Any) -> tuple[str, int]:
        dims = [writer.size(dim) for dim in node.shape if dim != ONE]
        return writer.call(name, dims[0] if len(dims) == 1 else f"({', '.join(dims)})", *writer.like), ATOM

    return write


def _half_lower(writer: Writer, node: Any) -> tuple[str, int]:
    inside = writer.assigned(writer.at(node.args[0], SUM))
    diagonal = writer.call("diag", writer.call("diag", inside))
    return f"({writer.call('tril', inside)} - 0.5 * {diagonal})", ATOM


def _columns(writer: Writer, node: Any) -> tuple[str, int]:
    whole, start, stop = node.args
    bounds = ":".join(writer.size(dim) if dim != 0 else "" for dim in (start, stop))
    bounds = bounds.removesuffix(writer.size(stop)) if stop == shape_of(whole)[1] else bounds
    before = "" if ONE in shape_of(whole) else ":, "
    return f"{writer.at(whole, ATOM)}[{before}{bounds}]", ATOM


def _beside(writer: Writer, node: Any) -> tuple[str, int]:
    listed = f"[{', '.join(writer.at(part, SUM) for part in node.args)}]"
    row = shape_of(node)[0] == ONE
    return writer.call("concatenate", listed, f"{writer.dialect.axis}={0 if row else 1}"), ATOM


def _masked(writer: Writer, node: Any) -> tuple[str, int]:
    inside, mask = (writer.at(it, ATOM) for it in node.args)
    return writer.call("where", f"{mask} != 0", inside, f"-{writer.dialect.prefix}.inf"), ATOM


def _mean(writer: Writer, code: str, keep: bool = True) -> str:
    kept = f", {writer.dialect.keep}" if keep else ""
    return f"{code}.mean({writer.dialect.axis}=-1{kept})"


def _centered(writer: Writer, node: Any) -> str:
    inside = writer.at(node, ATOM)
    inside = inside if inside.isidentifier() else writer.assigned(inside)
    return writer.assigned(f"{inside} - {_mean(writer, inside)}")


def _variance(writer: Writer, node: Any) -> tuple[str, int]:
    return _mean(writer, f"({_centered(writer, node.args[0])} ** 2)", False), ATOM


def _standardized(writer: Writer, node: Any) -> tuple[str, int]:
    around = _centered(writer, node.args[0])
    spread = _mean(writer, f"({around} ** 2)")
    epsilon = f" + {writer.at(node.args[1], PRODUCT)}" if node.args[1] != 0 else ""
    return f"{around} / {writer.call('sqrt', f'{spread}{epsilon}')}", PRODUCT


WRITERS: Mapping[type[Any], Callable[[Writer, Any], tuple[str, int]]] = {
    heads.Plus: plus,
    heads.Times: times,
    heads.Hadamard: hadamard,
    heads.Power: _power,
    heads.Each: _each,
    functions.Softmax: _softmax,
    functions.LogSumExp: _log_sum_exp,
    functions.Peak: lambda writer, node: (f"{_peak(writer, writer.at(node.args[0], SUM))}[..., 0]", ATOM),
    heads.Transpose: _transposed,
    heads.Inverse: _named("linalg.inv"),
    functions.Det: _named("linalg.det"),
    functions.LogAbsDet: lambda writer, node: (
        f"{writer.call('linalg.slogdet', writer.at(node.args[0], SUM))}[1]",
        ATOM,
    ),
    functions.Trace: _named("trace"),
    functions.Total: _named("sum"),
    heads.SquaredNorm: _squared,
    functions.Diag: _named("diag"),
    functions.Diagonal: _named("diag"),
    functions.Vec: lambda writer, node: (f"{writer.at(node.args[0], ATOM)}.T.reshape(-1)", ATOM),
    functions.Unvec: lambda writer, node: (
        f"{writer.at(node.args[0], ATOM)}.reshape({writer.size(node.args[2])}, {writer.size(node.args[1])}).T",
        ATOM,
    ),
    functions.Kron: lambda writer, node: (writer.call("kron", *(writer.at(it, SUM) for it in node.args)), ATOM),
    functions.KronLeft: _kron_part("ipjq,pq->ij"),
    functions.KronRight: _kron_part("ipjq,ij->pq"),
    functions.Commutation: _commutation,
    heads.Ones: _filled("ones"),
    heads.Zeros: _filled("zeros"),
    heads.Eye: lambda writer, node: (writer.call("eye", writer.size(node.args[0]), *writer.like), ATOM),
    functions.Eigenvalue: lambda writer, node: (
        f"{writer.call('linalg.eigvalsh', writer.at(node.args[0], SUM))}[{node.args[1]}]",
        ATOM,
    ),
    functions.Eigenvector: lambda writer, node: (
        f"{writer.call('linalg.eigh', writer.at(node.args[0], SUM))}[1][:, {node.args[1]}]",
        ATOM,
    ),
    functions.Cholesky: _named("linalg.cholesky"),
    functions.HalfLower: _half_lower,
    functions.Lower: _named("tril"),
    parts.Columns: _columns,
    parts.Beside: _beside,
    parts.Masked: _masked,
    parts.Variance: _variance,
    parts.Standardize: _standardized,
}
