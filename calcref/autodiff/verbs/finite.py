"""Where NaN or infinity came from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn

import numpy as np

from calcref.autodiff.mechanism.box import shape, unboxed
from calcref.autodiff.verbs.arguments import Argnums, chosen, name_of, replaced
from calcref.autodiff.verbs.graph import Node, trace_graph
from calcref.core.errors import OutsideDomain


def require_finite(
    f: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any], argnums: Argnums, results: list[Any]
) -> None:
    """Pass finite results; otherwise run `f` once more and name the operation where NaN or infinity began.

    Raises:
        OutsideDomain: a result is not finite.
    """
    if all(_finite(result) for result in results):
        return
    graph = trace_graph(lambda at: f(*replaced(args, argnums, at), **options), chosen(args, argnums, "grad"))
    for node in graph.nodes:
        if not _finite(node.value):
            _refuse(f, "the value", node, node.value)
    for node in reversed(graph.nodes):
        parents = [graph.nodes[k] for k in node.parents if k >= 0]
        for parent in parents:
            if not _finite(parent.adjoint) and _finite(node.adjoint):
                _refuse(f, "the derivative", node, parent.value)
    raise OutsideDomain(f"the gradient of {name_of(f)} is not finite")


def _refuse(f: Callable[..., Any], what: str, node: Node, near: Any) -> NoReturn:
    found = "an input" if node.operation == "input" else f"operation number {node.index}, np.{node.operation}"
    raise OutsideDomain(
        f"{what} of {name_of(f)} stops being finite at {found} (shape {shape(node.value)}, smallest and largest value "
        f"{np.min(unboxed(near)):.3g} and {np.max(unboxed(near)):.3g}); keep its argument inside its domain, with "
        "np.where on the argument as well as on the result"
    )


def _finite(x: Any) -> bool:
    return x is None or isinstance(x, tuple) or bool(np.all(np.isfinite(unboxed(x))))
