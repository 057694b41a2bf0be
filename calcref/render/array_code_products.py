"""Sums and products of arrays as code: the order in which a chain is multiplied, and what need not be repeated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from calcref.core import array_functions as functions
from calcref.core import array_heads as heads
from calcref.core.arrays import ONE, SCALAR, shape_of
from calcref.core.expr import raw
from calcref.render.array_code_parts import ATOM, PRODUCT, SUM, UNARY, Writer, is_atomic, parenthesized


def plus(writer: Writer, node: Any) -> tuple[str, int]:
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
        code = f"{parenthesized(vector(writer, kept[0], column))}[{':, None' if column else 'None, :'}]"
        return _scaled(writer, scalars, code, least)
    if not kept:
        return _scaled(writer, scalars, "", least)
    return writer.at(term, least)


def _scaled(writer: Writer, scalars: Sequence[Any], code: str, least: int) -> str:
    if not scalars:
        return code or "1"
    written = _factors(writer, scalars, code)
    return f"({written})" if least > PRODUCT else written


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
            pieces = [raw(heads.Ones, rows, ONE), raw(heads.Ones, ONE, columns)]
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
        if isinstance(summed, heads.Transpose):
            summed, flipped = summed.args[0], True
        inside = writer.at(summed.node if isinstance(summed, Flipped) else summed, ATOM)
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
        return raw(heads.Ones, factor.args[1], factor.args[0])
    return factor if isinstance(factor, (functions.Diag, heads.Eye)) else Flipped(factor)


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
    if isinstance(node, functions.Diag):
        scale = writer.at(node.args[0], UNARY)
        return f"({parenthesized(scale)}[:, None] * {code})" if matrix_behind else f"({scale} * {parenthesized(code)})"
    before = f"{writer.at(node, ATOM)}.T" if flipped else writer.at(node, UNARY)
    return f"{before} @ {parenthesized(code)}"


def _flat_transpose(writer: Writer, node: Any) -> str:
    """The transpose of `node`, which may be one itself."""
    inner = node.args[0] if isinstance(node, heads.Transpose) else None
    return writer.at(inner, SUM) if inner is not None else f"{writer.at(node, ATOM)}.T"


def _stripped(code: str) -> str:
    """`code` without parentheses around the whole of it."""
    inside = code[1:-1]
    return (
        inside
        if code.startswith("(") and code.endswith(")") and is_atomic(f"({inside})") and _closes_last(code)
        else code
    )


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
        left = parenthesized(matrix(writer, factors[:-1]))
        inside = _flat_transpose(writer, factors[-1].args[0])
        return f"{writer.call('linalg.solve', inside, f'{left}.T')}.T"
    if isinstance(factors[-1], functions.Diag):
        return f"({parenthesized(matrix(writer, factors[:-1]))} * {writer.at(factors[-1].args[0], UNARY)})"
    code = writer.at(factors[-1], UNARY)
    for factor in reversed(factors[:-1]):
        code = applied(writer, factor, code, matrix_behind=True)
    return code


def times(writer: Writer, node: Any) -> tuple[str, int]:
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
    return _factors(writer, node.scalars, parenthesized(body)), PRODUCT


def _scalar_chain(writer: Writer, group: Sequence[Any]) -> str:
    left = _alone(writer, _flipped(group[0]))
    behind = vector(writer, group[1:], True)
    return f"{parenthesized(left)} @ {parenthesized(behind)}"


def hadamard(writer: Writer, node: Any) -> tuple[str, int]:
    full = any(not _is_spread(factor) for factor in node.args)
    above: list[str] = []
    below: list[str] = []
    for factor in node.args:
        inverted = heads.reciprocal(factor)
        target = below if inverted is not None else above
        target.append(
            broadcast(writer, inverted if inverted is not None else factor, UNARY) if full else writer.at(factor, UNARY)
        )
    if not full:
        return " * ".join((*above, *below)), PRODUCT
    return (" * ".join(above) or "1") + "".join(f" / {it}" for it in below), PRODUCT
