"""Checking a step by proof: both sides in SymPy's own heads, with unknown functions inside its questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from math import comb, prod
from typing import Any

import sympy as sp
from sympy.functions.elementary.trigonometric import TrigonometricFunction

from calcref.core.expr import add, is_open, mul, nodes, power, replace, tree_size, varies
from calcref.core.indexed import Indexed
from calcref.core.principal_value import PrincipalValue
from calcref.core.questions import Accumulation, Antideriv, DefiniteIntegral, Diff, LimitOf, Question
from calcref.core.records import Step
from calcref.core.walk import Fold

EXPANDABLE = 100  # nodes up to which a step is proved as it stands
MULTIPLIED = 300  # terms up to which a difference is multiplied out
_c, _k = sp.Symbol("_c", real=True), sp.Symbol("_k", integer=True, positive=True)  # no reader types such letters
LONG = (sp.Piecewise, Indexed)  # SymPy takes long over these
HIGHEST = 12  # whole exponent up to which a difference is brought to one denominator
SIMPLIFIABLE = 60  # operations up to which SymPy's `simplify` is asked


def _count(node: Any, counts: list[int]) -> int:
    if node.is_Add:
        return sum(counts)
    if node.is_Mul:
        return prod(counts)
    if node.is_Pow and node.exp.is_Integer and counts[0] > 1:
        return comb(counts[0] + abs(int(node.exp)) - 1, counts[0] - 1)
    return 1


term_count: Fold[int] = Fold(lambda leaf: 1, _count)  # about as many terms has an expression that is multiplied out


_is_long: Fold[bool] = Fold(lambda leaf: False, lambda node, found: isinstance(node, LONG) or any(found))


def is_proved(step: Step, known: dict[tuple[sp.Expr, sp.Expr], bool]) -> bool:
    """Whether SymPy shows the step to be an identity; `known` holds what was decided before."""
    if isinstance(step.before, DefiniteIntegral | PrincipalValue | LimitOf):
        return False  # SymPy's integrals may take minutes, and its limit is what the step says: numbers decide on both
    if _is_long(step.before) or _is_long(step.after):
        return False
    for pair in (_for_any_number(step) or generalized(step), (step.before, step.after)):
        if pair is None or max(map(tree_size, pair)) > EXPANDABLE:
            continue
        if pair not in known:
            known[pair] = _is_identity(*pair)
        if known[pair]:
            return True
    return False


def is_shown(left: sp.Expr, right: sp.Expr) -> bool:
    """Whether SymPy shows that two sides of moderate size are the same, without its integrals, limits and sums.

    >>> x = sp.Symbol("x", real=True)
    >>> is_shown(Diff(sp.sin(x) ** 2, x), sp.sin(2 * x))
    True
    """
    slow = (DefiniteIntegral, Accumulation, PrincipalValue, LimitOf)
    if any(isinstance(node, (*LONG, *slow)) for side in (left, right) for node in nodes(side)):
        return False
    return max(map(tree_size, (left, right))) <= EXPANDABLE and _is_identity(left, right)


def generalized(step: Step) -> tuple[sp.Expr, sp.Expr] | None:
    """Both sides with an unknown function for each thing that the step asks about; None where nothing was replaced.

    If the general identity holds, so does the step, and its proof does not grow with what stands inside.
    """
    if not isinstance(step.before, Diff):
        return None
    var = step.before.var
    inner = dict.fromkeys(
        node.expr
        for node in nodes(step.after, lambda node: not is_open(node))
        if type(node) is Diff and node.var == var and not node.expr.is_Symbol
    )
    inner = {expr: None for expr in inner if varies(expr, var)}
    if not inner:
        return _of_any_exponent(step.before, step.after)
    stand_ins = {expr: sp.Function(f"F{k}")(var) for k, expr in enumerate(inner)}
    before = _with(step.before.expr, stand_ins)
    after = replace(step.after, stand_ins, lambda node: False)
    if before.is_Mul and after.is_Mul and before.args[0] == after.args[0] and before.args[0].is_Integer:
        number = {before.args[0]: _c}  # whatever the number is, as long as it stands before both
        before, after = (mul(number[side.args[0]], *side.args[1:]) for side in (before, after))
    return step.before.func(before, var), after


def _for_any_number(step: Step) -> tuple[sp.Expr, sp.Expr] | None:
    """Of the derivative of 3, x + 3 or 3 x, the same for a letter, whose proof does for all numbers; else None."""
    if not isinstance(step.before, Diff):
        return None
    expr = step.before.expr
    multiple = expr.is_Mul and expr.args[-1].is_Symbol
    found = [it for it in (expr.args if expr.is_Add or multiple else (expr,)) if it.is_Integer]
    if len(found) != 1 or len(expr.args) > 2 or found[0] in (0, 1, -1):
        return None
    number = {found[0]: _c}
    before, after = (replace(side, number, lambda node: False) for side in (step.before, step.after))
    return before, after


def _of_any_exponent(before: Diff, after: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """Of d/dx xᵏ = k·xᵏ⁻¹ with a whole k above 2, the same for a letter k, whose proof does for all of them."""
    expr, var = before.expr, before.var
    if not (expr.is_Pow and expr.base == var and expr.exp.is_Integer and expr.exp > 2):
        return None
    if after != mul(expr.exp, power(var, expr.exp - 1)):
        return None
    return before.func(power(var, _k), var), mul(_k, power(var, add(_k, sp.S.NegativeOne)))


def _with(expr: sp.Expr, stand_ins: dict[sp.Expr, sp.Expr]) -> sp.Expr:
    """`expr` with the stand-ins; a product may hold the factors of one without holding it as a node."""
    if expr.is_Mul:
        factors, found = Counter(expr.args), []
        for whole, letter in stand_ins.items():
            members = Counter(whole.args if whole.is_Mul else ())
            if members and members <= factors:
                factors -= members
                found.append(letter)
        if found:
            return mul(*(replace(factor, stand_ins, lambda node: False) for factor in factors.elements()), *found)
    return replace(expr, stand_ins, lambda node: False)


def _is_identity(before: sp.Expr, after: sp.Expr) -> bool:
    if isinstance(before, Antideriv):
        before, after = Diff(before, before.var), Diff(after, before.var)
    try:
        difference = _plain(before) - _plain(after)
        return any(form == 0 for form in _forms(difference))
    except (NotImplementedError, ValueError, TypeError, AttributeError, RecursionError):
        return False


def _forms(difference: sp.Expr) -> Iterator[sp.Expr]:
    yield difference
    if term_count(difference) > MULTIPLIED:
        return
    yield sp.expand(difference)
    if any(node.is_Pow and node.exp.is_Integer and abs(node.exp) > HIGHEST for node in nodes(difference)):
        return  # SymPy looks for common factors of what is multiplied out, which may take minutes
    numerator = sp.numer(sp.together(difference))
    if term_count(numerator) > MULTIPLIED:
        return
    yield sp.expand(numerator)
    most = SIMPLIFIABLE // 2 if difference.has(TrigonometricFunction) else SIMPLIFIABLE
    if difference.count_ops() <= most and not difference.has(sp.Derivative):
        yield sp.simplify(difference)


def _plain(expr: sp.Expr) -> sp.Expr:
    """`expr` in SymPy's own heads; the derivative of an open antiderivative is what stands inside."""
    if isinstance(expr, Diff):
        for node in nodes(expr.expr):
            if isinstance(node, Antideriv) and node.var != expr.var and varies(node.expr, expr.var):
                raise NotImplementedError("an integrand that moves with another variable")
        return sp.diff(_plain(expr.expr), expr.var)
    if isinstance(expr, Antideriv):
        return _unknown(expr.expr.doit(), expr.var)(expr.var)
    if isinstance(expr, LimitOf) or not expr.args or not expr.has(Question):
        return expr.doit()
    return expr.func(*(_plain(arg) for arg in expr.args)).doit()


@lru_cache(maxsize=256)
def _unknown(slope: sp.Expr, var: sp.Symbol) -> Any:
    """A function of which nothing is known but its slope, so that SymPy never tries to solve an open integral."""

    def fdiff(self: sp.Expr, argindex: int = 1) -> sp.Expr:
        return slope.subs(var, self.args[0])

    return type("F", (sp.Function,), {"fdiff": fdiff, "nargs": 1})
