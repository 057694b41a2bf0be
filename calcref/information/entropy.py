"""Entropy: how much there is to be surprised by."""

from __future__ import annotations

from typing import Any

from calcref.core.about import Source, Stated
from calcref.information.asked import distribution

ENTROPY = Stated(
    id="entropy",
    name="Entropy",
    page="information/entropy/",
    statement="-sum(p[k]*ln(p[k])); for a density, -integral of p(x)*ln(p(x)) over all x",
    statement_latex=r"-\sum_k p_k\ln p_k",
    given=(
        r"$p_k \ge 0$, $\sum_k p_k = 1$, and $0\ln 0 = 0$; for a density an integral, which may be negative",
        "in nats; divided by $\\ln 2$, in bits",
    ),
    source=Source("Cover and Thomas, Elements of Information Theory (2nd ed.)", "sections 2.1 and 8.1"),
    ml_use="How unsure a classifier is; a bonus for exploring in policy gradients.",
)


def entropy(p: Any) -> float:
    """Return the entropy of `p` in nats, the expectation of -ln p; that of a density may be negative.

    Args:
        p: a density of `calcref.probability`, or a row of probabilities.

    Raises:
        OutsideDomain: `p` is neither.
        DidNotConverge: that of a density of one's own does not settle.

    >>> from calcref.probability import Uniform
    >>> round(entropy([0.5, 0.5]), 6), round(entropy(Uniform(0, 0.5)), 6)
    (0.693147, -0.693147)
    """
    return distribution(p).entropy
