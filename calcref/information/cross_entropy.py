"""Cross-entropy: the surprise at values of one distribution, measured by another."""

from __future__ import annotations

from typing import Any

from calcref.core.about import Source, Stated
from calcref.information.entropy import entropy
from calcref.information.kl_divergence import kl_divergence

CROSS_ENTROPY = Stated(
    id="cross-entropy-of-distributions",
    name="Cross-entropy of two distributions",
    page="information/entropy/#cross-entropy-of-distributions",
    statement="-sum(p[k]*ln(q[k])) = H(p) + KL(p || q)",
    statement_latex=r"-\sum_k p_k\ln q_k = -\sum_k p_k\ln p_k + \sum_k p_k\ln\frac{p_k}{q_k}",
    given=(r"$q_k > 0$ wherever $p_k > 0$; elsewhere it is infinite", "a density has integrals in place of the sums"),
    source=Source("Goodfellow, Bengio and Courville, Deep Learning (2016)", "section 3.13"),
    ml_use="The loss of classifiers and language models: its least value is the entropy of the data.",
)


def cross_entropy(p: Any, q: Any) -> float:
    """Return the expectation of -ln q under `p`, in nats: entropy(p) + kl_divergence(p, q).

    Arguments and errors are those of `kl_divergence`; it is infinite where that is.

    >>> round(cross_entropy([0.5, 0.5], [0.25, 0.75]), 6), cross_entropy([0.5, 0.5], [1.0, 0.0])
    (0.836988, inf)
    """
    return kl_divergence(p, q) + entropy(p)
