"""Gradients, Jacobians, Hessians, slopes along lines and paths: right, checked, and refused where there are none."""

import pytest
import sympy as sp

from calcref import (
    CalcrefError,
    Derivation,
    OutsideDomain,
    ParseError,
    Step,
    Undecided,
    directional,
    gradient,
    hessian,
    jacobian,
    total_derivative,
)
from calcref.core.expr import raw
from calcref.core.several import Rows, Vector
from calcref.multivariable.chain_rule import COMPOSITION

x, y = sp.symbols("x y", real=True)
APART = sp.Ne(x**2 + y**2, 0)
NOT_DIFFERENTIABLE = sp.Piecewise((x**2 * y / (x**2 + y**2), APART), (0, True))
NOT_CONTINUOUS = sp.Piecewise((x * y / (x**2 + y**2), APART), (0, True))
NOT_SYMMETRIC = sp.Piecewise((x * y * (x**2 - y**2) / (x**2 + y**2), APART), (0, True))
FUNCTIONS = ("x^2 y + sin(x y)", "ln(1 + x^2 + y^2)", "e^(-x^2) y^3", "x/(1 + y^2)")


@pytest.mark.parametrize("formula", FUNCTIONS)
def test_formulas_are_those_of_sympy_and_stand_their_check(formula):
    for found in (gradient(formula, "x, y"), hessian(formula, "x, y")):
        assert all(sp.simplify(it) == 0 for it in _entries(found.answer, found.question.doit()))
        assert found.check().verdict in ("proved", "agrees")
        assert Derivation.from_json(found.to_json()).answer == found.answer


def _entries(one, other):
    for a, b in zip(one.args, other.args, strict=True):
        yield from _entries(a, b) if isinstance(a, Vector) else (a.doit() - b.doit(),)


def test_a_jacobian_has_a_row_for_each_function_and_every_renderer_writes_it():
    found = jacobian(["r cos(t)", "r sin(t)"], "r, t")
    assert found.answer.args[0].args[0] == sp.cos(sp.Symbol("t", real=True))
    assert "pmatrix" in found.to_latex()
    assert "<math" in found.to_html(typeset=True)
    assert "[cos(t), -r*sin(t); sin(t), r*cos(t)]" in found.to_text()


@pytest.mark.parametrize("verb", [gradient, hessian])
@pytest.mark.parametrize("kind", ["sign", "order", "number"])
def test_a_wrong_answer_is_refuted(verb, kind):
    right = verb("x^2 y^3 + x", "x, y")
    first, *rest = right.answer.args
    wrong = {
        "sign": (-first if verb is gradient else Vector(*(-it for it in first.args)), *rest),
        "order": (*rest, first),
        "number": (first + 1 if verb is gradient else Vector(first.args[0] + 1, *first.args[1:]), *rest),
    }[kind]
    answer = raw(type(right.answer), *wrong)
    claim = Derivation(Step(right.step.rule, right.question, answer), (), answer)
    assert claim.check().verdict == "refuted"


def test_a_jacobian_of_a_composition_is_the_product_of_two():
    found = jacobian(["u v", "u + v"], "x, y", inner={"u": "x y", "v": "x - y"})
    direct = jacobian(["x*y*(x - y)", "x y + x - y"], "x, y")
    assert COMPOSITION in {step.rule for step in found.steps}
    assert all(sp.expand(it) == 0 for it in _entries(found.answer, direct.answer))
    assert found.check().verdict in ("proved", "agrees")


def test_a_total_derivative_has_a_term_for_each_variable():
    found = total_derivative("x^2 y", {"x": "e^t", "y": "sin(t)"})
    assert sp.simplify(found.answer - found.question.doit()) == 0
    assert found.check().verdict in ("proved", "agrees")
    wrong = found.answer + sp.Symbol("t", real=True)
    claim = Derivation(Step(found.step.rule, found.question, wrong), (), wrong)
    assert claim.check().verdict == "refuted"


def test_a_direction_of_another_length_has_to_say_what_it_means():
    at = {"x": 1, "y": 2}
    assert directional("x^2 y", (3, 4), at=at, unit=False).answer == 16
    assert directional("x^2 y", (3, 4), at=at, unit=True).answer == sp.Rational(16, 5)
    assert directional("x^2 y", (0, 1), at=at).answer == 1
    with pytest.raises(CalcrefError, match=r"length 5, and not 1: say unit=True"):
        directional("x^2 y", (3, 4))


