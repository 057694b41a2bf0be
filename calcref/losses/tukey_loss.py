"""Tukey's biweight loss: beyond c an error costs no more, however large it is."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.core.about import Source
from calcref.losses.loss import Curve, Loss, of_curve, positive, residuals


def tukey(c: float = 4.685) -> Loss:
    """Return Tukey's biweight loss, c^2/6 * (1 - (1 - (r/c)^2)^3) up to |r| = c and c^2/6 beyond.

    It is not convex, and its slope goes back to 0. The usual c keeps 95% of the mean's efficiency on normal errors.

    Raises:
        OutsideDomain: `c` is not a positive finite number.

    Source: Beaton and Tukey, The fitting of power series, Technometrics 16 (1974) 147.

    >>> loss = tukey(c=1.0)
    >>> loss.curve.slope(np.array([0.5, 1.0, 100.0])).tolist()
    [0.28125, 0.0, 0.0]
    """
    c = positive("c", c)

    def height(r: Any) -> Any:
        q = np.square(np.clip(r, -c, c) / c)
        return c**2 / 6 * q * (3 - 3 * q + q**2)  # 1 - (1 - q)^3 without its cancellation

    def slope(r: Any) -> Any:
        inner = np.clip(r, -c, c)
        return inner * (1 - (inner / c) ** 2) ** 2

    curve = Curve(argument=residuals, value=height, slope=slope, convex=False)
    value, gradient = of_curve(curve)
    return Loss(
        id="tukey-loss",
        name="Tukey's biweight loss",
        page="losses/regression-losses/#tukey-loss",
        statement="mean(c^2/6*(1 - (1 - min(1, (p - y)^2/c^2))^3))",
        statement_latex=r"\frac1n\sum_{i=1}^{n}\frac{c^2}{6}"
        r"\Bigl(1-\bigl(1-\min\bigl(1,\,\tfrac{1}{c^2}(p_i-y_i)^2\bigr)\bigr)^3\Bigr)",
        expression="c^2/6*(1 - (1 - min(1, r^2/c^2))^3)",
        variable="r",
        derivative="r*(1 - min(1, r^2/c^2))^2",
        source=Source("Beaton and Tukey, The fitting of power series", "Technometrics 16 (1974) 147-185"),
        ml_use="Robust regression with gross outliers, from a start that is near already: far points have no say.",
        value=value,
        gradient=gradient,
        curve=curve,
        parameters=(("c", c),),
    )


TUKEY = tukey()
