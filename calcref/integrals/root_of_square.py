"""√(g²) is |g|: what stands under a root is written as a square, and the root goes."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from calcref.core.conditions import WALKABLE
from calcref.core.expr import apply, nodes, power, raw, tree_size, varies
from calcref.core.letters import x
from calcref.core.proofs import Argument
from calcref.core.questions import Antideriv, DefiniteIntegral, Question
from calcref.core.records import Ask, Rewriting, Rule, Statement
from calcref.core.simplify import standard_form
from calcref.core.sources import spivak
from calcref.integrals.integrand import integrand

SQUARES: tuple[tuple[type[sp.Basic], int, int, type[sp.Basic]], ...] = (
    (sp.cos, 1, -1, sp.sin),  # 1 - cos² = sin²
    (sp.sin, 1, -1, sp.cos),
    (sp.tan, 1, 1, sp.sec),
    (sp.cot, 1, 1, sp.csc),
    (sp.sec, -1, 1, sp.tan),
    (sp.csc, -1, 1, sp.cot),
    (sp.sinh, 1, 1, sp.cosh),
    (sp.cosh, -1, 1, sp.sinh),
    (sp.tanh, 1, -1, sp.sech),
)


def rewrite(question: Question, ask: Ask) -> Iterator[Rewriting]:
    """Fits an integrand with a root of a square, of waves or of a rational function, that can be seen as one."""
    expr, var = integrand(question), question.var
    if expr is None or tree_size(expr) > WALKABLE:
        return
    found = {}
    for node in nodes(expr):
        if node.is_Pow and varies(node.base, var) and (2 * node.exp).is_Integer and not node.exp.is_Integer:
            root = square_root(node.base, var)
            if root is not None:
                found[node] = sp.Abs(root) ** (2 * node.exp)
    if found:
        inner = standard_form(expr.xreplace(found))
        yield Rewriting(raw(type(question), inner, var, *question.args[2:]), {"f": inner})


def square_root(base: sp.Expr, var: sp.Symbol) -> sp.Expr | None:
    """What `base` is the square of, where that is a rational function or a wave; None where it is not seen to be one.

    >>> square_root(x**2 - 2 * x + 1, x), square_root(1 - sp.cos(x) ** 2, x), square_root(1 + sp.cos(x), x)
    (x - 1, sin(x), sqrt(2)*cos(x/2))
    """
    if base.is_rational_function(var):
        return _of_rational(base, var)
    if not base.is_Add or len(base.args) != 2:
        return None
    constant, wave = base.as_independent(var, as_Add=True)
    factor, wave = wave.as_independent(var, as_Add=False)
    head, exponent = wave.as_base_exp()
    if constant == 0 or not varies(wave, var):
        return None
    ratio = factor / constant
    for known, sign, share, root in SQUARES:
        if isinstance(head, known) and exponent == 2 and ratio == share * sign and (sign * constant).is_positive:
            return sp.sqrt(sign * constant) * root(head.args[0])
    if exponent != 1 or abs(ratio) != 1 or not constant.is_positive or not isinstance(head, (sp.cos, sp.sin)):
        return None
    half = head.args[0] / 2 - (sp.pi / 4 if isinstance(head, sp.sin) else 0)
    return sp.sqrt(2 * constant) * (sp.cos(half) if ratio == 1 else sp.sin(half))


def _of_rational(base: sp.Expr, var: sp.Symbol) -> sp.Expr | None:
    parts = [sp.factor_list(part, var) for part in sp.fraction(sp.together(base))]
    if any(exponent % 2 for _, factors in parts for _, exponent in factors):
        return None
    number = parts[0][0] / parts[1][0]
    if not number.is_positive:
        return None
    above, below = (sp.Mul(*(factor ** (exponent // 2) for factor, exponent in factors)) for _, factors in parts)
    return sp.sqrt(number) * sp.expand(above) / below


_WAVE = 1 + apply(sp.cos, x)
RULE = Rule(
    id="root-of-a-square",
    name="Root of a square",
    statement=Statement(
        raw(Antideriv, power(_WAVE, sp.S.Half), x),
        raw(Antideriv, sp.sqrt(2) * apply(sp.Abs, sp.cos(x / 2)), x),
    ),
    rewrite=rewrite,
    page="integrals/trigonometric-integrals/#root-of-a-square",
    asks=(Antideriv, DefiniteIntegral),
    source=spivak("chapter 1, problem 12"),
    proof=Argument(
        "The root of the square of a real number is its absolute value. Here $1 + \\cos x = 2 \\cos^2 \\frac x2$; "
        "likewise $1 - \\cos^2 x = \\sin^2 x$, $\\sec^2 x = 1 + \\tan^2 x$, and polynomials with doubled factors.",
        spivak("chapter 15"),
    ),
    ml_use="Lengths of curves: of a path of gradient flow, or of an arc of the unit circle.",
)
