"""d/dx (f g) = f' g + f g', for any number of factors."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import add, mul, raw
from calcref.core.letters import f, g, x
from calcref.core.proofs import Argument
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak

WRITTEN_OUT = 4  # up to so many factors the rule has a term for each; above, it splits the product into halves


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a product: a term for each factor, or for each half of many."""
    expr, var = question.expr, question.var
    factors = expr.args
    if len(factors) > WRITTEN_OUT:
        middle = len(factors) // 2
        factors = (raw(sp.Mul, *factors[:middle]), mul(*factors[middle:]))
    terms = (
        raw(sp.Mul, *(raw(Diff, factor, var) if k == chosen else factor for k, factor in enumerate(factors)))
        for chosen in range(len(factors))
    )
    yield Rewriting(raw(sp.Add, *terms), dict(zip("fghk", factors, strict=False)))


RULE = Rule(
    id="product-rule",
    name="Product rule",
    statement=Statement(raw(Diff, mul(f, g), x), add(mul(Diff(f, x), g), mul(f, Diff(g, x)))),
    rewrite=rewrite,
    page="derivatives/product-rule/",
    heads=(sp.Mul,),
    asks=(Diff,),
    shrinks=True,
    hypotheses=("$f$ and $g$ differentiable at $x$",),
    source=spivak("chapter 10, theorem 4"),
    proof=Argument(
        "Put $f(x+h)\\,g(x)$ in between: the difference quotient becomes "
        "$\\frac{f(x+h)-f(x)}{h}\\,g(x) + f(x+h)\\,\\frac{g(x+h)-g(x)}{h}$, "
        "and $f(x+h) \\to f(x)$ since $f$ is continuous.",
        spivak("chapter 10, theorem 4"),
    ),
    ml_use="A gate multiplies a signal: the gradient flows to both, each scaled by the other.",
)
