"""The slope of a path: right by walking along it, refused where it is upright."""

import pytest
import sympy as sp

from calcref import CalcrefError, Derivation, OutsideDomain, ParseError, parametric, parse
from calcref.core.evidence import weakest
from calcref.core.expr import negative
from calcref.core.records import Step
from calcref.verify import check_numbers

t = sp.Symbol("t", real=True)
PATHS = (("t - sin(t)", "1 - cos(t)"), ("t^2", "t^3"), ("e^t cos(t)", "e^t sin(t)"), ("ln(t)", "sqrt(t)"))


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("order", [1, 2])
def test_the_slope_is_what_sympy_makes_of_the_coordinates(path, order):
    found = parametric(*path, order=order)
    x, y = map(parse, path)
    slope = y
    for _ in range(order):
        slope = sp.diff(slope, t) / sp.diff(x, t)
    assert abs(sp.N((found.answer - slope).subs(t, sp.Rational(7, 10)), 20)) < 1e-15
    assert found.check().verdict in ("proved", "agrees")


@pytest.mark.parametrize("order", [1, 2])
def test_a_wrong_slope_is_refuted(order):
    right = parametric("t - sin(t)", "1 - cos(t)", order=order)
    for wrong in (negative(right.answer), right.answer + sp.Rational(1, 1000)):
        claim = Derivation(Step(right.step.rule, right.question, wrong), (), wrong)
        assert weakest(check_numbers(claim)).verdict == "refuted"


def test_it_is_written_and_read_back():
    found = parametric("cos(p)", "sin(p)", "p")
    assert found.to_text().startswith("d[sin(p)]/d[cos(p)]")
    assert Derivation.from_json(found.to_json()).to_text() == found.to_text()
    assert r"\frac{d\left[" in found.to_latex()


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        (("3", "t"), OutsideDomain, r"does not change with t"),
        (("t^2 - t^2", "t"), OutsideDomain, r"does not change with t"),
        (("p^2", "p"), OutsideDomain, r"name the letter that both follow"),
        (("t +", "t"), ParseError, "ends"),
        (("t", "t^2", "t", 4), CalcrefError, "1 to 3; found 4"),
        (("t", "t^2", 3), CalcrefError, "variable"),
    ],
)
def test_what_has_no_slope_is_refused(asked, error, said):
    with pytest.raises(error, match=said):
        parametric(*asked)
