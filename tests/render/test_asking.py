"""Questions as text: what is written is read back as the same question, and what cannot be typed is left out."""

from urllib.parse import unquote

import pytest
import sympy as sp

from calcref import differentiate, integrate, limit
from calcref.core.functions import RealPower
from calcref.core.letters import x
from calcref.core.questions import Antideriv, Diff
from calcref.render.asking import LARGEST, PLAYGROUND, asking, permalink
from calcref.verbs.ask import open_question

TYPED = [
    "d/dx x^2 sin(x)",
    "d/dx (x^2 + sin(x))",
    "d/dx -x",
    "d/dx (|x - 1|)",
    "d^3/dt^3 e^(-t^2/2)",
    r"\frac{d}{d\theta} \sin(\theta^2)",
    "d/dw (w x_1 - y)^2",
    "d/dx x^(1/3)",
    "∫ x + 1 dx",
    "∫ 1/(x^2 + 1) dx",
    "∫_0^1 x^2 dx",
    "∫_{-pi/2}^{oo} e^(-x) dx",
    "lim x->0 sin(x)/x",
    "lim x->0+ (x - ln(x))",
    "lim x->-1/2 x^2",
    "lim x->oo (1 + 1/x)^x",
]


@pytest.mark.parametrize("text", TYPED)
def test_what_is_written_is_read_back(text):
    question = open_question(text)
    written = asking(question)
    assert written
    assert open_question(written).doit() == question.doit()
    assert asking(open_question(written)) == written


@pytest.mark.parametrize(
    "derivation",
    [differentiate("x^2 sin(x)"), integrate("x e^x"), integrate("x", lower=0, upper=1), limit("sin(x)/x", "x", 0)],
)
def test_a_derivation_leads_to_its_question(derivation):
    address = permalink(derivation.question)
    assert open_question(unquote(address.removeprefix(PLAYGROUND))) == derivation.question


@pytest.mark.parametrize(
    "question",
    [
        Diff(sp.Function("f")(x), x),
        Diff(sp.Piecewise((x, x > 0), (0, True)), x),
        Antideriv(sp.Symbol("a", positive=True) * x, x),
        Diff(sp.Symbol("x_1", real=True) ** 2, sp.Symbol("x_1", real=True)),
        Diff(sp.Add(*(RealPower(x, k) for k in range(LARGEST))), x),
    ],
)
def test_what_cannot_be_typed_is_left_out(question):
    assert asking(question) is None
    assert permalink(question) is None
