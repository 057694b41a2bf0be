"""An answer as NumPy: the code runs, and gives what the answer is."""

import numpy as np
import pytest
import sympy as sp

from calcref import ask
from calcref.core.functions import RealPower
from calcref.core.letters import x
from calcref.core.questions import Antideriv
from calcref.playground.code import numpy_code

AT = np.array([0.3, 1.1, 2.5])


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("d/dx x^2 sin(x)", lambda x: 2 * x * np.sin(x) + x**2 * np.cos(x)),
        ("d/dx sigmoid(x)", lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2),
        ("d/dx relu(x - 1)", lambda x: np.where(x > 1, 1.0, 0.0)),
        ("∫ 1/x dx", lambda x: np.log(x)),
        ("d/dx x^(1/3)", lambda x: x ** (-2 / 3) / 3),
        ("∫_0^1 x^2 dx", lambda: 1 / 3),
    ],
)
def test_the_code_gives_the_answer(question, wanted):
    names = {}
    exec(numpy_code(ask(question).answer), names)
    at = (AT,) if "def answer(x)" in numpy_code(ask(question).answer) else ()
    assert names["answer"](*at) == pytest.approx(wanted(*at))


def test_letters_stand_in_their_order():
    assert "def answer(b, w, x):" in numpy_code(ask("d/dx tanh(w x + b)").answer)


@pytest.mark.parametrize("answer", [sp.oo, Antideriv(x, x), sp.Function("f")(x)])
def test_what_numpy_lacks_has_no_code(answer):
    assert numpy_code(answer) is None


def test_a_real_root_of_a_negative_number_is_real():
    names = {}
    exec(numpy_code(RealPower(x, sp.Rational(1, 3))), names)
    assert names["answer"](np.array([-8.0])) == pytest.approx(-2)
