"""Functions of which nothing is known are typed f(x), g(x), h(x): they have slopes, and nothing else."""

import pytest
import sympy as sp

from calcref import CalcrefError, NoRuleApplies, ParseError, differentiate, integrate, limit, parse, taylor
from calcref.core.implicit import Prime
from calcref.render import text

ANSWERS = {
    "f(g(x))": "f'(g(x))*g'",
    "f(x)g(x)": "f'*g(x) + f(x)*g'",
    "f(x^2)": "2*f'(x^2)*x",
    "sin(f(x))": "cos(f(x))*f'",
    "f(2)x^2": "2*f(2)*x",
    r"\frac{f(x)}{x}": "(f'*x - f(x))/x^2",
}


@pytest.mark.parametrize(("typed", "answer"), ANSWERS.items())
def test_a_slope_is_written_with_a_prime(typed, answer):
    found = differentiate(typed, "x")
    assert text(found.answer) == answer
    assert found.check().verdict in ("proved", "agrees")


@pytest.mark.parametrize("typed", ["f(g(x))", "x f(x^2)", "f(x)/g(x)"])
def test_with_functions_put_in_it_is_sympys_derivative(typed):
    x = sp.Symbol("x", real=True)
    given = {"f": sp.Lambda(x, sp.sin(x) + x), "g": sp.Lambda(x, sp.exp(x) + x**2)}

    def put(expr):
        for name, function in given.items():
            expr = expr.replace(sp.Function(name), function)
        return expr.doit()

    slope = differentiate(typed, "x").answer
    for node in sorted(slope.atoms(Prime), key=sp.count_ops):
        name, argument = node.expr.func.__name__, put(node.expr.args[0])
        value = sp.diff(given[name](x), x, node.order).subs(x, argument)
        slope = slope.subs(node, value)
    assert abs(sp.N((put(slope) - sp.diff(put(parse(typed)), x)).subs(x, sp.Rational(7, 10)))) < 1e-12


def test_a_polynomial_of_taylor_has_them_as_letters():
    assert text(taylor("f(x)", "x", order=1).answer) == "x*f'(0) + f(0)"


def test_other_names_stay_doubtful():
    for typed in ("a(x + 1)", "x(x + 1)"):
        with pytest.raises(ParseError) as caught:
            parse(typed)
        assert caught.value.readings == (typed.replace("(", "*(", 1),)
    assert parse("f x") == parse("f*x")


@pytest.mark.parametrize(
    ("ask", "kind", "message"),
    [
        (lambda: integrate("x f(x)", "x"), NoRuleApplies, r"f\(x\) is a function that is not given"),
        (lambda: limit("f(x)", "x", 0), NoRuleApplies, "continuous is not known"),
        (lambda: differentiate("x f(x)", "f"), CalcrefError, "the name f is that of a function"),
        (lambda: parse("f(x, y)"), ParseError, "f takes one argument"),
        (lambda: parse("f(x) + f"), ParseError, "`f` is a function where it stands before a parenthesis"),
    ],
)
def test_what_they_are_not_good_for_is_said(ask, kind, message):
    with pytest.raises(kind, match=message):
        ask()
