"""dy/dx along a path (x(t), y(t)): the ratio of the two speeds, where x'(t) ≠ 0."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import holds_at
from calcref.core.expr import divide, is_open, raw
from calcref.core.letters import f, g, x
from calcref.core.parametric import ParametricSlope
from calcref.core.proofs import Argument
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Condition, Point, Rewriting, Rule, Statement, Where
from calcref.core.sources import spivak


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits every path whose first coordinate changes."""
    assert isinstance(question, ParametricSlope)
    path, var, across, order = question.expr, question.var, question.across, question.order
    before = ask(raw(ParametricSlope, path, var, across, sp.Integer(order - 1))) if order > 1 else None
    if order > 1 and (before is None or is_open(before.answer)):
        return
    up = before.answer if before else path
    where = {"f": up, "g": across, "x": var}
    yield Rewriting(divide(raw(Diff, up, var), raw(Diff, across, var)), where, (before,) if before else ())


def _moves(where: Where, point: Point) -> bool | None:
    return holds_at(sp.diff(where["g"].doit(), where["x"]), point, lambda value: value.is_nonzero)


RULE = Rule(
    id="parametric-slope",
    name="Slope of a path",
    statement=Statement(raw(ParametricSlope, f, x, g, sp.S.One), divide(raw(Diff, f, x), raw(Diff, g, x))),
    rewrite=rewrite,
    page="derivatives/implicit-and-logarithmic-differentiation/#parametric",
    asks=(ParametricSlope,),
    shrinks=True,
    hypotheses=("$f$ and $g$ differentiable at $x$",),
    conditions=(Condition("the slope of $g$ is not zero", _moves),),
    source=spivak("chapter 12, theorem 5"),
    proof=Argument(
        "Where $g' \\neq 0$ around a place, $g$ has an inverse there, and the path is the graph of $f \\circ g^{-1}$. "
        "The chain rule and the slope of an inverse give $f' \\cdot \\frac{1}{g'}$.",
        spivak("chapter 12, theorem 5"),
    ),
    ml_use="The slope of an ROC curve is the ratio of two densities: both rates follow the threshold.",
)
