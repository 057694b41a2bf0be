"""Which functions are convex: every verdict is a textbook's, and what shows it is tried apart from the rules."""

from __future__ import annotations

import random

import pytest
import sympy as sp

from calcref import CalcrefError, OutsideDomain, Undecided, convexity, curvature_bounds, differentiate, is_convex
from calcref.convex import RULES, HessianCertificate, Reason, Refutation
from calcref.convex.domain import domain
from calcref.convex.functions import BENDS, of_power
from calcref.convex.polynomials import semidefinite
from calcref.convex.signs import Over
from calcref.core.letters import x
from calcref.core.ranges import Span
from calcref.verify.precise import PreciseEvaluator

SHAPES = (  # formula, domain, convex, concave
    ("x^2 + e^x", None, True, False),
    ("|x - 1| + |y|", None, True, False),
    ("x^3", None, False, False),
    ("x^3", "x >= 0", True, False),
    ("x^3", "x <= 0", False, True),
    ("x + 2y", None, True, True),
    ("x y", None, False, False),
    ("x^2 + x y + y^2", None, True, False),
    ("x^2 + 3x y + y^2", None, False, False),
    ("x^2 y^2", None, False, False),
    ("max(x, y^2) - sqrt(x)", "x > 0", True, False),
    ("-ln(1 - x^2)", "-1 < x < 1", True, False),
    ("ln(x)", "x > 0", False, True),
    ("log_2(x)", "x > 0", False, True),
    ("softplus(-x)", None, True, False),
    ("sigmoid(x)", None, False, False),
    ("sigmoid(x)", "x < 0", True, False),
    ("relu(x)^2", None, True, False),
    ("|x|^3", None, True, False),
    ("sin(x)", "0 <= x <= pi", False, True),
    ("x^2/2 + cos(x)", None, True, False),
    ("ln(cosh(x))", None, True, False),
    ("e^(-x^2)", "x > 1", True, False),
    ("x^4 - 6x^2", "x > 1", True, False),
    ("x^4 - 6x^2", "x > 0", False, False),
    ("x^4 + x^2 y^2 + y^4", None, True, False),
    ("e^x - x^2", "x > 1", True, False),
    ("1/(1 + x^2)", "0 < x < 1/2", False, True),
    ("gelu(x)", None, False, False),
)


@pytest.mark.parametrize(("formula", "where", "convex", "concave"), SHAPES)
def test_a_shape_is_decided_and_its_check_agrees(formula: str, where: str | None, convex: bool, concave: bool) -> None:
    found = convexity(formula, where)
    assert (found.convex, found.concave) == (convex, concave)
    assert found.check().verdict == "agrees"
    kinds = {True: (Reason, HessianCertificate), False: (Refutation,)}
    assert isinstance(found.certificate, kinds[convex])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_fits_its_example_and_the_example_is_what_it_says(rule: object) -> None:
    formula, where = rule.example  # type: ignore[attr-defined]
    found = convexity(formula, where)
    shown = found.certificate if found.convex else found.concave_certificate
    stack, used = [shown], set()
    while stack:
        node = stack.pop()
        assert isinstance(node, Reason)
        used.add(node.rule.id)
        stack.extend(node.parts)
    assert rule.id in used  # type: ignore[attr-defined]
    mirrored = convexity(f"-({formula})", where)
    assert (mirrored.convex, mirrored.concave) == (found.concave, found.convex)
    assert (found if found.convex else mirrored).check().verdict == "agrees"


def rows() -> list[tuple[sp.Expr, object]]:
    heads = [(head(x), bend) for head, known in BENDS.items() for bend in known]
    exponents = map(sp.Rational, ("2", "3", "-1", "-2", "1/2", "3/2", "-1/2", "4"))
    return heads + [(x**exponent, bend) for exponent in exponents for bend in of_power(exponent)]


@pytest.mark.parametrize(("expr", "bend"), rows(), ids=str)
def test_a_row_says_what_the_derivatives_say(expr: sp.Expr, bend: object) -> None:
    sides = {"": (-1, 1), "> 0": (1,), ">= 0": (1,), "< 0": (-1,), "<= 0": (-1,)}[bend.sign]  # type: ignore[attr-defined]
    first = differentiate(expr, x).answer
    second = differentiate(first, x).answer
    way, bent = bend.direction, {"convex": 1, "concave": -1}[bend.curvature]  # type: ignore[attr-defined]
    slopes = []
    for place in (side * size for side in sides for size in (0.125, 0.75, 2.5)):
        assert bent * PreciseEvaluator.at_point({x: place}, second) >= 0
        slopes.append(PreciseEvaluator.at_point({x: place}, first))
    assert all(way * slope >= 0 for slope in slopes)
    if way == 0:
        assert min(slopes) < 0 < max(slopes)


def test_a_spoiled_verdict_is_refuted_by_its_check() -> None:
    from dataclasses import replace

    assert replace(convexity("x^2"), expr=-(x**2)).check().verdict == "refuted"
    assert replace(convexity("x^3"), expr=x**2).check().verdict == "refuted"


def test_two_points_are_compared_exactly_or_by_intervals() -> None:
    exact, enclosed = convexity("x^3").certificate, convexity("sin(x)").certificate
    assert isinstance(exact, Refutation)
    assert isinstance(enclosed, Refutation)
    assert (exact.how, enclosed.how) == ("exactly", "by intervals")
    assert all(it.value > it.chord for it in (exact, enclosed))
    assert exact.value == ((exact.one[x] + exact.other[x]) / 2) ** 3


def test_what_is_not_shown_is_none_and_no_verdict_is_a_truth_value() -> None:
    found = convexity("-ln(x y - 1)", "x > 1, y > 1")
    assert found.convex is None
    assert found.check().verdict == "unknown"
    assert is_convex("-ln(x y - 1)", "x > 1, y > 1") is None
    with pytest.raises(CalcrefError, match="neither yes nor no"):
        bool(found)


