"""What a numeric verb is given: whether it is a number, or a whole one, of Python or of NumPy."""

from __future__ import annotations

from typing import Any

import numpy as np


def is_number(value: Any) -> bool:
    """Whether `value` is a real number, NaN and infinity among them; True and False are none.

    >>> is_number(np.float32(1.5)), is_number(True), is_number("1.5")
    (True, False, False)
    """
    return isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)


def is_whole(value: Any) -> bool:
    """Whether `value` is an integer; True and False are none.

    >>> is_whole(np.int8(3)), is_whole(3.0), is_whole(True)
    (True, False, False)
    """
    return isinstance(value, int | np.integer) and not isinstance(value, bool)
