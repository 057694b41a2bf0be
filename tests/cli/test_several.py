"""The verbs for several variables on the command line."""

import json

import pytest

from calcref.cli.main import main


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["gradient", "x^2 y", "--wrt", "x,y", "--at", "x=1, y=-2"], "(-4, 1)"),
        (["jacobian", "u v", "--inner", "u=x y, v=x"], "[2*x*y, x^2]"),
        (["hessian", "x y^2"], "[0, 2*y; 2*y, 2*x]"),
        (["directional", "x^2 y", "--along", "3,4", "--as-given", "--at", "x=1, y=2"], "= 16"),
        (["total-derivative", "x y", "--along", "x=t, y=t^2"], "3*t^2"),
        (["taylor", "e^x sin(y)", "--about", "x=0, y=0", "--order", "2"], "y + x*y"),
        (["divergence", "x^2", "x y"], "= 3*x"),
        (["curl", "--wrt", "x,y", "--at", "x=1, y=2", "--", "-y", "x"], "(1, 2)\n  = 2"),
        (["laplacian", "x^2 + y^2"], "= 4"),
        (["critical-points", "x^2 - y^4"], "the test decides nothing"),
    ],
)
def test_a_verb_answers(capsys, arguments, shown):
    assert main(arguments) == 0
    assert shown in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gradient", "x y", "--at", "3"], "takes names"),
        (["gradient", "x y", "--at", "x=1, x=2"], "names a letter twice"),
        (["directional", "x y", "--along", "3,4"], "say --unit"),
        (["grad", "x y"], "did you mean `gradient`"),
    ],
)
def test_bad_usage_is_one_line(capsys, arguments, said):
    assert main(arguments) == 2
    assert said in capsys.readouterr().err


def test_critical_points_are_written_as_json(capsys):
    assert main(["critical-points", "x^2 + y^2", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["points"][0]["kind"] == "local minimum"
