"""A question in the notation of books is answered by the verb that it asks for."""

import pytest
import sympy as sp

from calcref import CalcrefError, Divergent, ParseError, ask, differentiate, integrate, limit
from calcref.core.letters import x
from calcref.verbs.ask import open_question


@pytest.mark.parametrize(
    ("question", "by"),
    [
        ("d/dx x^2 sin(x)", lambda: differentiate("x^2 sin(x)")),
        (r"\frac{d^2}{dx^2} x^3", lambda: differentiate("x^3", order=2)),
        ("∫ x e^x dx", lambda: integrate("x e^x")),
        (r"\int_0^1 x^2\,dx", lambda: integrate("x^2", lower=0, upper=1)),
        ("lim x->0+ x ln(x)", lambda: limit("x ln(x)", "x", 0, "right")),
    ],
)
def test_a_question_is_answered_by_its_verb(question, by):
    derivation = ask(question)
    assert derivation.answer == by().answer
    assert derivation.question.doit() == open_question(question).doit()


def test_what_is_asked_is_open_until_a_rule_answers():
    assert open_question("∫_0^2 x dx").args == (x, x, 0, 2)
    assert open_question("lim x->oo 1/x").args[2] == sp.oo


def test_what_asks_nothing_is_refused():
    with pytest.raises(ParseError, match="asks nothing"):
        ask("x^2")


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
