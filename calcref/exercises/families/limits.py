"""Exercises on limits."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from calcref.exercises.asks import Limit
from calcref.exercises.pieces import line, nonzero, number, over, plus, times
from calcref.exercises.records import Draft, Family, Mistake

ZERO = Mistake("zero-over-zero", "0/0 is no value: the quotient has to be rewritten first", "0")
ONE = Mistake("taken-for-one", "the factors inside do not cancel by themselves", "1")


def _limit_laws(random: Random, level: int) -> Draft:
    a, k = nonzero(random, 7), random.randint(2, 9)
    b = random.choice([value for value in range(-9, 10) if value not in (0, -a)])
    if level == 1:
        top = plus("x^2", times(b - a, "x"), number(-a * b))
        return Draft(
            Limit(over(top, line(1, -a)), str(a)),
            (ZERO, Mistake("sign-of-the-root", "the factor that cancels is x - a", number(b - a))),
        )
    if level == 2:
        root = abs(b)
        return Draft(
            Limit(f"(sqrt({k}*x + {root * root}) - {root})/x", "0"),
            (
                ZERO,
                Mistake("half-forgotten", "below stand two roots, which add up", number(Fraction(k, root))),
                Mistake(
                    "inner-factor-forgotten", "what cancels is x, and its factor stays", number(Fraction(1, 2 * root))
                ),
            ),
        )
    high = random.choice([value for value in range(2, 10) if value != b])
    low = random.choice([value for value in range(1, 10) if a * high != b * value])
    top, below = plus(times(b, "x^2"), times(a, "x")), plus(times(high, "x^2"), times(low, "x"))
    return Draft(
        Limit(over(top, below), "oo"),
        (
            Mistake("lowest-powers", "far out the highest powers decide", number(Fraction(a, low))),
            Mistake("infinity-cancelled", "∞/∞ is no value: divide by the highest power first", "1"),
        ),
    )


def _standard_limits(random: Random, level: int) -> Draft:
    a, b = random.sample(range(2, 10), 2)
    if level == 1:
        name = random.choice(("sin", "tan"))
        return Draft(
            Limit(f"{name}({a}*x)/({b}*x)", "0"),
            (ZERO, ONE, Mistake("upside-down", "the factor above stays above", number(Fraction(b, a)))),
        )
    if level == 2:
        value = Fraction(a * a, 2 * b)
        guesses = (
            Mistake("factor-not-squared", "the square takes its factor along", number(Fraction(a, 2 * b))),
            Mistake("half-forgotten", "1 - cos u is about u^2/2", number(2 * value)),
        )
        return Draft(Limit(f"(1 - cos({a}*x))/({b}*x^2)", "0"), (ZERO, *guesses))
    if random.choice((True, False)):
        return Draft(
            Limit(f"(1 + {a}/x)^({b}*x)", "oo"),
            (
                Mistake("one-to-a-power", "1 to the power ∞ is no value: the base differs from 1", "1"),
                Mistake("factor-lost", "both factors stand in the exponent", f"e^{a}"),
            ),
        )
    return Draft(
        Limit(f"(e^({a}*x) - 1)/ln(1 + {b}*x)", "0"),
        (ZERO, ONE, Mistake("upside-down", "the factor above stays above", number(Fraction(b, a)))),
    )


def _lhopital(random: Random, level: int) -> Draft:
    a, b = random.sample(range(2, 10), 2)
    quotient = "numerator and denominator are differentiated apart, by no quotient rule"
    early = "this is 0/0 again: differentiate once more"
    if level == 1:
        return Draft(
            Limit(f"{a}*ln(x)/(x^{b} - 1)", "1"),
            (
                ZERO,
                Mistake("upside-down", "the slope of the numerator stands above", number(Fraction(b, a))),
                Mistake("factor-forgotten", "the slope of the numerator keeps its factor", number(Fraction(1, b))),
            ),
        )
    if level == 2:
        return Draft(
            Limit(f"(e^({a}*x) - 1 - {a}*x)/({b}*x^2)", "0"),
            (
                Mistake("stopped-early", early, "0"),
                Mistake(
                    "inner-factor-once", "each differentiation brings the inner factor", number(Fraction(a, 2 * b))
                ),
                Mistake("half-forgotten", "the slope of x^2 brings a 2", number(Fraction(a * a, b))),
            ),
        )
    return Draft(
        Limit(f"({a}*x - sin({a}*x))/({b}*x^3)", "0"),
        (
            Mistake("stopped-early", early, "0"),
            Mistake("inner-factor-once", "each differentiation brings the inner factor", number(Fraction(a, 6 * b))),
            Mistake("quotient-rule", quotient, number(Fraction(a**3, 2 * b))),
        ),
    )


FAMILIES = (
    Family("limit-laws", "Limits by algebra", "derivatives/limits/", _limit_laws),
    Family("standard-limits", "Standard limits", "derivatives/limits/#standard-limits", _standard_limits),
    Family("lhopital", "L'Hôpital's rule", "derivatives/limits/", _lhopital),
)
