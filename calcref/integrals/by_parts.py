"""∫ f g' dx = f g − ∫ f' g dx: powers fall, waves come back and are solved for, logarithms go."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.expr import add, mul, negative, nodes, raw, tree_size, varies
from calcref.core.functions import LogBase
from calcref.core.letters import f, g, x
from calcref.core.proofs import Argument, Counterexample
from calcref.core.questions import Antideriv, Diff, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.simplify import standard_form
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand

CIRCULAR = (sp.sin, sp.cos)
WAVES = (*CIRCULAR, sp.sinh, sp.cosh)
SQUARED = (sp.sec, sp.csc, sp.tan, sp.cot, sp.sech, sp.csch)
INVERSE = (sp.log, LogBase, sp.atan, sp.asin, sp.acos, sp.acot, sp.asinh, sp.acosh, sp.atanh, sp.acoth)
NAMED = (sp.erf, sp.erfc, sp.Si, sp.Ci, sp.Ei, sp.li, sp.fresnels, sp.fresnelc)  # integrals with names
EASIER = (*INVERSE, *NAMED)
LARGEST = 60  # nodes of an integrand

Factors = tuple[sp.Expr, sp.Expr]  # f and g'


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits a polynomial times a wave or an exponential, an exponential times a wave, and a logarithm or an inverse
    function times what can be integrated without one.
    """
    expr, var = integrand(question), question.var
    if expr is None or tree_size(expr) > LARGEST:
        return
    for first, rest in _choices(expr, var):
        slope, area = ask(raw(Diff, first, var)), ask(raw(Antideriv, rest, var))
        if slope is None or area is None or _is_worse(area.answer, rest, var):
            continue
        left = _shortest(slope.answer * area.answer, var)
        if (
            _is_algebraic(rest, var)
            and tree_size(left.as_coeff_Mul()[1]) > tree_size(expr)
            and not isinstance(first.as_base_exp()[0], EASIER)
        ):
            continue
        yield Rewriting(
            raw(sp.Add, mul(first, area.answer), negative(raw(Antideriv, left, var))),
            {"f": first, "g": area.answer},
            (slope, area),
        )


def _choices(expr: sp.Expr, var: sp.Symbol) -> Iterator[Factors]:
    """What may be differentiated, and what is integrated, best first."""
    factors = sp.Mul.make_args(expr)
    plain = [factor for factor in factors if factor.is_polynomial(var)]
    others = [factor for factor in factors if not factor.is_polynomial(var)]
    easier = [factor for factor in others if isinstance(factor.as_base_exp()[0], EASIER)]
    if len(easier) == 1 and easier[0].as_base_exp()[1].is_Integer and easier[0].as_base_exp()[1] > 0:
        rest = [factor for factor in factors if factor is not easier[0]]
        if all(_is_algebraic(factor, var) for factor in rest):
            yield easier[0], sp.Mul(*rest)
        return
    growing = [factor for factor in others if _is_exponential(factor, var)]
    waves = [factor for factor in others if isinstance(factor, WAVES) and _is_line(factor.args[0], var)]
    if len(growing) + len(waves) == len(others) <= 2 and varies(sp.Mul(*plain), var):
        yield sp.Mul(*plain), sp.Mul(*others)
    elif len(growing) == len(waves) == 1 and len(others) == 2:
        yield sp.Mul(*plain, *waves), growing[0]
    elif len(waves) == len(others) == 2 and isinstance(waves[0], CIRCULAR) != isinstance(waves[1], CIRCULAR):
        circular, hyperbolic = sorted(waves, key=lambda wave: not isinstance(wave, CIRCULAR))
        yield circular, hyperbolic
    elif varies(sp.Mul(*plain), var) and all(_is_tangent(factor) for factor in others):
        yield sp.Mul(*plain), sp.Mul(*others)
    elif len(waves) == 1 and len(others) == 2 and not plain and _falls(others, var):
        yield waves[0], sp.Mul(*(factor for factor in others if factor is not waves[0]))
    elif len(growing) == 1 and len(others) == 2:
        yield sp.Mul(*plain, *growing), sp.Mul(*(factor for factor in others if factor is not growing[0]))
    elif len(others) == 1 and isinstance(others[0], sp.exp) and others[0].args[0].is_polynomial(var):
        inner = sp.diff(others[0].args[0], var)
        whole, rest = sp.div(sp.Mul(*plain), inner, var)
        if rest == 0 and varies(whole, var):
            yield whole, inner * others[0]


def _falls(factors: list[sp.Expr], var: sp.Symbol) -> bool:
    """Whether one of the factors is a whole power of the variable, by which parts lead to that below it."""
    return any(factor.is_Pow and factor.base == var and factor.exp.is_Integer and factor.exp < -1 for factor in factors)


def _is_line(expr: sp.Expr, var: sp.Symbol) -> bool:
    return varies(expr, var) and not varies(sp.diff(expr, var), var)


def _is_exponential(factor: sp.Expr, var: sp.Symbol) -> bool:
    base, exponent = factor.as_base_exp()
    return not varies(base, var) and _is_line(exponent, var)


def _is_algebraic(factor: sp.Expr, var: sp.Symbol) -> bool:
    return not any(isinstance(node, sp.Function) and varies(node, var) for node in nodes(factor)) and not any(
        node.is_Pow and varies(node.exp, var) for node in nodes(factor)
    )


def _is_tangent(factor: sp.Expr) -> bool:
    return isinstance(factor.as_base_exp()[0], SQUARED)


def _is_worse(area: sp.Expr, rest: sp.Expr, var: sp.Symbol) -> bool:
    """Whether an antiderivative holds a logarithm or an inverse function that its integrand did not."""
    return _is_algebraic(rest, var) and not _is_algebraic(area, var)


def _shortest(product: sp.Expr, var: sp.Symbol) -> sp.Expr:
    """What is left, with common factors canceled where it is a quotient."""
    found = sp.powsimp(standard_form(product))
    if any(node.is_Pow and node.exp.is_negative and node.base.is_Add and varies(node, var) for node in nodes(found)):
        return min(found, sp.factor_terms(sp.cancel(sp.together(found))), key=tree_size)
    return (
        sp.expand_mul(found) if found.is_Mul and any(varies(part, var) for part in found.args if part.is_Add) else found
    )


RULE = Rule(
    id="integration-by-parts",
    name="Integration by parts",
    statement=Statement(
        raw(Antideriv, mul(f, raw(Diff, g, x)), x),
        add(mul(f, g), negative(raw(Antideriv, mul(raw(Diff, f, x), g), x))),
    ),
    rewrite=rewrite,
    page="integrals/integration-by-parts/",
    asks=(Antideriv,),
    hypotheses=("$f$ and $g$ differentiable on the interval, with continuous slopes",),
    source=spivak("chapter 19, theorem 1"),
    proof=Argument(
        "$(f g)' = f' g + f g'$ by the product rule. Integrate both sides.", spivak("chapter 19, theorem 1")
    ),
    counterexample=Counterexample(
        "sign(x)",
        "0",
        "$f$ and $g$ differentiable on the interval, with continuous slopes",
        "$f = \\operatorname{sign} x$ and $g = x + 1$ lose the jump: from $-1$ to $1$ the left side is $0$, $f g$ "
        "gains $2$, and $f'$ is $0$ wherever it has a value",
    ),
    ml_use="The score function: $\\int p' f = -\\int p f'$ turns slopes of a density into slopes of a test function.",
)
