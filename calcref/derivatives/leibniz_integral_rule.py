"""Leibniz's integral rule: bounds and integrand move, d/dx ∫ₐᵇ f(x, t) dt = f(x, b) b' − f(x, a) a' + ∫ₐᵇ ∂f/∂x dt."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.about import Source
from calcref.core.expr import add, mul, negative, nodes, raw, substitute, varies
from calcref.core.functions import step
from calcref.core.letters import t, x
from calcref.core.proofs import Argument
from calcref.core.questions import Accumulation, Diff, Question
from calcref.core.records import Ask, Condition, Point, Rewriting, Rule, Statement, Where
from calcref.core.sources import dlmf
from calcref.reals.breaks import breaks

DOMINATED = (
    "$f$ differentiable in $x$ for every $t$, with a slope that is dominated: near $x$ at most a function of $t$ in "
    "size, whose integral between the bounds is finite"
)
JUMPS = (sp.sign, sp.floor, sp.ceiling, sp.Piecewise, step)


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an integral whose integrand moves with the variable, unless a jump moves with it."""
    area, var = question.expr, question.var
    if var == area.var or not varies(area.expr, var):
        return
    if any(isinstance(it, JUMPS) and varies(it, var) and varies(it, area.var) for it in nodes(area.expr)):
        return
    terms = []
    for end, sign in ((area.upper, 1), (area.lower, -1)):
        if varies(end, var):
            here = substitute(area.expr, {area.var: end})
            term = here if end is var else mul(here, raw(Diff, end, var))
            terms.append(term if sign == 1 else negative(term))
    inner = raw(Accumulation, raw(Diff, area.expr, var), *area.args[1:])
    where = {"f": area.expr, "t": area.var, "a": area.lower, "b": area.upper, "x": var}
    yield Rewriting(add(*terms, inner), where)


def _dominated(where: Where, point: Point) -> bool | None:
    """Whether the slope of the integrand is bounded between finite bounds, as it is where no formula breaks.

    A jump that moves with the variable takes the slope away; of what breaks otherwise, it is not known.
    """
    var = where["x"]
    here = substitute(var, point)
    near = sp.Symbol(var.name, **{"positive" if here.is_positive else "negative": True}) if here.is_nonzero else var
    found = breaks(substitute(where["f"], {var: near}), where["t"])
    if found is None:
        return None
    lower, upper = (substitute(where[end], point) for end in "ab")
    places = {place: substitute(place, {near: here}) for place in (*found.gaps, *found.kinks)}
    if any(varies(gap, near) and _between(places[gap], lower, upper) for gap in found.gaps):
        return False
    if lower.is_infinite or upper.is_infinite:
        return None
    return True if all(_between(place, lower, upper) is False for place in places.values()) else None


def _between(place: sp.Expr, lower: sp.Expr, upper: sp.Expr) -> bool | None:
    """Whether a place is one of the bounds or lies between them; None where that cannot be told."""
    if not all(it.is_number for it in (place, lower, upper)):
        return None
    return bool(min(lower, upper, key=sp.N) <= place <= max(lower, upper, key=sp.N))


_f, _a, _b = sp.Function("f")(x, t), sp.Function("a")(x), sp.Function("b")(x)
RULE = Rule(
    id="leibniz-integral-rule",
    name="Leibniz's integral rule",
    statement=Statement(
        raw(Diff, raw(Accumulation, _f, t, _a, _b), x),
        add(
            mul(_f.func(x, _b), raw(Diff, _b, x)),
            negative(mul(_f.func(x, _a), raw(Diff, _a, x))),
            raw(Accumulation, raw(Diff, _f, x), t, _a, _b),
        ),
    ),
    rewrite=rewrite,
    page="integrals/fundamental-theorem/#leibniz-integral-rule",
    heads=(Accumulation,),
    asks=(Diff,),
    shrinks=True,
    hypotheses=("$f$ continuous at the bounds that move", "the bounds differentiable at $x$"),
    conditions=(Condition(DOMINATED, _dominated),),
    kinked=True,
    source=dlmf("equation 1.5.22"),
    proof=Argument(
        "From $x$ to $x + h$ the area gains a strip at each bound that moves, as in the fundamental theorem, and the "
        "integral of the difference $f(x + h, t) - f(x, t)$. Divided by $h$, that difference is a slope of $f$ "
        "somewhere between, so it is dominated, and by the theorem on dominated convergence the limit may be taken "
        "under the integral.",
        Source("G. B. Folland, Real Analysis, 2nd edition", "theorem 2.27"),
    ),
    ml_use="The gradient of an expected loss in the parameters of its density: the score function comes from it.",
)
