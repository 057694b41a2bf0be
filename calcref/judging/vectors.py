"""Vectors in a formula, ∇ before what follows, and functions of several letters: f(1, 2), f_x, ∇f."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from calcref.core.errors import ParseError, Undecided
from calcref.core.expr import raw, substitute, symbols_of
from calcref.core.fields import Curl, Divergence
from calcref.core.several import Gradient, Rows, Vector
from calcref.judging.known import symbol
from calcref.judging.operands import operand

if TYPE_CHECKING:
    from calcref.judging.formula import Formula


def components(reader: Formula) -> list[sp.Expr]:
    """What stands between commas, up to the parenthesis that closes."""
    kept = reader.bars, reader.awaiting
    reader.bars = reader.awaiting = 0
    found = [reader.expr(reader.sum())]
    while reader.take("comma"):
        found.append(reader.expr(reader.sum()))
    reader.bars, reader.awaiting = kept
    if not reader.take("close"):
        raise ParseError("a vector is never closed")
    return found


def vector(reader: Formula, first: str) -> str:
    """The vector whose first entry was read, or a matrix where its entries are vectors."""
    reader.take("comma")
    entries = [reader.expr(first), *components(reader)]
    if not any(isinstance(it, Vector) for it in entries):
        return reader.hold(raw(Vector, *entries))
    if len({len(it.args) if isinstance(it, Vector) else 0 for it in entries}) > 1:
        raise ParseError("the rows of a matrix have the same length")
    return reader.hold(raw(Rows, *entries))


def named(reader: Formula, name: str) -> str | None:
    """A function of several letters at a place, or a derivative of one in its subscript; None of another letter.

    Raises:
        ParseError: it has another number of arguments, or nothing says that the name is a function of several letters.
    """
    if reader.here().kind != "open":
        found = reader.known.partial(name)
        return None if found is None else reader.hold(found)
    place = dict(at_arguments(reader, name))
    if place:
        return reader.hold(substitute(reader.known.expand(symbol(name), frozenset(place)), place))
    if _holds_a_comma(reader) and not reader.here().apart:
        raise ParseError(f"a comma separates the arguments of a function, and {name} is not given as one")
    return None


def _holds_a_comma(reader: Formula) -> bool:
    """Whether a comma stands in the group that begins here, outside of groups inside of it."""
    depth = 0
    for token in reader.tokens[reader.at :]:
        depth += (token.kind in ("open", "lbrace")) - (token.kind in ("close", "rbrace"))
        if depth == 0:
            return False
        if depth == 1 and token.kind == "comma":
            return True
    return False


def nabla(reader: Formula) -> str:
    """The gradient, the divergence or the curl of what follows.

    Raises:
        Undecided: it is not clear which is meant, or in which letters.
    """
    below = _below(reader)
    if reader.here().kind in ("raised", "power"):
        raise Undecided("∇² is the Hessian in some books and the Laplacian in others; write the derivatives out")
    sign = reader.take("times")
    if sign is None and (asked := _at_a_place(reader, below)) is not None:
        return reader.hold(asked)
    expr = reader.expr(operand(reader, True))
    below = below or list(reader.known.several.get(str(expr), ()))
    body = reader.known.expand(expr, frozenset(map(symbol, below)))
    letters = [symbol(it) for it in below] or sorted(symbols_of(body), key=str)
    if not letters:
        raise Undecided(f"∇ of {expr} has no letter; say what it is a function of, as in f(x, y) = …")
    if sign is None:
        return reader.hold(raw(Gradient, body, sp.Tuple(*letters)))
    head = Curl if sign.text in ("×", "times") else Divergence
    if not head.takes((body, sp.Tuple(*letters))):
        raise Undecided(f"{sign.text} behind ∇ needs a field: a formula for each of {', '.join(map(str, letters))}")
    return reader.hold(raw(head, body, sp.Tuple(*letters)))


def _below(reader: Formula) -> list[str]:
    """The letters below a sign: ∇_x, ∇_{x, y}."""
    if not reader.take("lower"):
        return []
    grouped = reader.take("lbrace", "open")
    found = []
    while letter := reader.take("letter"):
        found.append(reader.name(letter))
        if not grouped or not reader.take("comma"):
            break
    if not found or (grouped and not reader.take("rbrace", "close")):
        raise ParseError("below ∇ stand letters, as in ∇_{x, y}")
    return found


def _at_a_place(reader: Formula, below: list[str]) -> sp.Expr | None:
    """The gradient of a function that is known, at numbers: ∇f(1, 2); None where something else follows."""
    start, token = reader.at, reader.here()
    reader.at += 1
    place = () if below or token.kind != "letter" else at_arguments(reader, token.text)
    if not place or any(symbols_of(value) for _, value in place):
        reader.at = start
        return None
    letters, values = zip(*place, strict=True)
    body = reader.known.expand(symbol(token.text), frozenset(letters))
    asked: sp.Expr = raw(Gradient, body, sp.Tuple(*letters), sp.Tuple(*values))
    return asked


def at_arguments(reader: Formula, name: str) -> tuple[tuple[sp.Symbol, sp.Expr], ...]:
    """The letters of a function of several with what stands for them in the group that follows; none of another one."""
    of = reader.known.several.get(name, ())
    if not of or reader.here().kind != "open" or not _holds_a_comma(reader):
        return ()
    reader.take("open")
    given = components(reader)
    if len(given) != len(of):
        raise ParseError(f"{name} has the arguments {', '.join(of)}; found {len(given)}")
    return tuple(zip(map(symbol, of), given, strict=True))
