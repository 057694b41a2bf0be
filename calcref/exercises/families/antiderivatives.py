"""Exercises on antiderivatives that are read from a table."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from calcref.exercises.asks import Antiderivative
from calcref.exercises.pieces import line, nonzero, number, plus, power, times
from calcref.exercises.records import Draft, Family, Mistake

DIFFERENTIATED = "that is the derivative, and an antiderivative is asked for"


def _power_rule(random: Random, level: int) -> Draft:
    a, b, c = random.randint(2, 9), nonzero(random, 9), nonzero(random, 9)
    exponent = Fraction(random.randint(2, 8))
    if level == 3:
        broken = [Fraction(p, q) for q in (2, 3) for p in (-1, 1, 2, 4, 5) if p % q]
        exponent = random.choice([*map(Fraction, range(-5, -1)), *broken])
    rest = [times(b, "x"), number(c)] if level == 2 else []
    integrated = [times(Fraction(b, 2), "x^2"), times(c, "x")] if level == 2 else []
    return Draft(
        Antiderivative(plus(times(a, power("x", exponent)), *rest)),
        (
            Mistake(
                "not-divided",
                "the new exponent divides",
                plus(times(a, power("x", exponent + 1)), *integrated),
            ),
            Mistake(
                "old-exponent",
                "it is the new exponent that divides, not the old one",
                plus(times(a / exponent, power("x", exponent + 1)), *integrated),
            ),
            Mistake(
                "differentiated",
                DIFFERENTIATED,
                plus(times(a * exponent, power("x", exponent - 1)), number(b) if level == 2 else "0"),
            ),
        ),
    )


def _exponentials(random: Random, level: int) -> Draft:
    a, k, b = random.randint(2, 9), random.randint(2, 9), random.randint(1, 9)
    if level == 1:
        k = random.choice((-1, 1)) * k
        grown = f"e^({k}*x)"
        return Draft(
            Antiderivative(times(a, grown)),
            (
                Mistake("multiplied", "the inner factor divides: the slope brings it back", times(a * k, grown)),
                Mistake("inner-factor-forgotten", "the slope of that has the inner factor, too", times(a, grown)),
            ),
        )
    if level == 2:
        inner = line(k, b)
        return Draft(
            Antiderivative(f"{a}/({inner})"),
            (
                Mistake("inner-factor-forgotten", "the slope of ln has the inner factor", f"{a}*ln|{inner}|"),
                Mistake("power-rule", "the power rule stops at the exponent -1", times(-a, f"1/({inner})^2")),
            ),
        )
    grown = f"{k}^({b + 1}*x)"
    return Draft(
        Antiderivative(times(a, grown)),
        (
            Mistake("logarithm-multiplied", "ln of the base divides", times(Fraction(a, b + 1), f"ln({k})", grown)),
            Mistake("inner-factor-forgotten", "the inner factor divides, too", f"{a}*{grown}/ln({k})"),
        ),
    )


def _inverse_functions(random: Random, level: int) -> Draft:
    a, k, m = random.randint(2, 9), random.randint(2, 9), random.randint(2, 5)
    if level == 1:
        return Draft(
            Antiderivative(f"{a}/(x^2 + {k * k})"),
            (
                Mistake("factor-forgotten", "the slope of atan(x/k) is k/(x^2 + k^2)", f"{a}*atan(x/{k})"),
                Mistake("logarithm", "the slope of that logarithm has a factor 2*x", f"{a}*ln(x^2 + {k * k})"),
            ),
        )
    if level == 2:
        return Draft(
            Antiderivative(f"{a}/sqrt({k * k} - x^2)"),
            (
                Mistake(
                    "factor-too-many",
                    "only atan needs a factor",
                    times(Fraction(a, k), f"asin(x/{k})"),
                ),
                Mistake("power-rule", "the inner function is no line", f"{2 * a}*sqrt({k * k} - x^2)"),
            ),
        )
    return Draft(
        Antiderivative(f"{a}/({m * m}*x^2 + {k * k})"),
        (
            Mistake("inner-factor-forgotten", "the factor of x divides", times(Fraction(a, k), f"atan({m}*x/{k})")),
            Mistake("factor-forgotten", "what was taken out divides", times(Fraction(a, m), f"atan({m}*x/{k})")),
        ),
    )


FAMILIES = (
    Family("power-rule-for-integrals", "Power rule for integrals", "integrals/power-rule-for-integrals/", _power_rule),
    Family("integrals-of-exponentials", "Integrals with e^x and ln x", "integrals/table-of-integrals/", _exponentials),
    Family("inverse-functions", "Integrals with atan and asin", "integrals/table-of-integrals/", _inverse_functions),
)
