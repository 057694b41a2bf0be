"""Figures that a reader moves: what their script is told, and the module of functions that it calls."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import zip_longest
from pathlib import Path

import pytest

import calcref.plot as plot
from calcref import differentiate, integrate, parse
from calcref.plot.live.functions import FORMULAS, MODULE, compiled, module
from calcref.render import text

DOCS = Path(__file__).resolve().parents[2] / "docs"


def told(figure: str) -> dict[str, object]:
    found = re.search(r'data-given="([^"]*)"', figure)
    assert found
    given: dict[str, object] = json.loads(unescape(found[1]))
    return given


def test_the_module_is_the_one_that_is_written_today() -> None:
    there, today = (DOCS / MODULE).read_text("utf-8").splitlines(), module().splitlines()
    stale = [f"docs/{MODULE}:{n}" for n, pair in enumerate(zip_longest(there, today), 1) if pair[0] != pair[1]]
    assert not stale, "run `python -m calcref.plot.live`"


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_slope_and_an_area_are_what_derivations_end_in(formula: str) -> None:
    expr = parse(formula)
    if "slope" in FORMULAS[formula]:
        for letter in expr.free_symbols:
            derivation = differentiate(expr, letter)
            assert text(derivation.answer) in compiled()
            assert derivation.check().verdict == "proved"
    if "area" in FORMULAS[formula]:
        assert text(integrate(expr).answer) in compiled()


def test_a_figure_asks_for_functions_by_their_text() -> None:
    given = told(plot.secant_to_tangent("x^2/2", 1))
    assert given["functions"] == {"f": "x^2/2", "slope": "x"}
    assert told(plot.area_function("cos(x)", 0, 6))["functions"] == {"f": "cos(x)", "F": "sin(x)"}


def test_places_of_axes_lead_from_numbers_to_the_picture() -> None:
    figure = plot.secant_to_tangent("x^2/2", 1)
    axes = told(figure)["axes"]
    assert isinstance(axes, list)
    _, left, right, bottom, top, x0, x1, y0, y1 = axes[0]
    dot = re.search(r'data-part="touch">.*?<use x="([\d.]+)" y="([\d.]+)"', figure)
    assert dot
    assert float(dot[1]) == pytest.approx(left + (1 - x0) / (x1 - x0) * (right - left), abs=0.01)
    assert float(dot[2]) == pytest.approx(bottom + (0.5 - y0) / (y1 - y0) * (top - bottom), abs=0.01)


def test_marks_are_names_for_places() -> None:
    given = told(plot.area_function("cos(x)", 0, 6, marks=["pi/2"]))
    assert given["movables"]["b"]["marks"] == [[pytest.approx(1.5707963267948966), "π/2"]]  # type: ignore[index]


def test_what_was_not_compiled_stays_a_picture() -> None:
    assert "cr-live" not in plot.secant_to_tangent(lambda x: x**2, 1.0)
    assert "cr-live" not in plot.area_function("e^(cos(x^3))", 0, 1)
