"""Covariances and correlations of variables."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import shape
from calcref.autodiff.rules.shapes import conj


def cov(
    m: Any,
    y: Any = None,
    rowvar: bool = True,
    bias: bool = False,
    ddof: int | None = None,
    fweights: Any = None,
    aweights: Any = None,
) -> Any:
    """np.cov; the weights may be traced as well."""
    if shape(_rows(m, rowvar))[0] == 0:
        return np.zeros((0, 0))
    x = _rows(m, rowvar) if y is None else np.concatenate([_rows(m, rowvar), _rows(y, rowvar)])
    ddof = int(not bias) if ddof is None else ddof
    weights: Any = np.ones(shape(x)[1])
    for given in (fweights, aweights):
        weights = weights if given is None else weights * given
    total = np.sum(weights)
    lost = ddof if aweights is None else ddof * np.sum(weights * aweights) / total
    off = x - np.expand_dims(x @ weights / total, -1)
    return np.squeeze((off * weights) @ conj(np.transpose(off)) / (total - lost))


def corrcoef(x: Any, y: Any = None, rowvar: bool = True) -> Any:
    """np.corrcoef."""
    c = cov(x, y, rowvar)
    if np.ndim(c) == 0:
        return c / c
    spread = np.sqrt(np.real(np.diagonal(c)))
    found = c / np.expand_dims(spread, -1) / spread
    return found if found.dtype.kind == "c" else np.clip(found, -1, 1)


def _rows(m: Any, rowvar: bool) -> Any:
    """A variable in each row."""
    m = np.asarray(m)
    x = np.atleast_2d(m)
    return np.transpose(x) if not rowvar and np.ndim(m) != 1 else x


COVARIANCE: dict[Any, Any] = {np.cov: cov, np.corrcoef: corrcoef}
