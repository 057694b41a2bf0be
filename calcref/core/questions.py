"""Open questions: expressions that stay as they are until a rule answers them.

SymPy's own `Derivative` and `Integral` merge when nested and evaluate when touched, which would
silently change what a step says. These heads never do; `doit` hands the question to SymPy, for
readers who want its answer beside ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import sympy as sp
from sympy.core.basic import Basic
from sympy.core.function import AppliedUndef

from calcref.core.layout import ATOM, NEGATIVE, POWER, PRODUCT, Inner, Piece, joined
from calcref.core.walk import commutes


class Head(sp.Expr):  # type: ignore[misc]
    """An expression of calcref's own that SymPy does not evaluate.

    It describes itself, and nobody else asks which one it is.

    - What it binds: where it binds its variable inside the first argument, `outside` names the arguments that the
      binding does not reach; None where nothing is bound.
    - How it is written: `text` and `latex` give strings with parts between them, and `tightness` says how tightly the
      whole holds together.
    - How it is evaluated: its value at a point comes from those of the arguments that `entered` names, by `valued`.
    - Whether it commutes when its parts do: `commutes`.
    """

    __slots__ = ()
    outside: ClassVar[tuple[int, ...] | None] = None
    entered: ClassVar[tuple[int, ...]] = ()
    tightness: ClassVar[int] = POWER
    commutes: ClassVar[bool] = True

    def __new__(cls, *args: Any) -> Any:
        return Basic.__new__(cls, *(sp.sympify(arg, strict=True) for arg in args))

    @property
    def is_commutative(self) -> bool:
        """Whether a product may be written in another order: not if there is a matrix inside."""
        return commutes(self)

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

    def text(self) -> Iterator[Piece]:
        """How it is written as text."""
        yield from (type(self).__name__, "(", *joined(map(Inner, self.args), ", "), ")")

    def latex(self, flat: bool) -> Iterator[Piece]:
        """How it is written as LaTeX; on one line where `flat`."""
        yield rf"\operatorname{{{type(self).__name__}}}("
        yield from (*joined((Inner(arg, 0, flat) for arg in self.args), ", "), ")")

    def valued(self, here: Any, *entered: Any) -> Any:
        """Its value, by what the evaluator `here` can do at its point, from those of the arguments that are entered."""
        return here.nothing

    def _latex(self, printer: Any) -> str:
        """What SymPy's printer, and so a notebook, shows."""
        from calcref.render import latex

        return latex(self)


def written(expr: Basic) -> str:
    """`expr` as text, for a message."""
    from calcref.render import text

    return text(expr)


class Question(Head):
    """An open question about an expression in one variable."""

    __slots__ = ()
    concludes: ClassVar[bool] = False  # whether its step comes last, and reads off what other derivations end with
    runs_on: ClassVar[bool] = False  # whether it and the question of its kind that it becomes are told as one chain


class Diff(Question):
    """`Diff(expr, x)`: what is the derivative of `expr` in `x`?

    >>> x = sp.Symbol("x", real=True)
    >>> Diff(x**2, x).doit()
    2*x
    """

    __slots__ = ()

    def text(self) -> Iterator[Piece]:
        inner, count = nested(self)
        power, inner = (f"^{count}", inner) if count >= SHORTENED else ("", self.expr)
        yield from (f"d{power}/d", Inner(self.var, ATOM), f"{power}[", Inner(inner), "]")

    def latex(self, flat: bool) -> Iterator[Piece]:
        inner, count = nested(self)
        power, inner = (f"^{{{count}}}", inner) if count >= SHORTENED else ("", self.expr)
        d = r"\partial " if _is_in_several_variables(inner) else "d"
        yield from (rf"\frac{{{d.strip()}{power}}}{{{d}", Inner(self.var), f"{power}}}")
        yield from (r"\left[", Inner(inner), r"\right]")

    def valued(self, here: Any, *entered: Any) -> Any:
        return here.derivative(self.expr, self.var)

    def doit(self, **hints: Any) -> sp.Expr:
        return sp.diff(self.expr.doit(**hints), self.var)


def _is_in_several_variables(expr: sp.Expr) -> bool:
    """Whether `expr` is a function of several arguments that is not given, or a derivative of one."""
    while isinstance(expr, Diff):
        expr = expr.expr
    return isinstance(expr, AppliedUndef) and len(expr.args) > 1


SHORTENED = 3  # the order from which a derivative of derivatives is written as one


def nested(question: sp.Expr) -> tuple[sp.Expr, int]:
    """What a derivative of derivatives in one variable begins with, and how often it is differentiated."""
    inner, count = question, 0
    while type(inner) is Diff and inner.var == question.args[1]:
        inner, count = inner.expr, count + 1
    return inner, count


