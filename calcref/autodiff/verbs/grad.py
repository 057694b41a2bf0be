"""The gradient of a function that returns a number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from calcref.autodiff.mechanism.box import shape, unboxed
from calcref.autodiff.mechanism.structure import refill
from calcref.autodiff.mechanism.sweep import sweep
from calcref.autodiff.mechanism.tape import Tape
from calcref.autodiff.rules import TABLE
from calcref.autodiff.verbs.arguments import Argnums, chosen, floats, function, is_box_of, name_of, replaced
from calcref.autodiff.verbs.finite import require_finite
from calcref.autodiff.verbs.running import running
from calcref.core.errors import CalcrefError, ShapeMismatch
from calcref.core.trees import leaves

Function = Callable[..., Any]


def grad(f: Function, argnums: Argnums = 0, check_finite: bool = False) -> Function:
    """Return a function of the same arguments that gives the gradient of `f` in the one that `argnums` names.

    `f` returns a number and is written in NumPy. The argument may be an array, a float, or a dictionary, list or tuple
    of them; the gradient has its structure and its shapes. A tuple of numbers as `argnums` gives a tuple of gradients.
    What does not depend on the argument has gradient 0. NaN goes where it goes, unless `check_finite` asks for an
    error that names the operation it came from.

    Raises (when it is called):
        ShapeMismatch: `f` returns an array.
        OutsideDomain: the argument holds integers; or NaN or infinity was met, with `check_finite`.
        NoRuleApplies: `f` calls something without a rule.
        CalcrefError: a traced value would lose its trace, as in `float(x)` or `a[i] = x`.

    >>> import numpy as np
    >>> grad(lambda x: np.sum(x**2))(np.array([1.0, 2.0, 3.0]))
    array([2., 4., 6.])
    """
    both = value_and_grad(f, argnums, check_finite)
    return _named(lambda *args, **options: both(*args, **options)[1], f, "grad")


def value_and_grad(f: Function, argnums: Argnums = 0, check_finite: bool = False) -> Function:
    """Return a function that gives (value, gradient), at the cost of one run of `f` and one sweep back.

    Arguments and errors are those of `grad`.

    >>> value_and_grad(lambda p: p["w"] * 3.0 + p["b"])({"w": 2.0, "b": 1.0})
    (np.float64(7.0), {'w': np.float64(3.0), 'b': np.float64(1.0)})
    """
    function(f, "grad")

    def both(*args: Any, **options: Any) -> tuple[Any, Any]:
        at = floats(chosen(args, argnums, "grad"), "grad")
        tape = Tape(TABLE)
        boxes = [tape.input(leaf) for leaf in leaves(at)]
        with running():
            y = f(*replaced(args, argnums, refill(at, iter(boxes))), **options)
        tape.close()
        _check_scalar(f, y)
        if is_box_of(y, tape):
            bars = sweep(tape, [(y.index, unboxed(y).dtype.type(1))])
            y = y.value
        else:
            bars = sweep(tape, [])
        gradients = [bars.finished(k, box.value) for k, box in enumerate(boxes)]
        if check_finite:
            require_finite(f, args, options, argnums, [y, *gradients])
        return y, refill(at, iter(gradients))

    return _named(both, f, "value_and_grad")


def _check_scalar(f: Function, y: Any) -> None:
    """Refuse what has no gradient."""
    if y is None or isinstance(y, list | tuple | dict | str):
        raise CalcrefError(
            f"grad needs a function that returns a number; {name_of(f)} returned a {type(y).__name__}: return the "
            "number itself"
        )
    if shape(y) != ():
        raise ShapeMismatch(
            f"grad needs a function that returns a number; {name_of(f)} returned shape {shape(y)}: sum it, or use "
            "jacobian, vjp or elementwise_grad"
        )
    if unboxed(y) is not y and unboxed(y).dtype.kind == "c":
        raise ShapeMismatch(
            f"grad needs a function that returns a real number; {name_of(f)} returned a complex one: take np.real, "
            "np.imag or np.abs of it"
        )


def _named(made: Function, f: Function, verb: str) -> Function:
    made.__name__ = f"{verb}({name_of(f)})"
    return made
