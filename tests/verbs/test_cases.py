"""Formulas that SymPy has heads for and text has none: cases, sinc, the arctangent of two arguments."""

import pytest
import sympy as sp

from calcref.core.errors import CalcrefError, OutsideDomain, Undecided
from calcref.render import latex, text
from calcref.verbs.differentiate import differentiate

x, y = sp.symbols("x y", real=True)
TENT = sp.Piecewise((2 * x, x <= sp.Rational(1, 2)), (2 - 2 * x, True))
MET = sp.Piecewise((x**2, x <= 0), (x**3, True))
JUMP = sp.Piecewise((x, x < 0), (x + 1, True))
WAVE = sp.Piecewise((sp.sin(x), (x > -1) & (x < 1)), (x, True))


@pytest.mark.parametrize(
    ("expr", "at", "order", "value"),
    [
        (TENT, sp.Rational(1, 4), 1, 2),
        (TENT, 2, 1, -2),
        (MET, 0, 1, 0),
        (MET, -1, 2, 2),
        (WAVE, 0, 1, 1),
        (WAVE, 3, 2, 0),
        (sp.sinc(x), 0, 1, 0),
        (sp.sinc(x), 0, 2, -sp.Rational(1, 3)),
        (sp.sinc(2 * x), 0, 2, -sp.Rational(4, 3)),
        (sp.atan2(x, 1), 0, 1, 1),
        (sp.atan2(3, x), 0, 1, -sp.Rational(1, 3)),
        (sp.atan2(sp.sin(x), sp.cos(x)), 2, 1, 1),
    ],
    ids=str,
)
def test_values(expr, at, order, value):
    derivation = differentiate(expr, x, order=order, at=at)
    assert derivation.answer == value
    assert derivation.check().verdict in ("proved", "agrees")


@pytest.mark.parametrize(
    ("expr", "at", "order", "says"),
    [
        (TENT, sp.Rational(1, 2), 1, "2 from the left and -2 from the right"),
        (MET, 0, 2, "2 from the left and 0 from the right"),
        (JUMP, 0, 1, "it jumps there"),
        (sp.atan2(x, -1), 0, 1, "it jumps there, from -pi on the left to pi on the right"),
    ],
    ids=str,
)
def test_no_slope_at_a_border(expr, at, order, says):
    with pytest.raises(OutsideDomain, match=says):
        differentiate(expr, x, order=order, at=at)


def test_a_border_with_a_letter_is_not_guessed():
    with pytest.raises(Undecided, match="the step Case by case needs"):
        differentiate(sp.Piecewise((x, x < y), (2 * x, True)), x, at=0)
    assert differentiate(sp.Piecewise((x**2, x < y), (2 * x * y - y**2, True)), x, at=y).answer == 2 * y


@pytest.mark.parametrize("expr", [TENT, MET, WAVE, sp.sinc(3 * x), sp.atan2(y, sp.Abs(x)), x * TENT**2], ids=str)
def test_formulas_with_cases_have_checked_slopes_and_every_rendering(expr):
    derivation = differentiate(expr, x)
    assert derivation.check().verdict in ("proved", "agrees")
    for shown in (derivation.to_text(), derivation.to_latex(), derivation.to_markdown(), derivation.to_html()):
        assert "Piecewise" not in shown
        assert "ExprCondPair" not in shown
    assert derivation.to_json()
    assert derivation.to_notebook()


def test_a_wrong_case_is_refuted():
    from dataclasses import replace

    derivation = differentiate(TENT, x)
    wrong = sp.Piecewise((2, x <= sp.Rational(1, 2)), (2, True), evaluate=False)
    assert replace(derivation, answer=wrong).check().verdict == "refuted"


def test_cases_are_written_in_words():
    assert text(WAVE) == "{sin(x) if x > -1 and x < 1; x otherwise}"
    assert latex(TENT).startswith(r"\begin{cases}2 x & \text{if } x \leq \frac{1}{2} \\{}")


@pytest.mark.parametrize("expr", [sp.zeta(x), sp.gamma(sp.zeta(x)), sp.I * x, sp.Sum(x, (y, 1, x))], ids=str)
def test_no_message_shows_what_is_inside_of_calcref(expr):
    with pytest.raises(CalcrefError) as raised:
        differentiate(expr, x, order=2)
    assert not any(
        name in str(raised.value) for name in ("Diff(", "Integral(", "Antideriv(", "Piecewise", "ImaginaryUnit")
    )
