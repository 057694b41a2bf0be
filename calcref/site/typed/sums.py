"""What the letters on the cards of numerical calculus stand for: one run of each method."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import mpmath
import numpy as np

from calcref.differences import Stencil, central_difference, forward_difference, richardson, second_difference
from calcref.quadrature import (
    DormandPrince,
    RungeKutta,
    clenshaw_curtis,
    control_variate,
    euler,
    gauss_hermite,
    gauss_kronrod,
    gauss_laguerre,
    gauss_legendre,
    halton,
    heun,
    importance_sampling,
    monte_carlo,
    quasi_monte_carlo,
    romberg,
    runge_kutta,
    solve,
    tanh_sinh,
)
from calcref.quadrature.dormand_prince import FIFTH, FOURTH, ROWS
from calcref.quadrature.flow import Flow
from calcref.quadrature.gauss_kronrod import GAUSS, KRONROD, NODES
from calcref.quadrature.nodes import OnInterval, OnWeight
from calcref.quadrature.tableau import slopes
from calcref.site.typed.claims import Case
from calcref.site.typed.layers import exact

LOWER, UPPER, POINTS, SEED = 0.25, 1.75, 6, 7


def _cubed(x: Any) -> Any:
    return x**3 + 2 * x


def _number(value: Any) -> Any:
    return mpmath.mpf(float(value))


def _bounds() -> dict[str, Any]:
    return {"a": mpmath.mpf(LOWER), "b": mpmath.mpf(UPPER), "n": POINTS}


def _stencil(rule: Stencil) -> Iterator[Case]:
    letters = {"x": mpmath.mpf(0.75), "h": mpmath.mpf(0.25)}
    yield Case(letters, functions={"f": _cubed}, value=_number(rule(_cubed, 0.75, 0.25)))


def _table(letter: str, rows: list[Any]) -> Iterator[Case]:
    full = np.array([[*row, *[9.0] * (len(rows) - len(row))] for row in rows], dtype=float)
    ranges = {"k": range(len(rows) - 1, len(rows)), "j": range(1, len(rows))}
    yield Case({letter: exact(full)}, {letter: "kj"}, ranges)


def _richardson() -> Iterator[Case]:
    return _table("D", richardson.table(np.exp, 0.5, halvings=3))


def _romberg() -> Iterator[Case]:
    return _table("R", [state.memory for state in romberg.trace(np.exp, LOWER, UPPER, 3).states])


def _on_interval(rule: OnInterval) -> Iterator[Case]:
    x, w = rule.nodes(POINTS)
    letters = {**_bounds(), "x": exact(x), "w": exact(w)}
    value = _number(rule(_cubed, LOWER, UPPER, POINTS))
    yield Case(letters, {"x": "i", "w": "i"}, functions={"f": _cubed}, value=value, first=1)


def _on_weight(rule: OnWeight) -> Iterator[Case]:
    x, w = rule.nodes(POINTS)
    letters = {"n": POINTS, "x": exact(x), "w": exact(w)}
    yield Case(letters, {"x": "i", "w": "i"}, functions={"f": _cubed}, value=_number(rule(_cubed, POINTS)), first=1)


def _pair() -> Iterator[Case]:
    half, center = (UPPER - LOWER) / 2, (UPPER + LOWER) / 2
    gauss = gauss_legendre(np.exp, LOWER, UPPER, 10)
    letters = {"h": mpmath.mpf(half), "c": mpmath.mpf(center), "x": exact(NODES), "v": exact(KRONROD)}
    letters |= {"w": exact(GAUSS[1::2]), "G": _number(gauss)}
    value = _number(gauss_kronrod(np.exp, LOWER, UPPER).value)
    yield Case(letters, {"x": "i", "v": "i", "w": "i"}, functions={"f": mpmath.exp}, value=value, first=1)


def _tanh_sinh() -> Iterator[Case]:
    letters = {**_bounds(), "h": mpmath.mpf(0.125), "m": 40}
    value = _number(tanh_sinh(_cubed, LOWER, UPPER, rtol=1e-12, atol=1e-12).value)
    yield Case(letters, ranges={"k": range(-40, 41)}, functions={"f": _cubed}, value=value)


def _drawn() -> Any:
    return LOWER + (UPPER - LOWER) * np.random.default_rng(SEED).random((POINTS, 1))[:, 0]


def _monte_carlo() -> Iterator[Case]:
    value = _number(monte_carlo(_cubed, LOWER, UPPER, POINTS, np.random.default_rng(SEED)).value)
    yield Case({**_bounds(), "x": exact(_drawn())}, {"x": "i"}, functions={"f": _cubed}, value=value, first=1)


def _importance() -> Iterator[Case]:
    x, rng = _drawn(), np.random.default_rng(SEED)
    value = _number(importance_sampling(_cubed, lambda rng, n: x, _density, POINTS, rng).value)
    letters = {"n": POINTS, "x": exact(x)}
    yield Case(letters, {"x": "i"}, functions={"f": _cubed, "q": _density}, value=value, first=1)


def _density(x: Any) -> Any:
    return x / 1.5


def _control() -> Iterator[Case]:
    x = _drawn()
    c = np.cov(_cubed(x), x**2)[0, 1] / np.var(x**2, ddof=1)
    mean = (UPPER**3 - LOWER**3) / 3 / (UPPER - LOWER)
    rng = np.random.default_rng(SEED)
    found = control_variate(_cubed, lambda x: x**2, mean * (UPPER - LOWER), LOWER, UPPER, POINTS, rng)
    letters = {**_bounds(), "x": exact(x), "c": mpmath.mpf(float(c)), "m": mpmath.mpf(mean)}
    functions = {"f": _cubed, "g": lambda x: x**2}
    yield Case(letters, {"x": "i"}, functions=functions, value=_number(found.value), first=1)


def _quasi() -> Iterator[Case]:
    rng = np.random.default_rng(SEED)
    unit = np.concatenate([(halton(POINTS) + rng.random(1)) % 1 for _ in range(16)])[:, 0]
    found = quasi_monte_carlo(_cubed, LOWER, UPPER, 16 * POINTS, np.random.default_rng(SEED))
    letters = {**_bounds(), "n": 16 * POINTS, "u": exact(unit)}
    yield Case(letters, {"u": "i"}, functions={"f": _cubed}, value=_number(found.value), first=1)


def _slope(t: Any, x: Any) -> Any:
    return 1.5 * t - x * x


def _flow(method: RungeKutta) -> Iterator[Case]:
    trace = solve(_slope, 0.75, 0.25, 2.25, method, 4)
    letters = {"x": exact(np.array(trace.iterates)), "t": exact(np.array(trace.values)), "h": mpmath.mpf(0.5)}
    yield Case(letters, {"x": "k", "t": "k"}, {"k": range(4)}, {"f": _slope})


def dormand_prince() -> Iterator[Case]:
    """A step that was neither too long nor far too short."""
    method = DormandPrince(rtol=0.0, atol=1e-6)
    flow = Flow(_slope, 0.25, 2.25, 100)
    states = [method.init(flow, np.asarray(0.75))]
    for _ in range(4):
        states.append(method.step(flow, states[-1]))
    before, after = states[-2:]
    h = after.value - before.value
    found = slopes(flow, before, h, ROWS, before.memory[1])
    moved = h * float((np.array(FIFTH) - np.array(FOURTH)) @ np.array(found, dtype=float))
    letters = {"x": _number(before.x), "x'": _number(after.x), "h": _number(h), "h'": _number(after.memory[0])}
    letters |= {"b": exact(np.array(FIFTH)), "d": exact(np.array(FOURTH)), "s": exact(np.array(found, dtype=float))}
    letters |= {"tau": mpmath.mpf(1e-6), "delta": _number(abs(moved) / 1e-6)}
    yield Case(letters, {"b": "i", "d": "i", "s": "i"}, first=1)


CASES: Mapping[str, Callable[[], Iterator[Case]]] = {
    **{it.id: partial(_stencil, it) for it in (forward_difference, central_difference, second_difference)},
    richardson.id: _richardson,
    romberg.id: _romberg,
    **{it.id: partial(_on_interval, it) for it in (gauss_legendre, clenshaw_curtis)},
    **{it.id: partial(_on_weight, it) for it in (gauss_hermite, gauss_laguerre)},
    gauss_kronrod.id: _pair,
    tanh_sinh.id: _tanh_sinh,
    monte_carlo.id: _monte_carlo,
    importance_sampling.id: _importance,
    control_variate.id: _control,
    quasi_monte_carlo.id: _quasi,
    **{it.id: partial(_flow, it) for it in (euler, heun, runge_kutta)},
}
