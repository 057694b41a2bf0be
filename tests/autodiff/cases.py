"""A call of every function that has a rule, with arguments in its domain; the table-wide tests run them all."""

import operator
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


class Case(NamedTuple):
    """`call(*args)` uses `function`; all arguments are arrays of floats."""

    function: Any
    call: Callable[..., Any]
    args: tuple[Any, ...]


_rng = np.random.default_rng(7)


def real(*shape: int) -> Any:
    """Numbers of both signs, none near 0."""
    return _rng.uniform(0.3, 1.5, shape) * _rng.choice([-1.0, 1.0], shape)


def positive(*shape: int) -> Any:
    return _rng.uniform(0.5, 2.0, shape)


def small(*shape: int) -> Any:
    """Between -0.8 and 0.8."""
    return _rng.uniform(-0.8, 0.8, shape)


def large(*shape: int) -> Any:
    """Above 1."""
    return _rng.uniform(1.2, 3.0, shape)


def square(*batch: int, n: int = 3) -> Any:
    """Well-conditioned matrices."""
    return np.eye(n) * 2 + 0.5 * _rng.standard_normal((*batch, n, n))


def sym(a: Any) -> Any:
    """The symmetric part."""
    return (a + np.swapaxes(a, -1, -2)) / 2


def spd(a: Any) -> Any:
    """A positive definite matrix."""
    return a @ np.swapaxes(a, -1, -2) + np.eye(a.shape[-1])


def spectrum(z: Any) -> Any:
    """A complex array as real numbers."""
    return np.real(z) * 1.3 + np.imag(z) * 0.7


def hermitian(a: Any) -> Any:
    """The Hermitian part."""
    return (a + np.conj(np.swapaxes(a, -1, -2))) / 2


def projectors(v: Any) -> Any:
    """Of each column of complex vectors its outer product with itself, which does not depend on its phase."""
    return np.stack([np.outer(v[:, k], np.conj(v[:, k])) for k in range(v.shape[1])])


def of(function: Any, call: Any, *args: Any) -> Case:
    return Case(function, call, args)


def plain(function: Any, *args: Any) -> Case:
    return Case(function, function, args)


def joined(*parts: Any) -> Any:
    """Several arrays as one vector."""
    return np.concatenate([np.ravel(part) for part in parts])


def parted(x: Any, kth: int, axis: int | None) -> Any:
    """A partition with its parts sorted: their order is NumPy's own, another for every type and processor."""
    found = np.partition(x, kth, axis)
    return joined(np.sort(found[..., :kth]), found[..., kth], np.sort(found[..., kth + 1 :]))


_ELEMENTWISE = (
    *(plain(f, real(2, 3)) for f in (np.exp, np.exp2, np.expm1, np.sin, np.cos, np.tan, np.sinh, np.cosh, np.tanh)),
    *(plain(f, real(3)) for f in (np.arctan, np.arcsinh, np.square, np.reciprocal, np.cbrt, np.sinc)),
    *(plain(f, real(3)) for f in (np.negative, np.positive, np.conjugate, np.absolute, np.fabs)),
    *(plain(f, real(3)) for f in (np.deg2rad, np.radians, np.rad2deg, np.degrees)),
    *(plain(f, positive(2, 2)) for f in (np.log, np.log2, np.log10, np.log1p, np.sqrt)),
    *(plain(f, small(4)) for f in (np.arcsin, np.arccos, np.arctanh)),
    plain(np.arccosh, large(3)),
    of(np.sinc, np.sinc, np.array([0.0, 1e-6, 1e-3, 0.5])),
    of(np.exp, lambda z: spectrum(np.exp(1j * z)), real(3)),
    of(np.log, lambda x, y: spectrum(np.log(x + 1j * y)), real(3), real(3)),
    of(np.sqrt, lambda x, y: spectrum(np.sqrt(x + 1j * y)), positive(3), real(3)),
    of(np.sin, lambda x, y: spectrum(np.sin(x + 1j * y) * np.cos(x - 1j * y)), real(3), real(3)),
    of(np.sinh, lambda x, y: spectrum(np.sinh(x + 1j * y) * np.cosh(x - 1j * y)), real(3), real(3)),
    of(np.square, lambda x, y: spectrum(np.square(x + 1j * y) + np.reciprocal(x + 1j * y)), real(3), real(3)),
    of(np.conjugate, lambda x, y: spectrum(np.conjugate(x + 1j * y)), real(3), real(3)),
    of(np.absolute, lambda x, y: np.abs(x + 1j * y), real(3), real(3)),
)

_ARITHMETIC = (
    *(plain(f, real(2, 3), real(3)) for f in (np.add, np.subtract, np.multiply, np.divide)),
    *(plain(f, real(3), real(2, 1)) for f in (np.multiply, np.divide, np.subtract)),
    *(plain(f, real(2, 3), real()) for f in (np.add, np.multiply, np.divide)),
    *(plain(f, real(2, 3), real(3)) for f in (np.maximum, np.minimum, np.fmax, np.fmin, np.logaddexp, np.logaddexp2)),
    *(plain(f, real(2, 3), real(3)) for f in (np.arctan2, np.hypot, np.copysign)),
    *(plain(f, positive(2, 3), real(3)) for f in (np.power, np.float_power)),
    *(plain(f, real(2, 3), positive(3)) for f in (np.remainder, np.fmod)),
    of(np.power, lambda x: x**3 + x**2 + x**-1 + 2.0**x + x**1 + x**0, real(4)),
    of(np.power, lambda x: x ** np.array([0.0, 1.0, 2.0, 3.0]), real(4)),
    of(np.divide, lambda x: 1.0 / x + x / 3.0, real(4)),
    of(np.subtract, lambda x: 1.0 - x - 2.0, real(4)),
    of(np.multiply, lambda x, y: spectrum((x + 1j * y) * (2.0 - 1j) * (y - 1j)), real(3), real(3)),
    of(np.divide, lambda x, y: spectrum((x + 1j) / (y + 2j)), real(2, 3), real(3)),
    of(np.add, lambda x: spectrum(x + 1j * x), real(3)),
)

