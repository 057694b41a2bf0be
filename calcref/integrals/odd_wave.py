"""A function of the cosine times a sine, with the cosine as the new variable; and with the two exchanged."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import apply, fresh, raw
from calcref.core.letters import u, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, At, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand, read_at
from calcref.integrals.waves import C, S, even_in, in_pair


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an integrand that is odd in the sine, or in the cosine, of its variable; what becomes simpler first."""
    expr, var = integrand(question), question.var
    read = None if expr is None or isinstance(expr, sp.Function) else in_pair(expr, var)
    if read is None:
        return
    pair, found = read
    own = fresh(expr)
    in_cosine = even_in(_quotient(found, S), S, pair.sign * (1 - C**2))
    in_sine = even_in(_quotient(found, C), C, 1 - pair.sign * S**2)
    offers = []
    if in_cosine is not None:
        offers.append((-pair.sign * in_cosine.xreplace({C: own}), pair.cosine))
    if in_sine is not None:
        offers.append((in_sine.xreplace({S: own}), pair.sine))
    for inner, head in sorted(offers, key=lambda offer: sp.count_ops(offer[0])):
        yield Rewriting(read_at(inner, own, apply(head, var)), {"u": own, "f": inner})


def _quotient(expr: sp.Expr, letter: sp.Symbol) -> sp.Expr:
    """`expr` over `letter`, without common factors where it is a quotient of polynomials."""
    found = expr / letter
    return sp.cancel(found) if found.has(sp.Add) and found.is_rational_function(S, C) else found


RULE = Rule(
    id="odd-power-of-a-wave",
    name="Substitution of a cosine or sine",
    statement=Statement(
        raw(Antideriv, sp.sin(x) ** 3 * sp.cos(x) ** 2, x),
        raw(At, raw(Antideriv, -(1 - u**2) * u**2, u), u, sp.cos(x)),
    ),
    rewrite=rewrite,
    page="integrals/trigonometric-integrals/#odd-power-of-a-wave",
    asks=(Antideriv,),
    shrinks=True,
    hypotheses=("an odd power of the sine or of the cosine",),
    source=spivak("chapter 19"),
    proof=Argument(
        "One factor $\\sin x$ is kept, as $-\\cos' x$; the others come in squares, and $\\sin^2 x = 1 - \\cos^2 x$. "
        "What is left is a function of $u = \\cos x$ times $-u'$: substitution.",
        spivak("chapter 19"),
    ),
    counterexample=Counterexample(
        "sin(x)^2",
        "1",
        "an odd power of the sine or of the cosine",
        "no factor $\\sin x$ is left over: $\\sqrt{1 - u^2}$ would have to stand for it, with a sign that changes",
    ),
    ml_use="Random directions in space: the height $\\cos\\theta$ is uniform, as $\\sin\\theta$ is its slope.",
)
