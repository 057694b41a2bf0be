"""The table of rules: what answers each NumPy function inside a function that is differentiated."""

from __future__ import annotations

from typing import Any

import numpy as np

from calcref.autodiff.mechanism.table import Table
from calcref.autodiff.rules.arithmetic import ARITHMETIC
from calcref.autodiff.rules.choosing import CHOOSING
from calcref.autodiff.rules.constants import NO_DERIVATIVE
from calcref.autodiff.rules.elementwise import ELEMENTWISE, SINC
from calcref.autodiff.rules.extrema import EXTREMA, max_, min_
from calcref.autodiff.rules.indexing import INDEXING
from calcref.autodiff.rules.joining import JOINING
from calcref.autodiff.rules.products import MATMUL, PRODUCTS, vecdot
from calcref.autodiff.rules.reductions import REDUCTIONS, prod, sum_
from calcref.autodiff.rules.shaping import SHAPING

METHODS: dict[tuple[Any, str], Any] = {
    (np.add, "reduce"): lambda array, axis=0, keepdims=False: sum_(array, axis, keepdims),
    (np.multiply, "reduce"): lambda array, axis=0, keepdims=False: prod(array, axis, keepdims),
    (np.maximum, "reduce"): lambda array, axis=0, keepdims=False: max_(array, axis, keepdims),
    (np.minimum, "reduce"): lambda array, axis=0, keepdims=False: min_(array, axis, keepdims),
    (np.vecdot, "__call__"): vecdot,
}

TABLE = Table(
    ufuncs={**ELEMENTWISE, **ARITHMETIC, np.matmul: MATMUL},
    methods=METHODS,
    functions={
        np.sinc: SINC,
        **REDUCTIONS,
        **EXTREMA,
        **SHAPING,
        **JOINING,
        **INDEXING,
        **CHOOSING,
        **PRODUCTS,
    },
    constants=NO_DERIVATIVE,
)
