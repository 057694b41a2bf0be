"""Every function that has a rule, in every layout, type and shape, in both modes and to second order.

What NumPy answers is answered with its value and the right derivatives, or refused by an error of ours; what NumPy
refuses is refused.
"""

from __future__ import annotations

import inspect
import math
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from calcref.autodiff import ArrayRule, grad, hvp, jvp, value_and_grad
from calcref.autodiff import rules as every_rule
from calcref.autodiff.mechanism.box import Box
from calcref.autodiff.mechanism.recorder import Recorder
from calcref.autodiff.rules import FUNCTIONS, METHODS, TABLE, UFUNCS
from calcref.autodiff.rules.normal_distribution import distribution
from calcref.core.errors import CalcrefError
from tests.autodiff.cases import CASES, Case, name
from tests.autodiff.constants import CONSTANTS
from tests.autodiff.variants import LAYOUTS, constants, resized, to_type

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning", "ignore::numpy.exceptions.ComplexWarning")
each = pytest.mark.parametrize("case", CASES, ids=name)
# what NumPy refuses we may refuse by NumPy's own error
REFUSED = (CalcrefError, ValueError, IndexError, TypeError, ZeroDivisionError, RuntimeError)
KINKED = (np.std, np.nanstd)  # of equal elements they have no derivative, and it is NaN


def weighed(y: Any) -> Any:
    """A value of any kind as one real number, with weights that tell its elements apart."""
    y = np.real(y) * 1.3 + np.imag(y) * 0.7
    return np.sum(y * np.cos(1.0 + np.arange(np.size(y))).reshape(np.shape(y)))


def direction(args: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(np.cos(np.arange(np.size(x)) + 1.0).reshape(np.shape(x)).astype(np.asarray(x).dtype)[()] for x in args)


def along(gradient: Any, dots: tuple[Any, ...]) -> float:
    return sum(float(np.sum(g * d)) for g, d in zip(gradient, dots, strict=True))


def everything(case: Case, args: tuple[Any, ...]) -> list[Any]:
    """The value, the gradient, the tangent, and a product with the Hessian."""
    f, numbers, dots = (lambda *x: weighed(case.call(*x))), tuple(range(len(args))), direction(args)
    value, gradient = value_and_grad(f, numbers)(*args)
    return [value, *gradient, jvp(case.call, numbers)(*args, dots)[1], *hvp(f, numbers)(*args, dots)]


@each
def test_no_layout_in_memory_makes_a_difference(case: Case) -> None:
    expected = everything(case, case.args)
    for layout in LAYOUTS:
        for found, right in zip(everything(case, tuple(map(layout, case.args))), expected, strict=True):
            assert np.shape(found) == np.shape(right), layout
            scale = np.max(np.abs(right), initial=0.0)
            np.testing.assert_allclose(found, right, rtol=1e-9, atol=1e-9 * scale, err_msg=layout.__name__)


@each
def test_axes_of_one_element_or_none_and_numbers(case: Case) -> None:
    for args in resized(case.args):
        try:
            plain = weighed(case.call(*args))
        except REFUSED:
            with pytest.raises(REFUSED):
                everything(case, args)
            continue
        try:
            value, *gradient = everything(case, args)[: len(args) + 1]
        except CalcrefError:
            continue
        np.testing.assert_allclose(value, plain, rtol=1e-10, atol=1e-10)
        assert [np.shape(g) for g in gradient] == [np.shape(x) for x in args]
        if math.isfinite(plain):
            _compare_with_differences(case, args, gradient)


def _compare_with_differences(case: Case, args: tuple[Any, ...], gradient: list[Any]) -> None:
    dots, h = direction(args), 1e-6
    ahead, behind = (
        weighed(case.call(*(np.asarray(x + s * d)[()] for x, d in zip(args, dots, strict=True)))) for s in (h, -h)
    )
    pushed = jvp(lambda *x: weighed(case.call(*x)), tuple(range(len(args))))(*args, dots)[1]
    for found in (along(gradient, dots), pushed):
        if case.function in KINKED and np.isnan(found):
            continue
        assert found == pytest.approx((ahead - behind) / (2 * h), rel=1e-5, abs=1e-6 * (1 + abs(ahead)))


@each
@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float32, 2e-4), (np.float16, 0.1)])
def test_types_are_kept_and_derivatives_are_those_of_double_precision(case: Case, dtype: Any, tolerance: float) -> None:
    args, numbers = tuple(to_type(x, dtype) for x in case.args), tuple(range(len(case.args)))
    try:
        plain = case.call(*args)
    except TypeError:  # LAPACK has no half precision
        with pytest.raises((CalcrefError, TypeError)):
            jvp(case.call, numbers)(*args, args)
        return
    y, y_dot = jvp(case.call, numbers)(*args, args)
    assert np.asarray(y).dtype == np.asarray(y_dot).dtype == np.asarray(plain).dtype
    f = lambda *x: weighed(case.call(*x))  # noqa: E731
    value, found = value_and_grad(f, numbers)(*args)
    assert float(value) == pytest.approx(float(f(*args)), rel=0.01, abs=0.01)
    right = grad(f, numbers)(*case.args)
    scale = max(float(np.max(np.abs(part), initial=1e-3)) for part in right)
    for a, b in zip(found, right, strict=True):
        assert a.dtype == dtype
        np.testing.assert_allclose(a, b, rtol=tolerance, atol=tolerance * scale)


