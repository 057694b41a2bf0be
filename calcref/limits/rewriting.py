"""Other ways to write what stands in a limit: values at the place itself do not count."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import (
    add,
    apply,
    divide,
    mul,
    negative,
    nodes,
    power,
    raw,
    replace,
    substitute,
    tree_size,
    varies,
)
from calcref.core.foreign import SYMPY_RAISES
from calcref.core.letters import a, f, g, x
from calcref.core.proofs import Argument
from calcref.core.questions import LimitOf, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.simplify import standard_form
from calcref.core.sources import spivak
from calcref.limits.asking import BOTH_POSITIVE, POSITIVE, fits, is_small, is_zero_free, of, quotient
from calcref.limits.standard import parts

CIRCULAR = {sp.tan: (sp.sin, sp.cos), sp.cot: (sp.cos, sp.sin), sp.sec: (None, sp.cos), sp.csc: (None, sp.sin)}


def without_common_factors(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a product, or a sum of products, that is shorter once factors above and below the line are cancelled."""
    expr, var = question.expr, question.var
    if not fits(question) or not any(node.is_Pow and node.exp.is_negative for node in nodes(expr)):
        return
    try:
        forms = [standard_form(expr), *((sp.cancel(expr),) if is_small(expr) else ())]
    except SYMPY_RAISES:
        return
    for form in sorted(forms, key=tree_size):
        pair = quotient(expr)
        below = pair[1] if pair else sp.S.One
        if tree_size(form) < tree_size(expr) and (not varies(below, var) or is_zero_free(below, question)):
            yield Rewriting(of(question, form), {"f": form})
            return


