"""What the public verbs accept: expressions, text, numbers and names, read once and the same everywhere."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.functions.elementary.piecewise import ExprCondPair

from calcref.core.conditions import WALKABLE
from calcref.core.errors import CalcrefError, NoRuleApplies
from calcref.core.expr import brief, divide, nodes, raw, substitute, symbols_of, tree_size, varies
from calcref.core.indexed import Indexed, IndexedProduct, IndexedSum, index
from calcref.core.letters import x as default_variable
from calcref.core.questions import Accumulation, DefiniteIntegral, Diff
from calcref.core.simplify import standard_form


def expression(given: Any) -> sp.Expr:
    """`given` as an expression: text is parsed, numbers are taken exactly.

    Raises:
        CalcrefError: it is neither.

    >>> expression("2x")
    2*x
    """
    if isinstance(given, str):
        from calcref.parse import parse

        return parse(given)
    if isinstance(given, sp.Expr):
        return _real(_with_our_heads(given) if any(isinstance(node, FOREIGN) for node in nodes(given)) else given)
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        return sp.nsimplify(given, rational=True) if given == given and abs(given) != float("inf") else sp.Float(given)
    raise CalcrefError(f"expected a formula as text, a SymPy expression or a number; found {type(given).__name__}")


def shown(expr: sp.Basic) -> str:
    """`expr` for a message: as a reader would type it, or what it is where that would be long."""
    from calcref.render import text

    return text(expr) if tree_size(expr) <= WALKABLE else brief(expr)


def _real(expr: sp.Expr) -> sp.Expr:
    """`expr`, unless a part of it is no real number and no function of real numbers."""
    for node in reversed(list(nodes(expr))):  # the outermost first: it is what the reader wrote
        if isinstance(node, LOGICAL):
            continue  # in a case
        strange = node.is_Matrix or isinstance(node, sp.Lambda) or not _is_formula(node)
        if strange or node in (sp.I, sp.zoo, sp.nan):
            said = FOUND.get(type(node), type(node).__name__)
            raise CalcrefError(
                f"expected a formula of real numbers and their functions; found {said} in it: write the real form"
            )
    return expr


def _is_formula(node: sp.Basic) -> bool:
    return isinstance(node, sp.Expr) and (
        isinstance(node, sp.Piecewise) or all(isinstance(arg, sp.Expr) for arg in node.args)
    )


LOGICAL = (ExprCondPair, sp.Rel, sp.And, sp.Or, sp.Not, type(sp.true), type(sp.false))
FOUND = {
    type(sp.I): "the imaginary unit i",
    type(sp.zoo): "a division by 0",
    type(sp.nan): "a number that is undefined",
    sp.MatrixSymbol: "a matrix",
}


FOREIGN = (sp.Integral, sp.Derivative, sp.Sum, sp.Product, DefiniteIntegral, sp.sinc)


def _with_our_heads(expr: sp.Expr) -> sp.Expr:
    """`expr` with SymPy's integrals and derivatives, integrals that are asked for, and sinc in heads that are known."""
    done: dict[sp.Basic, sp.Expr] = {}
    for node in nodes(expr):
        if isinstance(node, sp.Tuple):
            continue
        if isinstance(node, sp.Integral):
            made = done[node.function]
            for var, *ends in node.limits:
                if len(ends) != 2:
                    raise CalcrefError(
                        f"{shown(node)} has no two bounds, so it is no function of its variable: give both bounds, or "
                        "ask for it with integrate"
                    )
                made = raw(Accumulation, made, var, *(done.get(end, end) for end in ends))
        elif isinstance(node, sp.Sum | sp.Product):
            made = done[node.function]
            for var, lower, upper in node.limits:
                head, counted = IndexedSum if isinstance(node, sp.Sum) else IndexedProduct, index(var.name, lower)
                ends = (done.get(end, end) for end in (lower, upper))
                made = raw(head, substitute(made, {var: counted}), counted, *ends)
        elif isinstance(node, sp.sinc):
            inner = done[node.args[0]]
            pair = raw(ExprCondPair, divide(raw(sp.sin, inner), inner), raw(sp.Ne, inner, sp.S.Zero))
            made = raw(sp.Piecewise, pair, raw(ExprCondPair, sp.S.One, sp.true))
        elif isinstance(node, sp.Derivative):
            made = done[node.expr]
            for var, count in node.variable_count:
                for _ in range(int(count)):
                    made = raw(Diff, made, var)
        else:
            args = tuple(done[arg] for arg in node.args)
            head = Accumulation if isinstance(node, DefiniteIntegral) else type(node)
            made = node if head is type(node) and args == node.args else raw(head, *args)
        done[node] = made
    return done[expr]


