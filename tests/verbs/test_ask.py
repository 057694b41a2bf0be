"""A question in the notation of books is answered by the verb that it asks for."""

import pytest
import sympy as sp

from calcref import (
    CalcrefError,
    Divergent,
    ParseError,
    ask,
    curl,
    differentiate,
    divergence,
    double_integral,
    gradient,
    hessian,
    integrate,
    jacobian,
    laplacian,
    limit,
)
from calcref.core.letters import x
from calcref.verbs.ask import open_question


@pytest.mark.parametrize(
    ("question", "by"),
    [
        ("d/dx x^2 sin(x)", lambda: differentiate("x^2 sin(x)")),
        (r"\frac{d^2}{dx^2} x^3", lambda: differentiate("x^3", order=2)),
        ("∫ x e^x dx", lambda: integrate("x e^x")),
        (r"\int_0^1 x^2\,dx", lambda: integrate("x^2", lower=0, upper=1)),
        ("∂²/∂x∂y x^2 y", lambda: differentiate(differentiate("x^2 y", "y").question, "x")),
        ("d^3/dx^2 dy x^3 y", lambda: differentiate(differentiate("x^3 y", "y").question, "x", order=2)),
        ("d/dx d/dy x^2 y", lambda: differentiate(differentiate("x^2 y", "y").question, "x")),
        (r"\frac{\partial^2}{\partial x \partial y} x^2 y", lambda: differentiate("2x y", "y")),
        ("gradient of x^2 + y^2", lambda: gradient("x^2 + y^2")),
        ("what is the gradient of f(y, x) = x^2 y?", lambda: gradient("x^2 y", "y, x")),
        (r"\nabla \left(x^2 y\right)", lambda: gradient("x^2 y")),
        ("∇_(x, y)[x^2*y](1, 2)", lambda: gradient("x^2 y", at=(1, 2))),
        ("hessian of x^2 y at x = 1, y = 2", lambda: hessian("x^2 y", at=(1, 2))),
        ("jacobian of (r cos(t), r sin(t)) in r, t", lambda: jacobian(["r cos(t)", "r sin(t)"], "r, t")),
        (r"\nabla\cdot\begin{pmatrix} x y \\ y^2 \end{pmatrix}", lambda: divergence(["x y", "y^2"])),
        ("∇×(-y, x)", lambda: curl(["-y", "x"])),
        ("Δ (x^2 y)", lambda: laplacian("x^2 y")),
        ("∫_0^1 ∫_0^x x y dy dx", lambda: double_integral("x y", ("y", 0, "x"), ("x", 0, 1))),
        (r"\int_0^\infty \int_0^1 y e^{-x} \,dy\,dx", lambda: integrate("e^(-x)/2", "x", 0, "oo")),
        ("lim x->0+ x ln(x)", lambda: limit("x ln(x)", "x", 0, "right")),
    ],
)
def test_a_question_is_answered_by_its_verb(question, by):
    derivation = ask(question)
    assert derivation.answer == by().answer
    assert derivation.question == open_question(question)


def test_what_is_asked_is_open_until_a_rule_answers():
    assert open_question("∫_0^2 x dx").args == (x, x, 0, 2)
    assert open_question("lim x->oo 1/x").args[2] == sp.oo


def test_what_asks_nothing_is_refused():
    with pytest.raises(ParseError, match="asks nothing"):
        ask("x^2")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("∇² x^2 y", "the Hessian in some books and the Laplacian in others"),
        ("∇ x^2 + y", "about the first term or about all"),
        ("gradient of ||A x - y||^2", "say their shapes"),
        ("gradient of", "there is no formula"),
        ("gradient of x^2 y at (1)", "one value for each of x, y; found 1"),
        ("gradient of x^2 y at x, y = 2", "as in x = 1, y = 2"),
        ("critical points of x^2 + y^2", "a table and not one answer"),
        ("∬ x y dy dx", "typed as two"),
        ("∫_0^1 ∫ x y dy dx", "no bounds"),
        ("∫_0^1 ∫_0^x x y dy", "two differentials"),
        ("∫_0^1 ∫_0^1 x y dx dx", "rename one"),
        ("∫_0^1 ∫_0^x ∫_0^y x dz dy dx", "three integrals"),
        ("∂^2/∂x∂y∂z x y z", "the order above the line"),
        ("d/dx int_0^1 int_0^x x y dy dx", "a question of its own"),
    ],
)
def test_what_is_not_clear_in_several_variables_is_said(question, said):
    with pytest.raises(CalcrefError, match=said):
        ask(question)


def test_what_the_verb_raises_is_raised():
    with pytest.raises(Divergent):
        ask("∫_0^1 1/x dx")


def test_a_question_about_arrays_says_their_shapes():
    found = ask("grad_x ||A x - y||^2 where A: m n, x: n, y: m")
    assert (str(found.answer), found.check().verdict) == ("2 Aᵀ (A x - y)", "agrees")
    assert str(open_question("d/dx (A x) where A: m n, x: n")) == "∂/∂x A x"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("||A x||^2 where A: m n, x: n", "asks for no derivative"),
        ("grad_x ||A x - y||^2 where A: m n, x: n", "the name y has no shape"),
        ("grad_x ||A x||^2 where A: m n, x: m", "A is m × n, x is m"),
        ("grad_S tr(S) where S: m n symmetric", "needs a square matrix"),
    ],
)
def test_a_question_about_arrays_that_is_refused_says_why(question, said):
    with pytest.raises(CalcrefError, match=said):
        ask(question)
