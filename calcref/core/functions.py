"""Function heads that SymPy lacks, kept exactly as written: none of them ever evaluates.

Each says what it is in SymPy's own heads; numbers and checks go that way, and so share nothing with the
table of derivatives.
"""

from __future__ import annotations

from typing import Any

import sympy as sp

CUBIC = sp.Rational("0.044715")  # of the approximation of GELU
SELU_SCALE, SELU_ALPHA = sp.Float("1.0507009873554805", 17), sp.Float("1.6732632423543772", 17)


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


class gelu_tanh(RealFunction):
    """The usual approximation of GELU by a hyperbolic tangent."""

    @staticmethod
    def in_sympy(x: sp.Expr) -> sp.Expr:
        return x * (1 + sp.tanh(sp.sqrt(2 / sp.pi) * (x + CUBIC * x**3))) / 2


class mish(RealFunction):
    """x·tanh(softplus(x))."""

    @staticmethod
    def in_sympy(x: sp.Expr) -> sp.Expr:
        return x * sp.tanh(sp.log(1 + sp.exp(x)))


class leaky_relu(RealFunction):
    """`leaky_relu(x, a)`: x where x > 0, else a·x."""

    @staticmethod
    def in_sympy(x: sp.Expr, slope: sp.Expr) -> sp.Expr:
        return sp.Max(x, 0) + slope * sp.Min(x, 0)


class elu(RealFunction):
    """`elu(x, a)`: x where x > 0, else a·(eˣ − 1)."""

    @staticmethod
    def in_sympy(x: sp.Expr, alpha: sp.Expr) -> sp.Expr:
        return sp.Max(x, 0) + alpha * (sp.exp(sp.Min(x, 0)) - 1)


class selu(RealFunction):
    """An ELU that is scaled so that layers of it keep mean 0 and variance 1."""

    @staticmethod
    def in_sympy(x: sp.Expr) -> sp.Expr:
        return SELU_SCALE * (sp.Max(x, 0) + SELU_ALPHA * (sp.exp(sp.Min(x, 0)) - 1))


class softsign(RealFunction):
    """x/(1 + |x|)."""

    @staticmethod
    def in_sympy(x: sp.Expr) -> sp.Expr:
        return x / (1 + sp.Abs(x))


class logit(RealFunction):
    """The logarithm of the odds of a probability, ln(x/(1 − x))."""

    @staticmethod
    def in_sympy(x: sp.Expr) -> sp.Expr:
        return sp.log(x / (1 - x))


class logsumexp(RealFunction):
    """The smooth maximum of several numbers, ln(eˣ + eʸ + …)."""

    @staticmethod
    def in_sympy(*x: sp.Expr) -> sp.Expr:
        return sp.log(sp.Add(*map(sp.exp, x)))


class softmax(RealFunction):
    """`softmax(k, x, y, …)`: the share of the k-th of several exponentials in their sum."""

    @staticmethod
    def in_sympy(k: sp.Expr, *x: sp.Expr) -> sp.Expr:
        return 1 / sp.Add(*(sp.exp(other - x[int(k) - 1]) for other in x))


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
