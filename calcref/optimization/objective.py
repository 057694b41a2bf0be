"""What a method minimizes: a function with its gradient, each value checked as it is computed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from calcref import differences
from calcref.autodiff import value_and_grad
from calcref.core.errors import CalcrefError, CheckFailed, OutsideDomain, ShapeMismatch
from calcref.core.evidence import Evidence
from calcref.core.methods import State
from calcref.core.trees import leaves, tree_map
from calcref.verify.given import array_of

Function = Callable[..., Any]
Gradient = Callable[..., Any] | Literal["autodiff", "differences"]

_STEP = 2 * float(np.finfo(np.float64).eps) ** (1 / 3)  # twice the step of the central differences it checks


@dataclass(frozen=True, slots=True)
class Objective:
    """What is minimized.

    Args:
        value: from x to the value.
        value_and_gradient: from x to both.
        traced: whether `value` and `residuals` are functions that autodiff can follow.
        hessian: from x to the matrix of second derivatives, where it is known.
        residuals: from x to the vector whose halved sum of squares is the value, where there is one.
    """

    value: Callable[[Any], Any]
    value_and_gradient: Callable[[Any], tuple[Any, Any]]
    traced: bool = False
    hessian: Callable[[Any], Any] | None = None
    residuals: Callable[[Any], Any] | None = None

    def at(self, x: Any, memory: Any = None, asked: int = 0) -> State:
        """The state at `x`, its arrays read-only, after so many evaluations before; what is not finite is let through.

        Raises:
            ShapeMismatch: the value is not a scalar, or the gradient does not have the shape of `x`.
            OutsideDomain: one of them is not made of real numbers.
        """
        x = tree_map(frozen, x)
        with np.errstate(all="ignore"):
            value, gradient = self.value_and_gradient(x)
            value, gradient = scalar(value), _like(x, gradient)
            return State(x, value, gradient, norm(gradient), memory, asked + 1)


def objective(
    f: Function | None,
    grad: Gradient,
    *data: Any,
    hess: Callable[..., Any] | None = None,
    residuals: Callable[..., Any] | None = None,
) -> Objective:
    """`f(x, *data)` as a function of `x` with the gradient that `grad` names; without `f`, half the squared residuals.

    Raises:
        CalcrefError: `grad` is neither a function nor the name of a way to differentiate, what else is given is no
            function, or there is nothing to minimize.
    """
    for name, given in (("f", f), ("hess", hess), ("residuals", residuals)):
        if given is not None and not callable(given):
            raise CalcrefError(f"{name} must be a function of x; found {given!r:.60}")
    if f is None and residuals is None:
        raise CalcrefError("minimize needs a function, or residuals whose squares are added up; found neither")
    value, second, left = (_at_data(given, data) for given in (f, hess, residuals))
    if value is None:
        value = lambda x: half_square(left(x))  # type: ignore[misc] # noqa: E731
    if callable(grad):
        return Objective(value, lambda x: (value(x), grad(x, *data)), False, second, left)
    if grad == "differences":
        return Objective(value, lambda x: _by_differences(value, x), False, second, left)
    if grad == "autodiff":
        return Objective(value, value_and_grad(value), True, second, left)
    raise CalcrefError(f"grad must be a function, 'autodiff' or 'differences'; found {grad!r}")


def _at_data(given: Callable[..., Any] | None, data: tuple[Any, ...]) -> Callable[[Any], Any] | None:
    return None if given is None else lambda x: given(x, *data)


def half_square(residuals: Any) -> Any:
    """Half the sum of squares."""
    return 0.5 * np.sum(np.square(residuals))


def norm(tree: Any) -> float:
    """The Euclidean norm over all entries of `tree`, without overflow on the way.

    >>> norm({"w": np.array([3.0, 0.0]), "b": 4.0})
    5.0
    """
    largest = max((float(np.max(np.abs(leaf), initial=0.0)) for leaf in leaves(tree)), default=0.0)
    if largest == 0.0 or not np.isfinite(largest):
        return largest
    return largest * float(np.sqrt(sum(float(np.sum(np.square(leaf / largest))) for leaf in leaves(tree))))


def frozen(leaf: Any) -> Any:
    """A read-only copy of `leaf` in floating point.

    Raises:
        OutsideDomain: it is not made of real numbers.
    """
    array = array_of(leaf, "numbers")
    if array.dtype.kind not in "fiub":
        raise OutsideDomain(f"real numbers are needed; found {array.dtype} in {str(leaf)[:60]}")
    copy = np.array(array, dtype=array.dtype if array.dtype.kind == "f" else np.float64)
    copy.flags.writeable = False
    return copy[()]


def beginning(x0: Any) -> Any:
    """`x0`, where a list of plain numbers, flat or nested, is read as one array.

    Raises:
        ShapeMismatch: its rows differ in length.
    """
    if isinstance(x0, (list, tuple)) and all(isinstance(leaf, (int, float)) for leaf in leaves(x0)):
        try:
            return np.array(x0, dtype=np.float64)
        except (OverflowError, TypeError) as error:
            raise OutsideDomain(f"a start is made of numbers that a float has room for; NumPy said: {error}") from error
        except ValueError as error:
            raise ShapeMismatch("a start needs rows of one length; for a tree of arrays make each an array") from error
    return x0


def scalar(value: Any) -> float:
    """The number that a function returned.

    Raises:
        ShapeMismatch: it is no number, but an array.
        OutsideDomain: it is not real.
    """
    array = array_of(value, "values of the function")
    if array.shape != ():
        raise ShapeMismatch(f"the function must return one number; found shape {array.shape}: sum it, or take its mean")
    if array.dtype.kind not in "fiub":
        hint = ": is a return forgotten?" if value is None else ""
        raise OutsideDomain(f"the function must return a real number; found {str(value)[:60]}{hint}")
    return float(array)


def _like(x: Any, gradient: Any) -> Any:
    """`gradient` as a tree like `x`."""
    if not isinstance(x, (dict, list, tuple)):
        gradient = array_of(gradient, "gradients")

    def read(at: Any, leaf: Any) -> Any:
        found = frozen(leaf)
        if np.shape(found) != np.shape(at):
            raise ShapeMismatch(
                f"a gradient has the shape of its variable, {np.shape(at)}; found {np.shape(found)}: "
                "return one partial derivative for each entry of x"
            )
        return found

    return tree_map(read, x, gradient)


def _by_differences(f: Function, x: Any) -> tuple[Any, Any]:
    """The value and central differences, checked against the slope along them at twice the step.

    Both agree where `f` is smooth; at a kink, at a jump or in noise they do not.
    """
    if isinstance(x, (dict, list, tuple)):
        raise ShapeMismatch("finite differences need one array; give grad, or use grad='autodiff' for a tree of arrays")
    value = scalar(f(x))
    if not (np.all(np.isfinite(x)) and np.all(np.isfinite(value))):
        return value, np.full(np.shape(x), np.nan)
    gradient = differences.gradient(f, x)
    step = _STEP * max(1.0, float(np.max(np.abs(x), initial=0.0)))
    slope = float(differences.directional(f, x, gradient, step=step))
    length = norm(gradient)
    if abs(slope - length**2) > length * (1e-3 * length + 1e-6 * max(1.0, abs(float(value)))):
        evidence = Evidence("refuted", "central differences at two steps", 1, abs(slope / length**2 - 1))
        raise CheckFailed(
            f"the gradient by finite differences at x = {x} has length {length:.6g}, but the slope along it at twice "
            f"the step is {slope / length:.6g}: the function has a kink or a jump near there, or is noisy; give grad",
            evidence,
        )
    return value, gradient
