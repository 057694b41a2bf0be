"""Scores, Fisher information, exponential families: by the tape, and where the two forms of the information differ."""

import numpy as np
import pytest

from calcref.core.errors import CheckFailed, OutsideDomain, ShapeMismatch
from calcref.information import EXPONENTIAL_FAMILIES, fisher_information, score
from calcref.information.exponential_family import BERNOULLI_FAMILY, NORMAL_FAMILY
from calcref.optimization import normal_fisher
from calcref.probability import Bernoulli, Cauchy, Exponential, Normal, Poisson, Uniform

EXAMPLES = {
    "Bernoulli": Bernoulli(0.3),
    "Poisson": Poisson(2.5),
    "exponential": Exponential(1.5),
    "normal": Normal(1, 2),
}


def normal(theta, x):
    return -np.log(theta[1]) - ((x - theta[0]) / theta[1]) ** 2 / 2


def test_the_score_is_the_slope_of_the_log_likelihood():
    x = np.array([[0.5, -1.0], [2.0, 4.0]])
    found = score(normal, [1.0, 2.0], x)
    assert found.shape == (2, 2, 2)
    assert np.allclose(found[..., 0], (x - 1) / 4, rtol=1e-14)
    assert np.allclose(found[..., 1], (x - 1) ** 2 / 8 - 0.5, rtol=1e-14)
    assert score(lambda rate, x: np.log(rate) - rate * x, 2.0, 0.25) == pytest.approx(0.25)


@pytest.mark.parametrize("form", ["score", "curvature"])
def test_both_forms_of_the_information_are_what_books_say(form):
    of_normal = fisher_information(normal, [1.0, 2.0], lambda t: Normal(t[0], t[1]), form)
    assert np.allclose(of_normal, np.diag([0.25, 0.5]), atol=1e-9)
    by_log = fisher_information(
        lambda t, x: -t[1] - ((x - t[0]) * np.exp(-t[1])) ** 2 / 2,
        [0.3, -0.7],
        lambda t: Normal(t[0], np.exp(t[1])),
        form,
    )
    assert np.allclose(by_log, normal_fisher([0.3, -0.7]), atol=1e-8)
    coin = fisher_information(lambda p, x: x * np.log(p) + (1 - x) * np.log(1 - p), 0.2, Bernoulli, form)
    assert coin == pytest.approx(1 / 0.16, rel=1e-12)
    wide = fisher_information(lambda m, x: -np.log(1 + (x - m) ** 2), 0.5, lambda m: Cauchy(m, 1), form)
    assert wide == pytest.approx(0.5, rel=1e-7)


def test_the_forms_differ_where_the_support_moves():
    forms = [fisher_information(lambda t, x: -np.log(t) + 0 * x, 2.0, lambda t: Uniform(0, t), it) for it in
             ("score", "curvature")]  # fmt: skip
    assert forms == pytest.approx([0.25, -0.25])


@pytest.mark.parametrize("family", EXPONENTIAL_FAMILIES, ids=lambda it: it.name)
def test_slopes_of_the_log_partition_are_the_moments_of_the_statistic(family):
    example = EXAMPLES[family.name.split()[0]]
    assert family.check(example).verdict == "agrees"
    again = family.density(family.natural(example))
    assert (again.mean, again.variance) == pytest.approx((example.mean, example.variance), rel=1e-12)


def test_the_check_of_a_family_can_fail():
    wrong = type(BERNOULLI_FAMILY)(
        "wrong",
        Bernoulli,
        (),
        lambda x: x,
        lambda eta: 2 * np.logaddexp(0, eta),
        BERNOULLI_FAMILY.natural,
        BERNOULLI_FAMILY.density,
    )
    assert wrong.check(Bernoulli(0.3)).verdict == "refuted"
    with pytest.raises(OutsideDomain, match="of the class Normal; found Poisson"):
        NORMAL_FAMILY.check(Poisson(1))


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (
            lambda: fisher_information(lambda m, x: -((x - m) ** 2), 0.0, lambda m: Normal(m, 1)),
            CheckFailed,
            "otherwise",
        ),
        (lambda: fisher_information(normal, [0.0, 1.0], Normal(0, 1)), OutsideDomain, "family makes a density"),
        (lambda: fisher_information(normal, [0.0, 1.0], lambda t: 3), OutsideDomain, "row of probabilities"),
        (
            lambda: fisher_information(normal, [0.0, 1.0], lambda t: Normal(*t), "hessian"),
            OutsideDomain,
            "form must be",
        ),
        (lambda: score(normal, [0.0, np.nan], 1.0), OutsideDomain, "must be finite"),
        (lambda: score(normal, [[0.0, 1.0]], 1.0), ShapeMismatch, "a number or a row"),
        (lambda: score(normal, [0.0, 1.0], [1.0, np.inf]), OutsideDomain, "values must be finite"),
        (lambda: score(lambda t, x: np.sum(x) * t, 1.0, [1.0, 2.0]), ShapeMismatch, "a number for each value"),
        (lambda: score(lambda t, x: np.log(t) * x, 0.0, [1.0, 2.0]), OutsideDomain, "no finite slope"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says), np.errstate(all="ignore"):
        call()
