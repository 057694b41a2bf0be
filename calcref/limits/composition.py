"""lim f(g(x)) = f(lim g(x)), where f is continuous there; else the limit of f where g tends."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.elementary import find
from calcref.core.expr import add, fresh, negative, raw, rebuild, varies
from calcref.core.letters import a, f_of_g, g, u, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import At, LimitOf, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak
from calcref.limits.asking import INFINITE, fits, is_zero_free, limit, of, sign
from calcref.limits.continuous import is_continuous


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a function of something that has a limit: with one argument that varies, and is not the variable."""
    expr, var = question.expr, question.var
    if not fits(question) or isinstance(expr, (sp.Add, sp.Mul)):
        return
    moving = [k for k, arg in enumerate(expr.args) if varies(arg, var)]
    if len(moving) != 1 or expr.args[moving[0]] == var or (find(expr, var) is None and not expr.is_Pow):
        return
    inner = expr.args[moving[0]]
    to, _ = limit(question, inner, ask)
    if to is None:
        return
    own = fresh(expr)

    def outer(part: sp.Expr) -> sp.Expr:
        return rebuild(expr, tuple(part if k == moving[0] else arg for k, arg in enumerate(expr.args)))

    where = {"g": inner, "u": own}
    if to not in INFINITE and is_continuous(outer(own), own, to):
        yield Rewriting(outer(of(question, inner)), where)
    elif to in INFINITE:
        yield Rewriting(raw(LimitOf, outer(own), own, to, sp.Symbol("+-")), where)
    else:
        gap = add(inner, negative(to))
        side = {1: "+", -1: "-"}.get(sign(gap, question) or 0)
        if side or is_zero_free(gap, question):
            yield Rewriting(raw(LimitOf, outer(own), own, to, sp.Symbol(side or "+-")), where)


RULE = Rule(
    id="limit-of-a-composition",
    name="Limit of a composition",
    statement=Statement(LimitOf(f_of_g, x, a), At(sp.Function("f")(u), u, LimitOf(g, x, a))),
    rewrite=rewrite,
    page="derivatives/limits/#limit-of-a-composition",
    asks=(LimitOf,),
    shrinks=True,
    hypotheses=("$f$ continuous at the limit of $g$",),
    source=spivak("chapter 6, theorem 2"),
    proof=Argument(
        "Close to the place $g$ is close to its limit, and there $f$ is close to its value. Where $f$ has no value "
        "at that "
        "limit, the limit of $f$ stands in its place, as long as $g$ keeps away from it.",
        spivak("chapter 6, theorem 2"),
    ),
    counterexample=Counterexample(
        "sign(x^2)",
        "0",
        "$f$ continuous at the limit of $g$",
        "the limit is $1$, and the sign of the limit of $x^2$ is $0$",
    ),
    ml_use="What a layer tends to is passed on by every continuous layer above it.",
)