def by_conjugate(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a sum of two terms with a square root among them, alone or as a factor."""
    if not fits(question) or not is_small(question.expr):
        return
    for base, exponent, rest in parts(question.expr):
        if not isinstance(base, sp.Add) or exponent not in (sp.S.One, sp.S.NegativeOne):
            continue
        rooted = [term for term in base.args if _has_root(term, question)]
        others = add(*(term for term in base.args if term not in rooted[:1]))
        if not rooted or len(rooted) > 2 or (len(rooted) == 2 and len(base.args) > 2):
            continue
        first = rooted[0]
        conjugate = add(first, negative(others))
        product = sp.expand(first.doit() ** 2 - others.doit() ** 2)
        if is_zero_free(conjugate, question):
            turned = power(divide(product, conjugate), exponent)
            if exponent is sp.S.NegativeOne:
                turned = divide(conjugate, product)
            yield Rewriting(of(question, mul(rest, turned)))


def _has_root(term: sp.Expr, question: LimitOf) -> bool:
    factors = term.args if isinstance(term, sp.Mul) else (term,)
    return any(it.is_Pow and it.exp == sp.Rational(1, 2) and varies(it.base, question.var) for it in factors)


def over_one_line(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a sum that holds a quotient."""
    expr, var = question.expr, question.var
    if not fits(question) or not is_small(expr) or not any(quotient(term) for term in expr.args if varies(term, var)):
        return
    try:
        above, below = sp.fraction(sp.together(expr.doit()))
    except SYMPY_RAISES:
        return
    if varies(below, var):
        yield Rewriting(of(question, divide(above, below)), {"f": expr})


def by_sine_and_cosine(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits what holds a tangent, cotangent, secant or cosecant."""
    found = {
        node: _over(node) for node in nodes(question.expr) if type(node) in CIRCULAR and varies(node, question.var)
    }
    if found and fits(question):
        yield Rewriting(of(question, replace(question.expr, found, lambda node: False)))


def _over(node: sp.Expr) -> sp.Expr:
    above, below = CIRCULAR[type(node)]
    return divide(apply(above, *node.args) if above else sp.S.One, apply(below, *node.args))


def turned_round(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a limit at minus infinity."""
    if question.to == -sp.oo and fits(question):
        var = question.var
        turned = substitute(question.expr, {var: negative(var)})
        yield Rewriting(raw(LimitOf, turned, var, sp.oo, question.args[3]))


def one_logarithm(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a sum in which one logarithm is taken from another."""
    expr, var = question.expr, question.var
    if not fits(question):
        return
    added = next((term for term in expr.args if isinstance(term, sp.log) and varies(term, var)), None)
    taken = next((term for term in map(negative, expr.args) if isinstance(term, sp.log) and varies(term, var)), None)
    if added is None or taken is None:
        return
    rest = [term for term in expr.args if term != added and negative(term) != taken]
    together = apply(sp.log, divide(added.args[0], taken.args[0]))
    yield Rewriting(of(question, add(*rest, together)), {"f": added.args[0], "g": taken.args[0]})


WHY = spivak("chapter 5")
_root = power(f, sp.Rational(1, 2))

CANCEL = Rule(
    id="cancel-a-common-factor",
    name="Cancel a common factor",
    statement=Statement(LimitOf(divide(mul(f, g), g), x, a), LimitOf(f, x, a)),
    rewrite=without_common_factors,
    page="derivatives/limits/#cancel-a-common-factor",
    heads=(sp.Mul, sp.Add, sp.Pow),
    asks=(LimitOf,),
    shrinks=True,
    hypotheses=("$g \\neq 0$ beside $a$",),
    source=WHY,
    proof=Argument(
        "Both sides have the same values beside the place, where the factor is not $0$, and a limit does not look "
        "at the place "
        "itself.",
        WHY,
    ),
)

CONJUGATE = Rule(
    id="multiply-by-the-conjugate",
    name="Multiply by the conjugate",
    statement=Statement(
        LimitOf(add(_root, negative(g)), x, a),
        LimitOf(divide(add(f, negative(power(g, sp.Integer(2)))), add(_root, g)), x, a),
    ),
    rewrite=by_conjugate,
    page="derivatives/limits/#multiply-by-the-conjugate",
    heads=(sp.Mul, sp.Add, sp.Pow),
    asks=(LimitOf,),
    hypotheses=("$\\sqrt f + g \\neq 0$ beside $a$",),
    conditions=(POSITIVE,),
    source=WHY,
    proof=Argument("$(u - v)(u + v) = u^2 - v^2$, and the root is gone from one of the two.", WHY),
)

TOGETHER = Rule(
    id="common-denominator",
    name="Common denominator",
    statement=Statement(
        LimitOf(add(power(f, sp.S.NegativeOne), power(g, sp.S.NegativeOne)), x, a),
        LimitOf(divide(add(f, g), mul(f, g)), x, a),
    ),
    rewrite=over_one_line,
    page="derivatives/limits/#common-denominator",
    heads=(sp.Add,),
    asks=(LimitOf,),
    hypotheses=("$f$ and $g$ that are not $0$ beside the place",),
    source=WHY,
    proof=Argument("Both sides have the same values beside the place.", WHY),
)

CIRCLE = Rule(
    id="by-sine-and-cosine",
    name="By sine and cosine",
    statement=Statement(LimitOf(apply(sp.tan, x), x, a), LimitOf(divide(apply(sp.sin, x), apply(sp.cos, x)), x, a)),
    rewrite=by_sine_and_cosine,
    page="derivatives/limits/#by-sine-and-cosine",
    asks=(LimitOf,),
    shrinks=True,
    source=spivak("chapter 15"),
    proof=Argument("This is what tangent, cotangent, secant and cosecant are.", spivak("chapter 15")),
)

TURN = Rule(
    id="turn-the-line-round",
    name="Turn the line round",
    statement=Statement(LimitOf(apply(sp.atan, x), x, -sp.oo), LimitOf(apply(sp.atan, negative(x)), x, sp.oo)),
    rewrite=turned_round,
    page="derivatives/limits/#turn-the-line-round",
    asks=(LimitOf,),
    shrinks=True,
    source=spivak("chapter 5, problem 33"),
    proof=Argument("$x$ falls below every bound where $-x$ rises above every bound.", spivak("chapter 5, problem 33")),
)

LOGARITHM = Rule(
    id="one-logarithm",
    name="One logarithm",
    statement=Statement(
        LimitOf(add(apply(sp.log, f), negative(apply(sp.log, g))), x, a), LimitOf(apply(sp.log, divide(f, g)), x, a)
    ),
    rewrite=one_logarithm,
    page="derivatives/limits/#one-logarithm",
    heads=(sp.Add,),
    asks=(LimitOf,),
    shrinks=True,
    conditions=(BOTH_POSITIVE,),
    source=spivak("chapter 18, theorem 1"),
    proof=Argument(
        "Where both logarithms have values, their difference is the logarithm of the quotient.",
        spivak("chapter 18, theorem 1"),
    ),
    ml_use="The log-sum-exp less its largest term, which is how a softmax is kept from overflowing.",
)
