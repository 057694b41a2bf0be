"""The backward pass that was derived by hand is the one that comes out of the layer's own forward code, with steps."""

from dataclasses import replace

import numpy as np
import pytest

from calcref import matrix_vjp
from calcref.autodiff import vjp
from calcref.layers import LAYER_NORM, affine, attention, logsumexp, softmax, softmax_cross_entropy
from calcref.site.blocks.derived_layers import ATOL, CASES, RTOL, arguments_of, compared, derived, normalized

each = pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())


@each
def test_the_rule_by_hand_is_the_derived_one(case):
    found = derived(case)
    values, options, names = arguments_of(case)
    args = [values[name] for name in names]
    y, pullback = vjp(lambda *at: case.layer.rule.value(*at, **options), tuple(range(len(args))))(*args)
    rng = np.random.default_rng(5)
    bars = tuple(rng.normal(size=np.shape(part)) for part in (y if isinstance(y, tuple) else (y,)))
    by_tape = pullback(bars if isinstance(y, tuple) else bars[0])
    for (name, one, hand, value), tape in zip(compared(case, found), by_tape, strict=True):
        assert np.shape(one) == np.shape(value)
        assert np.allclose(one, hand, rtol=RTOL, atol=ATOL), name
        assert np.allclose(one, tape, rtol=RTOL, atol=ATOL), name
    assert found.check().verdict == "agrees", found.check()


def test_a_wrong_rule_by_hand_is_found():
    """The comparison is not one of a rule with itself."""
    case = CASES["softmax"]
    wrong = replace(case.layer, rule=replace(case.layer.rule, vjp=lambda y_bar, y, x: y * (y_bar - np.mean(y_bar * y))))
    ((_, one, hand, _),) = compared(case._replace(layer=wrong), derived(case))
    assert not np.allclose(one, hand, rtol=RTOL, atol=ATOL)


FORMS = [
    (affine, "x", "x: k n, w: n m, b: m", "Ybar wᵀ"),
    (affine, "w", "x: k n, w: n m, b: m", "xᵀ Ybar"),
    (affine, "b", "x: k n, w: n m, b: m", "Ybarᵀ 1"),
    (softmax, "x", "x: n", "softmax(x) ⊙ (ybar - (softmax(x)ᵀ ybar) 1)"),
    (logsumexp, "x", "x: n", "ybar softmax(x)"),
    (softmax_cross_entropy, "x", "x: n, target: n one-hot", "ybar (softmax(x) - target)"),
    (attention, "v", "q: l d, k: s d, v: s e", "softmax(q kᵀ/sqrt(d))ᵀ Ybar"),
    (
        normalized(LAYER_NORM), "x", "x: n, gain: n, shift: n, epsilon:",
        "(gain ⊙ ybar - ((gainᵀ ybar) 1 + sum(gain ⊙ ybar ⊙ standardize(x, epsilon)) standardize(x, epsilon))/n)"
        "/sqrt(var(x) + epsilon)",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("function", "wrt", "shapes", "form"), FORMS, ids=[it[3][:30] for it in FORMS])
def test_a_derived_backward_pass_reads_as_on_the_card(function, wrt, shapes, form):
    assert str(matrix_vjp(function, wrt, shapes).answer) == form
