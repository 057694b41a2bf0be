"""Group lasso: the length of each group of weights, so that a group goes or stays as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.regularizers import penalty as base
from calcref.regularizers.penalty import Penalty, real, within
from calcref.verify.given import is_whole


def group_lasso(sizes: Sequence[int], strength: float = 1.0) -> Penalty:
    """Return the penalty strength * sum over groups of sqrt(size) * length of the group's weights.

    Args:
        sizes: of the groups, which lie one after the other in a row of weights.

    Raises:
        OutsideDomain: a size is not a positive whole number, or the strength not a finite number of at least 0.

    Source: Yuan and Lin, Model selection and estimation with grouped variables, JRSS B 68 (2006) 49.

    >>> group_lasso([2, 1]).prox([3.0, 4.0, 0.5], step=1.0).round(4).tolist()
    [2.1515, 2.8686, 0.0]
    """
    size = base.strength("strength", strength)
    if not (len(sizes) and all(is_whole(it) and it >= 1 for it in sizes)):
        raise OutsideDomain(f"sizes of groups are positive whole numbers; found {list(sizes)!r:.60}")
    ends = np.cumsum(sizes)
    groups = [slice(int(end - it), int(end)) for end, it in zip(ends, sizes, strict=True)]
    roots = size * np.sqrt(np.asarray(sizes, dtype=np.float64))

    def row(weights: Any) -> Any:
        w = real(weights)
        if w.shape != (int(ends[-1]),):
            raise ShapeMismatch(f"groups of {list(sizes)} are a row of {int(ends[-1])} weights; found shape {w.shape}")
        return w

    def lengths(w: Any) -> Any:
        return np.stack([_length(w[group]) for group in groups])

    def each(per_group: Any) -> Any:
        return np.repeat(per_group, sizes)

    def gradient(weights: Any) -> Any:
        w = row(weights)
        far = lengths(w)
        return w * each(np.where(far > 0, roots, 0.0) / np.where(far > 0, far, 1.0))

    def prox(weights: Any, step: float) -> Any:
        w = row(weights)
        far = lengths(w)
        return w * each(np.maximum(0.0, 1 - step * roots / np.where(far > 0, far, 1.0)) * (far > 0))

    return Penalty(
        id="group-lasso",
        name="Group lasso",
        page="regularization/sparsity/#group-lasso",
        statement="lambda*sum over groups of sqrt(size)*|w_group|",
        statement_latex=r"\lambda\sum_g \sqrt{m_g}\,\sqrt{\sum_j a_{gj}\,w_j^2}",
        expression="lambda*sqrt(m)*sqrt(u^2 + v^2)",
        derivative="",
        given=("$a_{gj} = 1$ where $w_j$ is in the group $g$, else $0$; $m_g$ weights in it",),
        source=Source("Yuan and Lin, Model Selection and Estimation with Grouped Variables", "JRSS B 68 (2006) 49-67"),
        ml_use="Categories as several columns, or the channels of a layer: all columns of one go together.",
        value=lambda weights: np.sum(roots * lengths(row(weights))),
        gradient=gradient,
        prox=prox,
        conjugate=lambda g: within(lengths(row(g)) - roots, size),
        parameters=(("lambda", size),),
    )


def _length(group: Any) -> Any:
    """The length, whose slope at 0 is taken to be 0: a root of 0 has none."""
    square = np.sum(np.square(group))
    return np.where(square > 0, np.sqrt(np.where(square > 0, square, 1.0)), 0.0)


GROUP_LASSO = group_lasso((2, 3))
