"""What NumPy calls that are not plain ufunc calls come to, and what is said where no rule answers."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from calcref.autodiff.mechanism.guards import Guards, NoPlainArray
from calcref.core.errors import CalcrefError, NoRuleApplies

if TYPE_CHECKING:
    from calcref.autodiff.mechanism.table import Table

WAY_OUT = (
    "write it with functions that have one, give it one with calcref.autodiff.ArrayRule, or, where it is to count as "
    "a constant, hand it calcref.autodiff.stop_gradient(x)"
)


_WRITING = frozenset((np.copyto, np.place, np.put, np.putmask, np.put_along_axis, np.fill_diagonal))


def call_ufunc(table: Table, ufunc: Any, method: str, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
    """Answer a ufunc that has no rule, one of its methods, or a call with options."""
    if options.get("out") is not None:
        raise CalcrefError(
            f"{function_name(ufunc)} was to write a traced value into an existing array (out=..., or a += x), which "
            "would lose its gradient; write a = a + x, which makes a new array"
        )
    if method == "__call__" and not options and ufunc in table.constants:
        return ufunc(*[plain(arg) for arg in args])
    answer = table.methods.get((ufunc, method))
    if answer is not None:
        return call(answer, ufunc, args, options)
    if method == "outer" and ufunc in table.ufuncs and not options:
        first, second = args
        return ufunc(np.reshape(first, np.shape(first) + (1,) * np.ndim(second)), second)
    asked = function_name(ufunc) + ("" if method == "__call__" else f".{method}")
    if method == "__call__" and ufunc in table.ufuncs:
        raise NoRuleApplies(f"{asked} has a derivative rule, but not with {', '.join(options)}=; leave the option out")
    raise NoRuleApplies(f"{asked} has no derivative rule; {WAY_OUT}")


def call_function(table: Table, function: Any, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
    """Answer any NumPy function that is not a ufunc."""
    answer = table.functions.get(function)
    if answer is not None:
        return call(answer, function, args, options)
    if function in table.constants:
        return function(*[plain(arg) for arg in args], **{key: plain(arg) for key, arg in options.items()})
    if function in _WRITING:
        raise CalcrefError(
            f"{function_name(function)} writes into an array, which would lose the derivative of what is written, or "
            "of what was there; write a = calcref.autodiff.assign(a, index, values), or choose with np.where"
        )
    raise NoRuleApplies(f"{function_name(function)} has no derivative rule; {WAY_OUT}")


def call(answer: Callable[..., Any], function: Any, args: tuple[Any, ...], options: dict[str, Any]) -> Any:
    """Call a rule; where its signature does not take the arguments, say which it takes."""
    try:
        return answer(*args, **options)
    except NoPlainArray:
        joined = [np.asarray(arg) if isinstance(arg, list | tuple) else arg for arg in args]
        if not any(
            type(new) is not type(arg) and isinstance(new, Guards) for new, arg in zip(joined, args, strict=True)
        ):
            raise
        return answer(*joined, **options)
    except TypeError as error:
        signature = inspect.signature(answer)
        try:
            signature.bind(*args, **options)
        except TypeError as mismatch:
            raise NoRuleApplies(
                f"{function_name(function)} has a derivative rule for the arguments {signature}, but not for this call "
                f"({mismatch}); leave the option out, or compute it in another way"
            ) from error
        raise


def plain(x: Any) -> Any:
    """`x` without its traces, in nested lists and tuples too."""
    if isinstance(x, list | tuple):
        return type(x)(map(plain, x)) if type(x) in (list, tuple) else type(x)(*map(plain, x))
    while isinstance(x, Guards):
        x = x.value
    return x


def function_name(function: Any) -> str:
    """The name of a NumPy function as a reader writes it, module and all."""
    name = getattr(function, "__name__", repr(function))
    if getattr(np, name, None) is function:
        return f"np.{name}"
    module = getattr(function, "__module__", None) or ""
    return f"{module.replace('numpy', 'np', 1)}.{name}" if module else str(name)
