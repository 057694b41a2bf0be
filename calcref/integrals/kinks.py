"""An integrand whose formula changes at kinks: each change counts from its place c on, at max(x, c)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import sympy as sp

from calcref.core.expr import apply, fresh, mul, nodes, raw, varies
from calcref.core.functions import relu
from calcref.core.letters import f, f_of_u, u, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, At, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.simplify import standard_form
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand, read_at
from calcref.integrals.pieces import ROUNDED, between_kinks, pieced
from calcref.reals.breaks import breaks, generic, in_order


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an integrand with absolute values, ReLUs, maxima or signs that change their formula at known places."""
    expr, var = integrand(question), question.var
    if expr is None:
        return
    places = () if _is_substituted(expr, var) else _changes(expr, var)
    if not places:
        return
    whole = breaks(expr, var)
    between = pairwise((-sp.oo, *places, sp.oo))
    ends = [each for each in between if whole and whole.is_real_at(generic(*each)) is not False]
    formulas = [formula for each in ends if (formula := between_kinks(expr, var, generic(*each))) is not None]
    if not ends or len(formulas) < len(ends) or any(formula.has(sp.nan, sp.zoo) for formula in formulas):
        return
    own = fresh(expr)
    parts = [raw(Antideriv, formulas[0], var)] if formulas[0] != 0 else []
    for (place, _), (before, after) in zip(ends[1:], pairwise(formulas), strict=True):
        change = sp.expand(standard_form(after - before))
        found = breaks(change, var)
        if found is None or found.at(place) is not False:
            return
        if change != 0:
            parts.append(read_at(change.xreplace({var: own}), own, sp.Max(var, place)))
    if parts:
        yield Rewriting(raw(sp.Add, *parts) if len(parts) > 1 else parts[0], {"f": expr})


def _is_substituted(expr: sp.Expr, var: sp.Symbol) -> bool:
    """Whether `expr` is a function of what stands in its only kink, times the slope of that."""
    inside = {arg for node in nodes(expr) if pieced(node) for arg in node.args if varies(arg, var)}
    if len(inside) != 1 or var in inside:
        return False
    inner = inside.pop()
    own = fresh(expr)
    rest = sp.cancel(expr.xreplace({inner: own}) / sp.diff(inner, var))
    return not varies(rest, var)


def _changes(expr: sp.Expr, var: sp.Symbol) -> tuple[sp.Expr, ...]:
    """Where the formula of `expr` changes, from left to right; empty where it does not, or that is not known."""
    found: dict[sp.Expr, None] = {}
    for node in nodes(expr):
        if not (pieced(node) and varies(node, var)):
            continue
        places = None if isinstance(node, ROUNDED) else breaks(node, var)
        if places is None or (own := places.between(-sp.oo, sp.oo, kinks=True)) is None:
            return ()
        found.update(dict.fromkeys(own))
    return in_order(tuple(found)) or ()


RULE = Rule(
    id="integral-across-kinks",
    name="Integral across kinks",
    statement=Statement(
        raw(Antideriv, mul(apply(relu, x), f), x),
        raw(At, raw(Antideriv, mul(u, f_of_u), u), u, sp.Max(x, 0)),
    ),
    rewrite=rewrite,
    page="integrals/fundamental-theorem/#integral-across-kinks",
    asks=(Antideriv,),
    hypotheses=("$f$ continuous from $0$ on",),
    source=spivak("chapter 13"),
    proof=Argument(
        "Left of $0$ both sides have slope $0$. To the right of $0$ the maximum is $x$, and the right side has the "
        "slope $x f(x)$. At $0$ it has no jump, since a maximum has none.",
        spivak("chapter 14, theorem 1"),
    ),
    counterexample=Counterexample(
        "relu(x) x^(-3)",
        "0",
        "$f$ continuous from $0$ on",
        "$-1/u$ has no value at $u = \\max(x, 0)$ for $x < 0$, where the integral is constant",
    ),
    ml_use="The mean output of a layer of ReLUs, weighted by a density: one term for each kink.",
)