_REDUCTIONS = (
    *(plain(f, real(2, 3)) for f in (np.sum, np.mean, np.prod, np.var, np.std, np.max, np.amax, np.min, np.amin)),
    *(
        of(f, lambda x, f=f: f(x, axis=1, keepdims=True) + f(x, axis=0), real(2, 3))
        for f in (np.sum, np.mean, np.prod, np.var, np.std, np.max, np.min, np.ptp)
    ),
    of(np.sum, lambda x: np.sum(x, axis=(0, -1)), real(2, 3, 2)),
    of(np.prod, lambda x: np.prod(x, axis=(0, -1)), real(2, 3, 2)),
    of(np.max, lambda x: np.max(x, axis=(0, -1)), real(2, 3, 2)),
    of(np.var, lambda x: np.var(x, axis=-1, ddof=1), real(2, 3)),
    of(np.var, lambda x: np.var(np.exp(1j * x)), real(4)),
    of(np.prod, np.prod, np.array([1.5, 0.0, -2.0])),
    of(np.prod, lambda x: np.prod(x, axis=1), np.array([[1.5, 0.0, 0.0], [0.0, 2.0, 1.0]])),
    *(of(f, lambda x, f=f: f(x, axis=0), real(3, 2)) for f in (np.cumsum, np.cumprod)),
    *(plain(f, real(2, 2)) for f in (np.cumsum, np.cumprod)),
    of(np.cumprod, np.cumprod, np.array([1.5, 0.0, -2.0, 0.5])),
    of(np.diff, lambda x: np.diff(x, 2, axis=0), real(4, 2)),
    plain(np.ediff1d, real(2, 3)),
    of(np.gradient, lambda x: joined(*np.gradient(x, 0.5)), real(4, 3)),
    of(np.gradient, lambda x: np.gradient(x, 0.5, axis=0), real(4, 3)),
    of(np.trapezoid, lambda y: np.trapezoid(y, dx=0.5, axis=0), real(4, 2)),
    plain(np.trapezoid, real(2, 4), np.cumsum(positive(4))),
    of(np.unwrap, np.unwrap, np.array([0.5, 3.0, -3.0, 9.0])),
    of((np.add, "reduce"), np.add.reduce, real(2, 3)),
    of((np.multiply, "reduce"), np.multiply.reduce, real(2, 3)),
    of((np.maximum, "reduce"), np.maximum.reduce, real(2, 3)),
    of((np.minimum, "reduce"), np.minimum.reduce, real(2, 3)),
    of((np.add, "accumulate"), np.add.accumulate, real(2, 3)),
    of((np.multiply, "accumulate"), np.multiply.accumulate, real(2, 3)),
    of(np.multiply, np.multiply.outer, real(2), real(3)),
)

_SHAPING = (
    of(np.reshape, lambda x: np.reshape(x, (3, -1)) * np.arange(2.0), real(2, 3)),
    of(np.reshape, lambda x: x.reshape(3, 2, order="F"), real(2, 3)),
    of(np.ravel, lambda x: np.ravel(x, "F"), real(2, 3)),
    of(np.transpose, lambda x: np.transpose(x, (2, 0, 1)), real(2, 3, 2)),
    of(np.transpose, lambda x: x.T + np.permute_dims(x), real(2, 3)),
    plain(np.matrix_transpose, real(2, 3, 2)),
    plain(np.linalg.matrix_transpose, real(2, 3, 2)),
    of(np.permute_dims, lambda x: np.permute_dims(x, (1, -1, 0)), real(2, 3, 2)),
    of(np.swapaxes, lambda x: np.swapaxes(x, 0, 2), real(2, 3, 1)),
    of(np.moveaxis, lambda x: np.moveaxis(x, (0, 1), (-1, 0)), real(2, 3, 2)),
    of(np.rollaxis, lambda x: np.rollaxis(x, 2) + np.rollaxis(x, 1, 3)[:2, :2, :2], real(2, 2, 2)),
    of(np.expand_dims, lambda x: np.expand_dims(x, (0, -1)), real(2, 3)),
    of(np.squeeze, lambda x: np.squeeze(x) * np.squeeze(x, (0, 3))[0], real(1, 1, 3, 1)),
    of(np.broadcast_to, lambda x: np.broadcast_to(x, (2, 3)), real(3)),
    of(np.broadcast_to, lambda x: np.broadcast_to(x, (2, 4, 3)), real(4, 1)),
    of(np.broadcast_arrays, lambda x, y: joined(*np.broadcast_arrays(x, y)), real(3), real(2, 1)),
    of(np.flip, lambda x: np.flip(x) + np.flip(x, 1), real(2, 3)),
    plain(np.fliplr, real(2, 3)),
    plain(np.flipud, real(2, 3)),
    of(np.roll, lambda x: np.roll(x, 1) + np.roll(x, (1, -1), (0, 1)), real(2, 3)),
    of(np.rot90, lambda x: joined(*(np.rot90(x, k) for k in range(5))), real(2, 3)),
    *(of(f, lambda x, y, f=f: joined(f(x), *f(x, y)), real(), real(3)) for f in (np.atleast_1d, np.atleast_2d)),
    of(np.atleast_3d, lambda x, y: joined(np.atleast_3d(x), *np.atleast_3d(x, y)), real(2, 2), real(3)),
)


