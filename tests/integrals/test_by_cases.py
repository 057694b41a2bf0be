"""Integrals with one form for each sign: every case against quadrature, at letters of every sign pattern."""

from itertools import product

import mpmath as mp
import pytest
import sympy as sp

from calcref.core.letters import a, b, c, x
from calcref.core.questions import Antideriv
from calcref.integrals import by_cases, quotient
from calcref.integrals.by_cases import root, sign, tidy, wave
from calcref.verbs.integrate import integrate

VALUES = (-2, sp.Rational(-1, 2), 0, 1, 2)
INTEGRANDS = [row.of(x, a, b, c) for row in by_cases.ROWS]


@pytest.mark.parametrize("integrand", INTEGRANDS, ids=str)
def test_every_case_gains_the_area(integrand):
    answer = integrate(integrand, x).answer
    compared = 0
    for values in product(VALUES, repeat=3):
        there = dict(zip((a, b, c), values, strict=True))
        if integrand.xreplace(there).has(sp.zoo):
            continue
        inside = sp.lambdify(x, integrand.xreplace(there), "mpmath")
        for low, high in ((-1.9, -1.6), (0.3, 0.4), (2.7, 3.4)):
            try:
                marks = [complex(inside(low + k * (high - low) / 8)) for k in range(9)]
            except ZeroDivisionError:
                continue
            if any(abs(mark.imag) > 1e-12 or abs(mark) > 20 for mark in marks) or _changes_sign(marks):
                continue
            plain = answer.xreplace(there).doit()
            gain = sp.N(plain.subs(x, high) - plain.subs(x, low))
            assert float(sp.re(gain)) == pytest.approx(float(mp.re(mp.quad(inside, [low, high]))), rel=1e-8), there
            assert abs(sp.im(gain)) < 1e-12
            compared += 1
    assert compared > 50


def _changes_sign(marks):
    return min(mark.real for mark in marks) < 0 < max(mark.real for mark in marks)


@pytest.mark.parametrize(
    ("integrand", "answer"),
    [
        (1 / (x**2 - 1), sp.log(sp.Abs(x - 1)) / 2 - sp.log(sp.Abs(x + 1)) / 2),
        (1 / (x**2 + 2 * x + 1), -1 / (x + 1)),
        (1 / (x**2 + x + 1), 2 * sp.atan((2 * x + 1) / sp.sqrt(3)) / sp.sqrt(3)),
        (1 / sp.sqrt(x**2 - 3 * x + 2), sp.log(sp.Abs(x - sp.Rational(3, 2) + sp.sqrt(x**2 - 3 * x + 2)))),
    ],
    ids=str,
)
def test_numbers_have_one_case(integrand, answer):
    found = integrate(integrand, x)
    assert sp.simplify(found.answer - answer) == 0
    assert "integral-by-sympy" not in {step.rule.id for step in found.steps}


def test_a_letter_of_which_something_is_known_picks_the_case():
    positive = sp.Symbol("a", positive=True)
    assert not integrate(1 / (positive + x**2), x).answer.has(sp.Piecewise)
    assert integrate(1 / (a + x**2), x).answer.has(sp.Piecewise)


def test_the_sign_of_a_square_and_of_a_product():
    assert sign(4 * a**2, sp.Gt) == sp.Ne(a, 0)
    assert sign(4 * a**2, sp.Lt) == sp.false
    assert sign(-3 * a * b, sp.Gt) == (a * b < 0)
    assert sign(a**2 - 4, sp.Gt) == (a**2 - 4 > 0)
    assert sign(sp.S.Zero, sp.Gt) == sp.false
    assert (root(9 * a**2), tidy(a * b + a)) == (3 * a, a * b + a)


def test_what_is_no_wave_stands_aside():
    assert wave(2 + sp.cos(x) * x, x) is None
    assert wave(2 + sp.cos(2 * x), x) is None
    question = Antideriv(sp.cos(x) * (2 + sp.cos(x)), x)
    assert list(quotient.RULE.rewrite(question, None)) == []


def test_a_quotient_of_waves():
    found = integrate("(1 + 2 cos(x) + 3 sin(x))/(5 + cos(x) + 2 sin(x))")
    assert "quotient-of-waves" in {step.rule.id for step in found.steps}
    assert "integral-by-sympy" not in {step.rule.id for step in found.steps}
