"""Functions without a derivative: they are computed on plain values, and what they give is plain, a constant.

PIECEWISE_CONSTANT are flat wherever they have a derivative; at their jumps they have none. The others answer a
question about an array, not a number that depends on it.
"""

from __future__ import annotations

import numpy as np

PIECEWISE_CONSTANT = (
    np.floor,
    np.ceil,
    np.trunc,
    np.rint,
    np.round,
    np.around,
    np.fix,
    np.signbit,
    np.floor_divide,
    np.digitize,
    np.searchsorted,
)
COMPARISONS = (
    np.equal,
    np.not_equal,
    np.less,
    np.less_equal,
    np.greater,
    np.greater_equal,
    np.isclose,
    np.allclose,
    np.array_equal,
    np.array_equiv,
    np.isnan,
    np.isinf,
    np.isfinite,
    np.isneginf,
    np.isposinf,
    np.logical_and,
    np.logical_or,
    np.logical_not,
    np.logical_xor,
    np.any,
    np.all,
    np.isin,
)
INDICES = (
    np.argmax,
    np.argmin,
    np.argsort,
    np.argpartition,
    np.argwhere,
    np.nonzero,
    np.flatnonzero,
    np.count_nonzero,
    np.lexsort,
    np.nanargmax,
    np.nanargmin,
)
ABOUT_THE_ARRAY = (
    np.shape,
    np.ndim,
    np.size,
    np.result_type,
    np.can_cast,
    np.min_scalar_type,
    np.common_type,
    np.iscomplexobj,
    np.isrealobj,
    np.iscomplex,
    np.isreal,
    np.zeros_like,
    np.ones_like,
    np.empty_like,
    np.array_repr,
    np.array_str,
    np.array2string,
    np.spacing,
    np.may_share_memory,
    np.shares_memory,
    np.diag_indices_from,
    np.tril_indices_from,
    np.triu_indices_from,
    np.einsum_path,
    np.linalg.matrix_rank,
)

NO_DERIVATIVE: frozenset[object] = frozenset(PIECEWISE_CONSTANT + COMPARISONS + INDICES + ABOUT_THE_ARRAY)
