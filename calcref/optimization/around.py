"""What stands around a method that reads nothing but gradients: it changes what that is given, or where it has gone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, final

from calcref.core.errors import CalcrefError
from calcref.optimization.first_order import FirstOrder

LEAST = 5e-324  # the smallest number there is: a rate that falls for long is never 0


class Around(FirstOrder):
    """A first-order method around another. It is one itself, so that one may stand around the next."""

    __slots__ = ()
    method: FirstOrder

    @final
    def left(self, x: Any, gradient: Any) -> Any:
        """What the method inside, or a set that it is held in, leaves of the gradient."""
        return self.reduced(x, self.method.left(x, gradient))

    def reduced(self, x: Any, gradient: Any) -> Any:
        """The same, by this one alone."""
        return gradient

    def start(self, x: Any) -> Any:
        """The memory of the method inside."""
        return self.method.start(x)


def inside(around: Any) -> None:
    """Stand by while what stands inside is a first-order method.

    Raises:
        CalcrefError: it is not.
    """
    if not isinstance(around.method, FirstOrder):
        raise CalcrefError(
            f"{type(around).__name__} stands around a method that steps by gradients alone, such as Adam(); found "
            f"{around.method!r:.60}, and what searches along a line or builds a model chooses its steps itself"
        )


def at_rate(method: Any, factor: float) -> Any:
    """`method` with its learning rate times `factor`, however deep it stands."""
    if issubclass(type(method), Around):
        return replace(method, method=at_rate(method.method, factor))
    return replace(method, learning_rate=max(method.learning_rate * factor, LEAST))
