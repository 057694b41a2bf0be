"""The fundamental theorem, part 2: ∫ₐᵇ f dx = F(b) − F(a) where F' = f on an interval that holds a and b."""

from __future__ import annotations

from collections.abc import Iterator

from calcref.core.expr import raw, substitute
from calcref.core.letters import a, b, f, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, Between, DefiniteIntegral, Question
from calcref.core.records import Ask, Condition, Point, Rewriting, Rule, Statement, Where
from calcref.core.sources import spivak
from calcref.integrals.definite import Definite, antiderivative, definite, is_missing
from calcref.reals.breaks import breaks


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an integral between whose bounds neither the integrand nor its antiderivative is known to break."""
    asked = definite(question)
    if asked is None:
        return
    known = antiderivative(asked, ask)
    if known is None:
        return
    derivation, of_answer = known
    functions = (asked.found, of_answer)
    clear = all(asked.is_clear(found) for found in functions)
    if clear and not any(is_missing(end, *functions) for end in (asked.lower, asked.upper)):
        inner = raw(Antideriv, asked.expr, asked.var)
        yield Rewriting(
            raw(Between, inner, asked.var, asked.lower, asked.upper),
            {"f": asked.expr, "F": derivation.answer, "x": asked.var, "a": asked.lower, "b": asked.upper},
            (derivation,),
        )


def _continuous(letter: str, where: Where, point: Point) -> bool | None:
    """Whether what `letter` stands for is continuous from a to b, both included."""
    found = breaks(where[letter], where["x"])
    if found is None:
        return None
    lower, upper = (substitute(where[end], point) for end in "ab")
    asked = Definite(where[letter], where["x"], lower, upper, found)
    places = asked.between(found)
    if places or any(found.at(end) for end in (lower, upper)):
        return False
    return None if places is None or None in (found.at(lower), found.at(upper)) else True


def _both_continuous(where: Where, point: Point) -> bool | None:
    found = [_continuous(letter, where, point) for letter in "fF" if letter in where]
    return False if False in found else None if None in found else True


RULE = Rule(
    id="fundamental-theorem",
    name="Fundamental theorem, part 2",
    statement=Statement(raw(DefiniteIntegral, f, x, a, b), raw(Between, raw(Antideriv, f, x), x, a, b)),
    rewrite=rewrite,
    page="integrals/fundamental-theorem/",
    asks=(DefiniteIntegral,),
    conditions=(
        Condition("$f$ and its antiderivative $F$ continuous on the closed interval from $a$ to $b$", _both_continuous),
    ),
    source=spivak("chapter 14, theorem 2"),
    proof=Argument(
        "By the mean value theorem $F(x_k) - F(x_{k-1}) = f(\\xi_k)(x_k - x_{k-1})$ on each piece of a partition. "
        "The left sides add up to $F(b) - F(a)$, the right sides are a Riemann sum of $f$.",
        spivak("chapter 14, theorem 2"),
    ),
    counterexample=Counterexample(
        "1/x^2",
        "0",
        "$f$ and its antiderivative $F$ continuous on the closed interval from $a$ to $b$",
        "$-1/x$ at $1$ minus $-1/x$ at $-1$ is $-2$, but the area is infinite",
    ),
    ml_use="A probability is a difference of two values of the distribution function.",
)
