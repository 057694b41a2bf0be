"""The table of rules: what answers each NumPy function inside a function that is differentiated."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.table import Table
from calcref.autodiff.rules.applying import APPLYING
from calcref.autodiff.rules.arithmetic import ARITHMETIC
from calcref.autodiff.rules.choosing import CHOOSING
from calcref.autodiff.rules.constants import NO_DERIVATIVE
from calcref.autodiff.rules.contraction import CONTRACTIONS
from calcref.autodiff.rules.covariance import COVARIANCE
from calcref.autodiff.rules.creating import CREATING
from calcref.autodiff.rules.cumulative import CUMULATIVE, accumulated, cumprod, cumsum
from calcref.autodiff.rules.determinants import DETERMINANTS
from calcref.autodiff.rules.diagonals import DIAGONALS
from calcref.autodiff.rules.elementwise import ELEMENTWISE, SINC
from calcref.autodiff.rules.extrema import EXTREMA, max_, min_
from calcref.autodiff.rules.factors import CHOLESKY, FACTORS
from calcref.autodiff.rules.fourier import FOURIER
from calcref.autodiff.rules.generating import GENERATING, heaviside, sign
from calcref.autodiff.rules.indexing import INDEXING
from calcref.autodiff.rules.inverses import INVERSES
from calcref.autodiff.rules.joining import JOINING
from calcref.autodiff.rules.norms import NORMS
from calcref.autodiff.rules.polynomials import POLYNOMIALS
from calcref.autodiff.rules.products import MATMUL, PRODUCTS, matvec, vecdot, vecmat
from calcref.autodiff.rules.reductions import REDUCTIONS, prod, sum_
from calcref.autodiff.rules.shaping import SHAPING
from calcref.autodiff.rules.sorting import SORTING
from calcref.autodiff.rules.spectra import EIGH, EIGVALSH, SPECTRA
from calcref.autodiff.rules.statistics import STATISTICS, ldexp
from calcref.autodiff.rules.windows import WINDOWED

UFUNCS = {**ELEMENTWISE, **ARITHMETIC, np.matmul: MATMUL}

METHODS: dict[tuple[Any, str], Any] = {
    (np.add, "reduce"): lambda array, axis=0, keepdims=False: sum_(array, axis, keepdims=keepdims),
    (np.multiply, "reduce"): lambda array, axis=0, keepdims=False: prod(array, axis, keepdims=keepdims),
    (np.maximum, "reduce"): lambda array, axis=0, keepdims=False: max_(array, axis, keepdims),
    (np.minimum, "reduce"): lambda array, axis=0, keepdims=False: min_(array, axis, keepdims),
    (np.add, "accumulate"): accumulated(cumsum),
    (np.multiply, "accumulate"): accumulated(cumprod),
    (np.vecdot, "__call__"): vecdot,
    (np.matvec, "__call__"): matvec,
    (np.vecmat, "__call__"): vecmat,
    (np.heaviside, "__call__"): heaviside,
    (np.sign, "__call__"): sign,
    (np.ldexp, "__call__"): ldexp,
    (np.divmod, "__call__"): lambda x1, x2: (np.floor_divide(x1, x2), np.remainder(x1, x2)),
    (np.modf, "__call__"): lambda x: (x - np.trunc(x), np.trunc(x)),
}

FUNCTIONS = {
    np.sinc: SINC,
    **REDUCTIONS,
    **EXTREMA,
    **CUMULATIVE,
    **SHAPING,
    **JOINING,
    **CREATING,
    **GENERATING,
    **INDEXING,
    **CHOOSING,
    **SORTING,
    **DIAGONALS,
    **WINDOWED,
    **PRODUCTS,
    **CONTRACTIONS,
    **FOURIER,
    **INVERSES,
    **DETERMINANTS,
    **FACTORS,
    **SPECTRA,
    **NORMS,
    **STATISTICS,
    **COVARIANCE,
    **POLYNOMIALS,
    **APPLYING,
}

# the rules that hold in the space of symmetric matrices alone
SYMMETRIC = frozenset(rule.name for rule in (CHOLESKY, EIGH, EIGVALSH))

TABLE = Table(UFUNCS, METHODS, FUNCTIONS, NO_DERIVATIVE)
