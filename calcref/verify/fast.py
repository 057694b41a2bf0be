"""Values in complex doubles: real parts are values, imaginary parts carry a derivative."""

from __future__ import annotations

import cmath
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.questions import Antideriv, LimitOf
from calcref.verify.arithmetic import FAST, NAN, H, fast_power, lifted
from calcref.verify.calculus import RealEvaluator
from calcref.verify.enclose import enclosing
from calcref.verify.gauss import adaptive
from calcref.verify.precise import PreciseEvaluator
from calcref.verify.program import Program, Refused
from calcref.verify.quadrature import suspects
from calcref.verify.resolution import resolved

NEAR = 1e-5  # half the width over which an integrand is averaged to get the slope of an integral


@lru_cache(maxsize=4096)
def _double(node: sp.Expr) -> complex:
    return complex(int(node.p) / int(node.q)) if node.is_Rational else complex(node)


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
        integrand = self.function_of(node.var, node.expr)
        low, high = sorted((lower.real, upper.real))
        value = 0.0
        if low < high:
            if any(suspects(integrand, [low, high])):  # doubles come neither far enough nor close enough
                return NAN
            within = enclosing(self.values, node.expr, node.var)
            value = adaptive(integrand, resolved(integrand, within, [low, high]))
            if value == 0:  # perhaps only because doubles end at 1e-308
                return NAN
        moved = [end.imag * self.mean(integrand, end) if end.imag else 0.0 for end in (upper, lower)]
        return complex(value if low == lower.real else -value, moved[0] - moved[1])

    def function_of(self, var: sp.Symbol, expr: sp.Expr) -> Callable[[float], float]:
        """The real part of `expr` as a function of `var`, all else being as it is here."""
        try:
            program = Program(self, expr, var)
        except Refused:
            return lambda t: float(complex(self.at(var, complex(t))(expr)).real)
        return lambda t: float(complex(program(t)).real)

    @staticmethod
    def mean(integrand: Any, bound: complex) -> float:
        """The mean of the integrand around a bound that moves: the slope of the integral there."""
        around = mp.fp.quad(integrand, [bound.real - NEAR, bound.real, bound.real + NEAR])
        return float(complex(around).real) / (2 * NEAR)

    def limit(self, node: LimitOf) -> complex:
        if any(value.imag for value in self.values.values()):
            return NAN
        found = PreciseEvaluator.at_point({symbol: value.real for symbol, value in self.values.items()}, node)
        return complex(found) if found is not None else complex(cmath.nan)
