"""Expressions as text that a reader can follow and `calcref.parse` can read back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import sympy as sp
from sympy.core.basic import Basic
from sympy.core.relational import Relational
from sympy.printing.str import StrPrinter

from calcref.core.conditions import WALKABLE
from calcref.core.elementary import RECORD_OF
from calcref.core.expr import tree_size
from calcref.core.functions import LogBase, RealPower, softmax
from calcref.core.layout import ATOM, NEGATIVE, POWER, PRODUCT, RELATION, SUM, Inner, Piece, joined
from calcref.core.primes import primes
from calcref.core.questions import Head
from calcref.render.fractions import Run, runs
from calcref.render.levels import has_bars
from calcref.render.printer import Printer
from calcref.render.shape import exponent_of, is_product, negated, terms

RELATIONS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥"}


def text(expr: Basic) -> str:
    """`expr` as text, in the order in which it is built.

    Text of an expression without open questions is read back by `calcref.parse.parse` with the same value.

    >>> x = sp.Symbol("x", real=True)
    >>> text(x**2 * sp.exp(-x**2 / 2) / sp.sqrt(x + 1))
    'x^2*e^(-x^2/2)/sqrt(x + 1)'
    """
    return TextPrinter()(expr)


class TextPrinter(Printer):
    """Writes expressions as one line of text."""

    def word(self, leaf: Any) -> str:
        if leaf.is_Symbol:
            return str(leaf.name)
        return _decimal(leaf) if leaf.is_Float else str(_SymPyText(self).doprint(leaf))

    def pieces(self, expr: Basic, flat: bool) -> Iterator[Piece]:
        if isinstance(expr, Head):
            return self._head(expr)
        if isinstance(expr, sp.Add):
            return self._sum(expr)
        if is_product(expr):
            return self._product(expr)
        if isinstance(expr, (sp.Pow, RealPower, sp.exp)):
            return self._power(expr)
        return self._other(expr)

    def parenthesized(self, expr: Basic, pieces: Iterable[Piece], flat: bool) -> Iterator[Piece]:
        yield "("
        yield from pieces
        yield ")"

    def _head(self, expr: Head) -> Iterator[Piece]:
        derivative = primes(expr)
        if derivative is None:
            yield from expr.text()
            return
        function, count, argument = derivative
        yield from (function.func.__name__, "'" * count, "(", Inner(argument), ")")

    def _sum(self, expr: Basic) -> Iterator[Piece]:
        for k, term in enumerate(terms(expr, self.whole)):
            rest = negated(term, self.whole)
            if rest is None:
                yield from (" + ", Inner(term, NEGATIVE)) if k else (Inner(term, NEGATIVE),)
            else:
                yield " - " if k else "-"
                yield Inner(rest, PRODUCT)

    def _product(self, expr: Basic) -> Iterator[Piece]:
        rest = negated(expr, self.whole)
        if rest is not None:
            yield "-"
            expr = rest
            if not is_product(expr):
                yield Inner(expr, PRODUCT)
                return
        found = runs(expr, self.whole)
        for k, run in enumerate(found):
            apart = bool(run.below) and len(found) > 1
            yield from ("*",) if k else ()
            yield from ("(", *self._run(run), ")") if apart else self._run(run)

    def _run(self, run: Run) -> Iterator[Piece]:
        yield from joined((Inner(part, POWER if k else PRODUCT) for k, part in enumerate(run.above)), "*")
        if not run.above:
            yield "1"
        if len(run.below) == 1:
            yield "/"
            yield Inner(run.below[0], POWER)
        elif run.below:
            yield "/("
            yield from joined((Inner(part, POWER if k else PRODUCT) for k, part in enumerate(run.below)), "*")
            yield ")"

    def _power(self, expr: Basic) -> Iterator[Piece]:
        if isinstance(expr, sp.Pow) and exponent_of(expr) is sp.S.Half:
            yield from ("sqrt(", Inner(expr.args[0]), ")")
            return
        yield from ("e",) if isinstance(expr, sp.exp) else (Inner(expr.args[0], ATOM),)
        exponent = expr.args[-1]
        yield from ("^", Inner(exponent, ATOM + (exponent is sp.S.One)))  # in x^1/3 the 1 might go on: x^(1/3)

    def _other(self, expr: Any) -> Iterator[Piece]:
        if isinstance(expr, sp.Abs):
            left, right = ("abs(", ")") if has_bars(expr.args[0]) else ("|", "|")
            yield from (left, Inner(expr.args[0]), right)
        elif isinstance(expr, LogBase):
            yield from self._logarithm(*expr.args)
        elif isinstance(expr, sp.polygamma) and expr.args[0] is not sp.S.Zero:
            yield from ("polygamma(", Inner(expr.args[0]), ", ", Inner(expr.args[1]), ")")
        elif isinstance(expr, sp.polygamma):
            yield from ("digamma(", Inner(expr.args[1]), ")")
        elif isinstance(expr, softmax):
            yield from ("softmax_", Inner(expr.args[0]), "(", *joined(map(Inner, expr.args[1:]), ", "), ")")
        elif isinstance(expr, sp.polylog) and expr.args[0] == 2:
            yield from ("Li_2(", Inner(expr.args[1]), ")")
        elif isinstance(expr, (sp.Function, sp.Max, sp.Min)) and not isinstance(expr, sp.Piecewise):
            record = RECORD_OF.get(type(expr))
            name = record.written if record else expr.func.__name__
            yield from (f"{name}(", *joined(map(Inner, expr.args), ", "), ")")
        elif isinstance(expr, sp.Piecewise):
            yield "{"
            for k, (part, condition) in enumerate(expr.args):
                yield from ("; ",) if k else ()
                yield Inner(part)
                yield from (" otherwise",) if condition == sp.true else (" if ", Inner(condition))
            yield "}"
        elif isinstance(expr, sp.And | sp.Or):
            word = " and " if isinstance(expr, sp.And) else " or "
            yield from joined((Inner(part, RELATION + isinstance(part, sp.Or)) for part in expr.args), word)
        elif isinstance(expr, Relational):
            relation = RELATIONS.get(expr.rel_op, expr.rel_op)
            yield from (Inner(expr.args[0], SUM), f" {relation} ", Inner(expr.args[1], SUM))
        elif tree_size(expr) > WALKABLE:
            yield from (f"{type(expr).__name__}(", *joined(map(Inner, expr.args), ", "), ")")
        else:
            yield _SymPyText(self).doprint(expr)

    def _logarithm(self, argument: Basic, base: Basic) -> Iterator[Piece]:
        if base.is_Symbol or (base.is_Integer and base.is_positive):
            yield from ("log_", Inner(base), "(", Inner(argument), ")")
        else:
            yield from ("log_(", Inner(base), ")(", Inner(argument), ")")


def _decimal(number: Any) -> str:
    shown = repr(float(number))
    digits, _, exponent = shown.partition("e")
    return f"{digits}*10^({int(exponent)})" if exponent else digits


class _SymPyText(StrPrinter):  # type: ignore[misc]
    """SymPy's printer for what is not ours, handing back what is."""

    def __init__(self, ours: TextPrinter) -> None:
        super().__init__()
        self._ours = ours

    def _print_Head(self, expr: Basic) -> str:
        return self._ours(expr)

    def _print_Exp1(self, expr: Basic) -> str:
        return "e"

    def _print_NaN(self, expr: Basic) -> str:
        return "undefined"

    def _print_Infinity(self, expr: Basic) -> str:
        return "∞"

    def _print_NegativeInfinity(self, expr: Basic) -> str:
        return "-∞"
