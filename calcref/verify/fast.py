"""Values in complex doubles: real parts are values, imaginary parts carry a derivative."""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import sympy as sp

from calcref.core.expr import symbols_of, varies
from calcref.core.questions import Antideriv, LimitOf
from calcref.verify.arithmetic import FAST, NAN, H, fast_power, lifted
from calcref.verify.calculus import RealEvaluator
from calcref.verify.cubature import cubature
from calcref.verify.enclose import enclosing
from calcref.verify.gauss import adaptive, signed
from calcref.verify.moving import Integrand, change, settled
from calcref.verify.precise import PreciseEvaluator
from calcref.verify.program import Program, Refused
from calcref.verify.quadrature import suspects
from calcref.verify.resolution import resolved


@lru_cache(maxsize=4096)
def _double(node: sp.Expr) -> complex:
    return complex(int(node.p) / int(node.q)) if node.is_Rational else complex(node)


@lru_cache(maxsize=512)
def _volume(
    inner: Any, var: sp.Symbol, here: tuple[tuple[sp.Symbol, complex], ...], low: float, high: float
) -> complex:
    """A double integral, whose outer variable is `var`; computed once, by work that no check has to count."""

    def row(place: float) -> tuple[Callable[[float], float], float, float]:
        there = FastEvaluator({**dict(here), inner.var: 0j, var: complex(place)})
        bottom, top = (float(there(end).real) for end in (inner.lower, inner.upper))
        return there.function_of(inner.var, inner.expr), bottom, top

    return complex(cubature(row, low, high))


class FastEvaluator(RealEvaluator):
    """Values in doubles; the derivative of a derivative is NaN, and is left to 50 digits.

    >>> x = sp.Symbol("x", real=True)
    >>> FastEvaluator({x: 2 + 0j})(sp.exp(x) - 1).real
    6.38905609893065
    """

    def number(self, node: sp.Expr) -> complex:
        return _double(node)

    def power(self, base: complex, exponent: complex) -> complex:
        return fast_power(base, exponent)

    def function(self, head: Any, inside: list[complex]) -> complex:
        known = FAST.get(head)
        return complex(known(*inside)) if known else lifted(head, inside)

    def derivative(self, expr: sp.Expr, var: sp.Symbol) -> complex:
        if any(value.imag for value in self.values.values()):
            return NAN
        shifted = self._shifted.get(var)
        if shifted is None:
            there = {**self.values, var: complex(self.values[var].real, H)}
            shifted = self._shifted[var] = FastEvaluator(there, self.work)
        return complex(shifted(expr).imag / H)

    def antiderivative(self, node: Antideriv) -> complex:
        at = self.values[node.var]
        slope = self.at(node.var, complex(at.real))(node.expr).real if at.imag else 0.0
        return complex(self.constant(node), slope * at.imag)

    def integral(self, node: Any, lower: complex, upper: complex) -> complex:
        low, high = sorted((lower.real, upper.real))
        value = 0.0
        if low < high:
            value = self.area(node, [low, high])
            if value == 0:  # perhaps only because doubles end at 1e-308
                return NAN
        slope = self.drift(node, lower, upper) if any(it.imag for it in self.values.values()) else 0.0
        return complex(value if low == lower.real else -value, slope * H)

    def area(self, node: Any, ends: list[float]) -> float:
        """The integral of the expression of `node` over what is bounded by `ends`; NaN where doubles do not suffice."""
        integrand = self.function_of(node.var, node.expr)
        if any(suspects(integrand, ends)):  # doubles come neither far enough nor close enough
            return math.nan
        return adaptive(integrand, resolved(integrand, enclosing(self.values, node.expr, node.var), ends))

    def drift(self, node: Any, lower: complex, upper: complex) -> float:
        """The slope of the integral along the direction that the imaginary parts point in."""
        direction = {letter: it.imag / H for letter, it in self.values.items() if it.imag}
        moves = any(varies(node.expr, letter) for letter in direction if letter != node.var)
        if not (moves or lower.imag or upper.imag):
            return 0.0
        ends = lower.real, upper.real
        inside = enclosing(self.values, node.expr, node.var)
        cuts = resolved(self.function_of(node.var, node.expr), inside, sorted(ends)) if moves else []

        def at(step: float) -> Integrand:
            there = {letter: complex(it.real + step * direction.get(letter, 0.0)) for letter, it in self.values.items()}
            return FastEvaluator(there, self.work).function_of(node.var, node.expr)

        def changes(step: float) -> tuple[float, float]:
            by = step * lower.imag / H, step * upper.imag / H
            return change((at(step), at(-step) if moves else None), ends, by, partial(signed, cuts))

        return settled(changes)

    def double_integral(self, node: Any, lower: complex, upper: complex) -> complex:
        if any(it.imag for it in self.values.values()):
            return NAN
        inner, var = node.inner, node.var
        free = symbols_of(inner) - {var}
        here = tuple(sorted(((it, self.values[it]) for it in free), key=lambda pair: str(pair[0].name)))
        return _volume(inner, var, here, lower.real, upper.real)

    def function_of(self, var: sp.Symbol, expr: sp.Expr) -> Callable[[float], float]:
        """The real part of `expr` as a function of `var`, all else being as it is here."""
        try:
            program = Program(self, expr, var)
        except Refused:
            return lambda t: float(complex(self.at(var, complex(t))(expr)).real)
        return lambda t: float(complex(program(t)).real)

    def limit(self, node: LimitOf) -> complex:
        if any(value.imag for value in self.values.values()):
            return NAN
        found = PreciseEvaluator.at_point({symbol: value.real for symbol, value in self.values.items()}, node)
        return complex(found) if found is not None else complex(cmath.nan)
