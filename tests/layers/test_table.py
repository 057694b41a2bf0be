"""Every layer, by the same tests."""

import inspect
from dataclasses import replace

import numpy as np
import pytest

from calcref.autodiff import check_grad, grad, jvp, vjp
from calcref.layers import LAYERS, check_layer
from tests.layers.cases import CASES, Case, name

each = pytest.mark.parametrize("case", CASES, ids=name)


def parts(y):
    return y if isinstance(y, tuple) else (y,)


def single(case: Case):
    return tuple(arg.astype(np.float32) for arg in case.args)


def with_rule(layer, **changes):
    return replace(layer, rule=replace(layer.rule, **changes))


def test_every_layer_has_a_case_and_an_id_of_its_own():
    assert set(LAYERS) == {case.layer for case in CASES}
    assert len({layer.id for layer in LAYERS}) == len(LAYERS)


@each
def test_the_derivative_bears_out(case):
    evidence = check_layer(case.layer, *case.args, **case.options)
    assert [part.verdict for part in evidence.parts] == ["agrees"] * 4, evidence.parts


@each
def test_single_precision_bears_out_and_stays_single(case):
    args = single(case)
    evidence = check_layer(case.layer, *args, **case.options)
    assert [part.verdict for part in evidence.parts] == ["agrees"] * 4, evidence.parts
    every = tuple(range(len(args)))
    y, pullback = vjp(lambda *at: case.layer.rule(*at, **case.options), every)(*args)
    y_dot = jvp(lambda *at: case.layer.rule(*at, **case.options), every)(*args, args)[1]
    for array in (*parts(y), *parts(y_dot), *pullback(y)):
        assert array.dtype == np.float32


@each
def test_second_derivatives(case):
    def weighed(*args):
        ys = parts(case.layer.rule(*args, **case.options))
        return sum(np.sum(y * np.cos(1.0 + np.arange(y.size)).reshape(y.shape)) for y in ys)

    evidence = check_grad(grad(weighed, tuple(range(len(case.args)))), *case.args)
    assert evidence.verdict == "agrees", evidence


@each
def test_a_wrong_sign_is_refuted(case):
    for index in range(len(case.args)):
        vjp = case.layer.rule.vjp

        def flipped(y_bar, y, *args, vjp=vjp, index=index, **options):
            bars = vjp(y_bar, y, *args, **options)
            if len(args) == 1:
                return -bars
            return tuple(-bar if k == index else bar for k, bar in enumerate(bars))

        found = check_layer(with_rule(case.layer, vjp=flipped), *case.args, **case.options)
        assert [part.verdict for part in found.parts] == ["refuted", "refuted", "agrees", "refuted"]


@each
def test_a_wrong_constant_in_the_tangent_is_refuted(case):
    rule = case.layer.rule

    def doubled(x_dot, y, *args, **options):
        y_dot = rule.value(x_dot, **options) if rule.jvp == "linear" else rule.jvp(x_dot, y, *args, **options)
        return tuple(2 * part for part in y_dot) if isinstance(y_dot, tuple) else 2 * y_dot

    found = check_layer(with_rule(case.layer, jvp=doubled), *case.args, **case.options)
    assert [part.verdict for part in found.parts] == ["refuted", "agrees", "refuted", "agrees"]


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.id)
def test_a_backward_pass_is_short_and_a_record_is_full(layer):
    source = inspect.getsource(layer.rule.vjp)
    assert len(source.split('"""')[-1].strip().splitlines()) <= 13, "12 lines and the signature"
    assert layer.page.startswith("autodiff/")
    assert all((layer.name, layer.statement, layer.statement_latex, layer.backward_latex, layer.source, layer.ml_use))