class Sparse:
    """What a product asks of a sparse matrix of SciPy."""

    def __init__(self, a: Any) -> None:
        self.a, self.shape, self.ndim = a, a.shape, a.ndim

    T = property(lambda self: Sparse(self.a.T))

    def tocsr(self) -> Any:
        return self

    def copy(self) -> Any:
        return Sparse(self.a.copy())

    def conj(self) -> Any:
        return Sparse(self.a.conj())

    __array_ufunc__ = None

    def __matmul__(self, x: Any) -> Any:
        return self.a.astype(x.dtype) @ x if isinstance(x, np.ndarray) else NotImplemented

    def __rmatmul__(self, x: Any) -> Any:
        return x @ self.a.astype(x.dtype)


_SPARSE = Sparse(real(2, 3))
_CREATING = (
    of(np.array, lambda x, y: np.array([[x[0], y], (2.0, x[1])]), real(2), real()),
    of(np.array, lambda x, y: np.array([x, y[0], [1.0, 2.0]], ndmin=3), real(2), real(1, 2)),
    of(np.array, lambda x: np.array([np.array([x[0], x[1]]), x], dtype=x.dtype), real(2)),
    of(np.array, lambda x: np.array([x]), real(2)),
    of(np.asarray, lambda x: np.asarray([x, 2.0 * x]), real(2)),
    of(np.asarray, lambda x: np.asarray(x), real(2)),
    of(np.asanyarray, lambda x, y: np.asanyarray((x, y)), real(2), real(2)),
    of(np.ascontiguousarray, lambda x: np.ascontiguousarray(x.T), real(2, 3)),
    of(np.asfortranarray, lambda x: np.asfortranarray(x), real()),
    of(np.asarray_chkfinite, lambda x: np.asarray_chkfinite(x), real(2, 3)),
    of(np.full, lambda x, y: np.full((3, 2), x) * np.full(2, y), real(2), real()),
    of(np.full_like, lambda x: np.full_like(np.ones((2, 3), x.dtype), x), real()),
    of(np.r_, lambda x, y: np.r_[x, y, x[::-1]], real(3), real()),
    of(np.r_, lambda x, y: np.r_["0,2", x, y] * np.r_["-1,2,0", x, y][1], real(2), real(2)),
    of(operator.matmul, lambda x: _SPARSE @ x, real(3)),
    of(operator.matmul, lambda x, y: _SPARSE @ x @ y @ _SPARSE, real(3, 4), real(4, 2)),
    of(np.c_, lambda x, y: np.c_[x, y, x * x], real(3), real(3, 2)),
)

_JOINING = (
    of(np.concatenate, lambda x, y: np.concatenate([x, y, x], axis=1), real(2, 3), real(2, 1)),
    of(np.concatenate, lambda x, y: np.concatenate([x, y], axis=None), real(2, 2), real(3)),
    of(np.concatenate, lambda x: np.concatenate([x]), real(2, 2)),
    of(np.stack, lambda x, y: np.stack([x, y], axis=-1), real(2, 3), real(2, 3)),
    of(np.vstack, lambda x, y: np.vstack([x, y]), real(3), real(2, 3)),
    of(np.hstack, lambda x, y: np.hstack([x, y]), real(2, 1), real(2, 3)),
    of(np.hstack, lambda x, y: np.hstack([x, y]), real(), real(3)),
    of(np.dstack, lambda x, y: np.dstack([x, y]), real(2, 3), real(2, 3)),
    of(np.column_stack, lambda x, y: np.column_stack([x, y]), real(2), real(2, 3)),
    of(np.append, lambda x, y: joined(np.append(x, y, axis=0), np.append(x, y)), real(2, 3), real(1, 3)),
    of(np.block, lambda x, y: np.block([[x, np.zeros((2, 1))], [y, np.ones(1)]]), real(2, 3), real(3)),
    of(np.array_split, lambda x: np.array_split(x, 3)[1] * 2.0, real(5, 2)),
    of(np.split, lambda x: joined(*np.split(x, 2, axis=1)[::-1], np.split(x, [1, 3], axis=1)[1]), real(2, 4)),
    of(np.hsplit, lambda x: np.hsplit(x, 2)[1], real(2, 4)),
    of(np.vsplit, lambda x: np.vsplit(x, 2)[1], real(2, 4)),
    of(np.dsplit, lambda x: np.dsplit(x, 2)[1], real(2, 1, 4)),
    of(np.unstack, lambda x: np.unstack(x, axis=1)[2], real(2, 3)),
    of(np.tile, lambda x: joined(np.tile(x, 2), np.tile(x, (2, 1, 3))), real(2, 3)),
    of(np.repeat, lambda x: joined(np.repeat(x, 2), np.repeat(x, [1, 0, 2], axis=1)), real(2, 3)),
    of(np.pad, lambda x: np.pad(x, ((1, 0), (2, 1))), real(2, 3)),
    of(np.pad, lambda x: np.pad(x, 1, constant_values=4.0), real(2, 3)),
    *(of(np.pad, lambda x, m=m: np.pad(x, 2, mode=m), real(4)) for m in ("edge", "reflect", "symmetric", "wrap")),
)

