"""The last resort: SymPy's own integrators, openly, where no rule fits.

They are asked in a process that can be ended (see `asking`), and only what fits the integrand at points is offered.
"""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.about import Source
from calcref.core.expr import raw, tree_size
from calcref.core.letters import f, x
from calcref.core.proofs import Argument
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.integrals.asking import answered
from calcref.integrals.integrand import integrand

LARGEST = 150  # nodes of an integrand
_BRONSTEIN = Source("M. Bronstein, Symbolic Integration I, 2nd edition", "chapters 2, 5 and 10")


def outcome(question: Question) -> tuple[str, sp.Expr | None]:
    """What came of asking SymPy for an antiderivative, as `asking.answered` says it; "large" where it is not asked."""
    expr = integrand(question)
    if expr is None or tree_size(expr) > LARGEST:
        return "large", None
    return answered(expr, question.var)


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits what SymPy integrates in bounded time and over the reals."""
    if type(question) is not Antideriv:
        return
    _, answer = outcome(question)
    if answer is not None:
        yield Rewriting(answer, {"f": integrand(question)})


RULE = Rule(
    id="integral-by-sympy",
    name="Antiderivative (found by SymPy)",
    statement=Statement(raw(Antideriv, f, x), sp.Function("F")(x), (("F", raw(Antideriv, f, x)),)),
    rewrite=rewrite,
    page="integrals/what-an-integral-is/#integral-by-sympy",
    asks=(Antideriv,),
    cost=100,
    source=_BRONSTEIN,
    proof=Argument(
        "SymPy's integrator, handed over to openly; its answer is differentiated back before it is shown.", _BRONSTEIN
    ),
)
