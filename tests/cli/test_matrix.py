"""The command line differentiates functions of vectors and matrices."""

import json

import pytest

from calcref.cli.main import main

LEAST_SQUARES = ["matrix", "||A x - y||^2", "--wrt", "x", "--shapes", "A: m n, x: n, y: m"]


def test_a_gradient_is_shown_with_its_steps_and_its_check(capsys):
    assert main([*LEAST_SQUARES, "--check"]) == 0
    shown = capsys.readouterr().out
    assert "2 Aᵀ (A x - y)" in shown
    assert "Identify the gradient" in shown
    assert "Check: agrees" in shown


@pytest.mark.parametrize(
    ("ask", "answer"), [("gradient", "2 Aᵀ (A x - y)"), ("hessian", "2 Aᵀ A"), ("vjp", "2 ybar Aᵀ (A x - y)")]
)
def test_what_is_asked_for_is_answered(capsys, ask, answer):
    assert main([*LEAST_SQUARES, "--ask", ask]) == 0
    assert answer in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "said"),
    [("numpy", "import numpy"), ("torch", "import torch"), ("jax", "import jax"), ("latex", r"\nabla")],
)
def test_it_is_written_as_asked(capsys, kind, said):
    assert main([*LEAST_SQUARES, "--format", kind]) == 0
    assert said in capsys.readouterr().out


def test_json_is_json(capsys):
    assert main([*LEAST_SQUARES, "--format", "json", "--check"]) == 0
    assert json.loads(capsys.readouterr().out)["check"]["verdict"] == "agrees"


@pytest.mark.parametrize(
    ("formula", "shapes", "code", "said"),
    [
        ("||A x - y||^2", "A: m n, x: n", 2, "the name y has no shape"),
        ("||A x - y||^2", "A: m n, x: n, y: k", 2, "A x is m, -y is k"),
        ("x' x", "x", 2, "a name, a colon and dimensions"),
        ("x", "x: n", 2, "one number as its value"),
        ("", "x: n", 2, "a formula is missing"),
        ("sum(gamma(x))", "x: n", 3, "is not known entry by entry"),
    ],
)
def test_what_does_not_fit_is_one_clear_line(capsys, formula, shapes, code, said):
    assert main(["matrix", formula, "--wrt", "x", "--shapes", shapes]) == code
    complaint = capsys.readouterr().err
    assert said in complaint
    assert "Traceback" not in complaint
