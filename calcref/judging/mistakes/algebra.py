"""Mistakes of algebra: laws that functions do not have, and slips of signs, factors and terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import sympy as sp

from calcref.core.expr import add, divide, mul, negative, nodes, power, raw, replace, symbols_of
from calcref.core.functions import RealFunction, RealPower
from calcref.core.questions import Head
from calcref.judging.known import Known
from calcref.judging.mistakes.record import Mistake, Pair

MOST = 12  # terms that are tried
FACTORS = tuple(sp.Rational(p, q) for q in range(1, 7) for p in range(1, 13) if sp.gcd(p, q) == 1 and (p, q) != (1, 1))

Made = Callable[[sp.Expr], Iterator[sp.Expr]]


def _everywhere(made: Made) -> Callable[[sp.Expr, sp.Expr, Known], Iterator[Pair]]:
    """A wrong law at each place of the left side where it could be used, and where it turns back on the right."""

    def pairs(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
        for side, other in ((left, right), (right, left)):
            for node in nodes(side):
                if not isinstance(node, Head):
                    yield from ((replace(side, {node: new}, lambda it: False), other) for new in made(node))

    return pairs


def _terms(expr: sp.Expr) -> tuple[sp.Expr, ...]:
    return expr.args if expr.is_Add else ()


def _power_of_sum(node: sp.Expr) -> Iterator[sp.Expr]:
    if isinstance(node, sp.Pow) and node.exp.is_Integer and node.exp > 1 and _terms(node.base):
        yield add(*(power(term, node.exp) for term in _terms(node.base)))


def _root_of_sum(node: sp.Expr) -> Iterator[sp.Expr]:
    is_root = isinstance(node, sp.Pow | RealPower) and node.args[1].is_Rational and not node.args[1].is_Integer
    if is_root and _terms(node.args[0]):
        yield add(*(raw(node.func, term, node.args[1]) for term in _terms(node.args[0])))
        yield add(*(_root(term, node.args[1]) for term in _terms(node.args[0])))


def _root(term: sp.Expr, exponent: sp.Expr) -> sp.Expr:
    if isinstance(term, sp.Pow) and term.exp.is_number:
        return power(term.base, term.exp * exponent)
    return power(term, exponent)


def _reciprocal_of_sum(node: sp.Expr) -> Iterator[sp.Expr]:
    if isinstance(node, sp.Pow) and node.exp.is_Integer and node.exp < 0 and _terms(node.base):
        yield add(*(power(term, node.exp) for term in _terms(node.base)))


def _function_of_sum(node: sp.Expr) -> Iterator[sp.Expr]:
    if (
        isinstance(node, sp.Function)
        and not isinstance(node, RealPower)
        and len(node.args) == 1
        and _terms(node.args[0])
    ):
        yield add(*(raw(node.func, term) for term in _terms(node.args[0])))
        if isinstance(node, sp.log):
            yield mul(*(raw(node.func, term) for term in _terms(node.args[0])))
    if isinstance(node, sp.Pow) and symbols_of(node.exp) and _terms(node.exp):
        yield add(*(power(node.base, term) for term in _terms(node.exp)))


def _factor_out(node: sp.Expr) -> Iterator[sp.Expr]:
    known = isinstance(node, sp.Function) and not isinstance(node, RealFunction | sp.Abs | sp.sign)
    if known and len(node.args) == 1 and node.args[0].is_Mul and node.args[0].args[0].is_Number:
        number, *rest = node.args[0].args
        yield mul(number, raw(node.func, mul(*rest)))


def _logarithm_of_product(node: sp.Expr) -> Iterator[sp.Expr]:
    if isinstance(node, sp.log) and node.args[0].is_Mul:
        above: list[sp.Expr] = []
        below: list[sp.Expr] = []
        for factor in node.args[0].args:
            if factor.is_Rational and factor.p == 1:
                below.append(raw(sp.log, sp.Integer(factor.q)))
                continue
            turned = isinstance(factor, sp.Pow) and factor.exp == -1
            (below if turned else above).append(raw(sp.log, factor.base if turned else factor))
        yield divide(mul(*above), mul(*below)) if below else mul(*above)


def _logarithm_of_power(node: sp.Expr) -> Iterator[sp.Expr]:
    if isinstance(node, sp.Pow) and isinstance(node.base, sp.log) and node.exp != -1:
        yield mul(node.exp, node.base)


def _exponents_multiplied(node: sp.Expr) -> Iterator[sp.Expr]:
    if not node.is_Mul:
        return
    bases: dict[sp.Expr, list[sp.Expr]] = {}
    for factor in node.args:
        base, exponent = (sp.E, factor.args[0]) if isinstance(factor, sp.exp) else factor.as_base_exp()
        bases.setdefault(base, []).append(exponent)
    if any(len(exponents) > 1 for exponents in bases.values()):
        yield mul(*(power(base, mul(*exponents)) for base, exponents in bases.items()))


def _exponents_of_a_power(node: sp.Expr) -> Iterator[sp.Expr]:
    if isinstance(node, sp.Pow) and isinstance(node.base, sp.Pow):
        yield power(node.base.base, add(node.base.exp, node.exp))
        yield power(node.base.base, power(node.base.exp, node.exp))
    if isinstance(node, sp.Pow) and isinstance(node.base, sp.exp):
        yield raw(sp.exp, power(node.base.args[0], node.exp))


def _one_term_divided(node: sp.Expr) -> Iterator[sp.Expr]:
    if not node.is_Mul:
        return
    sums = [factor for factor in node.args if factor.is_Add]
    below = [factor for factor in node.args if isinstance(factor, sp.Pow) and factor.exp.is_negative]
    numbers = [factor for factor in node.args if factor.is_Rational and not factor.is_Integer]
    for whole in sums:
        for divisor in (*below, *numbers):
            rest = mul(*(factor for factor in node.args if factor is not whole and factor is not divisor))
            for k in range(len(whole.args)):
                yield mul(rest, add(*(mul(term, divisor) if j == k else term for j, term in enumerate(whole.args))))
                yield mul(rest, add(*(mul(term, divisor) if j != k else term for j, term in enumerate(whole.args))))
            for k, term in enumerate(whole.args):
                cancelled = add(*(it for j, it in enumerate(whole.args) if j != k))
                if divisor in (below or []) and mul(term, divisor) is not None:
                    yield mul(rest, cancelled)


def _one_term_multiplied(node: sp.Expr) -> Iterator[sp.Expr]:
    if not node.is_Mul:
        return
    for whole in (factor for factor in node.args if factor.is_Add):
        rest = mul(*(factor for factor in node.args if factor is not whole))
        for k in range(len(whole.args)):
            yield add(*(mul(term, rest) if j == k else term for j, term in enumerate(whole.args)))


def _sign(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
    yield left, negative(right)
    for node in nodes(right):
        for k in range(min(len(_terms(node)), MOST)):
            flipped = add(*(negative(term) if j == k else term for j, term in enumerate(node.args)))
            yield left, replace(right, {node: flipped}, lambda it: False)


def _factor(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
    for factor in FACTORS:
        yield left, mul(factor, right)


def _term_lost(left: sp.Expr, right: sp.Expr, known: Known) -> Iterator[Pair]:
    for k in range(min(len(_terms(left)), MOST)):
        if len(left.args) > 1:
            yield add(*(term for j, term in enumerate(left.args) if j != k)), right


ALGEBRA = (
    Mistake(
        id="power-of-a-sum",
        name="power of a sum",
        said="a power of a sum is not the sum of the powers: terms that mix them are missing",
        pairs=_everywhere(_power_of_sum),
        left="(x + y)^2",
        right="x^2 + y^2",
    ),
    Mistake(
        id="root-of-a-sum",
        name="root of a sum",
        said="the root of a sum is not the sum of the roots",
        pairs=_everywhere(_root_of_sum),
        left="sqrt(x^2 + 9)",
        right="x + 3",
    ),
    Mistake(
        id="reciprocal-of-a-sum",
        name="reciprocal of a sum",
        said="1/(a + b) is not 1/a + 1/b",
        pairs=_everywhere(_reciprocal_of_sum),
        left="1/(x + 2)",
        right="1/x + 1/2",
    ),
    Mistake(
        id="function-of-a-sum",
        name="function of a sum",
        said="the function of a sum is not the sum of its values",
        pairs=_everywhere(_function_of_sum),
        left="ln(x^2 + 1)",
        right="ln(x^2) + ln(1)",
    ),
    Mistake(
        id="factor-out-of-a-function",
        name="factor out of a function",
        said="a factor inside of a function does not come out of it: sin(2x) is not 2 sin(x)",
        pairs=_everywhere(_factor_out),
        left="sin(2x)",
        right="2 sin(x)",
    ),
    Mistake(
        id="logarithm-of-a-product",
        name="logarithm of a product",
        said="the logarithm of a product is the sum of the logarithms, and that of a quotient their difference",
        pairs=_everywhere(_logarithm_of_product),
        left="ln(x y)",
        right="ln(x) ln(y)",
    ),
    Mistake(
        id="power-of-a-logarithm",
        name="power of a logarithm",
        said="ln(x^n) is n ln(x), and (ln x)^n is not",
        pairs=_everywhere(_logarithm_of_power),
        left="(ln(x))^2",
        right="2 ln(x)",
    ),
    Mistake(
        id="exponents-multiplied",
        name="exponents multiplied",
        said="where powers of one base are multiplied, their exponents are added",
        pairs=_everywhere(_exponents_multiplied),
        left="x^2 x^3",
        right="x^6",
    ),
    Mistake(
        id="exponents-of-a-power",
        name="exponents of a power of a power",
        said="where a power is raised to a power, the exponents are multiplied",
        pairs=_everywhere(_exponents_of_a_power),
        left="(x^2)^3",
        right="x^5",
    ),
    Mistake(
        id="one-term-divided",
        name="one term divided",
        said="where a sum is divided, every term of it is",
        pairs=_everywhere(_one_term_divided),
        left="(x^2 + y)/x",
        right="x + y",
    ),
    Mistake(
        id="one-term-multiplied",
        name="one term multiplied",
        said="where a sum is multiplied, every term of it is",
        pairs=_everywhere(_one_term_multiplied),
        left="3(x + y)",
        right="3x + y",
    ),
    Mistake(
        id="wrong-sign",
        name="sign",
        said="with the other sign of a term, or of all, the line is right",
        pairs=_sign,
        left="x - y - x",
        right="y",
    ),
    Mistake(
        id="wrong-factor",
        name="constant factor",
        said="but for a constant factor the line is right",
        pairs=_factor,
        left="x + x",
        right="3x",
    ),
    Mistake(
        id="term-lost",
        name="term lost",
        said="a term of the line before is missing",
        pairs=_term_lost,
        left="x^2 + 2x + 1 - 1",
        right="x^2 + 1 - 1",
    ),
)
