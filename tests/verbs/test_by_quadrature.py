"""Integrals without a closed form as numbers: right within their error, and refused where there is none."""

import mpmath as mp
import pytest

from calcref import CalcrefError, Derivation, Divergent, NoRuleApplies, integrate, parse
from calcref.cli import main
from calcref.core.records import Step
from calcref.verbs.by_quadrature import BY_QUADRATURE

NUMBERS = {
    ("sqrt(1 + x^3)", 0, 1): lambda x: mp.sqrt(1 + x**3),
    ("x^x", 0, 1): lambda x: x**x,
    ("sin(sin(x))", 0, 3): lambda x: mp.sin(mp.sin(x)),
    ("e^(-x^4) sqrt(1 + x^2)", 0, "oo"): lambda x: mp.exp(-(x**4)) * mp.sqrt(1 + x**2),
}


@pytest.mark.parametrize("asked", NUMBERS)
def test_the_number_is_right_within_its_error(asked):
    formula, lower, upper = asked
    found = integrate(formula, lower=lower, upper=upper, numeric=True)
    with mp.workdps(30):
        true = mp.quad(NUMBERS[asked], [lower, 1, mp.inf] if upper == "oo" else [lower, upper])
        off = abs(mp.mpf(str(found.answer.n(30))) - true)
        assert off <= mp.mpf(str(found.step.where["E"].doit().n(20)))
    assert found.step.rule is BY_QUADRATURE
    assert found.step.where["E"].doit() < 1e-11
    assert "a number and no formula" in found.to_text()
    assert found.check().verdict == "agrees"


def test_a_formula_is_given_where_there_is_one():
    assert integrate("x^2", lower=0, upper=1, numeric=True).answer == integrate("x^2", lower=0, upper=1).answer


def test_without_being_asked_for_there_is_no_number():
    with pytest.raises(NoRuleApplies):
        integrate("sqrt(1 + x^3)", lower=0, upper=1)


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        (("1/x^2", -1, 1), Divergent, "diverges"),
        (("x^x", 0, "oo"), Divergent, "infinite"),
        (("a x^x", 0, 1), CalcrefError, "holds a"),
        (("sqrt(1 + x^3)", None, None), CalcrefError, "between two bounds"),
    ],
)
def test_what_is_no_number_is_refused(asked, error, said):
    with pytest.raises(error, match=said):
        integrate(asked[0], "x", *asked[1:], numeric=True)


def test_a_wrong_number_is_refuted():
    found = integrate("x^x", lower=0, upper=1, numeric=True)
    wrong = found.answer + parse("1/10^6")
    assert Derivation(Step(BY_QUADRATURE, found.question, wrong), (), wrong).check().verdict == "refuted"


def test_it_is_written_and_read_back():
    found = integrate("x^x", lower=0, upper=1, numeric=True)
    assert Derivation.from_json(found.to_json()).to_text() == found.to_text()


def test_the_command_line_gives_it(capsys):
    assert main(["integrate", "sqrt(1+x^3)", "--from", "0", "--to", "1", "--numeric"]) == 0
    assert "Number by quadrature" in capsys.readouterr().out
