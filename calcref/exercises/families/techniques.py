"""Exercises on techniques of integration."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from calcref.exercises.asks import Antiderivative
from calcref.exercises.pieces import line, nonzero, over, plus, power, times
from calcref.exercises.records import Draft, Family, Mistake


def _substitution(random: Random, level: int) -> Draft:
    a, b, n, k = random.randint(2, 9), nonzero(random, 9), random.randint(2, 6), random.randint(2, 7)
    if level == 1:
        inner = f"({line(a, b)})"
        return Draft(
            Antiderivative(f"{inner}^{n}"),
            (
                Mistake("dx-dropped", "du is a multiple of dx: its factor divides", f"{inner}^{n + 1}/{n + 1}"),
                Mistake("multiplied", "the inner factor divides", times(Fraction(a, n + 1), f"{inner}^{n + 1}")),
            ),
        )
    if level == 2:
        name, whole, sign = random.choice((("e^(@)", "e^(@)", 1), ("cos(@)", "sin(@)", 1), ("sin(@)", "cos(@)", -1)))
        inner = times(a, power("x", 2))
        left = times(sign * k, whole.replace("@", inner))
        return Draft(
            Antiderivative(times(k, "x", name.replace("@", inner))),
            (
                Mistake("dx-dropped", "du is a multiple of x dx: its factor divides", left),
                Mistake(
                    "x-kept",
                    "x dx becomes du, so no x is left",
                    times(Fraction(sign * k, 2 * a), "x", whole.replace("@", inner)),
                ),
            ),
        )
    if random.choice((True, False)):
        return Draft(
            Antiderivative(f"{k}*ln(x)^{n}/x"),
            (
                Mistake("not-divided", "the new exponent divides", f"{k}*ln(x)^{n + 1}"),
                Mistake("factor-kept", "dx/x becomes du", f"{k}*ln(x)^{n + 1}/({n + 1}*x)"),
            ),
        )
    return Draft(
        Antiderivative(f"{k}*sin(x)^{n}*cos(x)"),
        (
            Mistake("not-divided", "the new exponent divides", f"{k}*sin(x)^{n + 1}"),
            Mistake("factor-kept", "cos(x) dx becomes du", times(Fraction(k, n + 1), f"sin(x)^{n + 1}*cos(x)")),
        ),
    )


def _by_parts(random: Random, level: int) -> Draft:
    a, k, n, b = random.randint(1, 5), random.randint(2, 7), random.randint(2, 8), nonzero(random, 9)
    if level == 2:
        new = power("x", n)
        return Draft(
            Antiderivative(times(a, power("x", n - 1), "ln(x)")),
            (
                Mistake(
                    "sign",
                    "the second integral is subtracted",
                    plus(times(Fraction(a, n), new, "ln(x)"), times(Fraction(a, n * n), new)),
                ),
                Mistake(
                    "logarithm-differentiated",
                    "ln x is differentiated in the second integral only",
                    times(Fraction(a, n), power("x", n - 1)),
                ),
            ),
        )
    name, whole, sign = random.choice((("e^(@)", "e^(@)", 1), ("cos(@)", "sin(@)", 1), ("sin(@)", "cos(@)", -1)))
    again = {"e^(@)": ("e^(@)", 1), "cos(@)": ("cos(@)", -1), "sin(@)": ("sin(@)", -1)}[name]
    factor, inner = line(a, b) if level == 3 else times(a, "x"), f"{k}*x"
    outer, last = times(Fraction(sign, k), whole.replace("@", inner)), again[0].replace("@", inner)
    square = plus(times(Fraction(a, 2), "x^2"), times(b, "x")) if level == 3 else times(Fraction(a, 2), "x^2")
    return Draft(
        Antiderivative(times(1, factor, name.replace("@", inner))),
        (
            Mistake(
                "product-of-antiderivatives",
                "an antiderivative of a product is not the product of antiderivatives",
                times(1, square, outer),
            ),
            Mistake(
                "sign",
                "the second integral is subtracted",
                plus(times(1, factor, outer), times(Fraction(again[1] * a, k * k), last)),
            ),
        ),
    )


def _partial_fractions(random: Random, level: int) -> Draft | None:
    a, b = random.sample([value for value in range(-6, 7) if value], 2)
    c, p, q = random.randint(1, 9), random.randint(1, 6), nonzero(random, 9)
    one, other = line(1, -a), line(1, -b)
    if level == 3:
        if p * a + q == 0:
            return None
        return Draft(
            Antiderivative(f"({line(p, q)})/({one})^2"),
            (
                Mistake(
                    "sign", "an antiderivative of u^(-2) is -1/u", plus(times(p, f"ln|{one}|"), f"{p * a + q}/({one})")
                ),
                Mistake("two-logarithms", "only the power -1 gives a logarithm", times(p + q, f"ln|{one}|")),
            ),
        )
    if level == 1:
        p, q = 0, c
    if 0 in (p * a + q, p * b + q):
        return None
    top, first, second = line(p, q), Fraction(p * a + q, a - b), Fraction(p * b + q, b - a)
    return Draft(
        Antiderivative(over(top, f"({one})*({other})")),
        (
            Mistake(
                "sign",
                "the second part has the sign of its own root",
                plus(times(first, f"ln|{one}|"), times(-second, f"ln|{other}|")),
            ),
            Mistake(
                "swapped",
                "each part has the factor of its own root",
                plus(times(second, f"ln|{one}|"), times(first, f"ln|{other}|")),
            ),
        ),
    )


def _trigonometric(random: Random, level: int) -> Draft:
    a, k = random.randint(1, 6), random.randint(2, 6)
    name, other, sign = random.choice((("sin", "cos", -1), ("cos", "sin", 1)))
    if level == 1:
        return Draft(
            Antiderivative(times(a, f"{name}({k}*x)^2")),
            (
                Mistake("power-rule", "the inner function is no line", times(Fraction(a, 3), f"{name}({k}*x)^3")),
                Mistake(
                    "sign",
                    "sin² has the minus, and cos² the plus",
                    plus(times(Fraction(a, 2), "x"), times(Fraction(-sign * a, 4 * k), f"sin({2 * k}*x)")),
                ),
            ),
        )
    if level == 2:
        return Draft(
            Antiderivative(times(a, f"{name}({k}*x)^3")),
            (
                Mistake("power-rule", "the inner function is no line", times(Fraction(a, 4), f"{name}({k}*x)^4")),
                Mistake(
                    "inner-factor-forgotten",
                    "du is a multiple of dx: its factor divides",
                    plus(times(sign * a, f"{other}({k}*x)"), times(Fraction(-sign * a, 3), f"{other}({k}*x)^3")),
                ),
            ),
        )
    p, q = random.sample(range(2, 9), 2)
    return Draft(
        Antiderivative(times(a, f"sin({p}*x)*cos({q}*x)")),
        (
            Mistake(
                "product-of-antiderivatives",
                "an antiderivative of a product is not the product of antiderivatives",
                times(Fraction(-a, p * q), f"cos({p}*x)*sin({q}*x)"),
            ),
            Mistake(
                "difference-as-sum",
                "the frequencies add in one part, and are subtracted in the other",
                times(Fraction(-a, p + q), f"cos({p + q}*x)"),
            ),
        ),
    )


FAMILIES = (
    Family("substitution", "Substitution", "integrals/substitution/", _substitution),
    Family("integration-by-parts", "Integration by parts", "integrals/integration-by-parts/", _by_parts),
    Family("partial-fractions", "Partial fractions", "integrals/partial-fractions/", _partial_fractions),
    Family("trigonometric-integrals", "Trigonometric integrals", "integrals/trigonometric-integrals/", _trigonometric),
)
