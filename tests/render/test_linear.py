"""Every line of the chain equals the line before."""

import itertools
import math

import pytest
import sympy as sp

from calcref.core.engine import derive
from calcref.core.questions import Antideriv, Between, DefiniteIntegral, Diff, Question
from calcref.core.records import Derivation, Rewriting, Step
from calcref.render import text
from calcref.render.linear import linear
from calcref.render.shape import Kept, Mark
from calcref.verbs.differentiate import differentiate
from tests.render.derivations import SMALL, derivative, halved, rule, solved, wrong, x

POINT = {"x": 0.7, "w": 1.3}


def unmarked(expr):
    return expr.replace(lambda node: isinstance(node, Mark), lambda node: node.args[0])


def number(expr):
    """The value of a line, by SymPy's own derivatives."""
    plain = unmarked(expr).doit()
    return complex(plain.subs({symbol: POINT[symbol.name] for symbol in plain.free_symbols}).evalf())


def false_lines(derivation):
    """The lines that differ in value from the line before."""
    lines = linear(derivation)
    pairs = [(before, line) for before, line in itertools.pairwise(lines) if not line.starts]
    return [
        line
        for before, line in pairs
        if not math.isclose(abs(number(before.expr) - number(line.expr)), 0, abs_tol=1e-9)
    ]


DERIVATIVES = [name for name in SMALL if name not in ("solved", "halved")]


@pytest.mark.parametrize("name", DERIVATIVES)
def test_every_line_equals_the_one_before(name):
    derivation = SMALL[name]()
    assert false_lines(derivation) == []
    assert text(linear(derivation)[-1].expr) == text(derivation.answer)


def test_a_wrong_line_is_noticed():
    assert [line.rules[0].id for line in false_lines(wrong())] == ["wrong"]


def shown(derivation):
    return [(text(line.expr), ", ".join(rule.name for rule in line.rules)) for line in linear(derivation)]


def test_questions_are_replaced_in_reading_order():
    assert shown(SMALL["product"]()) == [
        ("d/dx[x^2*sin(x)]", ""),
        ("d/dx[x^2]*sin(x) + x^2*d/dx[sin(x)]", "Product rule"),
        ("2*x*sin(x) + x^2*d/dx[sin(x)]", "Power rule"),
        ("2*x*sin(x) + x^2*cos(x)", "Sine"),
    ]


def test_small_questions_share_a_line():
    assert shown(SMALL["sum"]())[2:] == [
        ("3*d/dx[x^3] - 2*d/dx[x] + d/dx[7]", "Constant multiple"),
        ("3*(3*x^2) - 2*1 + 0", "Power rule, Identity, Constant"),
        ("9*x^2 - 2", ""),
    ]


def test_what_has_changed_is_marked():
    line = linear(SMALL["product"]())[2]
    assert [node.args[0] for node in line.expr.atoms(Mark)] == [2 * x]


def test_the_inner_of_two_derivatives_comes_first():
    assert [name for _, name in shown(SMALL["second derivative"]())] == [
        "",
        "Power rule",
        "Constant multiple",
        "Power rule",
        "",
    ]


def test_a_question_that_comes_back_stays_open_until_it_is_solved_for():
    assert shown(solved()) == [
        ("∫ sin(x) dx", ""),
        ("x - 3*∫ sin(x) dx", "Loop"),
        ("x/4", "Solve for the integral"),
    ]


def test_a_solved_question_inside_another_is_one_line():
    assert shown(halved()) == [
        ("∫ 2*sin(x) dx", ""),
        ("2*∫ sin(x) dx", "Halve"),
        ("2*(x/4)", "Halve, Solve for the integral"),
        ("x/2", ""),
    ]


def test_a_step_that_reads_the_answer_elsewhere_starts_anew():
    lines = linear(SMALL["at a point"]())
    assert [line.starts for line in lines] == [True, False, False, False, True, False]
    assert text(lines[-2].expr) == "[2*x*sin(x) + x^2*cos(x) | x = 2]"


def test_an_antiderivative_is_seen_before_its_ends_are_put_in():
    def rewrite(question, ask):
        if isinstance(question, DefiniteIntegral):
            yield Rewriting(Between(Antideriv(question.expr, x), x, question.lower, question.upper))
        elif isinstance(question, Antideriv):
            yield Rewriting(x**3 / 3)

    lines = linear(derive(DefiniteIntegral(x**2, x, 0, 1), (rule("area", rewrite),)))
    assert isinstance(lines[2].expr, Kept)
    assert [text(line.expr) for line in lines[1:]] == ["[∫ x^2 dx | x from 0 to 1]", "[x^3/3 | x from 0 to 1]", "1/3"]


def test_a_question_without_an_answer_of_its_own_stays():
    unknown = sp.Function("f")(x)
    derivation = Derivation(Step(rule("sum"), Diff(x + unknown, x), 1 + Diff(unknown, x)), (), 1 + Diff(unknown, x))
    assert text(linear(derivation)[-1].expr) == "f'(x) + 1"


def test_no_open_question_is_left_over():
    for name in DERIVATIVES:
        assert not linear(SMALL[name]())[-1].expr.atoms(Question)


def test_long_lines_are_not_repeated_for_each_small_question():
    assert len(linear(differentiate("x sin(x) cos(x) e^x ln(x)"))) == 5
    assert len(linear(derivative(sp.sin(x) + sp.cos(x)))) == 4
