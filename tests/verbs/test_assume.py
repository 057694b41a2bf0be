"""What is said of letters: as an argument, after "where", on the command line; and what cannot be."""

import pytest
import sympy as sp

from calcref import CalcrefError, Derivation, NoRuleApplies, integrate
from calcref.cli import main
from calcref.core.records import Step
from calcref.verbs.assume import PUT_BACK, assumed, parted


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (("e^(-a x)", "x", 0, "oo"), "1/a"),
        (("sqrt(a^2 - x^2)", "x", 0, "a"), "pi*a**2/4"),
        (("e^(-a x^2)", "x", "-oo", "oo"), "sqrt(pi)/sqrt(a)"),
    ],
    ids=str,
)
def test_a_sign_that_is_known_leaves_one_case(asked, answer):
    formula, *rest = asked
    for found in (integrate(f"{formula} where a > 0", *rest), integrate(*asked, assume="a > 0")):
        assert not found.answer.has(sp.Piecewise)
        assert sp.simplify(found.answer - sp.sympify(answer, {"a": sp.Symbol("a", positive=True)})) == 0
    assert integrate(*asked).answer.has(sp.Piecewise)


def test_two_signs_pick_the_logarithm():
    found = integrate("1/(a + b x^2) where a > 0 and b < 0", "x").answer
    assert found.has(sp.log)
    assert not found.has(sp.Piecewise, sp.atan)


def test_what_is_read():
    known = assumed("a > 0; 0 >= b, c ≠ 0 and a >= 0")
    assert [(it.name, it.is_positive, it.is_nonpositive, it.is_zero) for it in known.values()] == [
        ("a", True, False, False),
        ("b", False, True, None),
        ("c", None, None, False),
    ]
    assert parted("x, where a>0") == ("x", "a>0")
    assert parted("x^2") == ("x^2", "")
    assert assumed("") == {}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("a", "compares a letter with a number"),
        ("a > b", "compares a letter with a number"),
        ("a != 1", "compares a letter with a number"),
        ("0 < a < 1 < 2", "compares a letter with a number"),
        ("0 < a <", "compares a letter with a number"),
        ("a > 1, a > 2", "a bound other than 0"),
        ("a > 1, a integer", "a bound other than 0"),
        ("0 <= a < 1", "said to lie inside"),
        ("a > 2, a < 1", "no number fulfills"),
        ("a integer", "0 is whole"),
        ("a + 1 > 0", "a variable is one letter"),
        ("a > 0, a < 0", "no number fulfills"),
        ("b > 0", "does not occur"),
        ("x > 0", "is the variable"),
    ],
)
def test_what_cannot_be_said(said, why):
    with pytest.raises(CalcrefError, match=why):
        integrate("e^(-a x)", "x", assume=said)


def test_on_the_command_line(capsys):
    asked = ["integrate", "e^(-a x)", "--variable", "x", "--from", "0", "--to", "oo"]
    assert main([*asked, "--assume", "a > 0"]) == 0
    assert "= 1/a" in capsys.readouterr().out
    assert main(["integrate", "e^(-a x) where a > 0", *asked[2:]]) == 0
    assert "= 1/a" in capsys.readouterr().out
    assert main([*asked, "--assume", "a"]) == 2


@pytest.mark.parametrize(
    ("asked", "said", "answer"),
    [
        (("x^(-a)", "x", 1, "oo"), "a > 1", "1/(a - 1)"),
        (("x^(-a)", "x", 0, 1), "1 > a", "1/(1 - a)"),
        (("1/(a + cos(x))", "x", 0, "2pi"), "a > 1", "2*pi/sqrt(a**2 - 1)"),
        (("x^n", "x", 0, 1), "n >= 1", "1/(n + 1)"),
        (("x^(-a)", "x", 0, 1), "0 < a < 1", "1/(1 - a)"),
        (("1/(a + cos(x))", "x", 0, "pi"), "a > 1", "pi/sqrt(a**2 - 1)"),
        (("1/(1 + a*cos(x))", "x", 0, "2pi"), "0 < a < 1", "2*pi/sqrt(1 - a**2)"),
        (("1/(1 - 2a cos(x) + a^2)", "x", 0, "2pi"), "0 < a < 1", "2*pi/(1 - a**2)"),
        (("1/(1 + a^2 + a*sin(x))", "x", 0, "2pi"), "0 < a < 1", "2*pi/sqrt(1 + a**2 + a**4)"),
        (("sin(n x)^2", "x", 0, "pi"), "n integer, n > 0", "pi/2"),
        (("cos(n x)", "x", 0, "pi"), "n is an integer and n != 0", "0"),
    ],
)
def test_another_bound_and_whole_numbers(asked, said, answer):
    found = integrate(*asked, assume=said)
    plain = found.answer.xreplace({it: sp.Symbol(it.name) for it in found.answer.free_symbols})
    assert {it.name for it in plain.free_symbols} <= {"a", "n"}
    at = {"a": 0.3 if said in ("1 > a", "0 < a < 1") else 1.7, "n": 2}
    assert abs(sp.N((plain - sp.sympify(answer)).subs(at))) < 1e-12
    assert found.check().verdict in ("proved", "agrees")


def test_a_refusal_says_what_a_letter_for_a_distance_stands_for():
    with pytest.raises(NoRuleApplies, match=r"of p; .*; here p = \(1 - a\)/a$"):
        integrate("ln(1 + a cos(x))", "x", 0, "pi", assume="0 < a < 1")


def test_a_letter_that_was_put_in_is_put_back_in_a_step():
    found = integrate("x^(-a)", "x", 1, "oo", assume="a > 1")
    assert found.step.rule is PUT_BACK
    assert Derivation.from_json(found.to_json()).to_text() == found.to_text()
    wrong = Derivation(Step(PUT_BACK, found.step.before, 2 * found.answer), found.parts, 2 * found.answer)
    assert wrong.check().verdict == "refuted"
