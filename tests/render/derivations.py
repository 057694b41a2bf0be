"""Derivations that the renderers are tried on."""

from functools import cache

import sympy as sp

from calcref.core.engine import derive
from calcref.core.expr import apply, mul, power, raw
from calcref.core.functions import sigmoid
from calcref.core.questions import Antideriv, Diff
from calcref.core.records import Derivation, Rewriting, Rule, Statement, Step
from calcref.core.simplify import simplified
from calcref.derivatives import RULES
from calcref.verbs.differentiate import differentiate

x, w = sp.symbols("x w", real=True)


def derivative(expr):
    return derive(raw(Diff, expr, x), RULES)


def rule(name, rewrite=lambda question, ask: iter(())):
    return Rule(id=name, name=name.capitalize(), statement=Statement(x, x), rewrite=rewrite, page=f"{name}/")


def product():
    return differentiate("x^2 sin(x)")


def loss():
    return differentiate("-ln(sigmoid(w x))", "w")


def solved():
    """A question that comes back: I = x - 3 I."""

    def loop(question, ask):
        if question.expr == sp.sin(x):
            yield Rewriting(x - 3 * Antideriv(sp.sin(x), x))

    return derive(Antideriv(sp.sin(x), x), (rule("loop", loop),))


def halved():
    """The solved question as a part: ∫ 2 sin x = 2 ∫ sin x."""

    def halve(question, ask):
        if question.expr == 2 * sp.sin(x):
            yield Rewriting(2 * Antideriv(sp.sin(x), x))
        elif question.expr == sp.sin(x):
            yield Rewriting(x - 3 * Antideriv(sp.sin(x), x))

    return derive(Antideriv(2 * sp.sin(x), x), (rule("halve", halve),))


def wrong():
    """A derivation whose one step is not true."""
    return Derivation(Step(rule("wrong"), Diff(x**2, x), 3 * x), (), 3 * x)


@cache
def chain(links):
    expr = x
    for k in range(links):
        expr = apply((sp.sin, sp.exp, sp.tanh)[k % 3], expr)
    return derivative(expr)


@cache
def sum_of(terms):
    return derivative(raw(sp.Add, *(mul(sp.Integer(k), power(x, sp.Integer(k))) for k in range(2, terms + 2))))


@cache
def factors(number):
    return derivative(raw(sp.Mul, *(raw(sp.Add, x, sp.Integer(k)) for k in range(number))))


SMALL = {
    "product": product,
    "loss": loss,
    "quotient": lambda: differentiate("x/(x^2+1)"),
    "sum": lambda: differentiate("3x^3 - 2x + 7"),
    "second derivative": lambda: differentiate("x^3", order=2),
    "at a point": lambda: differentiate("x^2 sin(x)", at=2),
    "from the definition": lambda: differentiate("|x|^2", at=0),
    "general power": lambda: differentiate("x^x"),
    "five factors": lambda: differentiate("x sin(x) cos(x) e^x ln(x)"),
    "constant": lambda: differentiate("7", "x"),
    "shared": lambda: simplified(derivative(raw(sp.Add, apply(sigmoid, 2 * x), sp.sin(x) * apply(sigmoid, 2 * x)))),
    "solved": solved,
    "halved": halved,
}
LARGE = {"chain": lambda: chain(500), "sum": lambda: sum_of(1_000), "product": lambda: factors(200)}
