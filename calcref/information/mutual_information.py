"""Mutual information: how much one variable says about another."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from calcref.core.about import Source, Stated
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.probability import MultivariateNormal
from calcref.probability.asked import probabilities
from calcref.verify.given import reals

MUTUAL_INFORMATION = Stated(
    id="mutual-information",
    name="Mutual information",
    page="information/mutual-information/",
    statement="sum(p[i,j]*ln(p[i,j]/(a[i]*b[j]))), a and b the marginals",
    statement_latex=r"\sum_{i,j} p_{ij}\ln\frac{p_{ij}}{a_i b_j},\quad a_i = \sum_j p_{ij},\quad b_j = \sum_i p_{ij}",
    given=(r"$p_{ij} \ge 0$, $\sum_{i,j} p_{ij} = 1$, and $0\ln 0 = 0$; integrals in place of sums for densities",),
    source=Source("Cover and Thomas, Elements of Information Theory (2nd ed.)", "section 2.3"),
    ml_use="Which feature to split a tree on; what a contrastive loss bounds from below.",
)


def mutual_information(joint: Any, first: Sequence[int] | None = None) -> float:
    """Return the divergence of the product of the marginals from the joint distribution, in nats; at least 0.

    Args:
        joint: probabilities, (n, m), that add up to 1; or a `MultivariateNormal`.
        first: of a normal density, the numbers of the variables on one side; the others are on the other side.

    Raises:
        OutsideDomain: the numbers are no probabilities, or `first` leaves nothing on one side, or is not given where
            it is needed.
        ShapeMismatch: the probabilities have no two axes.

    >>> round(mutual_information([[0.5, 0.0], [0.0, 0.5]]), 6)  # one says all of the other: ln 2
    0.693147
    >>> round(mutual_information(MultivariateNormal([0, 0], [[1, 0.6], [0.6, 1]]), first=[0]), 6)  # -ln(1 - 0.6^2)/2
    0.223144
    """
    if isinstance(joint, MultivariateNormal):
        return _normal(joint, first)
    if first is not None:
        raise OutsideDomain("first is for a MultivariateNormal; a table of probabilities has its two sides as axes")
    table = reals(joint, "joint probabilities")
    if table.ndim != 2:
        raise ShapeMismatch(f"joint probabilities have two axes, one for each variable; found shape {table.shape}")
    probabilities("the joint probabilities", table.ravel())
    product = np.outer(table.sum(axis=1), table.sum(axis=0))
    here = table > 0
    return max(math.fsum(table[here] * np.log(table[here] / product[here])), 0.0)


def _normal(joint: MultivariateNormal, first: Sequence[int] | None) -> float:
    if first is None:
        raise OutsideDomain("first must say which variables are on one side: try first=[0]")
    one = joint.marginal(first)
    rest = [k for k in range(len(joint.mean)) if k not in first]
    if not rest:
        raise OutsideDomain(f"first must leave a variable for the other side; found all {len(joint.mean)}")
    known = joint.conditional(rest, joint.mean[rest])
    return max(one.entropy - known.entropy, 0.0)
