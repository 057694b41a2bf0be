"""The HTML around drawings."""

from __future__ import annotations

import json
from html.parser import HTMLParser

from matplotlib.figure import Figure

from calcref.plot.drawing.html import Panel, Slider, figure, panels, sliding
from calcref.plot.drawing.svg import frame


def _draw(canvas: Figure) -> None:
    canvas.subplots().plot([0, 1], [0, 1], color="#fe0005", gid=frame(0))
    canvas.axes[0].plot([0, 1], [1, 1], color="#fe0005", gid=frame(1))


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def first(self, tag: str) -> dict[str, str | None]:
        return next(attrs for name, attrs in self.found if name == tag)


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


def test_a_slider_carries_its_labels_and_hides_its_control() -> None:
    labels = ['h = "1"', "h < 0.5"]
    tags = _Tags(sliding(_draw, Slider("h", labels, (1, 0.4), start=1, trail=True), "t", "d", "c"))
    element = tags.first("cr-slider")
    assert json.loads(element["data-labels"] or "") == labels
    assert "data-trail" in element
    assert "hidden" in tags.first("div")
    assert tags.first("input")["max"] == "1"
    assert tags.first("input")["value"] == "1"
    assert tags.first("output")["aria-live"] == "polite"