def test_all_slopes_along_lines_may_exist_where_a_function_is_not_differentiable():
    here = (0, 0)
    assert gradient(NOT_DIFFERENTIABLE, at=here).answer == Vector(0, 0)
    along = directional(NOT_DIFFERENTIABLE, (1, 1), at=here, unit=False)
    assert along.answer == sp.Rational(1, 2)
    assert along.check().verdict in ("proved", "agrees")


def test_partial_derivatives_may_exist_where_a_function_is_not_continuous():
    assert gradient(NOT_CONTINUOUS, at=(0, 0)).answer == Vector(0, 0)
    with pytest.raises(OutsideDomain, match="it jumps there"):
        directional(NOT_CONTINUOUS, (1, 1), at=(0, 0), unit=False)


def test_second_derivatives_may_depend_on_their_order():
    found = hessian(NOT_SYMMETRIC, at=(0, 0))
    assert found.answer == Rows(Vector(0, -1), Vector(1, 0))
    assert found.check().verdict in ("proved", "agrees")


def test_a_kink_is_told_with_the_slopes_beside_it():
    with pytest.raises(OutsideDomain, match=r"no partial derivative in x at \(x, y\) = \(0, 1\)") as told:
        gradient("|x| y", at=(0, 1))
    assert told.value.generalized == (-1, 1)
    assert gradient("|x| y", at=(0, 0)).answer == Vector(0, 0)
    with pytest.raises(Undecided, match="does not hold all along the line"):
        hessian("|x| y", at=(0, 0))


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        (lambda: gradient("x y", "x, z"), CalcrefError, "z does not occur"),
        (lambda: gradient("x y", "foo"), ParseError, "foo"),
        (lambda: gradient("x y", "x x"), CalcrefError, "named twice"),
        (lambda: gradient("x y", 3), CalcrefError, "variables are names"),
        (lambda: gradient("x y", []), CalcrefError, "no variable was named"),
        (lambda: gradient("3"), CalcrefError, "no variable was named"),
        (lambda: gradient(["x", "y"]), CalcrefError, "ask for the jacobian"),
        (lambda: gradient(sp.Matrix([x, y])), CalcrefError, "ask for the jacobian"),
        (lambda: gradient(sp.MatrixSymbol("A", 2, 2)), CalcrefError, "a matrix"),
        (lambda: gradient("x +"), ParseError, "missing"),
        (lambda: gradient("ln(x y)", at=(0, 1)), OutsideDomain, "no real value"),
        (lambda: gradient("x y", at=(1,)), CalcrefError, "one value for each of x, y; found 1"),
        (lambda: gradient("x y", at={"x": 1, "z": 1}), CalcrefError, "found x, z"),
        (lambda: gradient("x y", at="1, 2"), CalcrefError, "a place is values"),
        (lambda: gradient("x y", at=(1, "y")), CalcrefError, "holds y"),
        (lambda: gradient("x y", at=(sp.oo, 1)), OutsideDomain, "not a real number"),
        (lambda: gradient("x_1+x_2+x_3+x_4+x_5+x_6+x_7+x_8+x_9"), CalcrefError, "at most 8"),
        (lambda: jacobian("x y"), CalcrefError, "one function alone has a gradient"),
        (lambda: jacobian([]), CalcrefError, "several functions"),
        (lambda: jacobian(["u v"], inner={"u": "x v", "v": "y"}), CalcrefError, "use other letters"),
        (lambda: jacobian(["u v"], inner=3), CalcrefError, "inner is a formula"),
        (lambda: directional("x y", (0, 0)), CalcrefError, "points nowhere"),
        (lambda: directional("x y", (1, 0, 0)), CalcrefError, "found 3 numbers"),
        (lambda: directional("x y", "x"), CalcrefError, "one number for each"),
        (lambda: directional("x y", (1, "x")), CalcrefError, "holds a variable"),
        (lambda: total_derivative("x y", {"x": "t", "y": "t x"}, "t"), CalcrefError, "stands for itself"),
        (lambda: total_derivative("x y", {"x": "t"}, "s"), CalcrefError, "nothing moves"),
        (lambda: total_derivative("x t", {"x": "t"}), CalcrefError, "a letter of its own"),
        (lambda: total_derivative("x y", "t"), CalcrefError, "a path is a formula"),
    ],
)
def test_what_is_not_clear_is_an_error_of_ours(asked, error, said):
    with pytest.raises(error, match=said):
        asked()
