"""Function heads that SymPy lacks, kept exactly as written: none of them ever evaluates.

Each says what it is in SymPy's own heads; numbers and checks go that way, and so share nothing with the
table of derivatives.
"""

from __future__ import annotations

from typing import Any

import sympy as sp


class RealFunction(sp.Function):  # type: ignore[misc]
    """A real function with a name of its own; a subclass says what it is `in_sympy`."""

    @classmethod
    def eval(cls, *args: sp.Expr) -> None:
        """Never evaluate."""

    @staticmethod
    def in_sympy(*args: sp.Expr) -> sp.Expr:
        """The same function in SymPy's own heads."""
        raise NotImplementedError

    def doit(self, **hints: Any) -> sp.Expr:
        """The same function in SymPy's own heads, the arguments too unless `deep=False`."""
        deep = hints.get("deep", True)
        return self.in_sympy(*(arg.doit(**hints) if deep else arg for arg in self.args))

    def _eval_derivative(self, symbol: sp.Symbol) -> sp.Expr:
        return sp.diff(self.doit(deep=False), symbol)

    def _eval_evalf(self, prec: int) -> sp.Expr:
        return self.doit(deep=False)._evalf(prec)

    def _eval_is_extended_real(self) -> bool | None:
        return True if all(arg.is_extended_real for arg in self.args) else None


class sigmoid(RealFunction):
    """The logistic function 1/(1 + e⁻ˣ).

    >>> sigmoid(sp.Integer(0)).doit()
    1/2
    """

    @staticmethod
    def in_sympy(x: sp.Expr) -> sp.Expr:
        return 1 / (1 + sp.exp(-x))


class softplus(RealFunction):
    """The smooth ramp ln(1 + eˣ)."""

    @staticmethod
    def in_sympy(x: sp.Expr) -> sp.Expr:
        return sp.log(1 + sp.exp(x))


class relu(RealFunction):
    """The rectifier: x where x > 0, else 0."""

    @staticmethod
    def in_sympy(x: sp.Expr) -> sp.Expr:
        return sp.Max(x, 0)


class step(RealFunction):
    """The unit step: 1 where x > 0, 0 where x < 0, and no value at 0."""

    @staticmethod
    def in_sympy(x: sp.Expr) -> sp.Expr:
        return (x + sp.Abs(x)) / (2 * x)  # exactly 0 or 1 in floating point, and no value at 0


class gelu(RealFunction):
    """x·Φ(x), with Φ the distribution function of the standard normal."""

    @staticmethod
    def in_sympy(x: sp.Expr) -> sp.Expr:
        return x * (1 + sp.erf(x / sp.sqrt(2))) / 2


class silu(RealFunction):
    """x·σ(x), also called swish."""

    @staticmethod
    def in_sympy(x: sp.Expr) -> sp.Expr:
        return x / (1 + sp.exp(-x))


class LogBase(RealFunction):
    """`LogBase(x, b)`: the logarithm of x to the base b, for x > 0, b > 0 and b ≠ 1.

    >>> LogBase(sp.Integer(8), sp.Integer(2)).doit().evalf(5)
    3.0000
    """

    @staticmethod
    def in_sympy(x: sp.Expr, base: sp.Expr) -> sp.Expr:
        return sp.log(x) / sp.log(base)


class RealPower(RealFunction):
    """`RealPower(x, p/q)` with q odd and p/q in lowest terms: the real power, also for x < 0.

    SymPy's `x**(p/q)` is complex there.

    >>> RealPower(sp.Integer(-8), sp.Rational(1, 3)).doit()
    -2
    """

    @staticmethod
    def in_sympy(x: sp.Expr, exponent: sp.Expr) -> sp.Expr:
        magnitude = sp.Abs(x) ** exponent
        return magnitude if exponent.p % 2 == 0 else sp.sign(x) * magnitude
