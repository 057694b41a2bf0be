"""Exercises on what slopes are used for: curves, tangents, curvature, approximation."""

from __future__ import annotations

from fractions import Fraction
from math import factorial
from random import Random

from calcref.exercises.asks import Derivative, ImplicitDerivative, Polynomial
from calcref.exercises.pieces import COSINE, SINE, line, nonzero, number, over, plus, power, times
from calcref.exercises.records import Draft, Family, Mistake


def _implicit(random: Random, level: int) -> Draft:
    a, b, k = random.randint(1, 7), random.randint(2, 8), random.randint(1, 4)
    c = a * random.randint(1, 5) + b * random.randint(1, 6)
    if level == 1:
        equation, in_x, in_y = f"{plus(times(a, 'x^2'), times(b, 'y^2'))} = {c}", times(2 * a, "x"), times(2 * b, "y")
    elif level == 2:
        equation = f"{plus(times(a, 'x^2'), times(k, 'x*y'), times(b, 'y^2'))} = {c}"
        in_x, in_y = plus(times(2 * a, "x"), times(k, "y")), plus(times(k, "x"), times(2 * b, "y"))
    else:
        n = random.choice((2, 3, 4))
        equation = f"{plus(times(a, power('x', n)), times(b, 'y^3'))} = {times(k, 'x*y')} + {c}"
        in_x = plus(times(a * n, power("x", n - 1)), times(-k, "y"))
        in_y = plus(times(3 * b, "y^2"), times(-k, "x"))
    return Draft(
        ImplicitDerivative(equation),
        (
            Mistake("sign", "what moves to the other side changes its sign", over(in_x, in_y)),
            Mistake(
                "upside-down", "the slope of y stands with what y changes: that divides", times(-1, over(in_y, in_x))
            ),
        ),
    )


def _logarithmic_differentiation(random: Random, level: int) -> Draft:
    a, b, k = random.randint(1, 5), random.randint(0, 6), random.randint(2, 5)
    base, exponent, slope = "x", line(a, b), number(a)
    if level == 2:
        piece = random.choice((SINE, COSINE))
        exponent, slope = times(a, piece.of(f"{k}*x")), times(a * k, piece.slope_at(f"{k}*x"))
    if level == 3:
        base, exponent, slope = plus("x^2", number(b + 1)), times(k, "x"), number(k)
    inner = "2*x" if level == 3 else "1"
    whole = f"({base})^({exponent})"
    return Draft(
        Derivative(power_of(base, exponent)),
        (
            Mistake(
                "power-rule",
                "the power rule wants an exponent that stays",
                times(1, exponent, inner, f"({base})^({exponent} - 1)"),
            ),
            Mistake(
                "exponential-rule",
                "the rule for exponentials wants a base that stays",
                times(1, slope, f"ln({base})", whole),
            ),
        ),
    )


def power_of(base: str, exponent: str) -> str:
    """A power of two formulas, with the parentheses that it needs.

    >>> power_of("x", "x"), power_of("x^2 + 1", "3*x")
    ('x^x', '(x^2 + 1)^(3*x)')
    """
    return f"{base if len(base) == 1 else f'({base})'}^{exponent if len(exponent) == 1 else f'({exponent})'}"


def _higher_derivatives(random: Random, level: int) -> Draft:
    a, k, n = random.randint(2, 9), random.randint(2, 7), random.randint(4, 8)
    if level == 1:
        return Draft(
            Derivative(times(a, power("x", n)), 2),
            (
                Mistake("first", "that is the first derivative", times(a * n, power("x", n - 1))),
                Mistake(
                    "factor-repeated", "the second factor is the lower exponent", times(a * n * n, power("x", n - 2))
                ),
            ),
        )
    if level == 2:
        piece = random.choice((SINE, COSINE))
        function = piece.of(f"{k}*x")
        return Draft(
            Derivative(times(a, function), 2),
            (
                Mistake("sign", "two differentiations turn the sign", times(a * k * k, function)),
                Mistake("factor-once", "each differentiation brings its own factor", times(-a * k, function)),
            ),
        )
    function = f"x*e^({k}*x)"
    return Draft(
        Derivative(times(a, function), random.choice((2, 3))),
        (
            Mistake("first", "that is the first derivative", times(a, f"e^({k}*x)", f"1 + {k}*x")),
            Mistake("one-factor", "both factors change, so the product rule is needed", times(a * k * k, function)),
        ),
    )


