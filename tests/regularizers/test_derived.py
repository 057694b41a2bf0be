"""Every penalty states one weight as text; calcref derives its slope from that text, and the numbers are the code's."""

import numpy as np
import pytest
import sympy as sp

from calcref import differentiate, parse
from calcref.autodiff import grad
from calcref.regularizers import elastic_net, l1, l2, smoothing

PENALTIES = (l2(0.7), l1(0.3), elastic_net(0.3, 0.7))
by_id = {"ids": lambda penalty: penalty.id}


def at(expression, penalty, w):
    letters = dict(penalty.parameters) | {"w": w}
    return float(expression.subs({sp.Symbol(name, real=True): value for name, value in letters.items()}).evalf())


@pytest.mark.parametrize("penalty", PENALTIES, **by_id)
def test_the_text_is_what_the_code_computes(penalty):
    derivation = differentiate(penalty.expression, "w")
    assert derivation.check().verdict in ("proved", "agrees")
    for w in (-2.3, 0.4, 3.1):
        slope = penalty.gradient(w)
        assert at(parse(penalty.expression), penalty, w) == pytest.approx(penalty.value(w), rel=1e-14)
        assert at(derivation.answer, penalty, w) == pytest.approx(slope, rel=1e-14)
        assert at(parse(penalty.derivative), penalty, w) == pytest.approx(slope, rel=1e-14)


@pytest.mark.parametrize("penalty", [*PENALTIES, smoothing([0.0, 1.0, 2.5])], **by_id)
def test_the_tape_finds_the_gradient_too(penalty):
    w = np.array([0.5, -2.0, 1.2])
    assert np.allclose(grad(penalty.value)(w), penalty.gradient(w), rtol=1e-12, atol=1e-14)