_INDEXING = (
    of(operator.getitem, lambda x: x[1] + x[0, ::-1] + x[..., None, 0:3:1][0][0], real(2, 3)),
    of(operator.getitem, lambda x: x[[0, 0, 1], [2, 2, 0]], real(2, 3)),
    of(operator.getitem, lambda x: x[:, [1, 1]], real(2, 3)),
    of(operator.getitem, lambda x: x[np.array([[True, False, True], [False, True, True]])], real(2, 3)),
    of(operator.getitem, lambda x: x[np.int64(1)] * x[-1][::-1], real(2, 3)),
    of(operator.getitem, lambda x: x[0, 1] * x[1, 2], real(2, 3)),
    of(np.take, lambda x: joined(np.take(x, [0, 0, 5]), np.take(x, 1, axis=-1)), real(2, 3)),
    of(np.take_along_axis, lambda x: np.take_along_axis(x, np.array([[0, 0], [2, 1]]), 1), real(2, 3)),
    of(np.take_along_axis, lambda x: np.take_along_axis(x, np.array([[0, 2]]), 1), real(2, 3)),
    of(np.take_along_axis, lambda x: np.take_along_axis(x, np.array([[0], [2], [2]]), 1), real(1, 3)),
    of(np.take_along_axis, lambda x: np.take_along_axis(x, np.array([4, 4, 0]), None), real(2, 3)),
    of(np.compress, lambda x: np.compress([True, False, True], x, axis=1), real(2, 3)),
    of(np.extract, lambda x: np.extract(x > 0, x), real(2, 3)),
    of(np.delete, lambda x: np.delete(x, 1, axis=1), real(2, 3)),
    of(np.linspace, lambda x, y: joined(np.linspace(x, y, 4), np.linspace(x, y, 3, endpoint=False)), real(), real(2)),
    of(np.logspace, lambda x, y: np.logspace(x, y, 4), real(), real()),
    of(np.full_like, lambda x, y: np.full_like(x, y) * x, real(2), real()),
    of(np.meshgrid, lambda x, y: joined(*np.meshgrid(x, y), *np.meshgrid(y, x, indexing="ij")), real(2), real(3)),
    of(np.bincount, lambda w: np.bincount(np.array([0, 2, 2, 1]), w, minlength=5), real(4)),
    of((np.heaviside, "__call__"), lambda x: np.heaviside(np.array([-1.0, 0.0, 0.0, 2.0]), x), real(4)),
    of((np.sign, "__call__"), lambda x, y: spectrum(np.sign(x + 1j * y)), real(3), real(3)),
)

_CHOOSING = (
    of(np.where, lambda x, y: np.where(x > 0, x * y, y), real(2, 3), real(3)),
    of(np.where, lambda x: np.where(np.array([True, False, True]), 0.0, x), real(2, 3)),
    of(np.clip, lambda x: joined(np.clip(x, -0.5, 0.5), np.clip(x, None, 0.2), np.clip(x, min=0.1)), real(2, 3)),
    of(np.select, lambda x, y: np.select([x > 1, x > 0], [x, x * y], y), real(5), real(5)),
    of(np.nan_to_num, lambda x: np.nan_to_num(x * 2.0), real(3)),
    of(np.astype, lambda x: np.astype(x, np.float64) * 2.0 + x.astype(x.dtype), real(3)),
    of(np.real, lambda x: np.real(x) * np.real(np.exp(1j * x)), real(3)),
    of(np.imag, lambda x: np.imag(np.exp(1j * x)) + np.imag(x), real(3)),
    of(np.angle, lambda x, y: np.angle(x + 1j * y) + np.angle(x - 1j * y, deg=True), real(3), real(3)),
    of(np.real_if_close, lambda x: np.real_if_close(x**3 * (1 + 0j)), real(3)),
    of(np.sort, lambda x: joined(np.sort(x), np.sort(x, axis=0), np.sort(x, axis=None)), real(3, 4)),
    of(np.partition, lambda x: joined(parted(x, 2, -1), parted(x, 3, None)), real(3, 4)),
    of(
        np.median, lambda x: joined(np.median(x), np.median(x, axis=0, keepdims=True), np.median(x, axis=1)), real(3, 4)
    ),
    of(np.median, lambda x: np.median(x, axis=(0, 2), keepdims=True) + np.median(x, axis=(0, 2)), real(2, 1, 3)),
)

_DIAGONALS = (
    of(np.diagonal, lambda x: np.diagonal(x, 1) + np.diagonal(x, -1), real(3, 3)),
    of(np.diagonal, lambda x: np.diagonal(x, 0, 1, 2), real(2, 3, 2)),
    of(np.linalg.diagonal, lambda x: np.linalg.diagonal(x, offset=1), real(2, 3, 2)),
    of(np.diag, lambda x: np.diag(x, 1)[:2, 1:] @ np.diag(x), real(2)),
    of(np.diag, lambda x: np.diag(x, -1), real(3, 2)),
    of(np.diagflat, np.diagflat, real(2, 2)),
    of(np.trace, lambda x: np.trace(x, 1) + x.trace(), real(3, 4)),
    of(np.linalg.trace, np.linalg.trace, real(2, 3, 3)),
    of(np.tril, lambda x: np.tril(x, -1), real(2, 3, 3)),
    of(np.triu, lambda x: np.triu(x, 1), real(2, 3, 3)),
)

