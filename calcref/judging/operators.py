"""Integrals, limits, sums, products, roots and binomials, as they stand in a formula."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sympy as sp

from calcref.core.errors import ParseError, Undecided
from calcref.core.expr import raw, substitute
from calcref.core.indexed import IndexedProduct, IndexedSum, index
from calcref.core.questions import LimitOf
from calcref.judging.derived import fraction, side, typed_derivative
from calcref.judging.known import symbol
from calcref.judging.operands import differential, operand
from calcref.judging.places import place
from calcref.judging.spelling import atomic
from calcref.judging.vectors import nabla

if TYPE_CHECKING:
    from calcref.judging.formula import Formula


def operator(reader: Formula) -> str | None:
    """What an operator at this place makes of what follows, or None where none stands here."""
    token = reader.here()
    if (derived := typed_derivative(reader)) is not None:
        return derived
    found = {"fraction": fraction, "int": _integral, "lim": _limit, "sqrt": _root, "binomial": _binomial}
    if token.kind in found:
        reader.at += 1
        return found[token.kind](reader)
    if token.kind == "nabla":
        reader.at += 1
        return nabla(reader)
    if token.kind in ("sum", "prod"):
        reader.at += 1
        return _counted(reader, token.kind)
    var = differential(reader) if reader.awaiting == 0 else None
    return None if var is None else reader.hold(sp.Symbol(f"d{var}", real=True))


def _integral(reader: Formula) -> str:
    ends = _bounds(reader)
    kept, reader.ended = reader.ended, None
    reader.awaiting += 1
    written = "1" if differential(reader, peek=True) else reader.sum()
    reader.awaiting -= 1
    var = reader.ended or differential(reader)
    alone = written == "1" and not reader.ended
    reader.ended = kept
    if var is None:
        raise ParseError("an integral ends in dx, or in d and another letter")
    if alone and reader.take("over"):
        written = f"1/({reader.denominator()})"
    return reader.hold(reader.known.integral(reader.expr(written), var, ends))


def _bounds(reader: Formula) -> tuple[sp.Expr, sp.Expr] | None:
    found: dict[str, sp.Expr] = {}
    for _ in range(2):
        sign = reader.take("lower", "power")
        if sign is None:
            break
        found[sign.kind] = place(reader)
    if len(found) == 1:
        raise Undecided("an integral with one bound is over a set, which is not read here")
    return (found["lower"], found["power"]) if found else None


def _limit(reader: Formula) -> str:
    reader.take("lower")
    braced = reader.take("lbrace", "open")
    letter = reader.take("letter")
    if letter is None or not reader.take("to"):
        raise ParseError(r"a limit names its letter and where it goes, as in \lim_{x \to 0}")
    name = reader.name(letter)
    signed = -1 if reader.take("minus") else 1
    reader.take("plus")
    written = reader.base()
    while reader.take("over"):
        written = f"{written}/{reader.base()}"
    side = "+-"
    if reader.take("power"):
        inner = reader.take("lbrace")
        sign = reader.take("plus", "minus")
        if sign is None:
            raise ParseError("behind the place of a limit stands its side, as in 0^+")
        side = "+" if sign.kind == "plus" else "-"
        if inner:
            reader.take("rbrace")
    elif braced and (sign := reader.take("plus", "minus")):
        if reader.here().kind in ("rbrace", "close"):
            side = "+" if sign.kind == "plus" else "-"
        else:
            written = f"{written} {'+' if sign.kind == 'plus' else '-'} {reader.signed()}"
    if braced and not reader.take("rbrace", "close"):
        raise ParseError("what stands below a limit is never closed")
    to = signed * reader.expr(written)
    body = reader.known.expand(reader.expr(operand(reader)), frozenset((symbol(name),)))
    return reader.hold(LimitOf(body, symbol(name), to, side))


def _counted(reader: Formula, kind: str) -> str:
    """A sum or a product that a letter counts, in LaTeX, or as sum(x^i, i, 1, n)."""
    head = IndexedSum if kind == "sum" else IndexedProduct
    if reader.here().kind == "open":
        return _counted_call(reader, head)
    braced = reader.take("lower") and reader.take("lbrace", "open")
    letter = reader.take("letter")
    if not braced or letter is None or not reader.take("equals"):
        raise Undecided(f"the {kind} has no first and last index, as in \\{kind}_{{k=1}}^{{n}}")
    reader.bound.append(letter.text)
    lower = reader.expr(reader.sum())
    if not reader.take("rbrace", "close") or not reader.take("power"):
        raise Undecided(f"the {kind} has no last index, as in \\{kind}_{{k=1}}^{{n}}")
    upper = place(reader)
    body = reader.expr(operand(reader))
    reader.bound.pop()
    return reader.hold(_made(head, body, letter.text, lower, upper, reader))


def _counted_call(reader: Formula, head: type[sp.Expr]) -> str:
    reader.take("open")
    letter = _index_of(reader)
    reader.bound.append(letter)
    body = reader.expr(reader.sum())
    parts = []
    while reader.take("comma"):
        parts.append(reader.expr(reader.sum()))
    reader.bound.pop()
    if not reader.take("close") or len(parts) != 3:
        raise ParseError("a sum is typed as sum(x^k, k, 1, n)")
    return reader.hold(_made(head, body, letter, parts[1], parts[2], reader))


def _index_of(reader: Formula) -> str:
    """The letter behind the first comma of sum(x^k, k, 1, n)."""
    depth = 0
    for token, following in zip(reader.tokens[reader.at :], reader.tokens[reader.at + 1 :], strict=False):
        depth += (token.kind in ("open", "lbrace")) - (token.kind in ("close", "rbrace"))
        if depth == 0 and token.kind == "comma" and following.kind == "letter":
            return following.text
    raise ParseError("a sum is typed as sum(x^k, k, 1, n)")


def _made(head: type[sp.Expr], body: sp.Expr, name: str, lower: sp.Expr, upper: sp.Expr, reader: Formula) -> sp.Expr:
    counted = index(name, lower)
    inner = reader.known.expand(body, frozenset((symbol(name),)))
    found: sp.Expr = raw(head, substitute(inner, {symbol(name): counted}), counted, lower, upper)
    return found


def _root(reader: Formula) -> str:
    if reader.here().text == "[":
        degree = reader.group()
        return f"{atomic(_under(reader))}^(1/{atomic(degree)})"
    return f"sqrt({_under(reader)})"


def _under(reader: Formula) -> str:
    return reader.group() if reader.here().kind in ("lbrace", "open") else reader.base()


def _binomial(reader: Formula) -> str:
    sides = []
    for _ in range(2):
        part = reader.part(side(reader))
        sides.append(part.sum())
    n, k = sides
    return f"gamma({n} + 1)/(gamma({k} + 1)*gamma({n} - ({k}) + 1))"
