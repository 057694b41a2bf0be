"""The last resort: SymPy's own integrator, openly, where no rule fits.

SymPy is asked only for what it decides in bounded time: rational functions, Risch's algorithm for exponentials and
logarithms, and the parallel Risch heuristic on few functions of low degree. Its pattern matchers are not asked: they
may run for minutes, or remember what they were asked before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy as sp

from calcref.core.expr import nodes, raw, tree_size, varies
from calcref.core.functions import Named
from calcref.core.letters import f, x
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Argument, Ask, Rewriting, Rule, Source, Statement
from calcref.integrals.integrand import integrand

LARGEST = 60  # nodes of an integrand
DEGREE = 12  # of a rational function, and of what Risch's algorithm is asked
GUESSED = 6  # of what the heuristic is asked
HEAVIEST = 2  # of what the heuristic may be given
CLOSED = (sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh)  # their slopes are like them; others count twice

_BRONSTEIN = Source("M. Bronstein, Symbolic Integration I, 2nd edition", "chapters 2, 5 and 10")
_NEVER = (Named, sp.erf, sp.gamma, sp.Abs, sp.sign, sp.Max, sp.Min)  # the heuristic may search for minutes
_REFUSED = (sp.Integral, sp.RootSum, sp.Piecewise, sp.I, sp.re, sp.im, sp.arg, sp.zoo, sp.nan, sp.oo, sp.Dummy)


def degree(expr: sp.Expr, var: sp.Symbol) -> int:
    """The sum of the powers in `expr`, numerator and denominator alike: a bound on the work.

    >>> degree(x**3 * sp.sin(x) ** 2, x)
    5
    """
    powers = (node.exp for node in nodes(expr) if isinstance(node, sp.Pow) and varies(node.base, var))
    return sum(int(sp.ceiling(abs(power))) if power.is_Rational else 1 for power in powers)


def weight(expr: sp.Expr, var: sp.Symbol) -> int:
    """How much the heuristic has to guess: its functions and roots, each counted by the degree of what is inside.

    >>> weight(sp.exp(x) * sp.sin(3 * x), x), weight(sp.cos(x) * sp.atan(x**2), x)
    (2, 5)
    """
    insides = {
        (type(node), arg)
        for node in nodes(expr)
        if isinstance(node, sp.Function)
        for arg in node.args
        if varies(arg, var)
    }
    roots = {node for node in nodes(expr) if isinstance(node, sp.Pow) and not node.exp.is_Integer}
    bounded = all(abs(root.exp) is sp.S.Half for root in roots) and expr.free_symbols == {var}
    if roots and (insides or not bounded):
        return HEAVIEST + 1  # a search that has no bound
    return sum(
        (int(sp.degree(inner, var)) if inner.is_polynomial(var) else 2) * (1 if head in (*CLOSED, sp.Pow) else 2)
        for head, inner in insides | {(sp.Pow, root.base) for root in roots}
    )


def methods(expr: sp.Expr, var: sp.Symbol) -> Iterator[Callable[[], sp.Expr | None]]:
    """The integrators that may be asked about `expr`, fastest first."""
    from sympy.integrals.heurisch import heurisch  # heavy, and seldom needed
    from sympy.integrals.rationaltools import ratint
    from sympy.integrals.risch import risch_integrate

    if expr.is_rational_function(var):
        yield lambda: ratint(expr, var)
        return
    yield lambda: risch_integrate(expr, var)
    if weight(expr, var) <= HEAVIEST and degree(expr, var) <= GUESSED:
        yield lambda: heurisch(expr, var, hints=[])


def over_the_reals(expr: sp.Expr, var: sp.Symbol) -> sp.Expr:
    """`expr` with log u, whose slope holds on one side only, as log |u|.

    >>> over_the_reals(sp.log(x), x)
    log(Abs(x))
    """
    return expr.replace(
        lambda node: isinstance(node, sp.log) and varies(node, var), lambda node: sp.log(sp.Abs(node.args[0]))
    )


def antiderivatives(expr: sp.Expr, var: sp.Symbol) -> Iterator[sp.Expr]:
    """What SymPy's integrators answer, over the reals; unfinished and complex answers are left out."""
    own = sp.Dummy(var.name)  # without assumptions: SymPy's integrators work over the complex numbers
    for method in methods(expr.xreplace({var: own}), own):
        try:
            found = method()
        except (NotImplementedError, ValueError, TypeError, AttributeError, sp.PolynomialError, ZeroDivisionError):
            continue
        if found is None:
            continue
        answer = over_the_reals(sp.sympify(found).xreplace({own: var}), var)
        if not answer.has(*_REFUSED):
            yield answer


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits what SymPy integrates in bounded time and over the reals."""
    expr = integrand(question)
    if expr is None or tree_size(expr) > LARGEST or degree(expr, question.var) > DEGREE or expr.has(*_NEVER):
        return
    for answer in antiderivatives(expr, question.var):
        yield Rewriting(answer, {"f": expr})


RULE = Rule(
    id="integral-by-sympy",
    name="Antiderivative (found by SymPy)",
    statement=Statement(raw(Antideriv, f, x), sp.Function("F")(x)),
    rewrite=rewrite,
    page="integrals/what-an-integral-is/#integral-by-sympy",
    source=_BRONSTEIN,
    proof=Argument(
        "SymPy's integrator, handed over to openly; its answer is differentiated back before it is shown.", _BRONSTEIN
    ),
)