_PRODUCTS = (
    *(
        plain(np.matmul, real(*a), real(*b))
        for a, b in (
            ((2, 3), (3, 2)),
            ((3,), (3,)),
            ((2, 3), (3,)),
            ((3,), (3, 2)),
            ((2, 2, 3), (3, 2)),
            ((2, 2, 3), (3,)),
            ((3,), (2, 3, 2)),
            ((2, 3), (2, 3, 2)),
            ((2, 1, 2, 3), (4, 3, 2)),
        )
    ),
    of(np.matmul, lambda x, y: spectrum((x + 1j) @ (y - 2j)), real(2, 3), real(3, 2)),
    of(np.matmul, lambda x: np.arange(6.0).reshape(2, 3) @ x @ np.ones(2), real(3, 2)),
    *(plain(np.dot, real(*a), real(*b)) for a, b in (((2, 3), (3,)), ((), (3,)), ((2, 3), (2, 3, 2)), ((3,), (3,)))),
    *(plain(np.inner, real(*a), real(*b)) for a, b in (((2, 3), (4, 3)), ((3,), (3,)), ((), (3,)))),
    of(np.vdot, np.vdot, real(2, 3), real(2, 3)),
    plain(np.outer, real(2, 2), real(3)),
    plain(np.linalg.outer, real(2), real(3)),
    of((np.vecdot, "__call__"), np.vecdot, real(2, 3), real(3)),
    of((np.matvec, "__call__"), np.matvec, real(2, 2, 3), real(3)),
    of((np.vecmat, "__call__"), np.vecmat, real(2, 3), real(3, 2)),
    plain(np.linalg.vecdot, real(2, 3), real(3)),
    plain(np.linalg.matmul, real(2, 3), real(3, 2)),
    of(np.linalg.matrix_power, lambda x: np.linalg.matrix_power(x, 5) + np.linalg.matrix_power(x, 0), small(2, 2)),
    of(np.linalg.matrix_power, lambda x: np.linalg.matrix_power(x, -2), square()),
    of(np.linalg.multi_dot, lambda x, y, z: np.linalg.multi_dot([x, y, z]), real(3), real(3, 2), real(2, 2)),
    plain(np.cross, real(2, 3), real(3)),
    plain(np.linalg.cross, real(3), real(3)),
    *(plain(np.kron, real(*a), real(*b)) for a, b in (((2, 2), (2, 3)), ((2,), (3,)), ((2,), (2, 2)))),
    of(np.tensordot, lambda x, y: np.tensordot(x, y), real(2, 3, 4), real(3, 4)),
    of(np.tensordot, lambda x, y: np.tensordot(x, y, ([0, 2], [1, 0])), real(2, 3, 4), real(4, 2)),
    of(np.tensordot, lambda x, y: np.tensordot(x, y, 0), real(2), real(3)),
    of(np.linalg.tensordot, lambda x, y: np.linalg.tensordot(x, y, axes=1), real(2, 3), real(3)),
    *(of(np.convolve, lambda x, y, m=m: np.convolve(x, y, m), real(5), real(3)) for m in ("full", "same", "valid")),
    *(of(np.convolve, lambda x, y, m=m: np.convolve(x, y, m), real(2), real(5)) for m in ("full", "same", "valid")),
    *(of(np.correlate, lambda x, y, m=m: np.correlate(x, y, m), real(5), real(3)) for m in ("full", "same", "valid")),
    *(of(np.correlate, lambda x, y, m=m: np.correlate(x, y, m), real(2), real(4)) for m in ("full", "same", "valid")),
    of(sliding_window_view, lambda x: sliding_window_view(x, (2, 3)) ** 2, real(3, 5)),
    of(sliding_window_view, lambda x: sliding_window_view(x, 2, axis=0), real(3, 2)),
)

_SPECS: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("ij,jk->ik", (real(2, 3), real(3, 2))),
    ("ij,jk", (real(2, 3), real(3, 2))),
    ("ba", (real(2, 3),)),
    ("ii->", (real(3, 3),)),
    ("ii", (real(3, 3),)),
    ("ii->i", (real(3, 3),)),
    ("iij->j", (real(2, 2, 3),)),
    ("iji,j->ij", (real(2, 3, 2), real(3))),
    ("iii->i", (real(2, 2, 2),)),
    ("i->", (real(3),)),
    ("ij->j", (real(2, 3),)),
    ("ij,k->ik", (real(2, 3), real(2))),
    ("i,i,i->", (real(3), real(3), real(3))),
    ("bij,bjk->bik", (real(2, 2, 3), real(2, 3, 2))),
    ("...ij,...jk->...ik", (real(2, 2, 3), real(3, 2))),
    ("...i,...i", (real(2, 3), real(2, 3))),
    ("i...->...", (real(2, 3),)),
    ("ij,ij->ij", (real(1, 3), real(2, 3))),
    (" i j , j -> i ", (real(2, 3), real(3))),
    (",i->i", (real(), real(3))),
)
_EINSUM = (
    *(of(np.einsum, lambda *arrays, s=spec: np.einsum(s, *arrays), *arrays) for spec, arrays in _SPECS),
    of(np.einsum, lambda x, y: np.einsum(x, [0, 1], y, [1, 2], [2, 0]), real(2, 3), real(3, 2)),
    of(np.einsum, lambda x, y: np.einsum(x, [0, 1], y, [1, 2]), real(2, 3), real(3, 2)),
    of(np.einsum, lambda x: np.einsum(x, [Ellipsis, 0], [Ellipsis]), real(2, 3)),
    of(np.einsum, lambda x, y: spectrum(np.einsum("ij,jk->k", x + 1j, y - 1j)), real(2, 3), real(3, 2)),
)

