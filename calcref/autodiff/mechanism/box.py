"""The traced array, and the one place where a rule meets it.

A box is (value, origin, index). The origin is a trace. Where that is a tape, the index is a place on it; where it is a
dual level, the index is the tangent. The value is a NumPy array, or a box of a trace that began earlier.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from calcref.autodiff.mechanism.dispatch import call_function, call_ufunc
from calcref.autodiff.mechanism.guards import Guards
from calcref.autodiff.mechanism.methods import Methods
from calcref.autodiff.mechanism.operators import Operators
from calcref.core.errors import CalcrefError, NoRuleApplies

if TYPE_CHECKING:
    from calcref.autodiff.mechanism.rule import ArrayRule


class Box(Guards, Methods, Operators):
    """An array that remembers where it came from; NumPy takes it for an array."""

    __slots__ = ("index", "origin", "value")

    def __init__(self, value: Any, origin: Any, index: Any) -> None:
        self.value, self.origin, self.index = value, origin, index

    def __array_ufunc__(self, ufunc: Any, method: str, *args: Any, **options: Any) -> Any:
        if method == "__call__" and not options:
            origin = self.origin
            rule = origin.table.ufuncs.get(ufunc)
            if rule is not None:
                if len(args) == 1 and origin.fast and type(value := self.value) is np.ndarray:
                    y = ufunc(value)
                    if y.dtype.kind == "f":
                        return origin.write_one(rule, self.index, value, options, y)
                return call_rule(rule, args, options)
        return call_ufunc(self.origin.table, ufunc, method, args, options)

    def __array_function__(self, function: Any, types: Any, args: Any, options: Any) -> Any:
        return call_function(self.origin.table, function, args, options)

    def __repr__(self) -> str:
        return f"Box({self.value!r})"


def call_rule(rule: ArrayRule, args: Sequence[Any], options: dict[str, Any]) -> Any:
    """The value of `rule` at `args`, recorded on the innermost trace among them.

    Only that trace is unwrapped; what is inside may be a box of an outer trace, and then the same happens there.
    So derivatives of derivatives need nothing more. An option is never differentiated, so a traced one is refused.
    """
    if options and any(map(_traced, options.values())):
        name = next(key for key, option in options.items() if _traced(option))
        raise NoRuleApplies(
            f"{rule.name} has no derivative in its option {name}, which was traced; hand it stop_gradient of that"
        )
    if len(args) == 1 and type(box := args[0]) is Box and box.origin.fast and type(box.value) is np.ndarray:
        y = rule.value(box.value, **options)
        if type(y) is np.ndarray and y.dtype.kind == "f" and not rule.shares:
            return box.origin.write_one(rule, box.index, box.value, options, y)
        if type(y) is not Box and type(y) is not tuple:
            return box.origin.record(rule, args, (box.value,), options, y)
    if list in map(type, args):
        args = [np.asarray(arg) if type(arg) is list else arg for arg in args]
    trace = None
    for arg in args:
        if type(arg) is Box and (trace is None or arg.origin.level > trace.level):
            trace = arg.origin
    if trace is None:
        return rule.value(*args, **options)
    values = [arg.value if type(arg) is Box and arg.origin is trace else arg for arg in args]
    for value in values:
        if type(value) is Box:
            return trace.record(rule, args, values, options, call_rule(rule, values, options))
    y = rule.value(*values, **options)
    if type(y) is Box or (type(y) is tuple and Box in map(type, y)):
        raise CalcrefError(
            f"{rule.name} returned a traced value for plain arguments: its function closes over one, whose gradient "
            "would be lost; pass that value as an argument"
        )
    return trace.record(rule, args, values, options, y)


def _traced(option: Any) -> bool:
    """Whether an option is a traced value, or a list or tuple that holds one."""
    return type(option) is Box or (type(option) in (tuple, list) and any(map(_traced, option)))


def unboxed(x: Any) -> Any:
    """`x` without any trace: the NumPy value itself."""
    while type(x) is Box:
        x = x.value
    return x


def shape(x: Any) -> tuple[int, ...]:
    """The shape of an array, a box or a number; a shape is its own shape."""
    if type(x) is np.ndarray or type(x) is Box:
        return x.shape  # type: ignore[no-any-return]
    return x if type(x) is tuple else np.shape(x)
