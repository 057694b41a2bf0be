"""Exercises on the slopes of elementary functions."""

from __future__ import annotations

from random import Random

from calcref.exercises.asks import Derivative
from calcref.exercises.pieces import line, nonzero, number, plus, power, times
from calcref.exercises.records import Draft, Family, Mistake

INNER = "the slope of the inner function is missing as a factor"


def _exponentials(random: Random, level: int) -> Draft:
    a, k, base = random.randint(2, 9), random.randint(2, 6), random.randint(2, 9)
    as_power = "the letter stands in the exponent, so this is no power of x"
    if level == 1:
        k = random.choice((-1, 1)) * k
        function = times(a, f"e^({times(k, 'x')})")
        return Draft(
            Derivative(function),
            (
                Mistake("inner-factor-forgotten", INNER, function),
                Mistake("power-rule", as_power, times(a * k, "x", f"e^({line(k, -1)})")),
            ),
        )
    exponent, slope = ("x", "1") if level == 2 else (plus(power("x", 2), times(k, "x")), plus("2*x", number(k)))
    grown = f"{base}^({exponent})" if level == 3 else f"{base}^x"
    return Draft(
        Derivative(times(a, grown)),
        (
            Mistake(
                "logarithm-forgotten",
                "only for the base e is the slope the function itself: ln of the base is a factor",
                times(a, slope, grown),
            ),
            Mistake("power-rule", as_power, times(a, exponent, slope, f"{base}^({exponent} - 1)")),
        ),
    )


def _logarithms(random: Random, level: int) -> Draft:
    a, k, b, base = random.randint(2, 9), random.randint(2, 9), random.randint(1, 9), random.choice((2, 3, 10))
    if level == 1:
        return Draft(
            Derivative(times(a, f"ln({k}*x)")),
            (
                Mistake("inner-factor-forgotten", INNER, f"{a}/({k}*x)"),
                Mistake("inner-factor-alone", "the slope of ln u is 1/u, times the slope of u", f"{a * k}/x"),
            ),
        )
    inner, slope = (plus(power("x", 2), number(b)), "2*x") if level == 2 else (line(k, b), number(k))
    if level == 2:
        return Draft(
            Derivative(times(a, f"ln({inner})")),
            (
                Mistake("inner-factor-forgotten", INNER, f"{a}/({inner})"),
                Mistake("reciprocal-of-slope", "the slope of u stands above, and u below", f"{a}/({slope})"),
            ),
        )
    return Draft(
        Derivative(f"log_{base}({inner})"),
        (
            Mistake("base-forgotten", "only for the base e is the factor 1: ln of the base divides", f"{k}/({inner})"),
            Mistake("inner-factor-forgotten", INNER, f"1/(({inner})*ln({base}))"),
        ),
    )


def _trigonometric(random: Random, level: int) -> Draft:
    a, b, k, n = random.randint(2, 9), nonzero(random, 9), random.randint(2, 7), random.randint(2, 6)
    if level == 1:
        return Draft(
            Derivative(plus(times(a, "sin(x)"), times(b, "cos(x)"))),
            (
                Mistake("sign-of-cosine", "the slope of cos x is -sin x", plus(times(a, "cos(x)"), times(b, "sin(x)"))),
                Mistake(
                    "sign-of-sine",
                    "the slope of sin x is cos x, with a plus",
                    plus(times(-a, "cos(x)"), times(-b, "sin(x)")),
                ),
            ),
        )
    if level == 2:
        inner = f"{k}*x"
        function, slope = random.choice(
            (
                (f"sin({inner})", f"cos({inner})"),
                (f"cos({inner})", f"-sin({inner})"),
                (f"tan({inner})", f"1/cos({inner})^2"),
            )
        )
        return Draft(
            Derivative(times(a, function)),
            (
                Mistake("inner-factor-forgotten", INNER, times(a, slope)),
                Mistake("sign", "the sign is the other one", times(-a * k, slope)),
            ),
        )
    name, other, sign = random.choice((("sin", "cos", 1), ("cos", "sin", -1)))
    return Draft(
        Derivative(times(a, f"{name}(x)^{n}")),
        (
            Mistake("inner-factor-forgotten", INNER, times(a * n, power(f"{name}(x)", n - 1))),
            Mistake(
                "power-of-the-slope",
                "the power is the outer function: it is read at the inner one, not at its slope",
                times(sign * a * n, power(f"{other}(x)", n - 1)),
            ),
        ),
    )


