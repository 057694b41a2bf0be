"""The echo of a formula."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AsTyped:
    """A formula as it was understood, in the order and grouping in which it was typed.

    Args:
        text: it with every sign and parenthesis written; it reads as the same formula.
        latex: it in LaTeX.
    """

    text: str
    latex: str

    def __str__(self) -> str:
        return self.text

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex}$"
