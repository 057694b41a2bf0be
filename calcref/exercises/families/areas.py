"""Exercises on definite and improper integrals."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from calcref.exercises.asks import Integral
from calcref.exercises.pieces import line, number, power, times
from calcref.exercises.records import Draft, Family, Mistake

LOWER = "the value at the lower end is subtracted"
SWAPPED = "the upper end comes first"


def _definite(random: Random, level: int) -> Draft:
    a, n, k = random.randint(1, 9), random.randint(2, 4), random.randint(2, 6)
    low, high = sorted(random.sample(range(1, 6), 2))
    if level == 1:
        top, bottom = Fraction(a * high ** (n + 1), n + 1), Fraction(a * low ** (n + 1), n + 1)
        return Draft(
            Integral(times(a, power("x", n)), str(low), str(high)),
            (
                Mistake("lower-end-forgotten", LOWER, number(top)),
                Mistake("ends-swapped", SWAPPED, number(bottom - top)),
                Mistake("not-integrated", "the ends go into the antiderivative", number(a * (high**n - low**n))),
            ),
        )
    if level == 2:
        return Draft(
            Integral(times(a, f"e^({k}*x)"), "0", str(high - low)),
            (
                Mistake("lower-end-forgotten", LOWER + ": e^0 is 1", times(Fraction(a, k), f"e^{k * (high - low)}")),
                Mistake("inner-factor-forgotten", "the inner factor divides", times(a, f"e^{k * (high - low)} - 1")),
            ),
        )
    if random.choice((True, False)):
        return Draft(
            Integral(times(a, f"sin({k}*x)"), "0", f"pi/{2 * k}"),
            (
                Mistake("sign", "an antiderivative of sin is -cos", number(Fraction(-a, k))),
                Mistake("inner-factor-forgotten", "the inner factor divides", number(a)),
            ),
        )
    inner = line(k, low)
    return Draft(
        Integral(f"{a}/({inner})", "0", str(high)),
        (
            Mistake("inner-factor-forgotten", "the factor divides", times(a, f"ln({k * high + low}) - ln({low})")),
            Mistake("bounds-kept", "the ends move to those of u", times(Fraction(a, k), f"ln({k * high + 2 * low})")),
        ),
    )


def _improper(random: Random, level: int) -> Draft:
    a, n, k, low = random.randint(1, 9), random.randint(2, 5), random.randint(2, 9), random.randint(1, 4)
    if level == 1:
        value = Fraction(a, (n - 1) * low ** (n - 1))
        return Draft(
            Integral(f"{a}/{power('x', n)}", str(low), "oo"),
            (
                Mistake("sign", "the value at the lower end is subtracted, and is negative itself", number(-value)),
                Mistake(
                    "differentiated",
                    "the exponent grows by 1",
                    number(Fraction(a * n, low ** (n + 1))),
                ),
            ),
        )
    if level == 2:
        return Draft(
            Integral(times(a, f"e^(-{k}*x)"), "0", "oo"),
            (
                Mistake("sign", "the value at 0 is subtracted, and is negative itself", number(Fraction(-a, k))),
                Mistake("multiplied", "the inner factor divides", number(a * k)),
            ),
        )
    return Draft(
        Integral(times(a, f"x*e^(-{k}*x)"), "0", "oo"),
        (
            Mistake("factor-once", "the inner factor divides twice", number(Fraction(a, k))),
            Mistake("sign", "an integral of what is positive is positive", number(Fraction(-a, k * k))),
        ),
    )


FAMILIES = (
    Family("definite-integrals", "Definite integrals", "integrals/fundamental-theorem/", _definite),
    Family("improper-integrals", "Improper integrals", "integrals/fundamental-theorem/", _improper),
)
