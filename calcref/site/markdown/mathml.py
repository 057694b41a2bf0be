"""A formula as one line of plain text, for the search index: read from the MathML that KaTeX makes."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_DOUBLE = str.maketrans("CENPQRZ", "ℂ𝔼ℕℙℚℝℤ")
_SPACED = frozenset("=≠<>≤≥≈≔+−-±→⇒⇔↦∈⟹")
_UNSEEN = {"\u2061": " ", "\u2062": "", "\u2063": "", "\u200b": "", "\u00a0": " "}


def plain(mathml: str) -> str:
    """The formula in one line, near to what a reader would type.

    >>> plain("<math><mfrac><mi>d</mi><mi>dx</mi></mfrac><msup><mi>x</mi><mn>2</mn></msup></math>")
    'd/dx x²'
    """
    line = " ".join(_text(fromstring(mathml)).split())
    line = re.sub(r"([(=,;→⇒]|^) ?([−+-]) ", lambda sign: f"{sign[1]}{' ' * (sign[1] not in '(')}{sign[2]}", line)
    return line.replace("( ", "(").replace(" )", ")").strip(" ;")


def _text(node: Element) -> str:
    children = [_text(child) for child in node]
    match node.tag.rpartition("}")[2], children:
        case "mi", _ if node.get("mathvariant") == "double-struck":
            return (node.text or "").translate(_DOUBLE)
        case (("mi" | "mn" | "mtext"), _):
            return _visible(node.text or "")
        case "mo", _:
            sign = _visible(node.text or "")
            return f" {sign} " if sign in _SPACED else sign + " " * (sign == ",")
        case "mspace", _:
            return " "
        case "mfrac", [top, bottom]:
            return f"{_grouped(top)}/{_grouped(bottom)} "
        case "msqrt", _:
            return f"√{_grouped(''.join(children))}"
        case "mroot", [inside, degree]:
            return f"{_raised(degree)}√{_grouped(inside)}"
        case (("msup" | "mover"), [base, upper]):
            return base.rstrip() + _raised(upper)
        case (("msub" | "munder"), [base, lower]):
            return f"{base.rstrip()}_{_grouped(lower)}"
        case (("msubsup" | "munderover"), [base, lower, upper]):
            return f"{base.rstrip()}_{_grouped(lower)}{_raised(upper)} "
        case "mtr", _:
            return " ".join(children) + "; "
        case _:
            return "".join(children)


def _visible(text: str) -> str:
    return "".join(_UNSEEN.get(letter, letter) for letter in text)


def _grouped(text: str) -> str:
    text = text.strip()
    return text if text.isalnum() and len(text) < 4 else f"({text})"


def _raised(text: str) -> str:
    text = text.strip()
    if text in {"′", "″", "‴", "^", "ˉ", "˙", "~"}:
        return text
    small = text.replace(" ", "").translate(_RAISED)
    return small if all(letter in "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ" for letter in small) else f"^{_grouped(text)}"
