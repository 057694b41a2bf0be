"""The kinds of question that an exercise asks."""

from calcref.exercises.asks.areas import Antiderivative, Integral
from calcref.exercises.asks.ask import Ask, tex
from calcref.exercises.asks.limits import Limit
from calcref.exercises.asks.slopes import Derivative, DescentStep, ImplicitDerivative, Polynomial

__all__ = [
    "Antiderivative",
    "Ask",
    "Derivative",
    "DescentStep",
    "ImplicitDerivative",
    "Integral",
    "Limit",
    "Polynomial",
    "tex",
]