_LINALG = (
    plain(np.linalg.inv, square(2)),
    *(plain(np.linalg.solve, square(), real(*b)) for b in ((3,), (3, 2))),
    plain(np.linalg.solve, square(2), real(2, 3, 1)),
    plain(np.linalg.solve, square(2), real(3)),
    of(np.linalg.solve, lambda x, b: np.linalg.solve(np.tril(x), np.linalg.solve(np.tril(x).T, b)), square(), real(3)),
    of(np.linalg.solve, lambda x, y: spectrum(np.linalg.solve(x + 1j * y, y[0])), square(), real(3, 3)),
    of(np.linalg.inv, lambda x, y: spectrum(np.linalg.inv(x + 1j * y)), square(), real(3, 3)),
    plain(np.linalg.det, square(2)),
    of(np.linalg.det, np.linalg.det, np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0], [0.0, 1.0, -1.0]])),
    of(np.linalg.slogdet, lambda x: np.linalg.slogdet(x)[1], square(2)),
    of(np.linalg.slogdet, lambda x: np.linalg.slogdet(x).logabsdet, -square()),
    of(np.linalg.cholesky, lambda x: np.linalg.cholesky(spd(x)), real(2, 3, 3)),
    of(np.linalg.cholesky, lambda x: np.linalg.cholesky(spd(x), upper=True), real(3, 3)),
    of(np.linalg.qr, lambda x: joined(*np.linalg.qr(x)), square()),
    of(np.linalg.qr, lambda x: joined(*np.linalg.qr(x)), real(4, 2)),
    of(np.linalg.qr, lambda x: joined(*np.linalg.qr(x)), real(2, 4)),
    of(np.linalg.qr, lambda x: np.linalg.qr(x, "r"), square(2)),
    of(np.linalg.eigh, lambda x: joined(*np.linalg.eigh(sym(x))), real(3, 3)),
    of(np.linalg.eigh, lambda x: joined(*np.linalg.eigh(sym(x))), real(2, 3, 3)),
    of(np.linalg.eigvalsh, lambda x: np.linalg.eigvalsh(sym(x)), real(2, 3, 3)),
    *(of(np.linalg.svd, lambda x: joined(*np.linalg.svd(x, full_matrices=False)), real(*s)) for s in ((3, 2), (2, 4))),
    of(np.linalg.svd, lambda x: joined(*np.linalg.svd(x)), square()),
    of(np.linalg.svd, lambda x: np.linalg.svd(x, full_matrices=False)[0], real(2, 4, 2)),
    of(np.linalg.svd, lambda x: np.linalg.svd(x, compute_uv=False), real(2, 3, 2)),
    plain(np.linalg.svdvals, real(2, 3)),
    *(plain(np.linalg.pinv, real(*s)) for s in ((3, 2), (2, 3), (2, 3, 2))),
    plain(np.linalg.norm, real(2, 3)),
    *(of(np.linalg.norm, lambda x, o=o: np.linalg.norm(x, o), real(4)) for o in (1, 2, 3, np.inf, -np.inf, -1, 0.5)),
    *(
        of(np.linalg.norm, lambda x, o=o: np.linalg.norm(x, o), real(2, 3))
        for o in ("fro", "nuc", 1, 2, -1, -2, np.inf, -np.inf)
    ),
    of(np.linalg.norm, lambda x: np.linalg.norm(x, axis=1, keepdims=True), real(2, 3)),
    of(np.linalg.norm, lambda x: np.linalg.norm(x, "nuc", axis=(2, 0), keepdims=True), real(2, 1, 3)),
    of(np.linalg.norm, lambda x, y: np.linalg.norm(x + 1j * y), real(3), real(3)),
    of(np.linalg.vector_norm, lambda x: np.linalg.vector_norm(x, axis=0, ord=3), real(2, 3)),
    of(np.linalg.matrix_norm, lambda x: np.linalg.matrix_norm(x, ord=2, keepdims=True), real(2, 2, 3)),
)

_FOURIER = (
    *(of(f, lambda x, f=f: spectrum(f(x)), real(2, 5)) for f in (np.fft.fft, np.fft.ifft, np.fft.rfft)),
    *(
        of(f, lambda x, f=f: spectrum(f(x, norm="ortho")), real(3, 4))
        for f in (np.fft.fft2, np.fft.ifft2, np.fft.rfft2)
    ),
    *(of(f, lambda x, f=f: spectrum(f(x, norm="forward")), real(2, 3, 2)) for f in (np.fft.fftn, np.fft.ifftn)),
    of(np.fft.fftn, lambda x: spectrum(np.fft.fftn(x, (4, 2), axes=(0, 2))), real(3, 2, 3)),
    of(np.fft.rfftn, lambda x: spectrum(np.fft.rfftn(x)), real(2, 3, 4)),
    *(of(np.fft.rfft, lambda x, n=n: spectrum(np.fft.rfft(x, n, axis=0)), real(5, 2)) for n in (3, 6)),
    *(of(np.fft.irfft, lambda x, y, n=n: np.fft.irfft(x + 1j * y, n), real(4), real(4)) for n in (None, 5, 6, 9)),
    of(np.fft.irfft, lambda x: np.fft.irfft(np.fft.rfft(x) ** 2), real(6)),
    of(np.fft.irfft2, lambda x, y: np.fft.irfft2(x + 1j * y), real(3, 3), real(3, 3)),
    of(np.fft.irfftn, lambda x, y: np.fft.irfftn(x + 1j * y, (3, 4), axes=(0, 2)), real(3, 2, 3), real(3, 2, 3)),
    of(np.fft.fft, lambda x, y: spectrum(np.fft.fft(x + 1j * y, 4)), real(3), real(3)),
    of(np.fft.fft, lambda x: np.abs(np.fft.fft(x)) ** 2, real(5)),
    of(np.fft.fftshift, lambda x: np.fft.fftshift(x) + np.fft.ifftshift(x, axes=1), real(3, 5)),
    of(np.fft.ifftshift, np.fft.ifftshift, real(3, 4)),
)


def _holed(x: Any) -> Any:
    """NaN here and there, else 0; in the precision of `x`."""
    return np.where(np.arange(12) % 5 == 2, np.nan, 0.0).reshape(3, 4).astype(x.dtype)


