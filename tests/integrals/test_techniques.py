"""The rules for whole kinds of integrands: what each makes of an example, and what it leaves to others."""

import pytest
import sympy as sp

from calcref.core.letters import a, u, x
from calcref.core.questions import Antideriv, At
from calcref.integrals import RULES
from calcref.integrals.exponents import common, of_exponential, of_power
from calcref.integrals.rational import quadratics
from calcref.parse import parse
from calcref.reals.breaks import breaks
from calcref.reals.continuity import continued
from calcref.verbs.integrate import integrate
from tests.integrals.test_rules import ask

BY_ID = {rule.id: rule for rule in RULES}


@pytest.mark.parametrize(
    ("rule_id", "integrand"),
    [
        ("integration-by-parts", "x^2 e^x"),
        ("integration-by-parts", "e^(2x) sin(3x)"),
        ("integration-by-parts", "x atan(x)"),
        ("integration-by-parts", "x^3 e^(-x^2)"),
        ("odd-power-of-a-wave", "sin(x)^3 cos(x)^2"),
        ("odd-power-of-a-wave", "cosh(x)^3"),
        ("products-to-sums", "sin(x)^2 cos(x)^2"),
        ("products-to-sums", "sin(2x) cos(3x)"),
        ("substitution-of-a-tangent", "sec(x)^4 tan(x)^2"),
        ("substitution-of-a-tangent", "csc(x)^4"),
        ("pythagorean-identity", "tan(x)^4"),
        ("pythagorean-identity", "1/(sin(x) cos(x)^2)"),
        ("reduction-of-secants", "sec(x)^3"),
        ("reduction-of-secants", "csc(x)^5"),
        ("double-angle", "1/(1 + sin(x)^2)"),
        ("tangent-half-angle", "1/(1 + cos(x))^2"),
        ("polynomial-division", "x^3/(x^2 + 4)"),
        ("partial-fractions", "1/(x^4 + 1)"),
        ("split-off-the-slope", "(3x + 1)/(x^2 + 2x + 5)"),
        ("reduction-of-a-quadratic", "1/(x^2 + 2x + 2)^2"),
        ("root-of-a-quadratic", "sqrt(9 - x^2)/x^2"),
        ("root-of-a-quadratic", "x^2/(3 + 4x - 4x^2)^(3/2)"),
        ("integral-over-a-line-and-a-root", "1/(x sqrt(x^2 + x + 1))"),
        ("substitution-of-a-power", "1/(1 + x^(1/3))"),
        ("substitution-of-a-power", "x^4/(x^10 + 16)"),
        ("substitution-of-an-exponential", "2^x/(4^x + 1)"),
        ("substitution-of-a-root", "sqrt(x + 4)/x"),
        ("substitution-of-a-logarithm", "sin(ln(x))"),
        ("power-of-the-absolute-value", "x |x|"),
        ("function-of-the-absolute-value", "e^(-|x|)"),
        ("integral-across-kinks", "|x^2 - 1|"),
        ("integral-across-kinks", "relu(x) e^(-x)"),
        ("integral-across-kinks", "x max(x, 1 - x)"),
        ("integral-across-kinks", "|ln(x)|"),
        ("sign-on-an-interval", "x |sin(x)|"),
        ("root-of-a-square", "sqrt(1 + tan(x)^2)"),
        ("root-of-a-square", "sqrt(x^4 - 2x^2 + 1)"),
        ("conjugate-roots", "1/(sqrt(x + 1) + sqrt(x))"),
        ("conjugate-roots", "1/(x + sqrt(x^2 - 1))"),
        ("substitution-of-a-root", "(x - 2)^(-4/3) (x + 1)^(-2/3)"),
        ("integration-by-parts", "x erfc(x)"),
        ("integration-by-parts", "sin(x)/x^2"),
        ("integral-of-an-exponential-over-x", "x/ln(x)"),
    ],
)
def test_an_example_goes_by_its_rule_and_is_confirmed(rule_id, integrand):
    found = integrate(integrand)
    assert rule_id in {step.rule.id for step in found.steps}
    assert found.check().verdict in ("proved", "agrees")


@pytest.mark.parametrize(
    ("rule_id", "expr"),
    [
        ("integration-by-parts", sp.exp(x**2)),
        ("integration-by-parts", sp.exp(x) * sp.log(x)),
        ("odd-power-of-a-wave", sp.sin(x) ** 2),
        ("odd-power-of-a-wave", x * sp.sin(x)),
        ("products-to-sums", sp.sin(x) ** 3),
        ("products-to-sums", sp.sin(x)),
        ("substitution-of-a-tangent", sp.sec(x) ** 3),
        ("pythagorean-identity", sp.sin(x) ** 3),
        ("reduction-of-secants", sp.sec(x) ** 2),
        ("double-angle", 1 / (1 + sp.sin(x))),
        ("tangent-half-angle", 1 / (2 + sp.cos(x)) ** 2),
        ("polynomial-division", x / (x**2 + 1)),
        ("partial-fractions", (x + 1) / (x**2 + 1)),
        ("split-off-the-slope", x / (x**2 + 1)),
        ("reduction-of-a-quadratic", 1 / (x**2 + 1)),
        ("root-of-a-quadratic", 1 / sp.sqrt(x**2 + 1)),
        ("root-of-a-quadratic", sp.sqrt(x**3 + 1)),
        ("substitution-of-a-power", sp.cos(x)),
        ("substitution-of-an-exponential", x * sp.exp(x)),
        ("substitution-of-a-root", sp.sqrt(x) + sp.sqrt(x + 1)),
        ("substitution-of-a-logarithm", x * sp.log(x)),
        ("power-of-the-absolute-value", sp.Abs(x) / x**2),
        ("function-of-the-absolute-value", 1 / sp.Abs(x)),
        ("integral-across-kinks", sp.Abs(sp.sin(x))),
        ("integral-across-kinks", sp.Abs(x) / x**3),
        ("integral-across-kinks", x * sp.Abs(x**2 - 1)),
        ("integral-across-kinks", sp.floor(x)),
        ("sign-on-an-interval", sp.Abs(x) ** 3 + 1),
        ("root-of-a-square", sp.sqrt(x**2 + 1)),
        ("root-of-a-square", sp.sqrt(1 + 2 * sp.cos(x))),
        ("root-of-a-square", sp.sqrt(-(x**2) - 2 * x - 1)),
        ("conjugate-roots", 1 / (sp.sqrt(x) + sp.exp(x))),
        ("conjugate-roots", 1 / (1 + sp.sqrt(x))),
        ("substitution-of-a-root", sp.sqrt(x) * sp.cbrt(x + 1)),
    ],
    ids=str,
)
def test_a_rule_stands_aside(rule_id, expr):
    assert list(BY_ID[rule_id].rewrite(Antideriv(expr, x), ask)) == []


