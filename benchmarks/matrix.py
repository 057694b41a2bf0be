"""`python -m benchmarks.matrix`: what a matrix gradient costs with its steps and its check, beside SymPy's `diff`.

The identities are those of `tests/matrix/identities.py`. SymPy is given matrix expressions that both can read; its
answers are compared with ours at random matrices, since some of them are wrong.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
import sympy as sp

import calcref
from benchmarks.measure import seconds
from tests.matrix.identities import IDENTITIES, Identity

SIZE = 3
A, B, X = (sp.MatrixSymbol(name, SIZE, SIZE) for name in "ABX")
a, b = (sp.MatrixSymbol(name, SIZE, 1) for name in "ab")
EXPRESSIONS: dict[str, Any] = {
    "tr(A X)": sp.Trace(A * X),
    "tr(A X B)": sp.Trace(A * X * B),
    "tr(X' A X)": sp.Trace(X.T * A * X),
    "tr(X X)": sp.Trace(X * X),
    "tr(A X) + tr(B X)": sp.Trace(A * X) + sp.Trace(B * X),
    "a' X b": (a.T * X * b),
    "a' X' X b": (a.T * X.T * X * b),
    "a' inv(X) b": (a.T * X.inv() * b),
    "tr(inv(X))": sp.Trace(X.inv()),
    "det(X)": sp.Determinant(X),
    "log det(X)": sp.log(sp.Determinant(X)),
    "tr(X) + 1": sp.Trace(X) + 1,
}


def derived(identity: Identity) -> Any:
    """The derivation of an identity."""
    verb: Callable[..., Any] = getattr(calcref, f"matrix_{identity.kind}")
    return verb(identity.function, identity.wrt, identity.shapes)


def identities() -> dict[str, float]:
    """Milliseconds an identity: with its steps, and with its check as well; the median and the longest."""
    steps, whole, right = [], [], 0
    for identity in IDENTITIES:
        derived(identity).check()
    for identity in IDENTITIES:
        start = time.process_time()
        derivation = derived(identity)
        between = time.process_time()
        right += derivation.check().verdict == "agrees"
        steps.append(1e3 * (between - start))
        whole.append(1e3 * (time.process_time() - start))
    return {
        "identities": len(IDENTITIES),
        "confirmed": right,
        "steps_ms": median(steps),
        "checked_ms": median(whole),
        "longest_ms": max(whole),
    }


def against_sympy() -> list[tuple[str, float, float, bool]]:
    """For each expression our milliseconds, SymPy's, and whether SymPy's answer is right."""
    rows = []
    for name, expr in EXPRESSIONS.items():
        ours = 1e3 * seconds(lambda expr=expr: calcref.matrix_gradient(expr, "X"))
        theirs = 1e3 * seconds(lambda expr=expr: expr.diff(X))
        rows.append((name, ours, theirs, _is_right(expr)))
    return rows


def _is_right(expr: Any) -> bool:
    rng = np.random.default_rng(1)
    values = {it: rng.normal(size=it.shape) + np.eye(*it.shape) for it in (A, B, X, a, b)}
    names = calcref.matrix_gradient(expr, "X")
    space: dict[str, Any] = {}
    exec(names.to_numpy(), space)
    ours = space["gradient"](*(values[sp.MatrixSymbol(it.name, *it.shape)] for it in names.names))
    try:
        theirs = np.array(expr.diff(X).subs({it: sp.Matrix(value) for it, value in values.items()}).doit(), dtype=float)
    except (TypeError, ValueError, AttributeError):
        return False
    return theirs.size == ours.size and bool(np.allclose(theirs.reshape(ours.shape), ours))


def main() -> None:
    """Measure, and print a table."""
    found = identities()
    print(
        f"{found['confirmed']} of {found['identities']} identities confirmed; median {found['steps_ms']:.1f} ms with "
        f"steps, {found['checked_ms']:.1f} ms with steps and check, longest {found['longest_ms']:.0f} ms"
    )
    for name, ours, theirs, right in against_sympy():
        said = "" if right else "  (SymPy's answer is wrong, or none)"
        print(f"{name:20} calcref {ours:6.2f} ms  sympy {theirs:6.2f} ms  ratio {ours / theirs:5.2f}{said}")


if __name__ == "__main__":
    main()
