"""The public verb `minimize`: a formula, its gradient derived, and a method that follows it down."""

from __future__ import annotations

import math
from collections.abc import Mapping
from numbers import Real
from typing import TYPE_CHECKING, Any

import sympy as sp

from calcref.core.errors import CalcrefError
from calcref.core.expr import symbols_of
from calcref.verbs.differentiate import differentiate
from calcref.verbs.reading import expression, named_variable, one_variable, shown

if TYPE_CHECKING:
    from calcref.core.methods import Method, Trace


def minimize(
    expr: sp.Expr | str,
    x0: Mapping[str, float] | float,
    method: Method,
    steps: int = 1000,
    gradient_tolerance: float = 1e-8,
) -> Trace:
    """The trace of `method` on a formula, along the gradient that `differentiate` derives.

    A function of Python goes to `calcref.optimization.minimize`, which this calls.

    Args:
        expr: a SymPy expression, or text such as "(x-1)^2 + x y + y^2".
        x0: where to start: a number for each variable by name, or one number where there is one variable. The
            iterates of the trace have the same form.
        method: such as `calcref.optimization.GradientDescent(learning_rate=0.1)`.
        steps: at most so many; reaching them gives `reason="steps"`.
        gradient_tolerance: stop with `reason="gradient"` where the norm of the gradient is at most this.

    Raises:
        ParseError: the text is not one formula.
        CalcrefError: `x0` does not give one number for each variable of the formula.
        NoRuleApplies: no rule differentiates a part of it.
        DidNotConverge: an iterate, a value or a gradient is not a finite real number; `.trace` ends with it.

    >>> from calcref.optimization import GradientDescent
    >>> trace = minimize("(x-1)^2 + x y + y^2", {"x": 0, "y": 0}, GradientDescent(learning_rate=0.3))
    >>> [round(float(trace.x[name]), 6) for name in ("x", "y")]
    [1.333333, -0.666667]
    """
    from calcref.optimization import minimize as descend
    from calcref.verify.fast import FastEvaluator

    function = expression(expr)
    variables = _variables(function, x0)
    slopes = {name: differentiate(function, variable).answer for name, variable in variables.items()}

    def evaluator(x: Any) -> FastEvaluator:
        values = x if isinstance(x, dict) else dict.fromkeys(variables, x)
        return FastEvaluator({variable: complex(values[name]) for name, variable in variables.items()})

    def value(x: Any) -> float:
        return _real(evaluator(x)(function))

    def gradient(x: Any) -> Any:
        at = evaluator(x)
        found = {name: _real(at(slope)) for name, slope in slopes.items()}
        return found if isinstance(x, dict) else next(iter(found.values()))

    start = dict(x0) if isinstance(x0, Mapping) else x0
    return descend(value, start, method, steps, gradient, gradient_tolerance)


def _real(value: complex) -> float:
    """The value, or NaN where it is not real."""
    return value.real if not value.imag else math.nan


def _variables(function: sp.Expr, x0: Mapping[str, float] | float) -> dict[str, sp.Symbol]:
    """The variables of `function` by name, in the order of `x0`.

    Raises:
        CalcrefError: one of them has no start, or a start that is not one number.
    """
    for start in x0.values() if isinstance(x0, Mapping) else (x0,):
        if not isinstance(start, Real) or isinstance(start, bool):
            raise CalcrefError(f"a start is one real number for each variable; found {start!r}")
    if not isinstance(x0, Mapping):
        only = one_variable(function, None)
        return {only.name: only}
    known = {symbol.name: symbol for symbol in symbols_of(function)}
    if missing := sorted(known.keys() - x0.keys()):
        raise CalcrefError(f"a start needs every variable of {shown(function)}; missing {', '.join(missing)}")
    return {name: known.get(name) or named_variable(name) for name in x0}
