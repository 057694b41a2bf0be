"""Arguments, made of a vector, for every function that has no derivative."""

from typing import Any

import numpy as np

_ONE = (
    *(np.floor, np.ceil, np.trunc, np.rint, np.round, np.around, np.fix, np.signbit, np.spacing),
    *(np.isnan, np.isinf, np.isfinite, np.isneginf, np.isposinf, np.logical_not, np.any, np.all),
    *(np.argmax, np.argmin, np.argsort, np.argwhere, np.nonzero, np.flatnonzero, np.count_nonzero),
    *(np.nanargmax, np.nanargmin, np.lexsort, np.shape, np.ndim, np.size, np.result_type, np.min_scalar_type),
    *(np.common_type, np.iscomplexobj, np.isrealobj, np.iscomplex, np.isreal, np.zeros_like, np.ones_like),
    *(np.array_repr, np.array_str, np.array2string),
)
_TWO = (
    *(np.equal, np.not_equal, np.less, np.less_equal, np.greater, np.greater_equal, np.isclose, np.allclose),
    *(np.array_equal, np.array_equiv, np.logical_and, np.logical_or, np.logical_xor, np.isin, np.floor_divide),
    *(np.may_share_memory, np.shares_memory),
)

CONSTANTS: dict[Any, Any] = {
    **{function: lambda x: (x,) for function in _ONE},
    **{function: lambda x: (x, x[::-1]) for function in _TWO},
    **{function: lambda x: (np.outer(x, x),) for function in (np.tril_indices_from, np.triu_indices_from)},
    np.diag_indices_from: lambda x: (np.outer(x, x),),
    np.einsum_path: lambda x: ("i,i->", x, x),
    np.digitize: lambda x: (x, [0.0, 1.0]),
    np.searchsorted: lambda x: (np.sort(x), x),
    np.argpartition: lambda x: (x, 1),
    np.lexsort: lambda x: ((x, x[::-1]),),
    np.can_cast: lambda x: (x.dtype, np.float32),
    np.linalg.matrix_rank: lambda x: (x.reshape(2, 2),),
    np.empty_like: lambda x: (x[:0],),
}
