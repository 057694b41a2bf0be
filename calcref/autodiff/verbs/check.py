"""A check of derivatives that trusts none of them.

Two questions, each with an answer that needs no tolerance to be tuned. Does J predict how the function moves? The
remainder f(x + h v) - f(x) - h J v falls with h squared if it does, with h if not. And is what goes back the transpose
of what goes forward? Then y_bar . (J v) = (J^T y_bar) . v. The first is answered by the function alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import unboxed
from calcref.autodiff.mechanism.recorder import Entry, Recorder
from calcref.autodiff.mechanism.rule import ArrayRule
from calcref.autodiff.mechanism.structure import refill
from calcref.autodiff.rules import SYMMETRIC, TABLE
from calcref.autodiff.verbs.arguments import floats, function, name_of
from calcref.autodiff.verbs.products import jvp, vjp
from calcref.autodiff.verbs.remainder import Doubt, Line, judge
from calcref.core.errors import CalcrefError, OutsideDomain
from calcref.core.evidence import Evidence, weakest
from calcref.core.trees import leaves
from calcref.verify.given import is_whole

_DIRECTIONS = 3
_SCALE = 1.3  # a linear map of so many times v is so many times what it is of v, but for rounding
_LINEAR = 0.02  # a map that differs by more is not linear
_TINY = float(np.finfo(float).tiny)


def check_grad(f: Callable[..., Any], *args: Any, seed: int = 0) -> Evidence:
    """Return how the derivatives of `f` at `args` bear out, in random directions of all arguments that hold floats.

    `f` is a function written in NumPy, or an `ArrayRule`; it returns an array, or a structure of them. Its value must
    not be random. The verdict is "agrees", "refuted", or "unknown" where NaN or infinity was met, or rounding inside
    `f` hides how it moves; at a kink a derivative that is right on one side is refuted. A function such as
    np.linalg.cholesky, which is differentiated in the space of symmetric matrices, is checked along symmetric
    directions where its argument is symmetric, and the evidence says so.

    Raises:
        CalcrefError: no argument holds floats; and the errors of `grad`.

    >>> wrong = ArrayRule("sin", np.sin, lambda x_dot, y, x: -np.cos(x) * x_dot, lambda y_bar, y, x: -np.cos(x) * y_bar)
    >>> check_grad(wrong, np.array([0.5, 1.0])).verdict
    'refuted'
    >>> print(check_grad(np.sin, np.array([0.5, 1.0])).verdict)
    agrees
    """
    function(f, "check_grad")
    if not is_whole(seed) or seed < 0:
        raise CalcrefError(f"the seed of check_grad is a whole number from 0 on; found {seed!r:.60}")
    numbers = _differentiable(f, args)
    at = floats(tuple(args[k] for k in numbers), "check_grad")
    flat = _Flat(f, args, numbers, at)
    with np.errstate(all="ignore"):
        found = [one for v in _directions(flat, seed) for one in _one_direction(flat, *v)]
        verdict, along = weakest(found), ""
        if verdict.verdict == "refuted" and any(map(_is_symmetric, flat.parts)) and (name := flat.symmetric_rule()):
            found = [one for v in _directions(flat, seed, symmetric=True) for one in _one_direction(flat, *v)]
            verdict = weakest(found)
            along = f", along symmetric directions, for np.{name} is differentiated in the space of symmetric matrices"
    errors = [one.error for one in found if one.error is not None]
    return Evidence(verdict.verdict, verdict.how + along, _DIRECTIONS, max(errors, default=None), tuple(found))


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

    def forward_rounding(self, v: Any, y_dot: Any) -> Any:
        """What J (c v) / c and J v differ by."""
        return _joined(leaves(self.jvp(*self.filled(self.x), self.structured(_SCALE * v))[1])) / _SCALE - _joined(
            leaves(y_dot)
        )

    def entries(self) -> list[Entry]:
        """What `f` computes."""
        recorder = Recorder(TABLE)
        boxed = refill(self.at, iter([recorder.input(part) for part in self.parts]))
        new = list(self.args)
        for k, part in zip(self.numbers, boxed, strict=True):
            new[k] = part
        self.f(*new)
        return recorder.entries

    def symmetric_rule(self) -> str | None:
        """The name of a rule for symmetric matrices that `f` calls, if any."""
        names = (entry.rule.name for entry in self.entries() if entry.rule is not None)
        return next((name for name in names if name in SYMMETRIC), None)

    def coarse(self, size: float) -> bool:
        """Whether `f`, whose value has that size, computes with less precision or larger numbers than go in and out."""
        values = (np.asarray(unboxed(entry.value)) for entry in self.entries() if not isinstance(entry.value, tuple))
        real = [value for value in values if value.dtype.kind in "fc"]
        finest, largest = self.eps, 100 * max(size, _size(self.x))
        return any(np.finfo(v.dtype).eps > finest or np.max(np.abs(v), initial=0.0) > largest for v in real)


def _directions(flat: _Flat, seed: int, symmetric: bool = False) -> Iterator[tuple[Any, np.random.Generator]]:
    """Random directions; symmetric ones in symmetric matrices, where that is asked for."""
    rng = np.random.default_rng(seed)
    for _ in range(_DIRECTIONS):
        parts = leaves(flat.structured(rng.standard_normal(flat.x.size)))
        if symmetric:
            pairs = zip(parts, flat.parts, strict=True)
            parts = [(part + np.swapaxes(part, -1, -2)) / 2 if _is_symmetric(x) else part for part, x in pairs]
        yield _joined(parts), rng


def _is_symmetric(x: Any) -> bool:
    if np.ndim(x) < 2 or np.shape(x)[-1] != np.shape(x)[-2]:
        return False
    limit = np.sqrt(np.finfo(x.dtype).eps) * np.max(np.abs(x), initial=0.0)
    return bool(np.max(np.abs(x - np.swapaxes(x, -1, -2)), initial=0.0) <= limit)


def _one_direction(flat: _Flat, v: Any, rng: np.random.Generator) -> Sequence[Evidence]:
    y, y_dot = flat.jvp(*flat.filled(flat.x), flat.structured(v))
    return _remainder(flat, v, _joined(leaves(y)), _joined(leaves(y_dot))), _adjoint(flat, v, y_dot, rng)


def _remainder(flat: _Flat, v: Any, y: Any, y_dot: Any) -> Evidence:
    """Whether the value moves along `v` as the tangent says."""
    size = _size(y) + _size(y_dot) * _size(flat.x) / max(_size(v), _TINY)
    steps = 2.0 ** -np.arange(2, round(-np.log2(flat.eps)) + 1)
    values = [flat.value(flat.x + h * v) for h in steps]
    moved = np.stack([value if value.shape == y.shape else np.full(y.shape, np.nan) for value in values])
    line = Line(y, y_dot, steps, moved, flat.eps, size)
    found = judge(line)
    if found.verdict == "refuted":
        slack = _size(flat.forward_rounding(v, y_dot)) / max(_size(y_dot), _TINY)
        return judge(line, Doubt(min(slack, _LINEAR), flat.coarse(_size(y))))
    return found


def _adjoint(flat: _Flat, v: Any, y_dot: Any, rng: np.random.Generator) -> Evidence:
    """Whether the vjp is the transpose of the jvp."""
    value, pullback = flat.vjp(*flat.filled(flat.x))
    outs = leaves(value)
    bars = [rng.standard_normal(np.shape(part)).astype(np.asarray(part).dtype)[()] for part in outs]

    def back(scale: float) -> Any:
        return _joined(leaves(pullback(refill(value, iter([scale * bar for bar in bars])))))

    y_bar, forward = _joined(bars), _joined(leaves(y_dot))
    x_bar = back(1.0)
    if not np.all(np.isfinite(x_bar)) or not np.all(np.isfinite(forward)):
        return Evidence("unknown", "the derivative is not finite at this point")
    scale = max(_size(y_bar) * _size(forward), _TINY)
    if not np.any(forward):
        scale = max(scale, _size(y_bar) * _size(v))
    error = abs(float(np.real(np.vdot(y_bar, forward))) - float(np.real(np.vdot(x_bar, v)))) / scale
    limit = 1e-12 if flat.eps < 1e-12 else 1e-5 if flat.eps < 1e-5 else 1e-2
    if error > limit:  # both are linear; what they fail to be is rounding
        there = _size(y_bar) * _size(flat.forward_rounding(v, forward))
        here = _size(v) * _size(back(_SCALE) / _SCALE - x_bar)
        limit = max(limit, min(20 * (there + here) / scale, _LINEAR))
    how = "the vjp is the transpose of the jvp: y_bar . (J x_dot) = (J^T y_bar) . x_dot"
    wrong = "the vjp is not the transpose of the jvp: y_bar . (J x_dot) differs from (J^T y_bar) . x_dot"
    return Evidence("agrees" if error <= limit else "refuted", how if error <= limit else wrong, 1, error)


def _size(vector: Any) -> float:
    return float(np.linalg.norm(vector))


def _joined(parts: Sequence[Any]) -> Any:
    """All numbers in one vector, in double precision.

    Raises:
        OutsideDomain: something else is among them.
    """
    vectors = [np.ravel(np.asarray(part)) for part in parts]
    for vector in vectors:
        if vector.dtype.kind not in "biufc":
            raise OutsideDomain(f"check_grad needs a function whose value is made of numbers; found {vector.dtype}")
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
