"""From what a reader types to something that can be drawn: values, slopes and a label."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import sympy as sp
from matplotlib.mathtext import MathTextParser

from calcref.core.conditions import WALKABLE
from calcref.core.errors import CalcrefError
from calcref.core.expr import substitute, tree_size
from calcref.core.functions import RealFunction
from calcref.differences import directional
from calcref.render import latex, text
from calcref.verbs.differentiate import differentiate
from calcref.verbs.integrate import integrate
from calcref.verbs.reading import expression

Array: TypeAlias = Any  # a float64 array, or a float
Formula: TypeAlias = str | sp.Expr | Callable[[Array], Array]

LABEL = 40  # nodes: a longer formula has no room above a picture
BEYOND_NUMPY = {"erf": np.vectorize(math.erf), "gamma": np.vectorize(math.gamma)}


@dataclass(frozen=True, slots=True)
class Function:
    """A real function of one variable, ready to be drawn.

    Args:
        name: the formula as text; empty for a callable.
        label: the formula for Matplotlib: mathtext between dollar signs, or text where mathtext cannot set it; empty
            where there is none or it is long.
        variable: the name of the variable.
        values: the values at an array of points; NaN where there is none.
        slopes: the derivative at an array of points.
        check: raises where the derivative does not exist at a number.
        expression: what it is and its slope, where it was not a callable.
    """

    name: str
    label: str
    variable: str
    values: Callable[[Array], Array]
    slopes: Callable[[Array], Array]
    check: Callable[[float], object]
    expression: tuple[sp.Expr, sp.Expr] | None = None

    def expressions(self, value: str, slope: str = "", area: str = "") -> dict[str, sp.Expr] | None:
        """The function, its slope and an antiderivative under names that a script knows them by.

        None where there is no formula for one of them.
        """
        if self.expression is None:
            return None
        found = {value: self.expression[0]}
        if slope:
            found[slope] = self.expression[1]
        if area:
            try:
                found[area] = integrate(found[value], self.variable).answer
            except CalcrefError:
                return None
        return found

    def __call__(self, x: Array) -> Array:
        return self.values(x)

    def at(self, x: float) -> float:
        """The value at the number `x`.

        Raises:
            CalcrefError: there is none.
        """
        return _number(self.values(x), self, x, "value")

    def slope(self, x: float) -> float:
        """The slope at the number `x`.

        Raises:
            CalcrefError: there is none.
        """
        self.check(x)
        return _number(self.slopes(x), self, x, "slope")


def function(formula: Formula, var: str | None = None, at: Mapping[str, float] | None = None) -> Function:
    """The function that `formula` stands for, in one variable.

    Args:
        formula: text, a SymPy expression, or a callable of a NumPy array.
        var: the variable, needed only where the formula has several.
        at: the values of the other letters.

    Raises:
        ParseError: the text is not a formula.
        CalcrefError: the formula has several variables and `var` does not say which.

    >>> f = function("x^2")
    >>> f.at(3.0), f.slope(3.0)
    (9.0, 6.0)
    """
    if callable(formula) and not isinstance(formula, sp.Expr):
        return _of_callable(formula, var or "x")
    expr = drawable(formula)
    symbol = _variable(expr, var, at or {})
    slope = differentiate(expr, symbol).answer
    known = {sp.Symbol(name, real=True): float(value) for name, value in (at or {}).items() if name != symbol.name}
    fixed = substitute(expr, {letter: sp.nsimplify(value, rational=True) for letter, value in known.items()})
    return Function(
        formula if isinstance(formula, str) else text(expr),
        label(expr) if tree_size(expr) <= LABEL else "",
        symbol.name,
        numeric(expr, symbol, known),
        numeric(slope, symbol, known),
        lambda x: differentiate(fixed, symbol, at=x),
        (expr, slope),
    )


def drawable(formula: str | sp.Expr) -> sp.Expr:
    """The expression that `formula` stands for.

    Raises:
        ParseError: the text is not a formula.
        CalcrefError: it is too large to be drawn.
    """
    expr = expression(formula)
    if tree_size(expr) > WALKABLE:
        size = tree_size(expr)
        raise CalcrefError(f"a picture holds formulas of up to {WALKABLE} nodes; this one has {size}: draw a part")
    return expr


def constants(formulas: Sequence[str]) -> dict[float, str]:
    """The values of formulas without letters, and how each is written.

    >>> constants(["pi/2"])
    {1.5707963267948966: 'π/2'}
    """
    return {float(found): text(found).replace("pi", "π") for found in map(expression, formulas)}


def _of_callable(call: Callable[[Array], Array], var: str) -> Function:
    def values(x: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.asarray(call(np.asarray(x, dtype=float)), dtype=float)

    def slopes(x: Array) -> Array:
        points = np.asarray(x, dtype=float)
        return directional(values, points, np.ones_like(points))

    return Function("", "", var, values, slopes, lambda x: None)


def _variable(expr: sp.Expr, var: str | None, at: Mapping[str, float]) -> sp.Symbol:
    names = {symbol.name for symbol in expr.free_symbols}
    free = sorted(names - set(at) - {var})
    if var is None and len(free) == 1:
        var, free = free[0], []
    if free:
        raise CalcrefError(
            f"a curve has one variable; {text(expr)} has {', '.join(sorted(names))}: give values to the others"
        )
    return sp.Symbol(var or "x", real=True)


def numeric(expr: sp.Expr, var: sp.Symbol, known: Mapping[sp.Symbol, float] | None = None) -> Callable[[Array], Array]:
    """`expr` as a function of a float or an array in `var`: NaN where it has no real value."""
    others = dict(known or {})
    plain = expr.doit() if expr.has(RealFunction) else expr
    compiled = sp.lambdify([var, *others], plain, modules=[BEYOND_NUMPY, "numpy"])

    def values(x: Array) -> Array:
        points = np.asarray(x, dtype=float)
        with np.errstate(all="ignore"):
            found = np.asarray(compiled(points, *others.values()))
        real = np.where(np.abs(found.imag) > 0, np.nan, found.real) if np.iscomplexobj(found) else found
        return np.broadcast_to(np.asarray(real, dtype=float), points.shape)[()]

    return values


def label(expr: sp.Expr) -> str:
    """`expr` as Matplotlib's mathtext, its fractions tall, or as plain text where mathtext cannot set it.

    >>> label(sp.Symbol("x", real=True)**2)
    '$x^{2}$'
    """
    return setting(latex(expr).replace("\\frac", "\\dfrac"), text(expr))


def setting(tex: str, otherwise: str) -> str:
    """`tex` between dollar signs if mathtext can set it, else `otherwise`."""
    try:
        MathTextParser("path").parse(f"${tex}$")
    except ValueError:
        return otherwise
    return f"${tex}$"


def _number(value: Any, f: Function, x: float, what: str) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise CalcrefError(f"{f.name or 'the function'} has no {what} at {f.variable} = {x:g}; choose another point")
    return number
