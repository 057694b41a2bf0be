"""What SymPy answers over the complex numbers, written for real ones: bars in logarithms, no needless jumps."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import substitute, varies

_UNFINISHED = (
    *(sp.Integral, sp.RootSum, sp.I, sp.re, sp.im, sp.arg, sp.zoo, sp.nan, sp.oo, sp.Dummy),
    *(sp.meijerg, sp.hyper, sp.Heaviside, sp.polar_lift, sp.exp_polar),
)


def over_the_reals(expr: sp.Expr, var: sp.Symbol) -> sp.Expr:
    """`expr` with log |u| for log u, and for the inverse functions that are logarithms: slopes that hold on all sides.

    >>> x = sp.Symbol("x", real=True)
    >>> over_the_reals(sp.log(x), x)
    log(Abs(x))
    """

    def log(u: sp.Expr) -> sp.Expr:
        return sp.log(sp.Abs(u)) if varies(u, var) else sp.log(u)

    ratio = sp.Lambda(var, (1 + var) / (1 - var))
    return (
        expr.replace(sp.log, log)
        .replace(sp.atanh, lambda u: log(ratio(u)) / 2)
        .replace(sp.acoth, lambda u: log(ratio(u)) / 2)
        .replace(sp.acosh, lambda u: log(u + sp.sqrt(u**2 - 1)))
        .replace(sp.atan, _without_jumps)
    )


def _without_jumps(inside: sp.Expr) -> sp.Expr:
    """atan(p + q tan u) with q > 0 and 4 q > p², less a step at each pole of the tangent: continuous everywhere.

    The angle of the vector (cos u, p cos u + q sin u), measured from u on, never reaches a right angle.
    """
    tangents = list(inside.atoms(sp.tan))
    if len(tangents) != 1:
        return sp.atan(inside)
    slope = sp.expand(inside).coeff(tangents[0])
    shift, u = sp.expand(inside - slope * tangents[0]), tangents[0].args[0]
    if slope.is_number and slope < 0:
        return -_without_jumps(-inside)
    if not (slope.is_number and shift.is_number and slope > 0 and 4 * slope > shift**2):
        return sp.atan(inside)
    up = shift / 2 + shift / 2 * sp.cos(2 * u) + (slope - 1) / 2 * sp.sin(2 * u)
    along = (1 + slope) / 2 + (1 - slope) / 2 * sp.cos(2 * u) + shift / 2 * sp.sin(2 * u)
    return u + sp.atan(up / along)


def branches(expr: sp.Expr) -> Iterator[sp.Expr]:
    """`expr`, or with each branch of its first cases in turn: which one is right is measured."""
    cases = sorted(expr.atoms(sp.Piecewise), key=sp.default_sort_key)
    if not cases:
        yield expr
        return
    for branch, _ in cases[0].args:
        yield from branches(expr.xreplace({cases[0]: branch}))


def candidates(found: sp.Expr, expr: sp.Expr, var: sp.Symbol) -> Iterator[sp.Expr]:
    """Real forms of SymPy's answer; for an even or odd integrand also that of the right half, mirrored."""
    for branch in branches(found):
        answer = over_the_reals(branch, var)
        if answer.has(*_UNFINISHED):
            continue
        yield answer
        mirrored = substitute(expr, {var: -var})
        if sp.simplify(mirrored + expr) == 0:
            yield substitute(answer, {var: sp.Abs(var)})
        elif sp.simplify(mirrored - expr) == 0:
            yield sp.sign(var) * substitute(answer, {var: sp.Abs(var)})
