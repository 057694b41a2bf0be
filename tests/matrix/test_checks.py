"""A check refutes what is wrong, whichever way it is wrong, and says which rule did it."""

from dataclasses import replace

import pytest

from calcref import matrix_gradient, matrix_hessian, matrix_jacobian, matrix_vjp
from calcref.core.array_questions import Paired, Pairing
from calcref.core.expr import raw
from calcref.core.records import Derivation, Step
from calcref.matrix import CONCEPTS
from calcref.matrix.basics import HALF, MINUS, TWO
from calcref.matrix.build import plus, times, transpose
from calcref.matrix.functions import diag, diagonal
from calcref.verify.statement import check_statement

SHAPES = "A: n n, x: n, X: n n, S: n n symmetric, B: n n"


def changed(derivation, change):
    """`derivation` with another answer, as if its last step had given it."""
    answer = change(derivation.answer)
    step = replace(derivation.step, after=answer)
    return Derivation(step, derivation.parts, answer)


RIGHT = {
    "quadratic": lambda: matrix_gradient("x' A x", "x", SHAPES),
    "log det": lambda: matrix_gradient("log det(X)", "X", SHAPES),
    "inverse": lambda: matrix_gradient("tr(inv(X) A)", "X", SHAPES),
    "product": lambda: matrix_gradient("tr(A X B)", "X", SHAPES),
    "exponential": lambda: matrix_gradient("sum(exp(A x))", "x", SHAPES),
    "norm": lambda: matrix_gradient("||A x||", "x", SHAPES),
    "jacobian": lambda: matrix_jacobian("A X B", "X", SHAPES),
    "hessian": lambda: matrix_hessian("x' A x", "x", SHAPES),
    "vjp": lambda: matrix_vjp("A X", "X", SHAPES),
    "symmetric": lambda: matrix_gradient("tr(A S)", "S", SHAPES),
}
WRONG = [
    ("quadratic", "a term is dropped", lambda it: times(it.args[0].args[0], it.args[1])),
    ("quadratic", "a sign is wrong", lambda it: times(MINUS, it)),
    ("quadratic", "a factor is wrong", lambda it: times(TWO, it)),
    ("log det", "a transpose is missing", transpose),
    ("inverse", "a sign is wrong", lambda it: times(MINUS, it)),
    ("inverse", "a transpose is missing", transpose),
    ("product", "a transpose is missing", transpose),
    ("exponential", "a factor is wrong", lambda it: times(HALF, it)),
    ("norm", "a factor is wrong", lambda it: times(TWO, it)),
    ("jacobian", "a transpose is missing", transpose),
    ("hessian", "a factor is wrong", lambda it: times(HALF, it)),
    ("hessian", "a term is dropped", lambda it: it.args[0]),
    ("vjp", "a transpose is missing", transpose),
    ("symmetric", "a factor is wrong", lambda it: times(TWO, it)),
    ("symmetric", "only the diagonal is left", lambda it: diag(diagonal(it))),
]  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_what_is_right_agrees(name):
    found = RIGHT[name]().check()
    assert found.verdict == "agrees"
    assert found.error < 1e-6


@pytest.mark.parametrize(("name", "how", "change"), WRONG, ids=[f"{it[0]}: {it[1]}" for it in WRONG])
def test_a_wrong_answer_is_refuted(name, how, change):
    found = changed(RIGHT[name](), change).check()
    assert found.verdict == "refuted", found


def test_a_refuted_step_names_its_rule():
    derivation = RIGHT["quadratic"]()
    found = changed(derivation, lambda it: times(TWO, it)).check()
    assert f"a step by the rule {derivation.step.rule.id}" in found.how


def steps_with_a_wrong_side():
    """Every step of some derivations, with its right side changed so that it is wrong."""
    for name in ("quadratic", "inverse", "exponential", "product"):
        for node in RIGHT[name]().nodes:
            after = node.step.after
            if isinstance(after, (Pairing, Paired)):
                wrong = raw(type(after), after.args[0], times(TWO, after.args[1]), *after.args[2:])
                yield pytest.param(name, node, wrong, id=f"{name}: {node.step.rule.id}")


@pytest.mark.parametrize(("name", "node", "wrong"), list(steps_with_a_wrong_side()))
def test_each_step_is_checked_alone(name, node, wrong):
    whole = RIGHT[name]()
    position = next(k for k, it in enumerate(whole.nodes) if it.step.before == node.step.before)

    def rebuilt(it):
        parts = tuple(rebuilt(part) for part in it.parts)
        step = Step(it.step.rule, it.step.before, wrong) if it.step.before == node.step.before else it.step
        return Derivation(step, parts, it.answer)

    found = rebuilt(whole).check()
    assert found.verdict == "refuted"
    assert found.parts[position].verdict == "refuted"
    assert sum(part.verdict == "refuted" for part in found.parts) == 1


def test_shapes_that_do_not_fit_are_refuted():
    derivation = matrix_gradient("tr(A X)", "X", "A: m n, X: n m")
    found = changed(derivation, transpose).check()
    assert found.verdict == "refuted"
    assert "shape" in found.how


def test_arrays_that_are_too_large_are_not_checked():
    found = matrix_gradient("||A x||^2", "x", "A: 1000 3, x: 3").check()
    assert found.verdict == "unknown"
    assert "name the dimension" in found.how


def test_a_function_without_a_value_is_not_decided():
    assert matrix_gradient("sum(log(-exp(x)))", "x", "x: n").check().verdict == "unknown"


RULES = [rule for rule in CONCEPTS if isinstance(rule.statement.left, Pairing)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_false_statement_is_refuted(rule):
    right = rule.statement.right
    wrong = raw(Pairing, right.args[0], *(times(TWO, it) if k % 2 == 0 else it for k, it in enumerate(right.args[1:])))
    found = check_statement(replace(rule, statement=replace(rule.statement, right=wrong)))
    assert found.verdict == "refuted", found


def test_steps_that_are_rational_hold_modulo_a_prime():
    for name in ("quadratic", "log det", "inverse", "product", "hessian"):
        found = RIGHT[name]().check()
        assert all("modulo a prime" in part.how for part in found.parts[:-1]), name


def test_plus_of_equal_terms_collects():
    derivation = RIGHT["symmetric"]()
    assert plus(derivation.answer, derivation.answer) == times(TWO, derivation.answer)
