"""How numbers are written and names are placed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.text import Annotation

from calcref.plot.drawing.axes import name_curves, number, window

RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")


def read(shown: str) -> float:
    """The number that a reader reads."""
    factor, power, exponent = shown.translate(RAISED), "", ""
    if shown[-1] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
        factor, power, exponent = (part.translate(RAISED) for part in shown.rpartition("10"))
    sign_or_factor = factor.removesuffix("×")
    return float(f"{sign_or_factor}1" if power and sign_or_factor in ("", "-") else sign_or_factor) * 10 ** float(
        exponent or 0
    )


@given(st.floats(1e-300, 1e12), st.booleans())
def test_a_number_is_read_as_what_it_is(value: float, negative: bool) -> None:
    value = -value if negative else value
    assert read(number(value)) == pytest.approx(value, rel=0.006)


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "0"), (-0.0, "0"), (1000, "1000"), (0.30000000000000004, "0.3"), (-1e-7, "−10⁻⁷"), (12345678, "1.23×10⁷")],
)
def test_numbers(value: float, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(np.inf, "∞"), (-np.inf, "−∞"), (np.nan, "nan")])
def test_what_is_no_finite_number(value: float, shown: str) -> None:
    assert number(value) == shown


@given(st.lists(st.floats(0, 1), min_size=1, max_size=4))
def test_names_keep_their_distance_and_their_order(heights: list[float]) -> None:
    axes = Figure().subplots()
    axes.set_ylim(0, 1)
    name_curves(axes, 0, [(str(index), height, "k") for index, height in enumerate(heights)])
    placed = {text.get_text(): text.xy[1] for text in axes.texts if isinstance(text, Annotation)}
    ordered = sorted(range(len(heights)), key=heights.__getitem__)
    found = [placed[str(index)] for index in ordered]
    assert np.all(np.diff(found) > 0.07)


def test_a_window_ignores_what_is_not_finite() -> None:
    assert window([0.0, 1.0, np.nan, np.inf], 0.1) == (-0.1, 1.1)


def test_a_window_of_one_value_has_room() -> None:
    assert window([2.0]) == (1.0, 3.0)
