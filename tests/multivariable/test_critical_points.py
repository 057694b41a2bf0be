"""Critical points: found exactly, classified by the second-order test, and nothing is guessed."""

import json
from dataclasses import replace

import pytest
import sympy as sp

from calcref import CalcrefError, Undecided, critical_points
from calcref.reals.systems import real_solutions

x, y = sp.symbols("x y", real=True)
FOUND = {
    "x^3 - 3 x + y^2": [((-1, 0), "saddle point"), ((1, 0), "local minimum")],
    "x^2 - y^2": [((0, 0), "saddle point")],
    "1 - x^2 - x y - y^2": [((0, 0), "local maximum")],
    "x^4 + y^4": [((0, 0), "undecided")],
    "x^2 - y^4": [((0, 0), "undecided")],
    "x^3 - 3 x y^2": [((0, 0), "undecided")],
    "x/y + 8/x - y": [((-4, 2), "local maximum")],
    "x + y": [],
    "x y ln(x)": [((1, 0), "saddle point")],
    "x^2 + y^2 + z^2 - 4 x y": [((0, 0, 0), "saddle point")],
}


@pytest.mark.parametrize("formula", FOUND)
def test_every_place_is_found_and_the_test_says_what_it_can(formula):
    found = critical_points(formula)
    assert [(point.at, point.kind) for point in found.points] == FOUND[formula]


def test_they_stand_their_check_and_wrong_ones_do_not():
    found = critical_points("x^3 - 3 x + y^2")
    assert found.check().verdict == "agrees"
    saddle, bottom = found.points
    for wrong in (
        (replace(saddle, kind="local maximum"), bottom),
        (replace(saddle, kind="undecided"), bottom),
        (replace(saddle, at=(sp.Rational(-9, 10), sp.S.Zero)), bottom),
        (replace(saddle, value=sp.Integer(3)), bottom),
        (bottom,),
    ):
        assert replace(found, points=wrong).check().verdict == "refuted", wrong


def test_they_are_written_by_every_renderer():
    found = critical_points("x^2 - y^4")
    assert found.points[0].eigenvalues == (0, 2)
    for written in (
        found.to_text(),
        found.to_markdown(),
        found.to_html(),
        found.to_html(typeset=True),
        found.to_latex(),
    ):
        assert "the test decides nothing" in written
    assert json.loads(found.to_json())["points"][0]["kind"] == "undecided"


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("sin(x) + y^2", "infinitely many"),
        ("(x - y)^2", "not isolated"),
        ("e^(x y) - x - y^3", "could not be solved exactly"),
        ("sqrt(x^2 + y^2)", "may have no gradient"),
        ("|x| + y^2", "may have no gradient"),
        ("max(x, y) + x^2", "may have no gradient"),
    ],
)
def test_what_cannot_be_listed_is_refused(formula, said):
    with pytest.raises(Undecided, match=said):
        critical_points(formula)


def test_other_letters_are_refused():
    with pytest.raises(CalcrefError, match="holds the letters a, too"):
        critical_points("a x^2 + y^2", "x, y")


def test_systems_are_solved_in_all_their_cases():
    assert real_solutions([x * (y - 1), (x - 2) * y], [x, y]) == [{x: 0, y: 0}, {x: 2, y: 1}]
    assert real_solutions([x**2 + y**2 - 1, x + y], [x, y]) == [
        {x: -sp.sqrt(2) / 2, y: sp.sqrt(2) / 2},
        {x: sp.sqrt(2) / 2, y: -sp.sqrt(2) / 2},
    ]
    assert real_solutions([x**2 + 1, y], [x, y]) == []
