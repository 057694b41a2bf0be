"""How a cotangent goes back through a rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from calcref.autodiff.mechanism.box import shape
from calcref.autodiff.mechanism.push import no_derivative
from calcref.core.errors import ShapeMismatch

if TYPE_CHECKING:
    from calcref.autodiff.mechanism.rule import ArrayRule


_NOTHING = tuple((None,) * n for n in range(4))


class Bars(tuple[Any, ...]):
    """The cotangents of the parts of a tuple; `unread` says of each where nothing came, or None if that is not known.

    A zero that came is none of these: it may be a slope that happens to vanish.
    """

    unread: list[Any]


class Parts(list[Any]):
    """The cotangent of a tuple: one for each part, None where there is none yet."""

    unread: list[Any]

    @classmethod
    def only(cls, n: int, parts: int, bar: Any, unread: Any = None) -> Parts:
        """`bar` for part `n` of so many parts."""
        found = cls([None] * parts)
        found[n] = bar
        found.unread = [None if k == n else np.True_ for k in range(parts)]
        found.unread[n] = unread
        return found

    def __add__(self, other: Any) -> Parts:
        found = Parts(a if b is None else b if a is None else a + b for a, b in zip(self, other, strict=True))
        found.unread = [
            None if a is None or b is None else a & b for a, b in zip(self.unread, other.unread, strict=True)
        ]
        return found

    def filled(self, y: Any) -> Bars:
        """All cotangents, with zeros where there is none."""
        found = Bars(np.zeros_like(part) if bar is None else bar for bar, part in zip(self, y, strict=True))
        found.unread = self.unread
        return found


def kept(rule: ArrayRule, parents: Sequence[int], y: Any, values: Sequence[Any]) -> tuple[Any, Sequence[Any]]:
    """What of (y, values) is kept for the way back: only what the rule reads."""
    if rule.reads == "all" or type(y) is tuple:
        return y, own(parents, values)
    if rule.reads == "output":
        return y, _NOTHING[len(values)]
    if rule.reads == "shapes":
        return None, [shape(value) for value in values]
    if rule.reads == "others" and len(parents) - parents.count(-1) == 1:
        return None, [
            shape(value) if parent >= 0 else value for parent, value in zip(parents, own(parents, values), strict=True)
        ]
    return None, own(parents, values)


def own(parents: Sequence[int], values: Sequence[Any]) -> Sequence[Any]:
    """The values, with copies of constant arrays: the function may change one in place after it was used."""
    if -1 not in parents:
        return values
    return [
        value.copy() if parent < 0 and type(value) is np.ndarray else value
        for parent, value in zip(parents, values, strict=True)
    ]


def pull(
    rule: ArrayRule, parents: Sequence[int], y_bar: Any, y: Any, args: Sequence[Any], options: dict[str, Any]
) -> Sequence[Any]:
    """The cotangent of each argument from that of `y`; None for an argument that is not traced."""
    if type(y_bar) is Parts:
        y_bar = y_bar.filled(y)
    vjp = rule.vjp
    if len(parents) == 1:
        one = vjp[0] if type(vjp) is tuple else vjp
        x_bars: Any = (one(y_bar, y, *args, **options),)  # type: ignore[misc, operator]
    elif type(vjp) is tuple:
        x_bars = [None] * len(parents)
        for k, parent in enumerate(parents):
            if parent >= 0:
                one = vjp[k]
                if one is None:
                    raise no_derivative(rule, k)
                x_bars[k] = one(y_bar, y, *args, **options)
    else:
        x_bars = vjp(y_bar, y, *args, **options)  # type: ignore[operator]
    if not rule.fresh:
        _check(rule, parents, x_bars, args)
    return x_bars  # type: ignore[no-any-return]


def _check(rule: ArrayRule, parents: Sequence[int], x_bars: Any, args: Sequence[Any]) -> None:
    """Refuse cotangents that do not have the shapes of their arguments."""
    if not isinstance(x_bars, list | tuple) or len(x_bars) != len(args):
        found = f"{len(x_bars)} cotangents" if isinstance(x_bars, list | tuple) else f"a {type(x_bars).__name__}"
        raise ShapeMismatch(f"the vjp of {rule.name} returned {found} for {len(args)} arguments")
    for n, (parent, x_bar, arg) in enumerate(zip(parents, x_bars, args, strict=True)):
        if parent >= 0 and x_bar is not None and arg is not None and shape(x_bar) != shape(arg):
            raise ShapeMismatch(
                f"the vjp of {rule.name} returned a cotangent of shape {shape(x_bar)} for its argument number {n + 1}, "
                f"of shape {shape(arg)}; where an argument was broadcast, sum over the axes along which it was"
            )
