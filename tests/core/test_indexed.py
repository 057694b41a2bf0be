"""Sums and products with an index: what they are, how they are typed, and what is refused."""

import pytest
import sympy as sp

from calcref import CalcrefError, NoRuleApplies, ParseError, differentiate, parse, taylor
from calcref.core.indexed import IndexedProduct, IndexedSum
from calcref.core.letters import x
from calcref.render import text
from tests.round_trip import comes_back

n = sp.Symbol("n", real=True)
WHOLE = sp.Symbol("i", integer=True, positive=True)
TYPED = {
    "sum(x^i, i, 1, n)": IndexedSum(x**WHOLE, WHOLE, 1, n),
    r"\sum_{i=1}^{n} x^i": IndexedSum(x**WHOLE, WHOLE, 1, n),
    r"\sum_{i=1}^n (x + i) + 1": IndexedSum(x + WHOLE, WHOLE, 1, n) + 1,
    r"2\prod_{i=1}^{3} \left(x + i\right)^2": 2 * IndexedProduct((x + WHOLE) ** 2, WHOLE, 1, 3),
}


@pytest.mark.parametrize(("typed", "expr"), TYPED.items())
def test_it_is_typed_pasted_and_written(typed, expr):
    assert str(parse(typed)) == str(parse(text(expr))) == str(expr)


@pytest.mark.parametrize("several", [0, 1, 2, 5])
@pytest.mark.parametrize(
    "given", [sp.Sum(sp.sin(WHOLE * x) / WHOLE, (WHOLE, 1, n)), sp.Product(x**2 + WHOLE, (WHOLE, 1, n))], ids=str
)
def test_its_derivative_is_that_of_what_is_written_out(given, several):
    slope = differentiate(given, x).answer.subs(n, several).doit()
    wanted = sp.diff(given.subs(n, several).doit(), x)
    assert abs(sp.N((slope - wanted).subs(x, sp.Rational(7, 10)))) < 1e-12


@pytest.mark.parametrize(
    "typed",
    ["sum(x^i/i, i, 1, n)", "prod(x + k, k, 0, n)", "e^sum(x^k, k, -2, n)", "sum(sum(x^(k+j), k, 1, j), j, 1, n)"],
)
def test_it_is_checked_at_several_numbers_of_terms_and_comes_back(typed):
    found = differentiate(typed, "x")
    assert found.check().verdict in ("proved", "agrees")
    assert comes_back(found).check().verdict == found.check().verdict
    wrong = type(found)(found.step, found.parts, 2 * found.answer)
    assert wrong.check().verdict == "refuted"


def test_a_whole_exponent_that_counts_asks_for_no_sign():
    assert "x > 0" not in differentiate("sum(x^k, k, 1, n)", "x").to_text()
    assert differentiate("sum(x^k, k, 1, 3)", "x", at=-2).answer == 1 - 4 + 12


def test_a_million_terms_are_not_written_out():
    assert differentiate("sum(x^k, k, 1, 1000000)", "x", at=2).check().verdict == "unknown"


@pytest.mark.parametrize(
    ("ask", "kind", "message"),
    [
        (lambda: parse("sum(x, y)"), ParseError, "takes four arguments"),
        (lambda: parse("sum(x^2, 2, 1, n)"), ParseError, "a variable that counts"),
        (lambda: parse("sum(x, k, 1, k)"), ParseError, "holds the index k itself"),
        (lambda: parse("sum(x_k, k, 1, n)"), ParseError, "x_k is one variable"),
        (lambda: parse("i + sum(i x, i, 1, n)"), ParseError, "imaginary unit"),
        (lambda: differentiate("sum(k x, k, 1, n)", "k"), CalcrefError, "the letter k counts terms"),
        (lambda: differentiate("sum(k, k, 1, x)"), NoRuleApplies, "no rule answers"),
        (lambda: taylor("sum(x^k, k, 0, 3)", "x"), CalcrefError, "sum"),
    ],
)
def test_what_it_is_not_is_said(ask, kind, message):
    with pytest.raises(kind, match=message):
        ask()
