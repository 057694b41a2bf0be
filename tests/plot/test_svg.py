"""What every figure must be: deterministic, self-contained, colored by the page, named and described."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import matplotlib
import pytest
from matplotlib.figure import Figure

from calcref.plot import secant_to_tangent
from calcref.plot.drawing.axes import note, plane
from calcref.plot.drawing.svg import part, svg
from calcref.plot.drawing.theme import AREA, CSS, FUNCTION, SLOPE


def _draw(canvas: Figure) -> None:
    axes = plane(canvas)
    axes.plot([0, 1], [0, 1], color=FUNCTION)
    axes.plot([0, 1], [1, 0], color=SLOPE, gid=part("one"))
    axes.plot([0, 1], [1, 1], color=AREA, gid=part("other"))
    note(axes, "$x^2$", (0.5, 0.5))
    note(axes, "words & <signs>", (0.5, 0.7))


@pytest.fixture(scope="module")
def text() -> str:
    return svg(_draw, (400, 260), "A <title>", "What & how")


def test_equal_input_gives_equal_bytes(text: str) -> None:
    assert svg(_draw, (400, 260), "A <title>", "What & how") == text


def test_settings_of_others_do_not_show(text: str) -> None:
    with matplotlib.rc_context({"lines.linewidth": 9, "font.size": 40, "axes.facecolor": "red"}):
        assert svg(_draw, (400, 260), "A <title>", "What & how") == text


def test_settings_are_given_back() -> None:
    before = dict(matplotlib.rcParams)
    svg(_draw, (400, 260), "t", "d")
    assert dict(matplotlib.rcParams) == before


def test_it_has_a_view_box_and_no_size(text: str) -> None:
    root = ElementTree.fromstring(text)
    assert root.get("viewBox") == "0 0 400 260"
    assert "width" not in root.attrib
    assert "height" not in root.attrib


def test_name_and_description_are_referred_to(text: str) -> None:
    root = ElementTree.fromstring(text)
    ids = (root.get("aria-labelledby") or "").split()
    title, desc = root[0], root[1]
    assert [title.tag.rpartition("}")[2], desc.tag.rpartition("}")[2]] == ["title", "desc"]
    assert [title.get("id"), desc.get("id")] == ids
    assert (title.text, desc.text) == ("A <title>", "What & how")
    assert root.get("role") == "img"


def test_ids_are_used_and_differ_between_figures(text: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert all(text.count(f"#{own}") or f" {own}" in text or f'"{own} ' in text for own in ids)
    other = svg(_draw, (400, 260), "Another title", "What & how")
    assert not set(ids) & set(re.findall(r'\bid="([^"]+)"', other))


def test_every_reference_has_its_target(text: str) -> None:
    targets = re.findall(r'(?:href="#|url\(#)([^")]+)', text)
    assert targets
    assert set(targets) <= set(re.findall(r'\bid="([^"]+)"', text))


def test_no_stand_in_color_and_no_fixed_color_is_left(text: str) -> None:
    assert CSS[FUNCTION] in text
    bare = text
    for css in CSS.values():
        bare = bare.replace(css, "")
    assert re.findall(r"(?:fill|stroke):\s*(#[0-9a-f]+|black|rgb)", bare) == []


def test_nothing_leaks_into_the_page(text: str) -> None:
    assert "<style" not in text
    assert "<metadata" not in text
    assert "font-family" not in text
    assert "data-search-exclude" in text
    assert "\n" not in text


def test_formulas_are_outlines_and_words_are_text(text: str) -> None:
    assert "words &amp; &lt;signs&gt;</text>" in text
    assert "$" not in text
    assert "<use " in text


def test_parts_that_a_script_draws_again_are_marked(text: str) -> None:
    assert '<g data-part="one"><path' in text
    assert '<g data-part="other"><path' in text


def test_the_same_holds_for_a_whole_figure() -> None:
    assert secant_to_tangent("x^2", at=1) == secant_to_tangent("x^2", at=1)
