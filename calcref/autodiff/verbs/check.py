"""A check of derivatives that trusts none of them.

Two questions, each with an answer that needs no tolerance to be tuned. Does J predict how the function moves? The
remainder f(x + h v) - f(x) - h J v falls with h squared if it does, with h if not. And is what goes back the transpose
of what goes forward? Then y_bar . (J v) = (J^T y_bar) . v. The first is answered by the function alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.mechanism.structure import refill
from calcref.autodiff.verbs.arguments import floats, name_of
from calcref.autodiff.verbs.products import jvp, vjp
from calcref.core.errors import CalcrefError
from calcref.core.evidence import Evidence, weakest
from calcref.core.trees import leaves

_DIRECTIONS = 3
_RIGHT, _WRONG = 1.6, 1.4  # slopes: 2 where the derivative is right, 1 where it is wrong


def check_grad(f: Callable[..., Any], *args: Any, seed: int = 0) -> Evidence:
    """Return how the derivatives of `f` at `args` bear out, in random directions of all arguments that hold floats.

    `f` is a function written in NumPy, or an `ArrayRule`; it returns an array, or a structure of them. Its value must
    not be random. The verdict is "agrees", "refuted", or "unknown" where NaN or infinity was met; at a kink a
    derivative that is right on one side is refuted.

    Raises:
        CalcrefError: no argument holds floats; and the errors of `grad`.

    >>> wrong = ArrayRule("sin", np.sin, lambda x_dot, y, x: -np.cos(x) * x_dot, lambda y_bar, y, x: -np.cos(x) * y_bar)
    >>> check_grad(wrong, np.array([0.5, 1.0])).verdict
    'refuted'
    >>> print(check_grad(np.sin, np.array([0.5, 1.0])).verdict)
    agrees
    """
    numbers = _differentiable(f, args)
    at = floats(tuple(args[k] for k in numbers), "check_grad")
    flat = _Flat(f, args, numbers, at)
    rng = np.random.default_rng(seed)
    with np.errstate(all="ignore"):
        found = [one for _ in range(_DIRECTIONS) for one in _one_direction(flat, rng)]
    verdict = weakest(found)
    errors = [one.error for one in found if one.error is not None]
    return Evidence(verdict.verdict, verdict.how, _DIRECTIONS, max(errors, default=None), tuple(found))


class _Flat:
    """`f` as a map from one vector to another, with its products."""

    def __init__(self, f: Callable[..., Any], args: tuple[Any, ...], numbers: tuple[int, ...], at: Any) -> None:
        self.at, self.parts = at, leaves(at)
        self.x = _joined(self.parts)
        self.jvp, self.vjp = jvp(f, numbers), vjp(f, numbers)
        self.f, self.args, self.numbers = f, args, numbers
        self.eps = max(float(np.finfo(np.asarray(part).dtype).eps) for part in self.parts)

    def structured(self, vector: Any) -> Any:
        """A vector in the structure, the shapes and the types of the arguments."""
        cuts = np.cumsum([np.size(part) for part in self.parts])[:-1]
        pieces = zip(np.split(vector, cuts), self.parts, strict=True)
        return refill(self.at, iter([p.reshape(np.shape(x)).astype(np.asarray(x).dtype)[()] for p, x in pieces]))

    def filled(self, vector: Any) -> list[Any]:
        """The arguments of `f`, with `vector` in those that are differentiated."""
        new = list(self.args)
        for k, part in zip(self.numbers, self.structured(vector), strict=True):
            new[k] = part
        return new

    def value(self, vector: Any) -> Any:
        return _joined(leaves(self.f(*self.filled(vector))))


def _one_direction(flat: _Flat, rng: np.random.Generator) -> Sequence[Evidence]:
    v = _joined(leaves(flat.structured(rng.standard_normal(flat.x.size))))
    y, y_dot = flat.jvp(*flat.filled(flat.x), flat.structured(v))
    return _remainder(flat, v, _joined(leaves(y)), _joined(leaves(y_dot))), _adjoint(flat, v, y_dot, rng)


def _remainder(flat: _Flat, v: Any, y: Any, y_dot: Any) -> Evidence:
    """The slope of the remainder in h, over the smallest steps at which it is not rounding."""

    def remainder(h: float) -> float:
        moved = flat.value(flat.x + h * v)
        return float(np.linalg.norm(moved - y - h * y_dot)) if moved.shape == y.shape else np.inf

    size = np.linalg.norm(y) + np.linalg.norm(y_dot) * np.linalg.norm(flat.x) / np.linalg.norm(v)
    noise = max(remainder(flat.eps * 2.0**k) for k in range(4)) + flat.eps * float(size)
    if not np.isfinite(noise) or not np.all(np.isfinite(y_dot)):
        return Evidence("unknown", "the function or its derivative is not finite at this point or next to it")
    beside = np.nan_to_num(np.linalg.norm(flat.value(flat.x + flat.eps**0.25 * v)))  # at a minimum the size may be 0
    if noise > flat.eps**0.5 * max(size, beside):
        return Evidence("refuted", "the value does not settle as the step goes to 0: it jumps or is random")
    steps = [2.0**-k for k in range(2, int(-np.log2(flat.eps)))]
    seen = [(h, r) for h in steps if (r := remainder(h)) > 20 * noise and np.isfinite(r)]
    if len(seen) < 3 or seen[-1][1] > 400 * noise:  # a halving that loses a factor of 20 or more: no power of h does
        return Evidence("agrees", "the remainder of the first-order expansion falls to rounding level", len(steps))
    h, r = np.log(np.array(seen[-3:])).T
    slope = float(np.polyfit(h, r, 1)[0])
    how = f"the remainder of the first-order expansion falls with h to the power {slope:.2f} (2 if right, 1 if wrong)"
    return Evidence("agrees" if slope > _RIGHT else "refuted" if slope < _WRONG else "unknown", how, len(seen))


def _adjoint(flat: _Flat, v: Any, y_dot: Any, rng: np.random.Generator) -> Evidence:
    """Whether the vjp is the transpose of the jvp."""
    value, pullback = flat.vjp(*flat.filled(flat.x))
    outs = leaves(value)
    bars = [rng.standard_normal(np.shape(part)).astype(np.asarray(part).dtype)[()] for part in outs]
    y_bar, forward = _joined(bars), _joined(leaves(y_dot))
    x_bar = _joined(leaves(pullback(refill(value, iter(bars)))))
    if not np.all(np.isfinite(x_bar)) or not np.all(np.isfinite(forward)):
        return Evidence("unknown", "the derivative is not finite at this point")
    scale = max(float(np.linalg.norm(y_bar) * np.linalg.norm(forward)), float(np.finfo(float).tiny))
    if not np.any(forward):
        scale = max(scale, float(np.linalg.norm(y_bar) * np.linalg.norm(v)))
    error = abs(float(np.real(np.vdot(y_bar, forward))) - float(np.real(np.vdot(x_bar, v)))) / scale
    limit = 1e-12 if flat.eps < 1e-12 else 1e-5 if flat.eps < 1e-5 else 1e-2
    how = "the vjp is the transpose of the jvp: y_bar . (J x_dot) = (J^T y_bar) . x_dot"
    wrong = "the vjp is not the transpose of the jvp: y_bar . (J x_dot) differs from (J^T y_bar) . x_dot"
    return Evidence("agrees" if error <= limit else "refuted", how if error <= limit else wrong, 1, error)


def _joined(parts: Sequence[Any]) -> Any:
    """All numbers in one vector, in double precision."""
    vectors = [np.ravel(np.asarray(part)) for part in parts]
    kind = complex if any(vector.dtype.kind == "c" for vector in vectors) else float
    return np.concatenate([vector.astype(kind) for vector in vectors]) if vectors else np.zeros(0)


def _differentiable(f: Callable[..., Any], args: tuple[Any, ...]) -> tuple[int, ...]:
    """The arguments in which to differentiate: those of floats, less those for which a rule has no derivative."""
    none = (
        [k for k, vjp_k in enumerate(f.vjp) if vjp_k is None]
        if isinstance(f, ArrayRule) and type(f.vjp) is tuple
        else []
    )
    found = tuple(k for k, arg in enumerate(args) if k not in none and leaves(arg) and all(map(_is_float, leaves(arg))))
    if not found:
        raise CalcrefError(f"check_grad found no argument of floats to differentiate {name_of(f)} in; pass some")
    return found


def _is_float(x: Any) -> bool:
    return isinstance(x, float | np.generic | np.ndarray) and np.asarray(x).dtype.kind == "f"
