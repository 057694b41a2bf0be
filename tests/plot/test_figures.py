"""Every figure: well formed, deterministic, named, described, with words of one's own where given."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from xml.etree import ElementTree

import numpy as np
import pytest

import calcref.plot as plot
from calcref import lagrange
from calcref.losses import hinge, huber, logistic, mae, mse
from calcref.metrics import calibration_curve
from calcref.probability import Exponential, Normal, Uniform
from tests.plot.runs import runs_down_a_bowl

LABELS = [0, 0, 1, 1, 0, 1]
SCORES = [0.1, 0.4, 0.35, 0.8, 0.8, 0.9]
GRID = np.linspace(0, 1, 9)

FIGURES: dict[str, Callable[..., str]] = {
    "area_function": partial(plot.area_function, "sin(x)", 0, 3),
    "attention_masks": partial(plot.attention_masks, np.eye(3), {"none": np.ones((3, 3)), "causal": np.tri(3)}),
    "calibration": partial(plot.calibration, {"a model": calibration_curve(LABELS, SCORES)}),
    "distribution_gap": partial(plot.distribution_gap, [0.0, 1.0, 2.0], [1.5, 3.0]),
    "composition": partial(plot.composition, ["w*x", "sigmoid(u)", "-ln(v)"], at={"w": 1.2, "x": 0.8}),
    "density_and_distribution": partial(plot.density_and_distribution, Normal(), 1.0),
    "density_by_hand": plot.density_by_hand,
    "two_bells": plot.two_bells,
    "chord_and_tangent": partial(plot.chord_and_tangent, "e^x - x", (-1, 1.5), 0.5, (-2, 2)),
    "depth_and_gradient": plot.depth_and_gradient,
    "zoom_by_hand": partial(plot.zoom_by_hand, [("smooth", "sin(x)"), ("wild", "x sin(1/x)")]),
    "descent_by_hand": partial(plot.descent_by_hand, "x^2/2 + 2y^2", (2.6, 1.2), 0.45),
    "race": partial(plot.race, runs_down_a_bowl(), "x^2/2 + 2y^2", 12),
    "descent_direction": partial(plot.descent_direction, "x^2/2", [-1.5, 1], 0.4, (-2, 2)),
    "descent_on_contours": partial(plot.descent_on_contours, "x^2/2 + 2y^2", (2.5, 1), [0.1, 0.4]),
    "descent_runs": partial(plot.descent_runs, "2x^2", 1.0, [0.499, 0.5, 0.51]),
    "difference_errors": partial(plot.difference_errors, np.exp, 1.0, {"dual numbers": float(np.exp(1.0))}),
    "functions_and_slopes": partial(
        plot.functions_and_slopes, [("sigmoid", "sigmoid(x)"), ("relu", "relu(x)")], (-5, 5)
    ),
    "gradient_decay": partial(plot.gradient_decay, {"0.9": [1, 0.9, 0.81], "1.1": [1, 1.1, 1.21]}),
    "graph": partial(plot.graph, "(w*x + b - y)^2/2", {"w": 1.5, "x": 2.0, "b": 0.5, "y": 1.0}),
    "crossing_eigenvalues": plot.crossing_eigenvalues,
    "jacobian_patterns": partial(plot.jacobian_patterns, {"affine": [[1.0, -2.0], [0.5, 0.0]], "relu": np.eye(2)}),
    "lasso_path": partial(plot.lasso_path, np.eye(3) + 0.2, [3.0, -2.0, 0.5], ["a", "b", "c"]),
    "level_places": partial(plot.level_places, ["x^3 - 3x + y^2"]),
    "losses_and_gradients": partial(plot.losses_and_gradients, [mse, mae, huber()]),
    "mean_of_curves": partial(plot.mean_of_curves, ["(w-1)^2", "(w-3)^2"], 1.5, (0, 4)),
    "outlier_and_losses": partial(plot.outlier_and_losses, [1.0, 2.0, 2.2, 3.0], 6.0, (0, 8)),
    "partial_slopes": partial(plot.partial_slopes, "x^2 y", (1, 1)),
    "constraint_on_contours": lambda **words: plot.constraint_on_contours(
        lagrange("x + y", "x^2 + y^2 = 2", check=False), **words
    ),
    "warped_grid": partial(plot.warped_grid, {"x": "r cos(t)", "y": "r sin(t)"}, ("r", 0, 1), ("t", 0, 6.2832)),
    "penalty_corner": partial(plot.penalty_corner, "(u-1.5)^2 + 2(v-0.2)^2"),
    "power_functions": plot.power_functions,
    "product_rectangle": partial(plot.product_rectangle, "x", "x^2/2 + 1", 1.0, 0.2),
    "taylor_fits": partial(plot.taylor_fits, "sin(x)", [1, 3], (-4, 4)),
    "arrow_fields": partial(plot.arrow_fields, {"away": ["x", "y"]}),
    "slopes_around": partial(plot.slopes_around, {"a plane": "x + 2y"}, (0, 0)),
    "squeezed": partial(plot.squeezed, "x^2 sin(1/x)", "-x^2", "x^2", (-1, 1)),
    "quotient": partial(plot.quotient, "x", "x^2 - 1", (-3, 3)),
    "sum_of_terms": partial(plot.sum_of_terms, "1/(x*(2-x))", ["1/(2x)", "1/(2(2-x))"], (0.1, 1.9)),
    "riemann_bars": partial(plot.riemann_bars, "x^2", 0, 1),
    "riemann_rules": partial(plot.riemann_rules, "x^2", 0, 1),
    "roc": partial(plot.roc, LABELS, SCORES, 0.5),
    "secant_to_tangent": partial(plot.secant_to_tangent, "x^2/2", 1.0),
    "stiffening_spline": partial(plot.stiffening_spline, GRID, np.sin(9 * GRID)),
    "tangent_and_slope": partial(plot.tangent_and_slope, "x sin(x)", 1.0, (-4, 4)),
    "tangent_zoom": partial(plot.tangent_zoom, "e^x", 0.0),
    "tape_graph": partial(plot.tape_graph, lambda x, w: np.sum(np.tanh(w * x) * x), {"x": 0.5, "w": np.ones(2)}),
    "training_curves": partial(plot.training_curves, {"training": [0.7, 0.3, 0.2], "held out": [0.7, 0.4, 0.4]}),
}
OTHERS: dict[str, Callable[..., str]] = {
    "callable": partial(plot.secant_to_tangent, np.exp, 0.0),
    "concave": partial(plot.secant_to_tangent, "-x^2", 1.0),
    "composition of callables": partial(plot.composition, [np.sin, np.exp], at={"x": 0.3}),
    "exponential": partial(plot.density_and_distribution, Exponential(), 0.7),
    "uniform": partial(plot.density_and_distribution, Uniform(), 0.5),
    "margins": partial(plot.losses_and_gradients, [hinge, logistic], across="margin"),
    "one loss": partial(plot.losses_and_gradients, [mae]),
    "no pole": partial(plot.quotient, "1", "x^2 + 1", (-3, 3)),
    "long formula": partial(plot.secant_to_tangent, "+".join(["sin(x)"] * 60), 1.0),
    "logarithmic": partial(plot.training_curves, {"training": [1.0, 0.1, 0.01]}, logarithmic=True),
    "every few steps": partial(plot.training_curves, {"a": [1.0, 0.1], "b": [1.0, 0.5]}, every=20),
    "large arrays on the tape": partial(plot.tape_graph, lambda w: np.sum(w**2), {"w": np.ones((3, 4))}),
    "deep graph": partial(plot.graph, "tanh(tanh(tanh(x)))*x", {"x": 0.5}),
}


def test_every_figure_function_is_tested() -> None:
    assert set(FIGURES) == set(plot.__all__) - {"computational_graph"}


@pytest.fixture(scope="module", params=[*FIGURES, *OTHERS])
def made(request: pytest.FixtureRequest) -> tuple[Callable[..., str], str]:
    make = (FIGURES | OTHERS)[request.param]
    return make, make()


def _svgs(text: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(found) for found in re.findall(r"<svg .*?</svg>", text)]


def test_it_is_one_figure_of_well_formed_svg(made: tuple[Callable[..., str], str]) -> None:
    _, text = made
    kind = "cr-figure cr-across" if "cr-panels" in text else "cr-figure"
    assert text.startswith(f'<figure class="{kind}">')
    assert text.endswith("</figcaption></figure>")
    assert "\n" not in text
    assert len(text) < 80_000
    assert "nan" not in re.sub(r"<(title|desc|figcaption)[^>]*>.*?</\1>", "", text).lower()
    for root in _svgs(text):
        title, desc = (child.text or "" for child in root[:2])
        assert len(title) > 5
        assert len(desc) > 30


def test_ids_are_unique(made: tuple[Callable[..., str], str]) -> None:
    ids = re.findall(r'\bid="([^"]+)"', made[1])
    assert len(ids) == len(set(ids))


def test_it_is_the_same_twice(made: tuple[Callable[..., str], str]) -> None:
    make, text = made
    assert make() == text


@pytest.mark.parametrize("name", FIGURES)
def test_words_of_ones_own_take_the_place(name: str) -> None:
    text = FIGURES[name](caption="What to notice", alt="What it shows")
    assert "<figcaption>What to notice</figcaption>" in text
    assert (_svgs(text)[0][1].text or "") == "What it shows"
