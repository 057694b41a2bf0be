"""Differentiation with all steps (the check excluded) against sympy.diff, caches cleared before each run of both."""

from __future__ import annotations

import math
from statistics import geometric_mean
from typing import Any

from benchmarks.measure import alone

TEXTBOOK = """
from sympy.core.cache import clear_cache
import sympy as sp
from benchmarks.expressions import TEXTBOOK
from benchmarks.measure import seconds
from calcref import differentiate
from calcref.core.letters import x
work = {work}
result = {{"seconds": [seconds(lambda: work(expr), clear_cache) for expr in TEXTBOOK]}}
"""
GROWING = """
import sympy as sp
from benchmarks.expressions import SHAPES
from benchmarks.measure import seconds
from calcref.core.engine import derive
from calcref.core.expr import nodes, raw
from calcref.core.letters import x
from calcref.core.questions import Diff
from calcref.derivatives import RULES
from calcref.verify import check_numbers
build, _ = SHAPES["{shape}"]
expr = build({size})
found = derive(raw(Diff, expr, x), RULES)
result = {{
    "seconds": seconds(lambda: derive(raw(Diff, build({size}), x), RULES), runs=3),
    "check_seconds": seconds(lambda: check_numbers(found), runs=3),
    "steps": len(found.steps),
    "nodes": sum(1 for _ in nodes(raw(sp.Tuple, expr, found.answer))),
}}
"""
PEER_GROWING = """
import time
import sympy as sp
from sympy.core.cache import clear_cache
from benchmarks.expressions import SHAPES
from calcref.core.letters import x
build, _ = SHAPES["{shape}"]
clear_cache()
expr = build({size})
start = time.process_time()
sp.diff(expr, x)
result = {{"seconds": time.process_time() - start}}
"""
PATIENCE = 40.0  # seconds that sympy.diff is waited for


def textbook() -> dict[str, Any]:
    """Both on 30 textbook expressions: seconds for each, and the geometric mean of the ratios."""
    ours = alone(TEXTBOOK.format(work="lambda expr: differentiate(expr, x)"))
    peer = alone(TEXTBOOK.format(work="lambda expr: sp.diff(expr, x)"))
    ratios = [a / b for a, b in zip(ours["seconds"], peer["seconds"], strict=True)]
    return {
        "calcref_ms": 1e3 * sum(ours["seconds"]) / len(ratios),
        "sympy_ms": 1e3 * sum(peer["seconds"]) / len(ratios),
        "ratio": geometric_mean(ratios),
        "slower_on": sum(ratio > 1 for ratio in ratios),
        "expressions": len(ratios),
        "calcref_mb": ours["peak_mb"],
        "sympy_mb": peer["peak_mb"],
    }


def growing(shape: str, size: int) -> dict[str, Any]:
    """One size of one shape, by both; the peer is None where it did not end in time, or overflowed."""
    ours = alone(GROWING.format(shape=shape, size=size))
    try:
        peer = alone(PEER_GROWING.format(shape=shape, size=size), timeout=PATIENCE)
        peer_seconds, peer_mb = peer["seconds"], peer["peak_mb"]
    except Exception:  # whatever the peer does, it has no figure
        peer_seconds, peer_mb = None, None
    nodes = ours["nodes"]
    return {
        "shape": shape,
        "size": size,
        "steps": ours["steps"],
        "calcref_ms": 1e3 * ours["seconds"],
        "check_ms": 1e3 * ours["check_seconds"],
        "ns_per_n_log_n": 1e9 * ours["seconds"] / (nodes * math.log2(nodes)),
        "sympy_ms": None if peer_seconds is None else 1e3 * peer_seconds,
        "calcref_mb": ours["peak_mb"],
        "sympy_mb": peer_mb,
    }
