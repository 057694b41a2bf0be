"""The HTML around drawings."""

from __future__ import annotations

from matplotlib.figure import Figure

from calcref.plot.drawing.html import Panel, figure, panels


def _plain(canvas: Figure) -> None:
    canvas.subplots().plot([0, 1], [0, 1], color="#fe0005")


def test_a_figure_has_its_caption_escaped() -> None:
    text = figure(_plain, "t", "d", "where a < b & c")
    assert text.startswith('<figure class="cr-figure"><svg ')
    assert text.endswith("<figcaption>where a &lt; b &amp; c</figcaption></figure>")


def test_panels_describe_themselves_unless_told_otherwise() -> None:
    drawings = [Panel("one", "shows one", _plain), Panel("two", "shows two", _plain)]
    assert "shows one" in panels(drawings, None, "c")
    told = panels(drawings, "shows both", "c")
    assert "shows one" not in told
    assert "shows both" in told
    assert "shows two" in told


def test_a_line_stands_below_the_panels() -> None:
    assert '</div><p class="cr-line">2 × 3 = 6</p><fig' in panels(
        [Panel("t", "d", _plain)], None, "c", line="2 × 3 = 6"
    )
