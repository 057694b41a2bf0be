"""Exercises from machine learning: activations, losses, and a step down."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from calcref.exercises.asks import Derivative, DescentStep
from calcref.exercises.pieces import line, nonzero, number, plus, times
from calcref.exercises.records import Draft, Family, Mistake

INNER = "the slope of the inner function is missing as a factor"


def _sigmoid(random: Random, level: int) -> Draft:
    a, k, b = random.randint(1, 6), random.randint(2, 7), nonzero(random, 5)
    inner = line(k, b)
    gate = f"sigmoid({inner})"
    if level == 1:
        return Draft(
            Derivative(times(a, gate)),
            (
                Mistake("inner-factor-forgotten", INNER, times(a, gate, f"1 - {gate}")),
                Mistake("like-an-exponential", "the slope of σ is σ (1 - σ)", times(a * k, gate)),
            ),
        )
    if level == 2:
        return Draft(
            Derivative(times(a, f"x*sigmoid({k}*x)")),
            (
                Mistake("one-term", "both factors change, so there are two terms", times(a, f"sigmoid({k}*x)")),
                Mistake(
                    "inner-factor-forgotten",
                    INNER,
                    plus(times(a, f"sigmoid({k}*x)"), times(a, f"x*sigmoid({k}*x)*(1 - sigmoid({k}*x))")),
                ),
            ),
        )
    return Draft(
        Derivative(times(-a, f"ln({gate})")),
        (
            Mistake("inner-factor-forgotten", INNER, times(-a, f"1 - {gate}")),
            Mistake("outer-alone", "the slope of ln u is 1/u, times the slope of u", f"-{a}/{gate}"),
        ),
    )


def _softplus(random: Random, level: int) -> Draft:
    a, k, b = random.randint(1, 6), random.randint(2, 7), nonzero(random, 5)
    inner = line(k, b)
    if level == 1:
        return Draft(
            Derivative(times(a, f"softplus({inner})")),
            (
                Mistake("inner-factor-forgotten", INNER, times(a, f"sigmoid({inner})")),
                Mistake("unchanged", "the slope of softplus is the sigmoid", times(a * k, f"softplus({inner})")),
            ),
        )
    if level == 2:
        return Draft(
            Derivative(times(a, f"x*softplus({k}*x)")),
            (
                Mistake("one-term", "both factors change, so there are two terms", times(a, f"softplus({k}*x)")),
                Mistake(
                    "product-of-slopes",
                    "the slope of a product is not the product of the slopes",
                    times(a * k, f"sigmoid({k}*x)"),
                ),
            ),
        )
    return Draft(
        Derivative(times(a, f"softplus({k}*x^2 + {abs(b)})")),
        (
            Mistake("inner-factor-forgotten", INNER, times(a, f"sigmoid({k}*x^2 + {abs(b)})")),
            Mistake(
                "slope-put-inside", "the outer slope is read at the inner function", times(a, f"sigmoid({2 * k}*x)")
            ),
        ),
    )


def _losses(random: Random, level: int) -> Draft:
    a, b, k = random.randint(2, 9), nonzero(random, 9), random.randint(2, 6)
    score = line(a, b, "w")
    if level == 1:
        return Draft(
            Derivative(f"({score})^2", letter="w"),
            (
                Mistake("inner-factor-forgotten", INNER, times(2, score)),
                Mistake("two-forgotten", "the square brings a 2", times(a, score)),
            ),
        )
    if level == 2:
        inner = line(-a, b, "w")
        return Draft(
            Derivative(f"ln(1 + e^({inner}))", letter="w"),
            (
                Mistake("sign", "the exponent has a minus, and so has its slope", times(a, f"sigmoid({inner})")),
                Mistake("inner-factor-forgotten", INNER, f"-sigmoid({inner})"),
                Mistake(
                    "argument", "the sigmoid is that of the same argument", times(-a, f"sigmoid({line(a, -b, 'w')})")
                ),
            ),
        )
    function = f"softplus({score}) - ({score}) + {k}*w^2"
    return Draft(
        Derivative(function, letter="w"),
        (
            Mistake("penalty-forgotten", "the penalty has a slope, too", times(a, f"sigmoid({score}) - 1")),
            Mistake("inner-factor-forgotten", INNER, plus(f"sigmoid({score})", "-1", times(2 * k, "w"))),
        ),
    )


def _descent_step(random: Random, level: int) -> Draft | None:
    a, b, start = random.randint(1, 5), nonzero(random, 6), nonzero(random, 4)
    rate = Fraction(1, random.choice((10, 20, 5, 8)))
    if level == 1:
        function, slope = plus(times(a, "w^2"), times(b, "w")), Fraction(2 * a * start + b)
    elif level == 2:
        a += 1
        function, slope = f"({line(a, b, 'w')})^2", Fraction(2 * a * (a * start + b))
    else:
        start = random.choice((-2, -1, 1, 2))
        function, slope = plus(times(a, "w^4"), times(b, "w")), Fraction(4 * a * start**3 + b)
    if 0 in (slope, start - slope, start - rate * slope):
        return None
    return Draft(
        DescentStep(function, str(start), str(rate)),
        (
            Mistake("uphill", "the step goes against the slope", number(start + rate * slope)),
            Mistake("rate-forgotten", "the slope is multiplied by the learning rate", number(start - slope)),
            Mistake("step-alone", "that is the step, and its end is asked for", number(-rate * slope)),
        ),
    )


FAMILIES = (
    Family("sigmoid", "Sigmoid", "derivatives/elementary-functions/", _sigmoid),
    Family("softplus", "Softplus", "derivatives/elementary-functions/", _softplus),
    Family("losses", "Slopes of losses", "losses/loss-functions/", _losses),
    Family("descent-step", "A step of gradient descent", "optimization/gradient-descent/", _descent_step),
)
