"""The 34 test problems of Moré, Garbow and Hillstrom (ACM TOMS 7, 1981, 17-41), as sums of squares.

Each has its residuals, written in NumPy so that calcref.autodiff traces them, its standard start, and the least sums of
squares that the paper lists; where it lists several local ones, all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Problem:
    """Residuals of x, a start, and the sums of squares at the known minima."""

    name: str
    residuals: Callable[[Any], Any]
    start: Any
    minima: tuple[float, ...] = (0.0,)

    def value(self, x: Any) -> Any:
        """The sum of squares."""
        return np.sum(np.square(self.residuals(x)))

    def reached(self, value: float) -> bool:
        """Whether a sum of squares is that of a minimum."""
        return any(value <= least + 1e-6 * max(1e-3, least) for least in self.minima)


def _numbers(text: str) -> Any:
    return np.array([float(word) for word in text.split()])


BARD = np.array([0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39])
KOWALIK_Y = np.array([0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246])
KOWALIK_U = np.array([4.0, 2.0, 1.0, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625])
MEYER = _numbers("34780.0 28610 23650 19630 16370 13720 11540 9744 8261 7030 6005 5147 4427 3820 3307 2872")
OSBORNE_1 = _numbers(
    "0.844 0.908 0.932 0.936 0.925 0.908 0.881 0.850 0.818 0.784 0.751 0.718 0.685 0.658 0.628 0.603 0.580 0.558 "
    "0.538 0.522 0.506 0.490 0.478 0.467 0.457 0.448 0.438 0.431 0.424 0.420 0.414 0.411 0.406"
)
OSBORNE_2 = _numbers(
    "1.366 1.191 1.112 1.013 0.991 0.885 0.831 0.847 0.786 0.725 0.746 0.679 0.608 0.655 0.616 0.606 0.602 0.626 "
    "0.651 0.724 0.649 0.649 0.694 0.644 0.624 0.661 0.612 0.558 0.533 0.495 0.500 0.423 0.395 0.375 0.372 0.391 "
    "0.396 0.405 0.428 0.429 0.523 0.562 0.607 0.653 0.672 0.708 0.633 0.668 0.645 0.632 0.591 0.559 0.597 0.625 "
    "0.739 0.710 0.729 0.720 0.636 0.581 0.428 0.292 0.162 0.098 0.054"
)


def _join(*parts: Any) -> Any:
    return np.concatenate([np.reshape(part, -1) for part in parts])


def _helical(x: Any) -> Any:
    turn = np.arctan2(x[1], x[0]) / (2 * np.pi)
    turn = np.where(turn < -0.25, turn + 1, turn)  # the paper's angle runs from -1/4 to 3/4
    return _join(10 * (x[2] - 10 * turn), 10 * (np.sqrt(x[0] ** 2 + x[1] ** 2) - 1), x[2])


def _gaussian(x: Any) -> Any:
    y = np.array([9, 44, 175, 540, 1295, 2420, 3521, 3989, 3521, 2420, 1295, 540, 175, 44, 9]) * 1e-4
    t = (8 - np.arange(1, 16)) / 2
    return x[0] * np.exp(-x[1] * (t - x[2]) ** 2 / 2) - y


def _gulf(x: Any) -> Any:
    t = np.arange(1, 100) / 100
    y = 25 + (-50 * np.log(t)) ** (2 / 3)
    return np.exp(-(np.abs(y - x[1]) ** x[2]) / x[0]) - t


def _box(x: Any) -> Any:
    t = np.arange(1, 11) / 10
    return np.exp(-t * x[0]) - np.exp(-t * x[1]) - x[2] * (np.exp(-t) - np.exp(-10 * t))


def _powell(x: Any) -> Any:
    a, b, c, d = (x[k::4] for k in range(4))
    return _join(a + 10 * b, 5**0.5 * (c - d), (b - 2 * c) ** 2, 10**0.5 * (a - d) ** 2)


def _wood(x: Any) -> Any:
    return _join(
        *(10 * (x[1] - x[0] ** 2), 1 - x[0], 90**0.5 * (x[3] - x[2] ** 2), 1 - x[2]),
        *(10**0.5 * (x[1] + x[3] - 2), (x[1] - x[3]) / 10**0.5),
    )


def _brown_dennis(x: Any) -> Any:
    t = np.arange(1, 21) / 5
    return (x[0] + t * x[1] - np.exp(t)) ** 2 + (x[2] + x[3] * np.sin(t) - np.cos(t)) ** 2


def _osborne_1(x: Any) -> Any:
    t = 10.0 * np.arange(33)
    return OSBORNE_1 - (x[0] + x[1] * np.exp(-t * x[3]) + x[2] * np.exp(-t * x[4]))


def _osborne_2(x: Any) -> Any:
    t = np.arange(65) / 10
    bells = sum(x[k] * np.exp(-((t - x[k + 7]) ** 2) * x[k + 4]) for k in (1, 2, 3))
    return OSBORNE_2 - (x[0] * np.exp(-t * x[4]) + bells)


def _biggs(x: Any) -> Any:
    t = np.arange(1, 14) / 10
    y = np.exp(-t) - 5 * np.exp(-10 * t) + 3 * np.exp(-4 * t)
    return x[2] * np.exp(-t * x[0]) - x[3] * np.exp(-t * x[1]) + x[5] * np.exp(-t * x[4]) - y


def _watson(x: Any) -> Any:
    n, t = x.shape[0], np.arange(1, 30)[:, None] / 29
    slope = t ** np.arange(n - 1) @ (np.arange(1, n) * x[1:])
    return _join(slope - (t ** np.arange(n) @ x) ** 2 - 1, x[0], x[1] - x[0] ** 2 - 1)


def _rosenbrock(x: Any) -> Any:
    return _join(10 * (x[1::2] - x[::2] ** 2), 1 - x[::2])


def _penalty_1(x: Any) -> Any:
    return _join(1e-5**0.5 * (x - 1), np.sum(x**2) - 0.25)


def _penalty_2(x: Any) -> Any:
    n = x.shape[0]
    k = np.arange(2, n + 1)
    y = np.exp(k / 10) + np.exp((k - 1) / 10)
    small = 1e-5**0.5
    smooth = small * (np.exp(x[1:] / 10) + np.exp(x[:-1] / 10) - y)
    return _join(x[0] - 0.2, smooth, small * (np.exp(x[1:] / 10) - np.exp(-0.1)), (n - np.arange(n)) @ x**2 - 1)


def _variably_dimensioned(x: Any) -> Any:
    total = np.arange(1, x.shape[0] + 1) @ (x - 1)
    return _join(x - 1, total, total**2)


def _trigonometric(x: Any) -> Any:
    n = x.shape[0]
    return n - np.sum(np.cos(x)) + np.arange(1, n + 1) * (1 - np.cos(x)) - np.sin(x)


def _almost_linear(x: Any) -> Any:
    n = x.shape[0]
    return _join(x[:-1] + np.sum(x) - (n + 1), np.prod(x) - 1)


def _boundary_value(x: Any) -> Any:
    n = x.shape[0]
    h, wide = 1 / (n + 1), _join(0.0, x, 0.0)
    return 2 * x - wide[:-2] - wide[2:] + h**2 * (x + h * np.arange(1, n + 1) + 1) ** 3 / 2


def _integral_equation(x: Any) -> Any:
    n = x.shape[0]
    h = 1 / (n + 1)
    t = h * np.arange(1, n + 1)
    cubes = (x + t + 1) ** 3
    kernel = np.where(t[None] <= t[:, None], (1 - t[:, None]) * t[None], t[:, None] * (1 - t[None]))
    return x + h / 2 * (kernel @ cubes)


def _tridiagonal(x: Any) -> Any:
    wide = _join(0.0, x, 0.0)
    return (3 - 2 * x) * x - wide[:-2] - 2 * wide[2:] + 1


def _banded(x: Any) -> Any:
    n = x.shape[0]
    row, column = np.indices((n, n))
    near = ((column >= row - 5) & (column <= row + 1) & (column != row)).astype(float)
    return x * (2 + 5 * x**2) + 1 - near @ (x * (1 + x))


def _full_rank(x: Any, m: int = 20) -> Any:
    rest = -2 * np.sum(x) / m - 1
    return _join(x + rest, rest * np.ones(m - x.shape[0]))


def _rank_1(x: Any, m: int = 20) -> Any:
    return np.arange(1, m + 1) * (np.arange(1, x.shape[0] + 1) @ x) - 1


def _rank_1_zeros(x: Any, m: int = 20) -> Any:
    n = x.shape[0]
    inner = np.arange(2, n) @ x[1:-1]
    return _join(-1.0 + 0 * x[0], np.arange(1, m - 1) * inner - 1, -1.0 + 0 * x[0])


_K = np.arange(1, 11)
_T = _K / 11

PROBLEMS = (
    Problem("Rosenbrock", _rosenbrock, [-1.2, 1.0]),
    Problem(
        "Freudenstein and Roth",
        lambda x: _join(-13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1], -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1]),
        [0.5, -2.0],
        (0.0, 48.98425368),
    ),
    Problem(
        "Powell badly scaled", lambda x: _join(1e4 * x[0] * x[1] - 1, np.exp(-x[0]) + np.exp(-x[1]) - 1.0001), [0, 1]
    ),
    Problem("Brown badly scaled", lambda x: _join(x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2), [1.0, 1.0]),
    Problem(
        "Beale",
        lambda x: np.array([1.5, 2.25, 2.625]) - x[0] * (1 - x[1] ** np.array([1, 2, 3])),
        [1.0, 1.0],
    ),
    Problem(
        "Jennrich and Sampson", lambda x: 2 + 2 * _K - np.exp(_K * x[0]) - np.exp(_K * x[1]), [0.3, 0.4], (124.3621824,)
    ),
    Problem("Helical valley", _helical, [-1.0, 0.0, 0.0]),
    Problem(
        "Bard",
        lambda x: (
            BARD
            - (
                x[0]
                + np.arange(1, 16)
                / ((16 - np.arange(1, 16)) * x[1] + np.minimum(np.arange(1, 16), 16 - np.arange(1, 16)) * x[2])
            )
        ),
        [1.0, 1.0, 1.0],
        (8.214877307e-3, 17.42869333),
    ),
    Problem("Gaussian", _gaussian, [0.4, 1.0, 0.0], (1.127932770e-8,)),
    Problem(
        "Meyer",
        lambda x: x[0] * np.exp(x[1] / (45 + 5 * np.arange(1, 17) + x[2])) - MEYER,
        [0.02, 4000.0, 250.0],
        (87.94585517,),
    ),
    Problem("Gulf research", _gulf, [5.0, 2.5, 0.15]),
    Problem("Box three-dimensional", _box, [0.0, 10.0, 20.0]),
    Problem("Powell singular", _powell, [3.0, -1.0, 0.0, 1.0]),
    Problem("Wood", _wood, [-3.0, -1.0, -3.0, -1.0]),
    Problem(
        "Kowalik and Osborne",
        lambda x: KOWALIK_Y - x[0] * (KOWALIK_U**2 + KOWALIK_U * x[1]) / (KOWALIK_U**2 + KOWALIK_U * x[2] + x[3]),
        [0.25, 0.39, 0.415, 0.39],
        (3.075056038e-4, 1.027341e-3),
    ),
    Problem("Brown and Dennis", _brown_dennis, [25.0, 5.0, -5.0, -1.0], (85822.20163,)),
    Problem("Osborne 1", _osborne_1, [0.5, 1.5, -1.0, 0.01, 0.02], (5.464894697e-5,)),
    Problem("Biggs EXP6", _biggs, [1.0, 2.0, 1.0, 1.0, 1.0, 1.0], (0.0, 5.655649925e-3)),
    Problem(
        "Osborne 2",
        _osborne_2,
        [1.3, 0.65, 0.65, 0.7, 0.6, 3.0, 5.0, 7.0, 2.0, 4.5, 5.5],
        (4.013773629e-2,),
    ),
    Problem("Watson", _watson, [0.0] * 6, (2.287670053e-3,)),
    Problem("Extended Rosenbrock", _rosenbrock, [-1.2, 1.0] * 5),
    Problem("Extended Powell singular", _powell, [3.0, -1.0, 0.0, 1.0] * 3),
    Problem("Penalty I", _penalty_1, list(range(1, 11)), (7.087651467e-5,)),
    Problem("Penalty II", _penalty_2, [0.5] * 10, (2.936605374e-4,)),
    Problem("Variably dimensioned", _variably_dimensioned, list(1 - np.arange(1, 11) / 10)),
    Problem("Trigonometric", _trigonometric, [0.1] * 10, (0.0, 2.795055e-5)),
    Problem("Brown almost linear", _almost_linear, [0.5] * 10, (0.0, 1.0)),
    Problem("Discrete boundary value", _boundary_value, list(_T * (_T - 1))),
    Problem("Discrete integral equation", _integral_equation, list(_T * (_T - 1))),
    Problem("Broyden tridiagonal", _tridiagonal, [-1.0] * 10),
    Problem("Broyden banded", _banded, [-1.0] * 10),
    Problem("Linear, full rank", _full_rank, [1.0] * 10, (10.0,)),
    Problem("Linear, rank 1", _rank_1, [1.0] * 10, (4.634146341,)),
    Problem("Linear, rank 1, zero columns and rows", _rank_1_zeros, [1.0] * 10, (6.135135135,)),
)
