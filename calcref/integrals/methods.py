"""The methods of SymPy that are asked for an antiderivative, in order; they raise what they like, or never end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sympy as sp

from calcref.integrals.rationalize import substitutions

Method = Callable[[sp.Expr, sp.Symbol], Any]


def _rational(expr: sp.Expr, var: sp.Symbol) -> Any:
    from sympy.integrals.rationaltools import ratint

    if not expr.is_rational_function(var):
        return None
    scaled = sp.factor_terms(sp.cancel(expr.xreplace({var: var / sp.pi}) / sp.pi))
    number, plain = scaled.as_independent(var, as_Add=False)
    if expr.has(sp.pi) and not plain.has(sp.pi):  # in πx its coefficients are rational
        return number * ratint(plain, var).xreplace({var: sp.pi * var})
    return ratint(expr, var)


def _by_patterns(expr: sp.Expr, var: sp.Symbol) -> Any:
    from sympy.integrals.manualintegrate import manualintegrate

    return manualintegrate(expr, var)


def _risch(expr: sp.Expr, var: sp.Symbol) -> Any:
    from sympy.integrals.risch import risch_integrate

    return risch_integrate(expr, var)


def _heuristic(expr: sp.Expr, var: sp.Symbol) -> Any:
    from sympy.integrals.heurisch import heurisch

    return heurisch(expr, var, hints=[])


def _half_angle(expr: sp.Expr, var: sp.Symbol) -> Any:
    """A rational function of sin and cos of the variable, by t = tan(x/2)."""
    from sympy.integrals.rationaltools import ratint

    t = sp.Dummy("t")
    whole = sp.expand_trig(expr.rewrite(sp.cos).replace(sp.cos, lambda u: sp.cos(sp.expand(u))))
    inner = whole.xreplace({sp.sin(var): 2 * t / (1 + t**2), sp.cos(var): (1 - t**2) / (1 + t**2)})
    if inner.has(var):
        return None
    found = ratint(sp.cancel(sp.together(2 * inner / (1 + t**2))), t)
    return found.xreplace({t: sp.tan(var / 2)})


def _substituted(expr: sp.Expr, var: sp.Symbol) -> Any:
    """By a classical substitution that leaves a function which the other methods decide."""
    for inner, t, new in substitutions(expr, var):
        for method in (_rational, _by_patterns):
            found = method(inner, t)
            if found is not None and not found.has(sp.Integral):
                return found.xreplace({t: new})
    return None


def _everything(expr: sp.Expr, var: sp.Symbol) -> Any:
    return sp.integrate(expr, var)


METHODS: tuple[Method, ...] = (
    _rational,  # decides
    _by_patterns,  # as by hand
    _substituted,  # after one of the classical substitutions
    _risch,  # decides for exponentials and logarithms
    _half_angle,  # for circular functions
    _heuristic,  # guesses a form
    _everything,  # whatever else SymPy knows
)
