"""Divergence, curl and Laplacian: right, checked, and refused where there are none."""

import pytest
import sympy as sp

from calcref import CalcrefError, Derivation, OutsideDomain, Step, curl, divergence, gradient, laplacian
from calcref.core.several import Vector

x, y = sp.symbols("x y", real=True)
ANSWERS = [
    (lambda: divergence(["x^2 y", "sin(x y)"]), 2 * x * y + x * sp.cos(x * y)),
    (lambda: divergence(["y", "0"], "x, y"), 0),  # a formula need not hold its variable
    (lambda: divergence(["|x| y", "x"], "x, y", at=(0, 0)), 0),  # along the axis it is 0
    (lambda: curl(["-y", "x"]), 2),
    (lambda: curl(["-y/(x^2 + y^2)", "x/(x^2 + y^2)"]), 0),
    (lambda: curl(gradient("x^2 y + e^(x y)").answer), 0),
    (lambda: curl(["z", "x", "y"], "x, y, z"), Vector(1, 1, 1)),
    (lambda: curl(["y z", "0", "x"], "x, y, z", at=(1, 2, 3)), Vector(0, 1, -3)),
    (lambda: laplacian("x^3 y - x y^3"), 0),
    (lambda: laplacian("e^x sin(2y)", at={"x": 0, "y": "pi/4"}), -3),
]


@pytest.mark.parametrize(("asked", "wanted"), ANSWERS, ids=range(len(ANSWERS)))
def test_answers_are_right_and_stand_their_check(asked, wanted):
    found = asked()
    assert found.answer == wanted or sp.simplify(found.answer - wanted) == 0
    assert found.check().verdict in ("proved", "agrees")
    assert Derivation.from_json(found.to_json()).to_text() == found.to_text()
    assert "\\nabla" in found.to_latex() or "\\Delta" in found.to_latex()


@pytest.mark.parametrize(
    "found",
    [divergence(["x^2", "x y"]), curl(["x y", "x^3"]), laplacian("x^3 y"), curl(["x y", "y z", "x z"])],
    ids=str,
)
def test_a_wrong_answer_is_refuted(found):
    is_vector = isinstance(found.answer, Vector)
    for wrong in [Vector(*found.answer.args[::-1])] if is_vector else [-found.answer, found.answer + 1]:
        claim = Derivation(Step(found.nodes[-1].step.rule, found.question, wrong), (), wrong)
        assert claim.check().verdict == "refuted"


def test_sympy_finds_the_same():
    for found in (divergence(["x^2 y", "x y"]), curl(["x y", "x^3"]), laplacian("x^3 y", at=(1, 2))):
        assert sp.expand(found.question.doit() - found.answer) == 0
    found = curl(["x y", "x z", "y^2"])
    pairs = zip(found.question.doit().args, found.answer.args, strict=True)
    assert all(sp.expand(one - other) == 0 for one, other in pairs)


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        (lambda: divergence("x y"), CalcrefError, "a formula for each variable"),
        (lambda: divergence([]), CalcrefError, "a formula for each variable"),
        (lambda: divergence(["x", "y", "z"], "x, y"), CalcrefError, "found 3 formulas and the variables x, y"),
        (lambda: divergence(["x", "0"]), CalcrefError, "found 2 formulas and the variables x:"),
        (lambda: divergence(["1/x", "y"], at=(0, 1)), OutsideDomain, "no real value"),
        (lambda: divergence(["|x|", "y"], at=(0, 1)), OutsideDomain, "no partial derivative in x"),
        (lambda: curl(["x"]), CalcrefError, "two formulas or three, and found 1"),
        (lambda: curl(["x", "y", "z", "w"], "x y z w"), CalcrefError, "try the jacobian"),
        (lambda: laplacian(["x", "y"]), CalcrefError, "takes one function"),
        (lambda: laplacian("x |x|", at=(0,)), OutsideDomain, "order 2"),
    ],
)
def test_what_is_not_clear_is_an_error_of_ours(asked, error, said):
    with pytest.raises(error, match=said):
        asked()
