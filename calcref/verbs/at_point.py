"""The value of a derivative at a point: by the rules where their conditions hold, else by the definition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import sympy as sp

from calcref import limits
from calcref.core.about import Source
from calcref.core.conditions import WALKABLE, case_at, value_at
from calcref.core.decide import sign_of
from calcref.core.engine import derive
from calcref.core.errors import CalcrefError, Divergent, NoRuleApplies, OutsideDomain, Undecided
from calcref.core.expr import nodes, raw, substitute, symbols_of, tree_size, varies
from calcref.core.letters import x as default_variable
from calcref.core.proofs import Argument
from calcref.core.questions import Accumulation, At, Bounded, LimitOf
from calcref.core.records import Condition, Derivation, Law, Point, Statement, Step
from calcref.derivatives import difference_quotient
from calcref.limits.asking_sympy import sympys_limit
from calcref.reals.germs import NoValues, Undecidable, germ
from calcref.reals.sides import has_kinks, smooth
from calcref.render.expression_text import text
from calcref.render.notes import conditions, plain
from calcref.verbs.integrate import integrate
from calcref.verbs.reading import shown

EVALUATE = Law(
    id="evaluate",
    name="Evaluate at a point",
    statement=Statement(
        At(sp.Function("f")(default_variable), default_variable, sp.Symbol("a", real=True)),
        sp.Function("f")(sp.Symbol("a", real=True)),
    ),
    page="start/how-to-read-a-derivation/#evaluate",
    proof=Argument("The point is put in for the variable.", Source("calcref", "definition")),
)


@dataclass(frozen=True)
class Asked:
    """The derivative that is asked for: of `function` in `var` at `point`, of this order."""

    function: sp.Expr
    var: sp.Symbol
    point: sp.Expr
    order: int

    @property
    def where(self) -> Point:
        """The point, by its variable."""
        return {self.var: self.point}

    @property
    def name(self) -> str:
        """What has a value or not, for a message."""
        return f"{shown(self.function)} has no {_derivative(self.order)} at {self.place}"

    @property
    def place(self) -> str:
        """The point, for a message."""
        return f"{self.var} = {shown(self.point)}"


def _derivative(order: int) -> str:
    return "derivative" if order == 1 else f"derivative of order {order}"


def at_point(asked: Asked, derived: Callable[[int], Derivation]) -> Derivation:
    """The derivation of the value that is asked for; `derived(k)` is the derivation of the derivative of order k.

    Raises:
        CalcrefError: the point is no real number.
        OutsideDomain: there is no value.
        Undecided: whether there is one was not found, or depends on letters.
    """
    function, var, point = asked.function, asked.var, asked.point
    if not point.is_number and var in point.free_symbols:
        raise CalcrefError(f"the point {shown(point)} holds the variable {var} itself; give a number")
    if point.is_number and not (point.is_real and point.is_finite):
        raise OutsideDomain(f"the point {shown(point)} is not a real number")
    here = value_at(function, asked.where)
    if here is not None and not _is_real(here):
        raise OutsideDomain(f"{shown(function)} has no real value at {asked.place}, so no derivative either")
    derivation = derived(asked.order)
    doubted = list(doubts(derivation, asked.where))
    if any(doubt.failed for doubt in doubted):
        return _by_definition(asked, derived)
    kinks = [doubt for doubt in doubted if doubt.step.rule.kinked]
    if kinks:
        try:
            return _by_definition(asked, derived)
        except Undecided:
            raise Undecided(
                f"whether {shown(function)} has a {_derivative(asked.order)} at {asked.place} could not be decided: "
                f"the step {kinks[0].step.rule.name} needs {kinks[0].text}; give numbers, or symbols with a sign"
            ) from None
    value = None if _holds_an_area(derivation.answer) else value_at(derivation.answer, asked.where)
    if value is None:
        value = substitute(derivation.answer, asked.where)
    if value.is_number and not _is_real(value):
        raise OutsideDomain(f"the derivative of {shown(function)} has no finite value at {asked.place}")
    return Derivation(Step(EVALUATE, raw(At, derivation.answer, var, point), value), (derivation,), value)


def _holds_an_area(expr: sp.Expr) -> bool:
    """Whether an integral stands in `expr` that nobody asked for; it stays as it is."""
    return any(isinstance(node, Accumulation) for node in nodes(expr))


def _is_real(value: sp.Expr) -> bool:
    return value.is_real is not False and not value.has(sp.nan, sp.zoo, sp.oo, -sp.oo)


@dataclass(frozen=True)
class Doubt:
    """A condition of a step that fails at a point, or that could not be decided there."""

    step: Step
    condition: Condition
    where: Point
    failed: bool

    @property
    def text(self) -> str:
        """The condition at the point, as plain text."""
        inside = isinstance(self.step.before.expr, Bounded)  # where a letter stands for a variable
        at = {} if inside else self.where
        standing = {letter: substitute(value, at) for letter, value in self.step.where.items()}
        step = Step(self.step.rule, self.step.before, self.step.after, standing)
        return plain("; ".join(conditions(step, text)))


def doubts(derivation: Derivation, point: Point) -> Iterator[Doubt]:
    """The conditions that do not hold at `point`; bound variables take their values there."""
    stack, seen = [(derivation, dict(point))], set()
    while stack:
        node, where = stack.pop()
        key = (id(node), tuple(where.items()))
        if key in seen:
            continue
        seen.add(key)
        for condition in node.step.rule.conditions:
            holds = condition.holds(node.step.where, where)
            if not holds:
                yield Doubt(node.step, condition, where, holds is False)
        inner = dict(where)
        for head in _composed(node.step.after):
            inner[head.var] = substitute(head.value, where)
        stack.extend((part, inner) for part in node.parts)


def _composed(expr: sp.Expr) -> list[At]:
    """The `At` heads that a step of the chain rule writes: the expression itself, or factors of it."""
    return [node for node in (expr, *expr.args) if isinstance(node, At)]


def _by_definition(asked: Asked, derived: Callable[[int], Derivation]) -> Derivation:
    """The limit of the difference quotient, where a rule's condition fails but the slope may exist.

    For higher orders it is that of the derivative before, which needs a formula beside the point and a value at it.
    """
    if any(isinstance(node, Bounded) and varies(node.expr, asked.var) for node in nodes(asked.function)):
        raise Undecided(
            f"whether {asked.name.replace(' has no ', ' has a ')} could not be decided: the letter stands inside of an "
            "integral, and the slope there is not known to be dominated; try a point beside it"
        )
    if asked.order == 1:
        parts: tuple[Derivation, ...] = ()
        case = case_at(asked.function, asked.where)
        here = None if case is asked.function else substitute(case, asked.where)
        question = difference_quotient(asked.function, asked.var, asked.point, here)
    else:
        formula = derived(asked.order - 1)
        value = at_point(Asked(asked.function, asked.var, asked.point, asked.order - 1), derived)
        parts = (formula, value)
        question = difference_quotient(formula.answer, asked.var, asked.point, value.answer)
    rules = limits.AT_A_POINT
    if has_kinks(question.expr, question.var):
        rules = rules[:-1]  # SymPy does not see what differs from side to side, and takes letters for what is not 0
    try:
        found = derive(question, rules)
    except NoRuleApplies:
        raise _refusal(asked, question) from None
    return Derivation(found.step, (*found.parts, *parts), found.answer)


def _refusal(asked: Asked, question: LimitOf) -> CalcrefError:
    """What the difference quotient does on both sides, in words: no limit, or none that was found."""
    found = {name: _slope(question, side) for name, side in (("left", -1), ("right", 1))}
    slope = "slope" if asked.order == 1 else f"slope of the {_derivative(asked.order - 1)}"
    values = [value for value in found.values() if isinstance(value, sp.Expr)]
    if any(value.is_infinite for value in values):
        jump = _jump(asked) if asked.order == 1 else ""
        return OutsideDomain(f"{asked.name}: {jump or f'the {slope} grows without bound'}")
    missing = next((name for name, value in found.items() if value is None), None)
    if missing:
        return OutsideDomain(f"{asked.name}: there are no real values on its {missing}")
    if len(values) == 2 and sign_of(values[0] - values[1]) in (1, -1):
        left, right = map(shown, values)
        between = _generalized(question, values) if asked.order == 1 else None
        told = f"{asked.name}: the {slope} is {left} from the left and {right} from the right"
        return OutsideDomain(f"{told}{_between(between)}", between)
    if diverges := _divergent(asked):
        return OutsideDomain(f"{asked.name}: {diverges}")
    said = next((value for value in found.values() if isinstance(value, str)), "whether both sides agree")
    return Undecided(
        f"whether {shown(asked.function)} has a {_derivative(asked.order)} at {asked.place} could not be decided: the "
        f"limit of its difference quotient was not found ({said}); try a point beside it, or numbers for the letters"
    )


def _generalized(question: LimitOf, slopes: list[sp.Expr]) -> tuple[sp.Expr, sp.Expr] | None:
    """The ends of Clarke's generalized gradient: what lies between the limits of the slopes from both sides.

    None where one of these was not found by its first terms: the slope at the end of a side need not be a limit of
    slopes, as that of x² sin(1/x) is not.
    """
    expr, var, to = question.expr, question.var, question.to
    try:
        for side in (-1, 1):
            germ(smooth(expr, var, to, side), var, to, side)
    except (NoValues, Undecidable):
        return None
    left, right = slopes
    return (left, right) if sign_of(right - left) == 1 else (right, left)


def _between(ends: tuple[sp.Expr, sp.Expr] | None) -> str:
    if ends is None:
        return ""
    low, high = map(shown, ends)
    return f"; Clarke's generalized gradient there is [{low}, {high}], all that lies between the slopes beside it"


def _divergent(asked: Asked) -> str:
    """In words, that an integral in the function has no value at the point; empty where none is known to."""
    for node in nodes(asked.function):
        if isinstance(node, Bounded):
            try:
                integrate(node.expr, node.var, *(substitute(it, asked.where) for it in (node.lower, node.upper)))
            except Divergent as error:
                return str(error)
            except CalcrefError:
                continue
    return ""


def _jump(asked: Asked) -> str:
    """In words, that the function does not come to its value at the point from both sides; empty where it does."""
    function, var, to = asked.function, asked.var, asked.point
    try:
        left, right = (germ(smooth(function, var, to, side), var, to, side).limit() for side in (-1, 1))
    except (NoValues, Undecidable):
        return ""
    here = value_at(function, asked.where)
    if here is None or not any(sign_of(here - limit) in (1, -1) for limit in (left, right)):
        return ""
    return (
        f"it jumps there, from {shown(left)} on the left to {shown(right)} on the right, with the value {shown(here)}"
    )


def _slope(question: LimitOf, side: int) -> sp.Expr | str | None:
    """The limit of a difference quotient from one side, None where there are no values, or why it was not found."""
    expr, var, to = question.expr, question.var, question.to
    try:
        return germ(smooth(expr, var, to, side), var, to, side).limit()
    except NoValues:
        return None
    except Undecidable as error:
        said = str(error)
    if tree_size(question) > WALKABLE or len(symbols_of(expr)) > 1:
        return said
    found = sympys_limit(expr, var, to, "+" if side > 0 else "-")
    if found is None:
        return said
    if found.is_infinite or (found.is_real and found.is_number and not found.has(sp.Limit)):
        return found
    return None if found.is_real is False and found.is_number else said
