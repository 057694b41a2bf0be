"""What rates and exponents have in common, and the functions of one power or exponential that they make."""

from __future__ import annotations

import math
from collections.abc import Iterable

import sympy as sp

from calcref.core.expr import nodes, varies
from calcref.core.functions import RealPower, sigmoid, softplus

HYPERBOLIC = (sp.sinh, sp.cosh, sp.tanh, sp.sech, sp.csch, sp.coth)


def common(numbers: Iterable[sp.Rational]) -> sp.Rational:
    """The largest number of which all are whole multiples.

    >>> common([sp.Integer(1), sp.Rational(3, 2)])
    1/2
    """
    found = list(numbers)
    over = math.lcm(*(int(number.q) for number in found))
    return sp.Rational(math.gcd(*(int(number * over) for number in found)), over)


def of_power(expr: sp.Expr, var: sp.Symbol, own: sp.Symbol) -> tuple[sp.Expr, sp.Expr] | None:
    """`expr` as a function of `own` = x^k alone, and that power, with the largest k there is; None where k = 1 is.

    >>> x, u = sp.symbols("x u", real=True)
    >>> of_power(sp.sqrt(x) + sp.cos(x), x, u)
    (u + cos(u**2), sqrt(x))
    """
    found: dict[sp.Expr, sp.Rational] = {}
    for node in nodes(expr):
        if _is_power(node, var):
            found[node] = node.args[1]
        elif var in node.args or node == expr == var:
            found[var] = sp.S.One
    if not found:
        return None
    k = common(found.values())
    if k == 1:
        return None
    head = RealPower if any(isinstance(node, RealPower) for node in found) and k.q % 2 else sp.Pow
    power = var**k if k.is_Integer else head(var, k)
    return expr.xreplace({node: own ** (exponent / k) for node, exponent in found.items()}), power


def _is_power(node: sp.Basic, var: sp.Symbol) -> bool:
    return isinstance(node, (sp.Pow, RealPower)) and node.args[0] == var and bool(node.args[1].is_Rational)


def of_exponential(expr: sp.Expr, var: sp.Symbol, own: sp.Symbol) -> tuple[sp.Expr, sp.Expr, sp.Expr] | None:
    """`expr` as a function of `own` = e^(kx) alone, with that power and k; None where it is no such function.

    >>> x, u = sp.symbols("x u", real=True)
    >>> of_exponential(1 / (1 + sp.exp(2 * x)), x, u)
    (1/(u + 1), exp(2*x), 2)
    """
    whole = expr.replace(softplus, lambda inner: sp.log(1 + sp.exp(inner)))
    whole = whole.replace(sigmoid, lambda inner: 1 / (1 + sp.exp(-inner)))
    for head in HYPERBOLIC:
        whole = whole.replace(head, lambda inner, head=head: head(inner).rewrite(sp.exp))
    found: dict[sp.Expr, tuple[sp.Expr, sp.Expr]] = {}
    for node in nodes(whole):
        base, exponent = node.as_base_exp()
        if (isinstance(node, sp.exp) or node.is_Pow) and varies(exponent, var) and not varies(base, var):
            rate = sp.diff(exponent, var) * sp.log(base)
            if varies(rate, var):
                return None
            found[node] = rate, sp.log(base) * exponent.subs(var, 0)
    if not found:
        return None
    unit = next(iter(found.values()))[0]
    ratios = [sp.simplify(rate / unit) for rate, _ in found.values()]
    if not all(ratio.is_Rational for ratio in ratios):
        return None
    k = common(ratios) * (-1 if all(ratio.is_negative for ratio in ratios) else 1)
    put = {
        node: sp.exp(rest) * own ** (ratio / k) for (node, (_, rest)), ratio in zip(found.items(), ratios, strict=True)
    }
    inner = whole.xreplace(put)
    rate = sp.simplify(k * unit)
    power = next((node for node, (its, rest) in found.items() if rest == 0 and its == rate), sp.exp(rate * var))
    return None if varies(inner, var) else (inner, power, rate)
