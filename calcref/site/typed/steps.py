"""What the letters on the cards of methods stand for that do more than follow a gradient: one step of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from calcref.core.methods import Method, State
from calcref.optimization import (
    BFGS,
    FISTA,
    ISTA,
    LBFGS,
    ConjugateGradient,
    GaussNewton,
    LevenbergMarquardt,
    NelderMead,
    Newton,
    TrustRegion,
    minimize,
)
from calcref.regularizers import l1
from calcref.site.typed.claims import Case
from calcref.site.typed.layers import column, exact

START = np.array([0.75, -0.5])
EYE = np.eye(2)
Letters = dict[str, Any]


def residuals(x: Any) -> Any:
    """Three of two variables; their squares have one minimum near the start."""
    return np.array([x[0] - 1 + 0.25 * x[1], 2 * x[1] + x[0] ** 2 / 4, 0.5 * x[0] * x[1] + 0.25])


def slopes(x: Any) -> Any:
    """Their Jacobian."""
    return np.array([[1.0, 0.25], [x[0] / 2, 2.0], [0.5 * x[1], 0.5 * x[0]]])


def value(x: Any) -> Any:
    """Half the sum of their squares."""
    return 0.5 * np.sum(np.square(residuals(x)))


def gradient(x: Any) -> Any:
    """Its gradient."""
    return slopes(x).T @ residuals(x)


def hessian(x: Any) -> Any:
    """Its second derivatives."""
    r = residuals(x)
    return slopes(x).T @ slopes(x) + np.array([[r[1] / 2, r[2] / 2], [r[2] / 2, 0.0]])


def cases(kind: type[Method]) -> Iterator[Case]:
    """Steps of a run, each with what its letters stand for."""
    method, letters = STEPS[kind]
    given: dict[str, Any] = {"residuals": residuals} if kind in (GaussNewton, LevenbergMarquardt) else {}
    f = None if given else value
    states = minimize(f, START, method, steps=4, grad=gradient, hess=hessian, gradient_tolerance=0, **given).states
    for before, now, after in zip(states, states[1:], states[2:], strict=False):
        shown = {name: _seen(it) for name, it in letters(before, now, after).items()}
        yield Case(shown, functions={"prox": _prox})


def _seen(it: Any) -> Any:
    return exact(column(it) if np.ndim(it) == 1 else np.asarray(it, dtype=float))


def _along(now: State, after: State, way: Any) -> float:
    """How far a step went along `way`."""
    return float((after.x - now.x) @ way / (way @ way))


def _newton(before: State, now: State, after: State) -> Letters:
    second = hessian(now.x)
    far = _along(now, after, -np.linalg.solve(second, now.gradient))
    return {"H": second, "x'": after.x, "x": now.x, "a": far, "g": now.gradient}


def _bfgs(before: State, now: State, after: State) -> Letters:
    far = _along(now, after, -now.memory @ now.gradient)
    return {
        **{"x": now.x, "x'": after.x, "g": now.gradient, "g'": after.gradient, "a": far, "I": EYE},
        **{"H": now.memory, "H'": after.memory},
    }


def _lbfgs(before: State, now: State, after: State) -> Letters:
    ((s, y, curvature),) = now.memory
    turned = EYE - np.outer(y, s) / curvature
    learned = turned.T @ turned * curvature / (y @ y) + np.outer(s, s) / curvature
    far = _along(now, after, -learned @ now.gradient)
    scale = curvature / (y @ y) * EYE
    return {"x": now.x, "x'": after.x, "g": now.gradient, "a": far, "I": EYE, "G": scale, "s": s, "y": y}


def _conjugate(before: State, now: State, after: State) -> Letters:
    way, ahead = now.memory[0], after.memory[0]
    return {
        **{"x": now.x, "x'": after.x, "a": _along(now, after, way), "d": way, "d'": ahead},
        **{"g": now.gradient, "g'": after.gradient},
    }


def _gauss(before: State, now: State, after: State) -> Letters:
    slope, left = slopes(now.x), residuals(now.x)
    far = _along(now, after, -np.linalg.lstsq(slope, left, rcond=None)[0])
    return {"J": slope, "r": left, "x": now.x, "x'": after.x, "a": far}


def _marquardt(before: State, now: State, after: State) -> Letters:
    slope, (damping, scale) = slopes(now.x), now.memory
    scale = np.fmax(scale, np.linalg.norm(slope, axis=0))
    return {"J": slope, "r": residuals(now.x), "x": now.x, "x'": after.x, "lambda": damping, "D": np.diag(scale)}


def _region(before: State, now: State, after: State) -> Letters:
    way, second = after.x - now.x, hessian(now.x)
    shift = -float(way @ (second @ way + now.gradient)) / float(way @ way)
    return {"x": now.x, "x'": after.x, "d": way, "H": second, "lambda": shift, "I": EYE, "g": now.gradient}


def _simplex(before: State, now: State, after: State) -> Letters:
    corners, tried = now.memory[0], after.memory[0]
    center, worst = np.mean(corners[:-1], axis=0), corners[-1]
    new = next(corner for corner in tried if not np.any(np.all(corner == corners, axis=1)))
    far = float((new - center) @ (center - worst) / ((center - worst) @ (center - worst)))
    return {"w'": new, "c": center, "w": worst, "alpha": far}


def _proximal(now: State, after: State, at: Any) -> Letters:
    return {"x": now.x, "x'": after.x, "eta": 0.25, "g": gradient(at)}


def _accelerated(now: State, after: State) -> Letters:
    (y, t), (ahead, then) = now.memory[1], after.memory[1]
    return {**_proximal(now, after, y), "y": y, "y'": ahead, "t": t, "t'": then}


def _prox(at: Any) -> Any:
    return exact(l1(0.125).prox(np.asarray(at, dtype=float), 0.25))


STEPS: Mapping[type[Method], tuple[Method, Callable[[State, State, State], Letters]]] = {
    Newton: (Newton(), _newton),
    BFGS: (BFGS(), _bfgs),
    LBFGS: (LBFGS(history=1), _lbfgs),
    ConjugateGradient: (ConjugateGradient(), _conjugate),
    GaussNewton: (GaussNewton(), _gauss),
    LevenbergMarquardt: (LevenbergMarquardt(0.25), _marquardt),
    TrustRegion: (TrustRegion(radius=0.0625), _region),
    NelderMead: (NelderMead(size=0.25), _simplex),
    ISTA: (ISTA(0.25, l1(0.125)), lambda before, now, after: _proximal(now, after, now.x)),
    FISTA: (FISTA(0.25, l1(0.125)), lambda before, now, after: _accelerated(now, after)),
}