def test_what_came_back_with_the_same_sign_is_not_solved_for():
    found = integrate("e^x sin(x)")
    assert [step.rule.id for step in found.steps].count("solve-for-the-integral") == 1


def test_exponents_in_common():
    assert common([sp.Rational(1, 2), sp.Rational(2, 3)]) == sp.Rational(1, 6)
    assert of_power(x + 1, x, u) is None
    assert of_exponential(sp.exp(x) + sp.exp(sp.sqrt(2) * x), x, u) is None
    assert of_exponential(2**x + 4**x, x, u) == (u + u**2, 2**x, sp.log(2))


def test_quartics_are_two_quadratics():
    for quartic in (x**4 + 1, x**4 - x**2 + 1, x**4 - x**3 + x**2 - x + 1, x**4 + 3 * x**2 + 1):
        one, other = quadratics(sp.Poly(quartic, x))
        assert sp.expand(one.as_expr() * other.as_expr() - quartic) == 0
    assert quadratics(sp.Poly(x**4 + x + 1, x)) is None
    assert quadratics(sp.Poly(x**4 + a, x)) is None


def test_an_antiderivative_without_a_jump_where_the_integrand_has_none():
    found = integrate("1/(1 + sin(x)^2)")
    assert len(found.domain) == 1
    assert not any(isinstance(step.after, At) and step.after.value.has(sp.tan) for step in found.steps)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("|x^2 - 1|", ()),
        ("sqrt(1 + cos(x))", ()),
        ("sqrt(x^2 - 2x + 1)", ()),
        ("|x|/x", (0,)),
        ("0/x", (0,)),
        ("x^3/x", (0,)),
        ("relu(x) sqrt(x)", (0,)),
    ],
)
def test_a_constant_belongs_to_each_interval_of_the_integrand_and_to_no_less(text, places):
    ends = [end for interval in integrate(text).domain for end in (interval.start, interval.end)]
    assert {end for end in ends if end.is_finite} == set(places)


def test_a_jump_is_not_taken_for_a_continuous_place():
    for jumping in (sp.floor(x), sp.sign(x), 2 * sp.floor(x / sp.pi) + sp.cos(x)):
        assert continued(breaks(jumping, x)).gaps == breaks(jumping, x).gaps != ()


@pytest.mark.parametrize(
    ("text", "bounds", "answer"),
    [
        ("|x^2 - 1|", (0, 2), 2),
        ("relu(3x - 2)", (0, 2), sp.Rational(8, 3)),
        ("sqrt(1 - cos(x)^2)", (0, "2pi"), 4),
        ("1/(x ln(x)^2)", ("e", "oo"), 1),
        ("1/(x ln(x)^3)", ("e", "oo"), sp.Rational(1, 2)),
    ],
)
def test_a_definite_integral_with_kinks_or_a_slow_tail(text, bounds, answer):
    assert integrate(text, "x", *bounds).answer == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("e^(-(x-100)^2/2)", "sqrt(2 pi)"),
        ("e^(-x^2 + 200x - 10000)", "sqrt(pi)"),
        ("e^(-(x+1000)^2)", "sqrt(pi)"),
        ("1/(1 + (x-50)^2)", "pi"),
        ("(x-7)/(1 + (x-7)^2)^2", "0"),
        ("e^(-x)/(1 + e^(-x))^2", "1"),
        ("e^(-(x-30))/(1 + e^(-(x-30)))^2", "1"),
        ("x e^(-(x-100)^2/2)", "100 sqrt(2 pi)"),
        ("x^2 e^(-(x-3)^2/2)", "10 sqrt(2 pi)"),
        ("x e^(-(x-m)^2/2)", "m sqrt(2 pi)"),
    ],
)
def test_a_bell_anywhere_is_integrated_over_the_whole_line(text, answer):
    found = integrate(text, "x", "-oo", "oo")
    assert sp.simplify(found.answer - parse(answer)) == 0


def test_a_pole_between_letters_is_a_condition_beside_the_answer():
    found = integrate("tan(x)", "x", 0, "b")
    (condition,) = found.step.rule.conditions
    assert found.answer == -sp.log(sp.Abs(sp.cos(sp.Symbol("b", real=True))))
    for end, holds in ((1, True), (-1, True), (2, False), (-5, False)):
        assert condition.holds(found.step.where, {sp.Symbol("b", real=True): sp.Integer(end)}) is holds
