"""How expressions of arrays are written: sums with signs, products with what is below the line, marks behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.core.basic import Basic

from calcref.core.layout import ATOM, NEGATIVE, POWER, PRODUCT, Inner, Piece, joined


@dataclass(frozen=True, slots=True)
class Style:
    """What the signs of a notation look like.

    Args:
        transposed: behind what is transposed.
        inverse: behind what is inverted.
        both: behind what is inverted and transposed.
        times: between factors that are multiplied entry by entry.
        over: before what is divided by, entry by entry.
        norm: around what is measured.
        pair: around the two sides of an inner product.
        kron: between the factors of a Kronecker product.
        ones: an array of ones.
        fractions: whether a fraction has a bar.
    """

    transposed: str
    inverse: str
    both: str
    times: str
    over: str
    norm: tuple[str, str]
    pair: tuple[str, str]
    kron: str
    ones: str
    fractions: bool

    def named(self, name: str, typeset: str) -> str:
        """`name` in text, `typeset` in TeX."""
        return typeset if self.fractions else name


TEXT = Style("ᵀ", "⁻¹", "⁻ᵀ", " ⊙ ", " ⊘ ", ("‖", "‖"), ("⟨", "⟩"), " ⊗ ", "1", False)
LATEX = Style(
    r"^{\top}", "^{-1}", r"^{-\top}", r" \odot ", r" \oslash ", (r"\lVert ", r" \rVert"),
    (r"\langle ", r" \rangle"), r" \otimes ", r"\mathbf{1}", True,
)  # fmt: skip


def summed(terms: Sequence[tuple[bool, Basic]]) -> Iterator[Piece]:
    """`terms` with their signs: each with whether it is subtracted."""
    for k, (minus, term) in enumerate(terms):
        if minus:
            yield " - " if k else "-"
        elif k:
            yield " + "
        yield Inner(term, PRODUCT if minus else NEGATIVE)


def multiplied(above: Sequence[Any], below: Sequence[Any], rest: Sequence[Any], style: Style) -> Iterator[Piece]:
    """The scalars `above` over those `below`, then the factors `rest`."""
    if not below:
        yield from _side((*above, *rest))
    elif style.fractions:
        alone = not above and len(rest) == 1
        yield from (r"\frac{", *_side(rest if alone else above), "}{", *_side(below), "}")
        if rest and not alone:
            yield from (" ", *_side(rest, True))
    else:
        behind = rest if above and all(type(it).__name__ == "Ones" for it in rest) else ()
        yield from _side((*above, *(() if behind else rest)), True)
        yield "/"
        yield from ("(", *_side(below), ")") if len(below) > 1 else (Inner(below[0], POWER),)
        yield from (" ", *_side(behind, True)) if behind else ()


def _side(factors: Sequence[Any], tight: bool = False) -> Iterator[Piece]:
    if not factors:
        yield "1"
    alone = len(factors) == 1 and not tight
    yield from joined((Inner(factor, 0 if alone else POWER) for factor in factors), " ")


def marked(node: Basic, mark: str) -> Iterator[Piece]:
    """`node` with a mark behind it."""
    yield from (Inner(node, ATOM), mark)


def called(name: str, *args: Basic) -> Iterator[Piece]:
    """`name` of `args`."""
    yield from (name, "(", *joined(map(Inner, args), ", "), ")")


def split_number(node: Any) -> tuple[Any, int, int]:
    """A rational number as numerator and denominator, with its sign apart; any other node over 1."""
    if node.is_Rational:
        return node.p < 0, abs(int(node.p)), int(node.q)
    return False, node, 1


def whole(number: Any) -> Any:
    """A number as an expression."""
    return sp.Integer(number) if isinstance(number, int) else number
