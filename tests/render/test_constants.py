"""The constants of an antiderivative are written, one for each interval."""

import pytest

from calcref.render.constants import IN_LATEX, IN_TEXT, constants
from calcref.verbs.integrate import integrate


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("x^2", [("C", "")]),
        ("1/x", [("C_1", "x ∈ (-oo, 0)"), ("C_2", "x ∈ (0, oo)")]),
        ("ln(x)", [("C", "x ∈ (0, oo)")]),
        ("tan(x)", [("C_k", "x ∈ (pi*k - pi/2, pi*k + pi/2), each integer k")]),
    ],
)
def test_constants(formula, expected):
    assert list(constants(integrate(formula, check=False), str, IN_TEXT)) == expected


def test_a_definite_integral_has_none():
    assert list(constants(integrate("x", lower=0, upper=1, check=False), str, IN_TEXT)) == []


def test_they_are_rows_of_the_chain():
    derivation = integrate("1/x", check=False)
    assert r"&\quad {} + C_{2} && {\small x \in (0, \infty)}" in derivation.to_latex()
    assert r"+ C_{1}" in derivation.to_markdown()
    assert "    + C_2" in derivation.to_text()
    assert all(where.startswith("x") for _, where in constants(derivation, str, IN_LATEX))
