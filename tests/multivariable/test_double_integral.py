"""Double integrals: from the inside out, in both orders, in other variables; and those that depend on the order."""

import math
from dataclasses import replace

import pytest
import sympy as sp

from calcref import CalcrefError, Derivation, Divergent, double_integral
from calcref.cli.main import main
from calcref.core.double import double
from calcref.core.records import Step
from calcref.multivariable.double_integral import FUBINI, Region, turned
from calcref.verify import check_numbers
from calcref.verify.cubature import cubature
from calcref.verify.fast import FastEvaluator

x, y = sp.symbols("x y", real=True)
ZERO, ONE = sp.S.Zero, sp.S.One
UNIT = ("y", 0, 1), ("x", 0, 1)
POLAR = {"x": "r cos(t)", "y": "r sin(t)"}
PLANE = ("y", "-oo", "oo"), ("x", "-oo", "oo")
BREAKS = (x**2 - y**2) / (x**2 + y**2) ** 2


def number(expr, inner, outer):
    return FastEvaluator({x: 0j, y: 0j})(double(expr, inner, outer)).real


def test_a_triangle_is_integrated_from_the_inside_out():
    found = double_integral("x y", ("y", 0, "x"), ("x", 0, 1))
    assert found.answer == sp.Rational(1, 8)
    assert found.steps[0].rule.id == "iterated-integral"


def test_where_the_inner_integral_has_no_formula_the_order_is_changed():
    found = double_integral("cos(x^3)", ("x", "sqrt(y)", 1), ("y", 0, 1))
    assert found.answer == sp.sin(1) / 3
    assert "change-of-order" in [step.rule.id for step in found.steps]


def test_the_bell_has_the_volume_pi():
    found = double_integral("e^(-x^2 - y^2)", *PLANE, (POLAR, ("r", 0, "oo"), ("t", 0, "2 pi")))
    assert found.answer == sp.pi
    assert found.step.rule.id == "polar-coordinates"


def test_a_linear_map_straightens_a_parallelogram():
    slanted = ({"x": "u", "y": "v - u"}, ("u", 0, 1), ("v", 0, 2))
    assert double_integral("(x + y)^2", ("y", "-x", "2 - x"), ("x", 0, 1), slanted).answer == sp.Rational(8, 3)


def test_the_order_matters_where_the_size_has_no_finite_integral():
    both = [double_integral(BREAKS, *order).answer for order in (UNIT, UNIT[::-1])]
    assert both == [sp.pi / 4, -sp.pi / 4]


def test_a_swap_that_is_not_allowed_is_refuted():
    orders = double(BREAKS, (y, ZERO, ONE), (x, ZERO, ONE)), double(BREAKS, (x, ZERO, ONE), (y, ZERO, ONE))
    claim = Derivation(Step(FUBINI, *orders), (), orders[1])
    assert check_numbers(claim)[0].verdict == "refuted"


def test_a_wrong_answer_is_refuted():
    right = double_integral("x y", ("y", 0, "x"), ("x", 0, 1), check=False)
    wrong = replace(right, step=Step(right.step.rule, right.question, sp.Rational(1, 7)), answer=sp.Rational(1, 7))
    assert wrong.check().verdict == "refuted"


@pytest.mark.parametrize(
    ("expr", "inner", "outer", "value"),
    [
        (x * y, (y, ZERO, x), (x, ZERO, ONE), 1 / 8),
        (1 / sp.sqrt(x * y), (y, ZERO, ONE), (x, ZERO, ONE), 4.0),
        (sp.exp(-x - y), (y, x, sp.oo), (x, ZERO, sp.oo), 0.5),
    ],
)
def test_cubature_finds_what_is_known(expr, inner, outer, value):
    assert abs(number(expr, inner, outer) - value) < 1e-10 * value


def test_what_does_not_settle_has_no_value():
    diverges = cubature(lambda x: (lambda y: 1 / (x * y), 0.0, 1.0), 0.0, 1.0)
    assert not math.isfinite(diverges)


@pytest.mark.parametrize(
    ("below", "above", "inverse", "found"),
    [
        (ZERO, x**2, sp.sqrt(y), (sp.sqrt(y), ONE, ZERO, ONE)),
        (x**2, ONE, sp.sqrt(y), (ZERO, sp.sqrt(y), ZERO, ONE)),
        (ZERO, 1 - x, 1 - y, (ZERO, 1 - y, ZERO, ONE)),
        (1 - x, ONE, 1 - y, (1 - y, ONE, ZERO, ONE)),
    ],
)
def test_a_corner_is_turned_on_every_side(below, above, inverse, found):
    region = Region(y, below, above, x, ZERO, ONE)
    other = turned(region, inverse)
    assert (other.below, other.above, other.left, other.right) == found
    sides = (number(x + y**2, (it.inner, it.below, it.above), (it.outer, it.left, it.right)) for it in (region, other))
    assert abs(next(sides) - next(sides)) < 1e-9


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        (("x", ("x", 0, 1), ("x", 0, 1)), CalcrefError, "both variables are x"),
        (("a x y", *UNIT), CalcrefError, "holds a beside"),
        (("x y", ("x", 0, "z"), ("y", 0, 1)), CalcrefError, "may hold y alone"),
        (("x y", ("x", 0, 1), ("y", 0, "x")), CalcrefError, "is a number"),
        (("x y", 3, ("y", 0, 1)), CalcrefError, "two bounds"),
        (("x y", *UNIT, "polar"), CalcrefError, "a substitution is"),
        (("x y", *UNIT, ({"x": "r"}, ("r", 0, 1), ("t", 0, 1))), CalcrefError, "says what x and y are"),
        (("x y", *UNIT, ({"x": "u", "y": "v"}, ("u", 0, 1), ("v", 0, 2))), CalcrefError, "region once"),
        (("x y", *UNIT, ({"x": "u^2", "y": "v"}, ("u", -1, 1), ("v", 0, 1))), CalcrefError, "not one sign"),
        (("1/(x y)", *UNIT), Divergent, "diverges"),
    ],
)
def test_bad_input_is_an_error_of_ours(asked, error, said):
    with pytest.raises(error, match=said):
        double_integral(*asked)


def test_the_command_line_integrates_over_a_region(capsys):
    assert main(["double-integral", "x y", "--inner", "y", "0", "x", "--outer", "x", "0", "1"]) == 0
    assert "1/8" in capsys.readouterr().out
    square = ["--inner", "y", "0", "1", "--outer", "x", "0", "1"]
    assert main(["double-integral", "x", *square, "--new-inner", "r", "0", "1"]) == 2


def test_a_derivation_is_read_back_from_its_json():
    found = double_integral("x y", ("y", 0, "x"), ("x", 0, 1), check=False)
    assert Derivation.from_json(found.to_json()).to_text() == found.to_text()