class Antideriv(Question):
    """`Antideriv(expr, x)`: a function of `x` whose derivative is `expr`?"""

    __slots__ = ()

    @property
    def free_symbols(self) -> Any:
        return self.expr.free_symbols | {self.var}

    def text(self) -> Iterator[Piece]:
        yield from ("∫ ", Inner(self.expr, NEGATIVE), " d", Inner(self.var))

    def latex(self, flat: bool) -> Iterator[Piece]:
        yield from (r"\int ", Inner(self.expr, NEGATIVE), r" \thinspace d", Inner(self.var))

    def valued(self, here: Any, *entered: Any) -> Any:
        return here.antiderivative(self)

    def doit(self, **hints: Any) -> sp.Expr:
        return sp.integrate(self.expr.doit(**hints), self.var)


class Bounded(Head):
    """An integral between two bounds, asked for or given."""

    __slots__ = ()
    outside = entered = (2, 3)

    def text(self) -> Iterator[Piece]:
        yield from ("∫[", Inner(self.lower), ", ", Inner(self.upper), "] ")
        yield from (Inner(self.expr, NEGATIVE), " d", Inner(self.var))

    def latex(self, flat: bool) -> Iterator[Piece]:
        yield from (r"\int_{", Inner(self.lower, 0, True), "}^{", Inner(self.upper, 0, True), "} ")
        yield from (Inner(self.expr, NEGATIVE), r" \thinspace d", Inner(self.var))

    def valued(self, here: Any, *entered: Any) -> Any:
        return here.integral_of(self, *entered)

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
    tightness = NEGATIVE

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

    def text(self) -> Iterator[Piece]:
        side = "" if self.side == "+-" else self.side
        yield from ("lim[", Inner(self.var), " → ", Inner(self.to), side, "] ", Inner(self.expr, PRODUCT))

    def latex(self, flat: bool) -> Iterator[Piece]:
        side = "" if self.side == "+-" else f"^{{{self.side}}}"
        yield from (r"\lim_{", Inner(self.var), r" \to ", Inner(self.to, 0, True), side, "} ")
        yield Inner(self.expr, PRODUCT, flat)

    def valued(self, here: Any, *entered: Any) -> Any:
        return here.limit(self)

    def doit(self, **hints: Any) -> sp.Expr:
        return sp.limit(self.expr.doit(**hints), self.var, self.to, self.side)


class Closing(Head):
    """A head that becomes a plain expression as soon as nothing inside it is open.

    That is its first argument, read at each of the arguments that `reads` names, times the sign that stands with it.
    """

    __slots__ = ()
    reads: ClassVar[tuple[tuple[int, int], ...]]

    def valued(self, here: Any, *entered: Any) -> Any:
        return here.closed(self, *entered)


class At(Closing):
    """`At(expr, u, g)`: `expr` read at `u = g`.

    >>> u, x = sp.symbols("u x", real=True)
    >>> At(sp.cos(u), u, 3*x).doit()
    cos(3*x)
    """

    __slots__ = ()
    outside = entered = (2,)
    reads = ((2, 1),)

    @property
    def value(self) -> sp.Expr:
        """What is put in for the variable."""
        return self.args[2]

    @property
    def is_same_letter(self) -> bool:
        """Whether it is read at a letter that looks as its variable: in a case, the sign of that is known."""
        return bool(self.value.is_Symbol and self.value.name == self.var.name)

    @property
    def inmost(self) -> sp.Expr:
        """What is read, however many variables are."""
        return self.expr.inmost if type(self.expr) is At and not self.expr.is_same_letter else self.expr

    def _places(self) -> Iterator[Piece]:
        if self.inmost is not self.expr:
            yield from (*self.expr._places(), ", ")
        yield from (Inner(self.var, 0, True), " = ", Inner(self.value, 0, True))

    def text(self) -> Iterator[Piece]:
        if self.is_same_letter:
            yield Inner(self.expr)
        else:
            yield from ("[", Inner(self.inmost), " | ", *self._places(), "]")

    def latex(self, flat: bool) -> Iterator[Piece]:
        if self.is_same_letter:
            yield Inner(self.expr)
            return
        from calcref.core.primes import primes

        inner = self.inmost
        bracketed = isinstance(inner, Diff) and primes(inner) is None
        yield from (Inner(inner),) if bracketed else (r"\left[", Inner(inner), r"\right]")
        yield from ("_{", *self._places(), "}")

    def doit(self, **hints: Any) -> sp.Expr:
        return self.expr.doit(**hints).subs(self.var, self.value)


class Between(Closing):
    """`Between(F, x, a, b)`: `F` at `x = b` minus `F` at `x = a`.

    >>> x = sp.Symbol("x", real=True)
    >>> Between(x**2, x, 1, 3).doit()
    8
    """

    __slots__ = ()
    outside = entered = (2, 3)
    reads = ((3, 1), (2, -1))

    def text(self) -> Iterator[Piece]:
        inner, var, lower, upper = map(Inner, self.args)
        yield from ("[", inner, " | ", var, " from ", lower, " to ", upper, "]")

    def latex(self, flat: bool) -> Iterator[Piece]:
        yield from (r"\Big[", Inner(self.args[0]), r"\Big]")
        yield from ("_{", Inner(self.args[2], 0, True), "}^{", Inner(self.args[3], 0, True), "}")

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
