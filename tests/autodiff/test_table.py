"""Every rule of the table, by the same tests."""

from collections import Counter
from importlib import import_module
from pkgutil import iter_modules

import numpy as np
import pytest

from calcref.autodiff import check_grad, grad, rules, trace_graph, value_and_grad
from tests.autodiff.cases import CASES, Case, name

each = pytest.mark.parametrize("case", CASES, ids=name)


def scalar(case: Case):
    """The value of a case weighed into one number, with weights that tell its elements apart."""

    def f(*args):
        y = case.call(*args)
        return np.sum(y * np.cos(1.0 + np.arange(np.size(y))).reshape(np.shape(y)))

    return f


def every(case: Case) -> tuple[int, ...]:
    return tuple(range(len(case.args)))


def test_no_function_is_entered_in_two_files():
    """One entry would silently take the place of the other."""
    modules = [import_module(f"calcref.autodiff.rules.{found.name}") for found in iter_modules(rules.__path__)]
    tables = {id(value): value for it in modules for value in vars(it).values() if isinstance(value, dict)}
    entered = Counter(key for table in tables.values() for key in table if callable(key) and key in rules.FUNCTIONS)
    assert [function.__name__ for function, times in entered.items() if times > 1] == []


@each
def test_the_value_is_that_of_numpy(case):
    f = scalar(case)
    assert value_and_grad(f)(*case.args)[0] == pytest.approx(float(f(*case.args)), rel=1e-12, abs=1e-12)


@each
def test_the_remainder_falls_quadratically_and_the_vjp_is_the_transpose(case):
    evidence = check_grad(case.call, *case.args)
    assert evidence.verdict == "agrees", evidence


@each
def test_second_derivatives(case):
    evidence = check_grad(grad(scalar(case), every(case)), *case.args)
    assert evidence.verdict == "agrees", evidence


@each
def test_single_precision_stays_single(case):
    args = tuple(np.asarray(arg, np.float32)[()] for arg in case.args)
    for found, arg in zip(grad(scalar(case), every(case))(*args), args, strict=True):
        assert found.dtype == np.float32
        assert np.shape(found) == np.shape(arg)
    evidence = check_grad(case.call, *args)
    assert evidence.verdict == "agrees", evidence


@each
def test_the_simple_sweep_finds_the_same(case):
    f = scalar(case)
    nodes = trace_graph(f, *case.args).nodes
    for node, found in zip(nodes, grad(f, every(case))(*case.args), strict=False):
        assert np.allclose(0.0 if node.adjoint is None else node.adjoint, found, rtol=1e-9, atol=1e-9)
