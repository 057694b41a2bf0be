"""Open questions: expressions that stay as they are until a rule answers them.

SymPy's own `Derivative` and `Integral` merge when nested and evaluate when touched, which would
silently change what a step says. These heads never do; `doit` hands the question to SymPy, for
readers who want its answer beside ours.
"""

from __future__ import annotations

from typing import Any, ClassVar

import sympy as sp
from sympy.core.basic import Basic


class Head(sp.Expr):  # type: ignore[misc]
    """An expression of calcref's own that SymPy does not evaluate.

    A head that binds its variable inside the first argument names, in `outside`, the arguments that the binding does
    not reach; None where nothing is bound.
    """

    __slots__ = ()
    outside: ClassVar[tuple[int, ...] | None] = None
    is_commutative = True

    def __new__(cls, *args: Any) -> Any:
        return Basic.__new__(cls, *(sp.sympify(arg, strict=True) for arg in args))

    @property
    def expr(self) -> sp.Expr:
        """What stands inside."""
        return self.args[0]

    @property
    def var(self) -> sp.Symbol:
        """The variable that it is read in."""
        return self.args[1]

    @property
    def free_symbols(self) -> Any:
        if self.outside is None:
            return super().free_symbols
        return (self.expr.free_symbols - {self.var}).union(*(self.args[k].free_symbols for k in self.outside))

    def _latex(self, printer: Any) -> str:
        """What SymPy's printer, and so a notebook, shows."""
        from calcref.render import latex

        return latex(self)


class Question(Head):
    """An open question about an expression in one variable."""

    __slots__ = ()


class Diff(Question):
    """`Diff(expr, x)`: what is the derivative of `expr` in `x`?

    >>> x = sp.Symbol("x", real=True)
    >>> Diff(x**2, x).doit()
    2*x
    """

    __slots__ = ()

    def doit(self, **hints: Any) -> sp.Expr:
        return sp.diff(self.expr.doit(**hints), self.var)


class Antideriv(Question):
    """`Antideriv(expr, x)`: a function of `x` whose derivative is `expr`?"""

    __slots__ = ()

    @property
    def free_symbols(self) -> Any:
        return self.expr.free_symbols | {self.var}

    def doit(self, **hints: Any) -> sp.Expr:
        return sp.integrate(self.expr.doit(**hints), self.var)


class Bounded(Head):
    """An integral between two bounds, asked for or given."""

    __slots__ = ()
    outside = (2, 3)

    @property
    def lower(self) -> sp.Expr:
        """Where the integral starts."""
        return self.args[2]

    @property
    def upper(self) -> sp.Expr:
        """Where the integral ends."""
        return self.args[3]


class DefiniteIntegral(Bounded, Question):
    """`DefiniteIntegral(expr, x, a, b)`: what is the integral of `expr` for `x` from `a` to `b`?"""

    __slots__ = ()

    def doit(self, **hints: Any) -> sp.Expr:
        return sp.integrate(self.expr.doit(**hints), (self.var, self.lower, self.upper))


class Accumulation(Bounded):
    """`Accumulation(expr, t, a, b)`: an integral that is given as a function of its bounds, and not asked for.

    >>> t, x = sp.symbols("t x", real=True)
    >>> Accumulation(sp.exp(-t**2), t, 0, x).free_symbols
    {x}
    """

    __slots__ = ()

    def doit(self, **hints: Any) -> sp.Expr:
        return sp.Integral(self.expr.doit(**hints), (self.var, self.lower, self.upper))


class LimitOf(Question):
    """`LimitOf(expr, x, to, side)`: what does `expr` tend to as `x` tends to `to`?

    `side` is the symbol `+`, `-` or `+-` as in SymPy's `Limit`.
    """

    __slots__ = ()
    outside = (2,)  # the side is no variable

    def __new__(cls, expr: sp.Expr, var: sp.Symbol, to: sp.Expr, side: Any = "+-") -> Any:
        return super().__new__(cls, expr, var, to, sp.Symbol(str(side)))

    @property
    def to(self) -> sp.Expr:
        """Where the variable tends to."""
        return self.args[2]

    @property
    def side(self) -> str:
        """From which side: "+", "-" or "+-"."""
        return str(self.args[3])

    def doit(self, **hints: Any) -> sp.Expr:
        return sp.limit(self.expr.doit(**hints), self.var, self.to, self.side)


class Closing(Head):
    """A head that becomes a plain expression as soon as nothing inside it is open."""

    __slots__ = ()


class At(Closing):
    """`At(expr, u, g)`: `expr` read at `u = g`.

    >>> u, x = sp.symbols("u x", real=True)
    >>> At(sp.cos(u), u, 3*x).doit()
    cos(3*x)
    """

    __slots__ = ()
    outside = (2,)

    @property
    def value(self) -> sp.Expr:
        """What is put in for the variable."""
        return self.args[2]

    def doit(self, **hints: Any) -> sp.Expr:
        return self.expr.doit(**hints).subs(self.var, self.value)


class Between(Closing):
    """`Between(F, x, a, b)`: `F` at `x = b` minus `F` at `x = a`.

    >>> x = sp.Symbol("x", real=True)
    >>> Between(x**2, x, 1, 3).doit()
    8
    """

    __slots__ = ()
    outside = (2, 3)

    @property
    def lower(self) -> sp.Expr:
        """The point that is subtracted."""
        return self.args[2]

    @property
    def upper(self) -> sp.Expr:
        """The point that is added."""
        return self.args[3]

    def doit(self, **hints: Any) -> sp.Expr:
        inner = self.expr.doit(**hints)
        return inner.subs(self.var, self.upper) - inner.subs(self.var, self.lower)