def _tangent_line(random: Random, level: int) -> Draft | None:
    at, a, b, n = nonzero(random, 4), nonzero(random, 6), nonzero(random, 9), random.choice((3, 4))
    if level == 1:
        function, slope = plus("x^2", times(a, "x"), number(b)), plus("2*x", number(a))
        height, steep = Fraction(at * at + a * at + b), Fraction(2 * at + a)
    elif level == 2:
        function, slope = times(a, power("x", n)), times(a * n, power("x", n - 1))
        height, steep = Fraction(a * at**n), Fraction(a * n * at ** (n - 1))
    else:
        function, slope = f"{abs(b)}/({line(1, abs(a))})", f"-{abs(b)}/({line(1, abs(a))})^2"
        at = abs(at)
        height, steep = Fraction(abs(b), at + abs(a)), -Fraction(abs(b), (at + abs(a)) ** 2)
    if not steep:
        return None
    return Draft(
        Polynomial(function, str(at), 1),
        (
            Mistake(
                "slope-not-read",
                "the slope is a number: the derivative is read at the point",
                plus(number(height), times(1, slope, line(1, -at))),
            ),
            Mistake("not-shifted", "the line goes through the point, so x - a is what counts", line(steep, height)),
        ),
    )


SERIES = {  # the coefficients of powers of x, and what becomes of them without factorials
    "e^(@)": (Fraction(1), Fraction(1), Fraction(1, 2), Fraction(1, 6)),
    "sin(@)": (Fraction(0), Fraction(1), Fraction(0), Fraction(-1, 6)),
    "cos(@)": (Fraction(1), Fraction(0), Fraction(-1, 2), Fraction(0)),
    "ln(1 + @)": (Fraction(0), Fraction(1), Fraction(-1, 2), Fraction(1, 3)),
    "1/(1 - @)": (Fraction(1), Fraction(1), Fraction(1), Fraction(1)),
    "sqrt(1 + @)": (Fraction(1), Fraction(1, 2), Fraction(-1, 8), Fraction(1, 16)),
}


def _polynomial(coefficients: list[Fraction]) -> str:
    return plus(*(times(it, power("x", k)) for k, it in enumerate(coefficients)))


def _taylor(random: Random, level: int) -> Draft:
    names = (("e^(@)",), ("sin(@)", "cos(@)", "ln(1 + @)"), ("1/(1 - @)", "sqrt(1 + @)"))[level - 1]
    name, a, k, order = random.choice(names), random.randint(1, 9), random.randint(2, 7), 3
    if level == 1:
        order = random.choice((2, 3))
    inner, about = f"{k}*x", "0"
    values = [a * it * k**power_ for power_, it in enumerate(SERIES[name])][: order + 1]
    bare = [a * it for it in SERIES[name]][: order + 1]
    unread = [value * factorial(power_) for power_, value in enumerate(values)]
    return Draft(
        Polynomial(times(a, name.replace("@", inner)), about, order),
        (
            Mistake("factorials-forgotten", "the k-th derivative is divided by k!", _polynomial(unread)),
            Mistake("inner-factor-forgotten", "each differentiation brings the inner factor", _polynomial(bare)),
        ),
    )


FAMILIES = (
    Family(
        "implicit-differentiation",
        "Implicit differentiation",
        "derivatives/implicit-and-logarithmic-differentiation/",
        _implicit,
    ),
    Family(
        "logarithmic-differentiation",
        "Logarithmic differentiation",
        "derivatives/implicit-and-logarithmic-differentiation/",
        _logarithmic_differentiation,
    ),
    Family("higher-derivatives", "Higher derivatives", "derivatives/higher-derivatives/", _higher_derivatives),
    Family("tangent-line", "Tangent line", "derivatives/what-a-derivative-is/", _tangent_line),
    Family("taylor-polynomials", "Taylor polynomials", "derivatives/taylor/", _taylor),
)
