"""Rules of one's own, and the check that finds the wrong ones."""

import numpy as np
import pytest

from calcref.autodiff import ArrayRule, check_grad, grad, hessian, jvp, vjp
from calcref.core.errors import CalcrefError, NoRuleApplies, ShapeMismatch

X = np.array([0.5, -1.0, 2.0])


def rule(jvp, vjp, value=lambda x: np.sin(x) * x, **options):
    return ArrayRule("mine", value, jvp, vjp, **options)


def slope(x):
    return np.cos(x) * x + np.sin(x)


RIGHT = rule(lambda x_dot, y, x: slope(x) * x_dot, lambda y_bar, y, x: slope(x) * y_bar)
scale = ArrayRule(
    "scale",
    lambda x, s: x * s,
    jvp=(lambda x_dot, y, x, s: x_dot * s, lambda s_dot, y, x, s: x * s_dot),
    vjp=(lambda y_bar, y, x, s: y_bar * s, lambda y_bar, y, x, s: np.sum(y_bar * x)),
)
joint = ArrayRule(
    "scale",
    lambda x, s: x * s,
    jvp=lambda dots, y, x, s: dots[0] * s + x * dots[1],
    vjp=lambda y_bar, y, x, s: (y_bar * s, np.sum(y_bar * x)),
)
first_only = ArrayRule(
    "weighted",
    lambda x, mask: x**2 * mask,
    jvp=(lambda x_dot, y, x, mask: 2 * x * x_dot * mask, None),
    vjp=(lambda y_bar, y, x, mask: 2 * x * y_bar * mask, None),
)


@pytest.mark.parametrize("mine", [scale, joint])
def test_rules_of_two_arguments(mine):
    assert check_grad(mine, X, 2.0).verdict == "agrees"
    assert mine(X, 2.0).tolist() == (2 * X).tolist()
    x_bar, s_bar = grad(lambda x, s: np.sum(mine(x, s) ** 2), (0, 1))(X, 2.0)
    assert x_bar.tolist() == (8 * X).tolist()
    assert s_bar == pytest.approx(4 * np.sum(X**2))
    assert grad(lambda s: np.sum(mine(X, s)))(2.0) == np.sum(X)


def test_a_right_rule_has_second_derivatives_too():
    assert check_grad(RIGHT, X).verdict == "agrees"
    found = hessian(lambda x: np.sum(RIGHT(x)))(X)
    assert np.allclose(found, np.diag(2 * np.cos(X) - X * np.sin(X)), rtol=0, atol=1e-14)


def test_an_argument_without_derivative():
    mask = np.array([1.0, 0.0, 1.0])
    assert check_grad(first_only, X, mask).verdict == "agrees"
    with pytest.raises(NoRuleApplies, match="argument number 2"):
        grad(lambda m: np.sum(first_only(X, m)))(mask)
    with pytest.raises(NoRuleApplies, match="argument number 2"):
        jvp(lambda m: first_only(X, m))(mask, mask)


