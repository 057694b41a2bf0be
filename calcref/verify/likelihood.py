"""Check a maximum-likelihood estimate by the density alone: no parameters near it or far from it are likelier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import mpmath as mp
import sympy as sp

from calcref.core.evidence import Evidence

_SAMPLE = tuple(map(sp.Rational, ("3/20", "7/20", "3/5", "17/20", "9/20")))  # in the support of all standard densities
_KNOWN = (sp.Rational(1, 11), sp.Rational(9, 4), sp.Integer(1))  # what other letters may stand for
_STEPS = ("1e-6", "1e-2", "0.3")  # relative, of parameters
_DIGITS, _ROUNDING = 40, mp.mpf("1e-25")
_HOW = "the likelihood of a sample at the estimate against that at other parameters"


def check_likelihood(
    density: sp.Expr,
    variable: sp.Symbol,
    statistics: Mapping[sp.Symbol, sp.Expr],
    estimate: Mapping[sp.Symbol, sp.Expr],
) -> Evidence:
    """Return whether `estimate`, in means over the sample of `statistics`, makes a sample likelier than its neighbors.

    >>> x, rate, t = sp.symbols("x lambda t_1", real=True)
    >>> [check_likelihood(rate * sp.exp(-rate * x), x, {t: x}, {rate: it}).verdict for it in (1 / t, 2 / t)]
    ['agrees', 'refuted']
    """
    others = sorted(density.free_symbols - {variable, *estimate}, key=str)
    with mp.workdps(_DIGITS):
        means = {
            t: sum((of.subs(variable, x) for x in _SAMPLE), sp.S.Zero) / len(_SAMPLE) for t, of in statistics.items()
        }
        for number in _KNOWN:
            letters = {it: number + sp.Rational(k, 7) for k, it in enumerate(others)}
            values = [sp.sympify(it).subs(means).subs(letters).evalf(_DIGITS) for it in estimate.values()]
            best = tuple(mp.mpf(str(it)) for it in values if it.is_Float or it.is_Number)
            found = (
                _compared(density.subs(letters), variable, tuple(estimate), best) if len(best) == len(values) else []
            )
            if found:
                worst = max(found)
                return Evidence("agrees" if worst <= _ROUNDING else "refuted", _HOW, len(found), float(max(worst, 0)))
    return Evidence("unknown", f"{_HOW}: no numbers for the other letters give a likelihood")


def _compared(
    density: sp.Expr, variable: sp.Symbol, parameters: Sequence[sp.Symbol], best: tuple[Any, ...]
) -> list[Any]:
    """By how much the mean log-likelihood is larger elsewhere; nothing where it has no value at the best place."""
    height = sp.lambdify([variable, *parameters], density, "mpmath")

    def likelihood(at: Sequence[Any]) -> Any:
        heights = [height(mp.mpf(x.p) / x.q, *at) for x in _SAMPLE]
        if not all(mp.isfinite(it) and mp.im(it) == 0 and mp.re(it) > 0 for it in heights):
            return None
        return mp.fsum(mp.log(it) for it in heights) / len(heights)

    top = likelihood(best)
    if top is None:
        return []
    return [value - top for at in _around(best) if (value := likelihood(at)) is not None]


def _around(best: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    for step in map(mp.mpf, _STEPS):
        for signs in product((-1, 0, 1), repeat=len(best)):
            if any(signs):
                yield tuple(it + sign * step * (abs(it) or 1) for it, sign in zip(best, signs, strict=True))
