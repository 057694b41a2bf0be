"""The public verb `total_derivative`: the slope of a function along a path, by the chain rule."""

from __future__ import annotations

from collections.abc import Mapping

import sympy as sp

from calcref.core.along_lines import TotalDerivative
from calcref.core.errors import CalcrefError
from calcref.core.expr import add, mul, raw, substitute, symbols_of, varies
from calcref.core.records import Derivation, Step
from calcref.core.several import Vector
from calcref.core.simplify import simplified
from calcref.multivariable.chain_rule import TOTAL
from calcref.verbs.guard import guarded
from calcref.verbs.reading import expression, one_variable, shown
from calcref.verbs.several import one_function, partial, variables_of


def total_derivative(
    expr: sp.Expr | str, along: Mapping[str, sp.Expr | str], t: sp.Symbol | str | None = None
) -> Derivation:
    """The derivative of `expr` as its variables follow a path, with every step: a term for each of them.

    Args:
        expr: a SymPy expression, or text such as "x^2 y".
        along: what each variable is, as in {"x": "cos(t)", "y": "sin(t)"}.
        t: the letter that they follow; needed only where there are several.

    Raises:
        CalcrefError: the path or its letter is not clear.
        NoRuleApplies: no rule differentiates a part of the function or of the path.

    >>> total_derivative("x^2 + y^2", {"x": "cos(t)", "y": "sin(t)"}).answer
    0
    >>> total_derivative("u v", {"u": "t^2", "v": "e^t"}).answer
    t*(t + 2)*exp(t)
    """
    function = expression(one_function(expr, "total_derivative")[0])
    if not isinstance(along, Mapping) or not along:
        raise CalcrefError(f"a path is a formula for each variable, as in {{'x': 'cos(t)'}}; found {along!r}")
    variables = variables_of([function], list(along))
    paths = tuple(map(expression, along.values()))
    clock = one_variable(raw(Vector, *paths), t)
    if clock in variables or any(varies(path, var) for path in paths for var in variables):
        raise CalcrefError("a path holds a variable that it stands for itself; use another letter for how far along")
    if clock in symbols_of(function):
        raise CalcrefError(
            f"{shown(function)} holds the letter {clock} of the path itself; give it a letter of its own, as in "
            f"{{'s': '{clock}'}}, so that it gets a term too"
        )
    if not any(varies(path, clock) for path in paths):
        raise CalcrefError(f"no part of the path holds {clock}, so nothing moves; name the letter that it follows")
    question = raw(TotalDerivative, function, sp.Tuple(*variables), sp.Tuple(*paths), sp.Tuple(clock))
    with guarded(shown(question)):
        slopes = [partial(function, var) for var in variables]
        speeds = [partial(path, clock) for path in paths]
        standing = dict(zip(variables, paths, strict=True))
        terms = (mul(substitute(a.answer, standing), b.answer) for a, b in zip(slopes, speeds, strict=True))
        after = add(*terms)
        return simplified(Derivation(Step(TOTAL, question, after, {"f": function}), (*slopes, *speeds), after))