WRONG = {
    "sign": lambda v, y, x: -slope(x) * v,
    "dropped term": lambda v, y, x: np.cos(x) * x * v,
    "wrong constant": lambda v, y, x: 1.001 * slope(x) * v,
    "one element": lambda v, y, x: slope(x) * v * np.array([1.0, 1.0, 0.9]),
    "tiny": lambda v, y, x: slope(x) * v * (1 + 1e-6),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_wrong_rules_are_refuted(wrong):
    right = RIGHT.vjp
    assert check_grad(rule(wrong, wrong), X).verdict == "refuted"
    found = check_grad(rule(RIGHT.jvp, wrong), X)
    assert found.verdict == "refuted"
    assert "transpose" in found.how
    found = check_grad(rule(wrong, right), X)
    assert found.verdict == "refuted"


def test_a_wrong_vjp_of_a_matrix_is_refuted_though_its_size_is_right():
    matrix = np.array([[1.0, 2.0, 3.0], [0.5, -1.0, 2.0], [1.5, 0.0, 1.0]])
    wrong = ArrayRule("product", lambda x: matrix @ x, "linear", lambda y_bar, y, x: matrix @ y_bar)
    assert check_grad(wrong, X).verdict == "refuted"


def test_kinks_jumps_and_noise_are_not_passed():
    rng = np.random.default_rng(0)
    assert check_grad(np.abs, np.array([0.0, 1.0])).verdict == "refuted"
    assert check_grad(lambda x: x + np.floor(x), np.array([1.0])).verdict == "refuted"
    assert check_grad(lambda x: x * rng.random(), np.array([1.0])).verdict == "refuted"
    assert check_grad(np.sqrt, np.array([0.0])).verdict == "unknown"
    assert check_grad(np.log, np.array([-1.0])).verdict == "unknown"


@pytest.mark.parametrize("f", [np.square, lambda x: np.sin(x) ** 2, lambda x: np.sum(x**4)])
@pytest.mark.parametrize("at", [np.zeros(2), np.full(2, 1e-16), np.zeros(2, np.float32)])
def test_a_minimum_with_the_value_0_agrees(f, at):
    assert check_grad(f, at).verdict == "agrees"


def test_where_value_and_slope_are_0_kinks_and_jumps_are_told_apart():
    assert "to the power 1" in check_grad(np.abs, 0.0).how
    assert "jumps" in check_grad(lambda x: np.where(x > 0, 1.0, 0.0), 0.0).how
    assert "jumps" in check_grad(lambda x: np.exp(1e3 * x) + np.sign(x), 0.0).how


def test_linear_and_constant_functions_agree():
    assert check_grad(lambda x: np.cumsum(x) * 3.0, X).verdict == "agrees"
    assert check_grad(lambda x: np.ones(3), X).verdict == "agrees"
    assert check_grad(lambda x: np.sort(x), X).verdict == "agrees"


def test_check_grad_of_structures_and_of_what_holds_no_floats():
    assert check_grad(lambda p, n: {"a": p["w"] ** n}, {"w": X}, 3).verdict == "agrees"
    with pytest.raises(CalcrefError, match="no argument of floats"):
        check_grad(lambda n: n, 3)


def test_the_evidence_says_what_was_compared():
    found = check_grad(RIGHT, X)
    assert found.points == 3
    assert found.error < 1e-12
    assert len(found.parts) == 6


def test_shapes_that_do_not_fit_name_the_rule():
    bad_vjp = ArrayRule(
        "mine", lambda x, y: x + y, (lambda d, *_: d, lambda d, *_: d), (lambda g, *_: g, lambda g, *_: g)
    )
    with pytest.raises(ShapeMismatch, match=r"vjp of mine.*\(2, 3\).*number 2.*\(3,\)"):
        grad(lambda y: np.sum(bad_vjp(np.ones((2, 3)), y)))(X)
    with pytest.raises(ShapeMismatch, match=r"jvp of mine.*\(3,\).*\(2, 3\)"):
        jvp(lambda y: bad_vjp(np.ones((2, 3)), y))(X, X)
    few = ArrayRule("few", lambda x, y: x + y, lambda d, *_: d[0], lambda g, *_: (g,))
    with pytest.raises(ShapeMismatch, match="1 cotangents for 2"):
        grad(lambda x: np.sum(few(x, x)))(X)


def test_a_rule_that_closes_over_a_traced_value_is_refused():
    def f(w):
        mine = ArrayRule("mine", lambda x: w * x, lambda d, y, x: d * w, lambda g, y, x: g * w)
        return np.sum(mine(w * 1.0))

    with pytest.raises(CalcrefError, match="closes over"):
        grad(f)(X)


def test_a_rule_may_return_what_it_keeps():
    weights = np.array([1.0, 2.0, 3.0])
    mine = ArrayRule("mine", lambda x: weights @ x, lambda d, y, x: weights @ d, lambda g, y, x: weights)
    found = grad(lambda x: mine(x) + mine(x) + np.sum(x * x))(X)
    assert found.tolist() == (2 * weights + 2 * X).tolist()
    assert weights.tolist() == [1.0, 2.0, 3.0]
    assert vjp(mine)(X)[1](1.0).tolist() == weights.tolist()
