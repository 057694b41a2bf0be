"""Forward mode: every value carries its tangent along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from calcref.autodiff.mechanism.box import Box
from calcref.autodiff.mechanism.levels import next_level
from calcref.autodiff.mechanism.promote import check_kind
from calcref.autodiff.mechanism.push import push

if TYPE_CHECKING:
    from calcref.autodiff.mechanism.rule import ArrayRule
    from calcref.autodiff.mechanism.table import Table


class Dual:
    """One level of dual numbers x + x_dot eps with eps^2 = 0; `index` of a box is its x_dot."""

    fast = False

    def __init__(self, table: Table) -> None:
        self.table, self.level = table, next_level()

    def input(self, value: Any, tangent: Any) -> Box:
        """A box for an input that moves with `tangent`."""
        return Box(value, self, tangent)

    def record(self, rule: ArrayRule, args: Sequence[Any], values: Sequence[Any], options: Any, y: Any) -> Any:
        """Box `y`, which `rule` made of `values`, with its tangent."""
        x_dots = [arg.index if type(arg) is Box and arg.origin is self else None for arg in args]
        y_dot = push(rule, x_dots, y, values, options)
        if type(y) is tuple:
            return tuple(Box(part, self, part_dot) for part, part_dot in zip(y, y_dot, strict=True))
        if not isinstance(y, Box | np.generic):
            y = np.asarray(y)[()]
        check_kind(rule, y)
        return Box(y, self, y_dot)
