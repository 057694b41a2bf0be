"""What the letters on the cards of composed methods, schedules, constraints and roots stand for, by a few steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

import mpmath
import numpy as np

from calcref.core.methods import Method, State
from calcref.optimization import (
    AugmentedLagrangian,
    Averaged,
    Box,
    Clipped,
    CoordinateDescent,
    Cosine,
    GradientDescent,
    LinearConjugateGradient,
    Lion,
    MirrorDescent,
    Muon,
    NaturalGradient,
    Newton,
    OneCycle,
    Projected,
    QuadraticPenalty,
    Scheduled,
    StepDecay,
    WarmUp,
    minimize,
)
from calcref.roots import Bisection, Brent, Secant, find_root
from calcref.roots import Newton as NewtonForRoots
from calcref.site.typed.claims import Case
from calcref.site.typed.layers import column, exact
from calcref.site.typed.steps import START, gradient, value

Cases = Iterator[Case]
CURVED = np.array([[2.0, 0.5], [0.5, 0.75]])
FISHER = np.array([[1.5, -0.25], [-0.25, 0.5]])
BOUNDS = Box(-0.6, [0.75, -0.25])
ON_SIMPLEX = np.array([0.5, 0.125, 0.375])
MATRIX = np.array([[0.75, -0.5], [0.25, 1.5]])
LOWER, UPPER = 0.25, 1.75


def _seen(letters: Mapping[str, Any]) -> dict[str, Any]:
    def one(it: Any) -> Any:
        return exact(column(it) if np.ndim(it) == 1 else np.asarray(it, dtype=float))

    return {name: one(it) for name, it in letters.items()}


def _run(method: Method, start: Any = START, f: Any = value, grad: Any = gradient, steps: int = 4) -> list[State]:
    return list(minimize(f, start, method, steps=steps, grad=grad, gradient_tolerance=0).states)


def _clipped() -> Cases:
    for most in (0.5, 50.0):
        for now, after in pairwise(_run(Clipped(GradientDescent(0.25), norm=most))):
            yield Case(_seen({"x": now.x, "x'": after.x, "eta": 0.25, "g": now.gradient, "c": most}))


def _projected() -> Cases:
    for now, after in pairwise(_run(Projected(GradientDescent(0.25), BOUNDS))):
        letters = _seen({"x": now.x, "x'": after.x, "eta": 0.25, "g": now.gradient})
        yield Case(letters, functions={"proj": lambda z: exact(column(BOUNDS.project(_vector(z))))})


def _vector(z: Any) -> Any:
    return np.array([float(it) for it in np.ravel(z)])


def _mirror() -> Cases:
    pull = np.array([1.0, -0.5, 0.25])
    states = _run(MirrorDescent(0.25), ON_SIMPLEX, lambda p: pull @ p + p @ p, lambda p: pull + 2 * p)
    for now, after in pairwise(states):
        letters = {"n": 3, "eta": mpmath.mpf(0.25)}
        letters |= {"x": exact(now.x), "y": exact(after.x), "g": exact(now.gradient)}
        yield Case(letters, {"x": "i", "y": "i", "g": "i"}, {"j": range(1, 4)}, first=1)


def _natural() -> Cases:
    for now, after in pairwise(_run(NaturalGradient(0.25, lambda x: FISHER))):
        yield Case(_seen({"F": FISHER, "x": now.x, "x'": after.x, "eta": 0.25, "g": now.gradient}))


def _coordinate() -> Cases:
    for now, after in pairwise(_run(CoordinateDescent())):
        unit = np.eye(2)[after.memory]
        far = -float((after.x - now.x) @ unit) / float(now.gradient @ unit)
        yield Case(_seen({"x": now.x, "x'": after.x, "a": far, "u": unit, "g": now.gradient}))


def _linear() -> Cases:
    b = np.array([1.0, -0.5])
    states = _run(
        LinearConjugateGradient(), START, lambda x: x @ CURVED @ x / 2 - b @ x, lambda x: CURVED @ x - b, steps=1
    )
    now, after = states
    letters = {"x": now.x, "x'": after.x, "A": CURVED, "g": now.gradient, "g'": after.gradient}
    yield Case(_seen({**letters, "d": now.memory[0], "d'": after.memory[0]}))


def _muon() -> Cases:
    method = Muon(0.25, weight_decay=0.5, momentum=0.75)
    pull = np.array([[1.0, 0.5], [-0.25, 0.75]])
    states = _run(method, MATRIX, lambda x: np.sum((x - pull) ** 2), lambda x: 2 * (x - pull))

    def orthogonal(matrix: Any) -> Any:
        """By singular values, one by one, where the method multiplies matrices."""
        left, sizes, right = np.linalg.svd(np.array(matrix, dtype=float))
        sizes = sizes / np.linalg.norm(sizes)
        a, b, c = method.coefficients
        for _ in range(method.iterations):
            sizes = a * sizes + b * sizes**3 + c * sizes**5
        return exact(left @ np.diag(sizes) @ right)

    for now, after in pairwise(states):
        letters = {"B": now.memory, "B'": after.memory, "x": now.x, "x'": after.x, "G": now.gradient}
        yield Case(_seen({**letters, "mu": 0.75, "eta": 0.25, "lambda": 0.5}), functions={"N": orthogonal})


def _averaged() -> Cases:
    states = _run(Averaged(GradientDescent(0.25)), 2.0, lambda x: x**4 / 4 - x, lambda x: x**3 - 1, steps=6)
    inner = exact(np.array([float(state.memory[1].x) for state in states]))
    means = exact(np.array([float(state.x) for state in states]))
    yield Case({"x": inner, "m": means}, {"x": "k", "m": "k"}, {"k": range(6)})


def _scheduled() -> Cases:
    schedule = WarmUp(3)
    states = _run(Scheduled(GradientDescent(0.25), schedule), 2.0, lambda x: x**4 / 4 - x, lambda x: x**3 - 1, steps=6)
    x = exact(np.array([float(state.x) for state in states]))
    factors = exact(np.array([schedule.factor(k) for k in range(6)]))
    letters = {"x": x, "s": factors, "g": x[:-1] ** 3 - 1, "eta": mpmath.mpf(0.25)}
    yield Case(letters, {"x": "k", "s": "k", "g": "k"}, {"k": range(6)})


def _lion() -> Cases:
    method = Lion(0.125, 0.75, 0.875, 0.25)
    states = _run(method, 2.0, lambda x: 0.0, lambda x: np.cos(40 * x) + 0.1, steps=40)  # signs that change
    x = exact(np.array([float(state.x) for state in states]))
    slopes = np.concatenate([[mpmath.nan], exact(np.array([float(state.gradient) for state in states[:-1]]))])
    letters = {"eta": method.learning_rate, "beta_1": 0.75, "beta_2": 0.875, "lambda": 0.25}
    given = {name: mpmath.mpf(it) for name, it in letters.items()}
    indexed, start = {"x": "t", "g": "t"}, {"m": mpmath.mpf(0)}
    yield Case(given | {"x": x, "g": slopes}, indexed, {"t": range(1, 41)}, {"sign": mpmath.sign}, start=start)


def _schedule(schedule: Any, letters: Mapping[str, float], steps: int = 12) -> Cases:
    factors = exact(np.array([schedule.factor(k) for k in range(steps)]))
    fixed = {name: mpmath.mpf(it) for name, it in letters.items()}
    yield Case({"s": factors, **fixed}, {"s": "k"}, {"k": range(steps)}, {"floor": mpmath.floor})


def _one_cycle() -> Cases:
    cycle = OneCycle(11, rise=0.4, first=0.25, last=0.125)
    yield from _schedule(cycle, {"n": 11, "a": 0.25, "b": 0.125, "p": cycle.top}, 11)


def _constraint(x: Any) -> Any:
    return np.stack([x[0] * x[1] - 0.5])


def _constrained(method: Any) -> Cases:
    for now, after in pairwise(_run(method, f=lambda x: np.sum((x - 2) ** 2), grad=lambda x: 2 * (x - 2), steps=3)):
        slope = 2 * (after.x - 2)
        letters = {"A": after.x[::-1][None], "c": _constraint(after.x), "rho": now.memory[0].weight, "g": slope}
        if isinstance(method, AugmentedLagrangian):
            letters |= {"lambda": now.memory[0].equal, "lambda'": after.memory[0].equal}
        yield Case(_seen(letters))


def _cubic(x: Any) -> Any:
    return x**3 - 2 * x - 0.25


def _bisection() -> Cases:
    for state in find_root(_cubic, (LOWER, UPPER), Bisection()).states[:5]:
        low, high, _ = state.memory
        yield Case(_seen({"x'": state.x, "a": low, "b": high}))


def _newton() -> Cases:
    states = find_root(_cubic, UPPER, NewtonForRoots(), slope=lambda x: 3 * x * x - 2).states
    for now, after in list(pairwise(states))[:3]:
        yield Case(_seen({"x": now.x, "x'": after.x, "y": now.value, "m": 3 * now.x**2 - 2}))


def _secant() -> Cases:
    states = find_root(_cubic, (LOWER + 1, UPPER), Secant()).states
    for now, after in list(pairwise(states))[:3]:
        w, z = now.memory
        yield Case(_seen({"x": now.x, "x'": after.x, "y": now.value, "w": w, "z": z}))


def _brent() -> Cases:
    states = find_root(_cubic, (LOWER, UPPER), Brent(), tolerance=1e-9).states
    for now, after in pairwise(states):
        (b, v, c, w), (a, u), *_ = now.memory
        if a in (b, c) or abs(after.x - b) != after.memory.last or abs(after.x - (b + c) / 2) < 1e-12:
            continue  # the secant, or the middle
        yield Case(_seen({"x'": after.x, "a": a, "b": b, "c": c, "u": u, "v": v, "w": w}))


CASES: Mapping[type, Callable[[], Cases]] = {
    Clipped: _clipped,
    Projected: _projected,
    Averaged: _averaged,
    Scheduled: _scheduled,
    MirrorDescent: _mirror,
    NaturalGradient: _natural,
    CoordinateDescent: _coordinate,
    LinearConjugateGradient: _linear,
    Lion: _lion,
    Muon: _muon,
    QuadraticPenalty: lambda: _constrained(QuadraticPenalty(Newton(), equal=_constraint)),
    AugmentedLagrangian: lambda: _constrained(AugmentedLagrangian(Newton(), equal=_constraint, weight=2.0)),
    StepDecay: lambda: _schedule(StepDecay(3, 0.5), {"n": 3, "gamma": 0.5}),
    Cosine: lambda: _schedule(Cosine(9, 0.125), {"n": 9, "c": 0.125}),
    WarmUp: lambda: _schedule(WarmUp(7), {"n": 7}),
    OneCycle: _one_cycle,
    Bisection: _bisection,
    NewtonForRoots: _newton,
    Secant: _secant,
    Brent: _brent,
}
