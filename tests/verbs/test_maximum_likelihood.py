"""Maximum-likelihood estimates, derived from the texts of the densities, against samples and against wrong ones."""

from dataclasses import replace

import numpy as np
import pytest
import sympy as sp

from calcref import CalcrefError, maximum_likelihood
from calcref.core.errors import CheckFailed, OutsideDomain, Undecided
from calcref.probability import (
    Bernoulli,
    Binomial,
    Cauchy,
    Exponential,
    Gamma,
    Laplace,
    LogNormal,
    Normal,
    Pareto,
    Poisson,
    Rayleigh,
)

T = [sp.Symbol(f"t_{k}", real=True) for k in (1, 2)]
DERIVED = (
    (Normal, "mu, sigma", ["x", "x^2"], [T[0], sp.sqrt(T[1] - T[0] ** 2)]),
    (LogNormal, "mu, sigma", ["log(x)", "log(x)^2"], [T[0], sp.sqrt(T[1] - T[0] ** 2)]),
    (Exponential, "lambda", ["x"], [1 / T[0]]),
    (Bernoulli, "p", ["x"], [T[0]]),
    (Binomial, "p", ["x"], [T[0] / sp.Symbol("n", real=True)]),
    (Poisson, "lambda", ["x"], [T[0]]),
    (Rayleigh, "sigma", ["x^2"], [sp.sqrt(T[0] / 2)]),
    (Gamma, "beta", ["x"], [sp.Symbol("alpha", real=True) / T[0]]),
    (Laplace, "b", ["Abs(mu - x)"], [T[0]]),
    (Pareto, "alpha", ["log(x)"], [1 / (T[0] - sp.log(sp.Symbol("m", real=True)))]),
)


@pytest.mark.parametrize(
    ("density", "letters", "means", "estimate"), DERIVED, ids=lambda it: getattr(it, "__name__", "")
)
def test_the_estimates_of_the_standard_families_are_derived(density, letters, means, estimate):
    found = maximum_likelihood(density.about.statement, letters)
    assert [str(it).replace("**", "^") for it in found.statistics.values()] == means
    assert all(sp.simplify(one - other) == 0 for one, other in zip(found.estimate.values(), estimate, strict=True))
    assert found.check().verdict == "agrees"


def test_a_wrong_estimate_is_refuted():
    found = maximum_likelihood(Normal.about.statement, "mu, sigma")
    mu, sigma = found.estimate
    unbiased = found.estimate[sigma] * sp.sqrt(sp.Rational(5, 4))
    assert replace(found, estimate={mu: T[0], sigma: unbiased}).check().verdict == "refuted"
    assert replace(found, estimate={mu: T[0] * sp.Rational(10001, 10000), sigma: found.estimate[sigma]}).check().error


def test_a_sample_gives_numbers_and_the_page_its_steps():
    values = np.random.default_rng(0).gamma(2.0, 1.5, 50)
    found = maximum_likelihood(Normal.about.statement, "mu, sigma")
    assert list(found.at(values).values()) == pytest.approx([np.mean(values), np.std(values)], rel=1e-12)
    far = found.at(1e9 + np.array([0.25, -0.25]))  # squares of these have no such digits
    assert far == {"mu": 1e9, "sigma": 0.25}
    shown = found.to_markdown()
    assert shown.count("Its slope in") == 2
    assert "Sum rule" in shown
    assert r"\hat{\mu} = t_{1}" in shown


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: maximum_likelihood(Cauchy.about.statement, "mu"), Undecided, "joins a value and a parameter"),
        (lambda: maximum_likelihood(Laplace.about.statement, "mu"), Undecided, "joins a value and a parameter"),
        (lambda: maximum_likelihood("1/theta", "theta"), Undecided, "largest at an end"),
        (lambda: maximum_likelihood(Normal.about.statement, "nu"), CalcrefError, "does not hold nu"),
        (lambda: maximum_likelihood(Normal.about.statement, "mu, mu"), CalcrefError, "once"),
        (lambda: maximum_likelihood(Normal.about.statement, ""), CalcrefError, "once"),
        (lambda: maximum_likelihood("p^x*(1-p)^(1-x)", "p", variable="p"), CalcrefError, "cannot be a parameter, too"),
        (lambda: maximum_likelihood("e^(x^2)*e^(p^2)*e^(-2*p*x)", "p"), CheckFailed, "not largest"),
        (lambda: maximum_likelihood(Normal.about.statement, "mu, sigma").at([3.0]), OutsideDomain, "give more values"),
        (lambda: maximum_likelihood("p^x*(1-p)^(1-x)", "p").at([]), OutsideDomain, "one at least"),
        (lambda: maximum_likelihood("p^x*(1-p)^(1-x)", "p").at(["a"]), OutsideDomain, "a row of real numbers"),
        (lambda: maximum_likelihood("lambda*e^(-lambda*x)", "lambda").at([0.0]), OutsideDomain, "no real number"),
        (lambda: maximum_likelihood(Binomial.about.statement, "p").at([3.0]), OutsideDomain, "no real number"),
    ],
)
def test_bad_input(call, error, says):
    with pytest.raises(error, match=says):
        call()