def one_variable(expr: sp.Expr, given: sp.Symbol | str | None) -> sp.Symbol:
    """The variable that is meant: the one given, or the only one that occurs.

    Raises:
        CalcrefError: several occur and none is given, or what is given is no variable.
    """
    symbols = sorted(symbols_of(expr), key=lambda symbol: symbol.name)
    for one, other in pairwise(symbols):
        if one.name == other.name:
            raise CalcrefError(f"{shown(expr)} holds two symbols named {one.name} with different assumptions; use one")
    if any(isinstance(node, AppliedUndef) and node.func.__name__ == str(given) for node in nodes(expr)):
        raise CalcrefError(f"in {shown(expr)} the name {given} is that of a function; a variable has another letter")
    if any(isinstance(node, Indexed) and node.var.name == str(given) for node in nodes(expr)):
        raise CalcrefError(f"in {shown(expr)} the letter {given} counts terms; a variable has another letter")
    if given is None:
        if len(symbols) > 1:
            names = ", ".join(symbol.name for symbol in symbols)
            raise CalcrefError(
                f"{shown(expr)} holds the variables {names}; say which one is meant, as in x={names[0]!r}"
            )
        return symbols[0] if symbols else default_variable
    if isinstance(given, sp.Symbol):  # a plain x means the real x of a parsed formula
        return next((symbol for symbol in symbols if symbol.name == given.name), given)
    if isinstance(given, str):
        return next((symbol for symbol in symbols if symbol.name == given), None) or named_variable(given)
    raise CalcrefError(f"a variable is a SymPy symbol or its name; found {type(given).__name__}")


def letter(given: object, letters: frozenset[sp.Symbol]) -> sp.Symbol:
    """The one of `letters` that is meant by a symbol or its name, or a new one of that name.

    Raises:
        CalcrefError: it is neither.
    """
    name = given.name if isinstance(given, sp.Symbol) else given
    if not isinstance(name, str):
        raise CalcrefError(f"a variable is a SymPy symbol or its name; found {type(given).__name__}")
    return next((symbol for symbol in letters if symbol.name == name), None) or named_variable(name)


def must_be_given(expr: sp.Expr, var: sp.Symbol, why: str) -> None:
    """Nothing, unless `expr` holds a function of `var` of which nothing is known.

    Raises:
        NoRuleApplies: it does; `why` says what that hinders.
    """
    for node in nodes(expr):
        if isinstance(node, AppliedUndef) and varies(node, var):
            raise NoRuleApplies(f"{shown(node)} is a function that is not given, and {why}; put a formula for it", ())


def named_variable(name: str) -> sp.Symbol:
    """The variable that the text `name` stands for."""
    from calcref.parse import parse

    found = parse(name)
    if not isinstance(found, sp.Symbol):
        raise CalcrefError(f"a variable is one letter or the name of a Greek one; found {name!r}")
    return found


_INFINITY = {"oo": sp.oo, "inf": sp.oo, "infinity": sp.oo, "∞": sp.oo}


def bound(given: Any, name: str) -> sp.Expr:
    """`given` as a bound of an integral: a real number, ±∞ (also as text "oo", "inf", "∞") or an expression.

    Raises:
        CalcrefError: it is not a real number, or no expression.

    >>> bound("-oo", "lower"), bound(0.5, "upper")
    (-oo, 1/2)
    """
    if isinstance(given, str):
        sign, text = (-1, given.strip()[1:]) if given.strip()[:1] in ("-", "−") else (1, given.strip().lstrip("+"))
        if text.strip().lower() in _INFINITY:
            return sign * _INFINITY[text.strip().lower()]
    if isinstance(given, float) and abs(given) == float("inf"):
        return sp.oo if given > 0 else -sp.oo
    found = standard_form(expression(given))
    if found in (sp.oo, -sp.oo):
        return found
    if found.has(sp.nan, sp.zoo, sp.I, sp.oo, -sp.oo) or found.is_real is False:
        raise CalcrefError(
            f"{name} must be a real number, ±∞ or an expression without the variable; found {shown(found)}"
        )
    return found
