"""The other layout is one more step, and is checked as every step is."""

from dataclasses import replace

import pytest

from calcref import CalcrefError, matrix_gradient, matrix_hessian, matrix_jacobian, matrix_vjp
from calcref.core.records import Step
from calcref.matrix import other_layout


@pytest.mark.parametrize(
    ("derivation", "answer"),
    [
        (matrix_gradient("||A x - y||^2", "x", "A: m n, x: n, y: m"), "2 (A x - y)ᵀ A"),
        (matrix_gradient("tr(A X B)", "X", "A: k m, X: m n, B: n k"), "B A"),
        (matrix_jacobian("A x", "x", "A: m n, x: n"), "Aᵀ"),
        (matrix_jacobian("A X B", "X", "A: k m, X: m n, B: n l"), "B ⊗ Aᵀ"),
    ],
    ids=str,
)
def test_the_last_step_transposes(derivation, answer):
    found = other_layout(derivation)
    assert str(found.answer) == answer
    assert len(found.nodes) == len(derivation.nodes) + 1
    assert found.check().verdict == "agrees"


def test_a_wrong_last_step_is_refuted():
    found = other_layout(matrix_jacobian("A x", "x", "A: n n, x: n"))
    wrong = found.parts[0].answer
    step = Step(found.step.rule, found.step.before, wrong)
    assert replace(found, step=step, answer=wrong).check().verdict == "refuted"


@pytest.mark.parametrize("verb", [matrix_hessian, matrix_vjp])
def test_what_is_the_same_in_both_layouts_is_refused(verb):
    with pytest.raises(CalcrefError, match="the same in both layouts"):
        other_layout(verb("x' x", "x", "x: n"))