_STATISTICS = (
    of(np.average, lambda x, w: np.average(x, 1, np.abs(w)), real(3, 4), positive(4)),
    of(np.nansum, lambda x: np.nansum(x + _holed(x), 1), real(3, 4)),
    of(np.nanprod, lambda x: np.nanprod(x + _holed(x), 0), real(3, 4)),
    of(np.nanmean, lambda x: np.nanmean(x + _holed(x), axis=1, keepdims=True), real(3, 4)),
    of(np.nanvar, lambda x: np.nanvar(x + _holed(x), axis=0, ddof=1), real(3, 4)),
    of(np.nanstd, lambda x: np.nanstd(x + _holed(x), axis=1), real(3, 4)),
    of(np.nanmax, lambda x: np.nanmax(x + _holed(x), axis=1), real(3, 4)),
    of(np.nanmin, lambda x: np.nanmin(x + _holed(x)), real(3, 4)),
    of(np.nanmedian, lambda x: np.nanmedian(x + _holed(x), axis=1), real(3, 4)),
    of(np.quantile, lambda x: np.quantile(x, [0.1, 0.5, 0.77], axis=1), real(3, 4)),
    of(np.percentile, lambda x: np.percentile(x, 30), real(7)),
    of(
        np.interp,
        lambda x, p, f: np.interp(x, np.cumsum(np.abs(p)), f),
        np.array([0.3, 1.6, 9.0]),
        positive(4),
        real(4),
    ),
    of(np.nanquantile, lambda x: np.nanquantile(x + _holed(x), [0.2, 0.7], axis=1, keepdims=True), real(3, 4)),
    of(np.nanpercentile, lambda x: np.nanpercentile(x + _holed(x), 40, axis=0), real(3, 4)),
    of(np.nancumsum, lambda x: np.nancumsum(x + _holed(x), axis=1), real(3, 4)),
    of(np.nancumprod, lambda x: np.nancumprod(x + _holed(x), axis=1), real(3, 4)),
    of(np.cumulative_sum, lambda x: np.cumulative_sum(x, axis=1, include_initial=True), real(3, 4)),
    of(np.cumulative_prod, lambda x: np.cumulative_prod(x, include_initial=True), real(4)),
    of(np.average, lambda x, w: np.average(x, 0, w, returned=True)[1] * x, real(3), positive(3)),
    of(np.cov, lambda x: np.cov(x, rowvar=False, bias=True), real(4, 3)),
    of(
        np.cov,
        lambda x, y, w: np.cov(x, y, fweights=[1, 2, 1, 1], aweights=w, ddof=2),
        real(2, 4),
        real(4),
        positive(4),
    ),
    of(np.corrcoef, lambda x, y: np.corrcoef(x, y), real(2, 5), real(5)),
    of(np.unique, lambda x: np.unique(x[[0, 1, 0, 2]]), real(3)),
    of(np.unique, lambda x: np.unique(x[[1, 1, 0]], axis=0, return_counts=True)[0], real(2, 2)),
    of(np.polyval, np.polyval, real(4), real(3)),
    of(np.polyadd, np.polyadd, real(4), real(2)),
    of(np.polysub, np.polysub, real(1), real(3)),
    of(np.polymul, np.polymul, real(3), real(2)),
    of(np.poly, np.poly, real(4)),
    of(np.polyder, lambda p: np.polyder(p, 2), real(5)),
    of(np.polyint, lambda p, k: np.polyint(p, 2, k), real(3), real(2)),
    of(np.vander, lambda x: np.vander(x, 4, increasing=True) + np.vander(x, 4), real(3)),
    of(np.apply_along_axis, lambda x: np.apply_along_axis(lambda v: np.outer(v, v), 1, x), real(2, 3, 2)),
    of(np.apply_along_axis, lambda x: np.apply_along_axis(np.prod, 0, x), real(3, 2)),
    of(np.apply_over_axes, lambda x: np.apply_over_axes(np.sum, x**2, (0, 2)), real(2, 3, 2)),
    of(np.piecewise, lambda x: np.piecewise(x, [x < -0.2, x > 0.2], [np.sin, lambda v: v**2, 7.0]), real(2, 4)),
    of(np.choose, lambda x, y: np.choose(np.array([0, 3, 1]), [x, y[0], x * y], mode="wrap"), real(3), real(3)),
    of(np.geomspace, lambda a, b: np.geomspace(a, b, 5), positive(2), positive()),
    of(
        np.trim_zeros,
        lambda x: np.trim_zeros(np.concatenate([np.zeros(2, x.dtype), x, np.zeros(1, x.dtype)]), "b"),
        real(3),
    ),
    of(np.copy, lambda x: np.copy(x) * x, real(3)),
    of(np.resize, lambda x: np.resize(x, (2, 4)), real(3)),
    of((np.divmod, "__call__"), lambda x: np.divmod(x, 0.7)[1] + np.divmod(x, 0.7)[0], real(4)),
    of((np.modf, "__call__"), lambda x: np.modf(x)[0] * np.modf(x)[1], real(4) * 3.1),
    of(np.cross, lambda x, y: np.cross(x, y, axisa=0, axisb=1, axisc=0), real(3, 4), real(4, 3)),
    of(np.vstack, lambda x, y: np.vstack((x, y), dtype=x.dtype), real(3), real(2, 3)),
    of(np.insert, lambda x, v: np.insert(x, [1, 3, 3], v), real(4), real(3)),
    of((np.ldexp, "__call__"), lambda x: np.ldexp(x, np.array([3, -1, 0])), real(3)),
    of(np.gradient, lambda x: np.gradient(x, np.array([0.0, 0.5, 2.0, 2.5]), axis=1, edge_order=2), real(3, 4)),
    of(np.cumprod, lambda x: np.cumprod(x * np.array([1.0, 0.0, 1.0, 0.0, 1.0])), real(5)),
    of(np.pad, lambda x, c: np.pad(x, 1, constant_values=c), real(3), real()),
    of(np.tril, np.tril, real(3)),
    of(np.triu, lambda x: np.triu(x, 1), real(3)),
    of(np.max, lambda x: np.max(x, axis=1, initial=0.2), real(3, 4)),
    of(np.mean, lambda x: np.mean(x, axis=0, dtype=x.dtype), real(3, 4)),
)

