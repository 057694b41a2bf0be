"""∫ₐᵇ f dx for letters a and b that lie on one side of every pole: the answer holds under this condition alone."""

from __future__ import annotations

from calcref.core.expr import raw, substitute
from calcref.core.letters import a, b, f, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, Between, DefiniteIntegral
from calcref.core.records import Condition, Derivation, Law, Point, Statement, Step, Where
from calcref.core.sources import spivak
from calcref.integrals.definite import Definite
from calcref.reals.breaks import breaks


def _has_no_pole(where: Where, point: Point) -> bool | None:
    """Whether the integrand is continuous from a to b, both included, at values of its letters."""
    letters = {letter: value for letter, value in point.items() if letter != where["x"]}
    expr, lower, upper = (substitute(where[part], letters) for part in "fab")
    found = breaks(expr, where["x"])
    if found is None:
        return None
    between = Definite(expr, where["x"], lower, upper, found).between(found)
    ends = [found.at(end) for end in (lower, upper)]
    if between or True in ends:
        return False
    return None if between is None or None in ends else True


def under_the_condition(derivation: Derivation) -> Derivation:
    """`derivation` of an integral between letters, with the condition that no pole lies between them."""
    question = derivation.question
    where = {"f": question.expr, "x": question.var, "a": question.lower, "b": question.upper}
    return Derivation(Step(LAW, question, derivation.answer, where), (derivation,), derivation.answer)


LAW = Law(
    id="no-pole-between-the-bounds",
    name="No pole between the bounds",
    statement=Statement(
        raw(DefiniteIntegral, f, x, a, b),
        raw(Between, raw(Antideriv, f, x), x, a, b),
    ),
    page="integrals/fundamental-theorem/#no-pole-between-the-bounds",
    conditions=(Condition("$f$ continuous on the closed interval between the bounds", _has_no_pole),),
    source=spivak("chapter 14, theorem 2"),
    proof=Argument(
        "Where the integrand has a pole depends on letters. If none is between the bounds, nor at one of them, this "
        "is the fundamental theorem.",
        spivak("chapter 14, theorem 2"),
    ),
    counterexample=Counterexample(
        "1/x",
        "0",
        "$f$ continuous on the closed interval between the bounds",
        "$\\ln|2| - \\ln|-2| = 0$, and from $-2$ to $2$ there is no integral",
    ),
    ml_use="A log-likelihood ratio of scales, which has a meaning for two of the same sign.",
)
