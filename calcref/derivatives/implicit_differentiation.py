"""The slope of a curve that an equation draws: differentiate both sides, and solve for y'."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.about import Source
from calcref.core.conditions import holds_at
from calcref.core.expr import add, divide, is_open, negative, nodes, raw, replace, substitute, varies
from calcref.core.implicit import ImplicitSlope, Prime
from calcref.core.letters import c, x
from calcref.core.proofs import Argument
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Condition, Derivation, Point, Rewriting, Rule, Statement, Where
from calcref.core.simplify import shortest

RUDIN = Source("W. Rudin, Principles of mathematical analysis, 3rd edition", "theorem 9.28")


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits every equation in which y occurs so that its slope does not drop out."""
    assert isinstance(question, ImplicitSlope)
    found = _first(question, ask) if question.order == 1 else _next(question, ask)
    if found is not None:
        yield found


def _function(question: ImplicitSlope) -> sp.Expr:
    """y as a function of x that is not given."""
    return raw(sp.Function(question.y.name), question.var)


def _first(question: ImplicitSlope, ask: Ask) -> Rewriting | None:
    moving = _function(question)
    sides = [substitute(side, {question.y: moving}) for side in (question.expr, question.right)]
    derived = [ask(raw(Diff, side, question.var)) for side in sides]
    answered = [found for found in derived if found is not None and not is_open(found.answer)]
    if len(answered) < len(sides):
        return None
    left, right = (found.answer for found in answered)
    solved = _solved(add(left, negative(right)), raw(Prime, moving, sp.S.One))
    if solved is None:
        return None
    numerator, slope = (replace(it, {moving: question.y}, lambda node: False) for it in solved)
    where = {"power": add(question.expr, negative(question.right)), "y": question.y}
    return Rewriting(divide(negative(numerator), slope), where, _used(answered))


def _used(answered: list[Derivation]) -> tuple[Derivation, ...]:
    """The derivations that are worth showing: of a constant side there is nothing to see."""
    return tuple(found for found in answered if varies(found.question.expr, found.question.var)) or tuple(answered)


def _solved(change: sp.Expr, prime: sp.Expr) -> tuple[sp.Expr, sp.Expr] | None:
    """A and B of a change A + B·y'; None where y' does not occur."""
    if prime not in set(nodes(change)):
        return None
    letter = sp.Dummy(real=True)
    linear = replace(change, {prime: letter}, lambda node: False)
    at = [replace(linear, {letter: value}, lambda node: False) for value in (sp.S.Zero, sp.S.One)]
    rest, slope = shortest(at[0]), shortest(add(at[1], negative(at[0])))
    return None if slope is sp.S.Zero else (rest, slope)


def _next(question: ImplicitSlope, ask: Ask) -> Rewriting | None:
    before = ask(raw(ImplicitSlope, *question.args[:4], sp.Integer(question.order - 1)))
    first = ask(raw(ImplicitSlope, *question.args[:4], sp.S.One))
    if before is None or first is None:
        return None
    moving = _function(question)
    derived = ask(raw(Diff, substitute(before.answer, {question.y: moving}), question.var))
    if derived is None or is_open(derived.answer):
        return None
    known = replace(derived.answer, {raw(Prime, moving, sp.S.One): first.answer}, lambda node: False)
    after = shortest(replace(known, {moving: question.y}, lambda node: False))
    where = {"power": add(question.expr, negative(question.right)), "y": question.y}
    return Rewriting(after, where, (before, derived))


_y = sp.Symbol("y", real=True)
_f = sp.Function("f")(x, _y)


def _rises_or_falls(where: Where, point: Point) -> bool | None:
    """Whether the two sides change at different rates as y alone changes."""
    y = where["y"]
    letter, there = (y, point) if y.is_Symbol else (_y, {**point, _y: y})
    return holds_at(sp.diff(where["power"].doit(), letter), there, lambda value: value.is_nonzero)


RULE = Rule(
    id="implicit-differentiation",
    name="Implicit differentiation",
    statement=Statement(
        raw(ImplicitSlope, _f, x, _y, c, sp.S.One), negative(divide(raw(Diff, _f, x), raw(Diff, _f, _y)))
    ),
    rewrite=rewrite,
    page="derivatives/implicit-and-logarithmic-differentiation/",
    asks=(ImplicitSlope,),
    shrinks=True,
    hypotheses=("$f$ with continuous partial derivatives",),
    conditions=(Condition("the slope of $f$ in $y$ is not zero", _rises_or_falls),),
    source=RUDIN,
    proof=Argument(
        "On the curve $f(x, y(x))$ does not change: $f_x + f_y\\,y' = 0$ by the chain rule. That there is such a $y$, "
        "and that it has a slope, is the implicit function theorem.",
        RUDIN,
    ),
    ml_use="Layers that are defined by an equation, and hyper-parameters under an optimum: nothing is unrolled.",
)
