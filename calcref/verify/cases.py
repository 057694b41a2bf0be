"""Points at which the cases of an answer are compared: on both sides of what its conditions ask, and exactly there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sympy as sp
from sympy.core.relational import Relational
from sympy.functions.elementary.piecewise import ExprCondPair

from calcref.core.expr import nodes

DYADIC = (
    (1.0, 1.5, 2.0, 4.0, 0.75),
    (1.5, 0.5, 2.0, 4.0, 0.75),
    (0.5, -2.0, 1.25, -0.25, 3.0),
    (-0.75, 2.0, -1.0, 0.5, 8.0),
)


def compared_by(answer: sp.Expr) -> list[sp.Expr]:
    """What the conditions of `answer` ask to be positive, negative or zero.

    >>> a, x = sp.symbols("a x", real=True)
    >>> compared_by(sp.Piecewise((x, a > 1), (a, True)))
    [a - 1]
    """
    relations = (node for node in nodes(answer) if isinstance(node, Relational))
    return list(dict.fromkeys(relation.lhs - relation.rhs for relation in relations))


def edges(answer: sp.Expr, letters: Iterable[sp.Symbol]) -> Iterator[dict[sp.Symbol, float]]:
    """Points, exact in doubles, at which the equations in the conditions of `answer` hold.

    >>> a, b, x = sp.symbols("a b x", real=True)
    >>> [point[a] for point in edges(sp.Piecewise((x, sp.Ne(a, 4 * b)), (0, True)), [a, b])][:2]
    [6.0, 2.0]
    """
    named = sorted(letters, key=lambda letter: letter.name)
    for case in _cases(answer):
        for values in DYADIC:
            point = {letter: values[k % len(values)] for k, letter in enumerate(named)}
            found = _moved_onto(case, point)
            if found is not None:
                yield found


def _cases(answer: sp.Expr) -> list[tuple[sp.Expr, ...]]:
    """The quantities that are 0 in each case, without repetition."""
    found: dict[tuple[sp.Expr, ...], None] = {}
    for pair in nodes(answer):
        if isinstance(pair, ExprCondPair):
            for part in sp.Or.make_args(pair.cond):
                equal = [node for node in sp.And.make_args(part) if isinstance(node, (sp.Eq, sp.Ne))]
                zero = tuple(node.lhs - node.rhs for node in equal if isinstance(node, sp.Eq))
                apart = ((node.lhs - node.rhs,) for node in equal if isinstance(node, sp.Ne))
                found.update(dict.fromkeys((*((zero,) if zero else ()), *apart)))
    return list(found)


def _moved_onto(zero: Iterable[sp.Expr], point: dict[sp.Symbol, float]) -> dict[sp.Symbol, float] | None:
    """`point` with one letter moved for each quantity so that it is 0, those of few letters first; None where that is
    not exact.
    """
    moved = {letter: sp.Rational(value) for letter, value in point.items()}
    free = dict.fromkeys(point)
    for quantity in sorted(zero, key=lambda it: len(it.free_symbols)):
        for letter in [one for one in free if quantity.has(one)]:
            inner = quantity.xreplace({other: value for other, value in moved.items() if other != letter})
            if not inner.is_polynomial(letter) or not inner.has(letter):
                continue
            roots = [place for place in sp.real_roots(sp.Poly(inner, letter)) if place.is_Rational]
            if roots and sp.Rational(float(roots[-1])) == roots[-1]:
                moved[letter] = roots[-1]
                del free[letter]
                break
        else:
            return None
    return {letter: float(value) for letter, value in moved.items()} if _fits(moved) else None


def _fits(point: dict[sp.Symbol, sp.Rational]) -> bool:
    """Whether the values are as is assumed of the letters."""
    return not any(
        (letter.is_positive and value <= 0) or (letter.is_negative and value >= 0) or (letter.is_nonzero and value == 0)
        for letter, value in point.items()
    )
