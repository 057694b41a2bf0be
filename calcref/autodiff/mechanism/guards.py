"""What a traced array refuses, because the derivative would be lost: each refusal says what to write instead."""

from __future__ import annotations

from typing import Any, NoReturn

from calcref.core.errors import CalcrefError, NoRuleApplies

OUTSIDE = (
    "code outside of NumPy, as in SciPy, needs a rule (calcref.autodiff.ArrayRule), or stop_gradient(x) where x counts "
    "as a constant"
)
_NUMBER = f"that takes the number out of the trace and loses the derivative; use the function of np; {OUTSIDE}"
_IN_PLACE = "writing into a traced array in place would lose the derivative of what was there"


class NoSuchAttribute(NoRuleApplies, AttributeError):
    """An attribute of an array that a traced array does not have."""


class NoPlainArray(CalcrefError):
    """A traced array was asked for a plain one."""


def _refuse(what: str, advice: str) -> NoReturn:
    raise CalcrefError(f"{what} of a traced array: {advice}")


class Guards:
    """The refusals of `Box`."""

    __slots__ = ()
    value: Any
    __hash__ = object.__hash__  # by identity, for caches: a box is never written into

    def __getattr__(self, name: str) -> NoReturn:
        raise NoSuchAttribute(f"a traced array has no attribute {name!r}; use a function of np; {OUTSIDE}")

    def __array__(self, *args: Any, **options: Any) -> NoReturn:
        raise NoPlainArray(
            "a plain array of a traced array: it would forget the trace; write np.dot(A, x) or A @ x for A.dot(x), and "
            "so for other methods of plain arrays; hand NumPy np.array([x, y]) instead of the list [x, y], with the "
            f"prefix np (a name brought in by `from numpy import array` knows no traces); {OUTSIDE}"
        )

    def __float__(self) -> float:
        _refuse("float(x), or a function of math", _NUMBER)

    def __int__(self) -> int:
        _refuse("int(x)", _NUMBER)

    def __complex__(self) -> complex:
        _refuse("complex(x)", _NUMBER)

    def __index__(self) -> int:
        _refuse("the use as an index, a size or an axis", _NUMBER)

    def __format__(self, spec: str) -> str:
        return _refuse(f"formatting with {spec!r}", _NUMBER) if spec else repr(self)

    def item(self, *args: Any) -> NoReturn:
        _refuse("x.item()", _NUMBER)

    def tolist(self) -> NoReturn:
        _refuse("x.tolist()", _NUMBER)

    def __reduce__(self) -> NoReturn:
        _refuse("pickling", "a trace lives only inside the call that is differentiated; keep stop_gradient(x)")

    def __copy__(self) -> Any:
        return self

    def __deepcopy__(self, memo: Any) -> Any:
        return self

    def __setitem__(self, index: Any, value: Any) -> NoReturn:
        _refuse("x[i] = v", f"{_IN_PLACE}; write x = calcref.autodiff.assign(x, i, v), or np.where(mask, v, x)")

    def refuse_in_place(self, symbol: str) -> NoReturn:
        """Refuse `x += y` and its like."""
        plain = symbol.removesuffix("=")
        _refuse(
            f"x {symbol} y",
            f"{_IN_PLACE}; write x = x {plain} y, and for x[i] {symbol} y write "
            f"x = calcref.autodiff.assign(x, i, x[i] {plain} y)",
        )

    def sort(self, axis: int = -1) -> NoReturn:
        _refuse("x.sort()", f"{_IN_PLACE}; use np.sort(x)")

    def fill(self, value: Any) -> NoReturn:
        _refuse("x.fill()", f"{_IN_PLACE}; use value * np.ones(x.shape)")

    def partition(self, *args: Any, **options: Any) -> NoReturn:
        _refuse("x.partition()", f"{_IN_PLACE}; use np.partition(x, k)")

    def put(self, *args: Any, **options: Any) -> NoReturn:
        _refuse("x.put()", f"{_IN_PLACE}; write x = calcref.autodiff.assign(x, i, v)")

    def resize(self, *args: Any, **options: Any) -> NoReturn:
        _refuse("x.resize()", f"{_IN_PLACE}; use np.reshape or np.pad")