_ANALYTIC = (
    *(np.exp, np.exp2, np.expm1, np.sin, np.cos, np.tan, np.sinh, np.cosh, np.tanh, np.square, np.reciprocal, np.sinc),
    *(np.sqrt, np.log, np.log2, np.log10, np.log1p, np.negative, np.positive, np.conjugate),
    *(np.arcsin, np.arccos, np.arctan, np.arcsinh, np.arccosh, np.arctanh),
)
_SINGULAR = np.linalg.svd
_COMPLEX = (
    *(of(f, lambda x, y, f=f: spectrum(f(x + 1j * y)), real(2, 2), real(2, 2)) for f in _ANALYTIC),
    of(np.tanh, lambda x: spectrum(np.tanh(x + 1j)), np.array([30.0, -30.0, 0.0])),
    *(of(f, lambda x, y, f=f: spectrum(f(x + 1j, y + 2j)), real(3), real(3)) for f in (np.power, np.float_power)),
    of(np.power, lambda x: spectrum(np.power(-2.0, x + 1j)), real(3)),
    of(np.prod, lambda x, y: spectrum(np.prod(x + 1j * y, 0)), real(3, 2), real(3, 2)),
    of(np.cumprod, lambda x, y: spectrum(np.cumprod(x + 1j * y)), real(4), real(4)),
    of(np.cumprod, lambda x, y: spectrum(np.cumprod((x + 1j * y) * np.array([1, 0, 1, 1]))), real(4), real(4)),
    *(
        of(f, lambda x, y, f=f: spectrum(f(x + 1j * y, y + 2j, "same")), real(a), real(b))
        for f in (np.convolve, np.correlate)
        for a, b in ((4, 4), (2, 2))
    ),
    of(np.correlate, lambda x, y: spectrum(np.correlate(x + 1j, y - 2j, "full")), real(2), real(4)),
    of(np.imag, lambda x: np.sqrt(np.real(x + 0.5j) ** 2 + np.imag(x + 0.5j) ** 2), real()),
    of(np.linalg.det, lambda x, y: spectrum(np.linalg.det(x + 1j * y)), square(2), real(2, 3, 3)),
    of(
        np.linalg.det,
        lambda x, y: spectrum(np.linalg.det(x + 1j * y)),
        np.array([[1.0, 0.0], [0.0, 0.0]]),
        np.array([[0.0, 0.0], [2.0, 0.0]]),
    ),
    of(np.linalg.slogdet, lambda x, y: joined(*map(spectrum, np.linalg.slogdet(x + 1j * y))), square(), real(3, 3)),
    of(np.linalg.pinv, lambda x, y: spectrum(np.linalg.pinv(x + 1j * y)), real(3, 2), real(3, 2)),
    of(np.linalg.cholesky, lambda x, y: spectrum(np.linalg.cholesky(hermitian(x + 1j * y))), square(), small(3, 3)),
    of(np.linalg.eigh, lambda x, y: np.linalg.eigh(hermitian(x + 1j * y), "U")[0], square(2), real(2, 3, 3)),
    of(np.linalg.eigh, lambda x, y: spectrum(projectors(np.linalg.eigh(hermitian(x + 1j * y))[1])), square(), square()),
    of(np.linalg.eigvalsh, lambda x, y: np.linalg.eigvalsh(hermitian(x + 1j * y)), square(2), real(2, 3, 3)),
    of(np.linalg.svdvals, lambda x, y: np.linalg.svdvals(x + 1j * y), real(2, 3), real(2, 3)),
    of(np.linalg.svd, lambda x, y: spectrum(projectors(_SINGULAR(x + 1j * y, False)[0])), real(3, 2), real(3, 2)),
    of(np.linalg.svd, lambda x, y: spectrum(projectors(_SINGULAR(x + 1j * y, False)[2].T)), real(2, 3), real(2, 3)),
    of(
        np.linalg.svd,
        lambda x, y: spectrum(np.outer((d := _SINGULAR(x + 1j * y, False))[0][:, 0], d.Vh[0])),
        real(2, 3),
        real(2, 3),
    ),
    of(np.linalg.norm, lambda x, y: np.linalg.norm(x + 1j * y, "nuc"), real(2, 3), real(2, 3)),
    of(np.astype, lambda x: spectrum(np.astype(x, complex) ** 2), real(3)),
    *(
        of(np.linalg.lstsq, lambda a, b: joined(*(d := np.linalg.lstsq(a, b))[:2], d[3]), real(*of_a), real(*of_b))
        for of_a, of_b in (((4, 2), (4,)), ((4, 2), (4, 3)), ((2, 3), (2,)), ((2, 2), (2, 2)))
    ),
    of(np.linalg.lstsq, lambda a, b: spectrum(np.linalg.lstsq(a + 1j * a[::-1], b - 1j)[0]), real(4, 2), real(4)),
    *(of(np.linalg.cond, lambda x, p=p: np.linalg.cond(x, p), square()) for p in (None, -2, "fro", 1, np.inf)),
)

CASES = (
    *_STATISTICS,
    *_ELEMENTWISE,
    *_ARITHMETIC,
    *_REDUCTIONS,
    *_SHAPING,
    *_CREATING,
    *_JOINING,
    *_INDEXING,
    *_CHOOSING,
    *_DIAGONALS,
    *_PRODUCTS,
    *_EINSUM,
    *_LINALG,
    *_FOURIER,
    *_COMPLEX,
)


def name(case: Case) -> str:
    """What pytest shows."""
    function = case.function[0] if isinstance(case.function, tuple) else case.function
    return str(getattr(function, "__name__", type(function).__name__))
