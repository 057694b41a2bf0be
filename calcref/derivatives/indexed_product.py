"""The derivative of a product with an index: each factor is differentiated once, beside all the others."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import add, mul, raw, substitute, symbols_of, varies
from calcref.core.indexed import IndexedProduct, IndexedSum
from calcref.core.letters import x
from calcref.core.proofs import Argument
from calcref.core.questions import Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import spivak

_i = sp.Symbol("i", integer=True)
_m, _n = sp.symbols("m n", real=True)
_f = sp.Function("f")(_i, x)


def others(product: sp.Expr) -> sp.Expr:
    """All factors of `product` but the one of its own index, as a product before it and one behind."""
    expr, one, lower, upper = product.args
    taken = {symbol.name for symbol in symbols_of(product)} | {one.name}
    name = next(letter for letter in ("j", "k", "l", "q", "r", "s") if letter not in taken)
    other = sp.Symbol(name, **one.assumptions0)
    factor = substitute(expr, {one: other})
    before = raw(IndexedProduct, factor, other, lower, add(one, sp.S.NegativeOne))
    return mul(before, raw(IndexedProduct, factor, other, add(one, sp.S.One), upper))


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a product whose bounds do not vary."""
    whole, var = question.expr, question.var
    if not any(varies(end, var) for end in (whole.lower, whole.upper)):
        term = mul(raw(Diff, whole.expr, var), others(whole))
        yield Rewriting(raw(IndexedSum, term, *whole.args[1:]), {"f": whole.expr})


_whole = raw(IndexedProduct, _f, _i, _m, _n)
RULE = Rule(
    id="product-with-an-index",
    name="Product rule with an index",
    statement=Statement(raw(Diff, _whole, x), raw(IndexedSum, mul(raw(Diff, _f, x), others(_whole)), _i, _m, _n)),
    rewrite=rewrite,
    page="derivatives/product-rule/#product-with-an-index",
    heads=(IndexedProduct,),
    asks=(Diff,),
    shrinks=True,
    hypotheses=("every factor differentiable at $x$", "the bounds without $x$"),
    source=spivak("chapter 10, theorem 4"),
    proof=Argument(
        "It is the product rule, once for each factor after the first: in every term one factor is differentiated.",
        spivak("chapter 10, theorem 4"),
    ),
    ml_use="A likelihood is a product over examples; its logarithm is a sum, and easier to differentiate.",
)
