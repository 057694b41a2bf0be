"""Extrema under constraints: found, decided by the second-order test, and held to a walk on the constraints."""

from dataclasses import replace

import pytest
import sympy as sp

from calcref import CalcrefError, CheckFailed, NoRuleApplies, lagrange
from calcref.cli.main import main
from calcref.multivariable.lagrange_multipliers import kind
from calcref.verify.constrained import check_extrema

x, y = sp.symbols("x y", real=True)


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        (("x y", "x^2 + y^2 = 1"), {"minimum": -sp.S.Half, "maximum": sp.S.Half}),
        (("x^2 + y^2 + z^2", ["x + y + z = 3", "x - y = 1"]), {"minimum": sp.Rational(7, 2)}),
        (("-p ln(p) - q ln(q) - r ln(r)", "p + q + r = 1"), {"maximum": sp.log(3)}),
        (("e^(x y)", "x^3 + y^3 = 16"), {"maximum": sp.exp(4)}),
    ],
)
def test_textbook_extrema_are_found_and_stand_a_walk(asked, kinds):
    found = lagrange(*asked)
    assert {it.kind: it.value for it in found.candidates} == kinds
    assert found.check().verdict == "agrees"


def test_the_multiplier_is_the_slope_of_the_extremum_in_the_level():
    """d/dc of the least x² + y² on x + y = c is λ."""
    least = [lagrange("x^2 + y^2", f"x + y = {c}", check=False).candidates[0] for c in (1, 2, 3)]
    assert (least[2].value - least[0].value) / 2 == least[1].multipliers[0] == 2


def test_a_cusp_that_the_rule_misses_is_a_candidate_without_multipliers():
    (cusp,) = lagrange("x", "y^2 = x^3", check=False).candidates
    assert dict(cusp.point) == {x: 0, y: 0}
    assert (cusp.is_regular, cusp.kind) == (False, "undecided")


def test_where_the_test_is_silent_nothing_is_claimed_and_the_walk_is_told():
    found = lagrange("x^3", "y = 0")
    assert found.candidates[0].kind == "undecided"
    assert "larger and smaller" in found.to_text()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([[2, 0], [0, 1]], "minimum"),
        ([[-2, 1], [1, -1]], "maximum"),
        ([[1, 0, 0], [0, 1, 0], [0, 0, -1]], "saddle"),
        ([[5, 0, 0], [0, 5, 3], [0, 3, 1]], "saddle"),
        ([[1, 0], [0, 0]], "undecided"),
        ([[-1, 0], [0, 0]], "undecided"),
        ([[0, 1], [1, 0]], "saddle"),
        ([[1, 0, 0], [0, -1, 0], [0, 0, 0]], "saddle"),
    ],
)
def test_a_symmetric_matrix_decides_as_its_eigenvalues_do(rows, said):
    assert kind(tuple(tuple(map(sp.Integer, row)) for row in rows)) == said


def spoiled(found, **changes):
    first, *rest = found.candidates
    return replace(found, candidates=(replace(first, **changes), *rest))


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "maximum"},
        {"value": sp.Rational(-1, 3)},
        {"multipliers": (sp.S.Half,)},
        {"point": {x: sp.S.One, y: sp.S.Zero}},
    ],
    ids=lambda it: next(iter(it)),
)
def test_a_wrong_candidate_is_refuted(changes):
    found = lagrange("x y", "x^2 + y^2 = 1", check=False)
    assert check_extrema(spoiled(found, **changes)).verdict == "refuted"


def test_a_candidate_that_is_missing_is_refuted():
    found = lagrange("x + y", "x^2 + y^2 = 2", check=False)
    assert check_extrema(replace(found, candidates=found.candidates[:1])).verdict == "refuted"


def test_an_incomplete_solution_is_not_handed_over():
    with pytest.raises(CheckFailed, match="finds one more"):
        lagrange("x^4 + y", "x^2 + y^3 = 1")


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        (("x", "x = 1"), CalcrefError, "leave nothing to move"),
        (("x + y", "x + y"), CalcrefError, "type x \\+ y = 0"),
        (("x y z", "x + y = 1", "x y"), CalcrefError, "z is no variable"),
        (("x y", "x + y = 1", "x, y, x"), CalcrefError, "named twice"),
        (("2", "x + y = 1"), CalcrefError, "same everywhere"),
        (("x y", []), CalcrefError, "list of them"),
        (("x y", "1 = 1"), CalcrefError, "holds no variable"),
        (("|x| + |y|", "x^2 + y^2 = 1"), NoRuleApplies, "changes its formula"),
        (("x^2 + y^2", "x^2 + y^2 = 1"), NoRuleApplies, "infinitely many points"),
        (("x + y", "(x^2 + y^2 - 1)^2 = 0"), NoRuleApplies, "multiplier rule is silent"),
        (("x", "x^2 + y^2 = -1"), NoRuleApplies, "contradict"),
    ],
)
def test_bad_input_is_an_error_of_ours(asked, error, said):
    with pytest.raises(error, match=said):
        lagrange(*asked)


def test_the_command_line_shows_it_in_every_format(capsys):
    for shown, said in (
        ("text", "Check: agrees"),
        ("latex", "aligned"),
        ("markdown", "| maximum"),
        ("json", '"saddle"'),
    ):
        asked = (
            ["lagrange", "x^2 - y^2", "--on", "z = 0"]
            if shown == "json"
            else ["lagrange", "x + y", "--on", "x^2 + y^2 = 2"]
        )
        assert main([*asked, "--check", "--format", shown]) == 0
        assert said in capsys.readouterr().out
