"""Expressions as LaTeX that looks like a book and that KaTeX, MathJax and LaTeX all read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import sympy as sp
from sympy.core.basic import Basic
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.printing.latex import LatexPrinter as SymPyLatexPrinter

from calcref.core.conditions import WALKABLE
from calcref.core.elementary import RECORD_OF
from calcref.core.expr import tree_size
from calcref.core.functions import LogBase, RealPower, softmax
from calcref.core.layout import ATOM, NEGATIVE, POWER, PRODUCT, RELATION, SUM, Inner, Piece, joined
from calcref.core.primes import primes
from calcref.core.questions import Head
from calcref.core.row import filled
from calcref.render.fractions import Run, runs
from calcref.render.levels import is_tall, level
from calcref.render.printer import Printer
from calcref.render.shape import Mark, exponent_of, is_product, negated, terms

RELATIONS = {"==": "=", "!=": r"\neq", "<=": r"\leq", ">=": r"\geq", "<": "<", ">": ">"}


def latex(expr: Basic) -> str:
    r"""`expr` as LaTeX for math mode, in the order in which it is built.

    >>> x = sp.Symbol("x", real=True)
    >>> print(latex(x**2 * sp.exp(-x**2 / 2) / sp.sqrt(x + 1)))
    \frac{x^{2} e^{-x^{2}/2}}{\sqrt{x + 1}}
    """
    return LatexPrinter()(expr)


class LatexPrinter(Printer):
    """Writes expressions as LaTeX; a fraction in an exponent is written with a slash."""

    def word(self, leaf: Any) -> str:
        return str(leaf) if leaf.is_Integer else str(_SymPyLatex(self).doprint(leaf))

    def pieces(self, expr: Basic, flat: bool) -> Iterator[Piece]:
        if isinstance(expr, Head):
            return self._head(expr, flat)
        if isinstance(expr, sp.Add):
            return self._sum(expr, flat)
        if is_product(expr):
            return self._product(expr, flat)
        if isinstance(expr, (sp.Pow, RealPower, sp.exp)):
            return self._power(expr, flat)
        return self._other(expr, flat)

    def parenthesized(self, expr: Basic, pieces: Iterable[Piece], flat: bool) -> Iterator[Piece]:
        left, right = ("(", ")") if flat or not is_tall(expr) else (r"\left(", r"\right)")
        yield left
        yield from pieces
        yield right

    def _head(self, expr: Head, flat: bool) -> Iterator[Piece]:
        derivative = primes(expr)
        if derivative is None:
            yield from expr.latex(flat)
            return
        function, count, argument = derivative
        yield from applied(sp.latex(sp.Symbol(function.func.__name__)) + "'" * count, (argument,), flat)

    def _sum(self, expr: Basic, flat: bool) -> Iterator[Piece]:
        for k, term in enumerate(terms(expr, self.whole)):
            rest = negated(term, self.whole)
            if rest is None:
                yield from (" + ", Inner(term, NEGATIVE, flat)) if k else (Inner(term, NEGATIVE, flat),)
            else:
                yield " - " if k else "-"
                yield Inner(rest, PRODUCT, flat)

    def _product(self, expr: Basic, flat: bool) -> Iterator[Piece]:
        rest = negated(expr, self.whole)
        if rest is not None:
            yield "-"
            expr = rest
            if not is_product(expr):
                yield Inner(expr, PRODUCT, flat)
                return
        found = runs(expr, self.whole)
        for k, run in enumerate(found):
            if k:
                yield r" \cdot " if self._needs_dot(found[k - 1], run) else " "
            if not run.below:
                yield from self._factors(run.above, PRODUCT, flat)
            elif flat:
                yield from self._slashed(run, len(found) > 1)
            else:
                yield r"\frac{"
                yield from self._factors(run.above, SUM, flat)
                yield "}{"
                yield from self._factors(run.below, SUM, flat)
                yield "}"

    def _needs_dot(self, before: Run, after: Run) -> bool:
        return bool(before.below or after.below) or self._starts_with_digit(after.above[0])

    def _slashed(self, run: Run, apart: bool) -> Iterator[Piece]:
        yield from ("(",) if apart else ()
        yield from self._factors(run.above, PRODUCT, True)
        yield "/"
        several = len(run.below) > 1
        yield from (
            ("(", *self._factors(run.below, PRODUCT, True), ")") if several else (Inner(run.below[0], POWER, True),)
        )
        yield from (")",) if apart else ()

    def _factors(self, factors: list[Any], alone: int, flat: bool) -> Iterator[Piece]:
        """Factors side by side, with a dot only before digits; `alone` is what a single factor must hold."""
        if not factors:
            yield "1"
        for k, factor in enumerate(factors):
            if k:
                before = factors[k - 1]
                apart = factor is before or (isinstance(before, Mark) and before.expr.is_Number)
                yield r" \cdot " if apart or self._starts_with_digit(factor) else " "
            tight = k > 0 and not isinstance(factor, Mark)
            yield Inner(factor, alone if len(factors) == 1 else POWER if tight else PRODUCT, flat)

    def _starts_with_digit(self, node: Any) -> bool:
        if level(node, self.whole) < PRODUCT:
            return False
        while not self.whole(node) and isinstance(node, (Mark, sp.Pow, sp.Mul)):
            node = node.args[0]
        return bool(node.is_Number) and not self.whole(node)

    def _power(self, expr: Basic, flat: bool) -> Iterator[Piece]:
        base, exponent = expr.args[0], exponent_of(expr)
        if isinstance(expr, sp.exp):
            yield from ("e^{", Inner(base, 0, True), "}")
        elif exponent is sp.S.Half and isinstance(expr, sp.Pow):
            yield from (r"\sqrt{", Inner(base, 0, flat), "}")
        elif isinstance(expr, RealPower) and exponent.p == 1:
            yield from (rf"\sqrt[{exponent.q}]{{", Inner(base, 0, flat), "}")
        elif (raised := _raised(base)) and expr.args[1].is_Integer and not self.whole(base):
            yield from applied(raised + f"^{{{expr.args[1]}}}", base.args, flat)
        else:
            root = isinstance(base, (sp.Pow, RealPower)) and not self.whole(base)
            yield Inner(base, ATOM + root, flat)
            yield from ("^{", Inner(expr.args[1], 0, True), "}")

    def _other(self, expr: Any, flat: bool) -> Iterator[Piece]:
        if isinstance(expr, LogBase):
            yield from (r"\log_{", Inner(expr.args[1], 0, True), "}")
            yield from applied("", expr.args[:1], flat)
        elif isinstance(expr, sp.polygamma):
            order = "" if expr.args[0] is sp.S.Zero else f"^{{({self(expr.args[0])})}}"
            yield from applied(rf"\psi{order}", expr.args[1:], flat)
        elif isinstance(expr, softmax | sp.polylog):
            name = "softmax" if isinstance(expr, softmax) else "Li"
            index = self(expr.args[0])
            yield rf"\operatorname{{{name}}}_" + (index if len(index) == 1 else f"{{{index}}}")
            yield from applied("", expr.args[1:], flat)
        elif isinstance(expr, sp.binomial):
            yield from (r"\binom{", Inner(expr.args[0], 0, flat), "}{", Inner(expr.args[1], 0, flat), "}")
        elif isinstance(expr, AppliedUndef):
            yield from applied(sp.latex(sp.Symbol(expr.func.__name__)), expr.args, flat)
        elif isinstance(expr, (sp.Function, sp.Max, sp.Min)) and not isinstance(expr, sp.Piecewise):
            record = RECORD_OF.get(type(expr))
            name = record.typeset if record else rf"\operatorname{{{expr.func.__name__}}}"
            inside = [Inner(arg, 0, flat) for arg in expr.args]
            yield from filled(name, inside) if "#" in name else applied(name, expr.args, flat)
        elif isinstance(expr, sp.Piecewise):
            yield r"\begin{cases}"
            for k, (part, condition) in enumerate(expr.args):
                yield from (r" \\{}",) if k else ()  # braces: a bracket after it would be its argument
                yield from (Inner(part, 0, flat), r" & ")
                yield from (
                    (r"\text{otherwise}",) if condition == sp.true else (r"\text{if } ", Inner(condition, 0, flat))
                )
            yield r"\end{cases}"
        elif isinstance(expr, sp.And | sp.Or):
            word = r" \text{ and } " if isinstance(expr, sp.And) else r" \text{ or } "
            for k, part in enumerate(expr.args):
                yield from (word,) if k else ()
                yield Inner(part, RELATION + isinstance(part, sp.Or), flat)
        elif isinstance(expr, Relational):
            relation = RELATIONS.get(expr.rel_op, expr.rel_op)
            yield from (Inner(expr.args[0], SUM, flat), f" {relation} ", Inner(expr.args[1], SUM, flat))
        elif tree_size(expr) > WALKABLE:
            yield from applied(rf"\operatorname{{{type(expr).__name__}}}", expr.args, flat)
        else:
            yield _SymPyLatex(self).doprint(expr)


def applied(name: str, args: tuple[Any, ...], flat: bool) -> Iterator[Piece]:
    """The function `name` of `args`; its parentheses grow with them without a gap before them."""
    tall = not flat and any(is_tall(arg) for arg in args)
    yield name + (r"\Bigl(" if tall else "(")
    yield from joined((Inner(arg, 0, flat) for arg in args), ", ")
    yield r"\Bigr)" if tall else ")"


def _raised(base: Basic) -> str:
    """The name of the function `base` if an exponent stands behind it: sin²(x), not sin(x)²."""
    record = RECORD_OF.get(type(base))
    return record.typeset if record and record.raised else ""


class _SymPyLatex(SymPyLatexPrinter):  # type: ignore[misc]
    """SymPy's printer for what is not ours, handing back what is."""

    def __init__(self, ours: LatexPrinter) -> None:
        super().__init__()
        self._ours = ours

    def _print_Head(self, expr: Basic, **settings: Any) -> str:
        return self._ours(expr)

    def _print_NaN(self, expr: Basic) -> str:
        return r"\text{undefined}"
