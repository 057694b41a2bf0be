"""What the letters on the cards of expectations and information stand for: an example of each, by their code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import mpmath
import numpy as np

from calcref import information
from calcref.information.exponential_family import EXPONENTIAL_DENSITIES
from calcref.probability import Density, Exponential, Normal, expectation
from calcref.site.typed.claims import Case
from calcref.site.typed.layers import exact
from calcref.verbs.maximum_likelihood import maximum_likelihood

Cases = Iterator[Case]
ONE, OTHER = (0.375, 1.25), (-0.5, 1.75)  # mean and deviation of two bells
P, Q = np.array([0.125, 0.5, 0.375]), np.array([0.25, 0.125, 0.625])
JOINT = np.array([[0.125, 0.25], [0.5, 0.125]])  # with no 0, which has no logarithm that a reader could take
X = np.array([0.25, 1.5, 0.75, -0.5, 2.25, 1.0])
FAR = 14.0  # deviations from the mean, beyond which a bell adds nothing


def _number(value: Any) -> Any:
    return mpmath.mpf(float(value))


def _bell(mu: float, sigma: float) -> Callable[[Any], Any]:
    return lambda x: mpmath.npdf(x, mu, sigma)


def _over(letter: str, bell: tuple[float, float]) -> dict[str, list[Any]]:
    """Where an integral over the letter begins and ends, and looks closely."""
    mu, sigma = bell
    return {letter: [mpmath.mpf(mu + sigma * k) for k in (-FAR, -4, -1.5, 0, 1.5, 4, FAR)]}


def _cubed(x: Any) -> Any:
    return x**3 + 2 * x


def _expectation() -> Cases:
    value = _number(expectation(Normal(*ONE), _cubed))
    yield Case({}, functions={"g": _cubed, "p": _bell(*ONE)}, value=value, knots=_over("x", ONE))


def _jensen() -> Cases:
    for values in ([-1.0, 0.5, 2.0], [1.0, 3.0, -2.0]):
        yield Case({"p": exact(P), "x": exact(np.array(values))}, {"p": "k", "x": "k"}, functions={"f": mpmath.exp})


def _of_rows(value: float) -> Cases:
    yield Case({"p": exact(P), "q": exact(Q)}, {"p": "k", "q": "k"}, value=_number(value))


def _kl() -> Cases:
    value = _number(information.kl_divergence(Normal(*ONE), Normal(*OTHER)))
    yield Case({}, functions={"p": _bell(*ONE), "q": _bell(*OTHER)}, value=value, knots=_over("x", ONE))


def _mutual() -> Cases:
    yield Case({"p": exact(JOINT)}, {"p": "ij"}, value=_number(information.mutual_information(JOINT)))


def _log_normal(theta: Any, x: Any) -> Any:
    """As a function of its mean; of the deviation of the second bell."""
    return -(((x - theta) / OTHER[1]) ** 2) / 2


def _moved(x: Any, theta: Any) -> Any:
    return mpmath.npdf(x, theta, OTHER[1])


def _score() -> Cases:
    for x in (0.25, -1.5):
        found = information.score(_log_normal, 0.75, x)
        letters = {"s": _number(found), "x": mpmath.mpf(x), "theta": mpmath.mpf(0.75)}
        yield Case(letters, functions={"p": _moved})


def _fisher() -> Cases:
    value = information.fisher_information(_log_normal, 0.75, lambda mu: Normal(mu, OTHER[1]))
    knots = {"x": [mpmath.mpf(0.75 + OTHER[1] * k) for k in (-8, 0, 8)]}  # few, for slopes are differences here
    yield Case({"theta": mpmath.mpf(0.75)}, functions={"p": _moved}, value=_number(value), knots=knots)


def _likelihood() -> Cases:
    waits = X + 1
    estimate = maximum_likelihood(Exponential.about.statement, "lambda").at(waits)["lambda"]
    letters = {"n": len(waits), "x": exact(waits), "theta": _number(estimate)}
    yield Case(letters, {"x": "i"}, functions={"p": lambda x, theta: theta * mpmath.exp(-theta * x)}, first=1)


def _family() -> Cases:
    eta = -0.75
    letters = {"eta": mpmath.mpf(eta), "m": _number(EXPONENTIAL_DENSITIES.mean(eta))}
    letters["v"] = _number(EXPONENTIAL_DENSITIES.covariance(eta))
    functions = {"A": lambda at: -mpmath.log(-at), "T": lambda x: x, "h": lambda x: mpmath.mpf(1)}
    yield Case(letters, functions=functions, knots={"x": [mpmath.mpf(it) for it in (0, 1, 4, 16, 60)]})


def _by_score() -> Cases:
    value = information.score_function_gradient(_cubed, _log_normal, 0.75, X, baseline=0.625).value
    letters = {"n": len(X), "x": exact(X), "theta": mpmath.mpf(0.75), "b": mpmath.mpf(0.625)}
    yield Case(letters, {"x": "i"}, functions={"f": _cubed, "p": _moved}, value=_number(value), first=1)


def _path(theta: Any, u: Any) -> Any:
    return theta * u + theta**2


def _by_path() -> Cases:
    value = information.reparameterized_gradient(_cubed, _path, 0.75, X).value
    letters = {"n": len(X), "u": exact(X), "theta": mpmath.mpf(0.75)}
    yield Case(letters, {"u": "i"}, functions={"f": _cubed, "g": _path}, value=_number(value), first=1)


def _bound() -> Cases:
    q: Density = Normal(*ONE)
    value = _number(information.evidence_lower_bound(lambda z: -((z - 2) ** 2), q, Normal(*OTHER)))
    functions = {"q": _bell(*ONE), "p": _bell(*OTHER), "L": lambda z: -((z - 2) ** 2)}
    yield Case({}, functions=functions, value=value, knots=_over("z", ONE))


CASES: Mapping[str, Callable[[], Cases]] = {
    "expectation-of-a-function": _expectation,
    "jensens-inequality": _jensen,
    "entropy": lambda: _of_rows(information.entropy(P)),
    "cross-entropy-of-distributions": lambda: _of_rows(information.cross_entropy(P, Q)),
    "kl-divergence": _kl,
    "jensen-shannon-divergence": lambda: _of_rows(information.jensen_shannon_divergence(P, Q)),
    "mutual-information": _mutual,
    "score": _score,
    "fisher-information": _fisher,
    "maximum-likelihood": _likelihood,
    "exponential-family": _family,
    "score-function-gradient": _by_score,
    "reparameterized-gradient": _by_path,
    "evidence-lower-bound": _bound,
}
