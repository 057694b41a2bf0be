"""What goes on around the function while it is traced: the stand-ins of NumPy, and what foreign errors become."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from calcref.autodiff.mechanism.guards import OUTSIDE
from calcref.autodiff.mechanism.stand_ins import StandIns
from calcref.autodiff.rules import TABLE
from calcref.core.errors import CalcrefError

_STAND_INS = StandIns(TABLE.functions)


@contextmanager
def running() -> Iterator[None]:
    """Run the user's function in this: np.array and its like join traced values, and our errors arrive as ours.

    NumPy wraps what a box says in a ValueError where it writes into an array. Compiled code that calls back into
    Python, as root finders of SciPy do, ends in a SystemError, or an error of its own that tells no cause.
    """
    try:
        with _STAND_INS:
            yield
    except Exception as error:
        if isinstance(error, CalcrefError):
            raise
        if isinstance(error.__cause__, CalcrefError) and isinstance(error, ValueError):
            raise CalcrefError(_WRITTEN) from error
        if isinstance(error.__cause__, CalcrefError) and isinstance(error, SystemError):
            raise CalcrefError(_CALLED_BACK) from error
        if type(error).__module__ == "_minpack":
            raise CalcrefError(f"SciPy said: {error} Perhaps {_CALLED_BACK}") from error
        if isinstance(error, TypeError | ValueError) and re.search(r"\bBox\b", str(error)):
            raise CalcrefError(f"{error}; a Box is a traced value, and {OUTSIDE}") from error
        raise


_WRITTEN = (
    "a traced value was written into a plain array (a[i] = x), which would lose its gradient; write "
    "a = calcref.autodiff.assign(a, i, x), which gives a new array (for a[i] += x, assign(a, i, a[i] + x)), make the "
    "array of a list with np.array(values), or choose with np.where"
)
_CALLED_BACK = (
    "compiled code (a root finder or an integrator of SciPy, say) called a function that gave it a traced value, where "
    "it takes plain numbers alone; let it run on stop_gradient(a) to find a root r, and go one step of Newton's method "
    "from there with a itself, r - f(r, a) / slope, with the slope of f in r: its derivative is that of the root; or "
    "give the whole a rule with calcref.autodiff.ArrayRule"
)
