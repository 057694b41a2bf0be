"""Products with the Jacobian and the Hessian, without either: a tangent pushed forward, a cotangent pulled back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from calcref.autodiff.mechanism.box import Box, unboxed
from calcref.autodiff.mechanism.dual import Dual
from calcref.autodiff.mechanism.structure import refill
from calcref.autodiff.mechanism.sweep import sweep
from calcref.autodiff.mechanism.tape import Tape
from calcref.autodiff.rules import TABLE
from calcref.autodiff.verbs.arguments import Argnums, chosen, floats, function, is_box_of, like, replaced
from calcref.autodiff.verbs.grad import grad
from calcref.autodiff.verbs.running import running
from calcref.core.errors import CalcrefError
from calcref.core.trees import leaves, tree_map

Function = Callable[..., Any]


def jvp(f: Function, argnums: Argnums = 0) -> Function:
    """Return a function (x, x_dot) -> (f(x), J x_dot), the value and how it moves when x moves along x_dot.

    The tangent comes last, after all arguments of `f`, and has the structure and the shapes of the argument that
    `argnums` names (a tuple of tangents where `argnums` is a tuple). `f` may return a number, an array, or a structure
    of them. One run of `f`, whatever the size of x.

    Raises (when it is called):
        ShapeMismatch: the tangent does not have the shape of the argument.
        OutsideDomain, NoRuleApplies, CalcrefError: as `grad`.

    >>> jvp(np.sin)(0.0, 2.0)
    (np.float64(0.0), np.float64(2.0))
    """
    function(f, "jvp")

    def pushed(*args: Any, **options: Any) -> tuple[Any, Any]:
        if len(args) < 2:
            raise CalcrefError("jvp(f) takes the arguments of f and then the tangent; the tangent is missing")
        *at, x_dot = args
        x = floats(chosen(tuple(at), argnums, "jvp"), "jvp")
        dots = leaves(like(x, x_dot, "the tangent"))
        level = Dual(TABLE)
        boxes = [level.input(leaf, dot) for leaf, dot in zip(leaves(x), dots, strict=True)]
        with running():
            y = f(*replaced(tuple(at), argnums, refill(x, iter(boxes))), **options)
        value = tree_map(lambda part: part.value if is_box_of(part, level) else part, y)
        return value, tree_map(
            lambda part: _typed(part) if is_box_of(part, level) else np.zeros_like(unboxed(part))[()], y
        )

    return pushed


def vjp(f: Function, argnums: Argnums = 0) -> Function:
    """Return a function x -> (f(x), pullback), where pullback(y_bar) is J^T y_bar, of the structure of x.

    `f` may return a number, an array, or a structure of them; `y_bar` has its structure and its shapes. The pullback
    may be called any number of times, and keeps what `f` computed until it is dropped.

    Raises (when called, or when the pullback is):
        ShapeMismatch: the cotangent does not have the shape of the value.
        OutsideDomain, NoRuleApplies, CalcrefError: as `grad`.

    >>> value, pullback = vjp(lambda x: x[:-1] * x[1:])(np.array([1.0, 2.0, 3.0]))
    >>> pullback(np.array([1.0, 0.0]))
    array([2., 1., 0.])
    """
    function(f, "vjp")

    def pulled(*args: Any, **options: Any) -> tuple[Any, Function]:
        x = floats(chosen(args, argnums, "vjp"), "vjp")
        tape = Tape(TABLE)
        # copies, for the caller may change an argument in place before the pullback is called
        boxes = [tape.input(leaf if isinstance(leaf, Box) else np.array(leaf)[()]) for leaf in leaves(x)]
        with running():
            y = f(*replaced(args, argnums, refill(x, iter(boxes))), **options)
        tape.close()
        value = tree_map(lambda part: part.value if is_box_of(part, tape) else part, y)

        def pullback(y_bar: Any) -> Any:
            bars = leaves(like(value, y_bar, "the cotangent"))
            parts = zip(leaves(y), bars, strict=True)
            found = sweep(tape, [(part.index, bar) for part, bar in parts if is_box_of(part, tape)], keep=True)
            return refill(x, iter([found.finished(k, box.value) for k, box in enumerate(boxes)]))

        return value, pullback

    return pulled


def hvp(f: Function, argnums: Argnums = 0) -> Function:
    """Return a function (x, v) -> H v, the Hessian of the number `f(x)` times `v`, at a few times the cost of `f`.

    The Hessian is never formed: H v is how the gradient moves when x moves along v. The direction comes last, after
    all arguments of `f`, and has the structure and the shapes of x.

    Raises (when it is called):
        ShapeMismatch: `f` returns an array, or v does not have the shape of x.
        OutsideDomain, NoRuleApplies, CalcrefError: as `grad`.

    Source: Pearlmutter, Fast exact multiplication by the Hessian, Neural Computation 6 (1994) 147.

    >>> hvp(lambda x: x[0] ** 2 * x[1])(np.array([1.0, 3.0]), np.array([1.0, 0.0]))
    array([6., 2.])
    """
    moving = jvp(grad(f, argnums), argnums)
    return lambda *args, **options: moving(*args, **options)[1]


def _typed(part: Box) -> Any:
    """The tangent of a value, of its type."""
    return part.index if part.index.dtype == part.dtype else part.index.astype(part.dtype)
