"""To write into an array without writing into it."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import unboxed
from calcref.autodiff.mechanism.dispatch import plain
from calcref.autodiff.rules.indexing import assigned


def assign(a: Any, index: Any, value: Any) -> Any:
    """Return a new array that is `a` with `value` at `index`, as `a[index] = value` would have left it.

    Array and value may be traced; the index is a constant. Where an index is met twice, the last value counts. The
    result has the type of `a`; only where `value` would be cut to an integer, or to its real part, has it that of
    `value`. Each call copies `a`: of values that a loop computes one by one, np.array(list) makes an array in one go.

    Raises:
        IndexError, ValueError: as `a[index] = value`.

    >>> import numpy as np
    >>> from calcref.autodiff import grad
    >>> assign(np.zeros(3), 1, 5.0)
    array([0., 5., 0.])
    >>> grad(lambda x: np.sum(assign(x, slice(1), x[2]) ** 2))(np.array([1.0, 2.0, 3.0]))
    array([ 0.,  4., 12.])
    """
    a, value = np.asarray(a), np.asarray(value)
    if np.can_cast(unboxed(value).dtype, unboxed(a).dtype, "same_kind"):
        value = np.astype(value, unboxed(a).dtype)
    return assigned(a, plain(index), value)
