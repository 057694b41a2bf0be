"""From a drawing to inline SVG: small, deterministic, colored by the page, with a name and a description."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from xml.etree import ElementTree

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.text import Text

from calcref.plot.drawing.theme import CSS, PAPER, theme

Draw = Callable[[Figure], None]

HALO = "halo"  # as a gid: text that keeps its distance from the lines behind it
_HALO = f"paint-order:stroke;stroke:{CSS[PAPER]};stroke-linejoin:round;stroke-width:"
_SCALE = re.compile(r"scale\(([\d.]+)")
_PART = re.compile(r"\bpart-(\w+)")
_DEFAULTS = {"stroke-linejoin": "round", "stroke-linecap": "butt"}
_NUMBER = re.compile(r"-?\d+\.\d+")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")


def part(name: str) -> str:
    """The gid of an artist that a script draws again when something is moved."""
    return f"part-{name}"


def svg(draw: Draw, size: tuple[float, float], title: str, alt: str) -> str:
    """The SVG text of what `draw` puts on an empty figure; equal input gives equal bytes.

    It has a viewBox and no width or height, so that it fills its container.

    Args:
        draw: draws on the figure that it is given.
        size: width and height in points.
        title: the accessible name.
        alt: the accessible description: what the figure shows.
    """
    return svg_and_axes(draw, size, title, alt)[0]


def svg_and_axes(draw: Draw, size: tuple[float, float], title: str, alt: str) -> tuple[str, list[list[float]]]:
    """The SVG text, and for each axes where it lies in it: left, right, bottom, top, and the limits that these are.

    The four limits follow the four places in the same order.
    """
    root, places = _tree(draw, size)
    _keep_drawing_only(root)
    for element in root.iter():
        _restyle(element)
    _name_references(root, hashlib.sha256(ElementTree.tostring(root) + f"{title}\n{alt}".encode()).hexdigest()[:8])
    return _label(root, title, alt), places


def _tree(draw: Draw, size: tuple[float, float]) -> tuple[ElementTree.Element, list[list[float]]]:
    buffer = io.BytesIO()
    with theme():
        figure = Figure(figsize=(size[0] / 72, size[1] / 72), layout="constrained")
        draw(figure)
        for text in figure.findobj(Text):
            _outline_formulas(text)
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return ElementTree.fromstring(buffer.getvalue()), [_place(axes, size) for axes in figure.axes]


def _place(axes: Axes, size: tuple[float, float]) -> list[float]:
    box = axes.get_position()
    across, up = (box.x0 * size[0], box.x1 * size[0]), ((1 - box.y0) * size[1], (1 - box.y1) * size[1])
    return [round(float(value), 6) for value in (*across, *up, *axes.get_xlim(), *axes.get_ylim())]


def _outline_formulas(text: Text) -> None:
    """Have the glyphs of a formula drawn as outlines, each stored once: no page has their fonts."""
    if "$" in text.get_text():
        plain = text.draw

        def outlined(renderer: RendererBase) -> None:
            with matplotlib.rc_context({"svg.fonttype": "path"}):
                plain(renderer)

        text.draw = outlined  # type: ignore[method-assign]


def _keep_drawing_only(root: ElementTree.Element) -> None:
    """Drop metadata, the style element (inline, it would rule the page), namespaces, sizes and white space."""
    for parent in root.iter():
        parent.tag = parent.tag.rpartition("}")[2]
        for child in list(parent):
            if child.tag.endswith(("}metadata", "}style")):
                parent.remove(child)
        parent.text = (parent.text or "").strip()
        parent.tail = ""
        for name in list(parent.attrib):
            if name.startswith("{"):
                parent.set(name.rpartition("}")[2], parent.attrib.pop(name))
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.attrib.update(_DEFAULTS)


def _restyle(element: ElementTree.Element) -> None:
    """Exchange colors for CSS variables, let text inherit the font of the page, round, and mark what moves."""
    style = element.get("style", "")
    if style:
        parts = dict(part.strip().split(":", 1) for part in style.split(";") if part.strip())
        if element.tag == "text":
            parts.pop("font-family", None)
        text = ";".join(f"{name}:{value.strip()}" for name, value in parts.items())
        for token, css in CSS.items():
            text = text.replace(token, css)
        element.set("style", text)
    for name in ("d", "points", "transform", "x", "y"):
        if name in element.attrib and "scale" not in element.attrib[name]:
            element.set(name, " ".join(_NUMBER.sub(_rounded, element.attrib[name]).split()))
    if element.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]
    gid = element.get("id", "")
    if HALO in gid.split():
        element.set("style", _HALO + _halo_width(element))
    if (found := _PART.search(gid)) and element.tag == "g":
        element.set("data-part", found[1])


def _halo_width(element: ElementTree.Element) -> str:
    """3 points, in the units of the text: the glyphs of a formula are scaled twice."""
    width = 3.0
    for inside in element.iter():
        for scale in _SCALE.findall(inside.get("transform", "")):
            width /= float(scale) if inside.tag == "g" else 1
    return f"{width * 64:.0f}" if element.find(".//use") is not None else f"{width:g}"


def _rounded(match: re.Match[str]) -> str:
    return f"{float(match[0]):.2f}".rstrip("0").rstrip(".").replace("-0.", "-.") or "0"


def _references(root: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, str, str]]:
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == "href":
                yield element, name, value.removeprefix("#")
            elif found := _REFERENCE.search(value):
                yield element, name, found[1]


def _name_references(root: ElementTree.Element, key: str) -> None:
    """Keep the ids that something refers to, each with the figure's key before it; drop the others."""
    references = list(_references(root))
    used = {target for _, _, target in references}
    for element in root.iter():
        own = element.attrib.pop("id", None)
        if own in used:
            element.set("id", f"cr-{key}-{own}")
    for element, name, target in references:
        value = element.attrib.pop(name).replace(f"#{target}", f"#cr-{key}-{target}")
        # Material's instant navigation assigns to the href of whatever has one, which a <use> refuses.
        element.set("xlink:href" if name == "href" else name, value)
    root.set("data-key", key)


def _label(root: ElementTree.Element, title: str, alt: str) -> str:
    key = root.attrib.pop("data-key")
    for position, (tag, text) in enumerate((("title", title), ("desc", alt))):
        element = ElementTree.Element(tag, {"id": f"cr-{key}-{tag}"})
        element.text = text
        root.insert(position, element)
    root.attrib.update(
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "xmlns:xlink": "http://www.w3.org/1999/xlink",
            "class": "cr-svg",
            "role": "img",
            "aria-labelledby": f"cr-{key}-title cr-{key}-desc",
            "data-search-exclude": "",
        }
    )
    return ElementTree.tostring(root, encoding="unicode")
