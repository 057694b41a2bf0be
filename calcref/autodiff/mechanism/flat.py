"""The product of matrices as it is computed here: a stack of matrices times one matrix is one product."""

from __future__ import annotations

from typing import Any

import numpy as np


def matmul(a: Any, b: Any) -> Any:
    """np.matmul of plain arrays."""
    if type(a) is np.ndarray and a.ndim > 2 and b.ndim == 2 and a.flags.c_contiguous:
        return (a.reshape(-1, a.shape[-1]) @ b).reshape(a.shape[:-1] + b.shape[1:])
    return np.matmul(a, b)
