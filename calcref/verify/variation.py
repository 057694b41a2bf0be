"""Check a functional derivative by a perturbation: what an integral gains by a bump, and what the derivative says."""

from __future__ import annotations

import math
from typing import Any

import sympy as sp

from calcref.core.evidence import Evidence
from calcref.core.implicit import Prime
from calcref.verify.arithmetic import OutOfDomain
from calcref.verify.gauss import adaptive

_X, *_REST = sp.symbols("x y p q", real=True)
_CURVES = (  # positive from 0 to 1; one rises, one turns
    sp.Rational(3, 2) + sp.sin(sp.Rational(13, 10) * _X) / 3 + 2 * _X / 5,
    2 - sp.sin(4 * _X) / 3,
)
_BUMPS = ((_X * (1 - _X)) ** 3 * (1 + _X), (_X * (1 - _X)) ** 4 * sp.cos(5 * _X))  # 0 at both ends, with their slopes
_STENCIL = ((1, 8), (-1, -8), (2, -1), (-2, 1))  # of a central difference of order 4, over 12 steps
_STEP, _CLOSE, _LEAST = 0.02, 1e-6, 2  # the length of a step, what counts as agreement, pairs of curve and bump
_HOW = "what the integral gains by a bump against the integral of the left side times the bump"


def check_variation(lagrangian: sp.Expr, left: sp.Expr) -> Evidence:
    """Return whether `left`, in f and its primes, is the functional derivative of the integral of `lagrangian`.

    For some curves and bumps on [0, 1] the derivative of the integral along the bump, by central differences, is
    compared with the integral of `left` times the bump.

    >>> x, p = sp.symbols("x p", real=True)
    >>> f = sp.Function("f", real=True)(x)
    >>> [check_variation(p**2, wrong * Prime(f, 2)).verdict for wrong in (-2, 2)]
    ['agrees', 'refuted']
    """
    others = sorted(map(str, (lagrangian.free_symbols | left.free_symbols) - {_X, *_REST}))
    letters = {sp.Symbol(name, real=True): sp.Rational(7 + 4 * k, 5) for k, name in enumerate(others)}
    errors = []
    for curve in _CURVES:
        for bump in _BUMPS:
            try:
                gained, said = _both(lagrangian.subs(letters), left.subs(letters), curve, bump)
            except (TypeError, ValueError, ArithmeticError, OutOfDomain):
                continue  # the Lagrangian has no values along this curve
            errors.append(abs(gained - said) / (abs(gained) + abs(said) + 1e-4))
    if len(errors) < _LEAST or not math.isfinite(sum(errors)):
        return Evidence("unknown", f"{_HOW}: no values on the curves that were tried", len(errors))
    return Evidence("agrees" if max(errors) < _CLOSE else "refuted", _HOW, len(errors), max(errors))


def _both(lagrangian: sp.Expr, left: sp.Expr, curve: sp.Expr, bump: sp.Expr) -> tuple[float, float]:
    values = [[sp.lambdify(_X, sp.diff(it, _X, k), "math") for k in range(3)] for it in (curve, bump)]
    integrand = sp.lambdify([_X, *_REST], lagrangian.doit(), "math")

    def area(size: float) -> float:
        def at(t: float) -> Any:
            return float(integrand(t, *(f(t) + size * h(t) for f, h in zip(*values, strict=True))))

        return adaptive(at, [0.0, 0.5, 1.0])

    gained = sum(weight * area(steps * _STEP) for steps, weight in _STENCIL) / (12 * _STEP)
    primes = {it: sp.diff(curve, _X, it.order) for it in left.atoms(Prime)}
    applied = left.xreplace(primes).subs(sp.Function("f", real=True)(_X), curve)
    written = sp.lambdify(_X, (applied * bump).doit(), "math")
    return gained, adaptive(lambda t: float(written(t)), [0.0, 0.5, 1.0])
