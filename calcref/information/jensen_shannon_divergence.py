"""The Jensen-Shannon divergence: how far two distributions are from their mean; never infinite."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source, Stated
from calcref.information.asked import pair
from calcref.probability import Density
from calcref.probability.expectations import expectation_of_array

JENSEN_SHANNON_DIVERGENCE = Stated(
    id="jensen-shannon-divergence",
    name="Jensen–Shannon divergence",
    page="information/kl-divergence/#jensen-shannon-divergence",
    statement="KL(p || m)/2 + KL(q || m)/2, m = (p + q)/2",
    statement_latex=r"\frac12\sum_k p_k\ln\frac{p_k}{m_k} + \frac12\sum_k q_k\ln\frac{q_k}{m_k},"
    r"\quad m_k = \frac{p_k + q_k}2",
    given=("every $p$ and $q$; integrals in place of the sums for densities", r"$0\ln 0 = 0$"),
    source=Source("Lin, Divergence Measures Based on the Shannon Entropy (1991)", "section 4"),
    ml_use="What the first GANs made small; its root is a distance.",
)


def jensen_shannon_divergence(p: Any, q: Any) -> float:
    """Return the mean of the divergences of `p` and of `q` from their mixture, in nats: from 0 to ln 2.

    Args:
        p: a density of one variable, or a row of probabilities; `q` another of the same kind.

    Raises:
        OutsideDomain: one is no distribution on the line, or one has atoms and the other a density.
        ShapeMismatch: rows of probabilities differ in length.
        DidNotConverge: an integral does not settle.

    >>> jensen_shannon_divergence([1.0, 0.0], [0.0, 1.0]) == float(np.log(2))
    True
    """
    one, other = pair(p, q)
    return min(max(0.5 * _half(one, other) + 0.5 * _half(other, one), 0.0), float(np.log(2)))


def _half(p: Density, q: Density) -> float:
    """The expectation of ln 2p - ln(p + q) under p: at most ln 2, wherever q is."""
    cuts = tuple(at for at in (*q.breaks, *q.support) if np.isfinite(at))

    def excess(x: Any) -> Any:
        with np.errstate(over="ignore"):
            return np.log(2) - np.logaddexp(0.0, q.log_pdf(x) - p.log_pdf(x))

    return expectation_of_array(p, excess, cuts)
