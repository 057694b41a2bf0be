"""The operators of Python, as the functions of NumPy that they stand for."""

from __future__ import annotations

from typing import Any


class Operators:
    """Something that is calculated with: each operator calls the function of NumPy with its name."""

    __array_priority__ = 1000.0

    def _called_ufunc(self, name: str, args: tuple[Any, ...]) -> Any:
        """The function of each entry with this name."""
        raise NotImplementedError

    def _ufunc(self, name: str, *args: Any) -> Any:
        if any(not _is_operand(arg) for arg in args):
            return NotImplemented
        return self._called_ufunc(name, args)

    def __add__(self, other: Any) -> Any:
        return self._ufunc("add", self, other)

    def __radd__(self, other: Any) -> Any:
        return self._ufunc("add", other, self)

    def __sub__(self, other: Any) -> Any:
        return self._ufunc("subtract", self, other)

    def __rsub__(self, other: Any) -> Any:
        return self._ufunc("subtract", other, self)

    def __mul__(self, other: Any) -> Any:
        return self._ufunc("multiply", self, other)

    def __rmul__(self, other: Any) -> Any:
        return self._ufunc("multiply", other, self)

    def __truediv__(self, other: Any) -> Any:
        return self._ufunc("divide", self, other)

    def __rtruediv__(self, other: Any) -> Any:
        return self._ufunc("divide", other, self)

    def __pow__(self, other: Any) -> Any:
        return self._ufunc("power", self, other)

    def __rpow__(self, other: Any) -> Any:
        return self._ufunc("power", other, self)

    def __matmul__(self, other: Any) -> Any:
        return self._ufunc("matmul", self, other)

    def __rmatmul__(self, other: Any) -> Any:
        return self._ufunc("matmul", other, self)

    def __neg__(self) -> Any:
        return self._ufunc("negative", self)

    def __pos__(self) -> Any:
        return self

    def __abs__(self) -> Any:
        return self._ufunc("absolute", self)

    def __gt__(self, other: Any) -> Any:
        return self._ufunc("greater", self, other)

    def __ge__(self, other: Any) -> Any:
        return self._ufunc("greater", self, other)

    def __lt__(self, other: Any) -> Any:
        return self._ufunc("less", self, other)

    def __le__(self, other: Any) -> Any:
        return self._ufunc("less", self, other)

    def __eq__(self, other: object) -> Any:
        return self._ufunc("equal", self, other)

    def __ne__(self, other: object) -> Any:
        return self._ufunc("not_equal", self, other)

    __hash__ = object.__hash__

    def __and__(self, other: Any) -> Any:
        return self._ufunc("logical_and", self, other)

    __rand__ = __and__

    def __or__(self, other: Any) -> Any:
        return self._ufunc("logical_or", self, other)

    __ror__ = __or__

    def __invert__(self) -> Any:
        return self._ufunc("logical_not", self)


def _is_operand(value: Any) -> bool:
    return isinstance(value, (Operators, int, float)) or hasattr(value, "tolist")
