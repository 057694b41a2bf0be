"""Exercises on the rules of differentiation."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from calcref.exercises.asks import Derivative
from calcref.exercises.pieces import (
    COSINE,
    EXPONENTIAL,
    SIMPLE,
    SINE,
    Number,
    Piece,
    line,
    minus,
    nonzero,
    number,
    over,
    plus,
    power,
    times,
)
from calcref.exercises.records import Draft, Family, Mistake


def _power_rule(random: Random, level: int) -> Draft:
    factor: Number = random.randint(2, 9)
    exponent: Number = random.randint(3, 9)
    if level == 2:
        exponent = -random.randint(2, 7)
    if level == 3:
        exponent = random.choice([Fraction(p, q) for q in (2, 3, 5) for p in (-4, -2, -1, 1, 3, 4, 7) if p % q])
    kept = times(factor * exponent, power("x", exponent))
    return Draft(
        Derivative(times(factor, power("x", exponent))),
        (
            Mistake("exponent-kept", "the exponent comes down, and goes down by 1 above, too", kept),
            Mistake(
                "exponent-not-in-front",
                "the exponent goes down by 1, and stands in front as a factor, too",
                times(factor, power("x", exponent - 1)),
            ),
            Mistake(
                "integrated",
                "that is an antiderivative, and the derivative is asked for",
                times(factor / Fraction(exponent + 1), power("x", exponent + 1)),
            ),
        ),
    )


def _sum_rule(random: Random, level: int) -> Draft:
    high, low = sorted(random.sample(range(2, 8), 2), reverse=True)
    a, b, c = random.randint(2, 9), nonzero(random, 9), nonzero(random, 9)
    first, first_slope = times(a, power("x", high)), times(a * high, power("x", high - 1))
    second, second_slope = times(b, power("x", low)), times(b * low, power("x", low - 1))
    if level > 1:
        piece = random.choice((SINE, COSINE, EXPONENTIAL))
        second, second_slope = times(b, piece.of("x")), times(b, piece.slope_at("x"))
    if level == 3:
        first, first_slope = times(a, power("x", -low)), times(-a * low, power("x", -low - 1))
    return Draft(
        Derivative(plus(first, second, number(c))),
        (
            Mistake(
                "constant-kept",
                "a constant has the slope 0, and falls away",
                plus(first_slope, second_slope, number(c)),
            ),
            Mistake("term-left-out", "every term has a slope of its own", first_slope),
        ),
    )


def _product_rule(random: Random, level: int) -> Draft:
    n, a, k = random.randint(2, 9), nonzero(random, 9), random.randint(2, 5)
    first, slope = power("x", n), times(n, power("x", n - 1))
    if level == 2:
        first = plus(first, number(a))
    if level == 3:
        first, slope = line(k + 1, a), number(k + 1)
    piece = random.choice(SIMPLE if level < 3 else (SINE, COSINE, EXPONENTIAL))
    second, other = piece.of("x"), piece.slope_at("x")
    if level == 3:
        second, other = piece.of(f"{k}*x"), times(k, piece.slope_at(f"{k}*x"))
    left, right = times(1, slope, second), times(1, first, other)
    return Draft(
        Derivative(times(1, first, second)),
        (
            Mistake(
                "product-of-slopes", "the slope of a product is not the product of the slopes", times(1, slope, other)
            ),
            Mistake("one-term", "both factors change, so there are two terms", left),
            Mistake("minus", "the two terms are added", minus(left, right)),
        ),
    )


def _quotient_rule(random: Random, level: int) -> Draft:
    if level == 1:
        a, b, c, d = random.randint(2, 9), nonzero(random, 9), random.randint(2, 9), nonzero(random, 9)
        d += a * d == b * c
        above, slope, below, other = line(a, b), number(a), line(c, d), number(c)
    else:
        n, a = random.randint(2, 4), random.randint(1, 9)
        k = random.randint(2, 9)
        above, slope = line(k, nonzero(random, 9)), number(k)
        if level == 3:
            piece = random.choice((SINE, COSINE, EXPONENTIAL))
            above, slope = piece.of("x"), piece.slope_at("x")
        below, other = plus(power("x", n), number(a)), times(n, power("x", n - 1))
    first, second = times(1, slope, below), times(1, above, other)
    return Draft(
        Derivative(over(above, below)),
        (
            Mistake(
                "quotient-of-slopes",
                "the slope of a quotient is not the quotient of the slopes",
                over(slope, other),
            ),
            Mistake(
                "order-reversed",
                "the slope of what stands above comes first, and has the plus",
                f"{over(minus(second, first), below)}^2",
            ),
            Mistake("square-forgotten", "what stands below is squared", over(minus(first, second), below)),
        ),
    )


def _chain_rule(random: Random, level: int) -> Draft:
    a, b, n, m = random.randint(2, 9), nonzero(random, 9), random.randint(3, 7), random.randint(2, 4)
    if level == 1:
        inner, slope = line(a, b), number(a)
    else:
        inner, slope = plus(power("x", m), number(abs(b))), times(m, power("x", m - 1))
    outer = Piece(f"(@)^{n}", f"{n}*(@)^{n - 1}")
    if level == 2:
        outer = random.choice((SINE, COSINE, EXPONENTIAL))
    if level == 3:
        inside = random.choice((SINE, COSINE))
        inner, slope = inside.of(f"{a}*x"), times(a, inside.slope_at(f"{a}*x"))
        outer = random.choice((Piece(f"(@ + {abs(b) + 1})^{n}", f"{n}*(@ + {abs(b) + 1})^{n - 1}"), EXPONENTIAL))
    return Draft(
        Derivative(outer.of(inner)),
        (
            Mistake(
                "inner-factor-forgotten",
                "the slope of the inner function is missing as a factor",
                outer.slope_at(inner),
            ),
            Mistake(
                "slope-put-inside",
                "the outer slope is read at the inner function, not at its slope",
                outer.slope_at(slope),
            ),
        ),
    )


FAMILIES = (
    Family("power-rule", "Power rule", "derivatives/power-rule/", _power_rule),
    Family("sum-rule", "Sums and constant multiples", "derivatives/linearity/", _sum_rule),
    Family("product-rule", "Product rule", "derivatives/product-rule/", _product_rule),
    Family("quotient-rule", "Quotient rule", "derivatives/quotient-rule/", _quotient_rule),
    Family("chain-rule", "Chain rule", "derivatives/chain-rule/", _chain_rule),
)