def _inverse_trigonometric(random: Random, level: int) -> Draft:
    a, k, n = random.randint(2, 9), random.randint(2, 7), random.randint(2, 5)
    if level == 1:
        return Draft(
            Derivative(times(a, f"atan({k}*x)")),
            (
                Mistake("inner-factor-forgotten", INNER, f"{a}/(1 + {k * k}*x^2)"),
                Mistake("inner-not-squared", "the whole inner function is squared", f"{a * k}/(1 + {k}*x^2)"),
                Mistake(
                    "cotangent", "atan is the inverse function, not the reciprocal", times(-a * k, f"1/sin({k}*x)^2")
                ),
            ),
        )
    if level == 2:
        name, sign = random.choice((("asin", 1), ("acos", -1)))
        return Draft(
            Derivative(times(a, f"{name}(x/{k})")),
            (
                Mistake("inner-factor-forgotten", INNER, times(sign * a, f"1/sqrt(1 - x^2/{k * k})")),
                Mistake("sign", "the sign is the other one", times(-sign * a, f"1/sqrt({k * k} - x^2)")),
            ),
        )
    return Draft(
        Derivative(times(a, f"atan(x^{n})")),
        (
            Mistake("inner-factor-forgotten", INNER, f"{a}/(1 + x^{2 * n})"),
            Mistake(
                "inner-not-squared",
                "the whole inner function is squared",
                times(a * n, power("x", n - 1), "1/(1 + x^2)"),
            ),
        ),
    )


def _hyperbolic(random: Random, level: int) -> Draft:
    a, b, k, n = random.randint(2, 9), -random.randint(1, 9), random.randint(2, 7), random.randint(2, 5)
    if level == 1:
        return Draft(
            Derivative(plus(times(a, "sinh(x)"), times(b, "cosh(x)"))),
            (
                Mistake(
                    "circular-sign",
                    "the slope of cosh x is sinh x: the minus belongs to cos x",
                    plus(times(a, "cosh(x)"), times(-b, "sinh(x)")),
                ),
                Mistake(
                    "unchanged", "sinh and cosh change into each other", plus(times(a, "sinh(x)"), times(b, "cosh(x)"))
                ),
            ),
        )
    if level == 2:
        return Draft(
            Derivative(times(a, f"tanh({k}*x)")),
            (
                Mistake("inner-factor-forgotten", INNER, f"{a}/cosh({k}*x)^2"),
                Mistake("circular-sign", "it is 1 - tanh², with a minus", times(a * k, f"1 + tanh({k}*x)^2")),
            ),
        )
    name, other = random.choice((("sinh", "cosh"), ("cosh", "sinh")))
    return Draft(
        Derivative(times(a, f"{name}(x)^{n}")),
        (
            Mistake("inner-factor-forgotten", INNER, times(a * n, power(f"{name}(x)", n - 1))),
            Mistake("circular-sign", "no minus belongs here", times(-a * n, power(f"{name}(x)", n - 1), f"{other}(x)")),
        ),
    )


PAGE = "derivatives/elementary-functions/"
FAMILIES = (
    Family("exponentials", "Exponential functions", PAGE, _exponentials),
    Family("logarithms", "Logarithms", PAGE, _logarithms),
    Family("trigonometric", "Sine, cosine, tangent", PAGE, _trigonometric),
    Family("inverse-trigonometric", "Inverse trigonometric functions", PAGE, _inverse_trigonometric),
    Family("hyperbolic", "Hyperbolic functions", PAGE, _hyperbolic),
)
