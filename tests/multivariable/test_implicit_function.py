"""Several equations and maps of several variables: slopes by walking, and refusals where a Jacobian is singular."""

from dataclasses import replace

import pytest
import sympy as sp

from calcref import CalcrefError, Derivation, OutsideDomain, implicit, inverse
from calcref.cli.main import main
from calcref.core.records import Step
from calcref.core.several import Rows, Vector
from calcref.multivariable import implicit_function, inverse_function
from calcref.verify import check_numbers
from calcref.verify.statement import check_statement

x, y, z = sp.symbols("x y z", real=True)
SPHERE = ["x^2 + y^2 + z^2 = 3", "x + y = 2z"]
POLAR = ["r cos(t)", "r sin(t)"]


def test_the_slopes_of_a_curve_in_space_stand_a_walk_along_it():
    found = implicit(SPHERE, ["y", "z"], "x")
    assert found.check().verdict == "agrees"
    assert implicit(SPHERE, "y z", at={"x": 1, "y": 1, "z": 1}).answer == Vector(-1, 0)


def test_the_slopes_move_as_the_solution_does():
    """x + y + z = 0 and x y z = -2 at (1, 1, -2): near x = 1 + h the others are the roots of t² + x t - 2/x."""
    found = implicit(["x + y + z = 0", "x y z = -2"], "y z", at={"x": 1, "y": 1, "z": -2})
    slope = sp.diff((-x + sp.sqrt(x**2 + 8 / x)) / 2, x).subs(x, 1)
    assert found.answer == Vector(slope, -1 - slope)


def test_polar_coordinates_are_undone():
    r, t = sp.symbols("r t", real=True)
    found = inverse(POLAR, "r t")
    assert found.answer == Rows(Vector(sp.cos(t), sp.sin(t)), Vector(-sp.sin(t) / r, sp.cos(t) / r))
    assert found.check().verdict in ("proved", "agrees")
    assert inverse(POLAR, "r t", at={"r": 2, "t": 0}).answer == Rows(Vector(1, 0), Vector(0, sp.S.Half))


def test_three_functions_of_three_variables():
    found = inverse(["x + y", "y + z^3", "z"], ["x", "y", "z"])
    assert found.answer == Rows(Vector(1, -1, 3 * z**2), Vector(0, 1, -3 * z**2), Vector(0, 0, 1))


@pytest.mark.parametrize("asked", [lambda: implicit(SPHERE, "y z"), lambda: inverse(["x + y^2", "x y"])])
def test_a_wrong_answer_is_refuted(asked):
    right = asked()
    question = right.parts[0].step.before
    first, *rest = right.answer.args
    wrong = type(right.answer)(*rest, first)  # in another order
    claim = Derivation(Step(right.parts[0].step.rule, question, wrong), (), wrong)
    assert check_numbers(claim)[0].verdict == "refuted"


@pytest.mark.parametrize("law", [implicit_function.LAW, inverse_function.LAW], ids=lambda it: it.id)
def test_a_statement_with_another_sign_is_refuted(law):
    false = replace(law.statement, right=-law.statement.right)
    assert check_statement(replace(law, statement=false)).verdict == "refuted"


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        (lambda: implicit("x^2 + y^2 = 1", at={"x": 1, "y": 0}), OutsideDomain, "determinant 2\\*y is 0"),
        (lambda: implicit("x^2 + y^2 = 1", at={"x": 1, "y": 1}), OutsideDomain, "does not solve"),
        (lambda: implicit("x^2 + y^2 = 1", at={"x": 1}), CalcrefError, "no value for y"),
        (lambda: implicit("x^2 + y^2 = 1", at={"x": 1, "y": 0, "z": 1}), CalcrefError, "leave it out"),
        (lambda: implicit("x^2 + y^2 = 1", at=[1, 0]), CalcrefError, "dictionary"),
        (lambda: implicit("x^2 + y^2 = 1", at={"x": "a", "y": 0}), CalcrefError, "real numbers"),
        (lambda: implicit("x^2 + y^2 = 1", ["y", "z"]), CalcrefError, "as many equations"),
        (lambda: implicit(["x + y = z", "2x + 2y = 2z"], "y z"), OutsideDomain, "singular everywhere"),
        (lambda: implicit(["x + y = z"], "y z"), CalcrefError, "as many"),
        (lambda: implicit(["x + y = z", "x y = 1"], "y y"), CalcrefError, "named twice"),
        (lambda: implicit(["x + y = 1", "x y = 1"], "y z"), CalcrefError, "z does not occur"),
        (lambda: implicit(["x + y = z", "x y = z"], "x y"), CalcrefError, "function of itself"),
        (lambda: implicit(SPHERE, "y z", order=2), CalcrefError, "first derivative"),
        (lambda: implicit([]), CalcrefError, "expected an equation"),
        (lambda: inverse(POLAR, "r t", at={"r": 0, "t": 0}), OutsideDomain, "singular"),
        (lambda: inverse(["x + y", "x + y"]), OutsideDomain, "singular everywhere"),
        (lambda: inverse(["x", "y", "z", "w"], "w x y z"), CalcrefError, "from 1 to 3"),
    ],
)
def test_bad_input_is_an_error_of_ours(asked, error, said):
    with pytest.raises(error, match=said):
        asked()


def test_the_command_line_takes_several(capsys):
    assert main(["implicit", *SPHERE, "--function", "y z", "--at", "x=1, y=1, z=1"]) == 0
    assert "(-1, 0)" in capsys.readouterr().out
    assert main(["inverse", *POLAR, "--at", "r=2, t=0"]) == 0
    assert "[1, 0; 0, 1/2]" in capsys.readouterr().out
    assert main(["implicit", "x^2 + y^2 = 1", "--at", "3"]) == 2


@pytest.mark.parametrize("asked", [lambda: implicit(SPHERE, "y z"), lambda: inverse(["x + y^2", "x y"])])
def test_a_derivation_is_read_back_from_its_json(asked):
    found = asked()
    assert Derivation.from_json(found.to_json()).to_text() == found.to_text()
