"""The numbers that figures state, against what is known of them."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import calcref.plot as plot
from calcref.core.errors import CalcrefError, DidNotConverge, OutsideDomain, ParseError, ShapeMismatch
from calcref.losses import cross_entropy, mse
from calcref.plot.drawing.formula import function
from calcref.plot.drawing.surface import surface
from calcref.plot.figures.derivatives.quotients import roots
from calcref.plot.figures.regularizers.corner import NORMS, _lowest
from calcref.plot.figures.regularizers.stiffening import natural_spline


def caption(text: str) -> str:
    return text.partition("<figcaption>")[2].replace("\u00a0", " ")


def test_the_secant_of_a_parabola_has_slope_two_a_plus_h() -> None:
    text = plot.secant_to_tangent("x^2", at=1, step=0.5)
    assert 'data-reading="secant">2.500000000<' in text
    assert 'data-reading="tangent">2.000000000<' in text


def test_the_best_step_is_near_the_root_of_the_rounding_error() -> None:
    found = caption(plot.secant_to_tangent("e^x", at=1))
    assert "a step of about 10⁻⁸ is best" in found


def test_the_slopes_of_a_chain_multiply() -> None:
    text = plot.composition(["x^2", "3u"], at={"x": 2})
    assert "slope of the whole: 4.000 × 3.000 = 12.000" in text


def test_the_rectangle_of_x_times_x() -> None:
    found = caption(plot.product_rectangle("x", "x", at=1, h=0.5))
    assert "gains 1.25" in found
    assert "predicts 1." in found
    assert "The corner, 0.25" in found


def test_right_bars_under_a_line() -> None:
    text = plot.riemann_bars("x^2", 0, 1, place=1, count=2)
    assert '"c">right end<' in text
    assert '"sum">0.62500<' in text
    assert "in the middle of each bar it is divided by 4" in caption(text)


def test_ties_count_half_in_the_area() -> None:
    assert f"{7 / 9:.4f}" in caption(plot.roc([1, 1, 1, 0, 0, 0], [2, 1, 1, 1, 1, 0], 1.5))


def test_the_threshold_reads_the_rates_of_scores_that_reach_it() -> None:
    assert "finds 50% of the positives and takes 0% of the negatives" in caption(
        plot.roc([1, 1, 0, 0], [0.9, 0.2, 0.5, 0.1], 0.6)
    )


def test_descent_beyond_two_over_the_curvature_leaves() -> None:
    found = caption(plot.descent_runs("2x^2", 1.0, [0.499, 0.5, 0.51], steps=60))
    for rate, factor in ((0.499, 0.996), (0.5, 1.0), (0.51, 1.04)):
        assert f"At {rate} the distance from 0 goes from 1 to {factor**60:.3g}." in found


def test_the_corner_of_l1_makes_a_weight_zero_where_its_pull_is_smaller() -> None:
    f = surface("(u-1.5)^2 + 2(v-0.2)^2")
    l1, l2 = (_lowest(f, norm, 1.0) for _, _, norm in NORMS)
    assert l1.tolist() == pytest.approx([1.0, 0.0], abs=1e-12)
    assert l1[1] == 0
    assert math.hypot(*l2) == pytest.approx(1.0)
    gradient = f.gradient(l2)
    assert gradient[0] * l2[1] == pytest.approx(gradient[1] * l2[0], abs=1e-6)  # Lagrange: parallel to the weights


def test_roots_at_grid_points_and_between() -> None:
    assert roots(function("x^2 - 1"), (-3, 3)) == pytest.approx([-1, 1])
    assert roots(function("x"), (-1, 1)) == pytest.approx([0], abs=1e-12)
    assert roots(function("x^2 + 1"), (-3, 3)) == []


@given(st.lists(st.floats(-5, 5), min_size=3, max_size=8))
def test_a_natural_spline_passes_through_its_points(values: list[float]) -> None:
    x = np.cumsum(np.arange(1.0, len(values) + 1))
    assert natural_spline(x, np.array(values), x) == pytest.approx(np.array(values), abs=1e-9)


@given(st.floats(-3, 3), st.floats(-3, 3))
def test_a_natural_spline_through_a_line_is_the_line(slope: float, height: float) -> None:
    x, at = np.array([0.0, 1.0, 2.5, 4.0]), np.linspace(0, 4, 17)
    assert natural_spline(x, slope * x + height, at) == pytest.approx(slope * at + height, abs=1e-12)


def test_a_surface_has_its_gradient() -> None:
    f = surface("x^2*y")
    assert f.variables == ("x", "y")
    assert f.gradient(np.array([2.0, 3.0])).tolist() == [12.0, 4.0]


def test_a_curve_of_every_few_steps_is_drawn_over_the_steps() -> None:
    text = plot.training_curves({"a": [1.0, 0.5, 0.2]}, every=20)
    assert "The loss, every 20 steps" in text
    assert "up to step 40: from 1 to 0.2 (a)" in text
    assert ">30<" in text


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: plot.secant_to_tangent("ln(x)", at=-1), OutsideDomain, "."),
        (lambda: plot.secant_to_tangent("x +", at=1), ParseError, "x +"),
        (lambda: plot.secant_to_tangent("x", at=1, step=2), CalcrefError, "from 10⁻¹⁶ to 1"),
        (lambda: plot.secant_to_tangent("x", at=1, step=0), CalcrefError, "try 0.5"),
        (lambda: plot.tangent_zoom("|x|", at=0), OutsideDomain, "."),
        (lambda: plot.product_rectangle("x", "-x", 1, 0.1), CalcrefError, "positive and grow"),
        (lambda: plot.composition(["a*x"], at={"x": 1}), CalcrefError, "give values"),
        (lambda: plot.composition([], at={"x": 1}), CalcrefError, "at least one link"),
        (lambda: plot.composition(["x"], at={}), CalcrefError, "value of the first variable"),
        (lambda: plot.descent_on_contours("x^2", (1, 1), [0.1]), CalcrefError, "two variables"),
        (lambda: plot.descent_runs("x^4", 10.0, [1.0]), DidNotConverge, "finite"),
        (lambda: plot.losses_and_gradients([]), CalcrefError, "found 0"),
        (lambda: plot.losses_and_gradients([cross_entropy]), CalcrefError, "leave out"),
        (lambda: plot.losses_and_gradients([mse] * 5), CalcrefError, "1 to 4"),
        (lambda: plot.penalty_corner("u^2 + v^2", radius=0), OutsideDomain, "positive radius"),
        (lambda: plot.riemann_bars("1/x", 0, 1), OutsideDomain, "finite"),
        (lambda: plot.roc([1, 1], [0.1, 0.2], 0.5), OutsideDomain, "both"),
        (lambda: plot.roc([1, 0], [0.1], 0.5), ShapeMismatch, "2"),
        (lambda: plot.stiffening_spline([0, 1], [0, 1]), OutsideDomain, "three points"),
        (lambda: plot.lasso_path(np.eye(2), [1.0, 2.0], "abc"), CalcrefError, "3 names"),
        (lambda: plot.training_curves({}), CalcrefError, "found 0"),
        (lambda: plot.training_curves({"a": [1.0, np.nan]}), CalcrefError, "finite"),
        (lambda: plot.training_curves({"a": [1.0, 0.0]}, logarithmic=True), CalcrefError, "positive"),
        (lambda: plot.graph("x*y", {"x": 1.0}), CalcrefError, "y has none"),
        (lambda: plot.graph("+".join(["sin(x)"] * 110), {"x": 1.0}), CalcrefError, "draw a part"),
        (lambda: plot.secant_to_tangent("+".join(["sin(x)"] * 110), 1), CalcrefError, "draw a part"),
        (lambda: plot.graph("ln(x)", {"x": -1.0}), CalcrefError, "no real value"),
    ],
)
def test_bad_input(call, error, message) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(error, match=message):
        call()


def test_the_chord_of_a_parabola_is_above_it_by_a_quarter_of_the_squared_length() -> None:
    assert "by up to 2.25 above it" in caption(plot.chord_and_tangent("x^2", (-1, 2), 1.5, (-2, 3)))
    with pytest.raises(CalcrefError, match="from left to right"):
        plot.chord_and_tangent("x^2", (2, -1), 1.5, (-2, 3))
