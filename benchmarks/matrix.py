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
from calcref.layers import affine, layer_norm, multi_head
from calcref.site.blocks.derived_layers import CASES, derived
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


def derivation_of(identity: Identity) -> Any:
    """The derivation of an identity."""
    verb: Callable[..., Any] = getattr(calcref, f"matrix_{identity.kind}")
    return verb(identity.function, identity.wrt, identity.shapes)


def identities() -> dict[str, float]:
    """Milliseconds an identity: with its steps, and with its check as well; the median and the longest."""
    steps, whole, right = [], [], 0
    for identity in IDENTITIES:
        derivation_of(identity).check()
    for identity in IDENTITIES:
        start = time.process_time()
        derivation = derivation_of(identity)
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


def block(heads: int) -> Callable[..., Any]:
    """A block of a transformer, before the outer sum: normalization, attention, normalization, two layers."""

    def run(x, g_1, s_1, w_q, w_k, w_v, w_o, g_2, s_2, w_1, b_1, w_2, b_2):  # type: ignore[no-untyped-def]
        u = layer_norm(x, g_1, s_1)
        y = x + multi_head(u, u, u, w_q, w_k, w_v, w_o, heads=heads)
        return y + affine(np.tanh(affine(layer_norm(y, g_2, s_2), w_1, b_1)), w_2, b_2)

    return run


def shapes_of_block(heads: int) -> str:
    """The shapes of its arguments."""
    wide = f"w_q: n {heads}*d, w_k: n {heads}*d, w_v: n {heads}*d, w_o: {heads}*d n"
    return f"x: l n, g_1: n, s_1: n, {wide}, g_2: n, s_2: n, w_1: n h, b_1: h, w_2: h n, b_2: n"


def large() -> list[tuple[str, float, int]]:
    """What is large: its name, milliseconds with steps, and how many steps there are."""
    rows = []
    entropy = ("-y' log(softmax(W x))", "x", "W: k n, x: n, y: k one-hot")
    rows.append(_timed("Hessian of a cross-entropy", lambda: calcref.matrix_hessian(*entropy)))
    heads = CASES["heads"]
    rows.append(
        _timed("multi-head attention, one input", lambda: calcref.matrix_vjp(heads.function, "q", heads.shapes))
    )
    rows.append(_timed("multi-head attention, all seven", lambda: derived(heads)))
    for count in (2, 4, 8):
        name = f"block of a transformer, {count} heads"
        shapes = shapes_of_block(count)
        rows.append(_timed(name, lambda count=count, shapes=shapes: calcref.matrix_vjp(block(count), "x", shapes)))
        rows.append(_timed(f"{name}, as text", lambda count=count, shapes=shapes: _text(block(count), shapes)))
    return rows


def _text(function: Callable[..., Any], shapes: str) -> Any:
    found = calcref.matrix_vjp(function, "x", shapes)
    found.to_text()
    return found


def _timed(name: str, run: Callable[[], Any]) -> tuple[str, float, int]:
    found = run()
    steps = sum(len(it.steps) for it in getattr(found, "derivations", (found,)))
    return name, 1e3 * seconds(run), steps


def main() -> None:
    """Measure, and print a table."""
    found = identities()
    print(
        f"{found['confirmed']} of {found['identities']} identities confirmed; median {found['steps_ms']:.1f} ms with "
        f"steps, {found['checked_ms']:.1f} ms with steps and check, longest {found['longest_ms']:.0f} ms"
    )
    for name, time_of, steps in large():
        print(f"{name:45} {time_of:7.1f} ms  {steps:3} steps")
    for name, ours, theirs, right in against_sympy():
        said = "" if right else "  (SymPy's answer is wrong, or none)"
        print(f"{name:20} calcref {ours:6.2f} ms  sympy {theirs:6.2f} ms  ratio {ours / theirs:5.2f}{said}")


if __name__ == "__main__":
    main()