@pytest.mark.parametrize("case", [case for case in CASES if len(case.args) > 1], ids=name)
def test_constants_of_every_type(case: Case) -> None:
    """Integers, booleans, lists and complex numbers beside traced arrays."""
    f = lambda *x: weighed(case.call(*x))  # noqa: E731
    for k, constant in [(place, made) for place, x in enumerate(case.args) for made in constants(x)]:
        args = (*case.args[:k], constant, *case.args[k + 1 :])
        rest = tuple(j for j in range(len(args)) if j != k)
        try:
            plain = f(*args)
            single = np.asarray(constant).dtype == np.float32  # NumPy may round to the type of the constant
            h = 1e-3 if single else 1e-6
            moved = [f(*(x if j == k else np.asarray(x * (1 + s))[()] for j, x in enumerate(args))) for s in (h, -h)]
        except (TypeError, ValueError, AttributeError):
            continue
        try:
            value, gradient = value_and_grad(f, rest)(*args)
            pushed = jvp(f, rest)(*args, tuple(case.args[j] for j in rest))[1]
        except CalcrefError:
            continue
        assert value == pytest.approx(plain, rel=1e-9, abs=1e-9, nan_ok=True)
        difference = (moved[0] - moved[1]) / (2 * h)
        for found in (along(gradient, tuple(case.args[j] for j in rest)), pushed):
            if math.isfinite(difference):
                assert found == pytest.approx(difference, rel=10 * h, abs=10 * h * (1 + abs(plain)))


def test_every_function_of_the_table_has_a_case_and_no_other() -> None:
    assert {case.function for case in CASES} == set(UFUNCS) | set(FUNCTIONS) | set(METHODS)


def test_every_rule_is_reached_by_a_case() -> None:
    """A rule that stands in a module, whether a function of NumPy is answered by it alone or by several."""
    folder = Path(inspect.getfile(every_rule)).parent
    modules = [import_module(f"{every_rule.__name__}.{path.stem}") for path in folder.glob("[!_]*.py")]
    rules = {id(rule): rule.name for module in modules for rule in vars(module).values() if type(rule) is ArrayRule}
    own = [(distribution, (np.array([0.5, -1.0]),))]  # no function of NumPy
    for call, args in [*((case.call, case.args) for case in CASES), *own]:
        recorder = Recorder(TABLE)
        second = lambda *x, call=call: grad(lambda *z: weighed(call(*z)) ** 2, tuple(range(len(x))))(*x)  # noqa: E731
        second(*map(recorder.input, args))
        for entry in recorder.entries:
            rules.pop(id(entry.rule), None)
    assert not rules


@pytest.mark.parametrize("function", CONSTANTS, ids=lambda function: function.__name__)
def test_functions_without_a_derivative_give_plain_values(function: Any) -> None:
    args = CONSTANTS[function]
    found: list[Any] = []
    x = np.array([0.5, -1.25, 2.0, 2.0])
    grad(lambda x: np.sum(x) + 0.0 * len(found.append(function(*args(x))) or ""))(x)
    assert not isinstance(found[0], Box)
    np.testing.assert_equal(found[0], function(*args(x)))


def test_every_function_without_a_derivative_is_tried() -> None:
    assert set(CONSTANTS) == TABLE.constants
