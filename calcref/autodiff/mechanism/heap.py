"""One setting of the process that plain NumPy profits from too.

glibc gives memory of large blocks back to the system as soon as they are freed, and takes new pages, which the system
must clear, for the next: thousands of page faults a gradient. Its thresholds rise when a large block is freed, so one
block of 32 MB, never touched, is allocated and freed before the first gradient of a process. Elsewhere than on glibc
this does nothing. Set the environment variable CALCREF_HEAP to 0 to leave the heap alone.
"""

from __future__ import annotations

import os
from functools import cache

import numpy as np

_BLOCK = (1 << 25) - (1 << 16)  # just below the largest threshold that glibc rises to


@cache
def raise_thresholds() -> bool:
    """Raise the thresholds of the heap, once a process; return whether it was done."""
    if os.environ.get("CALCREF_HEAP", "1") == "0":
        return False
    np.empty(_BLOCK, np.uint8)
    return True
