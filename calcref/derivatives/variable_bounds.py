"""The fundamental theorem, part 1: d/dx ∫ₐˣ f(t) dt = f(x); with bounds that both move, f(b) b' − f(a) a'."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import mul, negative, raw, substitute, varies
from calcref.core.letters import a, t, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Accumulation, Diff, Question
from calcref.core.records import Ask, Condition, Point, Rewriting, Rule, Statement, Where
from calcref.core.sources import spivak
from calcref.reals.breaks import breaks, places_between


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an integral whose bounds move with the variable and whose integrand does not."""
    area, var = question.expr, question.var
    if varies(area.expr, var) and var != area.var:
        return
    terms = []
    for end, sign in ((area.upper, 1), (area.lower, -1)):
        if varies(end, var):
            here = substitute(area.expr, {area.var: end})
            term = here if end is var else mul(here, raw(Diff, end, var))
            terms.append(term if sign == 1 else negative(term))
    where = {"f": area.expr, "t": area.var, "a": area.lower, "b": area.upper}
    yield Rewriting(raw(sp.Add, *terms) if len(terms) > 1 else terms[0] if terms else sp.S.Zero, where)


def _continuous(where: Where, point: Point) -> bool | None:
    """Whether the integrand is continuous from one bound to the other, both included."""
    found = breaks(where["f"], where["t"])
    if found is None:
        return None
    lower, upper = (substitute(where[end], point) for end in "ab")
    if any(found.at(end) for end in (lower, upper)):
        return False
    if not (lower.is_number and upper.is_number):
        return None
    places = places_between(found.gaps, *(sorted((lower, upper), key=lambda end: sp.N(end, 30))))
    return None if places is None else not places


_f = sp.Function("f")
RULE = Rule(
    id="fundamental-theorem-part-1",
    name="Fundamental theorem, part 1",
    statement=Statement(raw(Diff, raw(Accumulation, _f(t), t, a, x), x), _f(x)),
    rewrite=rewrite,
    page="integrals/fundamental-theorem/#fundamental-theorem-part-1",
    heads=(Accumulation,),
    asks=(Diff,),
    shrinks=True,
    conditions=(Condition("$f$ continuous on the closed interval between the bounds", _continuous),),
    source=spivak("chapter 14, theorem 1"),
    proof=Argument(
        "The area grows from $x$ to $x + h$ by $h$ times a value of $f$ between $f$'s least and greatest there; both "
        "tend to $f(x)$ because $f$ is continuous. For a bound $b(x)$ the chain rule adds the factor $b'(x)$, and a "
        "lower bound counts negatively.",
        spivak("chapter 14, theorem 1"),
    ),
    counterexample=Counterexample(
        "sign(x)",
        "0",
        "$f$ continuous on the closed interval between the bounds",
        "the area from $-1$ to $x$ is $|x| - 1$, which has a kink at $0$",
    ),
    ml_use="A density is the slope of its distribution function.",
)
