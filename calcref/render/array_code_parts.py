"""One expression of arrays as code, piece by piece: vectors have one dimension, rows and columns alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.core.basic import Basic

from calcref.core import array_heads as heads
from calcref.core.arrays import ONE, SCALAR, Array, shape_of
from calcref.core.errors import CalcrefError
from calcref.core.walk import post_order

SUM, PRODUCT, UNARY, ATOM = range(4)
SIMPLE = 60  # characters of what may stand inside another line


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a library of arrays is called.

    Args:
        name: of the library.
        prefix: before its functions.
        imports: the line that imports it.
    """

    name: str
    prefix: str
    imports: str

    @property
    def axis(self) -> str:
        """What it calls an axis."""
        return "dim" if self.name == "torch" else "axis"

    @property
    def keep(self) -> str:
        """What it calls to keep one."""
        return "keepdim=True" if self.name == "torch" else "keepdims=True"


_EACH: Mapping[str, str] = {
    **{name: name for name in "exp log sin cos tan sinh cosh tanh abs sign floor ceil".split()},
    **{f"a{name}": f"arc{name}" for name in "sin cos tan sinh cosh tanh".split()},
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


class Writer:
    """Writes expressions as code, and lines that compute what is used more than once.

    Args:
        dialect: the library.
        names: of the arrays.
        shared: the identities of expressions that occur more than once.
    """

    def __init__(self, dialect: Dialect, names: Mapping[Array, str], shared: set[int]) -> None:
        self.dialect, self.names, self.shared = dialect, names, shared
        self.lines: list[str] = []
        self.dims: dict[Basic, None] = {}
        self.known: dict[int, tuple[str, int]] = {}
        self.alive: list[Basic] = []
        self.uses_math = False

    def written(self, expr: Basic) -> str:
        """The code of `expr`."""
        for node, _ in post_order(expr, _entered, self.known):
            self.known[id(node)] = self._kept(node, *self._code(node))
            self.alive.append(node)
        return self.known[id(expr)][0]

    def _kept(self, node: Basic, code: str, tight: int) -> tuple[str, int]:
        if id(node) in self.shared and len(code) > 8:
            return self.assigned(code), ATOM
        return code, tight

    def assigned(self, code: str) -> str:
        """The name of a new variable with this value."""
        taken = set(self.names.values())
        name = f"t{len(self.lines) + 1}"
        while name in taken:
            name += "_"
        self.lines.append(f"{name} = {code}")
        return name

    def at(self, node: Basic, least: int) -> str:
        """The code of `node`, in parentheses where it is looser than `least`."""
        if id(node) not in self.known:
            self.written(node)
        code, tight = self.known[id(node)]
        return code if tight >= least or _is_atomic(code) else f"({code})"

    def call(self, name: str, *args: str) -> str:
        """A function of the library."""
        return f"{self.dialect.prefix}.{name}({', '.join(args)})"

    def _code(self, node: Basic) -> tuple[str, int]:
        if isinstance(node, Array):
            return self.names[node], ATOM
        if node.is_Number:
            return _number(node)
        if node in (sp.pi, sp.E):
            self.uses_math = True
            return f"math.{'pi' if node is sp.pi else 'e'}", ATOM
        if node.is_Symbol:
            return self.size(node), ATOM
        return _WRITERS[type(node)](self, node)

    def size(self, dim: Basic) -> str:
        """A dimension, which is read from an argument."""
        self.dims.update(dict.fromkeys(sorted(dim.free_symbols, key=str)))
        return str(dim)

    @property
    def like(self) -> tuple[str, ...]:
        """What PyTorch has to be told of new arrays."""
        return (f"dtype={next(iter(self.names.values()))}.dtype",) if self.dialect.name == "torch" else ()


def _entered(node: Basic) -> Sequence[Basic]:
    """What is written before `node`: products look into their chain themselves."""
    if isinstance(node, (heads.Ones, heads.Zeros, heads.Eye, heads.Commutation)):
        return ()
    return tuple(arg for arg in node.args if not type(arg).__name__ == "Str")


def _number(node: Any) -> tuple[str, int]:
    if node.is_Integer:
        return str(node), ATOM if node >= 0 else UNARY
    exact = sp.Rational(repr(float(node))) == node
    return (repr(float(node)), ATOM if node >= 0 else UNARY) if exact else (f"{node.p} / {node.q}", PRODUCT)


def _plus(writer: Writer, node: Any) -> tuple[str, int]:
    full = any(not _is_spread(term) for term in node.args)
    code = ""
    for k, term in enumerate(node.args):
        minus, rest = heads.unsigned(term)
        written = broadcast(writer, rest, PRODUCT if minus or k else SUM) if full else writer.at(rest, PRODUCT)
        code += (" - " if k else "-") + written if minus else (" + " if k else "") + written
    return code, SUM


def _is_spread(term: Any) -> bool:
    """Whether `term` repeats something smaller."""
    _, rest = heads.unsigned(term)
    chain = rest.chain if isinstance(rest, heads.Times) else (rest,)
    return shape_of(term) != SCALAR and (isinstance(chain[0], heads.Ones) or isinstance(chain[-1], heads.Ones))


def broadcast(writer: Writer, term: Any, least: int) -> str:
    """`term` beside others of its shape, so that what is repeated need not be."""
    if not _is_spread(term):
        return writer.at(term, least)
    scalars, chain = (term.scalars, term.chain) if isinstance(term, heads.Times) else ((), (term,))
    groups = grouped(chain)
    kept = [group for group in groups if not (len(group) == 1 and isinstance(group[0], heads.Ones))]
    if len(groups) == 2 and len(kept) == 1:
        column = kept[0] is groups[0]
        code = f"{_parenthesized(vector(writer, kept[0], column))}[{':, None' if column else 'None, :'}]"
        return _scaled(writer, scalars, code, least)
    if not kept:
        return _scaled(writer, scalars, "", least)
    return writer.at(term, least)


def _scaled(writer: Writer, scalars: Sequence[Any], code: str, least: int) -> str:
    if not scalars:
        return code or "1"
    written = _factors(writer, scalars, code)
    return f"({written})" if least > PRODUCT else written


def _is_atomic(code: str) -> bool:
    """Whether nothing outside of brackets holds `code` together loosely."""
    depth = 0
    for character in code:
        depth += (character in "([{") - (character in ")]}")
        if character == " " and not depth:
            return False
    return not code.startswith("-")


def _parenthesized(code: str) -> str:
    return code if _is_atomic(code) else f"({code})"


def _factors(writer: Writer, scalars: Sequence[Any], body: str) -> str:
    """Scalars times `body`: those with a negative exponent below the line."""
    above, below = [], []
    for scalar in scalars:
        inverted = heads.reciprocal(scalar)
        if inverted is not None:
            below.append(writer.at(inverted, UNARY))
        elif scalar.is_Rational and abs(scalar.p) == 1 and scalar.q != 1:
            below.append(str(scalar.q))
            above.extend(["-1"] if scalar.p < 0 else [])
        else:
            above.append(writer.at(scalar, UNARY))
    whole = " * ".join([*above, *([body] if body else [])]) or "1"
    whole = f"-{whole[5:]}" if whole.startswith("-1 * ") else whole
    return whole + "".join(f" / {it}" for it in below)


def grouped(chain: Sequence[Any]) -> list[list[Any]]:
    """A chain of factors, apart where a column meets a row."""
    groups: list[list[Any]] = [[]]
    for factor in chain:
        rows, columns = shape_of(factor)
        pieces = [factor]
        if isinstance(factor, heads.Ones) and ONE not in (rows, columns):
            pieces = [heads.raw(heads.Ones, rows, ONE), heads.raw(heads.Ones, ONE, columns)]
        for piece in pieces:
            if groups[-1] and shape_of(groups[-1][-1])[1] == ONE:
                groups.append([])
            groups[-1].append(piece)
    return groups


def vector(writer: Writer, group: Sequence[Any], column: bool) -> str:
    """A product that is one column, or one row, with one dimension."""
    factors = list(group) if column else [_flipped(factor) for factor in reversed(group)]
    code = _alone(writer, factors[-1])
    if len(factors) > 1 and isinstance(factors[-1], heads.Ones):
        summed = factors[-2]
        flipped = isinstance(summed, Flipped)
        inside = writer.at(summed.node if flipped else summed, ATOM)
        code, factors = f"{inside}.sum({writer.dialect.axis}={0 if flipped else 1})", factors[:-1]
    for factor in reversed(factors[:-1]):
        code = applied(writer, factor, code)
    return code


class Flipped:
    """A factor that is meant transposed."""

    def __init__(self, node: Any) -> None:
        self.node = node


def _flipped(factor: Any) -> Any:
    if isinstance(factor, heads.Transpose):
        return factor.args[0]
    if isinstance(factor, heads.Ones):
        return heads.raw(heads.Ones, factor.args[1], factor.args[0])
    return factor if isinstance(factor, (heads.Diag, heads.Eye)) else Flipped(factor)


def _alone(writer: Writer, factor: Any) -> str:
    node = factor.node if isinstance(factor, Flipped) else factor
    if isinstance(factor, Flipped) and ONE not in shape_of(node):
        return f"{writer.at(node, ATOM)}.T"
    return writer.at(node.args[0] if isinstance(node, heads.Transpose) and ONE in shape_of(node) else node, UNARY)


def applied(writer: Writer, factor: Any, code: str, matrix_behind: bool = False) -> str:
    """`factor` times what has `code`; a system is solved for an inverse."""
    flipped = isinstance(factor, Flipped)
    node = factor.node if flipped else factor
    if isinstance(node, heads.Inverse):
        inside = _flat_transpose(writer, node.args[0]) if flipped else writer.at(node.args[0], SUM)
        return writer.call("linalg.solve", inside, _stripped(code))
    if isinstance(node, heads.Diag):
        scale = writer.at(node.args[0], UNARY)
        return f"({_parenthesized(scale)}[:, None] * {code})" if matrix_behind else f"({scale} * {_parenthesized(code)})"
    before = f"{writer.at(node, ATOM)}.T" if flipped else writer.at(node, UNARY)
    return f"{before} @ {_parenthesized(code)}"


def _flat_transpose(writer: Writer, node: Any) -> str:
    """The transpose of `node`, which may be one itself."""
    inner = node.args[0] if isinstance(node, heads.Transpose) else None
    return writer.at(inner, SUM) if inner is not None else f"{writer.at(node, ATOM)}.T"


def _stripped(code: str) -> str:
    """`code` without parentheses around the whole of it."""
    inside = code[1:-1]
    return inside if code.startswith("(") and code.endswith(")") and _is_atomic(f"({inside})") and _closes_last(code) else code


def _closes_last(code: str) -> bool:
    depth = 0
    for k, character in enumerate(code):
        depth += (character == "(") - (character == ")")
        if not depth:
            return k == len(code) - 1
    return False


def matrix(writer: Writer, group: Sequence[Any]) -> str:
    """A product of matrices."""
    factors = list(group)
    if len(factors) == 1:
        return writer.at(factors[0], UNARY)
    if isinstance(factors[-1], heads.Inverse):
        left = _parenthesized(matrix(writer, factors[:-1]))
        inside = _flat_transpose(writer, factors[-1].args[0])
        return f"{writer.call('linalg.solve', inside, f'{left}.T')}.T"
    if isinstance(factors[-1], heads.Diag):
        return f"({_parenthesized(matrix(writer, factors[:-1]))} * {writer.at(factors[-1].args[0], UNARY)})"
    code = writer.at(factors[-1], UNARY)
    for factor in reversed(factors[:-1]):
        code = applied(writer, factor, code, matrix_behind=True)
    return code


def _times(writer: Writer, node: Any) -> tuple[str, int]:
    body = ""
    if node.chain:
        groups = grouped(node.chain)
        if len(groups) == 2:
            sides = (vector(writer, groups[0], True), vector(writer, groups[1], False))
            body = writer.call("outer", *sides)
        else:
            rows, columns = shape_of(groups[0][0])[0], shape_of(groups[0][-1])[1]
            if (rows, columns) == SCALAR:
                body = _scalar_chain(writer, groups[0])
            elif columns == ONE:
                body = vector(writer, groups[0], True)
            elif rows == ONE:
                body = vector(writer, groups[0], False)
            else:
                body = matrix(writer, groups[0])
    if not node.scalars:
        return body, PRODUCT
    return _factors(writer, node.scalars, _parenthesized(body)), PRODUCT


def _scalar_chain(writer: Writer, group: Sequence[Any]) -> str:
    left = _alone(writer, _flipped(group[0]))
    behind = vector(writer, group[1:], True)
    return f"{_parenthesized(left)} @ {_parenthesized(behind)}"


def _hadamard(writer: Writer, node: Any) -> tuple[str, int]:
    full = any(not _is_spread(factor) for factor in node.args)
    above, below = [], []
    for factor in node.args:
        inverted = heads.reciprocal(factor)
        target = below if inverted is not None else above
        target.append(broadcast(writer, inverted if inverted is not None else factor, UNARY) if full else writer.at(factor, UNARY))
    if not full:
        return " * ".join((*above, *below)), PRODUCT
    return (" * ".join(above) or "1") + "".join(f" / {it}" for it in below), PRODUCT


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


_WRITERS: Mapping[type[Any], Callable[[Writer, Any], tuple[str, int]]] = {
    heads.Plus: _plus,
    heads.Times: _times,
    heads.Hadamard: _hadamard,
    heads.Power: _power,
    heads.Each: _each,
    heads.Softmax: _softmax,
    heads.LogSumExp: _log_sum_exp,
    heads.Transpose: _transposed,
    heads.Inverse: _named("linalg.inv"),
    heads.Det: _named("linalg.det"),
    heads.LogAbsDet: lambda writer, node: (f"{writer.call('linalg.slogdet', writer.at(node.args[0], SUM))}[1]", ATOM),
    heads.Trace: _named("trace"),
    heads.Total: _named("sum"),
    heads.SquaredNorm: _squared,
    heads.Diag: _named("diag"),
    heads.Diagonal: _named("diag"),
    heads.Vec: lambda writer, node: (f"{writer.at(node.args[0], ATOM)}.T.reshape(-1)", ATOM),
    heads.Unvec: lambda writer, node: (f"{writer.at(node.args[0], ATOM)}.reshape({writer.size(node.args[2])}, {writer.size(node.args[1])}).T", ATOM),
    heads.Kron: lambda writer, node: (writer.call("kron", *(writer.at(it, SUM) for it in node.args)), ATOM),
    heads.KronLeft: _kron_part("ipjq,pq->ij"),
    heads.KronRight: _kron_part("ipjq,ij->pq"),
    heads.Commutation: _commutation,
    heads.Ones: _filled("ones"),
    heads.Zeros: _filled("zeros"),
    heads.Eye: lambda writer, node: (writer.call("eye", writer.size(node.args[0]), *writer.like), ATOM),
    heads.Eigenvalue: lambda writer, node: (f"{writer.call('linalg.eigvalsh', writer.at(node.args[0], SUM))}[{node.args[1]}]", ATOM),
    heads.Eigenvector: lambda writer, node: (
        f"{writer.call('linalg.eigh', writer.at(node.args[0], SUM))}[1][:, {node.args[1]}]",
        ATOM,
    ),
    heads.Cholesky: _named("linalg.cholesky"),
    heads.HalfLower: _half_lower,
}
