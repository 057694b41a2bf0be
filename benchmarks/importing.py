"""What `import calcref` costs beyond importing SymPy."""

from __future__ import annotations

from statistics import median
from typing import Any

from benchmarks.measure import RUNS, alone

IMPORT = """
import time
start = time.perf_counter()
import sympy
middle = time.perf_counter()
import calcref
end = time.perf_counter()
result = {"sympy": middle - start, "calcref": end - middle}
"""
SYMPY = "import sympy\nresult = {}\n"


def importing() -> dict[str, Any]:
    """Milliseconds for SymPy, and for calcref on top of it; peak memory of both."""
    runs = [alone(IMPORT) for _ in range(RUNS)]
    return {
        "sympy_ms": 1e3 * median(run["sympy"] for run in runs),
        "calcref_ms": 1e3 * median(run["calcref"] for run in runs),
        "calcref_mb": median(run["peak_mb"] for run in runs),
        "sympy_mb": alone(SYMPY)["peak_mb"],
    }
