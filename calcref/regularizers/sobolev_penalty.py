"""The Sobolev penalty: the integral of f'(x)^2, for a broken line exactly a sum of squared differences."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.core.errors import OutsideDomain, ShapeMismatch
from calcref.regularizers import penalty as base
from calcref.regularizers.penalty import Penalty, real
from calcref.regularizers.smoothing_penalty import fitting, form_conjugate


def sobolev(grid: Any, strength: float = 1.0) -> Penalty:
    """Return the penalty strength * integral of f'(x)^2 on the values of a broken line with corners at `grid`.

    Of all curves through these values the broken line has the smallest such integral.

    Raises:
        OutsideDomain: the grid does not increase, or the strength is not a finite number of at least 0.
        ShapeMismatch: the grid is not a row of at least two points.

    Source: Evans, Partial Differential Equations (2nd ed.), section 5.2.

    >>> float(sobolev([0.0, 1.0, 3.0]).value([0.0, 2.0, 0.0]))
    6.0
    """
    x, weight = real(grid), base.strength("strength", strength)
    if x.ndim != 1 or len(x) < 2:
        raise ShapeMismatch(f"a grid is a row of at least two points; found shape {x.shape}")
    if not (np.all(np.isfinite(x)) and np.all(np.diff(x) > 0)):
        raise OutsideDomain(f"a grid increases; found {np.array2string(x)[:60]}: sort it")
    difference = np.diff(np.eye(len(x)), axis=0)
    form = difference.T @ (difference / np.diff(x)[:, None])

    def value(f: Any) -> Any:
        steps = difference @ fitting(f, len(x))
        return weight * np.sum(steps**2 / np.diff(x))

    return Penalty(
        id="sobolev-penalty",
        name="Sobolev penalty",
        page="regularization/smoothing-splines/#sobolev-penalty",
        statement="lambda*integral of f'(x)^2 = lambda*sum((f[k+1] - f[k])^2/(x[k+1] - x[k]))",
        statement_latex=r"\lambda\int f'(x)^2\,dx = \lambda\sum_{k=1}^{n-1} \frac{(f_{k+1}-f_k)^2}{x_{k+1}-x_k}",
        expression="lambda*u^2",
        derivative="",
        given=("$f$ a broken line, given by its values $f_k$ at its corners $x_k$",),
        source=Source("Evans, Partial Differential Equations (2nd ed.)", "section 5.2"),
        ml_use="Smooth fields and flows; the energy whose descent is diffusion.",
        value=value,
        gradient=lambda f: 2 * weight * (form @ fitting(f, len(x))),
        prox=lambda f, step: np.linalg.solve(np.eye(len(x)) + 2 * step * weight * form, fitting(f, len(x))),
        conjugate=lambda g: form_conjugate(g, 2 * weight * form, len(x)),
        parameters=(("lambda", weight),),
    )


SOBOLEV = sobolev((0.0, 1.0))
