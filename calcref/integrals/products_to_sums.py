"""Products of waves are sums of waves: cos A cos B = ½ (cos(A − B) + cos(A + B)), and its kin."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import sympy as sp

from calcref.core.expr import mul, raw, varies
from calcref.core.letters import a, b, x
from calcref.core.proofs import Argument
from calcref.core.questions import Antideriv, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.sources import dlmf
from calcref.integrals.integrand import integrand
from calcref.integrals.waves import PAIRS, Pair

Terms = dict[tuple[bool, sp.Expr], sp.Expr]  # from (whether it is a sine, its argument) to its coefficient
MOST = 12  # waves that are multiplied


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a product of at least two sines and cosines of linear arguments, unless an odd power can be kept."""
    expr, var = integrand(question), question.var
    if expr is None:
        return
    for pair in PAIRS:
        waves, rest = [], []
        for factor in sp.Mul.make_args(expr):
            base, exponent = factor.as_base_exp()
            fits = type(base) in (pair.sine, pair.cosine) and _linear(base.args[0], var)
            if fits and exponent.is_Integer and exponent > 0:
                waves += [base] * min(int(exponent), MOST + 1)
            else:
                rest.append(factor)
        inner = {wave.args[0] for wave in waves}
        keeps_one = not rest and len(inner) == 1 and any(waves.count(wave) % 2 for wave in waves)
        if 2 <= len(waves) <= MOST and not keeps_one:
            found = _sum(pair, waves)
            yield Rewriting(raw(Antideriv, sp.expand_mul(mul(*rest) * found), var), {"f": expr, "g": found})


def _linear(inner: sp.Expr, var: sp.Symbol) -> bool:
    return varies(inner, var) and not varies(sp.diff(inner, var), var)


def _sum(pair: Pair, waves: list[sp.Expr]) -> sp.Expr:
    """The product of `waves` as a sum of waves."""
    first, *others = [{(type(wave) is pair.sine, wave.args[0]): sp.S.One} for wave in waves]
    product = reduce(lambda one, other: _product(pair, one, other), others, first)
    heads = {True: pair.sine, False: pair.cosine}
    return sp.Add(*(number * heads[odd](inner) for (odd, inner), number in product.items()))


def _product(pair: Pair, one: Terms, other: Terms) -> Terms:
    found: Terms = {}

    def enter(odd: bool, inner: sp.Expr, number: sp.Expr) -> None:
        inner = sp.expand(inner)
        if inner.could_extract_minus_sign():
            inner, number = -inner, -number if odd else number
        found[odd, inner] = found.get((odd, inner), sp.S.Zero) + number / 2

    for (odd, p), m in one.items():
        for (also, q), k in other.items():
            number = m * k
            if odd and also:  # sin p sin q
                enter(False, p - q, pair.sign * number)
                enter(False, p + q, -pair.sign * number)
            elif not (odd or also):  # cos p cos q
                enter(False, p - q, number)
                enter(False, p + q, number)
            else:  # sin p cos q
                sine, cosine = (p, q) if odd else (q, p)
                enter(True, sine - cosine, number)
                enter(True, sine + cosine, number)
    return found


RULE = Rule(
    id="products-to-sums",
    name="Products to sums",
    statement=Statement(
        raw(Antideriv, sp.sin(a * x) * sp.cos(b * x), x),
        raw(Antideriv, sp.sin(a * x - b * x) / 2 + sp.sin(a * x + b * x) / 2, x),
    ),
    rewrite=rewrite,
    page="integrals/trigonometric-integrals/#products-to-sums",
    heads=(sp.Mul, sp.Pow),
    asks=(Antideriv,),
    shrinks=True,
    source=dlmf("section 4.21"),
    proof=Argument(
        "Add or subtract the formulas for $\\cos(A \\pm B)$ and $\\sin(A \\pm B)$. With $A = B$ they halve the power: "
        "$\\cos^2 A = \\tfrac12 + \\tfrac12\\cos 2A$.",
        dlmf("section 4.21"),
    ),
    ml_use="Waves of different frequencies are orthogonal: position encodings, Fourier features.",
)