def test_strictly_convex_is_more_than_convex() -> None:
    kinds = {
        "x^4": True,
        "|x|": False,
        "e^x": True,
        "x^2 + y^2": True,
        "(x - y)^2": False,
        "softplus(x)": True,
        "3": False,
    }
    assert {it: convexity(it).strictly_convex for it in kinds} == kinds


def test_a_letter_that_is_no_variable_is_a_constant_of_any_value_in_the_domain() -> None:
    assert is_convex("a x^2", "a >= 0", variables=["x"]) is True
    assert is_convex("a x^2", variables=["x"]) is False
    assert is_convex("a x^2", "a >= 0") is False


def test_a_certificate_is_told_line_by_line() -> None:
    assert convexity("e^(x^2)").to_text().splitlines()[1:] == [
        "x^2 is convex (Composition: u^2 is convex)",
        "e^(x^2) is convex (Composition: e^u is convex and rises)",
    ]
    assert "\n1. " in convexity("x^4 - 6x^2", "x > 1").to_markdown()
    assert "the graph is above the chord (exactly)" in str(convexity("x^3"))


BOUNDS = (
    ("softplus(-x)", None, 0, "1/4"),  # the logistic loss
    ("ln(cosh(x))", None, 0, "1"),
    ("(x - 1)^2", None, 2, "2"),
    ("x^2/2 + 2y^2", None, 1, "4"),
    ("x^2 + x y + y^2", None, 1, "3"),
    ("x^4", "1 <= x <= 2", 12, "48"),
    ("x^4", None, 0, "oo"),
    ("sqrt(1 + x^2)", None, 0, "1"),
    ("-ln(x)", "x > 0", 0, "oo"),
)


@pytest.mark.parametrize(("formula", "where", "low", "high"), BOUNDS)
def test_bounds_of_curvature_are_exact(formula: str, where: str | None, low: int, high: str) -> None:
    found = curvature_bounds(formula, where)
    assert (found.low, found.high) == (low, sp.sympify(high))


def test_bounds_of_curvature_name_the_constants() -> None:
    found = curvature_bounds("x^2/2 - 2y^2")
    assert (found.strong_convexity, found.smoothness, found.condition_number) == (0, 4, sp.oo)
    three = curvature_bounds("x^2 + y^2 + z^2 + x y")
    assert float(three.low) == pytest.approx(1)
    assert float(three.high) == pytest.approx(3)
    for formula in ("|x|", "x y z", "x^2 + sin(x)"):
        with pytest.raises(Undecided):
            curvature_bounds(formula)


@pytest.mark.parametrize(
    ("formula", "where", "said"),
    [
        ("x^2", "x >", "compares a letter"),
        ("x^2", "z > 0", "speaks of z"),
        ("x^2", "x > 1, x < 0", "no interval"),
        ("x^2", "x < y", "compared with a number"),
        ("x^2", "x^2 < 1", "compared with a number"),
        ("x^2", [1], "pair of bounds"),
        ("x^2", {"x": ("a", 1)}, "a bound is a number"),
        ("x^2", (0, float("nan")), "a bound is a number"),
        ("x^2", 3, "interval for each letter"),
        ("x^2", "x > oo", "beyond infinity"),
    ],
)
def test_a_domain_that_is_none_is_refused(formula: str, where: object, said: str) -> None:
    with pytest.raises(CalcrefError, match=said):
        convexity(formula, where)


def test_a_function_without_a_value_in_the_domain_is_refused() -> None:
    for formula, where in (("ln(x)", None), ("1/x", "x >= 0"), ("sqrt(x - 2)", "x > 1")):
        with pytest.raises(OutsideDomain, match="has no real value"):
            convexity(formula, where)
    with pytest.raises(CalcrefError, match="no letter"):
        convexity("x^2", variables=["y"])


def test_the_ways_to_say_a_domain_agree() -> None:
    wanted = {x: Span(sp.S.Zero, sp.S.One, True, True)}
    for said in ("0 <= x <= 1", "x >= 0, 1 >= x", "0 ≤ x and x ≤ 1", (0, 1), {"x": (0, "1")}, sp.Interval(0, 1)):
        assert domain(said, [x]).spans == wanted
    assert str(domain("x > -oo, x <= 1/2", [x])) == "x <= 1/2"
    assert domain("x >= 0", [x]).words == r"$x \ge 0$"


def test_signs_are_right_wherever_they_are_known() -> None:
    rng = random.Random(3)
    over = Over(domain("x > 0", [x]))
    exprs = (
        x - 1,
        x**2 - x + 1,
        2 - sp.sin(x),
        x / (1 + x),
        -sp.exp(-x),
        sp.log(1 + x),
        x**3 - 3 * x,
        1 - sp.tanh(x) ** 2,
    )
    for expr in exprs:
        values = [expr.subs(x, rng.uniform(0.01, 6)).evalf() for _ in range(20)]
        assert all(value >= 0 for value in values) or not over.nonnegative(expr)
        assert all(value <= 0 for value in values) or not over.nonpositive(expr)
    assert [over.positive(expr) for expr in exprs] == [False, True, True, True, False, True, False, True]


def test_a_matrix_with_a_negative_direction_is_not_semidefinite() -> None:
    assert semidefinite(sp.Matrix([[2, 1], [1, 2]]), strictly=True)
    assert not semidefinite(sp.Matrix([[1, 2], [2, 1]]))
    assert not semidefinite(sp.Matrix([[0, 1], [1, 5]]))
    assert semidefinite(sp.Matrix([[0, 0], [0, 5]]))
