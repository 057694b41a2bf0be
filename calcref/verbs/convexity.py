"""The public verbs `is_convex` and `convexity`: yes, no or not decided, and what shows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import sympy as sp

from calcref.core.errors import CalcrefError, Undecided
from calcref.core.expr import nodes, replace, symbols_of
from calcref.core.functions import LogBase
from calcref.core.simplify import shortest, standard_form
from calcref.verbs.differentiate import differentiate
from calcref.verbs.limit import limit
from calcref.verbs.reading import expression, letter, shown

if TYPE_CHECKING:
    from calcref.convex import Convexity, CurvatureBounds
    from calcref.convex.domain import Domain


def is_convex(
    expr: sp.Expr | str, domain: Any = None, variables: Iterable[str | sp.Symbol] | None = None
) -> bool | None:
    """Whether `expr` is convex on `domain`: True, False, or None where neither could be shown.

    The arguments are those of `convexity`, which also gives what shows the verdict.

    Raises:
        CalcrefError: as in `convexity`.

    >>> is_convex("x^2 + e^x"), is_convex("x^3"), is_convex("x^3", "x >= 0"), is_convex("x^2 y^2")
    (True, False, True, False)
    """
    return convexity(expr, domain, variables).convex


def convexity(expr: sp.Expr | str, domain: Any = None, variables: Iterable[str | sp.Symbol] | None = None) -> Convexity:
    """The shape of a function, with a certificate.

    It is a derivation by the rules that compose convex functions; else second derivatives whose signs are shown on the
    whole domain; else two points with the graph on the wrong side of their chord, compared exactly or by intervals.

    Args:
        expr: a SymPy expression, or text such as "ln(e^x + e^y)".
        domain: an interval for each letter, as text ("x > 0, 0 <= y <= 1") or from names to pairs of bounds; for one
            letter also a pair; None for all real numbers.
        variables: the letters in which it is asked about; all of them, where None. The others are constants, each of
            any value that the domain allows.

    Raises:
        ParseError: the text is not one formula.
        CalcrefError: the domain is no interval for each letter, is empty, or speaks of another letter.
        OutsideDomain: the function has no value somewhere in the domain.
        BudgetExceeded: the formula is too large.

    >>> found = convexity("-ln(x) + x^2", "x > 0")
    >>> found.convex, found.concave, found.strictly_convex
    (True, False, True)
    >>> print(found)
    x^2 - ln(x) for x > 0: convex: yes, concave: no, strictly convex: yes
    x^2 is convex (Composition: u^2 is convex)
    ln(x) is concave (Composition: ln(u) is concave and rises where x > 0)
    -ln(x) is convex (Constant multiple)
    x^2 - ln(x) is convex (Sum)
    """
    from calcref.convex.deciding import decide

    return decide(*_read(expr, domain, variables), slope_of)


def curvature_bounds(
    expr: sp.Expr | str, domain: Any = None, variables: Iterable[str | sp.Symbol] | None = None
) -> CurvatureBounds:
    """The least and the largest curvature of a function, exactly: its constants mu and L.

    Of a quadratic they are the outermost eigenvalues of its matrix; of a function of one variable, the outermost of
    the values of its second derivative where that turns, and of its limits at the ends of the domain.

    Args:
        expr: as in `convexity`.
        domain: as in `convexity`.
        variables: as in `convexity`.

    Raises:
        Undecided: it is neither quadratic nor a smooth function of one variable, or turning points were not found.
        CalcrefError: as in `convexity`.

    >>> found = curvature_bounds("softplus(x)")
    >>> found.strong_convexity, found.smoothness
    (0, 1/4)
    >>> curvature_bounds("x^2/2 + 2y^2").condition_number
    4
    """
    from calcref.convex.bounds import bounds

    return bounds(*_read(expr, domain, variables), slope_of, _limit)


def _read(
    expr: sp.Expr | str, domain: Any, variables: Iterable[str | sp.Symbol] | None
) -> tuple[sp.Expr, list[sp.Symbol], Domain]:
    """The function in standard form, its variables, and where it is asked about."""
    from calcref.convex.domain import domain as read_domain

    function = standard_form(_natural(expression(expr)))
    letters = symbols_of(function)
    asked = [letter(it, letters) for it in variables] if variables is not None else sorted(letters, key=str)
    for it in asked:
        if it not in letters:
            known = ", ".join(sorted(map(str, letters))) or "none"
            raise CalcrefError(f"{it} is no letter of {shown(function)}; its letters are {known}")
    return function, asked, read_domain(domain, letters)


def _limit(expr: sp.Expr, var: sp.Symbol, to: sp.Expr, side: str) -> sp.Expr:
    """What `expr` tends to inside of an interval, at one of its ends.

    Raises:
        Undecided: that was not found.
    """
    if var not in symbols_of(expr):
        return expr
    try:
        return standard_form(limit(expr, var, to, side if to.is_finite else "both").answer)
    except CalcrefError as error:
        raise Undecided(f"what {shown(expr)} tends to at {shown(to)} was not found") from error


def _natural(expr: sp.Expr) -> sp.Expr:
    """`expr` with logarithms to other bases as natural ones."""
    return replace(expr, {it: it.doit() for it in nodes(expr) if isinstance(it, LogBase)}, lambda node: False)


def slope_of(expr: sp.Expr, var: sp.Symbol) -> sp.Expr:
    """The derivative of `expr` in `var` by the rules of calcref, as short as it was found."""
    return shortest(differentiate(expr, var).answer) if var in symbols_of(expr) else sp.S.Zero
