"""The evidence lower bound: what variational inference makes large."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from calcref.core.about import Source, Stated
from calcref.information.along import called
from calcref.information.asked import pair
from calcref.information.kl_divergence import kl_divergence
from calcref.probability.expectations import expectation_of_array

EVIDENCE_LOWER_BOUND = Stated(
    id="evidence-lower-bound",
    name="Evidence lower bound (ELBO)",
    page="information/gradients-of-expectations/#evidence-lower-bound",
    statement="E_q[ln p(x | z)] - KL(q || p) = ln p(x) - KL(q || posterior)",
    statement_latex=r"\int q(z)\,L(z)\,dz - \int q(z)\ln\frac{q(z)}{p(z)}\,dz",
    given=(
        "$L(z)$ the log-likelihood of the data, $p$ the prior and $q$ any density with $p > 0$ wherever $q > 0$",
        "at most the logarithm of the evidence; equal to it where $q$ is the posterior",
    ),
    source=Source("Bishop, Pattern Recognition and Machine Learning", "section 10.1"),
    ml_use="The objective of a VAE: fit the data, and stay near the prior.",
)


def evidence_lower_bound(log_likelihood: Callable[[Any], Any], q: Any, prior: Any) -> float:
    """Return the expectation of the log-likelihood under `q`, less the divergence of the prior from `q`, in nats.

    The divergence is a formula where `kl_divergence` knows one; nothing is sampled.

    Args:
        log_likelihood: a function of an array of latent values that returns one of its shape.
        q: the approximate posterior, a density of one variable.
        prior: another.

    Raises:
        OutsideDomain: one is no such density, or the log-likelihood is not finite somewhere.
        DidNotConverge: the expectation does not settle.

    >>> from calcref.probability import Normal
    >>> seen = lambda z: Normal(0, 1).log_pdf(2.0 - z)  # x = 2 is z and normal noise; its posterior is N(1, 1/2)
    >>> exact = float(Normal(0, 2**0.5).log_pdf(2.0))
    >>> abs(evidence_lower_bound(seen, Normal(1, 0.5**0.5), Normal()) - exact) < 1e-9
    True
    """
    posterior, before = pair(q, prior)
    return expectation_of_array(posterior, lambda z: called(log_likelihood, z, what="log_likelihood")) - kl_divergence(
        posterior, before
    )
